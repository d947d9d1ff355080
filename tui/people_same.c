/* SPDX-License-Identifier: MIT */
/* Two people of the list who are one: somebody who was to be identified turned
 * out to be somebody known. It holds for all meetings, and can be taken back. */
#include "core/text.h"
#include "tui/command.h"
#include "tui/confirm.h"
#include "tui/people_screen.h"
#include "tui/said.h"
#include "tui/screens.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void people_add_merged(const struct people_screen *screen, const struct id *person, struct str *out)
{
    bool any = false;

    for (size_t i = 0; i < screen->merged.count; i++) {
        if (!id_equal(&screen->merged.row[i].into, person))
            continue;
        str_add_format(out, "%s%d", any ? ", " : "was ", screen->merged.row[i].number);
        any = true;
    }
}

/* The screen, if it may be changed and somebody is selected. */
static struct people_screen *screen_to_change(struct app *app)
{
    struct rows *rows = app->view->data;
    struct people_screen *screen = rows->data;
    size_t row;

    if (!rows_selected(rows, &row))
        return NULL;
    if (study_is_read_only(app->study)) {
        app_say(app, ROLE_WARNING, "%s is read-only", app->path);
        return NULL;
    }
    screen->one = people_row(rows, row)->id;
    screen->number = people_row(rows, row)->number;
    return screen;
}

static void show_changed(struct app *app, struct people_screen *screen, int number)
{
    char key[16];

    snprintf(key, sizeof key, "%d", number);
    rows_want(&screen->rows, key);
    rows_reload(app, &screen->rows);
}

/* --- one ------------------------------------------------------------------------------ */

static void make_one(struct app *app)
{
    struct people_screen *screen = ((struct rows *)app->view->data)->data;
    struct error err = ERROR_INIT;

    if (people_merge(app->study, &screen->one, &screen->other, &err)) {
        app_say_error(app, &err);
        return;
    }
    show_changed(app, screen, screen->other_number);
    app_say(app, ROLE_GOOD, "%d is %d now; - there makes them two again", screen->number,
            screen->other_number);
}

static bool is_number(const char *text)
{
    return text[0] != '\0' && strspn(text, "0123456789") == strlen(text) && strlen(text) < 10;
}

static bool same_answer(struct app *app, const char *text)
{
    struct error err = ERROR_INIT;
    struct people_screen *screen;
    struct id other;

    if (!is_number(text)) {
        app_say(app, ROLE_WARNING, "the study id of somebody on the list, as 283");
        return false;
    }
    if (people_find(app->study, atoi(text), &other, &err)) {
        app_say_error(app, &err);
        return false;
    }
    app_close(app);
    screen = ((struct rows *)app->view->data)->data;
    screen->other = other;
    screen->other_number = atoi(text);
    if (id_equal(&screen->one, &other))
        app_say(app, ROLE_QUIET, "%d is %d already", screen->number, screen->other_number);
    else
        app_confirm(app, make_one, "show %d as %d everywhere, in all meetings?", screen->number,
                    screen->other_number);
    return true;
}

void cmd_people_same(struct app *app)
{
    struct people_screen *screen = screen_to_change(app);

    if (screen == NULL)
        return;
    snprintf(screen->question, sizeof screen->question, "Who is %d? The study id of somebody known",
             screen->number);
    ask_open(app, screen->question, "all that was said and done as one is the other's then",
             same_answer, app_close);
}

/* --- two ------------------------------------------------------------------------------ */

static void make_two(struct app *app)
{
    struct people_screen *screen = ((struct rows *)app->view->data)->data;
    struct error err = ERROR_INIT;

    if (people_part(app->study, &screen->other, &err)) {
        app_say_error(app, &err);
        return;
    }
    show_changed(app, screen, screen->other_number);
    app_say(app, ROLE_GOOD, "%d and %d are two people again", screen->other_number, screen->number);
}

/* Of several the one with the greatest id, then the others. */
void cmd_people_part(struct app *app)
{
    struct people_screen *screen = screen_to_change(app);
    const struct merged_person *last = NULL;

    if (screen == NULL)
        return;
    for (size_t i = 0; i < screen->merged.count; i++)
        if (id_equal(&screen->merged.row[i].into, &screen->one))
            last = &screen->merged.row[i];
    if (last == NULL) {
        app_say(app, ROLE_QUIET, "nobody else was found to be %d", screen->number);
        return;
    }
    screen->other = last->person;
    screen->other_number = last->number;
    app_confirm(app, make_two, "make %d and %d two people again?", last->number, screen->number);
}
