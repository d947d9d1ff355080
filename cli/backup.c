/* SPDX-License-Identifier: MIT */
/* Makes a backup and prints where it stands. */
#include "cli/internal.h"

#include <stdlib.h>

#include "storage/backup.h"

enum status cli_backup(struct invocation *in, struct error *err)
{
    struct study *study = NULL;
    char *path = NULL;
    enum status status = open_study(in, STUDY_READ, &study, err);

    if (!status)
        status = backup_make(study, NULL, &path, err);
    if (!status)
        puts(path);
    free(path);
    study_close(study);
    return status;
}

void backup_after_meeting(struct study *study)
{
    struct error err = ERROR_INIT;
    char *path = NULL;

    if (backup_make(study, NULL, &path, &err))
        fprintf(stderr, "moot: the meeting has ended, but %s\n", err.text);
    free(path);
}
