/* SPDX-License-Identifier: MIT */
/* What the tests of storage start from: a study in memory or in a folder of
 * its own, with people and a meeting, and lines typed into it. */
#ifndef TESTS_STORAGE_FIXTURE_H
#define TESTS_STORAGE_FIXTURE_H

#include "core/entry.h"
#include "core/mem.h"
#include "core/room.h"
#include "core/text.h"
#include "storage/codebook.h"
#include "storage/entries.h"
#include "storage/internal.h"
#include "storage/meetings.h"
#include "storage/people.h"
#include "storage/record.h"
#include "storage/study.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fixture {
    char folder[64]; /* "" in memory */
    char path[96];
    struct study *study;
    struct id meeting, opening;
    int number;
    struct id people[6]; /* 101 to 106 */
    struct room room;
    int64_t now;     /* the clock of the lines typed */
    uint64_t chance; /* what fixture_dice() goes on from; a test sets it to its seed */
    struct error err;
};

/* A call that must succeed; its message is shown if it does not. */
#define ok(fixture, call)                                   \
    do {                                                    \
        if (call)                                           \
            fail_msg("%s: %s", #call, (fixture)->err.text); \
    } while (0)

/* Whether studies in folders are to be sealed ones: MOOT_SEALED in the
 * environment, by which tests run once more on sealed studies. */
bool fixture_is_sealed(void);
/* Makes a sealed file of the least cost, for study_open() to fill. */
#define FIXTURE_PASSPHRASE "a long walk by the sea"
void fixture_seal(const char *path);

void fixture_room(struct fixture *f);
/* A study with six people and an open meeting (five expected, three items). */
struct fixture *fixture_new(bool in_folder);
void fixture_free(struct fixture *f);
/* What a line becomes, ten seconds after the one before. */
struct change fixture_change(struct fixture *f, const char *line);
/* Types a line and records it. */
void fixture_type(struct fixture *f, const char *line);
/* A number below `below`, the same ones for the same seed: rand() gives others
 * when libuuid takes of its numbers meanwhile. */
unsigned fixture_dice(struct fixture *f, size_t below);
/* The whole record and the agenda as text; the caller's to free(). */
char *fixture_record(struct fixture *f, enum entries_order order);
/* One number from the study's file, for what has no function of its own. */
int64_t fixture_int(struct fixture *f, const char *sql);

#endif
