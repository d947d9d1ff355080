/* SPDX-License-Identifier: MIT */
/* Changes of the codebook: each is one transaction, checked against the study
 * before anything is written. Nothing that was used is ever taken out. */
#include "storage/codebook.h"

#include "core/clock.h"
#include "core/codebook.h"
#include "core/mem.h"
#include "storage/codebook_work.h"
#include "storage/internal.h"
#include <string.h>

/* --- the fields of a code ----------------------------------------------------------- */

static enum status check_fields(const struct code_fields *fields, struct error *err)
{
    struct str why = STR_INIT;
    bool fits = code_name_fits(fields->name, &why) && code_key_fits(fields->key, &why)
                && code_color_fits(fields->color, &why) && code_hot_key_fits(fields->hot_key, &why);
    enum status status = STATUS_OK;

    if (!fits)
        status = error_set(err, STATUS_INPUT, "%s", why.text);
    str_release(&why);
    return status;
}

static enum status check_key(struct study *study, int64_t code, const char *key, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_CODE_KEY_FIND);
    int64_t taken;

    stmt_bind_text(&st, ":key", key[0] != '\0' ? key : NULL);
    if (stmt_run_int(&st, 0, &taken, err))
        return err->status;
    if (taken != 0 && taken != code)
        return error_set(err, STATUS_EXISTS, "another code has the key \"%s\"", key);
    return STATUS_OK;
}

static enum status check_hot_key(struct study *study, int64_t code, char hot_key, struct error *err)
{
    const char text[2] = { hot_key, '\0' };
    struct stmt st;
    char *key = NULL, *name = NULL;
    enum status status;

    if (hot_key == 0)
        return STATUS_OK;
    st = stmt_begin(study, QUERY_CODE_HOT_KEY_FIND);
    stmt_bind_text(&st, ":hot_key", text);
    stmt_bind_int(&st, ":id", code);
    if (stmt_row(&st)) {
        key = stmt_copy(&st, 0);
        name = stmt_copy(&st, 1);
    }
    status = stmt_end(&st, err);
    if (!status && name != NULL)
        status =
            error_set(err, STATUS_EXISTS, "%s%c is the hot key of %s%s%s already",
                      hot_key <= '9' ? "F" : "M-", hot_key, key, key[0] != '\0' ? ", " : "", name);
    free(key);
    free(name);
    return status;
}

static enum status number_of(struct study *study, enum query query, int64_t id, int64_t *value,
                             struct error *err)
{
    struct stmt st = stmt_begin(study, query);

    stmt_bind_int(&st, ":id", id);
    return stmt_run_int(&st, 0, value, err);
}

/* A coding of a point has no end, and one of a state is open or closes. */
static enum status check_state(struct study *study, int64_t code, bool state, struct error *err)
{
    int64_t now, used;

    if (number_of(study, QUERY_CODE_STATE, code, &now, err))
        return err->status;
    if ((now != 0) == state)
        return STATUS_OK;
    if (number_of(study, QUERY_CODE_IS_USED, code, &used, err))
        return err->status;
    if (used != 0)
        return error_set(err, STATUS_INPUT,
                         "the code was used as a %s already: make a new one for the %s",
                         state ? "point" : "state", state ? "state" : "point");
    return STATUS_OK;
}

static enum status write_fields(struct study *study, int64_t code, const struct code_fields *fields,
                                struct error *err)
{
    const char hot_key[2] = { fields->hot_key, '\0' };
    char color[8] = "";
    struct stmt st = stmt_begin(study, QUERY_CODE_SET);

    for (size_t i = 0; i < 7 && fields->color[i] != '\0'; i++)
        color[i] = fields->color[i] >= 'a' ? (char)(fields->color[i] - 32) : fields->color[i];
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_text(&st, ":key", fields->key[0] != '\0' ? fields->key : NULL);
    stmt_bind_text(&st, ":name", fields->name);
    stmt_bind_text(&st, ":color", color);
    stmt_bind_text(&st, ":definition", fields->definition);
    stmt_bind_text(&st, ":use_when", fields->use_when);
    stmt_bind_text(&st, ":not_when", fields->not_when);
    stmt_bind_text(&st, ":group", fields->group);
    stmt_bind_int(&st, ":state", fields->state);
    stmt_bind_text(&st, ":hot_key", hot_key);
    stmt_bind_int(&st, ":pinned", fields->pinned);
    stmt_bind_int(&st, ":id", code);
    return stmt_run(&st, err);
}

static enum status set_fields(struct study *study, const struct id *code,
                              const struct code_fields *fields, struct error *err)
{
    int64_t row;

    if (check_fields(fields, err) || study_need_row(study, QUERY_ROW_CODE, code, "code", &row, err)
        || check_key(study, row, fields->key, err)
        || check_hot_key(study, row, fields->hot_key, err)
        || check_state(study, row, fields->state, err) || write_fields(study, row, fields, err))
        return err->status;
    return codebook_set_modifiers(study, row, fields->modifiers, err);
}

enum status codebook_set(struct study *study, const struct id *code,
                         const struct code_fields *fields, struct error *err)
{
    struct work work;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    return work_finish(&work, study, set_fields(study, code, fields, err), err);
}

/* --- its place -------------------------------------------------------------------- */

static enum status put(struct study *study, int64_t code, int64_t parent, int64_t position,
                       struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_CODE_PLACE);

    stmt_bind_int_or(&st, ":parent", parent, 0);
    stmt_bind_int(&st, ":position", position);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int(&st, ":id", code);
    return stmt_run(&st, err);
}

/* Numbers the siblings anew, with the code behind `after`. */
static enum status place_behind(struct study *study, int64_t code, int64_t parent, int64_t after,
                                struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_CODE_SIBLINGS);
    int64_t position = 1, sibling, *rows = NULL;
    size_t count = 0, room = 0;
    enum status status;

    stmt_bind_int_or(&st, ":parent", parent, 0);
    stmt_bind_int(&st, ":id", code);
    while (stmt_row(&st)) {
        rows = mem_grow(rows, count, &room, sizeof *rows);
        rows[count++] = stmt_int(&st, 0);
    }
    status = stmt_end(&st, err);
    if (!status && after == 0)
        status = put(study, code, parent, position++, err);
    for (size_t i = 0; !status && i < count; i++) {
        sibling = rows[i];
        status = put(study, sibling, parent, position++, err);
        if (!status && sibling == after)
            status = put(study, code, parent, position++, err);
    }
    free(rows);
    return status;
}

static enum status is_above(struct study *study, int64_t code, int64_t other, bool *above,
                            struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_CODE_ABOVE);
    int64_t found;

    stmt_bind_int(&st, ":other", other);
    stmt_bind_int(&st, ":id", code);
    if (stmt_run_int(&st, 0, &found, err))
        return err->status;
    *above = found != 0;
    return STATUS_OK;
}

static enum status place(struct study *study, const struct id *code, const struct id *parent,
                         const struct id *after, struct error *err)
{
    int64_t row, above = 0, behind = 0;
    bool circle = false;

    if (study_need_row(study, QUERY_ROW_CODE, code, "code", &row, err))
        return err->status;
    if (parent != NULL && !id_is_none(parent)
        && (study_need_row(study, QUERY_ROW_CODE, parent, "code", &above, err)
            || is_above(study, row, above, &circle, err)))
        return err->status;
    if (circle)
        return error_set(err, STATUS_INPUT, "a code cannot stand under itself");
    if (after != NULL && !id_is_none(after)
        && study_need_row(study, QUERY_ROW_CODE, after, "code", &behind, err))
        return err->status;
    return place_behind(study, row, above, behind, err);
}

enum status codebook_place(struct study *study, const struct id *code, const struct id *parent,
                           const struct id *after, struct error *err)
{
    struct work work;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    return work_finish(&work, study, place(study, code, parent, after, err), err);
}

/* --- retiring and merging ------------------------------------------------------------ */

static enum status retire(struct study *study, int64_t code, bool retired, int64_t into,
                          struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_CODE_RETIRE);

    stmt_bind_int(&st, ":retired", retired);
    stmt_bind_int_or(&st, ":into", into, 0);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int(&st, ":id", code);
    return stmt_run(&st, err);
}

enum status codebook_retire(struct study *study, const struct id *code, bool retired,
                            struct error *err)
{
    struct work work;
    int64_t row;
    enum status status;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    status = study_need_row(study, QUERY_ROW_CODE, code, "code", &row, err);
    if (!status)
        status = retire(study, row, retired, 0, err);
    return work_finish(&work, study, status, err);
}

static enum status merge(struct study *study, const struct id *code, const struct id *into,
                         struct error *err)
{
    int64_t from, to, from_state, to_state, retired;
    bool circle = false;
    struct stmt st;

    if (study_need_row(study, QUERY_ROW_CODE, code, "code", &from, err)
        || study_need_row(study, QUERY_ROW_CODE, into, "code", &to, err)
        || is_above(study, from, to, &circle, err)
        || number_of(study, QUERY_CODE_STATE, from, &from_state, err)
        || number_of(study, QUERY_CODE_STATE, to, &to_state, err)
        || number_of(study, QUERY_CODE_IS_RETIRED, to, &retired, err))
        return err->status;
    if (from == to)
        return error_set(err, STATUS_INPUT, "a code cannot be merged into itself");
    if (circle)
        return error_set(err, STATUS_INPUT,
                         "a code cannot be merged into one that stands under it: move that first");
    if (retired != 0)
        return error_set(err, STATUS_INPUT,
                         "the code to merge into is retired: bring it back first");
    if (from_state != to_state)
        return error_set(err, STATUS_INPUT, "a point and a state cannot be merged");
    if (codebook_lend_modifiers(study, from, to, err))
        return err->status;
    st = stmt_begin(study, QUERY_CODE_FOLLOW); /* no chains */
    stmt_bind_int(&st, ":into", to);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int(&st, ":id", from);
    if (stmt_run(&st, err))
        return err->status;
    return retire(study, from, true, to, err);
}

enum status codebook_merge(struct study *study, const struct id *code, const struct id *into,
                           struct error *err)
{
    struct work work;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    return work_finish(&work, study, merge(study, code, into, err), err);
}

/* --- how often ------------------------------------------------------------------------ */

/* Where the codings of a code count: beside those it was merged into. */
static void add_uses(const struct codebook *codebook, struct id id, int64_t count, int64_t *uses)
{
    for (size_t i = 0; i < codebook->count; i++) {
        if (!id_equal(&codebook->codes[i].id, &id))
            continue;
        id = id_is_none(&codebook->codes[i].merged) ? id : codebook->codes[i].merged;
        break;
    }
    for (size_t i = 0; i < codebook->count; i++)
        if (id_equal(&codebook->codes[i].id, &id))
            uses[i] += count;
}

/* What is no use, taken off before the rest is added. */
static enum status take_off(struct study *study, const struct codebook *codebook, int64_t *uses,
                            struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_CODE_NO_USES);

    for (size_t i = 0; i < codebook->count; i++)
        uses[i] = 0;
    while (stmt_row(&st))
        add_uses(codebook, stmt_id(&st, 0), -stmt_int(&st, 1), uses);
    return stmt_end(&st, err);
}

static enum status count_uses(struct study *study, const struct codebook *codebook,
                              const struct code *code, int64_t *uses, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_CODE_USES);
    int64_t count;

    stmt_bind_id(&st, ":uuid", &code->id);
    if (stmt_run_int(&st, 0, &count, err))
        return err->status;
    add_uses(codebook, code->id, count, uses);
    return STATUS_OK;
}

enum status codebook_uses(struct study *study, const struct codebook *codebook, int milliseconds,
                          int64_t *uses, size_t *at, struct error *err)
{
    struct timespec until = clock_deadline(milliseconds < 0 ? 0 : milliseconds);

    while (*at <= codebook->count) {
        if (*at == 0 ? take_off(study, codebook, uses, err)
                     : count_uses(study, codebook, &codebook->codes[*at - 1], uses, err))
            return err->status;
        ++*at;
        if (milliseconds >= 0 && clock_is_past(&until))
            break;
    }
    return STATUS_OK;
}
