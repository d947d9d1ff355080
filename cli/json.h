/* SPDX-License-Identifier: MIT */
/* Writes JSON (RFC 8259) for programs to read: no tree, only commas, quotes
 * and escapes in their places. Texts must be UTF-8. */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { JSON_DEPTH = 16 };

struct json_writer {
    FILE *out;
    size_t depth;
    bool filled[JSON_DEPTH]; /* by depth: something stands before what comes next */
};

/* Begins and ends; `key` is NULL in a list and at the outermost level. */
void json_writer_begin(struct json_writer *json, FILE *out);
void json_writer_object(struct json_writer *json, const char *key);
void json_writer_end_object(struct json_writer *json);
void json_writer_list(struct json_writer *json, const char *key);
void json_writer_end_list(struct json_writer *json);

/* One value each. A NULL text is null. */
void json_writer_text(struct json_writer *json, const char *key, const char *value);
void json_writer_int(struct json_writer *json, const char *key, int64_t value);
void json_writer_bool(struct json_writer *json, const char *key, bool value);
void json_writer_null(struct json_writer *json, const char *key);

#endif
