/* SPDX-License-Identifier: MIT */
/* The codebook of a study, loaded as a tree laid out in a line: parents before
 * children, siblings in their order. */
#include "storage/codebook.h"

#include "core/mem.h"
#include "core/text.h"
#include "storage/internal.h"
#include <stdlib.h>
#include <string.h>

struct codebook_store {
    struct store strings;
};

/* A code as its row gives it, before it has found its place in the tree. */
struct loaded {
    struct code code;
    int64_t row, parent; /* parent 0: the first level */
    struct modifier *modifiers;
    size_t modifier_count, modifier_room;
    bool placed;
};

struct loading {
    struct loaded *code;
    size_t count, room;
    struct store *strings;
};

static enum status load_codes(struct loading *loading, struct study *study, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_CODES);

    while (stmt_row(&st)) {
        struct loaded *at;
        struct code *code;

        loading->code =
            mem_grow(loading->code, loading->count, &loading->room, sizeof *loading->code);
        at = &loading->code[loading->count++];
        *at = (struct loaded){ .row = stmt_int(&st, 0), .parent = stmt_int_or(&st, 2, 0) };
        code = &at->code;
        code->id = stmt_id(&st, 1);
        code->parent = -1;
        code->key = store_column(loading->strings, &st, 3);
        code->name = store_column(loading->strings, &st, 4);
        code->state = stmt_int(&st, 5) != 0;
        code->group = store_column(loading->strings, &st, 6);
        code->definition = store_column(loading->strings, &st, 7);
        code->use_when = store_column(loading->strings, &st, 8);
        code->not_when = store_column(loading->strings, &st, 9);
        code->color = store_column(loading->strings, &st, 10);
        code->pinned = (int)stmt_int(&st, 11);
        code->hot_key = stmt_text(&st, 12)[0];
        code->retired = stmt_int(&st, 13) != 0;
        code->merged = stmt_id(&st, 14);
    }
    return stmt_end(&st, err);
}

static int by_row(const void *a, const void *b)
{
    const struct loaded *const *x = a, *const *y = b;

    return ((*x)->row > (*y)->row) - ((*x)->row < (*y)->row);
}

/* The choices of one field come one after the other. */
struct choice_list {
    const char **choice;
    size_t count, room;
};

static void keep_choices(struct store *strings, struct modifier *modifier, struct choice_list *list)
{
    const char **kept;

    if (modifier == NULL || list->count == 0)
        return;
    kept = store_alloc(strings, list->count, sizeof *kept);
    memcpy(kept, list->choice, list->count * sizeof *kept);
    modifier->choices = kept;
    modifier->choice_count = list->count;
    list->count = 0;
}

/* Rows are (code, field, choice): one for each choice, one with no choice for
 * a field that takes free words. */
static enum status load_modifiers(struct loading *loading, struct study *study, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_MODIFIERS);
    struct loaded **sorted = mem_alloc(loading->count + 1, sizeof *sorted);
    struct choice_list list = { NULL, 0, 0 };
    struct modifier *modifier = NULL;
    int64_t current = 0;

    for (size_t i = 0; i < loading->count; i++)
        sorted[i] = &loading->code[i];
    qsort(sorted, loading->count, sizeof *sorted, by_row);
    while (stmt_row(&st)) {
        struct loaded wanted = { .row = stmt_int(&st, 0) }, *key = &wanted, **found;

        if (modifier == NULL || stmt_int(&st, 1) != current) {
            keep_choices(loading->strings, modifier, &list);
            modifier = NULL;
            found = bsearch(&key, sorted, loading->count, sizeof *sorted, by_row);
            if (found == NULL)
                continue;
            (*found)->modifiers = mem_grow((*found)->modifiers, (*found)->modifier_count,
                                           &(*found)->modifier_room, sizeof *modifier);
            modifier = &(*found)->modifiers[(*found)->modifier_count++];
            *modifier = (struct modifier){ .id = stmt_id(&st, 2),
                                           .name = store_column(loading->strings, &st, 3) };
            current = stmt_int(&st, 1);
        }
        if (!stmt_is_null(&st, 4)) {
            list.choice = mem_grow(list.choice, list.count, &list.room, sizeof *list.choice);
            list.choice[list.count++] = store_column(loading->strings, &st, 4);
        }
    }
    keep_choices(loading->strings, modifier, &list);
    free(list.choice);
    free(sorted);
    return stmt_end(&st, err);
}

static void place(struct codebook *out, struct loading *loading, struct loaded *from, int parent)
{
    struct code *code = &out->codes[out->count++];
    struct modifier *kept;

    *code = from->code;
    code->parent = parent;
    if (from->modifier_count > 0) {
        kept = store_alloc(loading->strings, from->modifier_count, sizeof *kept);
        memcpy(kept, from->modifiers, from->modifier_count * sizeof *kept);
        code->modifiers = kept;
        code->modifier_count = from->modifier_count;
    }
    from->placed = true;
}

/* Depth first. Each code is placed once, so that a circle in a damaged study
 * ends too. */
static void place_children(struct codebook *out, struct loading *loading, int64_t row, int parent)
{
    for (size_t i = 0; i < loading->count; i++) {
        struct loaded *from = &loading->code[i];

        if (from->placed || from->parent != row)
            continue;
        place(out, loading, from, parent);
        place_children(out, loading, from->row, (int)out->count - 1);
    }
}

enum status codebook_load(struct codebook *out, struct study *study, struct error *err)
{
    struct loading loading = { 0 };
    struct work view;
    enum status status = view_begin(&view, study, err);

    *out = (struct codebook){ .store = mem_alloc(1, sizeof *out->store) };
    loading.strings = &out->store->strings;
    if (!status)
        status = load_codes(&loading, study, err);
    if (!status)
        status = load_modifiers(&loading, study, err);
    view_finish(&view, study);
    if (!status) {
        out->codes = mem_alloc(loading.count + 1, sizeof *out->codes);
        place_children(out, &loading, 0, -1);
        for (size_t i = 0; i < loading.count; i++) /* of a parent that is not there */
            if (!loading.code[i].placed) {
                place(out, &loading, &loading.code[i], -1);
                place_children(out, &loading, loading.code[i].row, (int)out->count - 1);
            }
    }
    for (size_t i = 0; i < loading.count; i++)
        free(loading.code[i].modifiers);
    free(loading.code);
    if (status) {
        codebook_release(out);
        return error_context(err, "reading the codebook");
    }
    return STATUS_OK;
}

void codebook_release(struct codebook *codebook)
{
    if (codebook->store != NULL)
        store_release(&codebook->store->strings);
    free(codebook->store);
    free(codebook->codes);
    *codebook = (struct codebook){ 0 };
}

/* A code of that name under that parent; *last is its last child's place. */
static enum status find_sibling(struct study *study, int64_t parent, const char *name,
                                struct id *id, int64_t *last, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_CODE_CHILDREN);

    *last = 0;
    stmt_bind_int_or(&st, ":parent", parent, 0);
    while (stmt_row(&st)) {
        const char *other = stmt_text(&st, 1);

        *last = stmt_int(&st, 2);
        if (id_is_none(id) && text_same(other, strlen(other), name, strlen(name)))
            *id = stmt_id(&st, 0);
    }
    return stmt_end(&st, err);
}

static enum status add_code(struct study *study, const struct id *id, int64_t parent,
                            int64_t position, const char *key, const char *name, bool state,
                            struct error *err)
{
    struct stmt st;
    int64_t taken;

    if (key != NULL) {
        st = stmt_begin(study, QUERY_CODE_KEY_FIND);
        stmt_bind_text(&st, ":key", key);
        if (stmt_run_int(&st, 0, &taken, err))
            return err->status;
        if (taken != 0)
            return error_set(err, STATUS_EXISTS, "another code has the key \"%s\"", key);
    }
    st = stmt_begin(study, QUERY_CODE_ADD);
    stmt_bind_id(&st, ":uuid", id);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int_or(&st, ":parent", parent, 0);
    stmt_bind_int(&st, ":position", position);
    stmt_bind_text(&st, ":key", key);
    stmt_bind_text(&st, ":name", name);
    stmt_bind_int(&st, ":state", state);
    return stmt_run(&st, err);
}

enum status codebook_add(struct study *study, const struct id *parent, const char *key,
                         const char *name, bool state, struct id *id, struct error *err)
{
    struct id made = id_new(), found = { { 0 } };
    int64_t above = 0, last;
    struct work work;
    enum status status;

    *id = found;
    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    status = STATUS_OK;
    if (key != NULL && key[0] == '\0')
        key = NULL;
    if (parent != NULL && !id_is_none(parent))
        status = study_need_row(study, QUERY_ROW_CODE, parent, "code", &above, err);
    if (!status)
        status = find_sibling(study, above, name, &found, &last, err);
    if (!status && id_is_none(&found)) {
        found = made;
        status = add_code(study, &made, above, last + 1, key, name, state, err);
    }
    status = work_finish(&work, study, status, err);
    if (status)
        return error_context(err, "adding the code \"%s\"", name);
    *id = found;
    return STATUS_OK;
}

enum status codebook_add_new(struct study *study, const char *name, bool state, struct id *id,
                             struct error *err)
{
    struct id made = id_new(), found = { { 0 } };
    struct work work;
    int64_t last;
    enum status status;

    *id = found;
    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    status = find_sibling(study, 0, name, &found, &last, err);
    if (!status)
        status = add_code(study, &made, 0, last + 1, NULL, name, state, err);
    status = work_finish(&work, study, status, err);
    if (!status)
        *id = made;
    return status;
}
