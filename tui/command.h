/* SPDX-License-Identifier: MIT */
/* The one table of commands: where a command is live, its name, its keys, and
 * what help says. Help, `moot keys` and the man page are made from it. */
#ifndef TUI_COMMAND_H
#define TUI_COMMAND_H

#include "tui/internal.h"
#include <stddef.h>

struct command {
    unsigned contexts; /* where it is live, of enum context */
    const char *name;
    const char *keys;  /* "C-_, C-x u": each alone does it; C-x first means two presses */
    void (*run)(struct app *app);
    const char *help;  /* at most 50 columns */
};

extern const struct command tui_commands[];
extern const size_t tui_command_count;

enum { COMMAND_HELP_COLUMNS = 50 };

/* The contexts that each screen has at once: of commands that are live on one
 * of them together, no two may have one key. A new screen has a row here. */
extern const unsigned tui_screens[];
extern const size_t tui_screen_count;

/* Steps through the keys of a command: copies the next to `key` and moves
 * *keys on; false after the last. */
bool tui_command_next_key(const char **keys, char key[PRESS_NAME]);

/* Whether a command that is live on a screen has nothing to do there. */
bool tui_command_is_idle(const struct command *command, const struct view *view);

/* tui/edit.c: the text line. */
void cmd_line_start(struct app *app);
void cmd_line_end(struct app *app);
void cmd_line_left(struct app *app);
void cmd_line_right(struct app *app);
void cmd_line_word_left(struct app *app);
void cmd_line_word_right(struct app *app);
void cmd_line_delete_left(struct app *app);
void cmd_line_delete_right(struct app *app);
void cmd_line_cut_blank_word(struct app *app);
void cmd_line_cut_word_left(struct app *app);
void cmd_line_cut_word_right(struct app *app);
void cmd_line_cut_to_end(struct app *app);
void cmd_line_yank(struct app *app);
void cmd_line_transpose(struct app *app);
/* tui/tui.c */
void cmd_redraw(struct app *app);
void cmd_suspend(struct app *app);
void cmd_lock(struct app *app);
/* tui/help.c */
void cmd_help(struct app *app);
void cmd_help_leave(struct app *app);
void cmd_help_up(struct app *app);
void cmd_help_down(struct app *app);
void cmd_help_page_up(struct app *app);
void cmd_help_page_down(struct app *app);
void cmd_help_first(struct app *app);
void cmd_help_last(struct app *app);
/* tui/ask.c */
void cmd_ask_answer(struct app *app);
void cmd_ask_clear(struct app *app);
void cmd_ask_leave(struct app *app);
/* tui/backup.c */
void cmd_home_write_up(struct app *app);
void cmd_home_backup(struct app *app);
/* tui/home.c */
void cmd_home_up(struct app *app);
void cmd_home_down(struct app *app);
void cmd_home_page_up(struct app *app);
void cmd_home_page_down(struct app *app);
void cmd_home_first(struct app *app);
void cmd_home_last(struct app *app);
void cmd_home_open(struct app *app);
void cmd_home_live(struct app *app);
void cmd_home_new(struct app *app);
void cmd_home_end(struct app *app);
void cmd_home_setup(struct app *app);
void cmd_home_study(struct app *app);
void cmd_home_sites(struct app *app);
void cmd_home_bodies(struct app *app);
void cmd_home_people(struct app *app); /* from live, too */
/* tui/codes.c */
void cmd_codes(struct app *app); /* from live, too */
void cmd_codes_move_up(struct app *app);
void cmd_codes_move_down(struct app *app);
void cmd_codes_move_in(struct app *app);
void cmd_codes_move_out(struct app *app);
void cmd_codes_merge(struct app *app);
void cmd_codes_retired(struct app *app);
/* tui/lists.c, tui/people.c */
void cmd_lists_up(struct app *app);
void cmd_lists_down(struct app *app);
void cmd_people_identity(struct app *app);
void cmd_people_same(struct app *app);
void cmd_people_part(struct app *app);
void cmd_home_quit(struct app *app);
/* tui/form.c: a form, whichever is on top. */
void cmd_form_next(struct app *app);
void cmd_form_previous(struct app *app);
void cmd_form_up(struct app *app);
void cmd_form_down(struct app *app);
void cmd_form_enter(struct app *app);
void cmd_form_save(struct app *app);
void cmd_form_clear(struct app *app);
void cmd_form_leave(struct app *app);
/* tui/rows.c: a list, whichever is on top. */
void cmd_rows_open(struct app *app);
void cmd_rows_add(struct app *app);
void cmd_rows_remove(struct app *app);
void cmd_rows_filter(struct app *app);
void cmd_rows_up(struct app *app);
void cmd_rows_down(struct app *app);
void cmd_rows_page_up(struct app *app);
void cmd_rows_page_down(struct app *app);
void cmd_rows_first(struct app *app);
void cmd_rows_last(struct app *app);
void cmd_rows_escape(struct app *app);
void cmd_rows_leave(struct app *app);
void cmd_rows_filter_keep(struct app *app);
void cmd_rows_filter_leave(struct app *app);
void cmd_rows_filter_clear(struct app *app);

#endif
