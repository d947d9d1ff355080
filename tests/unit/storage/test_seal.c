/* SPDX-License-Identifier: MIT */
/* Sealed studies: passphrases and headers; both conversions; what must be refused. */
#include "fixture.h"

#include "core/clock.h"
#include "storage/backup.h"
#include "storage/check.h"
#include "storage/convert.h"
#include "storage/recover.h"
#include "storage/restore.h"
#include "storage/seal.h"
#include "storage/seal_passphrase.h"
#include "storage/seal_work.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

static const char right[] = FIXTURE_PASSPHRASE;

/* A sealed study, whatever MOOT_SEALED says. */
static struct fixture *sealed_fixture(void)
{
    struct fixture *f;

    assert_int_equal(setenv("MOOT_SEALED", "1", 1), 0);
    f = fixture_new(true);
    assert_int_equal(unsetenv("MOOT_SEALED"), 0);
    return f;
}

static unsigned char *file_bytes(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    struct stat info;
    unsigned char *bytes;

    assert_non_null(file);
    assert_int_equal(fstat(fileno(file), &info), 0);
    *size = (size_t)info.st_size;
    bytes = mem_alloc(*size + 1, 1);
    assert_int_equal(fread(bytes, 1, *size, file), *size);
    (void)fclose(file);
    return bytes;
}

static void put_bytes(const char *path, const unsigned char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static bool holds(const char *path, const char *words)
{
    size_t size;
    unsigned char *bytes = file_bytes(path, &size);
    bool found = false;

    for (size_t i = 0; i + strlen(words) <= size && !found; i++)
        found = memcmp(bytes + i, words, strlen(words)) == 0;
    free(bytes);
    return found;
}

/* --- files ------------------------------------------------------------------------------ */

static void a_sealed_study_says_nothing_to_who_has_not_its_passphrase(void **state)
{
    static const char *const ends[] = { "", "-wal" };
    static const char *const words[] = { "the budget slipped", "Anna Bell", "CREATE TABLE",
                                         "SQLite format" };
    struct fixture *f = sealed_fixture();
    struct study *study;
    enum seal_state look;

    (void)state;
    fixture_type(f, "101: the budget slipped #ch");
    for (size_t e = 0; e < 2; e++) {
        struct str name = STR_INIT;

        str_add_format(&name, "%s%s", f->path, ends[e]);
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
            assert_false(holds(name.text, words[i]));
        str_release(&name);
    }
    study_close(f->study);
    f->study = NULL;
    seal_forget();
    ok(f, seal_look(f->path, &look, &f->err));
    assert_int_equal(look, SEAL_LOCKED);
    assert_int_equal(study_open(&study, f->path, STUDY_READ, &f->err), STATUS_LOCKED);
    assert_int_equal(study_open(&study, f->path, STUDY_WRITE, &f->err), STATUS_LOCKED);
    assert_int_equal(study_open(&study, f->path, STUDY_CREATE, &f->err), STATUS_LOCKED);
    ok(f, seal_unlock(f->path, right, strlen(right), &f->err));
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    assert_true(study_is_sealed(f->study));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entry"), 1);
    fixture_free(f);
}

static void passphrases_of_every_kind_are_right_or_wrong_and_no_more(void **state)
{
    char *big = mem_alloc(10241, 1);
    const struct {
        const char *text;
        size_t len;
        enum status status;
    } cases[] = {
        { "", 0, STATUS_LOCKED },
        { "a long walk by the se", 21, STATUS_LOCKED },
        { "A long walk by the sea", 22, STATUS_LOCKED },
        { "\xff\xfe\x80", 3, STATUS_LOCKED },
        { big, 10240, STATUS_LOCKED },
        { right, strlen(right), STATUS_OK },
    };
    struct fixture *f = sealed_fixture();

    (void)state;
    memset(big, 'x', 10240);
    study_close(f->study);
    f->study = NULL;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        seal_forget();
        assert_int_equal(seal_unlock(f->path, cases[i].text, cases[i].len, &f->err),
                         cases[i].status);
        if (cases[i].status)
            assert_non_null(strstr(f->err.text, "not its passphrase"));
    }
    free(big);
    fixture_free(f);
}

static void any_passphrase_but_an_empty_one_can_be_set(void **state)
{
    char *big = mem_alloc(SEAL_PASSPHRASE_MOST + 2, 1), path[128];
    const struct {
        const char *text;
        size_t len;
        enum status status;
    } cases[] = {
        { "", 0, STATUS_INPUT },
        { "x", 1, STATUS_OK },
        { "\xff\xfe\x80 no text", 11, STATUS_OK },
        { "with\0zero", 9, STATUS_OK },
        { big, 10240, STATUS_OK },
        { big, SEAL_PASSPHRASE_MOST, STATUS_OK },
        { big, SEAL_PASSPHRASE_MOST + 1, STATUS_INPUT },
    };
    struct fixture *f = fixture_new(true);

    (void)state;
    memset(big, 'x', SEAL_PASSPHRASE_MOST + 1);
    snprintf(path, sizeof path, "%s/other.moot", f->folder);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct seal_secret secret = { cases[i].text, cases[i].len, NULL, { 1, 8192 } };
        struct stat info;

        assert_int_equal(seal_make(path, &secret, &f->err), cases[i].status);
        if (cases[i].status) {
            assert_int_not_equal(stat(path, &info), 0);
            continue;
        }
        assert_int_equal(stat(path, &info), 0);
        assert_int_equal(info.st_mode & 07777, 0600);
        seal_forget();
        ok(f, seal_unlock(path, cases[i].text, cases[i].len, &f->err));
        assert_int_equal(unlink(path), 0);
    }
    free(big);
    fixture_free(f);
}

/* The same letters, as one keyboard puts them together and another does not. */
static void accents_may_be_typed_in_either_way(void **state)
{
    static const char composed[] = "caf\xc3\xa9", apart[] = "cafe\xcc\x81";
    const struct seal_secret secret = { composed, strlen(composed), NULL, { 1, 8192 } };
    struct fixture *f = fixture_new(true);
    char path[128];

    (void)state;
    snprintf(path, sizeof path, "%s/other.moot", f->folder);
    ok(f, seal_make(path, &secret, &f->err));
    seal_forget();
    ok(f, seal_unlock(path, apart, strlen(apart), &f->err));
    fixture_free(f);
}

static void a_recovery_code_opens_what_its_passphrase_does(void **state)
{
    struct fixture *f = fixture_new(true);
    char path[128], code[SEAL_CODE], other[SEAL_CODE];
    struct seal_secret secret = { right, strlen(right), code, { 1, 8192 } };

    (void)state;
    snprintf(path, sizeof path, "%s/other.moot", f->folder);
    ok(f, seal_make_code(code, &f->err));
    ok(f, seal_make_code(other, &f->err));
    ok(f, seal_make(path, &secret, &f->err));
    seal_forget();
    assert_int_equal(seal_unlock(path, other, strlen(other), &f->err), STATUS_LOCKED);
    ok(f, seal_unlock(path, code, strlen(code), &f->err));
    seal_forget();
    ok(f, seal_unlock(path, right, strlen(right), &f->err));
    fixture_free(f);
}

static void a_changed_passphrase_opens_and_the_former_one_does_not(void **state)
{
    static const char other[] = "another one";
    const struct seal_secret secret = { other, strlen(other), NULL, { 1, 8192 } };
    struct fixture *f = sealed_fixture();

    (void)state;
    fixture_type(f, "101: before");
    ok(f, seal_change(f->study, &secret, &f->err));
    fixture_type(f, "101: after");
    study_close(f->study);
    seal_forget();
    assert_int_equal(seal_unlock(f->path, right, strlen(right), &f->err), STATUS_LOCKED);
    ok(f, seal_unlock(f->path, other, strlen(other), &f->err));
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entry"), 2);
    fixture_free(f);
}

/* Whatever part of a slot was written when the power went. */
static void a_passphrase_change_that_is_torn_locks_nobody_out(void **state)
{
    static const char other[] = "another one";
    const struct seal_secret secret = { other, strlen(other), NULL, { 1, 8192 } };
    struct fixture *f = sealed_fixture();
    unsigned char *before, *after, *torn;
    size_t size, after_size, tries = 0;

    (void)state;
    study_close(f->study);
    before = file_bytes(f->path, &size);
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    ok(f, seal_change(f->study, &secret, &f->err));
    study_close(f->study);
    f->study = NULL;
    after = file_bytes(f->path, &after_size);
    torn = mem_alloc(size, 1);
    for (int step = 0; step < 2; step++) { /* the second copy is written first */
        for (size_t from = 0; from <= 8; from++) {
            for (size_t to = from; to <= 8; to++) {
                size_t slot = step == 0 ? SEAL_SLOT : 0;

                memcpy(torn, before, size);
                if (step == 1)
                    memcpy(torn + SEAL_SLOT, after + SEAL_SLOT, SEAL_SLOT);
                memcpy(torn + slot + from * 512, after + slot + from * 512, (to - from) * 512);
                put_bytes(f->path, torn, size);
                seal_forget();
                tries++;
                if (seal_unlock(f->path, right, strlen(right), &f->err))
                    ok(f, seal_unlock(f->path, other, strlen(other), &f->err));
                ok(f, study_open(&f->study, f->path, STUDY_READ, &f->err));
                study_close(f->study);
                f->study = NULL;
            }
        }
    }
    assert_int_equal(tries, 90);
    free(before);
    free(after);
    free(torn);
    fixture_free(f);
}

static void backups_of_a_sealed_study_are_sealed_and_open_with_its_passphrase(void **state)
{
    struct fixture *f = sealed_fixture();
    struct restore_plan plan;
    enum seal_state look;
    char *path, *aside;

    (void)state;
    fixture_type(f, "101: the budget slipped");
    ok(f, backup_make(f->study, NULL, &path, &f->err));
    ok(f, seal_look(path, &look, &f->err));
    assert_int_equal(look, SEAL_OPEN);
    assert_false(holds(path, "the budget slipped"));
    fixture_type(f, "101: and slipped again");
    study_close(f->study);
    seal_forget();
    ok(f, seal_unlock(path, right, strlen(right), &f->err));
    ok(f, restore_look(&plan, path, f->path, &f->err));
    assert_int_equal(plan.kind, RESTORE_BEHIND);
    ok(f, restore_do(path, f->path, &aside, &f->err));
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    assert_true(study_is_sealed(f->study));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entry"), 1);
    free(path);
    free(aside);
    fixture_free(f);
}

/* Its pages are of the backup alone: its key is of the file. */
static void the_pages_of_a_backup_do_not_open_in_the_study(void **state)
{
    struct fixture *f = sealed_fixture();
    unsigned char *study, *backup;
    size_t size, backup_size;
    struct study *opened;
    char *path;

    (void)state;
    ok(f, backup_make(f->study, NULL, &path, &f->err));
    study_close(f->study);
    f->study = NULL;
    study = file_bytes(f->path, &size);
    backup = file_bytes(path, &backup_size);
    memcpy(study, backup, SEAL_START); /* its header on these pages */
    put_bytes(f->path, study, size);
    assert_int_equal(study_open(&opened, f->path, STUDY_READ, &f->err), STATUS_DAMAGED);
    free(study);
    free(backup);
    free(path);
    fixture_free(f);
}

static void a_file_with_a_header_and_no_page_is_not_taken_for_an_empty_study(void **state)
{
    struct fixture *f = sealed_fixture();
    struct study *opened;

    (void)state;
    study_close(f->study);
    f->study = NULL;
    assert_int_equal(truncate(f->path, SEAL_START), 0);
    assert_int_not_equal(study_open(&opened, f->path, STUDY_CREATE, &f->err), STATUS_OK);
    assert_int_not_equal(study_open(&opened, f->path, STUDY_READ, &f->err), STATUS_OK);
    assert_int_equal(truncate(f->path, 100), 0);
    assert_int_equal(study_open(&opened, f->path, STUDY_READ, &f->err), STATUS_DAMAGED);
    fixture_free(f);
}

static void one_damaged_copy_of_the_header_is_borne(void **state)
{
    struct fixture *f = sealed_fixture();
    unsigned char *bytes;
    size_t size;

    (void)state;
    study_close(f->study);
    f->study = NULL;
    bytes = file_bytes(f->path, &size);
    for (size_t slot = 0; slot < 2; slot++) {
        unsigned char kept[SEAL_SLOT];

        memcpy(kept, bytes + slot * SEAL_SLOT, SEAL_SLOT);
        memset(bytes + slot * SEAL_SLOT, 0xA5, SEAL_SLOT);
        put_bytes(f->path, bytes, size);
        memcpy(bytes + slot * SEAL_SLOT, kept, SEAL_SLOT);
        seal_forget();
        ok(f, seal_unlock(f->path, right, strlen(right), &f->err));
        ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
        study_close(f->study);
        f->study = NULL;
    }
    free(bytes);
    fixture_free(f);
}

/* --- conversion ------------------------------------------------------------------------------ */

static const struct seal_secret plain_secret = {
    FIXTURE_PASSPHRASE, sizeof FIXTURE_PASSPHRASE - 1, NULL, { 1, 8192 }
};

static void a_study_is_sealed_and_made_plain_again_without_loss(void **state)
{
    struct fixture *f = fixture_new(true);
    char *record, *again;

    (void)state;
    fixture_type(f, "101: the budget slipped #ch");
    fixture_type(f, "102: \xe6\x9d\x8e\xe6\x98\x8e says \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d");
    record = fixture_record(f, ENTRIES_FORWARD);
    study_close(f->study);
    assert_true(holds(f->path, "the budget slipped"));
    ok(f, convert_seal(f->path, &plain_secret, &f->err));
    assert_false(holds(f->path, "the budget slipped"));
    assert_int_equal(convert_seal(f->path, &plain_secret, &f->err), STATUS_INPUT);
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    ok(f, study_set_observer(f->study, "rs", &f->err));
    again = fixture_record(f, ENTRIES_FORWARD);
    assert_string_equal(record, again);
    free(again);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM history WHERE what = 'sealed'"), 1);
    fixture_type(f, "101: sealed now");
    free(record);
    record = fixture_record(f, ENTRIES_FORWARD);
    study_close(f->study);
    ok(f, convert_unseal(f->path, &f->err));
    assert_true(holds(f->path, "the budget slipped"));
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    assert_false(study_is_sealed(f->study));
    again = fixture_record(f, ENTRIES_FORWARD);
    assert_string_equal(record, again);
    free(record);
    free(again);
    study_close(f->study); /* and once more, its pages with room for a seal by now */
    ok(f, convert_seal(f->path, &plain_secret, &f->err));
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    fixture_free(f);
}

static void a_study_that_is_open_elsewhere_is_not_converted(void **state)
{
    struct fixture *f = fixture_new(true);
    enum seal_state look;

    (void)state;
    if (fork() == 0) {
        struct error err = ERROR_INIT;

        _exit(convert_seal(f->path, &plain_secret, &err) == STATUS_BUSY ? 0 : 1);
    } else {
        int status;

        assert_true(wait(&status) > 0);
        assert_int_equal(status, 0);
    }
    ok(f, seal_look(f->path, &look, &f->err));
    assert_int_equal(look, SEAL_PLAIN);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sealed_study_says_nothing_to_who_has_not_its_passphrase),
        cmocka_unit_test(passphrases_of_every_kind_are_right_or_wrong_and_no_more),
        cmocka_unit_test(any_passphrase_but_an_empty_one_can_be_set),
        cmocka_unit_test(accents_may_be_typed_in_either_way),
        cmocka_unit_test(a_recovery_code_opens_what_its_passphrase_does),
        cmocka_unit_test(a_changed_passphrase_opens_and_the_former_one_does_not),
        cmocka_unit_test(a_passphrase_change_that_is_torn_locks_nobody_out),
        cmocka_unit_test(backups_of_a_sealed_study_are_sealed_and_open_with_its_passphrase),
        cmocka_unit_test(the_pages_of_a_backup_do_not_open_in_the_study),
        cmocka_unit_test(a_file_with_a_header_and_no_page_is_not_taken_for_an_empty_study),
        cmocka_unit_test(one_damaged_copy_of_the_header_is_borne),
        cmocka_unit_test(a_study_is_sealed_and_made_plain_again_without_loss),
        cmocka_unit_test(a_study_that_is_open_elsewhere_is_not_converted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
