/* SPDX-License-Identifier: MIT */
/* An entry as a JSON object for programs: every field by name, times in UTC
 * milliseconds with the local clock beside, ids as UUIDs. */
#include "cli/internal.h"

#include <stdlib.h>

#include "cli/show.h"
#include "core/clock.h"
#include "core/mem.h"

static void put_id(struct json_writer *json, const char *key, const struct id *id)
{
    char text[ID_TEXT];

    id_print(id, text);
    json_writer_text(json, key, id_is_none(id) ? NULL : text);
}

static void put_piece(struct json_writer *json, const char *key, const char *text,
                      struct span span)
{
    char *piece = mem_copy_len(text + span.start, span.len);

    json_writer_text(json, key, piece);
    free(piece);
}

static void put_person(const struct legend *legend, struct json_writer *json,
                       const struct id *id)
{
    const struct person *person = legend_person(legend, id);

    if (person != NULL && person->voice != NULL)
        json_writer_text(json, "voice", person->voice);
    else if (person != NULL)
        json_writer_int(json, "person", person->number);
    if (person != NULL && person->role_group >= 0)
        json_writer_text(json, "role_group", legend->people.groups[person->role_group].key);
}

static void put_voices(const struct legend *legend, struct json_writer *json, const char *key,
                       const struct voice *voices, size_t count)
{
    json_writer_list(json, key);
    for (size_t i = 0; i < count; i++) {
        json_writer_object(json, NULL);
        if (voices[i].kind == VOICE_PERSON)
            put_person(legend, json, &voices[i].id);
        if (voices[i].kind == VOICE_ALL)
            json_writer_bool(json, "all", true);
        for (size_t g = 0; voices[i].kind == VOICE_ROLE && g < legend->people.group_count; g++) {
            if (id_equal(&legend->people.groups[g].id, &voices[i].id))
                json_writer_text(json, "role_group", legend->people.groups[g].key);
        }
        json_writer_end_object(json);
    }
    json_writer_end_list(json);
}

static const char *modifier_name(const struct code *code, const struct id *modifier)
{
    for (size_t i = 0; i < code->modifier_count; i++) {
        if (id_equal(&code->modifiers[i].id, modifier))
            return code->modifiers[i].name;
    }
    return "?";
}

static void put_coding(const struct legend *legend, struct json_writer *json,
                       const struct entry *entry, const struct coding *coding)
{
    const struct code *code = legend_code(legend, &coding->code);

    if (code == NULL)
        return;
    json_writer_object(json, NULL);
    json_writer_text(json, "key", code->key[0] != '\0' ? code->key : NULL);
    json_writer_text(json, "name", code->name);
    json_writer_text(json, "action", coding_action_words[coding->action].key);
    if (coding->whole)
        json_writer_null(json, "words");
    else
        put_piece(json, "words", entry->text, coding->words);
    json_writer_bool(json, "by_end", coding->by_end);
    json_writer_text(json, "observer", coding->observer);
    json_writer_object(json, "modifiers");
    for (size_t i = 0; i < coding->value_count; i++)
        json_writer_text(json, modifier_name(code, &coding->values[i].modifier),
                         coding->values[i].value);
    json_writer_end_object(json);
    json_writer_end_object(json);
}

static void put_movements(const struct legend *legend, struct json_writer *json,
                          const struct entry *entry)
{
    json_writer_list(json, "attendance");
    for (size_t i = 0; i < entry->movement_count; i++) {
        json_writer_object(json, NULL);
        put_person(legend, json, &entry->movements[i].person);
        json_writer_text(json, "movement", movement_words[entry->movements[i].movement].key);
        json_writer_text(json, "mode", mode_words[entry->movements[i].mode].key);
        if (entry->movements[i].arrival != ARRIVAL_PLAIN)
            json_writer_text(json, "arrival", arrival_words[entry->movements[i].arrival].key);
        if (entry->movements[i].movement == MOVE_SITS)
            json_writer_text(json, "capacity", capacity_words[entry->movements[i].capacity].key);
        json_writer_end_object(json);
    }
    json_writer_end_list(json);
}

static void put_time(struct json_writer *json, const struct entry *entry)
{
    char time[CLOCK_TIME];

    clock_time(time, entry->at, entry->offset);
    if (entry->at == TIME_UNKNOWN) {
        json_writer_null(json, "at");
        json_writer_null(json, "time");
    } else {
        json_writer_int(json, "at", entry->at);
        json_writer_text(json, "time", time);
    }
    json_writer_int(json, "offset", entry->offset);
    json_writer_int(json, "recorded", entry->recorded);
}

void show_json(const struct legend *legend, struct json_writer *json, int meeting,
               const struct entry *entry)
{
    const struct agenda_item *item = legend_item(legend, &entry->item);
    char number[16];

    (void)snprintf(number, sizeof number, "M%d", meeting);
    json_writer_object(json, NULL);
    json_writer_text(json, "meeting", number);
    put_id(json, "id", &entry->id);
    json_writer_int(json, "sequence", entry->sequence);
    json_writer_text(json, "kind", entry_kind_words[entry->kind].key);
    put_time(json, entry);
    json_writer_text(json, "observer", entry->observer);
    if (item != NULL)
        json_writer_int(json, "item", item->number);
    else
        json_writer_null(json, "item");
    put_id(json, "about", &entry->about);
    json_writer_text(json, "part", part_words[entry->part].key);
    json_writer_bool(json, "continues", entry->continues);
    json_writer_bool(json, "revised", entry->revised);
    json_writer_bool(json, "retracted", entry->retracted);
    put_voices(legend, json, "speakers", entry->speakers, entry->speaker_count);
    put_voices(legend, json, "addressees", entry->addressees, entry->addressee_count);
    json_writer_text(json, "text", entry->text);
    json_writer_list(json, "verbatim");
    for (size_t i = 0; i < entry->verbatim_count; i++)
        put_piece(json, NULL, entry->text, entry->verbatim[i]);
    json_writer_end_list(json);
    json_writer_list(json, "codes");
    for (size_t i = 0; i < entry->coding_count; i++)
        put_coding(legend, json, entry, &entry->codings[i]);
    json_writer_end_list(json);
    put_movements(legend, json, entry);
    json_writer_end_object(json);
}
