/* SPDX-License-Identifier: MIT */
/* The identity check beside the reading of the study: a thread of its own goes
 * through the words of one document while the next is made. */
#ifndef EXPORT_NAME_THREAD_H
#define EXPORT_NAME_THREAD_H

#include "export/name_check.h"

struct name_thread;

/* `check` is borrowed, and no one else's until name_thread_wait(). The caller ends
 * it with name_thread_free(). */
struct name_thread *name_thread_new(struct name_check *check);
void name_thread_free(struct name_thread *thread);

/* Takes the document over, which is empty afterwards, and goes through it; waits
 * for the one before. */
void name_thread_take(struct name_thread *thread, struct document *document);

/* Waits until all were gone through, and lets the last one go. */
void name_thread_wait(struct name_thread *thread);

#endif
