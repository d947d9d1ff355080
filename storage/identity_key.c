/* SPDX-License-Identifier: MIT */
/* The key in a file of its own. Its statements are its own, too: they run on
 * another database than those of the catalogue. */
#include "storage/identity_key.h"

#include "core/mem.h"
#include "storage/internal.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char key_schema[] =
    "PRAGMA application_id = 1835754873;" /* "mkey" */
    "PRAGMA user_version = 1;"
    "CREATE TABLE IF NOT EXISTS about (study BLOB PRIMARY KEY) STRICT;"
    "CREATE TABLE IF NOT EXISTS identity (person BLOB PRIMARY KEY, uuid BLOB NOT NULL,"
    " version INTEGER NOT NULL, name TEXT NOT NULL, organisation TEXT NOT NULL,"
    " replace_organisation INTEGER NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS alias (uuid BLOB PRIMARY KEY, person BLOB NOT NULL,"
    " version INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS site (uuid BLOB PRIMARY KEY, version INTEGER NOT NULL,"
    " name TEXT NOT NULL) STRICT;";

struct key {
    sqlite3 *db;
    const char *path;
};

static enum status key_fail(const struct key *key, struct error *err)
{
    int code = sqlite3_errcode(key->db);

    if (code == SQLITE_FULL)
        return error_set(err, STATUS_FULL, "no room on the disk for %s", key->path);
    if (code == SQLITE_NOTADB)
        return error_set(err, STATUS_INPUT, "%s is no key of a study", key->path);
    return error_set(err, STATUS_IO, "the key %s: %s", key->path, sqlite3_errmsg(key->db));
}

static enum status key_run(const struct key *key, const char *sql, struct error *err)
{
    return sqlite3_exec(key->db, sql, NULL, NULL, NULL) == SQLITE_OK ? STATUS_OK
                                                                    : key_fail(key, err);
}

static void key_close(struct key *key)
{
    sqlite3_close(key->db);
    key->db = NULL;
}

/* --- opening -------------------------------------------------------------------------- */

/* Whether the open file is the key of this study, or still empty. */
static enum status check_key(const struct key *key, const struct study *study, bool may_be_new,
                             struct error *err)
{
    sqlite3_stmt *st;
    int application = 0;
    bool same = false;

    if (sqlite3_prepare_v2(key->db, "PRAGMA application_id", -1, &st, NULL) != SQLITE_OK)
        return key_fail(key, err);
    if (sqlite3_step(st) == SQLITE_ROW)
        application = sqlite3_column_int(st, 0);
    if (sqlite3_finalize(st) != SQLITE_OK)
        return key_fail(key, err);
    if (application == 0 && may_be_new)
        return STATUS_OK;
    if (application != KEY_APPLICATION_ID)
        return error_set(err, STATUS_INPUT, "%s is no key of a study", key->path);
    if (sqlite3_prepare_v2(key->db, "SELECT study FROM about", -1, &st, NULL) != SQLITE_OK)
        return key_fail(key, err);
    if (sqlite3_step(st) == SQLITE_ROW && sqlite3_column_bytes(st, 0) == 16)
        same = memcmp(sqlite3_column_blob(st, 0), study->id.byte, 16) == 0;
    if (sqlite3_finalize(st) != SQLITE_OK)
        return key_fail(key, err);
    return same ? STATUS_OK
                : error_set(err, STATUS_INPUT, "%s is the key of another study", key->path);
}

static enum status key_open(struct key *key, const struct study *study, const char *path,
                            bool write, struct error *err)
{
    struct stat file;
    bool there = lstat(path, &file) == 0;
    int flags = write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY, fd;
    enum status status;

    *key = (struct key){ .path = path };
    if (!there && !write)
        return error_set(err, STATUS_NOT_FOUND, "there is no key %s", path);
    if (there && !S_ISREG(file.st_mode))
        return error_set(err, STATUS_INPUT, "%s is no file", path);
    if (!there) {
        fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd < 0)
            return error_set(err, STATUS_IO, "cannot make %s: %s", path, strerror(errno));
        close(fd);
    }
    if (sqlite3_open_v2(path, &key->db, flags, NULL) != SQLITE_OK)
        status = key_fail(key, err);
    else
        status = check_key(key, study, write && (!there || file.st_size == 0), err);
    if (status) {
        key_close(key);
        if (!there)
            (void)unlink(path);
    }
    return status;
}

/* --- writing ---------------------------------------------------------------------------- */

static void bind_id(sqlite3_stmt *st, int at, const struct id *id)
{
    (void)sqlite3_bind_blob(st, at, id->byte, sizeof id->byte, SQLITE_TRANSIENT);
}

static void bind_text(sqlite3_stmt *st, int at, const char *text)
{
    (void)sqlite3_bind_text(st, at, text, -1, SQLITE_TRANSIENT);
}

/* Runs one insert of the key and makes it ready for the next row. */
static enum status put(const struct key *key, sqlite3_stmt *st, struct error *err)
{
    int rc = sqlite3_step(st);

    (void)sqlite3_reset(st);
    return rc == SQLITE_DONE ? STATUS_OK : key_fail(key, err);
}

/* Copies the rows of one statement of the study into the key; its columns are
 * bound in their order: `kinds` says what each is. */
static enum status copy_out(const struct key *key, struct study *study, enum query query,
                            const char *sql, const char *kinds, size_t *count, struct error *err)
{
    struct stmt from = stmt_begin(study, query);
    sqlite3_stmt *to = NULL;
    enum status status = STATUS_OK;

    if (sqlite3_prepare_v2(key->db, sql, -1, &to, NULL) != SQLITE_OK)
        status = key_fail(key, err);
    while (!status && stmt_row(&from)) {
        for (int i = 0; kinds[i] != '\0'; i++) {
            struct id id;

            if (kinds[i] == 'u') {
                id = stmt_id(&from, i);
                bind_id(to, i + 1, &id);
            } else if (kinds[i] == 'i') {
                (void)sqlite3_bind_int64(to, i + 1, stmt_int(&from, i));
            } else {
                bind_text(to, i + 1, stmt_text(&from, i));
            }
        }
        status = put(key, to, err);
        (*count)++;
    }
    (void)sqlite3_finalize(to);
    if (status) {
        struct error unused = ERROR_INIT;

        (void)!stmt_end(&from, &unused);
        return status;
    }
    return stmt_end(&from, err);
}

static enum status fill_key(const struct key *key, struct study *study, struct key_report *report,
                            struct error *err)
{
    sqlite3_stmt *st = NULL;
    enum status status = key_run(key, "PRAGMA synchronous = FULL; BEGIN IMMEDIATE", err);

    if (!status)
        status = key_run(key, key_schema, err);
    if (!status
        && sqlite3_prepare_v2(key->db, "INSERT OR IGNORE INTO about (study) VALUES (?1)", -1, &st,
                              NULL)
               != SQLITE_OK)
        status = key_fail(key, err);
    if (!status) {
        bind_id(st, 1, &study->id);
        status = put(key, st, err);
    }
    (void)sqlite3_finalize(st);
    if (!status)
        status = copy_out(key, study, QUERY_KEY_IDENTITIES,
                          "INSERT INTO identity VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
                          " ON CONFLICT (person) DO UPDATE SET uuid = ?2, version = ?3, name = ?4,"
                          " organisation = ?5, replace_organisation = ?6 WHERE ?3 > version",
                          "uuitti", &report->people, err);
    if (!status)
        status = copy_out(key, study, QUERY_KEY_ALIASES,
                          "INSERT INTO alias (person, uuid, version, kind, text)"
                          " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                          "uuitt", &report->aliases, err);
    if (!status)
        status = copy_out(key, study, QUERY_KEY_SITES,
                          "INSERT INTO site VALUES (?1, ?2, ?3) ON CONFLICT (uuid) DO UPDATE"
                          " SET version = ?2, name = ?3 WHERE ?2 > version",
                          "uit", &report->sites, err);
    return status ? status : key_run(key, "COMMIT", err);
}

/* --- out of the study ----------------------------------------------------------------------- */

/* Whether everything that is about to leave the study stands in the key. */
static enum status verify(const struct study *study, const char *path,
                          const struct key_report *report, struct error *err)
{
    static const char *const counts[] = { "SELECT count(*) FROM identity",
                                          "SELECT count(*) FROM alias",
                                          "SELECT count(*) FROM site" };
    const size_t least[] = { report->people, report->aliases, report->sites };
    struct key key;
    enum status status = key_open(&key, study, path, false, err);

    for (size_t i = 0; i < 3 && !status; i++) {
        sqlite3_stmt *st = NULL;
        int64_t count = -1;

        if (sqlite3_prepare_v2(key.db, counts[i], -1, &st, NULL) == SQLITE_OK
            && sqlite3_step(st) == SQLITE_ROW)
            count = sqlite3_column_int64(st, 0);
        (void)sqlite3_finalize(st);
        if (count < (int64_t)least[i])
            status = error_set(err, STATUS_IO,
                               "%s does not hold what was written into it: the study keeps its key",
                               path);
    }
    key_close(&key);
    return status;
}

static enum status set_moved(struct study *study, bool moved, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_KEY_MOVED);

    stmt_bind_int(&st, ":moved", moved);
    return stmt_run(&st, err);
}

static enum status run_query(struct study *study, enum query query, struct error *err)
{
    struct stmt st = stmt_begin(study, query);

    return stmt_run(&st, err);
}

static enum status take_out(struct study *study, struct error *err)
{
    struct work work;
    enum status status = work_begin(&work, study, err);

    if (status)
        return status;
    if (run_query(study, QUERY_KEY_DROP_ALIASES, err)
        || run_query(study, QUERY_KEY_DROP_IDENTITIES, err)
        || run_query(study, QUERY_KEY_DROP_SITES, err) || set_moved(study, true, err)
        || study_note_history(study, "key moved away", "", err))
        status = err->status;
    return work_finish(&work, study, status, err);
}

/* What was deleted must not be read from free pages or the log. */
static enum status wipe(struct study *study, struct error *err)
{
    return db_exec(study, "VACUUM; PRAGMA wal_checkpoint(TRUNCATE)", err);
}

enum status key_export(struct study *study, const char *path, struct key_report *report,
                       struct error *err)
{
    struct key key;
    enum status status;

    *report = (struct key_report){ 0 };
    if (study_need_observer(study, err) || key_open(&key, study, path, true, err))
        return err->status;
    status = fill_key(&key, study, report, err);
    key_close(&key);
    if (!status)
        status = verify(study, path, report, err);
    if (!status)
        status = db_exec(study, "PRAGMA secure_delete = ON", err);
    if (!status)
        status = take_out(study, err);
    return status ? status : wipe(study, err);
}

/* --- back into the study ---------------------------------------------------------------------- */

static struct id column_id(sqlite3_stmt *st, int column)
{
    struct id id = { { 0 } };

    if (sqlite3_column_bytes(st, column) == (int)sizeof id.byte)
        memcpy(id.byte, sqlite3_column_blob(st, column), sizeof id.byte);
    return id;
}

static const char *column_text(sqlite3_stmt *st, int column)
{
    const unsigned char *text = sqlite3_column_text(st, column);

    return text != NULL ? (const char *)text : "";
}

/* Calls `row` for each row of the key. */
static enum status each_row(const struct key *key, const char *sql,
                            enum status (*row)(void *data, sqlite3_stmt *st, struct error *err),
                            void *data, struct error *err)
{
    sqlite3_stmt *st = NULL;
    enum status status = STATUS_OK;
    int rc;

    if (sqlite3_prepare_v2(key->db, sql, -1, &st, NULL) != SQLITE_OK)
        return key_fail(key, err);
    while ((rc = sqlite3_step(st)) == SQLITE_ROW && !status)
        status = row(data, st, err);
    if (!status && rc != SQLITE_DONE)
        status = key_fail(key, err);
    (void)sqlite3_finalize(st);
    return status;
}

static const char identities_sql[] = "SELECT person, uuid, version, name, organisation,"
                                     " replace_organisation FROM identity ORDER BY person";
static const char aliases_sql[] = "SELECT person, uuid, version, kind, text FROM alias"
                                  " ORDER BY uuid";

struct taking {
    struct study *study;
    struct key_report *report;
};

static enum status take_identity(void *data, sqlite3_stmt *from, struct error *err)
{
    const struct taking *taking = data;
    struct id person = column_id(from, 0), uuid = column_id(from, 1);
    struct stmt st = stmt_begin(taking->study, QUERY_KEY_PUT_IDENTITY);

    stmt_bind_id(&st, ":uuid", &uuid);
    stmt_bind_int(&st, ":version", sqlite3_column_int64(from, 2));
    stmt_bind_int(&st, ":observer", taking->study->observer_row);
    stmt_bind_text(&st, ":name", column_text(from, 3));
    stmt_bind_text(&st, ":organisation", column_text(from, 4));
    stmt_bind_int(&st, ":replace", sqlite3_column_int(from, 5) != 0);
    stmt_bind_id(&st, ":person", &person);
    taking->report->people++;
    return stmt_run(&st, err);
}

static enum status take_alias(void *data, sqlite3_stmt *from, struct error *err)
{
    const struct taking *taking = data;
    struct id person = column_id(from, 0), uuid = column_id(from, 1);
    struct stmt st = stmt_begin(taking->study, QUERY_KEY_PUT_ALIAS);

    stmt_bind_id(&st, ":uuid", &uuid);
    stmt_bind_int(&st, ":version", sqlite3_column_int64(from, 2));
    stmt_bind_int(&st, ":observer", taking->study->observer_row);
    stmt_bind_text(&st, ":kind", column_text(from, 3));
    stmt_bind_text(&st, ":text", column_text(from, 4));
    stmt_bind_id(&st, ":person", &person);
    taking->report->aliases++;
    return stmt_run(&st, err);
}

static enum status take_site(void *data, sqlite3_stmt *from, struct error *err)
{
    const struct taking *taking = data;
    struct id uuid = column_id(from, 0);
    struct stmt st = stmt_begin(taking->study, QUERY_KEY_PUT_SITE);

    stmt_bind_text(&st, ":name", column_text(from, 1));
    stmt_bind_id(&st, ":uuid", &uuid);
    taking->report->sites++;
    return stmt_run(&st, err);
}

static enum status take_in(struct taking *taking, const struct key *key, struct error *err)
{
    struct study *study = taking->study;
    struct work work;
    enum status status = work_begin(&work, study, err);

    if (status)
        return status;
    if (each_row(key, identities_sql, take_identity, taking, err)
        || each_row(key, aliases_sql, take_alias, taking, err)
        || each_row(key, "SELECT uuid, name FROM site ORDER BY uuid", take_site, taking, err)
        || set_moved(study, false, err) || study_note_history(study, "key taken back", "", err))
        status = err->status;
    return work_finish(&work, study, status, err);
}

enum status key_import(struct study *study, const char *path, struct key_report *report,
                       struct error *err)
{
    struct taking taking = { study, report };
    struct key key;
    enum status status;

    *report = (struct key_report){ 0 };
    if (study_need_observer(study, err) || key_open(&key, study, path, false, err))
        return err->status;
    status = take_in(&taking, &key, err);
    key_close(&key);
    return status;
}

/* --- reading --------------------------------------------------------------------------------- */

enum status key_is_moved(struct study *study, bool *moved, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_KEY_STATE);
    int64_t value = 0;

    if (stmt_run_int(&st, 0, &value, err))
        return err->status;
    *moved = value != 0;
    return STATUS_OK;
}

struct reading {
    struct study *study;
    void (*each)(void *data, const struct identity *identity, const struct identity_alias *alias);
    void *data;
};

/* Who somebody in the key is in the study: whoever was found to be somebody else
 * is that person. The key has them apart, as it was written. */
static enum status who_is(struct study *study, struct id *person, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_MERGE_ROOT);

    stmt_bind_id(&st, ":uuid", person);
    if (stmt_row(&st))
        *person = stmt_id(&st, 0);
    return stmt_end(&st, err);
}

static enum status read_identity(void *data, sqlite3_stmt *st, struct error *err)
{
    const struct reading *reading = data;
    struct identity identity = { .person = column_id(st, 0),
                                 .name = column_text(st, 3),
                                 .organisation = column_text(st, 4),
                                 .replace_organisation = sqlite3_column_int(st, 5) != 0 };

    if (who_is(reading->study, &identity.person, err))
        return err->status;
    reading->each(reading->data, &identity, NULL);
    return STATUS_OK;
}

static enum status read_alias(void *data, sqlite3_stmt *st, struct error *err)
{
    const struct reading *reading = data;
    struct identity_alias alias = { .person = column_id(st, 0),
                                    .kind = column_text(st, 3),
                                    .text = column_text(st, 4) };
    struct identity identity = { .name = NULL };

    if (who_is(reading->study, &alias.person, err))
        return err->status;
    identity.person = alias.person;
    reading->each(reading->data, &identity, &alias);
    return STATUS_OK;
}

enum status key_each_identity(struct study *study, const char *path,
                              void (*each)(void *data, const struct identity *identity,
                                           const struct identity_alias *alias),
                              void *data, struct error *err)
{
    struct reading reading = { study, each, data };
    struct key key;
    enum status status = key_open(&key, study, path, false, err);

    if (!status)
        status = each_row(&key, identities_sql, read_identity, &reading, err);
    if (!status)
        status = each_row(&key, aliases_sql, read_alias, &reading, err);
    key_close(&key);
    return status;
}
