/* SPDX-License-Identifier: MIT */
/* The floor under a screen: a bare loop over curses. It echoes what is typed,
 * Enter begins a new row, C-b takes all away; with a study, C-a runs the statements that moot was
 * seen to run for a screen (trace.h), prepared at the first time, and paints
 * the rows that they give. */
#include "tests/bench/trace/trace.h"
#include <curses.h>
#include <locale.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The columns of a row of the study, as far as there is room. */
static void paint_row(sqlite3_stmt *statement)
{
    if (getcury(stdscr) >= LINES - 2)
        return;
    for (int i = 0; i < sqlite3_column_count(statement); i++) {
        const char *text = sqlite3_column_type(statement, i) == SQLITE_BLOB
                               ? NULL
                               : (const char *)sqlite3_column_text(statement, i);
        int x = getcurx(stdscr);

        if (x < COLS - 2) {
            addnstr(text != NULL ? text : "", COLS - 2 - x);
            addch(' ');
        }
    }
    move(getcury(stdscr) + 1, 0);
}

static void paint_rows(struct replay *replay)
{
    erase();
    replay_run(replay, paint_row);
    while (getcury(stdscr) < LINES - 2) { /* a screen is full, whatever it reads */
        addnstr("M1  14:00:00  a line of words and numbers, as long as most of them are", COLS - 2);
        move(getcury(stdscr) + 1, 0);
    }
    mvaddstr(LINES - 1, 0, "floor ready");
}

/* floor [--rows STUDY TRACE FROM UNTIL] */
static int loop(int argc, char **argv)
{
    struct replay replay = { 0 };
    int key;

    if (argc == 6)
        replay_load(&replay, argv[2], argv[3], strtoll(argv[4], NULL, 10),
                    strtoll(argv[5], NULL, 10));
    initscr();
    raw();
    noecho();
    keypad(stdscr, TRUE);
    mvaddstr(LINES - 1, 0, "floor ready");
    move(0, 0);
    refresh();
    while ((key = getch()) != 3 && key != ERR) {
        if (key == 1 && replay.db != NULL)
            paint_rows(&replay);
        else if (key == 2)
            erase();
        else if (key == '\r' || key == '\n')
            move((getcury(stdscr) + 1) % (LINES - 1), 0);
        else
            addch((chtype)key);
        refresh();
    }
    endwin();
    if (replay.db != NULL)
        replay_release(&replay);
    return 0;
}

static void must(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK)
        return;
    fprintf(stderr, "floor: %s\n", sqlite3_errmsg(db));
    exit(1);
}

/* floor --writes STUDY: fifty times two hundred pages into the log and a
 * checkpoint, as a program does that writes a lot. */
static int writes(const char *study)
{
    sqlite3 *db;

    if (sqlite3_open(study, &db) != SQLITE_OK)
        return 1;
    sqlite3_busy_timeout(db, 5000);
    must(db, "PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS bench_scratch (x)");
    for (int i = 0; i < 50; i++) {
        must(db, "BEGIN IMMEDIATE; WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                 " LIMIT 200) INSERT INTO bench_scratch SELECT randomblob(3900) FROM n;"
                 "COMMIT; BEGIN IMMEDIATE; DELETE FROM bench_scratch; COMMIT;"
                 "PRAGMA wal_checkpoint(PASSIVE)");
        sqlite3_sleep(20);
    }
    sqlite3_close(db);
    return 0;
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "C.UTF-8");
    return argc > 2 && strcmp(argv[1], "--writes") == 0 ? writes(argv[2]) : loop(argc, argv);
}
