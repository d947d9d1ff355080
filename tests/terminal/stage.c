/* SPDX-License-Identifier: MIT */
/* The stage of a test with the real program. What the program prints goes to
 * files of the stage's folder and is read back whole. */
#define _GNU_SOURCE /* NOLINT: memmem */

#include "tests/terminal/stage.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "storage/seal.h"

/* MOOT_SEALED in the environment: the study of the stage is a sealed one, of the
 * least cost, whose passphrase stands in a file. */
static bool is_sealed(void)
{
    const char *sealed = getenv("MOOT_SEALED");

    return sealed != NULL && sealed[0] != '\0';
}

static void set_up_seal(const struct stage *stage)
{
    char path[700];
    FILE *file;

    snprintf(path, sizeof(path), "%s/passphrase", stage->folder);
    file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fchmod(fileno(file), 0600), 0);
    fputs(STAGE_PASSPHRASE "\n", file);
    assert_int_equal(fclose(file), 0);
    setenv("MOOT_PASSPHRASE_FILE", path, 1);
    setenv("MOOT_SEAL_COST", "least", 1);
}

sqlite3 *stage_database(const struct stage *stage)
{
    struct error err = ERROR_INIT;
    enum seal_state state = SEAL_PLAIN;
    sqlite3 *db;

    assert_int_equal(seal_look(stage->study, &state, &err), STATUS_OK);
    if (state == SEAL_LOCKED
        && seal_unlock(stage->study, STAGE_PASSPHRASE, strlen(STAGE_PASSPHRASE), &err))
        fail_msg("%s", err.text);
    assert_int_equal(sqlite3_open_v2(stage->study, &db, SQLITE_OPEN_READWRITE,
                                     state == SEAL_PLAIN ? NULL : SEAL_VFS),
                     SQLITE_OK);
    sqlite3_busy_timeout(db, 5000);
    return db;
}

/* Whether a file of the stage has some words in it. */
static bool has_words(const struct stage *stage, const char *name, const char *const *words)
{
    char path[700];
    FILE *file;
    char *bytes;
    size_t len, room = 64 << 20;
    bool found = false;

    snprintf(path, sizeof(path), "%s/%s", stage->folder, name);
    file = fopen(path, "rb");
    if (file == NULL)
        return false;
    bytes = malloc(room);
    assert_non_null(bytes);
    len = fread(bytes, 1, room, file);
    fclose(file);
    for (; *words != NULL && !found; words++)
        found = memmem(bytes, len, *words, strlen(*words)) != NULL;
    free(bytes);
    return found;
}

void stage_expect_sealed(const struct stage *stage, const char *const *words)
{
    DIR *dir;
    struct dirent *entry;
    size_t files = 0;

    if (!is_sealed())
        return;
    dir = opendir(stage->folder);
    assert_non_null(dir);
    while ((entry = readdir(dir)) != NULL) {
        if (strncmp(entry->d_name, "study.", 6) != 0)
            continue;
        files++;
        if (has_words(stage, entry->d_name, words))
            fail_msg("%s can be read by anybody", entry->d_name);
    }
    closedir(dir);
    assert_true(files > 0);
}

int stage_setup(void **state)
{
    struct stage *stage = calloc(1, sizeof(*stage));
    const char *temporary = getenv("TMPDIR");

    assert_non_null(stage);
    snprintf(stage->folder, sizeof(stage->folder), "%s/stage.XXXXXX",
             temporary != NULL ? temporary : "/tmp");
    assert_non_null(mkdtemp(stage->folder));
    snprintf(stage->study, sizeof(stage->study), "%s/study.moot", stage->folder);
    setenv("MOOT_STUDY", stage->study, 1);
    setenv("MOOT_OBSERVER", "AB", 1);
    setenv("MOOT_CLOCK", STAGE_CLOCK, 1);
    if (is_sealed())
        set_up_seal(stage);
    *state = stage;
    return 0;
}

int stage_teardown(void **state)
{
    struct stage *stage = *state;

    for (int i = 0; i < STAGE_TERMS; i++)
        term_kill(stage->term[i]);
    json_decref(stage->json);
    free(stage->out);
    free(stage->err);
    free(stage);
    return 0;
}

/* --- without a terminal ---------------------------------------------------------- */

static void path_in(const struct stage *stage, const char *name, char *path, size_t size)
{
    snprintf(path, size, "%s/%s", stage->folder, name);
}

static char *read_whole(const struct stage *stage, const char *name)
{
    char path[700];
    FILE *file;
    char *text = NULL;
    size_t room = 0;

    path_in(stage, name, path, sizeof(path));
    file = fopen(path, "rb");
    assert_non_null(file);
    if (getdelim(&text, &room, '\0', file) < 0) {
        free(text);
        text = calloc(1, 1);
    }
    fclose(file);
    return text;
}

static int open_in(const struct stage *stage, const char *name)
{
    char path[700];
    int fd;

    path_in(stage, name, path, sizeof(path));
    fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    return fd;
}

static void run(struct stage *stage, const char *input, const char **argv)
{
    int in = open_in(stage, ".in"), out = open_in(stage, ".out"), err = open_in(stage, ".err");
    size_t len = input != NULL ? strlen(input) : 0;
    pid_t child;
    int status;

    assert_int_equal(write(in, input, len), (ssize_t)len);
    lseek(in, 0, SEEK_SET);
    child = fork();
    if (child == 0) {
        dup2(in, 0);
        dup2(out, 1);
        dup2(err, 2);
        execv(argv[0], (char *const *)(uintptr_t)argv);
        _exit(127);
    }
    close(in);
    close(out);
    close(err);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    free(stage->out);
    free(stage->err);
    stage->out = read_whole(stage, ".out");
    stage->err = read_whole(stage, ".err");
    stage->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

enum { MOST_ARGS = 32 };

static void arguments(const char **argv, va_list more)
{
    size_t count = 0;

    argv[count++] = getenv("MOOT");
    assert_non_null(argv[0]);
    while (count < MOST_ARGS && (argv[count] = va_arg(more, const char *)) != NULL)
        count++;
    assert_true(count < MOST_ARGS);
}

int stage_moot(struct stage *stage, const char *input, ...)
{
    const char *argv[MOST_ARGS];
    va_list more;

    va_start(more, input);
    arguments(argv, more);
    va_end(more);
    run(stage, input, argv);
    return stage->status;
}

void stage_must(struct stage *stage, const char *input, ...)
{
    const char *argv[MOST_ARGS];
    va_list more;

    va_start(more, input);
    arguments(argv, more);
    va_end(more);
    run(stage, input, argv);
    if (stage->status != 0)
        fail_msg("moot %s ends with %d: %s%s", argv[1], stage->status, stage->err, stage->out);
}

/* --- what the study holds ---------------------------------------------------------- */

const json_t *stage_entries(struct stage *stage, const char *meeting)
{
    json_error_t why;

    stage_must(stage, NULL, "list", "entries", meeting, "--json", NULL);
    json_decref(stage->json);
    stage->json = json_loads(stage->out, 0, &why);
    if (!json_is_array(stage->json))
        fail_msg("not an array of entries: %s in\n%s", why.text, stage->out);
    return stage->json;
}

const json_t *stage_expect_entries(struct stage *stage, const char *meeting, size_t count)
{
    const json_t *entries = NULL;

    for (int tries = 0; tries < 100; tries++) {
        entries = stage_entries(stage, meeting);
        if (json_array_size(entries) == count)
            return stage_entries(stage, meeting);
        poll(NULL, 0, 50);
    }
    fail_msg("%zu entries, not %zu, in\n%s", json_array_size(entries), count, stage->out);
    return entries;
}

void stage_expect_revised(struct stage *stage, const char *meeting, size_t index)
{
    for (int tries = 0; tries < 100; tries++) {
        const json_t *entry = json_array_get(stage_entries(stage, meeting), index);

        if (json_is_true(json_object_get(entry, "revised")))
            return;
        poll(NULL, 0, 50);
    }
    fail_msg("entry %zu is not revised in\n%s", index, stage->out);
}

static void write_file(const struct stage *stage, const char *name, const char *text)
{
    char path[700];
    FILE *file;

    path_in(stage, name, path, sizeof(path));
    file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

void stage_meeting(struct stage *stage)
{
    char path[700];

    if (is_sealed() && access(stage->study, F_OK) != 0)
        stage_must(stage, NULL, "init", "--sealed", NULL);
    write_file(stage, "agenda.txt",
               "1. Minutes\n2. Finance report (GB/26/14) for decision\n"
               "3. Any other business\n");
    path_in(stage, "agenda.txt", path, sizeof(path));
    stage_must(stage, NULL, "new", "--title", "March meeting", "--site", "3", "--body",
               "Governing Body", "--function", "governing-body", "--date", "2026-03-04", "--people",
               "101 gp dq, 102 nm tm, 103 lay birdw", "--agenda", path, NULL);
    assert_string_equal(stage->out, "M1\n");
}

/* --- in a terminal ------------------------------------------------------------------ */

struct term *stage_start_as(struct stage *stage, int which, const struct term_setup *setup)
{
    assert_null(stage->term[which]);
    stage->term[which] = term_start(setup);
    return stage->term[which];
}

struct term *stage_start(struct stage *stage, int which, const char *const *args)
{
    const struct term_setup setup = { .args = args };

    return stage_start_as(stage, which, &setup);
}

struct term *stage_live(struct stage *stage)
{
    static const char *const args[] = { "live", "M1", NULL };
    struct term *term = stage_start(stage, 0, args);

    term_expect(term, "Governing Body");
    return term;
}

int stage_finish(struct stage *stage, int which)
{
    struct term *term = stage->term[which];
    int status = term_finish(term); /* a failure here leaves it to the teardown */

    stage->term[which] = NULL;
    return status;
}

void stage_kill(struct stage *stage, int which)
{
    term_kill(stage->term[which]);
    stage->term[which] = NULL;
}
