/* SPDX-License-Identifier: MIT */
/* The lines that are read whole: attendance, agenda, part, comment and
 * correction. */
#include "core/internal.h"

#include "core/mem.h"
#include "core/text.h"
#include <string.h>

/* --- attendance --------------------------------------------------------------- */

/* One "+283 phone" of a line, cut into its parts. */
struct moving {
    size_t start, end; /* the name */
    struct read_movement movement;
};

/* Cuts the last word off *end if it is `word`. */
static bool cut_word(const struct reader *r, size_t start, size_t *end, const char *word)
{
    size_t len = strlen(word), from;

    if (*end - start <= len)
        return false;
    from = *end - len;
    if (!same_folded(r->line + from, len, word, len) || !after_blank(r->line, start, from))
        return false;
    *end = trim_blanks(r->line, start, from);
    return *end > start;
}

/* Cuts what stands after a sign into a name and what it does. */
static bool cut_moving(const struct reader *r, char sign, size_t start, size_t end,
                       struct moving *moving)
{
    struct read_movement *movement = &moving->movement;

    if (start >= end || blank_at(r->line, start, end) > 0)
        return false;
    *movement = (struct read_movement){ -1, sign == '+' ? MOVE_ARRIVED : MOVE_LEFT, MODE_ROOM };
    if (sign == '+') {
        if (cut_word(r, start, &end, "phone"))
            movement->mode = MODE_PHONE;
        else if (cut_word(r, start, &end, "online"))
            movement->mode = MODE_ONLINE;
    } else if (r->line[end - 1] == '!') {
        movement->movement = MOVE_WITHDREW;
        end--;
    } else if (cut_word(r, start, &end, "apologies")) {
        movement->movement = MOVE_APOLOGIES;
    } else if (cut_word(r, start, &end, "absent")) {
        movement->movement = MOVE_ABSENT;
    } else if (cut_word(r, start, &end, "late")) {
        movement->movement = MOVE_LATE;
    }
    moving->start = start;
    moving->end = end;
    return end > start;
}

/* Finds who moves. False when nobody is, with a note where that can be meant. */
static bool find_moving(struct reader *r, struct moving *moving, bool *malformed)
{
    size_t len = moving->end - moving->start;
    struct token token;
    struct matches found;

    *malformed = !token_fold(&token, r->line + moving->start, len);
    if (*malformed)
        return false;
    found = people_called(r->known, &token);
    if (found.count == 1) {
        moving->movement.person = found.at[0];
        return true;
    }
    if (found.count > 1)
        note_several(r, &found, "are called", moving->start, moving->end);
    else if (looks_like_name(r->line, moving->start, moving->end))
        reader_note(r, NOTE_PROSE, moving->start, moving->end,
                    "nobody is known exactly as \"%.*s\"", note_width(r->line + moving->start, len),
                    r->line + moving->start);
    else
        *malformed = true;
    return false;
}

/* Reads every item of the line; false when one is none, or names nobody. */
static bool read_movings(struct reader *r, bool *malformed)
{
    struct reading *out = r->out;
    bool all = true;

    for (size_t at = r->start; at <= r->end;) {
        const char *comma = memchr(r->line + at, ',', r->end - at);
        size_t stop = comma != NULL ? (size_t)(comma - r->line) : r->end;
        size_t from = skip_blanks(r->line, at, stop), to = trim_blanks(r->line, from, stop);
        struct moving moving;

        *malformed = from == to || (r->line[from] != '+' && r->line[from] != '-')
                     || !cut_moving(r, r->line[from], from + 1, to, &moving);
        if (*malformed)
            return false;
        if (find_moving(r, &moving, malformed)) {
            out->movements = mem_grow(out->movements, out->movement_count, &out->movement_room,
                                      sizeof *out->movements);
            out->movements[out->movement_count++] = moving.movement;
        } else {
            all = false;
        }
        if (*malformed)
            return false;
        at = stop + 1;
    }
    return all;
}

bool read_attendance(struct reader *r)
{
    size_t notes = r->out->note_count;
    bool malformed;

    if (r->line[r->start] != '+' && r->line[r->start] != '-')
        return false;
    if (!read_movings(r, &malformed)) {
        r->out->movement_count = 0;
        if (malformed)
            r->out->note_count = notes; /* a bullet, a sum: nobody is missed */
        return false;
    }
    r->out->kind = READ_ATTENDANCE;
    reader_segment(r, SEGMENT_ATTENDANCE, r->start, r->end);
    return true;
}

/* --- agenda ------------------------------------------------------------------- */

/* The items with a word from which on the title begins so; the one titled
 * exactly so, when there is one. */
static struct matches items_called(const struct known *known, const struct token *token)
{
    struct matches found = { .count = 0 }, exact = { .count = 0 };

    for (size_t i = 0; i < known->item_count; i++) {
        if (token_begins_word(token, known->items[i].title)
            || token_begins(token, known->items[i].title)) {
            if (found.count < MATCHES_KEPT)
                found.at[found.count] = (int)i;
            found.count++;
        }
        if (token_is(token, known->items[i].title)) {
            exact.at[0] = (int)i;
            exact.count++;
        }
    }
    return exact.count == 1 ? exact : found;
}

/* The item that has this number on the agenda, which nobody would call a new one; -1 for none. */
static int item_numbered(const struct known *known, const struct token *token)
{
    int number = study_number(token->text, token->len);

    for (size_t i = 0; number > 0 && i < known->item_count; i++) {
        if (known->items[i].number == number)
            return (int)i;
    }
    return -1;
}

static void read_next_item(struct reader *r)
{
    const struct known *known = r->known;
    size_t next = known->current_item >= known->item_count ? 0 : known->current_item + 1;

    while (next < known->item_count && known->items[next].skipped)
        next++;
    if (next >= known->item_count) {
        r->out->step = AGENDA_END;
        r->out->item = -1;
        reader_note(r, NOTE_NEEDLESS, r->start, r->end, "%s",
                    known->item_count ? "that was the last item" : "the agenda has no items");
        return;
    }
    r->out->step = AGENDA_NEXT;
    r->out->item = (int)next;
}

static void read_named_item(struct reader *r, size_t from)
{
    struct token token;
    struct matches found = { .count = 0 };

    if (token_fold(&token, r->line + from, r->end - from)) {
        found = items_called(r->known, &token);
        if (found.count == 0) {
            found.at[0] = item_numbered(r->known, &token);
            found.count = found.at[0] >= 0;
        }
    }
    if (found.count == 1) {
        r->out->step = AGENDA_ITEM;
        r->out->item = found.at[0];
        return;
    }
    if (found.count > 1)
        reader_note(r, NOTE_PROSE, from, r->end, "%s items begin so (%d, %d%s): a new item",
                    found.count == 2 ? "two" : "several", r->known->items[found.at[0]].number,
                    r->known->items[found.at[1]].number, found.count > 2 ? " ..." : "");
    r->out->step = AGENDA_NEW;
    r->out->item = -1;
    str_add_len(&r->out->text, r->line + from, r->end - from);
}

bool read_agenda(struct reader *r)
{
    size_t from = r->start + 1;

    if (r->line[r->start] != '>')
        return false;
    if (from < r->end && blank_at(r->line, from, r->end) == 0)
        return false;
    from = skip_blanks(r->line, from, r->end);
    r->out->kind = READ_AGENDA;
    reader_segment(r, SEGMENT_AGENDA, r->start, r->end);
    if (from == r->end)
        read_next_item(r);
    else
        read_named_item(r, from);
    return true;
}

/* --- part, comment, correction ---------------------------------------------------- */

bool read_part(struct reader *r)
{
    static const char *const typed[PARTS] = {
        [PART_PUBLIC] = "public",
        [PART_PRIVATE] = "private",
        [PART_BREAK] = "break",
        [PART_RESUME] = "resume",
    };
    const char *word = r->line + r->start + 1;
    size_t len = r->end - r->start - 1;

    if (r->line[r->start] != '=')
        return false;
    for (size_t part = 0; part < PARTS; part++) {
        if (same_folded(word, len, typed[part], strlen(typed[part]))) {
            r->out->kind = READ_PART;
            r->out->part = (enum part)part;
            reader_segment(r, SEGMENT_PART, r->start, r->end);
            return true;
        }
    }
    if (looks_like_name(r->line, r->start + 1, r->end))
        reader_note(r, NOTE_PROSE, r->start, r->end,
                    "the parts are =private, =public, =break and =resume");
    return false;
}

bool read_comment(struct reader *r)
{
    size_t from;

    if (r->end - r->start < 2 || memcmp(r->line + r->start, "//", 2) != 0)
        return false;
    from = skip_blanks(r->line, r->start + 2, r->end);
    r->out->kind = READ_COMMENT;
    reader_segment(r, SEGMENT_COMMENT, r->start, r->start + 2);
    str_add_len(&r->out->text, r->line + from, r->end - from);
    return true;
}

/* Puts `text` with the `len` bytes at `at` replaced into the reading. */
static void correct(struct reading *out, const char *text, size_t at, size_t len)
{
    struct str joined = STR_INIT;

    str_add_len(&joined, text, at);
    str_add_len(&joined, str_text(&out->new_words), out->new_words.len);
    str_add(&joined, text + at + len);
    (void)text_clean(&out->text, str_text(&joined), joined.len); /* letters may now compose */
    str_release(&joined);
}

bool read_correction(struct reader *r)
{
    const char *old = r->line + r->start + 2, *end = r->line + r->end - 1, *slash, *found;
    struct reading *out = r->out;

    if (r->end - r->start < 5 || memcmp(r->line + r->start, "s/", 2) != 0 || *end != '/')
        return false;
    slash = memchr(old, '/', (size_t)(end - old));
    if (slash == NULL || slash == old || memchr(slash + 1, '/', (size_t)(end - slash - 1)) != NULL)
        return false;
    str_add_len(&out->old_words, old, (size_t)(slash - old));
    found = r->known->last_text ? strstr(r->known->last_text, str_text(&out->old_words)) : NULL;
    if (found == NULL) {
        reader_note(r, NOTE_PROSE, r->start, r->end,
                    r->known->last_text ? "the last entry does not hold \"%.*s\""
                                        : "no entry yet that could hold \"%.*s\"",
                    note_width(old, (size_t)(slash - old)), old);
        str_clear(&out->old_words);
        return false;
    }
    str_add_len(&out->new_words, slash + 1, (size_t)(end - slash - 1));
    correct(out, r->known->last_text, (size_t)(found - r->known->last_text), out->old_words.len);
    out->kind = READ_CORRECTION;
    reader_segment(r, SEGMENT_CORRECTION, r->start, r->end);
    return true;
}
