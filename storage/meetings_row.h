/* SPDX-License-Identifier: MIT */
/* What the files that list meetings share: a row of MEETING_COLUMNS. */
#ifndef STORAGE_MEETINGS_ROW_H
#define STORAGE_MEETINGS_ROW_H

#include "storage/internal.h"
#include "storage/meetings.h"

struct meeting_store {
    struct store strings;
};

/* Fills a row from the statement; its strings stay in the store. */
void meeting_row_read(struct meeting_row *row, struct meeting_store *store, struct stmt *st);

#endif
