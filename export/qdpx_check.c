/* SPDX-License-Identifier: MIT */
/* The check of a .qdpx from outside in: the archive, its entries, the bytes of
 * project.qde, and what is left over when all was read. */
#include "export/qdpx_check.h"
#include "core/mem.h"
#include "export/qdpx_reading.h"
#include "export/zip.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define LARGEST_FILE INT32_MAX /* REFI-QDA 1.5, section 8.5 */

static const char project_name[] = "project.qde";

/* "sources/GUID.txt" in ASCII, the GUID in upper case. */
static bool is_source_name(const char *name)
{
    static const char folder[] = "sources/", suffix[] = ".txt";
    const size_t folder_len = sizeof folder - 1, guid_len = ID_TEXT - 1;
    struct id id;

    return strncmp(name, folder, folder_len) == 0
           && strlen(name) == folder_len + guid_len + sizeof suffix - 1
           && strcmp(name + folder_len + guid_len, suffix) == 0
           && guid_read(&id, name + folder_len, guid_len);
}

static enum status check_entries(struct archive_reader *archive, struct error *err)
{
    size_t count = archive_count(archive);

    for (size_t i = 0; i < count; i++) {
        struct archive_entry entry;

        if (archive_entry(archive, i, &entry, err))
            return err->status;
        if (entry.strange || entry.size > LARGEST_FILE)
            return error_set(err, STATUS_INPUT, "%s is encrypted, not deflated or too large",
                             entry.name);
        if (archive_find(archive, entry.name) != i)
            return error_set(err, STATUS_INPUT, "%s is there twice", entry.name);
        if (strcmp(entry.name, project_name) != 0 && !is_source_name(entry.name))
            return error_set(err, STATUS_INPUT, "%s does not belong into the archive", entry.name);
    }
    if (archive_find(archive, project_name) == count)
        return error_set(err, STATUS_INPUT, "there is no %s in the archive", project_name);
    return archive_check_plain(archive, err);
}

enum status qdpx_check_archive(const char *path, struct error *err)
{
    struct archive_reader *archive;
    enum status status = archive_reader_open(&archive, path, err);

    if (!status)
        status = check_entries(archive, err);
    archive_reader_close(archive);
    return status;
}

/* --- any archive --------------------------------------------------------------- */

/* project.qde as it comes, piece by piece. */
struct project {
    struct qdpx_reading reading;
    struct archive_reader *archive;
    bool *used; /* by entry: something leads to it */
    bool begun;
};

/* With this beginning libxml2 refuses what is not UTF-8. */
static bool begins_well(const char *bytes, size_t len)
{
    static const char beginning[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    return len >= sizeof beginning - 1 && strncasecmp(bytes, beginning, sizeof beginning - 1) == 0;
}

static enum status take_project(void *data, const char *bytes, size_t len, struct error *err)
{
    struct project *project = data;

    if (!project->begun && bytes[0] != '<')
        return error_set(err, STATUS_INPUT, "%s does not begin with <", project_name);
    if (!project->begun && !begins_well(bytes, len))
        return error_set(err, STATUS_INPUT, "%s is not XML in UTF-8", project_name);
    project->begun = true;
    return qdpx_reading_feed(&project->reading, bytes, len, err);
}

static enum status take_text(void *data, const char *bytes, size_t len, struct error *err)
{
    (void)err;
    str_add_len(data, bytes, len);
    return STATUS_OK;
}

static enum status text_of(void *data, const char *name, struct str *out, struct error *err)
{
    struct project *project = data;
    size_t index = archive_find(project->archive, name);

    if (index == archive_count(project->archive))
        return error_set(err, STATUS_NOT_FOUND, "there is no %s", name);
    project->used[index] = true;
    return archive_stream(project->archive, index, take_text, out, err);
}

static enum status read_project(struct project *project, struct error *err)
{
    size_t index = archive_find(project->archive, project_name);
    enum status status;

    project->reading.text_of = text_of;
    project->reading.text_data = project;
    project->reading.xml = xml_reader_new(&qdpx_events, &project->reading);
    status = archive_stream(project->archive, index, take_project, project, err);
    if (!status && xml_reader_finish(project->reading.xml, err))
        status = error_context(err, "%s", project_name);
    return status ? status : qdpx_reading_finish(&project->reading, err);
}

static enum status check_used(const struct project *project, struct error *err)
{
    for (size_t i = 0; i < archive_count(project->archive); i++) {
        struct archive_entry entry;

        if (archive_entry(project->archive, i, &entry, err))
            return err->status;
        if (!project->used[i] && strcmp(entry.name, project_name) != 0)
            return error_set(err, STATUS_INPUT, "nothing in %s refers to %s", project_name,
                             entry.name);
    }
    return STATUS_OK;
}

enum status qdpx_check(const char *path, const struct identity_filter *filter, struct error *err)
{
    struct project project = { .begun = false };
    enum status status = archive_reader_open(&project.archive, path, err);

    qdpx_reading_init(&project.reading, filter, path);
    if (!status) {
        project.used = mem_alloc(archive_count(project.archive), sizeof *project.used);
        status = check_entries(project.archive, err);
    }
    if (!status)
        status = read_project(&project, err);
    if (!status)
        status = check_used(&project, err);
    qdpx_reading_release(&project.reading);
    free(project.used);
    archive_reader_close(project.archive);
    return status;
}

/* --- the reading ------------------------------------------------------------------ */

void qdpx_reading_init(struct qdpx_reading *reading, const struct identity_filter *filter,
                       const char *beside)
{
    *reading = (struct qdpx_reading){ .filter = filter };
    guids_init(&reading->guids, beside);
}

void qdpx_reading_release(struct qdpx_reading *reading)
{
    guids_release(&reading->guids);
    plain_names_release(&reading->codes);
    plain_names_release(&reading->documents);
    plain_names_release(&reading->notes);
    plain_names_release(&reading->groups);
    qdpx_text_release(&reading->text);
    str_release(&reading->words);
    str_release(&reading->scratch);
    free(reading->passages);
    xml_reader_free(reading->xml);
    *reading = (struct qdpx_reading){ .filter = NULL };
}

enum status qdpx_reading_feed(struct qdpx_reading *reading, const char *bytes, size_t len,
                              struct error *err)
{
    enum status status;

    if (memchr(bytes, '\r', len) != NULL)
        return error_set(err, STATUS_INPUT, "%s has a line end that is not LF", project_name);
    status = xml_reader_feed(reading->xml, bytes, len, err);
    if (status && strncmp(err->text, "line ", 5) == 0)
        return error_context(err, "%s", project_name);
    return status;
}

enum status qdpx_reading_finish(struct qdpx_reading *reading, struct error *err)
{
    int line;

    if (guids_check(&reading->guids, &line, err))
        return line > 0 ? error_context(err, "%s, line %d", project_name, line) : err->status;
    return STATUS_OK;
}
