/* SPDX-License-Identifier: MIT */
/* The files of a study are looked at before they are opened: what somebody
 * else put there is refused with a reason, what is too open is closed. */
#include "fixture.h"

#include "storage/guard.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

/* A study that is closed again. */
static struct fixture *closed(void)
{
    struct fixture *f = fixture_new(true);

    study_close(f->study);
    f->study = NULL;
    return f;
}

static void beside(const struct fixture *f, const char *end, char name[160])
{
    snprintf(name, 160, "%s%s", f->path, end);
}

static mode_t mode_of(const char *path)
{
    struct stat info;

    assert_int_equal(lstat(path, &info), 0);
    return info.st_mode & 07777;
}

static void touch(const char *path, mode_t mode)
{
    int fd = open(path, O_WRONLY | O_CREAT, 0600);

    assert_true(fd >= 0);
    assert_int_equal(fchmod(fd, mode), 0);
    close(fd);
}

static void refused(struct fixture *f, enum study_mode mode, const char *says)
{
    struct study *study;

    assert_int_equal(study_open(&study, f->path, mode, &f->err), STATUS_INPUT);
    assert_null(study);
    if (strstr(f->err.text, says) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", f->err.text, says);
}

static void opens(struct fixture *f, enum study_mode mode)
{
    struct study *study;

    ok(f, study_open(&study, f->path, mode, &f->err));
    study_close(study);
}

static void a_folder_that_others_can_list_is_known(void **state)
{
    struct fixture *f = closed();
    char folder[160], *slash;
    mode_t mode;

    (void)state;
    snprintf(folder, sizeof folder, "%s", f->path);
    slash = strrchr(folder, '/');
    assert_non_null(slash);
    *slash = '\0';
    assert_int_equal(chmod(folder, 0700), 0);
    assert_false(guard_folder_shows(f->path, &mode));
    assert_int_equal(chmod(folder, 0750), 0);
    assert_true(guard_folder_shows(f->path, &mode));
    assert_int_equal(mode, 0750);
    assert_int_equal(chmod(folder, 0700), 0);
    fixture_free(f);
}

static void a_study_that_others_could_read_is_made_private_and_its_history_says_so(void **state)
{
    struct fixture *f = closed();
    struct study *study;

    (void)state;
    assert_int_equal(chmod(f->path, 0644), 0);
    ok(f, study_open(&study, f->path, STUDY_WRITE, &f->err));
    assert_int_equal(mode_of(f->path), 0600);
    f->study = study;
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM history WHERE what = 'made private'"
                                    " AND detail LIKE '%0644%'"),
                     1);
    study_close(study);
    f->study = NULL;
    opens(f, STUDY_WRITE); /* and is told once */
    ok(f, study_open(&f->study, f->path, STUDY_READ, &f->err));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM history WHERE what = 'made private'"), 1);
    fixture_free(f);
}

static void files_beside_a_study_are_private(void **state)
{
    static const char *const ends[] = { "", "-wal", "-shm", "-lock" };
    struct fixture *f = fixture_new(true);
    char name[160];

    (void)state;
    fixture_type(f, "101: words");
    beside(f, "-lock", name);
    touch(name, 0644);
    study_close(f->study);
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    ok(f, study_set_observer(f->study, "rs", &f->err));
    fixture_type(f, "102: more");
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        beside(f, ends[i], name);
        assert_int_equal(mode_of(name), 0600);
    }
    fixture_free(f);
}

static void a_link_to_a_study_is_refused_and_its_real_name_said(void **state)
{
    struct fixture *f = closed();
    char real[160];

    (void)state;
    beside(f, "", real);
    snprintf(f->path, sizeof f->path, "%s/link.moot", f->folder);
    assert_int_equal(symlink(real, f->path), 0);
    refused(f, STUDY_WRITE, real);
    refused(f, STUDY_CREATE, "symbolic link");
    refused(f, STUDY_READ, "symbolic link");
    fixture_free(f);
}

static void a_link_in_the_place_of_a_new_study_makes_none(void **state)
{
    struct fixture *f = closed();
    char target[160];

    (void)state;
    snprintf(target, sizeof target, "%s/elsewhere", f->folder);
    snprintf(f->path, sizeof f->path, "%s/link.moot", f->folder);
    assert_int_equal(symlink(target, f->path), 0);
    refused(f, STUDY_CREATE, "symbolic link");
    assert_int_not_equal(access(target, F_OK), 0);
    fixture_free(f);
}

static void links_in_the_place_of_what_stands_beside_a_study_are_refused(void **state)
{
    static const char *const ends[] = { "-wal", "-shm", "-journal", "-lock" };
    struct fixture *f = closed();
    char name[160], target[160];

    (void)state;
    snprintf(target, sizeof target, "%s/target", f->folder);
    touch(target, 0600);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        beside(f, ends[i], name);
        unlink(name);
        assert_int_equal(symlink(target, name), 0);
        refused(f, STUDY_WRITE, name);
        refused(f, STUDY_READ, "symbolic link");
        assert_int_equal(unlink(name), 0);
    }
    opens(f, STUDY_WRITE);
    fixture_free(f);
}

static void a_folder_may_be_reached_through_a_link(void **state)
{
    struct fixture *f = closed();
    char link[160];

    (void)state;
    snprintf(link, sizeof link, "%s/way", f->folder);
    assert_int_equal(symlink(f->folder, link), 0);
    snprintf(f->path, sizeof f->path, "%s/way/study.moot", f->folder);
    opens(f, STUDY_WRITE);
    opens(f, STUDY_READ);
    fixture_free(f);
}

static void a_study_with_a_second_name_is_refused(void **state)
{
    struct fixture *f = closed();
    char other[160];

    (void)state;
    snprintf(other, sizeof other, "%s/other.moot", f->folder);
    assert_int_equal(link(f->path, other), 0);
    refused(f, STUDY_WRITE, "second name");
    refused(f, STUDY_READ, "second name");
    assert_int_equal(unlink(other), 0);
    opens(f, STUDY_WRITE);
    fixture_free(f);
}

static void a_folder_in_which_everybody_may_write_holds_no_study(void **state)
{
    struct fixture *f = closed();

    (void)state;
    assert_int_equal(chmod(f->folder, 0777), 0);
    refused(f, STUDY_WRITE, "everybody may replace files");
    opens(f, STUDY_READ);
    assert_int_equal(chmod(f->folder, 01777), 0); /* as /tmp: only owners replace files */
    opens(f, STUDY_WRITE);
    fixture_free(f);
}

static void a_pipe_in_the_place_of_the_log_is_refused_without_waiting_for_it(void **state)
{
    struct fixture *f = closed();
    char name[160];

    (void)state;
    beside(f, "-wal", name);
    assert_int_equal(mkfifo(name, 0600), 0);
    refused(f, STUDY_WRITE, "no ordinary file");
    fixture_free(f);
}

/* As an ordinary user: 0 when the study is refused so. */
static int as_ordinary_user(struct fixture *f, enum study_mode mode, const char *says)
{
    pid_t child = fork();
    int status = 0;

    assert_true(child >= 0);
    if (child == 0) {
        struct study *study;

        if (setgid(65534) != 0 || setuid(65534) != 0)
            _exit(9);
        if (study_open(&study, f->path, mode, &f->err) == STATUS_OK)
            _exit(says == NULL ? 0 : 1);
        _exit(says != NULL && strstr(f->err.text, says) != NULL ? 0 : 2);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 100;
}

static void a_study_of_another_user_is_refused(void **state)
{
    struct fixture *f = closed();
    char name[160];

    (void)state;
    if (geteuid() != 0) {
        fixture_free(f);
        skip(); /* only root can give files away */
    }
    assert_int_equal(chmod(f->folder, 01777), 0);
    assert_int_equal(chmod(f->path, 0666), 0);
    assert_int_equal(as_ordinary_user(f, STUDY_READ, NULL), 0); /* of root: it is read */
    assert_int_equal(as_ordinary_user(f, STUDY_WRITE, "another user"), 0);
    assert_int_equal(chown(f->path, 1234, 1234), 0);
    assert_int_equal(as_ordinary_user(f, STUDY_READ, "another user"), 0);
    refused(f, STUDY_WRITE, "number 1234"); /* also for root */
    assert_int_equal(chown(f->path, 0, 0), 0);
    beside(f, "-wal", name);
    touch(name, 0666);
    assert_int_equal(chown(name, 1234, 1234), 0);
    refused(f, STUDY_WRITE, name);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_folder_that_others_can_list_is_known),
        cmocka_unit_test(a_study_that_others_could_read_is_made_private_and_its_history_says_so),
        cmocka_unit_test(files_beside_a_study_are_private),
        cmocka_unit_test(a_link_to_a_study_is_refused_and_its_real_name_said),
        cmocka_unit_test(a_link_in_the_place_of_a_new_study_makes_none),
        cmocka_unit_test(links_in_the_place_of_what_stands_beside_a_study_are_refused),
        cmocka_unit_test(a_folder_may_be_reached_through_a_link),
        cmocka_unit_test(a_study_with_a_second_name_is_refused),
        cmocka_unit_test(a_folder_in_which_everybody_may_write_holds_no_study),
        cmocka_unit_test(a_pipe_in_the_place_of_the_log_is_refused_without_waiting_for_it),
        cmocka_unit_test(a_study_of_another_user_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
