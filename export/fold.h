/* SPDX-License-Identifier: MIT */
/* Code points as the matcher sees them. For the files of this folder. */
#ifndef EXPORT_FOLD_H
#define EXPORT_FOLD_H

#include "export/matcher.h"
#include <stddef.h>
#include <stdint.h>

enum {
    FOLD_TABLE = 0x2000, /* code points looked up; beyond them little has case */
    FOLD_MOST = 3,       /* symbols that one code point can become */
    FOLD_SEPARATOR = ' ' /* the symbol of blanks and hyphens */
};

/* A table of what each code point becomes: built once, read often. */
struct fold {
    struct {
        uint16_t symbol[FOLD_MOST];
        uint8_t count;
        uint8_t script; /* enum script */
    } of[FOLD_TABLE];
};

struct fold *fold_new(void);

/* The symbols of the character at `text` (not at its end, `before` the code
 * point in front of it, 0 none; `letters` how many letters the word has so
 * far): returns how many, none for what is ignored, and in *bytes how long the
 * character is and in *script what it is. */
size_t fold_symbols(const struct fold *fold, const char *text, uint32_t before, size_t letters,
                    uint32_t symbol[FOLD_MOST], size_t *bytes, enum script *script);

/* The script of a code point by the table. */
enum script fold_script(const struct fold *fold, uint32_t code_point);

#endif
