/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the decoder of keys, in pieces as a terminal's are, and
 * what they are to a line that is edited. No byte stops it; every press has a
 * name or is text that may stand in a line; the line stays clean, and its
 * cursor stands between two characters. */
#include "core/text.h"
#include "tui/keys.h"
#include "tui/line.h"
#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct {
    const char *name;
    void (*edit)(struct line *line);
} edits[] = {
    { "Left", line_left },
    { "Right", line_right },
    { "M-b", line_word_left },
    { "M-f", line_word_right },
    { "Home", line_start },
    { "C-e", line_end },
    { "Backspace", line_delete_left },
    { "Delete", line_delete_right },
    { "C-w", line_cut_blank_word },
    { "M-Backspace", line_cut_word_left },
    { "M-d", line_cut_word_right },
    { "C-k", line_cut_to_end },
    { "C-u", line_cut_all },
    { "C-y", line_yank },
    { "C-t", line_transpose },
};

/* Cutting a line and putting it back twice doubles it; after two dozen times
 * nothing new is learned, and looking through it takes minutes. */
#define LONGEST ((size_t)64 * 1024)

static void check_line(const struct line *line)
{
    const char *text = str_text(&line->text);

    assert(line->cursor <= line->text.len);
    assert(line->cursor == line->text.len || ((unsigned char)text[line->cursor] & 0xC0) != 0x80);
    assert(text_valid(text, line->text.len));
    for (size_t i = 0; i < line->text.len; i++)
        assert((unsigned char)text[i] >= 0x20 && text[i] != 0x7F);
}

static void take(struct line *line, const struct press *press)
{
    size_t len = strlen(press->name);

    assert(len < sizeof press->name);
    if (press->kind == PRESS_PASTE) {
        line_insert(line, press->paste, press->paste_len);
    } else if (press->kind == PRESS_TEXT) {
        assert(len > 0 && text_valid(press->name, len));
        line_insert(line, press->name, len);
    } else {
        assert(len > 0 && text_valid(press->name, len) && strpbrk(press->name, "\033\n") == NULL);
        for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++)
            if (strcmp(press->name, edits[i].name) == 0 &&
                (edits[i].edit != line_yank || line->text.len < LONGEST))
                edits[i].edit(line);
    }
    check_line(line);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct keys keys = { 0 };
    struct line line = { .rows = false };
    struct press press;
    size_t piece, presses = 0;

    if (size == 0)
        return 0;
    piece = 1 + data[0] % 16;
    keys_learn(&keys, "\033[25~", "S-F1");
    for (size_t at = 1; at < size; at += piece) {
        keys_feed(&keys, (const char *)data + at, size - at < piece ? size - at : piece);
        while (keys_next(&keys, &press, false)) {
            take(&line, &press);
            presses++;
        }
        if (data[at] % 8 == 0) /* nothing came for a while */
            while (keys_next(&keys, &press, true)) {
                take(&line, &press);
                presses++;
            }
    }
    while (keys_next(&keys, &press, true)) {
        take(&line, &press);
        presses++;
    }
    assert(presses <= size);
    assert(keys.pasting || !keys_unfinished(&keys));
    line_release(&line);
    keys_release(&keys);
    return 0;
}
