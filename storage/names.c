/* SPDX-License-Identifier: MIT */
/* The names that a study has for its sites, bodies, functions and observers. */
#include "storage/names.h"
#include "core/mem.h"
#include "storage/internal.h"

/* Rows are (name, key). */
static enum status load_names(struct names *out, struct study *study, enum query query,
                              struct error *err)
{
    struct stmt st = stmt_begin(study, query);
    struct store cleaned = { NULL };
    size_t name_room = 0, key_room = 0;

    *out = (struct names){ 0 };
    while (stmt_row(&st)) {
        out->name = mem_grow(out->name, out->count, &name_room, sizeof *out->name);
        out->key = mem_grow(out->key, out->count, &key_room, sizeof *out->key);
        out->name[out->count] = mem_copy(store_column(&cleaned, &st, 0));
        out->key[out->count++] = mem_copy(store_column(&cleaned, &st, 1));
    }
    store_release(&cleaned);
    if (stmt_end(&st, err)) {
        names_release(out);
        return err->status;
    }
    return STATUS_OK;
}

enum status meetings_sites(struct names *out, struct study *study, struct error *err)
{
    return load_names(out, study, QUERY_SITE_NAMES, err);
}

enum status meetings_bodies(struct names *out, struct study *study, struct error *err)
{
    return load_names(out, study, QUERY_BODY_NAMES, err);
}

enum status meetings_functions(struct names *out, struct study *study, struct error *err)
{
    return load_names(out, study, QUERY_FUNCTION_NAMES, err);
}

enum status meetings_observers(struct names *out, struct study *study, struct error *err)
{
    return load_names(out, study, QUERY_STUDY_OBSERVERS, err);
}

void names_release(struct names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        free(names->name[i]);
        free(names->key[i]);
    }
    free(names->name);
    free(names->key);
    *names = (struct names){ 0 };
}
