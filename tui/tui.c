/* SPDX-License-Identifier: MIT */
/* The loop: wait for the terminal, the writer or the clock, carry presses to
 * their commands, paint once. It knows nothing of what screens do. */
#include "tui/tui.h"
#include "core/clock.h"
#include "core/mem.h"
#include "core/text.h"
#include "storage/config_file.h"
#include "storage/meetings.h"
#include "storage/seal.h"
#include "tui/command.h"
#include "tui/confirm.h"
#include "tui/editor.h"
#include "tui/export.h"
#include "tui/export_work.h"
#include "tui/keymap.h"
#include "tui/lock.h"
#include "tui/looks.h"
#include "tui/said.h"
#include "tui/screens.h"
#include "tui/terminal.h"
#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum {
    BATCH = 50,              /* milliseconds for which pending input is read before painting */
    FIRST_SCREEN = 768 << 10 /* bytes, about as many as are allocated until home is seen */
};

/* --- screens ----------------------------------------------------------------- */

void app_open(struct app *app, const struct view_ops *ops, void *data)
{
    struct view *view = mem_alloc(1, sizeof *view);

    view->ops = ops;
    view->data = data;
    view->below = app->view;
    app->view = view;
    app->repaint_all = true;
}

void app_close(struct app *app)
{
    struct view *view = app->view;

    app->view = view->below;
    if (app->view != NULL)
        app->view->loaded = false;
    app->repaint_all = true;
    view->ops->close(app, view->data);
    free(view);
}

/* Loads what is on top and was not yet. A screen that cannot be read gives
 * way to the one below; the last one ends the program. */
static void load(struct app *app)
{
    while (app->view != NULL && !app->view->loaded) {
        struct view *view = app->view;
        struct error err = ERROR_INIT;

        view->loaded = true;
        view->painted = false;
        if (view->ops->load(app, view->data, &err) == STATUS_OK || app->view != view)
            continue;
        app_say_error(app, &err);
        if (view->below == NULL)
            app->err = err;
        app_close(app);
    }
}

/* --- presses ----------------------------------------------------------------- */

static struct line *line_of(struct app *app)
{
    const struct view_ops *ops = app->view->ops;

    return ops->line != NULL ? ops->line(app, app->view->data) : NULL;
}

struct editor *app_editor(struct app *app)
{
    const struct view_ops *ops = app->view->ops;

    return ops->editor != NULL ? ops->editor(app, app->view->data) : NULL;
}

static void type(struct app *app, struct line *line, const char *text, size_t len)
{
    struct editor *editor = app_editor(app);

    if (len == 1 && app->view->ops->typing != NULL)
        app->view->ops->typing(app, app->view->data, text[0]);
    if (editor == NULL)
        line_insert(line, text, len);
    else if (!editor_insert(editor, text, len))
        app_say(app, ROLE_WARNING, "%s",
                editor->reading ? "this text is only read" : "the text would become too long");
    if (app->view->ops->edited != NULL)
        app->view->ops->edited(app, app->view->data, true);
}

static void run(struct app *app, const struct command *command)
{
    if ((command->contexts & CONTEXT_LINE) == 0)
        app_say(app, ROLE_NORMAL, "%s", "");
    if (tui_command_is_idle(command, app->view))
        app_say(app, ROLE_QUIET, "that key does nothing here; ? lists the keys");
    else
        command->run(app);
}

/* The press after C-x. */
static void press_second(struct app *app, unsigned contexts, const struct press *press)
{
    const struct command *command;
    char key[2 * PRESS_NAME + 2];

    snprintf(key, sizeof key, "%s %s", app->prefix, press->name);
    app->prefix[0] = '\0';
    app_say(app, ROLE_NORMAL, "%s", "");
    command = keymap_find(app->keymap, contexts, key);
    if (command != NULL)
        run(app, command);
    else
        app_say(app, ROLE_QUIET, "%s does nothing here; F2 or C-x h lists the keys", key);
}

/* What waits until the screen was painted waits for no key. */
static void settle(struct app *app)
{
    struct view *view = app->view;

    if (view == NULL || view->settled || !view->loaded || view->ops->settle == NULL)
        return;
    view->settled = true;
    view->ops->settle(app, view->data);
}

static void press_on(struct app *app, const struct press *press)
{
    const struct view_ops *ops = app->view->ops;
    struct line *line = line_of(app);
    unsigned contexts = line != NULL ? ops->contexts : ops->contexts & ~(unsigned)CONTEXT_LINE;
    const struct command *command;

    app->repaint = true;
    if (confirm_waits(app)) {
        confirm_press(app, press);
        return;
    }
    if (press->kind == PRESS_PASTE) {
        app->prefix[0] = '\0';
        if (ops->key != NULL)
            ops->key(app, app->view->data, press);
        else if (line != NULL)
            type(app, line, press->paste, press->paste_len);
        return;
    }
    if (app->prefix[0] != '\0') {
        press_second(app, contexts, press);
        return;
    }
    if (press->kind == PRESS_TEXT && line != NULL) {
        type(app, line, press->name, strlen(press->name));
        return;
    }
    command = keymap_find(app->keymap, contexts, press->name);
    if (command != NULL) {
        run(app, command);
    } else if (keymap_is_prefix(app->keymap, contexts, press->name)) {
        memcpy(app->prefix, press->name, sizeof app->prefix);
        app_say(app, ROLE_QUIET, "%s ... (%s h lists the keys)", app->prefix, app->prefix);
    } else if (ops->key != NULL) {
        ops->key(app, app->view->data, press);
    }
}

/* A character that nothing else waits behind is seen at once, what follows from it (how a line is
 * read, what it finds) after it. */
static void show_alone(struct app *app, const struct press *press)
{
    const struct view *view = app->view;

    if (press->kind != PRESS_TEXT || press->name[1] != '\0' || view->ops->echo == NULL
        || !view->painted || app->repaint || app->repaint_all || app->prefix[0] != '\0'
        || confirm_waits(app) || keys_unfinished(&app->keys))
        return;
    if (!view->ops->echo(app, view->data, press->name[0]))
        return;
    wnoutrefresh(stdscr);
    doupdate();
}

void app_press(struct app *app, const struct press *press)
{
    const struct view *pressed = app->view;

    settle(app);
    if (app->view != NULL && app->view == pressed) /* else its screen could not be read */
        press_on(app, press);
}

void app_time(const struct app *app, char text[CLOCK_TIME], int64_t at, int32_t offset)
{
    clock_time_as(text, (enum clock_face)settings_number(&app->settings, SETTING_CLOCK), at,
                  offset);
}

/* --- the loop ---------------------------------------------------------------- */

/* What is wrong with the config is said once, as soon as nothing else is. */
static void greet(struct app *app)
{
    const struct config *config = app->config;
    size_t more = config->mistake_count;

    if (app->greeted || app->said[0] != '\0' || app->view == NULL)
        return;
    app->greeted = true;
    if (more-- == 0)
        return;
    if (more > 0)
        app_say(app, ROLE_WARNING, "config:%zu (and %zu more, see \"moot keys\"): %s",
                config->mistake[0].line, more, config->mistake[0].text);
    else
        app_say(app, ROLE_WARNING, "config:%zu: %s", config->mistake[0].line,
                config->mistake[0].text);
}

static void paint(struct app *app)
{
    if (app->view == NULL || (!app->repaint && !app->repaint_all))
        return;
    if (app->repaint_all)
        erase();
    app->view->ops->draw(app, app->view->data);
    app->view->painted = true;
    app->repaint = app->repaint_all = false;
    wnoutrefresh(stdscr);
    doupdate();
    settle(app);
}

/* The soonest that a screen wants to be called, covered ones included. */
static int soonest(struct app *app)
{
    int least = app->repaint || app->repaint_all ? 0 : -1;

    for (struct view *view = app->view; view != NULL; view = view->below) {
        int wait = view->ops->wait != NULL ? view->ops->wait(app, view->data) : -1;

        if (wait >= 0 && (least < 0 || wait < least))
            least = wait;
    }
    if (backup_wait(app) >= 0 && (least < 0 || least > backup_wait(app)))
        least = backup_wait(app);
    if (export_wait(app) >= 0 && (least < 0 || least > export_wait(app)))
        least = export_wait(app);
    if (lock_wait(app) >= 0 && (least < 0 || least > lock_wait(app)))
        least = lock_wait(app);
    if (keys_unfinished(&app->keys) && (least < 0 || least > KEYS_ESCAPE_DELAY))
        least = KEYS_ESCAPE_DELAY;
    return least;
}

static int news_of(struct app *app)
{
    for (struct view *view = app->view; view != NULL; view = view->below) {
        int fd = view->ops->fd != NULL ? view->ops->fd(app, view->data) : -1;

        if (fd >= 0)
            return fd;
    }
    return -1;
}

/* Reads and carries out all that is pending, at most for BATCH milliseconds,
 * so that a burst is painted once; adds the signals that came meanwhile to
 * *caught. False: the terminal is gone. */
static bool read_presses(struct app *app, unsigned *caught)
{
    int64_t until = clock_boot() + BATCH;
    bool input = true, more, news;
    struct press press;

    while (input && app->view != NULL) {
        if (!terminal_read(&app->keys, &more))
            return false;
        while (app->view != NULL && keys_next(&app->keys, &press, false)) {
            show_alone(app, &press);
            app_press(app, &press);
            load(app);
        }
        if (!more || clock_boot() >= until)
            break;
        *caught |= terminal_wait(-1, 0, &input, &news);
    }
    return true;
}

static void settle_escape(struct app *app)
{
    struct press press;

    while (app->view != NULL && keys_next(&app->keys, &press, true)) {
        app_press(app, &press);
        load(app);
    }
}

/* What a screen does by time waits until it is seen. */
static void tick(struct app *app)
{
    for (struct view *view = app->view; view != NULL; view = view->below)
        if (view->ops->tick != NULL && (view != app->view || view->painted))
            view->ops->tick(app, view->data);
    backup_tick(app);
    export_tick(app);
}

static void hang_up(struct app *app)
{
    for (struct view *view = app->view; view != NULL; view = view->below)
        if (view->ops->hang_up != NULL)
            view->ops->hang_up(app, view->data);
    while (app->view != NULL)
        app_close(app);
}

static void loop(struct app *app)
{
    load(app);
    greet(app);
    paint(app);
    while (app->view != NULL) {
        bool input, news, unfinished = keys_unfinished(&app->keys);
        unsigned caught = terminal_wait(news_of(app), soonest(app), &input, &news);

        if (input)
            app->touched = clock_boot();
        if (input && !read_presses(app, &caught))
            caught |= CAUGHT_END;
        else if (!input && unfinished)
            settle_escape(app);
        if (caught & CAUGHT_END) {
            hang_up(app);
            break;
        }
        if (caught & CAUGHT_STOP)
            cmd_suspend(app);
        if (caught & (CAUGHT_RESIZE | CAUGHT_CONTINUE)) {
            terminal_resize();
            cmd_redraw(app);
        }
        tick(app);
        lock_tick(app);
        load(app);
        greet(app);
        paint(app);
    }
}

void cmd_redraw(struct app *app)
{
    clearok(curscr, TRUE);
    app->repaint_all = true;
}

void cmd_suspend(struct app *app)
{
    terminal_suspend();
    cmd_redraw(app);
}

/* --- starting ---------------------------------------------------------------- */

/* Who types is known: what the config says for this observer holds. */
static enum status set_observer(struct app *app, const char *initials, struct error *err)
{
    if (study_set_observer(app->study, initials, err))
        return err->status;
    settings_take(&app->settings, app->config, initials);
    return STATUS_OK;
}

/* The answer of the first run; the config keeps it. */
static bool take_initials(struct app *app, const char *text)
{
    struct error err = ERROR_INIT;
    int meeting = app->first_meeting;

    if (set_observer(app, text, &err)) {
        app_say_error(app, &err);
        return false;
    }
    app_close(app);
    app->first_meeting = 0;
    if (config_file_put(setting_rows[SETTING_OBSERVER].name, text, &err)) {
        error_context(&err, "your initials are not kept");
        app_say_error(app, &err);
    }
    if (meeting > 0)
        live_open(app, meeting, false);
    return true;
}

/* Who types: as given, or as the config has it; else it is asked. */
static enum status find_observer(struct app *app, const struct tui_options *options, bool *ask,
                                 struct error *err)
{
    const char *observer = options->observer;

    *ask = false;
    if (observer == NULL)
        observer = settings_text(&app->settings, SETTING_OBSERVER);
    if (study_is_read_only(app->study))
        settings_take(&app->settings, app->config, observer);
    else if (observer[0] != '\0')
        return set_observer(app, observer, err);
    else
        *ask = true;
    return STATUS_OK;
}

static enum status open_study(struct app *app, const struct tui_options *options, bool *ask,
                              struct error *err)
{
    struct meeting_rows rows = { 0 };

    if (study_open(&app->study, options->study, STUDY_CREATE, err)) {
        if (err->status != STATUS_READ_ONLY)
            return err->status;
        app_say(app, ROLE_WARNING, "%s", err->text);
        if (study_open(&app->study, options->study, STUDY_READ, err))
            return err->status;
    }
    app->path = study_path(app->study);
    if (find_observer(app, options, ask, err))
        return err->status;
    if (options->meeting > 0) { /* an unknown one is told before the screen changes */
        if (meetings_find(&rows, app->study, options->meeting, err))
            return err->status;
        meetings_release(&rows);
    }
    return STATUS_OK;
}

static void open_first(struct app *app, const struct tui_options *options, bool ask)
{
    if (study_is_sealed(app->study) && !seal_memory_is_locked())
        app_say(app, ROLE_WARNING,
                "keys cannot be kept out of the swap space (ulimit -l): let it be encrypted");
    home_open(app);
    if (ask) {
        app->first_meeting = options->meeting;
        ask_open(app, "Who types? Your initials mark every entry you make.",
                 "one to 16 letters or digits, as AB; Enter goes on, Escape leaves moot",
                 take_initials, cmd_home_quit);
    } else if (options->meeting > 0) {
        live_open(app, options->meeting, false);
    }
}

enum status tui_run(const struct tui_options *options, struct error *err)
{
    struct app app = { .config = options->config,
                       .exports = options->exports,
                       .locked = options->locked,
                       .touched = clock_boot() };
    struct keymap keymap;
    struct looks looks;
    enum status status;
    bool ask = false;

    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0 && setlocale(LC_CTYPE, "C.UTF-8") == NULL)
        return error_set(err, STATUS_INPUT,
                         "the terminal interface needs a UTF-8 locale: set LC_ALL=C.UTF-8");
    mem_expect(FIRST_SCREEN);
    settings_take(&app.settings, options->config, NULL);
    settings_check(options->config);
    looks_make(&looks, options->config);
    keymap_make(&keymap, options->config);
    app.keymap = &keymap;
    status = open_study(&app, options, &ask, err);
    if (!status)
        status = terminal_start(&app.keys, &looks, err);
    if (!status) {
        open_first(&app, options, ask);
        loop(&app);
        export_work_end(app.writing);
        backup_leave(&app);
        terminal_end();
        if (app.err.status)
            status = error_set(err, app.err.status, "%s", app.err.text);
    }
    setup_free(app.setup);
    keys_release(&app.keys);
    keymap_release(&keymap);
    study_close(app.study);
    return status;
}
