/* SPDX-License-Identifier: MIT */
/* From the codes of a REFI-QDA file to rows of the codebook. */
#include "import/refi.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "core/text.h"
#include "export/codebook_refi.h"
#include "import/codebook_rows.h"
#include "import/refi_read.h"

struct taking {
    struct codebook_rows rows;
    struct codebook_labels names; /* what things are called in exports, and their GUIDs */
    struct refi_codes codes;
    bool *passed;                 /* beside the codes: it is no code of the codebook */
    bool *below;                  /* nor is anything in it */
    bool hierarchy;               /* the file's counts */
};

/* What an export of this study calls so: by GUID, else by name. */
static const struct label *label_of(const struct taking *taking, const struct refi_code *code)
{
    const struct labels *labels = &taking->names.labels;

    for (size_t i = 0; i < labels->count; i++) {
        if (id_equal(&labels->label[i].guid, &code->guid))
            return &labels->label[i];
    }
    for (size_t i = 0; i < labels->count; i++) {
        const struct label *label = &labels->label[i];

        if (text_same(label->name, strlen(label->name), code->name, strlen(code->name)))
            return label;
    }
    return NULL;
}

/* Notes whether it is a speaker, a role group or a choice, or stands in one of
 * their folders. A folder of another program is none of the codes, but what
 * is in it may be. */
static void look_at(struct taking *taking, size_t index, const struct label *label)
{
    const struct refi_code *code = &taking->codes.code[index];

    taking->below[index] = (label != NULL && label->kind != LABEL_CODE)
                        || (code->parent >= 0 && taking->below[code->parent]);
    taking->passed[index] = taking->below[index] || (label == NULL && !code->codable);
}

static const struct code *study_code(const struct taking *taking, const struct label *label)
{
    for (size_t i = 0; label != NULL && i < taking->rows.book.count; i++) {
        if (id_equal(&taking->rows.book.codes[i].id, &label->id))
            return &taking->rows.book.codes[i];
    }
    return NULL;
}

/* --- one code ----------------------------------------------------------------------------- */

/* Where a line of the description begins so; NULL nowhere. */
static const char *line_after(const char *text, const char *heading)
{
    size_t len = strlen(heading);

    for (const char *line = text; line != NULL;) {
        if (strncmp(line, heading, len) == 0)
            return line;
        line = strchr(line, '\n');
        if (line != NULL)
            line++;
    }
    return NULL;
}

/* A part of the description as one line, from `from` up to the nearest of the
 * others that stands behind it. */
static char *part_of(const char *from, size_t skip, const char *one, const char *other)
{
    const char *end = from + strlen(from);
    struct str clean = STR_INIT;

    if (one != NULL && one > from && one < end)
        end = one;
    if (other != NULL && other > from && other < end)
        end = other;
    (void)text_clean_line(&clean, from + skip, (size_t)(end - from) - skip);
    return str_take(&clean);
}

/* "definition", "Use when: ...", "Do not use when: ...", as exports write it. */
static void split_description(struct codebook_row *row, const char *text)
{
    static const char use_when[] = "Use when: ", not_when[] = "Do not use when: ";
    const char *use = line_after(text, use_when), *not = line_after(text, not_when);

    row->cell[CODEBOOK_DEFINITION] =
        use == text || not == text ? mem_copy("") : part_of(text, 0, use, not);
    if (use != NULL)
        row->cell[CODEBOOK_USE_WHEN] = part_of(use, sizeof use_when - 1, not, NULL);
    if (not != NULL)
        row->cell[CODEBOOK_NOT_WHEN] = part_of(not, sizeof not_when - 1, use, NULL);
}

/* How the parent is found again: by key, else by name; "" for the first level. */
static char *parent_text(const struct taking *taking, const struct refi_code *code)
{
    int parent = code->parent;
    const struct code *known;

    while (parent >= 0 && taking->passed[parent])
        parent = taking->codes.code[parent].parent;
    if (parent < 0)
        return mem_copy("");
    known = study_code(taking, label_of(taking, &taking->codes.code[parent]));
    if (known == NULL)
        return mem_copy(taking->codes.code[parent].name);
    return mem_copy(known->key[0] != '\0' ? known->key : known->name);
}

/* What an export wrote and nobody changed stays as the study has it: names in
 * it went out as labels. */
static void add_row(struct taking *taking, const struct refi_code *code,
                    const struct label *label)
{
    const struct code *known = study_code(taking, label);
    struct codebook_row *row = codebook_rows_add(&taking->rows, (size_t)code->line);

    row->cell[CODEBOOK_NAME] = mem_copy(
        known != NULL && strcmp(label->name, code->name) == 0 ? known->name : code->name);
    if (known != NULL)
        row->id = known->id;
    else if (code->state)
        row->cell[CODEBOOK_KIND] = mem_copy("state");
    if (code->description != NULL && code->description[0] != '\0'
        && (known == NULL || strcmp(label->description, code->description) != 0))
        split_description(row, code->description);
    if (code->color != NULL)
        row->cell[CODEBOOK_COLOR] = mem_copy(code->color);
    if (code->exclusive != NULL)
        row->cell[CODEBOOK_GROUP] = mem_copy(code->exclusive);
    if (taking->hierarchy)
        row->cell[CODEBOOK_PARENT] = parent_text(taking, code);
}

/* --- all of them ----------------------------------------------------------------------------- */

static enum status make_rows(struct taking *taking, struct error *err)
{
    taking->passed = mem_alloc(taking->codes.count + 1, sizeof *taking->passed);
    taking->below = mem_alloc(taking->codes.count + 1, sizeof *taking->below);
    for (size_t i = 0; i < taking->codes.count; i++) {
        const struct label *label = label_of(taking, &taking->codes.code[i]);

        look_at(taking, i, label);
        if (!taking->passed[i])
            add_row(taking, &taking->codes.code[i], label);
    }
    return taking->rows.count > 0
             ? STATUS_OK
             : error_set(err, STATUS_INPUT, "%s has no codes", taking->rows.file);
}

static enum status refi_import(struct study *study, const char *path, bool project,
                               struct import_report *report, struct error *err)
{
    struct taking taking = { .hierarchy = !project };
    enum status status = refi_read(&taking.codes, path, project, err);

    if (!status)
        status = codebook_labels_load(&taking.names, study, err);
    if (!status) {
        status = codebook_rows_begin(&taking.rows, study, path, err);
        if (!status)
            status = make_rows(&taking, err);
        status = codebook_rows_take(&taking.rows, status, report, err);
    }
    if (taking.names.filter != NULL)
        codebook_labels_release(&taking.names);
    refi_codes_release(&taking.codes);
    free(taking.passed);
    free(taking.below);
    return status;
}

enum status qdc_import(struct study *study, const char *path, struct import_report *report,
                       struct error *err)
{
    return refi_import(study, path, false, report, err);
}

enum status qdpx_import(struct study *study, const char *path, struct import_report *report,
                        struct error *err)
{
    return refi_import(study, path, true, report, err);
}
