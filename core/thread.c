/* SPDX-License-Identifier: MIT */
#include "core/thread.h"

#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

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

int thread_news(void)
{
    return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

void thread_tell(int news)
{
    const uint64_t one = 1;

    (void)!write(news, &one, sizeof one); /* a full counter is readable already */
}

void thread_heard(int news)
{
    uint64_t told;

    (void)!read(news, &told, sizeof told); /* where nothing was told there is nothing */
}
