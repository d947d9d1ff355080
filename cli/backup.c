/* SPDX-License-Identifier: MIT */
/* Makes a backup and prints where it stands: in the folder that the config
 * names, and beside the study where that is not there, as a stick may be out. */
#include "cli/internal.h"

#include <stdlib.h>

#include "core/settings.h"
#include "storage/backup.h"
#include "storage/config_file.h"

bool backup_folder(const struct invocation *in, struct str *out)
{
    const char *observer = in->observer != NULL ? in->observer : getenv("MOOT_OBSERVER");
    struct settings settings;
    struct config config;
    bool set;

    config_file_read(&config);
    settings_take(&settings, &config, observer);
    if (observer == NULL) { /* what the config has for whom it names */
        const char *own = settings_text(&settings, SETTING_OBSERVER);
        char initials[SETTING_TEXT];

        snprintf(initials, sizeof initials, "%s", own);
        settings_take(&settings, &config, initials);
    }
    set = config_file_expand(out, settings_text(&settings, SETTING_BACKUP_FOLDER));
    config_release(&config);
    return set;
}

/* Beside the study where the folder cannot take it; that is said. */
static enum status make(const struct invocation *in, struct study *study, char **path,
                        struct error *err)
{
    struct str folder = STR_INIT;
    bool chosen = backup_folder(in, &folder);
    enum status status = backup_make(study, chosen ? folder.text : NULL, path, err);

    if (status && status != STATUS_DAMAGED && chosen) {
        struct error first = *err;

        status = backup_make(study, NULL, path, err);
        if (!status)
            fprintf(stderr, "moot: a backup was made beside the study, for %s\n", first.text);
    }
    str_release(&folder);
    return status;
}

enum status cli_backup(struct invocation *in, struct error *err)
{
    struct study *study = NULL;
    char *path = NULL;
    enum status status = open_study(in, STUDY_READ, &study, err);

    if (!status)
        status = make(in, study, &path, err);
    if (!status)
        puts(path);
    free(path);
    study_close(study);
    return status;
}

void backup_after_meeting(const struct invocation *in, struct study *study)
{
    struct error err = ERROR_INIT;
    char *path = NULL;

    if (make(in, study, &path, &err))
        fprintf(stderr, "moot: the meeting has ended, but %s\n", err.text);
    free(path);
}
