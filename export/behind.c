/* SPDX-License-Identifier: MIT */
/* A ring of things and the thread that empties it. A thing stays in the ring while it is taken, so
 * that an empty ring means that all is done. */
#include "export/behind.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "core/thread.h"

enum { WAITING = 4 }; /* things in the ring */

struct behind {
    void (*begin)(void);
    void (*take)(void *data, void *thing);
    void *data;
    size_t size;
    pthread_t thread;
    bool alone, joined; /* there is no thread; it has ended */
    pthread_mutex_t lock;
    pthread_cond_t more, less;
    char *ring;
    size_t first, count;
    bool ready, over;
};

static char *place(const struct behind *behind, size_t index)
{
    return behind->ring + index % WAITING * behind->size;
}

static void *work(void *data)
{
    struct behind *behind = data;

    if (behind->begin != NULL)
        behind->begin();
    pthread_mutex_lock(&behind->lock);
    behind->ready = true;
    pthread_cond_signal(&behind->less);
    for (;;) {
        while (behind->count == 0 && !behind->over)
            pthread_cond_wait(&behind->more, &behind->lock);
        if (behind->count == 0)
            break;
        pthread_mutex_unlock(&behind->lock);
        behind->take(behind->data, place(behind, behind->first));
        pthread_mutex_lock(&behind->lock);
        behind->first = (behind->first + 1) % WAITING;
        behind->count--;
        pthread_cond_signal(&behind->less);
    }
    pthread_mutex_unlock(&behind->lock);
    return NULL;
}

static void start(struct behind *behind)
{
    behind->alone = thread_start(&behind->thread, work, behind) != 0;
    if (behind->alone)
        return;
    pthread_mutex_lock(&behind->lock);
    while (!behind->ready)
        pthread_cond_wait(&behind->less, &behind->lock);
    pthread_mutex_unlock(&behind->lock);
}

struct behind *behind_new(size_t size, void (*begin)(void), void (*take)(void *data, void *thing),
                          void *data)
{
    struct behind *behind = mem_alloc(1, sizeof *behind);

    behind->begin = begin;
    behind->take = take;
    behind->data = data;
    behind->size = size;
    behind->ring = mem_alloc(WAITING, size);
    pthread_mutex_init(&behind->lock, NULL);
    pthread_cond_init(&behind->more, NULL);
    pthread_cond_init(&behind->less, NULL);
    start(behind);
    return behind;
}

void behind_give(struct behind *behind, const void *thing)
{
    if (behind->alone) {
        memcpy(behind->ring, thing, behind->size);
        behind->take(behind->data, behind->ring);
        return;
    }
    pthread_mutex_lock(&behind->lock);
    while (behind->count == WAITING)
        pthread_cond_wait(&behind->less, &behind->lock);
    memcpy(place(behind, behind->first + behind->count), thing, behind->size);
    behind->count++;
    pthread_cond_signal(&behind->more);
    pthread_mutex_unlock(&behind->lock);
}

void behind_finish(struct behind *behind)
{
    if (!behind->alone && !behind->joined) {
        pthread_mutex_lock(&behind->lock);
        behind->over = true;
        pthread_cond_signal(&behind->more);
        pthread_mutex_unlock(&behind->lock);
        (void)pthread_join(behind->thread, NULL);
    }
    behind->joined = true;
}

void behind_free(struct behind *behind)
{
    if (behind == NULL)
        return;
    behind_finish(behind);
    pthread_mutex_destroy(&behind->lock);
    pthread_cond_destroy(&behind->more);
    pthread_cond_destroy(&behind->less);
    free(behind->ring);
    free(behind);
}
