/* SPDX-License-Identifier: MIT */
/* Moves the key that links study ids to names apart from the study, and back. */
#include "cli/internal.h"
#include "core/text.h"
#include "storage/identity_key.h"

#include <string.h>

static void print_report(const char *path, const struct key_report *report, bool away)
{
    struct str line = STR_INIT;

    (void)text_clean_line(&line, path, strlen(path));
    printf("%s: %zu %s, %zu aliases, %zu %s of sites\n", str_text(&line), report->people,
           report->people == 1 ? "person" : "people", report->aliases, report->sites,
           report->sites == 1 ? "name" : "names");
    if (away)
        puts("the study holds no names any more, but what was typed in the notes; backups and"
             " copies made before still do\nkeep the key apart, encrypted; exports need it:"
             " --key FILE");
    str_release(&line);
}

enum status cli_identity(struct invocation *in, struct error *err)
{
    bool away = strcmp(in->operands[0], "export") == 0;
    struct key_report report;
    struct study *study;
    enum status status;

    if (!away && strcmp(in->operands[0], "import") != 0)
        return options_wrong(in, err, "identity takes export or import, not \"%s\"",
                             in->operands[0]);
    status = open_for_writing(in, STUDY_WRITE, &study, err);
    if (status)
        return status;
    status = away ? key_export(study, in->operands[1], &report, err)
                  : key_import(study, in->operands[1], &report, err);
    if (!status)
        print_report(in->operands[1], &report, away);
    study_close(study);
    return status;
}
