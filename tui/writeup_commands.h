/* SPDX-License-Identifier: MIT */
/* The commands of the write-up and of the screens that open from it, for the
 * table of tui/command.c. */
#ifndef TUI_WRITEUP_COMMANDS_H
#define TUI_WRITEUP_COMMANDS_H

struct app;

/* tui/writeup.c */
void cmd_writeup_up(struct app *app);
void cmd_writeup_down(struct app *app);
void cmd_writeup_page_up(struct app *app);
void cmd_writeup_page_down(struct app *app);
void cmd_writeup_first(struct app *app);
void cmd_writeup_last(struct app *app);
void cmd_writeup_leave(struct app *app);
/* tui/writeup_look.c */
void cmd_writeup_again(struct app *app);
void cmd_writeup_next(struct app *app);
void cmd_writeup_previous(struct app *app);
void cmd_writeup_want_next(struct app *app);
void cmd_writeup_want_previous(struct app *app);
void cmd_writeup_done(struct app *app);
/* tui/writeup_change.c */
void cmd_writeup_reason(struct app *app);
void cmd_writeup_reopen(struct app *app);
void cmd_writeup_take_out(struct app *app);
void cmd_writeup_undo(struct app *app);
void cmd_writeup_redo(struct app *app);
/* tui/writeup_code.c */
void cmd_writeup_code(struct app *app);
void cmd_writeup_uncode(struct app *app);
void cmd_writeup_modifiers(struct app *app);
void cmd_writeup_keep_lost(struct app *app);
/* tui/writeup_split.c */
void cmd_writeup_join(struct app *app);
/* tui/writeup_text.c */
void cmd_writeup_edit(struct app *app);
/* tui/writeup_ask.c */
void cmd_writeup_speaker(struct app *app);
void cmd_writeup_time(struct app *app);
void cmd_writeup_comment(struct app *app);
void cmd_writeup_retract(struct app *app);
/* tui/writeup_identify.c */
void cmd_writeup_identify(struct app *app);
/* tui/writeup_add.c */
void cmd_writeup_add_after(struct app *app);
void cmd_writeup_add_before(struct app *app);
/* tui/writeup_find.c */
void cmd_writeup_find(struct app *app);
void cmd_writeup_find_next(struct app *app);
void cmd_writeup_find_back(struct app *app);
void cmd_writeup_item(struct app *app);
/* tui/writeup_mark.c */
void cmd_writeup_mark(struct app *app);
void cmd_marking_left(struct app *app);
void cmd_marking_right(struct app *app);
void cmd_marking_word_left(struct app *app);
void cmd_marking_word_right(struct app *app);
void cmd_marking_start(struct app *app);
void cmd_marking_end(struct app *app);
void cmd_marking_up(struct app *app);
void cmd_marking_down(struct app *app);
void cmd_marking_first(struct app *app);
void cmd_marking_last(struct app *app);
void cmd_marking_mark(struct app *app);
void cmd_marking_code(struct app *app);
void cmd_marking_split(struct app *app);
void cmd_marking_leave(struct app *app);
/* tui/writeup_history.c */
void cmd_writeup_history(struct app *app);
void cmd_writeup_memos(struct app *app);
void cmd_live_history(struct app *app);
void cmd_live_memos(struct app *app);
/* tui/history.c */
void cmd_history_up(struct app *app);
void cmd_history_down(struct app *app);
void cmd_history_scroll_up(struct app *app);
void cmd_history_scroll_down(struct app *app);
void cmd_history_take(struct app *app);
void cmd_history_leave(struct app *app);
/* tui/writing.c */
void cmd_writing_save(struct app *app);
void cmd_writing_row(struct app *app);
void cmd_writing_enter(struct app *app);
void cmd_writing_leave(struct app *app);
void cmd_writing_discard(struct app *app);
void cmd_writing_undo(struct app *app);
void cmd_writing_redo(struct app *app);
void cmd_writing_mark(struct app *app);
void cmd_writing_copy(struct app *app);
void cmd_writing_up(struct app *app);
void cmd_writing_down(struct app *app);
void cmd_writing_page_up(struct app *app);
void cmd_writing_page_down(struct app *app);
void cmd_writing_first(struct app *app);
void cmd_writing_last(struct app *app);
void cmd_writing_mark_left(struct app *app);
void cmd_writing_mark_right(struct app *app);
void cmd_writing_mark_word_left(struct app *app);
void cmd_writing_mark_word_right(struct app *app);
void cmd_writing_mark_up(struct app *app);
void cmd_writing_mark_down(struct app *app);
void cmd_writing_mark_start(struct app *app);
void cmd_writing_mark_end(struct app *app);
/* tui/prompt.c */
void cmd_prompt_answer(struct app *app);
void cmd_prompt_complete(struct app *app);
void cmd_prompt_clear(struct app *app);
void cmd_prompt_leave(struct app *app);
/* tui/pick.c */
void cmd_pick_take(struct app *app);
void cmd_pick_skip(struct app *app);
void cmd_pick_leave(struct app *app);
void cmd_pick_up(struct app *app);
void cmd_pick_down(struct app *app);
void cmd_pick_page_up(struct app *app);
void cmd_pick_page_down(struct app *app);
void cmd_pick_clear(struct app *app);

#endif
