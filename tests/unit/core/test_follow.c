/* SPDX-License-Identifier: MIT */
/* Marks follow their words. The direct way is held against a model that marks
 * every character; the other one against texts whose words are all different. */
#include "core/follow.h"

#include "core/mem.h"
#include "core/text.h"
#include <assert.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const pieces[] = {
    "a",  " ", "b", "é", "ש",  "預", "算", "e\xCC\x81\xCC\x82", "👩‍👩‍👧",
    "🇩🇪", "?", "z", "ö", "\n", "\""
};
enum { PIECES = sizeof pieces / sizeof pieces[0] };

static unsigned dice(unsigned below)
{
    assert(below > 0);
    return (unsigned)rand() % below;
}

/* --- the direct way --------------------------------------------------------------- */

enum { MARKS = 5, MOST = 400, EDITS = 40000 };

/* A text as marks: for each byte, which spans it belongs to. */
struct model {
    unsigned char mark[MOST];
    size_t len;
};

static void model_edit(struct model *model, const struct text_edit *edit)
{
    unsigned char all = 0xFF, left, before, after, gets;
    size_t end = edit->at + edit->removed;

    before = edit->at > 0 ? model->mark[edit->at - 1] : 0;
    after = end < model->len ? model->mark[end] : 0;
    for (size_t i = edit->at; i < end; i++)
        all &= model->mark[i];
    /* between two marked ones; replacing marked ones, some of which are left */
    left = edit->removed > 0 ? before | after : before & after;
    gets = edit->removed > 0 ? all & left : left;
    memmove(model->mark + edit->at + edit->inserted, model->mark + end, model->len - end);
    memset(model->mark + edit->at, gets, edit->inserted);
    model->len += edit->inserted - edit->removed;
}

static bool model_span(const struct model *model, int mark, struct span *span)
{
    size_t start = 0, end;

    while (start < model->len && !(model->mark[start] & 1 << mark))
        start++;
    for (end = start; end < model->len && model->mark[end] & 1 << mark;)
        end++;
    for (size_t i = end; i < model->len; i++)
        assert_false(model->mark[i] & 1 << mark); /* in one piece */
    *span = (struct span){ start, end - start };
    return end > start;
}

static void place(struct model *model, struct span *span, int mark)
{
    *span = (struct span){ dice((unsigned)model->len), 0 };
    span->len = 1 + dice((unsigned)(model->len - span->start));
    for (size_t i = 0; i < model->len; i++)
        model->mark[i] &= (unsigned char)~(1 << mark);
    for (size_t i = span->start; i < span->start + span->len; i++)
        model->mark[i] |= (unsigned char)(1 << mark);
}

static void a_span_goes_through_known_edits_as_a_model_of_marks_does(void **state)
{
    struct model model = { .len = 60 };
    struct span spans[MARKS], expected;
    size_t lost = 0;

    (void)state;
    srand(7);
    for (int m = 0; m < MARKS; m++)
        place(&model, &spans[m], m);
    for (int i = 0; i < EDITS; i++) {
        struct text_edit edit = { .at = dice((unsigned)model.len + 1) };

        edit.removed = dice(4) == 0 ? dice(12) : dice(3);
        if (edit.removed > model.len - edit.at)
            edit.removed = model.len - edit.at;
        edit.inserted = model.len > MOST - 40 ? 0 : dice(4);
        if (model.len - edit.removed + edit.inserted < 20)
            edit.inserted = 20;
        model_edit(&model, &edit);
        for (int m = 0; m < MARKS; m++) {
            bool kept = span_edit(&spans[m], &edit);

            assert_int_equal(kept, model_span(&model, m, &expected));
            if (kept) {
                assert_int_equal(spans[m].start, expected.start);
                assert_int_equal(spans[m].len, expected.len);
            } else {
                assert_int_equal(spans[m].len, 0);
                place(&model, &spans[m], m);
                lost++;
            }
        }
    }
    assert_true(lost > 100); /* it did happen */
}

/* --- cases, as a person sees them ------------------------------------------------------- */

/* "[" and "]" stand around the mark; "" after: it is lost. */
static const struct {
    const char *before, *after;
} cases[] = {
    { "what is [the plan] now", "what is [the plan] then" },
    { "what is [the plan] now", "so what is [the plan], now" },
    { "what is [the plan] now", "what is [the big plan] now" },
    { "what is [the plan] now", "what is very [the plan] indeed now" },
    { "what is [the plan] now", "what is [the] now" },
    { "what is [the plan] now", "what is now" },
    { "what is [the plan] now", "" },
    { "what is [the plan] now", "what [the plan]" },
    { "[all of it]", "[all of it]" },
    { "say [reprot] again", "say [report] again" },
    { "say [teh] again", "say [the] again" },
    { "the [cat sat] down", "the dog ran down" },
    { "the [cat] sat", "the dog sat" },
    { "[the cat] sat", "[the dog] sat" },
    { "the [plan] slips", "the [plans] slips" },
    { "the [plan] slips", "the [replan] slips" },
    { "the p[la]n slips", "the p[la]ns slips" },
    { "one [two three] four", "zero one [two three] four five" },
    { "one [two three] four", "uno [two three] quattro" },
    { "xx one yy [two] zz three ww", "x one y [two] z three w" },
    { "預算[需要調]整", "預算確實[需要調]整了" },
    { "預算[需要調]整", "預算[需調]整" },
    { "預算[需要]調整", "預算調整" },
    { "דוד [אמר לו] שלום", "אז דוד [אמר לו] שלום" },
    { "[cafe] x", "[café] x" },
    { "a [👩‍👩‍👧] b", "a c [👩‍👩‍👧] b" },
    { "one [two]\nthree", "one\n[two]\nthree" },
    { "one [...] two", "one [...], two" },
};

/* Cuts the brackets out. */
static char *unbracket(const char *text, struct span *span)
{
    struct str out = STR_INIT;

    *span = (struct span){ 0, 0 };
    for (; *text != '\0'; text++) {
        if (*text == '[')
            span->start = out.len;
        else if (*text == ']')
            span->len = out.len - span->start;
        else
            str_add_char(&out, *text);
    }
    return str_take(&out);
}

static void marks_follow_their_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct span span, expected, was;
        char *before = unbracket(cases[i].before, &span);
        char *after = unbracket(cases[i].after, &expected);
        struct follow follow;
        bool kept;

        was = span;
        follow_begin(&follow, before, after);
        kept = follow_span(&follow, &span);
        if (kept != (expected.len > 0)
            || (kept && (span.start != expected.start || span.len != expected.len)))
            fail_msg("\"%s\" to \"%s\": %s at %zu+%zu", cases[i].before, cases[i].after,
                     kept ? "kept" : "lost", span.start, span.len);
        if (!kept)
            assert_memory_equal(&span, &was, sizeof span);
        follow_release(&follow);
        free(before);
        free(after);
    }
}

static void marks_between_two_edits_of_a_line_are_kept(void **state)
{
    const char *before = "Then the chair said that the budget was late and nobody spoke";
    const char *after = "The chair told us that the budget was late, and no one replied";
    const char *words = "the budget was late";
    struct span span = { (size_t)(strstr(before, words) - before), strlen(words) };
    struct follow follow;

    (void)state;
    follow_begin(&follow, before, after);
    assert_true(follow_span(&follow, &span));
    assert_int_equal(span.start, strstr(after, words) - after);
    assert_int_equal(span.len, strlen(words));
    follow_release(&follow);
}

/* --- words that are all different --------------------------------------------------------------
 */

enum { WORDS = 60, ROUNDS = 3000 };

/* Words by number; a new one shares no letter with the old ones. */
static void add_word(struct str *out, int word)
{
    static const char *const old[] = { "ka", "le", "mi", "no", "pu", "ré", "שמ", "ту" };
    static const char *const new[] = { "xy", "wz", "qj", "fv", "çö", "гд", "צק", "βδ" };
    const char *const *letters = word < WORDS ? old : new;

    for (int left = word % WORDS + 9; left > 0; left /= 8)
        str_add(out, letters[left % 8]);
}

static char *line_of(const int *words, size_t count, size_t *starts)
{
    struct str out = STR_INIT;

    for (size_t i = 0; i < count; i++) {
        str_add(&out, i > 0 ? " " : "");
        starts[i] = out.len;
        add_word(&out, words[i]);
    }
    starts[count] = out.len + 1;
    return str_take(&out);
}

/* Takes out, puts in and replaces words at random; the marked ones are known
 * by their numbers. */
static size_t edit_words(const int *words, size_t count, int *out)
{
    size_t made = 0;
    int fresh = WORDS;

    for (size_t i = 0; i < count; i++) {
        unsigned chance = dice(12);

        if (chance == 0)
            continue;
        if (chance == 1 && fresh < 2 * WORDS)
            out[made++] = fresh++;
        if (chance != 2)
            out[made++] = words[i];
        else if (fresh < 2 * WORDS)
            out[made++] = fresh++;
    }
    return made;
}

/* Whether the words that came between the old words `before` and `after` are
 * in the mark: put between two of its words, or in the place of some of them. */
static bool is_within(size_t before, size_t after, size_t from, size_t to)
{
    /* indexes are counted from 1, so that there is one before the first */
    if (before + 1 == after)
        return before > from && after <= to;
    return from <= before && after <= to + 1;
}

/* First and last edited word of the mark on words from..to; false: none left. */
static bool expect_words(const int *edited, size_t made, size_t count, size_t from, size_t to,
                         size_t *first, size_t *last)
{
    size_t before = 0, left = 0;

    *first = made;
    *last = 0;
    for (size_t i = 0; i < made; i++) {
        size_t after = count + 1;
        bool in;

        if (edited[i] < WORDS) {
            before = (size_t)edited[i] + 1;
            in = before > from && before <= to;
            left += in;
        } else {
            for (size_t j = i; j < made && after > count; j++)
                after = edited[j] < WORDS ? (size_t)edited[j] + 1 : after;
            in = is_within(before, after, from, to);
        }
        if (in) {
            *first = *first == made ? i : *first;
            *last = i;
        }
    }
    return left > 0;
}

static void one_round(size_t *lost)
{
    int words[WORDS], edited[3 * WORDS];
    size_t starts[WORDS + 1], new_starts[3 * WORDS + 1];
    size_t count = 4 + dice(WORDS - 4), from, to, made, first, last;
    struct follow follow;
    struct span span;
    char *old, *text;
    bool left;

    for (size_t i = 0; i < count; i++)
        words[i] = (int)i;
    from = dice((unsigned)count);
    to = from + 1 + dice(dice(2) == 0 ? 2 : (unsigned)(count - from));
    to = to > count ? count : to;
    old = line_of(words, count, starts);
    made = edit_words(words, count, edited);
    text = line_of(edited, made, new_starts);
    left = expect_words(edited, made, count, from, to, &first, &last);
    span = (struct span){ starts[from], starts[to] - 1 - starts[from] };
    follow_begin(&follow, old, text);
    assert_int_equal(follow_span(&follow, &span), left);
    if (left) {
        assert_int_equal(span.start, new_starts[first]);
        assert_int_equal(span.start + span.len, new_starts[last + 1] - 1);
    }
    *lost += !left;
    follow_release(&follow);
    free(old);
    free(text);
}

static void a_mark_reaches_from_its_first_word_left_to_its_last(void **state)
{
    size_t lost = 0;

    (void)state;
    srand(11);
    for (int round = 0; round < ROUNDS; round++)
        one_round(&lost);
    assert_true(lost > 50);
}

/* --- whatever the texts are ------------------------------------------------------------------ */

static bool is_boundary(const char *text, size_t at)
{
    size_t len = strlen(text);

    return at == 0 || text_next(text, len, text_previous(text, len, at)) == at;
}

static void add_pieces(struct str *out, unsigned count)
{
    while (count-- > 0)
        str_add(out, pieces[dice(PIECES)]);
}

static void edit_at_random(struct str *text)
{
    for (unsigned edits = 1 + dice(4); edits > 0; edits--) {
        size_t at = dice((unsigned)text->len + 1), end;
        struct str new = STR_INIT;

        at = at < text->len ? text_previous(text->text, text->len, at + 1) : text->len;
        end = at;
        for (unsigned steps = dice(3) == 0 ? dice(6) : dice(2); steps > 0; steps--)
            end = text_next(text->text, text->len, end);
        add_pieces(&new, dice(3));
        str_splice(text, at, end - at, str_text(&new), new.len);
        str_release(&new);
    }
}

/* The edits make the new text of the old one. */
static void check_edits(const struct follow *follow)
{
    size_t from = 0, to = 0;

    for (size_t i = 0; i <= follow->edits.count; i++) {
        const struct text_edit *edit = i < follow->edits.count ? &follow->edits.edit[i] : NULL;
        size_t until = edit != NULL ? edit->at : follow->old_len;

        assert_true(until >= from);
        assert_true(to + until - from <= follow->len);
        assert_memory_equal(follow->old + from, follow->text + to, until - from);
        to += until - from;
        if (edit == NULL)
            break;
        assert_true(edit->removed > 0 || edit->inserted > 0);
        from = until + edit->removed;
        to += edit->inserted;
    }
    assert_int_equal(to, follow->len);
}

static void a_mark_never_cuts_a_grapheme_nor_leaves_the_text(void **state)
{
    (void)state;
    srand(13);
    for (int round = 0; round < 8000; round++) {
        struct str old = STR_INIT, text = STR_INIT;
        struct follow follow;
        struct span span;

        add_pieces(&old, 1 + dice(30));
        str_add_len(&text, str_text(&old), old.len);
        edit_at_random(&text);
        follow_begin(&follow, str_text(&old), str_text(&text));
        check_edits(&follow);
        for (int i = 0; i < 4; i++) {
            size_t end;

            span.start = text_previous(old.text, old.len, 1 + dice((unsigned)old.len));
            end = text_next(old.text, old.len, span.start);
            for (unsigned steps = dice(8); steps > 0; steps--)
                end = text_next(old.text, old.len, end);
            span.len = end - span.start;
            if (!follow_span(&follow, &span))
                continue;
            assert_true(span.len > 0 && span.start + span.len <= text.len);
            assert_true(is_boundary(text.text, span.start));
            assert_true(is_boundary(text.text, span.start + span.len));
        }
        follow_release(&follow);
        str_release(&old);
        str_release(&text);
    }
}

/* --- long texts ---------------------------------------------------------------------------------
 */

static char *long_text(unsigned seed, size_t len)
{
    struct str out = STR_INIT;

    srand(seed);
    while (out.len < len)
        str_add_format(&out, "%s%x ", dice(3) == 0 ? "the " : "", dice(seed));
    return str_take(&out);
}

static void a_long_text_takes_bounded_time_and_keeps_what_it_can(void **state)
{
    char *old = long_text(90000, 100000), *other = long_text(70000, 100000);
    struct str edited = STR_INIT;
    struct span span = { 0, 0 };
    struct follow follow;

    (void)state;
    /* every twentieth word changed: beyond the first limit */
    for (size_t at = 0, word = 0, end; old[at] != '\0'; at = end, word++) {
        end = text_next_word(old, strlen(old), at);
        if (word % 20 == 0)
            str_add(&edited, " zzz");
        str_add_len(&edited, old + at, end - at);
    }
    span.start = text_next_word(old, strlen(old), 50000) + 1;
    span.len = text_next_word(old, strlen(old), span.start + 30) - span.start;
    follow_begin(&follow, old, str_text(&edited));
    check_edits(&follow);
    assert_true(follow_span(&follow, &span));
    follow_release(&follow);
    follow_begin(&follow, old, other); /* nothing in common */
    check_edits(&follow);
    follow_release(&follow);
    str_release(&edited);
    free(other);
    free(old);
}

/* --- words heard exactly so
 * ------------------------------------------------------------------------ */

static void expect_verbatim(const char *before, const char *marked, const char *after,
                            const char *expected)
{
    struct span *were = mem_alloc(4, sizeof *were), *are;
    size_t count = 0, are_count;
    struct str said = STR_INIT;
    struct follow follow;

    if (marked[0] != '\0')
        were[count++] = (struct span){ (size_t)(strstr(before, marked) - before), strlen(marked) };
    follow_begin(&follow, before, after);
    are = follow_verbatim(&follow, were, count, &are_count);
    for (size_t i = 0; i < are_count; i++)
        str_add_format(&said, "[%.*s]", (int)are[i].len, after + are[i].start);
    assert_string_equal(str_text(&said), expected);
    follow_release(&follow);
    str_release(&said);
    free(were);
    free(are);
}

static void exact_words_follow_and_quotation_marks_count(void **state)
{
    (void)state;
    expect_verbatim("he said \"if it slips\" then", "if it slips",
                    "so he said \"if it slips\" then", "[if it slips]");
    expect_verbatim("he said \"if it slips\" then", "if it slips", "he said if it slips then", "");
    expect_verbatim("he said if it slips", "", "he said \"if it slips\"", "[if it slips]");
    /* typed as \"not meant\": stays what it was */
    expect_verbatim("a \"not meant\" word", "", "a \"not meant\" word, and \"this\"", "[this]");
    /* imported: exact, without marks */
    expect_verbatim("what is the plan", "what is the plan", "what is the big plan",
                    "[what is the big plan]");
    expect_verbatim("what is the plan", "what is the plan", "nothing of it", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_span_goes_through_known_edits_as_a_model_of_marks_does),
        cmocka_unit_test(marks_follow_their_words),
        cmocka_unit_test(marks_between_two_edits_of_a_line_are_kept),
        cmocka_unit_test(a_mark_reaches_from_its_first_word_left_to_its_last),
        cmocka_unit_test(a_mark_never_cuts_a_grapheme_nor_leaves_the_text),
        cmocka_unit_test(a_long_text_takes_bounded_time_and_keeps_what_it_can),
        cmocka_unit_test(exact_words_follow_and_quotation_marks_count),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
