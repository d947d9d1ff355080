/* SPDX-License-Identifier: MIT */
/* Exports: one document model per meeting, one identity filter in front of
 * it, and one file per format behind it. */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "core/attr.h"
#include "core/error.h"
#include "core/exporting.h"
#include "storage/study.h"

/* Writes the export beside its target, checks it, flushes it and renames it;
 * on failure nothing is left and an older file of that name is as it was.
 * STATUS_INPUT: an unknown format, an output that is a folder, and so on.
 * STATUS_STOPPED: the caller said so. */
NODISCARD enum status export_write(struct study *study, const struct export_request *request,
                                   struct export_report *report, struct error *err);

/* The formats there are; ends with a NULL suffix. */
const struct export_format_help *export_formats(void);

#endif
