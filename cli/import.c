/* SPDX-License-Identifier: MIT */
/* Imports files, each whole or not at all, and says what they brought. */
#include "cli/internal.h"

#include "core/text.h"

#include <string.h>

/* One line: which file, what it became. */
static void print_report(const char *path, const struct import_report *report)
{
    struct str line = STR_INIT;

    (void)text_clean_line(&line, path, strlen(path));
    str_add_format(&line, ": M%d, %zu entries, %zu people", report->meeting, report->entries,
                   report->people);
    if (report->items > 0)
        str_add_format(&line, ", %zu agenda items", report->items);
    if (report->codes > 0)
        str_add_format(&line, ", %zu new codes", report->codes);
    if (report->empty > 0)
        str_add_format(&line, ", %zu empty turns left out", report->empty);
    if (report->cleaned > 0)
        str_add_format(&line, ", %zu control or other unusable characters left out or replaced",
                       report->cleaned);
    puts(str_text(&line));
    str_release(&line);
}

enum status command_import(struct invocation *in, struct error *err)
{
    const struct formats *formats;
    struct study *study = NULL;
    enum status status = formats_load(&formats, err);

    if (!status)
        status = open_for_writing(in, STUDY_CREATE, &study, err);
    for (size_t i = 0; i < in->operand_count && !status; i++) {
        struct import_report report;

        status = formats->import_file(study, in->operands[i], &report, err);
        if (status == STATUS_EXISTS) { /* what was asked for is so already */
            printf("%s; nothing changed\n", err->text);
            status = STATUS_OK;
        } else if (!status) {
            print_report(in->operands[i], &report);
        }
    }
    study_close(study);
    return status;
}
