/* SPDX-License-Identifier: MIT */
/* Where exports go: files, folders of files, refusals, and that nothing stands
 * beside them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/mem.h"
#include "export/export.h"
#include "tests/golden/golden.h"
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

static void refuses(struct kit *kit, const char *out, enum status status, const char *says)
{
    size_t before = kit_files(kit->folder);
    struct export_report report;
    struct error err = ERROR_INIT;

    assert_int_equal(kit_export(kit, out, &report, &err), status);
    kit_has(err.text, says);
    assert_int_equal(kit_files(kit->folder), before);
}

/* --- text ------------------------------------------------------------------------------- */

static void the_txt_has_a_mark_in_front_of_every_line(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    size_t len;
    char *text;

    kit_type_meeting(kit);
    text = kit_read(kit_export_all(kit, "out.txt", &report), &len);
    golden_check("export/focus-group.txt", text, len);
    free(text);
}

static void several_meetings_make_a_folder_of_files(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    char folder[256];

    strcpy(folder, kit_path(kit, "notes.txt"));
    kit_start(kit);
    kit_meeting(kit, &(struct kit_meeting){ .date = "2025-11-01" });
    (void)kit_export_all(kit, "notes.txt", &report);
    assert_int_equal(kit_files(folder), 2);
    assert_int_equal(access(kit_path(kit, "notes.txt/2026-03_M1_governing-body.txt"), R_OK), 0);
    assert_int_equal(access(kit_path(kit, "notes.txt/2025-11_M2_other.txt"), R_OK), 0);
    assert_int_equal(mkdir(kit_path(kit, "notes.txt/mine"), 0700), 0);
    (void)kit_export_all(kit, "notes.txt", &report);
    assert_int_equal(kit_files(folder), 3);
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
    kit_start(kit);
    assert_int_equal(mkdir(kit_path(kit, "folder.qdpx"), 0700), 0);
    refuses(kit, kit_path(kit, "folder.qdpx"), STATUS_INPUT, "is a folder");
    refuses(kit, kit_path(kit, "out.pdf"), STATUS_INPUT,
            "there are .qdpx, .docx, .txt, .xlsx, .vtt, .csv, .json, .html");
    refuses(kit, kit_path(kit, "out"), STATUS_INPUT, "no suffix");
    refuses(kit, "", STATUS_INPUT, "no suffix");
    refuses(kit, kit_path(kit, "nowhere/out.qdpx"), STATUS_IO, "nowhere/out.qdpx");
    refuses(kit, kit_path(kit, "nowhere/out.txt"), STATUS_IO, "nowhere/out.txt");
    request.out = kit_path(kit, "out.qdpx");
    assert_int_equal(export_write(kit->study, &request, &report, &err), STATUS_NOT_FOUND);
    kit_has(err.text, "M7");
    request.format = "qdpx";
    request.meeting_count = 0;
    request.out = kit_path(kit, "study.moot");
    assert_int_equal(export_write(kit->study, &request, &report, &err), STATUS_INPUT);
    kit_has(err.text, "the study itself");
}

static void a_file_is_replaced_and_nothing_else_is_left(void **state)
{
    struct kit *kit = *state;
    struct export_report report;
    struct stat st;
    size_t before;

    kit_start(kit);
    (void)kit_export_all(kit, "out.qdpx", &report);
    before = kit_files(kit->folder);
    (void)kit_type(kit, "60: well");
    (void)kit_export_all(kit, "out.qdpx", &report);
    assert_int_equal(report.entries, 1);
    assert_int_equal(kit_files(kit->folder), before);
    assert_int_equal(stat(kit_path(kit, "out.qdpx"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
}

static void note_progress(void *data, size_t done, size_t all)
{
    size_t *last = data;

    assert_true(done > *last);
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

    kit_start(kit);
    kit_start(kit);
    request.out = kit_path(kit, "out.qdpx");
    assert_int_equal(export_write(kit->study, &request, &report, &err), STATUS_OK);
    assert_true(last == SIZE_MAX);
}

static void count_files(void *data, size_t done, size_t all)
{
    const struct kit *kit = data;

    (void)all;
    if (done == 1) /* the first meeting was read, the archive is not in its place */
        assert_int_equal(kit_files(kit->folder), kit->number);
}

static void nothing_stands_beside_the_target_while_it_is_written(void **state)
{
    struct kit *kit = *state;
    struct export_request request = { .progress = count_files, .data = kit };
    struct export_report report;
    struct error err = ERROR_INIT;

    kit_start(kit);
    kit->number = (int)kit_files(kit->folder);
    request.out = kit_path(kit, "out.qdpx");
    assert_int_equal(export_write(kit->study, &request, &report, &err), STATUS_OK);
    assert_int_equal(kit_files(kit->folder), kit->number + 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_kit, close_kit)
    const struct CMUnitTest tests[] = {
        TEST(the_txt_has_a_mark_in_front_of_every_line),
        TEST(several_meetings_make_a_folder_of_files),
        TEST(what_cannot_be_written_is_refused_in_one_line),
        TEST(a_file_is_replaced_and_nothing_else_is_left),
        TEST(progress_is_told_to_its_end),
        TEST(nothing_stands_beside_the_target_while_it_is_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
