/* SPDX-License-Identifier: MIT */
/* What the tests of writing up share, beside their fixture. */
#ifndef TESTS_STORAGE_WRITEUP_H
#define TESTS_STORAGE_WRITEUP_H

#include "core/revise.h"
#include "fixture.h"

/* Entry number `at` of the record, from 0; entry_free() it. */
struct entry *writeup_entry(struct fixture *f, size_t at);
/* How many entries the record has. */
size_t writeup_count(struct fixture *f);
/* A change of the meeting, to be given to writeup_finish(). */
struct change writeup_begin(struct fixture *f);
/* Nothing is wrong with the study. */
void writeup_check(struct fixture *f);
/* Records a change; moot check finds nothing wrong. */
void writeup_finish(struct fixture *f, struct change *change);
/* The code of a key. */
struct id writeup_code(struct fixture *f, const char *key);
/* Where words stand in an entry. */
struct span writeup_words(const struct entry *entry, const char *words);
/* Codes `words` of entry `at`. */
void writeup_code_words(struct fixture *f, size_t at, const char *key, const char *words);
/* "ch[the plan] ac" for what an entry bears. */
void expect_codings(struct fixture *f, size_t at, const char *expected);
/* Of entry `at`. */
void expect_text(struct fixture *f, size_t at, const char *expected);
/* Undo brings back `before`, redo `after`. */
void expect_undone(struct fixture *f, const char *before);
/* Gives entry `at` another text. */
void writeup_text(struct fixture *f, size_t at, const char *text, struct revise_report *report);
/* How many entries are retracted. */
int64_t writeup_hidden(struct fixture *f);
/* "person 1, bare 2" for what wants attention. */
void expect_attention(struct fixture *f, const char *expected);
/* Who speaks in entry `at`. */
struct id writeup_speaker(struct fixture *f, size_t at);

#endif
