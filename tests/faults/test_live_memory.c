/* SPDX-License-Identifier: MIT */
/* Each allocation of the live screen fails in turn (the short form: a few of
 * them): the program goes on or ends with the terminal as it was and a line
 * that says why, never by a signal; the study is whole, and has every line that
 * stood there with its saved mark. */
#include "tests/faults/torture.h"
#include "tests/terminal/stage.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { TRIALS_SHORT = 20, TRIALS_LONG = 1000000, ROWS = 24 };

/* What is typed, and what stands in the log for it. */
static const struct {
    const char *keys, *words;
} typed[] = {
    { "101: the first line #ch\r", "the first line" },
    { "102>101: \"as it was said\" #tn+\r", "as it was said" },
    { "+103 phone\r", NULL },
    { "\017", NULL },     /* attendance */
    { "\033\033", NULL }, /* and back */
    { "the last line\r", "the last line" },
    { "101: half a li", NULL },
};
enum { TYPED = sizeof typed / sizeof typed[0] };

struct file {
    char *bytes;
    size_t len;
};

static struct file file_read(const char *path)
{
    FILE *file = fopen(path, "rb");
    struct file it = { NULL, 0 };

    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    it.len = (size_t)ftell(file);
    rewind(file);
    it.bytes = malloc(it.len);
    assert_non_null(it.bytes);
    assert_int_equal(fread(it.bytes, 1, it.len, file), it.len);
    fclose(file);
    return it;
}

/* The study is again what it was before anything was typed. */
static void put_back(struct stage *stage, const struct file *base)
{
    static const char *const beside[] = { "-wal", "-shm" };
    char path[700];
    int fd;

    for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
        snprintf(path, sizeof path, "%s%s", stage->study, beside[i]);
        unlink(path);
    }
    fd = open(stage->study, O_WRONLY | O_TRUNC);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, base->bytes, base->len), (ssize_t)base->len);
    close(fd);
}

static bool is_saved(struct term *term, const char *words)
{
    for (int row = 1; row < ROWS; row++) {
        const char *text = term_row(term, row);

        if (strstr(text, words) != NULL && strstr(text, "✓") != NULL)
            return true;
    }
    return false;
}

/* Types all of it and leaves. The exit status; which lines had their mark. */
static int type_all(struct stage *stage, const char *const *env, bool *saved)
{
    static const char *const args[] = { "live", "M1", NULL };
    struct term_setup setup = { .args = args, .env = env };
    struct term *term = stage_start_as(stage, 0, &setup);

    for (size_t i = 0; i < TYPED; i++) {
        term_type(term, typed[i].keys);
        term_settle(term);
        for (size_t j = 0; j <= i; j++)
            saved[j] = saved[j] || (typed[j].words != NULL && is_saved(term, typed[j].words));
    }
    for (int i = 0; i < 3; i++) { /* from what is open, from the live screen, from home */
        term_type(term, "\003");
        term_settle(term);
    }
    return stage_finish(stage, 0);
}

static long count_all(struct stage *stage, const char *preload)
{
    char path[700], count[800], text[32] = "";
    const char *env[] = { preload, count, NULL };
    bool saved[TYPED] = { false };
    FILE *file;

    snprintf(path, sizeof path, "%s/count", stage->folder);
    snprintf(count, sizeof count, "MOOT_COUNT_ALLOCATIONS=%s", path);
    assert_int_equal(type_all(stage, env, saved), 0);
    for (size_t i = 0; i < TYPED; i++)
        assert_true(saved[i] || typed[i].words == NULL);
    file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(text, sizeof text, file));
    fclose(file);
    return strtol(text, NULL, 10);
}

static bool is_there(const json_t *entries, const char *words)
{
    for (size_t i = 0; i < json_array_size(entries); i++) {
        const char *text = json_string_value(json_object_get(json_array_get(entries, i), "text"));

        if (text != NULL && strstr(text, words) != NULL)
            return true;
    }
    return false;
}

/* Whether the failing allocation ended the program. */
static bool fail_one(struct stage *stage, const char *preload, long number, bool all)
{
    char fail[64];
    const char *env[] = { preload, fail, all ? "MOOT_FAIL_ALL=1" : NULL, NULL };
    bool saved[TYPED] = { false };
    const json_t *entries;
    int status;

    snprintf(fail, sizeof fail, "MOOT_FAIL_ALLOCATION=%ld", number);
    status = type_all(stage, env, saved);
    if (status > 2)
        fail_msg("allocation %ld: the program ended with %d", number, status);
    stage_must(stage, NULL, "check", NULL);
    entries = stage_entries(stage, "M1");
    for (size_t i = 0; i < TYPED; i++)
        if (saved[i] && !is_there(entries, typed[i].words))
            fail_msg("allocation %ld: \"%s\" was shown as saved and is lost", number,
                     typed[i].words);
    return status != 0;
}

static void a_failing_allocation_loses_nothing_and_gives_the_terminal_back(void **state)
{
    struct stage *stage = *state;
    size_t trials = 0, ends = 0;
    char preload[700];
    struct file base;
    long total, step;

#ifdef __SANITIZE_ADDRESS__
    skip(); /* the sanitizer's memory cannot be replaced */
#endif
    snprintf(preload, sizeof preload, "LD_PRELOAD=%s/tests/faults/memory.so", getenv("MOOT_BUILD"));
    stage_meeting(stage);
    base = file_read(stage->study);
    total = count_all(stage, preload);
    step = 1 + total / (long)torture_rounds(TRIALS_SHORT, TRIALS_LONG);
    for (long number = 1; number <= total; number += step, trials++) {
        put_back(stage, &base);
        ends += fail_one(stage, preload, number, trials % 3 == 2);
    }
    free(base.bytes);
    torture_count("allocations of the live screen", (size_t)total);
    torture_count("allocations of the live screen that failed in turn", trials);
    torture_count("allocations of the live screen that ended it", ends);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            a_failing_allocation_loses_nothing_and_gives_the_terminal_back, stage_setup,
            stage_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
