/* SPDX-License-Identifier: MIT */
/* Help: the keys of the screen it was asked on, from the table of commands,
 * and what can be typed, from the table below. */
#include "tui/help.h"
#include "core/list.h"
#include "core/mem.h"
#include "core/text.h"
#include "tui/command.h"
#include "tui/keymap.h"
#include "tui/said.h"
#include "tui/screens.h"
#include <curses.h>
#include <stdlib.h>
#include <string.h>

/* clang-format off */
const struct help_typed help_grammar[] = {
    { "283: words",     "somebody speaks: id, alias, initials" },
    { "sm: words",      "a beginning that is one person's is enough" },
    { "283>60: words",  "to whom; 283>all: to everybody" },
    { "... words",      "the last speaker goes on" },
    { ": words",        "not by the persistent speaker (M-.)" },
    { "@smith: words",  "somebody new, to be identified later" },
    { "?gp: words",     "somebody known by role group alone" },
    { "words #ch",      "a code, by key or name; Tab completes" },
    { "Tab, line empty", "takes what the last line offers; again: the next" },
    { "#ch(diagnostic)", "a code with a modifier" },
    { "#tn  #tn+  #tn-", "a state: the other way; open; close" },
    { "\"words\"",      "heard exactly so" },
    { "// words",       "your interpretation, a comment" },
    { "@14:05 words",   "when it was; @-2m: two minutes ago" },
    { "@14:05",         "alone: moves the last entry" },
    { "s/old/new/",     "corrects the last entry" },
    { ">",              "the next agenda item" },
    { "> fin  > 3",     "that item, by word or number; or new" },
    { "+283  -283",     "arrives, leaves; with commas for several" },
    { "-283!",          "withdraws for this item, by interest" },
    { "+283 phone",     "or online; -283 apologies, absent, late" },
    { "=private",       "also =public, =break, =resume" },
    { "\\words",        "a plain note, nothing is read in it" },
    { "\\#  \\\"",      "the sign itself" },
};
/* The parts of the key map, in the order in which help shows them. */
const struct help_part help_parts[] = {
    { CONTEXT_HOME, "Home" },
    { CONTEXT_FORM, "A form" },
    { CONTEXT_LISTS, "A list of the study" },
    { CONTEXT_PEOPLE, "People" },
    { CONTEXT_CODES, "The codebook" },
    { CONTEXT_LIVE, "The live screen" },
    { CONTEXT_ATTENDANCE, "Attendance" },
    { CONTEXT_AGENDA, "The agenda" },
    { CONTEXT_FIND, "Find" },
    { CONTEXT_TIMELINE, "Timeline" },
    { CONTEXT_REPORT, "Report" },
    { CONTEXT_EXPORT_CHECK, "Identity check" },
    { CONTEXT_EXPORT_MARK, "Meetings to export" },
    { CONTEXT_EXPORT_TEXT, "Preview of an export" },
    { CONTEXT_EXPORT_WORK, "An export being written" },
    { CONTEXT_WRITEUP, "Write-up" },
    { CONTEXT_MARKING, "Marking words" },
    { CONTEXT_WRITING, "Writing a text" },
    { CONTEXT_HISTORY, "History of an entry" },
    { CONTEXT_ROWS, "A list" },
    { CONTEXT_FILTER, "The filter of a list" },
    { CONTEXT_PROMPT, "A line asked for" },
    { CONTEXT_PICK, "Choosing a code" },
    { CONTEXT_ASK, "A question" },
    { CONTEXT_LINE, "The text line" },
    { CONTEXT_HELP, "Help" },
    { CONTEXT_ANY, "Everywhere" },
};
/* clang-format on */
const size_t help_grammar_count = sizeof help_grammar / sizeof help_grammar[0];
const size_t help_part_count = sizeof help_parts / sizeof help_parts[0];

enum { KEY_COLUMNS = 24, KEY_INDENT = 2 };

struct help {
    struct list list;
    unsigned contexts; /* of the screen it was asked on */
    struct styled *row;
    size_t count, room;
    int columns; /* for which the rows were made */
};

static struct styled *add_row(struct help *help)
{
    help->row = mem_grow(help->row, help->count, &help->room, sizeof *help->row);
    help->row[help->count] = (struct styled){ 0 };
    return &help->row[help->count++];
}

static void add_title(struct help *help, const char *title)
{
    if (help->count > 0)
        (void)add_row(help);
    styled_add(add_row(help), ROLE_TITLE, title);
}

/* Adds the words of `means` wrapped, `indent` columns from the left; the first
 * row is there already. */
static void add_wrapped(struct help *help, struct styled *row, int indent, const char *means)
{
    size_t len = strlen(means);
    size_t columns = help->columns > indent + 8 ? (size_t)(help->columns - indent) : 8;

    for (size_t at = 0; at < len;) {
        size_t next = at + text_wrap(means + at, len - at, columns);

        styled_add_format(row, ROLE_NORMAL, "%.*s", (int)(next - at), means + at);
        at = next;
        if (at < len) {
            row = add_row(help);
            styled_add_format(row, ROLE_NORMAL, "%*s", indent, "");
        }
    }
}

/* A key and what it does: side by side, or one under the other. */
static void add_pair(void *data, const char *key, const char *means)
{
    struct help *help = data;
    struct styled *row = add_row(help);
    int gap = KEY_COLUMNS - (int)text_width(key, strlen(key));

    styled_add_format(row, ROLE_CODE, "%*s%s", KEY_INDENT, "", key);
    if (gap < 1 || help->columns < KEY_COLUMNS + KEY_INDENT + 30) {
        row = add_row(help);
        styled_add_format(row, ROLE_NORMAL, "%*s", 3 * KEY_INDENT, "");
        add_wrapped(help, row, 3 * KEY_INDENT, means);
    } else {
        styled_add_format(row, ROLE_NORMAL, "%*s", gap, "");
        add_wrapped(help, row, KEY_INDENT + KEY_COLUMNS, means);
    }
}

/* A command, unless the config has left it without a key, or it does nothing there. */
static void add_command(const struct app *app, struct help *help, const struct command *command)
{
    const char *keys = keymap_keys(app->keymap, command);
    const struct view *asked = app->view->below;
    bool idle = asked != NULL && tui_command_is_idle(command, asked);

    if (keys[0] != '\0' && !idle)
        add_pair(help, keys, command->help);
}

static void free_rows(struct help *help)
{
    for (size_t i = 0; i < help->count; i++)
        styled_release(&help->row[i]);
    free(help->row);
    help->row = NULL;
    help->count = help->room = 0;
}

static void make_rows(struct app *app, struct help *help)
{
    const struct view *asked = app->view->below;

    free_rows(help);
    help->columns = COLS;
    for (size_t part = 0; part < help_part_count; part++) {
        if ((help_parts[part].context & help->contexts) == 0)
            continue;
        add_title(help, help_parts[part].title);
        for (size_t i = 0; i < tui_command_count; i++)
            if (tui_commands[i].contexts & help_parts[part].context)
                add_command(app, help, &tui_commands[i]);
        if (help_parts[part].context == CONTEXT_FIND && asked != NULL
            && asked->ops->explain != NULL) {
            add_title(help, "What can be looked for");
            asked->ops->explain(asked->data, add_pair, help);
        }
        if (help_parts[part].context != CONTEXT_LIVE)
            continue;
        add_pair(help, "M-letter, F3, F5 to F9", "Put a pinned code on the line; alone: log it");
        add_title(help, "What can be typed");
        for (size_t i = 0; i < help_grammar_count; i++)
            add_pair(help, help_grammar[i].typed, help_grammar[i].means);
        if (asked != NULL && asked->ops->explain != NULL) {
            add_title(help, "The codebook");
            asked->ops->explain(asked->data, add_pair, help);
        }
    }
    (void)add_row(help);
    styled_add(add_row(help), ROLE_QUIET, "C-x: Ctrl and x. M-x: Alt and x, or Escape, then x.");
    list_resize(&help->list, help->count, help->list.height);
}

static enum status help_load(struct app *app, void *data, struct error *err)
{
    (void)err;
    make_rows(app, data);
    return STATUS_OK;
}

/* Help has no selection: what moves is the top row. */
static void scroll_rows(struct app *app, long by)
{
    struct help *help = app->view->data;
    size_t most = help->count > help->list.height ? help->count - help->list.height : 0;
    long top = (long)help->list.top + by;

    help->list.top = top < 0 ? 0 : (size_t)top > most ? most : (size_t)top;
    help->list.selected = help->list.top;
}

static void help_draw(struct app *app, void *data)
{
    struct help *help = data;
    int rows = LINES > 2 ? LINES - 2 : LINES;

    if (help->columns != COLS)
        make_rows(app, help);
    erase();
    help->list.height = (size_t)rows;
    scroll_rows(app, 0);
    if (LINES > 2) {
        draw_blank(0, 0, ROLE_BAR);
        draw_cell(0, 1, COLS - 1, ROLE_BAR, "moot: help");
        app_draw_said(app, LINES - 1, "Up, Down, PgUp, PgDn scroll; q or Escape goes back");
    }
    for (int y = 0; y < rows && help->list.top + (size_t)y < help->count; y++)
        (void)draw_styled(y + (LINES > 2), 0, COLS, 1, &help->row[help->list.top + (size_t)y],
                          ROLE_NORMAL);
    move(LINES - 1, 0);
}

static void help_close(struct app *app, void *data)
{
    (void)app;
    free_rows(data);
    free(data);
}

static const struct view_ops help_ops = {
    .contexts = CONTEXT_ANY | CONTEXT_HELP,
    .title = "Help",
    .load = help_load,
    .draw = help_draw,
    .close = help_close,
};

void help_open(struct app *app)
{
    struct help *help;

    if (app->view->ops == &help_ops)
        return;
    help = mem_alloc(1, sizeof *help);
    help->contexts = app->view->ops->contexts | CONTEXT_HELP;
    app_open(app, &help_ops, help);
}

void cmd_help(struct app *app)
{
    help_open(app);
}

void cmd_help_leave(struct app *app)
{
    app_close(app);
}

void cmd_help_up(struct app *app)
{
    scroll_rows(app, -1);
}

void cmd_help_down(struct app *app)
{
    scroll_rows(app, 1);
}

static long page(const struct app *app)
{
    const struct help *help = app->view->data;

    return help->list.height > 1 ? (long)help->list.height - 1 : 1;
}

void cmd_help_page_up(struct app *app)
{
    scroll_rows(app, -page(app));
}

void cmd_help_page_down(struct app *app)
{
    scroll_rows(app, page(app));
}

void cmd_help_first(struct app *app)
{
    scroll_rows(app, -100000);
}

void cmd_help_last(struct app *app)
{
    scroll_rows(app, 100000);
}
