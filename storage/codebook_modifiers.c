/* SPDX-License-Identifier: MIT */
/* Modifiers and their choices as typed, against those that are there. Both are
 * a list of names under something; one function changes either. */
#include "storage/codebook_work.h"

#include "core/codebook.h"
#include "core/mem.h"
#include "storage/internal.h"
#include <string.h>

/* The statements of one kind of list. */
struct list_kind {
    const char *what;
    enum query all, add, set, drop, used, resay; /* resay: QUERY_COUNT none */
};
static const struct list_kind modifiers = { "modifier",
                                            QUERY_CODE_MODIFIERS,
                                            QUERY_CODE_MODIFIER_ADD,
                                            QUERY_CODE_MODIFIER_SET,
                                            QUERY_CODE_MODIFIER_DROP,
                                            QUERY_CODE_MODIFIER_USED,
                                            QUERY_COUNT };
static const struct list_kind choices = { "choice",
                                          QUERY_CODE_CHOICES,
                                          QUERY_CODE_CHOICE_ADD,
                                          QUERY_CODE_CHOICE_SET,
                                          QUERY_CODE_CHOICE_DROP,
                                          QUERY_CODE_CHOICE_USED,
                                          QUERY_CODE_CHOICE_RESAY };

struct named {
    int64_t row; /* 0: to be added */
    char *name;
    bool taken;
};
struct names {
    struct named *item;
    size_t count, room;
};

static void names_release(struct names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->item[i].name);
    free(names->item);
    *names = (struct names){ 0 };
}

static void names_add(struct names *names, int64_t row, const char *name)
{
    names->item = mem_grow(names->item, names->count, &names->room, sizeof *names->item);
    names->item[names->count++] = (struct named){ row, mem_copy(name), false };
}

static enum status load(struct names *out, struct study *study, enum query query, int64_t of,
                        struct error *err)
{
    struct stmt st = stmt_begin(study, query);

    *out = (struct names){ 0 };
    stmt_bind_int(&st, ":id", of);
    while (stmt_row(&st))
        names_add(out, stmt_int(&st, 0), stmt_text(&st, 1));
    return stmt_end(&st, err);
}

/* Which rows the wanted names have: those of that name; then, in their order,
 * a name that is new takes the row of one that is gone: it was renamed. */
static void match(struct names *wanted, struct names *there)
{
    size_t next = 0;

    for (size_t i = 0; i < wanted->count; i++)
        for (size_t j = 0; j < there->count; j++)
            if (!there->item[j].taken && strcmp(wanted->item[i].name, there->item[j].name) == 0) {
                wanted->item[i].row = there->item[j].row;
                there->item[j].taken = true;
                break;
            }
    if (wanted->count != there->count)
        return; /* some came or went: nothing tells a new name from an old one */
    for (size_t i = 0; i < wanted->count; i++) {
        if (wanted->item[i].row != 0)
            continue;
        while (there->item[next].taken)
            next++;
        wanted->item[i].row = there->item[next].row;
        there->item[next].taken = true;
    }
}

static enum status drop(struct study *study, const struct list_kind *kind, const struct named *item,
                        struct error *err)
{
    struct stmt st = stmt_begin(study, kind->used);
    int64_t used;
    struct names below = { 0 };
    enum status status;

    stmt_bind_int(&st, ":id", item->row);
    if (stmt_run_int(&st, 0, &used, err))
        return err->status;
    if (used != 0)
        return error_set(err, STATUS_INPUT,
                         "the %s \"%s\" was used and stays: rename it, or leave it in its place",
                         kind->what, item->name);
    if (kind == &modifiers) { /* its choices first: none of them was used either */
        if (load(&below, study, choices.all, item->row, err))
            return err->status;
        status = STATUS_OK;
        for (size_t i = 0; !status && i < below.count; i++)
            status = drop(study, &choices, &below.item[i], err);
        names_release(&below);
        if (status)
            return status;
    }
    st = stmt_begin(study, kind->drop);
    stmt_bind_int(&st, ":id", item->row);
    return stmt_run(&st, err);
}

static void bind_item(struct stmt *st, struct study *study, const char *name, size_t position)
{
    stmt_bind_int(st, ":version", study_version(study));
    stmt_bind_int(st, ":observer", study->observer_row);
    stmt_bind_int(st, ":position", (int64_t)position + 1);
    stmt_bind_text(st, ":name", name);
}

static enum status add(struct study *study, const struct list_kind *kind, int64_t of,
                       const char *name, size_t position, int64_t *row, struct error *err)
{
    struct stmt st = stmt_begin(study, kind->add);
    struct id id = id_new();

    stmt_bind_id(&st, ":uuid", &id);
    stmt_bind_int(&st, ":of", of);
    bind_item(&st, study, name, position);
    if (stmt_run(&st, err))
        return err->status;
    *row = sqlite3_last_insert_rowid(study->db);
    return STATUS_OK;
}

static enum status set(struct study *study, const struct list_kind *kind, int64_t row,
                       const char *name, size_t position, struct error *err)
{
    struct stmt st;

    if (kind->resay != QUERY_COUNT) {
        st = stmt_begin(study, kind->resay);
        stmt_bind_int(&st, ":id", row);
        stmt_bind_text(&st, ":name", name);
        if (stmt_run(&st, err))
            return err->status;
    }
    st = stmt_begin(study, kind->set);
    stmt_bind_int(&st, ":id", row);
    bind_item(&st, study, name, position);
    return stmt_run(&st, err);
}

/* A name that another one is about to leave stands in the way of the rule that
 * each is there once: every name that changes is first one that nobody types. */
static enum status step_aside(struct study *study, const struct list_kind *kind,
                              const struct names *wanted, const struct names *there,
                              struct error *err)
{
    for (size_t i = 0; i < wanted->count; i++)
        for (size_t j = 0; j < there->count; j++) {
            struct str aside = STR_INIT;
            enum status status = STATUS_OK;

            if (wanted->item[i].row == there->item[j].row
                && strcmp(wanted->item[i].name, there->item[j].name) != 0) {
                str_add_format(&aside, "#%zu %s", i, there->item[j].name);
                status = set(study, kind, there->item[j].row, aside.text, i, err);
            }
            str_release(&aside);
            if (status)
                return status;
        }
    return STATUS_OK;
}

/* The list under `of` becomes the wanted one; gives the rows. */
static enum status change(struct study *study, const struct list_kind *kind, int64_t of,
                          struct names *wanted, struct error *err)
{
    struct names there;
    enum status status = load(&there, study, kind->all, of, err);

    if (!status) {
        match(wanted, &there);
        status = step_aside(study, kind, wanted, &there, err);
    }
    for (size_t i = 0; !status && i < there.count; i++)
        if (!there.item[i].taken)
            status = drop(study, kind, &there.item[i], err);
    for (size_t i = 0; !status && i < wanted->count; i++) {
        if (wanted->item[i].row != 0)
            status = set(study, kind, wanted->item[i].row, wanted->item[i].name, i, err);
        else
            status = add(study, kind, of, wanted->item[i].name, i, &wanted->item[i].row, err);
    }
    names_release(&there);
    return status;
}

enum status codebook_set_modifiers(struct study *study, int64_t code, const char *typed,
                                   struct error *err)
{
    struct typed_modifiers read;
    struct str why = STR_INIT;
    struct names names = { 0 };
    enum status status;

    if (!typed_modifiers_read(&read, typed, &why)) {
        status = error_set(err, STATUS_INPUT, "%s", str_text(&why));
        str_release(&why);
        return status;
    }
    for (size_t i = 0; i < read.count; i++)
        names_add(&names, 0, read.modifier[i].name);
    status = change(study, &modifiers, code, &names, err);
    for (size_t i = 0; !status && i < read.count; i++) {
        struct names below = { 0 };

        for (size_t j = 0; j < read.modifier[i].choice_count; j++)
            names_add(&below, 0, read.modifier[i].choice[j]);
        status = change(study, &choices, names.item[i].row, &below, err);
        names_release(&below);
    }
    names_release(&names);
    typed_modifiers_release(&read);
    return status;
}

/* The row of a name in a list, added at its end if it is not there. */
static enum status need(struct study *study, const struct list_kind *kind, int64_t of,
                        const char *name, int64_t *row, struct error *err)
{
    struct names there;
    enum status status = load(&there, study, kind->all, of, err);

    *row = 0;
    for (size_t i = 0; !status && i < there.count; i++)
        if (strcmp(there.item[i].name, name) == 0)
            *row = there.item[i].row;
    if (!status && *row == 0)
        status = add(study, kind, of, name, there.count, row, err);
    names_release(&there);
    return status;
}

enum status codebook_lend_modifiers(struct study *study, int64_t from, int64_t to,
                                    struct error *err)
{
    struct names theirs, below;
    int64_t modifier, choice;
    enum status status = load(&theirs, study, modifiers.all, from, err);

    for (size_t i = 0; !status && i < theirs.count; i++) {
        status = need(study, &modifiers, to, theirs.item[i].name, &modifier, err);
        if (status)
            break;
        status = load(&below, study, choices.all, theirs.item[i].row, err);
        for (size_t j = 0; !status && j < below.count; j++)
            status = need(study, &choices, modifier, below.item[j].name, &choice, err);
        names_release(&below);
    }
    names_release(&theirs);
    return status;
}
