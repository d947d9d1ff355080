/* SPDX-License-Identifier: MIT */
/* What can be said of a codebook without a study: modifiers as people type
 * them, what a code may be called, and whether a new code resembles an old one. */
#ifndef CORE_CODEBOOK_H
#define CORE_CODEBOOK_H

#include "core/attr.h"
#include "core/code.h"
#include "core/str.h"
#include <stdbool.h>
#include <stddef.h>

enum { CODE_CHOICES = 64, CODE_MODIFIERS = 16 };

/* The modifiers of a code as typed, "kind: supportive | lesson-seeking", one a
 * row or with ";" between; no choices: free words. */
struct typed_modifier {
    char *name;
    char *choice[CODE_CHOICES];
    size_t choice_count;
};
struct typed_modifiers {
    struct typed_modifier modifier[CODE_MODIFIERS];
    size_t count;
};

/* Reads them; false, with what is wrong and what to do in *why, when they are
 * none. The caller ends *out with typed_modifiers_release(). */
NODISCARD bool typed_modifiers_read(struct typed_modifiers *out, const char *text, struct str *why);
void typed_modifiers_release(struct typed_modifiers *typed);
/* Appends a code's modifiers so, with `between` ("\n", "; ") between them. */
void modifiers_print(struct str *out, const struct code *code, const char *between);

/* Whether a code may have this key ("" none), name, colour ("" none), hot key
 * (0 none: Alt and a letter but b, d, f, h; '3', '5' to '9'); false with *why. */
NODISCARD bool code_key_fits(const char *key, struct str *why);
NODISCARD bool code_name_fits(const char *name, struct str *why);
NODISCARD bool code_color_fits(const char *color, struct str *why);
NODISCARD bool code_hot_key_fits(char hot_key, struct str *why);

/* A code that one of this key and name resembles: of the same folded name,
 * of a name a letter or two away or of the same words in another order, or
 * of a key that begins the other's. -1 none; else its index, and *why says in
 * what. `self` (an index, -1 none) is passed
 * over, and so is what was merged. */
int code_resembles(const struct code *codes, size_t count, int self, const char *key,
                   const char *name, struct str *why);

#endif
