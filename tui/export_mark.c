/* SPDX-License-Identifier: MIT */
/* The meetings of the study to be marked: those that leave. */
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "tui/command.h"
#include "tui/export.h"
#include "tui/rows.h"
#include "tui/said.h"
#include "tui/screen_commands.h"

struct marking {
    struct rows rows;
    struct exporting *exporting;
    struct study *study;
    struct meeting_rows first; /* those seen first, before all are read */
    size_t *entries;           /* beside the rows: how many, and one; 0 not counted yet */
    size_t room;               /* of them */
};

static const struct meeting_row *meeting_of(const struct rows *rows, size_t row)
{
    const struct marking *marking = rows->data;

    return marking->exporting->marked != NULL ? &marking->exporting->rows.row[row]
                                              : &marking->first.row[row];
}

static bool is_marked(const struct rows *rows, size_t row)
{
    const struct exporting *exporting = ((const struct marking *)rows->data)->exporting;

    return exporting->marked != NULL && exporting->marked[row];
}

/* Until one can be marked, those that are seen are enough. */
static enum status read_meetings(struct app *app, struct rows *rows, struct error *err)
{
    struct marking *marking = rows->data;
    struct exporting *exporting = marking->exporting;
    size_t most = rows_wanted(rows);

    if (exporting->marked != NULL || most >= exporting->count) {
        if (export_meetings(app, exporting, err))
            return err->status;
        rows->count = exporting->count;
        return STATUS_OK;
    }
    meetings_release(&marking->first);
    if (meetings_load_begun(&marking->first, app->study, most, err))
        return err->status;
    rows->count = marking->first.count;
    rows->left = exporting->count > rows->count ? exporting->count - rows->count : 0;
    return STATUS_OK;
}

static enum status mark_load(struct app *app, struct rows *rows, struct error *err)
{
    struct marking *marking = rows->data;

    marking->study = app->study;
    if (read_meetings(app, rows, err))
        return err->status;
    if (marking->room < rows->count) {
        marking->entries = mem_resize(marking->entries, rows->count, sizeof *marking->entries);
        memset(marking->entries + marking->room, 0,
               (rows->count - marking->room) * sizeof *marking->entries);
        marking->room = rows->count;
    }
    return STATUS_OK;
}

/* Entries are counted for the meetings that are looked at; nothing stands where they cannot be. */
static void add_entries(const struct rows *rows, size_t row, struct str *out)
{
    const struct marking *marking = rows->data;
    struct error ignored = ERROR_INIT;
    struct meeting_rows one;

    if (marking->entries[row] == 0
        && !meetings_load_one(&one, marking->study, meeting_of(rows, row)->meeting.number,
                              &ignored)) {
        marking->entries[row] = one.row[0].entries + 1;
        meetings_release(&one);
    }
    if (marking->entries[row] > 0)
        str_add_format(out, "%zu", marking->entries[row] - 1);
}

static void mark_cell(const struct rows *rows, size_t row, size_t column, struct str *out)
{
    const struct meeting_row *from = meeting_of(rows, row);

    switch (column) {
    case 0:
        str_add_format(out, "%s M%d", is_marked(rows, row) ? "*" : " ", from->meeting.number);
        break;
    case 1:
        str_add(out, from->meeting.title);
        break;
    case 2:
        str_add(out, from->meeting.date);
        break;
    case 3:
        str_add(out, from->meeting.site);
        break;
    default:
        add_entries(rows, row, out);
    }
}

static void mark_key(const struct rows *rows, size_t row, struct str *out)
{
    str_add_format(out, "%d", meeting_of(rows, row)->meeting.number);
}

static enum role mark_role(const struct rows *rows, size_t row)
{
    return is_marked(rows, row) ? ROLE_TITLE : ROLE_NORMAL;
}

static void put_mark(struct exporting *exporting, size_t row, bool marked)
{
    exporting->marks += (size_t)marked;
    exporting->marks -= (size_t)exporting->marked[row];
    exporting->marked[row] = marked;
}

static void mark_toggle(struct app *app, struct rows *rows, size_t row)
{
    struct exporting *exporting = ((struct marking *)rows->data)->exporting;

    put_mark(exporting, row, !exporting->marked[row]);
    export_marked(exporting);
    cmd_rows_down(app);
    app_say(app, ROLE_QUIET, "%zu marked; Escape goes back with them", exporting->marks);
}

/* All that are shown, or none where all of them are. */
void cmd_export_mark_all(struct app *app)
{
    struct rows *rows = app->view->data;
    struct exporting *exporting = ((struct marking *)rows->data)->exporting;
    bool all = true;

    for (size_t i = 0; i < rows->list.count; i++)
        all = all && exporting->marked[rows->shown[i]];
    for (size_t i = 0; i < rows->list.count; i++)
        put_mark(exporting, rows->shown[i], !all);
    export_marked(exporting);
    app_say(app, ROLE_QUIET, "%zu marked; Escape goes back with them", exporting->marks);
}

static void mark_close(struct app *app, struct rows *rows)
{
    struct marking *marking = rows->data;

    (void)app;
    rows_release(rows);
    meetings_release(&marking->first);
    free(marking->entries);
    free(marking);
}

static const struct rows_column columns[] = { { "Meeting", 10, false },
                                              { "Title", 0, false },
                                              { "Date", 12, false },
                                              { "Site", 7, false },
                                              { "Entries", 9, true } };
static const struct rows_ops mark_ops = {
    .title = "Meetings to export",
    .hint = "Enter marks, again: not  a all  / filter  Escape back",
    .empty = "No meeting has begun.",
    .many = "meetings",
    .one = "meeting",
    .contexts = CONTEXT_EXPORT_MARK,
    .column = columns,
    .column_count = sizeof columns / sizeof columns[0],
    .unsought = 1,
    .load = mark_load,
    .cell = mark_cell,
    .key = mark_key,
    .role = mark_role,
    .open = mark_toggle,
    .close = mark_close,
};

void export_mark_open(struct app *app, struct exporting *exporting)
{
    struct marking *marking = mem_alloc(1, sizeof *marking);

    marking->exporting = exporting;
    rows_init(&marking->rows, &mark_ops, marking);
    rows_open(app, &marking->rows, "moot: meetings to export");
}
