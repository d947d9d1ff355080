/* SPDX-License-Identifier: MIT */
/* The line in which people say what they look for: words, and filters in
 * between, `budget code:ch person:283 body:"Governing Body" from:2026-01`.
 * What is no filter is words. Pure. */
#ifndef CORE_FIND_LINE_H
#define CORE_FIND_LINE_H

#include "core/change.h"
#include "core/str.h"
#include <stdbool.h>
#include <stddef.h>

enum find_field {
    FIELD_CODE,
    FIELD_PERSON,
    FIELD_ROLE,
    FIELD_SITE,
    FIELD_BODY,
    FIELD_FUNCTION,
    FIELD_KIND,
    FIELD_FROM,
    FIELD_TO,
    FIND_FIELDS
};

/* What is typed before the colon, and what it asks for. */
struct find_field_word {
    const char *name, *means;
};
extern const struct find_field_word find_fields[FIND_FIELDS];

struct find_line {
    struct str words;              /* words and phrases, as typed, a blank between */
    bool open;                     /* the last of them is no closed phrase: it may be half typed */
    struct str value[FIND_FIELDS]; /* empty: not asked for; of one given twice the last */
    bool given[FIND_FIELDS];       /* its name stands there, with a value or without */
};

/* Reads clean text into an empty (zeroed) *out, which the caller releases. */
void find_line_read(struct find_line *out, const char *text);
void find_line_release(struct find_line *line);
/* Whether it asks for anything. */
bool find_line_asks(const struct find_line *line);

/* What could be completed at `cursor`: the value of a field, or with
 * FIND_FIELDS the name of one. *typed is the stretch that stands for it so far,
 * with a quotation mark that it begins with. False: nothing. */
bool find_line_at(const char *text, size_t cursor, enum find_field *field, struct span *typed);
/* Appends `value` as it is typed: in quotation marks where it holds a blank. */
void find_line_add_value(struct str *out, const char *value);

#endif
