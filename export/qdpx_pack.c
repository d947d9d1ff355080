/* SPDX-License-Identifier: MIT */
/* The thread behind an export. It alone touches the reading, the packings and
 * their spools until it is finished. */
#include "export/qdpx_pack.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "export/behind.h"
#include "export/packing.h"
#include "export/qdpx_check.h"
#include "export/qdpx_reading.h"
#include "export/xml.h"
#include "export/zip.h"

/* What is given. */
struct given {
    struct id file;
    struct str text, xml; /* no xml: a note's text */
};

/* A file of the archive. */
struct packed_text {
    struct id file;
    struct packed packed;
};

/* The text of a note, kept as it is until the project refers to it. */
struct note_text {
    struct id file;
    uint64_t at;
    size_t len;
    bool used;
};

struct qdpx_pack {
    const struct target *target;
    struct qdpx_reading reading;
    struct packing *packing; /* of texts */
    struct packing *source_packing, *project_packing;
    struct spool *texts, *sources, *project, *note_texts;
    struct packed_text *text;
    size_t text_count, text_room;
    struct note_text *note;
    size_t note_count, note_room;
    struct packed head, body; /* of the project, and its sources between them */
    uint64_t sources_at;
    const struct given *part; /* the one at hand */
    bool part_used;           /* its XML referred to its text */
    bool any_source;
    struct error failure;  /* the first of the thread, or of the project */
    struct behind *behind; /* the thread */
    atomic_bool failed;    /* it has */
};

static void given_release(struct given *part)
{
    str_release(&part->text);
    str_release(&part->xml);
}

/* --- one text ----------------------------------------------------------------------- */

static enum status take_literal(struct qdpx_pack *pack, const char *xml, struct error *err)
{
    return qdpx_reading_feed(&pack->reading, xml, strlen(xml), err);
}

static void pack_text(struct qdpx_pack *pack, const struct given *part)
{
    uint64_t at = spool_size(pack->texts);
    struct packed_text *text;

    pack->text = mem_grow(pack->text, pack->text_count, &pack->text_room, sizeof *pack->text);
    text = &pack->text[pack->text_count++];
    text->file = part->file;
    packing_add(pack->packing, str_text(&part->text), part->text.len);
    text->packed = packing_end(pack->packing, true);
    text->packed.spool = pack->texts;
    text->packed.at = at;
}

static void keep_note(struct qdpx_pack *pack, const struct given *part)
{
    pack->note = mem_grow(pack->note, pack->note_count, &pack->note_room, sizeof *pack->note);
    pack->note[pack->note_count++] =
        (struct note_text){ part->file, spool_size(pack->note_texts), part->text.len, false };
    spool_add(pack->note_texts, str_text(&part->text), part->text.len);
}

/* The sources are read as if the project around them were there. */
static enum status begin_sources(struct qdpx_pack *pack, struct error *err)
{
    pack->any_source = true;
    pack->reading.open[0] = (struct qdpx_open){ .rule = qdpx_rule("Project") };
    pack->reading.depth = 1;
    return take_literal(pack, "<Sources xmlns=\"" QDPX_SPACE "\">\n", err);
}

static enum status take_source(struct qdpx_pack *pack, const struct given *part, struct error *err)
{
    enum status status = pack->any_source ? STATUS_OK : begin_sources(pack, err);

    pack->part = part;
    pack->part_used = false;
    if (!status)
        status = qdpx_reading_feed(&pack->reading, str_text(&part->xml), part->xml.len, err);
    pack->part = NULL;
    if (!status && !pack->part_used)
        status = error_set(err, STATUS_INPUT, "nothing in project.qde refers to a text");
    packing_add(pack->source_packing, str_text(&part->xml), part->xml.len);
    return status;
}

static void take_part(struct qdpx_pack *pack, const struct given *part)
{
    struct error err = ERROR_INIT;

    if (pack->failure.status != STATUS_OK)
        return;
    pack_text(pack, part);
    if (part->xml.len == 0)
        keep_note(pack, part);
    else if (take_source(pack, part, &err))
        pack->failure = err;
}

/* --- texts for the reading ------------------------------------------------------------- */

static int by_file(const void *a, const void *b)
{
    const struct note_text *one = a, *other = b;

    return memcmp(&one->file, &other->file, sizeof one->file);
}

static enum status note_text(struct qdpx_pack *pack, const struct id *file, struct str *out,
                             struct error *err)
{
    struct note_text wanted = { .file = *file }, *note = NULL;
    enum status status;
    char *text;

    if (pack->note_count > 0)
        note = bsearch(&wanted, pack->note, pack->note_count, sizeof wanted, by_file);
    if (note == NULL)
        return error_set(err, STATUS_NOT_FOUND, "there is no such text");
    text = mem_alloc(note->len + 1, 1);
    status = spool_read(pack->note_texts, note->at, text, note->len, err);
    str_add_len(out, text, note->len);
    free(text);
    note->used = true;
    return status;
}

/* A struct qdpx_reading asks for "sources/GUID.txt". */
static enum status text_of(void *data, const char *name, struct str *out, struct error *err)
{
    static const char folder[] = "sources/";
    struct qdpx_pack *pack = data;
    struct id file;

    if (strlen(name) != sizeof folder - 1 + ID_TEXT - 1 + 4
        || !guid_read(&file, name + sizeof folder - 1, ID_TEXT - 1))
        return error_set(err, STATUS_NOT_FOUND, "there is no such text");
    if (pack->part == NULL)
        return note_text(pack, &file, out, err);
    if (!id_equal(&file, &pack->part->file))
        return error_set(err, STATUS_NOT_FOUND, "there is no such text");
    str_add_len(out, str_text(&pack->part->text), pack->part->text.len);
    pack->part_used = true;
    return STATUS_OK;
}

/* --- the thread ------------------------------------------------------------------------ */

static void take_given(void *data, void *thing)
{
    struct qdpx_pack *pack = data;
    struct given *part = thing;

    take_part(pack, part);
    given_release(part);
    if (pack->failure.status != STATUS_OK)
        atomic_store(&pack->failed, true);
}

/* Ends the thread, whose failure is the caller's. */
static enum status fail(struct qdpx_pack *pack, struct error *err)
{
    behind_finish(pack->behind);
    *err = pack->failure;
    return err->status;
}

static enum status give(struct qdpx_pack *pack, struct given *part, struct error *err)
{
    if (atomic_load(&pack->failed)) {
        given_release(part);
        return fail(pack, err);
    }
    behind_give(pack->behind, part, part->text.len + part->xml.len);
    return STATUS_OK;
}

/* --- from outside ----------------------------------------------------------------------- */

enum status qdpx_pack_new(struct qdpx_pack **out, const struct target *target,
                          const struct identity_filter *filter, struct error *err)
{
    struct qdpx_pack *pack = mem_alloc(1, sizeof *pack);
    const char *path = target->path;

    *out = NULL;
    pack->target = target;
    qdpx_reading_init(&pack->reading, filter, path);
    pack->reading.text_of = text_of;
    pack->reading.text_data = pack;
    pack->reading.xml = xml_reader_new(&qdpx_events, &pack->reading);
    if (spool_open(&pack->texts, path, err) || spool_open(&pack->sources, path, err)
        || spool_open(&pack->project, path, err) || spool_open(&pack->note_texts, path, err)) {
        qdpx_pack_free(pack);
        return err->status;
    }
    pack->packing = packing_new(spool_add, pack->texts);
    pack->source_packing = packing_new(spool_add, pack->sources);
    pack->project_packing = packing_new(spool_add, pack->project);
    pack->behind = behind_new(sizeof(struct given), xml_quiet, take_given, pack);
    *out = pack;
    return STATUS_OK;
}

void qdpx_pack_free(struct qdpx_pack *pack)
{
    if (pack == NULL)
        return;
    behind_free(pack->behind);
    qdpx_reading_release(&pack->reading);
    packing_free(pack->packing);
    packing_free(pack->source_packing);
    packing_free(pack->project_packing);
    spool_close(pack->texts);
    spool_close(pack->sources);
    spool_close(pack->project);
    spool_close(pack->note_texts);
    free(pack->text);
    free(pack->note);
    free(pack);
}

enum status qdpx_pack_source(struct qdpx_pack *pack, const struct id *file, const char *text,
                             size_t len, struct str *xml, struct error *err)
{
    struct given part = { .file = *file, .text = STR_INIT, .xml = *xml };

    *xml = (struct str)STR_INIT;
    str_add_len(&part.text, text, len);
    return give(pack, &part, err);
}

enum status qdpx_pack_note(struct qdpx_pack *pack, const struct id *file, const char *text,
                           size_t len, struct error *err)
{
    struct given part = { .file = *file, .text = STR_INIT, .xml = STR_INIT };

    str_add_len(&part.text, text, len);
    return give(pack, &part, err);
}

enum status qdpx_pack_finish_texts(struct qdpx_pack *pack, struct error *err)
{
    struct qdpx_reading *reading = &pack->reading;

    behind_finish(pack->behind);
    if (pack->failure.status != STATUS_OK)
        return fail(pack, err);
    if (pack->any_source) {
        if (take_literal(pack, "</Sources>", err) || xml_reader_finish(reading->xml, err))
            return err->status;
        xml_reader_free(reading->xml);
        reading->xml = xml_reader_new(&qdpx_events, reading);
        reading->depth = 0;
        reading->sources_apart = true;
    }
    if (pack->note_count > 1)
        qsort(pack->note, pack->note_count, sizeof *pack->note, by_file);
    pack->body = packing_end(pack->source_packing, false);
    if (spool_finish(pack->texts, err) || spool_finish(pack->sources, err)
        || spool_finish(pack->note_texts, err))
        return err->status;
    return STATUS_OK;
}

void qdpx_pack_project(void *data, const char *bytes, size_t len)
{
    struct qdpx_pack *pack = data;

    packing_add(pack->project_packing, bytes, len);
    if (pack->failure.status == STATUS_OK)
        (void)!qdpx_reading_feed(&pack->reading, bytes, len, &pack->failure);
}

void qdpx_pack_sources(struct qdpx_pack *pack)
{
    pack->head = packing_end(pack->project_packing, false);
    pack->sources_at = spool_size(pack->project);
}

static enum status finish_project(struct qdpx_pack *pack, struct packed pieces[3],
                                  struct error *err)
{
    struct packed tail = packing_end(pack->project_packing, true);

    if (pack->failure.status != STATUS_OK) {
        *err = pack->failure;
        return err->status;
    }
    if (xml_reader_finish(pack->reading.xml, err) || spool_finish(pack->project, err))
        return err->status;
    for (size_t i = 0; i < pack->note_count; i++)
        if (!pack->note[i].used)
            return error_set(err, STATUS_INPUT, "nothing in project.qde refers to a note's text");
    pieces[0] = pack->head;
    pieces[1] = pack->body;
    pieces[2] = tail;
    pieces[0].spool = pieces[2].spool = pack->project;
    pieces[1].spool = pack->sources;
    pieces[2].at = pack->sources_at;
    return STATUS_OK;
}

static void add_entries(const struct qdpx_pack *pack, struct archive_writer *archive,
                        const struct packed pieces[3])
{
    archive_add_packed(archive, "project.qde", pieces, 3);
    for (size_t i = 0; i < pack->text_count; i++) {
        char name[ID_TEXT + 32], guid[ID_TEXT];

        id_print_upper(&pack->text[i].file, guid);
        snprintf(name, sizeof name, "sources/%s.txt", guid);
        archive_add_packed(archive, name, &pack->text[i].packed, 1);
    }
}

/* GUIDs are compared while the archive is written and read back. */
static void finish_reading(void *data, void *thing)
{
    struct qdpx_pack *pack = data;

    (void)thing;
    (void)!qdpx_reading_finish(&pack->reading, &pack->failure);
}

static enum status write_archive(const struct qdpx_pack *pack, const struct packed pieces[3],
                                 bool (*go_on)(void *data), void *data,
                                 struct error *err)
{
    struct archive_writer *archive = archive_writer_new();
    enum status status;

    add_entries(pack, archive, pieces);
    status = archive_write(archive, pack->target->fd, pack->target->path, go_on, data, err);
    archive_writer_free(archive);
    return status ? status : qdpx_check_archive(pack->target->work, err);
}

enum status qdpx_pack_write(struct qdpx_pack *pack, bool (*go_on)(void *data),
                            void *data, struct error *err)
{
    struct packed pieces[3];
    struct behind *comparing;
    enum status status = finish_project(pack, pieces, err);

    if (status)
        return status;
    comparing = behind_new(1, NULL, finish_reading, pack);
    behind_give(comparing, "", 0);
    status = write_archive(pack, pieces, go_on, data, err);
    behind_free(comparing);
    if (!status && pack->failure.status != STATUS_OK) {
        *err = pack->failure;
        status = err->status;
    }
    return status;
}
