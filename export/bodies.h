/* SPDX-License-Identifier: MIT */
/* How bodies are called: by their local names where the study allows it, else
 * by numbers that follow their first meetings. */
#ifndef EXPORT_BODIES_H
#define EXPORT_BODIES_H

#include "export/labels.h"
#include "storage/meetings.h"

/* A body as an export calls it. */
struct body_name {
    const char *site, *body; /* as the meetings have them; borrowed from the rows */
    char *name;              /* "Senate", "Senate (site 3)", or "1 (governing body)"; owned */
    struct id first;         /* the first meeting of this body: what its GUID is made of */
};
struct body_names {
    struct body_name *body;
    size_t count, room;
};

/* Names the bodies of all `rows`: of the whole study, so that a body has the
 * same name in every export. */
void body_names_load(struct body_names *out, const struct meeting_rows *rows,
                     struct labels *labels);
/* The body of a meeting; NULL none. */
const struct body_name *body_names_find(const struct body_names *names,
                                        const struct meeting *meeting);
void body_names_release(struct body_names *names);

#endif
