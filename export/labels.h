/* SPDX-License-Identifier: MIT */
/* How everything is called in one export: the codes of the codebook and their
 * choices, speakers, role groups and observers, each with the name it has in
 * the text, the name it has as a code, its GUID, and whether it is used. All
 * names have passed the gate; names of codes are unique over the whole export.
 *
 * The codes form one tree: the study's codes with their choices, then the
 * folders "Speakers" and "Role groups". */
#ifndef EXPORT_LABELS_H
#define EXPORT_LABELS_H

#include "export/gate.h"
#include "storage/codebook.h"
#include "storage/people.h"
#include "storage/study.h"
#include <stdbool.h>
#include <stdint.h>

enum label_kind { LABEL_CODE, LABEL_CHOICE, LABEL_FOLDER, LABEL_SPEAKER, LABEL_ROLE };

#define LABEL_NONE SIZE_MAX

struct label {
    enum label_kind kind;
    struct id id;       /* of its row in the study; a choice: of its modifier */
    struct id guid;
    char *name;         /* as a code */
    char *spoken;       /* in the text: "GP ID 283", "GP unknown", "Decision", "deferred" */
    char *description;  /* "" none */
    const char *color;  /* "" none; borrowed from the codebook */
    const char *choice; /* LABEL_CHOICE: as the study stores it; borrowed */
    bool used;          /* a quotation is coded with it, or with one below it */
    bool always;        /* goes out also when it is not used */
    bool own;           /* its name is moot's own, and passes the gate as it is */
    size_t role;        /* LABEL_SPEAKER: the role group; LABEL_NONE */
    size_t parent, child, next; /* its place in the tree: indexes; LABEL_NONE */
};

struct label_observer {
    struct id id, guid;
    char *name; /* initials; a neutral name where they are somebody's name */
    bool used;
};

struct labels {
    struct id study;           /* the space of all GUIDs */
    struct study_shows shows;  /* everything, in an identifiable export */
    bool identifiable;
    struct label *label;
    size_t count, room;
    size_t first;              /* first label of the first level; LABEL_NONE */
    struct label_observer *observer;
    size_t observer_count, observer_room;
    struct people people;
    struct codebook codebook;
    struct label_place *by_id; /* codes, speakers and role groups in the order of their ids */
    size_t by_id_count;
    struct gate *gate;         /* borrowed */
};

/* Loads and names everything. The caller ends *out with labels_release(), also
 * after a failure. */
NODISCARD enum status labels_load(struct labels *out, struct study *study, struct gate *gate,
                                  bool identifiable, struct error *err);
void labels_release(struct labels *labels);

/* Whether a label stands in the codebook of this export. */
bool label_goes_out(const struct label *label);

/* The code, speaker or role group with this id; LABEL_NONE. */
size_t labels_find(const struct labels *labels, const struct id *id);
/* The choice `value` of the modifier `modifier` of code `code`; LABEL_NONE for
 * free words. */
size_t labels_choice(const struct labels *labels, size_t code, const struct id *modifier,
                     const char *value);
/* The name of a modifier of code `code` as the study has it; "" unknown. */
const char *labels_modifier(const struct labels *labels, size_t code, const struct id *modifier);
/* Whether that name is moot's own. */
bool labels_own_modifier(const struct labels *labels, size_t code, const struct id *modifier);
/* The role group of a voice, by the name the study gives it ("GP"); NULL none,
 * or unknown. */
const char *labels_role_name(const struct labels *labels, const struct voice *voice);
/* Whether `code` is a state. */
bool labels_is_state(const struct labels *labels, size_t code);

/* The observer with this id and these initials, added when new. */
size_t labels_observer(struct labels *labels, const struct id *id, const char *initials);

/* Notes that a quotation is coded with label `index`. */
void labels_use(struct labels *labels, size_t index);

/* A GUID of this export: of the kind and the id (and `more`, "" nothing) that
 * a thing has in the study, never of its place. */
struct id labels_guid(const struct labels *labels, const char *kind, const struct id *id,
                      const char *more);

/* What whoever opens the export must know about it; a constant. */
const char *labels_about(const struct labels *labels);

/* "2026-03-04T14:05:12Z" of a recorded time; the first of its month where full
 * dates must not show. */
enum { LABEL_STAMP = 21 };
void labels_stamp(const struct labels *labels, char text[LABEL_STAMP], int64_t at);

#endif
