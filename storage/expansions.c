/* SPDX-License-Identifier: MIT */
/* Text expansions: loaded at once, few as they are. */
#include "storage/expansions.h"

#include "core/mem.h"
#include "core/text.h"
#include "storage/internal.h"
#include <string.h>

struct expansions_store {
    struct store strings;
};

enum status expansions_load(struct expansions *out, struct study *study, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_EXPANSIONS);
    size_t room = 0;

    *out = (struct expansions){ .store = mem_alloc(1, sizeof *out->store) };
    while (stmt_row(&st)) {
        out->item = mem_grow(out->item, out->count, &room, sizeof *out->item);
        out->item[out->count++] = (struct expansion){ store_column(&out->store->strings, &st, 0),
                                                      store_column(&out->store->strings, &st, 1) };
    }
    if (stmt_end(&st, err)) {
        expansions_release(out);
        return error_context(err, "reading the text expansions");
    }
    return STATUS_OK;
}

void expansions_release(struct expansions *expansions)
{
    if (expansions->store != NULL)
        store_release(&expansions->store->strings);
    free(expansions->store);
    free(expansions->item);
    *expansions = (struct expansions){ 0 };
}

static enum status check(const char *brief, const char *full, struct error *err)
{
    if (!expansion_brief_fits(brief))
        return error_set(err, STATUS_INPUT,
                         "an abbreviation is a word of at most %d letters, without blanks",
                         EXPANSION_BRIEF);
    if (full[0] == '\0')
        return error_set(err, STATUS_INPUT, "\"%s\" stands for nothing", brief);
    if (strlen(full) > EXPANSION_FULL)
        return error_set(err, STATUS_INPUT, "what \"%s\" stands for is longer than %d letters",
                         brief, EXPANSION_FULL);
    if (strcmp(brief, full) == 0)
        return error_set(err, STATUS_INPUT, "\"%s\" stands for itself", brief);
    return STATUS_OK;
}

static enum status write_row(struct study *study, enum query query, const char *brief,
                             const char *full, struct error *err)
{
    struct id id = id_new();
    struct work work;
    enum status status;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    {
        struct stmt st = stmt_begin(study, query);

        stmt_bind_text(&st, ":short", brief);
        if (full != NULL) {
            stmt_bind_id(&st, ":uuid", &id);
            stmt_bind_text(&st, ":long", full);
        }
        stmt_bind_int(&st, ":version", study_version(study));
        stmt_bind_int(&st, ":observer", study->observer_row);
        status = stmt_run(&st, err);
    }
    status = work_finish(&work, study, status, err);
    return status ? error_context(err, "saving a text expansion") : STATUS_OK;
}

enum status expansions_set(struct study *study, const char *brief, const char *full,
                           struct error *err)
{
    struct str clean_brief = STR_INIT, clean_full = STR_INIT;
    enum status status;

    (void)text_clean_line(&clean_brief, brief, strlen(brief));
    (void)text_clean_line(&clean_full, full, strlen(full));
    status = check(str_text(&clean_brief), str_text(&clean_full), err);
    if (!status)
        status = write_row(study, QUERY_EXPANSION_SET, str_text(&clean_brief),
                           str_text(&clean_full), err);
    str_release(&clean_brief);
    str_release(&clean_full);
    return status;
}

enum status expansions_remove(struct study *study, const char *brief, struct error *err)
{
    return write_row(study, QUERY_EXPANSION_REMOVE, brief, NULL, err);
}

enum status expansions_uses(struct study *study, const char *word, size_t *count, struct error *err)
{
    struct str phrase = STR_INIT;
    struct stmt st;
    int64_t found = 0;
    enum status status;

    *count = 0;
    str_add_char(&phrase, '"');
    for (const char *at = word; *at != '\0'; at++)
        if (*at != '"')
            str_add_char(&phrase, *at);
    str_add_char(&phrase, '"');
    st = stmt_begin(study, QUERY_EXPANSION_USES);
    stmt_bind_text(&st, ":words", phrase.text);
    stmt_bind_int(&st, ":limit", EXPANSIONS_MANY);
    status = stmt_run_int(&st, 0, &found, err);
    str_release(&phrase);
    if (!status)
        *count = (size_t)found;
    return status;
}

enum status expansions_bodies(struct study *study, char ***names, size_t *count, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_BODY_NAMES);
    size_t room = 0;

    *names = NULL;
    *count = 0;
    while (stmt_row(&st)) {
        const char *name = stmt_text(&st, 0);

        if (*count > 0 && strcmp((*names)[*count - 1], name) == 0)
            continue; /* of another site */
        *names = mem_grow(*names, *count, &room, sizeof **names);
        (*names)[(*count)++] = mem_copy(name);
    }
    if (!stmt_end(&st, err))
        return STATUS_OK;
    for (size_t i = 0; i < *count; i++)
        free((*names)[i]);
    free(*names);
    *names = NULL;
    *count = 0;
    return err->status;
}
