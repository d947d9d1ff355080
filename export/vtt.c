/* SPDX-License-Identifier: MIT */
/* The .vtt: the notes as cues over the length of the meeting, to lie beside a
 * recording that was started with it (WebVTT, W3C). Times are padded with
 * zeros and always hold hours; voice tags are not used, since ATLAS.ti does not
 * read them: "Name: words" stands in the cue itself. */
#include <stdio.h>
#include <string.h>

#include "export/job.h"

enum { LAST_CUE = 5000, SHORTEST_CUE = 1000 }; /* milliseconds */

/* Where the recording is taken to begin: with the meeting, or with the first
 * time that is known where notes are older. */
static int64_t beginning(const struct document *document)
{
    int64_t first = document->meeting->began;

    for (size_t i = 0; i < document->count; i++) {
        int64_t at = document->paragraph[i].at;

        if (at != TIME_UNKNOWN && (first == TIME_UNKNOWN || at < first))
            first = at;
    }
    return first;
}

/* When the next entry with a later time begins; a note goes on until then. */
static int64_t end_of(const struct document *document, size_t index)
{
    int64_t at = document->paragraph[index].at;

    for (size_t i = index + 1; i < document->count; i++) {
        int64_t next = document->paragraph[i].at;

        if (next != TIME_UNKNOWN && next > at)
            return next;
    }
    return at + LAST_CUE;
}

static void add_time(struct str *out, int64_t time)
{
    str_add_format(out, "%02lld:%02lld:%02lld.%03lld", (long long)(time / 3600000),
                   (long long)(time / 60000 % 60), (long long)(time / 1000 % 60),
                   (long long)(time % 1000));
}

/* The paragraph behind its time; the three signs that WebVTT reads are escaped. */
static void add_words(struct str *out, const struct document *document, size_t index)
{
    const struct paragraph *paragraph = &document->paragraph[index];
    const char *text = document->text.text;
    size_t from = paragraph->start, end = paragraph->words + paragraph->len;

    if (paragraph->at != TIME_UNKNOWN)
        from += strlen("[14:05:12] ");
    for (; from < end; from++) {
        if (text[from] == '&')
            str_add(out, "&amp;");
        else if (text[from] == '<')
            str_add(out, "&lt;");
        else if (text[from] == '>')
            str_add(out, "&gt;");
        else
            str_add_char(out, text[from]);
    }
}

enum status vtt_compose(struct str *out, const struct document *document, struct export_job *job,
                        struct error *err)
{
    int64_t first = beginning(document);
    size_t cues = 0;

    str_add(out, job->labels.identifiable ? "WEBVTT This export shows real names\n" : "WEBVTT\n");
    for (size_t i = 0; i < document->count; i++) {
        const struct paragraph *paragraph = &document->paragraph[i];
        int64_t end;

        if (paragraph->at == TIME_UNKNOWN)
            continue;
        end = end_of(document, i);
        if (end < paragraph->at + SHORTEST_CUE)
            end = paragraph->at + SHORTEST_CUE;
        str_add_format(out, "\n%zu\n", i + 1);
        add_time(out, paragraph->at - first);
        str_add(out, " --> ");
        add_time(out, end - first);
        str_add_char(out, '\n');
        add_words(out, document, i);
        str_add_char(out, '\n');
        cues++;
    }
    if (cues == 0 && document->count > 0)
        return error_set(
            err, STATUS_INPUT,
            "the notes of M%d have no times, and a .vtt is made of them: choose another"
            " format",
            document->meeting->number);
    return STATUS_OK;
}
