/* SPDX-License-Identifier: MIT */
/* Sealing a study and making it plain again on a disk that fails at any write,
 * truncation or flush of it: it is done, or the study stands there as it was
 * and nothing beside it; while the power is cut: the one or the other, whole;
 * and both ways with a study above 1 GiB. */
#include "tests/faults/disk.h"
#include "tests/faults/sealed.h"
#include "tests/faults/torture.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "core/str.h"
#include "storage/convert.h"

static const struct seal_secret secret = {
    FIXTURE_PASSPHRASE, sizeof FIXTURE_PASSPHRASE - 1, NULL, { 1, 8192 }
};

static enum status convert(struct fixture *f, bool sealing)
{
    return sealing ? convert_seal(f->path, &secret, &f->err) : convert_unseal(f->path, &f->err);
}

static bool is_sealed(struct fixture *f)
{
    enum seal_state look;

    ok(f, seal_look(f->path, &look, &f->err));
    return look != SEAL_PLAIN;
}

/* The study holds what it held, and no file that was being made stands beside it. */
static void expect_whole(struct fixture *f, const char *record)
{
    static const char *const ends[] = { ".sealing", ".sealing-wal", ".unsealing",
                                        ".unsealing-wal" };
    char name[260], *again;

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        snprintf(name, sizeof name, "%s%s", f->path, ends[i]);
        if (access(name, F_OK) == 0)
            fail_msg("%s is left", name);
    }
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    again = fixture_record(f, ENTRIES_FORWARD);
    assert_string_equal(record, again);
    free(again);
    study_close(f->study);
    f->study = NULL;
}

/* The disk fails at operation n of a conversion, and is well again behind it. */
static bool try_failure(struct fixture *f, const char *record, bool sealing, long n,
                        enum disk_failure failure)
{
    enum status status;

    assert_int_equal(is_sealed(f), !sealing);
    disk_fail(failure, n, n % 2 == 0);
    status = convert(f, sealing);
    disk_fail(DISK_WELL, 0, false);
    if (status)
        assert_true(f->err.text[0] != '\0');
    assert_int_equal(is_sealed(f), status ? !sealing : sealing);
    expect_whole(f, record);
    if (status == STATUS_OK)
        ok(f, convert(f, !sealing));
    return status != STATUS_OK;
}

static void fail_everywhere(struct fixture *f, const char *record, bool sealing, size_t most)
{
    long operations, step;
    size_t trials = 0, failed = 0;

    if (is_sealed(f) == sealing)
        ok(f, convert(f, !sealing));
    disk_fail(DISK_WELL, 0, false);
    ok(f, convert(f, sealing));
    operations = disk_operations();
    ok(f, convert(f, !sealing));
    assert_true(operations > 20);
    step = operations * (DISK_FAILURES - 1) / (long)most + 1;
    for (long i = 0; i < operations * (DISK_FAILURES - 1); i += step, trials++)
        failed += try_failure(f, record, sealing, 1 + i / (DISK_FAILURES - 1),
                              DISK_WELL + 1 + (enum disk_failure)(i % (DISK_FAILURES - 1)));
    assert_true(failed > trials / 4);
    torture_count(sealing ? "sealed: sealings on a disk that fails"
                          : "sealed: unsealings on a disk that fails",
                  trials);
    torture_count("sealed: of these not done, the study as it was", failed);
}

static void a_conversion_on_a_disk_that_fails_is_done_or_leaves_all_as_it_was(void **state)
{
    struct fixture *f = fixture_new(true);
    char *record;

    (void)state;
    fixture_type(f, "101: the budget slipped #ch");
    fixture_type(f, "102: we know");
    record = fixture_record(f, ENTRIES_FORWARD);
    study_close(f->study);
    f->study = NULL;
    fail_everywhere(f, record, true, torture_rounds(40, 100000));
    fail_everywhere(f, record, false, torture_rounds(40, 100000));
    free(record);
    fixture_free(f);
}

/* --- the power is cut ------------------------------------------------------------------ */

/* How much was written down when the new file took its place, in the name of rename(). */
static size_t renamed_at;
static const char *recorded = ""; /* the study that is converted */

/* The system's header calls them by reserved names. */
// NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name)
int rename(const char *from, const char *to)
{
    renamed_at = disk_recorded();
    return renameat(AT_FDCWD, from, AT_FDCWD, to);
}

/* What is written past SQLite (the headers of a sealed file) is on disk when it was flushed. */
int fsync(int fd)
{
    char link[40], name[300];
    ssize_t len;

    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    len = readlink(link, name, sizeof name - 1);
    name[len > 0 ? len : 0] = '\0';
    if (recorded[0] != '\0' && strncmp(name, recorded, strlen(recorded)) == 0
        && access(name, F_OK) == 0) /* the former study has no name when it is overwritten */
        disk_keep(name);
    return 0;
}

/* After the cut: what the folder holds is made the study of `f`. A new file has
 * its name only when it was renamed, which may be lost until the folder is flushed. */
static void after_cut(struct fixture *f, const char *folder, const char *end, bool renamed)
{
    static const char *const beside[] = { "-wal", "-shm", "-journal" };
    char name[300], part[300], gone[320];

    snprintf(name, sizeof name, "%s/%s", folder, strrchr(f->path, '/') + 1);
    snprintf(part, sizeof part, "%.250s%s", name, end);
    if (renamed) {
        for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
            snprintf(gone, sizeof gone, "%s%s", name, beside[i]);
            unlink(gone);
        }
        assert_int_equal(renameat(AT_FDCWD, part, AT_FDCWD, name), 0);
    }
    assert_true(strlen(name) < sizeof f->path);
    memcpy(f->path, name, strlen(name) + 1);
}

static void cut_conversion(struct fixture *f, const char *record, bool sealing, size_t cuts)
{
    struct str path = STR_INIT, folder = STR_INIT;
    size_t after = 0, from, end;

    str_add(&path, f->path);
    str_add_format(&folder, "%s/cut", f->folder);
    assert_true(mkdir(folder.text, 0700) == 0 || errno == EEXIST);
    assert_int_equal(is_sealed(f), !sealing);
    disk_record(path.text);
    disk_keep(path.text);
    from = disk_recorded();
    recorded = path.text;
    ok(f, convert(f, sealing));
    recorded = "";
    disk_stop();
    end = disk_recorded();
    assert_true(renamed_at > 20 && renamed_at <= end);
    for (size_t i = 0; i < cuts; i++) {
        bool renamed = i % 3 == 0;
        size_t first = renamed ? renamed_at : from;
        size_t at = first + (i * 2654435761u) % (end - first + 1);

        (void)disk_cut(at, i + 1, folder.text);
        after_cut(f, folder.text, sealing ? ".sealing" : ".unsealing", renamed);
        assert_int_equal(is_sealed(f), renamed == sealing);
        convert_clean(f->path); /* as the next conversion does */
        expect_whole(f, record);
        snprintf(f->path, sizeof f->path, "%s", path.text);
        after += renamed;
    }
    disk_forget();
    assert_true(after > 0);
    torture_count(sealing ? "sealed: power cuts while a study is sealed"
                          : "sealed: power cuts while a study is made plain",
                  cuts);
    torture_count("sealed: of these with the new file in its place", after);
    str_release(&path);
    str_release(&folder);
}

static void a_power_cut_leaves_the_one_study_or_the_other(void **state)
{
    struct fixture *f = fixture_new(true);
    char *record;

    (void)state;
    fixture_type(f, "101: the budget slipped #ch");
    fixture_type(f, "102: we know");
    record = fixture_record(f, ENTRIES_FORWARD);
    study_close(f->study);
    f->study = NULL;
    cut_conversion(f, record, true, torture_rounds(60, 5000));
    cut_conversion(f, record, false, torture_rounds(60, 5000));
    free(record);
    fixture_free(f);
}

static void a_study_above_a_gigabyte_is_sealed_and_made_plain(void **state)
{
    static const char count[] = "SELECT count(*) FROM history WHERE length(detail) = 4000";
    struct fixture *f;

    (void)state;
    if (!torture()) {
        print_message("skipped: converting above 1 GiB: in the long form alone\n");
        skip();
    }
    f = fixture_new(true);
    for (int i = 0; i < 1100; i++)
        must(f->study->db,
             "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 256)"
             " INSERT INTO history (uuid, version, at, what, detail)"
             " SELECT randomblob(16), 1, 1, 'large', substr(hex(zeroblob(2000)), 1, 4000) FROM n");
    study_close(f->study);
    f->study = NULL;
    for (int sealing = 1; sealing >= 0; sealing--) {
        ok(f, convert(f, sealing == 1));
        assert_int_equal(is_sealed(f), sealing == 1);
        ok(f, study_open(&f->study, f->path, STUDY_READ, &f->err));
        assert_int_equal(fixture_int(f, count), 281600);
        assert_true(fixture_int(f, "SELECT page_count FROM pragma_page_count") > 262144 + 16);
        study_close(f->study);
        f->study = NULL;
    }
    torture_count("sealed: conversions of a study above 1 GiB", 2);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_conversion_on_a_disk_that_fails_is_done_or_leaves_all_as_it_was),
        cmocka_unit_test(a_power_cut_leaves_the_one_study_or_the_other),
        cmocka_unit_test(a_study_above_a_gigabyte_is_sealed_and_made_plain),
    };

    disk_install();
    if (!sealed_ready())
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
