/* SPDX-License-Identifier: MIT */
/* Opening a study: made private, refused in one line, left as it was. */
#include "fixture.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

static struct fixture *folder(void)
{
    struct fixture *f = fixture_new(true);

    study_close(f->study);
    f->study = NULL;
    return f;
}

static void write_file(const char *path, const char *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static off_t size_of(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 ? info.st_size : -1;
}

static void expect_refusal(struct fixture *f, enum study_mode mode, enum status status,
                           const char *says)
{
    struct study *study;

    f->err.text[0] = '\0';
    assert_int_equal(study_open(&study, f->path, mode, &f->err), status);
    assert_null(study);
    if (strstr(f->err.text, says) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", f->err.text, says);
}

static void a_new_study_and_its_folders_are_private(void **state)
{
    struct fixture *f = folder();
    struct stat info;
    struct study *study;

    (void)state;
    assert_int_equal(stat(f->path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    snprintf(f->path, sizeof f->path, "%s/a/b/deep.moot", f->folder);
    ok(f, study_open(&study, f->path, STUDY_CREATE, &f->err));
    study_close(study);
    snprintf(f->path, sizeof f->path, "%s/a/b", f->folder);
    assert_int_equal(stat(f->path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0700);
    fixture_free(f);
}

static void a_new_study_is_titled_by_its_file(void **state)
{
    struct fixture *f = folder();
    struct study *study;
    char *title;

    (void)state;
    snprintf(f->path, sizeof f->path, "%s/north.moot", f->folder);
    ok(f, study_open(&study, f->path, STUDY_CREATE, &f->err));
    ok(f, study_title(study, &title, &f->err));
    assert_string_equal(title, "north");
    free(title);
    ok(f, study_set_title(study, "Eight sites", &f->err));
    ok(f, study_title(study, &title, &f->err));
    assert_string_equal(title, "Eight sites");
    free(title);
    study_close(study);
    fixture_free(f);
}

static void a_study_that_is_absent_is_not_made_unless_asked(void **state)
{
    struct fixture *f = folder();

    (void)state;
    snprintf(f->path, sizeof f->path, "%s/none.moot", f->folder);
    expect_refusal(f, STUDY_WRITE, STATUS_NOT_FOUND, "there is no study");
    expect_refusal(f, STUDY_READ, STATUS_NOT_FOUND, "there is no study");
    assert_int_equal(size_of(f->path), -1);
    fixture_free(f);
}

static void what_is_not_a_study_is_refused_and_left_alone(void **state)
{
    struct fixture *f = folder();
    char junk[5000];
    sqlite3 *db;

    (void)state;
    memset(junk, 'x', sizeof junk);
    snprintf(f->path, sizeof f->path, "%s/junk.moot", f->folder);
    write_file(f->path, junk, sizeof junk);
    expect_refusal(f, STUDY_CREATE, STATUS_INPUT, "is not a study");
    expect_refusal(f, STUDY_WRITE, STATUS_INPUT, "is not a study");
    expect_refusal(f, STUDY_READ, STATUS_INPUT, "is not a study");
    assert_int_equal(size_of(f->path), sizeof junk);

    snprintf(f->path, sizeof f->path, "%s/other.db", f->folder);
    assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE t (x)", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    expect_refusal(f, STUDY_CREATE, STATUS_INPUT, "another program");
    expect_refusal(f, STUDY_READ, STATUS_INPUT, "another program");
    snprintf(f->path, sizeof f->path, "%s", f->folder);
    expect_refusal(f, STUDY_CREATE, STATUS_INPUT, "it is a folder");
    fixture_free(f);
}

static void an_empty_file_becomes_a_study_only_where_one_is_made(void **state)
{
    struct fixture *f = folder();
    struct study *study;

    (void)state;
    snprintf(f->path, sizeof f->path, "%s/empty.moot", f->folder);
    write_file(f->path, "", 0);
    expect_refusal(f, STUDY_WRITE, STATUS_INPUT, "it is empty");
    expect_refusal(f, STUDY_READ, STATUS_INPUT, "it is empty");
    ok(f, study_open(&study, f->path, STUDY_CREATE, &f->err));
    study_close(study);
    ok(f, study_open(&study, f->path, STUDY_WRITE, &f->err));
    study_close(study);
    fixture_free(f);
}

static void a_study_of_a_later_version_is_refused_and_left_as_it_was(void **state)
{
    struct fixture *f = folder();
    sqlite3 *db;
    off_t size;

    (void)state;
    assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA user_version = 99", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    size = size_of(f->path);
    expect_refusal(f, STUDY_WRITE, STATUS_TOO_NEW, "format 99");
    expect_refusal(f, STUDY_READ, STATUS_TOO_NEW, "format 99");
    assert_int_equal(size_of(f->path), size);
    fixture_free(f);
}

static void a_damaged_header_is_refused(void **state)
{
    struct fixture *f = folder();
    int fd = open(f->path, O_WRONLY);

    (void)state;
    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, "garbage garbage!", 16, 0), 16);
    close(fd);
    expect_refusal(f, STUDY_WRITE, STATUS_INPUT, "is not a study");
    fixture_free(f);
}

/* Runs `call` as an ordinary user, for root may write anywhere. */
static void as_ordinary_user(struct fixture *f, void (*call)(struct fixture *f))
{
    pid_t child = fork();
    int status = 0;

    assert_true(child >= 0);
    if (child == 0) {
        if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
            _exit(9);
        call(f);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void read_and_refuse_to_write(struct fixture *f)
{
    struct meeting_rows rows;
    struct study *study;

    if (study_open(&study, f->path, STUDY_WRITE, &f->err) != STATUS_READ_ONLY)
        _exit(1);
    if (strstr(f->err.text, "where you may write") == NULL)
        _exit(2);
    if (study_open(&study, f->path, STUDY_READ, &f->err))
        _exit(3);
    if (!study_is_read_only(study) || meetings_load(&rows, study, &f->err) || rows.count != 1)
        _exit(4);
    meetings_release(&rows);
    if (study_set_title(study, "x", &f->err) != STATUS_READ_ONLY)
        _exit(5);
    study_close(study);
}

static void a_study_in_a_folder_that_is_read_only_is_read(void **state)
{
    struct fixture *f = folder();

    (void)state;
    assert_int_equal(chmod(f->path, 0444), 0);
    assert_int_equal(chmod(f->folder, 0555), 0);
    as_ordinary_user(f, read_and_refuse_to_write);
    assert_int_equal(chmod(f->folder, 0700), 0);
    fixture_free(f);
}

static void refuse_to_make(struct fixture *f)
{
    struct study *study;

    if (study_open(&study, f->path, STUDY_CREATE, &f->err) != STATUS_READ_ONLY)
        _exit(1);
    if (strstr(f->err.text, "cannot make") == NULL)
        _exit(2);
}

static void a_study_cannot_be_made_where_nobody_may_write(void **state)
{
    struct fixture *f = folder();

    (void)state;
    assert_int_equal(chmod(f->folder, 0555), 0);
    snprintf(f->path, sizeof f->path, "%s/new.moot", f->folder);
    as_ordinary_user(f, refuse_to_make);
    snprintf(f->path, sizeof f->path, "%s/sub/new.moot", f->folder);
    as_ordinary_user(f, refuse_to_make);
    assert_int_equal(chmod(f->folder, 0700), 0);
    fixture_free(f);
}

static void reading_leaves_nothing_beside_the_file(void **state)
{
    struct fixture *f = folder();
    struct study *study;
    char name[120];

    (void)state;
    ok(f, study_open(&study, f->path, STUDY_READ, &f->err));
    assert_int_equal(study_set_observer(study, "new", &f->err), STATUS_OK);
    study_close(study);
    snprintf(name, sizeof name, "%s-wal", f->path);
    assert_int_equal(size_of(name), -1);
    snprintf(name, sizeof name, "%s-shm", f->path);
    assert_int_equal(size_of(name), -1);
    fixture_free(f);
}

static void the_connection_is_set_as_it_must_be(void **state)
{
    static const struct {
        const char *sql;
        int64_t value;
    } cases[] = {
        { "PRAGMA foreign_keys", 1 },
        { "PRAGMA trusted_schema", 0 },
        { "PRAGMA synchronous", 2 },
        { "PRAGMA busy_timeout", 5000 },
        { "PRAGMA temp_store", 2 },
        { "PRAGMA mmap_size", 0 },
        { "PRAGMA secure_delete", 1 },
        { "PRAGMA application_id", STUDY_APPLICATION_ID },
        { "SELECT journal_mode = 'wal' FROM pragma_journal_mode", 1 },
    };
    struct fixture *f = fixture_new(true);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(fixture_int(f, cases[i].sql), cases[i].value);
    assert_int_equal(db_exec(f->study, "SELECT \"no such name\"", &f->err), STATUS_IO);
    assert_int_not_equal(db_exec(f->study, "DELETE FROM sqlite_schema", &f->err), STATUS_OK);
    fixture_free(f);
}

static void observers_are_made_once_and_checked(void **state)
{
    struct fixture *f = fixture_new(false);
    char *only;

    (void)state;
    ok(f, study_only_observer(f->study, &only, &f->err));
    assert_string_equal(only, "rs");
    free(only);
    ok(f, study_set_observer(f->study, "Zoë-2_x", &f->err));
    assert_string_equal(study_observer(f->study), "Zoë-2_x");
    ok(f, study_set_observer(f->study, "rs", &f->err));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM observer"), 2);
    ok(f, study_only_observer(f->study, &only, &f->err));
    assert_null(only);
    assert_int_equal(study_set_observer(f->study, "", &f->err), STATUS_INPUT);
    assert_int_equal(study_set_observer(f->study, "a b", &f->err), STATUS_INPUT);
    assert_int_equal(study_set_observer(f->study, "\033[31m", &f->err), STATUS_INPUT);
    assert_int_equal(study_set_observer(f->study, "12345678901234567", &f->err), STATUS_INPUT);
    assert_null(strchr(f->err.text, '\033'));
    fixture_free(f);
}

static void the_laptop_keeps_its_id_and_copies_of_the_study_do_not_carry_it(void **state)
{
    struct fixture *f = fixture_new(true);
    struct id first = laptop_id(), second = laptop_id(), third;
    char name[120];

    (void)state;
    assert_true(id_equal(&first, &second));
    snprintf(name, sizeof name, "%s/moot/laptop", f->folder);
    write_file(name, "damaged", 7);
    third = laptop_id();
    assert_false(id_equal(&first, &third));
    second = laptop_id();
    assert_true(id_equal(&third, &second));
    fixture_free(f);
}

static void what_is_rolled_back_leaves_nothing(void **state)
{
    struct fixture *f = fixture_new(true);
    struct new_person person = { .role_group = "gp" };
    struct id id;

    (void)state;
    ok(f, study_begin(f->study, &f->err));
    ok(f, people_add(f->study, &person, &id, NULL, &f->err));
    study_rollback(f->study);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM person"), 6);
    ok(f, study_begin(f->study, &f->err));
    ok(f, people_add(f->study, &person, &id, NULL, &f->err));
    ok(f, study_note_history(f->study, "imported", "x.jsonl", &f->err));
    ok(f, study_commit(f->study, &f->err));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM person"), 7);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM history WHERE detail = 'x.jsonl'"), 1);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_study_and_its_folders_are_private),
        cmocka_unit_test(a_new_study_is_titled_by_its_file),
        cmocka_unit_test(a_study_that_is_absent_is_not_made_unless_asked),
        cmocka_unit_test(what_is_not_a_study_is_refused_and_left_alone),
        cmocka_unit_test(an_empty_file_becomes_a_study_only_where_one_is_made),
        cmocka_unit_test(a_study_of_a_later_version_is_refused_and_left_as_it_was),
        cmocka_unit_test(a_damaged_header_is_refused),
        cmocka_unit_test(a_study_in_a_folder_that_is_read_only_is_read),
        cmocka_unit_test(a_study_cannot_be_made_where_nobody_may_write),
        cmocka_unit_test(reading_leaves_nothing_beside_the_file),
        cmocka_unit_test(the_connection_is_set_as_it_must_be),
        cmocka_unit_test(observers_are_made_once_and_checked),
        cmocka_unit_test(the_laptop_keeps_its_id_and_copies_of_the_study_do_not_carry_it),
        cmocka_unit_test(what_is_rolled_back_leaves_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
