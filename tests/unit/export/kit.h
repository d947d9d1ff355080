/* SPDX-License-Identifier: MIT */
/* A study for the tests of the exports, built through storage as the program
 * builds it: lines are typed, read, taken and recorded. Its clock starts at
 * 2026-03-04 14:05:12 UTC and moves on by ten seconds a line. */
#ifndef TESTS_UNIT_EXPORT_KIT_H
#define TESTS_UNIT_EXPORT_KIT_H

#include "core/room.h"
#include "export/export.h"
#include "export/model.h"
#include "storage/study.h"

struct kit {
    char folder[64];        /* of its own, under /tmp */
    struct study *study;    /* folder/study.moot */
    struct id meeting;      /* the last one made */
    int number;
    struct room room;
    bool has_room;
    int64_t now;
    /* what kit_document() made */
    struct identity_filter *filter;
    struct gate gate;
    struct labels labels;
    struct meeting_rows rows;
    struct body_names bodies;
    struct document document;
    bool has_document;
};

void kit_open(struct kit *kit);
void kit_close(struct kit *kit);

/* "folder/name", borrowed until four further calls. */
const char *kit_path(const struct kit *kit, const char *name);

/* A person with study id `number`; `name` NULL: unknown. */
struct id kit_person(struct kit *kit, int number, const char *group, const char *name);

/* What a meeting is made of; NULL: nothing. */
struct kit_meeting {
    const char *title, *site, *body, *function, *date, *venue;
    const char *agenda[8]; /* titles */
    int people[8];         /* study ids; the first one is the chair */
    bool planned;          /* not opened */
};
void kit_meeting(struct kit *kit, const struct kit_meeting *meeting);

/* Types one line into the last meeting and gives the id of its entry. */
struct id kit_type(struct kit *kit, const char *line);
/* Types lines up to a NULL. */
void kit_type_all(struct kit *kit, const char *const *lines);
/* Logs a note as it is, unread; number 0: no speaker. */
struct id kit_note(struct kit *kit, int number, const char *text);
/* Puts a code on some words of an entry, as the observer of the moment. */
void kit_code(struct kit *kit, const struct id *entry, const char *text, const char *words,
              const char *key);
/* Loads the room again, as after an undo or for another observer. */
void kit_reload(struct kit *kit);

/* Makes the document of the last meeting; kit_close() ends it. */
const struct document *kit_document(struct kit *kit, bool with_private);

/* Fails unless every quotation of the document, read by its code points, is
 * inside the text, has no blanks around it and shares its words and observer
 * with no other. */
void kit_check_quotations(const struct document *document);
/* The quotation with these words; fails unless there is exactly one. */
const struct quotation *kit_quotation(const struct kit *kit, const char *words);
/* The names of its codes, separated by "|", borrowed until the next call. */
const char *kit_codes(const struct kit *kit, const struct quotation *quotation);
/* The paragraphs of the document, without the header. */
const char *kit_body(const struct kit *kit);

/* The governing body of site 3 on 2026-03-04, with two items and two people. */
void kit_start(struct kit *kit);
/* The same with a line of every kind, typed, and codings by AB and CD. */
void kit_type_meeting(struct kit *kit);

/* Exports all meetings to `out`. */
NODISCARD enum status kit_export(struct kit *kit, const char *out, struct export_report *report,
                                 struct error *err);
/* Exports all meetings to folder/NAME, which must succeed, and gives the path. */
const char *kit_export_all(struct kit *kit, const char *name, struct export_report *report);
/* One entry of an archive, the caller's to free; NULL: the first below sources/. */
char *kit_unpack(const char *path, const char *name);

void kit_has(const char *text, const char *words);
void kit_lacks(const char *text, const char *words);
/* How many files a folder holds, hidden ones included. */
size_t kit_files(const char *path);

/* All bytes of a file, the caller's to free. */
char *kit_read(const char *path, size_t *len);

#endif
