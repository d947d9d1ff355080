/* SPDX-License-Identifier: MIT */
/* Opening the study that a command is about, and finding out who writes. */
#include "cli/internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/mem.h"
#include "core/text.h"

enum status open_study(const struct invocation *in, enum study_mode mode, struct study **study,
                       struct error *err)
{
    char *path;
    enum status status = options_study(in, &path, err);

    *study = NULL;
    if (!status)
        status = study_open(study, path, mode, err);
    if (status == STATUS_NOT_FOUND)
        status = error_set(err, STATUS_NOT_FOUND,
                           "there is no study %s: name one by --study, or make it with 'moot new'",
                           path);
    free(path);
    return status;
}

/* Asks for the initials on the terminal; the caller's to free(), NULL when
 * there is nobody to ask. */
static char *ask(void)
{
    struct str clean = STR_INIT;
    char line[128];

    if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
        return NULL;
    fputs("Your initials: ", stderr);
    if (fgets(line, sizeof line, stdin) == NULL)
        return NULL;
    (void)text_clean_line(&clean, line, strlen(line));
    return str_take(&clean);
}

enum status open_for_writing(const struct invocation *in, enum study_mode mode,
                             struct study **study, struct error *err)
{
    const char *given = in->observer;
    char *found = NULL;
    enum status status = open_study(in, mode, study, err);

    if (status)
        return status;
    if (given == NULL)
        given = getenv("MOOT_OBSERVER");
    if (given == NULL || (given[0] == '\0' && in->observer == NULL)) {
        status = study_only_observer(*study, &found, err);
        if (!status && found == NULL)
            found = ask();
        given = found != NULL ? found : "O1";
    }
    if (!status)
        status = study_set_observer(*study, given, err);
    free(found);
    if (status) {
        study_close(*study);
        *study = NULL;
    }
    return status;
}
