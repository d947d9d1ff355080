/* SPDX-License-Identifier: MIT */
/* Prints the quotations of a code, each with its printed label. */
#include "cli/internal.h"

#include <stdio.h>

static bool print(void *data, const char *text, size_t len)
{
    (void)data;
    return fwrite(text, 1, len, stdout) == len;
}

enum status cli_extracts(struct invocation *in, struct error *err)
{
    const struct formats *formats = NULL;
    struct extracts_request request = { .put = print };
    struct extracts_report report = { 0 };
    struct study *study = NULL;
    struct str words = STR_INIT;
    enum status status;

    if (in->value[FIND_CODE] == NULL || in->value[FIND_CODE][0] == '\0')
        return options_wrong(in, err, "extracts needs --code K, the code of the quotations");
    status = read_find_filter(in, &request.filter, &words, err);
    if (!status)
        status = open_study(in, STUDY_READ, &study, err);
    if (!status)
        status = formats_load(&formats, err);
    if (!status)
        status = formats->extracts_write(study, &request, &report, err);
    if (!status && report.extracts == 0)
        fprintf(stderr, "nothing is coded so\n");
    str_release(&words);
    study_close(study);
    return status;
}
