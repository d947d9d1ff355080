/* SPDX-License-Identifier: MIT */
/* A report as one tidy table, as R and pandas like it. */
#include "export/report_csv.h"

#include "export/csv.h"

/* The columns before the value. */
struct place {
    const char *table, *site, *function, *item;
};

static void put(struct csv_writer *csv, const struct place *place, const char *measure,
                const char *value)
{
    const char *const row[] = { place->table, place->site, place->function,
                                place->item,  measure,     value };

    csv_row(csv, row, sizeof row / sizeof row[0]);
}

static void put_count(struct csv_writer *csv, const struct place *place, const char *measure,
                      size_t count)
{
    char value[24];

    snprintf(value, sizeof value, "%zu", count);
    put(csv, place, measure, value);
}

static void put_meetings(struct csv_writer *csv, const struct report_row *row)
{
    struct place place = { "meetings", row->name, row->function, "" };
    char hours[32];

    put_count(csv, &place, "meetings", row->sum.meetings);
    snprintf(hours, sizeof hours, "%.2f", (double)row->sum.sitting / 3600000);
    put(csv, &place, "hours", hours);
    put_count(csv, &place, "meetings without hours", row->sum.without_hours);
    put_count(csv, &place, "entries", row->sum.entries);
    put(csv, &place, "first month", row->sum.first);
    put(csv, &place, "last month", row->sum.last);
}

void report_csv(FILE *out, const struct report *report)
{
    static const char *const header[] = { "table", "site", "function", "item", "measure", "value" };
    struct csv_writer csv = { .out = out };

    csv_row(&csv, header, sizeof header / sizeof header[0]);
    for (size_t i = 0; i < report->crossed.count; i++)
        put_meetings(&csv, &report->crossed.row[i]);
    for (size_t i = 0; i < report->role_count; i++) {
        struct place place = { "people", "", "", report->roles[i].name };

        put_count(&csv, &place, "people", report->roles[i].people);
    }
    for (size_t i = 0; i < report->code_count; i++) {
        const struct report_code *code = &report->codes[i];

        for (size_t f = 0; f < report->functions.count; f++) {
            struct place place = { "codes", "", report->functions.row[f].name, code->name };

            if (code->uses[f] > 0)
                put_count(&csv, &place, "uses", code->uses[f]);
        }
    }
    for (size_t i = 0; i < report->observer_count; i++) {
        struct place place = { "observers", "", "", report->observers[i].initials };

        put_count(&csv, &place, "meetings", report->observers[i].meetings);
        put_count(&csv, &place, "entries", report->observers[i].entries);
    }
}
