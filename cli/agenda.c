/* SPDX-License-Identifier: MIT */
/* An agenda from a file, one item a line. */
#include "cli/agenda.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "core/str.h"
#include "core/text.h"

enum { AGENDA_LIMIT = 1024 * 1024 }; /* bytes of the file */

static enum status read_file(const char *path, struct str *out, struct error *err)
{
    char chunk[4096];
    size_t got = sizeof chunk;
    FILE *file = fopen(path, "rb");
    enum status status = STATUS_OK;

    if (file == NULL)
        return error_set(err, STATUS_IO, "cannot open the agenda %s: %s", path, strerror(errno));
    while (got > 0 && out->len <= AGENDA_LIMIT) {
        got = fread(chunk, 1, sizeof chunk, file);
        str_add_len(out, chunk, got);
    }
    if (ferror(file))
        status = error_set(err, STATUS_IO, "cannot read the agenda %s: %s", path,
                           strerror(errno));
    else if (out->len > AGENDA_LIMIT)
        status = error_set(err, STATUS_INPUT, "%s is longer than 1 MB: that is no agenda", path);
    (void)fclose(file);
    return status;
}

static void add_line(struct agenda_lines *lines, const char *line)
{
    struct new_agenda_item item = { 0 };
    char *title, *paper;

    if (!agenda_read_line(line, &title, &paper, &item.purpose))
        return;
    item.title = title;
    item.paper = paper;
    lines->items = mem_grow(lines->items, lines->count, &lines->room, sizeof *lines->items);
    lines->items[lines->count++] = item;
}

enum status agenda_lines_read(struct agenda_lines *lines, const char *path, struct error *err)
{
    struct str text = STR_INIT, line = STR_INIT;
    enum status status;
    size_t at = 0;

    *lines = (struct agenda_lines){ 0 };
    status = read_file(path, &text, err);
    for (size_t number = 1; !status && at < text.len; number++) {
        const char *start = text.text + at;
        const char *end = memchr(start, '\n', text.len - at);
        size_t len = end != NULL ? (size_t)(end - start) : text.len - at;

        if (!text_valid(start, len)) {
            status = error_set(err, STATUS_INPUT, "%s line %zu: it is not UTF-8: save the file as "
                               "UTF-8 text", path, number);
            break;
        }
        str_clear(&line);
        (void)text_clean_line(&line, start, len);
        add_line(lines, str_text(&line));
        at += len + 1;
    }
    str_release(&line);
    str_release(&text);
    return status;
}

void agenda_lines_release(struct agenda_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        free((char *)lines->items[i].title);
        free((char *)lines->items[i].paper);
    }
    free(lines->items);
    *lines = (struct agenda_lines){ 0 };
}
