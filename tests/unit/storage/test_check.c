/* SPDX-License-Identifier: MIT */
/* The examination of a study finds each kind of damage, and nothing else. */
#include "fixture.h"
#include "storage/check.h"
#include "storage/retraction.h"

#include <fcntl.h>
#include <sys/stat.h>

struct findings {
    struct str lines;
};

static void keep(void *data, const char *line)
{
    struct findings *findings = data;

    str_add_format(&findings->lines, "%s\n", line);
}

static size_t check(struct fixture *f, struct findings *findings)
{
    size_t count;

    findings->lines = (struct str)STR_INIT;
    ok(f, check_study(f->study, keep, findings, &count, &f->err));
    return count;
}

static struct fixture *filled(bool in_folder)
{
    static const char *const lines[] = {
        "101: some \"exact\" wörds #ch(supportive)",
        "#tn+",
        "-103",
        ">",
        "102: 預算 of the year",
        "s/year/month/",
        "#tn-",
        "undone",
    };
    struct fixture *f = fixture_new(in_folder);

    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        fixture_type(f, lines[i]);
    ok(f, record_undo(f->study, &f->meeting, NULL, &f->err));
    ok(f, retraction_set(f->study, &f->meeting, &f->people[1], false, NULL, &f->err));
    return f;
}

static void a_sound_study_has_nothing_wrong(void **state)
{
    struct fixture *f = filled(false);
    struct findings findings;

    (void)state;
    if (check(f, &findings) != 0)
        fail_msg("%s", str_text(&findings.lines));
    str_release(&findings.lines);
    fixture_free(f);
}

static void each_kind_of_damage_is_found_and_said(void **state)
{
    static const struct {
        const char *damage, *says;
    } cases[] = {
        { "UPDATE entry_revision SET item = 77 WHERE item IS NULL", "refers to a row" },
        { "UPDATE entry SET current = 1 WHERE id = 1", "has no revision" },
        { "UPDATE entry SET current = (SELECT min(r.id) FROM entry_revision r"
          " WHERE r.entry = entry.id) WHERE id = 5",
          "not its latest" },
        { "UPDATE entry SET current = (SELECT current FROM entry WHERE id = 2) WHERE id = 1",
          "of something else" },
        { "UPDATE entry_revision SET replaces = NULL", "exactly one first revision" },
        { "UPDATE coding_revision SET version = version + 1", "another version" },
        { "UPDATE change SET version = -4 WHERE id = (SELECT max(id) FROM change)",
          "impossible version" },
        { "UPDATE change SET version = 9223372036854775807 WHERE id = 1", "impossible version" },
        { "UPDATE person SET number = 9223372036854775807 WHERE number = 101",
          "person 9223372036854775807 has an impossible number" },
        { "UPDATE agenda_revision SET number = -1 WHERE number = 1", "an impossible number" },
        { "UPDATE code SET parent = (SELECT id FROM code WHERE key = 'tn') WHERE key = 'ch';"
          "UPDATE code SET parent = (SELECT id FROM code WHERE key = 'ch') WHERE key = 'tn'",
          "stands under itself" },
        { "UPDATE entry_revision SET text = text || char(0) || 'hidden' WHERE entry = 1",
          "control characters" },
        { "UPDATE entry SET sequence = -1 WHERE id = 3", "no place in the order" },
        { "UPDATE agenda_revision SET number = 2 WHERE number = 1", "twice on the agenda" },
        { "UPDATE meeting SET ended = 5", "ended before it began" },
        { "UPDATE person SET merged_into = (SELECT id FROM person WHERE number = 102)"
          " WHERE number = 101;"
          "UPDATE person SET merged_into = (SELECT id FROM person WHERE number = 103)"
          " WHERE number = 102",
          "person 101 is one with somebody who is one with somebody else" },
        { "UPDATE entry_revision SET retracted = 0", "shows words that were taken back" },
        { "DELETE FROM retraction_revision", "words taken back (row 1) has no revision" },
        { "UPDATE change SET reason = 'a' || char(7)", "control characters" },
        { "UPDATE coding_revision SET lost = 'e' || char(769)", "not in normal form" },
        { "UPDATE entry_revision SET text = text || char(27) || '[31m' WHERE entry = 1",
          "control characters" },
        { "UPDATE entry_revision SET text = CAST(x'66FF' AS TEXT) WHERE entry = 1",
          "byte 1 of its text is not UTF-8" },
        { "UPDATE entry_revision SET text = 'e' || char(769) || text WHERE entry = 1",
          "not in normal form" },
        { "UPDATE meeting SET title = 'a' || char(7)", "title of M1: its text holds control" },
        { "UPDATE coding_revision SET start = 0, length = 999 WHERE action = 'point'",
          "a coding reaches beyond" },
        { "UPDATE coding_revision SET start = 0, length = 15 WHERE action = 'point'",
          "a coding cuts a character" },
        { "UPDATE entry_verbatim SET length = 999", "a verbatim mark reaches beyond" },
        { "UPDATE coding_revision SET action = 'open' WHERE action = 'close'",
          "opens a state that is open" },
        { "UPDATE coding_revision SET removed = 1 WHERE action = 'open'",
          "closes a state that is not open" },
        { "UPDATE coding_revision SET removed = 1 WHERE action = 'close';"
          "UPDATE meeting SET status = 'closed'",
          "open after its end" },
        { "UPDATE entry_revision SET text = 'other words' WHERE entry = 1",
          "other words than its text" },
        { "INSERT INTO entry_index (rowid, text) VALUES (999, 'nothing')",
          "an entry that is not there" },
        { "INSERT INTO entry_index (entry_index) VALUES ('delete-all')",
          "other words than its text" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fixture *f = filled(false);
        struct findings findings;

        ok(f, db_exec(f->study, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON",
                      &f->err));
        ok(f, db_exec(f->study, cases[i].damage, &f->err));
        assert_true(check(f, &findings) > 0);
        if (strstr(str_text(&findings.lines), cases[i].says) == NULL)
            fail_msg("%s:\n%s", cases[i].damage, str_text(&findings.lines));
        str_release(&findings.lines);
        fixture_free(f);
    }
}

static void the_index_is_made_anew_when_it_differs(void **state)
{
    struct fixture *f = filled(false);
    struct findings findings;

    (void)state;
    ok(f,
       db_exec(f->study, "INSERT INTO entry_index (entry_index) VALUES ('delete-all')", &f->err));
    assert_true(check(f, &findings) > 0);
    assert_non_null(strstr(findings.lines.text, "made anew from the texts"));
    str_release(&findings.lines);
    assert_int_equal(check(f, &findings), 0);
    str_release(&findings.lines);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entry_index"
                                    " WHERE entry_index MATCH '\"預 算\"'"),
                     1);
    fixture_free(f);
}

static void damaged_pages_are_found_and_end_nothing(void **state)
{
    struct fixture *f = filled(true);
    struct findings findings;
    struct stat info;
    char junk[4096];
    int fd;

    (void)state;
    study_close(f->study);
    f->study = NULL;
    memset(junk, 0xA5, sizeof junk);
    assert_int_equal(stat(f->path, &info), 0);
    fd = open(f->path, O_WRONLY);
    for (off_t page = 20; page < info.st_size / 4096; page += 7)
        assert_int_equal(pwrite(fd, junk, sizeof junk, page * 4096), sizeof junk);
    close(fd);
    if (study_open(&f->study, f->path, STUDY_READ, &f->err) == STATUS_OK) {
        assert_true(check(f, &findings) > 0);
        assert_non_null(strstr(findings.lines.text, "damaged"));
        str_release(&findings.lines);
    } else {
        assert_int_equal(f->err.status, STATUS_DAMAGED);
    }
    fixture_free(f);
}

static void a_study_that_cannot_be_written_is_examined_too(void **state)
{
    struct fixture *f = filled(true);
    struct findings findings;

    (void)state;
    ok(f,
       db_exec(f->study, "INSERT INTO entry_index (entry_index) VALUES ('delete-all')", &f->err));
    study_close(f->study);
    ok(f, study_open(&f->study, f->path, STUDY_READ, &f->err));
    assert_true(check(f, &findings) > 0);
    assert_non_null(strstr(findings.lines.text, "where it can be written"));
    str_release(&findings.lines);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_study_has_nothing_wrong),
        cmocka_unit_test(each_kind_of_damage_is_found_and_said),
        cmocka_unit_test(the_index_is_made_anew_when_it_differs),
        cmocka_unit_test(damaged_pages_are_found_and_end_nothing),
        cmocka_unit_test(a_study_that_cannot_be_written_is_examined_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
