/* SPDX-License-Identifier: MIT */
/* The writer: a thread that makes changes durable while the observer types.
 *
 * Invariants. (1) A job leaves the queue only when it is durable. (2) Jobs
 * become durable in the order given; some may share one transaction. (3) The
 * half-typed line is written after the changes given before it, and a change
 * that drops it takes the place of the one still waiting. (4) The study
 * belongs to the thread while it runs; all else is under the mutex. (5) With
 * nothing to do the thread sleeps without a timeout. */
#include "storage/writer.h"

#include "core/clock.h"
#include "core/mem.h"
#include "core/thread.h"
#include "storage/study.h"
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    RETRY_DELAY = 1000, /* milliseconds between tries while saving fails */
    TIDY_DELAY = 200,   /* without a job, until there is time to tidy */
    BATCH_MOST = 256    /* jobs that share one transaction */
};

struct job {
    struct change change;
    struct job *next;
};

struct writer {
    struct study *study;
    struct id meeting;
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t work; /* for the thread: there is something to do */
    pthread_cond_t done; /* for who flushes: something was saved, or failed */
    int fd;
    struct job *first, **last;
    uint64_t given, saved;
    char *draft; /* the line to be saved; NULL: none is waiting */
    int64_t draft_at;
    int32_t draft_offset;
    struct id draft_edits;
    char note_what[40], note_detail[120]; /* for the history; "": none waits */
    bool note_failed;                     /* nothing is tried until something else was saved */
    bool saving_draft;                    /* one is on its way to the disk */
    bool stopping;
    bool tidy;           /* something was written since the study was tidied */
    enum status failure; /* of the last try; STATUS_OK: not failing */
    char text[512];
};

/* --- what is to be done ------------------------------------------------------ */

struct batch {
    struct job *job[BATCH_MOST]; /* still in the queue */
    size_t count;
    char *draft; /* NULL: none goes with it */
    int64_t draft_at;
    int32_t draft_offset;
    struct id draft_edits;
};

static void tell(struct writer *writer)
{
    thread_tell(writer->fd);
    pthread_cond_broadcast(&writer->done);
}

/* A line for the history is written when nothing else is to be done; if it
 * cannot be, it waits for the next time. */
static void write_note(struct writer *writer)
{
    struct error ignored = ERROR_INIT;
    char what[sizeof writer->note_what], detail[sizeof writer->note_detail];
    enum status status;

    memcpy(what, writer->note_what, sizeof what);
    memcpy(detail, writer->note_detail, sizeof detail);
    writer->note_what[0] = '\0';
    pthread_mutex_unlock(&writer->mutex);
    status = study_note_history(writer->study, what, detail, &ignored);
    pthread_mutex_lock(&writer->mutex);
    if (status && writer->note_what[0] == '\0' && !writer->stopping) {
        memcpy(writer->note_what, what, sizeof what);
        memcpy(writer->note_detail, detail, sizeof detail);
        writer->note_failed = true;
    }
}

/* Sleeps until there is a job, a line to save, or the end; false: the end. */
static bool wait_for_work(struct writer *writer)
{
    struct timespec idle = clock_deadline(TIDY_DELAY);

    while (writer->first == NULL && writer->draft == NULL) {
        if (writer->note_what[0] != '\0' && !writer->note_failed) {
            write_note(writer);
            continue;
        }
        if (writer->stopping)
            return false;
        if (!writer->tidy) {
            pthread_cond_wait(&writer->work, &writer->mutex);
        } else if (!clock_is_past(&idle)) {
            pthread_cond_timedwait(&writer->work, &writer->mutex, &idle);
        } else {
            pthread_mutex_unlock(&writer->mutex);
            writer->tidy = study_tidy(writer->study);
            pthread_mutex_lock(&writer->mutex);
        }
    }
    return true;
}

static struct batch take_batch(struct writer *writer)
{
    struct batch batch = { .count = 0 };

    for (struct job *job = writer->first; job != NULL && batch.count < BATCH_MOST; job = job->next)
        batch.job[batch.count++] = job;
    if (writer->draft != NULL && (batch.count == 0 || batch.job[batch.count - 1]->next == NULL)) {
        batch.draft = writer->draft;
        batch.draft_at = writer->draft_at;
        batch.draft_offset = writer->draft_offset;
        batch.draft_edits = writer->draft_edits;
        writer->draft = NULL;
        writer->saving_draft = true;
    }
    return batch;
}

/* --- doing it ------------------------------------------------------------------ */

static enum status write_draft(struct writer *writer, const struct batch *batch, struct error *err)
{
    const struct draft draft = { .text = batch->draft,
                                 .at = batch->draft_at,
                                 .offset = batch->draft_offset,
                                 .edits = batch->draft_edits };

    if (batch->draft == NULL)
        return STATUS_OK;
    return record_save_draft(writer->study, &writer->meeting, &draft, err);
}

static enum status write_together(struct writer *writer, const struct batch *batch,
                                  struct error *err)
{
    enum status status = study_begin(writer->study, err);

    if (status)
        return status;
    for (size_t i = 0; i < batch->count && !status; i++)
        status = record_change(writer->study, &batch->job[i]->change, err);
    if (!status)
        status = write_draft(writer, batch, err);
    if (!status)
        return study_commit(writer->study, err);
    study_rollback(writer->study);
    return status;
}

/* Saves what can be saved, in order; *saved counts the changes. */
static enum status write_batch(struct writer *writer, const struct batch *batch, size_t *saved,
                               struct error *err)
{
    enum status status = STATUS_OK;

    *saved = 0;
    if (batch->count + (batch->draft != NULL) > 1) {
        status = write_together(writer, batch, err);
        if (!status) {
            *saved = batch->count;
            return STATUS_OK;
        }
    }
    for (; *saved < batch->count; ++*saved) { /* one may fail alone */
        status = record_change(writer->study, &batch->job[*saved]->change, err);
        if (status)
            return status;
    }
    return write_draft(writer, batch, err);
}

/* Takes `saved` jobs out of the queue; a line that was not saved waits on,
 * unless a later one or a change that drops it came meanwhile. */
static void settle(struct writer *writer, struct batch *batch, size_t saved, enum status status,
                   const struct error *err)
{
    bool drops_later = false;

    for (size_t i = 0; i < saved; i++) {
        struct job *job = writer->first;

        writer->first = job->next;
        change_release(&job->change);
        free(job);
    }
    if (writer->first == NULL)
        writer->last = &writer->first;
    for (struct job *job = writer->first; job != NULL; job = job->next)
        drops_later = drops_later || job->change.drops_draft;
    if (status && batch->draft != NULL && writer->draft == NULL && !drops_later) {
        writer->draft = batch->draft;
        writer->draft_at = batch->draft_at;
        writer->draft_offset = batch->draft_offset;
        writer->draft_edits = batch->draft_edits;
        batch->draft = NULL;
    }
    free(batch->draft);
    writer->saving_draft = false;
    writer->note_failed = writer->note_failed && status;
    writer->saved += saved;
    writer->tidy = writer->tidy || !status;
    writer->failure = status;
    if (status)
        memcpy(writer->text, err->text, sizeof writer->text);
    tell(writer);
}

/* After a failure: nothing is tried for a while, unless it is the end. */
static void pause_after_failure(struct writer *writer)
{
    struct timespec until = clock_deadline(RETRY_DELAY);

    while (!writer->stopping && !clock_is_past(&until))
        pthread_cond_timedwait(&writer->work, &writer->mutex, &until);
}

static void *writer_main(void *data)
{
    struct writer *writer = data;

    pthread_mutex_lock(&writer->mutex);
    while (wait_for_work(writer)) {
        struct batch batch = take_batch(writer);
        struct error err = ERROR_INIT;
        enum status status;
        size_t saved;

        pthread_mutex_unlock(&writer->mutex);
        status = write_batch(writer, &batch, &saved, &err);
        pthread_mutex_lock(&writer->mutex);
        settle(writer, &batch, saved, status, &err);
        if (status && writer->stopping)
            break;
        if (status)
            pause_after_failure(writer);
    }
    pthread_mutex_unlock(&writer->mutex);
    return NULL;
}

/* --- from outside ----------------------------------------------------------------- */

static void writer_free(struct writer *writer)
{
    while (writer->first != NULL) {
        struct job *next = writer->first->next;

        change_release(&writer->first->change);
        free(writer->first);
        writer->first = next;
    }
    study_close(writer->study);
    if (writer->fd >= 0)
        close(writer->fd);
    pthread_cond_destroy(&writer->work);
    pthread_cond_destroy(&writer->done);
    pthread_mutex_destroy(&writer->mutex);
    free(writer->draft);
    free(writer);
}

enum status writer_start(struct writer **out, const char *path, const char *observer,
                         const struct id *meeting, struct error *err)
{
    struct writer *writer = mem_alloc(1, sizeof *writer);
    pthread_condattr_t attributes;
    enum status status;
    int failure;

    *out = NULL;
    writer->meeting = *meeting;
    writer->last = &writer->first;
    pthread_mutex_init(&writer->mutex, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&writer->work, &attributes);
    pthread_cond_init(&writer->done, &attributes);
    pthread_condattr_destroy(&attributes);
    writer->fd = thread_news();
    status = writer->fd < 0
                 ? error_set(err, STATUS_IO, "cannot start the writer: %s", strerror(errno))
                 : study_open(&writer->study, path, STUDY_WRITE, err);
    if (!status)
        status = study_set_observer(writer->study, observer, err);
    if (!status) {
        failure = thread_start(&writer->thread, writer_main, writer);
        if (failure)
            status = error_set(err, STATUS_IO, "cannot start the writer: %s", strerror(failure));
    }
    if (status)
        writer_free(writer);
    else
        *out = writer;
    return status;
}

int writer_fd(const struct writer *writer)
{
    return writer->fd;
}

struct writer_news writer_news(struct writer *writer)
{
    struct writer_news news;

    thread_heard(writer->fd);
    pthread_mutex_lock(&writer->mutex);
    news = (struct writer_news){ .given = writer->given,
                                 .saved = writer->saved,
                                 .failing = writer->failure != STATUS_OK };
    if (news.failing)
        memcpy(news.text, writer->text, sizeof news.text);
    pthread_mutex_unlock(&writer->mutex);
    return news;
}

uint64_t writer_give(struct writer *writer, struct change *change)
{
    struct job *job = mem_alloc(1, sizeof *job);
    uint64_t number;

    job->change = *change;
    *change = (struct change){ 0 };
    pthread_mutex_lock(&writer->mutex);
    if (job->change.drops_draft) { /* the line that waits has become this change */
        free(writer->draft);
        writer->draft = NULL;
    }
    *writer->last = job;
    writer->last = &job->next;
    number = ++writer->given;
    pthread_cond_signal(&writer->work);
    pthread_mutex_unlock(&writer->mutex);
    return number;
}

void writer_give_draft(struct writer *writer, const char *text, int64_t at, int32_t offset,
                       const struct id *edits)
{
    pthread_mutex_lock(&writer->mutex);
    free(writer->draft);
    writer->draft = mem_copy(text);
    writer->draft_at = at;
    writer->draft_offset = offset;
    writer->draft_edits = edits != NULL ? *edits : (struct id){ { 0 } };
    pthread_cond_signal(&writer->work);
    pthread_mutex_unlock(&writer->mutex);
}

void writer_give_note(struct writer *writer, const char *what, const char *detail)
{
    pthread_mutex_lock(&writer->mutex);
    snprintf(writer->note_what, sizeof writer->note_what, "%s", what);
    snprintf(writer->note_detail, sizeof writer->note_detail, "%s", detail);
    writer->note_failed = false;
    pthread_cond_signal(&writer->work);
    pthread_mutex_unlock(&writer->mutex);
}

static bool all_is_saved(const struct writer *writer)
{
    return writer->saved == writer->given && writer->draft == NULL && !writer->saving_draft;
}

enum status writer_flush(struct writer *writer, int timeout, struct error *err)
{
    struct timespec until = clock_deadline(timeout);
    enum status status = STATUS_OK;

    pthread_mutex_lock(&writer->mutex);
    while (!all_is_saved(writer) && !clock_is_past(&until))
        pthread_cond_timedwait(&writer->done, &writer->mutex, &until);
    if (!all_is_saved(writer)) {
        if (writer->failure)
            status = error_set(err, writer->failure, "%s", writer->text);
        else
            status = error_set(err, STATUS_BUSY, "the disk is slow: not all is saved yet");
    }
    pthread_mutex_unlock(&writer->mutex);
    return status;
}

enum status writer_finish(struct writer *writer, int timeout, struct error *err)
{
    enum status status = writer_flush(writer, timeout, err);
    uint64_t lost;

    pthread_mutex_lock(&writer->mutex);
    writer->stopping = true;
    pthread_cond_signal(&writer->work);
    pthread_mutex_unlock(&writer->mutex);
    pthread_join(writer->thread, NULL);
    lost = writer->given - writer->saved;
    if (status && all_is_saved(writer))
        status = STATUS_OK; /* the last try, at the end, has saved it */
    else if (status && lost > 0)
        status = error_context(err, "%llu %s not saved", (unsigned long long)lost,
                               lost == 1 ? "change is" : "changes are");
    else if (status)
        status = error_context(err, "the half-typed line is not saved");
    writer_free(writer);
    return status;
}
