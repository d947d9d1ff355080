/* SPDX-License-Identifier: MIT */
/* Sealing a plain study, and making a sealed one plain. The new file is written
 * beside the old one, compared with it row by row, and renamed into its place:
 * at any moment one of the two stands there whole. */
#ifndef STORAGE_CONVERT_H
#define STORAGE_CONVERT_H

#include "core/attr.h"
#include "core/error.h"
#include "storage/seal.h"

/* Seals the study at `path`. No connection of this program may have it open.
 * The plain file is overwritten before it goes; what the disk itself keeps of it,
 * and backups made before, stay. STATUS_BUSY: another program has it open.
 * STATUS_INPUT: it is sealed already. */
NODISCARD enum status convert_seal(const char *path, const struct seal_secret *secret,
                                   struct error *err);

/* Makes the sealed study at `path`, which was unlocked, plain. */
NODISCARD enum status convert_unseal(const char *path, struct error *err);

/* Takes away what a conversion that was interrupted left beside the study. */
void convert_clean(const char *path);

#endif
