/* SPDX-License-Identifier: MIT */
/* Threads beside the first one, to which all signals belong. */
#ifndef CORE_THREAD_H
#define CORE_THREAD_H

#include <pthread.h>

/* Starts a thread that no signal comes to: one that did would not wake the first.
 * 0, or the errno of what the system lacks. */
int thread_start(pthread_t *thread, void *(*run)(void *data), void *data);

/* A descriptor by which a thread wakes up who waits for other things as well: it is readable from
 * thread_tell() until thread_heard(), which may be called when nothing was told. To be closed by
 * who has it; -1 with errno where the system has none left. */
int thread_news(void);
void thread_tell(int news);
void thread_heard(int news);

#endif
