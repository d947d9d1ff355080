/* SPDX-License-Identifier: MIT */
/* The gate: every text of an export leaves through it. Names go first (the
 * identity filter), then what ATLAS.ti does not take (plain text), and both
 * are counted. */
#ifndef EXPORT_GATE_H
#define EXPORT_GATE_H

#include "core/change.h"
#include "core/str.h"
#include "export/identity.h"
#include <stddef.h>

struct gate {
    struct identity_filter *filter; /* borrowed */
    struct str named;               /* the text at hand after the identity filter */
    size_t names;                   /* places in lines where a name was replaced */
    size_t characters;              /* characters that were replaced or left out */
};

/* An open gate over `filter`, which must live as long. */
void gate_init(struct gate *gate, struct identity_filter *filter);
void gate_release(struct gate *gate);

/* Words of moot's own, as they are about to be written into a text with the
 * signs around them: "[Decision: deferred]", "\nFunction: ". Wherever they stand
 * exactly so they leave as they are, and the check of the output passes them. */
void gate_own(struct gate *gate, const char *words, size_t len);

/* Appends `text` to *out as it may leave, as one line: each line end and tab
 * becomes a blank. Spans of `text` become spans of what was appended, counted
 * from its start. */
void gate_line(struct gate *gate, struct str *out, const char *text, size_t len,
               struct span *spans, size_t span_count);

/* `text` as one line as it may leave, where it has been counted already: it
 * stands elsewhere in the same export too. The caller's to free(). */
char *gate_again(struct gate *gate, const char *text);

/* `text` as it may leave, with its line ends; the caller's to free(). */
char *gate_text(struct gate *gate, const char *text);

/* `text` as the name of a code, group or document; the caller's to free(). */
char *gate_name(struct gate *gate, const char *text);

/* The name of a quotation of these words, which have passed the gate already:
 * their beginning, cut where a name may come to light ("Mark" of "Marketing").
 * The caller's to free(). */
char *gate_quote(struct gate *gate, const char *words, size_t len);

#endif
