/* SPDX-License-Identifier: MIT */
/* The table of the formats of a codebook, and the one over commas. */
#include "export/codebook.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/codebook.h"
#include "core/str.h"
#include "export/csv.h"
#include "export/target.h"

const char *const codebook_columns[CODEBOOK_COLUMNS] = {
    [CODEBOOK_KEY] = "key",
    [CODEBOOK_NAME] = "name",
    [CODEBOOK_KIND] = "kind",
    [CODEBOOK_PARENT] = "parent",
    [CODEBOOK_DEFINITION] = "definition",
    [CODEBOOK_USE_WHEN] = "use when",
    [CODEBOOK_NOT_WHEN] = "do not use when",
    [CODEBOOK_MODIFIERS] = "modifiers",
    [CODEBOOK_GROUP] = "group",
    [CODEBOOK_COLOR] = "color",
    [CODEBOOK_PINNED] = "pinned",
    [CODEBOOK_HOT_KEY] = "hot key",
    [CODEBOOK_RETIRED] = "retired",
};

static const struct codebook_format {
    const char *suffix; /* of the file */
    codebook_compose *compose;
} formats[] = {
    { ".csv", codebook_csv },
    { ".qdc", codebook_qdc },
    { ".xlsx", codebook_xlsx },
};
enum { FORMATS = sizeof formats / sizeof formats[0] };

static void add_row(struct csv_writer *csv, const struct codebook *codebook,
                    const struct code *code)
{
    const struct code *parent = code->parent >= 0 ? &codebook->codes[code->parent] : NULL;
    struct str modifiers = STR_INIT;
    char hot_key[3] = "", pinned[16] = "";

    modifiers_print(&modifiers, code, "; ");
    if (code->hot_key != 0)
        snprintf(hot_key, sizeof hot_key, "%s%c", code->hot_key <= '9' ? "F" : "", code->hot_key);
    if (code->pinned > 0)
        snprintf(pinned, sizeof pinned, "%d", code->pinned);
    csv_field(csv, code->key);
    csv_field(csv, code->name);
    csv_field(csv, code->state ? "state" : "point");
    csv_field(csv, parent == NULL ? "" : parent->key[0] != '\0' ? parent->key : parent->name);
    csv_field(csv, code->definition);
    csv_field(csv, code->use_when);
    csv_field(csv, code->not_when);
    csv_field(csv, str_text(&modifiers));
    csv_field(csv, code->group);
    csv_field(csv, code->color);
    csv_field(csv, pinned);
    csv_field(csv, hot_key);
    csv_field(csv, code->retired ? "yes" : "");
    csv_end_row(csv);
    str_release(&modifiers);
}

enum status codebook_csv(struct study *study, const struct codebook *codebook, struct str *out,
                         struct error *err)
{
    char *text = NULL;
    size_t len = 0;
    struct csv_writer csv = { .out = open_memstream(&text, &len) };
    bool written = csv.out != NULL;

    (void)study;
    if (written) {
        csv_row(&csv, codebook_columns, CODEBOOK_COLUMNS);
        for (size_t i = 0; i < codebook->count; i++)
            if (id_is_none(&codebook->codes[i].merged))
                add_row(&csv, codebook, &codebook->codes[i]);
        written = !ferror(csv.out);
        written = fclose(csv.out) == 0 && written;
    }
    if (written)
        str_add_len(out, text, len);
    free(text);
    return written ? STATUS_OK
                   : error_set(err, STATUS_IO, "no memory for the codebook: %s", strerror(errno));
}

static const struct codebook_format *find_format(const char *path, struct error *err)
{
    const char *suffix = strrchr(path, '.');
    struct str known = STR_INIT;

    for (size_t i = 0; i < FORMATS; i++)
        if (suffix != NULL && strcasecmp(suffix, formats[i].suffix) == 0)
            return &formats[i];
    for (size_t i = 0; i < FORMATS; i++)
        str_add_format(&known, "%s%s", i > 0 ? ", " : "", formats[i].suffix);
    error_set(err, STATUS_INPUT, "a codebook is written as %s: end the name of the file so",
              known.text);
    str_release(&known);
    return NULL;
}

static enum status write_file(struct study *study, const char *path, const struct str *text,
                              struct error *err)
{
    struct target target = TARGET_INIT;
    enum status status = target_open_file(&target, path, study_path(study), err);

    if (!status)
        status = target_write(&target, str_text(text), text->len, err);
    if (!status)
        status = target_commit(&target, err);
    target_discard(&target);
    return status;
}

enum status codebook_export(struct study *study, const char *path, size_t *count, struct error *err)
{
    const struct codebook_format *format = find_format(path, err);
    struct codebook codebook;
    struct str text = STR_INIT;
    enum status status;

    *count = 0;
    if (format == NULL || codebook_load(&codebook, study, err))
        return err->status;
    for (size_t i = 0; i < codebook.count; i++)
        *count += id_is_none(&codebook.codes[i].merged);
    status = format->compose(study, &codebook, &text, err);
    if (!status)
        status = write_file(study, path, &text, err);
    codebook_release(&codebook);
    str_release(&text);
    return status;
}
