/* SPDX-License-Identifier: MIT */
/* Entries as one line for people, much as they are typed: who, what, and the
 * codes in brackets. */
#include "cli/internal.h"

#include <string.h>

#include "cli/show.h"
#include "core/clock.h"

static void add_voice(const struct legend *legend, struct str *out, const struct voice *voice)
{
    const struct person *person = legend_person(legend, &voice->id);

    if (voice->kind == VOICE_ALL) {
        str_add(out, "all");
    } else if (voice->kind == VOICE_ROLE) {
        for (size_t i = 0; i < legend->people.group_count; i++) {
            if (id_equal(&legend->people.groups[i].id, &voice->id))
                str_add_format(out, "?%s", legend->people.groups[i].key);
        }
    } else if (voice->kind == VOICE_UNKNOWN || person == NULL) {
        str_add(out, "?");
    } else if (person->voice != NULL) {
        str_add(out, person->voice);
    } else {
        str_add_format(out, "%d", person->number);
    }
}

void show_voices(const struct legend *legend, struct str *out, const struct entry *entry)
{
    for (size_t i = 0; i < entry->speaker_count; i++) {
        if (i > 0)
            str_add_char(out, ',');
        add_voice(legend, out, &entry->speakers[i]);
    }
    for (size_t i = 0; i < entry->addressee_count; i++) {
        str_add_char(out, i == 0 ? '>' : ',');
        add_voice(legend, out, &entry->addressees[i]);
    }
}

static void add_movement(const struct legend *legend, struct str *out,
                         const struct change_movement *movement)
{
    const struct person *person = legend_person(legend, &movement->person);

    if (movement->movement == MOVE_SITS) {
        str_add_format(out, "%d %s", person != NULL ? person->number : 0,
                       movement_does(MOVE_SITS, ARRIVAL_PLAIN, movement->capacity));
        return;
    }
    str_add_char(out, movement->movement == MOVE_ARRIVED ? '+' : '-');
    str_add_format(out, "%d", person != NULL ? person->number : 0);
    if (movement->movement == MOVE_WITHDREW)
        str_add_char(out, '!');
    if (movement->movement == MOVE_APOLOGIES || movement->movement == MOVE_ABSENT
        || movement->movement == MOVE_LATE)
        str_add_format(out, " %s", movement_words[movement->movement].key);
    if (movement->mode != MODE_ROOM)
        str_add_format(out, " %s", mode_words[movement->mode].key);
}

void show_words(const struct legend *legend, struct str *out, const struct entry *entry)
{
    const struct agenda_item *item = NULL;

    switch (entry->kind) {
    case ENTRY_AGENDA:
        item = legend_item(legend, &entry->item);
        if (item != NULL)
            str_add_format(out, "[Item %d: %s]", item->number, item->title);
        break;
    case ENTRY_ATTENDANCE:
        for (size_t i = 0; i < entry->movement_count; i++) {
            if (i > 0)
                str_add(out, ", ");
            add_movement(legend, out, &entry->movements[i]);
        }
        if (entry->movement_count > 0 && entry->text[0] != '\0')
            str_add_char(out, ' ');
        break;
    case ENTRY_PART:
        str_add_format(out, "=%s", part_words[entry->part].key);
        break;
    case ENTRY_COMMENT:
        str_add(out, "// ");
        break;
    default:
        break;
    }
    if (item == NULL) /* else its title has been said */
        str_add(out, entry->text);
}

static void add_coding(const struct legend *legend, struct str *out, const struct coding *coding)
{
    static const char *const signs[CODING_ACTIONS] = { "", "+", "-" };
    const struct code *code = legend_code(legend, &coding->code);

    if (code == NULL)
        return;
    str_add_format(out, "%s%s", code->key[0] != '\0' ? code->key : code->name,
                   signs[coding->action]);
    for (size_t i = 0; i < coding->value_count; i++)
        str_add_format(out, "%s%s", i == 0 ? "(" : ", ", coding->values[i].value);
    if (coding->value_count > 0)
        str_add_char(out, ')');
}

void show_codes(const struct legend *legend, struct str *out, const struct entry *entry)
{
    for (size_t i = 0; i < entry->coding_count; i++) {
        str_add_char(out, '[');
        add_coding(legend, out, &entry->codings[i]);
        str_add_char(out, ']');
    }
}

void show_line(const struct legend *legend, struct str *out, int meeting,
               const struct entry *entry)
{
    char time[CLOCK_TIME];
    size_t words;

    clock_time(time, entry->at, entry->offset);
    str_add_format(out, "M%d %s", meeting, time);
    if (entry->speaker_count > 0 || entry->addressee_count > 0) {
        str_add_char(out, ' ');
        show_voices(legend, out, entry);
        str_add_char(out, ':');
    }
    str_add_char(out, ' ');
    words = out->len;
    show_words(legend, out, entry);
    for (size_t i = words; i < out->len; i++) {
        if (out->text[i] == '\n' || out->text[i] == '\t')
            out->text[i] = ' ';
    }
    if (entry->coding_count > 0) {
        if (out->len > words)
            str_add_char(out, ' ');
        show_codes(legend, out, entry);
    }
}
