/* SPDX-License-Identifier: MIT */
/* The write-up screen: the notes of a meeting worked on when it is over. What
 * its files share. */
#ifndef TUI_WRITEUP_H
#define TUI_WRITEUP_H

#include "storage/lock.h"
#include "storage/meetings.h"
#include "tui/editor.h"
#include "tui/internal.h"
#include "tui/writeup_rows.h"
#include "tui/writeup_wants.h"

enum { WRITEUP_PAGE = 120, WRITEUP_ROWS = 480, WRITEUP_RECENT = 6, WRITEUP_LOOKED = 64 };

struct writeup {
    struct app *app;
    int number;                    /* 12 of M12 */
    struct meeting_rows rows;      /* the one meeting */
    const struct meeting *meeting; /* of rows; NULL until it is loaded */
    struct room room;
    struct lock lock;
    bool borrowed;                  /* the live screen below has the lock */
    bool whole;                     /* the room knows all people of the study, not only those of
                                       the meeting */
    char *reason;                   /* why a closed meeting is changed; NULL: not said yet */
    void (*again)(struct app *app); /* the command that waits for the reason */
    bool reading;                   /* only read, and why: */
    char why[160];
    struct writeup_window window;
    struct entry *now;           /* the selected entry, owned; NULL none */
    struct editor *editing;      /* of the screen above, that writes or marks its text; NULL */
    const char *hint;            /* of that screen; NULL none */
    const size_t *followed;      /* beside now->codings: which of its stretches; of editing */
    int list_rows, list_columns; /* as painted last */
    bool changed;                /* something was, that the screen below has not seen */
    struct span coded;           /* words that the code being chosen will be on; len 0: all */
    bool before;                 /* where the entry being added will stand */
    size_t modified;             /* the coding whose modifiers are chosen */
    struct id unknown, known;    /* who is found to be whom: a person or role group, a person */
    void (*with_coding)(struct writeup *writeup, size_t coding); /* waits for which */
    struct id recent[WRITEUP_RECENT]; /* codes put last, the last first */
    size_t recent_count;
    struct wants wants;
    bool wants_known;
    int wanted;                       /* what n and p go through */
    int64_t wants_due;                /* boot clock: when they are read anew; 0: they are */
    struct id looked[WRITEUP_LOOKED]; /* entries looked at, not yet noted so */
    size_t looked_count;
    struct id *later; /* entries to be looked at again another time; owned */
    size_t later_count, later_room;
    int64_t rested; /* boot clock: since when the selection rests */
    char *sought;   /* what was looked for last; owned; NULL nothing */
};

/* --- the window (writeup_window.c) ---------------------------------------------------- */

/* Loads the entries around `sequence`, and selects the one that stands there
 * or the next after it. */
NODISCARD enum status writeup_load_at(struct writeup *writeup, int64_t sequence, struct error *err);
/* Moves the selection; stops at both ends. */
NODISCARD enum status writeup_move(struct writeup *writeup, long by, struct error *err);
/* Reads the selected entry anew, and its row. */
NODISCARD enum status writeup_read_selected(struct writeup *writeup, struct error *err);
const struct writeup_row *writeup_selected(const struct writeup *writeup);
void writeup_window_release(struct writeup_window *window);
/* Selects the entry with this id, wherever it stands in the meeting. */
NODISCARD enum status writeup_select(struct writeup *writeup, const struct id *id,
                                     struct error *err);

/* --- what wants attention (writeup_look.c) -------------------------------------------------------
 */

/* The entry there is left, or was on the screen: it was looked at. */
void writeup_look(struct writeup *writeup, const struct id *id, int64_t sequence);
/* Notes in the study what was looked at. */
void writeup_note_looked(struct writeup *writeup);
/* What wants attention is read anew in `milliseconds`. */
void writeup_want(struct writeup *writeup, int milliseconds);
int writeup_wait(struct app *app, void *data);
void writeup_tick(struct app *app, void *data);
/* "within 24 h: 5 h left", of the day in which notes are written up; "" where
 * that does not count. */
void writeup_timer(const struct writeup *writeup, char *text, size_t size);

/* --- changes (writeup_change.c) ----------------------------------------------------------------
 */

/* Whether the meeting is changed here; else says why not. A closed one asks
 * for a reason, once, and runs `again` when it was given. */
NODISCARD bool writeup_may_change(struct writeup *writeup, void (*again)(struct app *app));
/* Likewise, for what is done to the words or codes of the selected entry: there
 * must be one, and its speaker must not have taken it back. */
NODISCARD bool writeup_may_touch(struct writeup *writeup, void (*again)(struct app *app));
/* Asks why the closed meeting is changed, though a reason was given. */
void writeup_ask_reason(struct writeup *writeup, void (*again)(struct app *app));
/* A change of this meeting, empty, with its reason; and one that revises the
 * selected entry, whose row is returned. */
void writeup_begin(const struct writeup *writeup, struct change *change);
struct change_entry *writeup_revise(const struct writeup *writeup, struct change *change);
/* Makes it durable, releases it, loads anew, selects `select` (NULL: as it
 * was). False: it was not saved, which was said. */
NODISCARD bool writeup_apply(struct writeup *writeup, struct change *change,
                             const struct id *select);
/* Where `coding` opens a state of the selected entry that the end of the
 * meeting closes: adds what takes that end out. */
void writeup_remove_end(struct writeup *writeup, struct change *change,
                        const struct coding *coding);
/* Adds a revision that puts coding `which` of an entry on `words`. */
void writeup_move_coding(struct change *change, const struct entry *entry, size_t which,
                         const struct span *words);
/* Puts a code on `words` of the selected entry; len 0: on all of it. */
void writeup_code(struct writeup *writeup, const struct span *words);

/* --- screens on it (writeup_text.c, writeup_mark.c) ----------------------------------------------
 */

/* Lets an editor follow the words of an entry's codings; beside those, which
 * stretch is whose: the caller's to free(). */
size_t *writeup_follow(const struct entry *entry, struct editor *editor);
/* What a line can refer to is of the half days around the beginning. */
void writeup_day(const struct writeup *writeup, struct known *known);
/* Tab in a line of the grammar. */
void writeup_complete(struct app *app, const struct known *known, struct line *line);
/* Appends the voices of an entry as they are typed. */
void writeup_type_voices(struct str *out, const struct room *room, const struct entry *entry);
/* Append the voices of a reading, and how a line is read. */
void writeup_show_voices(struct styled *out, const struct room *room, const struct reading *read,
                         const char *line);
void writeup_show_read(struct styled *out, const struct room *room, const struct reading *read,
                       const char *line);
/* Reads "283", an alias, the beginning of a name: the one person that it means.
 * False: nobody, or several. */
NODISCARD bool writeup_read_person(const struct writeup *writeup, const char *text,
                                   struct id *person);
/* Splits the selected entry at byte `at` of its words. */
void writeup_split(struct writeup *writeup, size_t at);
/* Marks words of the selected entry, from byte `at` of them. */
void writeup_mark(struct writeup *writeup, size_t at);

/* --- the screen ---------------------------------------------------------------------------- */

/* Reads the room, or all of it, anew; the selection stays. */
NODISCARD enum status writeup_load_room(struct writeup *writeup, struct error *err);
NODISCARD enum status writeup_reload(struct writeup *writeup, struct error *err);
void writeup_draw(struct app *app, void *data);

#endif
