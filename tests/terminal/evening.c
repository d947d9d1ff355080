/* SPDX-License-Identifier: MIT */
#include "tests/terminal/evening.h"

#include <poll.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

void evening_meeting(struct stage *stage)
{
    stage_meeting(stage);
    stage_must(stage,
               "101: good morning\n"
               "102>101: what is the plan if the date slips\n"
               "#de\n"
               "103: we told the practices\n",
               "log", "M1", NULL);
    stage_must(stage, NULL, "end", "M1", NULL);
}

struct term *evening_open(struct stage *stage, int rows, int columns)
{
    struct term_setup setup = { .rows = rows, .columns = columns };
    struct term *term = stage_start_as(stage, 0, &setup);

    term_expect(term, "March meeting");
    term_type(term, "w");
    term_expect(term, "M1 write-up");
    return term;
}

void evening_leave(struct stage *stage, struct term *term)
{
    term_type(term, "q");
    term_expect(term, "w write up");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

void evening_expect_sql(struct stage *stage, const char *sql, const char *wanted)
{
    char found[200] = "";

    for (int tries = 0; tries < 100; tries++) {
        sqlite3_stmt *st = NULL;
        sqlite3 *db = NULL;

        assert_int_equal(sqlite3_open_v2(stage->study, &db, SQLITE_OPEN_READWRITE, NULL), 0);
        assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), 0);
        found[0] = '\0';
        if (sqlite3_step(st) == SQLITE_ROW)
            snprintf(found, sizeof found, "%s", (const char *)sqlite3_column_text(st, 0));
        sqlite3_finalize(st);
        sqlite3_close(db);
        if (strcmp(found, wanted) == 0)
            return;
        poll(NULL, 0, 50);
    }
    fail_msg("%s gives %s and not %s", sql, found, wanted);
}
