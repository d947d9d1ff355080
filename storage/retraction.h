/* SPDX-License-Identifier: MIT */
/* People who take back what they said at a meeting. Their entries are
 * retracted as long as that stands, also those where they speak with others
 * and those that come later: hidden where not asked for, and out of finds and
 * exports. All of it is in the history and can be undone. */
#ifndef STORAGE_RETRACTION_H
#define STORAGE_RETRACTION_H

#include "storage/study.h"
#include <stddef.h>
#include <stdint.h>

/* Takes back all that `person` said at `meeting`, or (`back`) lets it stand
 * again, as a change of its own; a screen with a writer puts the same into a
 * change (change_add_retraction()). A closed meeting needs a reason, else NULL
 * will do. STATUS_INPUT: it is so already. */
NODISCARD enum status retraction_set(struct study *study, const struct id *meeting,
                                     const struct id *person, bool back, const char *reason,
                                     struct error *err);

/* Who has, by study id, and when that was said to whom. */
struct retracted_person {
    struct id person;
    int number;             /* study id; 0 a voice */
    int64_t at;             /* UTC milliseconds */
    char observer[32];      /* initials */
};
struct retracted_people {
    struct retracted_person *row;
    size_t count;
};
NODISCARD enum status retraction_load(struct retracted_people *out, struct study *study,
                                      const struct id *meeting, struct error *err);
void retracted_people_release(struct retracted_people *people);

#endif
