/* SPDX-License-Identifier: MIT */
/* What a new study starts with: its own row, role groups, functions, and the
 * starter codebook, from the tables of core. */
#include "core/clock.h"
#include "core/code.h"
#include "storage/internal.h"
#include <string.h>

/* "/data/north.moot" is titled "north". */
static void title_of(const char *path, char title[128])
{
    const char *name = strrchr(path, '/');
    size_t len;

    name = name == NULL ? path : name + 1;
    len = strlen(name);
    if (len > 5 && strcmp(name + len - 5, ".moot") == 0)
        len -= 5;
    if (strcmp(path, ":memory:") == 0 || len == 0 || !store_text_is_clean(name, len))
        name = "study", len = 5;
    snprintf(title, 128, "%.*s", (int)(len < 100 ? len : 100), name);
}

static enum status seed_row(struct study *study, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_STUDY_ADD);
    char title[128];

    title_of(study->path, title);
    study->id = id_new();
    stmt_bind_id(&st, ":uuid", &study->id);
    stmt_bind_text(&st, ":title", title);
    stmt_bind_int(&st, ":created", clock_wall());
    return stmt_run(&st, err);
}

static enum status seed_role_groups(struct study *study, struct error *err)
{
    for (size_t i = 0; i < starter_role_group_count; i++) {
        const struct starter_role_group *group = &starter_role_groups[i];
        struct stmt st = stmt_begin(study, QUERY_ROLE_GROUP_ADD);
        struct id id = id_derive(&study->id, "role-group", group->key);

        stmt_bind_id(&st, ":uuid", &id);
        stmt_bind_int(&st, ":version", study_version(study));
        stmt_bind_text(&st, ":key", group->key);
        stmt_bind_text(&st, ":name", group->name);
        stmt_bind_text(&st, ":label", group->label);
        stmt_bind_int(&st, ":position", (int64_t)i + 1);
        if (stmt_run(&st, err))
            return err->status;
    }
    return STATUS_OK;
}

static enum status seed_functions(struct study *study, struct error *err)
{
    for (size_t i = 0; i < starter_function_count; i++) {
        const struct starter_function *function = &starter_functions[i];
        struct stmt st = stmt_begin(study, QUERY_FUNCTION_ADD);
        struct id id = id_derive(&study->id, "function", function->key);

        stmt_bind_id(&st, ":uuid", &id);
        stmt_bind_int(&st, ":version", study_version(study));
        stmt_bind_text(&st, ":key", function->key);
        stmt_bind_text(&st, ":name", function->name);
        stmt_bind_int(&st, ":position", (int64_t)i + 1);
        if (stmt_run(&st, err))
            return err->status;
    }
    return STATUS_OK;
}

/* The choices of a field are one string, separated by "|". */
static enum status seed_choices(struct study *study, const struct id *modifier, int64_t row,
                                const char *choices, struct error *err)
{
    for (int position = 1; *choices != '\0'; position++) {
        struct stmt st = stmt_begin(study, QUERY_CHOICE_ADD);
        size_t len = strcspn(choices, "|");
        char name[80];
        struct id id;

        snprintf(name, sizeof name, "%.*s", (int)len, choices);
        id = id_derive(modifier, "choice", name);
        stmt_bind_id(&st, ":uuid", &id);
        stmt_bind_int(&st, ":version", study_version(study));
        stmt_bind_int(&st, ":modifier", row);
        stmt_bind_int(&st, ":position", position);
        stmt_bind_text(&st, ":name", name);
        if (stmt_run(&st, err))
            return err->status;
        choices += len + (choices[len] == '|');
    }
    return STATUS_OK;
}

static enum status seed_modifiers(struct study *study, const struct id *code, int64_t row,
                                  const struct starter_code *starter, struct error *err)
{
    const size_t most = sizeof starter->modifiers / sizeof starter->modifiers[0];

    for (size_t i = 0; i < most && starter->modifiers[i].name != NULL; i++) {
        struct stmt st = stmt_begin(study, QUERY_MODIFIER_ADD);
        struct id id = id_derive(code, "modifier", starter->modifiers[i].name);

        stmt_bind_id(&st, ":uuid", &id);
        stmt_bind_int(&st, ":version", study_version(study));
        stmt_bind_int(&st, ":code", row);
        stmt_bind_int(&st, ":position", (int64_t)i + 1);
        stmt_bind_text(&st, ":name", starter->modifiers[i].name);
        if (stmt_run(&st, err)
            || seed_choices(study, &id, sqlite3_last_insert_rowid(study->db),
                            starter->modifiers[i].choices, err))
            return err->status;
    }
    return STATUS_OK;
}

static enum status seed_codebook(struct study *study, struct error *err)
{
    for (size_t i = 0; i < starter_code_count; i++) {
        const struct starter_code *code = &starter_codes[i];
        struct stmt st = stmt_begin(study, QUERY_CODE_SEED);
        struct id id = id_derive(&study->id, "code", code->key);
        char hot_key[2] = { code->hot_key, '\0' };

        stmt_bind_id(&st, ":uuid", &id);
        stmt_bind_int(&st, ":version", study_version(study));
        stmt_bind_int(&st, ":position", (int64_t)i + 1);
        stmt_bind_text(&st, ":key", code->key);
        stmt_bind_text(&st, ":name", code->name);
        stmt_bind_int(&st, ":state", code->state);
        stmt_bind_text(&st, ":definition", code->definition);
        stmt_bind_text(&st, ":use_when", code->use_when);
        stmt_bind_text(&st, ":not_when", code->not_when);
        stmt_bind_text(&st, ":color", code->color);
        stmt_bind_int(&st, ":pinned", code->pinned);
        stmt_bind_text(&st, ":hot_key", hot_key);
        stmt_bind_text(&st, ":ground", code->ground);
        if (stmt_run(&st, err)
            || seed_modifiers(study, &id, sqlite3_last_insert_rowid(study->db), code, err))
            return err->status;
    }
    return STATUS_OK;
}

enum status seed_study(struct study *study, struct error *err)
{
    if (seed_row(study, err) || seed_role_groups(study, err) || seed_functions(study, err)
        || seed_codebook(study, err))
        return error_context(err, "filling a new study");
    return STATUS_OK;
}
