/* SPDX-License-Identifier: MIT */
/* Groups. Documents by site and each of its characteristics, body, function,
 * year, observer, and by whether the meeting was public: they carry what a meeting is, since ATLAS.ti knows no
 * variables. Codes by what they are. */
#ifndef EXPORT_GROUPS_H
#define EXPORT_GROUPS_H

#include "export/model.h"
#include "storage/sites.h"

/* The order in which groups are written. */
enum group_kind { GROUP_SITE, GROUP_CHARACTERISTIC, GROUP_BODY, GROUP_FUNCTION, GROUP_YEAR,
                  GROUP_OBSERVER, GROUP_PART, GROUP_CODES, GROUPS };

struct group {
    enum group_kind kind;
    char *key;           /* what tells it from others of its kind */
    char *name;          /* "Site: 3" */
    struct id guid;
    struct id *member;   /* GUIDs of documents; of GROUP_CODES: of codes */
    size_t count, room;
};

struct groups {
    struct group *group;
    size_t count, room;
};

/* Puts a document into its groups. */
void groups_add(struct groups *groups, const struct document *document,
                const struct body_names *bodies, const struct sites *sites,
                struct labels *labels);
/* Puts the codes that go out into groups: points, states, modifiers, speakers,
 * role groups, and those of each exclusive group. */
void groups_add_codes(struct groups *groups, struct labels *labels);
/* By kind, then by name; each name once. */
void groups_finish(struct groups *groups, const struct labels *labels);
void groups_release(struct groups *groups);

#endif
