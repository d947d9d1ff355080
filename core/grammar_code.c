/* SPDX-License-Identifier: MIT */
/* A code in the words of a line: "#ch", "#challenge", "#tn+",
 * "#ch(diagnostic,response=deflected)". A whole key or a whole name, the
 * longest one; else the first words of one name alone. In place of a blank of
 * a name a hyphen or an underscore counts too. */
#include "core/internal.h"

#include "core/mem.h"
#include "core/text.h"
#include <stdlib.h>
#include <string.h>

enum { BRACKET_LIMIT = 2000 }; /* bytes: more is a sentence in brackets */

static const char *called(const struct code *code)
{
    return code->key != NULL && code->key[0] != '\0' ? code->key : code->name;
}

static size_t word_end(const char *line, size_t at, size_t end)
{
    size_t step;

    while ((step = word_at(line, at, end)) > 0)
        at += step;
    return at;
}

/* Bytes of a hyphen or apostrophe at `at` with a letter behind it: the word
 * goes on; 0 if there is none. */
static size_t joint_at(const struct reader *r, size_t at)
{
    size_t len = 0;

    if (at < r->end && strchr("-_'", r->line[at]) != NULL)
        len = 1;
    else if (r->end - at >= 3 && memcmp(r->line + at, "’", 3) == 0)
        len = 3;
    return len > 0 && word_at(r->line, at + len, r->end) > 0 ? len : 0;
}

/* Whether a key or name may end at `at`. */
static bool may_end(const struct reader *r, size_t at)
{
    return joint_at(r, at) == 0 && ends_at(r->line, at, r->end);
}

/* --- which code ----------------------------------------------------------------- */

struct match {
    size_t whole; /* where the whole name ends in the line; 0: it is not there */
    size_t first; /* where its first words end; 0: not there */
};

/* Goes over what stands between two words of a name: the same in the line, or
 * a hyphen or underscore, or blanks for blanks. Returns `at` if neither. */
static size_t match_gap(const struct reader *r, size_t at, const char *gap, size_t len,
                        bool *joined)
{
    bool blank = skip_blanks(gap, 0, len) == len;

    if (at < r->end && (r->line[at] == '-' || r->line[at] == '_'))
        return at + 1;
    if (blank) {
        *joined = false;
        return skip_blanks(r->line, at, r->end);
    }
    return r->end - at >= len && memcmp(r->line + at, gap, len) == 0 ? at + len : at;
}

/* Whether two letters are surely not the same: most names end here. */
static bool differ(char a, char b)
{
    return (unsigned char)a < 0x80 && (unsigned char)b < 0x80 && (a | 0x20) != (b | 0x20);
}

static struct match match_name(const struct reader *r, size_t at, const char *name)
{
    struct match match = { 0, 0 };
    size_t len = name != NULL ? strlen(name) : 0, n = 0;
    bool joined = true; /* no blank so far: beginnings do not run over blanks */

    while (n < len && word_at(name, n, len) == 0)
        n++; /* what stands before a name's first letter is not typed */
    if (n == len || differ(name[n], r->line[at]))
        return match;
    while (n < len) {
        size_t name_stop = word_end(name, n, len), line_stop = word_end(r->line, at, r->end), gap;

        if (line_stop == at || !same_folded(name + n, name_stop - n, r->line + at, line_stop - at))
            return match;
        if (joined && may_end(r, line_stop))
            match.first = line_stop;
        n = name_stop;
        while (n < len && word_at(name, n, len) == 0)
            n++;
        if (n == len) {
            match.whole = may_end(r, line_stop) ? line_stop : 0;
            return match;
        }
        gap = match_gap(r, line_stop, name + name_stop, n - name_stop, &joined);
        if (gap == line_stop)
            return match;
        at = gap;
    }
    return match;
}

/* The best reading so far. */
struct choice {
    int rank; /* 3 a key, 2 a name, 1 the first words of a name */
    size_t end;
    int code;
    int count; /* codes that fit equally well */
};

static void consider(struct choice *best, int rank, size_t end, int code)
{
    bool whole = rank > 1, best_whole = best->rank > 1;

    if (end == 0 || (best->count > 0 && best_whole && !whole))
        return;
    if (best->count == 0 || whole != best_whole || end > best->end
        || (end == best->end && rank > best->rank))
        *best = (struct choice){ rank, end, code, 1 };
    else if (end == best->end && rank == best->rank && code != best->code)
        best->count++;
}

static struct choice find_code(const struct reader *r, size_t at)
{
    struct choice best = { 0, 0, -1, 0 };

    for (size_t i = 0; i < r->known->code_count; i++) {
        const struct code *code = &r->known->codes[i];
        struct match match;

        if (code->retired)
            continue;
        consider(&best, 3, match_name(r, at, code->key).whole, (int)i);
        match = match_name(r, at, code->name);
        consider(&best, 2, match.whole, (int)i);
        consider(&best, 1, match.first, (int)i);
    }
    return best;
}

/* --- points and states --------------------------------------------------------------- */

/* Whether state `code` is open where the line has got to. */
static bool is_open(const struct reader *r, int code)
{
    const struct code *codes = r->known->codes;
    const struct reading *out = r->out;

    for (size_t i = out->code_count; i-- > 0;) {
        const struct read_code *before = &out->codes[i];
        const char *group = codes[before->code].group, *own = codes[code].group;

        if (before->code == code && before->action != CODING_POINT)
            return before->action == CODING_OPEN;
        if (before->action == CODING_OPEN && own != NULL && own[0] != '\0' && group != NULL
            && strcmp(own, group) == 0)
            return false; /* one of its exclusive group has closed it */
    }
    return r->known->open != NULL && r->known->open[code];
}

/* Whether a point stands in the line already, as bare as this one. */
static bool is_repeated(const struct reading *out, const struct read_code *read)
{
    for (size_t i = 0; i < out->code_count; i++)
        if (out->codes[i].code == read->code && out->codes[i].value_count == 0
            && read->value_count == 0)
            return true;
    return false;
}

/* Settles what the code does: `sign` is '+', '-' or 0. */
static void settle(struct reader *r, struct read_code *read, char sign)
{
    const struct code *code = &r->known->codes[read->code];
    size_t start = read->at.start, end = start + read->at.len;
    const char *name = called(code), *why = NULL;
    bool open;

    if (!code->state) {
        read->needless = is_repeated(r->out, read);
        why = "is in this line already";
    } else {
        open = is_open(r, read->code);
        read->action = sign == '+' || (sign == 0 && !open) ? CODING_OPEN : CODING_CLOSE;
        read->needless = open == (read->action == CODING_OPEN);
        why = open ? "is open already" : "is not open";
    }
    if (read->needless)
        reader_note(r, NOTE_NEEDLESS, start, end, "\"%.*s\" %s", note_width(name, strlen(name)),
                    name, why);
}

/* --- modifiers ------------------------------------------------------------------------- */

/* The end of one part of a bracket: a comma or the closing bracket outside
 * quotation marks; `end` if there is none. */
static size_t part_end(const char *line, size_t at, size_t end)
{
    bool quoted = false;

    for (; at < end; at++) {
        if (line[at] == '"')
            quoted = !quoted;
        else if (!quoted && (line[at] == ',' || line[at] == ')'))
            return at;
    }
    return end;
}

static bool has_value(const struct read_code *read, int modifier)
{
    for (size_t i = 0; i < read->value_count; i++)
        if (read->values[i].modifier == modifier)
            return true;
    return false;
}

static void add_value(struct read_code *read, int modifier, const char *value, size_t len)
{
    read->values = mem_resize(read->values, read->value_count + 1, sizeof *read->values);
    read->values[read->value_count++] = (struct read_value){ modifier, mem_copy_len(value, len) };
}

/* The index of a choice among those of a modifier; -1 if it has it not. */
static int find_choice(const struct modifier *modifier, const char *text, size_t len)
{
    for (size_t i = 0; i < modifier->choice_count; i++)
        if (same_folded(modifier->choices[i], strlen(modifier->choices[i]), text, len))
            return (int)i;
    return -1;
}

/* A choice alone: of the first modifier that has it and was not yet given. */
static bool read_bare_choice(const struct code *code, struct read_code *read, const char *text,
                             size_t len)
{
    for (size_t i = 0; i < code->modifier_count; i++) {
        int choice = find_choice(&code->modifiers[i], text, len);

        if (choice >= 0 && !has_value(read, (int)i)) {
            const char *spelt = code->modifiers[i].choices[choice];

            add_value(read, (int)i, spelt, strlen(spelt));
            return true;
        }
    }
    return false;
}

/* "name=value", "name=" with the value in quotation marks. */
static bool read_named_value(const struct code *code, struct read_code *read, const char *name,
                             size_t name_len, const char *value, size_t len)
{
    if (len >= 2 && value[0] == '"' && value[len - 1] == '"') {
        value++;
        len -= 2;
    }
    if (len == 0)
        return false;
    for (size_t i = 0; i < code->modifier_count; i++) {
        const struct modifier *modifier = &code->modifiers[i];
        int choice = find_choice(modifier, value, len);

        if (!same_folded(modifier->name, strlen(modifier->name), name, name_len)
            || has_value(read, (int)i))
            continue;
        if (modifier->choice_count > 0 && choice < 0)
            return false;
        if (choice >= 0)
            add_value(read, (int)i, modifier->choices[choice], strlen(modifier->choices[choice]));
        else
            add_value(read, (int)i, value, len);
        return true;
    }
    return false;
}

static bool read_modifier(const struct reader *r, const struct code *code, struct read_code *read,
                          size_t from, size_t to)
{
    const char *text = r->line + from, *equals = memchr(text, '=', to - from);
    size_t name_end, value;

    if (read_bare_choice(code, read, text, to - from))
        return true;
    if (equals == NULL)
        return false;
    name_end = trim_blanks(r->line, from, (size_t)(equals - r->line));
    value = skip_blanks(r->line, (size_t)(equals - r->line) + 1, to);
    return read_named_value(code, read, text, name_end - from, r->line + value, to - value);
}

/* The modifier that this part gives for a second time; NULL if it is none. */
static const struct modifier *given_twice(const struct reader *r, const struct code *code,
                                          const struct read_code *read, size_t from, size_t to)
{
    const char *text = r->line + from, *equals = memchr(text, '=', to - from);
    size_t end = equals != NULL ? trim_blanks(r->line, from, (size_t)(equals - r->line)) : to;

    for (size_t i = 0; i < code->modifier_count; i++) {
        const struct modifier *modifier = &code->modifiers[i];

        if (has_value(read, (int)i)
            && (equals == NULL
                    ? find_choice(modifier, text, to - from) >= 0
                    : same_folded(modifier->name, strlen(modifier->name), text, end - from)))
            return modifier;
    }
    return NULL;
}

/* Says why a part of a bracket is none. */
static void note_part(struct reader *r, const struct code *code, const struct read_code *read,
                      size_t from, size_t to)
{
    const struct modifier *twice = given_twice(r, code, read, from, to);
    const char *name = twice != NULL ? twice->name : called(code);
    int width = note_width(name, strlen(name));

    if (twice != NULL)
        reader_note(r, NOTE_PROSE, from, to, "%.*s takes one choice", width, name);
    else
        reader_note(r, NOTE_PROSE, from, to, "\"%.*s\" has no choice \"%.*s\"", width, name,
                    note_width(r->line + from, to - from), r->line + from);
}

static void drop_values(struct read_code *read)
{
    for (size_t i = 0; i < read->value_count; i++)
        free(read->values[i].value);
    free(read->values);
    read->values = NULL;
    read->value_count = 0;
}

/* Reads the bracket at `at`. Returns the byte after it, or `at` with a note
 * and no values: then the bracket is text. */
static size_t read_modifiers(struct reader *r, const struct code *code, struct read_code *read,
                             size_t at)
{
    size_t end = r->end - at > BRACKET_LIMIT ? at + BRACKET_LIMIT : r->end, start = at + 1;
    const char *name = called(code);

    for (;;) {
        size_t stop = part_end(r->line, start, end);
        size_t from = skip_blanks(r->line, start, stop), to = trim_blanks(r->line, from, stop);

        if (stop == end) {
            drop_values(read);
            reader_note(r, NOTE_PROSE, at, at + 1, "the bracket after \"%.*s\" is not closed",
                        note_width(name, strlen(name)), name);
            return at;
        }
        if (from == to && r->line[stop] == ')')
            return stop + 1; /* "()", and a comma behind which nothing was typed */
        if (!read_modifier(r, code, read, from, to)) {
            note_part(r, code, read, from, to);
            drop_values(read);
            return at;
        }
        if (r->line[stop] == ')')
            return stop + 1;
        start = stop + 1;
    }
}

/* A bracket behind a blank is prose, and may have been meant for the code. */
static void note_apart(struct reader *r, const struct code *code, size_t at)
{
    size_t open = skip_blanks(r->line, at, r->end), from, to;
    const char *name = called(code);

    if (open == at || open >= r->end || r->line[open] != '(')
        return;
    to = part_end(r->line, open + 1, r->end - open > BRACKET_LIMIT ? open + BRACKET_LIMIT : r->end);
    from = skip_blanks(r->line, open + 1, to);
    to = trim_blanks(r->line, from, to);
    for (size_t i = 0; i < code->modifier_count; i++) {
        if (find_choice(&code->modifiers[i], r->line + from, to - from) >= 0) {
            reader_note(r, NOTE_PROSE, open, to,
                        "a bracket belongs right behind its code: #%.*s(...)",
                        note_width(name, strlen(name)), name);
            return;
        }
    }
}

/* --- the whole ---------------------------------------------------------------------------- */

/* A word behind "#" that is no code is worth a note; "#1 priority" is not. */
static void note_unknown(struct reader *r, size_t at, const struct choice *choice)
{
    size_t end = word_end(r->line, at + 1, r->end), joint;

    while ((joint = joint_at(r, end)) > 0)
        end = word_end(r->line, end + joint, r->end);
    if (choice->count > 1)
        reader_note(r, NOTE_PROSE, at, choice->end, "%d codes %s \"%.*s\"", choice->count,
                    choice->rank > 1 ? "are called" : "begin with",
                    note_width(r->line + at + 1, choice->end - at - 1), r->line + at + 1);
    else if (end > at + 1 && !(r->line[at + 1] >= '0' && r->line[at + 1] <= '9'))
        reader_note(r, NOTE_PROSE, at, end, "no code \"#%.*s\"",
                    note_width(r->line + at + 1, end - at - 1), r->line + at + 1);
}

static char state_sign(const struct reader *r, size_t at)
{
    if (at >= r->end || (r->line[at] != '+' && r->line[at] != '-')
        || !ends_at(r->line, at + 1, r->end))
        return 0;
    return r->line[at];
}

size_t read_code(struct reader *r, size_t at)
{
    struct choice choice;
    struct read_code read = { .action = CODING_POINT };
    const struct code *code;
    size_t end, after;
    char sign = 0;

    if (word_at(r->line, at + 1, r->end) == 0)
        return at;
    choice = find_code(r, at + 1);
    read.code = choice.code;
    end = choice.end;
    if (choice.count != 1) {
        note_unknown(r, at, &choice);
        return at;
    }
    code = &r->known->codes[choice.code];
    if (code->state)
        sign = state_sign(r, end);
    end += sign != 0;
    after = end;
    if (end < r->end && r->line[end] == '(')
        after = read_modifiers(r, code, &read, end);
    else
        note_apart(r, code, end);
    read.at = (struct span){ at, after - at };
    settle(r, &read, sign);
    reader_segment(r, SEGMENT_CODE, at, end);
    reader_segment(r, SEGMENT_MODIFIERS, end, after);
    r->out->codes =
        mem_grow(r->out->codes, r->out->code_count, &r->out->code_room, sizeof *r->out->codes);
    r->out->codes[r->out->code_count++] = read;
    return after;
}
