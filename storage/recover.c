/* SPDX-License-Identifier: MIT */
/* Recovering a study: the trees of its tables are walked from their roots as
 * far as they lead; pages that no tree leads to are known by the shape of
 * their rows. The statements here are made from the tables of a new study,
 * since they are for all tables alike. */
#include "storage/recover.h"

#include "core/mem.h"
#include "core/text.h"
#include "storage/backup_work.h"
#include "storage/folder.h"
#include "storage/recover_work.h"
#include "storage/revisions.h"
#include "storage/seal_image.h"
#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST = 20 };

void recover_say(struct recovering *rec, const char *fmt, ...)
{
    struct error line; /* formats, cuts at a character and cleans */
    char text[400];
    va_list args;

    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    error_set(&line, STATUS_OK, "%s", text);
    rec->say(rec->data, line.text);
}

/* --- rows ---------------------------------------------------------------------------- */

static bool value_fits(const struct recover_table *table, size_t i, const struct cell_value *value)
{
    if (value->type == CELL_NULL)
        return table->nullable[i];
    switch (table->type[i]) {
    case COLUMN_INTEGER:
        return value->type == CELL_INTEGER;
    case COLUMN_TEXT:
        return value->type == CELL_TEXT;
    default:
        return value->type == CELL_BLOB;
    }
}

static bool fits_in_order(const struct recover_table *table, const struct cell_row *row,
                          const struct recover_order *order)
{
    if (row->count > order->columns
        || (row->count < order->columns && !table->may_lack[order->column[row->count]]))
        return false;
    for (size_t i = 0; i < row->count; i++)
        if (!value_fits(table, (size_t)order->column[i], &row->value[i]))
            return false;
    return true;
}

/* The order in which the row can be one of the table; NULL: in none. */
static const struct recover_order *row_fits(const struct recover_table *table,
                                            const struct cell_row *row)
{
    for (size_t i = 0; i < table->orders && row->count > 0; i++)
        if (fits_in_order(table, row, &table->order[i]))
            return &table->order[i];
    return NULL;
}

static bool prepare(struct recovering *rec, struct recover_table *table,
                    const struct recover_order *order, size_t columns)
{
    struct str sql = STR_INIT;

    if (table->insert != NULL && table->insert_columns == columns && table->insert_order == order)
        return true;
    sqlite3_finalize(table->insert);
    table->insert = NULL;
    str_add_format(&sql, "INSERT INTO \"%s\" (", table->name);
    for (size_t i = 0; i < columns; i++)
        str_add_format(&sql, "%s\"%s\"", i > 0 ? ", " : "", table->column[order->column[i]]);
    str_add(&sql, ") VALUES (");
    for (size_t i = 0; i < columns; i++)
        str_add(&sql, i > 0 ? ", ?" : "?");
    str_add(&sql, ")");
    table->insert_columns = columns;
    table->insert_order = order;
    if (sqlite3_prepare_v2(rec->study->db, sql.text, -1, &table->insert, NULL) != SQLITE_OK)
        table->insert = NULL;
    str_release(&sql);
    return table->insert != NULL;
}

/* A text that a flipped byte made unusable is cleaned as every text that comes
 * from outside. */
static void bind(sqlite3_stmt *insert, int at, const struct cell_value *value)
{
    struct str clean = STR_INIT;

    switch (value->type) {
    case CELL_INTEGER:
        sqlite3_bind_int64(insert, at, value->integer);
        break;
    case CELL_REAL:
        sqlite3_bind_double(insert, at, value->real);
        break;
    case CELL_TEXT:
        (void)text_clean(&clean, (const char *)value->bytes, value->len);
        sqlite3_bind_text64(insert, at, str_text(&clean), clean.len, SQLITE_TRANSIENT, SQLITE_UTF8);
        break;
    case CELL_BLOB:
        sqlite3_bind_blob64(insert, at, value->bytes, value->len, SQLITE_TRANSIENT);
        break;
    default:
        sqlite3_bind_null(insert, at);
    }
    str_release(&clean);
}

/* The result of SQLite. What a new study starts with gives way to the first
 * row that is found. */
static int insert(struct recovering *rec, struct recover_table *table, const struct cell_row *row,
                  const struct recover_order *order)
{
    struct cell_value key = { .type = CELL_INTEGER, .integer = row->rowid };

    if (!prepare(rec, table, order, row->count))
        return SQLITE_ERROR;
    for (size_t i = 0; i < row->count; i++)
        bind(table->insert, (int)i + 1, order->column[i] == table->key ? &key : &row->value[i]);
    (void)sqlite3_step(table->insert);
    return sqlite3_reset(table->insert);
}

static void empty_table(struct recovering *rec, struct recover_table *table)
{
    struct error ignored = ERROR_INIT;
    char sql[80];

    if (table->emptied)
        return;
    table->emptied = true;
    snprintf(sql, sizeof sql, "DELETE FROM \"%s\"", table->name);
    (void)!db_exec(rec->study, sql, &ignored);
}

/* --- pages whose table is known ---------------------------------------------------------- */

struct leaf {
    struct recovering *rec;
    struct recover_table *table;
};

static void take_row(void *data, const struct cell_row *row)
{
    struct leaf *leaf = data;
    struct recover_table *table = leaf->table;
    const struct recover_order *order = row_fits(table, row);
    int rc;

    if (order == NULL) {
        table->refused++;
        return;
    }
    empty_table(leaf->rec, table);
    rc = insert(leaf->rec, table, row, order);
    if (rc == SQLITE_OK)
        table->saved++;
    else if (rc != SQLITE_CONSTRAINT_PRIMARYKEY && rc != SQLITE_CONSTRAINT_ROWID)
        table->refused++;
}

static void take_page(struct recovering *rec, struct recover_table *table, uint32_t page)
{
    struct leaf leaf = { rec, table };
    size_t lost = pages_rows(&rec->pages, page, !table->without_rowid, take_row, &leaf);

    if (pages_kind(&rec->pages, page) != PAGE_OTHER) /* that one is counted as a broken page */
        rec->cells_lost += lost;
}

/* Walks a tree; table NULL: only to know that its pages are not lost. */
static void walk(struct recovering *rec, struct recover_table *table, uint32_t page, int depth)
{
    enum page_kind kind = pages_kind(&rec->pages, page);
    uint32_t child;

    if (page < 1 || page > rec->pages.count || rec->reached[page] || depth > DEEPEST)
        return;
    rec->reached[page] = true;
    if (table != NULL && kind == PAGE_OTHER)
        table->broken_pages++; /* perhaps only its first byte: its rows are tried */
    if (table != NULL
        && (table->without_rowid ? kind != PAGE_TABLE_INNER && kind != PAGE_TABLE_LEAF
                                 : kind == PAGE_TABLE_LEAF || kind == PAGE_OTHER))
        take_page(rec, table, page);
    if (kind != PAGE_TABLE_INNER && kind != PAGE_INDEX_INNER)
        return;
    for (size_t i = 0; (child = pages_child(&rec->pages, page, i)) != 0; i++) {
        if (child != PAGES_BROKEN)
            walk(rec, table, child, depth + 1);
        else if (table != NULL)
            table->broken_pages++;
    }
}

/* --- the schema of the file ----------------------------------------------------------------- */

struct roots {
    struct recovering *rec;
    struct {
        struct recover_table *table;
        uint32_t page;
    } root[512];
    size_t count;
};

/* Rows are (type, name, table, root page, sql). */
static void take_root(void *data, const struct cell_row *row)
{
    struct roots *roots = data;
    bool is_table;

    if (row->count < 4 || row->value[0].type != CELL_TEXT || row->value[1].type != CELL_TEXT
        || row->value[3].type != CELL_INTEGER || row->value[3].integer < 2
        || row->value[3].integer > roots->rec->pages.count || roots->count == 512)
        return;
    is_table = row->value[0].len == 5 && memcmp(row->value[0].bytes, "table", 5) == 0;
    roots->root[roots->count].page = (uint32_t)row->value[3].integer;
    roots->root[roots->count++].table =
        is_table
            ? recover_table_named(roots->rec, (const char *)row->value[1].bytes, row->value[1].len)
            : NULL;
}

static void find_roots(struct roots *roots, uint32_t page, int depth)
{
    struct recovering *rec = roots->rec;
    uint32_t child;

    if (page < 1 || page > rec->pages.count || rec->reached[page] || depth > DEEPEST)
        return;
    rec->reached[page] = true;
    if (pages_kind(&rec->pages, page) == PAGE_TABLE_LEAF)
        (void)pages_rows(&rec->pages, page, true, take_root, roots);
    if (pages_kind(&rec->pages, page) == PAGE_TABLE_INNER)
        for (size_t i = 0; (child = pages_child(&rec->pages, page, i)) != 0; i++)
            if (child != PAGES_BROKEN)
                find_roots(roots, child, depth + 1);
}

static void walk_known(struct recovering *rec)
{
    struct roots *roots = mem_alloc(1, sizeof *roots);

    roots->rec = rec;
    find_roots(roots, 1, 0);
    for (size_t i = 0; i < roots->count; i++)
        walk(rec, roots->root[i].table, roots->root[i].page, 0);
    free(roots);
}

/* --- pages that nothing leads to ---------------------------------------------------------------
 */

struct guess {
    struct recovering *rec;
    struct recover_table *table;
    size_t rows, fitting;
    bool trying;
    bool lacking; /* columns of a later format may be absent */
    bool led;     /* only rows that lead to a revision of their own kind */
};

/* The rows of an index can have the shape of one of the tables without rowids:
 * those begin with the id of a revision, which is never small. */
static const struct recover_order *may_be(const struct recover_table *table,
                                          const struct cell_row *row)
{
    const struct recover_order *order = row_fits(table, row);

    if (order != NULL && table->without_rowid && strcmp(table->column[0], "revision") == 0
        && row->value[0].integer >> REVISION_BITS <= 0)
        return NULL;
    return order;
}

/* Whether the revision that the row calls its current one is there. */
static bool leads_to_revision(struct recovering *rec, const struct recover_table *table,
                              const struct cell_row *row, const struct recover_order *order)
{
    sqlite3_stmt *st = NULL;
    char sql[120];
    bool there;

    for (size_t i = 0; i < row->count; i++) {
        if (strcmp(table->column[order->column[i]], "current") != 0)
            continue;
        snprintf(sql, sizeof sql, "SELECT 1 FROM \"%s_revision\" WHERE id = ?1", table->name);
        there = sqlite3_prepare_v2(rec->study->db, sql, -1, &st, NULL) == SQLITE_OK
                && sqlite3_bind_int64(st, 1, row->value[i].integer) == SQLITE_OK
                && sqlite3_step(st) == SQLITE_ROW;
        sqlite3_finalize(st);
        return there;
    }
    return false;
}

static void try_row(void *data, const struct cell_row *row)
{
    struct guess *guess = data;
    const struct recover_order *order = may_be(guess->table, row);
    int rc;

    guess->rows++;
    if (order == NULL || (row->count < order->columns && !guess->lacking)
        || (guess->led && !leads_to_revision(guess->rec, guess->table, row, order)))
        return;
    rc = insert(guess->rec, guess->table, row, order);
    if (rc == SQLITE_OK || rc == SQLITE_CONSTRAINT_PRIMARYKEY || rc == SQLITE_CONSTRAINT_ROWID
        || rc == SQLITE_CONSTRAINT_UNIQUE)
        guess->fitting++;
    if (rc == SQLITE_OK && !guess->trying)
        guess->table->saved++;
}

/* How a page is looked at. */
struct trial {
    uint32_t page;
    bool lacking, led;
};

static size_t rows_that_fit(struct recovering *rec, struct recover_table *table,
                            const struct trial *trial, bool trying, size_t *rows)
{
    struct guess guess = { .rec = rec,
                           .table = table,
                           .trying = trying,
                           .lacking = trial->lacking,
                           .led = trial->led && trying };

    sqlite3_exec(rec->study->db, "SAVEPOINT guess", NULL, NULL, NULL);
    if (!trying)
        empty_table(rec, table);
    (void)pages_rows(&rec->pages, trial->page, !table->without_rowid, try_row, &guess);
    if (trying)
        sqlite3_exec(rec->study->db, "ROLLBACK TO guess", NULL, NULL, NULL);
    sqlite3_exec(rec->study->db, "RELEASE guess", NULL, NULL, NULL);
    *rows = guess.rows;
    return guess.fitting;
}

/* The one table that takes all of its rows; where several do, nobody knows.
 * Returns how many do. */
static size_t find_place(struct recovering *rec, const struct trial *trial,
                         struct recover_table **best, size_t *rows)
{
    bool by_rowid = pages_kind(&rec->pages, trial->page) == PAGE_TABLE_LEAF;
    size_t several = 0;

    for (size_t i = 0; i < rec->tables; i++) {
        struct recover_table *table = &rec->table[i];
        size_t fitting;

        if (table->without_rowid == by_rowid)
            continue;
        fitting = rows_that_fit(rec, table, trial, true, rows);
        if (*rows == 0 || (trial->led ? fitting == 0 : fitting < *rows))
            continue;
        *best = table;
        if (table->tied)
            return 1;
        several++;
    }
    return several;
}

/* Returns false where several tables could have the page. `led`: the revisions
 * are placed by now, and tell which of them it is. */
static bool place_page(struct recovering *rec, uint32_t page, bool led)
{
    struct trial trial = { .page = page, .led = led };
    struct recover_table *best = NULL;
    size_t rows = 0, several = find_place(rec, &trial, &best, &rows);

    if (several == 0) {
        trial.lacking = true;
        several = find_place(rec, &trial, &best, &rows);
    }
    if (several == 1) {
        (void)rows_that_fit(rec, best, &trial, false, &rows);
        best->broken_pages++;
    } else if (led) {
        rec->unplaced += rows;
    }
    return several < 2;
}

static void place_lost_pages(struct recovering *rec)
{
    bool *open = mem_alloc((size_t)rec->pages.count + 1, sizeof *open);

    for (uint32_t page = 2; page <= rec->pages.count; page++) {
        enum page_kind kind = pages_kind(&rec->pages, page);

        if (!rec->reached[page] && (kind == PAGE_TABLE_LEAF || kind == PAGE_INDEX_LEAF))
            open[page] = !place_page(rec, page, false);
    }
    for (uint32_t page = 2; page <= rec->pages.count; page++)
        if (open[page])
            (void)place_page(rec, page, true);
    free(open);
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static size_t saved_rows(const struct recovering *rec)
{
    size_t saved = 0;

    for (size_t i = 0; i < rec->tables; i++)
        saved += rec->table[i].saved;
    return saved;
}

static void tell_source(struct recovering *rec)
{
    const struct pages *pages = &rec->pages;

    if (!pages->header_is_good)
        recover_say(rec, "the header of the file is damaged: pages of %u bytes were assumed",
                    pages->page_size);
    if (pages->unread > 0)
        recover_say(rec, "%zu blocks could not be read from the disk", pages->unread);
    if (pages->unopened > 0)
        recover_say(rec, "%zu pages are not what was sealed in their places", pages->unopened);
    if (pages->frames + pages->bad_frames > 0)
        recover_say(rec, "from the log: %zu pages, %zu more are damaged", pages->frames,
                    pages->bad_frames);
}

static enum status fill(struct recovering *rec, struct error *err)
{
    enum status status;

    if (db_exec(rec->study, "PRAGMA foreign_keys = OFF", err) || study_begin(rec->study, err))
        return err->status;
    walk_known(rec);
    place_lost_pages(rec);
    for (size_t i = 0; i < rec->tables; i++) {
        sqlite3_finalize(rec->table[i].insert);
        rec->table[i].insert = NULL;
    }
    if (saved_rows(rec) == 0)
        status = error_set(err, STATUS_DAMAGED, "nothing of a study can be read in it");
    else
        status = recover_mend(rec, err);
    if (!status)
        return study_commit(rec->study, err);
    study_rollback(rec->study);
    return status;
}

static void remove_study(const char *path)
{
    static const char *const ends[] = { "", "-wal", "-shm", "-journal" };
    struct str name = STR_INIT;

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        str_clear(&name);
        str_add_format(&name, "%s%s", path, ends[i]);
        unlink(name.text);
    }
    str_release(&name);
}

static enum status recover_to(struct recovering *rec, const char *part, struct error *err)
{
    enum status status = STATUS_OK;

    remove_study(part); /* of a program that was killed */
    if (rec->pages.seal != NULL)
        status = seal_image_make(rec->pages.seal, part, err);
    if (!status)
        status = study_open(&rec->study, part, STUDY_CREATE, err);
    if (!status)
        status = recover_learn(rec, err);
    if (!status)
        status = fill(rec, err);
    if (!status && db_exec(rec->study, "PRAGMA foreign_keys = ON", err))
        status = err->status;
    if (!status)
        status = study_note_history(rec->study, "recovered", "from a damaged study", err);
    study_close(rec->study);
    rec->study = NULL;
    return status ? status : backup_expect_written(part, err);
}

enum status recover_study(const char *from, const char *to,
                          void (*say)(void *data, const char *line), void *data, struct error *err)
{
    struct recovering *rec = mem_alloc(1, sizeof *rec);
    struct str part = STR_INIT;
    struct stat info;
    enum status status;

    rec->say = say;
    rec->data = data;
    str_add_format(&part, "%s.recovering", to);
    if (lstat(to, &info) == 0)
        status = error_set(err, STATUS_EXISTS, "%s is there already: name a new file", to);
    else
        status = pages_read(&rec->pages, from, err);
    if (!status && rec->pages.format > schema_newest())
        status = error_set(err, STATUS_TOO_NEW,
                           "%s was written by a later version of moot: recover it with that", from);
    if (!status) {
        rec->reached = mem_alloc((size_t)rec->pages.count + 1, sizeof *rec->reached);
        tell_source(rec);
        status = recover_to(rec, part.text, err);
        if (!status && rename(part.text, to) != 0)
            status = error_set(err, STATUS_IO, "cannot make %s: %s", to, strerror(errno));
        if (!status)
            status = backup_flush_folder(to, err);
        if (status)
            remove_study(part.text);
    }
    free(rec->reached);
    pages_release(&rec->pages);
    free(rec);
    str_release(&part);
    return status ? error_context(err, "recovering %s", from) : STATUS_OK;
}
