/* SPDX-License-Identifier: MIT */
/* What the files of the import share: the lines of a file, a meeting and its
 * turns as JSON Lines give them, and what their words mean in a study. */
#ifndef IMPORT_INTERNAL_H
#define IMPORT_INTERNAL_H

#include "core/clock.h"
#include "core/str.h"
#include "core/words.h"
#include "import/import.h"
#include "storage/meetings.h"
#include "storage/names.h"
#include "storage/people.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* --- import/source.c: a file, line by line ------------------------------- */

enum {
    SOURCE_LINE_LIMIT = 16 * 1024 * 1024,    /* bytes of one line */
    SOURCE_PIPE_LIMIT = 256 * 1024 * 1024,   /* bytes of what cannot be read twice */
    SOURCE_DIGEST = 37                       /* a printed digest with its ending zero */
};

struct source {
    const char *path;            /* borrowed, for messages */
    FILE *file;
    char *held;                  /* what came out of a pipe; NULL for a file */
    char *chunk;                 /* the bytes read last */
    size_t at, len;              /* of chunk: the next byte, and how many there are */
    size_t line;                 /* number of the line given last, from 1 */
    char digest[SOURCE_DIGEST];  /* the same bytes give the same digest */
    int first;                   /* the first byte that is no blank; EOF: there is none */
};

/* Opens `path`, reads it once for its digest, and stands before its first
 * line. The caller ends it with source_close() also after a failure. */
NODISCARD enum status source_open(struct source *source, const char *path, struct error *err);
void source_close(struct source *source);

/* The next line without its line feed in *line, *more true; at the end *more
 * is false. Lines end at line feeds alone. A byte order mark is dropped. */
NODISCARD enum status source_next(struct source *source, struct str *line, bool *more,
                                  struct error *err);

/* A failure in the line given last: "FILE line N: ...". */
enum status source_wrong(const struct source *source, struct error *err, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

/* --- import/jsonl.c: what the lines say ----------------------------------- */

enum { JSONL_PARTICIPANT_LIMIT = 10000 };

/* All texts are clean: NFC, no control characters. "" is what a file lacks. */
struct jsonl_participant {
    char *id, *name, *role;
};

/* The first line: the meeting. */
struct jsonl_meeting {
    char *title, *body, *type, *date, *origin, *licence, *language;
    struct jsonl_participant *participants;
    size_t participant_count;
};

/* A further line: one turn. Its strings are used again for the next one. */
struct jsonl_turn {
    int64_t t;               /* milliseconds from the start; TIME_UNKNOWN */
    struct str speaker;
    struct str text;         /* may hold line feeds */
    struct str item, event;  /* "" none */
};

/* Reads one line; *cleaned grows by the characters that were left out or
 * replaced. A line that is not what it should be fails by source_wrong(). */
NODISCARD enum status jsonl_read_meeting(const struct source *source, const struct str *line,
                                         struct jsonl_meeting *meeting, size_t *cleaned,
                                         struct error *err);
NODISCARD enum status jsonl_read_turn(const struct source *source, const struct str *line,
                                      struct jsonl_turn *turn, size_t *cleaned,
                                      struct error *err);
void jsonl_meeting_release(struct jsonl_meeting *meeting);
void jsonl_turn_release(struct jsonl_turn *turn);

/* --- import/terms.c: what their words mean -------------------------------- */

/* Key of the role group that `role` names, of those the study has; that of
 * "other" when it names none; NULL when the study has no such group either. */
const char *terms_role_group(const struct people *people, const char *role);

/* In which capacity somebody with `role` sits in the meeting. */
enum capacity terms_capacity(const char *role);

/* Key of the function that a meeting's `type` names, of those the study has;
 * "other" when it names none. */
const char *terms_function(const struct names *functions, const char *type);

/* Whether an id of a file is no person's: the record's own voice, a call from
 * the floor. */
bool terms_is_voice(const char *id);

/* --- import/meeting.c: what becomes of it ---------------------------------- */

/* Imports the meeting that `source` holds, in one transaction. */
NODISCARD enum status meeting_import(struct study *study, struct source *source,
                                     struct import_report *report, struct error *err);

/* --- import/people.c: people as a table ------------------------------------- */

/* Imports the people that a CSV file lists, in one transaction. */
NODISCARD enum status people_import(struct study *study, const char *path,
                                    struct import_report *report, struct error *err);

#endif
