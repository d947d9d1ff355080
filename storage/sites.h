/* SPDX-License-Identifier: MIT */
/* The sites of a study, with what each is like in words of the study's own. */
#ifndef STORAGE_SITES_H
#define STORAGE_SITES_H

#include "storage/study.h"
#include <stddef.h>

struct characteristic {
    const char *name, *value; /* "size quintile", "4" */
};

struct site {
    struct id id;                                /* none: a new one */
    const char *code;                            /* "3": shown and exported */
    const char *name;                            /* its real name: identity; "" unknown */
    const struct characteristic *characteristic; /* by name */
    size_t characteristics;
    size_t bodies;   /* how many it has; not looked at by sites_save() */
    size_t meetings; /* likewise, once they are counted */
};
struct sites {
    struct site *site; /* by code */
    size_t count;
    bool counted;
    struct site_store *store;
};

NODISCARD enum status sites_load(struct sites *out, struct study *study, struct error *err);
/* Counts the meetings of each: a step for every meeting of the study. */
NODISCARD enum status sites_count_meetings(struct sites *sites, struct study *study,
                                           struct error *err);
void sites_release(struct sites *sites);

/* Adds a site, or makes one that is there what *site says, characteristics
 * included. Gives its id. STATUS_INPUT: no code, a characteristic twice.
 * STATUS_EXISTS: another site has that code. */
NODISCARD enum status sites_save(struct study *study, const struct site *site, struct id *id,
                                 struct error *err);
/* Takes a site out. STATUS_INPUT: it has bodies or meetings. */
NODISCARD enum status sites_delete(struct study *study, const struct id *id, struct error *err);

#endif
