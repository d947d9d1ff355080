/* SPDX-License-Identifier: MIT */
/* One entry as a row of the log: its words in pieces of one role each. */
#include "core/mem.h"
#include "core/text.h"
#include "tui/live.h"
#include <stdlib.h>
#include <string.h>

enum { ROW_LIMIT = 8192 }; /* bytes of an entry that the log shows */

const char *live_code_label(const struct code *code)
{
    return code->key[0] != '\0' ? code->key : code->name;
}

void live_add_chip(struct styled *out, const struct room *room, const struct coding *coding)
{
    int code = room_find_code(room, &coding->code);
    struct str chip = STR_INIT;

    str_add_format(&chip, "[%s%s", code >= 0 ? live_code_label(&room->codes[code]) : "?",
                   coding->action == CODING_OPEN    ? "+"
                   : coding->action == CODING_CLOSE ? "-"
                                                    : "");
    for (size_t i = 0; i < coding->value_count; i++)
        str_add_format(&chip, "%s %s", i > 0 ? "," : "", coding->values[i].value);
    str_add(&chip, coding->by_end ? " by the end]" : "]");
    if (out->text.len > 0)
        styled_add(out, ROLE_NORMAL, " ");
    styled_add(out, coding->action == CODING_POINT ? ROLE_CODE : ROLE_STATE, str_text(&chip));
    str_release(&chip);
}

/* The words, those heard exactly so in a role of their own. */
static void add_words(struct styled *body, const struct entry *entry, enum role role)
{
    size_t len = strlen(entry->text), at = 0;
    bool cut = len > ROW_LIMIT;
    char *text = mem_copy_len(entry->text, len);

    if (cut)
        len = text_valid_until(text, ROW_LIMIT);
    for (size_t i = 0; i <= entry->verbatim_count && at < len; i++) {
        size_t start = i < entry->verbatim_count ? entry->verbatim[i].start : len;
        size_t end = i < entry->verbatim_count ? start + entry->verbatim[i].len : len;
        char *piece;

        if (start > len)
            start = len;
        if (end > len)
            end = len;
        if (start > at) {
            piece = mem_copy_len(text + at, start - at);
            styled_add(body, role, piece);
            free(piece);
        }
        if (end > start) {
            piece = mem_copy_len(text + start, end - start);
            styled_add(body, ROLE_VERBATIM, piece);
            free(piece);
        }
        at = end;
    }
    if (cut)
        styled_add(body, ROLE_QUIET, " …");
    free(text);
}

static void add_note(struct styled *body, const struct room *room, const struct entry *entry)
{
    struct str who = STR_INIT;

    room_voices(room, &who, entry->speakers, entry->speaker_count, entry->addressees,
                entry->addressee_count);
    if (who.len > 0) {
        styled_add(body, ROLE_SPEAKER, who.text);
        styled_add(body, ROLE_NORMAL, ": ");
    }
    if (entry->continues)
        styled_add(body, ROLE_QUIET, "… ");
    str_release(&who);
    add_words(body, entry, ROLE_NORMAL);
}

static void add_item(struct styled *body, const struct room *room, const struct entry *entry)
{
    int item = room_find_item(room, &entry->item);

    if (item >= 0)
        styled_add_format(body, ROLE_BAND, "%d. %s", room->items[item].number,
                          room->items[item].title);
    else
        styled_add(body, ROLE_BAND, "agenda");
    if (entry->text[0] != '\0') {
        styled_add(body, ROLE_NORMAL, " ");
        add_words(body, entry, ROLE_NORMAL);
    }
}

static void add_movements(struct styled *body, const struct room *room,
                          const struct entry *entry)
{
    for (size_t i = 0; i < entry->movement_count; i++) {
        const struct change_movement *movement = &entry->movements[i];
        struct voice voice = { VOICE_PERSON, movement->person };
        struct str who = STR_INIT;

        room_voices(room, &who, &voice, 1, NULL, 0);
        styled_add(body, ROLE_NORMAL, i > 0 ? "; " : "");
        styled_add(body, ROLE_SPEAKER, str_text(&who));
        styled_add_format(body, ROLE_NORMAL, " %s",
                          movement_does(movement->movement, movement->arrival,
                                        movement->capacity));
        if (movement->mode != MODE_ROOM)
            styled_add_format(body, ROLE_NORMAL, " (%s)", mode_words[movement->mode].name);
        str_release(&who);
    }
    if (entry->text[0] != '\0') {
        styled_add(body, ROLE_NORMAL, entry->movement_count > 0 ? " " : "");
        add_words(body, entry, entry->movement_count > 0 ? ROLE_NORMAL : ROLE_WARNING);
    }
}

/* Who has taken it back, and nothing of what it was. */
static void hide(struct log_row *row, const struct room *room, const struct entry *entry)
{
    struct str who = STR_INIT;

    styled_clear(&row->body);
    styled_clear(&row->chips);
    room_voices(room, &who, entry->speakers, entry->speaker_count, NULL, 0);
    if (who.len > 0)
        styled_add_format(&row->body, ROLE_QUIET, "%s: ", who.text);
    styled_add(&row->body, ROLE_QUIET, "(taken back)");
    str_release(&who);
}

size_t log_lost_codings(const struct entry *entry)
{
    size_t count = 0;

    for (size_t i = 0; i < entry->coding_count; i++)
        count += entry->codings[i].lost != NULL && entry->codings[i].lost[0] != '\0';
    return count;
}

void log_row_fill(struct log_row *row, const struct room *room, const struct entry *entry,
                  bool adds)
{
    static const char *const begins[PARTS] = {
        [PART_PUBLIC] = "public part",
        [PART_PRIVATE] = "private part",
        [PART_BREAK] = "break",
        [PART_RESUME] = "the meeting resumes",
    };

    styled_clear(&row->body);
    row->id = entry->id;
    row->sequence = entry->sequence;
    row->at = entry->at;
    row->offset = entry->offset;
    row->kind = entry->kind;
    row->lost = adds ? row->lost : log_lost_codings(entry);
    switch (entry->kind) {
    case ENTRY_AGENDA:
        add_item(&row->body, room, entry);
        break;
    case ENTRY_ATTENDANCE:
        add_movements(&row->body, room, entry);
        break;
    case ENTRY_PART:
        styled_add(&row->body, ROLE_BAND, begins[entry->part]);
        break;
    case ENTRY_COMMENT:
        styled_add(&row->body, ROLE_COMMENT, "// ");
        add_words(&row->body, entry, ROLE_COMMENT);
        break;
    case ENTRY_NOTE:
    case ENTRY_EVENT:
    case ENTRY_KINDS:
        add_note(&row->body, room, entry);
        break;
    }
    if (entry->retracted) {
        hide(row, room, entry);
        return;
    }
    if (!adds)
        styled_clear(&row->chips);
    for (size_t i = 0; i < entry->coding_count; i++)
        live_add_chip(&row->chips, room, &entry->codings[i]);
    if (row->chips.count > 0 && row->body.count > 0)
        styled_add(&row->body, ROLE_NORMAL, " ");
    styled_join(&row->body, &row->chips);
}

static size_t codings_of(const struct change *change, const struct id *entry,
                         struct coding *coding, struct coding_value *value)
{
    size_t count = 0, values = 0;

    for (size_t i = 0; i < change->coding_count; i++) {
        const struct change_coding *from = &change->codings[i];

        if (!id_equal(&from->entry, entry))
            continue;
        coding[count] = (struct coding){ .code = from->code, .action = from->action,
                                         .whole = from->whole, .by_end = from->by_end,
                                         .values = value + values,
                                         .value_count = from->value_count };
        for (size_t j = 0; j < from->value_count; j++)
            value[values++] = (struct coding_value){ from->values[j].modifier,
                                                     from->values[j].value };
        count++;
    }
    return count;
}

static size_t movements_of(const struct change *change, const struct id *entry,
                           struct change_movement *movement)
{
    size_t count = 0;

    for (size_t i = 0; i < change->movement_count; i++)
        if (id_equal(&change->movements[i].entry, entry))
            movement[count++] = change->movements[i];
    return count;
}

void log_row_change(struct log_row *row, const struct room *room, const struct change *change,
                    size_t index)
{
    const struct change_entry *from = &change->entries[index];
    size_t values = 1;
    struct coding *coding = mem_alloc(change->coding_count + 1, sizeof *coding);
    struct coding_value *value;
    struct change_movement *movement = mem_alloc(change->movement_count + 1, sizeof *movement);
    struct entry entry = {
        .id = from->id, .sequence = row->sequence, .kind = from->kind, .at = from->at,
        .offset = from->offset, .item = from->item, .about = from->about, .part = from->part,
        .continues = from->continues, .retracted = from->retracted, .text = from->text != NULL ? from->text : "",
        .speakers = from->speakers, .speaker_count = from->speaker_count,
        .addressees = from->addressees, .addressee_count = from->addressee_count,
        .verbatim = from->verbatim, .verbatim_count = from->verbatim_count,
    };

    for (size_t i = 0; i < change->coding_count; i++)
        values += change->codings[i].value_count;
    value = mem_alloc(values, sizeof *value);
    entry.codings = coding;
    entry.coding_count = codings_of(change, &from->id, coding, value);
    entry.movements = movement;
    entry.movement_count = movements_of(change, &from->id, movement);
    log_row_fill(row, room, &entry, from->revises);
    free(coding);
    free(value);
    free(movement);
}

void log_row_release(struct log_row *row)
{
    styled_release(&row->chips);
    styled_release(&row->body);
}
