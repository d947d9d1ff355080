/* SPDX-License-Identifier: MIT */
/* Entries as text and as JSON, and what the ids in them mean. */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include "cli/json.h"
#include "core/entry.h"
#include "core/str.h"
#include "storage/codebook.h"
#include "storage/meetings.h"
#include "storage/people.h"

/* Where the row with an id stands in an array. */
struct legend_row {
    struct id id;
    size_t index;
};

/* What the ids of entries mean. */
struct legend {
    struct study *study;
    struct people people;
    struct codebook codebook;
    struct legend_row *people_by_id, *codes_by_id; /* sorted by id */
    int meeting;            /* whose agenda is loaded; 0 none */
    struct agenda agenda;
};

NODISCARD enum status legend_load(struct legend *legend, struct study *study, struct error *err);
void legend_release(struct legend *legend);
/* Makes sure that the agenda of meeting `number` is loaded. */
NODISCARD enum status legend_turn_to(struct legend *legend, int number, struct error *err);
/* NULL: it is not known. */
const struct code *legend_code(const struct legend *legend, const struct id *id);
const struct person *legend_person(const struct legend *legend, const struct id *id);
const struct agenda_item *legend_item(const struct legend *legend, const struct id *id);

/* Appends parts of an entry: who speaks ("283>60"), its words, with what
 * stands in their place where the kind is none of words, and its codes
 * ("[ch(diagnostic)]"). */
void show_voices(const struct legend *legend, struct str *out, const struct entry *entry);
void show_words(const struct legend *legend, struct str *out, const struct entry *entry);
void show_codes(const struct legend *legend, struct str *out, const struct entry *entry);
/* Appends "M3 14:05:12 283: text [ch]", one line. */
void show_line(const struct legend *legend, struct str *out, int meeting,
               const struct entry *entry);
/* Writes it as an object. */
void show_json(const struct legend *legend, struct json_writer *json, int meeting,
               const struct entry *entry);

#endif
