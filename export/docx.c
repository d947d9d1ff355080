/* SPDX-License-Identifier: MIT */
/* The .docx: field notes for reading, and for plain import. Each meeting has a
 * title, a table of its header, its agenda items as headings, and under them
 * one row an entry: time, who, words, with the codes behind the words and the
 * observer's comments set apart. Tables keep their order when a program reads
 * the file as text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/mem.h"
#include "export/applied.h"
#include "export/docx_parts.h"
#include "export/job.h"
#include "export/memory_file.h"
#include "export/xml.h"
#include "export/zip.h"

static const char word_space[] = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/* Columns in twentieths of a point, on A4 with margins of 2 cm. */
enum {
    WIDTH_TIME = 1250,
    WIDTH_WHO = 2050,
    WIDTH_WORDS = 6300,
    WIDTH_MARGIN = 1900, /* of codes beside the words, taken off these */
    WIDTH_KEY = 1800,
    WIDTH_VALUE = 7800
};

struct docx {
    struct export_job *job;
    struct xml_writer *xml;
    bool in_table;
    size_t documents;    /* so far */
    int64_t recorded;    /* of the first one */
    struct str text;     /* scratch */
    const char *what;    /* for messages */
    struct error failed; /* the first one of a run */
};

/* --- elements ---------------------------------------------------------------------- */

static void value(struct docx *docx, const char *name, const char *val)
{
    xml_start(docx->xml, name);
    xml_attribute(docx->xml, "w:val", val);
    xml_end(docx->xml);
}

/* Words of moot's own, or made of names that each passed the gate. */
static void own_run(struct docx *docx, const char *style, const char *text, size_t len)
{
    if (len == 0)
        return;
    xml_start(docx->xml, "w:r");
    if (style != NULL) {
        xml_start(docx->xml, "w:rPr");
        value(docx, "w:rStyle", style);
        xml_end(docx->xml);
    }
    xml_start(docx->xml, "w:t");
    xml_attribute(docx->xml, "xml:space", "preserve");
    xml_text(docx->xml, text, len);
    xml_end(docx->xml);
    xml_end(docx->xml);
}

/* Words that passed the gate, searched once more. */
static void run(struct docx *docx, const char *text, size_t len)
{
    if (!docx->failed.status)
        (void)!job_check(docx->job, docx->what, text, len, &docx->failed);
    own_run(docx, NULL, text, len);
}

static void own_words(struct docx *docx, const char *text)
{
    own_run(docx, NULL, text, strlen(text));
}

static void start_paragraph(struct docx *docx, const char *style, bool new_page)
{
    xml_start(docx->xml, "w:p");
    xml_start(docx->xml, "w:pPr");
    value(docx, "w:pStyle", style);
    if (new_page) {
        xml_start(docx->xml, "w:pageBreakBefore");
        xml_end(docx->xml);
    }
    xml_end(docx->xml);
}

static void end_paragraph(struct docx *docx)
{
    xml_end(docx->xml);
}

static void number_attribute(struct docx *docx, const char *element, const char *attribute,
                             int number, const char *type)
{
    xml_start(docx->xml, element);
    xml_attribute_number(docx->xml, attribute, (uint64_t)number);
    if (type != NULL)
        xml_attribute(docx->xml, "w:type", type);
    xml_end(docx->xml);
}

static void start_table(struct docx *docx, const int *widths, int count)
{
    xml_start(docx->xml, "w:tbl");
    xml_start(docx->xml, "w:tblPr");
    number_attribute(docx, "w:tblW", "w:w", WIDTH_TIME + WIDTH_WHO + WIDTH_WORDS, "dxa");
    xml_start(docx->xml, "w:tblLayout");
    xml_attribute(docx->xml, "w:type", "fixed");
    xml_end(docx->xml);
    xml_end(docx->xml);
    xml_start(docx->xml, "w:tblGrid");
    for (int i = 0; i < count; i++)
        number_attribute(docx, "w:gridCol", "w:w", widths[i], NULL);
    xml_end(docx->xml);
}

static void start_cell(struct docx *docx, int width)
{
    xml_start(docx->xml, "w:tc");
    xml_start(docx->xml, "w:tcPr");
    number_attribute(docx, "w:tcW", "w:w", width, "dxa");
    xml_end(docx->xml);
}

/* --- the head of a meeting ------------------------------------------------------------ */

/* One line "Heading: words" of the document's header as a row. */
static void header_row(struct docx *docx, const char *line, size_t len)
{
    const char *colon = memchr(line, ':', len);
    size_t key = colon != NULL ? (size_t)(colon - line) : len, from = key + 2;

    xml_start(docx->xml, "w:tr");
    start_cell(docx, WIDTH_KEY);
    start_paragraph(docx, "FieldNote", false);
    own_run(docx, NULL, line, key);
    end_paragraph(docx);
    xml_end(docx->xml);
    start_cell(docx, WIDTH_VALUE);
    start_paragraph(docx, "FieldNote", false);
    if (from < len)
        own_run(docx, NULL, line + from, len - from); /* searched as part of the header */
    end_paragraph(docx);
    xml_end(docx->xml);
    xml_end(docx->xml);
}

static void put_header(struct docx *docx, const struct document *document)
{
    static const int widths[] = { WIDTH_KEY, WIDTH_VALUE };
    const char *line = document->text.text, *end = line + document->header;

    if (!docx->failed.status)
        (void)!job_check(docx->job, docx->what, line, document->header, &docx->failed);
    start_table(docx, widths, 2);
    while (line < end) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        size_t len = stop != NULL ? (size_t)(stop - line) : (size_t)(end - line);

        if (len < 5 || memcmp(line, "Item ", 5) != 0) /* the agenda is the headings */
            header_row(docx, line, len);
        line += len + 1;
    }
    xml_end(docx->xml);
}

static void put_title(struct docx *docx, const struct document *document)
{
    start_paragraph(docx, "Title", docx->documents > 0);
    own_words(docx, document->name);
    end_paragraph(docx);
    start_paragraph(docx, "About", false);
    own_words(docx, labels_about(&docx->job->labels));
    end_paragraph(docx);
    put_header(docx, document);
}

/* --- entries ----------------------------------------------------------------------------- */

static void close_table(struct docx *docx)
{
    if (docx->in_table)
        xml_end(docx->xml);
    docx->in_table = false;
}

static void put_heading(struct docx *docx, const struct document *document,
                        const struct paragraph *paragraph)
{
    const struct document_item *item =
        paragraph->item < document->item_count ? &document->item[paragraph->item] : NULL;
    char number[16];

    close_table(docx);
    start_paragraph(docx, "Heading2", false);
    if (item != NULL) {
        snprintf(number, sizeof number, "%d. ", item->number);
        own_words(docx, number);
        run(docx, item->title, strlen(item->title));
    } else {
        own_words(docx, "Next item");
    }
    end_paragraph(docx);
}

static void put_who(struct docx *docx, const struct document *document,
                    const struct paragraph *paragraph)
{
    const struct voice *voices = document->voice + paragraph->first_voice;
    const struct labels *labels = &docx->job->labels;

    str_clear(&docx->text);
    if (paragraph->kind == ENTRY_COMMENT)
        str_add(&docx->text, "comment");
    paragraph_voices(&docx->text, labels, voices, paragraph->speaker_count);
    if (paragraph->addressee_count > 0) {
        str_add(&docx->text, " to ");
        paragraph_voices(&docx->text, labels, voices + paragraph->speaker_count,
                         paragraph->addressee_count);
    }
    own_words(docx, str_text(&docx->text));
}

/* The codes of a paragraph: in a column of their own, or behind the words,
 * where mathematical angle brackets tell them from those. */
static void put_codes(struct docx *docx, const struct applied_list *applied, bool spoken,
                      size_t index, bool margin)
{
    str_clear(&docx->text);
    str_add(&docx->text, margin ? "" : "  \xE2\x9F\xA8");
    if (!spoken || applied_say(applied, &docx->text, index, &docx->job->labels) == 0)
        return;
    str_add(&docx->text, margin ? "" : "\xE2\x9F\xA9");
    own_run(docx, "Codes", docx->text.text, docx->text.len);
}

static void put_entry(struct docx *docx, const struct document *document,
                      const struct applied_list *applied, size_t index)
{
    static const int behind[] = { WIDTH_TIME, WIDTH_WHO, WIDTH_WORDS };
    static const int beside[] = { WIDTH_TIME, WIDTH_WHO, WIDTH_WORDS - WIDTH_MARGIN, WIDTH_MARGIN };
    bool margin = docx->job->request->codes_in_margin;
    const struct paragraph *paragraph = &document->paragraph[index];
    const char *style = paragraph->kind == ENTRY_COMMENT ? "Comment" : "FieldNote";
    char time[CLOCK_TIME] = "";

    if (!docx->in_table)
        start_table(docx, margin ? beside : behind, margin ? 4 : 3);
    docx->in_table = true;
    if (paragraph->at != TIME_UNKNOWN)
        clock_time(time, paragraph->at, paragraph->offset);
    xml_start(docx->xml, "w:tr");
    start_cell(docx, WIDTH_TIME);
    start_paragraph(docx, "FieldNote", false);
    own_words(docx, time);
    end_paragraph(docx);
    xml_end(docx->xml);
    start_cell(docx, WIDTH_WHO);
    start_paragraph(docx, "FieldNote", false);
    put_who(docx, document, paragraph);
    end_paragraph(docx);
    xml_end(docx->xml);
    start_cell(docx, margin ? beside[2] : WIDTH_WORDS);
    start_paragraph(docx, style, false);
    if (paragraph->spoken)
        run(docx, document->text.text + paragraph->words, paragraph->len);
    else /* a bracket, much of it moot's own, that passed the gate with its paragraph */
        own_run(docx, NULL, document->text.text + paragraph->words, paragraph->len);
    if (margin) {
        end_paragraph(docx);
        xml_end(docx->xml);
        start_cell(docx, WIDTH_MARGIN);
        start_paragraph(docx, "FieldNote", false);
    }
    put_codes(docx, applied, paragraph->spoken, index, margin);
    end_paragraph(docx);
    xml_end(docx->xml);
    xml_end(docx->xml);
}

static void put_document(struct docx *docx, const struct document *document)
{
    struct applied_list applied;

    docx->what = document->name;
    put_title(docx, document);
    applied_load(&applied, document, &docx->job->labels);
    start_paragraph(docx, "Heading1", false);
    own_words(docx, "Field notes");
    end_paragraph(docx);
    for (size_t i = 0; i < document->count; i++) {
        if (document->paragraph[i].kind == ENTRY_AGENDA)
            put_heading(docx, document, &document->paragraph[i]);
        else
            put_entry(docx, document, &applied, i);
    }
    close_table(docx);
    if (document->comment.len > 0) {
        start_paragraph(docx, "Comment", false);
        run(docx, document->comment.text, document->comment.len);
        end_paragraph(docx);
    }
    applied_release(&applied);
    if (docx->documents++ == 0)
        docx->recorded = document->recorded;
}

/* --- the archive --------------------------------------------------------------------------- */

static void start_body(struct docx *docx, xml_sink sink, void *data)
{
    docx->xml = xml_writer_new(sink, data);
    xml_start(docx->xml, "w:document");
    xml_attribute(docx->xml, "xmlns:w", word_space);
    xml_start(docx->xml, "w:body");
}

static void finish_body(struct docx *docx)
{
    start_paragraph(docx, "FieldNote", false); /* a table may not stand last */
    end_paragraph(docx);
    xml_start(docx->xml, "w:sectPr");
    xml_start(docx->xml, "w:pgSz");
    xml_attribute(docx->xml, "w:w", "11906");
    xml_attribute(docx->xml, "w:h", "16838");
    xml_end(docx->xml);
    xml_start(docx->xml, "w:pgMar");
    for (int i = 0; i < 4; i++) {
        static const char *const sides[] = { "w:top", "w:right", "w:bottom", "w:left" };

        xml_attribute(docx->xml, sides[i], "1134");
    }
    xml_attribute(docx->xml, "w:header", "567");
    xml_attribute(docx->xml, "w:footer", "567");
    xml_attribute(docx->xml, "w:gutter", "0");
    xml_end(docx->xml);
    xml_end(docx->xml);
    xml_writer_finish(docx->xml);
    str_release(&docx->text);
}

static void take_bytes(void *data, const char *bytes, size_t len)
{
    str_add_len(data, bytes, len);
}

/* Title and time of the file, which the system must not tell instead. */
static void core_part(struct str *out, const struct docx *docx, const char *title)
{
    struct xml_writer *xml = xml_writer_new(take_bytes, out);
    char stamp[LABEL_STAMP];

    labels_stamp(&docx->job->labels, stamp,
                 docx->recorded != TIME_UNKNOWN ? docx->recorded : study_created(docx->job->study));
    xml_start(xml, "cp:coreProperties");
    xml_attribute(xml, "xmlns:cp",
                  "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
    xml_attribute(xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
    xml_attribute(xml, "xmlns:dcterms", "http://purl.org/dc/terms/");
    xml_attribute(xml, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    xml_element(xml, "dc:title", title);
    xml_element(xml, "dc:creator", "moot");
    xml_start(xml, "dcterms:created");
    xml_attribute(xml, "xsi:type", "dcterms:W3CDTF");
    xml_text(xml, stamp, strlen(stamp));
    xml_end(xml);
    xml_writer_finish(xml);
}

static void add_parts(struct archive_writer *archive, const struct docx *docx, const char *title)
{
    struct str core = STR_INIT;

    core_part(&core, docx, title);
    archive_add_text(archive, "[Content_Types].xml", docx_content_types,
                     strlen(docx_content_types));
    archive_add_text(archive, "_rels/.rels", docx_relations, strlen(docx_relations));
    archive_add_text(archive, "docProps/core.xml", core.text, core.len);
    archive_add_text(archive, "word/_rels/document.xml.rels", docx_document_relations,
                     strlen(docx_document_relations));
    archive_add_text(archive, "word/styles.xml", docx_styles, strlen(docx_styles));
    archive_add_text(archive, "word/settings.xml", docx_settings, strlen(docx_settings));
    str_release(&core);
}

static enum status pack(const struct docx *docx, const struct str *body, const char *title,
                        struct str *out, struct error *err)
{
    struct archive_writer *archive;
    int fd = memory_file("moot-docx", err);
    enum status status;

    if (fd < 0)
        return err->status;
    archive = archive_writer_new();
    add_parts(archive, docx, title);
    archive_add_text(archive, "word/document.xml", body->text, body->len);
    status = archive_write(archive, fd, title, NULL, NULL, err);
    archive_writer_free(archive);
    if (!status)
        status = memory_file_read(fd, out, err);
    close(fd);
    return status;
}

enum status docx_compose(struct str *out, const struct document *document, struct export_job *job,
                         struct error *err)
{
    struct docx docx = { .job = job };
    struct str body = STR_INIT;
    enum status status = STATUS_OK;

    start_body(&docx, take_bytes, &body);
    put_document(&docx, document);
    finish_body(&docx);
    if (docx.failed.status) {
        *err = docx.failed;
        status = err->status;
    }
    if (!status)
        status = pack(&docx, &body, document->name, out, err);
    str_release(&body);
    return status;
}

static enum status take_document(void *data, const struct document *document, struct error *err)
{
    struct docx *docx = data;

    put_document(docx, document);
    if (docx->failed.status)
        *err = docx->failed;
    return docx->failed.status;
}

static enum status write_archive(const struct docx *docx, struct spool *body,
                                 const struct target *target, struct error *err)
{
    struct archive_writer *archive = archive_writer_new();
    enum status status;

    add_parts(archive, docx, "Field notes");
    archive_add_spool(archive, "word/document.xml", body, 0, spool_size(body));
    status = archive_write(archive, target->fd, target->path, job_go_on, docx->job, err);
    archive_writer_free(archive);
    return status;
}

enum status docx_write(struct export_job *job, struct target *target, struct error *err)
{
    struct docx docx = { .job = job };
    struct spool *body;
    enum status status = spool_open(&body, target->path, err);

    if (status)
        return status;
    start_body(&docx, spool_add, body);
    status = job_each(job, take_document, &docx, err);
    finish_body(&docx);
    if (!status)
        status = spool_finish(body, err);
    if (!status)
        status = write_archive(&docx, body, target, err);
    spool_close(body);
    return status;
}
