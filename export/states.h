/* SPDX-License-Identifier: MIT */
/* States in a document: what is open while its entries are read, and the
 * quotation from the first word of the opening entry to the last of the
 * closing one, split where a private part is left out. The lines that say where
 * a private part begins and ends never begin or end a quotation. */
#ifndef EXPORT_STATES_H
#define EXPORT_STATES_H

#include "core/entry.h"
#include "export/model.h"

/* What a coding says beside its code: choices, which are codes of their own,
 * and free words, which go into the quotation's comment. */
struct values {
    size_t *choice; /* labels */
    size_t count, room;
    struct str comment;
    struct str listed;     /* all of it as "kind=diagnostic; by when=May" */
};

void values_take(struct values *values, const struct coding *coding, size_t code,
                 const struct labels *labels);
void values_release(struct values *values);

/* Adds marks like `mark` to the document for code `code` and its choices. */
void values_mark(const struct values *values, struct quotes *quotes, const struct mark *mark,
                 size_t code);

struct running; /* a state that is open */

struct states {
    struct running *running;
    size_t count, room;
    size_t *cut;           /* paragraphs in front of which states are split, ascending */
    size_t cut_count, cut_room;
};

/* A stretch of the document that begins or ends a state. */
struct state_place {
    size_t paragraph; /* an entry that is left out: the next one (opening) or last one (closing) */
    bool exact;       /* the entry is in the document, and `words` are the stretch in it */
    struct span words;
};

/* What is private stays out in front of this paragraph, or begins or ends with
 * it: the quotation of a state does not go on over that. */
void states_cut(struct states *states, size_t paragraph);

void states_open(struct states *states, const struct coding *coding, size_t code,
                 size_t observer, const struct state_place *place, const struct labels *labels);

/* Ends the state that `coding` closes and adds its marks; false when none is
 * open that it could close. */
bool states_close(struct states *states, struct document *document,
                  const struct coding *coding, size_t code, const struct state_place *place,
                  const struct labels *labels);

/* Ends all that is open with the last paragraph. */
void states_end(struct states *states, struct document *document, const struct labels *labels);

void states_release(struct states *states);

#endif
