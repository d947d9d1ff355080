/* SPDX-License-Identifier: MIT */
/* Writing up at random: words put in and taken out, codes put on them and off,
 * entries split, joined, added and taken out, all of it undone and redone. What
 * is in the study is held against a model that knows entries as rows of words
 * and codings as ranges of them. */
#include "writeup.h"

enum { STEPS = 4000, CHECK_EVERY = 200, MOST_ENTRIES = 9, MOST_WORDS = 30, MOST_CODINGS = 7 };
enum { DEPTH = 40 };

struct model_coding {
    int code; /* index of `codes` */
    bool whole;
    size_t from, to; /* words */
    int lost[4];     /* its words that are gone, all in one step */
    size_t lost_count;
};
struct model_entry {
    int words[MOST_WORDS]; /* by number; no two are the same */
    size_t word_count;
    struct model_coding codings[MOST_CODINGS];
    size_t coding_count;
};
struct model {
    struct model_entry entries[MOST_ENTRIES];
    size_t count;
};

static const char *const codes[] = { "ch", "ac", "de", "ow" };
enum { CODES = sizeof codes / sizeof codes[0] };

/* The study, the model of it, and what undo and redo lead to. */
struct writing_up {
    struct fixture *f;
    struct model now, past[DEPTH], future[DEPTH];
    size_t past_count, future_count;
    struct id code_ids[CODES];
    int fresh; /* the next word's number */
    size_t done[10], lost;
};

static unsigned dice(struct writing_up *w, size_t below)
{
    return fixture_dice(w->f, below);
}

/* --- both as text ------------------------------------------------------------------ */

static void add_words(struct str *out, const int *words, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        str_add(out, i > from ? " " : "");
        for (int left = words[i] + 676; left > 0; left /= 26)
            str_add_char(out, (char)('a' + left % 26));
    }
}

/* Codings as lines, in the order of their bytes. */
static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_sorted(struct str *out, char **lines, size_t count)
{
    qsort(lines, count, sizeof *lines, by_text);
    for (size_t i = 0; i < count; i++) {
        str_add_format(out, "  %s\n", lines[i]);
        free(lines[i]);
    }
}

static char *model_text(const struct model *model)
{
    struct str out = STR_INIT;

    for (size_t i = 0; i < model->count; i++) {
        const struct model_entry *entry = &model->entries[i];
        char *lines[MOST_CODINGS] = { NULL };

        add_words(&out, entry->words, 0, entry->word_count);
        str_add_char(&out, '\n');
        for (size_t j = 0; j < entry->coding_count; j++) {
            const struct model_coding *coding = &entry->codings[j];
            struct str line = STR_INIT;

            str_add_format(&line, "%s[", codes[coding->code]);
            if (!coding->whole)
                add_words(&line, entry->words, coding->from, coding->to);
            str_add(&line, "]{");
            add_words(&line, coding->lost, 0, coding->lost_count);
            str_add_char(&line, '}');
            lines[j] = str_take(&line);
        }
        add_sorted(&out, lines, entry->coding_count);
    }
    return str_take(&out);
}

static char *study_text(struct writing_up *w)
{
    struct fixture *f = w->f;
    struct str out = STR_INIT;
    const struct entry *entry;
    struct entries *entries;

    ok(f, entries_open(&entries, f->study, &f->meeting, ENTRIES_FORWARD, INT64_MIN, 0, &f->err));
    for (;;) {
        char *lines[2 * MOST_CODINGS];

        ok(f, entries_next(entries, &entry, &f->err));
        if (entry == NULL)
            break;
        str_add_format(&out, "%s\n", entry->text);
        assert_true(entry->coding_count <= 2 * MOST_CODINGS);
        for (size_t i = 0; i < entry->coding_count; i++) {
            const struct coding *coding = &entry->codings[i];
            struct str line = STR_INIT;
            int code = room_find_code(&f->room, &coding->code);

            str_add_format(&line, "%s[%.*s]{%s}", f->room.codes[code].key,
                           coding->whole ? 0 : (int)coding->words.len,
                           entry->text + coding->words.start, coding->lost);
            lines[i] = str_take(&line);
        }
        add_sorted(&out, lines, entry->coding_count);
    }
    entries_close(entries);
    return str_take(&out);
}

static void compare(struct writing_up *w, int step)
{
    char *is = study_text(w), *expected = model_text(&w->now);

    if (strcmp(is, expected) != 0)
        fail_msg("step %d\nis:\n%s\nexpected:\n%s", step, is, expected);
    free(is);
    free(expected);
}

/* --- steps ------------------------------------------------------------------------------ */

/* Where word `at` of an entry begins in its text. */
static size_t byte_of(const struct model_entry *entry, size_t at)
{
    struct str before = STR_INIT;
    size_t len;

    add_words(&before, entry->words, 0, at);
    len = before.len + (at > 0);
    str_release(&before);
    return len;
}

static char *text_of(const struct model_entry *entry)
{
    struct str text = STR_INIT;

    add_words(&text, entry->words, 0, entry->word_count);
    return str_take(&text);
}

/* The text of entry `at` is that of the model now. Half of the time the codings
 * are moved by who makes the change, else by storage. */
static void revise_as_model(struct writing_up *w, size_t at, struct change *change)
{
    struct entry *entry = writeup_entry(w->f, at);
    char *text = text_of(&w->now.entries[at]);

    if (dice(w, 2) == 0) {
        struct revise_report report = { 0 };

        revise_text(change, entry, text, &report);
        w->lost += report.lost_count;
        revise_report_release(&report);
        free(text);
    } else {
        struct change_entry *row = revise_entry(change, entry);

        free(row->text);
        row->text = text;
    }
    entry_free(entry);
}

static bool put_word(struct writing_up *w, size_t at, struct change *change)
{
    struct model_entry *entry = &w->now.entries[at];
    size_t place = dice(w, entry->word_count + 1);

    if (entry->word_count == MOST_WORDS)
        return false;
    memmove(&entry->words[place + 1], &entry->words[place],
            (entry->word_count - place) * sizeof *entry->words);
    entry->words[place] = w->fresh++;
    entry->word_count++;
    for (size_t i = 0; i < entry->coding_count; i++) {
        struct model_coding *coding = &entry->codings[i];

        if (coding->whole || place >= coding->to)
            continue;
        coding->to++;
        coding->from += place <= coding->from;
    }
    revise_as_model(w, at, change);
    return true;
}

static bool take_words(struct writing_up *w, size_t at, struct change *change)
{
    struct model_entry *entry = &w->now.entries[at];
    size_t place = dice(w, entry->word_count), count = 1 + dice(w, 4);

    if (place + count > entry->word_count || count == entry->word_count)
        return false;
    for (size_t i = 0; i < entry->coding_count; i++) {
        struct model_coding *coding = &entry->codings[i];
        size_t from, to;

        if (coding->whole || coding->to <= place)
            continue;
        from = coding->from < place            ? coding->from
               : coding->from >= place + count ? coding->from - count
                                               : place;
        to = coding->to >= place + count ? coding->to - count : place;
        if (from == to) {
            coding->lost_count = coding->to - coding->from;
            memcpy(coding->lost, &entry->words[coding->from],
                   coding->lost_count * sizeof *coding->lost);
            coding->whole = true;
            from = to = 0;
        }
        coding->from = from;
        coding->to = to;
    }
    entry->word_count -= count;
    memmove(&entry->words[place], &entry->words[place + count],
            (entry->word_count - place) * sizeof *entry->words);
    revise_as_model(w, at, change);
    return true;
}

static bool put_code(struct writing_up *w, size_t at, struct change *change)
{
    struct model_entry *model = &w->now.entries[at];
    size_t from = dice(w, model->word_count), to = from + 1 + dice(w, model->word_count - from);
    int code = (int)dice(w, CODES);
    struct entry *entry;
    struct span words;

    if (model->coding_count == MOST_CODINGS)
        return false;
    entry = writeup_entry(w->f, at);
    words.start = byte_of(model, from);
    words.len = byte_of(model, to) - 1 - words.start;
    (void)revise_code(change, entry, &w->code_ids[code], CODING_POINT, &words);
    entry_free(entry);
    model->codings[model->coding_count++] = (struct model_coding){
        .code = code, .whole = from == 0 && to == model->word_count, .from = from, .to = to
    };
    return true;
}

/* Takes one off; which the study calls by its id and the model by what it says. */
static bool take_code(struct writing_up *w, size_t at, struct change *change)
{
    struct model_entry *model = &w->now.entries[at];
    struct entry *entry = writeup_entry(w->f, at);
    const struct coding *coding;
    bool found = false;
    size_t i = 0;

    if (model->coding_count == 0) {
        entry_free(entry);
        return false;
    }
    coding = &entry->codings[dice(w, entry->coding_count)];
    for (; i < model->coding_count && !found; i += !found) {
        const struct model_coding *is = &model->codings[i];
        struct str lost = STR_INIT;

        add_words(&lost, is->lost, 0, is->lost_count);
        found = id_equal(&w->code_ids[is->code], &coding->code) && is->whole == coding->whole
                && strcmp(str_text(&lost), coding->lost) == 0
                && (is->whole
                    || (byte_of(model, is->from) == coding->words.start
                        && byte_of(model, is->to) - 1 == coding->words.start + coding->words.len));
        str_release(&lost);
    }
    assert_true(found);
    assert_true(revise_uncode(change, entry, &coding->id));
    model->codings[i] = model->codings[--model->coding_count];
    entry_free(entry);
    return true;
}

static void open_place(struct model *model, size_t at)
{
    memmove(&model->entries[at + 1], &model->entries[at],
            (model->count - at) * sizeof *model->entries);
    model->count++;
}

static void close_place(struct model *model, size_t at)
{
    model->count--;
    memmove(&model->entries[at], &model->entries[at + 1],
            (model->count - at) * sizeof *model->entries);
}

static bool split(struct writing_up *w, size_t at, struct change *change)
{
    struct model_entry *first = &w->now.entries[at], *second, was = *first;
    struct entry *entry;
    size_t cut;

    if (was.word_count < 2 || w->now.count == MOST_ENTRIES)
        return false;
    cut = 1 + dice(w, was.word_count - 1);
    entry = writeup_entry(w->f, at);
    assert_true(revise_split(change, entry, byte_of(first, cut) - dice(w, 2), NULL));
    entry_free(entry);
    open_place(&w->now, at);
    second = &w->now.entries[at + 1];
    first->word_count = cut;
    second->word_count = was.word_count - cut;
    memmove(second->words, &was.words[cut], second->word_count * sizeof *second->words);
    first->coding_count = second->coding_count = 0;
    for (size_t i = 0; i < was.coding_count; i++) {
        struct model_coding coding = was.codings[i];

        if (coding.whole || coding.from < cut) {
            struct model_coding *left = &first->codings[first->coding_count++];

            *left = coding;
            left->to = coding.to < cut ? coding.to : cut;
            left->whole = coding.whole || (left->from == 0 && left->to == cut);
        }
        if (coding.whole || coding.to <= cut)
            continue;
        coding.from = coding.from < cut ? 0 : coding.from - cut;
        coding.to -= cut;
        coding.whole = coding.from == 0 && coding.to == second->word_count;
        if (was.codings[i].from < cut)
            coding.lost_count = 0; /* once more; what was lost is told by the first */
        second->codings[second->coding_count++] = coding;
    }
    return true;
}

static bool bears(const struct model_entry *entry, int code)
{
    for (size_t i = 0; i < entry->coding_count; i++)
        if (entry->codings[i].whole && entry->codings[i].code == code)
            return true;
    return false;
}

static bool join(struct writing_up *w, size_t at, struct change *change)
{
    struct model_entry *first = &w->now.entries[at], *second, was = *first;
    struct entry *a, *b;

    if (at + 1 >= w->now.count)
        return false;
    second = &w->now.entries[at + 1];
    if (first->word_count + second->word_count > MOST_WORDS
        || first->coding_count + second->coding_count > MOST_CODINGS)
        return false;
    a = writeup_entry(w->f, at);
    b = writeup_entry(w->f, at + 1);
    assert_true(revise_join(change, a, b));
    entry_free(a);
    entry_free(b);
    memcpy(&first->words[was.word_count], second->words,
           second->word_count * sizeof *second->words);
    first->word_count += second->word_count;
    for (size_t i = 0; i < second->coding_count; i++) {
        struct model_coding coding = second->codings[i];

        if (coding.whole && bears(&was, coding.code))
            continue;
        coding.from = was.word_count + (coding.whole ? 0 : coding.from);
        coding.to = coding.whole ? first->word_count : was.word_count + coding.to;
        coding.whole = false;
        first->codings[first->coding_count++] = coding;
    }
    close_place(&w->now, at + 1);
    return true;
}

static bool add(struct writing_up *w, size_t at, struct change *change)
{
    bool before = dice(w, 2) == 0;
    struct change_entry *row;
    struct model_entry *made;
    struct entry *entry;

    if (w->now.count == MOST_ENTRIES)
        return false;
    entry = writeup_entry(w->f, at);
    open_place(&w->now, at + !before);
    made = &w->now.entries[at + !before];
    *made = (struct model_entry){ .words = { w->fresh++ }, .word_count = 1 };
    row = revise_add(change, entry, before ? PLACE_BEFORE : PLACE_AFTER, ENTRY_NOTE);
    free(row->text);
    row->text = text_of(made);
    entry_free(entry);
    return true;
}

static bool take_out(struct writing_up *w, size_t at, struct change *change)
{
    struct entry *entry;

    if (w->now.count < 3)
        return false;
    entry = writeup_entry(w->f, at);
    revise_remove(change, entry);
    entry_free(entry);
    close_place(&w->now, at);
    return true;
}

/* --- all together --------------------------------------------------------------------------- */

static void push(struct model *stack, size_t *count, const struct model *model)
{
    if (*count == DEPTH)
        memmove(&stack[0], &stack[1], (size_t)(--*count) * sizeof *stack);
    stack[(*count)++] = *model;
}

static bool go(struct writing_up *w, bool back)
{
    struct fixture *f = w->f;
    char *what;

    if ((back ? w->past_count : w->future_count) == 0)
        return false;
    if (back) {
        ok(f, record_undo(f->study, &f->meeting, &what, &f->err));
        push(w->future, &w->future_count, &w->now);
        w->now = w->past[--w->past_count];
    } else {
        ok(f, record_redo(f->study, &f->meeting, &what, &f->err));
        push(w->past, &w->past_count, &w->now);
        w->now = w->future[--w->future_count];
    }
    assert_non_null(what);
    free(what);
    return true;
}

static bool one_step(struct writing_up *w, unsigned kind)
{
    static bool (*const steps[])(struct writing_up *, size_t,
                                 struct change *) = { put_word, take_words, put_code, take_code,
                                                      split,    join,       add,      take_out };
    enum { KINDS = sizeof steps / sizeof steps[0] };
    struct model before = w->now;
    struct change change;
    bool done;

    if (kind >= KINDS)
        return go(w, kind == KINDS);
    w->f->now += 1000;
    change = writeup_begin(w->f);
    done = steps[kind](w, dice(w, w->now.count), &change);
    if (done) {
        ok(w->f, record_change(w->f->study, &change, &w->f->err));
        push(w->past, &w->past_count, &before);
        w->future_count = 0;
    }
    change_release(&change);
    return done;
}

static void begin(struct writing_up *w)
{
    for (int i = 0; i < CODES; i++)
        w->code_ids[i] = writeup_code(w->f, codes[i]);
    for (size_t i = 0; i < 4; i++) {
        struct model_entry *entry = &w->now.entries[w->now.count++];
        char *text;

        while (entry->word_count < 6 + i)
            entry->words[entry->word_count++] = w->fresh++;
        text = text_of(entry);
        fixture_type(w->f, text);
        free(text);
    }
}

static void thousands_of_random_changes_leave_what_a_simple_model_has(void **state)
{
    struct writing_up *w = mem_alloc(1, sizeof *w);
    size_t kinds = sizeof w->done / sizeof w->done[0];

    (void)state;
    memset(w, 0, sizeof *w);
    w->f = fixture_new(false);
    w->f->chance = 5;
    begin(w);
    compare(w, -1);
    for (int step = 0; step < STEPS; step++) {
        unsigned kind = dice(w, kinds);

        w->done[kind] += one_step(w, kind);
        compare(w, step);
        if (step % CHECK_EVERY == 0)
            writeup_check(w->f);
    }
    for (size_t i = 0; i < kinds; i++)
        assert_true(w->done[i] > 10); /* it did happen; ids are random, so not as often each time */
    assert_true(w->lost > 0);
    fixture_free(w->f);
    free(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(thousands_of_random_changes_leave_what_a_simple_model_has),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
