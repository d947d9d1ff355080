/* SPDX-License-Identifier: MIT */
/* Imports files, each whole or not at all, and says what they brought. */
#include "cli/internal.h"

#include "core/text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
        str_add_format(&line,
                       report->check ? ": %zu %s to add, %zu to change, %zu as they are"
                                     : ": %zu %s added, %zu changed, %zu as they were",
                       report->codes, report->codes == 1 ? "code" : "codes", report->changed,
                       report->same);
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

static bool is_agreed(void)
{
    char line[16];

    fputs("Take this into the codebook? [y/n] ", stderr);
    return fgets(line, sizeof line, stdin) != NULL && (line[0] == 'y' || line[0] == 'Y');
}

/* What a codebook changes is listed before it does: for --check, which leaves it
 * at that, and on a terminal, where somebody can say no. */
static enum status look_first(const struct formats *formats, struct study *study, const char *path,
                              bool check, bool *taken, struct error *err)
{
    struct import_report report = { 0 };
    enum status status;

    *taken = !check;
    if (!check && !(isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)))
        return STATUS_OK;
    status = formats->import_check(study, path, &report, err);
    if (status)
        return status;
    if (check && !report.codebook)
        return error_set(err, STATUS_INPUT, "%s is no codebook: --check tells of codebooks alone",
                         path);
    if (report.codebook && (check || report.codes + report.changed > 0)) {
        print_report(path, &report);
        *taken = !check && is_agreed();
        if (!check && !*taken)
            puts("nothing changed");
    }
    free(report.listed);
    return STATUS_OK;
}

static enum status take_file(const struct formats *formats, struct study *study, const char *path,
                             struct error *err)
{
    struct import_report report;
    enum status status = formats->import_file(study, path, &report, err);

    if (status == STATUS_EXISTS) { /* what was asked for is so already */
        printf("%s; nothing changed\n", err->text);
        return STATUS_OK;
    }
    if (!status) {
        print_report(path, &report);
        free(report.listed);
    }
    return status;
}

enum status cli_import(struct invocation *in, struct error *err)
{
    const struct formats *formats;
    struct study *study = NULL;
    bool check = in->value[IMPORT_CHECK] != NULL;
    enum status status = formats_load(&formats, err);

    if (!status)
        status = open_for_writing(in, check ? STUDY_WRITE : STUDY_CREATE, &study, err);
    for (size_t i = 0; i < in->operand_count && !status; i++) {
        bool taken;

        status = look_first(formats, study, in->operands[i], check, &taken, err);
        if (!status && taken)
            status = take_file(formats, study, in->operands[i], err);
    }
    study_close(study);
    return status;
}
