/* SPDX-License-Identifier: MIT */
/* The writer: a thread with a connection of its own that makes changes and
 * drafts durable, so that typing never waits for the disk. Jobs are done in
 * the order given. A job that fails for lack of room, or because the file is
 * busy or out of reach, stays first in the queue and is tried again every
 * second: nothing given is dropped while the program runs. */
#ifndef STORAGE_WRITER_H
#define STORAGE_WRITER_H

#include "core/change.h"
#include "storage/record.h"

struct writer;

/* Starts the thread on the study at `path` for `observer` and `meeting`. */
NODISCARD enum status writer_start(struct writer **out, const char *path, const char *observer,
                                   const struct id *meeting, struct error *err);

/* A descriptor that becomes readable when there is news; writer_news() makes
 * it quiet again. */
int writer_fd(const struct writer *writer);

struct writer_news {
    uint64_t given; /* changes given to the writer so far */
    uint64_t saved; /* of those, how many are durable: change number n is when saved >= n */
    bool failing;   /* the first job in the queue cannot be saved now */
    char text[512]; /* failing: why, for the observer */
};
struct writer_news writer_news(struct writer *writer);

/* Hands a change over; *change is empty afterwards. Returns its number,
 * counted from 1. */
uint64_t writer_give(struct writer *writer, struct change *change);

/* Saves the half-typed line ("" : there is none); only the last one given is
 * kept. Copies `text`. `edits`: the entry that it revises; NULL for a new line. */
void writer_give_draft(struct writer *writer, const char *text, int64_t at, int32_t offset,
                       const struct id *edits);

/* Adds a line to the history of the study when there is room for it; while one
 * waits, a further one takes its place. Copies both. */
void writer_give_note(struct writer *writer, const char *what, const char *detail);

/* Waits until everything given is durable, at most `timeout` milliseconds.
 * STATUS_FULL, STATUS_IO ...: it is not, and why. */
NODISCARD enum status writer_flush(struct writer *writer, int timeout, struct error *err);

/* Flushes (at most `timeout` milliseconds), ends the thread, frees. On
 * failure the text says how many changes are not saved. */
NODISCARD enum status writer_finish(struct writer *writer, int timeout, struct error *err);

#endif
