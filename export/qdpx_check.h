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
 * numbers and paths may hold a name that it knows. Memory: the folded names of
 * codes, sources, notes and sets, and the text of one source at a time; many
 * GUIDs wait in a spool beside `path`. */
NODISCARD enum status qdpx_check(const char *path, const struct identity_filter *filter,
                                 struct error *err);

/* The part of it that is left where project.qde and the texts were checked and
 * unpacked on their way into the archive (export/qdpx_pack.h), whose bytes were read
 * back (archive_write()): its entries, as a reader finds them. */
NODISCARD enum status qdpx_check_archive(const char *path, struct error *err);

#endif
