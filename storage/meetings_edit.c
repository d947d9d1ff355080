/* SPDX-License-Identifier: MIT */
/* The set-up of a meeting that is there already, made anew. What was reached
 * on its agenda and who has taken part are the record, and stay. */
#include "core/clock.h"
#include "core/mem.h"
#include "storage/internal.h"
#include "storage/meetings.h"
#include "storage/revisions.h"
#include <string.h>

static const char *or_blank(const char *text)
{
    return text != NULL ? text : "";
}

/* --- who is expected ------------------------------------------------------------- */

static enum status expected(struct sitters *out, struct study *study, int64_t meeting,
                            struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_MEETING_SEATS);
    size_t room = 0;

    *out = (struct sitters){ 0 };
    stmt_bind_int(&st, ":meeting", meeting);
    while (stmt_row(&st)) {
        if (stmt_is_null(&st, 2)) /* a voice that is no person */
            continue;
        out->sitter = mem_grow(out->sitter, out->count, &room, sizeof *out->sitter);
        out->sitter[out->count++] =
            (struct sitter){ stmt_number(&st, 2),
                             (enum capacity)word_or(capacity_words, CAPACITIES, stmt_text(&st, 3),
                                                    CAPACITY_MEMBER) };
    }
    return stmt_end(&st, err);
}

enum status meetings_expected(struct sitters *out, struct study *study, const struct id *meeting,
                              struct error *err)
{
    int64_t row;

    *out = (struct sitters){ 0 };
    if (study_need_row(study, QUERY_ROW_MEETING, meeting, "meeting", &row, err)
        || expected(out, study, row, err)) {
        sitters_release(out);
        return error_context(err, "reading who is expected");
    }
    return STATUS_OK;
}

void sitters_release(struct sitters *sitters)
{
    free(sitters->sitter);
    *sitters = (struct sitters){ 0 };
}

enum status meetings_last(struct study *study, const struct id *body, int *number,
                          struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_MEETING_LAST_OF_BODY_ID);
    int64_t found = 0;

    stmt_bind_id(&st, ":uuid", body);
    *number = 0;
    if (stmt_run_int(&st, 0, &found, err))
        return err->status;
    *number = (int)found;
    return STATUS_OK;
}

static bool is_listed(const struct new_meeting *meeting, const struct id *person)
{
    for (size_t i = 0; i < meeting->person_count; i++)
        if (id_equal(&meeting->people[i], person))
            return true;
    return false;
}

/* One who was expected and is no longer: forgotten, or a guest. */
static enum status drop_seat(struct study *study, int64_t meeting, int64_t seat, int64_t person,
                             struct error *err)
{
    int64_t took_part;
    struct stmt st = stmt_begin(study, QUERY_MEETING_TOOK_PART);

    stmt_bind_int(&st, ":meeting", meeting);
    stmt_bind_int(&st, ":person", person);
    if (stmt_run_int(&st, 0, &took_part, err))
        return err->status;
    st = stmt_begin(study, took_part != 0 ? QUERY_MEETING_SEAT_GUEST : QUERY_MEETING_SEAT_DROP);
    if (took_part != 0) {
        stmt_bind_int(&st, ":version", study_version(study));
        stmt_bind_int(&st, ":observer", study->observer_row);
    }
    stmt_bind_int(&st, ":id", seat);
    return stmt_run(&st, err);
}

static enum status update_people(struct study *study, int64_t row,
                                 const struct new_meeting *meeting, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_MEETING_SEATS);
    enum status status = STATUS_OK;

    stmt_bind_int(&st, ":meeting", row);
    while (!status && stmt_row(&st)) {
        struct id person = stmt_id(&st, 1);

        if (!stmt_is_null(&st, 2) && !is_listed(meeting, &person))
            status = drop_seat(study, row, stmt_int(&st, 0), stmt_int(&st, 4), err);
    }
    if (stmt_end(&st, err) || status)
        return err->status;
    for (size_t i = 0; i < meeting->person_count; i++) {
        enum capacity capacity =
            meeting->capacities != NULL ? meeting->capacities[i] : CAPACITY_MEMBER;
        struct id id = id_new();
        int64_t person;

        if (study_need_row(study, QUERY_ROW_PERSON, &meeting->people[i], "person", &person, err))
            return err->status;
        st = stmt_begin(study, QUERY_MEETING_SEAT_SET);
        stmt_bind_id(&st, ":uuid", &id);
        stmt_bind_int(&st, ":version", study_version(study));
        stmt_bind_int(&st, ":observer", study->observer_row);
        stmt_bind_int(&st, ":meeting", row);
        stmt_bind_int(&st, ":person", person);
        stmt_bind_text(&st, ":capacity", capacity_words[capacity].key);
        if (stmt_run(&st, err))
            return err->status;
    }
    return STATUS_OK;
}

/* --- the agenda ---------------------------------------------------------------- */

/* An item as it stands, and what becomes of it. */
struct standing {
    int64_t row, revision;
    struct agenda_item item; /* its texts are the caller's to free() */
    bool kept;
};
struct standings {
    struct standing *item;
    size_t count, room;
};

static void standings_release(struct standings *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free((char *)(uintptr_t)list->item[i].item.title);
        free((char *)(uintptr_t)list->item[i].item.paper);
    }
    free(list->item);
}

static enum status load_standings(struct standings *out, struct study *study, int64_t meeting,
                                  struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_AGENDA_ROWS);

    stmt_bind_int(&st, ":meeting", meeting);
    while (stmt_row(&st)) {
        struct standing *one;

        out->item = mem_grow(out->item, out->count, &out->room, sizeof *out->item);
        one = &out->item[out->count++];
        *one = (struct standing){ .row = stmt_int(&st, 0), .revision = stmt_int(&st, 1) };
        one->item.number = stmt_number(&st, 2);
        one->item.title = stmt_copy(&st, 3);
        one->item.paper = stmt_copy(&st, 4);
        one->item.purpose =
            (enum purpose)word_or(purpose_words, PURPOSES, stmt_text(&st, 5), PURPOSE_NONE);
        one->item.reached = one->kept = stmt_int(&st, 6) != 0;
        one->item.began = stmt_int_or(&st, 7, TIME_UNKNOWN);
    }
    return stmt_end(&st, err);
}

/* Whether what is to come stands there as it is wanted. */
static bool same_agenda(const struct standings *list, const struct new_meeting *meeting)
{
    size_t at = 0;

    for (size_t i = 0; i < list->count; i++) {
        const struct agenda_item *item = &list->item[i].item;
        const struct new_agenda_item *wanted = &meeting->agenda[at];

        if (item->reached)
            continue;
        if (at >= meeting->item_count || strcmp(item->title, wanted->title) != 0
            || strcmp(item->paper, or_blank(wanted->paper)) != 0
            || item->purpose != wanted->purpose)
            return false;
        at++;
    }
    return at == meeting->item_count;
}

/* The item that is meant by a line: the first of that title that is not yet
 * taken; NULL: it is new. */
static struct standing *find_standing(struct standings *list, const char *title)
{
    for (size_t i = 0; i < list->count; i++)
        if (!list->item[i].kept && strcmp(list->item[i].item.title, title) == 0)
            return &list->item[i];
    return NULL;
}

/* Gives an item its place and what else is new about it. */
static enum status place(struct study *study, struct change_row *change, struct standing *one,
                         int number, const struct new_agenda_item *wanted, struct error *err)
{
    struct agenda_item item = one->item;
    const char *paper = wanted != NULL ? or_blank(wanted->paper) : item.paper;
    enum purpose purpose = wanted != NULL ? wanted->purpose : item.purpose;

    one->kept = true;
    if (item.number == number && item.purpose == purpose && strcmp(item.paper, paper) == 0)
        return STATUS_OK;
    item.number = number;
    item.paper = paper;
    item.purpose = purpose;
    return agenda_revision_add(study, change, one->row, one->revision, &item, err);
}

static enum status take_out(struct study *study, struct change_row *change,
                            const struct standing *one, struct error *err)
{
    struct revision revision = { 0 };
    struct stmt st;

    if (change_row_revision(change, &revision, err))
        return err->status;
    st = stmt_begin(study, QUERY_ITEM_REVISION_REMOVE);
    change_row_bind(&st, study, change, &revision);
    stmt_bind_int(&st, ":of", one->revision);
    if (stmt_run(&st, err))
        return err->status;
    return change_row_make_current(study, QUERY_CURRENT_ITEM, revision.row, err);
}

static enum status add_item(struct study *study, struct change_row *change, int64_t meeting,
                            int number, const struct new_agenda_item *wanted, struct error *err)
{
    struct agenda_item item = { .id = id_new(),
                                .number = number,
                                .title = wanted->title,
                                .paper = or_blank(wanted->paper),
                                .purpose = wanted->purpose,
                                .began = TIME_UNKNOWN };
    int64_t row;

    return agenda_item_add(study, change, meeting, &item, &row, err);
}

static enum status write_agenda(struct study *study, struct standings *list, int64_t meeting,
                                const struct new_meeting *from, struct error *err)
{
    struct change_row change;
    struct id id = id_new();
    int number = 0;
    enum status status =
        change_row_add(&change, study, &id, "setup", meeting, clock_wall(), 0, NULL, err);

    for (size_t i = 0; i < list->count && !status; i++)
        if (list->item[i].item.reached)
            status = place(study, &change, &list->item[i], ++number, NULL, err);
    for (size_t i = 0; i < from->item_count && !status; i++) {
        const struct new_agenda_item *wanted = &from->agenda[i];
        struct standing *one = find_standing(list, wanted->title);

        number++;
        status = one != NULL ? place(study, &change, one, number, wanted, err)
                             : add_item(study, &change, meeting, number, wanted, err);
    }
    for (size_t i = 0; i < list->count && !status; i++)
        if (!list->item[i].kept)
            status = take_out(study, &change, &list->item[i], err);
    return status;
}

static enum status update_agenda(struct study *study, int64_t row,
                                 const struct new_meeting *meeting, struct error *err)
{
    struct standings list = { NULL, 0, 0 };
    enum status status = load_standings(&list, study, row, err);

    if (!status && !same_agenda(&list, meeting))
        status = write_agenda(study, &list, row, meeting, err);
    standings_release(&list);
    return status;
}

/* --- all of it ------------------------------------------------------------------- */

static enum status update_row(struct study *study, int64_t row, const struct new_meeting *meeting,
                              struct error *err)
{
    struct meeting_ground ground;
    struct stmt st;

    if (meeting_ground(study, meeting, &ground, err))
        return err->status;
    st = stmt_begin(study, QUERY_MEETING_UPDATE);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_text(&st, ":title", meeting->title);
    stmt_bind_int_or(&st, ":site", ground.site, 0);
    stmt_bind_int_or(&st, ":body", ground.body, 0);
    stmt_bind_int(&st, ":function", ground.function);
    stmt_bind_text(&st, ":date",
                   meeting->date != NULL && meeting->date[0] != '\0' ? meeting->date : NULL);
    stmt_bind_text(&st, ":venue", or_blank(meeting->venue));
    stmt_bind_int(&st, ":meeting", row);
    return stmt_run(&st, err);
}

enum status meetings_update(struct study *study, const struct id *id,
                            const struct new_meeting *meeting, struct error *err)
{
    struct work work;
    int64_t row;
    enum status status;

    if (meeting->title == NULL || meeting->title[0] == '\0')
        return error_set(err, STATUS_INPUT, "a meeting needs a title");
    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    status = meeting_open_row(study, id, &row, err);
    if (!status)
        status = update_row(study, row, meeting, err);
    if (!status)
        status = update_people(study, row, meeting, err);
    if (!status)
        status = update_agenda(study, row, meeting, err);
    return work_finish(&work, study, status, err);
}
