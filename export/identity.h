/* SPDX-License-Identifier: MIT */
/* The identity filter: the one place that knows which words identify people.
 * Every text of every export passes it, and moot searches its own output with
 * the same matcher.
 *
 * The rules are those of docs/identity.md: a name matches whole or by its
 * parts (titles and particles dropped); parts of four letters or more in any
 * case, shorter ones and initials only as written; Latin, Greek and Cyrillic
 * at Unicode word boundaries, possessives and line ends included; Han from
 * two characters, Hebrew and Arabic from three letters, also inside a run. */
#ifndef EXPORT_IDENTITY_H
#define EXPORT_IDENTITY_H

#include "core/attr.h"
#include "core/change.h"
#include "core/error.h"
#include "core/id.h"
#include "core/str.h"
#include "storage/study.h"

struct identity_filter;

/* Builds the filter of a study from its identity tables, and from the key at
 * `key` (NULL none) where it was moved away. With `identifiable` it lets
 * everything pass, and labels people by their names. What the study decided of
 * words (storage/name_rules.h) holds. The caller ends it with
 * identity_filter_free(). STATUS_INPUT: the key was moved away and is not
 * named, or `key` is that of another study. */
NODISCARD enum status identity_filter_new(struct identity_filter **out, struct study *study,
                                          const char *key, bool identifiable, struct error *err);
void identity_filter_free(struct identity_filter *filter);

/* Appends the label of a person or voice as exports show it, without brackets:
 * "GP ID 283", "interj-1", "Record"; with `identifiable` the real name, where
 * one is known. "ID ?" for an id that the study does not have. */
void identity_filter_label(const struct identity_filter *filter, struct str *out,
                           const struct id *person);

/* For tests and tools: a filter without a study. `label` replaces `name`. */
struct identity_filter *identity_filter_empty(void);
void identity_filter_add_name(struct identity_filter *filter, const char *name,
                              const char *label);
void identity_filter_add_word(struct identity_filter *filter, const char *word,
                              const char *label); /* an alias, initials: as a whole, only as written when short */
/* A text of moot's own that is never touched where it is the whole text: the
 * name of a role group, of a code, a definition. What is made from a study
 * keeps the names and labels of its role groups. Allowed at any time. */
void identity_filter_keep(struct identity_filter *filter, const char *text);
/* Words of moot's own inside longer texts, which are left alone wherever they
 * stand exactly so. They need the signs around them that tell them from the
 * words of a note: "[Item 4: ", "\nFunction: ". Allowed at any time. */
void identity_filter_keep_words(struct identity_filter *filter, const char *words);

/* Appends `text` to *out with every known name replaced by "[LABEL]" (the
 * label of one person; "[GP ID 283 or Manager ID 60]" where several share the
 * name, "or others" after three; a voice that is no person only where no person
 * has the name). `spans` are byte ranges of `text` that are moved along to byte ranges
 * of what was appended, counted from its start; a span that begins or ends
 * inside a name grows to hold the whole replacement. Labels of the form this
 * filter writes are never replaced themselves. Returns how many names were
 * replaced. */
size_t identity_filter_apply(struct identity_filter *filter, struct str *out, const char *text,
                             size_t len, struct span *spans, size_t span_count);

/* How many known names are still in `text`, and where the first one is
 * (`first` may be NULL): the check of moot's own output. */
size_t identity_filter_search(const struct identity_filter *filter, const char *text, size_t len,
                              struct span *first);

/* How often names were replaced since the filter was made, by label: calls
 * `each` for every label that was used at least once, in the order of people. */
void identity_filter_counts(const struct identity_filter *filter,
                            void (*each)(void *data, const char *label, size_t count),
                            void *data);

/* Names of one word that were replaced in small letters too, and may be only
 * words there ("may", "grant"), and those of a script without capitals (`cased`
 * is false), where a name may be part of a longer word; those that the study has
 * decided of are left out. `word` is folded; in the order of the alphabet. */
void identity_filter_doubts(const struct identity_filter *filter,
                            void (*each)(void *data, const char *word, size_t small,
                                         size_t capital, bool cased),
                            void *data);

/* Whether the study has decided that a folded word is no name. */
bool identity_filter_is_word(const struct identity_filter *filter, const char *folded);

#endif
