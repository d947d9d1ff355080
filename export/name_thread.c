/* SPDX-License-Identifier: MIT */
/* One document at a time, which is let go where it was made: in the thread that
 * gives the next. */
#include "export/name_thread.h"

#include <stdlib.h>

#include "core/mem.h"
#include "core/thread.h"

struct name_thread {
    struct name_check *check;
    struct document document; /* at hand, or gone through already */
    bool holds;               /* there is one */
    pthread_t thread;
    bool alone; /* there is no thread */
    pthread_mutex_t lock;
    pthread_cond_t given, done;
    bool busy, over; /* the document at hand is not gone through yet; no more come */
};

static void *work(void *data)
{
    struct name_thread *thread = data;

    pthread_mutex_lock(&thread->lock);
    for (;;) {
        while (!thread->busy && !thread->over)
            pthread_cond_wait(&thread->given, &thread->lock);
        if (!thread->busy)
            break;
        pthread_mutex_unlock(&thread->lock);
        name_check_words(thread->check, &thread->document);
        pthread_mutex_lock(&thread->lock);
        thread->busy = false;
        pthread_cond_signal(&thread->done);
    }
    pthread_mutex_unlock(&thread->lock);
    return NULL;
}

struct name_thread *name_thread_new(struct name_check *check)
{
    struct name_thread *thread = mem_alloc(1, sizeof *thread);

    thread->check = check;
    pthread_mutex_init(&thread->lock, NULL);
    pthread_cond_init(&thread->given, NULL);
    pthread_cond_init(&thread->done, NULL);
    thread->alone = thread_start(&thread->thread, work, thread) != 0;
    return thread;
}

void name_thread_free(struct name_thread *thread)
{
    if (thread == NULL)
        return;
    name_thread_wait(thread);
    if (!thread->alone) {
        pthread_mutex_lock(&thread->lock);
        thread->over = true;
        pthread_cond_signal(&thread->given);
        pthread_mutex_unlock(&thread->lock);
        (void)pthread_join(thread->thread, NULL);
    }
    pthread_mutex_destroy(&thread->lock);
    pthread_cond_destroy(&thread->given);
    pthread_cond_destroy(&thread->done);
    free(thread);
}

void name_thread_take(struct name_thread *thread, struct document *document)
{
    name_thread_wait(thread);
    name_check_people(thread->check, document);
    thread->document = *document;
    thread->holds = true;
    *document = (struct document){ 0 };
    if (thread->alone) {
        name_check_words(thread->check, &thread->document);
        return;
    }
    pthread_mutex_lock(&thread->lock);
    thread->busy = true;
    pthread_cond_signal(&thread->given);
    pthread_mutex_unlock(&thread->lock);
}

void name_thread_wait(struct name_thread *thread)
{
    pthread_mutex_lock(&thread->lock);
    while (thread->busy)
        pthread_cond_wait(&thread->done, &thread->lock);
    pthread_mutex_unlock(&thread->lock);
    if (thread->holds)
        document_release(&thread->document);
    thread->holds = false;
}
