/* SPDX-License-Identifier: MIT */
/* A found entry as a row: where it stands, who speaks, the words with what was
 * looked for in a role of its own, the codes. */
#include "core/mem.h"
#include "core/person.h"
#include "core/text.h"
#include "storage/entries.h"
#include "tui/find.h"
#include <curses.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_LIMIT = 4096, REACH_SLICE = 6 }; /* bytes of an entry that a row shows; ms */

static const struct person *find_person(const struct finder *finder, const struct id *id)
{
    for (size_t i = 0; i < finder->people.person_count; i++)
        if (id_equal(&finder->people.people[i].id, id))
            return &finder->people.people[i];
    return NULL;
}

static void add_voice(const struct finder *finder, struct str *out, const struct voice *voice)
{
    const struct person *person;

    switch (voice->kind) {
    case VOICE_ALL:
        str_add(out, "all");
        return;
    case VOICE_ROLE:
        for (size_t i = 0; i < finder->people.group_count; i++)
            if (id_equal(&finder->people.groups[i].id, &voice->id))
                str_add_format(out, "?%s", finder->people.groups[i].key);
        return;
    case VOICE_PERSON:
        person = find_person(finder, &voice->id);
        if (person == NULL)
            str_add_char(out, '?');
        else if (person->voice != NULL)
            person_label(out, person, finder->people.groups);
        else
            str_add_format(out, "%d", person->number);
        return;
    case VOICE_UNKNOWN:
        str_add_char(out, '?');
    }
}

static void add_voices(const struct finder *finder, struct str *out, const struct entry *entry)
{
    for (size_t i = 0; i < entry->speaker_count; i++) {
        str_add(out, i > 0 ? ", " : "");
        add_voice(finder, out, &entry->speakers[i]);
    }
    for (size_t i = 0; i < entry->addressee_count; i++) {
        str_add(out, i > 0 ? ", " : " > ");
        add_voice(finder, out, &entry->addressees[i]);
    }
}

static void fill_head(const struct finder *finder, struct find_row *row, const struct entry *entry)
{
    char time[CLOCK_TIME], number[16];
    struct str who = STR_INIT;

    snprintf(number, sizeof number, "M%d", row->found.meeting);
    styled_add_format(&row->head, ROLE_TITLE, "%-5s", number);
    if (COLS >= 76)
        styled_add_format(&row->head, ROLE_QUIET, " %-10s",
                          row->found.date[0] != '\0' ? row->found.date : "no date");
    app_time(finder->app, time, entry->at, entry->offset);
    styled_add_format(&row->head, ROLE_QUIET, " %s ", time);
    add_voices(finder, &who, entry);
    if (who.len > 0)
        styled_add_format(&row->head, ROLE_SPEAKER, "%s: ", who.text);
    str_release(&who);
}

/* The agenda of the row's meeting, which is mostly that of the row before. */
static void add_item(struct finder *finder, struct find_row *row, const struct entry *entry)
{
    struct error ignored = ERROR_INIT;

    if (!id_equal(&finder->agenda_of, &row->found.meeting_id)) {
        agenda_release(&finder->agenda);
        finder->agenda = (struct agenda){ 0 };
        finder->agenda_of = row->found.meeting_id;
        if (agenda_load(&finder->agenda, finder->study, &finder->agenda_of, &ignored))
            finder->agenda = (struct agenda){ 0 };
    }
    for (size_t i = 0; i < finder->agenda.count; i++) {
        const struct agenda_item *item = &finder->agenda.item[i];

        if (id_equal(&item->id, &entry->item)) {
            styled_add_format(&row->body, ROLE_BAND, "%d. ", item->number);
            styled_add(&row->body, ROLE_BAND, item->title);
            styled_add(&row->body, ROLE_BAND, " ");
        }
    }
}

static void add_movements(const struct finder *finder, struct find_row *row,
                          const struct entry *entry)
{
    static const char *const signs[MOVEMENTS] = { "+", "-", "-", "-", "-" };
    static const char *const after[MOVEMENTS] = { "", "", "!", " apologies", " absent" };

    for (size_t i = 0; i < entry->movement_count; i++) {
        const struct change_movement *movement = &entry->movements[i];
        const struct person *person = find_person(finder, &movement->person);

        styled_add_format(&row->body, ROLE_BAND, "%s%s%d%s", i > 0 ? ", " : "",
                          signs[movement->movement], person != NULL ? person->number : 0,
                          after[movement->movement]);
    }
}

/* What stands where an entry has no words of its own. */
static void add_kind(struct finder *finder, struct find_row *row, const struct entry *entry)
{
    if (entry->kind == ENTRY_COMMENT)
        styled_add(&row->body, ROLE_COMMENT, "// ");
    else if (entry->kind == ENTRY_PART)
        styled_add_format(&row->body, ROLE_BAND, "%s ", part_words[entry->part].name);
    else if (entry->kind == ENTRY_AGENDA)
        add_item(finder, row, entry);
    else if (entry->kind == ENTRY_ATTENDANCE)
        add_movements(finder, row, entry);
    if (entry->part == PART_PRIVATE)
        styled_add(&row->body, ROLE_STATE, "(private) ");
}

static void add_piece(struct find_row *row, enum role role, const char *text, size_t len)
{
    char *piece = mem_copy_len(text, len);

    styled_add(&row->body, role, piece);
    free(piece);
}

static void add_words(struct finder *finder, struct find_row *row, const struct entry *entry)
{
    enum role role = entry->kind == ENTRY_COMMENT ? ROLE_COMMENT : ROLE_NORMAL;
    struct span *spans = NULL;
    size_t room = 0, count, at = 0, len = strlen(entry->text);
    char *text;

    text = mem_copy_len(entry->text, len);
    if (len > TEXT_LIMIT) {
        len = text_valid_until(text, TEXT_LIMIT);
        text[len] = '\0';
    }
    count = find_marks(str_text(&finder->read.words), finder->read.open, text, &spans, &room);
    for (size_t i = 0; i < count; i++) {
        add_piece(row, role, text + at, spans[i].start - at);
        if (i == 0)
            row->first_hit = row->body.text.len;
        add_piece(row, ROLE_HIT, text + spans[i].start, spans[i].len);
        at = spans[i].start + spans[i].len;
    }
    add_piece(row, role, text + at, len - at);
    free(spans);
    free(text);
}

static void add_codes(const struct finder *finder, struct find_row *row, const struct entry *entry)
{
    static const char *const signs[CODING_ACTIONS] = { "", "+", "-" };

    for (size_t i = 0; i < entry->coding_count; i++) {
        const struct coding *coding = &entry->codings[i];

        for (size_t j = 0; j < finder->codebook.count; j++) {
            const struct code *code = &finder->codebook.codes[j];

            if (id_equal(&code->id, &coding->code))
                styled_add_format(
                    &row->body, coding->action == CODING_POINT ? ROLE_CODE : ROLE_STATE, "%s[%s%s]",
                    row->body.text.len > 0 ? " " : "",
                    code->key[0] != '\0' ? code->key : code->name, signs[coding->action]);
        }
    }
}

static enum status read_row(struct finder *finder, struct find_row *row, size_t index,
                            struct error *err)
{
    const struct entry *entry;
    struct entries *entries;
    enum status status = find_place(finder->find, index, &row->found, &row->where, err);

    if (!status)
        status = entries_open_one(&entries, finder->study, &row->found.entry, err);
    if (status)
        return status == STATUS_NOT_FOUND ? STATUS_OK : status;
    status = entries_next(entries, &entry, err);
    if (!status && entry != NULL) {
        row->there = true;
        fill_head(finder, row, entry);
        add_kind(finder, row, entry);
        add_words(finder, row, entry);
        add_codes(finder, row, entry);
    }
    entries_close(entries);
    return status;
}

void find_rows_release(struct finder *finder)
{
    for (size_t i = 0; i < finder->row_count; i++) {
        styled_release(&finder->row[i].head);
        styled_release(&finder->row[i].body);
        str_release(&finder->row[i].where);
    }
    finder->row_count = 0;
}

enum status find_read_rows(struct finder *finder, size_t height, struct error *err)
{
    size_t count = finder->list.count - finder->list.top;

    bool reached;

    if (count > height)
        count = height;
    if (find_reach(finder->find, finder->list.top + count, REACH_SLICE, &reached, err))
        return err->status;
    finder->rows_missing = !reached;
    if (finder->list.top + count > find_reached(finder->find))
        count = finder->list.top < find_reached(finder->find)
                    ? find_reached(finder->find) - finder->list.top
                    : 0;
    if (!finder->rows_stale && finder->row_top == finder->list.top && finder->row_count == count)
        return STATUS_OK;
    find_rows_release(finder);
    finder->row_top = finder->list.top;
    finder->rows_stale = false;
    for (size_t i = 0; i < count; i++) {
        struct find_row *row;

        finder->row =
            mem_grow(finder->row, finder->row_count, &finder->row_room, sizeof *finder->row);
        row = &finder->row[finder->row_count++];
        *row = (struct find_row){ 0 };
        if (read_row(finder, row, finder->row_top + i, err))
            return err->status;
    }
    return STATUS_OK;
}
