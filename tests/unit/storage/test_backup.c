/* SPDX-License-Identifier: MIT */
/* Backups: whole, private, of one moment; a bad one never takes the place of a
 * good one; the right ones stay. */
#include "fixture.h"

#include "core/clock.h"
#include "storage/backup.h"
#include "storage/check.h"
#include "storage/restore.h"
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

static const int64_t hour = 3600000, day = 86400000;

static size_t count_in(const char *folder)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    size_t count = 0;

    if (dir == NULL)
        return 0;
    while ((entry = readdir(dir)) != NULL)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(dir);
    return count;
}

static char *own_folder(const struct fixture *f)
{
    struct str folder = STR_INIT;

    backup_own_folder(&folder, f->path);
    return str_take(&folder);
}

static char *make(struct fixture *f)
{
    char *path = NULL;

    ok(f, backup_make(f->study, NULL, &path, &f->err));
    assert_non_null(path);
    return path;
}

static void a_backup_is_a_whole_private_study_in_one_file(void **state)
{
    struct fixture *f = fixture_new(true);
    char *path, *folder, *record, *copied;
    struct study *own = f->study, *copy;
    struct stat info;

    (void)state;
    fixture_type(f, "101: the budget #ch");
    fixture_type(f, "102: 李明 says שלום");
    path = make(f);
    folder = own_folder(f);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 07777, 0600);
    assert_int_equal(stat(folder, &info), 0);
    assert_int_equal(info.st_mode & 07777, 0700);
    assert_int_equal(count_in(folder), 1);
    record = fixture_record(f, ENTRIES_FORWARD);
    ok(f, study_open(&copy, path, STUDY_READ, &f->err));
    f->study = copy;
    copied = fixture_record(f, ENTRIES_FORWARD);
    assert_string_equal(record, copied);
    assert_int_equal(fixture_int(f, "SELECT journal_mode = 'delete' FROM pragma_journal_mode"),
                     !fixture_is_sealed());
    study_close(copy);
    f->study = own;
    free(record);
    free(copied);
    free(path);
    free(folder);
    fixture_free(f);
}

static void typing_goes_on_while_a_backup_is_made(void **state)
{
    struct fixture *f = fixture_new(true);
    struct study *second;
    char *path;

    (void)state;
    for (int i = 0; i < 50; i++)
        fixture_type(f, "101: before");
    ok(f, study_open(&second, f->path, STUDY_READ, &f->err));
    ok(f, study_hold(second, &f->err)); /* the moment */
    ok(f, backup_make(second, NULL, &path, &f->err));
    study_let_go(second);
    fixture_type(f, "101: after");
    study_close(second);
    free(path);
    fixture_free(f);
}

/* Flips bytes in the middle of the file. */
static void damage(const char *path)
{
    struct stat info;
    char junk[3000];
    int fd = open(path, O_RDWR);

    assert_true(fd >= 0);
    assert_int_equal(fstat(fd, &info), 0);
    memset(junk, 0xA5, sizeof junk);
    for (off_t at = 8192; at + (off_t)sizeof junk < info.st_size; at += 16384)
        assert_int_equal(pwrite(fd, junk, sizeof junk, at), sizeof junk);
    close(fd);
}

static void a_damaged_study_makes_no_backup_and_keeps_the_good_ones(void **state)
{
    struct fixture *f = fixture_new(true);
    char *path = make(f), *folder = own_folder(f), *second;
    enum status status;

    (void)state;
    study_close(f->study);
    f->study = NULL;
    damage(f->path);
    status = study_open(&f->study, f->path, STUDY_READ, &f->err);
    if (!status)
        status = backup_make(f->study, NULL, &second, &f->err);
    assert_int_equal(status, STATUS_DAMAGED);
    assert_int_equal(count_in(folder), 1);
    assert_int_equal(access(path, R_OK), 0);
    free(path);
    free(folder);
    fixture_free(f);
}

static void a_folder_that_is_not_there_is_not_made(void **state)
{
    struct fixture *f = fixture_new(true);
    char stick[160], *path;

    (void)state;
    snprintf(stick, sizeof stick, "%s/stick", f->folder);
    assert_int_equal(backup_make(f->study, stick, &path, &f->err), STATUS_NOT_FOUND);
    assert_null(path);
    assert_non_null(strstr(f->err.text, stick));
    assert_int_not_equal(access(stick, F_OK), 0);
    assert_int_equal(mkdir(stick, 0755), 0); /* plugged in again */
    ok(f, backup_make(f->study, stick, &path, &f->err));
    assert_int_equal(count_in(stick), 1);
    free(path);
    fixture_free(f);
}

static void a_full_disk_leaves_no_half_backup(void **state)
{
    struct rlimit was, small = { 0 };
    struct fixture *f = fixture_new(true);
    char *path, *folder = own_folder(f);

    (void)state;
    for (int i = 0; i < 300; i++)
        fixture_type(f, "101: a line that needs some room in the file, and then some more of it");
    (void)signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
    small = was;
    small.rlim_cur = 100000;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    assert_int_equal(backup_make(f->study, NULL, &path, &f->err), STATUS_FULL);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
    assert_int_equal(count_in(folder), 0);
    free(make(f));
    assert_int_equal(count_in(folder), 1);
    free(folder);
    fixture_free(f);
}

static void what_a_killed_program_left_is_taken_away(void **state)
{
    struct fixture *f = fixture_new(true);
    char *path = make(f), *folder = own_folder(f), name[400];
    int fd;

    (void)state;
    snprintf(name, sizeof name, "%s/.%s.part", folder, path + strlen(folder) + 1);
    fd = open(name, O_WRONLY | O_CREAT, 0600);
    close(fd);
    free(make(f)); /* in the same second: another name */
    assert_int_equal(count_in(folder), 1 /* one an hour stays */);
    free(path);
    free(folder);
    fixture_free(f);
}

static void the_last_hours_days_and_months_stay(void **state)
{
    enum { COUNT = 24 * 400 };
    int64_t *times = calloc(COUNT, sizeof *times);
    bool *keep = calloc(COUNT, sizeof *keep);
    size_t kept = 0, hours = 0, days = 0;

    (void)state;
    for (size_t i = 0; i < COUNT; i++) /* one an hour for 400 days */
        times[i] = 1772632800000 + (int64_t)i * hour;
    backup_choose(times, COUNT, keep);
    for (size_t i = 0; i < COUNT; i++) {
        kept += keep[i];
        hours += keep[i] && times[i] > times[COUNT - 1] - 24 * hour;
        days += keep[i] && times[i] > times[COUNT - 1] - 30 * day;
    }
    assert_true(keep[COUNT - 1]);
    assert_int_equal(hours, 24);
    assert_in_range(days, 24 + 28, 24 + 30);
    assert_in_range(kept, 24 + 28 + 10, 24 + 30 + 12);
    free(times);
    free(keep);
}

static void few_and_old_backups_all_stay(void **state)
{
    static const int64_t times[] = { 0, 86400000LL * 400, 86400000LL * 800, 86400000LL * 1200 };
    bool keep[4];

    (void)state;
    backup_choose(times, 4, keep);
    for (size_t i = 0; i < 4; i++)
        assert_true(keep[i]);
}

static void the_newest_of_one_hour_stays(void **state)
{
    static const int64_t times[] = { 100, 200, 300 };
    bool keep[3];

    (void)state;
    backup_choose(times, 3, keep);
    assert_false(keep[0]);
    assert_false(keep[1]);
    assert_true(keep[2]);
}

/* --- restoring ------------------------------------------------------------------- */

static void a_study_is_restored_and_the_former_one_stands_aside(void **state)
{
    struct fixture *f = fixture_new(true);
    char *path, *aside;
    struct restore_plan plan;

    (void)state;
    fixture_type(f, "101: first");
    path = make(f);
    ok(f, restore_look(&plan, path, f->path, &f->err));
    assert_int_equal(plan.kind, RESTORE_AHEAD);
    fixture_type(f, "101: second");
    ok(f, restore_look(&plan, path, f->path, &f->err));
    assert_int_equal(plan.kind, RESTORE_BEHIND);
    assert_int_equal(restore_do(path, f->path, &aside, &f->err), STATUS_BUSY); /* it is open */
    assert_null(aside);
    study_close(f->study);
    ok(f, restore_do(path, f->path, &aside, &f->err));
    assert_non_null(aside);
    ok(f, study_open(&f->study, f->path, STUDY_READ, &f->err));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entry"), 1);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM history WHERE what = 'restored'"), 1);
    study_close(f->study);
    ok(f, study_open(&f->study, aside, STUDY_READ, &f->err));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entry"), 2);
    free(path);
    free(aside);
    fixture_free(f);
}

static void a_damaged_study_is_put_aside_with_its_log(void **state)
{
    struct fixture *f = fixture_new(true);
    char *path, *aside, log[300];
    struct restore_plan plan;
    int fd;

    (void)state;
    fixture_type(f, "101: first");
    path = make(f);
    study_close(f->study);
    f->study = NULL;
    fd = open(f->path, O_WRONLY | O_TRUNC);
    assert_int_equal(write(fd, "SQLite format 3", 16), 16);
    close(fd);
    snprintf(log, sizeof log, "%s-wal", f->path);
    fd = open(log, O_WRONLY | O_CREAT, 0600);
    assert_int_equal(write(fd, "last notes", 10), 10);
    close(fd);
    ok(f, restore_look(&plan, path, f->path, &f->err));
    assert_int_equal(plan.kind, RESTORE_UNREADABLE);
    ok(f, restore_do(path, f->path, &aside, &f->err));
    snprintf(log, sizeof log, "%s-wal", aside);
    assert_int_equal(access(log, R_OK), 0); /* whatever stood in it is kept */
    ok(f, study_open(&f->study, f->path, STUDY_READ, &f->err));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entry"), 1);
    free(path);
    free(aside);
    fixture_free(f);
}

static void a_damaged_backup_is_refused_and_the_study_left_alone(void **state)
{
    struct fixture *f = fixture_new(true);
    struct restore_plan plan;
    char *path;

    (void)state;
    for (int i = 0; i < 50; i++)
        fixture_type(f, "101: words");
    path = make(f);
    damage(path);
    assert_int_equal(restore_look(&plan, path, f->path, &f->err), STATUS_DAMAGED);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entry"), 50);
    free(path);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_backup_is_a_whole_private_study_in_one_file),
        cmocka_unit_test(typing_goes_on_while_a_backup_is_made),
        cmocka_unit_test(a_damaged_study_makes_no_backup_and_keeps_the_good_ones),
        cmocka_unit_test(a_folder_that_is_not_there_is_not_made),
        cmocka_unit_test(a_full_disk_leaves_no_half_backup),
        cmocka_unit_test(what_a_killed_program_left_is_taken_away),
        cmocka_unit_test(the_last_hours_days_and_months_stay),
        cmocka_unit_test(few_and_old_backups_all_stay),
        cmocka_unit_test(the_newest_of_one_hour_stays),
        cmocka_unit_test(a_study_is_restored_and_the_former_one_stands_aside),
        cmocka_unit_test(a_damaged_study_is_put_aside_with_its_log),
        cmocka_unit_test(a_damaged_backup_is_refused_and_the_study_left_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
