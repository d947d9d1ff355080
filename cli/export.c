/* SPDX-License-Identifier: MIT */
/* Exports meetings and says what was written, and what was done to it. */
#include "cli/internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/mem.h"
#include "core/text.h"

/* The meetings that were named, each once; owned by *numbers. */
static enum status read_meetings(struct invocation *in, int **numbers, size_t *count,
                                 struct error *err)
{
    *numbers = mem_alloc(in->operand_count, sizeof **numbers);
    *count = 0;
    for (size_t i = 0; i < in->operand_count; i++) {
        int number;
        bool twice = false;

        if (options_meeting(in, in->operands[i], &number, err))
            return err->status;
        for (size_t before = 0; before < *count; before++)
            twice = twice || (*numbers)[before] == number;
        if (!twice)
            (*numbers)[(*count)++] = number;
    }
    return STATUS_OK;
}

static enum status check_usage(struct invocation *in, struct error *err)
{
    bool all = in->value[EXPORT_ALL] != NULL;

    if (in->operand_count == 0 && !all)
        return options_wrong(in, err, "export needs meetings, or --all");
    if (in->operand_count > 0 && all)
        return options_wrong(in, err, "--all and \"%s\" contradict each other",
                             in->operands[0]);
    if (in->value[EXPORT_CHECK] != NULL && in->value[EXPORT_OUT] != NULL)
        return options_wrong(in, err, "--check writes nothing, so it goes without -o");
    if (in->value[EXPORT_CHECK] != NULL && in->value[EXPORT_IDENTIFIABLE] != NULL)
        return options_wrong(in, err, "--check looks for names, so it goes without --identifiable");
    if (in->value[EXPORT_CHECK] != NULL)
        return STATUS_OK;
    if (in->value[EXPORT_OUT] == NULL || in->value[EXPORT_OUT][0] == '\0')
        return options_wrong(in, err, "export needs -o OUT, the file to write");
    return STATUS_OK;
}

/* How far it has come, on a terminal. */
static void show_progress(void *data, size_t done, size_t all)
{
    (void)data;
    fprintf(stderr, "\rexporting: %zu of %zu", done, all);
    fflush(stderr);
}

/* --- what the identity check found ------------------------------------------------------ */

static void print_finding(void *data, const struct finding *finding)
{
    static const char *const headings[] = {
        [FINDING_WORD] = "words that could be names, the likeliest and rarest first",
        [FINDING_DOUBT] = "names that are also words, and were replaced in small letters",
        [FINDING_RUN] = "names in scripts without capitals, each perhaps a part of a word",
        [FINDING_RARE] = "people whom role group and site make rare",
        [FINDING_UNCHECKED] = "cannot check",
        [FINDING_REPLACED] = "replaced",
    };
    enum finding_kind *last = data;

    if (finding->kind != *last)
        printf("%s:\n", headings[finding->kind]);
    *last = finding->kind;
    printf("  %s", finding->text);
    if (finding->kind == FINDING_WORD || finding->kind == FINDING_REPLACED
        || finding->kind == FINDING_RUN)
        printf("  %zu", finding->count);
    if (finding->kind == FINDING_DOUBT)
        printf("  %zu small, %zu with a capital", finding->count, finding->other);
    if (finding->meeting > 0)
        printf("  M%d", finding->meeting);
    putchar('\n');
}

static void add_found(struct str *line, size_t count, const char *one, const char *many)
{
    if (count > 0)
        str_add_format(line, "%s%zu %s", line->len > 0 ? ", " : "", count,
                       count == 1 ? one : many);
}

static void print_check(const struct export_report *report, bool whole)
{
    struct str line = STR_INIT;

    add_found(&line, report->possible_names, "word could be a name", "words could be names");
    add_found(&line, report->doubtful_names, "name is also a word", "names are also words");
    add_found(&line, report->rare_people, "person is rare by role group and site",
              "people are rare by role group and site");
    add_found(&line, report->unchecked, "thing cannot be checked", "things cannot be checked");
    printf("identity check: %s%s\n", line.len > 0 ? line.text : "nothing to look at",
           line.len > 0 && !whole ? "; --check shows them" : "");
    str_release(&line);
}

static void print_report(const char *out, const struct export_report *report)
{
    struct str path = STR_INIT;

    (void)text_clean_line(&path, out, strlen(out));
    printf("%s: %zu %s, %zu entries, %zu quotations\n", str_text(&path), report->meetings,
           report->meetings == 1 ? "meeting" : "meetings", report->entries, report->quotations);
    printf("%zu names replaced, %zu characters replaced, %zu entries left out\n",
           report->names_replaced, report->characters_replaced, report->left_out);
    str_release(&path);
}

/* An export with names notes that in the study's history, so it writes. */
static enum status open_for_export(const struct invocation *in, struct study **study,
                                   struct error *err)
{
    if (in->value[EXPORT_IDENTIFIABLE] != NULL)
        return open_for_writing(in, STUDY_WRITE, study, err);
    return open_study(in, STUDY_READ, study, err);
}

enum status cli_export(struct invocation *in, struct error *err)
{
    const struct formats *formats = NULL;
    struct export_report report = { 0 };
    enum finding_kind last = (enum finding_kind) - 1;
    struct export_request request = {
        .out = in->value[EXPORT_OUT],
        .format = in->value[EXPORT_FORMAT],
        .identifiable = in->value[EXPORT_IDENTIFIABLE] != NULL,
        .with_private = in->value[EXPORT_PRIVATE] != NULL,
        .codes_in_margin = in->value[EXPORT_MARGIN] != NULL,
        .audio = in->value[EXPORT_AUDIO],
        .key = in->value[EXPORT_KEY],
        .check_only = in->value[EXPORT_CHECK] != NULL,
        .progress = isatty(STDERR_FILENO) ? show_progress : NULL,
        .finding = in->value[EXPORT_CHECK] != NULL ? print_finding : NULL,
        .data = &last,
    };
    struct study *study = NULL;
    int *numbers = NULL;
    enum status status = check_usage(in, err);

    if (!status)
        status = read_meetings(in, &numbers, &request.meeting_count, err);
    if (!status)
        status = open_for_export(in, &study, err);
    if (!status)
        status = formats_load(&formats, err);
    if (!status) {
        request.meetings = numbers;
        status = formats->export_write(study, &request, &report, err);
        if (request.progress != NULL)
            fputs("\r\033[K", stderr);
    }
    if (!status && !request.check_only)
        print_report(request.out, &report);
    if (!status && !request.identifiable)
        print_check(&report, request.check_only);
    free(numbers);
    study_close(study);
    return status;
}
