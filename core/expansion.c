/* SPDX-License-Identifier: MIT */
/* Finding the word before the cursor and deciding whether it is prose. What is
 * not surely prose is left as it was typed. */
#include "core/expansion.h"

#include "core/internal.h"
#include "core/text.h"
#include <string.h>

static bool is_inner(char c)
{
    return strchr("&-.'", c) != NULL && c != '\0';
}

bool expansion_brief_fits(const char *text)
{
    size_t len = strlen(text), at = 0;

    if (len == 0 || len > EXPANSION_BRIEF || word_at(text, 0, len) == 0)
        return false;
    while (at < len) {
        size_t step = word_at(text, at, len);

        if (step == 0 && (!is_inner(text[at]) || at + 1 == len))
            return false;
        at += step > 0 ? step : 1;
    }
    return true;
}

/* --- the word before the cursor ------------------------------------------------------- */

static bool opens(const char *line, size_t end)
{
    static const char *const signs[] = { "\"", "(", "“", "„", "«", "‘", "[" };

    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        size_t len = strlen(signs[i]);

        if (end >= len && memcmp(line + end - len, signs[i], len) == 0)
            return true;
    }
    return false;
}

/* The expansion whose abbreviation ends at the cursor, after a blank or an
 * opening sign; of several, the longest. */
static int ends_with(const struct expansion *list, size_t count, const char *line, size_t cursor,
                     size_t *start)
{
    int found = -1;

    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(list[i].brief), from;

        if (len == 0 || len > cursor || memcmp(line + cursor - len, list[i].brief, len) != 0)
            continue;
        from = cursor - len;
        if (!after_blank(line, 0, from) && !opens(line, from))
            continue;
        if (found < 0 || from < *start) {
            found = (int)i;
            *start = from;
        }
    }
    return found;
}

/* Whether an unclosed bracket of a code stands before `at`: "#at(who=ne". */
static bool in_bracket(const char *line, size_t at)
{
    size_t from;

    while (at > 0 && line[at - 1] != ')' && line[at - 1] != '(')
        at--;
    if (at == 0 || line[at - 1] == ')')
        return false;
    for (from = at - 1; from > 0 && line[from - 1] != ' ' && line[from - 1] != '#'; from--)
        ;
    return from > 0 && line[from - 1] == '#';
}

static bool in_segment(const struct reading *reading, size_t at)
{
    for (size_t i = 0; i < reading->segment_count; i++) {
        const struct segment *segment = &reading->segments[i];
        bool prose = segment->kind == SEGMENT_VERBATIM || segment->kind == SEGMENT_COMMENT;

        if (!prose && at >= segment->at.start && at < segment->at.start + segment->at.len)
            return true;
    }
    return false;
}

/* Whether what stands before `at` may still become names before a colon:
 * nothing, or names with commas. */
static bool at_head(const struct reading *reading, const char *line, size_t at)
{
    size_t from = 0;

    if (reading->kind == READ_COMMENT || (reading->speaker_count > 0 && !reading->persists)
        || reading->continues)
        return false;
    for (size_t i = 0; i < reading->segment_count; i++)
        if (reading->segments[i].kind == SEGMENT_TIME)
            from = reading->segments[i].at.start + reading->segments[i].at.len;
    while (from < at && line[from] == ' ')
        from++;
    for (; from < at; from++)
        if (line[from] == ' ' && line[from - 1] != ',')
            return false;
    return true;
}

static bool is_prose(const struct reading *reading, const char *line, size_t at, char next)
{
    size_t start = 0;

    if (reading->kind != READ_NOTE && reading->kind != READ_COMMENT)
        return false;
    while (line[start] == ' ')
        start++;
    if (strncmp(line + start, "s/", 2) == 0)
        return false; /* perhaps a correction that is not finished */
    if (in_segment(reading, at) || in_bracket(line, at))
        return false;
    return strchr(",:>", next) == NULL || next == '\0' || !at_head(reading, line, at);
}

int expansion_at(const struct expansion *list, size_t count, const char *line, size_t len,
                 size_t cursor, char next, const struct known *known, size_t *start)
{
    struct reading reading = { 0 };
    int found;

    if (next != '\0' && strchr(" .,;:!?)]\"", next) == NULL)
        return -1;
    if (next == '\0' && cursor < len)
        return -1;
    found = ends_with(list, count, line, cursor, start);
    if (found < 0)
        return -1;
    grammar_read(&reading, line, len, known);
    if (!is_prose(&reading, line, *start, next))
        found = -1;
    reading_release(&reading);
    return found;
}

/* --- new abbreviations ------------------------------------------------------------------ */

void expansion_initials(struct str *out, const char *title)
{
    size_t len = strlen(title), before = out->len, words = 0;
    bool inside = false;

    for (size_t at = 0; at < len;) {
        size_t step = word_at(title, at, len);

        if (step == 0) {
            inside = inside && title[at] == '\'';
            at++;
            continue;
        }
        if (!inside) {
            text_fold(out, title + at, step);
            words++;
        }
        inside = true;
        at += step;
    }
    if (words < 2 || out->len - before > EXPANSION_BRIEF)
        str_splice(out, before, out->len - before, "", 0);
}

/* Whether two words differ by one letter put in, left out or exchanged. */
static bool one_apart(const struct token *a, const struct token *b)
{
    const struct token *less = a->len <= b->len ? a : b, *more = less == a ? b : a;
    size_t front = 0, back = 0;

    if (more->len - less->len > 4)
        return false;
    while (front < less->len && less->text[front] == more->text[front])
        front++;
    while (back < less->len - front
           && less->text[less->len - 1 - back] == more->text[more->len - 1 - back])
        back++;
    /* what differs is at most one letter on each side */
    for (size_t side = 0; side < 2; side++) {
        const struct token *t = side == 0 ? less : more;
        size_t from = front, to = t->len - back;

        while (from > 0 && ((unsigned char)t->text[from] & 0xC0) == 0x80)
            from--;
        while (to < t->len && ((unsigned char)t->text[to] & 0xC0) == 0x80)
            to++;
        if (from < to && text_next(t->text, t->len, from) < to)
            return false;
    }
    return true;
}

int expansion_like(const struct expansion *list, size_t count, const char *brief)
{
    struct token token, other;

    if (!token_fold(&token, brief, strlen(brief)))
        return -1;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].brief, brief) == 0
            || !token_fold(&other, list[i].brief, strlen(list[i].brief)))
            continue;
        if (token.len == other.len && memcmp(token.text, other.text, token.len) == 0)
            return (int)i;
        if (token.letters >= 3 && other.letters >= 3 && one_apart(&token, &other))
            return (int)i;
    }
    return -1;
}
