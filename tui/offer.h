/* SPDX-License-Identifier: MIT */
/* What moot has to offer beside the line that is typed: one status line, taken
 * with Tab, ignored by typing on. Never a question: whoever does not look at
 * it loses nothing.
 *
 * There are two places. An offer of the moment is about what was done just now
 * and is gone with whatever is done next. One that stands (to bring back who
 * withdrew) shows while the line is empty, until it is taken, refused with
 * Escape, or withdrawn by whoever made it. That of the moment goes before. */
#ifndef TUI_OFFER_H
#define TUI_OFFER_H

#include <stdbool.h>
#include <stdint.h>

struct live;

/* Of two offers made for the same place, the higher one stays. */
enum offer_priority {
    OFFER_NONE,
    OFFER_EXPANSION, /* an abbreviation */
    OFFER_MODIFIERS, /* of a code that was just set */
    OFFER_ROLE,      /* of somebody new */
    OFFER_RETURN     /* of who withdrew */
};

enum { OFFER_SETTLE = 1000 }; /* milliseconds after the last Tab */

struct offer {
    enum offer_priority priority; /* OFFER_NONE: there is none */
    bool stands;
    char text[240]; /* "Tab: bring back 283" */
    /* Tab (step 1) or S-Tab (-1). True: it stays for another Tab, with its
     * text anew. */
    bool (*take)(struct live *live, struct offer *offer, int step);
    /* Enter on an empty line; true: it stays, with its text anew. NULL: Enter
     * means what it always does. */
    bool (*enter)(struct live *live, struct offer *offer);
    /* Gives the writer what take() chose and left to be settled: before
     * anything else happens to the record, or OFFER_SETTLE after the last Tab,
     * so that going through ten choices is one change and one undo. NULL:
     * take() leaves nothing. */
    void (*settle)(struct live *live, struct offer *offer);
    void (*release)(void *data); /* frees `data`; NULL: nothing to free */
    void *data;
    int64_t due; /* boot clock: when settle() is to be called; 0: not */
};

struct offers {
    struct offer moment, standing;
    bool settling; /* settle() is at work: what it gives to the writer ends no offer */
};

/* Makes an offer; *offer is copied and its data owned from then on. One of a
 * lower priority than that which has its place is dropped. */
void offer_make(struct live *live, const struct offer *offer);
/* The one to be seen now, and taken by Tab; NULL none. */
struct offer *offer_shown(struct live *live);
/* Tab and S-Tab, Enter on an empty line: whether an offer took it. */
bool offer_take(struct live *live, int step);
bool offer_enter(struct live *live);
/* Settles what Tab has chosen, if that is due, or at once. */
void offer_settle(struct live *live, bool at_once);
/* Ends the offer of the moment, settled. */
void offer_drop(struct live *live);
/* Ends the standing one of this priority. */
void offer_withdraw(struct live *live, enum offer_priority priority);
/* Ends the one that is seen; whether there was one. */
bool offer_refuse(struct live *live);
/* Milliseconds until something is to be settled; -1: nothing. */
int offer_wait(const struct live *live);
/* Frees both, settled or not. */
void offers_release(struct offers *offers);

#endif
