/* SPDX-License-Identifier: MIT */
/* The set-up form: what is typed into it, and making a meeting of it, or
 * making one that is there anew. */
#ifndef TUI_SETUP_H
#define TUI_SETUP_H

#include "core/error.h"
#include "storage/meetings.h"
#include "storage/names.h"
#include "tui/form.h"

enum field {
    FIELD_TITLE,
    FIELD_SITE,
    FIELD_BODY,
    FIELD_FUNCTION,
    FIELD_DATE,
    FIELD_VENUE,
    FIELD_QUORUM, /* of the body */
    FIELD_PEOPLE,
    FIELD_AGENDA,
    FIELD_SAVE, /* no text: the row that makes the meeting */
    FIELDS
};

/* That of a new meeting lives until the program ends or the meeting is made,
 * so that leaving the form loses nothing. */
struct setup {
    struct form form;                      /* its fields are those of enum field */
    struct names sites, bodies, functions; /* for completion; loaded with the screen */
    char *filled[FIELD_SAVE];              /* what was filled in for the body; NULL: nothing */
    bool looked;                           /* for what the body brings, since it was typed */
    int reused;     /* the meeting of that body whose data was filled in; 0 none */
    struct id id;   /* the meeting that is changed; none: a new one */
    int number;     /* of that meeting */
    size_t reached; /* items of its agenda that were reached: they are not in the form */
};

/* An empty form of a new meeting, and its end. */
void setup_init(struct setup *setup);
void setup_release(struct setup *setup);
/* Fills it with a meeting that is there; STATUS_NOT_FOUND. */
NODISCARD enum status setup_fill(struct study *study, struct setup *setup, int number,
                                 struct error *err);

/* Makes the meeting, or makes it anew, and the people that are new, in one
 * transaction. *number: which. *field: where the trouble is. *kept (may be
 * cut): the ids in the list that were known before and whose role group or
 * short form in the list was therefore not used; "" none. */
NODISCARD enum status setup_save(struct study *study, const struct setup *setup, int *number,
                                 enum field *field, char *kept, size_t kept_size,
                                 struct error *err);

/* Fills fields that are empty, or that were filled so before, with what the
 * body that is typed usually has, else with its last meeting. */
NODISCARD enum status setup_reuse(struct study *study, struct setup *setup, struct error *err);

#endif
