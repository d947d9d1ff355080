/* SPDX-License-Identifier: MIT */
/* Codes: the labels of the codebook, as plain structs with borrowed strings,
 * and the starter codebook of a new study. */
#ifndef CORE_CODE_H
#define CORE_CODE_H

#include "core/id.h"
#include <stdbool.h>
#include <stddef.h>

/* A field of a code with the choices it has; none: free words. */
struct modifier {
    struct id id;
    const char *name;           /* "kind" */
    const char *const *choices; /* "supportive", "lesson-seeking", ... */
    size_t choice_count;
};

struct code {
    struct id id;
    int parent;              /* index of the parent code in the same array; -1 none */
    const char *key;         /* "ch"; "" for a code without one */
    const char *name;        /* "Challenge from members" */
    bool state;              /* lasts until closed; else it marks an instant */
    const char *group;       /* exclusive group: opening one closes the others; "" none */
    const char *definition;
    const char *use_when;
    const char *not_when;    /* do not use when */
    const char *color;       /* "#3366CC"; "" none */
    int pinned;              /* place among the pinned codes from 1; 0 not pinned */
    char hot_key;            /* Alt and this letter, lower case; '5' for F5; 0 none */
    bool retired;            /* kept for old meetings, not offered */
    struct id merged;        /* the code whose codings its own count as; none: a code of its own */
    const struct modifier *modifiers;
    size_t modifier_count;
};

/* One modifier of a coding: `modifier` is an index into the code's. */
struct modifier_value {
    int modifier;
    char *value; /* a choice as the codebook spells it, or free words; owned */
};

/* The starter codebook: 22 codes, made from method.md section 4 of the
 * design's references and the sources named there. Choices are one string,
 * separated by "|". */
struct starter_modifier {
    const char *name;
    const char *choices; /* "" for free words */
};
struct starter_code {
    const char *key, *name, *definition, *use_when, *not_when, *color, *ground;
    bool state;
    int pinned;
    char hot_key;
    struct starter_modifier modifiers[4]; /* up to the first without a name */
};
extern const struct starter_code starter_codes[];
extern const size_t starter_code_count;

#endif
