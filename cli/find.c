/* SPDX-License-Identifier: MIT */
/* Prints the entries that fit, as they are found. */
#include "cli/internal.h"

#include "cli/show.h"
#include "storage/find.h"

struct finder {
    struct legend legend;
    struct json_writer json;
    bool as_json;
    struct str line;    /* used again for every entry */
    enum status status; /* a failure while printing, which stops the search */
    struct error *err;
};

static bool print_found(void *data, int meeting, const struct entry *entry)
{
    struct finder *finder = data;

    finder->status = legend_turn_to(&finder->legend, meeting, finder->err);
    if (finder->status)
        return false;
    if (finder->as_json) {
        show_json(&finder->legend, &finder->json, meeting, entry);
    } else {
        str_clear(&finder->line);
        show_line(&finder->legend, &finder->line, meeting, entry);
        puts(str_text(&finder->line));
    }
    return ferror(stdout) == 0; /* nobody reads any more */
}

enum status read_find_filter(struct invocation *in, struct find_filter *filter, struct str *words,
                             struct error *err)
{
    bool any = in->operand_count > 0;

    for (size_t i = 0; i < in->operand_count; i++)
        str_add_format(words, "%s%s", i > 0 ? " " : "", in->operands[i]);
    for (size_t i = 0; i < FIND_JSON; i++)
        any = any || in->value[i] != NULL;
    if (!any)
        return options_wrong(in, err, "%s needs words, or an option that says what",
                             in->command->name);
    *filter = (struct find_filter){
        .words = words->len > 0 ? str_text(words) : NULL,
        .code = in->value[FIND_CODE],
        .person = in->value[FIND_PERSON],
        .role = in->value[FIND_ROLE],
        .site = in->value[FIND_SITE],
        .body = in->value[FIND_BODY],
        .function = in->value[FIND_FUNCTION],
        .from = in->value[FIND_FROM],
        .to = in->value[FIND_TO],
    };
    return STATUS_OK;
}

enum status cli_find(struct invocation *in, struct error *err)
{
    struct finder finder = { .as_json = in->value[FIND_JSON] != NULL, .err = err };
    struct find_filter filter;
    struct str words = STR_INIT;
    struct study *study = NULL;
    enum status status = read_find_filter(in, &filter, &words, err);

    if (!status)
        status = open_study(in, STUDY_READ, &study, err);
    if (!status)
        status = study_hold(study, err);
    if (!status)
        status = legend_load(&finder.legend, study, err);
    if (!status) {
        json_writer_begin(&finder.json, stdout);
        if (finder.as_json)
            json_writer_list(&finder.json, NULL);
        status = find_entries(study, &filter, print_found, &finder, err);
        if (!status)
            status = finder.status;
        if (finder.as_json && !status)
            json_writer_end_list(&finder.json);
    }
    legend_release(&finder.legend);
    str_release(&finder.line);
    str_release(&words);
    study_close(study);
    return status;
}
