/* SPDX-License-Identifier: MIT */
/* How one entry reads in an export. */
#include "export/paragraph.h"

#include <string.h>

#include "core/text.h"
#include "export/quotes.h"

void paragraph_time(struct str *out, int64_t at, int32_t offset)
{
    char time[CLOCK_TIME];

    if (at == TIME_UNKNOWN)
        return;
    clock_time(time, at, offset);
    str_add_format(out, "[%s] ", time);
}

static const char *voice_name(const struct labels *labels, const struct voice *voice)
{
    size_t label = LABEL_NONE;

    if (voice->kind == VOICE_ALL)
        return "all";
    if (voice->kind != VOICE_UNKNOWN)
        label = labels_find(labels, &voice->id);
    return label == LABEL_NONE ? "unknown" : labels->label[label].spoken;
}

void paragraph_voices(struct str *out, const struct labels *labels, const struct voice *voices,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            str_add(out, i + 1 < count ? ", " : " and ");
        str_add(out, voice_name(labels, &voices[i]));
    }
}

/* --- words ----------------------------------------------------------------------- */

void paragraph_trim(const char *text, struct span *span)
{
    size_t end = span->start + span->len, bytes;

    while (span->start < end && text_is_blank(text_code_point(text + span->start, &bytes)))
        span->start += bytes;
    while (end > span->start) {
        size_t last = end - 1;

        while (last > span->start && ((unsigned char)text[last] & 0xC0) == 0x80)
            last--;
        if (!text_is_blank(text_code_point(text + last, &bytes)))
            break;
        end = last;
    }
    span->len = end - span->start;
}

static bool has_words(const char *text)
{
    struct span all = { 0, strlen(text) };

    paragraph_trim(text, &all);
    return all.len > 0;
}

/* --- what stands in brackets --------------------------------------------------- */

/* A bracket while it is written: what stands in it up to the first words from
 * the study is moot's own. */
struct bracket {
    struct str *out;
    size_t start;
    size_t own; /* where those words begin; SIZE_MAX: none so far */
};

/* Adds words that are moot's own or not. */
static void add_words(struct bracket *bracket, const char *words, bool own)
{
    if (!own && bracket->own == SIZE_MAX)
        bracket->own = bracket->out->len;
    str_add(bracket->out, words);
}

static void add_values(struct bracket *bracket, const struct labels *labels, size_t code,
                       const struct coding *coding)
{
    for (size_t i = 0; i < coding->value_count; i++) {
        const struct coding_value *value = &coding->values[i];
        size_t choice = labels_choice(labels, code, &value->modifier, value->value);

        add_words(bracket, i == 0 ? ": " : ", ", true);
        if (choice != LABEL_NONE) {
            add_words(bracket, labels->label[choice].spoken, labels->label[choice].own);
            continue;
        }
        add_words(bracket, labels_modifier(labels, code, &value->modifier),
                  labels_own_modifier(labels, code, &value->modifier));
        add_words(bracket, " ", true);
        add_words(bracket, value->value, false);
    }
}

/* Whether an earlier coding of the entry says the same of the same code: that
 * of another observer. */
static bool said_before(const struct entry *entry, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (id_equal(&entry->codings[i].code, &entry->codings[at].code)
            && entry->codings[i].action == entry->codings[at].action)
            return true;
    }
    return false;
}

static void add_event(struct bracket *bracket, const struct labels *labels,
                      const struct entry *entry)
{
    static const char *const action_words[CODING_ACTIONS] = {
        [CODING_POINT] = "", [CODING_OPEN] = " begins", [CODING_CLOSE] = " ends"
    };
    bool first = true;

    for (size_t i = 0; i < entry->coding_count; i++) {
        const struct coding *coding = &entry->codings[i];
        size_t code = labels_find(labels, &coding->code);

        if (code == LABEL_NONE || said_before(entry, i))
            continue;
        add_words(bracket, first ? "" : "; ", true);
        first = false;
        add_words(bracket, labels->label[code].spoken, labels->label[code].own);
        add_words(bracket, action_words[coding->action], true);
        add_words(bracket, coding->by_end ? " with the meeting" : "", true);
        add_values(bracket, labels, code, coding);
    }
    if (first)
        add_words(bracket, entry->speaker_count > 0 ? "speaks" : "event", true);
}

static void add_item(struct bracket *bracket, const struct scene *scene,
                     const struct entry *entry)
{
    int item = room_find_item(scene->room, &entry->item);

    if (item < 0) {
        add_words(bracket, "Next item", true);
        return;
    }
    str_add_format(bracket->out, "Item %d: ", scene->room->items[item].number);
    add_words(bracket, scene->room->items[item].title, false);
}

static void add_movements(struct str *out, const struct scene *scene, const struct entry *entry)
{
    for (size_t i = 0; i < entry->movement_count; i++) {
        const struct change_movement *movement = &entry->movements[i];
        struct voice voice = { VOICE_PERSON, movement->person };

        str_add_format(out, "%s%s %s", i > 0 ? "; " : "", voice_name(scene->labels, &voice),
                       movement_does(movement->movement, movement->arrival, movement->capacity));
        if (movement->mode != MODE_ROOM)
            str_add_format(out, " %s", mode_words[movement->mode].name);
    }
    if (entry->movement_count == 0)
        str_add(out, has_words(entry->text) ? entry->text : "attendance");
    else
        roll_say(scene->roll, out);
}

static void add_bracket(struct str *out, const struct scene *scene, const struct entry *entry)
{
    struct bracket bracket = { .out = out, .start = out->len, .own = SIZE_MAX };
    static const char *const begins[PARTS] = {
        [PART_PUBLIC] = "public part begins",
        [PART_PRIVATE] = "private part begins",
        [PART_BREAK] = "break",
        [PART_RESUME] = "meeting resumes",
    };

    str_add_char(out, '[');
    switch (entry->kind) {
    case ENTRY_AGENDA:
        add_item(&bracket, scene, entry);
        break;
    case ENTRY_ATTENDANCE:
        add_movements(out, scene, entry);
        break;
    case ENTRY_PART:
        str_add(out, begins[entry->part]);
        break;
    default:
        add_event(&bracket, scene->labels, entry);
    }
    str_add_char(out, ']');
    gate_own(scene->labels->gate, out->text + bracket.start,
             (bracket.own == SIZE_MAX ? out->len : bracket.own) - bracket.start);
}

/* --- the line -------------------------------------------------------------------- */

static bool is_spoken(const struct entry *entry)
{
    return (entry->kind == ENTRY_NOTE || entry->kind == ENTRY_EVENT
            || entry->kind == ENTRY_COMMENT)
        && has_words(entry->text);
}

/* A line of attendance that moves nobody says how the quorum stands: its words
 * are what stands in the bracket. */
static bool is_moots_own(const struct entry *entry)
{
    return entry->kind == ENTRY_ATTENDANCE && entry->movement_count == 0;
}

static bool is_frame(const struct entry *entry)
{
    return entry->kind == ENTRY_PART
        && (entry->part == PART_PRIVATE || entry->part == PART_PUBLIC);
}

/* Whether there is more in front of the words than one person's label. */
static bool has_more(const struct entry *entry, const struct voice *speakers, size_t speaker_count)
{
    return entry->addressee_count > 0 || speaker_count != 1 || speakers[0].kind != VOICE_PERSON;
}

static void add_speakers(struct str *text, const struct scene *scene, const struct entry *entry,
                         const struct voice *speakers, size_t speaker_count)
{
    size_t start = text->len;

    if (entry->kind == ENTRY_COMMENT) {
        str_add(text, "(comment) ");
    } else if (speaker_count == 0 && entry->addressee_count == 0) {
        return;
    } else {
        if (speaker_count == 0)
            str_add(text, "unknown");
        paragraph_voices(text, scene->labels, speakers, speaker_count);
        if (entry->addressee_count > 0) {
            str_add(text, " to ");
            paragraph_voices(text, scene->labels, entry->addressees, entry->addressee_count);
        }
        str_add(text, ": ");
        if (!has_more(entry, speakers, speaker_count))
            return; /* a label, which the filter knows */
    }
    gate_own(scene->labels->gate, text->text + start, text->len - start);
}

/* Puts the paragraph as it is in the study into scene->line. Returns where its
 * words begin; *text is where the entry's own text does. */
static size_t put_line(struct scene *scene, const struct entry *entry, bool spoken,
                       const struct voice *speakers, size_t speaker_count, size_t *text)
{
    struct str *line = &scene->line;
    size_t words;

    str_clear(line);
    paragraph_time(line, entry->at, entry->offset);
    add_speakers(line, scene, entry, speakers, speaker_count);
    words = line->len;
    if (!spoken) {
        add_bracket(line, scene, entry);
        if (has_words(entry->text) && !is_moots_own(entry))
            str_add_char(line, ' ');
    }
    *text = line->len;
    if (!is_moots_own(entry))
        str_add(line, entry->text);
    return words;
}

/* The whole line passes the gate at once: a name can be found anywhere in it,
 * and every span, also that of the words, moves along. */
void paragraph_write(struct paragraph *out, struct str *text, struct scene *scene,
                     const struct entry *entry, const struct voice *speakers,
                     size_t speaker_count, struct span *spans, uint64_t *prints,
                     size_t span_count)
{
    bool spoken = is_spoken(entry);
    struct span *all = &spans[span_count];
    const char *gated;
    size_t own, words = put_line(scene, entry, spoken, speakers, speaker_count, &own);

    *out = (struct paragraph){ .entry = entry->id, .sequence = entry->sequence,
                               .kind = entry->kind, .part = entry->part, .item = SIZE_MAX,
                               .about = SIZE_MAX, .at = entry->at, .offset = entry->offset,
                               .start = text->len, .spoken = spoken, .frame = is_frame(entry) };
    for (size_t i = 0; i < span_count; i++)
        spans[i].start += own;
    *all = (struct span){ words, scene->line.len - words };
    str_clear(&scene->gated);
    gate_line(scene->labels->gate, &scene->gated, scene->line.text, scene->line.len, spans,
              span_count + 1);
    gated = scene->gated.text;
    paragraph_trim(gated, all);
    for (size_t i = 0; i < span_count; i++) {
        paragraph_trim(gated, &spans[i]);
        if (spans[i].len == 0)
            spans[i] = *all;
        prints[i] = quotes_print(gated + spans[i].start, spans[i].len);
        spans[i].start += text->len;
    }
    out->words = text->len + all->start;
    out->len = all->len;
    out->print = quotes_print(gated + all->start, all->len);
    str_add_len(text, gated, all->start + all->len);
    str_add_char(text, '\n');
}
