/* SPDX-License-Identifier: MIT */
/* Another passphrase or recovery code for a sealed study. */
#ifndef STORAGE_SEAL_PASSPHRASE_H
#define STORAGE_SEAL_PASSPHRASE_H

#include "storage/seal.h"
#include "storage/study.h"

/* Gives an open sealed study another passphrase, and another recovery code (NULL:
 * the one it has stays). Pages are not written anew, so that copies made before
 * still open with what opened them. Whenever it ends, the former or the new one
 * opens the study. */
NODISCARD enum status seal_change(struct study *study, const struct seal_secret *secret,
                                  struct error *err);

#endif
