/* SPDX-License-Identifier: MIT */
/* The timeline of a meeting as a screen: what its files share. */
#ifndef TUI_TIMELINE_H
#define TUI_TIMELINE_H

#include "core/room.h"
#include "core/timeline.h"
#include "storage/meetings.h"
#include "tui/internal.h"
#include "tui/live_log.h"

struct timeline_view {
    struct app *app;
    int number;
    struct meeting_rows rows;      /* the one meeting */
    const struct meeting *meeting; /* of rows; NULL until it is loaded */
    struct room room;              /* who people are, what codes and items are called */
    struct timeline timeline;
    int32_t offset; /* seconds east, of the first entry */
    size_t scale;
    bool whole;      /* the scale follows the window: the whole meeting */
    bool at_end;     /* opened at the end */
    int64_t left;    /* the position at the left edge */
    int64_t cursor;  /* the position of the cursor */
    size_t selected; /* the row of the cursor: 0 the agenda, where all entries
                      * count; else a row of the timeline from 1 */
    size_t top;      /* the row of the timeline shown first */
    struct timeline_cell *cell;
    size_t cell_room;
    struct log_row shown; /* the entry under the cursor */
    size_t shown_entry;   /* which that is; SIZE_MAX: none was read */
    bool inside;          /* it lies in the column of the cursor */
};

/* The parts of the screen, in rows and columns; 0: there is no room for it. */
struct timeline_layout {
    int label;               /* columns of the names on the left */
    int columns;             /* of the axis */
    int ruler, agenda, part; /* y; -1 none */
    int first, rows;         /* of the rows of the timeline */
    int detail, detail_rows;
    int status;
};
struct timeline_layout timeline_layout(const struct timeline_view *view);
void timeline_draw(struct app *app, void *data);
/* The row of the cursor; NULL: all entries count. */
const struct timeline_row *timeline_selected(const struct timeline_view *view);

#endif
