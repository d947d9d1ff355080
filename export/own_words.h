/* SPDX-License-Identifier: MIT */
/* Which words of a study are moot's own: what stands in it as it came with
 * moot. They identify nobody, whatever people are called, and leave as they
 * are; what somebody has changed or added is a text like any other. */
#ifndef EXPORT_OWN_WORDS_H
#define EXPORT_OWN_WORDS_H

#include "core/code.h"
#include <stdbool.h>
#include <stddef.h>

/* Whether the name of a code is that of the starter code with its key. */
bool own_code(const struct code *code);
/* Whether that code also has the starter's definition and rules of use. */
bool own_description(const struct code *code);
/* Whether that code came with a modifier of this name, and with the choice. */
bool own_modifier(const struct code *code, size_t modifier);
bool own_choice(const struct code *code, size_t modifier, const char *choice);

/* Whether the name of a function is one of the starter's. */
bool own_function(const char *name);

#endif
