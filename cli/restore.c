/* SPDX-License-Identifier: MIT */
/* Restores a study from a backup. What is newer than the backup is never
 * replaced without asking, and never without standing aside afterwards. */
#include "storage/restore.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/internal.h"
#include "cli/passphrase.h"

static void print_side(const char *what, const struct restore_side *side)
{
    fprintf(stderr, "  %s: \"%s\", %lld meetings, %lld entries, last changed %s\n", what,
            side->title, side->meetings, side->entries,
            side->changed[0] != '\0' ? side->changed : "never");
}

/* One line of standard input; false at its end. */
static bool answers(const char *question, const char *word)
{
    char line[64];

    fputs(question, stderr);
    if (fgets(line, sizeof line, stdin) == NULL)
        return false;
    line[strcspn(line, "\r\n")] = '\0';
    return strcmp(line, word) == 0;
}

/* Asks where something could be missed. */
static enum status agree(const struct restore_plan *plan, const char *path, struct error *err)
{
    const char *why =
        plan->kind == RESTORE_OTHER ? "is a different study" : "has what the backup lacks";

    if (plan->kind != RESTORE_OTHER && plan->kind != RESTORE_BEHIND)
        return STATUS_OK;
    if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
        return error_set(err, STATUS_EXISTS,
                         "%s %s (%lld entries, last changed %s; the backup: %lld entries, %s): "
                         "restore on a terminal, where moot can ask, or name another place with "
                         "--study",
                         path, why, plan->study.entries, plan->study.changed, plan->backup.entries,
                         plan->backup.changed);
    fprintf(stderr, "%s %s:\n", path, why);
    print_side("the study ", &plan->study);
    print_side("the backup", &plan->backup);
    if (!answers("It will stand aside under another name. Type \"restore\" to go on: ", "restore"))
        return error_set(err, STATUS_EXISTS, "nothing was restored: %s is as it was", path);
    return STATUS_OK;
}

enum status cli_restore(struct invocation *in, struct error *err)
{
    const char *from = in->operands[0];
    struct restore_plan plan = { .kind = RESTORE_UNREADABLE };
    char *path = NULL, *aside = NULL;
    enum status status = options_study(in, &path, err);

    if (!status)
        status = unlock(in, from, err);
    if (!status)
        status = unlock(in, path, err);
    if (!status)
        status = restore_look(&plan, from, path, err);
    if (!status)
        status = agree(&plan, path, err);
    if (!status && plan.kind == RESTORE_UNREADABLE)
        fprintf(stderr, "%s is too damaged to be compared with the backup\n", path);
    if (!status)
        status = restore_do(from, path, &aside, err);
    if (!status) {
        printf("restored %s from %s\n", path, from);
        if (aside != NULL)
            printf("what stood there is kept as %s\n", aside);
    }
    free(path);
    free(aside);
    return status;
}
