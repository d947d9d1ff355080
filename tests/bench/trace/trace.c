/* SPDX-License-Identifier: MIT */
/* Loaded in front of SQLite: tells of each statement that the first thread
 * begins, and of each row that it takes. */
#define _GNU_SOURCE /* NOLINT */

#include "tests/bench/trace/trace.h"
#include <dlfcn.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { STATEMENTS = 512, VALUES = 24 };

/* What is bound to the statements that are in use. */
static struct bound {
    sqlite3_stmt *statement;
    bool begun;
    struct traced_value value[VALUES];
    const void *bytes[VALUES];
    int count;
} bound[STATEMENTS];

static int out = -1;
static int inside; /* SQLite's own statements, of the full-text index, are its business */

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("BENCH_TRACE");

    if (path != NULL)
        out = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static bool listens(void)
{
    return out >= 0 && inside == 0 && gettid() == getpid();
}

/* Sets a pointer to the next function of that name: SQLite's own. */
static void next(void *real, const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);

    if (found == NULL)
        _exit(99);
    memcpy(real, &found, sizeof found);
}

static struct bound *bound_of(sqlite3_stmt *statement)
{
    size_t at = ((size_t)statement >> 4) % STATEMENTS;

    for (size_t i = 0; i < STATEMENTS; i++) {
        struct bound *one = &bound[(at + i) % STATEMENTS];

        if (one->statement == statement || one->statement == NULL) {
            one->statement = statement;
            return one;
        }
    }
    _exit(98);
}

static void keep(sqlite3_stmt *statement, int parameter, int type, int64_t value, const void *bytes)
{
    struct bound *one;
    int i = 0;

    if (!listens() || statement == NULL)
        return;
    one = bound_of(statement);
    while (i < one->count && one->value[i].parameter != parameter)
        i++;
    if (i == VALUES)
        _exit(97);
    if (i == one->count)
        one->count++;
    one->value[i] = (struct traced_value){ parameter, type, value };
    one->bytes[i] = bytes;
}

int sqlite3_bind_int64(sqlite3_stmt *statement, int parameter, sqlite3_int64 value)
{
    static int (*real)(sqlite3_stmt *, int, sqlite3_int64);

    if (real == NULL)
        next(&real, "sqlite3_bind_int64");
    keep(statement, parameter, SQLITE_INTEGER, value, NULL);
    return real(statement, parameter, value);
}

int sqlite3_bind_null(sqlite3_stmt *statement, int parameter)
{
    static int (*real)(sqlite3_stmt *, int);

    if (real == NULL)
        next(&real, "sqlite3_bind_null");
    keep(statement, parameter, SQLITE_NULL, 0, NULL);
    return real(statement, parameter);
}

int sqlite3_bind_text64(sqlite3_stmt *statement, int parameter, const char *text,
                        sqlite3_uint64 len, void (*release)(void *), unsigned char encoding)
{
    static int (*real)(sqlite3_stmt *, int, const char *, sqlite3_uint64, void (*)(void *),
                       unsigned char);

    if (real == NULL)
        next(&real, "sqlite3_bind_text64");
    keep(statement, parameter, text == NULL ? SQLITE_NULL : SQLITE_TEXT, (int64_t)len, text);
    return real(statement, parameter, text, len, release, encoding);
}

int sqlite3_bind_text(sqlite3_stmt *statement, int parameter, const char *text, int len,
                      void (*release)(void *))
{
    static int (*real)(sqlite3_stmt *, int, const char *, int, void (*)(void *));

    if (real == NULL)
        next(&real, "sqlite3_bind_text");
    keep(statement, parameter, text == NULL ? SQLITE_NULL : SQLITE_TEXT,
         len < 0 && text != NULL ? (int64_t)strlen(text) : len, text);
    return real(statement, parameter, text, len, release);
}

int sqlite3_bind_blob(sqlite3_stmt *statement, int parameter, const void *bytes, int len,
                      void (*release)(void *))
{
    static int (*real)(sqlite3_stmt *, int, const void *, int, void (*)(void *));

    if (real == NULL)
        next(&real, "sqlite3_bind_blob");
    keep(statement, parameter, bytes == NULL ? SQLITE_NULL : SQLITE_BLOB, len, bytes);
    return real(statement, parameter, bytes, len, release);
}

/* One event, written at once: the program may be ended at any moment. */
static void tell(sqlite3_stmt *statement, uint32_t kind)
{
    static unsigned char bytes[1 << 20];
    struct traced_event event = { .statement = (uint64_t)(size_t)statement, .kind = kind };
    struct timespec now;
    size_t len = sizeof event;

    clock_gettime(CLOCK_MONOTONIC, &now);
    event.at = (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
    if (kind == EVENT_BEGIN) {
        struct bound *one = bound_of(statement);
        const char *sql = sqlite3_sql(statement);

        event.values = (uint32_t)one->count;
        for (int i = 0; i < one->count; i++) {
            size_t size = one->bytes[i] != NULL ? (size_t)one->value[i].value : 0;

            if (len + size + 64 + strlen(sql) > sizeof bytes)
                _exit(96);
            memcpy(bytes + len, &one->value[i], sizeof one->value[i]);
            len += sizeof one->value[i];
            if (size > 0)
                memcpy(bytes + len, one->bytes[i], size);
            len += (size + 7) / 8 * 8;
        }
        memcpy(bytes + len, sql, strlen(sql) + 1);
        len += (strlen(sql) + 8) / 8 * 8;
        event.size = len - sizeof event;
    }
    memcpy(bytes, &event, sizeof event);
    if (write(out, bytes, len) != (ssize_t)len)
        _exit(95);
}

int sqlite3_step(sqlite3_stmt *statement)
{
    static int (*real)(sqlite3_stmt *);
    bool told = listens() && statement != NULL && sqlite3_sql(statement) != NULL;
    int rc;

    if (real == NULL)
        next(&real, "sqlite3_step");
    if (!told)
        return real(statement);
    if (!bound_of(statement)->begun) {
        bound_of(statement)->begun = true;
        tell(statement, EVENT_BEGIN);
    }
    inside++;
    rc = real(statement);
    inside--;
    tell(statement, EVENT_ROW);
    return rc;
}

/* SQLite names its parameters otherwise. NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */
static void end(sqlite3_stmt *statement, bool unbind)
{
    if (!listens() || statement == NULL)
        return;
    if (unbind)
        bound_of(statement)->count = 0;
    else
        bound_of(statement)->begun = false;
}

int sqlite3_reset(sqlite3_stmt *statement)
{
    static int (*real)(sqlite3_stmt *);

    if (real == NULL)
        next(&real, "sqlite3_reset");
    end(statement, false);
    return real(statement);
}

int sqlite3_clear_bindings(sqlite3_stmt *statement)
{
    static int (*real)(sqlite3_stmt *);

    if (real == NULL)
        next(&real, "sqlite3_clear_bindings");
    end(statement, true);
    return real(statement);
}

int sqlite3_finalize(sqlite3_stmt *statement)
{
    static int (*real)(sqlite3_stmt *);

    if (real == NULL)
        next(&real, "sqlite3_finalize");
    end(statement, false);
    end(statement, true);
    return real(statement);
}
/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */
