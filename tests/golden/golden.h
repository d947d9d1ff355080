/* SPDX-License-Identifier: MIT */
/* Compares what an export writes with a file under version control. */
#ifndef TESTS_GOLDEN_GOLDEN_H
#define TESTS_GOLDEN_GOLDEN_H

#include <stddef.h>

/* Fails the test unless tests/golden/NAME holds exactly these `len` bytes, and
 * shows the first line that differs. With UPDATE_GOLDEN=1 in the environment
 * it writes the file instead: the diff is for a person to review. */
void golden_check(const char *name, const char *text, size_t len);

#endif
