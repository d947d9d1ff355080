/* SPDX-License-Identifier: MIT */
/* Prints what was observed, in numbers: as tables for people, as JSON, or as
 * one table for R. */
#include "cli/internal.h"

#include <string.h>

#include "cli/table.h"
#include "storage/report.h"

/* --- for people ------------------------------------------------------------------------ */

/* "36.5"; "-" where no hours are known. */
static void cell_hours(struct table *table, const struct report_sum *sum)
{
    char hours[32];

    if (sum->meetings == sum->without_hours)
        snprintf(hours, sizeof hours, "-");
    else
        snprintf(hours, sizeof hours, "%.1f", (double)sum->sitting / 3600000);
    table_cell(table, hours);
}

static void put_sum(struct table *table, const char *name, const struct report_sum *sum)
{
    char months[24];

    if (strcmp(sum->first, sum->last) == 0)
        snprintf(months, sizeof months, "%s", sum->first);
    else
        snprintf(months, sizeof months, "%s to %s", sum->first, sum->last);
    table_cell(table, name);
    table_cell_int(table, (long long)sum->meetings);
    cell_hours(table, sum);
    table_cell_int(table, (long long)sum->without_hours);
    table_cell_int(table, (long long)sum->entries);
    table_cell(table, months);
}

/* The title of the table that follows. */
static void print_title(const char *title)
{
    printf("\n%s\n", title);
}

static void print_meetings(const char *what, const struct report_rows *rows,
                           const struct report_sum *total)
{
    const char *const headings[] = { what,      "meetings", "hours", "without hours",
                                     "entries", "months",   NULL };
    struct table table;

    print_title(what[0] == 's' ? "By site" : "By body function");
    table_begin(&table, headings);
    for (size_t i = 0; i < rows->count; i++)
        put_sum(&table, rows->row[i].name[0] != '\0' ? rows->row[i].name : "(none)",
                &rows->row[i].sum);
    put_sum(&table, "all", total);
    table_end(&table);
}

static void print_crossed(const struct report *report)
{
    static const char *const headings[] = {
        "site", "function", "meetings", "hours", "entries", NULL
    };
    struct table table;

    print_title("By site and body function");
    table_begin(&table, headings);
    for (size_t i = 0; i < report->crossed.count; i++) {
        const struct report_row *row = &report->crossed.row[i];

        table_cell(&table, row->name[0] != '\0' ? row->name : "(none)");
        table_cell(&table, row->function);
        table_cell_int(&table, (long long)row->sum.meetings);
        cell_hours(&table, &row->sum);
        table_cell_int(&table, (long long)row->sum.entries);
    }
    table_end(&table);
}

static void print_people(const struct report *report)
{
    static const char *const headings[] = { "role group", "people seen", NULL };
    struct table table;

    print_title("People seen, by role group");
    table_begin(&table, headings);
    for (size_t i = 0; i < report->role_count; i++) {
        const char *name = report->roles[i].name;

        table_cell(&table, name[0] != '\0' ? name : "(unknown)");
        table_cell_int(&table, (long long)report->roles[i].people);
    }
    table_cell(&table, "all");
    table_cell_int(&table, (long long)report->people);
    table_end(&table);
}

/* A row for each code and function: as many columns as there are functions
 * would not fit. */
static void print_codes(const struct report *report)
{
    static const char *const headings[] = { "code", "function", "uses", NULL };
    struct table table;

    print_title("Codes, by body function");
    table_begin(&table, headings);
    for (size_t i = 0; i < report->code_count; i++) {
        for (size_t f = 0; f < report->functions.count; f++) {
            if (report->codes[i].uses[f] == 0)
                continue;
            table_cell(&table, report->codes[i].name);
            table_cell(&table, report->functions.row[f].name);
            table_cell_int(&table, (long long)report->codes[i].uses[f]);
        }
        table_cell(&table, report->codes[i].name);
        table_cell(&table, "all");
        table_cell_int(&table, (long long)report->codes[i].total);
    }
    table_end(&table);
}

static void print_observers(const struct report *report)
{
    static const char *const headings[] = { "observer", "meetings", "entries", NULL };
    struct table table;

    print_title("Observers");
    table_begin(&table, headings);
    for (size_t i = 0; i < report->observer_count; i++) {
        table_cell(&table, report->observers[i].initials);
        table_cell_int(&table, (long long)report->observers[i].meetings);
        table_cell_int(&table, (long long)report->observers[i].entries);
    }
    table_end(&table);
}

static void print_tables(const struct report *report)
{
    struct str line = STR_INIT;

    report_headline(&line, report);
    puts(str_text(&line));
    str_release(&line);
    print_meetings("site", &report->sites, &report->total);
    print_meetings("function", &report->functions, &report->total);
    print_crossed(report);
    if (report->people > 0)
        print_people(report);
    if (report->code_count > 0)
        print_codes(report);
    if (report->observer_count > 0)
        print_observers(report);
}

/* --- for programs ------------------------------------------------------------------------ */

static void json_sum(struct json_writer *json, const struct report_sum *sum)
{
    json_writer_int(json, "meetings", (int64_t)sum->meetings);
    json_writer_int(json, "sitting_seconds", sum->sitting / 1000);
    json_writer_int(json, "meetings_without_hours", (int64_t)sum->without_hours);
    json_writer_int(json, "entries", (int64_t)sum->entries);
    json_writer_text(json, "first_month", sum->first[0] != '\0' ? sum->first : NULL);
    json_writer_text(json, "last_month", sum->last[0] != '\0' ? sum->last : NULL);
}

static void json_rows(struct json_writer *json, const char *key, const struct report_rows *rows,
                      const char *name)
{
    json_writer_list(json, key);
    for (size_t i = 0; i < rows->count; i++) {
        json_writer_object(json, NULL);
        json_writer_text(json, name, rows->row[i].name[0] != '\0' ? rows->row[i].name : NULL);
        if (rows->row[i].function[0] != '\0')
            json_writer_text(json, "function", rows->row[i].function);
        json_sum(json, &rows->row[i].sum);
        json_writer_end_object(json);
    }
    json_writer_end_list(json);
}

static void json_codes(struct json_writer *json, const struct report *report)
{
    json_writer_list(json, "codes");
    for (size_t i = 0; i < report->code_count; i++) {
        const struct report_code *code = &report->codes[i];

        json_writer_object(json, NULL);
        json_writer_text(json, "key", code->key[0] != '\0' ? code->key : NULL);
        json_writer_text(json, "name", code->name);
        json_writer_int(json, "uses", (int64_t)code->total);
        json_writer_list(json, "by_function");
        for (size_t f = 0; f < report->functions.count; f++) {
            if (code->uses[f] == 0)
                continue;
            json_writer_object(json, NULL);
            json_writer_text(json, "function", report->functions.row[f].name);
            json_writer_int(json, "uses", (int64_t)code->uses[f]);
            json_writer_end_object(json);
        }
        json_writer_end_list(json);
        json_writer_end_object(json);
    }
    json_writer_end_list(json);
}

static void json_people(struct json_writer *json, const struct report *report)
{
    json_writer_list(json, "people");
    for (size_t i = 0; i < report->role_count; i++) {
        const struct report_role *role = &report->roles[i];

        json_writer_object(json, NULL);
        json_writer_text(json, "role", role->key[0] != '\0' ? role->key : NULL);
        json_writer_text(json, "name", role->name[0] != '\0' ? role->name : NULL);
        json_writer_int(json, "people", (int64_t)role->people);
        json_writer_end_object(json);
    }
    json_writer_end_list(json);
}

static void print_json(const struct report *report)
{
    struct json_writer json;

    json_writer_begin(&json, stdout);
    json_writer_object(&json, NULL);
    json_writer_object(&json, "total");
    json_sum(&json, &report->total);
    json_writer_int(&json, "months", (int64_t)report->months);
    json_writer_int(&json, "people", (int64_t)report->people);
    json_writer_end_object(&json);
    json_rows(&json, "sites", &report->sites, "site");
    json_rows(&json, "functions", &report->functions, "function");
    json_rows(&json, "sites_and_functions", &report->crossed, "site");
    json_people(&json, report);
    json_codes(&json, report);
    json_writer_list(&json, "observers");
    for (size_t i = 0; i < report->observer_count; i++) {
        json_writer_object(&json, NULL);
        json_writer_text(&json, "observer", report->observers[i].initials);
        json_writer_int(&json, "meetings", (int64_t)report->observers[i].meetings);
        json_writer_int(&json, "entries", (int64_t)report->observers[i].entries);
        json_writer_end_object(&json);
    }
    json_writer_end_list(&json);
    json_writer_end_object(&json);
}

enum status cli_report(struct invocation *in, struct error *err)
{
    bool csv = in->value[REPORT_CSV] != NULL, as_json = in->value[REPORT_JSON] != NULL;
    const struct formats *formats = NULL;
    struct reporting *reporting = NULL;
    struct study *study = NULL;
    enum status status;

    if (csv && as_json)
        return options_wrong(in, err, "--csv and --json contradict each other");
    status = csv ? formats_load(&formats, err) : STATUS_OK;
    if (!status)
        status = open_study(in, STUDY_READ, &study, err);
    if (!status)
        status = study_hold(study, err);
    if (!status)
        status = report_begin(&reporting, study, err);
    if (!status)
        status = report_go_on(reporting, -1, err);
    if (!status && csv)
        formats->report_csv(stdout, report_so_far(reporting));
    else if (!status && as_json)
        print_json(report_so_far(reporting));
    else if (!status)
        print_tables(report_so_far(reporting));
    report_end(reporting);
    study_close(study);
    return status;
}
