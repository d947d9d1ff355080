/* SPDX-License-Identifier: MIT */
/* The elements of a REFI-QDA project that moot writes, as tables: what stands
 * in what, in which order, with which attributes. They are the schema's rules
 * (Project.xsd 1.0), narrowed to what its readers all take. For the check of a
 * .qdpx. */
#ifndef EXPORT_QDPX_RULES_H
#define EXPORT_QDPX_RULES_H

#include <stdbool.h>
#include <stddef.h>

enum { RULE_CHILDREN = 10, RULE_ATTRIBUTES = 10 };

#define QDPX_SPACE "urn:QDA-XML:project:1.0"

/* What the value of an attribute must be. */
enum value_kind {
    VALUE_GUID,      /* the element's own; `kinds` is what it is */
    VALUE_REFERENCE, /* the GUID of something of one of `kinds` */
    VALUE_TEXT,      /* words for people: may name nobody */
    VALUE_NAME,      /* likewise, as the name of a code, group or document, unique */
    VALUE_QUOTE,     /* the beginning of the passage: checked against the text */
    VALUE_ORIGIN,    /* the program that wrote it */
    VALUE_TIME,      /* YYYY-MM-DDThh:mm:ssZ */
    VALUE_COLOR,     /* #RRGGBB */
    VALUE_BOOLEAN,
    VALUE_NUMBER,    /* digits */
    VALUE_PATH,      /* internal://GUID.txt */
    VALUE_MEDIA,     /* relative:/// and a path below the project's folder */
    VALUE_DIRECTION
};

struct attribute_rule {
    const char *name;
    enum value_kind kind;
    bool required;
    int kinds; /* enum guid_kind, of GUIDs and references */
};

struct child_rule {
    const char *name;
    bool many; /* else at most one */
};

struct element_rule {
    const char *name;
    bool text;           /* holds text, and no elements */
    size_t least;        /* elements in it, at least */
    struct child_rule children[RULE_CHILDREN];     /* in order, up to the first without a name */
    struct attribute_rule attributes[RULE_ATTRIBUTES]; /* likewise */
};

/* The rule of an element; NULL when moot writes no such element. */
const struct element_rule *qdpx_rule(const char *name);

#endif
