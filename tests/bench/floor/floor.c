/* SPDX-License-Identifier: MIT */
/* The floor under a screen: a bare loop over curses. It echoes what is typed,
 * Enter begins a new row; with a study, C-a runs a statement on it, prepared
 * at its first use, and paints the rows that it gives. */
#include <curses.h>
#include <locale.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct loop {
    sqlite3 *db;
    sqlite3_stmt *statement;
    const char *sql;
};

static void paint_rows(struct loop *loop)
{
    erase();
    if (loop->statement == NULL
        && sqlite3_prepare_v2(loop->db, loop->sql, -1, &loop->statement, NULL) != SQLITE_OK)
        return;
    while (sqlite3_step(loop->statement) == SQLITE_ROW) {
        int x = 0;

        for (int i = 0; i < sqlite3_column_count(loop->statement); i++) {
            const char *text = (const char *)sqlite3_column_text(loop->statement, i);

            if (getcury(stdscr) < LINES - 1 && x < COLS - 1)
                addnstr(text != NULL ? text : "", COLS - 1 - x);
            addch(' ');
            x = getcurx(stdscr);
        }
        if (getcury(stdscr) < LINES - 2)
            move(getcury(stdscr) + 1, 0);
    }
    sqlite3_reset(loop->statement);
    mvaddstr(LINES - 1, 0, "floor ready");
}

/* floor [STUDY SQL] */
static int loop(int argc, char **argv)
{
    struct loop state = { NULL, NULL, argc > 2 ? argv[2] : NULL };
    int key;

    if (argc > 2 && sqlite3_open_v2(argv[1], &state.db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        return 1;
    initscr();
    raw();
    noecho();
    keypad(stdscr, TRUE);
    mvaddstr(LINES - 1, 0, "floor ready");
    move(0, 0);
    refresh();
    while ((key = getch()) != 3 && key != ERR) {
        if (key == 1)
            paint_rows(&state);
        else if (key == '\r' || key == '\n')
            move((getcury(stdscr) + 1) % (LINES - 1), 0);
        else
            addch((chtype)key);
        refresh();
    }
    endwin();
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
