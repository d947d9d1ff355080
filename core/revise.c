/* SPDX-License-Identifier: MIT */
/* One entry revised: its words, voices, time, kind. Splitting and joining
 * stand in core/revise_join.c, codings in core/revise_code.c. */
#include "core/revise.h"

#include "core/follow.h"
#include "core/mem.h"
#include "core/revise_work.h"
#include "core/text.h"
#include <stdlib.h>
#include <string.h>

void revise_report_release(struct revise_report *report)
{
    for (size_t i = 0; i < report->lost_count; i++)
        free(report->lost[i].words);
    free(report->lost);
    *report = (struct revise_report){ 0 };
}

struct change_entry *revise_entry(struct change *change, const struct entry *entry)
{
    struct change_entry *row;

    for (size_t i = 0; i < change->entry_count; i++)
        if (id_equal(&change->entries[i].id, &entry->id))
            return &change->entries[i];
    row = change_add_entry(change);
    *row = entry_to_revise(entry);
    return row;
}

/* --- words ---------------------------------------------------------------------- */

static void report_lost(struct revise_report *report, const struct change_coding *coding)
{
    struct revise_lost *lost;

    if (report == NULL)
        return;
    report->lost = mem_resize(report->lost, report->lost_count + 1, sizeof *report->lost);
    lost = &report->lost[report->lost_count++];
    *lost = (struct revise_lost){ coding->id, coding->code, mem_copy(coding->lost) };
}

/* The revisions of the codings on words, for those that move. */
static void follow_codings(struct change *change, const struct entry *entry,
                           const struct follow *follow, struct revise_report *report)
{
    for (size_t i = 0; i < entry->coding_count; i++) {
        struct change_coding *coding = revise_find_coding(change, &entry->codings[i].id);
        bool whole = coding != NULL ? coding->whole : entry->codings[i].whole;
        struct span words = coding != NULL ? coding->words : entry->codings[i].words;
        bool kept;

        if (whole || (coding != NULL && coding->removed))
            continue;
        kept = follow_span(follow, &words);
        if (coding == NULL)
            coding = revise_add_coding(change, entry, &entry->codings[i]);
        if (kept) {
            coding->words = words;
            if (report != NULL)
                report->moved++;
            continue;
        }
        free(coding->lost);
        coding->lost = mem_copy_len(follow->old + words.start, words.len);
        coding->whole = true;
        coding->words = (struct span){ 0, 0 };
        report_lost(report, coding);
    }
}

/* Codes that the change puts on the entry follow as well. */
static void follow_new_codings(struct change *change, const struct id *entry,
                               const struct follow *follow)
{
    for (size_t i = 0; i < change->coding_count; i++) {
        struct change_coding *coding = &change->codings[i];

        if (coding->revises || coding->whole || !id_equal(&coding->entry, entry))
            continue;
        coding->whole = !follow_span(follow, &coding->words);
    }
}

void revise_text(struct change *change, const struct entry *entry, const char *text,
                 struct revise_report *report)
{
    struct change_entry *row = revise_entry(change, entry);
    struct str clean = STR_INIT;
    struct follow follow;
    struct span *verbatim;

    (void)text_clean(&clean, text, strlen(text));
    follow_begin(&follow, row->text, str_text(&clean));
    verbatim = follow_verbatim(&follow, row->verbatim, row->verbatim_count, &row->verbatim_count);
    free(row->verbatim);
    row->verbatim = verbatim;
    if (row->kind == ENTRY_COMMENT)
        row->verbatim_count = 0;
    follow_codings(change, entry, &follow, report);
    follow_new_codings(change, &entry->id, &follow);
    free(row->text);
    row->text = str_take(&clean);
    revise_settle_kind(row);
    follow.old = follow.text = NULL;
    follow_release(&follow);
}

void revise_settle_kind(struct change_entry *row)
{
    if (row->kind == ENTRY_NOTE || row->kind == ENTRY_EVENT)
        row->kind = row->text[0] != '\0' ? ENTRY_NOTE : ENTRY_EVENT;
}

/* --- voices ------------------------------------------------------------------------- */

void revise_set_voices(struct voice **list, size_t *count, const struct voice *voices,
                       size_t voice_count)
{
    struct voice *copy = NULL;

    if (voice_count > 0) {
        copy = mem_alloc(voice_count, sizeof *copy);
        memcpy(copy, voices, voice_count * sizeof *copy);
    }
    free(*list);
    *list = copy;
    *count = voice_count;
}

void revise_voices(struct change *change, const struct entry *entry, const struct voice *speakers,
                   size_t speaker_count, const struct voice *addressees, size_t addressee_count)
{
    struct change_entry *row = revise_entry(change, entry);

    revise_set_voices(&row->speakers, &row->speaker_count, speakers, speaker_count);
    revise_set_voices(&row->addressees, &row->addressee_count, addressees, addressee_count);
    row->continues = false;
}

/* Names the voices in a list; one that is there already is not named twice. */
static bool name_voices(struct voice *voices, size_t *count, const struct id *role_group,
                        const struct id *person)
{
    size_t kept = 0;
    bool there = false, named = false;

    for (size_t i = 0; i < *count; i++)
        there = there || (voices[i].kind == VOICE_PERSON && id_equal(&voices[i].id, person));
    for (size_t i = 0; i < *count; i++) {
        struct voice voice = voices[i];

        if (voice.kind == VOICE_ROLE && id_equal(&voice.id, role_group)) {
            named = true;
            if (there)
                continue;
            voice = (struct voice){ VOICE_PERSON, *person };
            there = true;
        }
        voices[kept++] = voice;
    }
    *count = kept;
    return named;
}

static bool has_role(const struct voice *voices, size_t count, const struct id *role_group)
{
    for (size_t i = 0; i < count; i++)
        if (voices[i].kind == VOICE_ROLE && id_equal(&voices[i].id, role_group))
            return true;
    return false;
}

bool revise_name_voice(struct change *change, const struct entry *entry,
                       const struct id *role_group, const struct id *person)
{
    struct change_entry *row;
    bool named;

    if (!has_role(entry->speakers, entry->speaker_count, role_group)
        && !has_role(entry->addressees, entry->addressee_count, role_group))
        return false;
    row = revise_entry(change, entry);
    named = name_voices(row->speakers, &row->speaker_count, role_group, person);
    return name_voices(row->addressees, &row->addressee_count, role_group, person) || named;
}

/* --- time and kind -------------------------------------------------------------------- */

void revise_time(struct change *change, const struct entry *entry, int64_t at, int32_t offset,
                 const struct agenda_item *item)
{
    struct change_entry *row = revise_entry(change, entry);
    struct change_item *moved;

    row->at = at;
    row->offset = offset;
    if (item == NULL || entry->kind != ENTRY_AGENDA || !item->reached || item->began != entry->at)
        return;
    moved = change_add_item(change);
    moved->id = item->id;
    moved->revises = true;
    moved->reached = true;
    moved->began = at;
    moved->entry = entry->id;
}

bool revise_kind(struct change *change, const struct entry *entry, enum entry_kind kind,
                 const struct id *about)
{
    bool words = entry->kind == ENTRY_NOTE || entry->kind == ENTRY_EVENT;
    struct change_entry *row;

    if ((!words && entry->kind != ENTRY_COMMENT)
        || (kind != ENTRY_NOTE && kind != ENTRY_EVENT && kind != ENTRY_COMMENT))
        return false;
    row = revise_entry(change, entry);
    row->kind = kind;
    revise_settle_kind(row);
    row->about = kind == ENTRY_COMMENT && about != NULL ? *about : (struct id){ { 0 } };
    if (kind == ENTRY_COMMENT) {
        revise_set_voices(&row->speakers, &row->speaker_count, NULL, 0);
        revise_set_voices(&row->addressees, &row->addressee_count, NULL, 0);
        row->continues = false;
        row->verbatim_count = 0;
    }
    return true;
}

/* --- adding and taking out ----------------------------------------------------------------- */

struct change_entry *revise_add(struct change *change, const struct entry *beside,
                                enum entry_place place, enum entry_kind kind)
{
    struct change_entry *row = change_add_entry(change);

    row->kind = kind;
    row->place = place;
    row->beside = beside->id;
    row->at = beside->at;
    row->offset = beside->offset;
    row->item = beside->item;
    row->part = beside->part == PART_PRIVATE ? PART_PRIVATE : PART_PUBLIC;
    row->text = mem_copy("");
    if (kind == ENTRY_COMMENT)
        row->about = beside->kind == ENTRY_COMMENT ? beside->about : beside->id;
    return row;
}

void revise_remove(struct change *change, const struct entry *entry)
{
    revise_entry(change, entry)->removed = true;
}
