/* SPDX-License-Identifier: MIT */
/* A sealed database in a folder of its own, without a study in it, and dice
 * that fall the same each time. */
#ifndef TESTS_FAULTS_SEALED_H
#define TESTS_FAULTS_SEALED_H

#include "storage/seal_file.h"
#include "tests/unit/storage/fixture.h"
#include <sqlite3.h>

/* The ring of keys and the VFS, which every test needs; false: it cannot be. */
bool sealed_ready(void);

unsigned dice(unsigned most);

struct place {
    char folder[200], path[208];
};

struct place new_place(void);
void remove_place(const struct place *place);

/* `vfs` NULL: the default one, that is a plain database, made if need be. */
sqlite3 *open_db(const char *path, const char *vfs);
/* Runs what must succeed. */
void must(sqlite3 *db, const char *sql);
/* The first column of the first row; the caller's to free(). */
char *ask(sqlite3 *db, const char *sql);
void expect(sqlite3 *db, const char *sql, const char *wanted);

/* A whole file; the caller's to free(). Absent: NULL and 0. */
unsigned char *load_file(const char *path, size_t *len);
void save_file(const char *path, const unsigned char *bytes, size_t len);
bool holds_words(const unsigned char *bytes, size_t len, const char *words);

#endif
