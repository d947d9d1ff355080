/* SPDX-License-Identifier: MIT */
/* Sealing a study and making it plain again on a disk that fails at any write,
 * truncation or flush of it: it is done, or the study stands there as it was
 * and nothing beside it; and both ways with a study above 1 GiB. */
#include "tests/faults/disk.h"
#include "tests/faults/sealed.h"
#include "tests/faults/torture.h"

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
        cmocka_unit_test(a_study_above_a_gigabyte_is_sealed_and_made_plain),
    };

    disk_install();
    if (!sealed_ready())
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
