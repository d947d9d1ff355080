/* SPDX-License-Identifier: MIT */
/* A prepared statement in use. The catalogue in queries.c holds the SQL of
 * all of them; each is prepared at its first use and kept with the study.
 *
 *     struct stmt st = stmt_begin(study, QUERY_BODY_FIND);
 *
 *     stmt_bind_text(&st, ":name", name);
 *     while (stmt_row(&st))
 *         ... stmt_int(&st, 0) ...
 *     return stmt_end(&st, err);
 *
 * Binding and stepping remember the first failure; stmt_end() reports it. */
#ifndef STORAGE_STATEMENT_H
#define STORAGE_STATEMENT_H

#include "core/attr.h"
#include "core/error.h"
#include "core/id.h"
#include "storage/queries.h"
#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct study;

struct stmt {
    struct study *study;
    sqlite3_stmt *raw; /* NULL once it could not be prepared, or was ended */
    int rc;            /* the first failure, SQLITE_OK */
    int last;          /* the parameter bound last: names are mostly given in their order */
    bool own;          /* not the study's copy, which was in use */
};

struct stmt stmt_begin(struct study *study, enum query query);

/* Text is borrowed until stmt_end(); a NULL string is SQL NULL. A name the
 * statement lacks is our own slip. */
void stmt_bind_int(struct stmt *st, const char *name, int64_t value);
void stmt_bind_text(struct stmt *st, const char *name, const char *value);
void stmt_bind_text_len(struct stmt *st, const char *name, const char *value, size_t len);
/* NULL for no id. */
void stmt_bind_id(struct stmt *st, const char *name, const struct id *value);
/* NULL where `value` is `none`. */
void stmt_bind_int_or(struct stmt *st, const char *name, int64_t value, int64_t none);

/* Steps; true while there is a row to read. */
bool stmt_row(struct stmt *st);
/* What a column holds; whatever a damaged file has there, never NULL. */
int64_t stmt_int(struct stmt *st, int column);
int64_t stmt_int_or(struct stmt *st, int column, int64_t none); /* `none` for NULL */
const char *stmt_text(struct stmt *st, int column);             /* borrowed until the next step */
/* Bytes of what stmt_text() just gave; more than its strlen() where it holds a NUL. */
size_t stmt_bytes(struct stmt *st, int column);
/* A number that people count with, of a person or a meeting: 0 to NUMBER_MOST,
 * so that the next one is a number too. */
enum { NUMBER_MOST = 999999999 };
int stmt_number(struct stmt *st, int column);
char *stmt_copy(struct stmt *st, int column);                   /* the caller's to free() */
struct id stmt_id(struct stmt *st, int column); /* none for NULL and for what is no id */
bool stmt_is_null(struct stmt *st, int column);

/* Ends it, so that it can be begun again. */
NODISCARD enum status stmt_end(struct stmt *st, struct error *err);
/* For what gives no rows: steps and ends it. */
NODISCARD enum status stmt_run(struct stmt *st, struct error *err);
/* For at most one number: steps once, ends it; `none` when there is no row or it holds NULL. */
NODISCARD enum status stmt_run_int(struct stmt *st, int64_t none, int64_t *value,
                                   struct error *err);

/* Frees what stmt_begin() has prepared: one statement, or all. */
void stmt_forget(struct study *study, enum query query);
void stmt_forget_all(struct study *study);

/* The status that stands for an SQLite result code, and the line for the
 * observer. */
enum status sql_fail(struct study *study, int rc, struct error *err);

#endif
