/* SPDX-License-Identifier: MIT */
/* Reading what people write about meetings: a line of an agenda as it is
 * pasted from a mail or a paper, and a meeting's number. An agenda line is
 * peeled from both ends: the number in front, then purpose and paper behind
 * in either order; what is left is the title. */
#include "core/meeting.h"

#include <string.h>

#include "core/mem.h"
#include "core/str.h"
#include "core/text.h"

/* A piece of a line that is not ended by a zero. */
struct piece {
    const char *text;
    size_t len;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* --- the front ------------------------------------------------------------------- */

/* Takes a bullet and its blanks off. */
static bool drop_bullet(struct piece *line)
{
    static const char *const bullets[] = { "- ", "* ", "• ", "· ", "– ", "— ", "▪ " };

    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        size_t len = strlen(bullets[i]);

        if (line->len > len && memcmp(line->text, bullets[i], len) == 0) {
            line->text += len;
            line->len -= len;
            return true;
        }
    }
    return false;
}

/* Takes "3. ", "3) ", "4.2 ", "4.2: ", "Item 3: " off. A bare number counts
 * before a capital alone: "12 month plan" is a title. */
static void drop_number(struct piece *line)
{
    static const char word[] = "item ";
    size_t at = text_begins(line->text, line->len, word, strlen(word)) ? strlen(word) : 0;
    size_t start = at;
    bool ended = false;

    while (at < line->len && is_digit(line->text[at]) && at - start < 8) {
        while (at < line->len && is_digit(line->text[at]))
            at++;
        if (at < line->len && line->text[at] == '.')
            at++;
    }
    if (at == start || at >= line->len)
        return;
    ended = line->text[at - 1] == '.';
    if (!ended && strchr("):", line->text[at]) != NULL) {
        ended = true;
        at++;
    }
    if (at >= line->len || line->text[at] != ' ')
        return;
    while (at < line->len && line->text[at] == ' ')
        at++;
    if (at == line->len || (!ended && line->text[at] >= 'a' && line->text[at] <= 'z'))
        return;
    line->text += at;
    line->len -= at;
}

/* --- the end --------------------------------------------------------------------- */

/* Drops what stood between the title and what was peeled off. */
static void trim_end(struct piece *line)
{
    static const char *const marks[] = { " ", ",", ";", ":", "-", "|", "–", "—" };
    bool trimmed = true;

    while (trimmed) {
        trimmed = false;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            size_t len = strlen(marks[i]);

            if (line->len >= len && memcmp(line->text + line->len - len, marks[i], len) == 0) {
                line->len -= len;
                trimmed = true;
            }
        }
    }
}

/* Whether `text` says a purpose; inside brackets "for" may be missing. */
static enum purpose purpose_of(struct piece text, bool bracketed)
{
    static const struct {
        const char *phrase;
        enum purpose purpose;
    } phrases[] = {
        { "for decision", PURPOSE_DECIDE },    { "for approval", PURPOSE_DECIDE },
        { "for agreement", PURPOSE_DECIDE },   { "for ratification", PURPOSE_DECIDE },
        { "to decide", PURPOSE_DECIDE },       { "to approve", PURPOSE_DECIDE },
        { "to agree", PURPOSE_DECIDE },        { "to ratify", PURPOSE_DECIDE },
        { "for discussion", PURPOSE_DISCUSS }, { "for consideration", PURPOSE_DISCUSS },
        { "to discuss", PURPOSE_DISCUSS },     { "to consider", PURPOSE_DISCUSS },
        { "for information", PURPOSE_NOTE },   { "for noting", PURPOSE_NOTE },
        { "for note", PURPOSE_NOTE },          { "to note", PURPOSE_NOTE },
        { "to receive", PURPOSE_NOTE },
    };

    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        const char *phrase = phrases[i].phrase;
        const char *bare = strchr(phrase, ' ') + 1;

        if (text_same(text.text, text.len, phrase, strlen(phrase))
            || (bracketed && text_same(text.text, text.len, bare, strlen(bare))))
            return phrases[i].purpose;
    }
    return PURPOSE_NONE;
}

/* Whether `text` looks like the number of a paper: "GB/26/14", "PCC-03". A year
 * ("2025/26") has no letters, a quarter or month ("Q3") has only one. */
static bool is_paper_number(struct piece text)
{
    size_t letters = 0, capitals = 0;
    bool digit = false;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.text[i];

        if (c == ' ')
            return false;
        digit = digit || is_digit(c);
        letters += (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        capitals += i == capitals && c >= 'A' && c <= 'Z';
    }
    return digit && letters > 0
           && (memchr(text.text, '/', text.len) != NULL || (capitals > 1 && capitals < 5));
}

/* Whether the words in brackets name a paper, by number or as "Paper C". */
static bool is_paper(struct piece text)
{
    static const char *const words[] = {
        "paper ", "enc ", "encl ", "enclosure ", "appendix ", "attachment ", "annex ",
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text_begins(text.text, text.len, words[i], strlen(words[i])))
            return true;
    }
    return is_paper_number(text);
}

/* The words in the brackets that end `line`; false when none do. */
static bool last_bracket(struct piece line, struct piece *inside)
{
    char close = line.len > 0 ? line.text[line.len - 1] : '\0';
    char open = close == ')' ? '(' : '[';
    size_t at = line.len;

    if (close != ')' && close != ']')
        return false;
    for (at--; at > 0 && line.text[at - 1] != open;)
        at--;
    if (at < 2) /* nothing would be left for the title */
        return false;
    inside->text = line.text + at;
    inside->len = line.len - at - 1;
    return true;
}

/* Takes a purpose without brackets off the end of `line`: its last two words. */
static enum purpose peel_words(struct piece *line)
{
    size_t at = line->len, blanks = 0;
    enum purpose purpose;

    while (at > 0 && blanks < 2) {
        at--;
        blanks += line->text[at] == ' ';
    }
    if (blanks < 2)
        return PURPOSE_NONE;
    purpose = purpose_of((struct piece){ line->text + at + 1, line->len - at - 1 }, false);
    if (purpose != PURPOSE_NONE)
        line->len = at;
    return purpose;
}

/* Takes one thing off the end; false when there is none that is still missing. */
static bool peel(struct piece *line, struct piece *paper, enum purpose *purpose)
{
    struct piece before = *line, inside;
    enum purpose found = PURPOSE_NONE;

    if (last_bracket(*line, &inside)) {
        line->len = (size_t)(inside.text - line->text) - 1;
        found = purpose_of(inside, true);
        if (found == PURPOSE_NONE && paper->len == 0 && is_paper(inside)) {
            *paper = inside;
            trim_end(line);
            return line->len > 0;
        }
    } else {
        found = peel_words(line);
    }
    trim_end(line);
    if (found == PURPOSE_NONE || *purpose != PURPOSE_NONE || line->len == 0) {
        *line = before;
        return false;
    }
    *purpose = found;
    return true;
}

bool agenda_read_line(const char *line, char **title, char **paper, enum purpose *purpose)
{
    struct str clean = STR_INIT;
    struct piece rest, name = { "", 0 };

    *title = NULL;
    *paper = NULL;
    *purpose = PURPOSE_NONE;
    (void)text_clean_line(&clean, line, strlen(line));
    rest = (struct piece){ str_text(&clean), clean.len };
    if (rest.len > 0) {
        if (!drop_bullet(&rest))
            drop_number(&rest);
        while (peel(&rest, &name, purpose))
            ;
        *title = mem_copy_len(rest.text, rest.len);
        *paper = mem_copy_len(name.text, name.len);
    }
    str_release(&clean);
    return *title != NULL;
}

int meeting_number(const char *text)
{
    int number = 0;

    if (*text == 'M' || *text == 'm')
        text++;
    if (*text == '\0')
        return 0;
    for (; *text != '\0'; text++) {
        if (!is_digit(*text) || number > 99999999)
            return 0;
        number = number * 10 + (*text - '0');
    }
    return number;
}
