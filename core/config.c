/* SPDX-License-Identifier: MIT */
/* Reading the config file, line by line; a line that cannot be read is one
 * mistake and nothing else. */
#include "core/config.h"
#include "core/mem.h"
#include "core/pool.h"
#include "core/text.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    enum config_section section;
} headings[] = {
    { "keys", CONFIG_KEYS },
    { "colors", CONFIG_COLORS },
    { "mono", CONFIG_MONO },
};

/* Where the reading stands. */
struct reader {
    struct config *config;
    size_t number;
    enum config_section section;
    const char *observer;
    bool lost; /* under a heading that is not known: its lines are passed over */
};

void config_release(struct config *config)
{
    if (config->pool != NULL)
        pool_free(config->pool);
    free(config->line);
    free(config->mistake);
    *config = (struct config){ 0 };
}

void config_mistake(struct config *config, size_t line, const char *fmt, ...)
{
    struct config_mistake *at;
    char text[400];
    size_t place;
    va_list args;

    va_start(args, fmt);
    text_print_args(text, sizeof text, fmt, args);
    va_end(args);
    if (config->pool == NULL)
        config->pool = pool_new();
    config->mistake = mem_grow(config->mistake, config->mistake_count, &config->mistake_room,
                               sizeof *config->mistake);
    place = config->mistake_count++;
    while (place > 0 && config->mistake[place - 1].line > line)
        place--;
    at = config->mistake + place;
    memmove(at + 1, at, (config->mistake_count - 1 - place) * sizeof *at);
    *at = (struct config_mistake){ line, pool_copy(config->pool, text) };
}

/* The end of the line that begins at `at`, in front of its line end. */
static size_t line_end(const char *text, size_t len, size_t at)
{
    const char *end = memchr(text + at, '\n', len - at);

    return end != NULL ? (size_t)(end - text) : len;
}

static void trim(const char **text, size_t *len)
{
    while (*len > 0 && ((*text)[0] == ' ' || (*text)[0] == '\t')) {
        (*text)++;
        (*len)--;
    }
    while (*len > 0 && strchr(" \t\r", (*text)[*len - 1]) != NULL)
        (*len)--;
}

static bool is_name(const char *text, size_t len)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

    for (size_t i = 0; i < len; i++)
        if (memchr(letters, text[i], sizeof letters - 1) == NULL)
            return false;
    return len > 0;
}

static bool equals(const char *text, size_t len, const char *word)
{
    return strlen(word) == len && memcmp(text, word, len) == 0;
}

static const char *keep(struct config *config, const char *text, size_t len)
{
    char *copy = mem_copy_len(text, len);
    const char *kept = pool_copy(config->pool, copy);

    free(copy);
    return kept;
}

/* "[keys]", "[observer AB]". */
static void read_heading(struct reader *reader, const char *text, size_t len)
{
    static const char observer[] = "observer";
    const char *inside = text + 1;
    size_t inside_len = len - 2;

    reader->lost = true;
    if (len < 3 || text[len - 1] != ']') {
        config_mistake(reader->config, reader->number,
                       "a heading is a word in brackets, as [keys]: end it with \"]\"");
        return;
    }
    trim(&inside, &inside_len);
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++)
        if (equals(inside, inside_len, headings[i].name)) {
            reader->section = headings[i].section;
            reader->lost = false;
            return;
        }
    if (inside_len > strlen(observer) && memcmp(inside, observer, strlen(observer)) == 0
        && inside[strlen(observer)] == ' ') {
        inside += strlen(observer);
        inside_len -= strlen(observer);
        trim(&inside, &inside_len);
        reader->section = CONFIG_OBSERVER;
        reader->observer = keep(reader->config, inside, inside_len);
        reader->lost = false;
        return;
    }
    config_mistake(reader->config, reader->number,
                   "there is no part \"%.*s\": use [keys], [colors], [mono] or [observer AB]",
                   inside_len < 60 ? (int)inside_len : 60, inside);
}

/* The line that sets the same already; NULL none. */
static const struct config_line *set_before(const struct config *config,
                                            const struct config_line *line)
{
    for (size_t i = 0; i < config->count; i++) {
        const struct config_line *other = &config->line[i];

        if (other->section == line->section && strcmp(other->observer, line->observer) == 0
            && strcmp(other->name, line->name) == 0)
            return other;
    }
    return NULL;
}

static void read_setting(struct reader *reader, const char *text, size_t len)
{
    struct config *config = reader->config;
    const char *sign = memchr(text, '=', len), *value;
    size_t name_len = sign != NULL ? (size_t)(sign - text) : len, value_len;
    const struct config_line *before;
    struct config_line line = { .number = reader->number, .section = reader->section };

    trim(&text, &name_len);
    if (sign == NULL || !is_name(text, name_len)) {
        config_mistake(config, reader->number,
                       "a line is \"name = value\", a comment begins with \"#\"");
        return;
    }
    value = sign + 1;
    value_len = len - (size_t)(value - text);
    trim(&value, &value_len);
    line.observer = reader->section == CONFIG_OBSERVER ? reader->observer : "";
    line.name = keep(config, text, name_len);
    line.value = keep(config, value, value_len);
    before = set_before(config, &line);
    if (before != NULL) {
        config_mistake(config, reader->number,
                       "%.60s was set in line %zu already: keep one of the two", line.name,
                       before->number);
        return;
    }
    config->line = mem_grow(config->line, config->count, &config->room, sizeof *config->line);
    config->line[config->count++] = line;
}

static void read_line(struct reader *reader, const char *text, size_t len)
{
    trim(&text, &len);
    if (len == 0 || text[0] == '#')
        return;
    if (text[0] == '[')
        read_heading(reader, text, len);
    else if (!reader->lost)
        read_setting(reader, text, len);
}

void config_read(struct config *out, const char *text, size_t len)
{
    struct reader reader = { .config = out, .observer = "" };
    struct str clean = STR_INIT;

    *out = (struct config){ .pool = pool_new() };
    for (size_t at = 0; at < len; at = line_end(text, len, at) + 1) {
        size_t end = line_end(text, len, at);

        reader.number++;
        str_clear(&clean);
        if (!text_valid(text + at, end - at)) {
            config_mistake(out, reader.number, "the line is not UTF-8: type it anew");
            continue;
        }
        (void)text_clean_line(&clean, text + at, end - at);
        read_line(&reader, str_text(&clean), clean.len);
    }
    str_release(&clean);
}

/* --- putting one value -------------------------------------------------------- */

/* A line as config_read() takes it, which is what `clean` then holds; one that is
 * not UTF-8 is none. */
static void line_as_read(struct str *clean, const char *text, size_t len, const char **line,
                         size_t *line_len)
{
    str_clear(clean);
    if (text_valid(text, len))
        (void)text_clean_line(clean, text, len);
    *line = str_text(clean);
    *line_len = clean->len;
    trim(line, line_len);
}

/* Whether the line sets `name`. */
static bool sets(const char *line, size_t len, const char *name)
{
    const char *sign = memchr(line, '=', len);
    size_t name_len;

    if (sign == NULL)
        return false;
    name_len = (size_t)(sign - line);
    trim(&line, &name_len);
    return equals(line, name_len, name);
}

void config_put(struct str *out, const char *text, size_t len, const char *name, const char *value)
{
    size_t at = 0, before, end;
    struct str clean = STR_INIT;
    bool heading = false;

    while (at < len && !heading) {
        const char *line;
        size_t line_len;

        end = line_end(text, len, at);
        line_as_read(&clean, text + at, end - at, &line, &line_len);
        heading = line_len > 0 && line[0] == '[';
        if (!heading && sets(line, line_len, name)) {
            str_add_len(out, text, at);
            str_add_format(out, "%s = %s", name, value);
            str_add_len(out, text + end, len - end);
            str_release(&clean);
            return;
        }
        if (!heading)
            at = end + 1;
    }
    str_release(&clean);
    before = at < len ? at : len;
    str_add_len(out, text, before);
    if (before > 0 && text[before - 1] != '\n')
        str_add_char(out, '\n');
    str_add_format(out, "%s = %s\n", name, value);
    if (before < len)
        str_add_char(out, '\n');
    str_add_len(out, text + before, len - before);
}
