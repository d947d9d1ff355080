/* SPDX-License-Identifier: MIT */
/* Reading the codes of a REFI-QDA file: as a stream, so that neither a zip bomb
 * nor a project of gigabytes needs memory; what is no code is passed over. */
#include "import/refi_read.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "core/str.h"
#include "core/text.h"
#include "export/xml.h"
#include "export/zip.h"

static const char codebook_space[] = "urn:QDA-XML:codebook:1.0";
static const char project_space[] = "urn:QDA-XML:project:1.0";

enum { SET_NAME = 256 };

struct refi_reading {
    struct refi_codes *codes;
    struct xml_reader *xml;
    const char *path, *space;
    bool project;
    size_t fed;               /* bytes of XML so far */
    int depth;
    int code[REFI_DEPTH];     /* the open codes, by index */
    int open;                 /* how many */
    bool in_codes, in_description;
    char set[SET_NAME];       /* the name of the open set; "" none */
    struct str words;
};

static enum status wrong(const struct refi_reading *in, struct error *err, const char *what,
                         const char *detail)
{
    return error_set(err, STATUS_INPUT, "%s line %d: %s%s%s", in->path, xml_reader_line(in->xml),
                     what, detail[0] != '\0' ? " " : "", detail);
}

/* --- values ------------------------------------------------------------------------------ */

static const struct xml_pair *pair_of(const struct xml_pair *pairs, size_t count,
                                      const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(pairs[i].name, name) == 0)
            return &pairs[i];
    }
    return NULL;
}

/* A GUID in either case, with braces or without. */
static bool read_guid(struct id *id, const char *text, size_t len)
{
    char plain[ID_TEXT];

    if (len >= 2 && text[0] == '{' && text[len - 1] == '}') {
        text++;
        len -= 2;
    }
    if (len != ID_TEXT - 1)
        return false;
    for (size_t i = 0; i < len; i++)
        plain[i] = (char)(text[i] >= 'A' && text[i] <= 'F' ? text[i] + 32 : text[i]);
    plain[len] = '\0';
    return id_parse(id, plain);
}

/* "#RRGGBB" in capitals, of three or six digits; NULL for anything else. */
static char *read_color(const struct xml_pair *pair)
{
    char color[8] = "#";

    if (pair == NULL || (pair->len != 4 && pair->len != 7) || pair->value[0] != '#')
        return NULL;
    for (size_t i = 0; i < 6; i++) {
        char c = pair->value[1 + (pair->len == 4 ? i / 2 : i)];

        if (c >= 'a' && c <= 'f')
            c = (char)(c - 32);
        if ((c < '0' || c > '9') && (c < 'A' || c > 'F'))
            return NULL;
        color[1 + i] = c;
    }
    color[7] = '\0';
    return mem_copy(color);
}

static bool is_true(const struct xml_pair *pair)
{
    return pair == NULL || (pair->len == 4 && memcmp(pair->value, "true", 4) == 0)
        || (pair->len == 1 && pair->value[0] == '1');
}

/* --- elements ----------------------------------------------------------------------------- */

static int find_guid(const struct refi_codes *codes, const struct id *guid)
{
    for (size_t i = codes->count; i-- > 0;) {
        if (id_equal(&codes->code[i].guid, guid))
            return (int)i;
    }
    return -1;
}

static enum status start_code(struct refi_reading *in, const struct xml_pair *pairs, size_t count,
                              struct error *err)
{
    const struct xml_pair *guid = pair_of(pairs, count, "guid");
    const struct xml_pair *name = pair_of(pairs, count, "name");
    struct refi_codes *codes = in->codes;
    struct str clean = STR_INIT;
    struct refi_code code = { .codable = is_true(pair_of(pairs, count, "isCodable")),
                              .line = xml_reader_line(in->xml),
                              .parent = in->open > 0 ? in->code[in->open - 1] : -1 };

    if (codes->count == REFI_CODES)
        return wrong(in, err, "too many codes for a codebook", "");
    if (guid == NULL || !read_guid(&code.guid, guid->value, guid->len))
        return wrong(in, err, "a code without a GUID", "");
    if (find_guid(codes, &code.guid) >= 0)
        return wrong(in, err, "a GUID that another code has already", "");
    if (name != NULL && name->len <= REFI_TEXT)
        (void)text_clean_line(&clean, name->value, name->len);
    if (clean.len == 0) {
        str_release(&clean);
        return wrong(in, err, "a code without a name", "");
    }
    code.name = str_take(&clean);
    code.color = read_color(pair_of(pairs, count, "color"));
    codes->code = mem_grow(codes->code, codes->count, &codes->room, sizeof *codes->code);
    in->code[in->open++] = (int)codes->count;
    codes->code[codes->count++] = code;
    return STATUS_OK;
}

static void start_set(struct refi_reading *in, const struct xml_pair *pairs, size_t count)
{
    const struct xml_pair *name = pair_of(pairs, count, "name");

    in->set[0] = '\0';
    if (name != NULL && name->len < SET_NAME) {
        memcpy(in->set, name->value, name->len);
        in->set[name->len] = '\0';
    }
}

/* Of the groups only those tell something that moot itself wrote. */
static void take_member(struct refi_reading *in, const struct xml_pair *pairs, size_t count)
{
    static const char exclusive[] = "Exclusive: ";
    const struct xml_pair *guid = pair_of(pairs, count, in->project ? "targetGUID" : "guid");
    struct id id;
    int index = guid != NULL && read_guid(&id, guid->value, guid->len)
                  ? find_guid(in->codes, &id)
                  : -1;
    struct refi_code *code = index >= 0 ? &in->codes->code[index] : NULL;

    if (code == NULL)
        return;
    if (strcmp(in->set, "Codes: states") == 0)
        code->state = true;
    if (strncmp(in->set, exclusive, sizeof exclusive - 1) == 0 && code->exclusive == NULL)
        code->exclusive = mem_copy(in->set + sizeof exclusive - 1);
}

static enum status on_start(void *data, const char *space, const char *name,
                            const struct xml_pair *pairs, size_t count, struct error *err)
{
    struct refi_reading *in = data;

    if (in->depth == 0
        && (strcmp(name, in->project ? "Project" : "CodeBook") != 0
            || strcmp(space, in->space) != 0))
        return error_set(err, STATUS_INPUT, "%s is no REFI-QDA %s (%s)", in->path,
                         in->project ? "project" : "codebook", in->space);
    if (++in->depth > REFI_DEPTH)
        return wrong(in, err, "elements too deep in one another", "");
    if (strcmp(space, in->space) != 0) /* what another program put there for itself */
        return STATUS_OK;
    if (strcmp(name, "Codes") == 0)
        in->in_codes = true;
    if (strcmp(name, "Code") == 0 && in->in_codes)
        return start_code(in, pairs, count, err);
    if (strcmp(name, "Description") == 0 && in->open > 0) {
        in->in_description = true;
        str_clear(&in->words);
    }
    if (strcmp(name, "Set") == 0)
        start_set(in, pairs, count);
    if (strcmp(name, "MemberCode") == 0)
        take_member(in, pairs, count);
    return STATUS_OK;
}

static enum status on_end(void *data, const char *space, const char *name, struct error *err)
{
    struct refi_reading *in = data;

    (void)err;
    in->depth--;
    if (strcmp(space, in->space) != 0)
        return STATUS_OK;
    if (strcmp(name, "Codes") == 0)
        in->in_codes = false;
    if (strcmp(name, "Code") == 0 && in->open > 0)
        in->open--;
    if (strcmp(name, "Description") == 0 && in->in_description) {
        struct refi_code *code = &in->codes->code[in->code[in->open - 1]];
        struct str clean = STR_INIT;

        (void)text_clean(&clean, str_text(&in->words), in->words.len);
        free(code->description);
        code->description = str_take(&clean);
        in->in_description = false;
    }
    return STATUS_OK;
}

static enum status on_text(void *data, const char *text, size_t len, struct error *err)
{
    struct refi_reading *in = data;

    if (!in->in_description)
        return STATUS_OK;
    if (in->words.len + len > REFI_TEXT)
        return wrong(in, err, "a description that is too long for a code", "");
    str_add_len(&in->words, text, len);
    return STATUS_OK;
}

static const struct xml_events events = { on_start, on_end, on_text };

/* --- files --------------------------------------------------------------------------------- */

static enum status feed(void *data, const char *bytes, size_t len, struct error *err)
{
    struct refi_reading *in = data;

    in->fed += len;
    if (in->fed > REFI_BYTES)
        return error_set(err, STATUS_INPUT, "%s holds more than %d MB of XML: it is no codebook",
                         in->path, REFI_BYTES / 1024 / 1024);
    if (xml_reader_feed(in->xml, bytes, len, err)) {
        if (strncmp(err->text, "line ", 5) == 0)
            return error_context(err, "%s", in->path);
        return err->status;
    }
    return STATUS_OK;
}

static enum status feed_file(struct refi_reading *in, struct error *err)
{
    FILE *file = fopen(in->path, "rb");
    char *piece = mem_alloc(1 << 16, 1);
    enum status status = STATUS_OK;
    size_t len;

    if (file == NULL)
        status = error_set(err, STATUS_IO, "cannot read %s: %s", in->path, strerror(errno));
    while (!status && (len = fread(piece, 1, 1 << 16, file)) > 0)
        status = feed(in, piece, len, err);
    if (!status && ferror(file))
        status = error_set(err, STATUS_IO, "cannot read %s: %s", in->path, strerror(errno));
    if (file != NULL)
        (void)fclose(file);
    free(piece);
    return status;
}

/* The project of an archive, whatever it is called: ATLAS.ti for macOS gives it
 * the name of the project. */
static enum status find_project(struct archive_reader *archive, const char *path, size_t *index,
                                struct error *err)
{
    size_t count = archive_count(archive);

    *index = count;
    for (size_t i = 0; i < count; i++) {
        struct archive_entry entry;
        size_t len;

        if (archive_entry(archive, i, &entry, err))
            return err->status;
        len = strlen(entry.name);
        if (strstr(entry.name, "..") != NULL || entry.name[0] == '/')
            return error_set(err, STATUS_INPUT, "%s holds a path that leads out of it", path);
        if (len > 4 && strcmp(entry.name + len - 4, ".qde") == 0
            && strchr(entry.name, '/') == NULL && *index == count)
            *index = i;
        if (i == *index && entry.strange)
            return error_set(err, STATUS_INPUT, "the project in %s is encrypted, or packed in a"
                                                " way that nobody reads", path);
    }
    return *index < count
             ? STATUS_OK
             : error_set(err, STATUS_INPUT, "%s is an archive without a REFI-QDA project", path);
}

static enum status feed_archive(struct refi_reading *in, struct error *err)
{
    struct archive_reader *archive;
    size_t index;
    enum status status = archive_reader_open(&archive, in->path, err);

    if (!status)
        status = find_project(archive, in->path, &index, err);
    if (!status)
        status = archive_stream(archive, index, feed, in, err);
    archive_reader_close(archive);
    return status;
}

enum status refi_read(struct refi_codes *out, const char *path, bool project, struct error *err)
{
    struct refi_reading in = { .codes = out, .path = path, .project = project,
                               .space = project ? project_space : codebook_space };
    enum status status;

    *out = (struct refi_codes){ 0 };
    in.xml = xml_reader_new(&events, &in);
    status = project ? feed_archive(&in, err) : feed_file(&in, err);
    if (!status && xml_reader_finish(in.xml, err))
        status = error_context(err, "%s", path);
    xml_reader_free(in.xml);
    str_release(&in.words);
    return status;
}

void refi_codes_release(struct refi_codes *codes)
{
    for (size_t i = 0; i < codes->count; i++) {
        free(codes->code[i].name);
        free(codes->code[i].description);
        free(codes->code[i].color);
        free(codes->code[i].exclusive);
    }
    free(codes->code);
    *codes = (struct refi_codes){ NULL, 0, 0 };
}
