/* SPDX-License-Identifier: MIT */
/* moot reads its own .qdpx before it leaves: every rule of REFI-QDA and of its
 * readers that can be seen in a file, without a schema. docs/inside.md lists
 * the rules. */
#ifndef EXPORT_QDPX_CHECK_H
#define EXPORT_QDPX_CHECK_H

#include "core/attr.h"
#include "core/error.h"
#include "export/identity.h"
#include <stdbool.h>

/* Streams through the archive at `path` and stops at the first thing that is
 * wrong: STATUS_INPUT, and one line that says what and where. With `filter`
 * (may be NULL) no text and no attribute value but GUIDs, times, colours,
 * numbers and paths may hold a name that it knows. Memory: 24 bytes for each
 * GUID, the folded names of codes, sources, notes and sets, and the text of
 * one source at a time. `go_on` is as in archive_write(). */
NODISCARD enum status qdpx_check(const char *path, const struct identity_filter *filter,
                                 bool (*go_on)(void *data, double done), void *data,
                                 struct error *err);

#endif
