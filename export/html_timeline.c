/* SPDX-License-Identifier: MIT */
/* The timeline of a meeting's page. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "export/html.h"

/* In units of the drawing, which are pixels on the screen. */
enum { GUTTER = 170, WIDTH = 640, PER_HOUR = 420, ROW = 16, BAND = 24, TICKS = 18, EDGE = 10 };

enum row_kind { ROW_SPEAKER, ROW_STATE, ROW_CODE };

struct row {
    enum row_kind kind;
    size_t label;
    size_t weight; /* how much it says: words of a speaker */
};

struct timeline {
    struct html *html;
    bool timed;     /* along the time; else along the order */
    int64_t *place; /* of each entry, and of the end behind the last one */
    int64_t from, length;
    int width; /* of the part right of the gutter */
    struct row *row;
    size_t count, room;
};

/* --- places ---------------------------------------------------------------------------- */

static bool is_timed(const struct document *document)
{
    int64_t first = TIME_UNKNOWN, last = TIME_UNKNOWN;
    size_t known = 0;

    for (size_t i = 0; i < document->count; i++) {
        if (document->paragraph[i].at == TIME_UNKNOWN)
            continue;
        known++;
        if (first == TIME_UNKNOWN)
            first = document->paragraph[i].at;
        last = document->paragraph[i].at;
    }
    return known * 2 > document->count && last > first;
}

/* An entry without a time stands where the one before it does; time never runs
 * backwards along the drawing. */
static void find_places(struct timeline *line)
{
    const struct document *document = line->html->document;
    int64_t at = TIME_UNKNOWN;

    line->place = mem_alloc(document->count + 1, sizeof *line->place);
    for (size_t i = 0; i < document->count; i++) {
        int64_t time = document->paragraph[i].at;

        if (!line->timed)
            at = (int64_t)i;
        else if (time != TIME_UNKNOWN && (at == TIME_UNKNOWN || time > at))
            at = time;
        line->place[i] = at;
    }
    for (size_t i = document->count; i-- > 0 && line->timed;) { /* those before the first time */
        if (line->place[i] == TIME_UNKNOWN)
            line->place[i] = line->place[i + 1];
    }
    line->place[document->count] = line->timed ? at + 5000 : (int64_t)document->count;
    line->from = document->count > 0 ? line->place[0] : 0;
    line->length = line->place[document->count] - line->from;
    if (line->length < 1)
        line->length = 1;
    line->width = WIDTH;
    if (line->timed && line->length / 1000 * PER_HOUR / 3600 > WIDTH)
        line->width = (int)(line->length / 1000 * PER_HOUR / 3600);
}

static double x_of(const struct timeline *line, int64_t place)
{
    return GUTTER + (double)(place - line->from) * line->width / (double)line->length;
}

/* --- rows -------------------------------------------------------------------------------- */

static struct row *find_row(struct timeline *line, enum row_kind kind, size_t label)
{
    for (size_t i = 0; i < line->count; i++) {
        if (line->row[i].kind == kind && line->row[i].label == label)
            return &line->row[i];
    }
    line->row = mem_grow(line->row, line->count, &line->room, sizeof *line->row);
    line->row[line->count] = (struct row){ .kind = kind, .label = label };
    return &line->row[line->count++];
}

static size_t speaker_label(const struct timeline *line, const struct paragraph *paragraph,
                            size_t index)
{
    const struct voice *voice = &line->html->document->voice[paragraph->first_voice + index];

    if (voice->kind != VOICE_PERSON && voice->kind != VOICE_ROLE)
        return LABEL_NONE;
    return labels_find(&line->html->job->labels, &voice->id);
}

static int by_kind_and_weight(const void *a, const void *b)
{
    const struct row *one = a, *other = b;

    if (one->kind != other->kind)
        return (int)one->kind - (int)other->kind;
    if (one->weight != other->weight)
        return one->weight < other->weight ? 1 : -1;
    return (one->label > other->label) - (one->label < other->label);
}

static void find_rows(struct timeline *line)
{
    const struct document *document = line->html->document;
    const struct applied_list *applied = &line->html->applied;

    for (size_t i = 0; i < document->count; i++) {
        const struct paragraph *paragraph = &document->paragraph[i];

        for (size_t v = 0; v < paragraph->speaker_count; v++) {
            size_t label = speaker_label(line, paragraph, v);

            if (label != LABEL_NONE)
                find_row(line, ROW_SPEAKER, label)->weight += paragraph->len;
        }
    }
    for (size_t i = 0; i < applied->count; i++)
        find_row(line, applied->row[i].state ? ROW_STATE : ROW_CODE, applied->row[i].mark->label)
            ->weight++;
    if (line->count > 0)
        qsort(line->row, line->count, sizeof *line->row, by_kind_and_weight);
}

static int y_of(size_t row)
{
    return TICKS + BAND + EDGE + (int)row * ROW;
}

/* --- drawing ------------------------------------------------------------------------------- */

/* A link to the entry, with what it is for who hovers or hears it. */
static void start_link(struct timeline *line, size_t index, const char *what)
{
    const struct paragraph *paragraph = &line->html->document->paragraph[index];
    struct str *out = line->html->out;
    char time[CLOCK_TIME];

    str_add_format(out, "<a href=\"#e%zu\"><title>", index + 1);
    if (paragraph->at != TIME_UNKNOWN) {
        clock_time(time, paragraph->at, paragraph->offset);
        str_add_format(out, "%s ", time);
    }
    html_own(line->html, what);
    if (paragraph->spoken) {
        char *words =
            gate_quote(&line->html->job->gate, line->html->document->text.text + paragraph->words,
                       paragraph->len);

        str_add(out, ": ");
        html_words(line->html, words, strlen(words));
        free(words);
    }
    str_add(out, "</title>");
}

static void draw_bar(struct timeline *line, const char *class, const char *fill, double x,
                     double end, int y, int height)
{
    if (end < x + 2)
        end = x + 2;
    str_add_format(line->html->out,
                   "<rect class=\"%s\"%s%s%s x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                   class, fill != NULL ? " fill=\"" : "", fill != NULL ? fill : "",
                   fill != NULL ? "\"" : "", x, y, end - x, height);
}

/* Where the entry ends: with the next one that stands later. */
static int64_t end_place(const struct timeline *line, size_t index)
{
    size_t next = index + 1;

    while (next < line->html->document->count && line->place[next] == line->place[index])
        next++;
    return line->place[next];
}

static void draw_ticks(struct timeline *line)
{
    static const int64_t steps[] = { 60, 120, 300, 600, 900, 1800, 3600, 7200 };
    const struct paragraph *paragraph = line->html->document->paragraph;
    int32_t offset = line->html->document->count > 0 ? paragraph[0].offset : 0;
    int64_t step = steps[0] * 1000;
    int bottom = y_of(line->count);

    if (!line->timed)
        return;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && line->length / step > line->width / 80;
         i++)
        step = steps[i] * 1000;
    for (int64_t at = (line->from / step + 1) * step; at < line->from + line->length; at += step) {
        char time[CLOCK_TIME];

        clock_time(time, at, offset);
        time[5] = '\0';
        str_add_format(line->html->out,
                       "<line class=\"tick\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>"
                       "<text x=\"%.1f\" y=\"12\">%s</text>\n",
                       x_of(line, at), x_of(line, at), TICKS, bottom, x_of(line, at) + 2, time);
    }
}

static void draw_items(struct timeline *line)
{
    const struct document *document = line->html->document;
    struct str *out = line->html->out;

    for (size_t i = 0; i < document->count; i++) {
        const struct paragraph *paragraph = &document->paragraph[i];
        size_t next = i + 1;
        char what[32];

        if (paragraph->kind != ENTRY_AGENDA || paragraph->item >= document->item_count)
            continue;
        while (next < document->count && document->paragraph[next].kind != ENTRY_AGENDA)
            next++;
        snprintf(what, sizeof what, "Item %d", document->item[paragraph->item].number);
        str_add_format(out, "<a href=\"#e%zu\"><title>%s: ", i + 1, what);
        html_words(line->html, document->item[paragraph->item].title,
                   strlen(document->item[paragraph->item].title));
        str_add(out, "</title>");
        draw_bar(line, "band", NULL, x_of(line, line->place[i]), x_of(line, line->place[next]),
                 TICKS, BAND - 4);
        str_add_format(out, "<text x=\"%.1f\" y=\"%d\">%d</text></a>\n",
                       x_of(line, line->place[i]) + 3, TICKS + 14,
                       document->item[paragraph->item].number);
    }
}

static void draw_speaker(struct timeline *line, size_t row)
{
    const struct document *document = line->html->document;
    const struct label *label = &line->html->job->labels.label[line->row[row].label];

    for (size_t i = 0; i < document->count; i++) {
        const struct paragraph *paragraph = &document->paragraph[i];

        for (size_t v = 0; v < paragraph->speaker_count; v++) {
            if (speaker_label(line, paragraph, v) != line->row[row].label)
                continue;
            start_link(line, i, label->spoken);
            draw_bar(line, "turn", NULL, x_of(line, line->place[i]), x_of(line, end_place(line, i)),
                     y_of(row) + 2, ROW - 4);
            str_add(line->html->out, "</a>\n");
        }
    }
}

static void draw_code(struct timeline *line, size_t row)
{
    const struct applied_list *applied = &line->html->applied;
    size_t label = line->row[row].label;
    const char *name = line->html->job->labels.label[label].spoken;

    for (size_t i = 0; i < applied->count; i++) {
        const struct applied *at = &applied->row[i];

        if (at->mark->label != label || at->state != (line->row[row].kind == ROW_STATE))
            continue;
        start_link(line, at->first, name);
        if (at->state)
            draw_bar(line, "state", html_color(line->html, label),
                     x_of(line, line->place[at->first]), x_of(line, end_place(line, at->last)),
                     y_of(row) + 2, ROW - 4);
        else
            str_add_format(line->html->out, "<circle fill=\"%s\" cx=\"%.1f\" cy=\"%d\" r=\"5\"/>",
                           html_color(line->html, label), x_of(line, line->place[at->first]) + 2,
                           y_of(row) + ROW / 2);
        str_add(line->html->out, "</a>\n");
    }
}

static void draw_rows(struct timeline *line)
{
    for (size_t i = 0; i < line->count; i++) {
        const struct label *label = &line->html->job->labels.label[line->row[i].label];
        char *name = gate_quote(&line->html->job->gate, label->spoken, strlen(label->spoken));

        str_add_format(line->html->out, "<g aria-label=\"");
        html_own(line->html, label->spoken);
        str_add_format(line->html->out,
                       "\"><svg x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\">"
                       "<text x=\"4\" y=\"12\">",
                       y_of(i), GUTTER - 6, ROW);
        html_own(line->html, name);
        str_add(line->html->out, "</text></svg>\n");
        if (line->row[i].kind == ROW_SPEAKER)
            draw_speaker(line, i);
        else
            draw_code(line, i);
        str_add(line->html->out, "</g>\n");
        free(name);
    }
}

void html_timeline(struct html *html)
{
    struct timeline line = { .html = html, .timed = is_timed(html->document) };
    int height;

    if (html->document->count == 0)
        return;
    find_places(&line);
    find_rows(&line);
    height = y_of(line.count) + EDGE;
    str_add_format(html->out,
                   "<p class=\"quiet\">%s</p>\n<div class=\"timeline\">\n"
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"group\""
                   " aria-label=\"Timeline\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n",
                   line.timed ? "Timeline: speakers, states and codes along the time"
                              : "Most times are not known: along the order of the entries",
                   GUTTER + line.width + EDGE, height, GUTTER + line.width + EDGE, height);
    draw_ticks(&line);
    draw_items(&line);
    draw_rows(&line);
    str_add(html->out, "</svg>\n</div>\n");
    free(line.place);
    free(line.row);
}
