/* SPDX-License-Identifier: MIT */
/* What each format beside the .qdpx makes of one meeting with a line of every
 * kind, and that moot's own words and hostile text pass through them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/mem.h"
#include "core/str.h"
#include "export/export.h"
#include "export/tables.h"
#include "tests/golden/golden.h"
#include "tests/golden/ids.h"
#include "tests/unit/export/kit.h"

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

static char *read_export(struct kit *kit, const char *out, const char *file)
{
    struct export_report report;
    size_t len;

    (void)kit_export_all(kit, out, &report);
    return kit_read(kit_path(kit, file), &len);
}

static void a_golden_export(struct kit *kit, const char *out, const char *file, const char *golden)
{
    char *text = read_export(kit, out, file);

    golden_check_ids(golden, text);
    free(text);
}

/* --- each format ---------------------------------------------------------------------- */

static void cues_stand_at_the_times_of_the_entries(void **state)
{
    kit_type_meeting(*state);
    a_golden_export(*state, "out.vtt", "out.vtt", "export/meeting.vtt");
}

static void a_meeting_without_times_makes_no_cues(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    struct error err = ERROR_INIT;

    kit_start(kit);
    kit->now = TIME_UNKNOWN;
    (void)kit_note(kit, 60, "words of an old transcript");
    assert_int_equal(kit_export(kit, kit_path(kit, "out.vtt"), &report, &err), STATUS_INPUT);
    kit_has(err.text, "M1 have no times");
    assert_int_not_equal(access(kit_path(kit, "out.vtt"), F_OK), 0);
}

static void tables_hold_a_row_for_everything(void **state)
{
    static const char *const files[] = { "meetings", "entries", "codings", "attendance", "people" };
    struct kit *kit = *state;

    kit_type_meeting(kit);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char file[64], golden[64];

        snprintf(file, sizeof file, "out.csv/%s.csv", files[i]);
        snprintf(golden, sizeof golden, "export/meeting-%s.csv", files[i]);
        a_golden_export(kit, "out.csv", file, golden);
    }
}

static void one_object_holds_the_same_tables(void **state)
{
    kit_type_meeting(*state);
    a_golden_export(*state, "out.json", "out.json", "export/meeting.json");
}

static void a_page_holds_the_notes_and_their_timeline(void **state)
{
    kit_type_meeting(*state);
    a_golden_export(*state, "out.html", "out.html", "export/meeting.html");
}

static void a_document_holds_the_notes_as_tables(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    char *body;

    kit_type_meeting(kit);
    body = kit_unpack(kit_export_all(kit, "out.docx", &report), "word/document.xml");
    golden_check("export/meeting-document.xml", body, strlen(body));
    free(body);
}

static void one_document_holds_all_meetings_and_a_folder_one_each(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    struct error err = ERROR_INIT;
    struct export_request request = { .format = "docx" };
    char *body;

    kit_type_meeting(kit);
    kit_meeting(kit, &(struct kit_meeting){ .date = "2025-11-01" });
    body = kit_unpack(kit_export_all(kit, "all.docx", &report), "word/document.xml");
    kit_has(body, "2026-03 M001 governing body");
    kit_has(body, "2025-11 M002 other");
    free(body);
    request.out = kit_path(kit, "each");
    assert_int_equal(export_write(kit->study, &request, &report, &err), STATUS_OK);
    assert_int_equal(kit_files(kit_path(kit, "each")), 2);
}

static void a_sheet_has_the_headings_that_atlas_ti_reads(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    const char *path;
    char *strings, *sheet;

    kit_type_meeting(kit);
    path = kit_export_all(kit, "out.xlsx", &report);
    strings = kit_unpack(path, "xl/sharedStrings.xml");
    sheet = kit_unpack(path, "xl/worksheets/sheet1.xml");
    kit_has(strings, "!Name");
    kit_has(strings, ":Function");
    kit_has(strings, "#Codes");
    kit_has(strings, "what is the plan if it slips?");
    kit_has(strings, "Code Group 1");
    kit_lacks(strings, "Oxenholt");
    kit_has(sheet, "<dimension ref=\"A1:L14\"/>");
    free(strings);
    free(sheet);
}

static void a_recording_lies_beside_the_project_with_a_sync_point_for_each_entry(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    struct error err = ERROR_INIT;
    struct export_request request = { .out = kit_path(kit, "out.qdpx") };
    char recording[256];
    FILE *file;
    char *project;

    kit_type_meeting(kit);
    strcpy(recording, kit_path(kit, "march.mp3"));
    file = fopen(recording, "w");
    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
    request.audio = recording;
    if (export_write(kit->study, &request, &report, &err) != STATUS_OK)
        fail_msg("%s", err.text);
    project = kit_unpack(request.out, "project.qde");
    kit_has(project, "path=\"relative:///march.mp3\"");
    kit_has(project, "timeStamp=\"10000\"");
    kit_lacks(project, "basePath");
    free(project);
    request.out = kit_path(kit, "out.txt");
    assert_int_equal(export_write(kit->study, &request, &report, &err), STATUS_INPUT);
    kit_has(err.text, "goes with a .qdpx alone");
    request.out = kit_path(kit, "out.qdpx");
    request.audio = "/dev/null";
    assert_int_equal(export_write(kit->study, &request, &report, &err), STATUS_NOT_FOUND);
    request.audio = "/etc/passwd";
    assert_int_equal(export_write(kit->study, &request, &report, &err), STATUS_INPUT);
    kit_has(err.text, "in the folder of the export");
}

static void a_recording_that_is_named_after_somebody_stays_out(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    struct error err = ERROR_INIT;
    struct export_request request = { .out = kit_path(kit, "out.qdpx") };
    char recording[256];
    FILE *file;

    kit_type_meeting(kit);
    strcpy(recording, kit_path(kit, "Oxenholt speaks.mp3"));
    file = fopen(recording, "w");
    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
    request.audio = recording;
    assert_int_equal(export_write(kit->study, &request, &report, &err), STATUS_INPUT);
    kit_has(err.text, "rename it");
    kit_lacks(err.text, "Oxenholt");
}

/* --- all of them ------------------------------------------------------------------------ */

static const char *const outs[] = { "a.qdpx", "a.docx", "a.txt",  "a.xlsx",
                                    "a.vtt",  "a.csv",  "a.json", "a.html" };

static void the_table_of_formats_is_tried_here_whole(void **state)
{
    size_t count = 0;

    (void)state;
    while (export_formats()[count].suffix != NULL) {
        assert_string_equal(outs[count] + 2, export_formats()[count].suffix);
        count++;
    }
    assert_int_equal(count, sizeof outs / sizeof *outs);
}

/* Whoever is called like a word that a format writes itself must not stop it. */
static void an_export_succeeds_in_every_format_whatever_people_are_called(void **state)
{
    static const char *const names[] = { "Decision Entries", "Table Timeline", "Field Notes",
                                         "Member Chair",     "Codes Speaker",  "Meeting Item",
                                         "Present Observer", "Comment Public" };
    struct kit *kit = *state;
    struct export_report report;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        (void)kit_person(kit, 500 + (int)i, "gp", names[i]);
    kit_type_meeting(kit);
    for (size_t i = 0; i < sizeof outs / sizeof *outs; i++)
        (void)kit_export_all(kit, outs[i], &report);
}

static void hostile_text_arrives_escaped(void **state)
{
    static const char text[] = "\\ a < b && \"c\" > 'd', </li><script>alert(1)</script> --> =1+1";
    struct kit *kit = *state;
    char *page, *cues, *table;

    kit_start(kit);
    (void)kit_type(kit, text);
    page = read_export(kit, "out.html", "out.html");
    kit_has(page, "a &lt; b &amp;&amp; &quot;c&quot; &gt; 'd', &lt;/li&gt;&lt;script&gt;alert(1)");
    kit_lacks(page, "<script>alert");
    cues = read_export(kit, "out.vtt", "out.vtt");
    kit_has(cues, "&lt;/script&gt; --&gt; =1+1");
    table = read_export(kit, "out.csv", "out.csv/entries.csv");
    kit_has(table, "\"a < b && \"\"c\"\" > 'd'");
    free(page);
    free(cues);
    free(table);
}

static void the_same_study_gives_the_same_bytes_in_every_format(void **state)
{
    struct kit *kit = *state;
    struct export_report report;

    kit_type_meeting(kit);
    for (size_t i = 0; i < sizeof outs / sizeof *outs; i++) {
        const char *file = strcmp(outs[i], "a.csv") == 0 ? "a.csv/entries.csv" : outs[i];
        size_t one_len, other_len;
        char *one, *other;

        (void)kit_export_all(kit, outs[i], &report);
        one = kit_read(kit_path(kit, file), &one_len);
        (void)kit_export_all(kit, outs[i], &report);
        other = kit_read(kit_path(kit, file), &other_len);
        assert_int_equal(one_len, other_len);
        assert_memory_equal(one, other, one_len);
        free(one);
        free(other);
    }
}

/* Asked more often than `patience`, it wants the export to stop. */
struct asker {
    atomic_size_t asked;
    size_t patience;
};

static bool asks(void *data)
{
    struct asker *asker = data;

    return atomic_fetch_add(&asker->asked, 1) >= asker->patience;
}

/* Whichever question is answered so, nothing is left: also the last one. */
static void a_stop_at_any_time_leaves_nothing(void **state)
{
    struct kit *kit = *state;
    size_t files;

    kit_type_meeting(kit);
    files = kit_files(kit->folder);
    for (size_t i = 0; i < sizeof outs / sizeof *outs; i++) {
        struct asker asker = { .patience = 0 };
        struct export_request request = { .out = kit_path(kit, outs[i]),
                                          .stop = asks,
                                          .data = &asker };
        struct export_report report;
        struct error err = ERROR_INIT;

        while (export_write(kit->study, &request, &report, &err) == STATUS_STOPPED) {
            assert_int_equal(kit_files(kit->folder), files);
            atomic_store(&asker.asked, 0);
            asker.patience++;
            err = (struct error)ERROR_INIT;
        }
        assert_int_equal(err.status, STATUS_OK);
        assert_true(asker.patience >= 3); /* while it is read, before it is taken, afterwards */
        assert_int_equal(asker.patience, atomic_load(&asker.asked));
        assert_int_equal(kit_files(kit->folder), ++files);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(cues_stand_at_the_times_of_the_entries, open_kit,
                                        close_kit),
        cmocka_unit_test_setup_teardown(a_meeting_without_times_makes_no_cues, open_kit, close_kit),
        cmocka_unit_test_setup_teardown(tables_hold_a_row_for_everything, open_kit, close_kit),
        cmocka_unit_test_setup_teardown(one_object_holds_the_same_tables, open_kit, close_kit),
        cmocka_unit_test_setup_teardown(a_page_holds_the_notes_and_their_timeline, open_kit,
                                        close_kit),
        cmocka_unit_test_setup_teardown(a_document_holds_the_notes_as_tables, open_kit, close_kit),
        cmocka_unit_test_setup_teardown(one_document_holds_all_meetings_and_a_folder_one_each,
                                        open_kit, close_kit),
        cmocka_unit_test_setup_teardown(a_sheet_has_the_headings_that_atlas_ti_reads, open_kit,
                                        close_kit),
        cmocka_unit_test_setup_teardown(
            a_recording_lies_beside_the_project_with_a_sync_point_for_each_entry, open_kit,
            close_kit),
        cmocka_unit_test_setup_teardown(a_recording_that_is_named_after_somebody_stays_out,
                                        open_kit, close_kit),
        cmocka_unit_test_setup_teardown(a_stop_at_any_time_leaves_nothing, open_kit, close_kit),
        cmocka_unit_test(the_table_of_formats_is_tried_here_whole),
        cmocka_unit_test_setup_teardown(
            an_export_succeeds_in_every_format_whatever_people_are_called, open_kit, close_kit),
        cmocka_unit_test_setup_teardown(hostile_text_arrives_escaped, open_kit, close_kit),
        cmocka_unit_test_setup_teardown(the_same_study_gives_the_same_bytes_in_every_format,
                                        open_kit, close_kit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
