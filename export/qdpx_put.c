/* SPDX-License-Identifier: MIT */
/* Small parts of a .qdpx, and the recording. */
#include "export/qdpx_put.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/mem.h"
#include "core/text.h"

void qdpx_put_guid(struct xml_writer *xml, const char *attribute, const struct id *id)
{
    char text[ID_TEXT];

    id_print_upper(id, text);
    xml_attribute(xml, attribute, text);
}

void qdpx_put_authorship(struct xml_writer *xml, const struct labels *labels,
                         const struct label_observer *observer, int64_t at)
{
    char stamp[LABEL_STAMP];

    if (observer != NULL)
        qdpx_put_guid(xml, "creatingUser", &observer->guid);
    labels_stamp(labels, stamp, at);
    xml_attribute(xml, "creationDateTime", stamp);
}

/* --- codes ---------------------------------------------------------------------------- */

/* Folders group codes and cannot be applied; any other code can. */
static void put_code(struct xml_writer *xml, const struct label *label)
{
    xml_start(xml, "Code");
    qdpx_put_guid(xml, "guid", &label->guid);
    xml_attribute(xml, "name", label->name);
    xml_attribute(xml, "isCodable", label->kind == LABEL_FOLDER ? "false" : "true");
    xml_attribute(xml, "color", label->color[0] != '\0' ? label->color : NULL);
    xml_element(xml, "Description", label->description);
}

/* Walks the tree without recursion: down, else on, else up and on. */
void qdpx_put_codes(struct xml_writer *xml, const struct labels *labels, bool people)
{
    size_t i = labels->first;

    while (i != LABEL_NONE) {
        const struct label *label = &labels->label[i];

        if (label_goes_out(label) && (people || label->kind != LABEL_FOLDER)) {
            put_code(xml, label);
            if (label->child != LABEL_NONE) {
                i = label->child;
                continue;
            }
            xml_end(xml);
        }
        while (labels->label[i].next == LABEL_NONE && labels->label[i].parent != LABEL_NONE) {
            i = labels->label[i].parent;
            xml_end(xml);
        }
        i = labels->label[i].next;
    }
}

/* --- the recording --------------------------------------------------------------------- */

/* The folder of `path` without links and dots; NULL when there is none. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash == NULL   ? mem_copy(".")
                 : slash == path ? mem_copy("/")
                                 : mem_copy_len(path, (size_t)(slash - path));
    char *real = realpath(folder, NULL);

    free(folder);
    return real;
}

/* The path of the recording from the folder of the project on; NULL where it
 * lies elsewhere. The caller's to free(). */
static char *path_beside(const char *out, const char *recording)
{
    char *folder = folder_of(out), *file = realpath(recording, NULL), *path = NULL;
    size_t len = folder != NULL ? strlen(folder) : 0;

    if (folder != NULL && file != NULL && strncmp(file, folder, len) == 0
        && (file[len] == '/' || len == 1))
        path = mem_copy(file + len + (len > 1));
    free(folder);
    free(file);
    return path;
}

enum status qdpx_check_recording(const struct export_job *job, struct error *err)
{
    const char *recording = job->request->audio;
    enum status status = STATUS_OK;
    struct stat file;
    char *path;

    if (recording == NULL)
        return STATUS_OK;
    if (job->meeting_count != 1)
        return error_set(err, STATUS_INPUT,
                         "a recording belongs to one meeting: export that one alone");
    if (job->meeting[0]->began == TIME_UNKNOWN)
        return error_set(err, STATUS_INPUT,
                         "M%d has no times that a recording could lie beside",
                         job->meeting[0]->number);
    if (stat(recording, &file) != 0 || !S_ISREG(file.st_mode))
        return error_set(err, STATUS_NOT_FOUND, "there is no recording %s", recording);
    path = path_beside(job->request->out, recording);
    if (path == NULL)
        return error_set(err, STATUS_INPUT,
                         "%s must lie in the folder of the export, or below it: the project names"
                         " it from there",
                         recording);
    if (!text_valid(path, strlen(path)) || path[strcspn(path, "\\\n\t")] != '\0'
        || identity_filter_search(job->filter, path, strlen(path), NULL) > 0)
        status = error_set(err, STATUS_INPUT,
                           "the recording must have a plain name that tells nobody's: rename it");
    free(path);
    return status;
}

static void put_sync_points(struct xml_writer *xml, const struct labels *labels,
                            const struct document *document)
{
    const char *text = document->text.text;
    int64_t last = -1;
    size_t at = 0, points = 0;

    for (size_t i = 0; i < document->count; i++) {
        const struct paragraph *paragraph = &document->paragraph[i];
        struct id guid = labels_guid(labels, "sync", &paragraph->entry, "");
        int64_t time;

        points += text_count(text + at, paragraph->start - at);
        at = paragraph->start;
        if (paragraph->at == TIME_UNKNOWN)
            continue;
        time = paragraph->at - document->meeting->began;
        if (time <= last || time < 0) /* a line that was added later stands where it stands */
            continue;
        last = time;
        xml_start(xml, "SyncPoint");
        qdpx_put_guid(xml, "guid", &guid);
        xml_attribute_number(xml, "timeStamp", (uint64_t)time);
        xml_attribute_number(xml, "position", points);
        xml_end(xml);
    }
}

void qdpx_put_recording(struct xml_writer *xml, const struct export_job *job,
                        const struct document *document, const struct id *text)
{
    const struct labels *labels = &job->labels;
    const struct id *meeting = &document->meeting->id;
    struct id audio = labels_guid(labels, "recording", meeting, "");
    struct id transcript = labels_guid(labels, "transcript", meeting, "");
    char *beside = path_beside(job->request->out, job->request->audio);
    struct str name = STR_INIT, path = STR_INIT, inside = STR_INIT;
    char guid[ID_TEXT];

    id_print_upper(text, guid);
    str_add_format(&name, "%s recording", document->name);
    str_add_format(&path, "relative:///%s", beside);
    str_add_format(&inside, "internal://%s.txt", guid);
    xml_start(xml, "AudioSource");
    qdpx_put_guid(xml, "guid", &audio);
    xml_attribute(xml, "name", name.text);
    xml_attribute(xml, "path", path.text);
    qdpx_put_authorship(xml, labels, NULL, document->meeting->began);
    xml_start(xml, "Transcript");
    qdpx_put_guid(xml, "guid", &transcript);
    xml_attribute(xml, "name", document->name);
    xml_attribute(xml, "plainTextPath", inside.text);
    qdpx_put_authorship(xml, labels, NULL, document->meeting->began);
    put_sync_points(xml, labels, document);
    xml_end(xml);
    xml_end(xml);
    str_release(&name);
    str_release(&path);
    str_release(&inside);
    free(beside);
}
