/* SPDX-License-Identifier: MIT */
/* The timeline: read in one pass, entry by entry, of which it keeps no words;
 * those of the one under the cursor are read when it gets there. */
#include "tui/timeline.h"
#include "core/mem.h"
#include "core/text.h"
#include "storage/entries.h"
#include "storage/record.h"
#include "tui/command.h"
#include "tui/said.h"
#include "tui/screen_commands.h"
#include "tui/screens.h"
#include "tui/visit.h"
#include <curses.h>
#include <stdlib.h>
#include <string.h>

/* Rows of speakers who are no person of the room. */
enum { KEY_UNKNOWN = 1000000, KEY_GROUP = 2000000 };

/* --- reading ------------------------------------------------------------------------------ */

static int key_of_voice(const struct room *room, const struct voice *voice)
{
    int index = -1;

    if (voice->kind == VOICE_PERSON)
        index = room_find_person(room, &voice->id);
    else if (voice->kind == VOICE_ROLE && room_find_group(room, &voice->id) >= 0)
        index = KEY_GROUP + room_find_group(room, &voice->id);
    return index >= 0 ? index : KEY_UNKNOWN;
}

static char sign_of(enum movement movement)
{
    switch (movement) {
    case MOVE_ARRIVED:
        return '+';
    case MOVE_WITHDREW:
        return '!';
    case MOVE_LEFT:
    case MOVE_APOLOGIES:
    case MOVE_ABSENT:
        return '-';
    default:
        return '~';
    }
}

static void take_codings(struct timeline_view *view, const struct entry *entry)
{
    for (size_t i = 0; i < entry->coding_count; i++) {
        const struct coding *coding = &entry->codings[i];
        int code = room_find_code(&view->room, &coding->code);

        if (code < 0)
            continue;
        if (coding->action == CODING_OPEN)
            timeline_open_state(&view->timeline, code);
        else if (coding->action == CODING_CLOSE)
            timeline_close_state(&view->timeline, code);
        else
            timeline_mark(&view->timeline, TIMELINE_CODE, code, 1, 0);
    }
}

static void take_entry(struct timeline_view *view, const struct entry *entry)
{
    struct timeline *timeline = &view->timeline;
    size_t words = 1 + text_count(entry->text, strlen(entry->text));

    if (entry->retracted)
        return;
    if (timeline->entry_count == 0)
        view->offset = entry->offset;
    timeline_add(timeline, &entry->id, entry->sequence, entry->at, entry->part == PART_PRIVATE);
    for (size_t i = 0; i < entry->speaker_count; i++)
        timeline_mark(timeline, TIMELINE_SPEAKER, key_of_voice(&view->room, &entry->speakers[i]),
                      words, 0);
    take_codings(view, entry);
    for (size_t i = 0; i < entry->movement_count; i++)
        timeline_mark(timeline, TIMELINE_ATTENDANCE, 0, 1, sign_of(entry->movements[i].movement));
    if (entry->kind == ENTRY_AGENDA)
        timeline_item(timeline, room_find_item(&view->room, &entry->item));
    else if (entry->kind == ENTRY_PART)
        timeline_part(timeline, entry->part);
    else if (entry->kind == ENTRY_COMMENT)
        timeline_mark(timeline, TIMELINE_COMMENT, 0, 1, 0);
}

static enum status read_entries(struct timeline_view *view, struct error *err)
{
    const struct entry *entry;
    struct entries *entries;
    enum status status = entries_open(&entries, view->app->study, &view->meeting->id,
                                      ENTRIES_FORWARD, INT64_MIN, 0, err);

    if (status)
        return status;
    while ((status = entries_next(entries, &entry, err)) == STATUS_OK && entry != NULL)
        take_entry(view, entry);
    entries_close(entries);
    timeline_finish(&view->timeline);
    return status;
}

/* --- the window on it ------------------------------------------------------------------------ */

const struct timeline_row *timeline_selected(const struct timeline_view *view)
{
    return view->selected > 0 ? &view->timeline.row[view->selected - 1] : NULL;
}

static int64_t bound(int64_t value, int64_t least, int64_t most)
{
    return value < least ? least : value > most ? most : value;
}

/* Keeps the cursor on the axis and in view, and what is shown within it. */
static void settle_columns(struct timeline_view *view, int64_t columns)
{
    const struct timeline *timeline = &view->timeline;
    int64_t step, first, last, column;

    if (view->whole)
        view->scale = timeline_fit(timeline, (size_t)columns);
    step = timeline_step(timeline, view->scale);
    first = timeline_column(timeline, view->scale, timeline->from);
    last = timeline_column(timeline, view->scale, timeline->to);
    view->cursor = bound(view->cursor, timeline->from, timeline->to);
    column = timeline_column(timeline, view->scale, view->cursor);
    view->left = timeline_column(timeline, view->scale, view->left);
    if (column < view->left || column >= view->left + step * columns)
        view->left = column - step * (columns / 2);
    view->left = bound(view->left, first,
                       last - step * (columns - 1) < first ? first : last - step * (columns - 1));
}

static void settle_rows(struct timeline_view *view, size_t rows)
{
    size_t count = view->timeline.row_count;

    if (rows == 0)
        rows = 1;
    if (view->top + rows > count) /* the window grew */
        view->top = count > rows ? count - rows : 0;
    if (view->selected == 0)
        view->top = 0;
    else if (view->selected - 1 < view->top)
        view->top = view->selected - 1;
    else if (view->selected - 1 >= view->top + rows)
        view->top = view->selected - rows;
}

/* Reads the words of the entry under the cursor. */
static void read_shown(struct timeline_view *view)
{
    size_t at = timeline_entry_at(&view->timeline, timeline_selected(view), view->scale,
                                  view->cursor, &view->inside);
    struct error err = ERROR_INIT;
    const struct entry *entry;
    struct entries *entries;

    if (at == view->shown_entry)
        return;
    styled_clear(&view->shown.body);
    view->shown_entry = at;
    if (at == view->timeline.entry_count)
        return;
    if (entries_open_one(&entries, view->app->study, &view->timeline.entry[at].id, &err))
        return;
    if (entries_next(entries, &entry, &err) == STATUS_OK && entry != NULL)
        log_row_fill(&view->shown, &view->room, entry, false);
    entries_close(entries);
}

/* Makes what is shown fit the window, whose size may have changed. */
static void settle(struct timeline_view *view)
{
    struct timeline_layout at = timeline_layout(view);

    settle_columns(view, at.columns);
    settle_rows(view, (size_t)at.rows);
    read_shown(view);
}

/* Also when a screen that lay on it went away: something may have changed. */
static enum status timeline_load(struct app *app, void *data, struct error *err)
{
    struct timeline_view *view = data;
    bool first = view->meeting == NULL;

    if (first) {
        if (meetings_find(&view->rows, app->study, view->number, err))
            return err->status;
        view->meeting = &view->rows.row[0].meeting;
    } else {
        room_release(&view->room);
    }
    room_init(&view->room, &view->meeting->id);
    timeline_release(&view->timeline);
    view->shown_entry = SIZE_MAX;
    if (record_load_own_room(app->study, &view->meeting->id, &view->room, err)
        || read_entries(view, err))
        return err->status;
    if (first)
        view->cursor = view->at_end ? view->timeline.to : view->timeline.from;
    if (view->selected > view->timeline.row_count)
        view->selected = 0;
    settle(view);
    return STATUS_OK;
}

static void timeline_tick(struct app *app, void *data)
{
    struct timeline_view *view = data;

    if (app->view->data == view && view->meeting != NULL)
        settle(view);
}

static void timeline_close(struct app *app, void *data)
{
    struct timeline_view *view = data;

    (void)app;
    if (view->meeting != NULL)
        room_release(&view->room);
    log_row_release(&view->shown);
    timeline_release(&view->timeline);
    meetings_release(&view->rows);
    free(view->cell);
    free(view);
}

static const struct view_ops timeline_ops = {
    .contexts = CONTEXT_ANY | CONTEXT_TIMELINE,
    .title = "Timeline",
    .load = timeline_load,
    .draw = timeline_draw,
    .tick = timeline_tick,
    .close = timeline_close,
};

void timeline_open(struct app *app, int number, bool at_end)
{
    struct timeline_view *view = mem_alloc(1, sizeof *view);

    view->app = app;
    view->number = number;
    view->whole = true;
    view->at_end = at_end;
    app_open(app, &timeline_ops, view);
}

/* --- commands -----------------------------------------------------------------------------------
 */

/* Moves the cursor by columns. */
static void move_columns(struct app *app, int64_t by)
{
    struct timeline_view *view = app->view->data;
    int64_t step = timeline_step(&view->timeline, view->scale);

    view->cursor = bound(timeline_column(&view->timeline, view->scale, view->cursor) + by * step,
                         view->timeline.from, view->timeline.to);
}

void cmd_timeline_left(struct app *app)
{
    move_columns(app, -1);
}

void cmd_timeline_right(struct app *app)
{
    move_columns(app, 1);
}

void cmd_timeline_page_left(struct app *app)
{
    move_columns(app, -(int64_t)timeline_layout(app->view->data).columns);
}

void cmd_timeline_page_right(struct app *app)
{
    move_columns(app, timeline_layout(app->view->data).columns);
}

void cmd_timeline_start(struct app *app)
{
    struct timeline_view *view = app->view->data;

    view->cursor = view->timeline.from;
}

void cmd_timeline_end(struct app *app)
{
    struct timeline_view *view = app->view->data;

    view->cursor = view->timeline.to;
}

static void move_mark(struct app *app, bool forward)
{
    struct timeline_view *view = app->view->data;
    int64_t next =
        timeline_next(&view->timeline, timeline_selected(view), view->scale, view->cursor, forward);

    if (next == view->cursor)
        app_say(app, ROLE_QUIET,
                forward ? "there is none after it on this row"
                        : "there is none before it on this row");
    view->cursor = next;
}

void cmd_timeline_next(struct app *app)
{
    move_mark(app, true);
}

void cmd_timeline_previous(struct app *app)
{
    move_mark(app, false);
}

void cmd_timeline_up(struct app *app)
{
    struct timeline_view *view = app->view->data;

    view->selected -= view->selected > 0;
}

void cmd_timeline_down(struct app *app)
{
    struct timeline_view *view = app->view->data;

    view->selected += view->selected < view->timeline.row_count;
}

static void change_scale(struct app *app, bool finer)
{
    struct timeline_view *view = app->view->data;
    size_t last = timeline_scales(&view->timeline) - 1, columns;

    columns = (size_t)timeline_layout(view).columns;
    if (!finer && view->scale >= timeline_fit(&view->timeline, columns)) {
        view->whole = true;
        app_say(app, ROLE_QUIET, "this is the whole meeting");
        return;
    }
    view->whole = false;
    if (finer && view->scale > 0)
        view->scale--;
    else if (!finer && view->scale < last)
        view->scale++;
}

void cmd_timeline_finer(struct app *app)
{
    change_scale(app, true);
}

void cmd_timeline_coarser(struct app *app)
{
    change_scale(app, false);
}

void cmd_timeline_whole(struct app *app)
{
    struct timeline_view *view = app->view->data;

    view->whole = true;
}

void cmd_timeline_open(struct app *app)
{
    struct timeline_view *view = app->view->data;

    timeline_tick(app, view);
    if (view->shown_entry < view->timeline.entry_count) {
        const struct timeline_entry *entry = &view->timeline.entry[view->shown_entry];

        visit_entry(app, view->number, &entry->id, entry->sequence);
    } else {
        app_say(app, ROLE_QUIET, "there is no entry under the cursor");
    }
}

void cmd_timeline_leave(struct app *app)
{
    app_close(app);
}
