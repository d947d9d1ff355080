/* SPDX-License-Identifier: MIT */
/* A megabyte pasted into the live screen, until all of it is in the study as
 * entries, against the bare INSERTs of the same rows in one transaction (those
 * of one row a line in a table of its own stand beside it); and
 * the eight meetings typed into it as fast as the terminal takes the keys. */
#include "core/mem.h"
#include "core/str.h"
#include "tests/bench/bench.h"
#include "tests/bench/programs.h"
#include <fcntl.h>
#include <jansson.h>
#include <poll.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PASTED = 1 << 20, MOST_RUNS = 9 };

static sqlite3 *open_db(const char *path, int flags)
{
    sqlite3 *db = bench_database(path, flags, NULL);

    sqlite3_busy_timeout(db, 10000);
    return db;
}

static int64_t ask(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement;
    int64_t value;

    bench_need(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, sqlite3_errmsg(db));
    bench_need(sqlite3_step(statement) == SQLITE_ROW, sql);
    value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

/* Lines of a hundred bytes, each another one; returns how many. */
static size_t make_lines(struct str *text)
{
    size_t lines = 0;

    while (text->len < PASTED)
        str_add_format(text,
                       "line %06zu asks whether the winter plan has money behind it and who "
                       "answers for the list %zu\n",
                       lines, lines * 7 % 1000),
            lines++;
    return lines;
}

/* Gives it all to the terminal while reading what the program paints. */
static void pour(struct screen *screen, const char *text, size_t len)
{
    int flags = fcntl(screen->fd, F_GETFL);

    fcntl(screen->fd, F_SETFL, flags | O_NONBLOCK);
    while (len > 0) {
        struct pollfd ready = { .fd = screen->fd, .events = POLLIN | POLLOUT };
        ssize_t written;

        poll(&ready, 1, 1000);
        if ((ready.revents & POLLIN) != 0)
            screen_read(screen, 200, NULL, NULL);
        written = write(screen->fd, text, len);
        if (written > 0) {
            text += written;
            len -= (size_t)written;
        }
    }
    fcntl(screen->fd, F_SETFL, flags);
}

static void await_entries(struct screen *screen, sqlite3 *db, int64_t count)
{
    double end = bench_now() + 120e6;

    while (ask(db, "SELECT count(*) FROM entry WHERE meeting = 1") < count) {
        bench_need(bench_now() < end, "all that was pasted in the study");
        screen_read(screen, 2000, NULL, NULL);
    }
}

/* A study with one meeting and a few people, as commands make it. */
static void make_meeting(const struct bench *bench, const char *study)
{
    const char *const words[] = { "new", "--title", "Pasted", NULL };
    struct program program = program_moot(bench, study, words);
    pid_t child;
    int status = 1;

    bench_remove_study(study);
    child = fork();
    if (child == 0) {
        if (freopen("/dev/null", "w", stdout) == NULL)
            _exit(126);
        execv(program.argv[0], program.argv);
        _exit(127);
    }
    bench_need(child > 0 && waitpid(child, &status, 0) == child && status == 0, "a meeting");
    program_release(&program);
}

static double paste_time(const struct bench *bench, const char *study, const struct str *text,
                         size_t lines)
{
    struct program live;
    struct screen screen;
    double start;
    sqlite3 *db;

    make_meeting(bench, study);
    live = program_live(bench, study, 1);
    live.ready = "M1";
    program_start(&live, &screen);
    screen_settle(&screen, 300000);
    db = open_db(study, SQLITE_OPEN_READONLY);
    start = bench_now();
    pour(&screen, "\033[200~", 6);
    pour(&screen, text->text, text->len);
    pour(&screen, "\033[201~", 6);
    await_entries(&screen, db, (int64_t)lines);
    start = bench_now() - start;
    sqlite3_close(db);
    screen_end(&screen);
    program_release(&live);
    return start / 1000;
}

/* The same lines into a table with a full-text index, one transaction. */
static double bare_time(const char *path, const struct str *text)
{
    sqlite3_stmt *insert, *index;
    sqlite3 *db;
    double start;

    bench_remove_study(path);
    db = open_db(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    bench_need(sqlite3_exec(db,
                            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE"
                            " note (id INTEGER PRIMARY KEY, uuid BLOB UNIQUE, at INTEGER,"
                            " text TEXT) STRICT; CREATE VIRTUAL TABLE words USING fts5 (text,"
                            " content='', tokenize='unicode61 remove_diacritics 2', columnsize=0);"
                            "INSERT INTO words (words, rank) VALUES ('automerge', 0)",
                            NULL, NULL, NULL)
                   == SQLITE_OK,
               sqlite3_errmsg(db));
    sqlite3_prepare_v2(db, "INSERT INTO note (uuid, at, text) VALUES (randomblob(16), ?, ?)", -1,
                       &insert, NULL);
    sqlite3_prepare_v2(db, "INSERT INTO words (rowid, text) VALUES (?, ?)", -1, &index, NULL);
    bench_need(insert != NULL && index != NULL, sqlite3_errmsg(db));
    start = bench_now();
    sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
    for (const char *line = text->text; *line != '\0';) {
        int len = (int)strcspn(line, "\n");

        sqlite3_bind_int64(insert, 1, 1772632800000);
        sqlite3_bind_text(insert, 2, line, len, SQLITE_STATIC);
        bench_need(sqlite3_step(insert) == SQLITE_DONE, "a bare row");
        sqlite3_reset(insert);
        sqlite3_bind_int64(index, 1, sqlite3_last_insert_rowid(db));
        sqlite3_bind_text(index, 2, line, len, SQLITE_STATIC);
        bench_need(sqlite3_step(index) == SQLITE_DONE, "a bare row");
        sqlite3_reset(index);
        line += len + 1;
    }
    bench_need(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK, "a commit");
    start = bench_now() - start;
    sqlite3_finalize(insert);
    sqlite3_finalize(index);
    sqlite3_close(db);
    return start / 1000;
}

void bench_paste(const struct bench *bench)
{
    char *study = bench_path(bench, "paste.moot"), *db = bench_path(bench, "paste.db");
    struct str text = STR_INIT;
    size_t lines = make_lines(&text), runs = bench->runs < MOST_RUNS ? bench->runs : MOST_RUNS;
    double moot[MOST_RUNS], floor[MOST_RUNS], lone[MOST_RUNS];

    for (size_t run = 0; run < runs; run++) {
        moot[run] = paste_time(bench, study, &text, lines);
        floor[run] = bench_bare_inserts(study, db, 1) / 1000;
        lone[run] = bare_time(db, &text);
    }
    bench_print(&(struct bench_line){ .what = "paste of 1 MB into live, until all is stored",
                                      .unit = "ms",
                                      .moot = bench_figure_of(moot, runs, 0.5),
                                      .floor_is = "INSERTs of its rows",
                                      .floor = bench_figure_of(floor, runs, 0.5),
                                      .other_is = "of a row a line",
                                      .other = bench_figure_of(lone, runs, 0.5),
                                      .limit = 3 });
    str_release(&text);
    free(study);
    free(db);
}

/* --- the eight meetings, typed -------------------------------------------------------- */

/* Appends the lines of a meeting, a number before each so that every one is
 * told from the others; returns how many. */
static size_t add_meeting(struct str *out, const char *path, size_t from)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t room = 0, count = 0;

    bench_need(file != NULL, path);
    while (getline(&line, &room, file) > 0) {
        json_t *turn = json_loads(line, 0, NULL);
        const char *text = json_string_value(json_object_get(turn, "text"));

        if (text != NULL && *text != '\0') {
            str_add_format(out, "\\%06zu ", from + count++); /* a plain note */
            for (; *text != '\0'; text++)
                str_add_char(out, (unsigned char)*text < ' ' ? ' ' : *text);
            str_add(out, "\r");
        }
        json_decref(turn);
    }
    free(line);
    fclose(file);
    return count;
}

/* Lines that are not there as they were typed, in their order. */
static size_t lost(sqlite3 *db, const struct str *typed, size_t lines)
{
    sqlite3_stmt *all;
    const char *line = typed->text;
    size_t missing = 0, got = 0;

    bench_need(sqlite3_prepare_v2(db,
                                  "SELECT substr(r.text, 1, 6) FROM entry e JOIN entry_revision"
                                  " r ON r.id = e.current WHERE e.meeting = 1 ORDER BY e.sequence",
                                  -1, &all, NULL)
                   == SQLITE_OK,
               sqlite3_errmsg(db));
    while (sqlite3_step(all) == SQLITE_ROW && *line != '\0') {
        const char *text = (const char *)sqlite3_column_text(all, 0);

        missing += strncmp(text, line + 1, 6) != 0;
        line += strcspn(line, "\r") + 1;
        got++;
    }
    sqlite3_finalize(all);
    return missing + (lines > got ? lines - got : 0);
}

void bench_typed(const struct bench *bench)
{
    static const char *const names[] = { "ami-ts3005d",       "austria-2021-05-26",
                                         "ethereum-acdc-138", "icsi-bmr016",
                                         "knesset-476897",    "senedd-education-17",
                                         "taiwan-2018-06-28", "w3c-did-2020-11-03" };
    char *study = bench_path(bench, "typed.moot"), last[8];
    struct str typed = STR_INIT;
    size_t lines = 0, half, half_lines = 0;
    struct program live;
    struct screen screen;
    double start, memory;
    sqlite3 *db;

    if (bench->meetings == NULL) {
        puts("the eight meetings typed: skipped, ../shared/meetings is not there");
        goto out;
    }
    for (size_t i = 0; i < 8; i++) {
        struct str path = STR_INIT;

        str_add_format(&path, "%s/%s.jsonl", bench->meetings, names[i]);
        lines += add_meeting(&typed, path.text, lines);
        str_release(&path);
    }
    make_meeting(bench, study);
    live = program_live(bench, study, 1);
    live.ready = "M1";
    program_start(&live, &screen);
    screen_settle(&screen, 300000);
    db = open_db(study, SQLITE_OPEN_READONLY);
    half = typed.len / 2 + strcspn(typed.text + typed.len / 2, "\r") + 1;
    start = bench_now();
    for (size_t i = 0; i < half; i++)
        half_lines += typed.text[i] == '\r';
    pour(&screen, typed.text, half);
    await_entries(&screen, db, (int64_t)half_lines);
    memory = bench_proc((int)screen.pid, "status", "VmRSS:") / 1024;
    pour(&screen, typed.text + half, typed.len - half);
    await_entries(&screen, db, (int64_t)lines);
    start = bench_now() - start;
    snprintf(last, sizeof last, "%06zu", lines - 1);
    screen_await(&screen, last);
    bench_print(
        &(struct bench_line){ .what = "the eight meetings typed, lines lost or out of order",
                              .unit = "",
                              .moot = bench_once((double)lost(db, &typed, lines)),
                              .against = AGAINST_NOTHING,
                              .limit = 0 });
    bench_print(&(struct bench_line){ .what = "the same, microseconds a key until all is stored",
                                      .unit = "us",
                                      .moot = bench_once(start / (double)typed.len),
                                      .against = AGAINST_NOTHING,
                                      .limit = 100 });
    bench_print(&(struct bench_line){
        .what = "resident memory after all of them",
        .unit = "MB",
        .moot = bench_once(bench_proc((int)screen.pid, "status", "VmRSS:") / 1024),
        .floor_is = "after half",
        .floor = bench_once(memory),
        .limit = 1.1 });
    sqlite3_close(db);
    screen_end(&screen);
    program_release(&live);
out:
    str_release(&typed);
    free(study);
}
