/* SPDX-License-Identifier: MIT */
/* The inside of the identity filter, for the two files that make it up. */
#ifndef EXPORT_IDENTITY_FILTER_H
#define EXPORT_IDENTITY_FILTER_H

#include "core/id.h"
#include "core/str.h"
#include "export/identity.h"
#include "export/matcher.h"
#include "storage/name_rules.h"
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

struct identity_label {
    char *text;   /* "GP ID 283" */
    char *name;   /* the real name, where the filter is identifiable; NULL unknown */
    bool voice;   /* no person: gives way to people of the same name */
    size_t count; /* how often it replaced a name */
};

/* Where the label of a person is. */
struct identity_person {
    struct id id;
    int label;
};

/* A name of one word that was found in small letters, too: perhaps it is only
 * a word there. */
struct identity_doubt {
    char *folded;
    size_t lower, upper; /* how often it stood so */
};

struct identity_filter {
    bool identifiable;
    struct name_rules rules;   /* what the study decided of words; empty without a study */
    struct identity_doubt *doubt; /* names of one word that were replaced, by folded word */
    size_t doubt_count, doubt_room;
    struct matcher *matcher;
    pthread_rwlock_t *lock;    /* held while the matcher or what is kept grows, and by searches,
                                  which another thread may make meanwhile */
    struct identity_label *labels; /* in the order of people; what the matcher's numbers mean */
    size_t label_count, label_room;
    struct identity_label *shared; /* labels of names that several share, as they were used */
    size_t shared_count, shared_room;
    struct identity_person *order; /* by id */
    size_t order_count;
    char **kept;                   /* texts never touched as a whole, sorted */
    size_t kept_count, kept_room;
    struct str one, other, label;  /* scratch */
};

enum identity_kind { IDENTITY_NAME, IDENTITY_WORD, IDENTITY_SOURCE };

/* Adds a label, without looking whether it is there already; its number. */
int identity_add_label(struct identity_filter *filter, const char *text, bool voice);

/* Adds the forms of a text that identifies the person of `label`. */
void identity_add(struct identity_filter *filter, enum identity_kind kind, const char *text,
                  int label);

/* The label of a person; NULL when the study does not have the id. */
const struct identity_label *identity_label_of(const struct identity_filter *filter,
                                               const struct id *person);

#endif
