/* SPDX-License-Identifier: MIT */
/* The two fixture meetings, imported and exported, against golden files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/clock.h"
#include "core/mem.h"
#include "core/str.h"
#include "export/export.h"
#include "export/zip.h"
#include "import/import.h"
#include "tests/golden/golden.h"
#include "tests/golden/ids.h"

struct stage {
    char folder[64];
    char study[96], out[96];
};

static int set_up(void **state)
{
    struct stage *stage = mem_alloc(1, sizeof *stage);

    strcpy(stage->folder, "/tmp/moot-golden-XXXXXX");
    assert_non_null(mkdtemp(stage->folder));
    snprintf(stage->study, sizeof stage->study, "%s/study.moot", stage->folder);
    snprintf(stage->out, sizeof stage->out, "%s/out", stage->folder);
    setenv("XDG_STATE_HOME", stage->folder, 1);
    clock_set(clock_civil(2026, 3, 5, 9, 0, 0, 0), 1000);
    *state = stage;
    return 0;
}

static void remove_below(const struct stage *stage, const char *name)
{
    char path[160];

    snprintf(path, sizeof path, "%s/%s", stage->folder, name);
    (void)remove(path);
}

static int tear_down(void **state)
{
    static const char *const names[] = { "study.moot", "study.moot-wal", "study.moot-shm",
                                         "study.moot-lock", "out", "moot/laptop", "moot" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        remove_below(*state, names[i]);
    assert_int_equal(rmdir(((struct stage *)*state)->folder), 0);
    free(*state);
    return 0;
}

static enum status take(void *data, const char *bytes, size_t len, struct error *err)
{
    (void)err;
    str_add_len(data, bytes, len);
    return STATUS_OK;
}

/* The entry `index` of the archive, the caller's to free. */
static char *unpack(const char *path, size_t index)
{
    struct archive_reader *reader;
    struct error err = ERROR_INIT;
    struct str text = STR_INIT;

    assert_int_equal(archive_reader_open(&reader, path, &err), STATUS_OK);
    assert_int_equal(archive_count(reader), 2);
    assert_int_equal(archive_stream(reader, index, take, &text, &err), STATUS_OK);
    archive_reader_close(reader);
    return str_take(&text);
}

static void check_export(struct stage *stage, struct study *study, const char *format,
                         const char *golden)
{
    struct export_request request = { .out = stage->out, .format = format };
    struct export_report report;
    struct error err = ERROR_INIT;
    char name[64], *text;

    if (export_write(study, &request, &report, &err) != STATUS_OK)
        fail_msg("%s", err.text);
    if (strcmp(format, "qdpx") == 0) {
        text = unpack(stage->out, 0);
        snprintf(name, sizeof name, "export/%s.qde", golden);
        golden_check_ids(name, text);
        free(text);
        text = unpack(stage->out, 1);
        snprintf(name, sizeof name, "export/%s.qdpx.txt", golden);
    } else {
        FILE *file = fopen(stage->out, "rb");
        char bytes[65536];
        size_t len;

        assert_non_null(file);
        len = fread(bytes, 1, sizeof bytes, file);
        fclose(file);
        text = mem_copy_len(bytes, len);
        snprintf(name, sizeof name, "export/%s.txt", golden);
    }
    golden_check(name, text, strlen(text));
    free(text);
}

static void round_trip(struct stage *stage, const char *fixture, const char *golden)
{
    struct import_report report;
    struct error err = ERROR_INIT;
    struct study *study;

    if (study_open(&study, stage->study, STUDY_CREATE, &err) != STATUS_OK
        || study_set_observer(study, "AB", &err) != STATUS_OK
        || import_file(study, fixture, &report, &err) != STATUS_OK)
        fail_msg("%s", err.text);
    check_export(stage, study, "qdpx", golden);
    check_export(stage, study, "txt", golden);
    study_close(study);
}

static void the_council_leaves_as_the_golden_files_say(void **state)
{
    round_trip(*state, "tests/fixtures/council.jsonl", "council");
}

static void the_meeting_in_four_languages_leaves_as_the_golden_files_say(void **state)
{
    round_trip(*state, "tests/fixtures/mixed.jsonl", "mixed");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(the_council_leaves_as_the_golden_files_say),
        TEST(the_meeting_in_four_languages_leaves_as_the_golden_files_say),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
