/* SPDX-License-Identifier: MIT */
/* The screen of find: what its files share. It has a connection of its own to
 * the study, since a search may stay in the midst of reading while keys come. */
#ifndef TUI_FIND_H
#define TUI_FIND_H

#include "core/find_line.h"
#include "core/list.h"
#include "storage/codebook.h"
#include "storage/find.h"
#include "storage/find_recent.h"
#include "storage/find_worker.h"
#include "storage/meetings.h"
#include "storage/names.h"
#include "storage/people.h"
#include "tui/internal.h"

/* A found entry as its row shows it. */
struct find_row {
    bool there; /* it could be read */
    struct found found;
    struct styled head; /* "M12  2026-03-04 14:05:12  283: " */
    struct styled body; /* its words, hits in a role of their own, and its codes */
    size_t first_hit;   /* byte of the body; 0 when there is none */
    struct str where;   /* the meeting in words */
};

struct finder {
    struct app *app;
    struct study *study;  /* its own, to read; NULL until it is loaded */
    struct find_worker *worker;
    struct find_recent *recent;
    struct people people; /* without identity */
    struct codebook codebook;
    struct agenda agenda; /* of the meeting whose rows were read last */
    struct id agenda_of;
    struct line line;
    struct find_line read; /* of the line */
    bool stale;            /* the line was changed since the search began */
    struct find *find;     /* NULL: nothing is looked for */
    struct error why;      /* why that is, if it could not be begun */
    struct list list;      /* over what was found */
    size_t back_to;        /* select this one as soon as it is found again; SIZE_MAX: none */
    struct find_row *row;  /* those in view, from list.top on */
    size_t row_count, row_room;
    size_t row_top;    /* the first of them, */
    bool rows_stale;   /* unless they must be read anew */
    bool rows_missing; /* some are not known yet */
    int64_t counted;   /* boot clock when the count was painted last */
    /* what Tab goes through */
    struct names offered; /* count 0: nothing is offered */
    size_t offered_at;
    struct span offered_span; /* bytes of the line that the last Tab put there */
};

/* Reads the rows in view, `height` of them. (find_row.c) */
NODISCARD enum status find_read_rows(struct finder *finder, size_t height, struct error *err);
void find_rows_release(struct finder *finder);

/* Tab and S-Tab: completes the name or the value of a filter at the cursor,
 * and shows what it is; `step` is 1 or -1. (find_complete.c) */
void find_complete(struct finder *finder, int step);
void find_offers_release(struct finder *finder);

#endif
