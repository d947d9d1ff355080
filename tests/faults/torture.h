/* SPDX-License-Identifier: MIT */
/* Tests with a short form, for `make check`, and a long one, for `make
 * torture`, which prints what was done how often. */
#ifndef TESTS_FAULTS_TORTURE_H
#define TESTS_FAULTS_TORTURE_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

/* Whether the long form is run. */
static inline bool torture(void)
{
    const char *value = getenv("MOOT_TORTURE");

    return value != NULL && value[0] == '1';
}

static inline void torture_count(const char *what, size_t count)
{
    printf("counted: %s: %zu\n", what, count);
    fflush(stdout);
}

#endif
