/* SPDX-License-Identifier: MIT */
/* Which line is which meeting, and the reading of those in view. */
#include "tui/home_page.h"
#include <stdlib.h>

bool home_page_line(const struct home_page *page, size_t line, enum meeting_status *status,
                    size_t *place)
{
    size_t headings = 0, first;

    for (*place = 0; *place < page->counts.all; *place = first + page->counts.of[*status]) {
        *status = meetings_status_at(&page->counts, *place, &first);
        headings++;
        if (line < first + headings + page->counts.of[*status]) {
            bool heading = line < first + headings;

            *place = heading ? first : line - headings;
            return !heading;
        }
    }
    return false;
}

static size_t line_of(const struct home_page *page, size_t place)
{
    size_t headings = 0, first;

    for (size_t at = 0; at <= place && at < page->counts.all;) {
        enum meeting_status status = meetings_status_at(&page->counts, at, &first);

        headings++;
        at = first + page->counts.of[status];
    }
    return place + headings;
}

static size_t line_count(const struct home_page *page)
{
    return page->counts.all == 0 ? 0 : line_of(page, page->counts.all - 1) + 1;
}

const struct meeting_row *home_page_row(const struct home_page *page, size_t line)
{
    enum meeting_status status = MEETING_LIVE;
    size_t place;

    if (!home_page_line(page, line, &status, &place) || place < page->from
        || place - page->from >= page->rows.count)
        return NULL;
    return &page->rows.row[place - page->from];
}

const struct meeting_row *home_page_selected(const struct home_page *page)
{
    return home_page_row(page, page->list.selected);
}

int home_page_number(const struct home_page *page)
{
    const struct meeting_row *row = home_page_selected(page);

    return row != NULL ? row->meeting.number : 0;
}

static bool on_heading(const struct home_page *page)
{
    enum meeting_status status = MEETING_LIVE;
    size_t place;

    return !home_page_line(page, page->list.selected, &status, &place);
}

void home_page_step(struct home_page *page, long by)
{
    list_move(&page->list, by);
    if (on_heading(page))
        list_move(&page->list, by < 0 ? -1 : 1);
    if (on_heading(page))
        list_move(&page->list, by < 0 ? 1 : -1);
}

/* --- reading, while the study is held ------------------------------------------ */

/* The place of the first meeting in view. */
static size_t first_in_view(const struct home_page *page)
{
    enum meeting_status status = MEETING_LIVE;
    size_t first = 0;

    (void)home_page_line(page, page->list.top, &status, &first);
    return first;
}

static enum status read_rows(struct home_page *page, struct study *study, size_t around,
                             struct error *err)
{
    struct meeting_rows rows;
    size_t place = first_in_view(page), from = place > around ? place - around : 0;

    if (meetings_load_page(&rows, study, &page->counts, from, page->list.height + 2 * around, err))
        return err->status;
    meetings_release(&page->rows);
    page->rows = rows;
    page->from = from;
    return STATUS_OK;
}

static enum status select_meeting(struct home_page *page, struct study *study, int number,
                                  struct error *err)
{
    struct error gone = ERROR_INIT;
    size_t place = 0;

    if (number > 0 && meetings_place(study, &page->counts, number, &place, &gone)
        && gone.status != STATUS_NOT_FOUND)
        return error_set(err, gone.status, "%s", gone.text);
    list_resize(&page->list, line_count(page), page->list.height);
    if (number > 0)
        list_select(&page->list, line_of(page, place));
    else if (on_heading(page))
        list_move(&page->list, 1);
    return STATUS_OK;
}

static enum status read_into(struct home_page *page, struct study *study, int number,
                             struct error *err)
{
    if (study_title(study, &page->title, err) || study_seen(study, &page->seen, err)
        || meetings_count(&page->counts, study, err) || select_meeting(page, study, number, err))
        return err->status;
    return page->counts.all == 0 ? STATUS_OK : read_rows(page, study, 0, err);
}

static enum status read_anew(struct home_page *page, struct study *study, int number,
                             struct error *err)
{
    struct home_page next = { .list = page->list };

    if (read_into(&next, study, number, err)) {
        home_page_release(&next);
        return err->status;
    }
    home_page_release(page);
    *page = next;
    return STATUS_OK;
}

/* A meeting that somebody opened since they were counted would stand nowhere. */
static enum status read_more(struct home_page *page, struct study *study, size_t around,
                             bool wanted, bool *anew, struct error *err)
{
    int64_t seen;

    if (study_seen(study, &seen, err))
        return err->status;
    *anew = seen != page->seen;
    if (*anew)
        return read_anew(page, study, home_page_number(page), err);
    return wanted ? read_rows(page, study, around, err) : STATUS_OK;
}

/* --- reading --------------------------------------------------------------------- */

enum status home_page_read(struct home_page *page, struct study *study, int number, size_t height,
                           struct error *err)
{
    enum status status = study_hold(study, err);

    page->list.height = height;
    if (!status)
        status = read_anew(page, study, number, err);
    study_let_go(study);
    return status;
}

static bool has_view(const struct home_page *page)
{
    size_t first = first_in_view(page), last = first + page->list.height;

    if (last > page->counts.all)
        last = page->counts.all;
    return first >= page->from && last <= page->from + page->rows.count;
}

enum status home_page_view(struct home_page *page, struct study *study, size_t height,
                           size_t around, bool all, bool *anew, struct error *err)
{
    enum status status = study_hold(study, err);

    *anew = false;
    list_resize(&page->list, line_count(page), height);
    if (!status)
        status = read_more(page, study, around, page->counts.all > 0 && (all || !has_view(page)),
                           anew, err);
    study_let_go(study);
    return status;
}

void home_page_release(struct home_page *page)
{
    meetings_release(&page->rows);
    free(page->title);
    *page = (struct home_page){ 0 };
}
