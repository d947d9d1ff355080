/* SPDX-License-Identifier: MIT */
/* The check of a .qdpx from outside in: the archive, its entries, the bytes of
 * project.qde, and what is left over when all was read. */
#include "export/qdpx_check.h"
#include "core/mem.h"
#include "export/qdpx_reading.h"
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

static enum status check_entries(struct qdpx_reading *reading, struct error *err)
{
    size_t count = archive_count(reading->archive);

    for (size_t i = 0; i < count; i++) {
        struct archive_entry entry;

        if (archive_entry(reading->archive, i, &entry, err))
            return err->status;
        if (entry.strange || entry.size > LARGEST_FILE)
            return error_set(err, STATUS_INPUT, "%s is encrypted, not deflated or too large",
                             entry.name);
        if (archive_find(reading->archive, entry.name) != i)
            return error_set(err, STATUS_INPUT, "%s is there twice", entry.name);
        if (strcmp(entry.name, project_name) != 0 && !is_source_name(entry.name))
            return error_set(err, STATUS_INPUT, "%s does not belong into the archive",
                             entry.name);
    }
    if (archive_find(reading->archive, project_name) == count)
        return error_set(err, STATUS_INPUT, "there is no %s in the archive", project_name);
    return archive_check_plain(reading->archive, err);
}

/* project.qde as it comes, piece by piece. */
struct project {
    struct qdpx_reading *reading;
    bool (*go_on)(void *data, double done);
    void *data;
    uint64_t size, done; /* bytes of it */
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
    project->done += len;
    if (project->go_on != NULL
        && !project->go_on(project->data, (double)project->done / (double)project->size))
        return error_set(err, STATUS_STOPPED, "stopped: nothing was written");
    if (memchr(bytes, '\r', len) != NULL)
        return error_set(err, STATUS_INPUT, "%s has a line end that is not LF", project_name);
    if (xml_reader_feed(project->reading->xml, bytes, len, err)) {
        if (strncmp(err->text, "line ", 5) == 0)
            return error_context(err, "%s", project_name);
        return err->status;
    }
    return STATUS_OK;
}

static enum status read_project(struct project *project, struct error *err)
{
    struct qdpx_reading *reading = project->reading;
    size_t index = archive_find(reading->archive, project_name);
    struct archive_entry entry;
    enum status status = archive_entry(reading->archive, index, &entry, err);

    if (status)
        return status;
    project->size = entry.size > 0 ? entry.size : 1;
    reading->xml = xml_reader_new(&qdpx_events, reading);
    status = archive_stream(reading->archive, index, take_project, project, err);
    if (!status && xml_reader_finish(reading->xml, err))
        status = error_context(err, "%s", project_name);
    xml_reader_free(reading->xml);
    return status;
}

static enum status check_rest(const struct qdpx_reading *reading, struct error *err)
{
    const struct guid_wait *lost = guids_lost(&reading->guids);

    if (lost != NULL)
        return error_set(err, STATUS_INPUT,
                         "%s, line %d: a reference leads to nothing, or to something of another"
                         " kind", project_name, lost->line);
    for (size_t i = 0; i < archive_count(reading->archive); i++) {
        struct archive_entry entry;

        if (archive_entry(reading->archive, i, &entry, err))
            return err->status;
        if (!reading->used[i] && strcmp(entry.name, project_name) != 0)
            return error_set(err, STATUS_INPUT, "nothing in %s refers to %s", project_name,
                             entry.name);
    }
    return STATUS_OK;
}

static void reading_release(struct qdpx_reading *reading)
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
    free(reading->used);
    archive_reader_close(reading->archive);
    free(reading);
}

enum status qdpx_check(const char *path, const struct identity_filter *filter,
                       bool (*go_on)(void *data, double done), void *data, struct error *err)
{
    struct qdpx_reading *reading = mem_alloc(1, sizeof *reading);
    struct project project = { .reading = reading, .go_on = go_on, .data = data };
    enum status status = archive_reader_open(&reading->archive, path, err);

    reading->filter = filter;
    if (!status) {
        reading->used = mem_alloc(archive_count(reading->archive), sizeof *reading->used);
        status = check_entries(reading, err);
    }
    if (!status)
        status = read_project(&project, err);
    if (!status)
        status = check_rest(reading, err);
    reading_release(reading);
    return status;
}
