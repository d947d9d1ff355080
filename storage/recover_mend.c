/* SPDX-License-Identifier: MIT */
/* Of the rows that were saved a whole study is made. First the histories: a
 * thing whose row is lost is made anew from its revisions where they say what
 * it was, one without revisions is let go, and `current` and `replaces` are set
 * as the versions say. Then every row that refers to something lost: the
 * reference is emptied where it may be, a stand-in is put there where people
 * can recognise one, and else the row is let go. At last the full-text index.
 *
 * The statements are a list that is run once, in order, on a study that is no
 * study yet; so they stand here and not in the catalogue. */
#include "core/mem.h"
#include "storage/check_work.h"
#include "storage/recover_work.h"

#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 50, MOST_LOOSE = 4096 };

/* --- histories --------------------------------------------------------------------- */

/* clang-format off */
static const struct repair {
    const char *sql;
    const char *told; /* "%lld ..." how many rows; NULL: nothing is said */
} repairs[] = {
    /* A change is what its revisions bear. */
    { "INSERT OR IGNORE INTO change (id, uuid, version, kind, meeting, observer, laptop, recorded)"
      " SELECT r.change, randomblob(16), r.version, 'record', e.meeting, r.observer, r.laptop,"
      " r.recorded FROM entry_revision r JOIN entry e ON e.id = r.entry"
      " WHERE NOT EXISTS (SELECT 1 FROM change h WHERE h.id = r.change) ORDER BY r.id",
      "%lld commands were made anew from their revisions" },
    { "INSERT OR IGNORE INTO change (id, uuid, version, kind, meeting, observer, laptop, recorded)"
      " SELECT r.change, randomblob(16), r.version, 'record', e.meeting, r.observer, r.laptop,"
      " r.recorded FROM coding_revision r JOIN coding c ON c.id = r.coding"
      " JOIN entry e ON e.id = c.entry"
      " WHERE NOT EXISTS (SELECT 1 FROM change h WHERE h.id = r.change) ORDER BY r.id", NULL },
    { "INSERT OR IGNORE INTO change (id, uuid, version, kind, meeting, observer, laptop, recorded)"
      " SELECT r.change, randomblob(16), r.version, 'record', a.meeting, r.observer, r.laptop,"
      " r.version >> 16 FROM attendance_revision r JOIN attendance a ON a.id = r.attendance"
      " WHERE NOT EXISTS (SELECT 1 FROM change h WHERE h.id = r.change) ORDER BY r.id", NULL },
    { "INSERT OR IGNORE INTO change (id, uuid, version, kind, meeting, observer, laptop, recorded)"
      " SELECT r.change, randomblob(16), r.version, 'setup', i.meeting, r.observer, r.laptop,"
      " r.version >> 16 FROM agenda_revision r JOIN agenda_item i ON i.id = r.item"
      " WHERE NOT EXISTS (SELECT 1 FROM change h WHERE h.id = r.change) ORDER BY r.id", NULL },
    { "INSERT OR IGNORE INTO change (id, uuid, version, kind, meeting, observer, laptop, recorded)"
      " SELECT r.change, randomblob(16), r.version, 'record', t.meeting, r.observer, r.laptop,"
      " r.version >> 16 FROM retraction_revision r JOIN retraction t ON t.id = r.retraction"
      " WHERE NOT EXISTS (SELECT 1 FROM change h WHERE h.id = r.change) ORDER BY r.id", NULL },
    /* Where neither is left, the notes stand in a meeting of their own. */
    { "INSERT OR IGNORE INTO change (id, uuid, version, kind, meeting, observer, laptop, recorded)"
      " SELECT r.change, randomblob(16), r.version, 'record',"
      " 1 + (SELECT coalesce(max(id), 0) FROM meeting), r.observer, r.laptop, r.recorded"
      " FROM entry_revision r WHERE NOT EXISTS (SELECT 1 FROM change h WHERE h.id = r.change)"
      " ORDER BY r.id",
      "%lld commands belong to a meeting that is lost: their notes stand in one of their own" },
    /* An entry takes its place behind the one that was recorded before it. */
    { "INSERT OR IGNORE INTO entry (id, uuid, meeting, observer, sequence, current)"
      " SELECT r.entry, randomblob(16), h.meeting, h.observer,"
      " coalesce((SELECT max(e.sequence) FROM entry e WHERE e.meeting = h.meeting"
      "  AND e.id < r.entry), 0) + r.entry - coalesce((SELECT max(e.id) FROM entry e"
      "  WHERE e.meeting = h.meeting AND e.id < r.entry), 0), r.id FROM entry_revision r"
      " JOIN change h ON h.id = r.change"
      " WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.id = r.entry)"
      " GROUP BY r.entry ORDER BY r.entry",
      "%lld entries were made anew from their revisions; look at their places" },
    { "INSERT OR IGNORE INTO agenda_item (id, uuid, meeting, current)"
      " SELECT r.item, randomblob(16), h.meeting, r.id FROM agenda_revision r"
      " JOIN change h ON h.id = r.change"
      " WHERE NOT EXISTS (SELECT 1 FROM agenda_item i WHERE i.id = r.item)"
      " GROUP BY r.item ORDER BY r.item", NULL },
    { "INSERT OR IGNORE INTO agenda_revision"
      " (id, uuid, version, observer, laptop, change, item, number, title)"
      " SELECT (h.id << 20) + 524288 + i.id % 500000, randomblob(16), h.version, h.observer,"
      " h.laptop, h.id, i.id, (SELECT count(*) FROM agenda_item j WHERE j.meeting = i.meeting"
      "  AND j.id <= i.id) + coalesce((SELECT max(r.number) FROM agenda_item j"
      "  JOIN agenda_revision r ON r.item = j.id WHERE j.meeting = i.meeting), 0), 'lost item'"
      " FROM agenda_item i JOIN change h ON h.id ="
      " (SELECT min(id) FROM change WHERE meeting = i.meeting)"
      " WHERE NOT EXISTS (SELECT 1 FROM agenda_revision r WHERE r.item = i.id)",
      "%lld agenda items have lost their titles" },
    /* What revisions do not say is lost with the row. */
    { "DELETE FROM entry_revision WHERE entry NOT IN (SELECT id FROM entry)",
      "%lld revisions of entries belong to nothing that is left" },
    { "DELETE FROM retraction_revision WHERE retraction NOT IN (SELECT id FROM retraction)",
      "%lld revisions are of retractions that are lost" },
    { "DELETE FROM coding_revision WHERE coding NOT IN (SELECT id FROM coding)",
      "%lld revisions of codings are of codings that are lost" },
    { "DELETE FROM attendance_revision WHERE attendance NOT IN (SELECT id FROM attendance)",
      "%lld revisions of attendance are of movements that are lost" },
    { "DELETE FROM agenda_revision WHERE item NOT IN (SELECT id FROM agenda_item)", NULL },
    { "DELETE FROM coding WHERE entry NOT IN (SELECT id FROM entry)",
      "%lld codings are of entries that are lost" },
    { "DELETE FROM coding_revision WHERE coding NOT IN (SELECT id FROM coding)", NULL },
    { "UPDATE entry SET current = (SELECT r.id FROM entry_revision r WHERE r.entry = entry.id"
      " ORDER BY r.version DESC, r.id DESC LIMIT 1) WHERE EXISTS"
      " (SELECT 1 FROM entry_revision r WHERE r.entry = entry.id)", NULL },
    { "UPDATE coding SET current = (SELECT r.id FROM coding_revision r WHERE r.coding = coding.id"
      " ORDER BY r.version DESC, r.id DESC LIMIT 1) WHERE EXISTS"
      " (SELECT 1 FROM coding_revision r WHERE r.coding = coding.id)", NULL },
    { "UPDATE attendance SET current = (SELECT r.id FROM attendance_revision r"
      " WHERE r.attendance = attendance.id ORDER BY r.version DESC, r.id DESC LIMIT 1)"
      " WHERE EXISTS (SELECT 1 FROM attendance_revision r WHERE r.attendance = attendance.id)",
      NULL },
    { "UPDATE agenda_item SET current = (SELECT r.id FROM agenda_revision r"
      " WHERE r.item = agenda_item.id ORDER BY r.version DESC, r.id DESC LIMIT 1)"
      " WHERE EXISTS (SELECT 1 FROM agenda_revision r WHERE r.item = agenda_item.id)", NULL },
    { "UPDATE retraction SET current = (SELECT r.id FROM retraction_revision r"
      " WHERE r.retraction = retraction.id ORDER BY r.version DESC, r.id DESC LIMIT 1)"
      " WHERE EXISTS (SELECT 1 FROM retraction_revision r WHERE r.retraction = retraction.id)",
      NULL },
    { "DELETE FROM retraction WHERE NOT EXISTS"
      " (SELECT 1 FROM retraction_revision r WHERE r.id = retraction.current)",
      "%lld retractions have lost all that they said" },
    { "DELETE FROM coding WHERE NOT EXISTS"
      " (SELECT 1 FROM coding_revision r WHERE r.id = coding.current)",
      "%lld codings have lost all that they said" },
    { "DELETE FROM attendance WHERE NOT EXISTS"
      " (SELECT 1 FROM attendance_revision r WHERE r.id = attendance.current)",
      "%lld movements have lost all that they said" },
    { "DELETE FROM agenda_item WHERE NOT EXISTS"
      " (SELECT 1 FROM agenda_revision r WHERE r.id = agenda_item.current)",
      NULL },
    { "DELETE FROM coding WHERE entry IN (SELECT e.id FROM entry e WHERE NOT EXISTS"
      " (SELECT 1 FROM entry_revision r WHERE r.id = e.current))", NULL },
    { "DELETE FROM coding_revision WHERE coding NOT IN (SELECT id FROM coding)", NULL },
    { "DELETE FROM entry WHERE NOT EXISTS"
      " (SELECT 1 FROM entry_revision r WHERE r.id = entry.current)",
      "%lld entries have lost their words" },
    /* Each history has one beginning. */
    { "UPDATE entry_revision SET replaces = (SELECT p.id FROM entry_revision p"
      " WHERE p.entry = entry_revision.entry"
      " AND (p.version, p.id) < (entry_revision.version, entry_revision.id)"
      " ORDER BY p.version DESC, p.id DESC LIMIT 1)"
      " WHERE entry IN (SELECT entry FROM entry_revision GROUP BY entry"
      "  HAVING count(*) - count(replaces) <> 1)"
      " OR replaces NOT IN (SELECT id FROM entry_revision)", NULL },
    { "UPDATE coding_revision SET replaces = (SELECT p.id FROM coding_revision p"
      " WHERE p.coding = coding_revision.coding"
      " AND (p.version, p.id) < (coding_revision.version, coding_revision.id)"
      " ORDER BY p.version DESC, p.id DESC LIMIT 1)"
      " WHERE coding IN (SELECT coding FROM coding_revision GROUP BY coding"
      "  HAVING count(*) - count(replaces) <> 1)"
      " OR replaces NOT IN (SELECT id FROM coding_revision)", NULL },
    { "UPDATE attendance_revision SET replaces = (SELECT p.id FROM attendance_revision p"
      " WHERE p.attendance = attendance_revision.attendance"
      " AND (p.version, p.id) < (attendance_revision.version, attendance_revision.id)"
      " ORDER BY p.version DESC, p.id DESC LIMIT 1)"
      " WHERE attendance IN (SELECT attendance FROM attendance_revision GROUP BY attendance"
      "  HAVING count(*) - count(replaces) <> 1)"
      " OR replaces NOT IN (SELECT id FROM attendance_revision)", NULL },
    { "UPDATE agenda_revision SET replaces = (SELECT p.id FROM agenda_revision p"
      " WHERE p.item = agenda_revision.item"
      " AND (p.version, p.id) < (agenda_revision.version, agenda_revision.id)"
      " ORDER BY p.version DESC, p.id DESC LIMIT 1)"
      " WHERE item IN (SELECT item FROM agenda_revision GROUP BY item"
      "  HAVING count(*) - count(replaces) <> 1)"
      " OR replaces NOT IN (SELECT id FROM agenda_revision)", NULL },
    { "UPDATE retraction_revision SET replaces = (SELECT p.id FROM retraction_revision p"
      " WHERE p.retraction = retraction_revision.retraction"
      " AND (p.version, p.id) < (retraction_revision.version, retraction_revision.id)"
      " ORDER BY p.version DESC, p.id DESC LIMIT 1)"
      " WHERE retraction IN (SELECT retraction FROM retraction_revision GROUP BY retraction"
      "  HAVING count(*) - count(replaces) <> 1)"
      " OR replaces NOT IN (SELECT id FROM retraction_revision)", NULL },
    /* Somebody who was found to be another is not that of a third. */
    { "UPDATE person SET merged_into = (SELECT q.merged_into FROM person q"
      " WHERE q.id = person.merged_into) WHERE merged_into IN"
      " (SELECT id FROM person WHERE merged_into IS NOT NULL)", NULL },
    { "UPDATE person SET merged_into = NULL WHERE merged_into = id", NULL },
    /* Where the revision that hid them is lost, words that were taken back are
     * hidden all the same. */
    { "UPDATE entry_revision SET retracted = 1 WHERE NOT retracted AND id IN (SELECT e.current"
      " FROM retraction t JOIN retraction_revision q ON q.id = t.current AND NOT q.removed"
      " JOIN person w ON w.id = t.person JOIN entry e ON e.meeting = t.meeting"
      " JOIN entry_voice v ON v.revision = e.current AND v.role = 'speaker'"
      " JOIN person p ON p.id = v.person"
      " WHERE coalesce(p.merged_into, p.id) = coalesce(w.merged_into, w.id))",
      "%lld entries of people who took back their words were hidden again" },
    { "DELETE FROM entry_verbatim WHERE revision NOT IN (SELECT id FROM entry_revision)", NULL },
    { "DELETE FROM entry_voice WHERE revision NOT IN (SELECT id FROM entry_revision)", NULL },
    { "DELETE FROM coding_value WHERE revision NOT IN (SELECT id FROM coding_revision)", NULL },
};

/* Who can be recognised by a stand-in, and how it is made of the lost id. */
static const struct standin {
    const char *table, *sql;
} standins[] = {
    { "laptop", "INSERT INTO laptop (id, uuid) VALUES (?1, randomblob(16))" },
    { "observer", "INSERT INTO observer (id, uuid, version, initials)"
                  " VALUES (?1, randomblob(16), 1, 'lost-' || ?1)" },
    { "function", "INSERT INTO function (id, uuid, version, key, name, position)"
                  " VALUES (?1, randomblob(16), 1, 'lost-' || ?1, 'lost ' || ?1, ?1)" },
    { "role_group", "INSERT INTO role_group (id, uuid, version, key, name, label, position)"
                    " VALUES (?1, randomblob(16), 1, 'lost-' || ?1, 'lost ' || ?1, 'Lost', ?1)" },
    { "site", "INSERT INTO site (id, uuid, version, observer, code)"
              " SELECT ?1, randomblob(16), 1, min(id), 'lost-' || ?1 FROM observer" },
    { "body", "INSERT INTO body (id, uuid, version, observer, name, function)"
              " SELECT ?1, randomblob(16), 1, min(o.id), 'lost ' || ?1,"
              " (SELECT min(id) FROM function) FROM observer o" },
    { "person", "INSERT INTO person (id, uuid, version, observer, number, to_identify)"
                " SELECT ?1, randomblob(16), 1, min(o.id),"
                " (SELECT max(100, coalesce(max(number), 0)) + 1 FROM person), 1 FROM observer o" },
    { "code", "INSERT INTO code (id, uuid, version, position, name)"
              " VALUES (?1, randomblob(16), 1, ?1, 'lost code ' || ?1)" },
    { "code_modifier", "INSERT INTO code_modifier (id, uuid, version, code, position, name)"
                       " SELECT ?1, randomblob(16), 1, min(id), ?1, 'lost ' || ?1 FROM code" },
    { "meeting", "INSERT INTO meeting (id, uuid, version, observer, number, status, title, function)"
                 " SELECT ?1, randomblob(16), 1, min(o.id),"
                 " (SELECT coalesce(max(number), 0) + 1 FROM meeting), 'to-write-up',"
                 " 'Recovered notes', (SELECT min(id) FROM function) FROM observer o" },
};
/* clang-format on */

/* Without these the repairs would look through all revisions for each thing. */
static const char *const indexes =
    "CREATE INDEX recover_entry ON entry_revision (entry, version, id);"
    "CREATE INDEX recover_coding ON coding_revision (coding, version, id);"
    "CREATE INDEX recover_attendance ON attendance_revision (attendance, version, id);"
    "CREATE INDEX recover_item ON agenda_revision (item, version, id);"
    "CREATE INDEX recover_change ON entry_revision (change)";
static const char *const no_indexes = "DROP INDEX recover_entry; DROP INDEX recover_coding;"
                                      "DROP INDEX recover_attendance; DROP INDEX recover_item;"
                                      "DROP INDEX recover_change";

static enum status run_repairs(struct recovering *rec, struct error *err)
{
    for (size_t i = 0; i < sizeof repairs / sizeof repairs[0]; i++) {
        int64_t before = sqlite3_total_changes64(rec->study->db), count;
        char told[160];

        if (db_exec(rec->study, repairs[i].sql, err))
            return error_context(err, "repair %zu", i + 1);
        count = sqlite3_total_changes64(rec->study->db) - before;
        if (count == 0 || repairs[i].told == NULL)
            continue;
        snprintf(told, sizeof told, "%lld%s", (long long)count, repairs[i].told + strlen("%lld"));
        recover_say(rec, "%s", told);
    }
    return STATUS_OK;
}

/* --- references ------------------------------------------------------------------------- */

/* One row that refers to nothing. */
struct loose {
    char table[48], column[32], parent[48];
    int64_t rowid, target;
    bool has_rowid;
};

static bool is_nullable(const struct recovering *rec, const char *table, const char *column)
{
    for (size_t i = 0; i < rec->tables; i++)
        for (size_t j = 0; strcmp(rec->table[i].name, table) == 0 && j < rec->table[i].columns; j++)
            if (strcmp(rec->table[i].column[j], column) == 0)
                return rec->table[i].nullable[j];
    return false;
}

static bool run_with(struct recovering *rec, const char *sql, int64_t value)
{
    sqlite3_stmt *statement = NULL;
    bool done = sqlite3_prepare_v2(rec->study->db, sql, -1, &statement, NULL) == SQLITE_OK;

    if (done && sqlite3_bind_parameter_count(statement) > 0)
        sqlite3_bind_int64(statement, 1, value);
    done = done && sqlite3_step(statement) == SQLITE_DONE && sqlite3_changes64(rec->study->db) > 0;
    sqlite3_finalize(statement);
    return done;
}

/* A stand-in for somebody who made things needs an observer itself. */
static bool put_standin(struct recovering *rec, const struct loose *loose)
{
    for (size_t i = 0; i < sizeof standins / sizeof standins[0]; i++)
        if (strcmp(standins[i].table, loose->parent) == 0)
            return run_with(rec, standins[i].sql, loose->target);
    return false;
}

struct mended {
    size_t stood, emptied, let_go;
};

static bool mend_reference(struct recovering *rec, const struct loose *loose, struct mended *mended)
{
    char sql[200];
    bool nullable = is_nullable(rec, loose->table, loose->column);

    if ((!nullable || strcmp(loose->parent, "person") == 0 || strcmp(loose->parent, "code") == 0)
        && put_standin(rec, loose)) {
        mended->stood++;
        return true;
    }
    if (nullable && loose->has_rowid) {
        snprintf(sql, sizeof sql, "UPDATE \"%s\" SET \"%s\" = NULL WHERE rowid = ?1", loose->table,
                 loose->column);
        if (run_with(rec, sql, loose->rowid)) {
            mended->emptied++;
            return true;
        }
    }
    if (loose->has_rowid)
        snprintf(sql, sizeof sql, "DELETE FROM \"%s\" WHERE rowid = ?1", loose->table);
    else
        snprintf(sql, sizeof sql,
                 "DELETE FROM \"%s\" WHERE \"%s\" IS NOT NULL"
                 " AND \"%s\" NOT IN (SELECT id FROM \"%s\")",
                 loose->table, loose->column, loose->column, loose->parent);
    if (!run_with(rec, sql, loose->rowid))
        return false;
    mended->let_go++;
    return true;
}

/* References that lead nowhere, so many of them. */
static enum status find_loose(struct recovering *rec, struct loose *loose, size_t *count,
                              struct error *err)
{
    struct stmt st = stmt_begin(rec->study, QUERY_RECOVER_LOOSE);

    for (*count = 0; *count < MOST_LOOSE && stmt_row(&st); ++*count) {
        struct loose *one = &loose[*count];

        snprintf(one->table, sizeof one->table, "%s", stmt_text(&st, 0));
        one->has_rowid = !stmt_is_null(&st, 1);
        one->rowid = stmt_int(&st, 1);
        snprintf(one->parent, sizeof one->parent, "%s", stmt_text(&st, 2));
        snprintf(one->column, sizeof one->column, "%s", stmt_text(&st, 3));
    }
    return stmt_end(&st, err);
}

/* What the row refers to, by the column. */
static enum status find_target(struct recovering *rec, struct loose *loose, struct error *err)
{
    char sql[200];

    if (loose->has_rowid)
        snprintf(sql, sizeof sql, "SELECT \"%s\" FROM \"%s\" WHERE rowid = %lld", loose->column,
                 loose->table, (long long)loose->rowid);
    else
        snprintf(sql, sizeof sql,
                 "SELECT \"%s\" FROM \"%s\" WHERE \"%s\" IS NOT NULL"
                 " AND \"%s\" NOT IN (SELECT id FROM \"%s\") LIMIT 1",
                 loose->column, loose->table, loose->column, loose->column, loose->parent);
    return db_int(rec->study, sql, &loose->target, err);
}

static void tell_mended(struct recovering *rec, const struct mended *mended)
{
    if (mended->stood > 0)
        recover_say(rec, "%zu stand-ins (\"lost\") were made for what others refer to",
                    mended->stood);
    if (mended->emptied > 0)
        recover_say(rec, "%zu references to what is lost were emptied", mended->emptied);
    if (mended->let_go > 0)
        recover_say(rec, "%zu rows about what is lost were let go", mended->let_go);
}

/* An earlier stand-in of the same round may have mended it already. */
static enum status mend_one(struct recovering *rec, struct loose *loose, struct mended *mended,
                            struct error *err)
{
    char sql[120];
    int64_t there;

    if (find_target(rec, loose, err))
        return err->status;
    snprintf(sql, sizeof sql, "SELECT count(*) FROM \"%s\" WHERE rowid = %lld", loose->parent,
             (long long)loose->target);
    if (db_int(rec->study, sql, &there, err))
        return err->status;
    if (there == 0 && loose->target != 0 && !mend_reference(rec, loose, mended))
        return error_set(err, STATUS_DAMAGED, "a row of %s cannot be mended", loose->table);
    return STATUS_OK;
}

static enum status mend_references(struct recovering *rec, struct error *err)
{
    struct mended mended = { 0 };
    struct loose *loose = mem_alloc(MOST_LOOSE, sizeof *loose);
    size_t count = 1;
    enum status status = STATUS_OK;

    for (int round = 0; round < ROUNDS && count > 0 && !status; round++) {
        status = find_loose(rec, loose, &count, err);
        for (size_t i = 0; i < count && !status; i++)
            status = mend_one(rec, &loose[i], &mended, err);
    }
    free(loose);
    if (status)
        return status;
    if (count > 0)
        return error_set(err, STATUS_DAMAGED, "its rows refer to each other beyond mending");
    tell_mended(rec, &mended);
    return STATUS_OK;
}
/* --- the whole ----------------------------------------------------------------------------- */

static void tell_tables(struct recovering *rec)
{
    for (size_t i = 0; i < rec->tables; i++) {
        const struct recover_table *table = &rec->table[i];

        if (table->refused + table->broken_pages > 0)
            recover_say(rec, "%s: %zu rows saved, %zu unusable, %zu broken pages", table->name,
                        table->saved, table->refused, table->broken_pages);
    }
    if (rec->cells_lost > 0)
        recover_say(rec, "%zu rows could not be read", rec->cells_lost);
    if (rec->unplaced > 0)
        recover_say(rec, "%zu rows could belong to several tables and were left out",
                    rec->unplaced);
}

static enum status tell_meetings(struct recovering *rec, struct error *err)
{
    struct stmt st = stmt_begin(rec->study, QUERY_RECOVER_MEETINGS);

    while (stmt_row(&st))
        recover_say(rec, "M%lld %s: %lld entries saved", (long long)stmt_int(&st, 0),
                    stmt_text(&st, 1), (long long)stmt_int(&st, 2));
    if (stmt_end(&st, err))
        return err->status;
    st = stmt_begin(rec->study, QUERY_RECOVER_GAPS);
    if (stmt_row(&st)) {
        recover_say(rec, "%lld entries saved in all", (long long)stmt_int(&st, 0));
        if (stmt_int(&st, 1) > 0)
            recover_say(rec, "%lld numbers of entries are missing among them: lost, or shredded",
                        (long long)stmt_int(&st, 1));
    }
    return stmt_end(&st, err);
}

/* Some study must be there to be opened, and somebody who made it. */
static enum status mend_study(struct recovering *rec, struct error *err)
{
    int64_t count;

    if (db_int(rec->study, "SELECT count(*) FROM study", &count, err))
        return err->status;
    if (count == 0)
        return db_exec(rec->study,
                       "INSERT INTO study (id, uuid, title, created)"
                       " VALUES (1, randomblob(16), 'Recovered', 0)",
                       err);
    return STATUS_OK;
}

/* Rows that were made need an observer, even if all are lost. */
static enum status need_someone(struct recovering *rec, struct error *err)
{
    return db_exec(rec->study,
                   "INSERT INTO observer (uuid, version, initials)"
                   " SELECT randomblob(16), 1, 'lost' WHERE NOT EXISTS (SELECT 1 FROM observer);"
                   "INSERT INTO function (uuid, version, key, name, position)"
                   " SELECT randomblob(16), 1, 'other', 'other', 1"
                   " WHERE NOT EXISTS (SELECT 1 FROM function)",
                   err);
}

enum status recover_mend(struct recovering *rec, struct error *err)
{
    enum status status = mend_study(rec, err);

    tell_tables(rec);
    if (!status)
        status = need_someone(rec, err);
    if (!status)
        status = db_exec(rec->study, indexes, err);
    if (!status)
        status = run_repairs(rec, err);
    if (!status)
        status = mend_references(rec, err);
    if (!status)
        status = run_repairs(rec, err); /* letting rows go may have ended a history */
    if (!status)
        status = mend_references(rec, err);
    if (!status)
        status = db_exec(rec->study, no_indexes, err);
    if (!status)
        status = check_make_index(rec->study, err);
    if (!status)
        status = tell_meetings(rec, err);
    return status;
}
