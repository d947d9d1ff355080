/* SPDX-License-Identifier: MIT */
/* Making a meeting: its site and body are found or made, its people and agenda
 * written with it, in one transaction. */
#include "core/clock.h"
#include "core/mem.h"
#include "core/str.h"
#include "storage/bodies.h"
#include "storage/internal.h"
#include "storage/meetings.h"
#include "storage/revisions.h"
#include <string.h>

static bool given(const char *text)
{
    return text != NULL && text[0] != '\0';
}

enum status function_row(struct study *study, const char *function, int64_t *row, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_FUNCTION_FIND);
    struct str known = STR_INIT;

    stmt_bind_text(&st, ":function", function);
    if (stmt_run_int(&st, 0, row, err) || *row != 0)
        return *row != 0 ? STATUS_OK : err->status;
    st = stmt_begin(study, QUERY_FUNCTION_NAMES);
    while (stmt_row(&st))
        str_add_format(&known, "%s%s", known.len > 0 ? ", " : "", stmt_text(&st, 1));
    if (!stmt_end(&st, err))
        error_set(err, STATUS_NOT_FOUND, "no function \"%s\": there are %s", function,
                  str_text(&known));
    str_release(&known);
    return err->status;
}

enum status site_row_or_new(struct study *study, const char *code, int64_t *row, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_SITE_FIND);
    struct id id = id_new();

    stmt_bind_text(&st, ":code", code);
    if (stmt_run_int(&st, 0, row, err) || *row != 0)
        return *row != 0 ? STATUS_OK : err->status;
    st = stmt_begin(study, QUERY_SITE_ADD);
    stmt_bind_id(&st, ":uuid", &id);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_text(&st, ":code", code);
    if (stmt_run(&st, err))
        return err->status;
    *row = sqlite3_last_insert_rowid(study->db);
    return STATUS_OK;
}

/* A body is known by its name at the site, or by its name alone where no site
 * is given and only one has it; it brings its site and function. */
static enum status find_body(struct study *study, const char *name, struct meeting_ground *ground,
                             struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_BODY_FIND);
    struct meeting_ground found = { 0 };
    int count = 0;

    stmt_bind_text(&st, ":name", name);
    while (stmt_row(&st)) {
        int64_t site = stmt_int_or(&st, 1, 0);

        if (ground->site != 0 && site != ground->site)
            continue;
        found = (struct meeting_ground){ .body = stmt_int(&st, 0),
                                         .site = site,
                                         .function = stmt_int(&st, 2) };
        count++;
    }
    if (stmt_end(&st, err))
        return err->status;
    if (count > 1)
        return error_set(err, STATUS_INPUT, "%d sites have a body \"%s\": say which site", count,
                         name);
    if (count == 0)
        return STATUS_OK;
    ground->body = found.body;
    ground->known = true;
    ground->site = found.site;
    if (ground->function == 0)
        ground->function = found.function;
    return STATUS_OK;
}

static enum status add_body(struct study *study, const char *name, struct meeting_ground *ground,
                            struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_BODY_ADD);
    struct id id = id_new();

    stmt_bind_id(&st, ":uuid", &id);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int_or(&st, ":site", ground->site, 0);
    stmt_bind_text(&st, ":name", name);
    stmt_bind_int(&st, ":function", ground->function);
    if (stmt_run(&st, err))
        return err->status;
    ground->body = sqlite3_last_insert_rowid(study->db);
    return STATUS_OK;
}

enum status meeting_ground(struct study *study, const struct new_meeting *meeting,
                           struct meeting_ground *ground, struct error *err)
{
    *ground = (struct meeting_ground){ 0 };
    if (given(meeting->function) && function_row(study, meeting->function, &ground->function, err))
        return err->status;
    if (given(meeting->site) && site_row_or_new(study, meeting->site, &ground->site, err))
        return err->status;
    if (given(meeting->body) && find_body(study, meeting->body, ground, err))
        return err->status;
    if (ground->function == 0 && function_row(study, "other", &ground->function, err))
        return err->status;
    if (given(meeting->body) && ground->body == 0)
        return add_body(study, meeting->body, ground, err);
    return STATUS_OK;
}

/* The same file imported once more is known by its digest. */
static enum status look_for_digest(struct study *study, const char *digest, struct error *err)
{
    struct stmt st;
    int64_t number;

    if (!given(digest))
        return STATUS_OK;
    st = stmt_begin(study, QUERY_MEETING_BY_DIGEST);
    stmt_bind_text(&st, ":digest", digest);
    if (stmt_run_int(&st, 0, &number, err))
        return err->status;
    if (number != 0)
        return error_set(err, STATUS_EXISTS, "it is in the study already, as M%lld",
                         (long long)number);
    return STATUS_OK;
}

static const char *or_blank(const char *text)
{
    return text == NULL ? "" : text;
}

static enum status add_meeting(struct study *study, const struct new_meeting *meeting,
                               const struct meeting_ground *ground, const struct id *id,
                               int64_t number, int64_t *row, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_MEETING_ADD);

    stmt_bind_id(&st, ":uuid", id);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int(&st, ":number", number);
    stmt_bind_text(&st, ":status",
                   meeting_status_words[meeting->closed ? MEETING_CLOSED : MEETING_PLANNED].key);
    stmt_bind_text(&st, ":title", meeting->title);
    stmt_bind_int_or(&st, ":site", ground->site, 0);
    stmt_bind_int_or(&st, ":body", ground->body, 0);
    stmt_bind_int(&st, ":function", ground->function);
    stmt_bind_text(&st, ":date", given(meeting->date) ? meeting->date : NULL);
    stmt_bind_text(&st, ":venue", or_blank(meeting->venue));
    stmt_bind_text(&st, ":source", or_blank(meeting->source));
    stmt_bind_text(&st, ":licence", or_blank(meeting->licence));
    stmt_bind_text(&st, ":language", or_blank(meeting->language));
    stmt_bind_text(&st, ":digest", given(meeting->digest) ? meeting->digest : NULL);
    if (stmt_run(&st, err))
        return err->status;
    *row = sqlite3_last_insert_rowid(study->db);
    return STATUS_OK;
}

/* One of the expected people, also one of the body's usual people where it
 * has none yet (`body` 0: not). */
static enum status add_person(struct study *study, int64_t meeting, int64_t body,
                              const struct id *person, enum capacity capacity, struct error *err)
{
    const char *word = capacity_words[capacity].key;
    int64_t row;

    if (study_need_row(study, QUERY_ROW_PERSON, person, "person", &row, err)
        || meeting_person_add(study, meeting, row, word, true, err))
        return err->status;
    if (body != 0) {
        struct stmt st = stmt_begin(study, QUERY_BODY_PERSON_ADD);
        struct id id = id_new();

        stmt_bind_id(&st, ":uuid", &id);
        stmt_bind_int(&st, ":version", study_version(study));
        stmt_bind_int(&st, ":observer", study->observer_row);
        stmt_bind_int(&st, ":body", body);
        stmt_bind_int(&st, ":person", row);
        stmt_bind_text(&st, ":capacity", word);
        return stmt_run(&st, err);
    }
    return STATUS_OK;
}

enum status meeting_person_add(struct study *study, int64_t meeting, int64_t person,
                               const char *capacity, bool expected, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_MEETING_PERSON_ADD);
    struct id id = id_new();

    stmt_bind_id(&st, ":uuid", &id);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int(&st, ":meeting", meeting);
    stmt_bind_int(&st, ":person", person);
    stmt_bind_text(&st, ":capacity", capacity);
    stmt_bind_int(&st, ":expected", expected);
    return stmt_run(&st, err);
}

/* What a meeting takes from its body and that one's last meeting. */
struct borrowed {
    struct meeting_rows last; /* the last meeting; may be none */
    struct agenda agenda;     /* of it, where the body has no usual one */
    struct body_usual usual;
    struct new_agenda_item *item;
};

static void borrowed_release(struct borrowed *borrowed)
{
    meetings_release(&borrowed->last);
    agenda_release(&borrowed->agenda);
    bodies_usual_release(&borrowed->usual);
    free(borrowed->item);
}

static enum status borrow_agenda(struct study *study, struct borrowed *borrowed,
                                 struct new_meeting *meeting, struct error *err)
{
    if (borrowed->usual.items > 0) {
        meeting->agenda = borrowed->usual.item;
        meeting->item_count = borrowed->usual.items;
        return STATUS_OK;
    }
    if (borrowed->last.count == 0)
        return STATUS_OK;
    if (agenda_load(&borrowed->agenda, study, &borrowed->last.row[0].meeting.id, err))
        return err->status;
    borrowed->item = mem_alloc(borrowed->agenda.count + 1, sizeof *borrowed->item);
    for (size_t i = 0; i < borrowed->agenda.count; i++)
        borrowed->item[i] = (struct new_agenda_item){ .title = borrowed->agenda.item[i].title,
                                                      .purpose = borrowed->agenda.item[i].purpose };
    meeting->agenda = borrowed->item;
    meeting->item_count = borrowed->agenda.count;
    return STATUS_OK;
}

/* Fills in what *meeting lacks; papers are of one meeting and are not taken. */
static enum status borrow(struct study *study, const struct id *body, struct borrowed *borrowed,
                          struct new_meeting *meeting, struct error *err)
{
    int last;

    if (bodies_usual(&borrowed->usual, study, body, err) || meetings_last(study, body, &last, err))
        return err->status;
    if (last > 0 && meetings_find(&borrowed->last, study, last, err))
        return err->status;
    if (!given(meeting->venue) && last > 0)
        meeting->venue = borrowed->last.row[0].meeting.venue;
    return meeting->item_count == 0 ? borrow_agenda(study, borrowed, meeting, err) : STATUS_OK;
}

/* Those that were expected at the last meeting of the body. */
static enum status add_last_people(struct study *study, int64_t meeting,
                                   const struct borrowed *borrowed, struct error *err)
{
    struct stmt st;
    int64_t last;
    enum status status = STATUS_OK;

    if (borrowed->last.count == 0)
        return STATUS_OK;
    if (study_need_row(study, QUERY_ROW_MEETING, &borrowed->last.row[0].meeting.id, "meeting",
                       &last, err))
        return err->status;
    st = stmt_begin(study, QUERY_MEETING_SEATS);
    stmt_bind_int(&st, ":meeting", last);
    while (!status && stmt_row(&st))
        if (!stmt_is_null(&st, 2))
            status =
                meeting_person_add(study, meeting, stmt_int(&st, 4), stmt_text(&st, 3), true, err);
    return stmt_end(&st, err) ? err->status : status;
}

static enum status add_usual_people(struct study *study, int64_t meeting, int64_t body,
                                    struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_BODY_PEOPLE);
    enum status status = STATUS_OK;

    stmt_bind_int(&st, ":body", body);
    while (!status && stmt_row(&st))
        status = meeting_person_add(study, meeting, stmt_int(&st, 0), stmt_text(&st, 1), true, err);
    return stmt_end(&st, err) ? err->status : status;
}

static enum status add_people(struct study *study, const struct new_meeting *meeting, int64_t row,
                              int64_t body, const struct borrowed *borrowed, struct error *err)
{
    int64_t usual = 0;
    struct stmt st;

    if (body != 0) {
        st = stmt_begin(study, QUERY_BODY_HAS_PEOPLE);
        stmt_bind_int(&st, ":body", body);
        if (stmt_run_int(&st, 0, &usual, err))
            return err->status;
    }
    if (meeting->person_count == 0 && meeting->as_given)
        return STATUS_OK;
    if (meeting->person_count == 0)
        return usual != 0 ? add_usual_people(study, row, body, err)
                          : add_last_people(study, row, borrowed, err);
    for (size_t i = 0; i < meeting->person_count; i++) {
        enum capacity capacity =
            meeting->capacities == NULL ? CAPACITY_MEMBER : meeting->capacities[i];

        if (add_person(study, row, usual != 0 || meeting->closed ? 0 : body, &meeting->people[i],
                       capacity, err))
            return err->status;
    }
    return STATUS_OK;
}

static enum status add_agenda(struct study *study, const struct new_meeting *meeting, int64_t row,
                              struct error *err)
{
    struct change_row change;
    struct id id = id_new();

    if (meeting->item_count == 0)
        return STATUS_OK;
    if (change_row_add(&change, study, &id, "setup", row, clock_wall(), 0, NULL, err))
        return err->status;
    for (size_t i = 0; i < meeting->item_count; i++) {
        const struct new_agenda_item *from = &meeting->agenda[i];
        struct agenda_item item = { .id = id_new(),
                                    .number = (int)i + 1,
                                    .title = from->title,
                                    .paper = or_blank(from->paper),
                                    .purpose = from->purpose,
                                    .reached = from->reached,
                                    .began = TIME_UNKNOWN };
        int64_t item_row;

        if (agenda_item_add(study, &change, row, &item, &item_row, err))
            return err->status;
    }
    return STATUS_OK;
}

/* Inside work. */
static enum status add_all(struct study *study, const struct new_meeting *from, const struct id *id,
                           int64_t number, int64_t *row, struct error *err)
{
    struct new_meeting meeting = *from;
    struct borrowed borrowed = { 0 };
    struct meeting_ground ground;
    enum status status = meeting_ground(study, from, &ground, err);

    if (!status && ground.known && !from->as_given && !from->closed) {
        struct stmt st = stmt_begin(study, QUERY_ID_BODY);
        struct id body = { { 0 } };

        stmt_bind_int(&st, ":id", ground.body);
        if (stmt_row(&st))
            body = stmt_id(&st, 0);
        status = stmt_end(&st, err);
        if (!status)
            status = borrow(study, &body, &borrowed, &meeting, err);
    }
    if (!status)
        status = add_meeting(study, &meeting, &ground, id, number, row, err);
    if (!status)
        status = add_people(study, &meeting, *row, ground.body, &borrowed, err);
    if (!status)
        status = add_agenda(study, &meeting, *row, err);
    borrowed_release(&borrowed);
    return status;
}

enum status meetings_add(struct study *study, const struct new_meeting *meeting, struct id *id,
                         int *number, struct error *err)
{
    struct id made = id_new();
    struct work work;
    int64_t last = 0, row = 0;
    struct stmt st;
    enum status status;

    *id = (struct id){ { 0 } };
    *number = 0;
    if (!given(meeting->title))
        return error_set(err, STATUS_INPUT, "a meeting needs a title");
    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    status = look_for_digest(study, meeting->digest, err);
    if (!status) {
        st = stmt_begin(study, QUERY_MEETING_LAST_NUMBER);
        stmt_bind_int(&st, ":most", NUMBER_MOST);
        status = stmt_run_int(&st, 0, &last, err);
    }
    if (!status)
        status = add_all(study, meeting, &made, last + 1, &row, err);
    status = work_finish(&work, study, status, err);
    if (status)
        return status;
    if (!work.own)
        study->making = row;
    *id = made;
    *number = (int)last + 1;
    return STATUS_OK;
}
