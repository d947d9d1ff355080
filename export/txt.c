/* SPDX-License-Identifier: MIT */
/* The .txt: "@Speaker: words" lines for ATLAS.ti's focus group coding, which
 * codes everything from one such mark to the next with the speaker.
 *
 * Of its two patterns, "name:" and "@name:", the second is written: field
 * notes are full of "for example: ..." and "Item 4: ...". Names must be spelt
 * one way throughout, so that whom it was said to, and who said it too, stand
 * in brackets before the words. What nobody said has a mark of its own, or it
 * would be coded as the last speaker's; there also stands its time. */
#include <string.h>

#include "export/job.h"

static const char *const marks[ENTRY_KINDS] = {
    [ENTRY_NOTE] = "Note",
    [ENTRY_EVENT] = "Event",
    [ENTRY_AGENDA] = "Agenda",
    [ENTRY_ATTENDANCE] = "Attendance",
    [ENTRY_COMMENT] = "Comment",
    [ENTRY_PART] = "Part",
};

static void add_also(struct str *out, const char *how, const struct labels *labels,
                     const struct voice *voices, size_t count)
{
    size_t start = out->len;

    if (count == 0)
        return;
    str_add_format(out, "(%s ", how);
    paragraph_voices(out, labels, voices, count);
    str_add(out, ") ");
    gate_own(labels->gate, out->text + start, out->len - start);
}

static void add_line(struct str *out, const struct document *document,
                     const struct paragraph *paragraph, const struct labels *labels)
{
    const struct voice *voices = document->voice + paragraph->first_voice;

    size_t start = out->len - 1; /* the line end before it */

    str_add_char(out, '@');
    if (paragraph->speaker_count == 0) {
        str_add_format(out, "%s: ", marks[paragraph->kind]);
        gate_own(labels->gate, out->text + start, out->len - start);
        paragraph_time(out, paragraph->at, paragraph->offset);
    } else {
        paragraph_voices(out, labels, voices, 1);
        str_add(out, ": ");
        if (voices[0].kind != VOICE_PERSON)
            gate_own(labels->gate, out->text + start, out->len - start);
        add_also(out, "with", labels, voices + 1, paragraph->speaker_count - 1);
    }
    add_also(out, "to", labels, voices + paragraph->speaker_count, paragraph->addressee_count);
    str_add_len(out, document->text.text + paragraph->words, paragraph->len);
    str_add_char(out, '\n');
}

enum status txt_compose(struct str *out, const struct document *document, struct export_job *job,
                        struct error *err)
{
    (void)err;
    str_add_len(out, document->text.text, document->header);
    for (size_t i = 0; i < document->count; i++)
        add_line(out, document, &document->paragraph[i], &job->labels);
    return STATUS_OK;
}
