/* SPDX-License-Identifier: MIT */
/* Storms: windows that change all the time, pastes of a megabyte, fast typing
 * for long, bytes and sequences that mean nothing. No key is dropped, nothing
 * crashes, and memory stays flat. */
#include "tests/faults/torture.h"
#include "tests/terminal/stage.h"

#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#ifdef __SANITIZE_ADDRESS__
#define SANITIZED true
#else
#define SANITIZED false
#endif

enum { LINE_KEYS = 40, KEYS_A_SECOND = 100, RESIZES_A_SECOND = 50 };

static uint64_t dice_state = 88172645463325252u;

static unsigned dice(unsigned most)
{
    dice_state ^= dice_state << 13;
    dice_state ^= dice_state >> 7;
    dice_state ^= dice_state << 17;
    return (unsigned)(dice_state % most);
}

static const char *text_of(const json_t *entries, size_t i)
{
    const char *text = json_string_value(json_object_get(json_array_get(entries, i), "text"));

    return text != NULL ? text : "";
}

static void leave(struct stage *stage)
{
    term_type(stage->term[0], "\003");
    term_expect(stage->term[0], "March meeting");
    term_type(stage->term[0], "q");
    assert_int_equal(stage_finish(stage, 0), 0);
    stage_must(stage, NULL, "check", NULL);
}

/* Kilobytes of memory that the program has in use. */
static long memory_of(struct term *term)
{
    char path[64];
    long pages = -1;
    FILE *file;

    snprintf(path, sizeof path, "/proc/%d/statm", term_pid(term));
    file = fopen(path, "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%*d %ld", &pages), 1);
    fclose(file);
    return pages * 4;
}

/* The words of line `i`, so many letters, each line another. */
static void words(char *out, size_t i, size_t len)
{
    int start = snprintf(out, len + 1, "line %zu ", i);

    for (size_t j = (size_t)start; j < len; j++)
        out[j] = j % 6 == 5 && j + 1 < len ? ' ' : (char)('a' + (i + j) % 26);
    out[len] = '\0';
}

static void expect_words(struct stage *stage, size_t lines, size_t len)
{
    const json_t *entries = stage_expect_entries(stage, "M1", lines);
    char want[LINE_KEYS + 1];

    for (size_t i = 0; i < lines; i++) {
        words(want, i, len);
        assert_string_equal(text_of(entries, i), want);
    }
}

static void fifty_resizes_a_second_lose_no_key(void **state)
{
    struct stage *stage = *state;
    size_t resizes = torture_rounds(60, 60 * RESIZES_A_SECOND), lines = 0, at = 0;
    char line[LINE_KEYS + 1];
    struct term *term;

    stage_meeting(stage);
    term = stage_live(stage);
    for (size_t i = 0; i < resizes; i++) {
        char key[2] = { '\r', '\0' };

        term_resize(term, 1 + (int)dice(100), 1 + (int)dice(300));
        words(line, lines, LINE_KEYS);
        if (at < LINE_KEYS)
            key[0] = line[at];
        term_type(term, key);
        at = at < LINE_KEYS ? at + 1 : 0;
        lines += at == 0;
        (void)poll(NULL, 0, 1000 / RESIZES_A_SECOND); /* the pace is what is tested */
    }
    term_resize(term, 24, 80);
    term_type(term, "\025");
    term_expect(term, "Governing Body");
    expect_words(stage, lines, LINE_KEYS);
    torture_count("resizes, 50 a second, while lines were typed", resizes);
    torture_count("lines typed meanwhile, all there", lines);
    leave(stage);
}

static void a_paste_of_a_megabyte_is_kept_whole(void **state)
{
    struct stage *stage = *state;
    size_t len = torture() ? 100 : 8000, lines = 1024 * 1024 / len;
    char *text = malloc(lines * (len + 1) + 1);
    struct term *term;
    const json_t *entries;
    long before;

    assert_non_null(text);
    for (size_t i = 0; i < lines; i++) {
        words(text + i * (len + 1), i, len);
        text[i * (len + 1) + len] = '\n';
    }
    stage_meeting(stage);
    term = stage_live(stage);
    before = memory_of(term);
    term_paste(term, text, lines * (len + 1));
    entries = stage_expect_entries(stage, "M1", lines);
    for (size_t i = 0; i < lines; i++)
        if (memcmp(text_of(entries, i), text + i * (len + 1), len) != 0)
            fail_msg("pasted line %zu is not as it was", i);
    torture_count("lines of a pasted megabyte, all there", lines);
    torture_count("kilobytes that it took", (size_t)(memory_of(term) - before));
    if (!SANITIZED) /* which keeps for a while what was freed */
        assert_true(memory_of(term) - before < 16L * 1024);
    free(text);
    leave(stage);
}

static void a_hundred_keys_a_second_are_all_there_and_memory_is_flat(void **state)
{
    struct stage *stage = *state;
    size_t keys = torture_rounds(4 * KEYS_A_SECOND, 600 * KEYS_A_SECOND), lines = 0, at = 0;
    char line[LINE_KEYS + 1];
    struct term *term;
    long early = 0;

    stage_meeting(stage);
    term = stage_live(stage);
    for (size_t i = 0; i < keys; i++) {
        char key[2] = { '\r', '\0' };

        words(line, lines, LINE_KEYS);
        if (at < LINE_KEYS)
            key[0] = line[at];
        term_type(term, key);
        at = at < LINE_KEYS ? at + 1 : 0;
        lines += at == 0;
        if (i == keys / 4)
            early = memory_of(term);
        (void)poll(NULL, 0, 1000 / KEYS_A_SECOND);
    }
    term_type(term, "\025");
    expect_words(stage, lines, LINE_KEYS);
    torture_count("keys typed, 100 a second", keys);
    torture_count("kilobytes in use after a quarter of them", (size_t)early);
    torture_count("kilobytes in use at the end", (size_t)memory_of(term));
    assert_true(memory_of(term) < early + 3L * 1024);
    leave(stage);
}

/* What no key of ours sends: reports, mice, titles, strings, keys to come. */
static const char *const strange[] = {
    "\033[<35;10;7M",
    "\033[?62;22c",
    "\033[99;99~",
    "\033[1;99A\025",
    "\033[12345678901234567890~",
    "\033[;;;;;;;;;;~",
    "\033[>4;2m",
    "\033[I",
    "\033[O",
    "\033O~",
    "\xC3",
    "\xFF\xFE",
    "\xF0\x9F",
    "\xED\xA0\x80",
    "\xC0\xAF",
    "\xF8\x88\x80\x80\x80",
    "\x80\x80\x80",
};

static void what_means_nothing_does_nothing(void **state)
{
    struct stage *stage = *state;
    size_t rounds = torture_rounds(15, 2000), sent = 0;
    char line[64];
    struct term *term;
    const json_t *entries;

    stage_meeting(stage);
    term = stage_live(stage);
    for (size_t i = 0; i < rounds; i++) {
        for (int j = 0; j < 20; j++, sent++)
            term_type(term, strange[dice(sizeof strange / sizeof strange[0])]);
        term_settle(term); /* what is unfinished is settled, not part of the next line */
        snprintf(line, sizeof line, "\025101: after %zu\r", i);
        term_type(term, line);
    }
    entries = stage_expect_entries(stage, "M1", rounds);
    for (size_t i = 0; i < rounds; i++) {
        snprintf(line, sizeof line, "after %zu", i);
        assert_string_equal(text_of(entries, i), line);
    }
    torture_count("sequences and bytes that mean nothing", sent);
    leave(stage);
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(fifty_resizes_a_second_lose_no_key),
        STAGED(a_paste_of_a_megabyte_is_kept_whole),
        STAGED(a_hundred_keys_a_second_are_all_there_and_memory_is_flat),
        STAGED(what_means_nothing_does_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
