/* SPDX-License-Identifier: MIT */
/* Saving what can be read from a damaged study into a new one. */
#ifndef STORAGE_RECOVER_H
#define STORAGE_RECOVER_H

#include "core/attr.h"
#include "core/error.h"

/* Reads the study at `from` page by page, its log too, and makes a study at
 * `to` (which must not be there) of all rows that can be read: what refers to
 * something that is lost gets a stand-in for it, histories are closed, the
 * full-text index is made anew. `from` is never written. Calls `say` with one
 * line for each thing that was saved, mended or lost. STATUS_DAMAGED: nothing
 * of a study can be read in it. STATUS_EXISTS: something stands at `to`. */
NODISCARD enum status recover_study(const char *from, const char *to,
                                    void (*say)(void *data, const char *line), void *data,
                                    struct error *err);

#endif
