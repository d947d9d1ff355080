/* SPDX-License-Identifier: MIT */
/* Examines a study in full: one line for each thing that is wrong, or "ok". */
#include "cli/internal.h"

#include "storage/check.h"

static void print_finding(void *data, const char *line)
{
    (void)data;
    printf("%s\n", line);
}

enum status cli_check(struct invocation *in, struct error *err)
{
    struct study *study;
    size_t count = 0;
    enum status status = open_study(in, STUDY_READ, &study, err);

    if (status == STATUS_DAMAGED) /* not even that much of it can be read */
        return error_set(err, status, "the study is too damaged to be examined: restore a backup");
    if (status)
        return status;
    status = check_study(study, print_finding, NULL, &count, err);
    if (!status && count > 0)
        status = error_set(err, STATUS_DAMAGED, "%zu %s wrong in %s: keep a copy of it",
                           count, count == 1 ? "thing is" : "things are", study_path(study));
    if (!status)
        puts("ok");
    study_close(study);
    return status;
}
