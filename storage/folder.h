/* SPDX-License-Identifier: MIT */
/* The folders that files of ours stand in. */
#ifndef STORAGE_FOLDER_H
#define STORAGE_FOLDER_H

#include "core/attr.h"
#include "core/error.h"
#include "core/str.h"

/* Makes the missing folders above the file at `path`, mode 0700. */
NODISCARD enum status folder_make_parents(const char *path, struct error *err);

/* Appends the folder of the file at `path`; "." when it names none. */
void folder_of(struct str *out, const char *path);

#endif
