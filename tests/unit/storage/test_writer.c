/* SPDX-License-Identifier: MIT */
/* The writer and the lock: what is given becomes durable, in order, also
 * after a failure, and one program writes a meeting. */
#include "fixture.h"
#include "storage/lock.h"
#include "storage/writer.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>

enum { LONG = 20000 }; /* milliseconds nothing here should ever take */

static struct writer *started(struct fixture *f)
{
    struct writer *writer;

    ok(f, writer_start(&writer, f->path, "rs", &f->meeting, &f->err));
    return writer;
}

static uint64_t give(struct fixture *f, struct writer *writer, const char *line)
{
    struct change change = fixture_change(f, line);
    uint64_t number = writer_give(writer, &change);

    assert_null(change.entries);
    change_release(&change);
    return number;
}

static void changes_become_durable_in_order(void **state)
{
    struct fixture *f = fixture_new(true);
    struct writer *writer = started(f);
    struct writer_news news;
    char line[30];

    (void)state;
    for (int i = 1; i <= 300; i++) {
        snprintf(line, sizeof line, "101: number %d", i);
        assert_int_equal(give(f, writer, line), i);
    }
    ok(f, writer_flush(writer, LONG, &f->err));
    news = writer_news(writer);
    assert_int_equal(news.given, 300);
    assert_int_equal(news.saved, 300);
    assert_false(news.failing);
    ok(f, writer_finish(writer, LONG, &f->err));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entries"), 300);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM (SELECT text, row_number()"
                                    " OVER (ORDER BY sequence) AS n FROM entries)"
                                    " WHERE text = 'number ' || n"),
                     300);
    fixture_free(f);
}

static void the_descriptor_tells_of_news(void **state)
{
    struct fixture *f = fixture_new(true);
    struct writer *writer = started(f);
    struct pollfd wait = { .fd = writer_fd(writer), .events = POLLIN };

    (void)state;
    give(f, writer, "words");
    do {
        assert_int_equal(poll(&wait, 1, LONG), 1);
    } while (writer_news(writer).saved < 1);
    assert_int_equal(poll(&wait, 1, 0), 0);
    ok(f, writer_finish(writer, LONG, &f->err));
    fixture_free(f);
}

static void expect_draft(struct fixture *f, const char *text)
{
    struct draft draft;

    ok(f, record_load_draft(f->study, &f->meeting, &draft, &f->err));
    if (text == NULL)
        assert_null(draft.text);
    else
        assert_string_equal(draft.text, text);
    free(draft.text);
}

static void the_last_half_typed_line_is_kept_until_it_becomes_a_change(void **state)
{
    struct fixture *f = fixture_new(true);
    struct writer *writer = started(f);
    struct change change;

    (void)state;
    writer_give_draft(writer, "h", 1, 0, NULL);
    writer_give_draft(writer, "ha", 1, 0, NULL);
    writer_give_draft(writer, "half", 1, 0, NULL);
    ok(f, writer_flush(writer, LONG, &f->err));
    expect_draft(f, "half");
    writer_give_draft(writer, "half a line", 1, 0, NULL);
    change = fixture_change(f, "half a line and all");
    change.drops_draft = true;
    writer_give(writer, &change);
    ok(f, writer_flush(writer, LONG, &f->err));
    expect_draft(f, NULL);
    change = fixture_change(f, "the next");
    change.drops_draft = true;
    writer_give(writer, &change);
    writer_give_draft(writer, "and then", 2, 0, NULL);
    ok(f, writer_finish(writer, LONG, &f->err));
    expect_draft(f, "and then");
    fixture_free(f);
}

/* A trigger in the writer's own connection cannot be reached from here, so a
 * second connection makes one that all see, and takes it away again. */
static void block(struct fixture *f, bool on)
{
    ok(f, db_exec(f->study,
                  on ? "CREATE TRIGGER block BEFORE INSERT ON entry BEGIN"
                       " SELECT raise(ABORT, 'the test says no'); END"
                     : "DROP TRIGGER block",
                  &f->err));
}

static void what_fails_is_tried_again_and_nothing_is_dropped(void **state)
{
    struct fixture *f = fixture_new(true);
    struct writer *writer = started(f);
    struct writer_news news;

    (void)state;
    block(f, true);
    give(f, writer, "first");
    give(f, writer, "second");
    writer_give_draft(writer, "third, half", 3, 0, NULL);
    assert_int_not_equal(writer_flush(writer, 300, &f->err), STATUS_OK);
    assert_non_null(strstr(f->err.text, "the test says no"));
    news = writer_news(writer);
    assert_true(news.failing);
    assert_int_equal(news.saved, 0);
    assert_non_null(strstr(news.text, "the test says no"));
    block(f, false);
    ok(f, writer_flush(writer, LONG, &f->err));
    news = writer_news(writer);
    assert_false(news.failing);
    assert_int_equal(news.saved, 2);
    ok(f, writer_finish(writer, LONG, &f->err));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entries WHERE text = 'first'"
                                    " OR text = 'second'"),
                     2);
    expect_draft(f, "third, half");
    fixture_free(f);
}

static void the_end_says_how_many_changes_are_not_saved(void **state)
{
    struct fixture *f = fixture_new(true);
    struct writer *writer = started(f);

    (void)state;
    block(f, true);
    give(f, writer, "first");
    give(f, writer, "second");
    assert_int_not_equal(writer_finish(writer, 200, &f->err), STATUS_OK);
    assert_non_null(strstr(f->err.text, "2 changes are not saved"));
    fixture_free(f);
}

static void what_can_be_saved_is_saved_before_what_cannot(void **state)
{
    struct fixture *f = fixture_new(true);
    struct writer *writer;
    struct writer_news news;

    (void)state;
    ok(f, db_exec(f->study,
                  "CREATE TRIGGER block BEFORE INSERT ON entry_revision"
                  " WHEN NEW.text = 'bad' BEGIN SELECT raise(ABORT, 'bad'); END",
                  &f->err));
    ok(f, study_begin(f->study, &f->err)); /* holds the writer back until all are given */
    writer = started(f);
    give(f, writer, "good");
    give(f, writer, "bad");
    give(f, writer, "after");
    study_rollback(f->study);
    assert_int_not_equal(writer_flush(writer, 500, &f->err), STATUS_OK);
    news = writer_news(writer);
    assert_int_equal(news.saved, 1);
    ok(f, db_exec(f->study, "DROP TRIGGER block", &f->err));
    ok(f, writer_finish(writer, LONG, &f->err));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entries"), 3);
    fixture_free(f);
}

static void one_program_writes_a_meeting_and_its_end_frees_it(void **state)
{
    struct fixture *f = fixture_new(true);
    struct lock mine = LOCK_INIT, other = LOCK_INIT;
    int ready[2], status;
    pid_t child;
    char byte;

    (void)state;
    assert_int_equal(pipe(ready), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (lock_take(&mine, f->path, 1, &f->err))
            _exit(1);
        if (write(ready[1], "x", 1) != 1)
            _exit(2);
        for (;;)
            pause();
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    assert_int_equal(lock_take(&mine, f->path, 1, &f->err), STATUS_BUSY);
    assert_non_null(strstr(f->err.text, "M1"));
    assert_int_equal(mine.fd, -1);
    ok(f, lock_take(&other, f->path, 2, &f->err)); /* another meeting is free */
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    ok(f, lock_take(&mine, f->path, 1, &f->err));
    lock_release(&mine);
    lock_release(&other);
    lock_release(&other);
    close(ready[0]);
    close(ready[1]);
    fixture_free(f);
}

static void the_lock_holds_within_one_program_too(void **state)
{
    struct fixture *f = fixture_new(true);
    struct lock first = LOCK_INIT, second = LOCK_INIT;

    (void)state;
    ok(f, lock_take(&first, f->path, 1, &f->err));
    assert_int_equal(lock_take(&second, f->path, 1, &f->err), STATUS_BUSY);
    lock_release(&first);
    ok(f, lock_take(&second, f->path, 1, &f->err));
    lock_release(&second);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_become_durable_in_order),
        cmocka_unit_test(the_descriptor_tells_of_news),
        cmocka_unit_test(the_last_half_typed_line_is_kept_until_it_becomes_a_change),
        cmocka_unit_test(what_fails_is_tried_again_and_nothing_is_dropped),
        cmocka_unit_test(the_end_says_how_many_changes_are_not_saved),
        cmocka_unit_test(what_can_be_saved_is_saved_before_what_cannot),
        cmocka_unit_test(one_program_writes_a_meeting_and_its_end_frees_it),
        cmocka_unit_test(the_lock_holds_within_one_program_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
