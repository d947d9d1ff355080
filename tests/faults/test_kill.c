/* SPDX-License-Identifier: MIT */
/* kill -9 at any moment, of "moot log --acks" and of the live screen: what was
 * acknowledged is there, the study is whole, and the half-typed line comes
 * back as it was within a second of its last change. */
#include "tests/faults/torture.h"
#include "tests/terminal/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

enum {
    LOG_SHORT = 40,
    LOG_LONG = 10000,
    LIVE_SHORT = 6,
    LIVE_LONG = 1000,
    ONE_STUDY = 50,     /* kills after which a new one is begun */
    START_MOST = 10000, /* milliseconds until something is acknowledged */
    UUID = 37
};

static uint64_t dice_state = 88172645463325252u;

static unsigned dice(unsigned most)
{
    dice_state ^= dice_state << 13;
    dice_state ^= dice_state >> 7;
    dice_state ^= dice_state << 17;
    return (unsigned)(dice_state % most);
}

static int64_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static int patience(void)
{
    const char *value = getenv("MOOT_PATIENCE");
    int times = value != NULL ? (int)strtol(value, NULL, 10) : 1;

    return times > 1 ? times : 1;
}

/* --- what the study holds --------------------------------------------------------- */

static sqlite3 *open_study(const struct stage *stage)
{
    static const char *const words[] = { "101: line", "line 1", "half 0", "what came at last",
                                         "CREATE TABLE", "March meeting", "SQLite format", NULL };

    stage_expect_sealed(stage, words); /* as the kill left it */
    return stage_database(stage);
}

/* The study and what a kill left beside it. */
static void remove_study(const struct stage *stage)
{
    static const char *const parts[] = { "", "-wal", "-shm" };
    char path[700];

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        snprintf(path, sizeof path, "%s%s", stage->study, parts[i]);
        unlink(path);
    }
}

static int64_t ask(sqlite3 *db, const char *sql, const char *text)
{
    sqlite3_stmt *statement;
    int64_t value;

    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    if (text != NULL)
        sqlite3_bind_text(statement, 1, text, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

/* --- moot log ------------------------------------------------------------------------ */

struct logging {
    pid_t child;
    int in, out;
    char acks[1 << 16];
    size_t acks_len;
};

static void start_log(struct logging *log)
{
    int in[2], out[2];

    assert_int_equal(pipe(in), 0);
    assert_int_equal(pipe(out), 0);
    log->child = fork();
    if (log->child == 0) {
        dup2(in[0], 0);
        dup2(out[1], 1);
        close(in[1]);
        close(out[0]);
        execl(getenv("MOOT"), "moot", "log", "M1", "--acks", (char *)NULL);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    log->in = in[1];
    log->out = out[0];
    log->acks_len = 0;
    fcntl(log->in, F_SETFL, O_NONBLOCK);
    fcntl(log->out, F_SETFL, O_NONBLOCK);
}

static void read_acks(struct logging *log)
{
    ssize_t len;

    while (
        log->acks_len < sizeof log->acks - 1
        && (len = read(log->out, log->acks + log->acks_len, sizeof log->acks - 1 - log->acks_len))
               > 0)
        log->acks_len += (size_t)len;
}

/* Writes lines for so long, and kills. Where it is to be in the midst of them, the
 * time runs from the first that was acknowledged, however long the start took. */
static void log_and_kill(struct logging *log, int64_t milliseconds, bool midst)
{
    int64_t until = now() + (midst ? START_MOST * patience() : milliseconds);
    char line[64];
    int count = 0;

    start_log(log);
    while (now() < until) {
        struct pollfd fds[2] = { { log->in, POLLOUT, 0 }, { log->out, POLLIN, 0 } };

        snprintf(line, sizeof line, "101: line %d #ch\n", count++);
        (void)!write(log->in, line, strlen(line));
        read_acks(log);
        if (midst && log->acks_len > 0) {
            until = now() + milliseconds;
            midst = false;
        }
        (void)poll(fds, 2, 1);
    }
    kill(log->child, SIGKILL);
    while (waitpid(log->child, NULL, 0) < 0 && errno == EINTR)
        ;
    read_acks(log); /* what it had printed by then */
    close(log->in);
    close(log->out);
    log->acks[log->acks_len] = '\0';
}

/* Every whole line that was printed is the id of an entry that is there. */
static size_t expect_acknowledged(sqlite3 *db, struct logging *log)
{
    size_t count = 0;

    for (char *line = log->acks, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        *end = '\0';
        if (strlen(line) != UUID - 1)
            continue;
        if (ask(db, "SELECT count(*) FROM entry WHERE uuid = unhex(replace(?1, '-', ''))", line)
            != 1)
            fail_msg("%s was acknowledged and is lost", line);
        count++;
    }
    return count;
}

static void hex_of(sqlite3_context *context, int count, sqlite3_value **values)
{
    const char *text = (const char *)sqlite3_value_text(values[0]);
    unsigned char bytes[16];

    (void)count;
    for (size_t i = 0; i < sizeof bytes; i++) {
        unsigned value = 0;

        (void)sscanf(text + 2 * i, "%2x", &value);
        bytes[i] = (unsigned char)value;
    }
    sqlite3_result_blob(context, bytes, sizeof bytes, SQLITE_TRANSIENT);
}

static void every_acknowledged_line_outlives_kill_9(void **state)
{
    struct stage *stage = *state;
    struct logging *log = calloc(1, sizeof *log);
    size_t rounds = torture_rounds(LOG_SHORT, LOG_LONG), acknowledged = 0;

    for (size_t i = 0; i < rounds; i++) {
        sqlite3 *db;

        if (i % ONE_STUDY == 0) {
            remove_study(stage);
            stage_meeting(stage);
        }
        log_and_kill(log, (int64_t)dice(120), i % 2 == 0);
        db = open_study(stage);
        sqlite3_create_function(db, "unhex", 1, SQLITE_UTF8, NULL, hex_of, NULL, NULL);
        acknowledged += expect_acknowledged(db, log);
        sqlite3_close(db);
        if (i % 10 == 9 || i + 1 == rounds)
            stage_must(stage, NULL, "check", NULL);
    }
    assert_true(acknowledged > 0);
    torture_count("kill -9 of moot log", rounds);
    torture_count("kill -9 of moot log: acknowledged lines, all there", acknowledged);
    free(log);
}

/* --- the live screen ------------------------------------------------------------------- */

/* Waits until the line stands in the log with its mark. */
static void expect_saved(struct term *term, const char *line)
{
    int64_t until = now() + 10000L * patience();
    bool saved = false;

    while (!saved) {
        term_settle(term);
        for (int row = 1; row < 24 && !saved; row++) {
            const char *text = term_row(term, row);

            saved = strstr(text, line) != NULL && strstr(text, "✓") != NULL;
        }
        if (now() > until)
            fail_msg("\"%s\" is not saved", line);
    }
}

/* Types lines; returns the last one that was seen with the saved mark. */
static int type_lines(struct term *term, int from, int count)
{
    char line[64];
    int saved = from - 1;

    for (int i = from; i < from + count; i++) {
        snprintf(line, sizeof line, "101: line %d.\r", i);
        term_type(term, line);
        snprintf(line, sizeof line, "line %d.", i);
        if (dice(2) == 0) {
            expect_saved(term, line);
            saved = i;
        }
    }
    return saved;
}

static void expect_lines(sqlite3 *db, int saved)
{
    char line[64];

    for (int i = 1; i <= saved; i++) {
        snprintf(line, sizeof line, "line %d.", i);
        if (ask(db, "SELECT count(*) FROM entry_revision WHERE text = ?1", line) != 1)
            fail_msg("\"%s\" was shown as saved and is lost", line);
    }
}

/* What was typed a second ago is in the draft; what came after may be. */
static void expect_draft(sqlite3 *db, const char *old, const char *whole)
{
    sqlite3_stmt *statement;
    const char *text;

    assert_int_equal(sqlite3_prepare_v2(db, "SELECT text FROM draft", -1, &statement, NULL),
                     SQLITE_OK);
    if (sqlite3_step(statement) != SQLITE_ROW)
        fail_msg("the half-typed line is lost");
    text = (const char *)sqlite3_column_text(statement, 0);
    if (strncmp(text, old, strlen(old)) != 0 || strncmp(text, whole, strlen(text)) != 0)
        fail_msg("the half-typed line is \"%s\"", text);
    sqlite3_finalize(statement);
}

static void wait_milliseconds(struct term *term, int64_t milliseconds)
{
    int64_t until = now() + milliseconds;

    while (now() < until)
        term_settle(term);
}

static void every_saved_line_of_the_live_screen_outlives_kill_9(void **state)
{
    struct stage *stage = *state;
    size_t rounds = torture_rounds(LIVE_SHORT, LIVE_LONG), lines = 0, drafts = 0;
    int next = 1;

    for (size_t i = 0; i < rounds; i++) {
        char old[64], whole[128];
        struct term *term;
        bool with_draft = i % 2 == 0;
        int saved;
        sqlite3 *db;

        if (i % 40 == 0) {
            remove_study(stage);
            stage_meeting(stage);
            next = 1;
        }
        term = stage_live(stage);
        term_type(term, "\025"); /* a line that came back is left */
        saved = type_lines(term, next, 1 + (int)dice(6));
        if (with_draft) {
            snprintf(old, sizeof old, "102: half %zu", i);
            snprintf(whole, sizeof whole, "%s and what came at last", old);
            term_type(term, old);
            wait_milliseconds(term, 1000L * patience());
            term_type(term, whole + strlen(old));
        }
        wait_milliseconds(term, dice(120));
        stage_kill(stage, 0);
        db = open_study(stage);
        expect_lines(db, saved);
        lines += (size_t)(saved >= next ? saved - next + 1 : 0);
        if (with_draft) {
            expect_draft(db, old, whole);
            drafts++;
        }
        next = (int)ask(db, "SELECT count(*) FROM entry", NULL) + 1;
        sqlite3_close(db);
        if (i % 5 == 4 || i + 1 == rounds)
            stage_must(stage, NULL, "check", NULL);
    }
    torture_count("kill -9 of the live screen", rounds);
    torture_count("kill -9 of the live screen: lines with the saved mark, all there", lines);
    torture_count("kill -9 of the live screen: half-typed lines, all there", drafts);
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(every_acknowledged_line_outlives_kill_9),
        STAGED(every_saved_line_of_the_live_screen_outlives_kill_9),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
