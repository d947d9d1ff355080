/* SPDX-License-Identifier: MIT */
/* The set-up form: what is typed into it, and making the meeting of it. */
#ifndef TUI_SETUP_H
#define TUI_SETUP_H

#include "core/error.h"
#include "storage/meetings.h"
#include "tui/form.h"

enum field {
    FIELD_TITLE,
    FIELD_SITE,
    FIELD_BODY,
    FIELD_FUNCTION,
    FIELD_DATE,
    FIELD_VENUE,
    FIELD_PEOPLE,
    FIELD_AGENDA,
    FIELD_SAVE, /* no text: the row that makes the meeting */
    FIELDS
};

/* Lives until the program ends or the meeting is made, so that leaving the
 * form loses nothing. */
struct setup {
    struct form form;                      /* its fields are those of enum field */
    struct names sites, bodies, functions; /* for completion; loaded with the screen */
    int reused; /* the meeting of that body whose data was filled in; 0 none */
};

/* An empty form of a new meeting, and its end. */
void setup_init(struct setup *setup);
void setup_release(struct setup *setup);

/* Makes the meeting, and the people that are new, in one transaction. *number:
 * which. *kept (may be cut): the ids in the list that were known before and
 * whose role group or short form in the list was therefore not used; "" none. */
NODISCARD enum status setup_save(struct study *study, const struct setup *setup, int *number,
                                 char *kept, size_t kept_size, struct error *err);

/* Fills empty fields from the last meeting of the body that is typed. */
NODISCARD enum status setup_reuse(struct study *study, struct setup *setup, struct error *err);

#endif
