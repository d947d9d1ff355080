/* SPDX-License-Identifier: MIT */
/* Undo and redo: against a model that remembers the whole record as text. */
#include "fixture.h"

static const char *const lines[] = {
    "101: what is the plan \"if it slips\"? #ch",
    "102>101: it will not #ac",
    "a plain note about the room",
    "#de",
    "-103",
    "+103",
    "-104!",
    "> fin",
    ">",
    "> a new item",
    "// said looking at the chair",
    "#tn",
    "... and it went on",
    "s/a/b/",
    "@14:06",
    "=private",
    "=public",
    "@smith: hello there",
    "李明: 預算需要調整",
    "?gp: from the back",
};

enum { LINES = sizeof lines / sizeof lines[0], STEPS = 60, RUNS = 12 };

/* The states of the record: undo and redo move between them. */
struct model {
    char *state[STEPS + 2];
    size_t at, top;
};

static void model_new(struct model *model, char *state)
{
    while (model->top > model->at)
        free(model->state[model->top--]);
    model->state[++model->top] = state;
    model->at = model->top;
}

static void model_free(struct model *model)
{
    for (size_t i = 0; i <= model->top; i++)
        free(model->state[i]);
}

static void undo(struct fixture *f, bool redo, bool expected)
{
    char *what = NULL;

    if (redo)
        ok(f, record_redo(f->study, &f->meeting, &what, &f->err));
    else
        ok(f, record_undo(f->study, &f->meeting, &what, &f->err));
    assert_true((what != NULL) == expected);
    free(what);
    fixture_room(f);
}

static void expect_record(struct fixture *f, const char *expected)
{
    char *record = fixture_record(f, ENTRIES_FORWARD);

    assert_string_equal(record, expected);
    free(record);
}

static void one_run(unsigned seed)
{
    struct fixture *f = fixture_new(false);
    struct model model = { .state = { fixture_record(f, ENTRIES_FORWARD) } };

    f->chance = seed;
    for (int i = 0; i < STEPS; i++) {
        unsigned dice = fixture_dice(f, 10);

        if (dice < 3) {
            undo(f, false, model.at > 0);
            model.at -= model.at > 0;
        } else if (dice < 5) {
            undo(f, true, model.at < model.top);
            model.at += model.at < model.top;
        } else {
            struct change change = fixture_change(f, lines[fixture_dice(f, LINES)]);

            ok(f, record_change(f->study, &change, &f->err));
            if (!change_is_empty(&change))
                model_new(&model, fixture_record(f, ENTRIES_FORWARD));
            change_release(&change);
        }
        expect_record(f, model.state[model.at]);
    }
    model_free(&model);
    fixture_free(f);
}

static void any_order_of_typing_undoing_and_redoing_gives_what_was_there(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= RUNS; seed++)
        one_run(seed);
}

static void undo_says_what_it_took_back(void **state)
{
    static const struct {
        const char *line, *said;
    } cases[] = {
        { "101: what is the plan", "undid: 101 what is the plan" },
        { "101, 102: both of us", "undid: 101, 102 both of us" },
        { "// odd", "undid: // odd" },
        { "#de", "undid: Decision" },
        { "-103", "undid: 103 left" },
        { "> fin", "undid: item 2: Finance report" },
        { "=break", "undid: break" },
        { "a line that is far too long to be shown in the one line that the screen has for it",
          "undid: a line that is far too long to be shown in the one line that…" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fixture *f = fixture_new(false);
        char *what;

        fixture_type(f, cases[i].line);
        ok(f, record_undo(f->study, &f->meeting, &what, &f->err));
        assert_string_equal(what, cases[i].said);
        free(what);
        ok(f, record_redo(f->study, &f->meeting, &what, &f->err));
        assert_non_null(what);
        free(what);
        fixture_free(f);
    }
}

static void undo_leaves_what_set_up_made_and_other_observers_typed(void **state)
{
    struct fixture *f = fixture_new(false);
    char *before;

    (void)state;
    fixture_type(f, "mine");
    ok(f, study_set_observer(f->study, "two", &f->err));
    fixture_room(f);
    fixture_type(f, "theirs");
    before = fixture_record(f, ENTRIES_FORWARD);
    ok(f, study_set_observer(f->study, "rs", &f->err));
    undo(f, false, true);
    undo(f, false, false);
    expect_record(f, "note theirs\n1 Welcome\n2 Finance report\n3 Any other business\n");
    undo(f, true, true);
    expect_record(f, before);
    free(before);
    fixture_free(f);
}

static void undo_reaches_across_openings_of_the_same_meeting(void **state)
{
    struct fixture *f = fixture_new(true);

    (void)state;
    fixture_type(f, "first sitting");
    study_close(f->study);
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    ok(f, study_set_observer(f->study, "rs", &f->err));
    fixture_room(f);
    undo(f, false, true);
    expect_record(f, "1 Welcome\n2 Finance report\n3 Any other business\n");
    fixture_free(f);
}

static void the_index_follows_undo_and_redo(void **state)
{
    struct fixture *f = fixture_new(false);
    const char *count = "SELECT count(*) FROM entry_index WHERE entry_index MATCH '\"zebra\"'";

    (void)state;
    fixture_type(f, "a zebra in the room");
    assert_int_equal(fixture_int(f, count), 1);
    fixture_type(f, "s/zebra/horse/");
    assert_int_equal(fixture_int(f, count), 0);
    undo(f, false, true);
    assert_int_equal(fixture_int(f, count), 1);
    undo(f, false, true);
    assert_int_equal(fixture_int(f, count), 0);
    undo(f, true, true);
    assert_int_equal(fixture_int(f, count), 1);
    ok(f, db_exec(f->study, "INSERT INTO entry_index (entry_index) VALUES ('integrity-check')",
                  &f->err));
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_order_of_typing_undoing_and_redoing_gives_what_was_there),
        cmocka_unit_test(undo_says_what_it_took_back),
        cmocka_unit_test(undo_leaves_what_set_up_made_and_other_observers_typed),
        cmocka_unit_test(undo_reaches_across_openings_of_the_same_meeting),
        cmocka_unit_test(the_index_follows_undo_and_redo),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
