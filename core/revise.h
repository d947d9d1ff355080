/* SPDX-License-Identifier: MIT */
/* Writing up: what is done to an entry that is there becomes part of a change.
 * Pure. Several steps on one entry may go into one change and are one revision
 * of it; entries are borrowed and stay as they are (a screen loads them anew
 * once the change is recorded). Codings and words heard exactly so follow
 * their words, see core/follow.h. */
#ifndef CORE_REVISE_H
#define CORE_REVISE_H

#include "core/entry.h"
#include "core/meeting.h"
#include <stdbool.h>

/* What became of the codings of an entry whose text was changed. */
struct revise_report {
    size_t moved;      /* codings on words that are there still */
    size_t lost_count; /* codings whose words are gone: on the whole entry now */
    struct revise_lost {
        struct id coding, code;
        char *words; /* what it was on; owned */
    } * lost;
};
void revise_report_release(struct revise_report *report);

/* The revision of `entry` in the change, as the change has it so far; made of
 * the entry if there is none. For what has no function below: its item, part,
 * about, `continues`. Valid until the change gets its next entry. */
struct change_entry *revise_entry(struct change *change, const struct entry *entry);

/* The words. `text` is cleaned; line ends stay: they part paragraphs, and
 * exports make blanks of them. A note without words is an event and an event
 * with words a note. *report (may be NULL) must be empty and is the caller's to
 * release. */
void revise_text(struct change *change, const struct entry *entry, const char *text,
                 struct revise_report *report);

/* Who speaks, and to whom. */
void revise_voices(struct change *change, const struct entry *entry, const struct voice *speakers,
                   size_t speaker_count, const struct voice *addressees, size_t addressee_count);
/* Puts `person` in the place of the voice that is known only by `role_group`;
 * false, and nothing is changed, where there is none. */
bool revise_name_voice(struct change *change, const struct entry *entry,
                       const struct id *role_group, const struct id *person);

/* When it happened; its place in the order stays. The line that began `item`
 * (the agenda item of the entry; NULL for other entries) moves that too. */
void revise_time(struct change *change, const struct entry *entry, int64_t at, int32_t offset,
                 const struct agenda_item *item);

/* Whether words are description or the observer's interpretation: a note or
 * event becomes a comment (on `about`; none: on the meeting) and loses its
 * voices, a comment becomes a note. False: of other kinds. */
bool revise_kind(struct change *change, const struct entry *entry, enum entry_kind kind,
                 const struct id *about);

/* A new entry of that kind in a place beside another, with its time, item and
 * part, without words: to be filled in. Valid until the change gets its next. */
struct change_entry *revise_add(struct change *change, const struct entry *beside,
                                enum entry_place place, enum entry_kind kind);

/* Takes an entry out; with it go its codings, movements, and the beginning of
 * its item, and of states that it opened the end. */
void revise_remove(struct change *change, const struct entry *entry);

/* Cuts an entry in two before byte `at`, moved to the start of its grapheme;
 * blanks at the cut are left out. The second stands right after the first and
 * has the same time, voices, item and part. Codings on the whole entry stay
 * with the first; those on words go with their words, and one that reaches over
 * the cut is on both (a state stays with the first). *second, when not NULL,
 * gets the id of the new entry. False: not notes or comments, or one of the
 * two would have no words. */
bool revise_split(struct change *change, const struct entry *entry, size_t at, struct id *second);

/* Why two entries cannot be joined, as a line for the observer; NULL: they can.
 * Notes and events join, and comments on the same entry; of the same speakers
 * or one of them without, of the same part and the same observer. */
const char *revise_cannot_join(const struct entry *first, const struct entry *second);
/* Joins `second` to `first`: a blank between their words, the second is taken
 * out, and comments and memos on it are on the first. Codings on the whole of
 * the first stay so; those of the second are on its words, or where one of them
 * has no words on the whole. A point code that both bear on the whole with the
 * same modifiers is there once. False, and nothing is changed: they cannot. */
bool revise_join(struct change *change, const struct entry *first, const struct entry *second);

/* Puts a code on `words` of the entry's text (NULL or all of it: on the whole);
 * widened to whole graphemes. The row, for modifiers, is valid until the change
 * gets its next coding. */
struct change_coding *revise_code(struct change *change, const struct entry *entry,
                                  const struct id *code, enum coding_action action,
                                  const struct span *words);
/* The revision of one coding of the entry in the change, made of it if there is
 * none: what is lost is then looked at. NULL: the entry has no such coding.
 * Valid until the change gets its next coding. */
struct change_coding *revise_coding(struct change *change, const struct entry *entry,
                                    const struct id *coding);
/* Its words (NULL: the whole entry), and its modifiers (copied). False: the
 * entry has no such coding. */
bool revise_coding_words(struct change *change, const struct entry *entry, const struct id *coding,
                         const struct span *words);
bool revise_coding_values(struct change *change, const struct entry *entry, const struct id *coding,
                          const struct coding_value *values, size_t value_count);
/* Takes it off; with the opening of a state its end. */
bool revise_uncode(struct change *change, const struct entry *entry, const struct id *coding);

#endif
