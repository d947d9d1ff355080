/* SPDX-License-Identifier: MIT */
/* The names that a study has for its sites, bodies, functions and observers:
 * for lists, and for completion where they are typed. */
#ifndef STORAGE_NAMES_H
#define STORAGE_NAMES_H

#include "storage/study.h"
#include <stddef.h>

/* Names, keys beside them; owned. */
struct names {
    char **name;
    char **key;
    size_t count;
};

/* The codes of the sites, the local names of the bodies (each once), the
 * functions by name and key. */
NODISCARD enum status meetings_sites(struct names *out, struct study *study, struct error *err);
NODISCARD enum status meetings_bodies(struct names *out, struct study *study, struct error *err);
NODISCARD enum status meetings_functions(struct names *out, struct study *study, struct error *err);
/* Initials of the observers, in the order in which they came. */
NODISCARD enum status meetings_observers(struct names *out, struct study *study, struct error *err);
void names_release(struct names *names);

#endif
