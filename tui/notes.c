/* SPDX-License-Identifier: MIT */
/* The notes on a meeting: when it began and ended by itself, how it was held,
 * who sat where, and how it was watched. */
#include "core/clock.h"
#include "core/mem.h"
#include "storage/course.h"
#include "tui/form.h"
#include "tui/live_room.h"
#include "tui/said.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum field {
    FIELD_CONVENED,
    FIELD_ADJOURNED,
    FIELD_SAT,
    FIELD_MODE,
    FIELD_PAPERS,
    FIELD_WATCHING,
    FIELD_SEATING,
    FIELD_SETTING,
    FIELD_SAVE,
    FIELDS
};

/* clang-format off */
static const struct form_field fields[FIELDS] = {
    [FIELD_CONVENED]  = { "Convened",  "as 14:05, if you came late; empty: as it was opened", FORM_TEXT, 1, false },
    [FIELD_ADJOURNED] = { "Adjourned", "as 16:40, if you left early; empty: as it was ended", FORM_TEXT, 1, false },
    [FIELD_SAT]       = { "Hours",     "", FORM_SHOWN, 1, false },
    [FIELD_MODE]      = { "Held",      "Left and Right: in a room, online, or both", FORM_CHOICE, 1, false },
    [FIELD_PAPERS]    = { "Papers",    "Left and Right: whether you had the papers", FORM_CHOICE, 1, false },
    [FIELD_WATCHING]  = { "Observer",  "where you sat, how you were introduced, who noticed you", FORM_TEXT, 1, false },
    [FIELD_SEATING]   = { "Seating",   "who sat where, by study ids", FORM_ROWS, 4, false },
    [FIELD_SETTING]   = { "Setting",   "the room, and what it was like", FORM_ROWS, 3, false },
    [FIELD_SAVE]      = { "Save",      "Enter saves the notes; so do F9 and C-x s", FORM_BUTTON, 1, false },
};
/* clang-format on */

struct notes_form {
    struct form form;
    struct live *live;
    struct meeting_notes notes;
    const char *modes[HELD_MODES], *papers[PAPERS];
    bool loaded;
};

/* The day on which the meeting began, as its times are written. */
static int64_t midnight(const struct notes_form *form)
{
    int64_t began = form->notes.began;
    int64_t day = 86400000, local;

    if (began == TIME_UNKNOWN) {
        if (clock_parse_date(form->notes.date, &local))
            return local - form->notes.offset * (int64_t)1000;
        began = live_now(form->live);
    }
    local = began + form->notes.offset * (int64_t)1000;
    return local - local % day - form->notes.offset * (int64_t)1000;
}

/* Reads "14:05" or "14:05:30"; empty is unknown. */
static bool read_time(const struct notes_form *form, const char *text, int64_t *at)
{
    int hour, minute, second = 0, used = 0;

    *at = TIME_UNKNOWN;
    if (text[0] == '\0')
        return true;
    if (sscanf(text, "%2d:%2d%n", &hour, &minute, &used) != 2)
        return false;
    if (text[used] == ':') {
        int more = 0;

        if (sscanf(text + used, ":%2d%n", &second, &more) != 1)
            return false;
        used += more;
    }
    if (text[used] != '\0' || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0
        || second > 59)
        return false;
    *at = midnight(form) + ((hour * 60 + minute) * 60 + second) * (int64_t)1000;
    return true;
}

static void set_time(struct form *form, size_t field, int64_t at, int32_t offset)
{
    char time[CLOCK_TIME];

    if (at == TIME_UNKNOWN)
        return;
    clock_time(time, at, offset);
    form_set(form, field, time);
}

static enum status show_hours(struct app *app, struct notes_form *notes, struct error *err)
{
    struct live *live = notes->live;
    char sat[32] = "unknown", observed[32] = "unknown", text[120];
    struct course course;

    if (course_load(&course, app->study, &live->meeting->id,
                    live->reading ? TIME_UNKNOWN : live_now(live), err))
        return err->status;
    if (course.sat != TIME_UNKNOWN)
        clock_length(sat, sizeof sat, course.sat);
    if (course.observed != TIME_UNKNOWN)
        clock_length(observed, sizeof observed, course.observed);
    snprintf(text, sizeof text, "sat %s without breaks, observed %s", sat, observed);
    form_set(&notes->form, FIELD_SAT, text);
    course_release(&course);
    return STATUS_OK;
}

static enum status notes_load_form(struct app *app, struct form *form, struct error *err)
{
    struct notes_form *notes = form->data;

    if (notes->loaded)
        return STATUS_OK;
    if (notes_load(&notes->notes, app->study, &notes->live->meeting->id, err)
        || show_hours(app, notes, err))
        return err->status;
    notes->loaded = true;
    set_time(form, FIELD_CONVENED, notes->notes.convened, notes->notes.offset);
    set_time(form, FIELD_ADJOURNED, notes->notes.adjourned, notes->notes.offset);
    form_choose(form, FIELD_MODE, (int)notes->notes.mode);
    form_choose(form, FIELD_PAPERS, (int)notes->notes.papers);
    form_set(form, FIELD_WATCHING, notes->notes.watching);
    form_set(form, FIELD_SEATING, notes->notes.seating);
    form_set(form, FIELD_SETTING, notes->notes.setting);
    form_clean(form);
    return STATUS_OK;
}

static void replace(char **text, char *with)
{
    free(*text);
    *text = with;
}

/* Past midnight: an end before the beginning is of the next day. */
static void read_end(struct meeting_notes *notes)
{
    int64_t began = notes->convened != TIME_UNKNOWN ? notes->convened : notes->began;

    if (notes->adjourned != TIME_UNKNOWN && began != TIME_UNKNOWN && notes->adjourned < began)
        notes->adjourned += 86400000;
}

static void notes_save_form(struct app *app, struct form *form)
{
    struct notes_form *notes = form->data;
    struct meeting_notes *of = &notes->notes;
    struct error err = ERROR_INIT;
    size_t wrong = FIELDS;
    char *text = form_take(form, FIELD_CONVENED);

    if (!read_time(notes, text, &of->convened))
        wrong = FIELD_CONVENED;
    replace(&text, form_take(form, FIELD_ADJOURNED));
    if (wrong == FIELDS && !read_time(notes, text, &of->adjourned))
        wrong = FIELD_ADJOURNED;
    free(text);
    if (wrong < FIELDS) {
        form_wrong(app, form, wrong, "a time is written as 14:05");
        return;
    }
    read_end(of);
    if (form_choice(form, FIELD_MODE) >= 0)
        of->mode = (enum meeting_mode)form_choice(form, FIELD_MODE);
    if (form_choice(form, FIELD_PAPERS) >= 0)
        of->papers = (enum papers)form_choice(form, FIELD_PAPERS);
    replace(&of->watching, form_take(form, FIELD_WATCHING));
    replace(&of->seating, form_take(form, FIELD_SEATING));
    replace(&of->setting, form_take(form, FIELD_SETTING));
    if (notes_save(app->study, &notes->live->meeting->id, of, &err)) {
        app_say_error(app, &err);
        return;
    }
    notes->live->room.convened = of->convened;
    app_close(app);
    app_say(app, ROLE_GOOD, "the notes on the meeting are saved");
}

static void notes_close_form(struct app *app, struct form *form)
{
    struct notes_form *notes = form->data;

    (void)app;
    notes_release(&notes->notes);
    form_release(form);
    free(notes);
}

static const struct form_ops notes_ops = {
    .title = "Notes on the meeting",
    .load = notes_load_form,
    .save = notes_save_form,
    .close = notes_close_form,
};

void notes_open(struct app *app, struct live *live)
{
    struct notes_form *notes = mem_alloc(1, sizeof *notes);
    char bar[40];

    notes->live = live;
    for (size_t i = 0; i < HELD_MODES; i++)
        notes->modes[i] = meeting_mode_words[i].name;
    for (size_t i = 0; i < PAPERS; i++)
        notes->papers[i] = papers_words[i].name;
    form_init(&notes->form, &notes_ops, fields, FIELDS, notes);
    form_choices(&notes->form, FIELD_MODE, notes->modes, HELD_MODES);
    form_choices(&notes->form, FIELD_PAPERS, notes->papers, PAPERS);
    snprintf(bar, sizeof bar, "M%d  notes on the meeting", live->number);
    form_open(app, &notes->form, bar);
}
