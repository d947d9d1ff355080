/* SPDX-License-Identifier: MIT */
/* Quotations out of marks. A mark says that one label (or one comment) stands
 * on a stretch of a document's text, by one observer; all marks of one stretch
 * by one observer become one quotation, for QualCoder takes coder, memo and
 * date from the quotation, and two of them on one span would show twice. */
#ifndef EXPORT_QUOTES_H
#define EXPORT_QUOTES_H

#include "export/labels.h"
#include <stddef.h>
#include <stdint.h>

/* What the stretch of a mark is, which is also what the quotation's GUID is
 * made of. Where marks meet on one stretch, the first of these counts. */
enum mark_reach {
    MARK_ENTRY, /* the words of an entry */
    MARK_PART,  /* some words of an entry */
    MARK_STATE  /* from the opening of a state to its end, or a piece of that */
};

struct mark {
    enum mark_reach reach;
    size_t at, len;        /* bytes of the document's text */
    size_t observer;       /* index into the labels' observers */
    int64_t recorded;
    struct id place;       /* the entry; of a state: the coding that opened it */
    size_t from, from_len; /* MARK_PART: bytes of the entry's text as the study has it;
                              MARK_STATE: from is the number of the piece */
    size_t label;          /* LABEL_NONE: nothing but a comment */
    struct id source;      /* the coding it comes from; of a speaker: the entry */
    uint64_t print;        /* quotes_print() of the words; 0: not taken, as of a state */
    size_t order;          /* set by quotes_add() */
    char *comment;         /* owned; NULL none */
    char *values;          /* of a code: "kind=diagnostic; by when=May"; owned; NULL none */
};

/* A quotation's one coding. */
struct quotation_coding {
    struct id guid;
    size_t label;
    int64_t recorded;
};

struct quotation {
    struct id guid;
    size_t at, len;        /* bytes of the document's text */
    size_t start, end;     /* code points of it, the end exclusive */
    uint64_t print;        /* quotes_print() of the words that were marked; 0: not taken */
    size_t observer;
    int64_t recorded;
    size_t first_coding, coding_count;
    char *comment;         /* owned; NULL none */
};

struct quotes {
    struct mark *mark;
    size_t mark_count, mark_room;
    struct quotation *quotation; /* by place; of one place the longer ones first */
    size_t count, room;
    struct quotation_coding *coding;
    size_t coding_count, coding_room;
};

/* A fingerprint of words, never 0: taken where they are marked, compared where
 * they are written. */
uint64_t quotes_print(const char *words, size_t len);

/* Adds a zeroed mark, valid until the next one; its label is LABEL_NONE. */
struct mark *quotes_add(struct quotes *quotes);

/* Makes the quotations of all marks, in `text`, which is the document's text
 * as it is written, and marks their labels and observers as used. No
 * stretch may be empty. */
void quotes_finish(struct quotes *quotes, const char *text, struct labels *labels);

/* Reads the quotation back out of the text by its positions alone, as ATLAS.ti
 * will: whether they give exactly the words that were marked. `from` and
 * `from_points` are where to start counting: a byte at or before the
 * quotation's, and its code points. */
NODISCARD bool quotation_holds(const struct quotation *quotation, const char *text, size_t len,
                               size_t from, size_t from_points);

void quotes_release(struct quotes *quotes);

#endif
