/* SPDX-License-Identifier: MIT */
/* The .html: one page a meeting that needs no network and no scripts: its
 * header, a timeline, and the notes, each under its item. Scripts only add the
 * filter and the arrow keys. */
#include "export/html.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"

static const char style[] =
#include "export/page.css.inc"
    ;
static const char script[] =
#include "export/page.js.inc"
    ;

/* --- pieces ------------------------------------------------------------------------- */

void html_escape(struct str *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        switch (text[i]) {
        case '&':
            str_add(out, "&amp;");
            break;
        case '<':
            str_add(out, "&lt;");
            break;
        case '>':
            str_add(out, "&gt;");
            break;
        case '"':
            str_add(out, "&quot;");
            break;
        default:
            str_add_char(out, text[i]);
        }
    }
}

void html_words(struct html *html, const char *text, size_t len)
{
    if (!html->failed.status)
        (void)!job_check(html->job, html->document->name, text, len, &html->failed);
    html_escape(html->out, text, len);
}

void html_own(struct html *html, const char *text)
{
    html_escape(html->out, text, strlen(text));
}

const char *html_color(const struct html *html, size_t label)
{
    static const char *const colors[] = { "#3366CC", "#B8860B", "#2E8B57", "#B22222",
                                          "#6A5ACD", "#008B8B", "#C71585", "#708090" };
    const char *color = html->job->labels.label[label].color;

    return color[0] != '\0' ? color : colors[label % (sizeof colors / sizeof *colors)];
}

/* --- the head -------------------------------------------------------------------------- */

static void put_head(struct html *html)
{
    str_add(html->out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                       " style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">\n"
                       "<meta name=\"referrer\" content=\"no-referrer\">\n"
                       "<meta name=\"generator\" content=\"moot " MOOT_VERSION "\">\n"
                       "<link rel=\"icon\" href=\"data:,\">\n<title>");
    html_own(html, html->document->name);
    str_add(html->out, "</title>\n<style>\n");
    str_add(html->out, style);
    str_add(html->out, "</style>\n</head>\n<body>\n");
}

/* The lines "Heading: words" of the document's header, but for the agenda,
 * which stands as headings among the notes. */
static void put_header(struct html *html)
{
    const char *line = html->document->text.text, *end = line + html->document->header;

    str_add(html->out, "<header>\n<h1>");
    html_own(html, html->document->name);
    str_add(html->out, "</h1>\n<p class=\"about\">");
    html_own(html, labels_about(&html->job->labels));
    str_add(html->out, "</p>\n<dl>\n");
    if (!html->failed.status)
        (void)!job_check(html->job, html->document->name, line, html->document->header,
                         &html->failed);
    while (line < end) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        size_t len = stop != NULL ? (size_t)(stop - line) : (size_t)(end - line);
        const char *colon = memchr(line, ':', len);
        size_t key = colon != NULL ? (size_t)(colon - line) : len;

        if (colon != NULL && (len < 5 || memcmp(line, "Item ", 5) != 0)) {
            str_add(html->out, "<dt>");
            html_escape(html->out, line, key);
            str_add(html->out, "</dt><dd>");
            if (key + 2 < len)
                html_escape(html->out, line + key + 2, len - key - 2);
            str_add(html->out, "</dd>\n");
        }
        line += len + 1;
    }
    str_add(html->out, "</dl>\n");
}

static void put_option(struct html *html, char kind, size_t label, const char *name)
{
    str_add_format(html->out, "<option value=\"%c%zu\">", kind, label);
    html_own(html, name);
    str_add(html->out, "</option>\n");
}

/* Whether any entry of this document is spoken by, or coded with, the label. */
static bool *labels_met(const struct html *html)
{
    const struct labels *labels = &html->job->labels;
    const struct document *document = html->document;
    bool *met = mem_alloc(labels->count + 1, sizeof *met);

    for (size_t i = 0; i < document->count; i++) {
        const struct paragraph *paragraph = &document->paragraph[i];

        for (size_t v = 0; v < paragraph->speaker_count; v++) {
            const struct voice *voice = &document->voice[paragraph->first_voice + v];
            size_t label = voice->kind == VOICE_PERSON || voice->kind == VOICE_ROLE
                               ? labels_find(labels, &voice->id)
                               : LABEL_NONE;

            if (label != LABEL_NONE)
                met[label] = true;
        }
    }
    for (size_t i = 0; i < html->applied.count; i++)
        met[html->applied.row[i].mark->label] = true;
    return met;
}

/* Hidden until the script shows it: without scripts it would do nothing. */
static void put_filters(struct html *html)
{
    const struct labels *labels = &html->job->labels;
    bool *met = labels_met(html);

    str_add(html->out, "<form id=\"filters\" hidden>\n<label>Code <select id=\"by-code\">\n"
                       "<option value=\"\">all</option>\n");
    for (size_t i = 0; i < labels->count; i++) {
        if (met[i] && labels->label[i].kind == LABEL_CODE)
            put_option(html, 'c', i, labels->label[i].name);
    }
    str_add(html->out, "</select></label>\n<label>Speaker <select id=\"by-speaker\">\n"
                       "<option value=\"\">all</option>\n");
    for (size_t i = 0; i < labels->count; i++) {
        if (met[i] && labels->label[i].kind != LABEL_CODE)
            put_option(html, 's', i, labels->label[i].spoken);
    }
    str_add(html->out, "</select></label>\n<button type=\"button\" id=\"all\">Show all</button>\n"
                       "<span id=\"count\" class=\"quiet\"></span>\n</form>\n</header>\n");
    free(met);
}

/* --- entries ------------------------------------------------------------------------------ */

/* data-s and data-c: who speaks, and which codes reach the entry. */
static void put_data(struct html *html, size_t index)
{
    const struct labels *labels = &html->job->labels;
    const struct paragraph *paragraph = &html->document->paragraph[index];

    str_add(html->out, " data-s=\"");
    for (size_t i = 0; i < paragraph->speaker_count; i++) {
        const struct voice *voice = &html->document->voice[paragraph->first_voice + i];
        size_t label = voice->kind == VOICE_PERSON || voice->kind == VOICE_ROLE
                           ? labels_find(labels, &voice->id)
                           : LABEL_NONE;

        if (label != LABEL_NONE)
            str_add_format(html->out, "%ss%zu", i > 0 ? " " : "", label);
    }
    str_add(html->out, "\" data-c=\"");
    for (size_t i = 0; i < html->applied.count; i++) {
        const struct applied *row = &html->applied.row[i];

        if (row->first <= index && row->last >= index)
            str_add_format(html->out, " c%zu", row->mark->label);
    }
    str_add_char(html->out, '"');
}

/* The next place after `at` where a partial coding begins or ends. */
static size_t next_edge(const struct html *html, size_t index, size_t at, size_t end)
{
    for (size_t i = 0; i < html->applied.count; i++) {
        const struct applied *row = &html->applied.row[i];
        size_t edges[] = { row->mark->at, row->mark->at + row->mark->len };

        if (row->state || row->whole || row->first != index)
            continue;
        for (size_t e = 0; e < 2; e++) {
            if (edges[e] > at && edges[e] < end)
                end = edges[e];
        }
    }
    return end;
}

/* The names of the partial codings over a stretch, into html->text. */
static void name_parts(struct html *html, size_t index, size_t at)
{
    str_clear(&html->text);
    for (size_t i = 0; i < html->applied.count; i++) {
        const struct applied *row = &html->applied.row[i];

        if (!row->state && !row->whole && row->first == index && row->mark->at <= at
            && row->mark->at + row->mark->len > at)
            str_add_format(&html->text, "%s%s", html->text.len > 0 ? ", " : "",
                           html->job->labels.label[row->mark->label].name);
    }
}

static void put_words(struct html *html, size_t index)
{
    const struct document *document = html->document;
    const struct paragraph *paragraph = &document->paragraph[index];
    size_t at = paragraph->words, end = at + paragraph->len;

    if (paragraph->spoken && !html->failed.status)
        (void)!job_check(html->job, document->name, document->text.text + at, paragraph->len,
                         &html->failed);
    while (at < end) {
        size_t stop = next_edge(html, index, at, end);

        name_parts(html, index, at);
        if (html->text.len > 0) {
            str_add(html->out, "<mark title=\"");
            html_own(html, html->text.text);
            str_add(html->out, "\">");
        }
        html_escape(html->out, document->text.text + at, stop - at);
        if (html->text.len > 0)
            str_add(html->out, "</mark>");
        at = stop;
    }
}

static void put_codes(struct html *html, size_t index)
{
    for (size_t i = 0; i < html->applied.count; i++) {
        const struct applied *row = &html->applied.row[i];
        bool begins = row->first == index, ends = row->state && row->last == index;

        if (!begins && !ends)
            continue;
        str_add_format(html->out, " <span class=\"code\" style=\"border-color: %s\" title=\"",
                       html_color(html, row->mark->label));
        html_own(html, row->values);
        str_add(html->out, "\">");
        html_own(html, html->job->labels.label[row->mark->label].spoken);
        if (row->state && begins != ends)
            html_own(html, ends ? " ends" : row->mark->from > 0 ? " goes on" : " begins");
        if (row->values[0] != '\0' && begins) {
            str_add(html->out, ": ");
            html_own(html, row->values);
        }
        str_add(html->out, "</span>");
    }
}

static void put_who(struct html *html, const struct paragraph *paragraph)
{
    const struct voice *voices = html->document->voice + paragraph->first_voice;
    const struct labels *labels = &html->job->labels;

    str_clear(&html->text);
    if (paragraph->kind == ENTRY_COMMENT)
        str_add(&html->text, "comment");
    paragraph_voices(&html->text, labels, voices, paragraph->speaker_count);
    if (paragraph->addressee_count > 0) {
        str_add(&html->text, " to ");
        paragraph_voices(&html->text, labels, voices + paragraph->speaker_count,
                         paragraph->addressee_count);
    }
    html_own(html, str_text(&html->text));
}

static void put_entry(struct html *html, size_t index)
{
    const struct paragraph *paragraph = &html->document->paragraph[index];
    char time[CLOCK_TIME] = "";

    if (paragraph->at != TIME_UNKNOWN)
        clock_time(time, paragraph->at, paragraph->offset);
    str_add_format(html->out, "<li id=\"e%zu\" class=\"%s%s\"", index + 1,
                   entry_kind_words[paragraph->kind].key, paragraph->spoken ? "" : " said");
    put_data(html, index);
    str_add_format(html->out, "><time>%s</time><span class=\"who\">", time);
    put_who(html, paragraph);
    str_add(html->out, "</span><span class=\"words\" dir=\"auto\">");
    put_words(html, index);
    if (paragraph->spoken)
        put_codes(html, index);
    str_add(html->out, "</span></li>\n");
}

static void put_item(struct html *html, size_t index)
{
    const struct paragraph *paragraph = &html->document->paragraph[index];
    const struct document_item *item = paragraph->item < html->document->item_count
                                           ? &html->document->item[paragraph->item]
                                           : NULL;

    str_add_format(html->out, "</ol>\n<h2 id=\"e%zu\" dir=\"auto\">", index + 1);
    if (item != NULL) {
        str_add_format(html->out, "%d. ", item->number);
        html_words(html, item->title, strlen(item->title));
    } else {
        html_own(html, "Next item");
    }
    str_add(html->out, "</h2>\n<ol>\n");
}

static void put_notes(struct html *html)
{
    str_add(html->out, "<section aria-label=\"Field notes\">\n<ol>\n");
    for (size_t i = 0; i < html->document->count; i++) {
        if (html->document->paragraph[i].kind == ENTRY_AGENDA)
            put_item(html, i);
        else
            put_entry(html, i);
    }
    str_add(html->out, "</ol>\n");
    if (html->document->comment.len > 0) {
        str_add(html->out, "<h2>On the meeting</h2>\n<p>");
        html_words(html, html->document->comment.text, html->document->comment.len);
        str_add(html->out, "</p>\n");
    }
    str_add(html->out, "</section>\n");
}

enum status html_compose(struct str *out, const struct document *document, struct export_job *job,
                         struct error *err)
{
    struct html html = { .out = out, .job = job, .document = document };

    applied_load(&html.applied, document, &job->labels);
    put_head(&html);
    put_header(&html);
    put_filters(&html);
    str_add(out, "<main>\n<div class=\"beside\">\n");
    html_timeline(&html);
    str_add(out, "</div>\n");
    put_notes(&html);
    str_add(out, "</main>\n<script>\n");
    str_add(out, script);
    str_add(out, "</script>\n</body>\n</html>\n");
    applied_release(&html.applied);
    str_release(&html.text);
    if (html.failed.status)
        *err = html.failed;
    return html.failed.status;
}
