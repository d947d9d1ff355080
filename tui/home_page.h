/* SPDX-License-Identifier: MIT */
/* The meetings of the study as home lists them: by status, each with its
 * heading. A line of the list is a meeting or a heading; which one it is follows
 * from how many meetings there are of each status, so only those near the
 * lines in view are in memory. Counts and rows are always of one moment. */
#ifndef TUI_HOME_PAGE_H
#define TUI_HOME_PAGE_H

#include "core/attr.h"
#include "core/error.h"
#include "core/list.h"
#include "storage/meetings.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An empty one is zeroed; it ends with home_page_release(). */
struct home_page {
    char *title; /* of the study */
    struct meeting_counts counts;
    int64_t seen;             /* study_seen() when they were counted */
    struct meeting_rows rows; /* of the places from `from` on */
    size_t from;
    struct list list; /* over lines */
};

/* Whether a meeting stands on the line, and which status and place it has; of a
 * heading those of the meeting below it. */
bool home_page_line(const struct home_page *page, size_t line, enum meeting_status *status,
                    size_t *place);
/* The meeting on a line; NULL where there is none, or it was not read. */
const struct meeting_row *home_page_row(const struct home_page *page, size_t line);
const struct meeting_row *home_page_selected(const struct home_page *page);
/* The number of the selected meeting; 0 where none is. */
int home_page_number(const struct home_page *page);
/* Moves by lines, then off a heading in the same direction, or back. What comes
 * into view is to be read. */
void home_page_step(struct home_page *page, long by);

/* Reads all anew, of the meetings those in view, and selects meeting `number`, the first one
 * where it is there no longer; 0: the line stays selected. `height`: lines that
 * the window has. After a failure all is as it was. */
NODISCARD enum status home_page_read(struct home_page *page, struct study *study, int number,
                                     size_t height, struct error *err);
/* Reads the meetings in view where they are not in memory (`all`: anyhow), and `around` more on
 * both sides; where somebody else has written since the last reading all anew, with the
 * same meeting selected: *anew. */
NODISCARD enum status home_page_view(struct home_page *page, struct study *study, size_t height,
                                     size_t around, bool all, bool *anew, struct error *err);
void home_page_release(struct home_page *page);

#endif
