/* SPDX-License-Identifier: MIT */
/* The words of a line: codes are cut out of them, escapes resolved, and
 * quotations found in what is left. The text is put together from pieces of
 * the line, which also lead back from the text to the line. */
#include "core/internal.h"

#include "core/mem.h"
#include "core/text.h"
#include <stdlib.h>
#include <string.h>

struct piece {
    size_t text_at, line_at, len;
};

struct body {
    struct reader *r;
    struct piece *pieces;
    size_t piece_count, piece_room;
    size_t *literal; /* escaped quotation marks in the text */
    size_t literal_count, literal_room;
};

static void add_piece(struct body *body, size_t start, size_t end)
{
    struct str *text = &body->r->out->text;

    if (start >= end)
        return;
    body->pieces =
        mem_grow(body->pieces, body->piece_count, &body->piece_room, sizeof *body->pieces);
    body->pieces[body->piece_count++] = (struct piece){ text->len, start, end - start };
    str_add_len(text, body->r->line + start, end - start);
}

/* Shortens the text to `len` bytes. */
static void cut_text(struct body *body, size_t len)
{
    struct str *text = &body->r->out->text;

    while (body->piece_count > 0 && body->pieces[body->piece_count - 1].text_at >= len)
        body->piece_count--;
    if (body->piece_count > 0) {
        struct piece *last = &body->pieces[body->piece_count - 1];

        if (last->text_at + last->len > len)
            last->len = len - last->text_at;
    }
    str_splice(text, len, text->len - len, "", 0);
}

/* A mark that stands close to the word before it. */
static bool clings(const char *line, size_t at, size_t end)
{
    return at < end && strchr(".,;:!?)]", line[at]) != NULL && line[at] != '\0';
}

/* Makes one blank of those around a code that was cut out; none before a full
 * stop. Returns where the words go on. */
static size_t close_gap(struct body *body, size_t after)
{
    struct reader *r = body->r;
    const struct str *text = &r->out->text;
    size_t trimmed = trim_blanks(str_text(text), 0, text->len);

    if (clings(r->line, after, r->end)) {
        cut_text(body, trimmed);
    } else if (trimmed < text->len) {
        cut_text(body, trimmed + blank_at(text->text, trimmed, text->len));
        after = skip_blanks(r->line, after, r->end);
    } else if (trimmed == 0) {
        after = skip_blanks(r->line, after, r->end);
    }
    return after;
}

static bool is_escape(const struct reader *r, size_t at)
{
    return at + 1 < r->end && r->line[at] == '\\' && r->line[at + 1] != '\0'
           && strchr("#\"\\", r->line[at + 1]) != NULL;
}

/* Takes the words over into the text, without codes and escapes. */
static void assemble(struct body *body)
{
    struct reader *r = body->r;
    size_t at = r->start, run = at;

    while (at < r->end) {
        if (is_escape(r, at)) {
            add_piece(body, run, at);
            reader_segment(r, SEGMENT_ESCAPE, at, at + 1);
            if (r->line[at + 1] == '"') {
                body->literal = mem_grow(body->literal, body->literal_count, &body->literal_room,
                                         sizeof *body->literal);
                body->literal[body->literal_count++] = r->out->text.len;
            }
            run = at + 1;
            at += 2;
        } else if (r->line[at] == '#' && after_blank(r->line, r->start, at)) {
            size_t after = read_code(r, at);

            if (after == at) {
                at++;
                continue;
            }
            add_piece(body, run, at);
            at = run = close_gap(body, after);
        } else {
            at++;
        }
    }
    add_piece(body, run, r->end);
    cut_text(body, trim_blanks(str_text(&r->out->text), 0, r->out->text.len));
}

/* Shows a quotation in the line: around codes and escapes, in pieces. */
static void mark_verbatim(struct body *body)
{
    const struct reading *out = body->r->out;
    size_t piece = 0;

    for (size_t i = 0; i < out->verbatim_count; i++) {
        size_t start = out->verbatim[i].start, end = start + out->verbatim[i].len;

        while (piece < body->piece_count) {
            const struct piece *p = &body->pieces[piece];
            size_t from = start > p->text_at ? start : p->text_at;
            size_t to = end < p->text_at + p->len ? end : p->text_at + p->len;

            if (from < to)
                reader_segment(body->r, SEGMENT_VERBATIM, p->line_at + from - p->text_at,
                               p->line_at + to - p->text_at);
            if (p->text_at + p->len >= end)
                break; /* the next quotation may stand in this piece too */
            piece++;
        }
    }
}

void read_body(struct reader *r)
{
    struct body body = { .r = r };
    struct reading *out = r->out;

    assemble(&body);
    out->verbatim = verbatim_find(str_text(&out->text), out->text.len, body.literal,
                                  body.literal_count, &out->verbatim_count);
    out->verbatim_room = out->verbatim_count;
    mark_verbatim(&body);
    free(body.pieces);
    free(body.literal);
    if (out->text.len > 0)
        out->kind = READ_NOTE;
    else if (out->code_count > 0 || out->speaker_count > 0)
        out->kind = READ_EVENT;
    else
        out->kind = READ_NOTHING;
}
