/* SPDX-License-Identifier: MIT */
/* The .xlsx: first the table that ATLAS.ti's survey import reads, one row an
 * entry, each of them a document there; behind it the code list in the order
 * of columns that its code import takes. The first characters of a heading
 * tell ATLAS.ti what a column is: "!" the document's name, "&" its date, ":" a
 * group of documents, "#" several groups; a heading without a mark is a
 * question, and its cells become the text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/mem.h"
#include "core/text.h"
#include "export/applied.h"
#include "export/book.h"
#include "export/codebook.h"
#include "export/codebook_refi.h"
#include "export/job.h"
#include "export/memory_file.h"

enum {
    CELL = 32000, /* bytes at most, and so characters: Excel takes 32,767 */
    SHEET_ROWS = 1048576
};

enum column {
    COLUMN_NAME,
    COLUMN_DATE,
    COLUMN_MEETING,
    COLUMN_SITE,
    COLUMN_BODY,
    COLUMN_FUNCTION,
    COLUMN_KIND,
    COLUMN_SPEAKER,
    COLUMN_ROLE,
    COLUMN_ITEM,
    COLUMN_CODES,
    COLUMN_TEXT,
    COLUMNS
};

/* clang-format off */
static const char *const headings[COLUMNS] = {
    [COLUMN_NAME]     = "!Name",
    [COLUMN_DATE]     = "&Date",
    [COLUMN_MEETING]  = ":Meeting",
    [COLUMN_SITE]     = ":Site",
    [COLUMN_BODY]     = ":Body",
    [COLUMN_FUNCTION] = ":Function",
    [COLUMN_KIND]     = ":Kind",
    [COLUMN_SPEAKER]  = "#Speaker",
    [COLUMN_ROLE]     = "#Role group",
    [COLUMN_ITEM]     = ":Item",
    [COLUMN_CODES]    = "#Codes",
    [COLUMN_TEXT]     = "Field note",
};
static const double widths[COLUMNS] = { 26, 11, 9, 8, 22, 22, 11, 16, 16, 24, 30, 90 };
/* clang-format on */

struct xlsx {
    struct export_job *job;
    struct book book;
    uint32_t row;
    struct str text;     /* scratch */
    struct error failed; /* the first one of a cell */
};

/* --- cells --------------------------------------------------------------------------- */

static void put(struct xlsx *xlsx, enum column column, const char *value)
{
    if (value == NULL || value[0] == '\0')
        return;
    book_cell(&xlsx->book, xlsx->row, (uint16_t)column,
              column == COLUMN_TEXT ? BOOK_WRAPPED : BOOK_PLAIN, value);
}

/* Words of the study, which have passed the gate: searched once more. */
static void put_checked(struct xlsx *xlsx, enum column column, const char *value)
{
    if (!xlsx->failed.status && value != NULL)
        (void)!job_check(xlsx->job, headings[column], value, strlen(value), &xlsx->failed);
    put(xlsx, column, value);
}

/* The first row of a sheet. */
static void start_column(struct xlsx *xlsx, uint16_t column, double width, const char *heading)
{
    book_width(&xlsx->book, column, width);
    book_cell(&xlsx->book, 0, column, BOOK_BOLD, heading);
}

static void start_survey(struct xlsx *xlsx)
{
    book_sheet(&xlsx->book, "Entries");
    for (uint16_t i = 0; i < COLUMNS; i++)
        start_column(xlsx, i, widths[i], headings[i]);
    xlsx->row = 1;
}

/* --- entries --------------------------------------------------------------------------- */

/* A comma parts several values of one cell. */
static void add_value(struct str *out, const char *value)
{
    if (out->len > 0)
        str_add_char(out, ',');
    for (; *value != '\0'; value++)
        str_add_char(out, *value == ',' ? ';' : *value);
}

static void put_speakers(struct xlsx *xlsx, const struct document *document,
                         const struct paragraph *paragraph)
{
    const struct voice *voices = document->voice + paragraph->first_voice;
    const struct labels *labels = &xlsx->job->labels;
    struct str one = STR_INIT;

    str_clear(&xlsx->text);
    for (size_t i = 0; i < paragraph->speaker_count; i++) {
        str_clear(&one);
        paragraph_voices(&one, labels, &voices[i], 1);
        add_value(&xlsx->text, str_text(&one));
    }
    put(xlsx, COLUMN_SPEAKER, str_text(&xlsx->text));
    str_clear(&xlsx->text);
    for (size_t i = 0; i < paragraph->speaker_count; i++) {
        const char *role = labels_role_name(labels, &voices[i]);

        if (role != NULL)
            add_value(&xlsx->text, role);
    }
    put(xlsx, COLUMN_ROLE, str_text(&xlsx->text));
    str_release(&one);
}

static void put_codes(struct xlsx *xlsx, const struct applied_list *applied, size_t paragraph)
{
    const struct labels *labels = &xlsx->job->labels;

    str_clear(&xlsx->text);
    for (size_t i = 0; i < applied->count; i++) {
        const struct applied *row = &applied->row[i];

        if (row->first <= paragraph && row->last >= paragraph)
            add_value(&xlsx->text, labels->label[row->mark->label].name);
    }
    put(xlsx, COLUMN_CODES, str_text(&xlsx->text));
}

static void put_meeting(struct xlsx *xlsx, const struct document *document)
{
    const struct meeting *meeting = document->meeting;
    const struct body_name *body = body_names_find(&xlsx->job->bodies, meeting);
    char *site = gate_again(&xlsx->job->gate, meeting->site);
    char *function = gate_again(&xlsx->job->gate, meeting->function_name);
    char date[DOCUMENT_DATE], number[16];

    snprintf(number, sizeof number, "M%d", meeting->number);
    document_date(date, meeting, &xlsx->job->labels.shows);
    if (strlen(date) == 7)
        strcat(date, "-01"); /* ATLAS.ti takes whole dates alone: the first of the month */
    if (strlen(date) == 10)
        put(xlsx, COLUMN_DATE, date);
    put(xlsx, COLUMN_MEETING, number);
    put_checked(xlsx, COLUMN_SITE, site);
    put_checked(xlsx, COLUMN_BODY, body != NULL ? body->name : NULL);
    put_checked(xlsx, COLUMN_FUNCTION, function);
    free(site);
    free(function);
}

/* A text longer than a cell goes on in rows of its own. */
static size_t piece_of(const char *text, size_t len)
{
    size_t end = CELL;

    if (len <= CELL)
        return len;
    while (end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80)
        end--;
    return end;
}

static void entry_rows(struct xlsx *xlsx, const struct document *document,
                       const struct applied_list *applied, size_t index)
{
    const struct paragraph *paragraph = &document->paragraph[index];
    const char *words = document->text.text + paragraph->words;
    size_t at = 0, piece = 0;

    do {
        size_t len = piece_of(words + at, paragraph->len - at);
        char *text = mem_copy_len(words + at, len);
        struct str name = STR_INIT;

        str_add_format(&name, "%s %04zu", document->name, index + 1);
        if (++piece > 1)
            str_add_format(&name, " (%zu)", piece);
        put(xlsx, COLUMN_NAME, name.text);
        put_meeting(xlsx, document);
        put(xlsx, COLUMN_KIND, entry_kind_words[paragraph->kind].name);
        put_speakers(xlsx, document, paragraph);
        if (paragraph->item < document->item_count)
            put_checked(xlsx, COLUMN_ITEM, document->item[paragraph->item].title);
        put_codes(xlsx, applied, index);
        if (paragraph->spoken)
            put_checked(xlsx, COLUMN_TEXT, text);
        else
            put(xlsx, COLUMN_TEXT, text);
        xlsx->row++;
        str_release(&name);
        free(text);
        at += len;
    } while (at < paragraph->len);
}

static enum status take_document(void *data, const struct document *document, struct error *err)
{
    struct xlsx *xlsx = data;
    struct applied_list applied;

    applied_load(&applied, document, &xlsx->job->labels);
    for (size_t i = 0; i < document->count && !xlsx->failed.status; i++) {
        if (xlsx->row + document->text.len / CELL + 2 >= SHEET_ROWS)
            (void)error_set(&xlsx->failed, STATUS_INPUT,
                            "a sheet holds %d rows at most: export fewer meetings, or .csv",
                            SHEET_ROWS);
        else
            entry_rows(xlsx, document, &applied, i);
    }
    applied_release(&applied);
    if (xlsx->failed.status)
        *err = xlsx->failed;
    return xlsx->failed.status;
}

/* --- codes ------------------------------------------------------------------------------- */

static void codes_sheet(struct xlsx *xlsx, const struct labels *labels)
{
    static const char *const names[] = { "Code", "Comment", "Code Group 1" };

    book_sheet(&xlsx->book, "Codes");
    for (uint16_t i = 0; i < 3; i++)
        start_column(xlsx, i, i == 1 ? 90 : 36, names[i]);
    xlsx->row = 0;
    for (size_t i = 0; i < labels->count; i++) {
        const struct label *label = &labels->label[i];

        if ((label->kind != LABEL_CODE && label->kind != LABEL_CHOICE) || !label_goes_out(label))
            continue;
        xlsx->row++;
        book_cell(&xlsx->book, xlsx->row, 0, BOOK_PLAIN, label->name);
        if (label->description[0] != '\0')
            book_cell(&xlsx->book, xlsx->row, 1, BOOK_WRAPPED, label->description);
        if (label->parent != LABEL_NONE)
            book_cell(&xlsx->book, xlsx->row, 2, BOOK_PLAIN, labels->label[label->parent].name);
    }
}

/* --- the book ------------------------------------------------------------------------------ */

static void set_properties(struct xlsx *xlsx, const struct labels *labels, struct study *study,
                           const char *title)
{
    char stamp[LABEL_STAMP];
    int64_t at = 0;

    /* the same study gives the same bytes: never the time of the export */
    labels_stamp(labels, stamp, study_created(study));
    stamp[strlen("2026-03-04")] = '\0';
    if (!clock_parse_date(stamp, &at))
        at = 1000; /* 0 would be taken for none, and the time of the export written */
    book_properties(&xlsx->book, at / 1000, title, labels_about(labels));
}

enum status xlsx_write(struct export_job *job, struct target *target, struct error *err)
{
    struct xlsx xlsx = { .job = job };
    enum status status = book_open(&xlsx.book, target->work, target->path, err);

    if (status)
        return status;
    start_survey(&xlsx);
    status = job_each(job, take_document, &xlsx, err);
    codes_sheet(&xlsx, &job->labels);
    set_properties(&xlsx, &job->labels, job->study, "Field notes");
    str_release(&xlsx.text);
    return book_close(&xlsx.book, status, err);
}

/* --- the code list alone ------------------------------------------------------------------ */

static enum status write_codes(int fd, struct study *study, struct error *err)
{
    struct xlsx xlsx = { 0 };
    struct codebook_labels names;
    char path[32];
    enum status status = codebook_labels_load(&names, study, err);

    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (!status)
        status = book_open(&xlsx.book, path, "the codebook", err);
    if (!status) {
        codes_sheet(&xlsx, &names.labels);
        set_properties(&xlsx, &names.labels, study, "Codes");
        status = book_close(&xlsx.book, STATUS_OK, err);
    }
    codebook_labels_release(&names);
    return status;
}

enum status codebook_xlsx(struct study *study, const struct codebook *codebook, struct str *out,
                          struct error *err)
{
    int fd = memory_file("moot-xlsx", err);
    enum status status;

    (void)codebook;
    if (fd < 0)
        return err->status;
    status = write_codes(fd, study, err);
    if (!status)
        status = memory_file_read(fd, out, err);
    close(fd);
    return status;
}
