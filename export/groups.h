/* SPDX-License-Identifier: MIT */
/* Document groups: meetings by site, body, function, year and observer. They
 * carry what a meeting is, since ATLAS.ti knows no variables. */
#ifndef EXPORT_GROUPS_H
#define EXPORT_GROUPS_H

#include "export/model.h"

/* The order in which groups are written. */
enum group_kind { GROUP_SITE, GROUP_BODY, GROUP_FUNCTION, GROUP_YEAR, GROUP_OBSERVER, GROUPS };

struct group {
    enum group_kind kind;
    char *key;           /* what tells it from others of its kind */
    char *name;          /* "Site: 3" */
    struct id guid;
    struct id *member;   /* GUIDs of documents */
    size_t count, room;
};

struct groups {
    struct group *group;
    size_t count, room;
};

/* Puts a document into its groups. */
void groups_add(struct groups *groups, const struct document *document,
                const struct body_names *bodies, struct labels *labels);
/* By kind, then by name; each name once. */
void groups_finish(struct groups *groups, const struct labels *labels);
void groups_release(struct groups *groups);

#endif
