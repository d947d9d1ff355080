/* SPDX-License-Identifier: MIT */
/* Memory for tests, loaded in front of the program's own (LD_PRELOAD): the
 * allocation with the number MOOT_FAIL_ALLOCATION fails, and with
 * MOOT_FAIL_ALL all after it too. At the program's end the file
 * MOOT_COUNT_ALLOCATIONS gets how many there were. */
#define _GNU_SOURCE /* NOLINT */

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static atomic_long count;
static long fail_at = -1;
static bool all;

/* Before anything of the program runs; getenv() allocates nothing. */
__attribute__((constructor)) static void begin(void)
{
    const char *at = getenv("MOOT_FAIL_ALLOCATION");

    all = getenv("MOOT_FAIL_ALL") != NULL;
    atomic_store(&count, 0);
    fail_at = at != NULL ? strtol(at, NULL, 10) : 0;
}

__attribute__((destructor)) static void end(void)
{
    const char *path = getenv("MOOT_COUNT_ALLOCATIONS");
    char text[32];
    int fd;

    if (path == NULL)
        return;
    fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    snprintf(text, sizeof text, "%ld\n", atomic_load(&count));
    if (fd >= 0 && write(fd, text, strlen(text)) < 0)
        _exit(99);
    if (fd >= 0)
        close(fd);
}

static bool fails(void)
{
    long number = atomic_fetch_add(&count, 1) + 1;

    if (fail_at <= 0 || (all ? number < fail_at : number != fail_at))
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t nmemb, size_t size)
{
    return fails() ? NULL : __libc_calloc(nmemb, size);
}

void *realloc(void *ptr, size_t size)
{
    return fails() ? NULL : __libc_realloc(ptr, size);
}
