/* SPDX-License-Identifier: MIT */
/* Opening the study that a command is about, and finding out who writes. */
#include "cli/internal.h"
#include "cli/passphrase.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/mem.h"
#include "core/settings.h"
#include "core/text.h"
#include "storage/config_file.h"

enum status open_study(const struct invocation *in, enum study_mode mode, struct study **study,
                       struct error *err)
{
    char *path;
    enum status status = options_study(in, &path, err);

    *study = NULL;
    if (!status)
        status = unlock(in, path, err);
    if (!status)
        status = study_open(study, path, mode, err);
    if (status == STATUS_NOT_FOUND)
        status = error_set(err, STATUS_NOT_FOUND,
                           "there is no study %s: name one by --study, or make it with 'moot new'",
                           path);
    free(path);
    return status;
}

/* The initials that the config has; the caller's to free(), NULL none. */
static char *configured(void)
{
    struct config config;
    struct settings settings;
    const char *observer;
    char *found = NULL;

    config_file_read(&config);
    settings_take(&settings, &config, NULL);
    observer = settings_text(&settings, SETTING_OBSERVER);
    if (observer[0] != '\0')
        found = mem_copy(observer);
    config_release(&config);
    return found;
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
    bool asked = false;
    enum status status = open_study(in, mode, study, err);

    if (status)
        return status;
    if (given == NULL)
        given = getenv("MOOT_OBSERVER");
    if (given == NULL || (given[0] == '\0' && in->observer == NULL)) {
        found = configured();
        if (found == NULL) {
            found = ask();
            asked = found != NULL;
        }
        if (found == NULL)
            status = study_only_observer(*study, &found, err);
        given = found != NULL ? found : "O1";
    }
    if (!status)
        status = study_set_observer(*study, given, err);
    if (!status && asked) { /* the first run: the config keeps it */
        struct error kept = ERROR_INIT;

        if (config_file_put(setting_rows[SETTING_OBSERVER].name, given, &kept))
            fprintf(stderr, "moot: your initials are not kept: %s\n", kept.text);
    }
    free(found);
    if (status) {
        study_close(*study);
        *study = NULL;
    }
    return status;
}
