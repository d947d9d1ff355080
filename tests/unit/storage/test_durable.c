/* SPDX-License-Identifier: MIT */
/* Nothing acknowledged is lost: kill -9 in mid-write, a full disk, two
 * connections at once. */
#include "fixture.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

enum { KILLS = 6 };

/* Records lines for ever, and says on `fd` after each that it is durable. */
static void write_for_ever(const char *path, const struct id *meeting, int fd)
{
    struct error err = ERROR_INIT;
    struct study *study;

    if (study_open(&study, path, STUDY_WRITE, &err) || study_set_observer(study, "rs", &err))
        _exit(1);
    for (int i = 0;; i++) {
        struct change change;

        change_init(&change, meeting, i);
        change_add_entry(&change)->text = mem_copy("some words that are to last");
        if (record_change(study, &change, &err))
            _exit(2);
        change_release(&change);
        if (write(fd, "x", 1) != 1)
            _exit(3);
    }
}

static size_t acknowledged(int fd)
{
    size_t count = 0;
    char bytes[512];
    ssize_t got;

    while ((got = read(fd, bytes, sizeof bytes)) > 0)
        count += (size_t)got;
    return count;
}

static void a_program_that_is_killed_in_mid_write_loses_nothing_acknowledged(void **state)
{
    struct fixture *f = fixture_new(true);
    size_t total = 0;

    (void)state;
    study_close(f->study);
    for (int i = 0; i < KILLS; i++) {
        int fds[2], status;
        pid_t child;
        char first;

        assert_int_equal(pipe(fds), 0);
        child = fork();
        assert_true(child >= 0);
        if (child == 0)
            write_for_ever(f->path, &f->meeting, fds[1]);
        close(fds[1]);
        assert_int_equal(read(fds[0], &first, 1), 1); /* it is writing now */
        usleep((unsigned)(3000 * (i + 1)));
        assert_int_equal(kill(child, SIGKILL), 0);
        total += 1 + acknowledged(fds[0]);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        close(fds[0]);
    }
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    assert_in_range(fixture_int(f, "SELECT count(*) FROM entries"), total, total + KILLS);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM pragma_integrity_check"
                                    " WHERE integrity_check <> 'ok'"),
                     0);
    fixture_free(f);
}

/* In a child, for the limit cannot be taken back by an ordinary user. */
static void fill_the_disk(struct fixture *f)
{
    struct rlimit limit = { 700000, 700000 };
    int64_t before, after;
    char *text = mem_alloc(1, 20001);
    struct change change;
    enum status status = STATUS_OK;

    memset(text, 'x', 20000);
    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        _exit(1);
    do {
        before = fixture_int(f, "SELECT count(*) FROM entry_revision");
        change_init(&change, &f->meeting, 1);
        change_add_entry(&change)->text = mem_copy(text);
        status = record_change(f->study, &change, &f->err);
        change_release(&change);
    } while (!status && before < 10000);
    after = fixture_int(f, "SELECT count(*) FROM entry_revision");
    if (status != STATUS_FULL || strstr(f->err.text, "no room") == NULL)
        _exit(2);
    if (after != before || fixture_int(f, "SELECT count(*) FROM entry") != after)
        _exit(3);
    _exit(0);
}

static void a_full_disk_is_said_and_leaves_nothing_half_written(void **state)
{
    struct fixture *f = fixture_new(true);
    pid_t child;
    int status;

    (void)state;
    study_close(f->study);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (study_open(&f->study, f->path, STUDY_WRITE, &f->err)
            || study_set_observer(f->study, "rs", &f->err))
            _exit(9);
        fill_the_disk(f);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entry e LEFT JOIN entry_revision r"
                                    " ON r.id = e.current WHERE r.id IS NULL"),
                     0);
    fixture_free(f);
}

struct second {
    struct fixture *f;
    const char *observer;
    struct error err;
    enum status status;
};

enum { EACH = 60 };

static void *write_some(void *data)
{
    struct second *second = data;
    struct study *study = NULL;

    second->status = study_open(&study, second->f->path, STUDY_WRITE, &second->err);
    if (!second->status)
        second->status = study_set_observer(study, second->observer, &second->err);
    for (int i = 0; i < EACH && !second->status; i++) {
        struct change change;

        change_init(&change, &second->f->meeting, i);
        change_add_entry(&change)->text = mem_copy(second->observer);
        second->status = record_change(study, &change, &second->err);
        change_release(&change);
    }
    study_close(study);
    return NULL;
}

static void two_connections_write_one_meeting_without_losing_anything(void **state)
{
    struct fixture *f = fixture_new(true);
    struct second one = { .f = f, .observer = "one" }, two = { .f = f, .observer = "two" };
    pthread_t first, other;

    (void)state;
    assert_int_equal(pthread_create(&first, NULL, write_some, &one), 0);
    assert_int_equal(pthread_create(&other, NULL, write_some, &two), 0);
    pthread_join(first, NULL);
    pthread_join(other, NULL);
    if (one.status || two.status)
        fail_msg("%s %s", one.err.text, two.err.text);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entries"), 2 * EACH);
    assert_int_equal(fixture_int(f, "SELECT count(DISTINCT sequence) FROM entry"), 2 * EACH);
    assert_int_equal(fixture_int(f, "SELECT count(DISTINCT version) FROM change"), 2 * EACH + 1);
    fixture_free(f);
}

static void reading_goes_on_while_another_connection_writes(void **state)
{
    struct fixture *f = fixture_new(true);
    const struct entry *entry;
    struct entries *entries;
    struct study *reader;
    int count = 0;

    (void)state;
    for (int i = 0; i < 20; i++)
        fixture_type(f, "101: before #de");
    ok(f, study_open(&reader, f->path, STUDY_READ, &f->err));
    ok(f, entries_open(&entries, reader, &f->meeting, ENTRIES_FORWARD, INT64_MIN, 0, &f->err));
    for (;;) {
        ok(f, entries_next(entries, &entry, &f->err));
        if (entry == NULL)
            break;
        assert_string_equal(entry->text, "before");
        assert_int_equal(entry->coding_count, 1);
        count++;
        fixture_type(f, "102: after #ac");
    }
    assert_int_equal(count, 20);
    entries_close(entries);
    study_close(reader);
    fixture_free(f);
}

static void idle_time_merges_the_index_and_writes_the_log_back(void **state)
{
    struct fixture *f = fixture_new(true);
    int steps = 0;

    (void)state;
    for (int i = 0; i < 300; i++)
        fixture_type(f, "101: words to be found #de");
    assert_true(f->study->log_pages > 0);
    while (study_tidy(f->study))
        assert_in_range(++steps, 1, 1000);
    assert_in_range(f->study->log_pages, 0, 256);
    assert_int_equal(f->study->merges_due, 0);
    assert_false(study_tidy(f->study));
    ok(f, db_exec(f->study, "INSERT INTO entry_index (entry_index) VALUES ('integrity-check')",
                  &f->err));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entry_index"
                                    " WHERE entry_index MATCH 'found'"),
                     300);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_program_that_is_killed_in_mid_write_loses_nothing_acknowledged),
        cmocka_unit_test(a_full_disk_is_said_and_leaves_nothing_half_written),
        cmocka_unit_test(two_connections_write_one_meeting_without_losing_anything),
        cmocka_unit_test(reading_goes_on_while_another_connection_writes),
        cmocka_unit_test(idle_time_merges_the_index_and_writes_the_log_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
