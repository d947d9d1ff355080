/* SPDX-License-Identifier: MIT */
/* The people of the study by number, without a name in sight: those to be
 * identified first. n adds somebody in one line. */
#include "tui/people_screen.h"

#include "core/mem.h"
#include "core/people_list.h"
#include "core/text.h"
#include "tui/command.h"
#include "tui/said.h"
#include "tui/screens.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct person *people_row(const struct rows *rows, size_t row)
{
    const struct people_screen *screen = rows->data;

    return &screen->people.people[row];
}

static enum status people_read(struct app *app, struct rows *rows, struct error *err)
{
    struct people_screen *screen = rows->data;
    size_t all = 0;

    people_release(&screen->people);
    people_seats_release(&screen->seats);
    people_merged_release(&screen->merged);
    if (people_load_listed(&screen->people, app->study, rows_wanted(rows), &all, err)
        || people_seats(&screen->seats, app->study, err)
        || people_merged_load(&screen->merged, app->study, err))
        return err->status;
    rows->count = screen->people.person_count;
    rows->left = all > rows->count ? all - rows->count : 0;
    return STATUS_OK;
}

/* The first seat of a person, or where it would be. */
static size_t first_seat(const struct seats *seats, const struct id *person)
{
    size_t from = 0, to = seats->count;

    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (memcmp(seats->seat[middle].person.byte, person->byte, sizeof person->byte) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* Where a person usually sits: "3 Senate (chair), A Cabinet". */
static void add_seats(const struct people_screen *screen, const struct id *person, struct str *out)
{
    const struct seats *seats = &screen->seats;
    bool any = false;

    for (size_t i = first_seat(seats, person);
         i < seats->count && id_equal(&seats->seat[i].person, person); i++) {
        const struct seat *seat = &seats->seat[i];

        str_add_format(out, "%s%s%s%s", any ? ", " : "", seat->site,
                       seat->site[0] != '\0' ? " " : "", seat->body);
        if (seat->capacity != CAPACITY_MEMBER)
            str_add_format(out, " (%s)", capacity_words[seat->capacity].name);
        any = true;
    }
}

static void people_cell(const struct rows *rows, size_t row, size_t column, struct str *out)
{
    const struct people_screen *screen = rows->data;
    const struct person *person = people_row(rows, row);

    if (column == 0)
        str_add_format(out, "%d", person->number);
    else if (column == 1 && person->role_group >= 0)
        str_add(out, screen->people.groups[person->role_group].name);
    else if (column == 2)
        add_seats(screen, &person->id, out);
    else if (column == 3 && person->to_identify)
        str_add(out, "to identify");
    else if (column == 3)
        people_add_merged(screen, &person->id, out);
}

static enum role people_role(const struct rows *rows, size_t row)
{
    return people_row(rows, row)->to_identify ? ROLE_STATE : ROLE_NORMAL;
}

static void people_open_row(struct app *app, struct rows *rows, size_t row)
{
    struct people_screen *screen = rows->data;
    struct str sits = STR_INIT;

    if (study_is_read_only(app->study)) {
        app_say(app, ROLE_WARNING, "%s is read-only", app->path);
        return;
    }
    add_seats(screen, &people_row(rows, row)->id, &sits);
    person_open(app, people_row(rows, row), &screen->people, str_text(&sits));
    str_release(&sits);
}

/* --- adding ---------------------------------------------------------------------- */

/* Whether somebody has that short form already; `text` gets the message. */
static enum status look_for_alias(const struct people *people, const char *alias, struct error *err)
{
    size_t len = alias != NULL ? strlen(alias) : 0;

    for (size_t i = 0; i < people->person_count && len > 0; i++) {
        const struct person *person = &people->people[i];
        bool same = person->initials != NULL
                    && text_same(person->initials, strlen(person->initials), alias, len);

        for (size_t j = 0; j < person->alias_count; j++)
            same = same || text_same(person->aliases[j], strlen(person->aliases[j]), alias, len);
        if (same)
            return error_set(err, STATUS_EXISTS, "\"%s\" is typed for %d already: choose another",
                             alias, person->number);
    }
    return STATUS_OK;
}

static enum status add_typed(struct study *study, const char *text, int *number, struct error *err)
{
    struct people people;
    struct listed_person listed = { 0 };
    struct new_person person = { 0 };
    struct id id;
    enum status status = people_load(&people, study, true, err);

    if (!status)
        status = people_list_read_one(&listed, text, people.groups, people.group_count, err);
    if (!status)
        status = look_for_alias(&people, listed.alias, err);
    if (!status) {
        person.number = listed.number;
        person.alias = listed.alias;
        if (listed.role_group >= 0)
            person.role_group = people.groups[listed.role_group].key;
        status = people_add(study, &person, &id, number, err);
    }
    free(listed.alias);
    people_release(&people);
    return status;
}

static bool add_answer(struct app *app, const char *text)
{
    struct error err = ERROR_INIT;
    char key[16];
    int number;

    if (add_typed(app->study, text, &number, &err)) {
        app_say_error(app, &err);
        return false;
    }
    snprintf(key, sizeof key, "%d", number);
    app_close(app);
    rows_want(app->view->data, key);
    app->stale = true;
    app_say(app, ROLE_GOOD, "%d is added", number);
    return true;
}

static void people_add_row(struct app *app, struct rows *rows)
{
    (void)rows;
    ask_open(app, "Who is new? Role group and short form: gp ab",
             "a number in front is their study id, as 283 gp ab; without one: the next", add_answer,
             app_close);
}

static void people_closed(struct app *app, struct rows *rows)
{
    struct people_screen *screen = rows->data;

    (void)app;
    people_release(&screen->people);
    people_seats_release(&screen->seats);
    people_merged_release(&screen->merged);
    rows_release(rows);
    free(screen);
}

static const struct rows_column columns[] = {
    { "Id", 8, true }, { "Role group", 20, false }, { "Sits in", 0, false }, { "", 12, false }
};
static const struct rows_ops people_ops = {
    .title = "People",
    .hint = "Enter role  n new  i identity  = same as  / filter  ? help",
    .empty = "Nobody yet.\n\nn adds somebody in one line: gp ab. Lists come in by\n"
             "moot import people.csv.",
    .many = "people",
    .one = "person",
    .contexts = CONTEXT_PEOPLE,
    .column = columns,
    .column_count = 4,
    .load = people_read,
    .cell = people_cell,
    .role = people_role,
    .open = people_open_row,
    .add = people_add_row,
    .close = people_closed,
};

void people_open(struct app *app)
{
    struct people_screen *screen = mem_alloc(1, sizeof *screen);

    rows_init(&screen->rows, &people_ops, screen);
    rows_open(app, &screen->rows, "moot: people");
}

void cmd_people_identity(struct app *app)
{
    struct rows *rows = app->view->data;
    const struct people_screen *screen = rows->data;
    struct str label = STR_INIT;
    size_t row;

    if (!rows_selected(rows, &row))
        return;
    person_label(&label, people_row(rows, row), screen->people.groups);
    identity_open(app, &people_row(rows, row)->id, str_text(&label));
    str_release(&label);
}
