/* SPDX-License-Identifier: MIT */
/* Whole exports: what is in the archive, that it is the same every time, that
 * the official schema takes it, and that nothing is left after a failure. */
#include <setjmp.h>
#include <spawn.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/mem.h"
#include "export/export.h"
#include "storage/memos.h"
#include "storage/people.h"
#include "storage/record.h"
#include "tests/golden/golden.h"
#include "tests/golden/ids.h"
#include "storage/sites.h"
#include "tests/unit/export/kit.h"

extern char **environ;

#define SCHEMA "../shared/refi-qda/Project.xsd"

static int open_kit(void **state)
{
    struct kit *kit = mem_alloc(1, sizeof *kit);

    kit_open(kit);
    (void)kit_person(kit, 283, "gp", "Alma Quillfeather");
    (void)kit_person(kit, 60, "nm", "Bertram Oxenholt");
    *state = kit;
    return 0;
}

static int close_kit(void **state)
{
    kit_close(*state);
    free(*state);
    return 0;
}

/* --- content -------------------------------------------------------------------------- */

static void the_archive_is_what_the_golden_file_says(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    const char *path;
    char *project, *text;

    kit_type_meeting(kit);
    path = kit_export_all(kit, "out.qdpx", &report);
    project = kit_unpack(path, "project.qde");
    text = kit_unpack(path, NULL);
    golden_check_ids("export/meeting.qde", project);
    golden_check("export/meeting.txt", text, strlen(text));
    assert_int_equal(report.meetings, 1);
    assert_int_equal(report.entries, 13);
    assert_int_equal(report.left_out, 1);
    assert_int_equal(report.names_replaced, 2);
    assert_int_equal(report.characters_replaced, 1);
    free(project);
    free(text);
}

static void no_name_and_no_full_date_leaves(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    const char *path;
    char *project, *text;

    kit_type_meeting(kit);
    path = kit_export_all(kit, "out.qdpx", &report);
    project = kit_unpack(path, "project.qde");
    text = kit_unpack(path, NULL);
    kit_lacks(project, "Quillfeather");
    kit_lacks(project, "Westmarsh");
    kit_lacks(project, "Spring sitting");
    kit_lacks(project, "2026-03-04");
    kit_lacks(text, "Oxenholt");
    kit_lacks(text, "Westmarsh");
    kit_lacks(text, "in private");
    kit_has(project, "GP ID 283");
    kit_has(text, "[Manager ID 60]'s deputy");
    free(project);
    free(text);
}

static void names_leave_when_asked_for_and_the_file_says_so(void **state)
{
    struct export_request request = { .identifiable = true };

    struct kit *kit = *state;
    struct export_report report;
    struct error err = ERROR_INIT;
    char *project, *text;

    kit_type_meeting(kit);
    request.out = kit_path(kit, "named.qdpx");
    assert_int_equal(export_write(kit->study, &request, &report, &err), STATUS_OK);
    project = kit_unpack(request.out, "project.qde");
    text = kit_unpack(request.out, NULL);
    kit_has(project, "This export shows real names.");
    kit_has(project, "Alma Quillfeather");
    kit_has(project, "name=\"Body: Westmarsh Senate\"");
    kit_has(text, "This export shows real names\n");
    kit_has(text, "] Alma Quillfeather to Bertram Oxenholt: what is the plan");
    kit_has(text, "Date: 2026-03-04\n");
    free(project);
    free(text);
}

static void names_stay_when_the_study_cannot_note_it(void **state)
{
    struct export_request request = { .identifiable = true };

    struct kit *kit = *state;
    struct export_report report;
    struct error err = ERROR_INIT;

    kit_type_meeting(kit);
    study_close(kit->study);
    assert_int_equal(study_open(&kit->study, kit_path(kit, "study.moot"), STUDY_READ, &err),
                     STATUS_OK);
    request.out = kit_path(kit, "named.qdpx");
    assert_int_not_equal(export_write(kit->study, &request, &report, &err), STATUS_OK);
    kit_has(err.text, "must be noted");
    assert_int_equal(access(request.out, F_OK), -1);
}

static void a_code_that_is_never_used_goes_out_too(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    char *project;

    kit_start(kit);
    (void)kit_type(kit, "60: well");
    project = kit_unpack(kit_export_all(kit, "out.qdpx", &report), "project.qde");
    kit_has(project, "name=\"Silence\"");
    kit_has(project, "name=\"Challenge from members: diagnostic\"");
    kit_has(project, "name=\"Role group: NHS manager\"");
    kit_lacks(project, "GP ID 283\"");
    kit_lacks(project, "name=\"Role group: GP\"");
    free(project);
}

static void moots_own_codes_keep_their_names_whoever_is_called_so(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    char *project;

    (void)kit_person(kit, 77, "gp", "Challenge Manager");
    kit_start(kit);
    (void)kit_type(kit, "60: well, a manager");
    project = kit_unpack(kit_export_all(kit, "out.qdpx", &report), "project.qde");
    kit_has(project, "name=\"Challenge from members: diagnostic\"");
    kit_has(project, "name=\"Role group: NHS manager\"");
    kit_has(project, "name=\"Manager ID 60\"");
    kit_has(project, "name=\"well, a [GP ID 77]\"");
    free(project);
}

static void an_export_succeeds_whatever_people_are_called(void **state)
{
    static const char *const names[] = {
        "Meeting Function", "Body Date",       "Observer Present", "Item Agenda",
        "Comment Decision", "Tension Begins",  "Speakers Groups",  "Private Public",
        "Role Challenge",   "Year Site",       "Undated Governing", "Record Note",
        "People Appear",    "First Month",     "Gp Id",            "Manager Unknown",
        "Left Entry",       "Eight Sites",     "Ab Cd",            "Leaves Conflict",
    };

    struct kit *kit = *state;
    struct export_report report;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        (void)kit_person(kit, 400 + (int)i, "nm", names[i]);
    kit_type_meeting(kit);
    (void)kit_export_all(kit, "out.qdpx", &report);
    (void)kit_export_all(kit, "out.txt", &report);
    assert_int_equal(report.names_replaced, 2); /* Oxenholt and Quillfeather, in what was typed */
}

/* Everything of `text` that holds a replacement, a line each. */
static char *replacements(const char *text)
{
    struct str found = STR_INIT;

    while (*text != '\0') {
        size_t len = strcspn(text, "\n");
        struct str line = STR_INIT;

        str_add_len(&line, text, len);
        if (strstr(str_text(&line), "[GP ID 4") != NULL)
            str_add_format(&found, "%s\n", line.text);
        str_release(&line);
        text += len + (text[len] == '\n');
    }
    return str_take(&found);
}

static void only_notes_lose_words_that_are_names_and_moots_own_too(void **state)
{
    static const char *const names[] = { "is", "the", "Manager", "Item", "Meeting",
                                         "Public health", "Decision", "Tension", "to", "all",
                                         "conflict", "Function", "public", "open", "Left",
                                         "comment", "unknown", "GP", "who" };
    static const char *const lines[] = {
        ">", "?gp>all: a #ch", "283>60: is the Manager here? #ac", "283, 60: b",
        "//the Decision", "60: x #at(who=Tension)", "#de(deferred)", "-60", "+60 phone", "-283!",
        "=private", "=public", "60: c #tn+", "#up(yes)", "=break", "=resume", NULL
    };

    struct kit *kit = *state;
    struct export_report report;
    struct error err = ERROR_INIT;
    char *text, *found;
    struct id id;
    size_t len;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct new_person person = { .number = 400 + (int)i, .role_group = "gp",
                                     .alias = names[i] };

        assert_int_equal(people_add(kit->study, &person, &id, NULL, &err), STATUS_OK);
    }
    kit_start(kit);
    kit_type_all(kit, lines);
    text = kit_unpack(kit_export_all(kit, "out.qdpx", &report), NULL);
    found = replacements(text);
    assert_string_equal(found, "[14:05:32] GP ID 283 to Manager ID 60: [GP ID 400] [GP ID 401]"
                               " [GP ID 402] here?\n"
                               "[14:05:52] (comment) [GP ID 401] [GP ID 406]\n");
    free(found);
    kit_has(text, "Function: governing body\n");
    kit_has(text, "] [Item 1: Welcome]\n");
    kit_has(text, "] GP unknown to all: a\n");
    kit_has(text, "] [GP ID 283 leaves, conflict of interest]\n");
    kit_has(text, "] [Intelligence passed up: taken-up yes]\n");
    free(text);
    assert_int_equal(report.names_replaced, 6);
    text = kit_unpack(kit_path(kit, "out.qdpx"), "project.qde");
    kit_has(text, "<Description>Somebody is asked to answer, or answers, for past results or"
                  " promises.\nUse when: It is asked why");
    kit_has(text, "Tension: still open at the end</Description>");
    kit_has(text, "<Description>Action agreed, who: [GP ID 407]</Description>");
    found = replacements(text);
    for (const char *line = found; *line != '\0'; line += strcspn(line, "\n") + 1)
        assert_true(strncmp(line, "<PlainTextSelection", 19) == 0
                    || strncmp(line, "<Description>Action agreed, who: [GP", 36) == 0
                    || strncmp(line, "<Description>[GP ID 401] [GP ID 406]", 36) == 0);
    free(found);
    free(text);
    text = kit_read(kit_export_all(kit, "out.txt", &report), &len);
    found = replacements(text);
    assert_string_equal(found, "@GP ID 283: (to Manager ID 60) [GP ID 400] [GP ID 401]"
                               " [GP ID 402] here?\n"
                               "@Comment: [14:05:52] [GP ID 401] [GP ID 406]\n");
    free(found);
    free(text);
}

static void text_that_is_hostile_to_xml_arrives_as_it_was(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    struct error err = ERROR_INIT;
    char *project, *text;

    assert_int_equal(study_set_title(kit->study, "A <b> & \"C\" ]]> 'd'", &err), STATUS_OK);
    kit_meeting(kit, &(struct kit_meeting){ .agenda = { "<script> & ]]>" } });
    (void)kit_note(kit, 60, "a < b && \"c\" > d ]]> <!-- &amp; &#0;");
    (void)kit_type(kit, "//<oh> & \"no\"");
    text = kit_unpack(kit_export_all(kit, "out.qdpx", &report), NULL);
    kit_has(text, "a < b && \"c\" > d ]]> <!-- &amp; &#0;\n");
    project = kit_unpack(kit_path(kit, "out.qdpx"), "project.qde");
    kit_has(project, "&lt;oh&gt; &amp; ");
    free(project);
    free(text);
}

static void an_empty_meeting_is_exported(void **state)
{
    struct kit *kit = *state;
    struct export_report report;

    kit_meeting(kit, &(struct kit_meeting){ 0 });
    (void)kit_export_all(kit, "out.qdpx", &report);
    assert_int_equal(report.meetings, 1);
    assert_int_equal(report.entries, 0);
}

static void ten_thousand_entries_are_exported(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    struct error err = ERROR_INIT;
    struct change change;

    kit_start(kit);
    change_init(&change, &kit->meeting, kit->now);
    for (int i = 0; i < 10000; i++) {
        struct change_entry *entry = change_add_entry(&change);

        entry->at = kit->now + i;
        entry->text = mem_copy(i % 3 == 0 ? "謝謝 for the plan" : "what is the plan, Oxenholt?");
        entry->speakers = mem_alloc(1, sizeof *entry->speakers);
        entry->speaker_count = 1;
        entry->speakers[0] = (struct voice){ VOICE_PERSON, kit->room.people[i % 2].id };
    }
    assert_int_equal(record_change(kit->study, &change, &err), STATUS_OK);
    change_release(&change);
    (void)kit_export_all(kit, "out.qdpx", &report);
    assert_int_equal(report.entries, 10000);
    assert_int_equal(report.quotations, 10000);
    assert_int_equal(report.names_replaced, 6666);
}

/* --- the same, and valid ---------------------------------------------------------------- */

static void same_file(const char *one, const char *other)
{
    size_t len, other_len;
    char *bytes = kit_read(one, &len), *other_bytes = kit_read(other, &other_len);

    assert_int_equal(len, other_len);
    assert_memory_equal(bytes, other_bytes, len);
    free(bytes);
    free(other_bytes);
}

static void the_same_study_gives_the_same_bytes_anywhere(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    struct error err = ERROR_INIT;
    char here[512];

    kit_type_meeting(kit);
    (void)kit_export_all(kit, "one.qdpx", &report);
    clock_set(kit->now + 86400000, 99);
    setenv("TZ", "America/St_Johns", 1);
    tzset();
    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(chdir(kit->folder), 0);
    assert_int_equal(kit_export(kit, "two.qdpx", &report, &err), STATUS_OK);
    assert_int_equal(chdir(here), 0);
    same_file(kit_path(kit, "one.qdpx"), kit_path(kit, "two.qdpx"));
}

/* --- memos ---------------------------------------------------------------------------- */

static void add_memo(struct kit *kit, enum memo_on on, const struct id *about, const char *title,
                     const char *text)
{
    struct error err = ERROR_INIT;

    if (memo_add(kit->study, on, about, title, text, NULL, &err) != STATUS_OK)
        fail_msg("%s", err.text);
}

/* Memos on the meeting, on a spoken entry, on one without a speaker, on a
 * private one, on the study and on a code; two of one title. */
static void add_memos(struct kit *kit)
{
    struct id spoken, bare, private;
    struct codebook codebook;
    struct error err = ERROR_INIT;

    spoken = kit_type(kit, "283: the plan slips");
    bare = kit_type(kit, "nobody speaks");
    (void)kit_type(kit, "=private");
    private = kit_type(kit, "283: a secret");
    add_memo(kit, MEMO_MEETING, &kit->meeting, "On the chair", "Oxenholt leads\nquietly");
    add_memo(kit, MEMO_ENTRY, &spoken, "On the chair", "Alma Quillfeather hedges");
    add_memo(kit, MEMO_ENTRY, &bare, "", "a silence");
    add_memo(kit, MEMO_ENTRY, &private, "Hush", "stays out");
    add_memo(kit, MEMO_STUDY, NULL, "Frame", "after the visit");
    assert_int_equal(codebook_load(&codebook, kit->study, &err), STATUS_OK);
    add_memo(kit, MEMO_CODE, &codebook.codes[0].id, "", "narrow it");
    codebook_release(&codebook);
}

static size_t count_of(const char *text, const char *words)
{
    size_t count = 0;

    for (text = strstr(text, words); text != NULL; text = strstr(text + 1, words))
        count++;
    return count;
}

static void memos_are_notes_linked_to_what_they_are_on(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    const char *path;
    char *project;

    kit_start(kit);
    add_memos(kit);
    path = kit_export_all(kit, "memos.qdpx", &report);
    project = kit_unpack(path, "project.qde");
    assert_int_equal(count_of(project, "<Note "), 5); /* the private one stays out */
    assert_int_equal(count_of(project, "<Link "), 4); /* that on the study is on nothing */
    kit_has(project, "name=\"On the chair\"");
    kit_has(project, "name=\"On the chair (2)\"");
    kit_has(project, "name=\"a silence\"");
    kit_lacks(project, "Hush");
    kit_lacks(project, "Quillfeather");
    kit_has(project, "name=\"nobody speaks\""); /* a quotation only for its memo */
    free(project);
    (void)kit_export_all(kit, "again.qdpx", &report);
    same_file(kit_path(kit, "memos.qdpx"), kit_path(kit, "again.qdpx"));
}

/* Runs xmllint on `file`; -1 when there is none. */
static int validate(const char *file)
{
    char program[] = "xmllint", offline[] = "--nonet", silent[] = "--noout",
         option[] = "--schema", schema[] = SCHEMA, *copy = mem_copy(file);
    char *const args[] = { program, offline, silent, option, schema, copy, NULL };
    int status = -1;
    pid_t child;

    if (posix_spawnp(&child, program, NULL, NULL, args, environ) != 0
        || waitpid(child, &status, 0) != child)
        status = -1;
    free(copy);
    return WIFEXITED(status) && WEXITSTATUS(status) != 127 ? WEXITSTATUS(status) : -1;
}

static void the_official_schema_takes_it(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    FILE *file;
    char *project;
    int result;

    if (access(SCHEMA, R_OK) != 0) {
        print_message("skipped: " SCHEMA " is not there\n");
        skip();
    }
    kit_type_meeting(kit);
    add_memos(kit);
    kit_meeting(kit, &(struct kit_meeting){ .planned = true });
    project = kit_unpack(kit_export_all(kit, "out.qdpx", &report), "project.qde");
    file = fopen(kit_path(kit, "project.qde"), "wb");
    assert_non_null(file);
    assert_true(fputs(project, file) >= 0);
    assert_int_equal(fclose(file), 0);
    free(project);
    result = validate(kit_path(kit, "project.qde"));
    if (result < 0) {
        print_message("skipped: xmllint is not there\n");
        skip();
    }
    assert_int_equal(result, 0);
}

/* Gives site 3 two characteristics. */
static void characterise(struct kit *kit)
{
    const struct characteristic characteristics[] = { { "size quintile", "4" },
                                                      { "seat of", "Quillfeather" } };
    struct error err = ERROR_INIT;
    struct sites sites;

    assert_int_equal(sites_load(&sites, kit->study, &err), STATUS_OK);
    for (size_t i = 0; i < sites.count; i++) {
        struct site site = sites.site[i];
        struct id id;

        if (strcmp(site.code, "3") != 0)
            continue;
        site.characteristic = characteristics;
        site.characteristics = 2;
        if (sites_save(kit->study, &site, &id, &err) != STATUS_OK)
            fail_msg("%s", err.text);
    }
    sites_release(&sites);
}

static void documents_are_grouped_by_what_their_meetings_are(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    char *project;

    kit_start(kit);
    (void)kit_type(kit, "60: well");
    kit_meeting(kit, &(struct kit_meeting){ .site = "4", .body = "Westmarsh Senate",
                                            .function = "council", .date = "2025-11-01" });
    characterise(kit);
    project = kit_unpack(kit_export_all(kit, "out.qdpx", &report), "project.qde");
    kit_has(project, "name=\"Site: 3\"");
    kit_has(project, "name=\"size quintile: 4\"");
    kit_has(project, "name=\"seat of: [GP ID 283]\"");
    kit_has(project, "name=\"Part: public\"");
    kit_has(project, "name=\"Site: 4\"");
    kit_has(project, "name=\"Body: 1 (governing body)\"");
    kit_has(project, "name=\"Body: 2 (council of members)\"");
    kit_has(project, "name=\"Function: governing body\"");
    kit_has(project, "name=\"Year: 2025\"");
    kit_has(project, "name=\"Observer: AB\"");
    kit_has(project, "name=\"2025-11 M002 council of members\"");
    free(project);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_kit, close_kit)
    const struct CMUnitTest tests[] = {
        TEST(the_archive_is_what_the_golden_file_says),
        TEST(no_name_and_no_full_date_leaves),
        TEST(names_leave_when_asked_for_and_the_file_says_so),
        TEST(names_stay_when_the_study_cannot_note_it),
        TEST(a_code_that_is_never_used_goes_out_too),
        TEST(moots_own_codes_keep_their_names_whoever_is_called_so),
        TEST(an_export_succeeds_whatever_people_are_called),
        TEST(only_notes_lose_words_that_are_names_and_moots_own_too),
        TEST(text_that_is_hostile_to_xml_arrives_as_it_was),
        TEST(an_empty_meeting_is_exported),
        TEST(ten_thousand_entries_are_exported),
        TEST(the_same_study_gives_the_same_bytes_anywhere),
        TEST(memos_are_notes_linked_to_what_they_are_on),
        TEST(the_official_schema_takes_it),
        TEST(documents_are_grouped_by_what_their_meetings_are),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
