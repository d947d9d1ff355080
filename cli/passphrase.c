/* SPDX-License-Identifier: MIT */
/* Reading passphrases. The terminal is read key by key, so that Ctrl-C gives it
 * back as it was, and so that a passphrase may be of any length. */
#include "cli/passphrase.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "core/mem.h"
#include "storage/convert.h"
#include "storage/seal.h"

enum { TRIES = 3, CTRL_C = 3, CTRL_D = 4, CTRL_U = 21, BACKSPACE = 8, DELETE = 127 };

void passphrase_begin(struct passphrase *passphrase)
{
    *passphrase = (struct passphrase){ mem_alloc(SEAL_PASSPHRASE_MOST + 2, 1), 0 };
}

void passphrase_wipe(struct passphrase *passphrase)
{
    if (passphrase->text != NULL)
        explicit_bzero(passphrase->text, SEAL_PASSPHRASE_MOST + 2);
    free(passphrase->text);
    *passphrase = (struct passphrase){ NULL, 0 };
}

static enum status add(struct passphrase *passphrase, char c, struct error *err)
{
    if (passphrase->len > SEAL_PASSPHRASE_MOST)
        return error_set(err, STATUS_INPUT, "the passphrase is longer than %d bytes",
                         SEAL_PASSPHRASE_MOST);
    passphrase->text[passphrase->len++] = c;
    return STATUS_OK;
}

/* --- from a descriptor ----------------------------------------------------------- */

/* Its first line, byte by byte: what comes behind is somebody else's. */
static enum status read_line(int fd, const char *name, struct passphrase *out, struct error *err)
{
    char c;

    for (;;) {
        ssize_t got = read(fd, &c, 1);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_set(err, STATUS_IO, "cannot read the passphrase from %s: %s", name,
                             strerror(errno));
        if (got == 0 || c == '\n')
            break;
        if (add(out, c, err))
            return err->status;
    }
    if (out->len > 0 && out->text[out->len - 1] == '\r')
        out->len--;
    return STATUS_OK;
}

static enum status read_fd(const char *number, struct passphrase *out, struct error *err)
{
    char *end;
    long fd = strtol(number, &end, 10);

    if (*number == '\0' || *end != '\0' || fd < 0 || fd > 65535 || fcntl((int)fd, F_GETFD) == -1)
        return error_set(err, STATUS_INPUT,
                         "\"%s\" is no open descriptor to read a passphrase from", number);
    return read_line((int)fd, "its descriptor", out, err);
}

static enum status read_file(const char *path, struct passphrase *out, struct error *err)
{
    struct stat info;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    enum status status;

    if (fd < 0)
        return error_set(err, STATUS_IO, "cannot read the passphrase from %s: %s", path,
                         strerror(errno));
    if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && (info.st_mode & 077) != 0)
        status = error_set(err, STATUS_INPUT,
                           "others can read the passphrase in %s: close it with chmod 600", path);
    else
        status = read_line(fd, path, out, err);
    close(fd);
    return status;
}

/* --- from the terminal ------------------------------------------------------------ */

void passphrase_say(int fd, const char *text)
{
    (void)!write(fd, text, strlen(text));
}

static void take_back(struct passphrase *out)
{
    while (out->len > 0 && ((unsigned char)out->text[--out->len] & 0xC0) == 0x80) {
    }
}

enum status passphrase_read_keys(int fd, void (*waits)(const void *data), const void *data,
                                 struct passphrase *out, struct error *err)
{
    for (;;) {
        char c;
        ssize_t got;

        if (waits != NULL)
            waits(data);
        got = read(fd, &c, 1);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0 || c == CTRL_C || (c == CTRL_D && out->len == 0))
            return error_set(err, STATUS_LOCKED, "no passphrase was given");
        if (c == '\r' || c == '\n' || c == CTRL_D)
            return STATUS_OK;
        if (c == DELETE || c == BACKSPACE)
            take_back(out);
        else if (c == CTRL_U)
            out->len = 0;
        else if (add(out, c, err))
            return err->status;
    }
}

int passphrase_quieten(int fd, struct termios *before)
{
    struct termios quiet;

    if (tcgetattr(fd, before) != 0)
        return -1;
    quiet = *before;
    quiet.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG);
    quiet.c_cc[VMIN] = 1;
    quiet.c_cc[VTIME] = 0;
    return tcsetattr(fd, TCSAFLUSH, &quiet);
}

/* One line, on a terminal that is quiet. */
static enum status ask(int fd, const char *question, struct passphrase *out, struct error *err)
{
    enum status status;

    passphrase_say(fd, question);
    out->len = 0;
    status = passphrase_read_keys(fd, NULL, NULL, out, err);
    passphrase_say(fd, "\n");
    return status;
}

/* The terminal, quiet until hush_end(): also between one try and the next. */
static enum status hush(int *fd, struct termios *before, struct error *err)
{
    *fd = passphrase_terminal();
    if (*fd >= 0 && passphrase_quieten(*fd, before) == 0)
        return STATUS_OK;
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
    return error_set(err, STATUS_LOCKED,
                     "give the passphrase by --passphrase-fd, or the file it stands in as "
                     "MOOT_PASSPHRASE_FILE");
}

static void hush_end(int fd, const struct termios *before)
{
    (void)tcsetattr(fd, TCSAFLUSH, before);
    close(fd);
}

int passphrase_terminal(void)
{
    return open("/dev/tty", O_RDWR | O_CLOEXEC);
}

bool passphrase_agree(const char *question, bool otherwise)
{
    char line[64];
    int fd = passphrase_terminal();
    ssize_t got;

    if (fd < 0)
        return otherwise;
    passphrase_say(fd, question);
    got = read(fd, line, sizeof line - 1);
    close(fd);
    if (got <= 0)
        return false;
    line[got] = '\0';
    return line[0] != 'n' && line[0] != 'N';
}

/* --- from outside -------------------------------------------------------------------- */

static const char *file_of_environment(void)
{
    const char *path = getenv("MOOT_PASSPHRASE_FILE");

    return path != NULL && path[0] != '\0' ? path : NULL;
}

bool passphrase_is_given(const struct invocation *in)
{
    return in->passphrase_fd != NULL || file_of_environment() != NULL;
}

/* Three tries on the terminal. */
static enum status unlock_by_asking(const char *path, struct passphrase *passphrase,
                                    struct error *err)
{
    struct termios before;
    char question[256];
    enum status status;
    int fd;

    if (hush(&fd, &before, err))
        return error_context(err, "%s is sealed", path);
    snprintf(question, sizeof question, "Passphrase of %.200s: ", path);
    status = STATUS_LOCKED;
    for (int i = 0; i < TRIES && status == STATUS_LOCKED; i++) {
        status = ask(fd, question, passphrase, err);
        if (status)
            break;
        status = seal_unlock(path, passphrase->text, passphrase->len, err);
        if (status == STATUS_LOCKED && i + 1 < TRIES)
            passphrase_say(fd, "That is not its passphrase.\n");
    }
    hush_end(fd, &before);
    return status;
}

void passphrase_warn(void)
{
    if (!seal_memory_is_locked())
        fputs("moot: note: keys cannot be kept out of the swap space (ulimit -l is too small); "
              "let it be encrypted\n",
              stderr);
}

enum status unlock(const struct invocation *in, const char *path, struct error *err)
{
    struct error ignored = ERROR_INIT;
    struct passphrase passphrase;
    enum seal_state state;
    enum status status;

    if (seal_look(path, &state, &ignored) || state != SEAL_LOCKED)
        return STATUS_OK; /* a damaged one is told of by who opens it */
    passphrase_begin(&passphrase);
    if (!passphrase_is_given(in)) {
        status = unlock_by_asking(path, &passphrase, err);
    } else {
        status = in->passphrase_fd != NULL ? read_fd(in->passphrase_fd, &passphrase, err)
                                           : read_file(file_of_environment(), &passphrase, err);
        if (!status)
            status = seal_unlock(path, passphrase.text, passphrase.len, err);
    }
    passphrase_wipe(&passphrase);
    if (!status) {
        passphrase_warn();
        convert_clean(path);
    }
    return status;
}

static enum status ask_twice(const char *path, struct passphrase *out, struct error *err)
{
    struct passphrase again;
    struct termios before;
    char question[256];
    enum status status;
    int fd;

    if (hush(&fd, &before, err))
        return err->status;
    passphrase_begin(&again);
    passphrase_say(
        fd, "Five words or more that nobody would guess make a good passphrase. A forgotten one\n"
            "is final: nobody can open the study again, unless you keep a recovery code.\n");
    snprintf(question, sizeof question, "New passphrase of %.200s: ", path);
    status = ask(fd, question, out, err);
    if (!status && out->len == 0)
        status = error_set(err, STATUS_INPUT, "an empty passphrase seals nothing: choose another");
    if (!status)
        status = ask(fd, "Once more: ", &again, err);
    if (!status && (out->len != again.len || memcmp(out->text, again.text, out->len) != 0))
        status = error_set(err, STATUS_INPUT, "the two passphrases differ: begin again");
    passphrase_wipe(&again);
    hush_end(fd, &before);
    return status;
}

enum status passphrase_new(const char *fd, bool file, const char *path, struct passphrase *out,
                           struct error *err)
{
    enum status status;

    passphrase_begin(out);
    if (fd != NULL)
        status = read_fd(fd, out, err);
    else if (file && file_of_environment() != NULL)
        status = read_file(file_of_environment(), out, err);
    else
        status = ask_twice(path, out, err);
    if (status)
        passphrase_wipe(out);
    return status;
}
