/* SPDX-License-Identifier: MIT */
/* The screen on which a code is chosen. Three steps, each a list that is
 * narrowed by typing: the code, what a state is to do there, each modifier. */
#include "tui/pick.h"
#include "core/list.h"
#include "core/mem.h"
#include "core/text.h"
#include "tui/said.h"
#include "tui/writeup_commands.h"
#include <curses.h>
#include <stdlib.h>
#include <string.h>

enum step { STEP_CODE, STEP_STATE, STEP_MODIFIER };

struct pick {
    const struct room *room;
    char *on;
    void *owner;
    void (*taken)(struct app *app, void *owner, const struct picked *picked);
    bool only_modifiers;
    struct line line;
    enum step step;
    size_t *order; /* codes as they are listed, recent ones first */
    size_t order_count;
    size_t recent_count; /* how many of them were used last: a digit takes each */
    size_t *fits;        /* what fits the line: codes, states or choices */
    size_t fit_count, fit_room;
    struct list list; /* over fits */
    struct picked picked;
    size_t modifier; /* of STEP_MODIFIER: which is asked */
};

/* clang-format off */
static const struct { const char *name, *means; } states[] = {
    [PICK_HERE]   = { "here",   "it was so on these words only: opened and closed here" },
    [PICK_OPENS]  = { "opens",  "it begins here and lasts until it is closed" },
    [PICK_CLOSES] = { "closes", "it ends here" },
};
/* clang-format on */
enum { STATES = sizeof states / sizeof states[0] };

void picked_release(struct picked *picked)
{
    for (size_t i = 0; i < picked->value_count; i++)
        free(picked->values[i].value);
    free(picked->values);
    *picked = (struct picked){ 0 };
}

/* --- what fits ------------------------------------------------------------------ */

static const struct code *code_of(const struct pick *pick)
{
    return &pick->room->codes[pick->picked.code];
}

static const struct modifier *modifier_of(const struct pick *pick)
{
    return &code_of(pick)->modifiers[pick->modifier];
}

static bool same_key(const char *key, const char *typed, size_t len)
{
    return key[0] != '\0' && text_same(key, strlen(key), typed, len);
}

/* Whether a word of `text` begins with what was typed. */
static bool has_word(const char *text, const char *typed, size_t len)
{
    size_t all = strlen(text), at = 0;

    do {
        if (text_begins(text + at, all - at, typed, len))
            return true;
        at = text_next_word(text, all, at);
        while (at < all && text[at] == ' ')
            at++;
    } while (at < all);
    return false;
}

static bool fits(const struct pick *pick, size_t i, const char *typed, size_t len)
{
    const struct code *code;

    if (len == 0)
        return true;
    if (pick->step == STEP_STATE)
        return has_word(states[i].name, typed, len);
    if (pick->step == STEP_MODIFIER)
        return i > 0 && has_word(modifier_of(pick)->choices[i - 1], typed, len);
    code = &pick->room->codes[i];
    return text_begins(code->key, strlen(code->key), typed, len)
           || has_word(code->name, typed, len);
}

static void add_fit(struct pick *pick, size_t i)
{
    pick->fits = mem_grow(pick->fits, pick->fit_count, &pick->fit_room, sizeof *pick->fits);
    pick->fits[pick->fit_count++] = i;
}

/* The rows that fit what is typed; of codes, the one that has it as its whole
 * key first. */
static void find_fits(struct pick *pick)
{
    const char *typed = str_text(&pick->line.text);
    size_t len = pick->line.text.len, count;

    while (len > 0 && typed[len - 1] == ' ')
        len--;
    if (pick->step == STEP_CODE && len > 0 && typed[0] == '#') { /* by habit */
        typed++;
        len--;
    }
    pick->fit_count = 0;
    count = pick->step == STEP_CODE    ? pick->order_count
            : pick->step == STEP_STATE ? STATES
                                       : modifier_of(pick)->choice_count + 1;
    for (size_t i = 0; pick->step == STEP_CODE && len > 0 && i < count; i++)
        if (same_key(pick->room->codes[pick->order[i]].key, typed, len))
            add_fit(pick, pick->order[i]);
    for (size_t i = 0; i < count; i++) {
        size_t row = pick->step == STEP_CODE ? pick->order[i] : i;

        if ((pick->fit_count == 0 || pick->fits[0] != row) && fits(pick, row, typed, len))
            add_fit(pick, row);
    }
    list_resize(&pick->list, pick->fit_count, pick->list.height);
    list_select(&pick->list, 0);
}

/* --- order ----------------------------------------------------------------------- */

static bool is_listed(const struct pick *pick, size_t code)
{
    for (size_t i = 0; i < pick->order_count; i++)
        if (pick->order[i] == code)
            return true;
    return false;
}

static void list_code(struct pick *pick, int code)
{
    if (code >= 0 && !pick->room->codes[code].retired && !is_listed(pick, (size_t)code))
        pick->order[pick->order_count++] = (size_t)code;
}

/* Codes used last, then those of the meeting by how often, then the others in
 * the order of the codebook. */
static void order_codes(struct pick *pick, const struct pick_setup *setup)
{
    const struct room *room = setup->room;

    pick->order = mem_alloc(room->code_count + 1, sizeof *pick->order);
    for (size_t i = 0; i < setup->recent_count; i++)
        list_code(pick, room_find_code(room, &setup->recent[i]));
    pick->recent_count = pick->order_count < 9 ? pick->order_count : 9;
    for (;;) {
        int most = -1;

        for (size_t i = 0; i < room->code_count; i++)
            if (room->code_uses[i] > 0 && !room->codes[i].retired && !is_listed(pick, i)
                && (most < 0 || room->code_uses[i] > room->code_uses[most]))
                most = (int)i;
        if (most < 0)
            break;
        list_code(pick, most);
    }
    for (size_t i = 0; i < room->code_count; i++)
        list_code(pick, (int)i);
}

/* --- steps ----------------------------------------------------------------------- */

static void finish(struct app *app, struct pick *pick)
{
    struct picked picked = pick->picked;
    void (*taken)(struct app * at, void *to, const struct picked *is) = pick->taken;
    void *owner = pick->owner;

    pick->picked = (struct picked){ 0 };
    app_close(app);
    taken(app, owner, &picked);
    picked_release(&picked);
}

/* The value that a modifier has now; NULL none. */
static struct change_value *value_of(const struct pick *pick)
{
    for (size_t i = 0; i < pick->picked.value_count; i++)
        if (id_equal(&pick->picked.values[i].modifier, &modifier_of(pick)->id))
            return &pick->picked.values[i];
    return NULL;
}

static void ask_modifier(struct app *app, struct pick *pick, size_t modifier)
{
    const struct change_value *value;

    if (modifier >= code_of(pick)->modifier_count) {
        finish(app, pick);
        return;
    }
    pick->step = STEP_MODIFIER;
    pick->modifier = modifier;
    value = value_of(pick);
    line_set(&pick->line, "");
    find_fits(pick);
    for (size_t i = 0; value != NULL && i < modifier_of(pick)->choice_count; i++)
        if (strcmp(modifier_of(pick)->choices[i], value->value) == 0)
            list_select(&pick->list, i + 1);
    if (value != NULL && pick->list.selected == 0)
        line_set(&pick->line, value->value);
}

/* Sets the modifier that is asked, or takes its value away. */
static void set_value(struct pick *pick, const char *text)
{
    struct picked *picked = &pick->picked;
    struct change_value *value = value_of(pick);

    if (value == NULL && text[0] == '\0')
        return;
    if (value == NULL) {
        picked->values = mem_resize(picked->values, picked->value_count + 1, sizeof *value);
        value = &picked->values[picked->value_count++];
        *value = (struct change_value){ .modifier = modifier_of(pick)->id };
    }
    free(value->value);
    value->value = mem_copy(text);
    if (text[0] == '\0') {
        free(value->value);
        *value = picked->values[--picked->value_count];
    }
}

static void take_code(struct app *app, struct pick *pick)
{
    if (pick->fit_count == 0) {
        app_say(app, ROLE_QUIET, "no code has that key or a word of its name that begins so");
        return;
    }
    pick->picked.code = (int)pick->fits[pick->list.selected];
    if (!code_of(pick)->state) {
        ask_modifier(app, pick, 0);
        return;
    }
    pick->step = STEP_STATE;
    line_set(&pick->line, "");
    find_fits(pick);
}

/* A digit alone, which no code begins with, takes one of those used last. */
static void take_recent(struct app *app, struct pick *pick)
{
    size_t digit = 0;

    if (pick->step == STEP_CODE && pick->line.text.len == 1 && pick->fit_count == 0)
        digit = (size_t)(unsigned char)str_text(&pick->line.text)[0] - '0';
    if (digit < 1 || digit > pick->recent_count)
        return;
    line_set(&pick->line, "");
    find_fits(pick);
    list_select(&pick->list, digit - 1);
    take_code(app, pick);
}

static void take_modifier(struct app *app, struct pick *pick)
{
    struct str typed = STR_INIT;
    size_t choice = pick->fit_count > 0 ? pick->fits[pick->list.selected] : 0;

    text_clean_line(&typed, str_text(&pick->line.text), pick->line.text.len);
    if (choice > 0)
        set_value(pick, modifier_of(pick)->choices[choice - 1]);
    else
        set_value(pick, str_text(&typed)); /* free words, or none */
    str_release(&typed);
    ask_modifier(app, pick, pick->modifier + 1);
}

void cmd_pick_take(struct app *app)
{
    struct pick *pick = app->view->data;

    if (pick->step == STEP_CODE) {
        take_code(app, pick);
    } else if (pick->step == STEP_MODIFIER) {
        take_modifier(app, pick);
    } else if (pick->fit_count > 0) {
        pick->picked.state = (enum pick_state)pick->fits[pick->list.selected];
        ask_modifier(app, pick, 0);
    }
}

void cmd_pick_skip(struct app *app)
{
    struct pick *pick = app->view->data;

    if (pick->step == STEP_MODIFIER)
        finish(app, pick);
    else
        cmd_pick_take(app);
}

void cmd_pick_leave(struct app *app)
{
    struct pick *pick = app->view->data;

    if (pick->step == STEP_CODE || pick->only_modifiers) {
        app_close(app);
        return;
    }
    while (pick->picked.value_count > 0)
        free(pick->picked.values[--pick->picked.value_count].value);
    pick->step = STEP_CODE;
    line_set(&pick->line, "");
    find_fits(pick);
}

void cmd_pick_up(struct app *app)
{
    list_move(&((struct pick *)app->view->data)->list, -1);
}

void cmd_pick_down(struct app *app)
{
    list_move(&((struct pick *)app->view->data)->list, 1);
}

void cmd_pick_page_up(struct app *app)
{
    struct pick *pick = app->view->data;

    list_move(&pick->list, -(long)pick->list.height);
}

void cmd_pick_page_down(struct app *app)
{
    struct pick *pick = app->view->data;

    list_move(&pick->list, (long)pick->list.height);
}

void cmd_pick_clear(struct app *app)
{
    struct pick *pick = app->view->data;

    line_set(&pick->line, "");
    find_fits(pick);
}

/* --- painting --------------------------------------------------------------------- */

static int draw_pair(int y, const char *name, const char *text, int rows)
{
    struct styled styled = { 0 };
    int used;

    if (text == NULL || text[0] == '\0' || rows <= 0)
        return 0;
    styled_add(&styled, ROLE_QUIET, name);
    styled_add(&styled, ROLE_NORMAL, text);
    used = draw_styled(y, 1, COLS - 2, rows, &styled, ROLE_NORMAL);
    styled_release(&styled);
    return used;
}

static void add_choices(struct str *out, const struct code *code)
{
    for (size_t i = 0; i < code->modifier_count; i++) {
        str_add_format(out, "%s%s", i > 0 ? "; " : "", code->modifiers[i].name);
        for (size_t j = 0; j < code->modifiers[i].choice_count; j++)
            str_add_format(out, "%s %s", j > 0 ? "," : ":", code->modifiers[i].choices[j]);
    }
}

/* The selected code in the words of the codebook. */
static void draw_code(const struct code *code, int y, int rows)
{
    struct str choices = STR_INIT;
    int used = 0;

    if (rows <= 0)
        return;
    add_choices(&choices, code);
    (void)draw_cell(y, 1, COLS - 2, ROLE_TITLE, code->name);
    used = 1;
    used += draw_pair(y + used, "", code->definition, rows - used);
    used += draw_pair(y + used, "use when: ", code->use_when, rows - used);
    used += draw_pair(y + used, "not when: ", code->not_when, rows - used);
    (void)draw_pair(y + used, "with ", str_text(&choices), rows - used);
    str_release(&choices);
}

static void draw_row(const struct pick *pick, int y, size_t i, bool selected)
{
    enum role role = selected ? ROLE_SELECTED : ROLE_NORMAL;
    int x = 1;

    if (selected)
        draw_blank(y, 0, ROLE_SELECTED);
    if (pick->step == STEP_STATE) {
        (void)draw_cell(y, x, 10, role, states[i].name);
        (void)draw_cell(y, x + 10, COLS - 12, role, states[i].means);
    } else if (pick->step == STEP_MODIFIER) {
        (void)draw_cell(y, x, COLS - 2, role,
                        i > 0 ? modifier_of(pick)->choices[i - 1] : "(none, or type words)");
    } else {
        const struct code *code = &pick->room->codes[i];

        for (size_t recent = 0; recent < pick->recent_count; recent++)
            if (pick->order[recent] == i && pick->line.text.len == 0)
                (void)draw_cell(y, 0, 1, selected ? role : ROLE_QUIET,
                                (char[]){ (char)('1' + recent), '\0' });
        x = 2;
        (void)draw_cell(y, x, 7, selected ? role : code->state ? ROLE_STATE : ROLE_CODE, code->key);
        x += 8 + draw_cell(y, x + 8, COLS - 10, role, code->name) + 2;
        if (x + 20 < COLS && COLS >= 76)
            (void)draw_cell(y, x, COLS - x - 1, selected ? role : ROLE_QUIET, code->definition);
    }
}

static void draw_question(const struct pick *pick, int y)
{
    const char *text = str_text(&pick->line.text);
    struct str label = STR_INIT;
    int x;

    if (pick->step == STEP_CODE)
        str_add(&label, "Code #");
    else if (pick->step == STEP_STATE)
        str_add_format(&label, "%s: ", code_of(pick)->name);
    else
        str_add_format(&label, "%s, %s: ", code_of(pick)->name, modifier_of(pick)->name);
    x = draw_cell(y, 1, COLS * 2 / 3, ROLE_TITLE, str_text(&label)) + 1;
    (void)draw_cell(y, x, COLS - x - 1, ROLE_NORMAL, text);
    move(y, x + (int)text_width(text, pick->line.cursor));
    str_release(&label);
}

static void pick_draw(struct app *app, void *data)
{
    static const char *const hints[] = {
        [STEP_CODE] = "a key, a word or a digit; Enter takes the code, Escape leaves",
        [STEP_STATE] = "Enter takes it, Escape goes back to the codes",
        [STEP_MODIFIER] = "Enter takes it, Tab leaves out the rest, Escape goes back",
    };
    struct pick *pick = data;
    int details = pick->step != STEP_CODE ? 0 : LINES >= 20 ? 8 : LINES >= 14 ? 4 : 0;
    int rows = LINES - 3 - details;

    erase();
    draw_blank(0, 0, ROLE_BAR);
    (void)draw_cell(0, 1, COLS - 2, ROLE_BAR, pick->on);
    list_resize(&pick->list, pick->fit_count, (size_t)(rows > 0 ? rows : 1));
    for (int y = 0; y < rows && pick->list.top + (size_t)y < pick->fit_count; y++) {
        size_t i = pick->list.top + (size_t)y;

        draw_row(pick, y + 2, pick->fits[i], i == pick->list.selected);
    }
    if (pick->fit_count == 0)
        (void)draw_cell(2, 1, COLS - 2, ROLE_QUIET,
                        pick->step == STEP_MODIFIER ? "Enter takes these words" : "nothing fits");
    else if (pick->step == STEP_CODE)
        draw_code(&pick->room->codes[pick->fits[pick->list.selected]], LINES - 1 - details,
                  details);
    app_draw_said(app, LINES - 1, hints[pick->step]);
    draw_question(pick, 1);
}

/* --- the screen --------------------------------------------------------------------- */

static enum status pick_load(struct app *app, void *data, struct error *err)
{
    struct pick *pick = data;

    (void)err;
    if (pick->only_modifiers)
        ask_modifier(app, pick, 0);
    else
        find_fits(pick);
    return STATUS_OK;
}

static struct line *pick_line(struct app *app, void *data)
{
    (void)app;
    return &((struct pick *)data)->line;
}

static void pick_edited(struct app *app, void *data, bool changed)
{
    app_say(app, ROLE_NORMAL, "%s", "");
    if (!changed)
        return;
    find_fits(data);
    take_recent(app, data);
}

static void pick_close(struct app *app, void *data)
{
    struct pick *pick = data;

    (void)app;
    picked_release(&pick->picked);
    line_release(&pick->line);
    free(pick->on);
    free(pick->order);
    free(pick->fits);
    free(pick);
}

static const struct view_ops pick_ops = {
    .contexts = CONTEXT_ANY | CONTEXT_LINE | CONTEXT_PICK,
    .title = "Choosing a code",
    .load = pick_load,
    .draw = pick_draw,
    .line = pick_line,
    .edited = pick_edited,
    .close = pick_close,
};

void pick_open(struct app *app, const struct pick_setup *setup)
{
    struct pick *pick = mem_alloc(1, sizeof *pick);

    pick->room = setup->room;
    pick->on = mem_copy(setup->on);
    pick->owner = setup->owner;
    pick->taken = setup->taken;
    pick->only_modifiers = setup->code >= 0;
    if (pick->only_modifiers)
        pick->picked.code = setup->code;
    if (setup->value_count > 0)
        pick->picked.values = mem_alloc(setup->value_count, sizeof *pick->picked.values);
    for (size_t i = 0; i < setup->value_count; i++)
        pick->picked.values[i] =
            (struct change_value){ setup->values[i].modifier, mem_copy(setup->values[i].value) };
    pick->picked.value_count = setup->value_count;
    order_codes(pick, setup);
    app_open(app, &pick_ops, pick);
}
