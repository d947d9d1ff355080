/* SPDX-License-Identifier: MIT */
/* Threads beside the first one, to which all signals belong. */
#ifndef CORE_THREAD_H
#define CORE_THREAD_H

#include <pthread.h>

/* Starts a thread that no signal comes to: one that did would not wake the first.
 * 0, or the errno of what the system lacks. */
int thread_start(pthread_t *thread, void *(*run)(void *data), void *data);

#endif
