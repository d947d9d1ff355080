/* SPDX-License-Identifier: MIT */
/* What the files that change the codebook share; all inside of work. */
#ifndef STORAGE_CODEBOOK_WORK_H
#define STORAGE_CODEBOOK_WORK_H

#include "core/attr.h"
#include "core/error.h"
#include "storage/study.h"

/* The modifiers of a code (a row) become those that are typed. */
NODISCARD enum status codebook_set_modifiers(struct study *study, int64_t code, const char *typed,
                                             struct error *err);
/* Gives code `to` the modifiers and choices of `from` that it lacks by name. */
NODISCARD enum status codebook_lend_modifiers(struct study *study, int64_t from, int64_t to,
                                              struct error *err);

#endif
