/* SPDX-License-Identifier: MIT */
/* Imports files, each whole or not at all, and says what they brought. */
#include "cli/internal.h"

#include "core/text.h"

#include <stdlib.h>
#include <string.h>

/* Appends ", 3 entries"; nothing for none. */
static void add_count(struct str *line, size_t count, const char *one, const char *many)
{
    if (count > 0)
        str_add_format(line, ", %zu %s", count, count == 1 ? one : many);
}

/* One line: which file, what it became. */
static void print_report(const char *path, const struct import_report *report)
{
    struct str line = STR_INIT;

    (void)text_clean_line(&line, path, strlen(path));
    if (report->codebook) {
        str_add_format(&line, ": %zu %s added, %zu changed, %zu as they were", report->codes,
                       report->codes == 1 ? "code" : "codes", report->changed, report->same);
        puts(str_text(&line));
        if (report->listed != NULL)
            fputs(report->listed, stdout);
        str_release(&line);
        return;
    }
    if (report->meeting == 0) {
        str_add_format(&line, ": %zu %s added, %zu changed, %zu as they were", report->people,
                       report->people == 1 ? "person" : "people", report->changed, report->same);
        puts(str_text(&line));
        str_release(&line);
        return;
    }
    str_add_format(&line, ": M%d", report->meeting);
    add_count(&line, report->entries, "entry", "entries");
    add_count(&line, report->people, "person", "people");
    add_count(&line, report->items, "agenda item", "agenda items");
    add_count(&line, report->codes, "new code", "new codes");
    add_count(&line, report->empty, "empty turn left out", "empty turns left out");
    add_count(&line, report->cleaned, "unusable character left out or replaced",
              "unusable characters left out or replaced");
    puts(str_text(&line));
    str_release(&line);
}

enum status cli_import(struct invocation *in, struct error *err)
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
            free(report.listed);
        }
    }
    study_close(study);
    return status;
}
