/* SPDX-License-Identifier: MIT */
/* What the files of storage/ share: the open study, its transactions, and the
 * few things that more than one of them needs. */
#ifndef STORAGE_INTERNAL_H
#define STORAGE_INTERNAL_H

#include "core/hlc.h"
#include "core/meeting.h"
#include "core/words.h"
#include "storage/people.h"
#include "storage/statement.h"
#include "storage/store.h"
#include "storage/study.h"
#include <stdio.h>
#include <stdlib.h>

struct study {
    sqlite3 *db;
    char *path;
    bool read_only;
    bool sealed;
    bool in_transaction; /* between study_begin() and its commit */
    int64_t making;      /* the meeting made in it, which takes a record though closed */
    int log_pages;       /* pages in the write-ahead log, as of the last commit */
    int merges_due;      /* commits since the full-text index was last merged to the end */
    int why;             /* errno after the last step that failed */
    struct id id;
    int64_t created;
    struct id laptop_id;
    int64_t laptop; /* its row, 0 until this connection has written */
    char *observer; /* initials; NULL when none is set */
    int64_t observer_row;
    struct hlc hlc;
    sqlite3_stmt *query[QUERY_COUNT];
};

/* One command is one transaction. Begins one, unless the caller of storage has
 * (study_begin); work_finish() commits or rolls back what work_begin() began,
 * and returns `status`, or the failure of the commit. */
struct work {
    bool own;
};
NODISCARD enum status work_begin(struct work *work, struct study *study, struct error *err);
enum status work_finish(struct work *work, struct study *study, enum status status,
                        struct error *err);
/* The same for several reads that must see one state of the study. */
NODISCARD enum status view_begin(struct work *work, struct study *study, struct error *err);
void view_finish(struct work *work, struct study *study);

/* The row of this laptop, made if new; inside work. */
NODISCARD enum status study_laptop_row(struct study *study, int64_t *laptop, struct error *err);
/* Refuses when nobody is set as observer. */
NODISCARD enum status study_need_observer(struct study *study, struct error *err);
/* The version of what is written now. */
int64_t study_version(struct study *study);

/* Runs several statements without parameters. */
NODISCARD enum status db_exec(struct study *study, const char *sql, struct error *err);
/* One number, from a statement without parameters. */
NODISCARD enum status db_int(struct study *study, const char *sql, int64_t *value,
                             struct error *err);

/* Whether this moot can read the format of the file. STATUS_TOO_NEW. */
NODISCARD enum status schema_look(struct study *study, struct error *err);
/* Brings a file that was looked at to the newest format, an empty one from
 * nothing; sets *made when it was empty. (schema.c) */
NODISCARD enum status schema_upgrade(struct study *study, bool *made, struct error *err);
/* Makes the tables of a format in an empty database, without a row. */
NODISCARD enum status schema_make(sqlite3 *db, int format, struct error *err);
/* The newest format. */
int schema_newest(void);
/* The rows that a new study starts with, inside the transaction that makes the
 * tables. (seed.c) */
NODISCARD enum status seed_study(struct study *study, struct error *err);

/* The id of this laptop, from $XDG_STATE_HOME/moot/laptop, made if absent; a
 * fresh one where it can be neither read nor kept. (laptop.c) */
struct id laptop_id(void);

/* The row with a uuid, by one of the QUERY_ROW_... statements; 0 when there is
 * none. */
NODISCARD enum status study_row(struct study *study, enum query query, const struct id *id,
                                int64_t *row, struct error *err);
/* What a statement counts of the one with a uuid. */
NODISCARD enum status study_count(struct study *study, enum query query, const struct id *id,
                                  size_t *count, struct error *err);
/* Its row, or a failure that says what is missing ("no meeting with this id"). */
NODISCARD enum status study_need_row(struct study *study, enum query query, const struct id *id,
                                     const char *what, int64_t *row, struct error *err);

/* Whether the words make a function; row 0 when none has that key or name. */
NODISCARD enum status function_row(struct study *study, const char *function, int64_t *row,
                                   struct error *err);

/* What a meeting stands on: rows, 0 for none. Site and body are made if new.
 * *known: the body was there before. */
struct meeting_ground {
    int64_t site, body, function;
    bool known;
};
struct new_meeting;
NODISCARD enum status meeting_ground(struct study *study, const struct new_meeting *meeting,
                                     struct meeting_ground *ground, struct error *err);
/* The row of a site by its code, made if new. */
NODISCARD enum status site_row_or_new(struct study *study, const char *code, int64_t *row,
                                      struct error *err);

/* The row of a role group by its key; 0 for no key. STATUS_NOT_FOUND names
 * those there are. */
NODISCARD enum status role_group_row(struct study *study, const char *key, int64_t *row,
                                     struct error *err);
/* Likewise the people of one meeting, told by its row. */
NODISCARD enum status people_load_of(struct people *out, struct study *study, int64_t meeting,
                                     bool with_identity, struct error *err);
/* people_add() with an id, a role group's row and inside work. */
NODISCARD enum status people_add_row(struct study *study, const struct new_person *person,
                                     const struct id *id, int64_t role_group, int *number,
                                     int64_t *row, struct error *err);

/* A person of a meeting, unless listed already. */
NODISCARD enum status meeting_person_add(struct study *study, int64_t meeting, int64_t person,
                                         const char *capacity, bool expected, struct error *err);
/* The row of a meeting whose record may be changed: a closed one is refused. */
NODISCARD enum status meeting_open_row(struct study *study, const struct id *meeting, int64_t *row,
                                       struct error *err);
/* Likewise; a closed one needs a reason (NULL or "" is none). */
NODISCARD enum status meeting_change_row(struct study *study, const struct id *meeting,
                                         const char *reason, int64_t *row, struct error *err);

/* word_find() for what a file holds: an unknown key is `otherwise`. */
int word_or(const struct word *words, size_t count, const char *key, int otherwise);

#endif
