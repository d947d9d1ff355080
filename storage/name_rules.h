/* SPDX-License-Identifier: MIT */
/* What the study has decided of words that could be names: rules for exports,
 * asked once and kept. They hold for the identity filter and for its check. */
#ifndef STORAGE_NAME_RULES_H
#define STORAGE_NAME_RULES_H

#include "storage/study.h"
#include <stddef.h>

enum name_rule {
    NAME_RULE_ALWAYS,      /* a name, although a word too: replaced in any case */
    NAME_RULE_CAPITAL,     /* a name where it is written with a capital, else a word */
    NAME_RULE_WORD,        /* no name: left as it is, and not asked about again */
    NAME_RULE_ORGANISATION, /* replaced by "[organisation]" */
    NAME_RULES
};

struct name_rule_row {
    const char *word;   /* as it was marked; owned by the rows */
    const char *folded; /* as text_fold() has it */
    enum name_rule rule;
};
struct name_rules {
    struct name_rule_row *row; /* by folded word */
    size_t count;
    struct name_rules_store *store;
};

/* Loads all rules; ended by name_rules_release(). */
NODISCARD enum status name_rules_load(struct name_rules *out, struct study *study,
                                      struct error *err);
void name_rules_release(struct name_rules *rules);
/* The rule of a folded word; NULL none. Borrowed. */
const struct name_rule_row *name_rules_find(const struct name_rules *rules, const char *folded);

/* Decides of a word, in place of what was decided before. STATUS_INPUT: blank. */
NODISCARD enum status name_rules_set(struct study *study, const char *word, enum name_rule rule,
                                     struct error *err);
/* Takes the decision back, if there was one. */
NODISCARD enum status name_rules_drop(struct study *study, const char *word, struct error *err);

#endif
