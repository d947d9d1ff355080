/* SPDX-License-Identifier: MIT */
/* What makes finding quicker changes nothing of what is found. */
#include "fixture.h"
#include "storage/find.h"
#include "storage/find_recent.h"
#include "storage/find_worker.h"
#include <poll.h>

enum { LINES = 700, MEETINGS = 4 }; /* more than the newest meetings that are kept in memory */

static void fill(struct fixture *f)
{
    struct new_meeting meeting = { .title = "Another" };

    ok(f, study_begin(f->study, &f->err));
    for (int m = 0; m < MEETINGS; m++) {
        struct id id;

        ok(f, meetings_add(f->study, &meeting, &id, &f->number, &f->err));
        for (int i = 0; i < LINES; i++) {
            struct change change;
            struct change_entry *entry;

            change_init(&change, &id, f->now);
            entry = change_add_entry(&change);
            entry->at = f->now;
            entry->text = mem_copy(i % 300 == m      ? "a rare budget, 予算の会議"
                                   : i % 7 == 0      ? "budget and café"
                                   : i == 1 && m < 1 ? "oldest"
                                                     : "");
            if (i % 5 == 0)
                entry->kind = ENTRY_COMMENT;
            ok(f, record_change(f->study, &change, &f->err));
            change_release(&change);
        }
    }
    ok(f, study_commit(f->study, &f->err));
    ok(f, db_exec(f->study, "UPDATE entry_revision SET retracted = 1 WHERE id % 31 = 0", &f->err));
}

/* All that is found, as text; `first` of it are gone to before the rest is counted. */
static struct str found_by(struct fixture *f, const struct find_filter *filter,
                           const struct find_help *help, size_t first)
{
    struct str out = STR_INIT;
    struct find *find;
    bool reached;

    ok(f, find_begin_helped(&find, f->study, filter, help, &f->err));
    ok(f, find_reach(find, first, -1, &reached, &f->err));
    ok(f, find_go_on(find, -1, &f->err));
    assert_true(find_is_done(find));
    str_add_format(&out, "%zu:", find_count(find));
    for (size_t i = 0; i < find_count(find); i++) {
        struct found found;

        ok(f, find_place(find, i, &found, NULL, &f->err));
        str_add_format(&out, " %d/%lld", found.meeting, (long long)found.sequence);
    }
    find_end(find);
    return out;
}

static void help_finds_the_same_in_the_same_order(void **state)
{
    static const struct find_filter filters[] = {
        { .words = "budget" },
        { .words = "rare budget" },
        { .words = "CAFE" },
        { .words = "予算" },
        { .words = "oldest" },
        { .words = "nowhere" },
        { .words = "bud", .beginning = true },
        { .words = "budget", .kind = "comment" },
        { .words = "budget", .limit = 11 },
        { .words = "rare", .kind = "comment" },
    };
    struct fixture *f = fixture_new(true);
    struct find_help help[3] = { { 0 } };

    (void)state;
    fill(f);
    ok(f, find_worker_start(&help[0].worker, f->path, &f->err));
    help[1].recent = help[2].recent = find_recent_new(f->study);
    help[2].worker = help[0].worker;
    while (!find_recent_is_ready(help[1].recent))
        ok(f, find_recent_go_on(help[1].recent, 0, &f->err));
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        struct str plain = found_by(f, &filters[i], &(struct find_help){ 0 }, 0);

        for (int j = 0; j < 8; j++) {
            const struct find_help none = { 0 };
            struct str helped =
                found_by(f, &filters[i], j / 2 < 3 ? &help[j / 2] : &none, j % 2 == 0 ? 0 : 9);

            assert_string_equal(helped.text, plain.text);
            str_release(&helped);
        }
        str_release(&plain);
    }
    find_worker_end(help[0].worker);
    find_recent_free(help[1].recent);
    fixture_free(f);
}

/* The worker is given nothing to do: the newest meetings alone are asked. */
static void the_first_of_it_is_there_before_the_index_says_a_word(void **state)
{
    struct fixture *f = fixture_new(true);
    struct find_help help = { .recent = find_recent_new(f->study) };
    struct find *find;
    bool reached;

    (void)state;
    fill(f);
    ok(f, find_worker_start(&help.worker, f->path, &f->err));
    while (!find_recent_is_ready(help.recent))
        ok(f, find_recent_go_on(help.recent, 0, &f->err));
    ok(f, find_begin_helped(&find, f->study, &(struct find_filter){ .words = "budget" }, &help,
                            &f->err));
    find_worker_ask(help.worker, NULL);
    ok(f, find_reach(find, 20, 60000, &reached, &f->err));
    assert_true(reached);
    assert_true(find_reached(find) >= 20);
    assert_int_equal(find_count(find), find_reached(find));
    find_end(find);
    find_worker_end(help.worker);
    find_recent_free(help.recent);
    fixture_free(f);
}

static void who_waits_for_other_things_as_well_is_told(void **state)
{
    struct fixture *f = fixture_new(true);
    struct find_rows rows = { 0 };
    struct find_worker *worker;
    struct pollfd news = { .events = POLLIN };
    size_t count = 0, wanted = 0;

    (void)state;
    fill(f);
    for (int m = 0; m < MEETINGS; m++)
        for (int i = 0; i < LINES; i++)
            wanted += i % 300 == m || i % 7 == 0;
    ok(f, find_worker_start(&worker, f->path, &f->err));
    news.fd = find_worker_fd(worker);
    assert_int_equal(poll(&news, 1, 0), 0);
    find_worker_ask(worker, "\"budget\"");
    while (!rows.last) {
        assert_int_equal(poll(&news, 1, -1), 1);
        ok(f, find_worker_take(worker, 0, &rows, &f->err));
        count += rows.count;
    }
    assert_int_equal(count, wanted);
    assert_int_equal(poll(&news, 1, 0), 0);
    free(rows.row);
    find_worker_end(worker);
    fixture_free(f);
}

static void a_search_takes_the_place_of_the_one_before(void **state)
{
    struct fixture *f = fixture_new(true);
    struct find_rows rows = { 0 };
    struct find_worker *worker;
    size_t count = 0;

    (void)state;
    fill(f);
    ok(f, find_worker_start(&worker, f->path, &f->err));
    for (int i = 0; i < 50; i++) {
        find_worker_ask(worker, "\"budget\"");
        find_worker_ask(worker, "\"oldest\"");
    }
    do {
        ok(f, find_worker_take(worker, -1, &rows, &f->err));
        count += rows.count;
    } while (!rows.last);
    assert_int_equal(count, 1);
    find_worker_ask(worker, "not an \" expression");
    while (!find_worker_take(worker, -1, &rows, &f->err))
        assert_false(rows.last);
    free(rows.row);
    find_worker_end(worker);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(help_finds_the_same_in_the_same_order),
        cmocka_unit_test(the_first_of_it_is_there_before_the_index_says_a_word),
        cmocka_unit_test(who_waits_for_other_things_as_well_is_told),
        cmocka_unit_test(a_search_takes_the_place_of_the_one_before),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
