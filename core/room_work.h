/* SPDX-License-Identifier: MIT */
/* What the files of the room share: how a line's work on a change is done. */
#ifndef CORE_ROOM_WORK_H
#define CORE_ROOM_WORK_H

#include "core/attr.h"
#include "core/room.h"

/* Appends an entry of the part and item where the meeting stands, its text
 * empty. Valid until the change gets its next entry. */
struct change_entry *room_add_entry(struct room *room, struct change *change, enum entry_kind kind,
                                    int64_t at);
/* Makes `entry` the last one, that corrections and comments are about. */
void room_remember(struct room *room, const struct change_entry *entry);
/* Whoever spoke last is no longer who goes on. */
void room_forget_speakers(struct room *room);
/* Puts one code on the whole of `entry`; the row is valid until the next
 * coding. NULL when it changes nothing. */
struct change_coding *room_put_code(struct room *room, struct change *change,
                                    const struct change_entry *entry, int code,
                                    enum coding_action action);
/* All codes of a reading with their modifiers, but the needless ones. */
void room_put_codes(struct room *room, struct change *change, const struct change_entry *entry,
                    const struct reading *reading);
/* Says which states of an exclusive group were closed by the opening of
 * another, among the codings from `first` on. */
void room_say_closed(const struct room *room, const struct change *change, size_t first,
                     struct room_said *said);
/* What an attendance line, an agenda line and a part line do. */
void room_take_attendance(struct room *room, const struct reading *reading, struct change *change,
                          struct room_said *said);
void room_take_agenda(struct room *room, const struct reading *reading, struct change *change,
                      struct room_said *said);
void room_take_part(struct room *room, const struct reading *reading, struct change *change,
                    struct room_said *said);
/* Whoever comes first into this room: a person as the change makes one. Returns
 * the index. */
int room_add_newcomer(struct room *room, const struct change_person *row, int group);
/* The study id that the next new person is likely to get. */
int room_take_number(struct room *room);
/* Where the quorum is not what the record says, adds the line that says so.
 * The caller has brought presence and item up to date. */
void room_note_quorum(struct room *room, int64_t at, struct change *change);
/* The code with a key, unless it is retired; -1 none. */
int room_find_key(const struct room *room, const char *key);
/* Gives `coding` of `code` the value of a field, if the codebook has that field
 * and takes the value. */
void room_add_value(const struct room *room, struct change_coding *coding, int code,
                    const char *name, const char *value);
/* Puts a formatted line into *said, cut at a code point's end. */
void room_say(struct room_said *said, const char *fmt, ...) PRINTF_LIKE(2, 3);

#endif
