/* SPDX-License-Identifier: MIT */
/* An open study file. It owns one database connection and the statements
 * prepared on it, and belongs to one thread; callers only see the structs of
 * core/. The file is in WAL mode with synchronous=FULL: what a function here
 * reports as done is on disk. */
#ifndef STORAGE_STUDY_H
#define STORAGE_STUDY_H

#include "core/attr.h"
#include "core/error.h"
#include "core/id.h"
#include <stdbool.h>
#include <stdint.h>

enum { STUDY_APPLICATION_ID = 0x6D6F6F74 }; /* "moot", in the file's header */

struct study;

enum study_mode {
    STUDY_CREATE,   /* make it if it is absent, write */
    STUDY_WRITE,    /* write; absent is an error */
    STUDY_READ      /* read only; nothing beside the file is changed by us */
};

/* Once, before any other function of storage and before there are threads: SQLite keeps no
 * account of its memory, which would cost a lock at each piece. Without it all is
 * as right, but slower. */
void study_set_up_library(void);

/* Opens the study at `path` (":memory:" for tests), making or upgrading it as
 * needed; a new one gets the starter codebook, functions and role groups, and
 * mode 0600, its missing folders 0700. On success *out is the caller's, to end
 * with study_close(); on failure *out is NULL.
 * STATUS_NOT_FOUND: absent. STATUS_INPUT: not a study. STATUS_TOO_NEW: a later
 * version wrote it; it is left as it was. STATUS_READ_ONLY: to be written, and
 * the file or folder is not writable. STATUS_LOCKED: it is sealed, and was not
 * unlocked (storage/seal.h). */
NODISCARD enum status study_open(struct study **out, const char *path, enum study_mode mode,
                                 struct error *err);

/* Rolls back what was not committed, truncates the log where it can, frees
 * the study; NULL is allowed. */
void study_close(struct study *study);

const char *study_path(const struct study *study);
bool study_is_read_only(const struct study *study);
bool study_is_sealed(const struct study *study);
/* The study's own id: the space in which exports derive their GUIDs. */
struct id study_id(const struct study *study);
int64_t study_created(const struct study *study);

/* The title; the caller's to free(). */
NODISCARD enum status study_title(struct study *study, char **title, struct error *err);
NODISCARD enum status study_set_title(struct study *study, const char *title, struct error *err);

/* What exports may show without --identifiable. */
struct study_shows {
    bool bodies; /* local names of bodies */
    bool venues;
    bool dates;  /* full dates; else months */
};
NODISCARD enum status study_shows(struct study *study, struct study_shows *shows,
                                  struct error *err);

NODISCARD enum status study_set_shows(struct study *study, const struct study_shows *shows,
                                      struct error *err);

/* Names the observer who types from now on (made if new); initials as typed,
 * one to 16 letters, digits, "-" or "_". Every writing function needs one. */
NODISCARD enum status study_set_observer(struct study *study, const char *initials,
                                         struct error *err);
/* Gives an observer other initials, for all that they wrote and will write; the
 * study's history says so. Who types and is renamed goes on as such.
 * STATUS_NOT_FOUND: nobody has `from`. STATUS_EXISTS: somebody else has `to`.
 * STATUS_INPUT: `to` cannot be initials. */
NODISCARD enum status study_rename_observer(struct study *study, const char *from, const char *to,
                                            struct error *err);
/* The observer's initials, or NULL when none is set; borrowed. */
const char *study_observer(const struct study *study);
/* The only observer of the study, the caller's to free(); NULL when there are
 * none or several. */
NODISCARD enum status study_only_observer(struct study *study, char **initials,
                                          struct error *err);

/* Makes one transaction of what is called between begin and commit. Writing
 * functions called outside make one each. study_rollback() after a failure;
 * it never fails. */
NODISCARD enum status study_begin(struct study *study, struct error *err);
NODISCARD enum status study_commit(struct study *study, struct error *err);
void study_rollback(struct study *study);

/* What is read until study_let_go() is of one moment, whatever another
 * program writes meanwhile: for lists and exports, which read in several
 * steps. Nothing can be written in between. What is held twice is let go at once. */
NODISCARD enum status study_hold(struct study *study, struct error *err);
void study_let_go(struct study *study);
/* A number that is another one once somebody else has written, another program
 * or another connection of this one: what was read when it was the same still
 * fits what is read now, but for what this connection wrote (SQLite's
 * data_version). */
NODISCARD enum status study_seen(struct study *study, int64_t *seen, struct error *err);

/* What would be done when there is time: merges the full-text index a little
 * and writes the log back. True if there may be more to do. */
bool study_tidy(struct study *study);

/* Adds a line to the study's history. */
NODISCARD enum status study_note_history(struct study *study, const char *what,
                                         const char *detail, struct error *err);

#endif
