/* SPDX-License-Identifier: MIT */
/* Whole exports: what is in the archive, that it is the same every time, that
 * the official schema takes it, and that nothing is left after a failure. */
#include <dirent.h>
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
#include "export/zip.h"
#include "storage/record.h"
#include "tests/golden/golden.h"
#include "tests/golden/ids.h"
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

/* --- helpers ------------------------------------------------------------------------ */

static enum status export_to(struct kit *kit, const char *out, struct export_report *report,
                             struct error *err)
{
    struct export_request request = { .out = out };

    return export_write(kit->study, &request, report, err);
}

/* Exports all meetings to folder/NAME and gives the path. */
static const char *export_all(struct kit *kit, const char *name, struct export_report *report)
{
    const char *out = kit_path(kit, name);
    struct error err = ERROR_INIT;

    if (export_to(kit, out, report, &err) != STATUS_OK)
        fail_msg("%s", err.text);
    return out;
}

static enum status take(void *data, const char *bytes, size_t len, struct error *err)
{
    (void)err;
    str_add_len(data, bytes, len);
    return STATUS_OK;
}

/* One entry of an archive, the caller's to free; NULL: the first below sources/. */
static char *unpack(const char *path, const char *name)
{
    struct archive_reader *reader;
    struct error err = ERROR_INIT;
    struct str text = STR_INIT;
    size_t index = 1;

    assert_int_equal(archive_reader_open(&reader, path, &err), STATUS_OK);
    if (name != NULL)
        index = archive_find(reader, name);
    assert_true(index < archive_count(reader));
    assert_int_equal(archive_stream(reader, index, take, &text, &err), STATUS_OK);
    archive_reader_close(reader);
    return str_take(&text);
}

static void has(const char *text, const char *words)
{
    if (strstr(text, words) == NULL)
        fail_msg("there is no \"%s\" in\n%s", words, text);
}

static void lacks(const char *text, const char *words)
{
    if (strstr(text, words) != NULL)
        fail_msg("there is \"%s\" in\n%s", words, text);
}

/* How many files the folder holds, hidden ones included. */
static size_t files_in(const char *path)
{
    DIR *dir = opendir(path);
    size_t count = 0;

    assert_non_null(dir);
    while (readdir(dir) != NULL)
        count++;
    closedir(dir);
    return count - 2;
}

static void refuses(struct kit *kit, const char *out, enum status status, const char *says)
{
    size_t before = files_in(kit->folder);
    struct export_report report;
    struct error err = ERROR_INIT;

    assert_int_equal(export_to(kit, out, &report, &err), status);
    has(err.text, says);
    assert_int_equal(files_in(kit->folder), before);
}

static void start(struct kit *kit)
{
    kit_meeting(kit, &(struct kit_meeting){ .title = "Spring sitting", .site = "3",
                                            .body = "Westmarsh Senate",
                                            .function = "governing-body", .date = "2026-03-04",
                                            .agenda = { "Welcome", "Finance report" },
                                            .people = { 283, 60 } });
}

static void type_meeting(struct kit *kit)
{
    static const char *const lines[] = {
        ">", "283>60: what is the plan if it slips? #ch(diagnostic)", "//looked at the chair",
        "60: Oxenholt's deputy will bring it #at(who=\"Quillfeather\")", "voices rise #tn+",
        "=private", "60: in private", "=public", "283: fine #tn-", "#de(deferred)", "-283!",
        "?gp>all: from the back", "//a long day", NULL
    };
    const char *text = "謝謝 \xF0\x9F\x91\x8D תודה, then the plan";
    struct error err = ERROR_INIT;
    struct id entry;

    start(kit);
    kit_type_all(kit, lines);
    entry = kit_note(kit, 60, text);
    kit_code(kit, &entry, text, "תודה", "ch");
    assert_int_equal(study_set_observer(kit->study, "CD", &err), STATUS_OK);
    kit_code(kit, &entry, text, "תודה", "ch");
    kit_code(kit, &entry, text, text, "ow");
}

/* --- content -------------------------------------------------------------------------- */

static void the_archive_is_what_the_golden_file_says(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    const char *path;
    char *project, *text;

    type_meeting(kit);
    path = export_all(kit, "out.qdpx", &report);
    project = unpack(path, "project.qde");
    text = unpack(path, NULL);
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

    type_meeting(kit);
    path = export_all(kit, "out.qdpx", &report);
    project = unpack(path, "project.qde");
    text = unpack(path, NULL);
    lacks(project, "Quillfeather");
    lacks(project, "Westmarsh");
    lacks(project, "Spring sitting");
    lacks(project, "2026-03-04");
    lacks(text, "Oxenholt");
    lacks(text, "Westmarsh");
    lacks(text, "in private");
    has(project, "GP ID 283");
    has(text, "[Manager ID 60]'s deputy");
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

    type_meeting(kit);
    request.out = kit_path(kit, "named.qdpx");
    assert_int_equal(export_write(kit->study, &request, &report, &err), STATUS_OK);
    project = unpack(request.out, "project.qde");
    text = unpack(request.out, NULL);
    has(project, "This export shows real names.");
    has(project, "Alma Quillfeather");
    has(project, "name=\"Body: Westmarsh Senate\"");
    has(text, "This export shows real names\n");
    has(text, "] Alma Quillfeather to Bertram Oxenholt: what is the plan");
    has(text, "Date: 2026-03-04\n");
    free(project);
    free(text);
}

static void names_stay_when_the_study_cannot_note_it(void **state)
{
    struct export_request request = { .identifiable = true };

    struct kit *kit = *state;
    struct export_report report;
    struct error err = ERROR_INIT;

    type_meeting(kit);
    study_close(kit->study);
    assert_int_equal(study_open(&kit->study, kit_path(kit, "study.moot"), STUDY_READ, &err),
                     STATUS_OK);
    request.out = kit_path(kit, "named.qdpx");
    assert_int_not_equal(export_write(kit->study, &request, &report, &err), STATUS_OK);
    has(err.text, "must be noted");
    assert_int_equal(access(request.out, F_OK), -1);
}

static void a_code_that_is_never_used_goes_out_too(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    char *project;

    start(kit);
    (void)kit_type(kit, "60: well");
    project = unpack(export_all(kit, "out.qdpx", &report), "project.qde");
    has(project, "name=\"Silence\"");
    has(project, "name=\"Challenge from members: diagnostic\"");
    has(project, "name=\"Role group: NHS manager\"");
    lacks(project, "GP ID 283\"");
    lacks(project, "name=\"Role group: GP\"");
    free(project);
}

static void moots_own_codes_keep_their_names_whoever_is_called_so(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    char *project;

    (void)kit_person(kit, 77, "gp", "Challenge Manager");
    start(kit);
    (void)kit_type(kit, "60: well, a manager");
    project = unpack(export_all(kit, "out.qdpx", &report), "project.qde");
    has(project, "name=\"Challenge from members: diagnostic\"");
    has(project, "name=\"Role group: NHS manager\"");
    has(project, "name=\"Manager ID 60\"");
    has(project, "name=\"well, a [GP ID 77]\"");
    free(project);
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
    text = unpack(export_all(kit, "out.qdpx", &report), NULL);
    has(text, "a < b && \"c\" > d ]]> <!-- &amp; &#0;\n");
    project = unpack(kit_path(kit, "out.qdpx"), "project.qde");
    has(project, "&lt;oh&gt; &amp; ");
    free(project);
    free(text);
}

static void an_empty_meeting_is_exported(void **state)
{
    struct kit *kit = *state;
    struct export_report report;

    kit_meeting(kit, &(struct kit_meeting){ 0 });
    (void)export_all(kit, "out.qdpx", &report);
    assert_int_equal(report.meetings, 1);
    assert_int_equal(report.entries, 0);
}

static void ten_thousand_entries_are_exported(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    struct error err = ERROR_INIT;
    struct change change;

    start(kit);
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
    (void)export_all(kit, "out.qdpx", &report);
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

    type_meeting(kit);
    (void)export_all(kit, "one.qdpx", &report);
    clock_set(kit->now + 86400000, 99);
    setenv("TZ", "America/St_Johns", 1);
    tzset();
    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(chdir(kit->folder), 0);
    assert_int_equal(export_to(kit, "two.qdpx", &report, &err), STATUS_OK);
    assert_int_equal(chdir(here), 0);
    same_file(kit_path(kit, "one.qdpx"), kit_path(kit, "two.qdpx"));
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
    type_meeting(kit);
    kit_meeting(kit, &(struct kit_meeting){ .planned = true });
    project = unpack(export_all(kit, "out.qdpx", &report), "project.qde");
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

static void documents_are_grouped_by_what_their_meetings_are(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    char *project;

    start(kit);
    (void)kit_type(kit, "60: well");
    kit_meeting(kit, &(struct kit_meeting){ .site = "4", .body = "Westmarsh Senate",
                                            .function = "council", .date = "2025-11-01" });
    project = unpack(export_all(kit, "out.qdpx", &report), "project.qde");
    has(project, "name=\"Site: 3\"");
    has(project, "name=\"Site: 4\"");
    has(project, "name=\"Body: 1 (governing body)\"");
    has(project, "name=\"Body: 2 (council of members)\"");
    has(project, "name=\"Function: governing body\"");
    has(project, "name=\"Year: 2025\"");
    has(project, "name=\"Observer: AB\"");
    has(project, "name=\"2025-11 M002 council of members\"");
    free(project);
}

/* --- text ------------------------------------------------------------------------------- */

static void the_txt_has_a_mark_in_front_of_every_line(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    size_t len;
    char *text;

    type_meeting(kit);
    text = kit_read(export_all(kit, "out.txt", &report), &len);
    golden_check("export/focus-group.txt", text, len);
    free(text);
}

static void several_meetings_make_a_folder_of_files(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    char folder[256];

    strcpy(folder, kit_path(kit, "notes.txt"));
    start(kit);
    kit_meeting(kit, &(struct kit_meeting){ .date = "2025-11-01" });
    (void)export_all(kit, "notes.txt", &report);
    assert_int_equal(files_in(folder), 2);
    assert_int_equal(access(kit_path(kit, "notes.txt/2026-03_M1_governing-body.txt"), R_OK), 0);
    assert_int_equal(access(kit_path(kit, "notes.txt/2025-11_M2_other.txt"), R_OK), 0);
    assert_int_equal(mkdir(kit_path(kit, "notes.txt/mine"), 0700), 0);
    (void)export_all(kit, "notes.txt", &report);
    assert_int_equal(files_in(folder), 3);
}

/* --- targets ------------------------------------------------------------------------------ */

static void what_cannot_be_written_is_refused_in_one_line(void **state)
{
    struct kit *kit = *state;
    int meeting = 7;
    struct export_request request = { .meetings = &meeting, .meeting_count = 1 };
    struct export_report report;
    struct error err = ERROR_INIT;

    refuses(kit, kit_path(kit, "out.qdpx"), STATUS_INPUT, "no meeting has begun");
    start(kit);
    assert_int_equal(mkdir(kit_path(kit, "folder.qdpx"), 0700), 0);
    refuses(kit, kit_path(kit, "folder.qdpx"), STATUS_INPUT, "is a folder");
    refuses(kit, kit_path(kit, "out.pdf"), STATUS_INPUT, "there are .qdpx, .txt");
    refuses(kit, kit_path(kit, "out"), STATUS_INPUT, "no suffix");
    refuses(kit, "", STATUS_INPUT, "no suffix");
    refuses(kit, kit_path(kit, "nowhere/out.qdpx"), STATUS_IO, "nowhere/out.qdpx");
    refuses(kit, kit_path(kit, "nowhere/out.txt"), STATUS_IO, "nowhere/out.txt");
    request.out = kit_path(kit, "out.qdpx");
    assert_int_equal(export_write(kit->study, &request, &report, &err), STATUS_NOT_FOUND);
    has(err.text, "M7");
    request.format = "qdpx";
    request.meeting_count = 0;
    request.out = kit_path(kit, "study.moot");
    assert_int_equal(export_write(kit->study, &request, &report, &err), STATUS_INPUT);
    has(err.text, "the study itself");
}

static void a_file_is_replaced_and_nothing_else_is_left(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    struct stat st;
    size_t before;

    start(kit);
    (void)export_all(kit, "out.qdpx", &report);
    before = files_in(kit->folder);
    (void)kit_type(kit, "60: well");
    (void)export_all(kit, "out.qdpx", &report);
    assert_int_equal(report.entries, 1);
    assert_int_equal(files_in(kit->folder), before);
    assert_int_equal(stat(kit_path(kit, "out.qdpx"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
}

static void note_progress(void *data, size_t done, size_t all)
{
    size_t *last = data;

    assert_int_equal(done, *last + 1);
    assert_true(done <= all);
    *last = done == all ? SIZE_MAX : done;
}

static void progress_is_told_to_its_end(void **state)
{
    struct kit *kit = *state;
    size_t last = 0;
    struct export_request request = { .progress = note_progress, .data = &last };
    struct export_report report;
    struct error err = ERROR_INIT;

    start(kit);
    start(kit);
    request.out = kit_path(kit, "out.qdpx");
    assert_int_equal(export_write(kit->study, &request, &report, &err), STATUS_OK);
    assert_true(last == SIZE_MAX);
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
        TEST(text_that_is_hostile_to_xml_arrives_as_it_was),
        TEST(an_empty_meeting_is_exported),
        TEST(ten_thousand_entries_are_exported),
        TEST(the_same_study_gives_the_same_bytes_anywhere),
        TEST(the_official_schema_takes_it),
        TEST(documents_are_grouped_by_what_their_meetings_are),
        TEST(the_txt_has_a_mark_in_front_of_every_line),
        TEST(several_meetings_make_a_folder_of_files),
        TEST(what_cannot_be_written_is_refused_in_one_line),
        TEST(a_file_is_replaced_and_nothing_else_is_left),
        TEST(progress_is_told_to_its_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
