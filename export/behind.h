/* SPDX-License-Identifier: MIT */
/* Work that is done behind: things are given one after the other and taken in that order by a
 * thread of its own, a few at most waiting. The thread takes the first at once; when it had
 * nothing to do, it waits until there is enough for a while, or no more comes. Where no thread
 * can be had, things are taken as they are given. */
#ifndef EXPORT_BEHIND_H
#define EXPORT_BEHIND_H

#include <stdbool.h>
#include <stddef.h>

struct behind;

/* Begins. Things are `size` bytes each, copied when they are given; `take` gets each, with `data`,
 * and what only it touches until behind_finish() needs no lock. The thread calls `begin` first
 * (NULL: nothing). To end with behind_free(). */
struct behind *behind_new(size_t size, void (*begin)(void), void (*take)(void *data, void *thing),
                          void *data);
/* Gives a thing that holds some `bytes` elsewhere; waits while many, or large ones, are waiting. */
void behind_give(struct behind *behind, const void *thing, size_t bytes);
/* Waits until all that was given is taken. Nothing may be given afterwards; may be called twice. */
void behind_finish(struct behind *behind);
/* Finishes and frees it; NULL is allowed. */
void behind_free(struct behind *behind);

#endif
