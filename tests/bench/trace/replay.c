/* SPDX-License-Identifier: MIT */
/* Runs again what trace.so has told of. */
#include "tests/bench/trace/trace.h"
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void need(int ok, const char *what)
{
    if (!ok) {
        fprintf(stderr, "replay: cannot get %s\n", what);
        exit(1);
    }
}

static void *room(size_t size)
{
    void *memory = calloc(size + 1, 1);

    need(memory != NULL, "memory");
    return memory;
}

static unsigned char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    unsigned char *bytes;
    long len;

    need(file != NULL && fseek(file, 0, SEEK_END) == 0, path);
    len = ftell(file);
    need(len >= 0 && fseek(file, 0, SEEK_SET) == 0, path);
    *size = (size_t)len;
    bytes = room(*size);
    need(fread(bytes, 1, *size, file) == *size, path);
    fclose(file);
    return bytes;
}

static size_t value_size(const struct traced_value *value)
{
    size_t bytes = value->type == SQLITE_TEXT || value->type == SQLITE_BLOB
                       ? ((size_t)value->value + 7) / 8 * 8
                       : 0;

    return sizeof *value + bytes;
}

static void bind(const struct replayed *run)
{
    const unsigned char *at = run->values;

    for (size_t i = 0; i < run->value_count; i++) {
        struct traced_value value;
        const char *bytes = (const char *)at + sizeof value;

        memcpy(&value, at, sizeof value);
        if (value.type == SQLITE_INTEGER)
            sqlite3_bind_int64(run->prepared, value.parameter, value.value);
        else if (value.type == SQLITE_TEXT)
            sqlite3_bind_text(run->prepared, value.parameter, bytes, (int)value.value,
                              SQLITE_STATIC);
        else if (value.type == SQLITE_BLOB)
            sqlite3_bind_blob(run->prepared, value.parameter, bytes, (int)value.value,
                              SQLITE_STATIC);
        else
            sqlite3_bind_null(run->prepared, value.parameter);
        at += value_size(&value);
    }
}

/* Adds a statement that was begun; its rows come behind. */
static void add(struct replay *replay, const struct traced_event *event, const unsigned char *data)
{
    struct replayed *run = &replay->run[replay->count];
    size_t size = 0;

    for (uint32_t i = 0; i < event->values; i++) {
        struct traced_value value;

        memcpy(&value, data + size, sizeof value);
        size += value_size(&value);
    }
    *run = (struct replayed){ .statement = event->statement, .value_count = event->values };
    if (sqlite3_prepare_v2(replay->db, (const char *)data + size, -1, &run->prepared, NULL)
            != SQLITE_OK
        || run->prepared == NULL || !sqlite3_stmt_readonly(run->prepared)
        || sqlite3_column_count(run->prepared) == 0) {
        sqlite3_finalize(run->prepared);
        return;
    }
    run->sql = room(strlen((const char *)data + size));
    strcpy(run->sql, (const char *)data + size);
    run->values = room(size);
    memcpy(run->values, data, size);
    replay->count++;
}

static void count_step(struct replay *replay, uint64_t statement)
{
    for (size_t i = replay->count; i-- > 0;)
        if (replay->run[i].statement == statement) {
            replay->run[i].steps++;
            return;
        }
}

/* Statements that are the same text are prepared once, as the program does. */
static void share(struct replay *replay)
{
    for (size_t i = 0; i < replay->count; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(replay->run[i].sql, replay->run[j].sql) == 0) {
                sqlite3_finalize(replay->run[i].prepared);
                replay->run[i].prepared = replay->run[j].prepared;
                break;
            }
}

void replay_load(struct replay *replay, const char *study, const char *file, int64_t from,
                 int64_t until)
{
    size_t size;
    unsigned char *bytes = read_file(file, &size);

    *replay = (struct replay){ 0 };
    need(sqlite3_open_v2(study, &replay->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL)
                 == SQLITE_OK
             && sqlite3_exec(replay->db,
                             "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;"
                             "PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON",
                             NULL, NULL, NULL)
                    == SQLITE_OK,
         study);
    sqlite3_busy_timeout(replay->db, 5000);
    replay->run = room((size / sizeof(struct traced_event) + 1) * sizeof *replay->run);
    for (size_t at = 0; at + sizeof(struct traced_event) <= size;) {
        struct traced_event event;

        memcpy(&event, bytes + at, sizeof event);
        at += sizeof event;
        if ((from == 0 && until == 0) || (event.at >= from && event.at <= until)) {
            if (event.kind == EVENT_BEGIN)
                add(replay, &event, bytes + at);
            else
                count_step(replay, event.statement);
        }
        at += event.size;
    }
    free(bytes);
    share(replay);
}

static void read_columns(sqlite3_stmt *statement)
{
    int columns = sqlite3_column_count(statement);

    for (int i = 0; i < columns; i++)
        switch (sqlite3_column_type(statement, i)) {
        case SQLITE_INTEGER:
            (void)sqlite3_column_int64(statement, i);
            break;
        case SQLITE_TEXT:
            (void)sqlite3_column_text(statement, i);
            break;
        case SQLITE_BLOB:
            (void)sqlite3_column_blob(statement, i);
            break;
        default:
            break;
        }
}

void replay_run(struct replay *replay, void (*row)(sqlite3_stmt *statement))
{
    for (size_t i = 0; i < replay->count; i++) {
        struct replayed *run = &replay->run[i];

        bind(run);
        for (size_t step = 0; step < run->steps && sqlite3_step(run->prepared) == SQLITE_ROW;
             step++) {
            read_columns(run->prepared);
            if (row != NULL)
                row(run->prepared);
        }
        sqlite3_reset(run->prepared);
        sqlite3_clear_bindings(run->prepared);
    }
}

void replay_release(struct replay *replay)
{
    for (size_t i = 0; i < replay->count; i++) {
        bool shared = false;

        for (size_t j = 0; j < i; j++)
            shared |= replay->run[j].prepared == replay->run[i].prepared;
        if (!shared)
            sqlite3_finalize(replay->run[i].prepared);
    }
    for (size_t i = 0; i < replay->count; i++) {
        free(replay->run[i].sql);
        free(replay->run[i].values);
    }
    free(replay->run);
    sqlite3_close_v2(replay->db);
    *replay = (struct replay){ 0 };
}
