/* SPDX-License-Identifier: MIT */
/* Tests with a short form, for `make check`, and a long one, for `make
 * torture`, which prints what was done how often. */
#ifndef TESTS_FAULTS_TORTURE_H
#define TESTS_FAULTS_TORTURE_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

/* MOOT_TORTURE: 1 the long form, 10 a tenth of it, absent or empty the short one. */
static inline size_t torture_part(void)
{
    const char *value = getenv("MOOT_TORTURE");
    long part = value != NULL ? strtol(value, NULL, 10) : 0;

    return part > 0 ? (size_t)part : 0;
}

static inline bool torture(void)
{
    return torture_part() > 0;
}

/* How often something is done: `brief` in the short form, `full` in the long one. */
static inline size_t torture_rounds(size_t brief, size_t full)
{
    size_t part = torture_part();

    if (part == 0)
        return brief;
    return full / part > brief ? full / part : brief;
}

static inline void torture_count(const char *what, size_t count)
{
    printf("counted: %s: %zu\n", what, count);
    fflush(stdout);
}

#endif
