/* SPDX-License-Identifier: MIT */
/* Notes and links of a .qdpx. */
#include "export/qdpx_notes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/job.h"
#include "export/qdpx_put.h"

enum status qdpx_notes_open(struct qdpx_notes *notes, const char *target, struct error *err)
{
    if (spool_open(&notes->notes, target, err) || spool_open(&notes->links, target, err))
        return err->status;
    notes->note_xml = xml_fragment_new(spool_add, notes->notes);
    notes->link_xml = xml_fragment_new(spool_add, notes->links);
    return STATUS_OK;
}

static void finish_xml(struct qdpx_notes *notes)
{
    xml_writer_finish(notes->note_xml);
    xml_writer_finish(notes->link_xml);
    notes->note_xml = notes->link_xml = NULL;
}

void qdpx_notes_close(struct qdpx_notes *notes)
{
    finish_xml(notes);
    spool_close(notes->notes);
    spool_close(notes->links);
    plain_names_release(&notes->names);
}

enum status qdpx_notes_finish(struct qdpx_notes *notes, struct error *err)
{
    finish_xml(notes);
    if (spool_finish(notes->notes, err) || spool_finish(notes->links, err))
        return err->status;
    return STATUS_OK;
}

/* Its title, else how it begins. */
static char *name_of(struct qdpx_notes *notes, struct gate *gate, const struct document_memo *memo)
{
    struct str begins = STR_INIT, name = STR_INIT;
    char *gated;

    if (memo->title[0] != '\0') {
        str_add(&begins, memo->title);
    } else {
        char *quote = gate_quote(gate, memo->text, strlen(memo->text));

        str_add(&begins, quote);
        free(quote);
    }
    gated = gate_name(gate, str_text(&begins));
    plain_unique(&notes->names, &name, gated);
    str_release(&begins);
    free(gated);
    return str_take(&name);
}

static void put_link(struct qdpx_notes *notes, const struct labels *labels,
                     const struct document_memo *memo)
{
    struct id guid = labels_guid(labels, "memo link", &memo->guid, "");

    xml_start(notes->link_xml, "Link");
    qdpx_put_guid(notes->link_xml, "guid", &guid);
    xml_attribute(notes->link_xml, "name", "memo on this");
    xml_attribute(notes->link_xml, "direction", "OneWay");
    qdpx_put_guid(notes->link_xml, "originGUID", &memo->guid);
    qdpx_put_guid(notes->link_xml, "targetGUID", &memo->target);
    xml_end(notes->link_xml);
    notes->linked++;
}

void qdpx_notes_add(struct qdpx_notes *notes, struct export_job *job,
                    const struct document_memo *memo, struct str *text, struct id *file)
{
    struct labels *labels = &job->labels;
    char *name = name_of(notes, &job->gate, memo);
    char path[ID_TEXT + 32], guid[ID_TEXT];

    *file = labels_guid(labels, "memo text", &memo->guid, "");
    id_print_upper(file, guid);
    snprintf(path, sizeof path, "internal://%s.txt", guid);
    xml_start(notes->note_xml, "Note");
    qdpx_put_guid(notes->note_xml, "guid", &memo->guid);
    xml_attribute(notes->note_xml, "name", name);
    xml_attribute(notes->note_xml, "plainTextPath", path);
    qdpx_put_authorship(notes->note_xml, labels, &labels->observer[memo->observer], memo->created);
    xml_end(notes->note_xml);
    if (!id_is_none(&memo->target))
        put_link(notes, labels, memo);
    str_add(text, memo->text[0] != '\0' ? memo->text : memo->title);
    notes->count++;
    free(name);
}
