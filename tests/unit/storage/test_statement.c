/* SPDX-License-Identifier: MIT */
/* The catalogue: each of its statements prepares, and reads no more than it
 * must. */
#include "fixture.h"

/* Statements over tables that are made while the study is examined. */
static bool is_of_check(enum query query)
{
    return strstr(query_sql[query], "temp.") != NULL;
}

static void every_statement_of_the_catalogue_prepares(void **state)
{
    struct fixture *f = fixture_new(false);

    (void)state;
    ok(f, db_exec(f->study, query_sql[QUERY_CHECK_INDEX_MAKE], &f->err));
    ok(f, db_exec(f->study, query_sql[QUERY_RECENT_MAKE], &f->err));
    for (int i = 0; i < QUERY_COUNT; i++) {
        struct stmt st;

        assert_non_null(query_sql[i]);
        st = stmt_begin(f->study, (enum query)i);
        if (st.rc != SQLITE_OK)
            fail_msg("%s: %s", query_sql[i], sqlite3_errmsg(f->study->db));
        ok(f, stmt_end(&st, &f->err));
    }
    fixture_free(f);
}

static bool plan_has(struct fixture *f, enum query query, const char *words)
{
    struct str sql = STR_INIT;
    sqlite3_stmt *raw;
    bool has = false;

    str_add_format(&sql, "EXPLAIN QUERY PLAN %s", query_sql[query]);
    assert_int_equal(sqlite3_prepare_v2(f->study->db, sql.text, -1, &raw, NULL), SQLITE_OK);
    while (sqlite3_step(raw) == SQLITE_ROW)
        has = has || strstr((const char *)sqlite3_column_text(raw, 3), words) != NULL;
    sqlite3_finalize(raw);
    str_release(&sql);
    return has;
}

static void reading_a_record_sorts_nothing_and_scans_no_table(void **state)
{
    struct fixture *f = fixture_new(false);

    (void)state;
    for (enum query query = QUERY_ENTRY_FORWARD; query <= QUERY_MOVEMENT_BACKWARD; query++) {
        assert_false(plan_has(f, query, "TEMP B-TREE"));
        assert_false(plan_has(f, query, "SCAN"));
        assert_true(plan_has(f, query, "entry_by_place"));
    }
    fixture_free(f);
}

static void lists_are_ordered(void **state)
{
    (void)state;
    for (int i = 0; i < QUERY_COUNT; i++) {
        const char *sql = query_sql[i];

        if (strncmp(sql, "SELECT", 6) != 0 || is_of_check((enum query)i)
            || strstr(sql, "ORDER BY") != NULL || strstr(sql, "count(*)") != NULL
            || strstr(sql, "UNION ALL") != NULL || strncmp(sql, "SELECT max(", 11) == 0)
            continue;
        if (strstr(sql, "LIMIT 1") == NULL && strstr(sql, "uuid = :") == NULL
            && strstr(sql, "id = ") == NULL && strstr(sql, " = :") == NULL)
            fail_msg("no order: %s", sql);
    }
}

static void a_statement_that_is_in_use_is_prepared_a_second_time(void **state)
{
    struct fixture *f = fixture_new(false);
    struct stmt outer = stmt_begin(f->study, QUERY_ROLE_GROUPS), inner;

    (void)state;
    assert_true(stmt_row(&outer));
    inner = stmt_begin(f->study, QUERY_ROLE_GROUPS);
    assert_true(inner.own);
    assert_true(stmt_row(&inner));
    assert_string_equal(stmt_text(&inner, 2), stmt_text(&outer, 2));
    ok(f, stmt_end(&inner, &f->err));
    assert_true(stmt_row(&outer));
    ok(f, stmt_end(&outer, &f->err));
    fixture_free(f);
}

static void columns_of_another_type_are_read_without_harm(void **state)
{
    struct fixture *f = fixture_new(false);
    struct stmt st = { .study = f->study, .own = true };
    struct id id;

    (void)state;
    st.rc =
        sqlite3_prepare_v2(f->study->db, "SELECT NULL, x'0102', 'text', 1.5", -1, &st.raw, NULL);
    assert_true(stmt_row(&st));
    assert_string_equal(stmt_text(&st, 0), "");
    assert_int_equal(stmt_int(&st, 2), 0);
    id = stmt_id(&st, 0);
    assert_true(id_is_none(&id));
    id = stmt_id(&st, 1);
    assert_true(id_is_none(&id));
    ok(f, stmt_end(&st, &f->err));
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_statement_of_the_catalogue_prepares),
        cmocka_unit_test(reading_a_record_sorts_nothing_and_scans_no_table),
        cmocka_unit_test(lists_are_ordered),
        cmocka_unit_test(a_statement_that_is_in_use_is_prepared_a_second_time),
        cmocka_unit_test(columns_of_another_type_are_read_without_harm),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
