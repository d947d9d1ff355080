/* SPDX-License-Identifier: MIT */
/* A meeting's page: what its two files share. */
#ifndef EXPORT_HTML_H
#define EXPORT_HTML_H

#include "export/applied.h"
#include "export/job.h"

struct html {
    struct str *out;
    struct export_job *job;
    const struct document *document;
    struct applied_list applied;
    struct str text;     /* scratch */
    struct error failed; /* the first one of a piece of text */
};

/* Appends text for element content and quoted attributes. */
void html_escape(struct str *out, const char *text, size_t len);
/* Words of the study that passed the gate, searched once more. */
void html_words(struct html *html, const char *text, size_t len);
/* Words of moot's own, or made of names that each passed the gate. */
void html_own(struct html *html, const char *text);

/* A code's colour, of the codebook or one that is always the same for it. */
const char *html_color(const struct html *html, size_t label);

/* The timeline as SVG: agenda bands on top, a row for each speaker and state,
 * a row of marks for each code; everything leads to its entry, #eN. Along the
 * time where it is known, else along the order of the entries. */
void html_timeline(struct html *html);

#endif
