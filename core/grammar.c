/* SPDX-License-Identifier: MIT */
/* The line grammar: the alternatives in their order. The first one that
 * matches the whole line wins; the last one, words, always does. What each
 * alternative looks like stands in the grammar_*.c files. */
#include "core/internal.h"

#include "core/mem.h"
#include "core/text.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void reader_segment(struct reader *r, enum segment_kind kind, size_t start, size_t end)
{
    struct reading *out = r->out;

    if (start >= end)
        return;
    out->segments =
        mem_grow(out->segments, out->segment_count, &out->segment_room, sizeof *out->segments);
    out->segments[out->segment_count++] =
        (struct segment){ .kind = kind, .at = { start, end - start } };
}

int note_width(const char *text, size_t len)
{
    size_t cut = 32;

    if (len <= cut)
        return (int)len;
    while (cut > 0 && ((unsigned char)text[cut] & 0xC0) == 0x80)
        cut--;
    return (int)cut;
}

void reader_note(struct reader *r, enum note_severity severity, size_t start, size_t end,
                 const char *fmt, ...)
{
    struct reading *out = r->out;
    struct reading_note *note;
    va_list args;

    if (out->note_count >= READER_NOTES)
        return;
    out->notes = mem_grow(out->notes, out->note_count, &out->note_room, sizeof *out->notes);
    note = &out->notes[out->note_count++];
    *note = (struct reading_note){ .severity = severity, .at = { start, end - start } };
    va_start(args, fmt);
    text_print_args(note->text, sizeof note->text, fmt, args);
    va_end(args);
}

static int by_place(const void *a, const void *b)
{
    const struct segment *left = a, *right = b;

    return (left->at.start > right->at.start) - (left->at.start < right->at.start);
}

/* Quotations are found after the codes that stand among them. */
static void order_segments(struct reading *reading)
{
    if (reading->segment_count > 1)
        qsort(reading->segments, reading->segment_count, sizeof *reading->segments, by_place);
}

/* A time alone moves the last entry; without one it is only words. */
static bool read_time_alone(struct reader *r)
{
    if (!r->out->has_time || r->start < r->end)
        return false;
    if (r->known->last_text != NULL) {
        r->out->kind = READ_TIME;
        return true;
    }
    reader_note(r, NOTE_PROSE, 0, r->end, "a time alone moves the last entry: there is none yet");
    r->out->has_time = false;
    r->out->at = r->known->now;
    r->out->segment_count = 0;
    r->start = skip_blanks(r->line, 0, r->end);
    return false;
}

/* A colon in front: the persistent speaker has not said this. */
static bool read_suspended(struct reader *r)
{
    if (r->known->persistent_count == 0 || r->line[r->start] != ':')
        return false;
    reader_segment(r, SEGMENT_SPEAKER, r->start, r->start + 1);
    r->start = skip_blanks(r->line, r->start + 1, r->end);
    return true;
}

/* Words without a speaker are the persistent one's, unless the line began as
 * if it were about somebody else: nobody's words are laid into a mouth. */
static void add_persistent(struct reader *r, size_t notes_before)
{
    const struct known *known = r->known;
    struct reading *out = r->out;

    if (known->persistent_count == 0 || out->kind != READ_NOTE || out->speaker_count > 0
        || out->continues || notes_before > 0)
        return;
    out->speakers = mem_alloc(known->persistent_count, sizeof *out->speakers);
    memcpy(out->speakers, known->persistent, known->persistent_count * sizeof *out->speakers);
    out->speaker_count = out->speaker_room = known->persistent_count;
    out->persists = true;
}

void grammar_read(struct reading *reading, const char *line, size_t len, const struct known *known)
{
    static read_alternative *const alternatives[] = {
        read_attendance, read_agenda, read_part, read_comment, read_correction,
    };
    struct reader r = { .out = reading, .known = known, .line = line };
    size_t notes;

    reading->at = known->now;
    r.start = skip_blanks(line, 0, len);
    r.end = trim_blanks(line, r.start, len);
    if (r.start == r.end) {
        reading->kind = READ_NOTHING;
        return;
    }
    if (line[r.start] == '\\') {
        reading->kind = READ_PLAIN;
        reader_segment(&r, SEGMENT_PLAIN, r.start, r.start + 1);
        r.start = skip_blanks(line, r.start + 1, r.end);
        str_add_len(&reading->text, line + r.start, r.end - r.start);
        return;
    }
    read_time(&r);
    if (read_time_alone(&r))
        return;
    notes = reading->note_count;
    for (size_t i = 0; i < sizeof alternatives / sizeof *alternatives; i++)
        if (alternatives[i](&r))
            return;
    if (read_suspended(&r)) {
        read_body(&r);
    } else {
        read_speaker(&r);
        notes = reading->note_count - notes;
        read_body(&r);
        add_persistent(&r, notes);
    }
    order_segments(reading);
}

void grammar_read_plain(struct reading *reading, const char *line, size_t len,
                        const struct known *known)
{
    size_t start = skip_blanks(line, 0, len), end = trim_blanks(line, start, len);

    reading->at = known->now;
    reading->kind = start == end ? READ_NOTHING : READ_NOTE;
    str_add_len(&reading->text, line + start, end - start);
}

void reading_release(struct reading *reading)
{
    for (size_t i = 0; i < reading->code_count; i++) {
        for (size_t j = 0; j < reading->codes[i].value_count; j++)
            free(reading->codes[i].values[j].value);
        free(reading->codes[i].values);
    }
    free(reading->codes);
    free(reading->speakers);
    free(reading->addressees);
    free(reading->verbatim);
    free(reading->movements);
    free(reading->segments);
    free(reading->notes);
    str_release(&reading->text);
    str_release(&reading->old_words);
    str_release(&reading->new_words);
    *reading = (struct reading){ 0 };
}
