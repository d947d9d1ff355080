/* SPDX-License-Identifier: MIT */
/* Saves what can be read from a damaged study into a new one, and says what. */
#include "storage/recover.h"

#include "cli/internal.h"
#include "cli/passphrase.h"
#include "storage/check.h"

static void print_line(void *data, const char *line)
{
    (void)data;
    printf("%s\n", line);
}

static enum status examine(const char *path, struct error *err)
{
    struct study *study;
    size_t count = 0;
    enum status status = study_open(&study, path, STUDY_READ, err);

    if (!status)
        status = check_study(study, print_line, NULL, &count, err);
    study_close(study);
    if (status)
        return status;
    if (count > 0)
        printf("moot check finds %zu %s in the new study: the lines above\n", count,
               count == 1 ? "thing" : "things");
    printf("what could be read stands in %s; look through it before you work on\n", path);
    return STATUS_OK;
}

enum status cli_recover(struct invocation *in, struct error *err)
{
    const char *to = in->value[RECOVER_OUT];

    if (to == NULL)
        return options_wrong(in, err, "say with -o where the new study goes");
    if (unlock(in, in->operands[0], err)
        || recover_study(in->operands[0], to, print_line, NULL, err))
        return err->status;
    return examine(to, err);
}
