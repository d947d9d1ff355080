/* SPDX-License-Identifier: MIT */
/* Writing the record: changes, their undoing, and the half-typed line. Each
 * function is one transaction, durable when it returns (or part of the one
 * begun with study_begin). */
#ifndef STORAGE_RECORD_H
#define STORAGE_RECORD_H

#include "core/change.h"
#include "core/meeting.h"
#include "core/room.h"
#include "storage/study.h"

/* Writes `change`: rows, first revisions or further ones, full-text index,
 * and the draft's end where it says so. A closed meeting is refused unless the
 * change has a reason: STATUS_INPUT. Beside what the change says:
 * - codings on words of a text that changes follow it (core/follow.h), but
 *   for those that the change revises itself; one whose words are gone is on
 *   the whole entry, with its words in `lost`;
 * - with an entry that is taken out go its codings, its movements and the
 *   beginning of its item; with the opening of a state goes its end. */
NODISCARD enum status record_change(struct study *study, const struct change *change,
                                    struct error *err);

/* Takes back this observer's last change of `meeting` that is not undone; an
 * undone change can be redone until something new is recorded. *what, when
 * not NULL, gets a line for the observer, the caller's to free(): "undid: 283
 * what is the plan", NULL when there is nothing to undo or redo. Changes of
 * entries, codings, attendance and agenda are taken back; a new person
 * stays. */
NODISCARD enum status record_undo(struct study *study, const struct id *meeting, char **what,
                                  struct error *err);
NODISCARD enum status record_redo(struct study *study, const struct id *meeting, char **what,
                                  struct error *err);

/* Likewise, and the change that undoes bears the reason: for closed meetings,
 * which take none without. */
NODISCARD enum status record_undo_because(struct study *study, const struct id *meeting,
                                          const char *reason, char **what, struct error *err);
NODISCARD enum status record_redo_because(struct study *study, const struct id *meeting,
                                          const char *reason, char **what, struct error *err);

/* The half-typed line. Empty text: none. */
struct draft {
    char *text;     /* owned */
    int64_t at;     /* when its first character was typed */
    int32_t offset;
    int64_t saved;  /* when it was last saved; set when loaded */
    struct id edits; /* the entry that the line will revise; none: a new line */
};
NODISCARD enum status record_save_draft(struct study *study, const struct id *meeting,
                                        const struct draft *draft, struct error *err);
/* Loads this observer's draft; draft->text is NULL when there is none. */
NODISCARD enum status record_load_draft(struct study *study, const struct id *meeting,
                                        struct draft *draft, struct error *err);

/* Ends a meeting at `now`: closes this observer's open states, and leaves it to
 * be written up. STATUS_INPUT: it has ended already, or a half-typed line of
 * this observer waits in it; `with_draft` ends it all the same, and the line
 * waits on. */
NODISCARD enum status record_end(struct study *study, const struct meeting *meeting, int64_t now,
                                 bool with_draft, struct error *err);

/* A meeting is written up: it is closed at `now`, and states that are open in
 * this observer's record are closed by its end. STATUS_INPUT: it is live,
 * planned or closed, or a half-typed line waits in it. Noted in the study's
 * history. */
NODISCARD enum status record_close(struct study *study, const struct id *meeting, int64_t now,
                                   struct error *err);
/* A closed meeting is to be written up once more; the reason is kept in the
 * study's history. STATUS_INPUT: it is not closed, or there is no reason. */
NODISCARD enum status record_reopen(struct study *study, const struct id *meeting,
                                    const char *reason, struct error *err);

/* Fills `room` (room_init() done) with the state of a meeting as the record
 * has it: people, presence, codes, agenda, open states, last entry of this
 * observer, last speakers. */
NODISCARD enum status record_load_room(struct study *study, const struct id *meeting,
                                       struct room *room, struct error *err);
/* Likewise, with no people but those who are expected at the meeting or took
 * part: for reading and showing it, which need not wait for thousands of
 * others. Nothing typed may be read with such a room. */
NODISCARD enum status record_load_own_room(struct study *study, const struct id *meeting,
                                           struct room *room, struct error *err);
/* Likewise, the people without their names, and besides them the agenda alone:
 * neither codes nor what the observer's last entries left. For one meeting of
 * many whose entries are read one by one. */
NODISCARD enum status record_load_seats(struct study *study, const struct id *meeting,
                                        struct room *room, struct error *err);
/* What a live screen shows before something is typed: all that
 * record_load_own_room() loads but names, initials and aliases, and what the
 * observer's last entries left. */
NODISCARD enum status record_load_shown_room(struct study *study, const struct id *meeting,
                                             struct room *room, struct error *err);

#endif
