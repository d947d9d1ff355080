/* SPDX-License-Identifier: MIT */
/* The document of one meeting, entry by entry as they come from the study.
 * Positions are counted from the first paragraph until the end, when the
 * header, which tells what was found, is put in front and all move by it. */
#include "export/model.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "export/document_memos.h"
#include "export/header.h"
#include "export/states.h"

struct builder {
    struct document *document;
    struct labels *labels;
    struct material_seats *seats;
    struct scene scene;
    struct states states;
    bool with_private;
    bool in_private;          /* a private part has begun and not ended */
    bool *hidden;             /* beside the room's items: begun only in what stays out */
    bool *shown;              /* ... begun in what is written */
    struct id *left_out;      /* entries that stay out */
    size_t left_room;
    struct voice *last;       /* who spoke last in this item, for those who go on */
    size_t last_count, last_room;
    struct span *spans;       /* beside the codings of the entry at hand */
    uint64_t *prints;
    size_t spans_room, prints_room;
};

/* --- what stays out --------------------------------------------------------------- */

static bool is_left_out(const struct builder *builder, const struct id *entry)
{
    for (size_t i = builder->document->left_out; i-- > 0;) {
        if (id_equal(&builder->left_out[i], entry))
            return true;
    }
    return false;
}

static bool stays_private(const struct builder *builder, const struct entry *entry)
{
    if (builder->with_private)
        return false;
    if (entry->kind == ENTRY_PART) /* where a private part begins and ends is shown */
        return builder->in_private && (entry->part == PART_BREAK || entry->part == PART_RESUME);
    return entry->part == PART_PRIVATE;
}

/* Whether the entry stays out; if so it is counted and remembered. */
static bool leave_out(struct builder *builder, const struct entry *entry)
{
    struct document *document = builder->document;
    bool private = stays_private(builder, entry);

    if (!private && !entry->retracted
        && (id_is_none(&entry->about) || !is_left_out(builder, &entry->about)))
        return false;
    builder->left_out = mem_grow(builder->left_out, document->left_out, &builder->left_room,
                                 sizeof *builder->left_out);
    builder->left_out[document->left_out++] = entry->id;
    if (private)
        states_cut(&builder->states, document->count);
    return true;
}

/* --- what the entry changes, written or not ------------------------------------------ */

static enum status check_known(const struct builder *builder, const struct entry *entry,
                               struct error *err)
{
    bool known = true;

    for (size_t i = 0; i < entry->coding_count; i++) {
        size_t code = labels_find(builder->labels, &entry->codings[i].code);

        known = known && code != LABEL_NONE && builder->labels->label[code].kind == LABEL_CODE;
    }
    for (size_t i = 0; i < entry->speaker_count; i++)
        known = known
             && (entry->speakers[i].kind == VOICE_ALL || entry->speakers[i].kind == VOICE_UNKNOWN
                 || labels_find(builder->labels, &entry->speakers[i].id) != LABEL_NONE);
    if (!known)
        return error_set(err, STATUS_BUSY,
                         "meeting M%d was changed while it was read: export it again",
                         builder->document->meeting->number);
    return STATUS_OK;
}

static void follow(struct builder *builder, const struct entry *entry)
{
    if (entry->kind == ENTRY_PART && entry->part == PART_PRIVATE)
        builder->in_private = true;
    if (entry->kind == ENTRY_PART && entry->part == PART_PUBLIC)
        builder->in_private = false;
    for (size_t i = 0; i < entry->movement_count; i++)
        roll_move(&builder->seats->roll, &entry->movements[i]);
    if (entry->kind == ENTRY_AGENDA) {
        roll_next_item(&builder->seats->roll);
        builder->last_count = 0;
    }
    if (entry->speaker_count > 0) {
        builder->last_count = 0;
        for (size_t i = 0; i < entry->speaker_count; i++) {
            builder->last = mem_grow(builder->last, builder->last_count, &builder->last_room,
                                     sizeof *builder->last);
            builder->last[builder->last_count++] = entry->speakers[i];
        }
    }
}

/* An item's title stays out with the only entry that begins it. */
static void follow_item(struct builder *builder, const struct entry *entry, bool left_out)
{
    int item =
        entry->kind == ENTRY_AGENDA ? room_find_item(&builder->seats->room, &entry->item) : -1;

    if (item < 0)
        return;
    if (!left_out)
        builder->shown[item] = true;
    builder->hidden[item] = !builder->shown[item];
}

/* --- marks ----------------------------------------------------------------------------- */

static struct mark entry_mark(const struct paragraph *paragraph, const struct entry *entry,
                              size_t observer)
{
    return (struct mark){ .reach = MARK_ENTRY, .at = paragraph->words, .len = paragraph->len,
                          .observer = observer, .recorded = entry->recorded,
                          .place = paragraph->entry, .label = LABEL_NONE, .source = entry->id,
                          .print = paragraph->print };
}

static void add_mark(struct builder *builder, const struct mark *like, size_t label)
{
    static const struct values no_values;

    if (label != LABEL_NONE)
        values_mark(&no_values, &builder->document->quotes, like, label);
}

/* Who said it, and of which role group they are. */
static void mark_speakers(struct builder *builder, const struct paragraph *paragraph,
                          const struct entry *entry, size_t observer)
{
    struct mark mark = entry_mark(paragraph, entry, observer);

    for (size_t i = 0; i < paragraph->speaker_count; i++) {
        const struct voice *voice = &builder->document->voice[paragraph->first_voice + i];
        size_t label = LABEL_NONE;

        if (voice->kind == VOICE_PERSON || voice->kind == VOICE_ROLE)
            label = labels_find(builder->labels, &voice->id);
        add_mark(builder, &mark, label);
        if (label != LABEL_NONE)
            add_mark(builder, &mark, builder->labels->label[label].role);
    }
}

/* A coding on an entry that is written: a point, or what cannot be closed. */
static void mark_coding(struct builder *builder, const struct paragraph *paragraph,
                        const struct entry *entry, size_t index, size_t code)
{
    const struct coding *coding = &entry->codings[index];
    struct values values = { 0 };
    struct mark mark;

    mark = entry_mark(paragraph, entry,
                      labels_observer(builder->labels, &coding->observer_id, coding->observer));
    mark.recorded = coding->recorded;
    mark.source = coding->id;
    if (!coding->whole) {
        mark.reach = MARK_PART;
        mark.from = coding->words.start;
        mark.from_len = coding->words.len;
        mark.at = builder->spans[index].start;
        mark.len = builder->spans[index].len;
        mark.print = builder->prints[index];
    }
    values_take(&values, coding, code, builder->labels);
    values_mark(&values, &builder->document->quotes, &mark, code);
    values_release(&values);
}

/* `paragraph` is NULL for an entry that stays out. */
static void take_codings(struct builder *builder, const struct paragraph *paragraph,
                         const struct entry *entry)
{
    struct document *document = builder->document;

    for (size_t i = 0; i < entry->coding_count; i++) {
        const struct coding *coding = &entry->codings[i];
        size_t code = labels_find(builder->labels, &coding->code);
        struct state_place place = { .exact = paragraph != NULL, .paragraph = document->count };

        if (paragraph != NULL) {
            place.paragraph--;
            place.words = coding->whole ? (struct span){ paragraph->words, paragraph->len }
                                        : builder->spans[i];
        }
        if (coding->action == CODING_OPEN) {
            states_open(&builder->states, coding, code,
                        labels_observer(builder->labels, &coding->observer_id, coding->observer),
                        &place, builder->labels);
            continue;
        }
        if (paragraph == NULL)
            place.paragraph--; /* it ends with what was written last */
        if (coding->action == CODING_CLOSE
            && states_close(&builder->states, document, coding, code, &place, builder->labels))
            continue;
        if (paragraph != NULL)
            mark_coding(builder, paragraph, entry, i, code);
    }
}

/* The paragraph of an entry that is written, looked for from the last one. */
static size_t paragraph_of(const struct document *document, const struct id *entry)
{
    for (size_t i = document->count; i-- > 0;) {
        if (id_equal(&document->paragraph[i].entry, entry))
            return i;
    }
    return SIZE_MAX;
}

/* A comment stands on the quotation of the entry it is about, by whoever
 * wrote it; a comment on the meeting in the document's. */
static void take_comment(struct builder *builder, const struct entry *entry, size_t observer)
{
    struct document *document = builder->document;
    char *text = gate_text(builder->labels->gate, entry->text);
    size_t about;

    if (id_is_none(&entry->about)) {
        str_add_format(&document->comment, "%s%s", document->comment.len > 0 ? "\n" : "", text);
        free(text);
        return;
    }
    about = paragraph_of(document, &entry->about);
    document->paragraph[document->count - 1].about = about;
    if (about != SIZE_MAX) {
        struct mark mark = entry_mark(&document->paragraph[about], entry, observer);
        struct mark *added = quotes_add(&document->quotes);

        mark.order = added->order;
        mark.comment = text;
        *added = mark;
    } else {
        free(text);
    }
}

/* --- one entry --------------------------------------------------------------------------- */

static void add_voices(struct document *document, const struct voice *voices, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        document->voice = mem_grow(document->voice, document->voice_count, &document->voice_room,
                                   sizeof *document->voice);
        document->voice[document->voice_count++] = voices[i];
    }
}

static void note_observer(struct builder *builder, size_t observer)
{
    struct document *document = builder->document;

    for (size_t i = 0; i < document->observer_count; i++) {
        if (document->observer[i] == observer)
            return;
    }
    document->observer = mem_grow(document->observer, document->observer_count,
                                  &document->observer_room, sizeof *document->observer);
    document->observer[document->observer_count++] = observer;
    builder->labels->observer[observer].used = true;
}

/* The spans of the codings, for the text to move them along, and room for one
 * more. */
static void take_spans(struct builder *builder, const struct entry *entry)
{
    builder->spans = mem_grow(builder->spans, entry->coding_count, &builder->spans_room,
                              sizeof *builder->spans);
    builder->prints = mem_grow(builder->prints, entry->coding_count, &builder->prints_room,
                               sizeof *builder->prints);
    for (size_t i = 0; i < entry->coding_count; i++) {
        builder->spans[i] = entry->codings[i].words;
        if (entry->codings[i].whole)
            builder->spans[i] = (struct span){ 0, 0 };
    }
}

static void add_moves(struct builder *builder, const struct entry *entry)
{
    struct document *document = builder->document;

    for (size_t i = 0; i < entry->movement_count; i++) {
        document->move = mem_grow(document->move, document->move_count, &document->move_room,
                                  sizeof *document->move);
        document->move[document->move_count++] = (struct document_move){
            .paragraph = document->count - 1,
            .label = labels_find(builder->labels, &entry->movements[i].person),
            .movement = entry->movements[i].movement,
            .mode = entry->movements[i].mode,
        };
    }
}

static void write_entry(struct builder *builder, const struct entry *entry)
{
    struct document *document = builder->document;
    bool goes_on = entry->continues && entry->speaker_count == 0;
    const struct voice *speakers = goes_on ? builder->last : entry->speakers;
    size_t speaker_count = goes_on ? builder->last_count : entry->speaker_count;
    size_t observer = labels_observer(builder->labels, &entry->observer_id, entry->observer);
    int item = room_find_item(&builder->seats->room, &entry->item);
    struct paragraph *paragraph;

    document->paragraph = mem_grow(document->paragraph, document->count, &document->room,
                                   sizeof *document->paragraph);
    paragraph = &document->paragraph[document->count++];
    take_spans(builder, entry);
    paragraph_write(paragraph, &document->text, &builder->scene, entry, speakers, speaker_count,
                    builder->spans, builder->prints, entry->coding_count);
    if (paragraph->frame && !builder->with_private) {
        states_cut(&builder->states, document->count - 1);
        states_cut(&builder->states, document->count);
    }
    paragraph->first_voice = document->voice_count;
    paragraph->speaker_count = speaker_count;
    paragraph->addressee_count = entry->addressee_count;
    paragraph->item = item >= 0 ? (size_t)item : SIZE_MAX;
    paragraph->observer = observer;
    add_moves(builder, entry);
    add_voices(document, speakers, speaker_count);
    add_voices(document, entry->addressees, entry->addressee_count);
    note_observer(builder, observer);
    if (document->recorded == TIME_UNKNOWN || entry->recorded < document->recorded)
        document->recorded = entry->recorded;
    mark_speakers(builder, paragraph, entry, observer);
    take_codings(builder, paragraph, entry);
    if (entry->kind == ENTRY_COMMENT)
        take_comment(builder, entry, observer);
}

static enum status take_entry(struct builder *builder, const struct entry *entry,
                              struct error *err)
{
    bool left_out;

    if (entry->kind != ENTRY_PART && entry->part == PART_PRIVATE)
        builder->document->private_entries++;
    if (check_known(builder, entry, err))
        return err->status;
    follow(builder, entry);
    left_out = leave_out(builder, entry);
    follow_item(builder, entry, left_out);
    if (left_out)
        take_codings(builder, NULL, entry);
    else
        write_entry(builder, entry);
    return STATUS_OK;
}

/* --- the whole ------------------------------------------------------------------------------ */

static void sort_observers(struct document *document, const struct labels *labels)
{
    for (size_t i = 1; i < document->observer_count; i++) { /* they are few */
        size_t observer = document->observer[i], at = i;

        for (; at > 0
               && strcmp(labels->observer[document->observer[at - 1]].name,
                         labels->observer[observer].name) > 0;
             at--)
            document->observer[at] = document->observer[at - 1];
        document->observer[at] = observer;
    }
}

/* The agenda, and who was there, as the meeting ended. */
static void keep_room(struct builder *builder)
{
    struct document *document = builder->document;
    const struct room *room = &builder->seats->room;

    document->item = mem_alloc(room->item_count + 1, sizeof *document->item);
    for (size_t i = 0; i < room->item_count; i++) {
        const struct agenda_item *item = &room->items[i];
        bool hidden = builder->hidden[i];

        document->item[document->item_count++] = (struct document_item){
            .id = item->id,
            .number = item->number,
            .title = gate_again(builder->labels->gate, hidden ? "" : item->title),
            .paper = gate_again(builder->labels->gate, hidden ? "" : item->paper),
            .purpose = item->purpose,
            .hidden = hidden,
        };
    }
    for (size_t i = 0; i < room->person_count; i++) {
        const struct person *person = &room->people[i];
        const struct presence *presence = &room->presence[i];
        size_t label = labels_find(builder->labels, &person->id);

        if (!person->here || person->voice != NULL || label == LABEL_NONE)
            continue;
        document->person = mem_grow(document->person, document->person_count,
                                    &document->person_room, sizeof *document->person);
        document->person[document->person_count++] = (struct document_person){
            .label = label,
            .capacity = person->capacity,
            .expected = presence->expected,
            .known = presence->known,
            .last = presence->last,
            .mode = presence->mode,
        };
    }
}

/* Puts the header in front, moves everything by it, and makes the quotations. */
static void finish(struct builder *builder, const struct body_names *bodies)
{
    struct document *document = builder->document;
    struct str header = STR_INIT;
    char *gated;

    states_end(&builder->states, document, builder->labels);
    keep_room(builder);
    sort_observers(document, builder->labels);
    header_write(&header, document, &builder->seats->room, builder->hidden, bodies,
                 builder->labels);
    gated = gate_text(builder->labels->gate, header.text);
    document->header = strlen(gated);
    str_splice(&document->text, 0, 0, gated, document->header);
    str_release(&header);
    free(gated);
    for (size_t i = 0; i < document->count; i++) {
        document->paragraph[i].start += document->header;
        document->paragraph[i].words += document->header;
    }
    for (size_t i = 0; i < document->quotes.mark_count; i++)
        document->quotes.mark[i].at += document->header;
    quotes_finish(&document->quotes, document->text.text, builder->labels);
    document_memos_link(document);
}

static void release_builder(struct builder *builder)
{
    states_release(&builder->states);
    material_seats_free(builder->seats);
    str_release(&builder->scene.line);
    str_release(&builder->scene.gated);
    free(builder->hidden);
    free(builder->shown);
    free(builder->left_out);
    free(builder->last);
    free(builder->spans);
    free(builder->prints);
    *builder = (struct builder){ 0 };
}

/* --- out of material ------------------------------------------------------------------------ */

struct document_maker {
    const struct body_names *bodies;
    struct labels *labels;
    bool with_private;
    struct builder builder; /* of the meeting at hand */
};

struct document_maker *document_maker_new(const struct body_names *bodies, struct labels *labels,
                                          bool with_private)
{
    struct document_maker *maker = mem_alloc(1, sizeof *maker);

    maker->bodies = bodies;
    maker->labels = labels;
    maker->with_private = with_private;
    return maker;
}

void document_maker_free(struct document_maker *maker)
{
    if (maker == NULL)
        return;
    release_builder(&maker->builder);
    free(maker);
}

static void begin(struct document_maker *maker, struct document *out, struct material *piece)
{
    struct builder *builder = &maker->builder;
    struct material_seats *seats = piece->seats;

    *out = (struct document){ .meeting = piece->meeting, .recorded = TIME_UNKNOWN };
    out->guid = labels_guid(maker->labels, "document", &piece->meeting->id, "");
    header_name(out, maker->labels);
    release_builder(builder);
    *builder = (struct builder){ .document = out,
                                 .labels = maker->labels,
                                 .seats = seats,
                                 .scene = { .labels = maker->labels,
                                            .room = &seats->room,
                                            .roll = &seats->roll },
                                 .with_private = maker->with_private };
    builder->hidden = mem_alloc(seats->room.item_count + 1, sizeof *builder->hidden);
    builder->shown = mem_alloc(seats->room.item_count + 1, sizeof *builder->shown);
    piece->seats = NULL;
}

enum status document_maker_take(struct document_maker *maker, struct document *out,
                                struct material *piece, struct error *err)
{
    struct builder *builder = &maker->builder;

    if (piece->seats != NULL)
        begin(maker, out, piece);
    for (size_t i = 0; i < piece->count; i++)
        if (take_entry(builder, piece->entry[i], err))
            return err->status;
    if (!piece->last)
        return STATUS_OK;
    document_memos_take(out, &piece->memos, maker->labels);
    finish(builder, maker->bodies);
    release_builder(builder);
    return STATUS_OK;
}

struct loading {
    struct document_maker *maker;
    struct document *out;
};

static enum status take_piece(void *data, struct material *piece, struct error *err)
{
    const struct loading *loading = data;
    enum status status = document_maker_take(loading->maker, loading->out, piece, err);

    material_release(piece);
    return status;
}

enum status document_load(struct document *out, struct study *study,
                          const struct meeting *meeting, const struct body_names *bodies,
                          struct labels *labels, bool with_private, struct error *err)
{
    struct loading loading = { document_maker_new(bodies, labels, with_private), out };
    enum status status;

    *out = (struct document){ 0 };
    status = material_read(study, meeting, take_piece, &loading, err);
    document_maker_free(loading.maker);
    return status;
}

void document_release(struct document *document)
{
    free(document->name);
    free(document->stem);
    str_release(&document->text);
    str_release(&document->comment);
    free(document->paragraph);
    free(document->voice);
    for (size_t i = 0; i < document->item_count; i++) {
        free(document->item[i].title);
        free(document->item[i].paper);
    }
    free(document->item);
    free(document->person);
    free(document->move);
    free(document->observer);
    document_memos_release(document->memo, document->memo_count);
    quotes_release(&document->quotes);
    *document = (struct document){ 0 };
}
