/* SPDX-License-Identifier: MIT */
/* The form of one agenda item: title, paper, purpose. A new one takes a whole
 * line of an agenda as its title: "Finance report (GB/26/14) for decision". */
#include "core/mem.h"
#include "tui/agenda.h"
#include "tui/form.h"
#include "tui/rows.h"
#include <stdlib.h>

enum field { FIELD_TITLE, FIELD_PAPER, FIELD_PURPOSE, FIELD_SAVE, FIELDS };

/* clang-format off */
static const struct form_field fields[FIELDS] = {
    [FIELD_TITLE]   = { "Title",   "Finance report (GB/26/14) for decision is understood", FORM_TEXT, 1, false },
    [FIELD_PAPER]   = { "Paper",   "as GB/26/14", FORM_TEXT, 1, false },
    [FIELD_PURPOSE] = { "Purpose", "Left and Right go through them, a letter finds one", FORM_CHOICE, 1, false },
    [FIELD_SAVE]    = { "Save",    "Enter saves the item; Escape leaves it as it was", FORM_BUTTON, 1, false },
};
/* clang-format on */
static const char *const purposes[PURPOSES] = { "not said", "decide", "discuss", "note" };

struct item_form {
    struct form form;
    struct live *live;
    struct id item;    /* none: a new one */
    size_t place;      /* of a new one */
    struct rows *rows; /* the list below */
};

/* What the fields hold; a line of an agenda is read where nothing else is said. */
static void read_fields(const struct form *form, char **title, char **paper, enum purpose *purpose)
{
    int chosen = form_choice(form, FIELD_PURPOSE);

    *title = form_take(form, FIELD_TITLE);
    *paper = form_take(form, FIELD_PAPER);
    *purpose = chosen > 0 ? (enum purpose)chosen : PURPOSE_NONE;
    if ((*paper)[0] == '\0' && *purpose == PURPOSE_NONE) {
        char *line = *title, *read_title = NULL, *read_paper = NULL;
        enum purpose read_purpose;

        if (agenda_read_line(line, &read_title, &read_paper, &read_purpose)) {
            free(line);
            free(*paper);
            *title = read_title;
            *paper = read_paper != NULL ? read_paper : mem_copy("");
            *purpose = read_purpose;
        }
    }
}

/* A new one, which the list then selects. */
static void insert(struct item_form *item, const char *title, const char *paper,
                   enum purpose purpose, struct change *change)
{
    struct room *room = &item->live->room;
    size_t place = item->place <= room->item_count ? item->place : room->item_count;
    char id[ID_TEXT];

    room_insert_item(room, place, title, paper, purpose, change);
    id_print(&room->items[place].id, id);
    rows_want(item->rows, id);
}

static void item_save(struct app *app, struct form *form)
{
    struct item_form *item = form->data;
    struct room *room = &item->live->room;
    int index = id_is_none(&item->item) ? -1 : room_find_item(room, &item->item);
    char *title, *paper;
    enum purpose purpose;
    struct change change;

    if (form_is_empty(form, FIELD_TITLE)) {
        form_wrong(app, form, FIELD_TITLE, "an item needs a title");
        return;
    }
    if (!live_begin(item->live, &change))
        return;
    read_fields(form, &title, &paper, &purpose);
    if (index >= 0)
        room_edit_item(room, (size_t)index, title, paper, purpose, &change);
    else
        insert(item, title, paper, purpose, &change);
    live_finish(item->live, &change, NULL);
    free(title);
    free(paper);
    app_close(app);
}

static void item_close(struct app *app, struct form *form)
{
    struct item_form *item = form->data;

    (void)app;
    form_release(form);
    free(item);
}

static const struct form_ops item_ops = {
    .title = "An agenda item",
    .save = item_save,
    .close = item_close,
};

void agenda_item_open(struct app *app, struct live *live, const struct id *id, size_t place)
{
    struct item_form *item = mem_alloc(1, sizeof *item);
    int index = id != NULL ? room_find_item(&live->room, id) : -1;

    item->live = live;
    item->place = place;
    item->rows = app->view->data;
    form_init(&item->form, &item_ops, fields, FIELDS, item);
    form_choices(&item->form, FIELD_PURPOSE, purposes, PURPOSES);
    form_choose(&item->form, FIELD_PURPOSE, 0);
    if (index >= 0) {
        const struct agenda_item *from = &live->room.items[index];

        item->item = from->id;
        form_set(&item->form, FIELD_TITLE, from->title);
        form_set(&item->form, FIELD_PAPER, from->paper);
        form_choose(&item->form, FIELD_PURPOSE, (int)from->purpose);
    }
    form_clean(&item->form);
    form_open(app, &item->form, index >= 0 ? "An agenda item" : "A new agenda item");
}
