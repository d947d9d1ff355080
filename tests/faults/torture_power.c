/* SPDX-License-Identifier: MIT */
/* The power is cut at any moment: what was acknowledged is there, in order,
 * and the study is whole. */
#include "tests/faults/disk.h"
#include "tests/faults/torture.h"
#include "tests/unit/storage/fixture.h"

#include "storage/check.h"
#include <sys/stat.h>

enum { LINES = 120, SHORT = 250, LONG = 5000 };

static void begin(struct fixture *f)
{
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    ok(f, study_set_observer(f->study, "rs", &f->err));
}

/* Lines and half-typed lines, each acknowledged; the log is written back in
 * between, and the study closed and opened again. */
static void work(struct fixture *f)
{
    char line[40];

    for (int i = 1; i <= LINES; i++) {
        struct draft draft = { .text = line, .at = f->now };

        snprintf(line, sizeof line, "line %d", i);
        ok(f, record_save_draft(f->study, &f->meeting, &draft, &f->err));
        fixture_type(f, line);
        disk_acknowledge(i);
        if (i % 17 == 0)
            (void)study_tidy(f->study);
        if (i % 31 == 0)
            sqlite3_wal_checkpoint_v2(f->study->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
        if (i % 50 == 0) {
            study_close(f->study);
            begin(f);
        }
    }
}

static void said(void *data, const char *line)
{
    char *first = data;

    if (first[0] == '\0')
        snprintf(first, 300, "%s", line);
}

/* As many as were acknowledged or more, in order, none missing between. */
static void look(const char *path, long acknowledged, size_t at)
{
    struct error err = ERROR_INIT;
    struct study *study;
    sqlite3_stmt *rows = NULL;
    char first[300] = "", wanted[40];
    size_t wrong = 0;
    long count = 0;

    if (study_open(&study, path, STUDY_WRITE, &err))
        fail_msg("cut at %zu: %s", at, err.text);
    assert_int_equal(sqlite3_prepare_v2(study->db,
                                        "SELECT r.text FROM entry e JOIN entry_revision r"
                                        " ON r.id = e.current ORDER BY e.sequence",
                                        -1, &rows, NULL),
                     SQLITE_OK);
    while (sqlite3_step(rows) == SQLITE_ROW) {
        snprintf(wanted, sizeof wanted, "line %ld", ++count);
        assert_string_equal((const char *)sqlite3_column_text(rows, 0), wanted);
    }
    sqlite3_finalize(rows);
    if (count < acknowledged)
        fail_msg("cut at %zu: %ld lines of %ld acknowledged ones", at, count, acknowledged);
    if (check_study(study, said, first, &wrong, &err) || wrong > 0)
        fail_msg("cut at %zu: %zu things are wrong: %s", at, wrong, first);
    study_close(study);
}

static void every_acknowledged_line_is_there_after_a_power_cut(void **state)
{
    struct fixture *f;
    size_t cuts = torture_rounds(SHORT, LONG), from;
    char folder[160], path[200];

    (void)state;
    disk_install();
    f = fixture_new(true);
    study_close(f->study); /* the base, all of it on disk */
    snprintf(folder, sizeof folder, "%s/cut", f->folder);
    snprintf(path, sizeof path, "%s/study.moot", folder);
    assert_int_equal(mkdir(folder, 0700), 0);
    disk_record(f->path);
    disk_keep(f->path);
    from = disk_recorded();
    begin(f);
    work(f);
    study_close(f->study);
    f->study = NULL;
    disk_stop();
    assert_true(disk_recorded() > from + LINES);
    for (size_t i = 0; i < cuts; i++) {
        size_t at = from + (i * 2654435761u) % (disk_recorded() - from + 1);
        long acknowledged = disk_cut(at, i + 1, folder);

        look(path, acknowledged, at);
    }
    torture_count("power cuts", cuts);
    torture_count("writes and flushes recorded", disk_recorded() - from);
    disk_forget();
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_acknowledged_line_is_there_after_a_power_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
