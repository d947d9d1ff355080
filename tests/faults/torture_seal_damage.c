/* SPDX-License-Identifier: MIT */
/* A sealed file and its log, damaged in every way that leaves them files: bits
 * flipped, pages and frames swapped, copied and put back, headers exchanged,
 * cut short. What is read afterwards is an error, what was there, or (of the
 * log alone) an older state of it; never anything else. */
#include "tests/faults/sealed.h"
#include "tests/faults/torture.h"

#include <sys/stat.h>

enum { STATES = 40, PAGE = SEAL_PAGE };

/* Row n, known without the database. */
#define TEXT "'words ' || n || hex(zeroblob(n * 53 % 1500))"

/* The bytes of a file and its log. */
struct files {
    unsigned char *at, *log;
    size_t len, log_len;
};

/* What trials ended in. */
static struct {
    size_t trials, error, same, older, wrong;
} sum;

static void write_states(sqlite3 *db, int from, int to)
{
    char sql[400];

    for (int n = from; n <= to; n++) {
        snprintf(sql, sizeof sql,
                 "BEGIN; INSERT INTO note SELECT n, %s FROM (SELECT %d AS n);"
                 "INSERT INTO found SELECT text FROM note WHERE n = %d;"
                 "UPDATE last SET n = %d; COMMIT",
                 TEXT, n, n, n);
        must(db, sql);
    }
}

/* As a crash leaves them where `open`, with the states of the second half in
 * the log; else closed, without one. */
static struct files make_files(const struct place *place, bool open)
{
    sqlite3 *db = open_db(place->path, SEAL_VFS);
    struct files files;
    char log_path[260];

    must(db, "PRAGMA wal_autocheckpoint = 0;"
             "CREATE TABLE note (n INTEGER PRIMARY KEY, text TEXT);"
             "CREATE INDEX by_text ON note (text);"
             "CREATE TABLE last (n INTEGER); INSERT INTO last VALUES (0);"
             "CREATE VIRTUAL TABLE found USING fts5(text)");
    write_states(db, 1, STATES / 2);
    must(db, "PRAGMA wal_checkpoint(TRUNCATE)");
    write_states(db, STATES / 2 + 1, STATES);
    if (!open)
        sqlite3_close(db);
    snprintf(log_path, sizeof log_path, "%s-wal", place->path);
    files.at = load_file(place->path, &files.len);
    files.log = load_file(log_path, &files.log_len);
    if (open)
        sqlite3_close(db);
    assert_true(files.len > SEAL_START + 8 * PAGE);
    assert_int_equal(files.log_len > 0, open);
    return files;
}

static void free_files(struct files *files)
{
    free(files->at);
    free(files->log);
}

static void put_files(const char *path, const struct files *files)
{
    char name[260];

    save_file(path, files->at, files->len);
    snprintf(name, sizeof name, "%s-shm", path);
    unlink(name);
    snprintf(name, sizeof name, "%s-wal", path);
    unlink(name);
    if (files->log_len > 0)
        save_file(name, files->log, files->log_len);
}

/* --- what is read ------------------------------------------------------------------- */

/* The first column of the first row; NULL: an error. */
static char *try_to_ask(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *st = NULL;
    char *text = NULL;

    if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW)
        text = mem_copy((const char *)sqlite3_column_text(st, 0));
    sqlite3_finalize(st);
    return text;
}

/* The state that a database is in, by its rows, its index and its full text;
 * -1: an error, -2: something that it never was. */
static int state_of(sqlite3 *db)
{
    static const char *const questions[] = {
        "SELECT count(*) || ' ' || max(n) || ' ' || (SELECT max(n) FROM last) || ' ' ||"
        " sum(text <> " TEXT ") FROM note NOT INDEXED",
        "SELECT count(*) || ' ' || count(*) || ' ' || count(*) || ' 0' FROM note"
        " INDEXED BY by_text WHERE text BETWEEN 'words' AND 'x'",
        "SELECT count(*) || ' ' || count(*) || ' ' || count(*) || ' 0' FROM found"
        " WHERE found MATCH 'words'",
    };
    int state = -1;

    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++) {
        char wanted[64], *answer = try_to_ask(db, questions[i]);
        int found;

        if (answer == NULL)
            return -1;
        found = (int)strtol(answer, NULL, 10);
        snprintf(wanted, sizeof wanted, "%d %d %d 0", found, found, found);
        if (strcmp(answer, wanted) != 0 || (i > 0 && found != state))
            found = -2;
        free(answer);
        if (found == -2)
            return -2;
        state = found;
    }
    return state;
}

static int state_at(const char *path)
{
    sqlite3 *db = NULL;
    int state = -1;

    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, SEAL_VFS) == SQLITE_OK
        && sqlite3_exec(db, "PRAGMA temp_store = MEMORY", NULL, NULL, NULL) == SQLITE_OK)
        state = state_of(db);
    sqlite3_close(db);
    return state;
}

/* `from`: the oldest state that would not be wrong. */
static void try_files(const char *path, const struct files *files, int from)
{
    int state;

    put_files(path, files);
    state = state_at(path);
    sum.trials++;
    if (state == -1)
        sum.error++;
    else if (state == STATES)
        sum.same++;
    else if (state >= from && state < STATES)
        sum.older++;
    else
        sum.wrong++;
}

static void report(const char *what, bool errors)
{
    char line[160];

    snprintf(line, sizeof line, "sealed: %s (%zu errors, %zu harmless, %zu older, %zu wrong)", what,
             sum.error, sum.same, sum.older, sum.wrong);
    torture_count(line, sum.trials);
    assert_int_equal(sum.wrong, 0);
    assert_int_equal(sum.error > 0, errors);
    memset(&sum, 0, sizeof sum);
}

/* --- the file -------------------------------------------------------------------------- */

static void flipped_bits_of_a_closed_file(void **state)
{
    struct place place = new_place();
    struct files files = make_files(&place, false);
    size_t trials = torture_rounds(150, 10000);

    (void)state;
    for (size_t i = 0; i < trials; i++) {
        size_t at =
            i % 3 == 0 ? dice(SEAL_START) : SEAL_START + dice((unsigned)files.len - SEAL_START);
        unsigned char bit = (unsigned char)(1u << dice(8));

        files.at[at] ^= bit;
        try_files(place.path, &files, STATES);
        files.at[at] ^= bit;
    }
    report("flipped bits of a file", true);
    free_files(&files);
    remove_place(&place);
}

static void swap_units(unsigned char *at, size_t unit, size_t a, size_t b, bool copy)
{
    unsigned char *kept = mem_alloc(unit, 1);

    memcpy(kept, at + a * unit, unit);
    memcpy(at + a * unit, at + b * unit, unit);
    if (!copy)
        memcpy(at + b * unit, kept, unit);
    free(kept);
}

/* Slots of the header among them, which are of a page's length. */
static void swapped_and_copied_pages(void **state)
{
    struct place place = new_place();
    struct files files = make_files(&place, false);
    unsigned pages = (unsigned)(files.len / PAGE);
    unsigned char *whole = mem_alloc(files.len, 1);
    size_t trials = torture_rounds(150, 5000);

    (void)state;
    memcpy(whole, files.at, files.len);
    for (size_t i = 0; i < trials; i++) {
        swap_units(files.at, PAGE, dice(pages), dice(pages), i % 2 == 0);
        try_files(place.path, &files, STATES);
        memcpy(files.at, whole, files.len);
    }
    report("swapped and copied pages", true);
    free(whole);
    free_files(&files);
    remove_place(&place);
}

/* A log beside it or none: what is missing is never read as zeros. */
static void a_file_that_is_cut_short(void **state)
{
    size_t trials = torture_rounds(80, 3000);

    (void)state;
    for (int open = 0; open < 2; open++) {
        struct place place = new_place();
        struct files files = make_files(&place, open == 1);
        size_t whole = files.len;

        for (size_t i = 0; i < trials; i++) {
            files.len =
                i % 2 == 0 ? dice((unsigned)whole) : dice((unsigned)(whole / PAGE)) * (size_t)PAGE;
            try_files(place.path, &files, STATES);
        }
        report(open == 1 ? "files cut short, with a log" : "files cut short", true);
        free_files(&files);
        remove_place(&place);
    }
}

/* --- the log ----------------------------------------------------------------------------- */

static void flipped_bits_of_the_log(void **state)
{
    struct place place = new_place();
    struct files files = make_files(&place, true);
    size_t trials = torture_rounds(150, 10000);

    (void)state;
    for (size_t i = 0; i < trials; i++) {
        size_t at = i % 8 == 0 ? dice(SEAL_LOG_HEADER) : dice((unsigned)files.log_len);
        unsigned char bit = (unsigned char)(1u << dice(8));

        files.log[at] ^= bit;
        try_files(place.path, &files, STATES / 2);
        files.log[at] ^= bit;
    }
    report("flipped bits of a log", true);
    free_files(&files);
    remove_place(&place);
}

/* Whole frames, each of which opens at its own place. */
static void swapped_and_copied_frames(void **state)
{
    struct place place = new_place();
    struct files files = make_files(&place, true);
    unsigned frames = (unsigned)((files.log_len - SEAL_LOG_HEADER) / SEAL_FRAME);
    unsigned char *whole = mem_alloc(files.log_len, 1);
    size_t trials = torture_rounds(150, 5000);

    (void)state;
    memcpy(whole, files.log, files.log_len);
    for (size_t i = 0; i < trials; i++) {
        swap_units(files.log + SEAL_LOG_HEADER, SEAL_FRAME, dice(frames), dice(frames), i % 2 == 0);
        try_files(place.path, &files, STATES / 2);
        memcpy(files.log, whole, files.log_len);
    }
    report("swapped and copied frames", true);
    free(whole);
    free_files(&files);
    remove_place(&place);
}

/* An older state, as SQLite defines it, and no error. */
static void a_log_that_is_cut_short(void **state)
{
    struct place place = new_place();
    struct files files = make_files(&place, true);
    size_t whole = files.log_len, trials = torture_rounds(80, 3000);

    (void)state;
    for (size_t i = 0; i < trials; i++) {
        files.log_len = dice((unsigned)whole);
        try_files(place.path, &files, STATES / 2);
    }
    assert_true(sum.older > 0);
    report("logs cut short", false);
    free_files(&files);
    remove_place(&place);
}

/* --- the header of another ------------------------------------------------------------------ */

/* Both slots, or one, of another file of the same passphrase, whose key is in
 * the ring too. */
static void the_header_of_another_file_opens_nothing(void **state)
{
    struct place place = new_place(), other = new_place();
    struct files files = make_files(&place, false), foreign = make_files(&other, false);
    unsigned char kept[SEAL_START];

    (void)state;
    memcpy(kept, files.at, SEAL_START);
    memcpy(files.at, foreign.at, SEAL_START);
    try_files(place.path, &files, STATES);
    assert_int_equal(sum.error, 1);
    for (size_t slot = 0; slot < 2; slot++) {
        memcpy(files.at, kept, SEAL_START);
        memcpy(files.at + slot * SEAL_SLOT, foreign.at + slot * SEAL_SLOT, SEAL_SLOT);
        try_files(place.path, &files, STATES);
    }
    report("headers of another file", true);
    free_files(&files);
    free_files(&foreign);
    remove_place(&place);
    remove_place(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flipped_bits_of_a_closed_file),
        cmocka_unit_test(swapped_and_copied_pages),
        cmocka_unit_test(a_file_that_is_cut_short),
        cmocka_unit_test(flipped_bits_of_the_log),
        cmocka_unit_test(swapped_and_copied_frames),
        cmocka_unit_test(a_log_that_is_cut_short),
        cmocka_unit_test(the_header_of_another_file_opens_nothing),
    };

    if (!sealed_ready())
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
