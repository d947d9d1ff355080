/* SPDX-License-Identifier: MIT */
/* The codebook as a file of its own. Codes that were merged into others are
 * left out. In the table definitions leave as they stand, for it goes back into
 * studies; what is made for other programs passes the gate as exports do. */
#ifndef EXPORT_CODEBOOK_H
#define EXPORT_CODEBOOK_H

#include "core/attr.h"
#include "core/error.h"
#include "core/str.h"
#include "storage/codebook.h"
#include <stddef.h>

/* The columns of a codebook as a table, in their order; both ends use them. */
enum codebook_column {
    CODEBOOK_KEY, CODEBOOK_NAME, CODEBOOK_KIND, CODEBOOK_PARENT, CODEBOOK_DEFINITION,
    CODEBOOK_USE_WHEN, CODEBOOK_NOT_WHEN, CODEBOOK_MODIFIERS, CODEBOOK_GROUP, CODEBOOK_COLOR,
    CODEBOOK_PINNED, CODEBOOK_HOT_KEY, CODEBOOK_RETIRED, CODEBOOK_COLUMNS
};
extern const char *const codebook_columns[CODEBOOK_COLUMNS];

/* Writes the codebook to `path`, in the format of its suffix; *count is how
 * many codes went. STATUS_INPUT: no format has that suffix; those there are
 * are named. */
NODISCARD enum status codebook_export(struct study *study, const char *path, size_t *count,
                                      struct error *err);

/* One format: appends the codebook as the bytes of a file. */
typedef enum status codebook_compose(struct study *study, const struct codebook *codebook,
                                     struct str *out, struct error *err);
codebook_compose codebook_csv;
/* A REFI-QDA codebook (schema 1.0): hierarchy, groups, colours, descriptions,
 * choices of modifiers as nested codes, GUIDs and names as in a .qdpx. */
codebook_compose codebook_qdc;
/* The code list that ATLAS.ti imports: code, comment, group. */
codebook_compose codebook_xlsx;

#endif
