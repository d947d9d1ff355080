/* SPDX-License-Identifier: MIT */
/* Who one person is: opened on purpose, read from the study only then, and
 * out of memory and off the screen when it is left. */
#include "core/mem.h"
#include "core/people_list.h"
#include "tui/form.h"
#include "tui/people.h"
#include "tui/said.h"
#include <stdlib.h>
#include <string.h>

enum {
    IDENTITY_NAME,
    IDENTITY_ORGANISATION,
    IDENTITY_REPLACE,
    IDENTITY_INITIALS,
    IDENTITY_ALIASES,
    IDENTITY_SAVE,
    IDENTITY_FIELDS
};

/* clang-format off */
static const struct form_field fields[IDENTITY_FIELDS] = {
    [IDENTITY_NAME]         = { "Name",          "their real name, as Anna Smith: exports replace it", FORM_TEXT, 1, false },
    [IDENTITY_ORGANISATION] = { "Organisation",  "where they work", FORM_TEXT, 1, false },
    [IDENTITY_REPLACE]      = { "In exports",    "Left and Right: is it replaced in exports, as a name is", FORM_CHOICE, 1, false },
    [IDENTITY_INITIALS]     = { "Initials",      "typed before a colon, as ab; the letters are not kept", FORM_TEXT, 1, false },
    [IDENTITY_ALIASES]      = { "Short forms",   "what else is typed for them, with commas between", FORM_TEXT, 1, true },
    [IDENTITY_SAVE]         = { "Save",          "Enter saves; Escape leaves and hides all this again", FORM_BUTTON, 1, false },
};
static const char *const replace_words[] = { "the organisation stays", "the organisation is replaced, too" };
/* clang-format on */

struct identity_form {
    struct form form;
    struct id id;
    char *label;
};

/* Overwrites what was shown before it is given back. */
static void wipe(struct form *form)
{
    for (size_t i = 0; i < form->count; i++) {
        struct str *text = &form->state[i].line.text, *kill = &form->state[i].line.kill;

        if (text->text != NULL)
            memset(text->text, 0, text->len);
        if (kill->text != NULL)
            memset(kill->text, 0, kill->len);
    }
}

/* A short form as it is kept. */
static char *short_form(const char *typed)
{
    struct str form = STR_INIT;

    str_add(&form, typed);
    people_raise_initials(&form);
    return str_take(&form);
}

/* The short forms between commas; false having said which cannot be typed. */
static bool read_aliases(struct app *app, struct form *form, struct identity_card *card)
{
    char *text = form_take(form, IDENTITY_ALIASES), *part = text, *end;
    size_t room = 0;
    bool good = true;

    for (; good && part != NULL; part = end) {
        size_t len;

        end = strchr(part, ',');
        if (end != NULL)
            *end++ = '\0';
        part += strspn(part, " ");
        for (len = strlen(part); len > 0 && part[len - 1] == ' ';)
            part[--len] = '\0';
        if (len == 0)
            continue;
        if (!people_alias_fits(part, len)) {
            form_wrong(app, form, IDENTITY_ALIASES,
                       "\"%.40s\" cannot be typed before a colon: letters and digits, a letter "
                       "first, no blank",
                       part);
            good = false;
        } else {
            card->alias = mem_grow(card->alias, card->aliases, &room, sizeof *card->alias);
            card->alias[card->aliases++] = short_form(part);
        }
    }
    free(text);
    return good;
}

static void identity_save(struct app *app, struct form *form)
{
    struct identity_form *identity = form->data;
    char *initials = form_take(form, IDENTITY_INITIALS);
    struct identity_card card = { .name = form_take(form, IDENTITY_NAME),
                                  .organisation = form_take(form, IDENTITY_ORGANISATION),
                                  .initials = short_form(initials),
                                  .replace_organisation =
                                      form_choice(form, IDENTITY_REPLACE) == 1 };
    struct error err = ERROR_INIT;

    if (study_is_read_only(app->study)) {
        app_say(app, ROLE_WARNING, "%s is read-only: nothing can be changed", app->path);
    } else if (!people_alias_fits(card.initials, strlen(card.initials))) {
        form_wrong(app, form, IDENTITY_INITIALS,
                   "\"%.40s\" cannot be typed before a colon: letters and digits alone",
                   card.initials);
    } else if (read_aliases(app, form, &card)) {
        if (people_set_identity(app->study, &identity->id, &card, &err)) {
            form_wrong(app, form, IDENTITY_INITIALS, "%s", err.text);
        } else {
            app->stale = true;
            app_close(app);
            app_say(app, ROLE_GOOD, "saved, and out of sight again");
        }
    }
    free(initials);
    identity_card_release(&card);
}

static void identity_close(struct app *app, struct form *form)
{
    struct identity_form *identity = form->data;

    (void)app;
    wipe(form);
    form_release(form);
    free(identity->label);
    free(identity);
}

static const struct form_ops identity_ops = {
    .title = "Who a person is",
    .save = identity_save,
    .close = identity_close,
};

void identity_open(struct app *app, const struct id *person, const char *label)
{
    struct identity_form *identity = mem_alloc(1, sizeof *identity);
    struct identity_card card;
    struct error err = ERROR_INIT;
    struct str aliases = STR_INIT, bar = STR_INIT;

    identity->id = *person;
    identity->label = mem_copy(label);
    form_init(&identity->form, &identity_ops, fields, IDENTITY_FIELDS, identity);
    if (people_identity(&card, app->study, person, &err)) {
        app_say_error(app, &err);
        identity_close(app, &identity->form);
        return;
    }
    for (size_t i = 0; i < card.aliases; i++)
        str_add_format(&aliases, "%s%s", i > 0 ? ", " : "", card.alias[i]);
    form_choices(&identity->form, IDENTITY_REPLACE, replace_words, 2);
    form_set(&identity->form, IDENTITY_NAME, card.name);
    form_set(&identity->form, IDENTITY_ORGANISATION, card.organisation);
    form_choose(&identity->form, IDENTITY_REPLACE, card.replace_organisation);
    form_set(&identity->form, IDENTITY_INITIALS, card.initials);
    form_set(&identity->form, IDENTITY_ALIASES, str_text(&aliases));
    identity_card_release(&card);
    str_add_format(&bar, "moot: who %s is (kept apart, never exported as it is)", label);
    form_open(app, &identity->form, str_text(&bar));
    str_release(&aliases);
    str_release(&bar);
}
