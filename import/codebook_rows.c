/* SPDX-License-Identifier: MIT */
/* Rows of a codebook taken into a study: codes that are there, by id, by key or
 * else by name, become what their row says; others are made. What a file does
 * not say leaves things as they are. Rows may use keys and hot keys that other
 * rows give up, so those are set once all rows are known. */
#include "import/codebook_rows.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/codebook.h"
#include "core/mem.h"
#include "core/text.h"
#include "export/codebook.h"
#include "storage/codebook.h"

static void rows_release(struct codebook_rows *in)
{
    for (size_t i = 0; i < in->count; i++) {
        for (size_t j = 0; j < CODEBOOK_COLUMNS; j++)
            free(in->row[i].cell[j]);
        str_release(&in->row[i].changed);
    }
    free(in->row);
    codebook_release(&in->book);
}

/* A failure in a row: "FILE line N: ...". */
static enum status wrong(const struct codebook_rows *in, const struct codebook_row *row,
                         struct error *err)
{
    return error_context(err, "%s line %zu", in->file, row->line);
}

/* --- what a row says ------------------------------------------------------------------ */

static const char *cell(const struct codebook_row *row, enum codebook_column column,
                        const char *otherwise)
{
    return row->cell[column] != NULL ? row->cell[column] : otherwise;
}

static bool same(const char *a, const char *b)
{
    return text_same(a, strlen(a), b, strlen(b));
}

static const struct code *find_code(const struct codebook *book, const char *key, const char *name)
{
    assert(book->count == 0 || book->codes != NULL);
    for (size_t i = 0; i < book->count; i++)
        if (key[0] != '\0' && strcmp(book->codes[i].key, key) == 0)
            return &book->codes[i];
    for (size_t i = 0; i < book->count; i++)
        if (id_is_none(&book->codes[i].merged) && same(book->codes[i].name, name)
            && (key[0] == '\0' || book->codes[i].key[0] == '\0'))
            return &book->codes[i];
    return NULL;
}

static const struct code *code_of(const struct codebook_rows *in, const struct codebook_row *row)
{
    for (size_t i = 0; i < in->book.count; i++)
        if (id_equal(&in->book.codes[i].id, &row->id))
            return &in->book.codes[i];
    return NULL;
}

static bool read_hot_key(const char *text, char *hot_key)
{
    struct str why = STR_INIT;
    bool fits;

    if (strncasecmp(text, "M-", 2) == 0)
        text += 2;
    if ((text[0] == 'F' || text[0] == 'f') && text[1] != '\0')
        text++;
    *hot_key = text[0] >= 'A' && text[0] <= 'Z' ? (char)(text[0] + 32) : text[0];
    fits = (text[0] == '\0' || text[1] == '\0') && code_hot_key_fits(*hot_key, &why);
    str_release(&why);
    return fits;
}

static bool read_yes(const char *text, bool *yes)
{
    *yes = same(text, "yes") || same(text, "y") || same(text, "1") || same(text, "true");
    return *yes || text[0] == '\0' || same(text, "no") || same(text, "n") || same(text, "0")
           || same(text, "false");
}

static bool read_pinned(const char *text, int *pinned)
{
    char *end;
    long place = strtol(text, &end, 10);
    bool yes;

    if (*end == '\0' && end != text && place >= 0 && place <= 1000) {
        *pinned = (int)place;
        return true;
    }
    if (!read_yes(text, &yes))
        return false;
    *pinned = yes ? PINNED_LAST : 0;
    return true;
}

/* The fields of a row over those of its code (NULL: a new one). */
static enum status read_fields(const struct codebook_row *row, const struct code *code,
                               struct code_fields *out, struct str *modifiers, struct error *err)
{
    const char *kind = cell(row, CODEBOOK_KIND, ""), *hot_key = cell(row, CODEBOOK_HOT_KEY, ""),
               *pinned = cell(row, CODEBOOK_PINNED, "");
    static const struct code none = {
        .key = "", .group = "", .definition = "", .use_when = "", .not_when = "", .color = ""
    };

    code = code != NULL ? code : &none;
    modifiers_print(modifiers, code, "; ");
    *out = (struct code_fields){
        .key = cell(row, CODEBOOK_KEY, code->key),
        .name = row->cell[CODEBOOK_NAME],
        .color = cell(row, CODEBOOK_COLOR, code->color),
        .definition = cell(row, CODEBOOK_DEFINITION, code->definition),
        .use_when = cell(row, CODEBOOK_USE_WHEN, code->use_when),
        .not_when = cell(row, CODEBOOK_NOT_WHEN, code->not_when),
        .group = cell(row, CODEBOOK_GROUP, code->group),
        .modifiers = cell(row, CODEBOOK_MODIFIERS, str_text(modifiers)),
        .state = kind[0] == '\0' ? code->state : same(kind, "state"),
        .pinned = code->pinned,
        .hot_key = code->hot_key,
    };
    if (kind[0] != '\0' && !same(kind, "state") && !same(kind, "point"))
        return error_set(err, STATUS_INPUT, "the kind is point or state, not \"%.40s\"", kind);
    if (row->cell[CODEBOOK_HOT_KEY] != NULL && !read_hot_key(hot_key, &out->hot_key))
        return error_set(err, STATUS_INPUT,
                         "\"%.40s\" is no hot key: a letter but b, d, f, h, or F3, F5 to F9",
                         hot_key);
    if (row->cell[CODEBOOK_PINNED] != NULL && !read_pinned(pinned, &out->pinned))
        return error_set(err, STATUS_INPUT, "pinned is a place, yes or no, not \"%.40s\"", pinned);
    return STATUS_OK;
}

static void differs(struct str *out, enum codebook_column column, bool yes)
{
    if (yes)
        str_add_format(out, "%s%s", out->len > 0 ? ", " : "", codebook_columns[column]);
}

/* Appends in which columns the code is not yet as the row wants it. */
static void differences(struct str *out, const struct code *code, const struct code_fields *fields)
{
    bool pinned = code->pinned > 0 && fields->pinned == PINNED_LAST;
    struct str modifiers = STR_INIT;

    modifiers_print(&modifiers, code, "; ");
    differs(out, CODEBOOK_KEY, strcmp(code->key, fields->key) != 0);
    differs(out, CODEBOOK_NAME, strcmp(code->name, fields->name) != 0);
    differs(out, CODEBOOK_KIND, code->state != fields->state);
    differs(out, CODEBOOK_DEFINITION, strcmp(code->definition, fields->definition) != 0);
    differs(out, CODEBOOK_USE_WHEN, strcmp(code->use_when, fields->use_when) != 0);
    differs(out, CODEBOOK_NOT_WHEN, strcmp(code->not_when, fields->not_when) != 0);
    differs(out, CODEBOOK_MODIFIERS, strcmp(str_text(&modifiers), fields->modifiers) != 0);
    differs(out, CODEBOOK_GROUP, strcmp(code->group, fields->group) != 0);
    differs(out, CODEBOOK_COLOR, strcasecmp(code->color, fields->color) != 0);
    differs(out, CODEBOOK_PINNED, code->pinned != fields->pinned && !pinned);
    differs(out, CODEBOOK_HOT_KEY, code->hot_key != fields->hot_key);
    str_release(&modifiers);
}

/* --- the steps ------------------------------------------------------------------------ */

/* Which code each row is; those that are new are made, without anything that
 * another row may still hold. */
static enum status find_codes(struct codebook_rows *in, struct error *err)
{
    for (size_t i = 0; i < in->count; i++) {
        struct codebook_row *row = &in->row[i];
        const char *key = cell(row, CODEBOOK_KEY, ""), *kind = cell(row, CODEBOOK_KIND, "");
        const struct code *code = code_of(in, row);

        if (code == NULL)
            code = find_code(&in->book, key, row->cell[CODEBOOK_NAME]);
        if (code != NULL)
            row->id = code->id;
        else if (codebook_add_new(in->study, row->cell[CODEBOOK_NAME], same(kind, "state"),
                                  &row->id, err))
            return wrong(in, row, err);
        row->made = code == NULL;
        for (size_t j = 0; j < i; j++)
            if (id_equal(&in->row[j].id, &row->id)) {
                error_set(err, STATUS_INPUT, "the code stands in line %zu already",
                          in->row[j].line);
                return wrong(in, row, err);
            }
    }
    return STATUS_OK;
}

/* Sets the fields of all rows: first without keys that others hold, then whole. */
static enum status set_codes(struct codebook_rows *in, bool whole, struct error *err)
{
    for (size_t i = 0; i < in->count; i++) {
        struct codebook_row *row = &in->row[i];
        const struct code *code = code_of(in, row);
        struct str modifiers = STR_INIT;
        struct code_fields fields;
        enum status status = read_fields(row, code, &fields, &modifiers, err);

        if (!status && !whole && code != NULL)
            differences(&row->changed, code, &fields);
        if (!status && (code == NULL || row->changed.len > 0)) {
            if (!whole) {
                fields.key = "";
                fields.hot_key = 0;
            }
            status = codebook_set(in->study, &row->id, &fields, err);
        }
        str_release(&modifiers);
        if (status)
            return wrong(in, row, err);
    }
    return STATUS_OK;
}

static enum status retire_codes(struct codebook_rows *in, struct error *err)
{
    for (size_t i = 0; i < in->count; i++) {
        struct codebook_row *row = &in->row[i];
        const struct code *code = code_of(in, row);
        bool retired, was = code != NULL && code->retired;
        const char *text = cell(row, CODEBOOK_RETIRED, was ? "yes" : "");

        if (!read_yes(text, &retired)) {
            error_set(err, STATUS_INPUT, "retired is yes or no, not \"%.40s\"", text);
            return wrong(in, row, err);
        }
        if (retired == was)
            continue;
        if (!row->made)
            differs(&row->changed, CODEBOOK_RETIRED, true);
        if (codebook_retire(in->study, &row->id, retired, err))
            return wrong(in, row, err);
    }
    return STATUS_OK;
}

/* The code that a row names as its parent. */
static enum status find_parent(struct codebook_rows *in, const struct codebook *now,
                               struct codebook_row *row, const struct id **parent,
                               struct error *err)
{
    const char *text = cell(row, CODEBOOK_PARENT, "");
    const struct code *found;

    *parent = NULL;
    if (text[0] == '\0')
        return STATUS_OK;
    found = find_code(now, text, "\n");
    if (found == NULL)
        found = find_code(now, "", text);
    if (found == NULL) {
        error_set(err, STATUS_INPUT, "there is no code \"%.80s\" for it to stand under", text);
        return wrong(in, row, err);
    }
    *parent = &found->id;
    return STATUS_OK;
}

/* Whether a code that was there stood under another one. */
static bool moves(const struct codebook_rows *in, const struct codebook_row *row,
                  const struct id *parent)
{
    const struct code *code = code_of(in, row);
    int was = code->parent;

    return was < 0 ? parent != NULL : parent == NULL || !id_equal(&in->book.codes[was].id, parent);
}

/* Each behind the row before it that has the same parent: the order of the
 * file is the order of the codebook. */
static enum status place_codes(struct codebook_rows *in, struct error *err)
{
    const struct id **parent = mem_alloc(in->count + 1, sizeof *parent);
    struct codebook now;
    enum status status = codebook_load(&now, in->study, err);

    for (size_t i = 0; !status && i < in->count; i++) {
        const struct id *after = NULL;

        status = find_parent(in, &now, &in->row[i], &parent[i], err);
        if (!status && !in->row[i].made)
            differs(&in->row[i].changed, CODEBOOK_PARENT, moves(in, &in->row[i], parent[i]));
        for (size_t j = 0; !status && j < i; j++)
            if (parent[j] == parent[i])
                after = &in->row[j].id;
        if (!status && codebook_place(in->study, &in->row[i].id, parent[i], after, err))
            status = wrong(in, &in->row[i], err);
    }
    codebook_release(&now);
    free(parent);
    return status;
}

static bool has_parents(const struct codebook_rows *in)
{
    return in->count > 0 && in->row[0].cell[CODEBOOK_PARENT] != NULL;
}

static enum status apply(struct codebook_rows *in, struct error *err)
{
    if (find_codes(in, err) || set_codes(in, false, err) || retire_codes(in, err)
        || set_codes(in, true, err))
        return err->status;
    return has_parents(in) ? place_codes(in, err) : STATUS_OK;
}

static void tell(struct import_report *report, const struct codebook_rows *in)
{
    struct str listed = STR_INIT;

    for (size_t i = 0; i < in->count; i++) {
        const struct codebook_row *row = &in->row[i];
        const char *name = row->cell[CODEBOOK_NAME];

        report->codes += row->made;
        report->changed += !row->made && row->changed.len > 0;
        report->same += !row->made && row->changed.len == 0;
        if (row->made)
            str_add_format(&listed, "  %s %s\n", report->check ? "to add" : "added", name);
        else if (row->changed.len > 0)
            str_add_format(&listed, "  %s %s: %s\n", report->check ? "to change" : "changed", name,
                           row->changed.text);
    }
    report->codebook = true;
    report->listed = listed.len > 0 ? str_take(&listed) : NULL;
}

enum status codebook_rows_begin(struct codebook_rows *out, struct study *study, const char *file,
                                struct error *err)
{
    enum status status = study_begin(study, err);

    *out = (struct codebook_rows){ .study = study, .file = file };
    if (status)
        return status;
    out->begun = true;
    return codebook_load(&out->book, study, err);
}

struct codebook_row *codebook_rows_add(struct codebook_rows *rows, size_t line)
{
    rows->row = mem_grow(rows->row, rows->count, &rows->room, sizeof *rows->row);
    rows->row[rows->count] = (struct codebook_row){ .line = line };
    return &rows->row[rows->count++];
}

enum status codebook_rows_take(struct codebook_rows *rows, enum status status,
                               struct import_report *report, struct error *err)
{
    if (!status)
        status = apply(rows, err);
    if (!status && !report->check)
        status = study_commit(rows->study, err);
    else if (rows->begun)
        study_rollback(rows->study);
    if (!status)
        tell(report, rows);
    rows_release(rows);
    return status;
}
