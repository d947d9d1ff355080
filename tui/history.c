/* SPDX-License-Identifier: MIT */
/* The history of an entry: its changes in a list, the newest first, and what
 * the selected one did: old words beside new ones, or above them where the
 * window is narrow. Any of the old texts can be taken back. */
#include "tui/history.h"
#include "core/clock.h"
#include "core/diff.h"
#include "core/list.h"
#include "core/mem.h"
#include "core/text.h"
#include "storage/history.h"
#include "tui/live.h"
#include "tui/said.h"
#include "tui/writeup_commands.h"
#include <curses.h>
#include <stdlib.h>
#include <string.h>

enum { SIDE_BY_SIDE = 100, LIST_ROWS = 6 };

struct history {
    struct history_setup setup;
    struct entry_history read;
    struct list list;
    int scrolled; /* rows of the texts that are above the window */
};

/* The row that the list shows at `at`: the newest is the first. */
static const struct history_row *row_at(const struct history *history, size_t at)
{
    return &history->read.row[history->read.count - 1 - at];
}

static const struct entry *before(const struct history *history, size_t at)
{
    return at + 1 < history->read.count ? &row_at(history, at + 1)->entry : NULL;
}

/* --- what a change did --------------------------------------------------------------- */

static void add_piece(struct str *out, const char *what)
{
    str_add(out, out->len > 0 ? ", " : "");
    str_add(out, what);
}

static void add_code_piece(struct str *out, const char *label, const char *what)
{
    add_piece(out, "code ");
    str_add_format(out, "%s%s", label, what);
}

static bool same_voices(const struct voice *a, size_t a_count, const struct voice *b,
                        size_t b_count)
{
    if (a_count != b_count)
        return false;
    for (size_t i = 0; i < a_count; i++)
        if (a[i].kind != b[i].kind || !id_equal(&a[i].id, &b[i].id))
            return false;
    return true;
}

static const struct coding *find_coding(const struct entry *entry, const struct id *id)
{
    for (size_t i = 0; i < entry->coding_count; i++)
        if (id_equal(&entry->codings[i].id, id))
            return &entry->codings[i];
    return NULL;
}

static const char *label_of(const struct history *history, const struct coding *coding)
{
    int code = room_find_code(history->setup.room, &coding->code);

    return code >= 0 ? live_code_label(&history->setup.room->codes[code]) : "?";
}

static bool same_coding(const struct coding *a, const struct coding *b)
{
    if (a->whole != b->whole || a->value_count != b->value_count
        || (!a->whole && (a->words.start != b->words.start || a->words.len != b->words.len)))
        return false;
    for (size_t i = 0; i < a->value_count; i++)
        if (strcmp(a->values[i].value, b->values[i].value) != 0)
            return false;
    return true;
}

static void add_codings(const struct history *history, struct str *out, const struct entry *old,
                        const struct entry *new)
{
    for (size_t i = 0; i < new->coding_count; i++) {
        const struct coding *was = find_coding(old, &new->codings[i].id);

        if (was == NULL)
            add_code_piece(out, label_of(history, &new->codings[i]), " put on");
        else if (new->codings[i].lost[0] != '\0' && was->lost[0] == '\0')
            add_code_piece(out, label_of(history, was), " lost its words");
        else if (!same_coding(was, &new->codings[i]))
            add_code_piece(out, label_of(history, was), "");
    }
    for (size_t i = 0; i < old->coding_count; i++)
        if (find_coding(new, &old->codings[i].id) == NULL)
            add_code_piece(out, label_of(history, &old->codings[i]), " taken off");
}

static void add_did(const struct history *history, size_t at, struct str *out)
{
    const struct history_row *row = row_at(history, at);
    const struct entry *new = &row->entry, *old = before(history, at);

    if (old == NULL) {
        str_add(out, "written");
        return;
    }
    if (new->removed != old->removed)
        add_piece(out, new->removed ? "taken out" : "brought back");
    if (new->retracted != old->retracted)
        add_piece(out, new->retracted ? "its speaker took it back" : "stands again");
    if (strcmp(new->text, old->text) != 0)
        add_piece(out, "words");
    if (!same_voices(new->speakers, new->speaker_count, old->speakers, old->speaker_count)
        || !same_voices(new->addressees, new->addressee_count, old->addressees,
                        old->addressee_count))
        add_piece(out, "who speaks");
    if (new->at != old->at)
        add_piece(out, "time");
    add_codings(history, out, old, new);
    if (out->len == 0)
        str_add(out, "nothing that is shown");
    if (strcmp(row->kind, "undo") == 0 || strcmp(row->kind, "redo") == 0)
        add_piece(out, strcmp(row->kind, "undo") == 0 ? "by undo" : "by redo");
}

/* --- the texts ------------------------------------------------------------------------ */

static void add_range(struct styled *out, const char *text, size_t start, size_t end,
                      enum role role)
{
    char *piece = mem_copy_len(text + start, end - start);

    styled_add(out, role, piece);
    free(piece);
}

static void add_head(const struct app *app, const struct history *history, struct styled *out,
                     const struct entry *entry)
{
    struct str who = STR_INIT;
    char time[CLOCK_TIME];

    app_time(app, time, entry->at, entry->offset);
    styled_add_format(out, ROLE_TIME, "%s ", time);
    room_voices(history->setup.room, &who, entry->speakers, entry->speaker_count, entry->addressees,
                entry->addressee_count);
    if (who.len > 0)
        styled_add_format(out, ROLE_SPEAKER, "%s: ", who.text);
    str_release(&who);
}

/* Both texts, with what differs standing out. */
static void make_texts(const struct app *app, const struct history *history, size_t at,
                       struct styled *old, struct styled *new)
{
    const struct entry *is = &row_at(history, at)->entry, *was = before(history, at);
    struct text_edits edits = { .count = 0 };
    size_t old_at = 0, new_at = 0;

    add_head(app, history, new, is);
    if (was == NULL) {
        styled_add(old, ROLE_QUIET, "it was not there");
        styled_add(new, ROLE_NORMAL, is->text);
        return;
    }
    add_head(app, history, old, was);
    text_diff(&edits, was->text, strlen(was->text), is->text, strlen(is->text));
    for (size_t i = 0; i < edits.count; i++) {
        const struct text_edit *edit = &edits.edit[i];
        size_t same = edit->at - old_at;

        add_range(old, was->text, old_at, edit->at, ROLE_NORMAL);
        add_range(old, was->text, edit->at, edit->at + edit->removed, ROLE_WARNING);
        add_range(new, is->text, new_at, new_at + same, ROLE_NORMAL);
        add_range(new, is->text, new_at + same, new_at + same + edit->inserted, ROLE_HIT);
        old_at = edit->at + edit->removed;
        new_at += same + edit->inserted;
    }
    styled_add(old, ROLE_NORMAL, was->text + old_at);
    styled_add(new, ROLE_NORMAL, is->text + new_at);
    text_edits_release(&edits);
}

/* --- painting --------------------------------------------------------------------------- */

/* Paints a text from its row `skip` on. */
static void draw_text(int y, int x, int columns, int rows, int skip, const struct styled *styled)
{
    const char *text = str_text(&styled->text);
    size_t at = 0, len = styled->text.len;

    for (int row = 0; row < skip + rows && (at < len || row == 0); row++) {
        size_t next = at + text_wrap(text + at, len - at, (size_t)columns);

        if (row >= skip)
            draw_range(y + row - skip, x, styled, at,
                       at + text_fit(text + at, next - at, (size_t)columns, NULL), ROLE_NORMAL);
        at = next;
    }
}

static void draw_list_row(const struct app *app, const struct history *history, int y, size_t at)
{
    const struct history_row *row = row_at(history, at);
    bool selected = at == history->list.selected;
    enum role role = selected ? ROLE_SELECTED : ROLE_NORMAL;
    char date[CLOCK_DATE], time[CLOCK_TIME];
    struct str line = STR_INIT, did = STR_INIT;

    clock_date(date, row->recorded, clock_offset(row->recorded));
    app_time(app, time, row->recorded, clock_offset(row->recorded));
    add_did(history, at, &did);
    str_add_format(&line, "%s %s  %s  %s", date, time, row->observer, str_text(&did));
    if (row->reason[0] != '\0')
        str_add_format(&line, "  (%s)", row->reason);
    if (selected)
        draw_blank(y, 0, ROLE_SELECTED);
    (void)draw_cell(y, 1, COLS - 2, role, str_text(&line));
    str_release(&line);
    str_release(&did);
}

static void draw_texts(const struct app *app, const struct history *history, int y, int rows)
{
    struct styled old = { 0 }, new = { 0 };
    int half = COLS >= SIDE_BY_SIDE ? COLS / 2 : rows / 2;

    if (rows < 2)
        return;
    make_texts(app, history, history->list.selected, &old, &new);
    if (COLS >= SIDE_BY_SIDE) {
        (void)draw_cell(y, 1, half - 1, ROLE_TITLE, "before");
        (void)draw_cell(y, half + 1, half - 2, ROLE_TITLE, "after");
        draw_text(y + 1, 1, half - 2, rows - 1, history->scrolled, &old);
        draw_text(y + 1, half + 1, COLS - half - 2, rows - 1, history->scrolled, &new);
    } else {
        (void)draw_cell(y, 1, COLS - 2, ROLE_TITLE, "before");
        draw_text(y + 1, 1, COLS - 2, half - 1, history->scrolled, &old);
        (void)draw_cell(y + half, 1, COLS - 2, ROLE_TITLE, "after");
        draw_text(y + half + 1, 1, COLS - 2, rows - half - 1, history->scrolled, &new);
    }
    styled_release(&old);
    styled_release(&new);
}

static void history_draw(struct app *app, void *data)
{
    struct history *history = data;
    int most = LINES >= 20 ? LIST_ROWS : LINES >= 12 ? 4 : 2, shown;

    erase();
    draw_blank(0, 0, ROLE_BAR);
    (void)draw_cell(0, 1, COLS - 2, ROLE_BAR, "History of an entry");
    shown = (int)history->read.count < most ? (int)history->read.count : most;
    list_resize(&history->list, history->read.count, (size_t)shown);
    for (int i = 0; i < shown && history->list.top + (size_t)i < history->read.count; i++)
        draw_list_row(app, history, 1 + i, history->list.top + (size_t)i);
    if (history->read.count > 0)
        draw_texts(app, history, shown + 2, LINES - shown - 3);
    app_draw_said(app, LINES - 1,
                  history->setup.apply != NULL ? "Enter takes these words back  Up, Down  q leave"
                                               : "Up, Down  q leave");
    move(LINES - 1, 0);
}

/* --- the screen ------------------------------------------------------------------------- */

static enum status history_load_screen(struct app *app, void *data, struct error *err)
{
    struct history *history = data;

    history_release(&history->read);
    if (history_load(&history->read, app->study, &history->setup.entry, err))
        return err->status;
    list_resize(&history->list, history->read.count, history->list.height);
    return STATUS_OK;
}

static void history_close(struct app *app, void *data)
{
    struct history *history = data;

    (void)app;
    history_release(&history->read);
    free(history);
}

static const struct view_ops history_ops = {
    .contexts = CONTEXT_ANY | CONTEXT_HISTORY,
    .title = "History of an entry",
    .load = history_load_screen,
    .draw = history_draw,
    .close = history_close,
};

void history_open(struct app *app, const struct history_setup *setup)
{
    struct history *history = mem_alloc(1, sizeof *history);

    history->setup = *setup;
    app_open(app, &history_ops, history);
}

static void move_by(struct app *app, long by)
{
    struct history *history = app->view->data;

    history->scrolled = 0;
    list_move(&history->list, by);
}

void cmd_history_up(struct app *app)
{
    move_by(app, -1);
}

void cmd_history_down(struct app *app)
{
    move_by(app, 1);
}

void cmd_history_scroll_up(struct app *app)
{
    struct history *history = app->view->data;

    history->scrolled = history->scrolled > 3 ? history->scrolled - 3 : 0;
}

void cmd_history_scroll_down(struct app *app)
{
    ((struct history *)app->view->data)->scrolled += 3;
}

void cmd_history_leave(struct app *app)
{
    app_close(app);
}

void cmd_history_take(struct app *app)
{
    struct history *history = app->view->data;
    const struct entry *now, *old;
    struct change_entry *entry;
    struct change change;

    if (history->read.count == 0)
        return;
    now = &row_at(history, 0)->entry;
    old = &row_at(history, history->list.selected)->entry;
    if (history->setup.apply == NULL) {
        app_say(app, ROLE_WARNING, "%s", history->setup.why);
    } else if (now->removed) {
        app_say(app, ROLE_QUIET, "the entry was taken out: undo brings it back");
    } else if (strcmp(now->text, old->text) == 0) {
        app_say(app, ROLE_QUIET, "these are the words that it has now");
    } else {
        change_init(&change, &history->setup.meeting, clock_wall());
        entry = change_add_entry(&change);
        *entry = entry_to_revise(now);
        free(entry->text);
        free(entry->verbatim);
        entry->text = mem_copy(old->text);
        entry->verbatim = NULL;
        entry->verbatim_count = old->verbatim_count;
        if (old->verbatim_count > 0) {
            entry->verbatim = mem_alloc(old->verbatim_count, sizeof *entry->verbatim);
            memcpy(entry->verbatim, old->verbatim, old->verbatim_count * sizeof *entry->verbatim);
        }
        if (entry->kind == ENTRY_NOTE || entry->kind == ENTRY_EVENT)
            entry->kind = old->text[0] != '\0' ? ENTRY_NOTE : ENTRY_EVENT;
        if (history->setup.apply(app, history->setup.owner, &change)) {
            history->list.selected = 0;
            app->view->loaded = false;
            app_say(app, ROLE_GOOD, "these words stand again, as a new revision");
        }
    }
}
