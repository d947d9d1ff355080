/* SPDX-License-Identifier: MIT */
/* What every statement of the catalogue reads, as SQLite plans it: none reads
 * a table from end to end that grows with the study, but for those that are
 * named here with the reason. */
#include "fixture.h"

/* Tables that stay small however long a study goes on. */
static const char *const small[] = {
    "body",          "body_agenda", "body_person", "body_quorum", "code",
    "code_modifier", "expansion",   "function",    "laptop",      "modifier_choice",
    "name_rule",     "observer",    "role_group",  "site",        "site_characteristic",
    "study",         "draft",       "entry_draft", /* one or a few for each observer */
};

/* clang-format off */
/* Those that read a growing table whole, and why they may. */
static const struct permitted {
    enum query first, last; /* of a run of statements */
    const char *table, *why;
} permitted[] = {
    { QUERY_LAST_VERSION, QUERY_SEED_CLOCK, "*", "one step from the end of each table" },
    { QUERY_PEOPLE_COUNT, QUERY_PEOPLE_COUNT, "person", "counted by whole pages of an index" },
    { QUERY_PEOPLE, QUERY_ALIASES, "*", "whoever is typed must be known at once: all are in memory" },
    { QUERY_IDENTITIES, QUERY_IDENTITY_ALIASES, "*", "an export looks for every name" },
    { QUERY_KEY_SITES, QUERY_KEY_PUT_SITE, "*", "the key is all of identity" },
    { QUERY_CODE_NO_USES, QUERY_CODE_NO_USES, "coding_revision", "by an index of the few that are no use" },
    { QUERY_MEETINGS, QUERY_MEETINGS_UNCOUNTED, "meeting", "for commands that list or export all of them; home has pages" },
    { QUERY_MEETINGS_BEGUN, QUERY_MEETINGS_BEGUN, "meeting", "those to be marked for an export: the list is filtered while one types" },
    { QUERY_MEETINGS_BEGUN_COUNT, QUERY_MEETING_COUNT_ALL, "meeting", "counted by whole pages of an index" },
    { QUERY_MEMOS_STUDY, QUERY_MEMOS_STUDY, "memo", "by an index of those that are on the study itself" },
    { QUERY_FIND_HIDDEN, QUERY_FIND_HIDDEN, "entry_revision", "by an index of the few that were taken back" },
    { QUERY_REPORT_PERSONS, QUERY_REPORT_PERSONS, "person", "the report counts all who were seen, between keys" },
    { QUERY_BACKUP_COUNTS, QUERY_RESTORE_COMPARE, "*", "a whole copy is compared, in a program of its own" },
    { QUERY_RECOVER_TABLES, QUERY_SHRED_MEETING, "*", "recovering and shredding go through the whole file" },
    { QUERY_CHECK_PAGES, QUERY_CHECK_INDEX_WORDS, "*", "the study is examined in full" },
};
/* clang-format on */
enum { PERMITTED = sizeof permitted / sizeof permitted[0] };

static bool is_one_of(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9');
}

/* The next word of lower-case letters; false at the end. *follows: nothing but
 * one blank, or " AS ", is between it and the one before. */
static bool next_word(const char **at, char word[64], bool *follows)
{
    const char *start = *at;
    size_t len = 0;

    while (**at != '\0' && !is_name(**at))
        (*at)++;
    *follows =
        (*at - start == 1 && *start == ' ') || (*at - start == 4 && strncmp(start, " AS ", 4) == 0);
    for (; is_name(**at); (*at)++)
        if (len < 63)
            word[len++] = **at;
    word[len] = '\0';
    return len > 0;
}

/* Whether `name` stands for a table that grows: its own name, or what the
 * statement calls it. */
static bool grows(const char *sql, const char *name, const char *const *tables, size_t count,
                  char table[64])
{
    char before[64] = "", word[64];
    bool follows;

    for (const char *at = sql; next_word(&at, word, &follows); strcpy(before, word))
        if (follows && strcmp(word, name) == 0 && is_one_of(tables, count, before)
            && !is_one_of(small, sizeof small / sizeof *small, before)) {
            strcpy(table, before);
            return true;
        }
    strcpy(table, name);
    return is_one_of(tables, count, name) && !is_one_of(small, sizeof small / sizeof *small, name);
}

static bool may(enum query query, const char *table, bool *needed)
{
    for (size_t i = 0; i < PERMITTED; i++)
        if (query >= permitted[i].first && query <= permitted[i].last
            && (strcmp(permitted[i].table, "*") == 0 || strcmp(permitted[i].table, table) == 0))
            return needed[i] = true;
    return false;
}

struct tables {
    char *name[80];
    size_t count;
};

static struct tables load_tables(struct fixture *f)
{
    struct tables tables = { .count = 0 };
    sqlite3_stmt *raw;

    assert_int_equal(sqlite3_prepare_v2(f->study->db,
                                        "SELECT name FROM sqlite_schema WHERE type = 'table'", -1,
                                        &raw, NULL),
                     SQLITE_OK);
    while (sqlite3_step(raw) == SQLITE_ROW && tables.count < 80)
        tables.name[tables.count++] = mem_copy((const char *)sqlite3_column_text(raw, 0));
    sqlite3_finalize(raw);
    assert_true(tables.count > 20 && tables.count < 80);
    return tables;
}

static void free_tables(struct tables *tables)
{
    for (size_t i = 0; i < tables->count; i++)
        free(tables->name[i]);
}

/* How many tables that grow a statement reads whole and may not; each is told. */
static size_t scans(struct fixture *f, const struct tables *tables, enum query query, bool *needed)
{
    struct str sql = STR_INIT;
    sqlite3_stmt *raw = NULL;
    size_t found = 0;

    str_add_format(&sql, "EXPLAIN QUERY PLAN %s", query_sql[query]);
    if (sqlite3_prepare_v2(f->study->db, sql.text, -1, &raw, NULL) != SQLITE_OK)
        fail_msg("%s", sqlite3_errmsg(f->study->db));
    while (sqlite3_step(raw) == SQLITE_ROW) {
        const char *detail = (const char *)sqlite3_column_text(raw, 3), *at = detail + 5;
        char name[64], table[64];
        bool follows;

        if (strncmp(detail, "SCAN ", 5) != 0 || strstr(detail, "VIRTUAL TABLE") != NULL
            || !next_word(&at, name, &follows)
            || !grows(query_sql[query], name, (const char *const *)tables->name, tables->count,
                      table)
            || may(query, table, needed))
            continue;
        print_error("%s (%s), statement %d: %.120s\n", detail, table, (int)query, query_sql[query]);
        found++;
    }
    sqlite3_finalize(raw);
    str_release(&sql);
    return found;
}

static bool has_no_plan(const char *sql)
{
    return strncmp(sql, "BEGIN", 5) == 0 || strncmp(sql, "PRAGMA", 6) == 0
           || strncmp(sql, "COMMIT", 6) == 0 || strncmp(sql, "ROLLBACK", 8) == 0
           || strncmp(sql, "CREATE", 6) == 0 || strncmp(sql, "DROP", 4) == 0;
}

static void no_statement_reads_a_table_that_grows_from_end_to_end(void **state)
{
    struct fixture *f = fixture_new(false);
    struct tables tables = load_tables(f);
    bool needed[PERMITTED] = { false };
    size_t found = 0;

    (void)state;
    ok(f, db_exec(f->study, query_sql[QUERY_CHECK_INDEX_MAKE], &f->err));
    ok(f, db_exec(f->study, query_sql[QUERY_RECENT_MAKE], &f->err));
    for (int i = 0; i < QUERY_COUNT; i++)
        if (!has_no_plan(query_sql[i]))
            found += scans(f, &tables, (enum query)i, needed);
    if (found > 0)
        fail_msg("%zu tables are scanned", found);
    for (size_t i = 0; i < PERMITTED; i++)
        if (!needed[i])
            fail_msg("nothing needs this permission any more: %s", permitted[i].why);
    free_tables(&tables);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_statement_reads_a_table_that_grows_from_end_to_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
