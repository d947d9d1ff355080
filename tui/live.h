/* SPDX-License-Identifier: MIT */
/* The live screen: a meeting while it is typed. What its files share. */
#ifndef TUI_LIVE_H
#define TUI_LIVE_H

#include "core/entry.h"
#include "core/room.h"
#include "storage/lock.h"
#include "storage/meetings.h"
#include "storage/record.h"
#include "storage/retraction.h"
#include "storage/writer.h"
#include "tui/internal.h"
#include "tui/live_expand.h"
#include "tui/live_log.h"
#include "tui/live_offer.h"
#include "tui/live_speaker.h"
#include "tui/offer.h"

struct live {
    struct app *app;
    int number;                     /* 12 of M12 */
    struct meeting_rows rows;       /* the one meeting */
    const struct meeting *meeting;  /* of rows; NULL until it is loaded */
    struct room room;
    struct opening_clock clock;
    struct id opening;              /* none until it is written */
    struct lock lock;
    struct writer *writer;          /* NULL: it is only read */
    struct writer_news news;
    bool reading;                   /* only read, and why: */
    char why[160];
    bool outdated;                  /* a screen above has changed the meeting */
    bool follows;                   /* another program writes it: look for new entries */
    struct line line;
    int64_t line_at;                /* when its first character was typed; TIME_UNKNOWN: empty */
    int64_t line_typed;             /* the same without what the time to react takes off */
    struct reading read;            /* of the line, */
    bool stale;                     /* unless that changed since */
    struct change_entry *editing;   /* the entry that the line will revise; owned; NULL none */
    struct completions offered;     /* what Tab goes through; count 0: none */
    size_t offered_at;
    struct span offered_span;       /* bytes of the line that the last Tab put there */
    bool tabbed;                    /* nothing was typed since */
    size_t comma;                   /* the cursor right behind the comma that was typed then, and
                                     * taken into the bracket; 0: something else was done since */
    char hot_key;                   /* the hot key pressed last with nothing typed since; 0 none */
    int64_t hot_at;                 /* when, boot clock */
    struct voices persistent;       /* who speaks in every note; count 0: nobody */
    struct read_voice persistent_read[VOICES_MOST]; /* as indexes, for the grammar */
    struct id persistent_item;      /* the item in which it was set */
    struct voices heard[HEARD_MOST]; /* who spoke, the last one first */
    size_t heard_count;
    struct expansions expansions;   /* of the study */
    struct expanded expanded;
    size_t left_brief;              /* where Backspace took one back, from 1; 0: nowhere */
    struct retracted_people retracted; /* who has taken back what they say here */
    struct offers offers;           /* what Tab takes on an empty line */
    int64_t draft_due;              /* boot clock; 0: what is in the line is with the writer */
    bool watching;                  /* of the clocks, what was last said: */
    int64_t slept, drift;
    int64_t followed;               /* boot clock: when new entries were looked for */
    enum { CONFIRM_NOTHING, CONFIRM_END, CONFIRM_LEAVE } confirming;
    struct log log;
    struct id visited;              /* the entry it was opened at, to read; none */
    int64_t visited_sequence;       /* its place */
    unsigned paint;                 /* what must be painted anew, of enum paint */
    int battery;                    /* percent; -1: none, or not being used up */
    int64_t battery_read;           /* when, boot clock; 0 not yet */
    int64_t second;                 /* that the clock on the screen shows */
    int rows_text;                  /* rows of the text line, as painted last, */
    struct styled shown_reading, shown_status; /* what stands above and below it, */
    const char *shown_grammar;      /* and behind the reading; NULL nothing */
};

enum paint { PAINT_TOP = 1, PAINT_LOG = 2, PAINT_STATES = 4, PAINT_LINE = 8, PAINT_STATUS = 16,
             PAINT_ALL = 31 };

/* --- the line (live_line.c) -------------------------------------------------------- */

int64_t live_now(const struct live *live);
/* The time of what is done now, less the observer's time to react
 * (live_time.c); never before the meeting was opened. */
int64_t live_stamp(const struct live *live);
/* The reading of the line as it stands. */
const struct reading *live_read(struct live *live);
/* Something was typed: the first character sets the line's time. */
void live_edited(struct app *app, void *data, bool changed);
/* A character right behind what Tab has put there takes its place as people
 * mean it: "(" without the blank, "," inside the bracket. */
void live_typing(struct app *app, void *data, char character);
/* Empties the line without logging it. */
void live_clear(struct live *live);
/* Gives the line to the writer if that is due, or at once. */
void live_save_draft(struct live *live, bool at_once);
/* The draft of a program that ended, or of an earlier opening. */
NODISCARD enum status live_recover(struct live *live, struct error *err);
/* Logs the line, or saves the entry that is edited. */
void live_take(struct live *live);
/* Pasted text: one line goes into the line, each of several becomes an entry. */
void live_paste(struct live *live, const char *text, size_t len);
/* A hot key, "M-c" or "F5". False: no code has it. */
NODISCARD bool live_hot_key(struct live *live, const char *key);
/* Completes at the cursor, as Tab does. */
void live_complete_here(struct live *live);
/* What Tab does right after a hot key on the line: puts a bracket behind the
 * code and the cursor into it, if that code has modifiers. */
void live_add_modifiers(struct live *live);
/* Shows and gives a change to the writer; an empty one does nothing. */
void live_give(struct live *live, struct change *change);
/* The code that has a hot key; -1 none. The name of a code's hot key; "" none. */
int live_code_of_key(const struct room *room, char hot_key);
void live_name_key(const struct code *code, char name[PRESS_NAME]);
/* "ch", or the name of a code without a key. */
const char *live_code_label(const struct code *code);

/* --- editing an entry (live_edit.c) --------------------------------------------------- */

/* Takes an entry into the line. */
void live_edit(struct live *live, const struct id *id);
/* Leaves editing; the line is emptied. */
void live_edit_leave(struct live *live);
/* Appends the line that reads as `entry`: speakers, words, escapes. */
void live_compose(struct str *out, const struct room *room, const struct change_entry *entry);

/* --- screen (live.c) ---------------------------------------------------------- */

/* Loads room and log anew: after an undo. */
NODISCARD enum status live_reload(struct live *live, struct error *err);
/* For a screen that was just opened to read: it is opened at this entry, and
 * Escape leaves it. */
void live_select(struct live *live, const struct id *entry, int64_t sequence);
/* The live screen that is on top or lies under what is; NULL none. */
struct live *live_under(struct app *app);
/* A screen above has changed what the live screen below shows. */
void live_is_outdated(struct app *app);
/* Whether the meeting is written here; else says why not. */
bool live_writes(struct live *live);
/* Says and notes that the laptop slept or its clock was set (live_jump.c). */
void live_watch_clock(struct live *live);
/* Waits for the disk, at most `timeout` milliseconds. */
bool live_flush(struct live *live, int timeout);

#endif
