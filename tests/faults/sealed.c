/* SPDX-License-Identifier: MIT */
/* A sealed database in a folder of its own. */
#include "tests/faults/sealed.h"

#include <sys/stat.h>

bool sealed_ready(void)
{
    struct seal_ring *ring;
    struct error err = ERROR_INIT;

    return seal_ring_get(&ring, &err) == STATUS_OK;
}

unsigned dice(unsigned most)
{
    static uint64_t state = 88172645463325252u;

    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)(state % most);
}

struct place new_place(void)
{
    const char *tmp = getenv("TMPDIR");
    struct place place;

    snprintf(place.folder, sizeof place.folder, "%s/seal-XXXXXX", tmp != NULL ? tmp : "/tmp");
    assert_non_null(mkdtemp(place.folder));
    snprintf(place.path, sizeof place.path, "%.199s/s.moot", place.folder);
    fixture_seal(place.path);
    return place;
}

void remove_place(const struct place *place)
{
    char command[256];

    snprintf(command, sizeof command, "rm -rf '%s'", place->folder);
    assert_int_equal(system(command), 0); /* NOLINT: a path that was made here */
}

sqlite3 *open_db(const char *path, const char *vfs)
{
    sqlite3 *db;

    assert_int_equal(sqlite3_open_v2(path, &db,
                                     SQLITE_OPEN_READWRITE | (vfs == NULL ? SQLITE_OPEN_CREATE : 0),
                                     vfs),
                     SQLITE_OK);
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, 100000); /* longer than any starvation */
    assert_int_equal(
        sqlite3_exec(db, "PRAGMA temp_store = MEMORY; PRAGMA synchronous = FULL", NULL, NULL, NULL),
        SQLITE_OK);
    return db;
}

void must(sqlite3 *db, const char *sql)
{
    char *why = NULL;

    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s (%d)", sql, why, sqlite3_extended_errcode(db));
}

char *ask(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *st;
    char *text;

    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
    if (sqlite3_step(st) != SQLITE_ROW)
        fail_msg("%s: %s (%d)", sql, sqlite3_errmsg(db), sqlite3_extended_errcode(db));
    text = mem_copy((const char *)sqlite3_column_text(st, 0));
    sqlite3_finalize(st);
    return text;
}

void expect(sqlite3 *db, const char *sql, const char *wanted)
{
    char *text = ask(db, sql);

    assert_string_equal(text, wanted);
    free(text);
}

unsigned char *load_file(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    unsigned char *bytes;
    struct stat info;

    *len = 0;
    if (file == NULL)
        return NULL;
    assert_int_equal(fstat(fileno(file), &info), 0);
    *len = (size_t)info.st_size;
    bytes = mem_alloc(*len + 1, 1);
    assert_int_equal(fread(bytes, 1, *len, file), *len);
    (void)fclose(file);
    return bytes;
}

void save_file(const char *path, const unsigned char *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

bool holds_words(const unsigned char *bytes, size_t len, const char *words)
{
    size_t most = strlen(words);

    for (size_t i = 0; i + most <= len; i++)
        if (bytes[i] == (unsigned char)words[0] && memcmp(bytes + i, words, most) == 0)
            return true;
    return false;
}
