/* SPDX-License-Identifier: MIT */
/* What a change adds beside entries and codings: new people, agenda items and
 * movements. */
#include "core/clock.h"
#include "core/mem.h"
#include "storage/recording.h"
#include "storage/revisions.h"

/* Who takes part without being expected sits in attendance, without a vote. */
enum status recording_lists(struct recording *rec, int64_t person, struct error *err)
{
    /* the person's row stands for an id here: what is remembered is the pair */
    struct id key = { { 0 } };
    struct stmt st;
    int64_t listed;

    for (int i = 0; i < 8; i++)
        key.byte[i] = (unsigned char)((uint64_t)person >> (8 * i));
    if (idmap_get(&rec->rows, QUERY_MEETING_PERSON_FIND, &key) != 0)
        return STATUS_OK;
    idmap_put(&rec->rows, QUERY_MEETING_PERSON_FIND, &key, 1);
    st = stmt_begin(rec->study, QUERY_MEETING_PERSON_FIND);
    stmt_bind_int(&st, ":meeting", rec->meeting);
    stmt_bind_int(&st, ":person", person);
    if (stmt_run_int(&st, 0, &listed, err) || listed != 0)
        return listed != 0 ? STATUS_OK : err->status;
    return meeting_person_add(rec->study, rec->meeting, person,
                              capacity_words[CAPACITY_ATTENDING].key, false, err);
}

static enum status number_is_taken(struct study *study, int number, bool *taken, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_PERSON_FIND);
    int64_t row;

    stmt_bind_int(&st, ":number", number);
    if (stmt_run_int(&st, 0, &row, err))
        return err->status;
    *taken = row != 0;
    return STATUS_OK;
}

static enum status set_role_group(struct recording *rec, const struct change_person *person,
                                  struct error *err)
{
    int64_t row, group;
    struct stmt st;

    if (recording_row(rec, QUERY_ROW_PERSON, &person->id, "person", &row, err)
        || recording_row(rec, QUERY_ROW_ROLE_GROUP, &person->role_group, "role group", &group, err))
        return err->status;
    st = stmt_begin(rec->study, QUERY_PERSON_SET_GROUP);
    stmt_bind_int(&st, ":id", row);
    stmt_bind_int_or(&st, ":role_group", group, 0);
    stmt_bind_int(&st, ":version", rec->row.version);
    stmt_bind_int(&st, ":observer", rec->study->observer_row);
    return stmt_run(&st, err);
}

enum status record_persons(struct recording *rec, struct error *err)
{
    for (size_t i = 0; i < rec->change->person_count; i++) {
        const struct change_person *person = &rec->change->persons[i];
        struct new_person made = { .number = person->number,
                                   .to_identify = person->to_identify,
                                   .alias = person->alias };
        int64_t group, row;
        bool taken = false;
        int number;

        if (person->revises) {
            if (set_role_group(rec, person, err))
                return err->status;
            continue;
        }
        if (recording_row(rec, QUERY_ROW_ROLE_GROUP, &person->role_group, "role group", &group, err)
            || number_is_taken(rec->study, made.number, &taken, err))
            return err->status;
        if (taken || made.number < 0)
            made.number = 0;
        if (people_add_row(rec->study, &made, &person->id, group, &number, &row, err))
            return err->status;
        idmap_put(&rec->rows, QUERY_ROW_PERSON, &person->id, row);
    }
    return STATUS_OK;
}

/* An item as its current revision has it; strings are copies. */
struct current_item {
    int64_t row, revision;
    struct agenda_item item;
    char *title, *paper;
};

static void read_item(struct current_item *current, struct stmt *st)
{
    current->row = stmt_int(st, 0);
    current->revision = stmt_int(st, 1);
    current->title = stmt_copy(st, 3);
    current->paper = stmt_copy(st, 4);
    current->item = (struct agenda_item){
        .number = stmt_number(st, 2),
        .title = current->title,
        .paper = current->paper,
        .purpose = (enum purpose)word_or(purpose_words, PURPOSES, stmt_text(st, 5), PURPOSE_NONE),
        .reached = stmt_int(st, 6) != 0,
        .began = stmt_int_or(st, 7, TIME_UNKNOWN),
        .skipped = stmt_int(st, 8) != 0,
    };
}

static void release_item(struct current_item *current)
{
    free(current->title);
    free(current->paper);
}

/* Those from `number` on move down by one, each by a revision. They are read
 * before any is written, for writing would move what is being read. */
static enum status move_down(struct recording *rec, int number, struct error *err)
{
    struct stmt st = stmt_begin(rec->study, QUERY_ITEMS_FROM);
    struct current_item *items = NULL;
    size_t count = 0, room = 0;
    enum status status;

    stmt_bind_int(&st, ":meeting", rec->meeting);
    stmt_bind_int(&st, ":number", number);
    while (stmt_row(&st)) {
        items = mem_grow(items, count, &room, sizeof *items);
        read_item(&items[count++], &st);
    }
    status = stmt_end(&st, err);
    for (size_t i = 0; i < count; i++) {
        items[i].item.number++;
        if (!status)
            status = agenda_revision_add(rec->study, &rec->row, items[i].row, items[i].revision,
                                         &items[i].item, err);
        release_item(&items[i]);
    }
    free(items);
    return status;
}

enum status item_revise(struct recording *rec, const struct change_item *change, struct error *err)
{
    struct current_item current = { 0 };
    int64_t row;
    struct stmt st;
    enum status status;

    if (recording_row(rec, QUERY_ROW_ITEM, &change->id, "agenda item", &row, err))
        return err->status;
    st = stmt_begin(rec->study, QUERY_ITEM_CURRENT);
    stmt_bind_int(&st, ":item", row);
    if (stmt_row(&st))
        read_item(&current, &st);
    status = stmt_end(&st, err);
    if (!status && current.title == NULL)
        status = error_set(err, STATUS_DAMAGED, "an agenda item has no revision: run moot check");
    if (!status) {
        struct agenda_item item = current.item;

        if (change->moves) /* else its place is not the change's to say */
            item.number = change->number;
        if (change->title != NULL) {
            item.title = change->title;
            item.paper = change->paper;
            item.purpose = change->purpose;
        }
        item.reached = change->reached;
        item.began = change->began;
        item.skipped = change->skipped;
        status = agenda_revision_add(rec->study, &rec->row, row, current.revision, &item, err);
    }
    release_item(&current);
    return status;
}

static enum status add_item(struct recording *rec, const struct change_item *change,
                            struct error *err)
{
    struct agenda_item item = { .id = change->id,
                                .number = change->number,
                                .title = change->title == NULL ? "" : change->title,
                                .paper = change->paper,
                                .purpose = change->purpose,
                                .reached = change->reached,
                                .skipped = change->skipped,
                                .began = change->began };
    int64_t row;

    if (move_down(rec, item.number, err)
        || agenda_item_add(rec->study, &rec->row, rec->meeting, &item, &row, err))
        return err->status;
    idmap_put(&rec->rows, QUERY_ROW_ITEM, &change->id, row);
    return STATUS_OK;
}

enum status record_items(struct recording *rec, struct error *err)
{
    for (size_t i = 0; i < rec->change->item_count; i++) {
        const struct change_item *item = &rec->change->items[i];

        if (item->revises ? item_revise(rec, item, err) : add_item(rec, item, err))
            return err->status;
    }
    return STATUS_OK;
}

/* The row of a movement that is revised and of the revision it has, or of a new one. */
static enum status movement_row(struct recording *rec, const struct change_movement *movement,
                                int64_t person, int64_t current, int64_t *row, int64_t *replaces,
                                struct error *err)
{
    struct stmt st;

    if (movement->revises) {
        if (recording_row(rec, QUERY_ROW_ATTENDANCE, &movement->id, "movement", row, err))
            return err->status;
        st = stmt_begin(rec->study, QUERY_ATTENDANCE_CURRENT);
        stmt_bind_int(&st, ":id", *row);
        return stmt_run_int(&st, 0, replaces, err);
    }
    st = stmt_begin(rec->study, QUERY_ATTENDANCE_ADD);
    stmt_bind_id(&st, ":uuid", &movement->id);
    stmt_bind_int(&st, ":meeting", rec->meeting);
    stmt_bind_int(&st, ":person", person);
    stmt_bind_int(&st, ":current", current);
    if (stmt_run(&st, err))
        return err->status;
    *row = sqlite3_last_insert_rowid(rec->study->db);
    return STATUS_OK;
}

enum status movement_revision_add(struct recording *rec, int64_t row, int64_t replaces,
                                  const struct movement_rows *movement,
                                  const struct revision *revision, struct error *err)
{
    struct stmt st = stmt_begin(rec->study, QUERY_ATTENDANCE_REVISION_ADD);

    change_row_bind(&st, rec->study, &rec->row, revision);
    stmt_bind_int(&st, ":attendance", row);
    stmt_bind_int_or(&st, ":replaces", replaces, 0);
    stmt_bind_int(&st, ":removed", movement->removed);
    stmt_bind_int_or(&st, ":entry", movement->entry, 0);
    stmt_bind_text(&st, ":movement", movement->movement);
    stmt_bind_text(&st, ":mode", movement->mode);
    stmt_bind_text(&st, ":arrival", movement->arrival);
    stmt_bind_text(&st, ":capacity", movement->capacity);
    stmt_bind_int_or(&st, ":item", movement->item, 0);
    if (stmt_run(&st, err))
        return err->status;
    return replaces == 0
               ? STATUS_OK
               : change_row_make_current(rec->study, QUERY_CURRENT_MOVEMENT, revision->row, err);
}

static enum status record_movement(struct recording *rec, const struct change_movement *movement,
                                   struct error *err)
{
    struct movement_rows rows = { .removed = movement->removed,
                                  .movement = movement_words[movement->movement].key,
                                  .mode = mode_words[movement->mode].key,
                                  .arrival = arrival_words[movement->arrival].key,
                                  .capacity = movement->movement == MOVE_SITS
                                                  ? capacity_words[movement->capacity].key
                                                  : NULL };
    int64_t person = 0, row = 0, replaces = 0;
    struct revision revision = { 0 };

    if (recording_row(rec, QUERY_ROW_PERSON, &movement->person, "person", &person, err)
        || recording_row(rec, QUERY_ROW_ENTRY, &movement->entry, "entry", &rows.entry, err)
        || recording_row(rec, QUERY_ROW_ITEM, &movement->item, "agenda item", &rows.item, err)
        || recording_lists(rec, person, err) || change_row_revision(&rec->row, &revision, err)
        || movement_row(rec, movement, person, revision.row, &row, &replaces, err))
        return err->status;
    return movement_revision_add(rec, row, replaces, &rows, &revision, err);
}

enum status record_movements(struct recording *rec, struct error *err)
{
    for (size_t i = 0; i < rec->change->movement_count; i++)
        if (record_movement(rec, &rec->change->movements[i], err))
            return err->status;
    return STATUS_OK;
}
