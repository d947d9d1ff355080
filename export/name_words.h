/* SPDX-License-Identifier: MIT */
/* Words that stand in names and identify nobody, as tables. For the files of
 * this folder. */
#ifndef EXPORT_NAME_WORDS_H
#define EXPORT_NAME_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct name_word {
    const char *text; /* borrowed, not ended by a zero */
    size_t len;
};

/* A title, form of address or office in front of a name: "Dr", "Abgeordnete",
 * "היו״ר"; full stops and the kind of quotation mark do not count. */
bool name_word_is_title(const struct name_word *word);

/* A degree, honour or seat behind a name: "MSc", "OBE", "AM". */
bool name_word_is_degree(const struct name_word *word);

/* A particle: "von", "der", "de"; `joined`: it is part of a hyphenated name,
 * where "Al" and "Ben" are particles too. */
bool name_word_is_particle(const struct name_word *word, bool joined);

/* A word that tells what an office is for: "für", "of". */
bool name_word_is_for(const struct name_word *word);

#endif
