/* SPDX-License-Identifier: MIT */
/* The format of a study file: migrations compiled in, each applied with its
 * number in one transaction. */
#include "storage/internal.h"

static const char *const migrations[] = {
#include "storage/schema/0001.inc"
    ,
#include "storage/schema/0002.inc"
};
enum { NEWEST = sizeof migrations / sizeof migrations[0] };

/* The number cannot be bound: a pragma takes no parameters. */
static enum status set_version(struct study *study, int version, struct error *err)
{
    char sql[80];

    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d",
             STUDY_APPLICATION_ID, version);
    return db_exec(study, sql, err);
}

static enum status step(struct study *study, int64_t version, bool *made, struct error *err)
{
    enum status status;
    int64_t now;

    status = db_exec(study, "BEGIN IMMEDIATE", err);
    if (!status) /* another program may have been quicker */
        status = db_int(study, "PRAGMA user_version", &now, err);
    if (!status && now == version) {
        status = db_exec(study, migrations[version], err);
        if (!status)
            status = set_version(study, (int)version + 1, err);
        if (!status && version == 0) {
            *made = true;
            status = seed_study(study, err);
        }
    }
    if (!status)
        status = db_exec(study, "COMMIT", err);
    if (status)
        sqlite3_exec(study->db, "ROLLBACK", NULL, NULL, NULL); /* *err keeps the first failure */
    return status;
}

enum status schema_make(sqlite3 *db, int format, struct error *err)
{
    for (int i = 0; i < format && i < NEWEST; i++)
        if (sqlite3_exec(db, migrations[i], NULL, NULL, NULL) != SQLITE_OK)
            return error_set(err, STATUS_IO, "cannot make the tables of format %d: %s", i + 1,
                             sqlite3_errmsg(db));
    return STATUS_OK;
}

int schema_newest(void)
{
    return NEWEST;
}

enum status schema_look(struct study *study, struct error *err)
{
    int64_t version;

    if (db_int(study, "PRAGMA user_version", &version, err))
        return err->status;
    if (version > NEWEST)
        return error_set(err, STATUS_TOO_NEW,
                         "%s was written by a later version of moot (format %lld, this one reads "
                         "up to %d): install that version",
                         study->path, (long long)version, NEWEST);
    if (version < 0)
        return error_set(err, STATUS_INPUT, "%s is not a study: its format number is %lld",
                         study->path, (long long)version);
    if (version < NEWEST && study->read_only)
        return error_set(err, STATUS_READ_ONLY,
                         "%s is of an older format (%lld): open it once where it can be written",
                         study->path, (long long)version);
    return STATUS_OK;
}

enum status schema_upgrade(struct study *study, bool *made, struct error *err)
{
    enum status status;
    int64_t version;

    if (db_int(study, "PRAGMA user_version", &version, err))
        return err->status;
    for (; version < NEWEST; version++) {
        status = step(study, version, made, err);
        if (status)
            return error_context(err, "upgrading to format %lld", (long long)version + 1);
    }
    return STATUS_OK;
}
