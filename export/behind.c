/* SPDX-License-Identifier: MIT */
/* A ring of things and the thread that empties it. A thing stays in the ring while it is taken, so
 * that an empty ring means that all is done. Who waits for the other is woken when half the ring
 * is to be done, not for each thing: waking costs about as much as taking one. */
#include "export/behind.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "core/thread.h"

enum {
    WAITING = 8,            /* things in the ring */
    WAITING_BYTES = 4 << 20 /* what they hold, but for the one that makes it more */
};

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
    size_t bytes[WAITING]; /* beside the ring */
    size_t first, count, held;
    bool ready, begun, over; /* the first thing is taken at once */
};

static char *place(const struct behind *behind, size_t index)
{
    return behind->ring + index % WAITING * behind->size;
}

static bool is_full(const struct behind *behind)
{
    return behind->count == WAITING || behind->held >= WAITING_BYTES;
}

static bool is_half_full(const struct behind *behind)
{
    return behind->count >= WAITING / 2 || behind->held >= WAITING_BYTES / 2;
}

static bool is_worth_waking(const struct behind *behind)
{
    return is_half_full(behind) || (behind->count > 0 && !behind->begun);
}

/* Waits until there is enough to do; false when there is nothing any more. */
static bool wait_for_things(struct behind *behind)
{
    if (behind->count == 0)
        while (!is_worth_waking(behind) && !behind->over)
            pthread_cond_wait(&behind->more, &behind->lock);
    behind->begun = true;
    return behind->count > 0;
}

static void *work(void *data)
{
    struct behind *behind = data;

    if (behind->begin != NULL)
        behind->begin();
    pthread_mutex_lock(&behind->lock);
    behind->ready = true;
    pthread_cond_signal(&behind->less);
    while (wait_for_things(behind)) {
        pthread_mutex_unlock(&behind->lock);
        behind->take(behind->data, place(behind, behind->first));
        pthread_mutex_lock(&behind->lock);
        behind->held -= behind->bytes[behind->first];
        behind->first = (behind->first + 1) % WAITING;
        behind->count--;
        if (!is_half_full(behind))
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

static void put(struct behind *behind, const void *thing, size_t bytes)
{
    size_t index = behind->first + behind->count;

    memcpy(place(behind, index), thing, behind->size);
    behind->bytes[index % WAITING] = bytes;
    behind->held += bytes;
    behind->count++;
}

void behind_give(struct behind *behind, const void *thing, size_t bytes)
{
    if (behind->alone) {
        memcpy(behind->ring, thing, behind->size);
        behind->take(behind->data, behind->ring);
        return;
    }
    pthread_mutex_lock(&behind->lock);
    if (is_full(behind))
        while (is_half_full(behind))
            pthread_cond_wait(&behind->less, &behind->lock);
    put(behind, thing, bytes);
    if (is_worth_waking(behind))
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
