/* SPDX-License-Identifier: MIT */
/* Codebooks that come back from the analysis: REFI-QDA codebooks (.qdc) and the
 * codes of REFI-QDA projects (.qdpx), from ATLAS.ti, QualCoder and their kin. */
#ifndef IMPORT_REFI_H
#define IMPORT_REFI_H

#include "import/import.h"

/* Takes the codes of a .qdc into the codebook, all or none. A code is known
 * again by the GUID that moot exports give it, else by its name; what the file
 * does not say of it stays. Hierarchy, colours, descriptions, and groups that
 * moot wrote are taken; speakers, role groups and choices of modifiers, which
 * are codes there, are passed over. STATUS_INPUT: not well-formed, not this
 * schema, a GUID twice, too large: the text says where. */
NODISCARD enum status qdc_import(struct study *study, const char *path,
                                 struct import_report *report, struct error *err);

/* The same for the codebook of a project: names, descriptions, colours. The
 * hierarchy stays the study's, since not every program keeps it. */
NODISCARD enum status qdpx_import(struct study *study, const char *path,
                                  struct import_report *report, struct error *err);

#endif
