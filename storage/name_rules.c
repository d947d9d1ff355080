/* SPDX-License-Identifier: MIT */
/* Rules for words that could be names. */
#include "storage/name_rules.h"

#include "core/mem.h"
#include "core/text.h"
#include "storage/internal.h"
#include <stdlib.h>
#include <string.h>

struct name_rules_store {
    struct store store;
};

static const struct word rule_words[NAME_RULES] = {
    [NAME_RULE_ALWAYS] = { "always", "a name" },
    [NAME_RULE_CAPITAL] = { "capital", "a name with a capital" },
    [NAME_RULE_WORD] = { "word", "not a name" },
    [NAME_RULE_ORGANISATION] = { "organisation", "an organisation" },
};

enum status name_rules_load(struct name_rules *out, struct study *study, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_NAME_RULES);
    size_t room = 0;

    *out = (struct name_rules){ .store = mem_alloc(1, sizeof *out->store) };
    while (stmt_row(&st)) {
        out->row = mem_grow(out->row, out->count, &room, sizeof *out->row);
        out->row[out->count++] = (struct name_rule_row){
            .word = store_column(&out->store->store, &st, 0),
            .folded = store_column(&out->store->store, &st, 1),
            .rule = (enum name_rule)word_or(rule_words, NAME_RULES, stmt_text(&st, 2),
                                            NAME_RULE_ALWAYS),
        };
    }
    return stmt_end(&st, err);
}

void name_rules_release(struct name_rules *rules)
{
    if (rules->store != NULL)
        store_release(&rules->store->store);
    free(rules->store);
    free(rules->row);
    *rules = (struct name_rules){ NULL, 0, NULL };
}

const struct name_rule_row *name_rules_find(const struct name_rules *rules, const char *folded)
{
    size_t low = 0, high = rules->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(rules->row[middle].folded, folded);

        if (order == 0)
            return &rules->row[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static enum status write_rule(struct study *study, const char *word, const char *folded,
                              enum name_rule rule, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_NAME_RULE_SET);
    struct id id = id_new();

    stmt_bind_id(&st, ":uuid", &id);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_text(&st, ":word", word);
    stmt_bind_text(&st, ":folded", folded);
    stmt_bind_text(&st, ":rule", rule_words[rule].key);
    return stmt_run(&st, err);
}

enum status name_rules_set(struct study *study, const char *word, enum name_rule rule,
                           struct error *err)
{
    struct str clean = STR_INIT, folded = STR_INIT;
    struct work work;
    enum status status;

    (void)text_clean_line(&clean, word, strlen(word));
    text_fold(&folded, str_text(&clean), clean.len);
    if (folded.len == 0)
        status = error_set(err, STATUS_INPUT, "a rule needs a word");
    else if (study_need_observer(study, err) || work_begin(&work, study, err))
        status = err->status;
    else
        status = work_finish(&work, study,
                             write_rule(study, clean.text, folded.text, rule, err), err);
    str_release(&clean);
    str_release(&folded);
    return status;
}

enum status name_rules_drop(struct study *study, const char *word, struct error *err)
{
    struct str folded = STR_INIT;
    struct work work;
    struct stmt st;
    enum status status = work_begin(&work, study, err);

    if (status)
        return status;
    text_fold(&folded, word, strlen(word));
    st = stmt_begin(study, QUERY_NAME_RULE_DROP);
    stmt_bind_text(&st, ":folded", str_text(&folded));
    status = work_finish(&work, study, stmt_run(&st, err), err);
    str_release(&folded);
    return status;
}
