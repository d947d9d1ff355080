/* SPDX-License-Identifier: MIT */
/* What an export is asked for, what it tells meanwhile and what it reports, as
 * plain structs: the screens, which know no format, share them with the
 * exports, which know no screen. */
#ifndef CORE_EXPORTING_H
#define CORE_EXPORTING_H

#include "core/str.h"
#include <stdbool.h>
#include <stddef.h>

/* What the identity check finds. */
enum finding_kind {
    FINDING_WORD,  /* `text` could be a name; `count` times, first in `meeting` */
    FINDING_DOUBT, /* `text` is a name and a word: `count` times in small letters, `other` not */
    FINDING_RUN,   /* `text`, of a script without word boundaries, was replaced `count` times */
    FINDING_RARE,  /* "GP ID 283 is the only GP at site 3" */
    FINDING_UNCHECKED, /* "9482 words in Hebrew letters"; first in `meeting` */
    FINDING_REPLACED   /* `text`, a label, stands for a name `count` times */
};
struct finding {
    enum finding_kind kind;
    const char *text; /* borrowed for the call */
    size_t count, other;
    int meeting; /* 0: of the whole study */
};

struct export_request {
    const int *meetings;  /* numbers, as asked for */
    size_t meeting_count; /* 0: all meetings that have begun or are closed */
    const char *out;      /* a file; a folder where a format needs several files */
    const char *format;   /* "qdpx", "txt"; NULL: by the suffix of `out` */
    bool identifiable;    /* names leave: recorded in the file and in the study's history */
    bool with_private;    /* private parts too */
    bool codes_in_margin; /* .docx: codes in a column of their own, else behind the words */
    const char *key;      /* the key of the study, where it was moved away; NULL none */
    const char *audio;    /* .qdpx of one meeting: its recording, which began with it; NULL none */
    bool check_only;      /* nothing is written: `out` may be NULL, the check says all */
    struct str *preview;  /* nothing is written: what the first meeting reads as in the format
                             is appended; `out` may be NULL */
    /* called for everything that the identity check found, after the reading;
     * may be NULL */
    void (*finding)(void *data, const struct finding *finding);
    /* called now and then with work done and to do; may be NULL */
    void (*progress)(void *data, size_t done, size_t all);
    /* asked now and then, by more than one thread; true ends the work with
     * STATUS_STOPPED, and nothing is left of it. May be NULL */
    bool (*stop)(void *data);
    void *data;
};

/* What was written, for the summary. */
struct export_report {
    size_t meetings, entries, quotations, codings;
    size_t names_replaced; /* places in notes and headers that show a label for a name */
    size_t
        characters_replaced; /* characters that ATLAS.ti does not take, above U+FFFF and the like */
    size_t left_out;         /* entries of private parts and retracted ones */
    /* the identity check */
    size_t possible_names; /* words that could be names */
    size_t doubtful_names; /* names that are also words */
    size_t rare_people;    /* whom role group and site make rare */
    size_t unchecked;      /* scripts and meetings that it cannot check */
};

/* What a format makes of several meetings. */
enum export_shape {
    EXPORT_ONE,    /* one file */
    EXPORT_EACH,   /* a file for each, in a folder */
    EXPORT_EITHER, /* one where the file has its suffix, else a folder of one each */
    EXPORT_FOLDER  /* a folder, for one meeting too */
};

/* The formats there are; a list ends with a NULL suffix. */
struct export_format_help {
    const char *suffix, *help;
    enum export_shape shape;
};

#endif
