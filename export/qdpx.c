/* SPDX-License-Identifier: MIT */
/* The .qdpx: a REFI-QDA project (REFI-QDA 1.5, schema 1.0) for ATLAS.ti and
 * its kin. Meetings go by one at a time; their texts and the XML of their
 * sources are packed apart, since the codebook, which stands in front of them,
 * holds only those speakers and role groups that were met. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "export/document_memos.h"
#include "export/groups.h"
#include "export/job.h"
#include "export/qdpx_notes.h"
#include "export/qdpx_pack.h"
#include "export/qdpx_put.h"
#include "export/spool.h"
#include "export/xml.h"

enum { COPY_PIECE = 1 << 16 };

struct qdpx {
    struct export_job *job;
    struct qdpx_pack *pack;
    struct xml_writer *xml; /* of the sources, then of the project */
    struct str source;      /* XML of the document at hand */
    struct groups groups;
    struct qdpx_notes notes;
};

/* --- one source ---------------------------------------------------------------------- */

static void put_quotation(const struct qdpx *qdpx, const struct document *document,
                          const struct quotation *quotation)
{
    struct xml_writer *xml = qdpx->xml;
    const struct labels *labels = &qdpx->job->labels;
    const struct label_observer *observer = &labels->observer[quotation->observer];
    char *name = gate_quote(&qdpx->job->gate, document->text.text + quotation->at, quotation->len);

    xml_start(xml, "PlainTextSelection");
    qdpx_put_guid(xml, "guid", &quotation->guid);
    xml_attribute(xml, "name", name);
    xml_attribute_number(xml, "startPosition", quotation->start);
    xml_attribute_number(xml, "endPosition", quotation->end);
    qdpx_put_authorship(qdpx->xml, &qdpx->job->labels, observer, quotation->recorded);
    xml_element(xml, "Description", quotation->comment);
    for (size_t i = 0; i < quotation->coding_count; i++) {
        const struct quotation_coding *coding =
            &document->quotes.coding[quotation->first_coding + i];

        xml_start(xml, "Coding");
        qdpx_put_guid(xml, "guid", &coding->guid);
        qdpx_put_authorship(qdpx->xml, &qdpx->job->labels, observer, coding->recorded);
        xml_start(xml, "CodeRef");
        qdpx_put_guid(xml, "targetGUID", &labels->label[coding->label].guid);
        xml_end(xml);
        xml_end(xml);
    }
    xml_end(xml);
    free(name);
}

static void put_source(const struct qdpx *qdpx, const struct document *document,
                       const struct id *text)
{
    struct xml_writer *xml = qdpx->xml;
    const struct labels *labels = &qdpx->job->labels;
    char path[ID_TEXT + 32], guid[ID_TEXT];

    id_print_upper(text, guid);
    snprintf(path, sizeof path, "internal://%s.txt", guid);
    xml_start(xml, "TextSource");
    qdpx_put_guid(xml, "guid", &document->guid);
    xml_attribute(xml, "name", document->name);
    xml_attribute(xml, "plainTextPath", path);
    qdpx_put_authorship(
        xml, labels, document->observer_count > 0 ? &labels->observer[document->observer[0]] : NULL,
        document->recorded != TIME_UNKNOWN ? document->recorded : study_created(qdpx->job->study));
    xml_element(xml, "Description", str_text(&document->comment));
    for (size_t i = 0; i < document->quotes.count; i++)
        put_quotation(qdpx, document, &document->quotes.quotation[i]);
    xml_end(xml);
}

static enum status failed_check(struct error *err)
{
    return err->status == STATUS_INPUT
             ? error_context(err, "the export failed its check and was removed")
             : err->status;
}

/* Rather no file than one with a wrong position. */
static enum status check_positions(const struct document *document, struct error *err)
{
    size_t from = 0, points = 0;

    for (size_t i = 0; i < document->quotes.count; i++) {
        const struct quotation *quotation = &document->quotes.quotation[i];

        if (!quotation_holds(quotation, document->text.text, document->text.len, from, points))
            return error_set(err, STATUS_DAMAGED,
                             "a quotation of meeting M%d would not hold the words that were"
                             " marked: nothing was written; run moot check",
                             document->meeting->number);
        from = quotation->at;
        points = quotation->start;
    }
    return STATUS_OK;
}

static enum status add_memo(struct qdpx *qdpx, const struct document_memo *memo,
                            struct error *err)
{
    struct str text = STR_INIT;
    struct id file;
    enum status status;

    qdpx_notes_add(&qdpx->notes, qdpx->job, memo, &text, &file);
    status = qdpx_pack_note(qdpx->pack, &file, str_text(&text), text.len, err);
    str_release(&text);
    return status;
}

/* Those on the study, or on one code of it. */
static enum status add_memos_on(struct qdpx *qdpx, enum memo_on on, const struct id *about,
                                const struct id *target, struct error *err)
{
    struct memos memos;
    enum status status = memos_load(&memos, qdpx->job->study, on, about, err);

    if (status)
        return status;
    for (size_t i = 0; i < memos.count && !status; i++) {
        struct document_memo memo = document_memo_make(&memos.memo[i], &qdpx->job->labels);

        if (target != NULL)
            memo.target = *target;
        status = add_memo(qdpx, &memo, err);
        free(memo.title);
        free(memo.text);
    }
    memos_release(&memos);
    return status;
}

static enum status add_memos(struct qdpx *qdpx, struct error *err)
{
    const struct labels *labels = &qdpx->job->labels;

    if (add_memos_on(qdpx, MEMO_STUDY, NULL, NULL, err))
        return err->status;
    for (size_t i = 0; i < labels->count; i++)
        if (labels->label[i].kind == LABEL_CODE && label_goes_out(&labels->label[i])
            && add_memos_on(qdpx, MEMO_CODE, &labels->label[i].id, &labels->label[i].guid, err))
            return err->status;
    return qdpx_notes_finish(&qdpx->notes, err);
}

static enum status take_document(void *data, const struct document *document, struct error *err)
{
    struct qdpx *qdpx = data;
    struct id text = labels_guid(&qdpx->job->labels, "text", &document->meeting->id, "");

    if (check_positions(document, err))
        return err->status;
    put_source(qdpx, document, &text);
    if (qdpx->job->request->audio != NULL)
        qdpx_put_recording(qdpx->xml, qdpx->job, document, &text);
    xml_flush(qdpx->xml);
    if (qdpx_pack_source(qdpx->pack, &text, document->text.text, document->text.len,
                         &qdpx->source, err))
        return failed_check(err);
    for (size_t i = 0; i < document->memo_count; i++)
        if (add_memo(qdpx, &document->memo[i], err))
            return failed_check(err);
    groups_add(&qdpx->groups, document, &qdpx->job->bodies, &qdpx->job->sites, &qdpx->job->labels);
    return STATUS_OK;
}

static void take_xml(void *data, const char *bytes, size_t len)
{
    str_add_len(data, bytes, len);
}

static enum status write_sources(struct qdpx *qdpx, struct error *err)
{
    enum status status;

    qdpx->xml = xml_fragment_new(take_xml, &qdpx->source);
    status = job_each(qdpx->job, take_document, qdpx, err);
    xml_writer_finish(qdpx->xml);
    if (!status)
        status = add_memos(qdpx, err);
    if (!status && qdpx_pack_finish_texts(qdpx->pack, err))
        status = failed_check(err);
    return status;
}

/* --- the project around them ------------------------------------------------------------ */

static void put_users(struct xml_writer *xml, const struct labels *labels)
{
    bool any = false;

    for (size_t i = 0; i < labels->observer_count; i++) {
        if (!labels->observer[i].used)
            continue;
        if (!any)
            xml_start(xml, "Users");
        any = true;
        xml_start(xml, "User");
        qdpx_put_guid(xml, "guid", &labels->observer[i].guid);
        xml_attribute(xml, "name", labels->observer[i].name);
        xml_end(xml);
    }
    if (any)
        xml_end(xml);
}

static void put_codebook(struct xml_writer *xml, const struct labels *labels)
{
    bool any = false;

    for (size_t i = 0; i < labels->count && !any; i++)
        any = label_goes_out(&labels->label[i]);
    if (!any)
        return;
    xml_start(xml, "CodeBook");
    xml_start(xml, "Codes");
    qdpx_put_codes(xml, labels, true);
    xml_end(xml);
    xml_end(xml);
}

/* What stands in a finished spool, in an element of that name; nothing where
 * it is empty. */
static enum status copy_spool(const struct qdpx *qdpx, const char *name, struct spool *spool,
                              struct error *err)
{
    uint64_t size = spool_size(spool);
    char *piece = mem_alloc(COPY_PIECE, 1);
    enum status status = STATUS_OK;

    if (size > 0)
        xml_start(qdpx->xml, name);
    for (uint64_t at = 0; at < size && !status; at += COPY_PIECE) {
        size_t len = size - at < COPY_PIECE ? (size_t)(size - at) : COPY_PIECE;

        status = spool_read(spool, at, piece, len, err);
        if (!status)
            xml_copy(qdpx->xml, piece, len);
    }
    if (size > 0)
        xml_end(qdpx->xml);
    free(piece);
    return status;
}

static void put_sets(struct xml_writer *xml, struct groups *groups, struct labels *labels)
{
    groups_add_codes(groups, labels);
    groups_finish(groups, labels);
    if (groups->count == 0)
        return;
    xml_start(xml, "Sets");
    for (size_t i = 0; i < groups->count; i++) {
        const struct group *group = &groups->group[i];

        xml_start(xml, "Set");
        qdpx_put_guid(xml, "guid", &group->guid);
        xml_attribute(xml, "name", group->name);
        for (size_t m = 0; m < group->count; m++) {
            xml_start(xml, group->kind == GROUP_CODES ? "MemberCode" : "MemberSource");
            qdpx_put_guid(xml, "targetGUID", &group->member[m]);
            xml_end(xml);
        }
        xml_end(xml);
    }
    xml_end(xml);
}

static enum status start_project(struct qdpx *qdpx, struct error *err)
{
    struct export_job *job = qdpx->job;
    char *title = NULL, *name, stamp[LABEL_STAMP];

    if (study_title(job->study, &title, err))
        return err->status;
    name = gate_name(&job->gate, title);
    labels_stamp(&job->labels, stamp, study_created(job->study));
    qdpx->xml = xml_writer_new(qdpx_pack_project, qdpx->pack);
    xml_start(qdpx->xml, "Project");
    xml_attribute(qdpx->xml, "xmlns", "urn:QDA-XML:project:1.0");
    xml_attribute(qdpx->xml, "name", name);
    xml_attribute(qdpx->xml, "origin", "moot " MOOT_VERSION);
    xml_attribute(qdpx->xml, "creationDateTime", stamp);
    free(title);
    free(name);
    return STATUS_OK;
}

static void put_sources(const struct qdpx *qdpx)
{
    xml_start(qdpx->xml, "Sources");
    xml_copy(qdpx->xml, "", 0);
    xml_flush(qdpx->xml);
    qdpx_pack_sources(qdpx->pack);
    xml_end(qdpx->xml);
}

static enum status write_project(struct qdpx *qdpx, struct error *err)
{
    struct labels *labels = &qdpx->job->labels;
    char *about = gate_text(&qdpx->job->gate, labels_about(labels));
    enum status status = start_project(qdpx, err);

    if (!status) {
        put_users(qdpx->xml, labels);
        put_codebook(qdpx->xml, labels);
        put_sources(qdpx);
        status = copy_spool(qdpx, "Notes", qdpx->notes.notes, err);
        if (!status)
            status = copy_spool(qdpx, "Links", qdpx->notes.links, err);
        put_sets(qdpx->xml, &qdpx->groups, labels);
        xml_element(qdpx->xml, "Description", about);
        xml_writer_finish(qdpx->xml);
    }
    free(about);
    return status;
}

enum status qdpx_write(struct export_job *job, struct target *target, struct error *err)
{
    struct qdpx qdpx = { .job = job };
    enum status status = qdpx_check_recording(job, err);

    if (!status
        && (qdpx_pack_new(&qdpx.pack, target, job->filter, err)
            || qdpx_notes_open(&qdpx.notes, target->path, err)))
        status = err->status;
    if (!status)
        status = write_sources(&qdpx, err);
    if (!status)
        status = write_project(&qdpx, err);
    if (!status && qdpx_pack_write(qdpx.pack, job_go_on, job, err))
        status = failed_check(err);
    qdpx_pack_free(qdpx.pack);
    str_release(&qdpx.source);
    qdpx_notes_close(&qdpx.notes);
    groups_release(&qdpx.groups);
    return status;
}
