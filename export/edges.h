/* SPDX-License-Identifier: MIT */
/* What may stand around a name in a text. For the matcher. */
#ifndef EXPORT_EDGES_H
#define EXPORT_EDGES_H

#include "export/fold.h"
#include <stdbool.h>
#include <stddef.h>

/* Whether a script is that of letters and digits. */
bool edge_is_letter(enum script script);

/* The script of the character at `at`; SCRIPT_NONE at the end. */
enum script edge_script_at(const struct fold *fold, const char *text, size_t len, size_t at);

/* The script of the character before `at`, marks passed over; SCRIPT_NONE at
 * the start. *from is where that character begins, unset at the start. */
enum script edge_letter_before(const struct fold *fold, const char *text, size_t at,
                               size_t *from);

/* Whether a form of `letters` letters that begins with script `first` may begin
 * at `start`, which in an alphabet is the start of a word. */
bool edge_may_begin(const struct fold *fold, const char *text, size_t start, enum script first,
                    size_t letters);

/* Whether it may end at `end` with script `last`: at the end of a word, before
 * the s of a genitive, or anywhere in a script without word boundaries. */
bool edge_may_end(const struct fold *fold, const char *text, size_t len, size_t end,
                  enum script last, size_t letters);

/* Whether `len` bytes of `text` are the letters of `written` in its case: what
 * folding ignores is ignored, separators are alike. */
bool edge_same_case(const struct fold *fold, const char *written, const char *text, size_t len);

#endif
