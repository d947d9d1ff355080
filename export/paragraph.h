/* SPDX-License-Identifier: MIT */
/* How one entry reads in an export: one paragraph,
 *
 *   [14:05:12] GP ID 283 to Manager ID 60: what is the plan if it slips?
 *   [14:05:40] (comment) said looking at the chair
 *   [14:06:02] [Decision: deferred]
 *
 * and which part of it is the entry's quotation: the words after the colon,
 * or the bracket of what has no words. */
#ifndef EXPORT_PARAGRAPH_H
#define EXPORT_PARAGRAPH_H

#include "core/entry.h"
#include "core/room.h"
#include "export/labels.h"
#include "export/roll.h"

struct paragraph {
    struct id entry;
    int64_t sequence;      /* the entry's place in the meeting */
    enum entry_kind kind;
    enum part part;        /* where it stands; ENTRY_PART: what begins */
    size_t item;           /* index into the document's items; SIZE_MAX before the first */
    size_t about;          /* a comment: the paragraph it is on; SIZE_MAX none that is written */
    int64_t at;            /* TIME_UNKNOWN */
    int32_t offset;
    size_t start;          /* bytes of the document's text: where the paragraph begins */
    size_t words, len;     /* ... and its quotation, never empty, no blanks around it */
    uint64_t print;        /* quotes_print() of that */
    size_t observer;       /* who typed it: index into the labels' observers */
    size_t first_voice;    /* its speakers, then its addressees, in the document's voices */
    size_t speaker_count, addressee_count;
    bool spoken;           /* it has words of its own: no bare event, no movement */
    bool frame;            /* it only says that a private part begins or ends */
};

/* What paragraphs refer to. */
struct scene {
    struct labels *labels;
    const struct room *room;
    struct roll *roll;
    struct str line, gated; /* scratch */
};

/* Appends the paragraph of `entry` and its line end to *text and describes it
 * in *out (but for the voices). `speakers` are those of the entry, or of the
 * one it continues. The first `span_count` spans, of the entry's text, become
 * bytes of *text; one that held only blanks becomes the entry's quotation.
 * `prints` beside them gets the fingerprints of their words. There is room for
 * one more span behind them. */
void paragraph_write(struct paragraph *out, struct str *text, struct scene *scene,
                     const struct entry *entry, const struct voice *speakers,
                     size_t speaker_count, struct span *spans, uint64_t *prints,
                     size_t span_count);

/* Appends "GP ID 283 and Manager ID 60", "GP unknown", "all". */
void paragraph_voices(struct str *out, const struct labels *labels, const struct voice *voices,
                      size_t count);

/* Appends "[14:05:12] "; nothing when the time is unknown. */
void paragraph_time(struct str *out, int64_t at, int32_t offset);

/* Narrows a span of `text` to what stands between its outer blanks. */
void paragraph_trim(const char *text, struct span *span);

#endif
