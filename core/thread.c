/* SPDX-License-Identifier: MIT */
#include "core/thread.h"

#include <signal.h>
#include <stddef.h>

int thread_start(pthread_t *thread, void *(*run)(void *data), void *data)
{
    sigset_t all, before;
    int failure;

    sigfillset(&all); /* the new thread has the mask of who starts it */
    pthread_sigmask(SIG_BLOCK, &all, &before);
    failure = pthread_create(thread, NULL, run, data);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return failure;
}
