/* SPDX-License-Identifier: MIT */
/* Reading what people write about meetings: a line of an agenda as it is
 * pasted from a mail or a paper, and a meeting's number. An agenda line is
 * peeled from both ends: time and number in front; purpose, paper, time and
 * who presents behind, in any order. What is left is the title. */
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

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Takes a bullet and its blanks off. */
static bool drop_bullet(struct piece *line)
{
    static const char *const bullets[] = { "- ", "* ", "• ", "· ", "– ", "— ", "▪ ", "o " };

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

/* Where the digits and dots of "3", "4.2", "4.2.1.", "3a" that begin at `at`
 * end; `at` when there are none. */
static size_t number_end(struct piece line, size_t at)
{
    size_t start = at;

    while (at < line.len && is_digit(line.text[at]) && at - start < 8) {
        while (at < line.len && is_digit(line.text[at]))
            at++;
        if (at < line.len && line.text[at] == '.')
            at++;
    }
    if (at > start && at + 1 < line.len && line.text[at] >= 'a' && line.text[at] <= 'h'
        && strchr(".):", line.text[at + 1]) != NULL)
        at++;
    return at;
}

/* Where a letter or a Roman number that begins at `at` ends, as in "b)" and
 * "(iv)"; `at` when there is none. */
static size_t letter_end(struct piece line, size_t at)
{
    size_t roman = at;

    while (roman < line.len && roman - at < 6 && strchr("ivxIVX", line.text[roman]) != NULL)
        roman++;
    if (roman > at && (roman == line.len || !is_letter(line.text[roman])))
        return roman;
    return at + 1 < line.len && is_letter(line.text[at]) && !is_letter(line.text[at + 1]) ? at + 1
                                                                                          : at;
}

/* Takes what numbers an item off: from the start to `at`, a blank there, and
 * something behind it. */
static bool drop_to(struct piece *line, size_t at, bool any_case)
{
    if (at >= line->len || line->text[at] != ' ')
        return false;
    while (at < line->len && line->text[at] == ' ')
        at++;
    if (at == line->len || (!any_case && line->text[at] >= 'a' && line->text[at] <= 'z'))
        return false;
    line->text += at;
    line->len -= at;
    return true;
}

/* Takes "a) ", "iv. ", "(3) ", "(iv) " off. */
static bool drop_letter(struct piece *line)
{
    bool open = line->len > 0 && line->text[0] == '(';
    size_t start = open, at = letter_end(*line, start);

    if (open && at == start)
        at = number_end(*line, start);
    if (at == start || at >= line->len || strchr(open ? ")" : ").", line->text[at]) == NULL)
        return false;
    return drop_to(line, at + 1, true);
}

/* Takes "3. ", "3) ", "4.2 ", "4.2: ", "Item 3: ", "Agenda item 5 - " off. A
 * bare number counts before a capital alone: "12 month plan" is a title. */
static bool drop_number(struct piece *line)
{
    static const char *const words[] = { "agenda item ", "item no. ", "item " };
    size_t at = 0, start;
    bool ended;

    for (size_t i = 0; i < sizeof words / sizeof *words && at == 0; i++)
        if (text_begins(line->text, line->len, words[i], strlen(words[i])))
            at = strlen(words[i]);
    start = at;
    at = number_end(*line, at);
    if (at == start || at >= line->len)
        return false;
    ended = line->text[at - 1] == '.';
    if (!ended && strchr("):.", line->text[at]) != NULL) {
        ended = true;
        at++;
    }
    return drop_to(line, at, ended);
}

/* Takes a dash off that stood between number and title. */
static void drop_dash(struct piece *line)
{
    static const char *const dashes[] = { "- ", "– ", "— ", ": " };

    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        size_t len = strlen(dashes[i]);

        if (line->len > len && memcmp(line->text, dashes[i], len) == 0) {
            line->text += len;
            line->len -= len;
        }
    }
}

/* --- times ------------------------------------------------------------------------ */

/* The bytes of one time of day at the start of `text`, "9:30", "14.05",
 * "2.30 pm"; 0 for none. *sure: it can be nothing else. */
static size_t time_length(struct piece text, bool *sure)
{
    size_t at = 0, hours;
    int hour = 0;

    while (at < text.len && at < 2 && is_digit(text.text[at]))
        hour = hour * 10 + text.text[at++] - '0';
    hours = at;
    if (hours == 0 || hour > 23 || at + 3 > text.len || strchr(":.", text.text[at]) == NULL
        || text.text[at + 1] > '5' || !is_digit(text.text[at + 1]) || !is_digit(text.text[at + 2]))
        return 0;
    *sure = text.text[at] == ':';
    at += 3;
    for (size_t gap = 0; gap < 2; gap++)
        if (text.len >= at + gap + 2 && (gap == 0 || text.text[at] == ' ')
            && (text_same(text.text + at + gap, 2, "am", 2)
                || text_same(text.text + at + gap, 2, "pm", 2))) {
            *sure = true;
            return at + gap + 2;
        }
    return at < text.len && is_digit(text.text[at]) ? 0 : at;
}

/* The bytes of a time or of a time, a dash and a time; 0 for none. */
static size_t times_length(struct piece text, bool *sure)
{
    static const char *const dashes[] = { "-", "–", "—", "to" };
    size_t first = time_length(text, sure), at = first;
    bool ignored;

    if (first == 0)
        return 0;
    while (at < text.len && text.text[at] == ' ')
        at++;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        size_t len = strlen(dashes[i]), second = at + len, then;

        if (text.len <= second || memcmp(text.text + at, dashes[i], len) != 0)
            continue;
        while (second < text.len && text.text[second] == ' ')
            second++;
        then = time_length((struct piece){ text.text + second, text.len - second }, &ignored);
        if (then > 0) {
            *sure = true;
            return second + then;
        }
    }
    return first;
}

/* Whether all of it says how long something takes: "10 mins", "5'". */
static bool is_duration(struct piece text)
{
    static const char *const units[] = { "min", "mins", "min.", "minutes", "minute", "'", "’" };
    size_t at = 0;

    while (at < text.len && at < 3 && is_digit(text.text[at]))
        at++;
    if (at == 0)
        return false;
    while (at < text.len && text.text[at] == ' ')
        at++;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (text_same(text.text + at, text.len - at, units[i], strlen(units[i])))
            return true;
    return false;
}

static bool is_time(struct piece text)
{
    bool sure = false;
    size_t len = times_length(text, &sure);

    return (len == text.len && len > 0 && sure) || is_duration(text);
}

/* Takes "14:00 ", "09.30 - 09.45 " off. */
static bool drop_time(struct piece *line)
{
    bool sure = false;
    size_t len = times_length(*line, &sure);

    return len > 0 && sure && drop_to(line, len, true);
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

/* --- who presents ------------------------------------------------------------------ */

/* Whether it is two capitals, or several such with "/", "," or "&" between. */
static bool is_initials(struct piece text)
{
    size_t at = 0;

    while (at + 2 <= text.len) {
        if (text.text[at] < 'A' || text.text[at] > 'Z' || text.text[at + 1] < 'A'
            || text.text[at + 1] > 'Z')
            return false;
        at += 2;
        if (at == text.len)
            return true;
        if (strchr("/,& ", text.text[at]) == NULL)
            return false;
        while (at < text.len && strchr("/,& ", text.text[at]) != NULL)
            at++;
    }
    return false;
}

/* Where words as "Lead: " begin that say who presents; the length where there
 * are none. */
static size_t presenter_at(struct piece text)
{
    static const char *const words[] = { "lead:",   "lead -",   "presenter:",     "presented by ",
                                         "led by ", "speaker:", "introduced by ", "owner:" };

    for (size_t at = 0; at < text.len; at++) {
        if (at > 0 && strchr(" ([", text.text[at - 1]) == NULL)
            continue;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (text_begins(text.text + at, text.len - at, words[i], strlen(words[i])))
                return at;
    }
    return text.len;
}

static bool is_presenter(struct piece text)
{
    return is_initials(text) || presenter_at(text) == 0
           || text_same(text.text, text.len, "chair", 5)
           || text_same(text.text, text.len, "all", 3);
}

/* Takes a time or who presents off the end of `line`. */
static bool peel_rest(struct piece *line)
{
    static const char *const dashes[] = { " - ", " – ", " — " };
    size_t from = line->len > 24 ? line->len - 24 : 1, at = presenter_at(*line);

    if (at > 0 && at < line->len) {
        line->len = at;
        return true;
    }
    for (at = from; at < line->len; at++)
        if (line->text[at - 1] == ' '
            && is_time((struct piece){ line->text + at, line->len - at })) {
            line->len = at;
            return true;
        }
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        for (size_t len = strlen(dashes[i]), k = from; k + len < line->len; k++)
            if (memcmp(line->text + k, dashes[i], len) == 0
                && is_presenter((struct piece){ line->text + k + len, line->len - k - len })) {
                line->len = k;
                return true;
            }
    return false;
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
        if (found == PURPOSE_NONE && (is_time(inside) || is_presenter(inside))) {
            trim_end(line);
            return line->len > 0;
        }
    } else {
        found = peel_words(line);
        if (found == PURPOSE_NONE && peel_rest(line)) {
            trim_end(line);
            if (line->len > 0)
                return true;
            *line = before;
            return false;
        }
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
        (void)drop_time(&rest);
        if (!drop_bullet(&rest) && !drop_number(&rest))
            (void)drop_letter(&rest);
        (void)drop_time(&rest);
        drop_dash(&rest);
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
