/* SPDX-License-Identifier: MIT */
/* The cursor over a record, as the files that open and read it share it. */
#ifndef STORAGE_ENTRIES_WORK_H
#define STORAGE_ENTRIES_WORK_H

#include "storage/entries.h"
#include "storage/internal.h"

enum stream_kind {
    STREAM_ENTRIES,
    STREAM_VOICES,
    STREAM_VERBATIM,
    STREAM_CODINGS,
    STREAM_VALUES,
    STREAM_MOVEMENTS,
    STREAM_COUNT
};

struct stream {
    struct stmt st;
    bool begun;   /* it was stepped once */
    bool waiting; /* it stands on a row that is not yet used */
};

struct voices {
    struct voice *voice;
    size_t count, room;
};

struct entries {
    struct study *study;
    struct stream stream[STREAM_COUNT];
    enum entries_order order;
    size_t limit, given;
    int64_t only; /* the row of the one entry asked for, removed or not; 0: all */
    struct entry entry;
    int64_t sequence; /* of the entry: its place */
    int64_t observer;
    /* what the entry borrows */
    struct store strings;
    struct voices speakers, addressees;
    struct span *verbatim;
    size_t verbatim_room;
    struct coding *codings;
    size_t *firsts; /* beside codings: where their values begin */
    size_t coding_room;
    struct coding_value *values;
    size_t value_count, value_room;
    struct change_movement *movements;
    size_t movement_room;
};

/* The kind of a voice by its word in the study. */
enum voice_kind entries_voice_kind(const char *word);
/* A span of a text; that of a damaged study is cut to it. */
struct span entries_span(const char *text, int64_t start, int64_t length);

#endif
