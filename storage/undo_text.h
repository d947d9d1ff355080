/* SPDX-License-Identifier: MIT */
/* What a change was, in a few words. */
#ifndef STORAGE_UNDO_TEXT_H
#define STORAGE_UNDO_TEXT_H

#include "core/str.h"
#include "storage/internal.h"

/* Appends a line about the change with that row: "283 what is the plan". */
NODISCARD enum status undo_text(struct str *out, struct study *study, int64_t change,
                                struct error *err);

#endif
