/* SPDX-License-Identifier: MIT */
/* People as a table. Columns are found by their names; what a cell leaves
 * empty stays as it is. A person is known again by study id, else by name,
 * else by initials, so that the same file changes nothing a second time. */
#include "import/internal.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "core/people_list.h"
#include "core/text.h"
#include "export/csv.h"
#include "storage/bodies.h"

enum column {
    COLUMN_ID,
    COLUMN_GROUP,
    COLUMN_NAME,
    COLUMN_ORGANISATION,
    COLUMN_INITIALS,
    COLUMN_ALIASES,
    COLUMN_BODY,
    COLUMN_SITE,
    COLUMN_CAPACITY,
    COLUMNS
};

static const char *const names[COLUMNS] = { "id",           "role group", "name",
                                            "organisation", "initials",   "aliases",
                                            "body",         "site",       "capacity" };
/* Other words for a column; NULL none. */
static const char *const others[COLUMNS] = { [COLUMN_ID] = "study id",
                                             [COLUMN_GROUP] = "role",
                                             [COLUMN_ORGANISATION] = "organization",
                                             [COLUMN_ALIASES] = "alias" };

struct table {
    struct study *study;
    struct csv_reader csv;
    int column[COLUMNS];  /* where it is; -1 missing */
    struct people people; /* as they were before */
    struct id *seen;      /* whom the file has named so far */
    size_t seen_count, seen_room;
};

/* One row, clean. */
struct row {
    char *cell[COLUMNS];
    int number;        /* 0: not said */
    const char *group; /* key; NULL not said */
    enum capacity capacity;
};

/* A message of storage, with the line it is about. */
static enum status at_line(struct table *table, struct error *err)
{
    struct error said = *err;

    return csv_wrong(&table->csv, err, "%s", said.text);
}

/* --- reading a row ---------------------------------------------------------------- */

static void row_release(struct row *row)
{
    for (size_t i = 0; i < COLUMNS; i++)
        free(row->cell[i]);
}

static enum status read_number(struct table *table, struct row *row, struct error *err)
{
    const char *text = row->cell[COLUMN_ID];
    size_t len = strlen(text);

    if (len == 0)
        return STATUS_OK;
    if (strspn(text, "0123456789") == len && len <= 6)
        row->number = (int)strtol(text, NULL, 10);
    if (row->number == 0)
        return csv_wrong(&table->csv, err, "\"%.40s\" is no study id: write a number, as 283",
                         text);
    return STATUS_OK;
}

static enum status read_group(struct table *table, struct row *row, struct error *err)
{
    const struct people *people = &table->people;
    const char *text = row->cell[COLUMN_GROUP];
    struct str known = STR_INIT;
    int group;

    if (text[0] == '\0')
        return STATUS_OK;
    group = people_group_find(people->groups, people->group_count, text, strlen(text));
    if (group >= 0) {
        row->group = people->groups[group].key;
        return STATUS_OK;
    }
    for (size_t i = 0; i < people->group_count; i++)
        str_add_format(&known, "%s%s", i > 0 ? ", " : "", people->groups[i].key);
    (void)csv_wrong(&table->csv, err, "no role group \"%.40s\": there are %s", text,
                    str_text(&known));
    str_release(&known);
    return err->status;
}

static enum status read_capacity(struct table *table, struct row *row, struct error *err)
{
    const char *text = row->cell[COLUMN_CAPACITY];

    row->capacity = CAPACITY_MEMBER;
    if (text[0] == '\0')
        return STATUS_OK;
    if (row->cell[COLUMN_BODY][0] == '\0')
        return csv_wrong(&table->csv, err, "a capacity, \"%.40s\", and no body", text);
    for (int i = 0; i < CAPACITIES; i++)
        if (text_same(text, strlen(text), capacity_words[i].key, strlen(capacity_words[i].key))
            || text_same(text, strlen(text), capacity_words[i].name,
                         strlen(capacity_words[i].name))) {
            row->capacity = (enum capacity)i;
            return STATUS_OK;
        }
    return csv_wrong(&table->csv, err, "no capacity \"%.40s\": there are member, chair, attending",
                     text);
}

static enum status read_row(struct table *table, struct row *row, struct error *err)
{
    struct str initials = STR_INIT;

    *row = (struct row){ 0 };
    for (size_t i = 0; i < COLUMNS; i++)
        row->cell[i] = csv_take_line(&table->csv, table->column[i]);
    str_add(&initials, row->cell[COLUMN_INITIALS]);
    people_raise_initials(&initials);
    free(row->cell[COLUMN_INITIALS]);
    row->cell[COLUMN_INITIALS] = str_take(&initials);
    if (read_number(table, row, err) || read_group(table, row, err)
        || read_capacity(table, row, err))
        return err->status;
    if (!people_alias_fits(row->cell[COLUMN_INITIALS], strlen(row->cell[COLUMN_INITIALS])))
        return csv_wrong(&table->csv, err, "the initials \"%.40s\" cannot be typed before a colon",
                         row->cell[COLUMN_INITIALS]);
    if (row->number == 0 && row->cell[COLUMN_NAME][0] == '\0'
        && row->cell[COLUMN_INITIALS][0] == '\0')
        return csv_wrong(&table->csv, err,
                         "no id, no name, no initials: by what would this person be known?");
    return STATUS_OK;
}

/* --- who it is ---------------------------------------------------------------------- */

static bool same(const char *a, const char *b)
{
    return a != NULL && a[0] != '\0' && text_same(a, strlen(a), b, strlen(b));
}

/* The person that a row means; NULL: a new one. */
static const struct person *find_person(const struct people *people, const struct row *row)
{
    const struct person *by_initials = NULL;

    for (size_t i = 0; i < people->person_count; i++) {
        const struct person *person = &people->people[i];

        if (person->voice != NULL)
            continue;
        if (row->number != 0) {
            if (person->number == row->number)
                return person;
        } else if (same(person->name, row->cell[COLUMN_NAME])) {
            return person;
        } else if (same(person->initials, row->cell[COLUMN_INITIALS])) {
            by_initials = person;
        }
    }
    return by_initials;
}

/* Puts what a cell says in place of what was there. */
static bool replace(char **text, const char *cell)
{
    if (cell[0] == '\0' || strcmp(*text, cell) == 0)
        return false;
    free(*text);
    *text = mem_copy(cell);
    return true;
}

/* Adds the short forms between ",", ";" and "|". */
static enum status add_aliases(struct table *table, const char *cell, struct identity_card *card,
                               bool *changed, struct error *err)
{
    while (*cell != '\0') {
        size_t len = strcspn(cell, ",;|"), used = len;
        struct str form = STR_INIT;
        bool there = false;

        while (used > 0 && cell[used - 1] == ' ')
            used--;
        str_add_len(&form, cell, used);
        str_splice(&form, 0, strspn(str_text(&form), " "), "", 0);
        people_raise_initials(&form);
        cell += len + (cell[len] != '\0');
        for (size_t i = 0; i < card->aliases; i++)
            there = there || strcmp(card->alias[i], str_text(&form)) == 0;
        if (form.len > 0 && !people_alias_fits(form.text, form.len)) {
            (void)csv_wrong(&table->csv, err, "the alias \"%.40s\" cannot be typed before a colon",
                            form.text);
            str_release(&form);
            return err->status;
        }
        if (form.len > 0 && !there) {
            card->alias = mem_resize(card->alias, card->aliases + 1, sizeof *card->alias);
            card->alias[card->aliases++] = str_take(&form);
            *changed = true;
        }
        str_release(&form);
    }
    return STATUS_OK;
}

static enum status write_identity(struct table *table, const struct id *person,
                                  const struct row *row, bool *changed, struct error *err)
{
    struct identity_card card;
    bool differs = false;
    enum status status = people_identity(&card, table->study, person, err);

    if (status)
        return at_line(table, err);
    differs |= replace(&card.name, row->cell[COLUMN_NAME]);
    differs |= replace(&card.organisation, row->cell[COLUMN_ORGANISATION]);
    differs |= replace(&card.initials, row->cell[COLUMN_INITIALS]);
    status = add_aliases(table, row->cell[COLUMN_ALIASES], &card, &differs, err);
    if (!status && differs && people_set_identity(table->study, person, &card, err))
        status = at_line(table, err);
    *changed = *changed || differs;
    identity_card_release(&card);
    return status;
}

/* --- where they sit -------------------------------------------------------------------- */

static enum status write_seat(struct table *table, const struct id *person, const struct row *row,
                              bool *changed, struct error *err)
{
    struct new_body body = { .name = row->cell[COLUMN_BODY], .site = row->cell[COLUMN_SITE] };
    struct id id;
    bool seated = false;

    if (body.name[0] == '\0')
        return STATUS_OK;
    if (bodies_find(table->study, body.name, body.site, &id, err))
        return at_line(table, err);
    if (id_is_none(&id) && bodies_save(table->study, &body, &id, err))
        return at_line(table, err);
    if (bodies_seat(table->study, &id, person, row->capacity, &seated, err))
        return at_line(table, err);
    *changed = *changed || seated;
    return STATUS_OK;
}

/* --- a row, and all of them --------------------------------------------------------------- */

/* Whether a person was named by a row before; takes note of them. */
static bool seen_before(struct table *table, const struct id *person)
{
    for (size_t i = 0; i < table->seen_count; i++)
        if (id_equal(&table->seen[i], person))
            return true;
    table->seen = mem_grow(table->seen, table->seen_count, &table->seen_room, sizeof *table->seen);
    table->seen[table->seen_count++] = *person;
    return false;
}

static enum status write_row(struct table *table, const struct row *row,
                             struct import_report *report, struct error *err)
{
    const struct person *known = find_person(&table->people, row);
    struct new_person made = { .number = row->number, .role_group = row->group };
    bool changed = false, again;
    struct id id;

    if (known != NULL) {
        const char *group =
            known->role_group >= 0 ? table->people.groups[known->role_group].key : "";

        id = known->id;
        changed = row->group != NULL && strcmp(group, row->group) != 0;
        if (changed && people_set_group(table->study, &id, row->group, err))
            return at_line(table, err);
    } else if (people_add(table->study, &made, &id, NULL, err)) {
        return at_line(table, err);
    }
    if (write_identity(table, &id, row, &changed, err)
        || write_seat(table, &id, row, &changed, err))
        return err->status;
    again = seen_before(table, &id); /* a further seat of somebody counts once */
    if (again)
        return STATUS_OK;
    report->people += known == NULL;
    report->changed += known != NULL && changed;
    report->same += known != NULL && !changed;
    return STATUS_OK;
}

static enum status write_rows(struct table *table, struct import_report *report, struct error *err)
{
    bool more = true;

    while (more) {
        struct row row;
        enum status status;

        if (csv_next(&table->csv, &more, err))
            return err->status;
        if (!more || csv_is_blank(&table->csv))
            continue;
        people_release(&table->people); /* those of the rows before are known now */
        if (people_load(&table->people, table->study, true, err))
            return err->status;
        status = read_row(table, &row, err);
        if (!status)
            status = write_row(table, &row, report, err);
        row_release(&row);
        if (status)
            return status;
    }
    return STATUS_OK;
}

static enum status find_columns(struct table *table, struct error *err)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        table->column[i] = csv_column(&table->csv, names[i]);
        if (table->column[i] < 0 && others[i] != NULL)
            table->column[i] = csv_column(&table->csv, others[i]);
    }
    if (table->column[COLUMN_ID] < 0 && table->column[COLUMN_NAME] < 0
        && table->column[COLUMN_INITIALS] < 0)
        return error_set(err, STATUS_INPUT,
                         "%s is no meeting as JSON Lines, which begins with {\"meeting\":, and no "
                         "table of people: its first row has no column id, name or initials",
                         table->csv.name);
    return STATUS_OK;
}

enum status people_import(struct study *study, const char *path, struct import_report *report,
                          struct error *err)
{
    struct table table = { .study = study };
    char *text = NULL;
    size_t len;
    enum status status = csv_load(path, &text, &len, err);

    if (!status)
        status = csv_open(&table.csv, path, text, len, err);
    if (!status)
        status = find_columns(&table, err);
    if (!status)
        status = study_begin(study, err);
    if (!status) {
        status = write_rows(&table, report, err);
        if (!status)
            status = study_commit(study, err);
        if (status)
            study_rollback(study);
    }
    people_release(&table.people);
    free(table.seen);
    csv_close(&table.csv);
    free(text);
    return status;
}
