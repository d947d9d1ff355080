/* SPDX-License-Identifier: MIT */
/* The syntax of the config file: lines "name = value" under headings
 * "[section]", "#" first in a line for a comment. Pure: text goes in, lines
 * and mistakes come out, and one value is put into a text with everything else
 * left as it stands. What names and values mean is said elsewhere
 * (core/settings.h; keys and colours in tui/). */
#ifndef CORE_CONFIG_H
#define CORE_CONFIG_H

#include "core/attr.h"
#include "core/str.h"
#include <stdbool.h>
#include <stddef.h>

enum { CONFIG_LIMIT = 256 * 1024 }; /* bytes of a config file; longer ones are refused */

enum config_section {
    CONFIG_GENERAL,  /* before the first heading */
    CONFIG_OBSERVER, /* [observer AB]: for this observer alone */
    CONFIG_KEYS,     /* [keys] */
    CONFIG_COLORS,   /* [colors] */
    CONFIG_MONO      /* [mono]: without colours */
};

struct config_line {
    size_t number; /* from 1 */
    enum config_section section;
    const char *observer; /* CONFIG_OBSERVER: "AB"; else "" */
    const char *name;     /* as typed */
    const char *value;    /* "" where nothing stands behind "=" */
};

/* What is wrong in one line, and what to do: the line has no effect. */
struct config_mistake {
    size_t line; /* 0: the whole file */
    const char *text;
};

struct config {
    struct config_line *line;
    size_t count, room;
    struct config_mistake *mistake; /* by line */
    size_t mistake_count, mistake_room;
    struct pool *pool; /* NULL: an empty config */
};

/* Reads a text of any bytes; it is cleaned line by line. Mistakes of syntax, of
 * headings, and of names that were set before are noted. The caller ends *out
 * with config_release(). */
void config_read(struct config *out, const char *text, size_t len);
void config_release(struct config *config);

/* Notes a mistake, in its place by line. */
void config_mistake(struct config *config, size_t line, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Appends `text` to *out with `name` of the general part set to `value`: where
 * it stands already in its line, else as a line of its own before the first
 * heading. Every other byte stays. */
void config_put(struct str *out, const char *text, size_t len, const char *name, const char *value);

#endif
