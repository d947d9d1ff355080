/* SPDX-License-Identifier: MIT */
/* Examines a study in full: one line for each thing that is wrong, or "ok". */
#include "cli/internal.h"

#include <sys/stat.h>

#include "storage/check.h"
#include "storage/guard.h"

static void print_finding(void *data, const char *line)
{
    (void)data;
    printf("%s\n", line);
}

/* The index alone can be mended on the spot, where the study can be written. */
static void mend(const struct invocation *in)
{
    struct error err = ERROR_INIT;
    struct study *study;
    bool mended = false;

    if (open_study(in, STUDY_WRITE, &study, &err) == STATUS_OK
        && check_mend(study, &mended, &err) == STATUS_OK && mended)
        puts("the full-text index was made anew from the texts: nothing is left to do about it");
    study_close(study);
}

/* Nothing is wrong with the study then: said beside what is found. */
static void tell_folder(const struct study *study)
{
    mode_t mode;

    if (guard_folder_shows(study_path(study), &mode))
        fprintf(stderr,
                "moot: others can see the names and sizes of files beside %s (the folder has mode "
                "%04o): chmod 700 keeps them to yourself\n",
                study_path(study), (unsigned)mode);
}

enum status cli_check(struct invocation *in, struct error *err)
{
    struct study *study;
    size_t count = 0;
    enum status status = open_study(in, STUDY_READ, &study, err);

    if (status == STATUS_DAMAGED) /* not even that much of it can be read */
        return error_set(err, status,
                         "the study is too damaged to be examined: restore a backup, or save what "
                         "can be read with moot recover");
    if (status)
        return status;
    status = check_study(study, print_finding, NULL, &count, err);
    if (!status && count > 0)
        status = error_set(err, STATUS_DAMAGED, "%zu %s wrong in %s: keep a copy of it", count,
                           count == 1 ? "thing is" : "things are", study_path(study));
    if (!status)
        puts("ok");
    tell_folder(study);
    study_close(study);
    if (count > 0)
        mend(in);
    return status;
}
