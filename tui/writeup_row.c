/* SPDX-License-Identifier: MIT */
/* One entry of the write-up as rows on the screen. Words that carry a code of
 * their own are underlined, and a bar below them, with the key of the code in
 * it, says which code and from where to where: what overlaps has a bar each,
 * and nothing depends on colours. */
#include "core/clock.h"
#include "core/mem.h"
#include "core/text.h"
#include "tui/live.h"
#include "tui/writeup.h"
#include <stdlib.h>
#include <string.h>

enum { WORDS_LIMIT = 16384, LANES = 4 }; /* bytes of an entry that the list shows; bars in a row */

void writeup_row_release(struct writeup_row *row)
{
    styled_release(&row->body);
    for (size_t i = 0; i < row->bar_count; i++)
        free(row->bar[i].label);
    free(row->bar);
    *row = (struct writeup_row){ 0 };
}

void writeup_name_coding(struct str *out, const struct room *room, const struct coding *coding)
{
    int code = room_find_code(room, &coding->code);

    if (code < 0) {
        str_add(out, "a code that is gone");
        return;
    }
    str_add_format(out, "%s%s%s%s", room->codes[code].key,
                   coding->action == CODING_OPEN    ? "+"
                   : coding->action == CODING_CLOSE ? "-"
                                                    : "",
                   room->codes[code].key[0] != '\0' ? " " : "", room->codes[code].name);
    for (size_t i = 0; i < coding->value_count; i++)
        str_add_format(out, "%s%s", i > 0 ? ", " : " (", coding->values[i].value);
    str_add(out, coding->value_count > 0 ? ")" : "");
    str_add(out, coding->by_end ? ", closed by the end" : "");
}

/* --- what it says ------------------------------------------------------------------ */

/* How the byte `at` of the words is shown, and until where that holds. */
static enum role role_at(const struct entry *entry, size_t at, size_t *until, enum role plain)
{
    size_t coded = 0;
    enum role role = plain;

    for (size_t i = 0; i < entry->verbatim_count + entry->coding_count; i++) {
        bool verbatim = i < entry->verbatim_count;
        const struct coding *coding = verbatim ? NULL : &entry->codings[i - entry->verbatim_count];
        struct span span = verbatim ? entry->verbatim[i] : coding->words;

        if ((!verbatim && coding->whole) || span.start + span.len <= at)
            continue;
        if (span.start > at) {
            *until = span.start < *until ? span.start : *until;
            continue;
        }
        *until = span.start + span.len < *until ? span.start + span.len : *until;
        if (verbatim)
            role = ROLE_VERBATIM;
        else
            coded++;
    }
    return coded > 1 ? ROLE_CODED_TWICE : coded == 1 ? ROLE_CODED : role;
}

static void add_words(struct writeup_row *row, const struct entry *entry, enum role plain)
{
    size_t len = strlen(entry->text);
    bool cut = len > WORDS_LIMIT;

    row->words = row->body.text.len;
    if (cut)
        len = text_valid_until(entry->text, WORDS_LIMIT);
    for (size_t at = 0; at < len;) {
        size_t until = len;
        enum role role = role_at(entry, at, &until, plain);
        char *piece = mem_copy_len(entry->text + at, until - at);

        styled_add(&row->body, role, piece);
        free(piece);
        at = until;
    }
    if (cut)
        styled_add(&row->body, ROLE_QUIET, " … (Enter shows all)");
}

static void add_note(struct writeup_row *row, const struct room *room, const struct entry *entry)
{
    struct str who = STR_INIT;

    if (entry->kind == ENTRY_COMMENT)
        styled_add(&row->body, ROLE_COMMENT, "// ");
    room_voices(room, &who, entry->speakers, entry->speaker_count, entry->addressees,
                entry->addressee_count);
    if (who.len > 0) {
        styled_add(&row->body, ROLE_SPEAKER, who.text);
        styled_add(&row->body, ROLE_NORMAL, ": ");
    }
    if (entry->continues)
        styled_add(&row->body, ROLE_QUIET, "… ");
    str_release(&who);
    add_words(row, entry, entry->kind == ENTRY_COMMENT ? ROLE_COMMENT : ROLE_NORMAL);
}

/* Lines that are no words of somebody read as they do in the live screen. */
static void add_as_logged(struct writeup_row *row, const struct room *room,
                          const struct entry *entry)
{
    struct entry plain = *entry;
    struct log_row logged = { 0 };

    plain.coding_count = 0;
    log_row_fill(&logged, room, &plain, false);
    styled_join(&row->body, &logged.body);
    row->words = row->body.text.len;
    log_row_release(&logged);
}

static void add_bar(struct writeup_row *row, const struct room *room, const struct coding *coding)
{
    int code = room_find_code(room, &coding->code);
    const char *label = code >= 0 ? live_code_label(&room->codes[code]) : "?";

    row->bar = mem_grow(row->bar, row->bar_count, &row->bar_room, sizeof *row->bar);
    row->bar[row->bar_count++] =
        (struct writeup_bar){ coding->words, mem_copy(label),
                              coding->action == CODING_POINT ? ROLE_CODE : ROLE_STATE };
}

static void add_codings(struct writeup_row *row, const struct room *room, const struct entry *entry)
{
    struct styled chips = { 0 };

    for (size_t i = 0; i < entry->coding_count; i++) {
        if (entry->codings[i].whole)
            live_add_chip(&chips, room, &entry->codings[i]);
        else
            add_bar(row, room, &entry->codings[i]);
    }
    if (chips.count > 0 && row->body.count > 0)
        styled_add(&row->body, ROLE_NORMAL, " ");
    styled_join(&row->body, &chips);
    styled_release(&chips);
}

void writeup_row_fill(struct writeup_row *row, const struct room *room, const struct entry *entry)
{
    bool seen = row->seen;

    writeup_row_release(row);
    row->seen = seen;
    row->id = entry->id;
    row->sequence = entry->sequence;
    row->at = entry->at;
    row->offset = entry->offset;
    row->kind = entry->kind;
    if (entry->retracted) { /* who, and nothing of what it was */
        add_as_logged(row, room, entry);
        return;
    }
    if (entry->kind == ENTRY_NOTE || entry->kind == ENTRY_EVENT || entry->kind == ENTRY_COMMENT)
        add_note(row, room, entry);
    else
        add_as_logged(row, room, entry);
    add_codings(row, room, entry);
}

/* --- rows ---------------------------------------------------------------------------- */

/* Where a piece of the row stands on the screen. */
struct place {
    int y, x, columns; /* y -1: only counted */
};

/* The bars under the bytes from `start` to `end`; the rows they take. */
static int bars(const struct writeup_row *row, size_t start, size_t end, const struct place *place,
                int rows)
{
    const char *text = str_text(&row->body.text);
    int taken[LANES] = { 0 }, lanes = 0;

    for (size_t i = 0; i < row->bar_count; i++) {
        size_t from = row->words + row->bar[i].at.start, to = from + row->bar[i].at.len;
        const char *label = row->bar[i].label;
        int left, width, name = (int)text_width(label, strlen(label)), lane = 0;

        from = from < start ? start : from;
        to = to > end ? end : to;
        if (from >= to)
            continue;
        left = (int)text_width(text + start, from - start);
        width = (int)text_width(text + from, to - from);
        while (lane < LANES - 1 && taken[lane] > left)
            lane++;
        lanes = lane + 1 > lanes ? lane + 1 : lanes;
        taken[lane] = left + (width > name + 1 ? width : name + 1) + 1;
        if (place->y < 0 || lane >= rows)
            continue;
        for (int column = 0; column < width && left + column < place->columns; column++)
            (void)draw_cell(place->y + lane, place->x + left + column, 1, row->bar[i].role,
                            column == 0           ? "╰"
                            : column == width - 1 ? "╯"
                                                  : "─");
        (void)draw_cell(place->y + lane, place->x + left + (width > 2 ? 1 : width),
                        place->columns - left - 1, row->bar[i].role, label);
    }
    return lanes;
}

/* Goes through the rows of an entry; paints from row `skip` on, at most
 * `rows`, where place->y is not -1. Returns how many rows there are. */
static int each_row(const struct writeup_row *row, struct place place, int skip, int rows)
{
    const char *text = str_text(&row->body.text);
    size_t len = row->body.text.len, at = 0;
    int done = 0, first = place.y;

    do {
        size_t next = at + text_wrap(text + at, len - at, (size_t)place.columns);
        size_t end = at + text_fit(text + at, next - at, (size_t)place.columns, NULL);
        struct place below = place;
        int y = first + done - skip;

        if (first >= 0 && done >= skip && done - skip < rows)
            draw_range(y, place.x, &row->body, at, end, ROLE_NORMAL);
        done++;
        below.y = first >= 0 && done >= skip && done - skip < rows ? y + 1 : -1;
        done += bars(row, at, next, &below, rows - (done - skip));
        at = next;
    } while (at < len);
    return done;
}

static int indent(const struct writeup_row *row, int columns)
{
    int x = columns >= 40 ? WRITEUP_INDENT : 2;

    return x + (row->kind == ENTRY_COMMENT ? 2 : 0);
}

int writeup_row_height(struct writeup_row *row, int columns)
{
    struct place place = { -1, 0, columns - indent(row, columns) };

    if (row->columns == columns && row->height > 0)
        return row->height;
    place.columns = place.columns > 4 ? place.columns : 4;
    row->columns = columns;
    row->height = each_row(row, place, 0, 0);
    return row->height;
}

void writeup_row_draw(const struct app *app, struct writeup_row *row, int y, int skip, int rows,
                      int columns, bool selected)
{
    struct place place = { y, indent(row, columns), columns - indent(row, columns) };
    char time[CLOCK_TIME];

    place.columns = place.columns > 4 ? place.columns : 4;
    if (skip == 0) {
        app_time(app, time, row->at, row->offset);
        (void)draw_cell(y, 0, 1, selected ? ROLE_SELECTED : ROLE_QUIET,
                        selected    ? ">"
                        : row->seen ? " "
                                    : "·");
        if (columns >= 40)
            (void)draw_cell(y, 1, CLOCK_TIME, selected ? ROLE_SELECTED : ROLE_QUIET, time);
    }
    (void)each_row(row, place, skip, rows);
    for (int i = skip == 0 ? 1 : 0; selected && i < rows && i < row->height - skip; i++)
        (void)draw_cell(y + i, 0, 1, ROLE_SELECTED, " ");
}
