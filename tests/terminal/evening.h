/* SPDX-License-Identifier: MIT */
/* What tests of the write-up start from: a meeting that has ended. */
#ifndef TESTS_TERMINAL_EVENING_H
#define TESTS_TERMINAL_EVENING_H

#include "tests/terminal/stage.h"

/* M1 with four notes, ended. */
void evening_meeting(struct stage *stage);
/* The write-up of M1 from home, in a terminal of this size. */
struct term *evening_open(struct stage *stage, int rows, int columns);
/* From the write-up out of the program, which ends well. */
void evening_leave(struct stage *stage, struct term *term);
/* Waits until a query of the study gives this text. */
void evening_expect_sql(struct stage *stage, const char *sql, const char *wanted);

#endif
