/* SPDX-License-Identifier: MIT */
/* No table is forgotten: recovering saves the rows of each, shredding takes
 * those of a meeting out of each. What tables there are, the schema says: a
 * further one makes these tests fail until it is filled here. */
#include "fixture.h"

#include "core/clock.h"
#include "storage/check.h"
#include "storage/recover.h"
#include "storage/retraction.h"
#include "storage/shred.h"
#include <sys/stat.h>

#define EACH_TABLE                                                                \
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'" \
    " AND name NOT LIKE 'sqlite%'"

/* Tables whose rows hang on a meeting, through whatever tables. */
#define OF_A_MEETING                                                                              \
    "WITH RECURSIVE hangs (name) AS (VALUES ('meeting') UNION"                                    \
    " SELECT t.name FROM hangs h JOIN pragma_table_list t JOIN pragma_foreign_key_list(t.name) k" \
    " ON k.\"table\" = h.name WHERE t.schema = 'main' AND t.type = 'table')"                      \
    " SELECT name FROM hangs"

/* What the lines of a meeting do not bring. */
static const char *const rows[] = {
    "INSERT OR IGNORE INTO site_characteristic (uuid, version, observer, site, name, value)"
    " SELECT randomblob(16), 1, 1, id, 'quintile', '3' FROM site",
    "INSERT OR IGNORE INTO body_quorum (uuid, version, observer, body, role_group, number)"
    " SELECT randomblob(16), 1, 1, b.id, 1, 2 FROM body b",
    "INSERT OR IGNORE INTO body_person (uuid, version, observer, body, person, capacity)"
    " SELECT randomblob(16), 1, 1, b.id, 1, 'chair' FROM body b",
    "INSERT OR IGNORE INTO body_agenda (uuid, version, observer, body, position, title)"
    " SELECT randomblob(16), 1, 1, b.id, 1, 'Welcome' FROM body b",
    "INSERT INTO memo (uuid, version, observer, created, changed, meeting, title, text)"
    " SELECT randomblob(16), 1, 1, 5, 6, id, 'On it', 'all of it' FROM meeting",
    "INSERT INTO memo (uuid, version, observer, created, changed, entry, title, text)"
    " SELECT randomblob(16), 1, 1, 5, 6, min(id), '', 'this line' FROM entry",
    "INSERT INTO entry_seen (entry, observer, at) SELECT id, 1, 7 FROM entry",
    "INSERT INTO entry_draft (entry, observer, text, saved) SELECT id, 1, 'half', 7 FROM entry",
    "INSERT INTO draft (meeting, observer, text, at, offset, saved)"
    " SELECT id, 1, 'half a li', 8, 0, 9 FROM meeting",
    "INSERT INTO expansion (uuid, version, observer, short, long)"
    " VALUES (randomblob(16), 1, 1, 'ne', 'NHS England')",
    "INSERT INTO name_rule (uuid, version, observer, word, folded, rule)"
    " VALUES (randomblob(16), 1, 1, 'Grant', 'grant', 'capital')",
    "INSERT INTO history (uuid, version, observer, at, what, detail)"
    " VALUES (randomblob(16), 1, 1, 5, 'imported', 'something')",
};

static void run(struct fixture *f, const char *sql)
{
    ok(f, db_exec(f->study, sql, &f->err));
}

static void type_a_meeting(struct fixture *f)
{
    fixture_type(f, "101: said \"the budget\" #ch(diagnostic)");
    fixture_type(f, "102>103: an answer #tn+");
    fixture_type(f, "// a comment");
    fixture_type(f, "+102 phone");
    fixture_type(f, "> fin");
    fixture_type(f, "s/budget/plan/");
    ok(f, retraction_set(f->study, &f->meeting, &f->people[1], false, NULL, &f->err));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        run(f, rows[i]);
}

/* --- all rows as text ------------------------------------------------------------------ */

static sqlite3_stmt *ask(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *st = NULL;

    if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    return st;
}

static void add_row(struct str *out, sqlite3_stmt *st)
{
    for (int i = 0; i < sqlite3_column_count(st); i++) {
        const unsigned char *bytes = sqlite3_column_blob(st, i);
        int len = sqlite3_column_bytes(st, i);

        str_add_format(out, " %s=", sqlite3_column_name(st, i));
        if (sqlite3_column_type(st, i) == SQLITE_BLOB)
            for (int j = 0; j < len; j++)
                str_add_format(out, "%02x", bytes[j]);
        else if (sqlite3_column_type(st, i) != SQLITE_NULL)
            str_add(out, (const char *)sqlite3_column_text(st, i));
    }
    str_add(out, "\n");
}

/* The rows of every table but for what recovering itself adds to the history. */
static char *dump(sqlite3 *db)
{
    sqlite3_stmt *tables = ask(db, EACH_TABLE " ORDER BY name"), *st;
    struct str out = STR_INIT;
    char sql[200];

    while (sqlite3_step(tables) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(tables, 0);

        str_add_format(&out, "%s\n", name);
        snprintf(sql, sizeof sql, "SELECT * FROM \"%s\" %s ORDER BY 1, 2", name,
                 strcmp(name, "history") == 0 ? "WHERE what <> 'recovered'" : "");
        st = ask(db, sql);
        while (sqlite3_step(st) == SQLITE_ROW)
            add_row(&out, st);
        sqlite3_finalize(st);
    }
    sqlite3_finalize(tables);
    return str_take(&out);
}

static int64_t count_rows(sqlite3 *db, const char *table)
{
    char sql[120];
    sqlite3_stmt *st;
    int64_t count;

    snprintf(sql, sizeof sql, "SELECT count(*) FROM \"%s\"", table);
    st = ask(db, sql);
    assert_int_equal(sqlite3_step(st), SQLITE_ROW);
    count = sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
    return count;
}

/* Each of these tables has a row, or none does. Returns how many there are. */
static size_t expect_rows(sqlite3 *db, const char *tables, bool some)
{
    sqlite3_stmt *st = ask(db, tables);
    size_t count = 0;

    while (sqlite3_step(st) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(st, 0);

        if (some && count_rows(db, name) == 0)
            fail_msg("%s has no row: put one there, in this file", name);
        if (!some && count_rows(db, name) > 0)
            fail_msg("%s still has rows of the meeting", name);
        count++;
    }
    sqlite3_finalize(st);
    return count;
}

static void no_line(void *data, const char *line)
{
    (void)data;
    fail_msg("%s", line);
}

static void any_line(void *data, const char *line)
{
    (void)data;
    (void)line;
}

static void expect_whole(struct fixture *f)
{
    size_t wrong = 0;

    ok(f, check_study(f->study, no_line, NULL, &wrong, &f->err));
    assert_int_equal(wrong, 0);
}

/* The first line that differs is shown. */
static void expect_same(const char *a, const char *b)
{
    size_t same = 0, line = 0;

    while (a[same] != '\0' && a[same] == b[same])
        if (a[same++] == '\n')
            line = same;
    if (a[same] != b[same])
        fail_msg("%.300s\n-- is not --\n%.300s", a + line, b + line);
}

/* --- the tests ---------------------------------------------------------------------------- */

static void every_row_of_every_table_is_recovered(void **state)
{
    struct fixture *f = fixture_new(true);
    char saved[120], *before, *after;

    (void)state;
    type_a_meeting(f);
    run(f, "INSERT INTO memo (uuid, version, observer, created, changed, code, title, text)"
           " VALUES (randomblob(16), 1, 1, 5, 6, 1, '', 'a code')");
    assert_true(expect_rows(f->study->db, EACH_TABLE, true) > 30);
    before = dump(f->study->db);
    snprintf(saved, sizeof saved, "%s/saved.moot", f->folder);
    ok(f, recover_study(f->path, saved, any_line, NULL, &f->err));
    study_close(f->study);
    ok(f, study_open(&f->study, saved, STUDY_READ, &f->err));
    after = dump(f->study->db);
    expect_same(before, after);
    expect_whole(f);
    free(before);
    free(after);
    fixture_free(f);
}

/* Nothing leads to the tables any more: their pages are known by their rows. */
static void without_the_schema_no_table_with_rows_of_a_meeting_is_empty(void **state)
{
    struct fixture *f = fixture_new(true);
    char saved[120];
    unsigned char zeros[4096] = { 0 };
    FILE *file;

    (void)state;
    type_a_meeting(f);
    study_close(f->study);
    f->study = NULL;
    file = fopen(f->path, "r+b");
    assert_non_null(file);
    assert_int_equal(fwrite(zeros, 1, sizeof zeros, file), sizeof zeros);
    fclose(file);
    snprintf(saved, sizeof saved, "%s/saved.moot", f->folder);
    ok(f, recover_study(f->path, saved, any_line, NULL, &f->err));
    ok(f, study_open(&f->study, saved, STUDY_READ, &f->err));
    expect_rows(f->study->db, OF_A_MEETING, true);
    fixture_free(f);
}

static void unpack(const char *from, const char *to)
{
    char command[300];

    snprintf(command, sizeof command, "gunzip -c %s > %s && chmod 600 %s", from, to, to);
    assert_int_equal(system(command), 0); /* NOLINT: names of our own */
}

/* Somebody withdraws, in the columns of format 1. */
static const char *const withdrew =
    "INSERT INTO attendance_revision (id, uuid, version, observer, laptop, change, attendance,"
    " movement, mode, item) SELECT (c.id << 20) + 900000, randomblob(16), c.version, c.observer,"
    " c.laptop, c.id, 77, 'withdrew', 'phone',"
    " (SELECT min(id) FROM agenda_item WHERE meeting = c.meeting)"
    " FROM change c ORDER BY c.id LIMIT 1;"
    "INSERT INTO attendance (id, uuid, meeting, person, current)"
    " SELECT 77, randomblob(16), c.meeting, (SELECT min(id) FROM person), r.id"
    " FROM attendance_revision r JOIN change c ON c.id = r.change WHERE r.attendance = 77";

static void add_to_format_1(const char *path)
{
    sqlite3 *db;

    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, withdrew, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* What recovering makes of an older file is what upgrading makes of it. */
static void a_study_of_an_earlier_format_is_recovered_as_it_is_upgraded(void **state)
{
    struct fixture *f = fixture_new(true);
    char old[120], saved[120], *upgraded, *recovered;

    (void)state;
    study_close(f->study);
    snprintf(old, sizeof old, "%s/old.moot", f->folder);
    snprintf(saved, sizeof saved, "%s/saved.moot", f->folder);
    unpack("tests/fixtures/format1.moot.gz", old);
    add_to_format_1(old);
    ok(f, recover_study(old, saved, any_line, NULL, &f->err));
    ok(f, study_open(&f->study, saved, STUDY_READ, &f->err));
    recovered = dump(f->study->db);
    expect_whole(f);
    study_close(f->study);
    ok(f, study_open(&f->study, old, STUDY_WRITE, &f->err));
    ok(f, study_note_history(f->study, "recovered", "", &f->err)); /* this laptop is noted too */
    upgraded = dump(f->study->db);
    assert_true(count_rows(f->study->db, "attendance_revision") > 0);
    expect_same(recovered, upgraded);
    free(upgraded);
    free(recovered);
    fixture_free(f);
}

/* The revision that hid an entry is lost, its current one is an earlier one. */
static void words_that_were_taken_back_stay_hidden(void **state)
{
    struct fixture *f = fixture_new(true);
    char saved[120];

    (void)state;
    type_a_meeting(f);
    run(f, "UPDATE entry SET current = (SELECT replaces FROM entry_revision WHERE id = current)"
           " WHERE current IN (SELECT id FROM entry_revision WHERE retracted);"
           "DELETE FROM entry_voice WHERE revision IN"
           " (SELECT id FROM entry_revision WHERE retracted);"
           "DELETE FROM entry_revision WHERE retracted");
    assert_int_equal(sqlite3_changes(f->study->db), 1);
    snprintf(saved, sizeof saved, "%s/saved.moot", f->folder);
    ok(f, recover_study(f->path, saved, any_line, NULL, &f->err));
    study_close(f->study);
    ok(f, study_open(&f->study, saved, STUDY_READ, &f->err));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entry_revision WHERE retracted"), 1);
    expect_whole(f);
    fixture_free(f);
}

static void nothing_of_a_shredded_meeting_is_left_in_any_table(void **state)
{
    struct fixture *f = fixture_new(true);

    (void)state;
    type_a_meeting(f);
    assert_true(expect_rows(f->study->db, OF_A_MEETING, true) > 10);
    ok(f, shred_meeting(f->study, f->number, &f->err));
    expect_rows(f->study->db, OF_A_MEETING, false);
    expect_whole(f);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_of_every_table_is_recovered),
        cmocka_unit_test(without_the_schema_no_table_with_rows_of_a_meeting_is_empty),
        cmocka_unit_test(a_study_of_an_earlier_format_is_recovered_as_it_is_upgraded),
        cmocka_unit_test(words_that_were_taken_back_stay_hidden),
        cmocka_unit_test(nothing_of_a_shredded_meeting_is_left_in_any_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
