/* SPDX-License-Identifier: MIT */
/* The thread of an export. It owns all of the struct but what stands behind the
 * lock, until it is over; then whoever began it does. */
#include "tui/export_work.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "core/thread.h"
#include "tui/internal.h"
#include "tui/tui.h"

struct export_work {
    pthread_t thread;
    pthread_mutex_t lock;
    size_t done, all; /* under the lock, as the next two */
    bool over, stopping;
    struct tui_exports exports;
    char *path, *observer; /* of the study; observer NULL: it is only read */
    struct export_request request;
    int *meetings;
    char *out, *format, *key, *audio;
    struct str preview;
    struct export_report report;
    struct export_found *found;
    size_t found_count, found_room;
    struct error err;
};

/* --- in the thread ---------------------------------------------------------------------- */

static void take_progress(void *data, size_t done, size_t all)
{
    struct export_work *work = data;

    pthread_mutex_lock(&work->lock);
    work->done = done;
    work->all = all;
    pthread_mutex_unlock(&work->lock);
}

static bool is_stopping(void *data)
{
    struct export_work *work = data;
    bool stopping;

    pthread_mutex_lock(&work->lock);
    stopping = work->stopping;
    pthread_mutex_unlock(&work->lock);
    return stopping;
}

static void take_finding(void *data, const struct finding *finding)
{
    struct export_work *work = data;

    work->found = mem_grow(work->found, work->found_count, &work->found_room, sizeof *work->found);
    work->found[work->found_count++] = (struct export_found){ .kind = finding->kind,
                                                              .text = mem_copy(finding->text),
                                                              .count = finding->count,
                                                              .other = finding->other,
                                                              .meeting = finding->meeting };
}

/* An export with names notes that in the study's history, so it writes. */
static void work_on(struct export_work *work)
{
    bool writes = work->request.identifiable && work->observer != NULL;
    struct study *study = NULL;
    enum status status =
        study_open(&study, work->path, writes ? STUDY_WRITE : STUDY_READ, &work->err);

    if (!status && writes)
        status = study_set_observer(study, work->observer, &work->err);
    if (!status)
        (void)!work->exports.write(study, &work->request, &work->report, &work->err);
    study_close(study);
}

static void *run(void *data)
{
    struct export_work *work = data;

    work_on(work);
    pthread_mutex_lock(&work->lock);
    work->over = true;
    pthread_mutex_unlock(&work->lock);
    return NULL;
}

/* --- outside of it ----------------------------------------------------------------------- */

static char *copy(const char *text)
{
    return text != NULL ? mem_copy(text) : NULL;
}

static void take_request(struct export_work *work, const struct export_request *request,
                         bool with_preview)
{
    work->request = *request;
    work->meetings = mem_alloc(request->meeting_count + 1, sizeof *work->meetings);
    for (size_t i = 0; i < request->meeting_count; i++)
        work->meetings[i] = request->meetings[i];
    work->request.meetings = work->meetings;
    work->request.out = work->out = copy(request->out);
    work->request.format = work->format = copy(request->format);
    work->request.key = work->key = copy(request->key);
    work->request.audio = work->audio = copy(request->audio);
    work->request.preview = with_preview ? &work->preview : NULL;
    work->request.finding = take_finding;
    work->request.progress = take_progress;
    work->request.stop = is_stopping;
    work->request.data = work;
}

static void free_work(struct export_work *work)
{
    for (size_t i = 0; i < work->found_count; i++)
        free(work->found[i].text);
    free(work->found);
    free(work->meetings);
    free(work->out);
    free(work->format);
    free(work->key);
    free(work->audio);
    free(work->path);
    free(work->observer);
    str_release(&work->preview);
    pthread_mutex_destroy(&work->lock);
    free(work);
}

struct export_work *export_work_begin(struct app *app, const struct export_request *request,
                                      bool with_preview, struct error *err)
{
    struct export_work *work = mem_alloc(1, sizeof *work);
    int failure;

    work->path = mem_copy(app->path);
    work->observer = copy(study_observer(app->study));
    take_request(work, request, with_preview);
    pthread_mutex_init(&work->lock, NULL);
    if (app->exports(&work->exports, err)) {
        free_work(work);
        return NULL;
    }
    failure = thread_start(&work->thread, run, work);
    if (failure != 0) {
        (void)error_set(err, STATUS_IO, "cannot begin the export: %s", strerror(failure));
        free_work(work);
        return NULL;
    }
    return work;
}

bool export_work_look(struct export_work *work, size_t *done, size_t *all)
{
    bool over;

    pthread_mutex_lock(&work->lock);
    *done = work->done;
    *all = work->all;
    over = work->over;
    pthread_mutex_unlock(&work->lock);
    return over;
}

void export_work_stop(struct export_work *work)
{
    pthread_mutex_lock(&work->lock);
    work->stopping = true;
    pthread_mutex_unlock(&work->lock);
}

void export_work_end(struct export_work *work)
{
    if (work == NULL)
        return;
    export_work_stop(work);
    pthread_join(work->thread, NULL);
    free_work(work);
}

const struct error *export_work_error(const struct export_work *work)
{
    return &work->err;
}

const struct export_report *export_work_report(const struct export_work *work)
{
    return &work->report;
}

const struct export_found *export_work_found(const struct export_work *work, size_t *count)
{
    *count = work->found_count;
    return work->found;
}

const char *export_work_preview(const struct export_work *work)
{
    return str_text(&work->preview);
}

const struct export_request *export_work_request(const struct export_work *work)
{
    return &work->request;
}
