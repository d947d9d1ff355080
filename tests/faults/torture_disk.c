/* SPDX-License-Identifier: MIT */
/* The disk fails at every single write, truncation and flush in turn: what
 * cannot be stored is said and waits; when the disk is well again all of it is
 * stored; nothing that was stored is lost. */
#include "tests/faults/disk.h"
#include "tests/faults/torture.h"
#include "tests/unit/storage/fixture.h"

#include "storage/backup.h"
#include "storage/check.h"
#include "storage/recover.h"
#include "storage/writer.h"
#include <poll.h>
#include <sys/stat.h>

enum { LINES = 6, MOST = 100000, PATIENCE = 20000 };

static char base[200]; /* a study, closed, that each trial begins with */

static void copy(const char *from, const char *to)
{
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    char bytes[65536];
    size_t len;

    assert_non_null(in);
    assert_non_null(out);
    while ((len = fread(bytes, 1, sizeof bytes, in)) > 0)
        assert_int_equal(fwrite(bytes, 1, len, out), len);
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

static void start_anew(struct fixture *f)
{
    static const char *const ends[] = { "-wal", "-shm", "-journal" };
    char name[200];

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        snprintf(name, sizeof name, "%s%s", f->path, ends[i]);
        unlink(name);
    }
    copy(base, f->path);
}

static void open_it(struct fixture *f)
{
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    ok(f, study_set_observer(f->study, "rs", &f->err));
    fixture_room(f);
}

static void said(void *data, const char *line)
{
    (void)data;
    fprintf(stderr, "check: %s\n", line);
}

/* All lines, once each, in order; and the study is whole. */
static void expect_lines(struct fixture *f, int lines)
{
    sqlite3_stmt *rows = NULL;
    char wanted[40];
    size_t wrong = 0;
    int count = 0;

    ok(f, study_open(&f->study, f->path, STUDY_READ, &f->err));
    assert_int_equal(sqlite3_prepare_v2(f->study->db,
                                        "SELECT r.text FROM entry e JOIN entry_revision r"
                                        " ON r.id = e.current ORDER BY e.sequence",
                                        -1, &rows, NULL),
                     SQLITE_OK);
    while (sqlite3_step(rows) == SQLITE_ROW) {
        snprintf(wanted, sizeof wanted, "line %d", ++count);
        assert_string_equal((const char *)sqlite3_column_text(rows, 0), wanted);
    }
    sqlite3_finalize(rows);
    assert_int_equal(count, lines);
    ok(f, check_study(f->study, said, NULL, &wrong, &f->err));
    assert_int_equal(wrong, 0);
    study_close(f->study);
    f->study = NULL;
}

/* What the writer does with one line: it is tried until it is stored. Returns
 * how often it failed, each time with a line that says why. */
static int store(struct fixture *f, int i, bool once)
{
    char line[40];
    struct change change;
    int failures = 0;

    snprintf(line, sizeof line, "line %d", i);
    change = fixture_change(f, line);
    f->err = (struct error)ERROR_INIT;
    while (record_change(f->study, &change, &f->err)) {
        assert_true(f->err.text[0] != '\0');
        assert_true(f->err.status == STATUS_FULL || f->err.status == STATUS_IO
                    || f->err.status == STATUS_READ_ONLY);
        if (++failures == 2 && !once)
            disk_fail(DISK_WELL, 0, false); /* there is room again */
        assert_true(failures < 10);
    }
    change_release(&change);
    return failures;
}

static void fail_at_each(enum disk_failure failure, bool once, size_t *trials)
{
    struct fixture *f = fixture_new(true);
    bool reached = true;

    study_close(f->study);
    f->study = NULL;
    snprintf(base, sizeof base, "%s/base", f->folder);
    copy(f->path, base);
    for (long n = 1; reached && n < MOST; n += torture() ? 1 : 1 + n / 8) {
        int failures = 0;

        start_anew(f);
        open_it(f);
        disk_fail(failure, n, once);
        for (int i = 1; i <= LINES; i++) {
            failures += store(f, i, once);
            if (i % 3 == 0)
                sqlite3_wal_checkpoint_v2(f->study->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL,
                                          NULL);
        }
        reached = failures > 0 || disk_has_failed(); /* being well again forgets it */
        study_close(f->study);
        f->study = NULL;
        disk_fail(DISK_WELL, 0, false);
        expect_lines(f, LINES);
        ++*trials;
    }
    assert_true(*trials > 10); /* the disk is used more often than that */
    fixture_free(f);
}

static void every_write_and_flush_fails_in_turn(void **state)
{
    (void)state;
    disk_install();
    for (enum disk_failure failure = DISK_FULL; failure < DISK_FAILURES; failure++)
        for (int once = 0; once < 2; once++) {
            size_t trials = 0;
            char what[80];

            fail_at_each(failure, once == 1, &trials);
            snprintf(what, sizeof what, "disk %s, %s", disk_failure_names[failure],
                     once == 1 ? "at one operation" : "until there is room again");
            torture_count(what, trials);
        }
}

/* --- the writer: told at once, stored when it can be ---------------------------- */

static struct writer_news wait_for_news(struct writer *writer, bool failing, uint64_t saved)
{
    struct pollfd fd = { .fd = writer_fd(writer), .events = POLLIN };
    struct writer_news news = writer_news(writer);

    for (int waited = 0; waited < PATIENCE && (failing ? !news.failing : news.saved < saved);
         waited += 100) {
        (void)poll(&fd, 1, 100);
        news = writer_news(writer);
    }
    return news;
}

static void the_writer_says_that_it_fails_and_stores_all_when_it_can(void **state)
{
    size_t trials = 0;

    (void)state;
    disk_install();
    for (enum disk_failure failure = DISK_FULL; failure < DISK_FAILURES; failure++) {
        struct fixture *f = fixture_new(true);
        struct writer *writer;
        struct writer_news news;

        ok(f, writer_start(&writer, f->path, "rs", &f->meeting, &f->err));
        disk_fail(failure, 1, false);
        for (int i = 1; i <= 20; i++) { /* typing goes on */
            char line[40];
            struct change change;

            snprintf(line, sizeof line, "line %d", i);
            change = fixture_change(f, line);
            (void)writer_give(writer, &change);
            change_release(&change);
        }
        news = wait_for_news(writer, true, 0);
        assert_true(news.failing);
        assert_true(news.text[0] != '\0');
        assert_int_equal(news.saved, 0);
        disk_fail(DISK_WELL, 0, false);
        news = wait_for_news(writer, false, 20);
        assert_int_equal(news.saved, 20);
        assert_false(news.failing);
        ok(f, writer_finish(writer, PATIENCE, &f->err));
        study_close(f->study);
        f->study = NULL;
        expect_lines(f, 20);
        fixture_free(f);
        trials++;
    }
    torture_count("failures told by the writer", trials);
}

static void type_lines(struct fixture *f)
{
    for (int i = 1; i <= LINES; i++) {
        char line[40];

        snprintf(line, sizeof line, "line %d", i);
        fixture_type(f, line);
    }
}

/* --- backups ------------------------------------------------------------------------ */

static void a_backup_that_fails_anywhere_leaves_none_and_harms_nothing(void **state)
{
    struct fixture *f;
    size_t trials = 0;
    bool reached = true;
    char *path = NULL;

    (void)state;
    disk_install();
    f = fixture_new(true);
    type_lines(f);
    for (long n = 1; reached && n < MOST; n += torture() ? 1 : 1 + n / 4) {
        enum disk_failure failure = DISK_FULL + (unsigned)n % (DISK_FAILURES - DISK_FULL);

        disk_fail(failure, n, false);
        (void)!backup_make(f->study, NULL, &path, &f->err);
        reached = disk_operations() >= n;
        if (disk_has_failed())
            assert_null(path);
        disk_fail(DISK_WELL, 0, false);
        free(path);
        trials++;
    }
    ok(f, backup_make(f->study, NULL, &path, &f->err));
    study_close(f->study);
    f->study = NULL;
    expect_lines(f, LINES);
    snprintf(f->path, sizeof f->path, "%s", path);
    expect_lines(f, LINES);
    free(path);
    torture_count("failing backups", trials);
    fixture_free(f);
}

/* --- recovering --------------------------------------------------------------------- */

static void say_nothing(void *data, const char *line)
{
    (void)data;
    (void)line;
}

static void remove_study(const char *path)
{
    static const char *const ends[] = { "", "-wal", "-shm", "-lock" };
    char name[200];

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        snprintf(name, sizeof name, "%s%s", path, ends[i]);
        unlink(name);
    }
}

/* What is made is there whole or not at all: nothing of it stays behind in a log. */
static void recovering_that_fails_anywhere_makes_no_study_or_a_whole_one(void **state)
{
    struct fixture *f;
    char kept[96], made[96];
    size_t trials = 0;
    bool reached = true;

    (void)state;
    disk_install();
    f = fixture_new(true);
    type_lines(f);
    study_close(f->study);
    f->study = NULL;
    snprintf(kept, sizeof kept, "%s", f->path);
    snprintf(made, sizeof made, "%.80s.again", f->path);
    for (long n = 1; reached && n < MOST; n += torture() ? 1 : 1 + n / 8) {
        enum disk_failure failure = DISK_FULL + (unsigned)n % (DISK_FAILURES - DISK_FULL);
        enum status status;

        disk_fail(failure, n, n % 2 == 0);
        status = recover_study(kept, made, say_nothing, NULL, &f->err);
        reached = disk_operations() >= n;
        disk_fail(DISK_WELL, 0, false);
        snprintf(f->path, sizeof f->path, "%s", made);
        assert_int_equal(access(made, F_OK) == 0, status == STATUS_OK);
        if (status == STATUS_OK)
            expect_lines(f, LINES);
        remove_study(made);
        trials++;
    }
    snprintf(f->path, sizeof f->path, "%s", kept);
    expect_lines(f, LINES);
    torture_count("failing recoveries", trials);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_write_and_flush_fails_in_turn),
        cmocka_unit_test(the_writer_says_that_it_fails_and_stores_all_when_it_can),
        cmocka_unit_test(a_backup_that_fails_anywhere_leaves_none_and_harms_nothing),
        cmocka_unit_test(recovering_that_fails_anywhere_makes_no_study_or_a_whole_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
