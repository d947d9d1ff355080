/* SPDX-License-Identifier: MIT */
/* The pages of one person: their role group, and who they are, which is
 * opened on purpose and gone when it is left. */
#ifndef TUI_PEOPLE_H
#define TUI_PEOPLE_H

#include "storage/people.h"
#include "tui/internal.h"

/* Opens the page of a person; `sits` says where they usually sit. */
void person_open(struct app *app, const struct person *from, const struct people *people,
                 const char *sits);
/* Opens who they are; `label` is "GP ID 283". */
void identity_open(struct app *app, const struct id *person, const char *label);

#endif
