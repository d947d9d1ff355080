/* SPDX-License-Identifier: MIT */
/* A terminal for tests. One thread: whoever waits for text reads what the
 * program sends, feeds it to libvterm, and looks at the cells. The slave side
 * stays open here, so that the modes of the terminal can be compared after
 * the program's end. */
#include "tests/terminal/term.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#include <vterm.h>

enum { DEADLINE = 5000, DEADLINE_SLOW = 30000, QUIET = 100 }; /* milliseconds */

struct term {
    int master, slave;
    pid_t child;
    bool ended;
    int status; /* of waitpid(), once ended */
    struct termios before;
    VTerm *vt;
    VTermScreen *screen;
    int rows, columns;
    bool was_alternate, alternate, cursor_hidden;
    int cursor_row, cursor_column;
    char *sent; /* everything the program sent */
    size_t sent_len, sent_room;
    char *text; /* what term_row() and term_screen() lend */
};

static int64_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static int64_t deadline(void)
{
    const char *build = getenv("MOOT_BUILD"), *patience = getenv("MOOT_PATIENCE");
    int64_t times = patience != NULL ? strtol(patience, NULL, 10) : 1;

    return now()
        + (times > 1 ? times : 1)
              * (build != NULL && strstr(build, "address") != NULL ? DEADLINE_SLOW : DEADLINE);
}

static int on_property(VTermProp property, VTermValue *value, void *data)
{
    struct term *term = data;

    if (property == VTERM_PROP_ALTSCREEN) {
        term->alternate = value->boolean;
        term->was_alternate = term->was_alternate || value->boolean;
    } else if (property == VTERM_PROP_CURSORVISIBLE) {
        term->cursor_hidden = !value->boolean;
    }
    return 1;
}

static int on_cursor(VTermPos at, VTermPos before, int visible, void *data)
{
    struct term *term = data;

    (void)before;
    (void)visible;
    term->cursor_row = at.row;
    term->cursor_column = at.col;
    return 1;
}

static const VTermScreenCallbacks callbacks = {
    .settermprop = on_property,
    .movecursor = on_cursor,
};

static bool take(struct term *term, int wait, bool to_write);
static void fail_with_screen(struct term *term, const char *text, const char *what);

/* --- starting ------------------------------------------------------------------ */

static void set_size(int fd, int rows, int columns)
{
    struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns };

    ioctl(fd, TIOCSWINSZ, &size);
}

/* In the child: becomes the program. */
static void become_program(const struct term_setup *setup, int slave)
{
    const char *argv[32] = { getenv("MOOT") };
    size_t count = 1;

    if (argv[0] == NULL)
        _exit(127);
    for (size_t i = 0; setup->args != NULL && setup->args[i] != NULL && count < 31; i++)
        argv[count++] = setup->args[i];
    argv[count] = NULL;
    for (size_t i = 0; setup->env != NULL && setup->env[i] != NULL; i++)
        putenv((char *)(uintptr_t)setup->env[i]);
    if (setup->file_limit != 0) {
        struct rlimit limit = { (rlim_t)setup->file_limit, (rlim_t)setup->file_limit };

        setrlimit(RLIMIT_FSIZE, &limit);
        signal(SIGXFSZ, SIG_IGN); /* the write fails instead, as on a full disk */
    }
    setsid();
    ioctl(slave, TIOCSCTTY, 0);
    for (int fd = 0; fd < 3; fd++)
        dup2(slave, fd);
    if (slave > 2)
        close(slave);
    execv(argv[0], (char *const *)(uintptr_t)argv);
    fprintf(stderr, "cannot start %s: %s\n", argv[0], strerror(errno));
    _exit(127);
}

/* Until the program has taken the terminal, keys would be the line
 * discipline's: a C-c would end it. */
static void wait_for_start(struct term *term)
{
    int64_t until = deadline();
    struct termios modes;

    do {
        take(term, 5, false);
        tcgetattr(term->slave, &modes);
        if (now() > until)
            fail_with_screen(term, "the start", "does not come");
    } while (!term->ended && (modes.c_lflag & ICANON) != 0);
}

struct term *term_start(const struct term_setup *setup)
{
    struct term *term = calloc(1, sizeof(*term));

    assert_non_null(term);
    assert_non_null(getenv("MOOT"));
    term->rows = setup->rows != 0 ? setup->rows : 24;
    term->columns = setup->columns != 0 ? setup->columns : 80;
    assert_int_equal(openpty(&term->master, &term->slave, NULL, NULL, NULL), 0);
    fcntl(term->master, F_SETFD, FD_CLOEXEC);
    fcntl(term->slave, F_SETFD, FD_CLOEXEC);
    set_size(term->slave, term->rows, term->columns);
    tcgetattr(term->slave, &term->before);
    term->child = fork();
    if (term->child == 0)
        become_program(setup, term->slave);
    fcntl(term->master, F_SETFL, O_NONBLOCK);
    term->vt = vterm_new(term->rows, term->columns);
    vterm_set_utf8(term->vt, 1);
    term->screen = vterm_obtain_screen(term->vt);
    vterm_screen_set_callbacks(term->screen, &callbacks, term);
    vterm_screen_enable_altscreen(term->screen, 1);
    vterm_screen_reset(term->screen, 1);
    wait_for_start(term);
    return term;
}

/* --- reading and writing ------------------------------------------------------- */

static void keep_sent(struct term *term, const char *bytes, size_t len)
{
    if (term->sent_len + len + 1 > term->sent_room) {
        term->sent_room = 2 * (term->sent_len + len + 1);
        term->sent = realloc(term->sent, term->sent_room);
        assert_non_null(term->sent);
    }
    memcpy(term->sent + term->sent_len, bytes, len);
    term->sent_len += len;
    term->sent[term->sent_len] = '\0';
}

/* Waits at most `wait` milliseconds for the program to draw or to take keys,
 * and reads what there is. True if something was read. */
static bool take(struct term *term, int wait, bool to_write)
{
    struct pollfd fd = { term->master, (short)(POLLIN | (to_write ? POLLOUT : 0)), 0 };
    char bytes[16384], reply[256];
    ssize_t len;
    size_t reply_len;
    bool any = false;

    if (!term->ended && waitpid(term->child, &term->status, WNOHANG) == term->child)
        term->ended = true;
    if (poll(&fd, 1, term->ended ? 0 : wait) <= 0)
        return false;
    while ((len = read(term->master, bytes, sizeof(bytes))) > 0) {
        keep_sent(term, bytes, (size_t)len);
        vterm_input_write(term->vt, bytes, (size_t)len);
        any = true;
    }
    /* the answers of the terminal to questions of the program */
    while ((reply_len = vterm_output_read(term->vt, reply, sizeof(reply))) > 0) {
        if (write(term->master, reply, reply_len) < 0)
            break;
    }
    return any;
}

static void type_bytes(struct term *term, const char *bytes, size_t len)
{
    int64_t until = deadline();

    while (len > 0) {
        ssize_t written = write(term->master, bytes, len);

        if (written > 0) {
            bytes += written;
            len -= (size_t)written;
            until = deadline();
        }
        take(term, len > 0 ? 10 : 0, len > 0);
        if (now() > until)
            fail_with_screen(term, "keys", "are not read");
    }
}

void term_type(struct term *term, const char *keys)
{
    type_bytes(term, keys, strlen(keys));
}

void term_paste(struct term *term, const char *text, size_t len)
{
    term_type(term, "\033[200~");
    type_bytes(term, text, len);
    term_type(term, "\033[201~");
}

/* --- looking ------------------------------------------------------------------- */

/* Appends one cell's characters to `out`; returns the bytes written. */
static size_t cell_text(const VTermScreenCell *cell, char *out)
{
    size_t len = 0;

    if (cell->chars[0] == 0) {
        out[0] = ' ';
        return 1;
    }
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i] != 0; i++) {
        uint32_t c = cell->chars[i];

        if (c < 0x80) {
            out[len++] = (char)c;
        } else if (c < 0x800) {
            out[len++] = (char)(0xC0 | (c >> 6));
            out[len++] = (char)(0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            out[len++] = (char)(0xE0 | (c >> 12));
            out[len++] = (char)(0x80 | ((c >> 6) & 0x3F));
            out[len++] = (char)(0x80 | (c & 0x3F));
        } else {
            out[len++] = (char)(0xF0 | ((c >> 18) & 0x07));
            out[len++] = (char)(0x80 | ((c >> 12) & 0x3F));
            out[len++] = (char)(0x80 | ((c >> 6) & 0x3F));
            out[len++] = (char)(0x80 | (c & 0x3F));
        }
    }
    return len;
}

/* Writes one row to `out` without the blanks at its end; the bytes written. */
static size_t row_text(const struct term *term, int row, char *out)
{
    size_t len = 0;

    for (int column = 0; column < term->columns; column++) {
        VTermPos at = { row, column };
        VTermScreenCell cell;

        vterm_screen_get_cell(term->screen, at, &cell);
        if (cell.chars[0] == (uint32_t)-1) /* the right half of a wide character */
            continue;
        len += cell_text(&cell, out + len);
        if (cell.width == 2)
            column++;
    }
    while (len > 0 && out[len - 1] == ' ')
        len--;
    return len;
}

static char *rows_text(const struct term *term, int from, int to)
{
    size_t row_room = (size_t)term->columns * VTERM_MAX_CHARS_PER_CELL * 4 + 2;
    char *text = malloc(row_room * (size_t)(to - from) + 1);
    size_t len = 0;

    assert_non_null(text);
    for (int row = from; row < to; row++) {
        len += row_text(term, row, text + len);
        text[len++] = '\n';
    }
    text[len > 0 && to - from == 1 ? len - 1 : len] = '\0';
    return text;
}

const char *term_row(struct term *term, int row)
{
    if (row < 0)
        row += term->rows;
    free(term->text);
    term->text = rows_text(term, row, row + 1);
    return term->text;
}

const char *term_screen(struct term *term)
{
    free(term->text);
    term->text = rows_text(term, 0, term->rows);
    return term->text;
}

bool term_shows(const struct term *term, const char *text)
{
    char *screen = rows_text(term, 0, term->rows);
    bool found = strstr(screen, text) != NULL;

    free(screen);
    return found;
}

void term_cursor(const struct term *term, int *row, int *column)
{
    *row = term->cursor_row;
    *column = term->cursor_column;
}

/* Prints the screen (cmocka cuts what it prints at 1,023 bytes) and fails. */
static void fail_with_screen(struct term *term, const char *text, const char *what)
{
    fprintf(stderr, "\"%s\" %s%s; the screen is:\n", text, what,
            term->ended ? " and the program has ended" : "");
    for (int row = 0; row < term->rows; row++)
        fprintf(stderr, "|%s\n", term_row(term, row));
    fail_msg("\"%s\" %s", text, what);
}

void term_expect(struct term *term, const char *text)
{
    int64_t until = deadline();

    while (!term_shows(term, text)) {
        if (!take(term, 20, false) && (term->ended || now() > until))
            fail_with_screen(term, text, "does not appear");
    }
}

void term_expect_gone(struct term *term, const char *text)
{
    int64_t until = deadline();

    while (term_shows(term, text)) {
        if (!take(term, 20, false) && (term->ended || now() > until))
            fail_with_screen(term, text, "stays");
    }
}

void term_expect_row(struct term *term, int row, const char *text)
{
    int64_t until = deadline();

    while (strstr(term_row(term, row), text) == NULL) {
        if (!take(term, 20, false) && (term->ended || now() > until))
            fail_with_screen(term, text, "does not appear in its row");
    }
}

void term_settle(struct term *term)
{
    while (take(term, QUIET, false))
        ;
}

bool term_sent(const struct term *term, const char *bytes)
{
    return term->sent != NULL && strstr(term->sent, bytes) != NULL;
}

bool term_used_colour(const struct term *term)
{
    for (const char *at = term->sent; at != NULL && (at = strstr(at, "\033[")) != NULL; at++) {
        const char *end = at + 2 + strspn(at + 2, "0123456789;");

        if (*end != 'm')
            continue;
        for (const char *number = at + 2; number < end; number = strpbrk(number, ";m") + 1) {
            long value = strtol(number, NULL, 10);

            if ((value >= 30 && value <= 48 && value != 39) || (value >= 90 && value <= 107))
                return true;
        }
    }
    return false;
}

/* --- resizing and ending ------------------------------------------------------- */

void term_resize(struct term *term, int rows, int columns)
{
    take(term, 0, false);
    term->rows = rows;
    term->columns = columns;
    vterm_set_size(term->vt, rows, columns);
    set_size(term->master, rows, columns); /* the kernel sends SIGWINCH */
}

void term_signal(struct term *term, int signal)
{
    kill(term->child, signal);
}

int term_pid(const struct term *term)
{
    return (int)term->child;
}

static void release(struct term *term)
{
    if (term->master >= 0)
        close(term->master);
    close(term->slave);
    vterm_free(term->vt);
    free(term->sent);
    free(term->text);
    free(term);
}

static int exit_status(const struct term *term)
{
    return WIFEXITED(term->status) ? WEXITSTATUS(term->status) : 128 + WTERMSIG(term->status);
}

void term_wait_end(struct term *term)
{
    int64_t until = deadline();

    while (!term->ended) {
        take(term, 20, false);
        if (!term->ended && now() > until)
            fail_with_screen(term, "the end", "does not come");
    }
    while (take(term, 0, false))
        ;
}

int term_finish(struct term *term)
{
    struct termios after;
    int status;

    term_wait_end(term);
    tcgetattr(term->slave, &after);
    status = exit_status(term);
    if (term->alternate || term->cursor_hidden || after.c_lflag != term->before.c_lflag
        || after.c_iflag != term->before.c_iflag || after.c_oflag != term->before.c_oflag)
        fail_msg("the terminal was not restored (status %d):%s%s%s; the screen is:\n%s", status,
                 term->alternate ? " alternate screen," : "",
                 term->cursor_hidden ? " no cursor," : "",
                 after.c_lflag != term->before.c_lflag ? " modes" : "", term_screen(term));
    if (strstr(term_screen(term), "Sanitizer") != NULL)
        fail_msg("a sanitizer reports:\n%s", term_screen(term));
    release(term);
    return status;
}

int term_hang_up(struct term *term)
{
    int64_t until = deadline();
    int status;

    take(term, 0, false);
    close(term->slave);
    term->slave = -1;
    close(term->master);
    term->master = -1;
    while (waitpid(term->child, &term->status, WNOHANG) == 0) {
        if (now() > until)
            fail_msg("the program lives on after the hang-up");
        poll(NULL, 0, 10);
    }
    term->ended = true;
    status = exit_status(term);
    release(term);
    return status;
}

void term_kill(struct term *term)
{
    if (term == NULL)
        return;
    if (!term->ended) {
        kill(term->child, SIGKILL);
        waitpid(term->child, &term->status, 0);
    }
    release(term);
}
