/* SPDX-License-Identifier: MIT */
/* Writes the codebook as a file of its own; `moot import` reads it back. */
#include "cli/internal.h"

#include <string.h>

#include "core/text.h"

enum status cli_codebook(struct invocation *in, struct error *err)
{
    const struct formats *formats;
    struct study *study;
    struct str path = STR_INIT;
    size_t count;
    enum status status;

    if (strcmp(in->operands[0], "export") != 0)
        return options_wrong(in, err, "codebook takes export, not \"%s\"; moot import reads one",
                             in->operands[0]);
    if (formats_load(&formats, err) || open_study(in, STUDY_READ, &study, err))
        return err->status;
    status = formats->codebook_export(study, in->operands[1], &count, err);
    study_close(study);
    if (status)
        return status;
    (void)text_clean_line(&path, in->operands[1], strlen(in->operands[1]));
    printf("%s: %zu %s\n", str_text(&path), count, count == 1 ? "code" : "codes");
    str_release(&path);
    return STATUS_OK;
}
