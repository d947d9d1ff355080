/* SPDX-License-Identifier: MIT */
/* The thread of a search. The study belongs to the thread while it runs; all
 * else is under the mutex. */
#include "storage/find_worker.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/mem.h"
#include "core/thread.h"
#include "storage/internal.h"

enum { FIRST = 64, TOGETHER = 4096 }; /* rows handed over at once: the first, then */

struct find_worker {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t asked, found;
    struct study *study; /* the thread's; NULL while it cannot be opened */
    char *path;
    char *expression; /* to be looked for next; NULL: nothing new */
    uint64_t search;  /* which one is wanted: the thread gives up all others */
    bool stopping;
    struct find_rows rows; /* found and not yet taken */
    struct error err;      /* why the search ended */
    int fd;                /* tells who does not wait in here */
};

/* --- in the thread ---------------------------------------------------------------------- */

static void tell(struct find_worker *worker)
{
    thread_tell(worker->fd);
    pthread_cond_broadcast(&worker->found);
}

/* Hands rows over; false: nobody wants them any more. */
static bool hand_over(struct find_worker *worker, uint64_t search, struct find_rows *found)
{
    struct find_rows *rows = &worker->rows;
    bool wanted;

    pthread_mutex_lock(&worker->mutex);
    wanted = worker->search == search && !worker->stopping;
    for (size_t i = 0; wanted && i < found->count; i++) {
        rows->row = mem_grow(rows->row, rows->count, &rows->room, sizeof *rows->row);
        rows->row[rows->count++] = found->row[i];
    }
    tell(worker);
    pthread_mutex_unlock(&worker->mutex);
    found->count = 0;
    return wanted;
}

static enum status look(struct find_worker *worker, const char *expression, uint64_t search,
                        struct error *err)
{
    struct find_rows found = { 0 };
    size_t together = FIRST;
    bool wanted = true;
    struct stmt st;

    if (worker->study == NULL && study_open(&worker->study, worker->path, STUDY_READ, err))
        return err->status;
    st = stmt_begin(worker->study, QUERY_FIND_INDEX);
    stmt_bind_text(&st, ":words", expression);
    while (wanted && stmt_row(&st)) {
        found.row = mem_grow(found.row, found.count, &found.room, sizeof *found.row);
        found.row[found.count++] = stmt_int(&st, 0);
        if (found.count == together) {
            wanted = hand_over(worker, search, &found);
            together = TOGETHER;
        }
    }
    (void)hand_over(worker, search, &found);
    free(found.row);
    return stmt_end(&st, err);
}

static void *run(void *data)
{
    struct find_worker *worker = data;
    struct error later = ERROR_INIT;

    (void)!study_open(&worker->study, worker->path, STUDY_READ, &later); /* told when it is asked */
    pthread_mutex_lock(&worker->mutex);
    while (!worker->stopping) {
        uint64_t search = worker->search;
        struct error err = ERROR_INIT;
        char *expression = worker->expression;

        if (expression == NULL) {
            pthread_cond_wait(&worker->asked, &worker->mutex);
            continue;
        }
        worker->expression = NULL;
        pthread_mutex_unlock(&worker->mutex);
        (void)!look(worker, expression, search, &err);
        free(expression);
        pthread_mutex_lock(&worker->mutex);
        if (worker->search == search) {
            worker->err = err;
            worker->rows.last = true;
            tell(worker);
        }
    }
    pthread_mutex_unlock(&worker->mutex);
    study_close(worker->study);
    return NULL;
}

/* --- outside of it ---------------------------------------------------------------------- */

static void free_worker(struct find_worker *worker)
{
    pthread_mutex_destroy(&worker->mutex);
    pthread_cond_destroy(&worker->asked);
    pthread_cond_destroy(&worker->found);
    if (worker->fd >= 0)
        (void)close(worker->fd);
    free(worker->rows.row);
    free(worker->expression);
    free(worker->path);
    free(worker);
}

enum status find_worker_start(struct find_worker **out, const char *path, struct error *err)
{
    struct find_worker *worker = mem_alloc(1, sizeof *worker);
    pthread_condattr_t monotonic;
    int failure;

    *out = NULL;
    worker->path = mem_copy(path);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC); /* that of clock_deadline() */
    pthread_mutex_init(&worker->mutex, NULL);
    pthread_cond_init(&worker->asked, NULL);
    pthread_cond_init(&worker->found, &monotonic);
    pthread_condattr_destroy(&monotonic);
    worker->fd = thread_news();
    failure = worker->fd < 0 ? errno : thread_start(&worker->thread, run, worker);
    if (failure != 0) {
        free_worker(worker);
        return error_set(err, STATUS_IO, "cannot begin to find: %s", strerror(failure));
    }
    *out = worker;
    return STATUS_OK;
}

void find_worker_end(struct find_worker *worker)
{
    if (worker == NULL)
        return;
    pthread_mutex_lock(&worker->mutex);
    worker->stopping = true;
    pthread_cond_signal(&worker->asked);
    pthread_mutex_unlock(&worker->mutex);
    pthread_join(worker->thread, NULL);
    free_worker(worker);
}

void find_worker_ask(struct find_worker *worker, const char *expression)
{
    pthread_mutex_lock(&worker->mutex);
    free(worker->expression);
    worker->expression = expression != NULL ? mem_copy(expression) : NULL;
    worker->search++;
    worker->rows.count = 0;
    worker->rows.last = expression == NULL;
    worker->err = (struct error)ERROR_INIT;
    pthread_cond_signal(&worker->asked);
    pthread_mutex_unlock(&worker->mutex);
}

enum status find_worker_take(struct find_worker *worker, int milliseconds, struct find_rows *rows,
                             struct error *err)
{
    struct timespec until = clock_deadline(milliseconds < 0 ? 0 : milliseconds);
    struct find_rows empty = { .row = rows->row, .room = rows->room };
    int over = 0;

    pthread_mutex_lock(&worker->mutex);
    while (milliseconds != 0 && over != ETIMEDOUT && worker->rows.count == 0 && !worker->rows.last)
        over = milliseconds < 0 ? pthread_cond_wait(&worker->found, &worker->mutex)
                                : pthread_cond_timedwait(&worker->found, &worker->mutex, &until);
    thread_heard(worker->fd);
    *rows = worker->rows;
    empty.last = rows->last;
    worker->rows = empty;
    if (rows->last)
        *err = worker->err;
    pthread_mutex_unlock(&worker->mutex);
    return rows->last ? err->status : STATUS_OK;
}

int find_worker_fd(const struct find_worker *worker)
{
    return worker->fd;
}
