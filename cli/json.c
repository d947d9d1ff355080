/* SPDX-License-Identifier: MIT */
/* JSON as it is written: one element of the outermost list a line, so that
 * people can look at it too. */
#include "cli/json.h"

#include <assert.h>
#include <inttypes.h>

/* Quotes `text`; what RFC 8259 wants escaped is, and so is DEL, which a
 * terminal would take as a control character. */
static void put_quoted(FILE *out, const char *text)
{
    fputc('"', out);
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\')
            fprintf(out, "\\%c", *c);
        else if (*c == '\n')
            fputs("\\n", out);
        else if (*c == '\t')
            fputs("\\t", out);
        else if ((unsigned char)*c < 0x20 || *c == 0x7F)
            fprintf(out, "\\u%04x", (unsigned)*c);
        else
            fputc(*c, out);
    }
    fputc('"', out);
}

/* What stands before a value: a comma, a line end, the key. */
static void put_before(struct json_writer *json, const char *key)
{
    if (json->depth > 0) {
        if (json->filled[json->depth - 1])
            fputc(',', json->out);
        if (json->depth == 1)
            fputc('\n', json->out);
        json->filled[json->depth - 1] = true;
    }
    if (key != NULL) {
        put_quoted(json->out, key);
        fputc(':', json->out);
    }
}

static void open_level(struct json_writer *json, const char *key, char bracket)
{
    put_before(json, key);
    assert(json->depth < JSON_DEPTH);
    fputc(bracket, json->out);
    json->filled[json->depth++] = false;
}

static void close_level(struct json_writer *json, char bracket)
{
    assert(json->depth > 0);
    json->depth--;
    if (json->depth == 0 && json->filled[0])
        fputc('\n', json->out);
    fputc(bracket, json->out);
    if (json->depth == 0)
        fputc('\n', json->out);
}

void json_writer_begin(struct json_writer *json, FILE *out)
{
    *json = (struct json_writer){ .out = out };
}

void json_writer_object(struct json_writer *json, const char *key)
{
    open_level(json, key, '{');
}

void json_writer_end_object(struct json_writer *json)
{
    close_level(json, '}');
}

void json_writer_list(struct json_writer *json, const char *key)
{
    open_level(json, key, '[');
}

void json_writer_end_list(struct json_writer *json)
{
    close_level(json, ']');
}

void json_writer_text(struct json_writer *json, const char *key, const char *value)
{
    put_before(json, key);
    if (value != NULL)
        put_quoted(json->out, value);
    else
        fputs("null", json->out);
}

void json_writer_int(struct json_writer *json, const char *key, int64_t value)
{
    put_before(json, key);
    fprintf(json->out, "%" PRId64, value);
}

void json_writer_bool(struct json_writer *json, const char *key, bool value)
{
    put_before(json, key);
    fputs(value ? "true" : "false", json->out);
}

void json_writer_null(struct json_writer *json, const char *key)
{
    put_before(json, key);
    fputs("null", json->out);
}
