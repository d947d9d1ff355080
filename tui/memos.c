/* SPDX-License-Identifier: MIT */
/* The screen of memos: a list by what they are on, and the editor of one,
 * whose first row is the title. A memo is saved as it is typed. */
#include "tui/memos.h"
#include "core/clock.h"
#include "core/mem.h"
#include "core/text.h"
#include "storage/entries.h"
#include "storage/memos.h"
#include "tui/confirm.h"
#include "tui/prompt.h"
#include "tui/rows.h"
#include "tui/said.h"
#include "tui/writing.h"
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct memo_row {
    struct id id, about;
    enum memo_on on;
    char *title, *text;
    char on_what[48], observer[20], changed[CLOCK_DATE];
};

struct memo_list {
    struct rows rows; /* first: the view's data */
    const struct room *room;
    struct id meeting, entry; /* entry: the selected one; none */
    int number;
    struct memo_row *row;
    size_t count, space;
};

/* --- the list --------------------------------------------------------------------------- */

static void free_rows(struct memo_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->row[i].title);
        free(list->row[i].text);
    }
    list->count = 0;
}

/* "14:05:12" of an entry. */
static void name_entry(struct app *app, const struct id *id, char *out, size_t size)
{
    const struct entry *entry = NULL;
    struct entries *entries;
    struct error err = ERROR_INIT;
    char time[CLOCK_TIME] = "--:--:--";

    if (entries_open_one(&entries, app->study, id, &err) == STATUS_OK) {
        if (entries_next(entries, &entry, &err) == STATUS_OK && entry != NULL)
            app_time(app, time, entry->at, entry->offset);
        entries_close(entries);
    }
    snprintf(out, size, "entry %s", time);
}

static void name_on(struct app *app, const struct memo_list *list, struct memo_row *row)
{
    int code = row->on == MEMO_CODE ? room_find_code(list->room, &row->about) : -1;

    if (row->on == MEMO_STUDY)
        snprintf(row->on_what, sizeof row->on_what, "the study");
    else if (row->on == MEMO_MEETING)
        snprintf(row->on_what, sizeof row->on_what, "M%d", list->number);
    else if (row->on == MEMO_ENTRY)
        name_entry(app, &row->about, row->on_what, sizeof row->on_what);
    else if (code >= 0)
        text_print(row->on_what, sizeof row->on_what, "code %s",
                   list->room->codes[code].key[0] != '\0' ? list->room->codes[code].key
                                                          : list->room->codes[code].name);
}

static void add_memos(struct app *app, struct memo_list *list, const struct memos *memos)
{
    for (size_t i = 0; i < memos->count; i++) {
        const struct memo *memo = &memos->memo[i];
        struct memo_row *row;

        list->row = mem_grow(list->row, list->count, &list->space, sizeof *list->row);
        row = &list->row[list->count++];
        *row = (struct memo_row){ .id = memo->id, .about = memo->about, .on = memo->on };
        row->title = mem_copy(memo->title);
        row->text = mem_copy(memo->text);
        snprintf(row->observer, sizeof row->observer, "%s", memo->observer);
        clock_date(row->changed, memo->changed, clock_offset(memo->changed));
        name_on(app, list, row);
    }
}

static enum status load_on(struct app *app, struct memo_list *list, enum memo_on on,
                           const struct id *about, struct error *err)
{
    struct memos memos = { .count = 0 };

    if (on == MEMO_MEETING ? memos_load_meeting(&memos, app->study, about, err)
                           : memos_load(&memos, app->study, on, about, err))
        return err->status;
    add_memos(app, list, &memos);
    memos_release(&memos);
    return STATUS_OK;
}

static enum status list_load(struct app *app, struct rows *rows, struct error *err)
{
    struct memo_list *list = rows->data;

    free_rows(list);
    if (load_on(app, list, MEMO_MEETING, &list->meeting, err)
        || load_on(app, list, MEMO_STUDY, NULL, err))
        return err->status;
    for (size_t i = 0; i < list->room->code_count; i++)
        if (load_on(app, list, MEMO_CODE, &list->room->codes[i].id, err))
            return err->status;
    rows->count = list->count;
    return STATUS_OK;
}

static void list_cell(const struct rows *rows, size_t row, size_t column, struct str *out)
{
    const struct memo_row *memo = &((const struct memo_list *)rows->data)->row[row];

    if (column == 0) {
        str_add(out, memo->on_what);
    } else if (column == 1) {
        str_add(out, memo->title);
        str_add(out, memo->title[0] != '\0' && memo->text[0] != '\0' ? ": " : "");
        str_add(out, memo->text);
    } else {
        str_add(out, column == 2 ? memo->changed : memo->observer);
    }
}

static void list_key(const struct rows *rows, size_t row, struct str *out)
{
    const struct memo_row *memo = &((const struct memo_list *)rows->data)->row[row];

    char text[ID_TEXT];

    id_print(&memo->id, text);
    str_add(out, text);
}

/* --- writing one --------------------------------------------------------------------------- */

struct memo_text {
    struct id id; /* none: it is not in the study yet */
    struct id about;
    enum memo_on on;
    char *bar;
};

static bool store_memo(struct app *app, struct memo_text *memo, const char *whole,
                       struct error *err)
{
    const char *end = strchr(whole, '\n');
    char *title = end != NULL ? mem_copy_len(whole, (size_t)(end - whole)) : mem_copy("");
    const char *text = end != NULL ? end + 1 : whole;
    enum status status =
        id_is_none(&memo->id)
            ? memo_add(app->study, memo->on, &memo->about, title, text, &memo->id, err)
            : memo_change(app->study, &memo->id, title, text, err);

    free(title);
    return status == STATUS_OK;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \n\t")] == '\0';
}

static bool save_memo(struct app *app, struct writing *writing)
{
    struct error err = ERROR_INIT;

    if (!editor_changed(&writing->editor))
        return true;
    if (is_blank(editor_text(&writing->editor))) {
        app_say(app, ROLE_WARNING, "there are no words: d in the list takes a memo away");
        return false;
    }
    if (!store_memo(app, writing->owner, editor_text(&writing->editor), &err)) {
        app_say(app, ROLE_WARNING, "not saved: %s", err.text);
        return false;
    }
    app_say(app, ROLE_GOOD, "the memo is saved");
    return true;
}

/* A memo is kept where it belongs as soon as it has words. */
static void keep_memo(struct app *app, struct writing *writing)
{
    struct error err = ERROR_INIT;

    if (!is_blank(editor_text(&writing->editor))
        && !store_memo(app, writing->owner, editor_text(&writing->editor), &err))
        app_say(app, ROLE_WARNING, "not saved: %s", err.text);
}

static void draw_memo(struct app *app, struct writing *writing)
{
    struct memo_text *memo = writing->owner;
    int y = LINES - 1, x = 0, top = LINES > 3;

    erase();
    if (top) {
        draw_blank(0, 0, ROLE_BAR);
        (void)draw_cell(0, 1, COLS - 2, ROLE_BAR, memo->bar);
    }
    editor_draw(&writing->editor, top, 1, LINES - top - (LINES > 1), COLS - 2, &y, &x);
    if (LINES > 1)
        app_draw_said(app, LINES - 1,
                      "the first row is its title  saved as you type  Escape leaves");
    move(y, x);
}

static void close_memo(struct app *app, struct writing *writing)
{
    struct memo_text *memo = writing->owner;

    (void)app;
    free(memo->bar);
    free(memo);
}

static const struct writing_ops memo_ops = {
    .title = "Writing a memo",
    .save = save_memo,
    .keep = keep_memo,
    .draw = draw_memo,
    .close = close_memo,
};

static void write_memo(struct app *app, const struct memo_row *row)
{
    struct memo_text *memo = mem_alloc(1, sizeof *memo);
    struct str bar = STR_INIT, whole = STR_INIT;

    memo->id = row->id;
    memo->about = row->about;
    memo->on = row->on;
    str_add_format(&bar, "Memo on %s", row->on_what);
    memo->bar = str_take(&bar);
    if (row->title != NULL && row->title[0] != '\0')
        str_add_format(&whole, "%s\n", row->title);
    str_add(&whole, row->text != NULL ? row->text : "");
    (void)writing_open(app, &memo_ops, memo, str_text(&whole));
    str_release(&whole);
}

static void list_open(struct app *app, struct rows *rows, size_t row)
{
    write_memo(app, &((struct memo_list *)rows->data)->row[row]);
}

/* --- a new one ------------------------------------------------------------------------------ */

static int code_named(const struct room *room, const char *text)
{
    for (size_t i = 0; i < room->code_count; i++)
        if (text[0] != '\0'
            && text_same(room->codes[i].key, strlen(room->codes[i].key), text, strlen(text)))
            return (int)i;
    return -1;
}

/* What a typed answer says that the memo is on, nothing typed: the entry, or
 * the meeting where there is none; false: neither. */
static bool read_on(const struct memo_list *list, const char *text, struct memo_row *row)
{
    int code = code_named(list->room, text);

    if (text[0] == '\0')
        text = id_is_none(&list->entry) ? "m" : "e";
    *row = (struct memo_row){ .on = MEMO_STUDY };
    if (strcmp(text, "e") == 0 && !id_is_none(&list->entry)) {
        row->on = MEMO_ENTRY;
        row->about = list->entry;
    } else if (strcmp(text, "m") == 0) {
        row->on = MEMO_MEETING;
        row->about = list->meeting;
    } else if (code >= 0) {
        row->on = MEMO_CODE;
        row->about = list->room->codes[code].id;
    } else {
        return strcmp(text, "s") == 0;
    }
    return true;
}

static void show_on(struct app *app, void *owner, const char *text, struct styled *out)
{
    const struct memo_list *list = owner;
    struct memo_row row;

    if (read_on(list, text, &row)) {
        name_on(app, list, &row);
        styled_add_format(out, ROLE_STATE, "a memo on %s", row.on_what);
    }
    if (text[0] == '\0')
        styled_add_format(out, ROLE_QUIET, "; %ss the study, or the key of a code",
                          id_is_none(&list->entry) ? "" : "m the meeting, ");
    else if (!read_on(list, text, &row))
        styled_add_format(out, ROLE_QUIET, "%sm the meeting, s the study, or the key of a code",
                          id_is_none(&list->entry) ? "" : "e the entry, ");
}

static bool take_on(struct app *app, void *owner, const char *text)
{
    struct memo_list *list = owner;
    struct memo_row row;

    if (!read_on(list, text, &row)) {
        app_say(app, ROLE_WARNING, "type one of the letters, or the key of a code");
        return false;
    }
    name_on(app, list, &row);
    app_close(app);
    write_memo(app, &row);
    return false;
}

static const struct prompt_ops on_ops = {
    .title = "What a memo is on",
    .label = "On what?",
    .answer = take_on,
    .show = show_on,
};

static void list_add(struct app *app, struct rows *rows)
{
    if (study_is_read_only(app->study))
        app_say(app, ROLE_WARNING, "the study is read-only: no memo can be written");
    else
        prompt_open(app, &on_ops, rows->data, "");
}

/* --- taking away ------------------------------------------------------------------------------ */

static void take_away(struct app *app)
{
    struct rows *rows = app->view->data;
    struct memo_list *list = rows->data;
    struct error err = ERROR_INIT;
    size_t row;

    if (!rows_selected(rows, &row))
        return;
    if (memo_remove(app->study, &list->row[row].id, false, &err))
        app_say_error(app, &err);
    else
        rows_reload(app, rows);
}

static void list_remove(struct app *app, struct rows *rows, size_t row)
{
    const struct memo_row *memo = &((struct memo_list *)rows->data)->row[row];

    app_confirm(app, take_away, "Take the memo on %s away?", memo->on_what);
}

static void list_close(struct app *app, struct rows *rows)
{
    struct memo_list *list = rows->data;

    (void)app;
    rows_release(rows);
    free_rows(list);
    free(list->row);
    free(list);
}

static const struct rows_column columns[] = {
    { "On", 16, false },
    { "Memo", 0, false },
    { "Changed", 12, false },
    { "By", 5, false },
};

static const struct rows_ops list_ops = {
    .title = "Memos",
    .hint = "n new  Enter opens  d takes away  q leave",
    .empty = "No memo yet.\n\nPress n to write one: on the selected entry, the meeting,\n"
             "a code, or the study.",
    .many = "memos",
    .one = "memo",
    .column = columns,
    .column_count = sizeof columns / sizeof columns[0],
    .load = list_load,
    .cell = list_cell,
    .key = list_key,
    .open = list_open,
    .add = list_add,
    .remove = list_remove,
    .close = list_close,
};

void memos_open(struct app *app, const struct room *room, const struct id *meeting, int number,
                const struct id *entry)
{
    struct memo_list *list = mem_alloc(1, sizeof *list);
    char bar[40];

    list->room = room;
    list->meeting = *meeting;
    list->number = number;
    if (entry != NULL)
        list->entry = *entry;
    rows_init(&list->rows, &list_ops, list);
    snprintf(bar, sizeof bar, "Memos: M%d, its codes, the study", number);
    rows_open(app, &list->rows, bar);
}
