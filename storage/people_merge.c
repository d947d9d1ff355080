/* SPDX-License-Identifier: MIT */
/* People who are one, and voices that get a name. */
#include "storage/people_merge.h"

#include "core/clock.h"
#include "core/mem.h"
#include "core/revise.h"
#include "storage/entries.h"
#include "storage/internal.h"
#include "storage/record.h"
#include "storage/revisions.h"
#include <stdlib.h>

/* Who a person is: the row and number of the one they are one with, if any. */
struct who {
    int64_t row, root;
    int number, root_number;
};

static enum status find_who(struct study *study, const struct id *person, struct who *who,
                            struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_MERGE_FIND);

    *who = (struct who){ 0 };
    stmt_bind_id(&st, ":uuid", person);
    if (stmt_row(&st))
        *who = (struct who){ .row = stmt_int(&st, 0),
                             .number = stmt_number(&st, 1),
                             .root = stmt_int(&st, 2),
                             .root_number = stmt_number(&st, 3) };
    if (stmt_end(&st, err))
        return err->status;
    return who->row != 0 ? STATUS_OK
                         : error_set(err, STATUS_NOT_FOUND, "the study has no such person");
}

static enum status set_merged(struct study *study, int64_t person, int64_t into, struct error *err)
{
    struct stmt st = stmt_begin(study, into != 0 ? QUERY_MERGE_SET : QUERY_MERGE_CLEAR);

    stmt_bind_int(&st, ":person", person);
    if (into != 0)
        stmt_bind_int(&st, ":into", into);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    return stmt_run(&st, err);
}

/* --- places on lists ------------------------------------------------------------------ */

struct listed {
    int64_t of; /* a meeting or a body */
    char *capacity;
    bool expected;
};

static enum status add_listed(struct study *study, enum query query, const struct listed *listed,
                              int64_t person, struct error *err)
{
    struct id id = id_new();
    struct stmt st;

    if (query == QUERY_MERGE_MEETINGS)
        return meeting_person_add(study, listed->of, person, listed->capacity, listed->expected,
                                  err);
    st = stmt_begin(study, QUERY_BODY_PERSON_ADD);
    stmt_bind_id(&st, ":uuid", &id);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int(&st, ":body", listed->of);
    stmt_bind_int(&st, ":person", person);
    stmt_bind_text(&st, ":capacity", listed->capacity);
    return stmt_run(&st, err);
}

/* The lists that `person` is on get `into` as well; nobody is on one twice. */
static enum status take_places(struct study *study, enum query query, int64_t person, int64_t into,
                               struct error *err)
{
    struct stmt st = stmt_begin(study, query);
    struct listed *list = NULL;
    size_t count = 0, room = 0;
    enum status status;

    stmt_bind_int(&st, ":person", person);
    while (stmt_row(&st)) {
        list = mem_grow(list, count, &room, sizeof *list);
        list[count++] =
            (struct listed){ stmt_int(&st, 0), stmt_copy(&st, 1), stmt_int(&st, 2) != 0 };
    }
    status = stmt_end(&st, err);
    for (size_t i = 0; i < count; i++) {
        if (!status)
            status = add_listed(study, query, &list[i], into, err);
        free(list[i].capacity);
    }
    free(list);
    return status;
}

/* --- words that one of the two has taken back ------------------------------------------- */

static enum status settle(struct study *study, int64_t meeting, int64_t person, struct error *err)
{
    struct change_row change;
    struct id id = id_new();

    if (change_row_add(&change, study, &id, "setup", meeting, clock_wall(), 0,
                       "people were found to be one, or two", err))
        return err->status;
    if (retraction_settle(study, &change, meeting, 0, err))
        return err->status;
    return retraction_settle_person(study, &change, meeting, person, err);
}

/* Of the meetings where `root` or somebody one with them has taken words back. */
static enum status settle_meetings(struct study *study, int64_t root, int64_t person,
                                   struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_MERGE_RETRACTED);
    int64_t *list = NULL;
    size_t count = 0, room = 0;
    enum status status;

    stmt_bind_int(&st, ":person", root);
    while (stmt_row(&st)) {
        list = mem_grow(list, count, &room, sizeof *list);
        list[count++] = stmt_int(&st, 0);
    }
    status = stmt_end(&st, err);
    for (size_t i = 0; i < count && !status; i++)
        status = settle(study, list[i], person, err);
    free(list);
    return status;
}

/* --- merging -------------------------------------------------------------------------------- */

static enum status note(struct study *study, const char *what, int number, int other,
                        struct error *err)
{
    struct str detail = STR_INIT;
    enum status status;

    str_add_format(&detail, "%d and %d", number, other);
    status = study_note_history(study, what, str_text(&detail), err);
    str_release(&detail);
    return status;
}

static enum status merge(struct study *study, const struct id *person, const struct id *into,
                         struct error *err)
{
    struct who one, other;

    if (find_who(study, person, &one, err) || find_who(study, into, &other, err))
        return err->status;
    if (one.row == other.root || one.root == other.root)
        return error_set(err, STATUS_INPUT, "%d and %d are one person already", one.number,
                         other.root_number);
    if (one.number == 0 || other.root_number == 0)
        return error_set(err, STATUS_INPUT,
                         "a voice that is no person cannot be one with somebody");
    if (take_places(study, QUERY_MERGE_MEETINGS, one.row, other.root, err)
        || take_places(study, QUERY_MERGE_BODIES, one.row, other.root, err)
        || set_merged(study, one.row, other.root, err)
        || settle_meetings(study, other.root, other.root, err))
        return err->status;
    return note(study, "people found to be one", one.number, other.root_number, err);
}

enum status people_merge(struct study *study, const struct id *person, const struct id *into,
                         struct error *err)
{
    struct work work;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    return work_finish(&work, study, merge(study, person, into, err), err);
}

static enum status part_people(struct study *study, const struct id *person, struct error *err)
{
    struct who who;

    if (find_who(study, person, &who, err))
        return err->status;
    if (who.root == who.row)
        return error_set(err, STATUS_INPUT, "%d is one with nobody", who.number);
    if (set_merged(study, who.row, 0, err) || settle_meetings(study, who.root, who.row, err)
        || settle_meetings(study, who.row, who.root, err))
        return err->status;
    return note(study, "people found to be two", who.number, who.root_number, err);
}

enum status people_part(struct study *study, const struct id *person, struct error *err)
{
    struct work work;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    return work_finish(&work, study, part_people(study, person, err), err);
}

enum status people_merged_load(struct merged_people *out, struct study *study, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_MERGE_ALL);
    size_t room = 0;

    *out = (struct merged_people){ NULL, 0 };
    while (stmt_row(&st)) {
        out->row = mem_grow(out->row, out->count, &room, sizeof *out->row);
        out->row[out->count++] =
            (struct merged_person){ stmt_id(&st, 0), stmt_id(&st, 1), stmt_number(&st, 2) };
    }
    if (stmt_end(&st, err)) {
        people_merged_release(out);
        return error_context(err, "reading who is one");
    }
    return STATUS_OK;
}

void people_merged_release(struct merged_people *people)
{
    free(people->row);
    *people = (struct merged_people){ NULL, 0 };
}

/* --- a voice gets a name ----------------------------------------------------------------- */

struct naming {
    const struct id *role_group, *person, *entries;
    size_t count;
};

static bool is_chosen(const struct naming *naming, const struct id *entry)
{
    for (size_t i = 0; i < naming->count; i++)
        if (id_equal(&naming->entries[i], entry))
            return true;
    return naming->count == 0;
}

static enum status name_voices(struct study *study, const struct id *meeting,
                               const struct naming *naming, struct change *change, size_t *named,
                               struct error *err)
{
    const struct entry *entry;
    struct entries *entries;
    enum status status = entries_open(&entries, study, meeting, ENTRIES_FORWARD, INT64_MIN, 0, err);

    while (!status) {
        status = entries_next(entries, &entry, err);
        if (status || entry == NULL)
            break;
        if (is_chosen(naming, &entry->id))
            *named += revise_name_voice(change, entry, naming->role_group, naming->person);
    }
    entries_close(entries);
    return status;
}

enum status people_name_voice(struct study *study, const struct id *meeting,
                              const struct id *role_group, const struct id *person,
                              const struct id *entries, size_t count, const char *reason,
                              size_t *named, struct error *err)
{
    const struct naming naming = { role_group, person, entries, count };
    struct change change;
    size_t changed = 0;
    enum status status;

    change_init(&change, meeting, clock_wall());
    change_set_reason(&change, reason);
    status = name_voices(study, meeting, &naming, &change, &changed, err);
    if (!status && changed > 0)
        status = record_change(study, &change, err);
    change_release(&change);
    if (named != NULL)
        *named = status ? 0 : changed;
    return status;
}
