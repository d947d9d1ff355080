/* SPDX-License-Identifier: MIT */
/* Memory: it allocates or ends the program. What was committed is on disk by
 * then, so an end is a loss of nothing that was acknowledged. */
#ifndef CORE_MEM_H
#define CORE_MEM_H

#include <stddef.h>

/* `count` times `size` zeroed bytes, the caller's to free(). */
void *mem_alloc(size_t count, size_t size);

/* Resizes `old` (which may be NULL) to `count` times `size` bytes. What is
 * new is not zeroed. */
void *mem_resize(void *old, size_t count, size_t size);

/* A copy of `text`, the caller's to free(); NULL gives NULL. */
char *mem_copy(const char *text);

/* A copy of the first `len` bytes of `text`, ended by a zero. */
char *mem_copy_len(const char *text, size_t len);

/* Makes room for one more in a growing array: returns `array`, perhaps moved,
 * with room for at least `count` + 1 elements of `size` bytes, and keeps
 * *room, the number of elements there is room for. */
void *mem_grow(void *array, size_t count, size_t *room, size_t size);

/* The program is about to allocate some `size` bytes piece by piece: takes them from the
 * system at once, since each page that is handed out alone costs as much as the work
 * done in it. Where the system cannot, it has no effect. From then on blocks of
 * more than 128 KB go back to the system as soon as they are freed, and some `size` bytes of
 * smaller ones never do. */
void mem_expect(size_t size);

/* Names what runs before the program ends for lack of memory: the terminal's
 * restoring. NULL takes it away. */
void mem_on_exhaustion(void (*last_act)(void));

#endif
