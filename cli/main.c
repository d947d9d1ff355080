/* SPDX-License-Identifier: MIT */
/* The program: what was asked, done, and how it ended. Exit 0 done, 1 failed,
 * 2 wrong usage. */
#include "cli/internal.h"
#include "storage/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EXIT_USAGE = 2 };

/* The locale of the environment; where that is none for UTF-8, C.UTF-8. */
static void set_locale(void)
{
    if (setlocale(LC_CTYPE, "") == NULL || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        setlocale(LC_CTYPE, "C.UTF-8");
}

/* What is typed is in this program's memory: none of it may be left in a core
 * file, or read by another program of the same user. A handler of cores that
 * reads from a pipe is not stopped by the limit, but by the first call. */
static void leave_no_core(void)
{
    const struct rlimit none = { 0, 0 };

    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    (void)setrlimit(RLIMIT_CORE, &none);
}

/* A study must never be opened as standard input or output: where one of them
 * is closed, something stands in its place that can only fail. */
static void guard_descriptors(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) == -1 && errno == EBADF
            && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
            exit(EXIT_FAILURE);
    }
}

/* What was printed has arrived, or the command has failed. */
static enum status finish_output(struct error *err)
{
    bool before = ferror(stdout) != 0;

    if (fflush(stdout) != 0 || before)
        return error_set(err, STATUS_IO, "cannot write to standard output: %s",
                         strerror(errno != 0 ? errno : EIO));
    return STATUS_OK;
}

static enum status run(struct invocation *in, int argc, char **argv, struct error *err)
{
    enum status status = options_parse(in, cli_commands, cli_command_count, argc, argv, err);

    if (status)
        return status;
    if (in->asked == ASKED_HELP)
        options_help(stdout, cli_commands, cli_command_count, in->command);
    else if (in->asked == ASKED_VERSION)
        puts("moot " MOOT_VERSION);
    else
        status = in->command->run(in, err);
    return status ? status : finish_output(err);
}

int main(int argc, char **argv)
{
    struct invocation in;
    struct error err = ERROR_INIT;
    int code = EXIT_SUCCESS;

    leave_no_core();
    guard_descriptors();
    study_set_up_library();
    set_locale();
    umask(077);
    (void)signal(SIGPIPE, SIG_IGN); /* a write that fails is a failure as any other */
    (void)signal(SIGXFSZ, SIG_IGN);
    if (run(&in, argc, argv, &err)) {
        (void)fflush(stdout);
        fprintf(stderr, "moot: %s\n", err.text);
        code = in.wrong_usage ? EXIT_USAGE : EXIT_FAILURE;
    }
    seal_forget();
    options_release(&in);
    return code;
}
