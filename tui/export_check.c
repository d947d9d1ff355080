/* SPDX-License-Identifier: MIT */
/* The identity check as a screen: what could be a name, each to be marked as a
 * person, as no name, or as an organisation. What is marked is kept in the
 * study at once and holds for every export. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "core/people_list.h"
#include "core/text.h"
#include "storage/name_rules.h"
#include "storage/people.h"
#include "tui/command.h"
#include "tui/export.h"
#include "tui/export_work.h"
#include "tui/prompt.h"
#include "tui/rows.h"
#include "tui/said.h"
#include "tui/screen_commands.h"

enum { LOOK_EVERY = 100 }; /* milliseconds */

struct check_row {
    const struct export_found *found; /* NULL: a heading */
    enum finding_kind kind;
    char decided[40]; /* what it was marked as; "" nothing */
};

struct check {
    struct rows rows;
    struct exporting *exporting;
    struct export_work *work; /* NULL: it could not be begun */
    bool over;
    size_t done, all;
    struct check_row *row;
    size_t count, room;
};

/* clang-format off */
static const char *const headings[] = {
    [FINDING_WORD]      = "Words that could be names, the likeliest and rarest first",
    [FINDING_DOUBT]     = "Names that are also words, and were replaced in small letters",
    [FINDING_RUN]       = "Names in scripts without capitals, perhaps parts of words",
    [FINDING_RARE]      = "People whom role group and site make rare",
    [FINDING_UNCHECKED] = "Cannot be checked",
    [FINDING_REPLACED]  = "Replaced",
};
/* clang-format on */

static struct check *of(const struct rows *rows)
{
    return rows->data;
}

/* --- what was found ------------------------------------------------------------------------ */

static void add_row(struct check *check, enum finding_kind kind, const struct export_found *found)
{
    check->row = mem_grow(check->row, check->count, &check->room, sizeof *check->row);
    check->row[check->count++] = (struct check_row){ .found = found, .kind = kind };
}

static void make_rows(struct check *check)
{
    size_t count;
    const struct export_found *found = export_work_found(check->work, &count);

    for (size_t i = 0; i < count; i++) {
        if (i == 0 || found[i].kind != found[i - 1].kind)
            add_row(check, found[i].kind, NULL);
        add_row(check, found[i].kind, &found[i]);
    }
}

static enum status check_load(struct app *app, struct rows *rows, struct error *err)
{
    (void)app;
    (void)err;
    rows->count = of(rows)->count;
    return STATUS_OK;
}

static void check_cell(const struct rows *rows, size_t row, size_t column, struct str *out)
{
    const struct check_row *from = &of(rows)->row[row];

    if (from->found == NULL) {
        if (column == 0)
            str_add(out, headings[from->kind]);
    } else if (column == 0) {
        str_add(out, from->found->text);
    } else if (column == 1 && from->kind == FINDING_DOUBT) {
        str_add_format(out, "%zu+%zu", from->found->count, from->found->other);
    } else if (column == 1 && from->found->count > 0) {
        str_add_format(out, "%zu", from->found->count);
    } else if (column == 2 && from->found->meeting > 0) {
        str_add_format(out, "M%d", from->found->meeting);
    } else if (column == 3) {
        str_add(out, from->decided);
    }
}

static void check_key(const struct rows *rows, size_t row, struct str *out)
{
    (void)rows;
    str_add_format(out, "%zu", row);
}

static enum role check_role(const struct rows *rows, size_t row)
{
    return of(rows)->row[row].decided[0] != '\0' ? ROLE_GOOD : ROLE_NORMAL;
}

static bool check_heading(const struct rows *rows, size_t row)
{
    return of(rows)->row[row].found == NULL;
}

static void check_open_row(struct app *app, struct rows *rows, size_t row)
{
    const struct check_row *from = &of(rows)->row[row];

    export_text_open(app, of(rows)->exporting, from->found->meeting,
                     from->kind == FINDING_WORD ? from->found->text : "");
}

static void check_close(struct app *app, struct rows *rows)
{
    struct check *check = rows->data;

    (void)app;
    export_work_end(check->work);
    rows_release(rows);
    free(check->row);
    free(check);
}

/* --- the reading ----------------------------------------------------------------------------- */

static void set_bar(struct check *check)
{
    if (check->over)
        snprintf(check->rows.bar, sizeof check->rows.bar, "moot: identity check");
    else
        snprintf(check->rows.bar, sizeof check->rows.bar, "moot: identity check, reading: %zu%%",
                 check->all > 0 ? check->done * 100 / check->all : 0);
}

static void check_tick(struct app *app, void *data)
{
    struct check *check = ((struct rows *)data)->data;

    if (check->over || check->work == NULL)
        return;
    check->over = export_work_look(check->work, &check->done, &check->all);
    if (check->over && export_work_error(check->work)->status) {
        app_say_error(app, export_work_error(check->work));
    } else if (check->over) {
        make_rows(check);
        check->exporting->checked = true;
        rows_reload(app, &check->rows);
    }
    set_bar(check);
    app->repaint = true;
}

static int check_wait(struct app *app, void *data)
{
    const struct check *check = ((struct rows *)data)->data;

    (void)app;
    return check->work != NULL && !check->over ? LOOK_EVERY : -1;
}

static const struct rows_column columns[] = {
    { "Word", 0, false }, { "Times", 9, true }, { "  First", 8, true }, { "  Marked as", 18, false }
};
static const struct rows_ops check_ops = {
    .title = "Identity check",
    .hint = "p person  w no name  o organisation  Enter where  F9 writes",
    .empty = "\nNothing was found, or it is still being read.",
    .many = "rows",
    .one = "row",
    .contexts = CONTEXT_EXPORT_CHECK,
    .column = columns,
    .column_count = sizeof columns / sizeof columns[0],
    .least = 20,
    .load = check_load,
    .cell = check_cell,
    .key = check_key,
    .role = check_role,
    .heading = check_heading,
    .open = check_open_row,
    .close = check_close,
};

void export_check_open(struct app *app, struct exporting *exporting)
{
    struct check *check;
    struct export_request request;
    struct error err = ERROR_INIT;

    if (!export_request_make(app, exporting, &request))
        return;
    request.check_only = true;
    request.audio = NULL;
    check = mem_alloc(1, sizeof *check);
    check->exporting = exporting;
    check->work = export_work_begin(app, &request, false, &err);
    if (check->work == NULL)
        app_say_error(app, &err);
    rows_init(&check->rows, &check_ops, check);
    rows_open(app, &check->rows, "moot: identity check, reading");
    check->rows.view.tick = check_tick;
    check->rows.view.wait = check_wait;
}

/* --- marking ---------------------------------------------------------------------------------- */

/* The selected finding, if it can be marked; NULL, having said why not. */
static struct check_row *row_to_mark(struct app *app)
{
    struct rows *rows = app->view->data;
    struct check_row *row;
    size_t selected;

    if (!rows_selected(rows, &selected))
        return NULL;
    row = &of(rows)->row[selected];
    if (study_is_read_only(app->study)) {
        app_say(app, ROLE_WARNING, "%s is read-only: nothing can be marked", app->path);
        return NULL;
    }
    if (row->found == NULL || row->kind > FINDING_RUN) {
        app_say(app, ROLE_QUIET, "this is only told: words and names can be marked");
        return NULL;
    }
    return row;
}

static void mark(struct app *app, enum name_rule rule, const char *decided)
{
    struct check_row *row = row_to_mark(app);
    struct error err = ERROR_INIT;

    if (row == NULL)
        return;
    if (rule == NAME_RULE_ORGANISATION && row->kind != FINDING_WORD) {
        app_say(app, ROLE_QUIET,
                "that is the name of a person: a always, c with a capital, w no name");
        return;
    }
    if (rule <= NAME_RULE_CAPITAL && row->kind == FINDING_WORD) {
        app_say(app, ROLE_QUIET, "that word is nobody's name yet: p makes it a person's");
        return;
    }
    if (name_rules_set(app->study, row->found->text, rule, &err)) {
        app_say_error(app, &err);
        return;
    }
    snprintf(row->decided, sizeof row->decided, "  %s", decided);
    app_say(app, ROLE_GOOD, "%s: %s, in every export of this study; u takes it back",
            row->found->text, decided);
    cmd_rows_down(app);
}

void cmd_export_check_word(struct app *app)
{
    mark(app, NAME_RULE_WORD, "no name");
}

void cmd_export_check_organisation(struct app *app)
{
    mark(app, NAME_RULE_ORGANISATION, "organisation");
}

void cmd_export_check_always(struct app *app)
{
    mark(app, NAME_RULE_ALWAYS, "always a name");
}

void cmd_export_check_capital(struct app *app)
{
    mark(app, NAME_RULE_CAPITAL, "with a capital");
}

void cmd_export_check_undo(struct app *app)
{
    struct check_row *row = row_to_mark(app);
    struct error err = ERROR_INIT;

    if (row == NULL)
        return;
    if (strstr(row->decided, "ID ") != NULL)
        app_say(app, ROLE_QUIET, "who somebody is called is changed on the page of that person");
    else if (name_rules_drop(app->study, row->found->text, &err))
        app_say_error(app, &err);
    else
        row->decided[0] = '\0';
}

/* --- a person ----------------------------------------------------------------------------------
 */

/* Somebody who is known is called so, too. */
static enum status name_known(struct app *app, const struct id *id, const char *word,
                              struct error *err)
{
    struct identity_card card;
    enum status status = people_identity(&card, app->study, id, err);

    if (status)
        return status;
    if (card.name[0] == '\0') {
        free(card.name);
        card.name = mem_copy(word);
    } else {
        card.alias = mem_resize(card.alias, card.aliases + 1, sizeof *card.alias);
        card.alias[card.aliases++] = mem_copy(word);
    }
    status = people_set_identity(app->study, id, &card, err);
    identity_card_release(&card);
    return status;
}

/* Somebody new of that name, "283 gp" or "gp" or nothing. */
static enum status name_new(struct app *app, const char *text, const char *word, int *number,
                            struct error *err)
{
    struct people people;
    struct listed_person listed = { .role_group = -1 };
    struct new_person person = { .name = word };
    struct id id;
    enum status status = people_load(&people, app->study, false, err);

    if (!status && text[0] != '\0')
        status = people_list_read_one(&listed, text, people.groups, people.group_count, err);
    if (!status) {
        person.number = listed.number;
        person.alias = listed.alias;
        if (listed.role_group >= 0)
            person.role_group = people.groups[listed.role_group].key;
        status = people_add(app->study, &person, &id, number, err);
    }
    free(listed.alias);
    people_release(&people);
    return status;
}

static bool take_person(struct app *app, void *owner, const char *text)
{
    struct check_row *row = owner;
    struct error err = ERROR_INIT;
    struct id id;
    int number = atoi(text);
    bool known = text[0] != '\0' && strspn(text, "0123456789") == strlen(text) && strlen(text) < 10
                 && people_find(app->study, number, &id, &err) == STATUS_OK;

    if (known ? name_known(app, &id, row->found->text, &err)
              : name_new(app, text, row->found->text, &number, &err)) {
        app_say_error(app, &err);
        return false;
    }
    app->stale = true;
    snprintf(row->decided, sizeof row->decided, "  ID %d", number);
    app_say(app, ROLE_GOOD, "%s is %s%d, and leaves as that", row->found->text,
            known ? "" : "new: ", number);
    return true;
}

static void show_person(struct app *app, void *owner, const char *text, struct styled *out)
{
    (void)app;
    (void)owner;
    (void)text;
    styled_add(out, ROLE_QUIET,
               "a study id, as 283; somebody new: gp, or 283 gp; blank: new, role not known");
}

static const struct prompt_ops person_ops = {
    .title = "Whose name it is",
    .label = "Who is it?",
    .answer = take_person,
    .show = show_person,
};

void cmd_export_check_person(struct app *app)
{
    struct check_row *row = row_to_mark(app);

    if (row != NULL && row->kind != FINDING_WORD)
        app_say(app, ROLE_QUIET, "that is the name of a person already");
    else if (row != NULL)
        prompt_open(app, &person_ops, row, "");
}

/* --- on from here --------------------------------------------------------------------------------
 */

void cmd_export_check_write(struct app *app)
{
    struct check *check = ((struct rows *)app->view->data)->data;
    struct exporting *exporting = check->exporting;

    if (!check->over || export_work_error(check->work)->status) {
        app_say(app, ROLE_QUIET, "nothing is written before the check has ended");
        return;
    }
    app_close(app);
    export_write_asked(app, exporting);
}
