/* SPDX-License-Identifier: MIT */
/* The terminal: started, waited for, and given back as it was. Signals are
 * blocked but while we wait, so that nothing is ever interrupted and no
 * signal is missed between looking and waiting. */
#include "tui/terminal.h"
#include "core/mem.h"
#include "tui/internal.h"
#include <curses.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { MUCH = 1024 }; /* bytes in one read after which more may be waiting */

static volatile sig_atomic_t caught;

/* clang-format off */
static const struct { int signal; unsigned as; } signals[] = {
    { SIGWINCH, CAUGHT_RESIZE }, { SIGHUP, CAUGHT_END }, { SIGTERM, CAUGHT_END },
    { SIGINT, CAUGHT_END }, { SIGQUIT, CAUGHT_END }, { SIGTSTP, CAUGHT_STOP },
    { SIGCONT, CAUGHT_CONTINUE },
};
/* The keys whose sequences terminfo may know better. */
static const struct { const char *capability, *name; } learned[] = {
    { "kcuu1", "Up" }, { "kcud1", "Down" }, { "kcub1", "Left" }, { "kcuf1", "Right" },
    { "khome", "Home" }, { "kend", "End" }, { "kpp", "PgUp" }, { "knp", "PgDn" },
    { "kdch1", "Delete" }, { "kich1", "Insert" }, { "kcbt", "S-Tab" }, { "kent", "Enter" },
    { "kf1", "F1" }, { "kf2", "F2" }, { "kf3", "F3" }, { "kf4", "F4" }, { "kf5", "F5" },
    { "kf6", "F6" }, { "kf7", "F7" }, { "kf8", "F8" }, { "kf9", "F9" }, { "kf10", "F10" },
};
/* clang-format on */

/* How the program ends by its own slip: the terminal is given back first. */
static const int slips[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };
enum { SLIPS = sizeof slips / sizeof slips[0], LEAVING = 256 };
static struct {
    bool ready;
    volatile sig_atomic_t beginning; /* curses is being set up */
    struct termios modes;            /* of the terminal before we came */
    char leave[LEAVING];             /* what gives the screen back */
    struct sigaction was[SLIPS];
} last_will;

/* What is waited for: the terminal, and whose news are. A set that the kernel keeps wakes up
 * sooner than one that is given to it each time. */
static struct {
    int set, news; /* descriptors; -1 none */
} waiting = { -1, -1 };

static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";

static void catch_signal(int signal)
{
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
        if (signals[i].signal == signal)
            caught = (sig_atomic_t)((unsigned)caught | signals[i].as);
}

static void catch_signals(void)
{
    struct sigaction action = { .sa_handler = catch_signal };
    sigset_t all;

    sigemptyset(&all);
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
        sigaddset(&all, signals[i].signal);
    action.sa_mask = all;
    sigprocmask(SIG_BLOCK, &all, NULL);
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
        sigaction(signals[i].signal, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

/* Says something to the terminal that curses knows nothing of. If it cannot
 * be said, the terminal is gone and reading will tell. */
static void say(const char *text)
{
    ssize_t written;

    do
        written = write(STDOUT_FILENO, text, strlen(text));
    while (written < 0 && errno == EINTR);
}

/* Appends what terminfo has under a name, without its delays. */
static void will_add(const char *capability)
{
    const char *text = tigetstr(capability);
    size_t len = strlen(last_will.leave);

    if (text == NULL || text == (const char *)-1)
        return;
    for (; *text != '\0' && len + 1 < LEAVING; text++) {
        const char *end = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;

        if (end != NULL)
            text = end;
        else
            last_will.leave[len++] = *text;
    }
    last_will.leave[len] = '\0';
}

/* Only what may be called when anything may have been interrupted. */
static void give_back(void)
{
    if (!last_will.ready)
        return;
    last_will.ready = false;
    say(paste_off);
    say(last_will.leave);
    tcsetattr(STDIN_FILENO, TCSANOW, &last_will.modes);
}

/* What handled the signal before us comes next. */
static void slipped(int signal)
{
    give_back();
    if (last_will.beginning) { /* curses itself does not outlive having no memory */
        say("moot: the terminal cannot be set up: is there memory left?\n");
        _exit(1);
    }
    for (size_t i = 0; i < SLIPS; i++)
        if (slips[i] == signal)
            sigaction(signal, &last_will.was[i], NULL);
    raise(signal);
}

/* Notes stay on no screen: where the terminal has no second one to leave, it
 * is emptied. */
static bool has_second_screen(void)
{
    const char *enter = tigetstr("smcup");

    return enter != NULL && enter != (const char *)-1;
}

static void make_last_will(void)
{
    static bool registered;
    struct sigaction action = { .sa_handler = slipped };

    if (!registered) /* curses ends the program by itself when it has no memory */
        registered = atexit(give_back) == 0;

    last_will.ready = tcgetattr(STDIN_FILENO, &last_will.modes) == 0;
    last_will.leave[0] = '\0';
    for (size_t i = 0; i < SLIPS; i++)
        sigaction(slips[i], &action, &last_will.was[i]);
}

/* Once curses has found out what kind of terminal it is. */
static void fill_last_will(void)
{
    will_add("sgr0");
    if (!has_second_screen())
        will_add("clear");
    will_add("rmkx");
    will_add("cnorm");
    will_add("rmcup");
}

/* Back to the screen that was there before. */
static void leave_screen(void)
{
    say(paste_off);
    if (!has_second_screen()) {
        erase();
        clearok(curscr, TRUE);
        refresh();
    }
    endwin();
}

/* Until it has come back from endwin() once, curses writes out what it has at each move of the
 * cursor, some eighty times for a screen (mvcur() of ncurses 6.4); after that a screen or a key is
 * one write. So it goes and comes back before anything is seen. */
static void begin_gathering(void)
{
    endwin();
    doupdate();
}

static void end_waiting(void)
{
    if (waiting.set >= 0)
        (void)close(waiting.set);
    waiting.set = waiting.news = -1;
}

static enum status begin_waiting(struct error *err)
{
    struct epoll_event event = { .events = EPOLLIN, .data = { .fd = STDIN_FILENO } };

    waiting.set = epoll_create1(EPOLL_CLOEXEC);
    if (waiting.set >= 0 && epoll_ctl(waiting.set, EPOLL_CTL_ADD, STDIN_FILENO, &event) == 0)
        return STATUS_OK;
    (void)error_set(err, STATUS_IO, "the terminal cannot be waited for: %s", strerror(errno));
    end_waiting();
    return err->status;
}

enum status terminal_start(struct keys *keys, const struct looks *looks, struct error *err)
{
    const char *term = getenv("TERM");
    const SCREEN *screen;

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return error_set(err, STATUS_INPUT,
                         "the terminal interface needs a terminal: \"moot log\" reads lines from "
                         "a file or a pipe");
    make_last_will();
    last_will.beginning = true;
    screen = newterm(NULL, stdout, stdin);
    if (screen == NULL)
        return error_set(err, STATUS_INPUT, "the terminal \"%s\" is not known here: try TERM=xterm",
                         term != NULL ? term : "");
    if (tigetstr("cup") == NULL) {
        endwin();
        return error_set(err, STATUS_INPUT,
                         "the terminal \"%s\" cannot place the cursor: try TERM=xterm",
                         term != NULL ? term : "");
    }
    if (begin_waiting(err)) {
        endwin();
        return err->status;
    }
    fill_last_will();
    mem_on_exhaustion(terminal_end);
    catch_signals();
    begin_gathering();
    raw(); /* Ctrl-S, Ctrl-Q, Ctrl-C and Ctrl-Z are keys like others */
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    typeahead(-1); /* never stop painting half-way */
    draw_start(looks);
    for (size_t i = 0; i < sizeof learned / sizeof learned[0]; i++)
        keys_learn(keys, tigetstr(learned[i].capability), learned[i].name);
    say(paste_on);
    last_will.beginning = false;
    return STATUS_OK;
}

void terminal_end(void)
{
    mem_on_exhaustion(NULL);
    last_will.ready = false;
    end_waiting();
    if (stdscr == NULL || isendwin())
        return;
    leave_screen();
}

/* Keeps the terminal and `fd` among what is waited for. A descriptor that was closed is there no
 * longer, and another one may have its number: so it is always added, mostly to be told that it is
 * there. */
static void watch(int fd)
{
    struct epoll_event event = { .events = EPOLLIN, .data = { .fd = fd } };

    if (waiting.news >= 0 && waiting.news != fd)
        (void)epoll_ctl(waiting.set, EPOLL_CTL_DEL, waiting.news, NULL);
    if (fd >= 0)
        (void)epoll_ctl(waiting.set, EPOLL_CTL_ADD, fd, &event);
    waiting.news = fd;
}

unsigned terminal_wait(int fd, int timeout, bool *input, bool *news)
{
    struct epoll_event events[2];
    sigset_t open;
    unsigned result;
    int ready;

    watch(fd);
    sigprocmask(SIG_BLOCK, NULL, &open);
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
        sigdelset(&open, signals[i].signal);
    ready = epoll_pwait(waiting.set, events, 2, timeout, &open);
    *input = *news = false;
    for (int i = 0; i < ready; i++)
        *(events[i].data.fd == STDIN_FILENO ? input : news) = true;
    result = (unsigned)caught;
    caught = 0;
    return result;
}

bool terminal_read(struct keys *keys, bool *more)
{
    static char bytes[65536];
    ssize_t len = read(STDIN_FILENO, bytes, sizeof bytes);

    *more = len >= MUCH;
    if (len < 0 && (errno == EINTR || errno == EAGAIN))
        return true;
    if (len <= 0)
        return false;
    keys_feed(keys, bytes, (size_t)len);
    return true;
}

void terminal_resize(void)
{
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
        resizeterm(size.ws_row, size.ws_col);
}

/* The whole job stops, as the shell expects of C-z; where nobody could make it
 * go on, the system does not stop it. */
void terminal_suspend(void)
{
    struct sigaction stop = { .sa_handler = SIG_DFL }, ours;
    sigset_t only;

    leave_screen();
    sigemptyset(&only);
    sigaddset(&only, SIGTSTP);
    sigaction(SIGTSTP, &stop, &ours);
    kill(0, SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &only, NULL); /* stops here */
    sigprocmask(SIG_BLOCK, &only, NULL);
    sigaction(SIGTSTP, &ours, NULL);
    say(paste_on);
    terminal_resize();
}
