/* SPDX-License-Identifier: MIT */
/* A study is damaged: bytes flipped, pages swapped or overwritten, cut short.
 * Whatever is done to it, moot does not crash: it opens with an error that
 * says what to do, or with what is there, of which check finds what is wrong;
 * and recover makes a study that check finds whole. */
#include "tests/faults/torture.h"
#include "tests/unit/storage/fixture.h"

#include "storage/check.h"
#include "storage/recover.h"

enum { LINES = 60, SHORT = 40, LONG = 4000, PAGE = 4096 };

struct bytes {
    unsigned char *at;
    size_t len;
};

static uint64_t dice_state = 1;

static size_t dice(size_t most)
{
    dice_state ^= dice_state << 13;
    dice_state ^= dice_state >> 7;
    dice_state ^= dice_state << 17;
    return (size_t)(dice_state % most);
}

static struct bytes load(const char *path)
{
    FILE *file = fopen(path, "rb");
    struct bytes bytes = { malloc(16 << 20), 0 };

    assert_non_null(file);
    bytes.len = fread(bytes.at, 1, 16 << 20, file);
    fclose(file);
    return bytes;
}

static void save(const char *path, const unsigned char *at, size_t len)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(at, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static void remove_beside(const char *path)
{
    static const char *const ends[] = { "", "-wal", "-shm", "-journal" };
    char name[300];

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        snprintf(name, sizeof name, "%s%s", path, ends[i]);
        unlink(name);
    }
}

static void count_line(void *data, const char *line)
{
    assert_true(line[0] != '\0');
    ++*(size_t *)data;
}

/* What happened to all trials together. */
static struct {
    size_t trials, refused, found, unnoticed, recovered, beyond, entries;
} sum;

/* Reads everything that a list or an export reads. */
static void read_all(struct study *study, struct fixture *f)
{
    struct entries *entries;
    struct error err = ERROR_INIT;
    const struct entry *entry;

    if (entries_open(&entries, study, &f->meeting, ENTRIES_FORWARD, INT64_MIN, 0, &err))
        return;
    while (entries_next(entries, &entry, &err) == STATUS_OK && entry != NULL)
        sum.entries++;
    entries_close(entries);
}

static void open_and_check(struct fixture *f, const char *path)
{
    struct error err = ERROR_INIT;
    struct study *study;
    size_t lines = 0, wrong = 0;

    if (study_open(&study, path, STUDY_READ, &err)) {
        assert_true(err.text[0] != '\0');
        sum.refused++;
        return;
    }
    read_all(study, f);
    err = (struct error)ERROR_INIT;
    if (check_study(study, count_line, &lines, &wrong, &err))
        assert_true(err.text[0] != '\0');
    if (err.status || wrong > 0)
        sum.found++;
    else
        sum.unnoticed++;
    study_close(study);
}

static void print_line(void *data, const char *line)
{
    (void)data;
    fprintf(stderr, "%s\n", line);
}

static int64_t recovered_entries;

static void recover_and_check(const char *from, const char *to)
{
    struct error err = ERROR_INIT;
    struct study *study;
    size_t lines = 0, wrong = 0;
    enum status status = recover_study(from, to, count_line, &lines, &err);

    recovered_entries = -1;
    if (status) {
        assert_true(status == STATUS_DAMAGED || status == STATUS_TOO_NEW);
        assert_true(err.text[0] != '\0');
        assert_int_not_equal(access(to, F_OK), 0);
        sum.beyond++;
        return;
    }
    if (study_open(&study, to, STUDY_READ, &err))
        fail_msg("what was recovered does not open: %s", err.text);
    /* what was typed may be flipped; what holds it together may not be broken */
    if (check_quickly(study, &err) || check_study(study, count_line, &lines, &wrong, &err)) {
        save(getenv("BAD") ? getenv("BAD") : "/dev/null", load(from).at, load(from).len);
        fail_msg("what was recovered is not whole: %s", err.text);
    }
    assert_int_equal(db_int(study, "SELECT count(*) FROM entry", &recovered_entries, &err), 0);
    study_close(study);
    remove_beside(to);
    sum.recovered++;
}

static void try_bytes(struct fixture *f, const unsigned char *at, size_t len)
{
    char damaged[200], saved[200];

    snprintf(damaged, sizeof damaged, "%s/damaged.moot", f->folder);
    snprintf(saved, sizeof saved, "%s/saved.moot", f->folder);
    remove_beside(damaged);
    remove_beside(saved);
    save(damaged, at, len);
    open_and_check(f, damaged);
    recover_and_check(damaged, saved);
    sum.trials++;
}

/* A closed study with a meeting of some lines. */
static struct fixture *study_with_lines(void)
{
    struct fixture *f = fixture_new(true);

    for (int i = 1; i <= LINES; i++) {
        char line[120];

        snprintf(line, sizeof line, "10%d: line %d about \"the budget\" #ch(diagnostic)", i % 5 + 1,
                 i);
        fixture_type(f, line);
    }
    fixture_type(f, "s/budget/plan/");
    fixture_type(f, "+102 phone");
    fixture_type(f, "> fin");
    study_close(f->study);
    f->study = NULL;
    return f;
}

static void report(const char *what)
{
    char text[120];

    torture_count(what, sum.trials);
    snprintf(text, sizeof text, "%s: refused with a reason", what);
    torture_count(text, sum.refused);
    snprintf(text, sizeof text, "%s: found by check", what);
    torture_count(text, sum.found);
    snprintf(text, sizeof text, "%s: without any effect that check sees", what);
    torture_count(text, sum.unnoticed);
    snprintf(text, sizeof text, "%s: recovered to a whole study", what);
    torture_count(text, sum.recovered);
    snprintf(text, sizeof text, "%s: nothing left to recover", what);
    torture_count(text, sum.beyond);
    memset(&sum, 0, sizeof sum);
}

static size_t rounds(void)
{
    return torture_rounds(SHORT, LONG);
}

static void a_flipped_byte(void **state)
{
    struct fixture *f = study_with_lines();
    struct bytes good = load(f->path);
    unsigned char *bad = malloc(good.len);

    (void)state;
    for (size_t i = 0; i < rounds(); i++) {
        memcpy(bad, good.at, good.len);
        bad[dice(good.len)] ^= (unsigned char)(1u + dice(255));
        if (i % 4 == 3) /* several at once */
            for (int j = 0; j < 30; j++)
                bad[dice(good.len)] ^= (unsigned char)(1u + dice(255));
        try_bytes(f, bad, good.len);
    }
    assert_true(sum.found + sum.refused > 0);
    report("flipped bytes");
    free(bad);
    free(good.at);
    fixture_free(f);
}

static void flipped_bytes_of_what_holds_a_study_together(void **state)
{
    struct fixture *f = study_with_lines();
    struct bytes good = load(f->path);
    unsigned char *bad = malloc(good.len);

    (void)state;
    for (size_t i = 0; i < rounds(); i++) {
        size_t page = dice(good.len / PAGE) * PAGE;

        memcpy(bad, good.at, good.len);
        bad[i % 3 == 0 ? dice(100) : page + dice(40)] ^= (unsigned char)(1u + dice(255));
        try_bytes(f, bad, good.len);
    }
    report("flipped bytes of headers");
    free(bad);
    free(good.at);
    fixture_free(f);
}

static void pages_swapped_and_overwritten(void **state)
{
    struct fixture *f = study_with_lines();
    struct bytes good = load(f->path);
    unsigned char *bad = malloc(good.len), kept[PAGE];

    (void)state;
    for (size_t i = 0; i < rounds(); i++) {
        size_t a = dice(good.len / PAGE) * PAGE, b = dice(good.len / PAGE) * PAGE;

        memcpy(bad, good.at, good.len);
        if (i % 2 == 0) {
            memcpy(kept, bad + a, PAGE);
            memcpy(bad + a, bad + b, PAGE);
            memcpy(bad + b, kept, PAGE);
        } else {
            for (size_t j = 0; j < PAGE; j++)
                bad[a + j] = (unsigned char)dice(256);
        }
        try_bytes(f, bad, good.len);
    }
    report("pages swapped or overwritten");
    free(bad);
    free(good.at);
    fixture_free(f);
}

static void cut_short_at_any_length(void **state)
{
    struct fixture *f = study_with_lines();
    struct bytes good = load(f->path);
    size_t step = good.len / rounds();

    (void)state;
    for (size_t len = 0; len<good.len; len += step> 0 ? step : 1)
        try_bytes(f, good.at, len);
    report("cut short");
    free(good.at);
    fixture_free(f);
}

/* The first page, with all that tells where the tables are, is gone: every
 * entry is saved all the same. */
static void without_its_first_page_every_entry_is_saved(void **state)
{
    struct fixture *f = study_with_lines();
    struct bytes good = load(f->path);

    (void)state;
    memset(good.at, 0, PAGE);
    try_bytes(f, good.at, good.len);
    assert_int_equal(recovered_entries, LINES + 2);
    memset(&sum, 0, sizeof sum);
    free(good.at);
    fixture_free(f);
}

static void a_whole_study_is_recovered_as_it_is(void **state)
{
    struct fixture *f = study_with_lines();
    char saved[200], *before, *after;
    size_t lines = 0;

    (void)state;
    snprintf(saved, sizeof saved, "%s/saved.moot", f->folder);
    ok(f, recover_study(f->path, saved, count_line, &lines, &f->err));
    ok(f, study_open(&f->study, f->path, STUDY_READ, &f->err));
    before = fixture_record(f, ENTRIES_FORWARD);
    study_close(f->study);
    ok(f, study_open(&f->study, saved, STUDY_READ, &f->err));
    after = fixture_record(f, ENTRIES_FORWARD);
    assert_string_equal(before, after);
    lines = 0;
    {
        size_t wrong = 0;

        ok(f, check_study(f->study, print_line, NULL, &wrong, &f->err));
        assert_int_equal(wrong, 0);
    }
    free(before);
    free(after);
    fixture_free(f);
}

/* Notes that stand only in the log, beside a file that is cut to nothing. */
static void what_stands_in_the_log_is_saved(void **state)
{
    struct fixture *f = fixture_new(true);
    char log[240], saved[200];
    struct bytes wal;
    int64_t count;
    size_t lines = 0;

    (void)state;
    if (fixture_is_sealed()) { /* without a header no passphrase leads to the key */
        fixture_free(f);
        skip();
    }
    for (int i = 1; i <= LINES; i++)
        fixture_type(f, "101: words that stand in the log");
    snprintf(log, sizeof log, "%s-wal", f->path);
    wal = load(log);
    assert_true(wal.len > PAGE);
    snprintf(f->path, sizeof f->path, "%s/cut.moot", f->folder);
    snprintf(log, sizeof log, "%s-wal", f->path);
    snprintf(saved, sizeof saved, "%s/saved.moot", f->folder);
    save(f->path, (const unsigned char *)"", 0);
    save(log, wal.at, wal.len);
    ok(f, recover_study(f->path, saved, count_line, &lines, &f->err));
    study_close(f->study);
    ok(f, study_open(&f->study, saved, STUDY_READ, &f->err));
    ok(f, db_int(f->study, "SELECT count(*) FROM entry", &count, &f->err));
    assert_int_equal(count, LINES);
    free(wal.at);
    fixture_free(f);
}

/* A byte of the log: what was typed before it is there, or recovered. */
static void a_flipped_byte_of_the_log(void **state)
{
    struct fixture *f = fixture_new(true);
    char from[220], log[240], saved[200];
    struct bytes main, wal;
    size_t whole = 0, trials = rounds() / 2;

    (void)state;
    for (int i = 1; i <= LINES; i++)
        fixture_type(f, "101: words that stand in the log");
    main = load(f->path);
    snprintf(log, sizeof log, "%s-wal", f->path);
    wal = load(log);
    snprintf(from, sizeof from, "%s/flip.moot", f->folder);
    snprintf(log, sizeof log, "%s-wal", from);
    snprintf(saved, sizeof saved, "%s/saved.moot", f->folder);
    for (size_t i = 0; i < trials; i++) {
        size_t at = dice(wal.len);

        remove_beside(from);
        remove_beside(saved);
        save(from, main.at, main.len);
        wal.at[at] ^= 0x41;
        save(log, wal.at, wal.len);
        recover_and_check(from, saved);
        whole += recovered_entries >= LINES - 1;
        open_and_check(f, from); /* SQLite takes the log up to the damage */
        wal.at[at] ^= 0x41;
        sum.trials++;
    }
    assert_true(whole * 10 >= trials * 9); /* one frame of many is little */
    report("flipped bytes of the log");
    torture_count("flipped bytes of the log: all entries but at most one saved", whole);
    free(main.at);
    free(wal.at);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_study_is_recovered_as_it_is),
        cmocka_unit_test(without_its_first_page_every_entry_is_saved),
        cmocka_unit_test(what_stands_in_the_log_is_saved),
        cmocka_unit_test(a_flipped_byte),
        cmocka_unit_test(flipped_bytes_of_what_holds_a_study_together),
        cmocka_unit_test(pages_swapped_and_overwritten),
        cmocka_unit_test(cut_short_at_any_length),
        cmocka_unit_test(a_flipped_byte_of_the_log),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
