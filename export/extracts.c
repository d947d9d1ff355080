/* SPDX-License-Identifier: MIT */
/* Extracts. Find says which entries fit; the document of their meeting has the
 * quotations that begin in them. */
#include "export/extracts.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "core/text.h"
#include "export/job.h"
#include "export/own_words.h"

/* An entry that fits. */
struct hit {
    struct id entry;
    int meeting;
};

struct extracting {
    struct export_job job;
    const struct extracts_request *request;
    struct extracts_report *report;
    bool by_entry;   /* entries are asked for by more than their code */
    struct hit *hit; /* by meeting, newest first */
    size_t hit_count;
    size_t code; /* label */
};

/* --- what fits ------------------------------------------------------------------------- */

static bool given(const char *text)
{
    return text != NULL && text[0] != '\0';
}

/* A state that was opened in a private part goes on after it: where nothing is
 * asked of entries but the code, private ones count, and the document leaves
 * out what is private. */
static enum status find_hits(struct extracting *extracting, struct error *err)
{
    struct find_filter filter = extracting->request->filter;
    struct find *find;
    size_t room = 0;
    enum status status;

    extracting->by_entry =
        given(filter.words) || given(filter.person) || given(filter.role) || given(filter.kind);
    filter.only_public = extracting->by_entry;
    status = find_begin(&find, extracting->job.study, &filter, err);
    if (status)
        return status;
    status = find_go_on(find, -1, err);
    for (size_t i = 0; !status && i < find_count(find); i++) {
        struct found found;

        status = find_place(find, i, &found, NULL, err);
        if (status)
            break;
        extracting->hit =
            mem_grow(extracting->hit, extracting->hit_count, &room, sizeof *extracting->hit);
        extracting->hit[extracting->hit_count++] = (struct hit){ found.entry, found.meeting };
    }
    find_end(find);
    return status;
}

/* By key, else by name: as find has it. */
static enum status find_code(struct extracting *extracting, struct error *err)
{
    const struct codebook *codebook = &extracting->job.labels.codebook;
    const char *wanted = extracting->request->filter.code;
    const struct code *best = NULL;
    int most = 0;

    for (size_t i = 0; i < codebook->count; i++) {
        const struct code *code = &codebook->codes[i];
        size_t len = strlen(wanted);
        int fits = strcmp(code->key, wanted) == 0                                             ? 3
                   : given(code->key) && text_same(code->key, strlen(code->key), wanted, len) ? 2
                   : text_same(code->name, strlen(code->name), wanted, len)                   ? 1
                                                                                              : 0;

        if (fits > most || (fits == most && fits > 0 && best->retired && !code->retired)) {
            most = fits;
            best = code;
        }
    }
    extracting->code = LABEL_NONE;
    if (best != NULL) /* a merged one reads as the other */
        extracting->code = labels_find(&extracting->job.labels,
                                       id_is_none(&best->merged) ? &best->id : &best->merged);
    if (extracting->code == LABEL_NONE)
        return error_set(err, STATUS_NOT_FOUND, "no code \"%s\": moot list codes shows them",
                         wanted);
    return STATUS_OK;
}

static bool is_hit(const struct hit *hit, size_t count, const struct id *entry)
{
    for (size_t i = 0; i < count; i++)
        if (id_equal(&hit[i].entry, entry))
            return true;
    return false;
}

/* --- the label in print ------------------------------------------------------------------ */

static bool ends_with(const char *text, const char *end)
{
    size_t len = strlen(text), end_len = strlen(end);

    return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

/* "executive meeting": what kind of meeting it was. */
static void add_kind(struct str *out, const struct meeting *meeting, const struct labels *labels)
{
    const char *name = meeting->function_name;

    if (strcmp(meeting->function, "executive") == 0 && own_function(name)) {
        str_add(out, "executive meeting");
    } else if (strcmp(meeting->function, "other") == 0 && own_function(name)) {
        str_add(out, "meeting");
    } else if (own_function(name)) {
        str_add_format(out, "%s%s", name,
                       ends_with(name, "event") || ends_with(name, "meeting") ? "" : " meeting");
    } else {
        char *gated = gate_text(labels->gate, name);

        str_add_format(out, "%s%s", gated, ends_with(gated, "meeting") ? "" : " meeting");
        free(gated);
    }
}

/* "March 2012", "4 March 2012"; nothing when it is unknown. */
static void add_date(struct str *out, const struct meeting *meeting, const struct labels *labels)
{
    static const char *const months[] = { "January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December" };
    char date[DOCUMENT_DATE];
    long month;

    document_date(date, meeting, &labels->shows);
    month = strlen(date) >= 7 && date[4] == '-' ? strtol(date + 5, NULL, 10) : 0;
    if (month < 1 || month > 12)
        return;
    str_add_char(out, ' ');
    if (strlen(date) == 10)
        str_add_format(out, "%ld ", strtol(date + 8, NULL, 10));
    str_add_format(out, "%s %.4s", months[month - 1], date);
}

/* Moot's own words: no month is taken for somebody called so. */
static void make_label(struct str *out, const struct meeting *meeting, const struct labels *labels)
{
    str_add(out, "[Extract from field notes ");
    add_kind(out, meeting, labels);
    add_date(out, meeting, labels);
    str_add_format(out, " M%d]", meeting->number);
    gate_own(labels->gate, out->text, out->len);
}

/* --- one extract ----------------------------------------------------------------------------- */

/* Appends what of a paragraph lies in the stretch: who speaks, and the words. */
static void add_line(struct str *out, const struct document *document,
                     const struct paragraph *paragraph, size_t at, size_t end,
                     const struct labels *labels)
{
    size_t from = paragraph->words > at ? paragraph->words : at;
    size_t to = paragraph->words + paragraph->len < end ? paragraph->words + paragraph->len : end;
    size_t start = out->len;

    if (paragraph->frame || from >= to)
        return;
    if (paragraph->kind == ENTRY_COMMENT)
        str_add(out, "(comment) ");
    if (paragraph->spoken && paragraph->speaker_count > 0) {
        paragraph_voices(out, labels, document->voice + paragraph->first_voice,
                         paragraph->speaker_count);
        str_add(out, ": ");
    }
    gate_own(labels->gate, out->text + start, out->len - start);
    str_add_len(out, document->text.text + from, to - from);
    str_add_char(out, '\n');
}

/* The comments on the stretch, by whomever, each on a line of its own. */
static void add_comments(struct str *out, const struct document *document,
                         const struct quotation *quotation)
{
    for (size_t i = 0; i < document->quotes.count; i++) {
        const struct quotation *other = &document->quotes.quotation[i];
        const char *line = other->comment;

        if (other->at != quotation->at || other->len != quotation->len)
            continue;
        while (line != NULL && *line != '\0') {
            size_t len = strcspn(line, "\n");

            str_add(out, "(comment) ");
            str_add_len(out, line, len);
            str_add_char(out, '\n');
            line += len + (line[len] == '\n');
        }
    }
}

static bool has_code(const struct document *document, const struct quotation *quotation,
                     size_t code)
{
    for (size_t i = 0; i < quotation->coding_count; i++)
        if (document->quotes.coding[quotation->first_coding + i].label == code)
            return true;
    return false;
}

/* The paragraph in which a byte of the text lies. */
static size_t paragraph_at(const struct document *document, size_t at)
{
    size_t low = 0, high = document->count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (document->paragraph[middle].start <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void add_extract(struct str *out, const struct document *document,
                        const struct quotation *quotation, const char *label,
                        const struct labels *labels)
{
    size_t end = quotation->at + quotation->len;

    for (size_t i = paragraph_at(document, quotation->at);
         i < document->count && document->paragraph[i].start < end; i++)
        add_line(out, document, &document->paragraph[i], quotation->at, end, labels);
    str_add_format(out, "%s\n", label);
    add_comments(out, document, quotation);
    str_add_char(out, '\n');
}

/* --- a meeting -------------------------------------------------------------------------------- */

/* Appends all extracts of a document; `hit` are the entries of it that fit. */
static void compose(struct str *out, struct extracting *extracting, const struct document *document,
                    const struct hit *hit, size_t count)
{
    const struct labels *labels = &extracting->job.labels;
    const struct quotation *last = NULL;
    struct str label = STR_INIT;

    make_label(&label, document->meeting, labels);
    for (size_t i = 0; i < document->quotes.count; i++) {
        const struct quotation *quotation = &document->quotes.quotation[i];
        size_t paragraph;

        if (!has_code(document, quotation, extracting->code)
            || (last != NULL && last->at == quotation->at && last->len == quotation->len))
            continue; /* two observers coded the same words */
        paragraph = paragraph_at(document, quotation->at);
        if (extracting->by_entry && !is_hit(hit, count, &document->paragraph[paragraph].entry))
            continue;
        add_extract(out, document, quotation, label.text, labels);
        last = quotation;
        extracting->report->extracts++;
    }
    str_release(&label);
}

static const struct meeting *meeting_of(const struct export_job *job, int number)
{
    for (size_t i = 0; i < job->rows.count; i++)
        if (job->rows.row[i].meeting.number == number)
            return &job->rows.row[i].meeting;
    return NULL;
}

static enum status write_meeting(struct extracting *extracting, const struct hit *hit, size_t count,
                                 bool *more, struct error *err)
{
    struct export_job *job = &extracting->job;
    const struct meeting *meeting = meeting_of(job, hit->meeting);
    struct document document = { 0 };
    struct str text = STR_INIT, what = STR_INIT;
    enum status status;
    char *gated;

    if (meeting == NULL)
        return STATUS_OK;
    status = document_load(&document, job->study, meeting, &job->bodies, &job->labels, false, err);
    if (!status) {
        compose(&text, extracting, &document, hit, count);
        gated = gate_text(&job->gate, str_text(&text));
        str_add_format(&what, "the extracts of M%d", meeting->number);
        status = job_check(job, what.text, gated, strlen(gated), err);
        if (!status && gated[0] != '\0') {
            extracting->report->meetings++;
            *more = extracting->request->put(extracting->request->data, gated, strlen(gated));
        }
        free(gated);
    }
    document_release(&document);
    str_release(&text);
    str_release(&what);
    return status;
}

/* Hits come newest meeting first; meetings are written from the first on. */
static enum status write_all(struct extracting *extracting, struct error *err)
{
    enum status status = STATUS_OK;
    bool more = true;

    for (size_t end = extracting->hit_count; end > 0 && more && !status;) {
        size_t first = end - 1;

        while (first > 0 && extracting->hit[first - 1].meeting == extracting->hit[end - 1].meeting)
            first--;
        status = write_meeting(extracting, extracting->hit + first, end - first, &more, err);
        end = first;
    }
    return status;
}

enum status extracts_write(struct study *study, const struct extracts_request *request,
                           struct extracts_report *report, struct error *err)
{
    static const struct export_request plain;
    struct export_report counted = { 0 };
    struct extracting extracting = {
        .job = { .study = study, .request = &plain, .report = &counted },
        .request = request,
        .report = report,
    };
    enum status status;

    *report = (struct extracts_report){ 0 };
    if (!given(request->filter.code))
        return error_set(err, STATUS_INPUT, "extracts are of a code: --code K names it");
    status = study_hold(study, err);
    if (!status)
        status = find_hits(&extracting, err);
    if (!status && extracting.hit_count > 0) {
        status = job_load(&extracting.job, err);
        if (!status)
            status = find_code(&extracting, err);
        if (!status)
            status = write_all(&extracting, err);
        job_release(&extracting.job);
    }
    study_let_go(study);
    free(extracting.hit);
    return status;
}
