/* SPDX-License-Identifier: MIT */
/* GUIDs as the check of a .qdpx compares them: few, which stay in memory, and many, which go to
 * a spool and are compared part by part. */
#include "export/guids.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/attr.h"

/* More than two blocks, and more than one part. */
enum { FEW = 100, MANY = 150000 };

/* The GUID of a number, like a hash of it, or all with one beginning. */
static struct id guid(uint64_t number, bool alike)
{
    struct id id;
    uint64_t word = number + 1;

    for (size_t i = 0; i < sizeof id.byte; i++) {
        word = word * 6364136223846793005u + 1442695040888963407u;
        id.byte[i] = (unsigned char)(word >> 56);
    }
    memcpy(id.byte + 12, &(uint32_t){ (uint32_t)number }, 4); /* no two are the same */
    if (alike)
        id.byte[0] = 0x77;
    return id;
}

/* Codings, each with a reference to the next one, which mostly comes later; line i + 1 has the
 * i-th. */
static void note_ring(struct guids *guids, size_t count, bool alike)
{
    guids_init(guids, "./moot-test");
    for (size_t i = 0; i < count; i++) {
        struct id id = guid(i, alike), next = guid((i + 1) % count, alike);

        guids_add(guids, &id, GUID_CODING, (int)i + 1);
        guids_refer(guids, &next, GUID_CODING | GUID_NOTE, (int)i + 1);
    }
}

static void expect_fault(struct guids *guids, int line, const char *words)
{
    struct error err = ERROR_INIT;
    int is = 0;

    assert_int_equal(guids_check(guids, &is, &err), STATUS_INPUT);
    assert_non_null(strstr(err.text, words));
    assert_int_equal(is, line);
    guids_release(guids);
}

static void what_leads_to_each_other_is_right(void **state)
{
    static const size_t counts[] = { FEW, MANY };

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct guids guids;
        struct error err = ERROR_INIT;
        int line = 0;

        note_ring(&guids, counts[i % 2], i >= 2 && counts[i % 2] == FEW);
        assert_int_equal(guids.spool != NULL, counts[i % 2] == MANY);
        assert_int_equal(guids_check(&guids, &line, &err), STATUS_OK);
        guids_release(&guids);
    }
}

static void each_fault_is_found_with_its_line(void **state)
{
    static const size_t counts[] = { FEW, MANY }, places[] = { 0, 1, 50, 99 };

    (void)state;
    for (size_t i = 0; i < 8; i++) {
        size_t count = counts[i / 4], place = places[i % 4] * (count / FEW);
        struct id there = guid(place, false), nowhere = guid(count + place, false);
        struct guids guids;

        note_ring(&guids, count, false);
        guids_add(&guids, &there, GUID_NOTE, 777777);
        expect_fault(&guids, 777777, "something else has already");
        note_ring(&guids, count, false);
        guids_refer(&guids, &nowhere, GUID_CODING, 777777);
        expect_fault(&guids, 777777, "leads to nothing");
        note_ring(&guids, count, false);
        guids_refer(&guids, &there, GUID_NOTE | GUID_SET, 777777);
        expect_fault(&guids, 777777, "another kind");
    }
}

/* The table of a part has room for hashes: what begins alike by intent is refused, not looked
 * for without end. */
static void guids_that_begin_alike_are_taken_or_refused(void **state)
{
    struct guids guids;
    struct error err = ERROR_INIT;
    enum status status;
    int line = 0;

    (void)state;
    note_ring(&guids, MANY, true);
    status = guids_check(&guids, &line, &err);
    assert_true(status == STATUS_OK || strstr(err.text, "begin alike") != NULL);
    guids_release(&guids);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_leads_to_each_other_is_right),
        cmocka_unit_test(each_fault_is_found_with_its_line),
        cmocka_unit_test(guids_that_begin_alike_are_taken_or_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
