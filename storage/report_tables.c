/* SPDX-License-Identifier: MIT */
/* The tables of a report, made of what was counted so far. */
#include <string.h>

#include "core/clock.h"
#include "core/mem.h"
#include "storage/report_work.h"

size_t report_names_find(const struct report_names *names, int64_t row)
{
    size_t low = 0, high = names->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (names->name[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low < names->count && names->name[low].row == row ? low : names->count;
}

void report_tables_release(struct report *report)
{
    for (size_t i = 0; i < report->code_count; i++)
        free(report->codes[i].uses);
    free(report->sites.row);
    free(report->functions.row);
    free(report->crossed.row);
    free(report->roles);
    free(report->codes);
    free(report->observers);
    *report = (struct report){ 0 };
}

static void add(struct report_sum *sum, const struct report_meeting *meeting)
{
    sum->meetings++;
    sum->entries += meeting->entries;
    if (meeting->sitting == TIME_UNKNOWN)
        sum->without_hours++;
    else
        sum->sitting += meeting->sitting;
    if (meeting->month[0] == '\0')
        return;
    if (sum->first[0] == '\0' || strcmp(meeting->month, sum->first) < 0)
        memcpy(sum->first, meeting->month, sizeof sum->first);
    if (strcmp(meeting->month, sum->last) > 0)
        memcpy(sum->last, meeting->month, sizeof sum->last);
}

/* Keeps the rows that have meetings. */
static void keep_filled(struct report_rows *rows)
{
    size_t kept = 0;

    for (size_t i = 0; i < rows->count; i++)
        if (rows->row[i].sum.meetings > 0)
            rows->row[kept++] = rows->row[i];
    rows->count = kept;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct report_row *)a)->name, ((const struct report_row *)b)->name);
}

/* Rows for all sites (and none) times all functions; one each where the other
 * is left out. */
static void make_rows(struct reporting *reporting, struct report_rows *out, bool sites,
                      bool functions)
{
    const struct report_names *site = &reporting->sites, *function = &reporting->functions;
    size_t down = sites ? site->count + 1 : 1, across = functions ? function->count : 1;

    *out = (struct report_rows){ mem_alloc(down * across + 1, sizeof *out->row), down * across };
    for (size_t i = 0; i < down * across; i++) {
        size_t s = i / across, f = i % across;

        out->row[i].name =
            sites ? (s < site->count ? site->name[s].name : "") : function->name[f].name;
        out->row[i].function = sites && functions ? function->name[f].name : "";
    }
    for (size_t i = 0; i < reporting->meeting_count; i++) {
        const struct report_meeting *meeting = &reporting->meeting[i];
        size_t s = sites ? report_names_find(site, meeting->site) : 0;
        size_t f = functions ? report_names_find(function, meeting->function) : 0;

        if (meeting->counts && (!functions || f < function->count))
            add(&out->row[s * across + f].sum, meeting);
    }
    keep_filled(out);
}

static int by_month(const void *a, const void *b)
{
    return strcmp(a, b);
}

static size_t count_months(const struct reporting *reporting)
{
    char(*months)[8] = mem_alloc(reporting->meeting_count + 1, sizeof *months);
    size_t count = 0, different = 0;

    for (size_t i = 0; i < reporting->meeting_count; i++)
        if (reporting->meeting[i].counts && reporting->meeting[i].month[0] != '\0')
            memcpy(months[count++], reporting->meeting[i].month, sizeof *months);
    qsort(months, count, sizeof *months, by_month);
    for (size_t i = 0; i < count; i++)
        different += i == 0 || strcmp(months[i], months[i - 1]) != 0;
    free(months);
    return different;
}

static void make_roles(struct reporting *reporting, struct report *out)
{
    const struct report_names *roles = &reporting->roles;
    size_t *people = mem_alloc(roles->count + 1, sizeof *people);

    for (size_t i = 0; i < reporting->person_count; i++) {
        if (!reporting->person[i].seen)
            continue;
        people[report_names_find(roles, reporting->person[i].role)]++;
        out->people++;
    }
    out->roles = mem_alloc(roles->count + 1, sizeof *out->roles);
    for (size_t i = 0; i <= roles->count; i++)
        if (people[i] > 0)
            out->roles[out->role_count++] =
                (struct report_role){ i < roles->count ? roles->name[i].key : "",
                                      i < roles->count ? roles->name[i].name : "", people[i] };
    free(people);
}

/* The place of a function among those of the report. */
static size_t place_of(const struct report *out, const char *function)
{
    for (size_t i = 0; i < out->functions.count; i++)
        if (strcmp(out->functions.row[i].name, function) == 0)
            return i;
    return out->functions.count;
}

static void make_codes(struct reporting *reporting, struct report *out)
{
    size_t across = reporting->functions.count;

    out->codes = mem_alloc(reporting->codes.count + 1, sizeof *out->codes);
    for (size_t i = 0; i < reporting->codes.count; i++) {
        struct report_code code = { reporting->codes.name[i].key, reporting->codes.name[i].name,
                                    mem_alloc(out->functions.count + 1, sizeof *code.uses), 0 };

        for (size_t f = 0; f < across; f++) {
            size_t uses = reporting->use[i * across + f];
            size_t place = place_of(out, reporting->functions.name[f].name);

            if (uses == 0)
                continue;
            code.uses[place] += uses;
            code.total += uses;
        }
        if (code.total > 0)
            out->codes[out->code_count++] = code;
        else
            free(code.uses);
    }
}

const struct report *report_so_far(struct reporting *reporting)
{
    struct report *out = &reporting->report;
    struct report_rows all;

    report_tables_release(out);
    make_rows(reporting, &all, false, false);
    if (all.count > 0)
        out->total = all.row[0].sum;
    free(all.row);
    make_rows(reporting, &out->sites, true, false);
    qsort(out->sites.row, out->sites.count, sizeof *out->sites.row, by_name);
    make_rows(reporting, &out->functions, false, true);
    make_rows(reporting, &out->crossed, true, true);
    out->months = count_months(reporting);
    make_roles(reporting, out);
    make_codes(reporting, out);
    out->observers = mem_alloc(reporting->observers.count + 1, sizeof *out->observers);
    for (size_t i = 0; i < reporting->observers.count; i++)
        if (reporting->written[i].entries > 0)
            out->observers[out->observer_count++] =
                (struct report_observer){ reporting->observers.name[i].name,
                                          reporting->written[i].meetings,
                                          reporting->written[i].entries };
    return out;
}

/* "March 2026" of "2026-03". */
static void add_month(struct str *out, const char *month)
{
    static const char *const names[] = { "January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December" };
    int number = (month[5] - '0') * 10 + (month[6] - '0');

    if (strlen(month) == 7 && number >= 1 && number <= 12)
        str_add_format(out, "%s %.4s", names[number - 1], month);
    else
        str_add(out, month);
}

void report_headline(struct str *out, const struct report *report)
{
    const struct report_sum *total = &report->total;

    str_add_format(out, "%zu meeting%s", total->meetings, total->meetings == 1 ? "" : "s");
    if (total->meetings > total->without_hours)
        str_add_format(out, ", about %.*f hours", total->sitting < 36000000 ? 1 : 0,
                       (double)total->sitting / 3600000);
    if (total->without_hours > 0)
        str_add_format(out, " (%zu without hours)", total->without_hours);
    str_add_format(out, ", %zu entries", total->entries);
    if (total->first[0] == '\0')
        return;
    str_add(out, ", ");
    add_month(out, total->first);
    if (strcmp(total->first, total->last) != 0) {
        str_add(out, " to ");
        add_month(out, total->last);
    }
}
