/* SPDX-License-Identifier: MIT */
/* Importing meetings as JSON Lines: what becomes of them in the study. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "core/str.h"
#include "core/text.h"
#include "import/import.h"
#include "storage/codebook.h"
#include "storage/entries.h"
#include "storage/meetings.h"
#include "storage/people.h"

static const char council[] = "tests/fixtures/council.jsonl";
static const char mixed[] = "tests/fixtures/mixed.jsonl";
static const char head[] = "{\"meeting\": {\"title\": \"T\", \"participants\": "
                           "[{\"id\": \"p1\", \"name\": \"Ada Quill\", \"role\": null}]}}\n";

/* --- a study of its own for each test ------------------------------------------ */

static struct study *study;
static char scratch[] = "/tmp/moot-import-XXXXXX";

static int open_memory(void **state)
{
    struct error err;

    (void)state;
    assert_int_equal(study_open(&study, ":memory:", STUDY_CREATE, &err), STATUS_OK);
    assert_int_equal(study_set_observer(study, "AB", &err), STATUS_OK);
    return 0;
}

static int close_memory(void **state)
{
    (void)state;
    study_close(study);
    study = NULL;
    return 0;
}

static struct import_report import(const char *path)
{
    struct import_report report;
    struct error err = ERROR_INIT;

    if (import_file(study, path, &report, &err))
        fail_msg("%s", err.text);
    return report;
}

/* Writes `len` bytes to the scratch file. */
static void put(const char *text, size_t len)
{
    FILE *file = fopen(scratch, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

/* Writes the head and `turns` to the scratch file and imports it. */
static struct import_report import_turns(const char *turns)
{
    struct str text = STR_INIT;

    str_add(&text, head);
    str_add(&text, turns);
    put(text.text, text.len);
    str_release(&text);
    return import(scratch);
}

static size_t count_meetings(void)
{
    struct meeting_rows rows;
    struct error err;
    size_t count;

    assert_int_equal(meetings_load(&rows, study, &err), STATUS_OK);
    count = rows.count;
    meetings_release(&rows);
    return count;
}

static size_t count_people(void)
{
    struct people people;
    struct error err;
    size_t count;

    assert_int_equal(people_load(&people, study, false, &err), STATUS_OK);
    count = people.person_count;
    people_release(&people);
    return count;
}

/* All entries of M1, held for as long as a test looks at them. */
enum { ROWS = 64 };
static struct {
    struct change_entry entry[ROWS];
    int64_t at[ROWS];
    char codes[ROWS][64]; /* names of the codes, with a blank after each */
    size_t count;
} all;

static void name_codes(const struct codebook *codebook, const struct entry *entry, char *out,
                       size_t size)
{
    out[0] = '\0';
    for (size_t i = 0; i < entry->coding_count; i++) {
        assert_true(entry->codings[i].whole);
        for (size_t c = 0; c < codebook->count; c++) {
            if (id_equal(&codebook->codes[c].id, &entry->codings[i].code))
                (void)snprintf(out + strlen(out), size - strlen(out), "%s ",
                               codebook->codes[c].name);
        }
    }
}

static void load_entries(void)
{
    struct meeting_rows rows;
    struct codebook codebook;
    struct entries *entries;
    const struct entry *entry;
    struct error err;

    assert_int_equal(meetings_load_one(&rows, study, 1, &err), STATUS_OK);
    assert_int_equal(codebook_load(&codebook, study, &err), STATUS_OK);
    assert_int_equal(entries_open(&entries, study, &rows.row[0].meeting.id, ENTRIES_FORWARD,
                                  INT64_MIN, 0, &err),
                     STATUS_OK);
    all.count = 0;
    while (entries_next(entries, &entry, &err) == STATUS_OK && entry != NULL) {
        assert_true(all.count < ROWS);
        all.entry[all.count] = entry_to_revise(entry);
        all.at[all.count] = entry->at;
        name_codes(&codebook, entry, all.codes[all.count], sizeof all.codes[0]);
        all.count++;
    }
    entries_close(entries);
    codebook_release(&codebook);
    meetings_release(&rows);
}

static void release_entries(void)
{
    while (all.count > 0)
        change_entry_release(&all.entry[--all.count]);
}

/* --- what becomes of a meeting --------------------------------------------------- */

static void a_meeting_is_closed_and_keeps_what_the_file_says_of_it(void **state)
{
    struct import_report report = import(council);
    struct meeting_rows rows;
    struct error err;
    const struct meeting *meeting;

    (void)state;
    assert_int_equal(report.meeting, 1);
    assert_int_equal(report.entries, 13);
    assert_int_equal(report.people, 7);
    assert_int_equal(report.items, 3);
    assert_int_equal(meetings_load_one(&rows, study, 1, &err), STATUS_OK);
    meeting = &rows.row[0].meeting;
    assert_int_equal(meeting->status, MEETING_CLOSED);
    assert_string_equal(meeting->title, "Council of members, spring sitting");
    assert_string_equal(meeting->body, "Westmarsh Members' Forum");
    assert_string_equal(meeting->function, "council");
    assert_string_equal(meeting->date, "2026-03-04");
    assert_true(meeting->began == TIME_UNKNOWN);
    meetings_release(&rows);
}

static void participants_become_people_with_the_next_ids_and_their_role_groups(void **state)
{
    static const char *const groups[] = { "gp", "pm", "nurse", "other", "other", "other",
                                          "other" };
    struct people people;
    struct error err;
    size_t persons = 0;

    (void)state;
    import(council);
    assert_int_equal(people_load(&people, study, true, &err), STATUS_OK);
    for (size_t i = 0; i < people.person_count; i++) {
        const struct person *person = &people.people[i];

        if (person->voice != NULL)
            continue;
        assert_int_equal(person->number, 101 + (int)persons);
        assert_true(person->role_group >= 0);
        assert_string_equal(people.groups[person->role_group].key, groups[persons]);
        persons++;
    }
    assert_int_equal(persons, 7);
    assert_string_equal(people.people[0].name, "Dr Alma Quillfeather");
    people_release(&people);
}

/* Counts the strings of identity that are `text`. */
struct wanted {
    const char *text;
    size_t count;
};

static void look_for(void *data, const struct identity *identity,
                     const struct identity_alias *alias)
{
    struct wanted *wanted = data;

    if (identity->name != NULL && strcmp(identity->name, wanted->text) == 0)
        wanted->count++;
    if (alias != NULL && strcmp(alias->text, wanted->text) == 0)
        wanted->count++;
}

static size_t identities(const char *text)
{
    struct wanted wanted = { text, 0 };
    struct error err;

    assert_int_equal(people_each_identity(study, look_for, &wanted, &err), STATUS_OK);
    return wanted.count;
}

static void names_and_ids_of_the_file_go_to_identity(void **state)
{
    (void)state;
    import(council);
    import(mixed);
    assert_int_equal(identities("Bertram Oxenholt"), 1);
    assert_int_equal(identities("p2"), 1);
    assert_int_equal(identities("林佳慧"), 2); /* its name and its id */
    assert_int_equal(identities("p7"), 1);     /* only spoke */
}

static void the_records_voice_and_calls_from_the_floor_are_no_persons(void **state)
{
    struct people people;
    struct error err;
    size_t voices = 0;

    (void)state;
    import(council);
    assert_int_equal(people_load(&people, study, false, &err), STATUS_OK);
    for (size_t i = 0; i < people.person_count; i++) {
        if (people.people[i].voice == NULL)
            continue;
        voices++;
        assert_int_equal(people.people[i].number, 0);
    }
    assert_int_equal(voices, 2);
    people_release(&people);
    assert_int_equal(identities("[record]"), 0); /* else the word would be replaced */
    assert_int_equal(identities("Mr Fennimore"), 1);
}

static void items_become_the_agenda_and_begin_where_they_first_appear(void **state)
{
    static const char *const titles[] = { "Welcome", "Finance report", "Any other business" };
    struct meeting_rows rows;
    struct agenda agenda;
    struct error err;

    (void)state;
    import(council);
    assert_int_equal(meetings_load_one(&rows, study, 1, &err), STATUS_OK);
    assert_int_equal(agenda_load(&agenda, study, &rows.row[0].meeting.id, &err), STATUS_OK);
    load_entries();
    assert_int_equal(agenda.count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(agenda.item[i].title, titles[i]);
        assert_int_equal(agenda.item[i].number, (int)i + 1);
        assert_true(agenda.item[i].reached);
    }
    assert_int_equal(all.count, 16); /* 13 turns, 3 items */
    assert_true(id_is_none(&all.entry[0].item));
    assert_int_equal(all.entry[1].kind, ENTRY_AGENDA);
    assert_true(id_equal(&all.entry[1].item, &agenda.item[0].id));
    assert_int_equal(all.at[1], all.at[2]);
    assert_true(id_equal(&all.entry[2].item, &agenda.item[0].id));
    assert_int_equal(all.entry[4].kind, ENTRY_AGENDA);
    assert_true(id_equal(&all.entry[13].item, &agenda.item[0].id)); /* back to the first */
    release_entries();
    agenda_release(&agenda);
    meetings_release(&rows);
}

static void events_become_codes_of_that_name_or_new_ones_under_imported(void **state)
{
    struct codebook codebook;
    struct error err;
    size_t imported = 0, parents = 0;

    (void)state;
    assert_int_equal(import(council).codes, 5);
    assert_int_equal(import(mixed).codes, 1);
    load_entries();
    assert_string_equal(all.codes[0], "note ");
    assert_string_equal(all.codes[6], "interruption ");
    assert_string_equal(all.codes[9], "Decision ");
    assert_string_equal(all.codes[10], "Decision ");
    assert_int_equal(all.entry[9].kind, ENTRY_NOTE);
    assert_int_equal(all.entry[10].kind, ENTRY_EVENT);
    release_entries();
    assert_int_equal(codebook_load(&codebook, study, &err), STATUS_OK);
    for (size_t i = 0; i < codebook.count; i++) {
        parents += strcmp(codebook.codes[i].name, "Imported") == 0;
        imported += codebook.codes[i].parent >= 0
                    && strcmp(codebook.codes[codebook.codes[i].parent].name, "Imported") == 0;
    }
    assert_int_equal(parents, 1);
    assert_int_equal(imported, 6);
    codebook_release(&codebook);
}

static void nothing_in_a_text_is_read_for_grammar(void **state)
{
    (void)state;
    import(council);
    load_entries();
    assert_string_equal(all.entry[2].text,
                        "Good evening. @14:05 is not a time here, and 283: is nobody.");
    assert_string_equal(all.entry[3].text, "Dr Quillfeather welcomed Bertram Oxenholt's report "
                                           "#ch \"as it is\".");
    assert_int_equal(all.entry[3].verbatim_count, 0);
    assert_string_equal(all.codes[3], "");
    assert_string_equal(all.entry[12].text, "> fin");
    assert_string_equal(all.entry[13].text, "//not a comment");
    assert_int_equal(all.entry[13].kind, ENTRY_NOTE);
    release_entries();
}

static void times_count_from_midnight_of_the_date_and_unknown_ones_stay_so(void **state)
{
    const int64_t midnight = 1772582400000; /* 2026-03-04T00:00:00Z */

    (void)state;
    import(council);
    load_entries();
    assert_true(all.at[0] == midnight);
    assert_true(all.at[2] == midnight + 1500);
    assert_true(all.at[3] == midnight + 12250);
    assert_true(all.at[7] == TIME_UNKNOWN);
    release_entries();
}

static void seconds_without_a_date_are_kept_as_the_time_alone(void **state)
{
    struct meeting_rows rows;
    struct error err;

    (void)state;
    import_turns("{\"t\": 3725.5, \"speaker\": \"p1\", \"text\": \"good\"}\n");
    load_entries();
    assert_true(all.at[0] == 3725500);
    release_entries();
    assert_int_equal(meetings_load_one(&rows, study, 1, &err), STATUS_OK);
    assert_string_equal(rows.row[0].meeting.date, "");
    meetings_release(&rows);
}

static void texts_are_clean_and_keep_their_line_ends(void **state)
{
    struct import_report report;

    (void)state;
    report = import(mixed);
    assert_int_equal(report.cleaned, 6); /* two ESC, two BEL, a C1, an override */
    load_entries();
    for (size_t i = 0; i < all.count; i++) {
        assert_true(all.at[i] == TIME_UNKNOWN);
        assert_true(text_valid(all.entry[i].text, strlen(all.entry[i].text)));
        assert_null(strpbrk(all.entry[i].text, "\033\a\r"));
    }
    assert_string_equal(all.entry[5].text, "First part of the report.\nSecond part, after a line "
                                           "separator.\u00a0Still here.");
    assert_string_equal(all.entry[6].text, "Escape [2J]0;title sequences, a bell, a C1 31m and an "
                                           "override esrever.");
    assert_string_equal(all.entry[8].text, "Café und Tee: zusammengesetzt.\nNeue Zeile. 𝄞 und 😀.");
    release_entries();
}

static void the_same_file_twice_says_so_and_changes_nothing(void **state)
{
    struct import_report report;
    struct error err = ERROR_INIT;

    (void)state;
    import(council);
    assert_int_equal(import_file(study, council, &report, &err), STATUS_EXISTS);
    assert_non_null(strstr(err.text, council));
    assert_non_null(strstr(err.text, "M1"));
    assert_int_equal(report.meeting, 0);
    assert_int_equal(count_meetings(), 1);
    assert_int_equal(count_people(), 9);
}

static void a_second_meeting_of_a_body_has_people_of_its_own(void **state)
{
    (void)state;
    import_turns("{\"t\": null, \"speaker\": \"p1\", \"text\": \"first\"}\n");
    import_turns("{\"t\": null, \"speaker\": \"p1\", \"text\": \"second\"}\n");
    assert_int_equal(count_meetings(), 2);
    assert_int_equal(count_people(), 2);
}

static void a_turn_without_words_or_event_is_left_out_and_counted(void **state)
{
    struct import_report report;

    (void)state;
    report = import_turns("{\"t\": null, \"speaker\": \"p1\", \"text\": \"\\u0007\"}\n"
                          "{\"t\": null, \"speaker\": \"p1\", \"text\": \"good\"}\n");
    assert_int_equal(report.entries, 1);
    assert_int_equal(report.empty, 1);
}

static void byte_order_mark_blank_lines_and_crlf_do_no_harm(void **state)
{
    static const char text[] = "\xEF\xBB\xBF\r\n{\"meeting\": {\"title\": \"T\"}}\r\n\r\n"
                               "{\"speaker\": \"p1\", \"text\": \"good\"}";

    (void)state;
    put(text, strlen(text));
    assert_int_equal(import(scratch).entries, 1);
}

static void more_turns_than_one_change_holds_are_all_there_in_order(void **state)
{
    struct str text = STR_INIT;
    struct meeting_rows rows;
    struct error err;
    size_t count;

    (void)state;
    for (int i = 0; i < 2500; i++)
        str_add_format(&text, "{\"t\": %d, \"speaker\": \"p1\", \"text\": \"turn %d\"}\n", i, i);
    assert_int_equal(import_turns(text.text).entries, 2500);
    assert_int_equal(meetings_load_one(&rows, study, 1, &err), STATUS_OK);
    assert_int_equal(entries_count(study, &rows.row[0].meeting.id, &count, &err), STATUS_OK);
    assert_int_equal(count, 2500);
    meetings_release(&rows);
    str_release(&text);
}

static void a_pipe_is_read_too(void **state)
{
    static const char turn[] = "{\"speaker\": \"p1\", \"text\": \"good\"}\n";
    char path[32];
    int ends[2];

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], head, strlen(head)), strlen(head));
    assert_int_equal(write(ends[1], turn, strlen(turn)), strlen(turn));
    close(ends[1]);
    (void)snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    assert_int_equal(import(path).entries, 1);
    close(ends[0]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_memory, close_memory)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_meeting_is_closed_and_keeps_what_the_file_says_of_it),
        TEST(participants_become_people_with_the_next_ids_and_their_role_groups),
        TEST(names_and_ids_of_the_file_go_to_identity),
        TEST(the_records_voice_and_calls_from_the_floor_are_no_persons),
        TEST(items_become_the_agenda_and_begin_where_they_first_appear),
        TEST(events_become_codes_of_that_name_or_new_ones_under_imported),
        TEST(nothing_in_a_text_is_read_for_grammar),
        TEST(times_count_from_midnight_of_the_date_and_unknown_ones_stay_so),
        TEST(seconds_without_a_date_are_kept_as_the_time_alone),
        TEST(texts_are_clean_and_keep_their_line_ends),
        TEST(the_same_file_twice_says_so_and_changes_nothing),
        TEST(a_second_meeting_of_a_body_has_people_of_its_own),
        TEST(a_turn_without_words_or_event_is_left_out_and_counted),
        TEST(byte_order_mark_blank_lines_and_crlf_do_no_harm),
        TEST(more_turns_than_one_change_holds_are_all_there_in_order),
        TEST(a_pipe_is_read_too),
    };
    int file = mkstemp(scratch);
    int failed;

    if (file < 0)
        return 1;
    close(file);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(scratch);
    return failed;
}
