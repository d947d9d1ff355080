/* SPDX-License-Identifier: MIT */
/* The commands of the live screen, of those that open over it, and of those
 * that look at the study as a whole, for the table of tui/command.c. */
#ifndef TUI_SCREEN_COMMANDS_H
#define TUI_SCREEN_COMMANDS_H

struct app;

/* tui/live_room.c */
void cmd_live_attendance(struct app *app);
void cmd_live_agenda(struct app *app);
void cmd_live_notes(struct app *app);
/* tui/attendance.c */
void cmd_attendance_here(struct app *app);
void cmd_attendance_phone(struct app *app);
void cmd_attendance_online(struct app *app);
void cmd_attendance_absent(struct app *app);
void cmd_attendance_apologies(struct app *app);
void cmd_attendance_late(struct app *app);
void cmd_attendance_left(struct app *app);
void cmd_attendance_withdrew(struct app *app);
void cmd_attendance_capacity(struct app *app);
void cmd_attendance_undo(struct app *app);
void cmd_attendance_redo(struct app *app);
/* tui/agenda.c */
void cmd_agenda_next(struct app *app);
void cmd_agenda_previous(struct app *app);
void cmd_agenda_insert(struct app *app);
void cmd_agenda_edit(struct app *app);
void cmd_agenda_earlier(struct app *app);
void cmd_agenda_later(struct app *app);
void cmd_agenda_skip(struct app *app);
void cmd_agenda_undo(struct app *app);
void cmd_agenda_redo(struct app *app);
/* tui/live_command.c */
void cmd_live_enter(struct app *app);
void cmd_live_clear(struct app *app);
void cmd_live_complete(struct app *app);
void cmd_live_complete_back(struct app *app);
/* tui/expansions.c */
void cmd_home_expansions(struct app *app);
void cmd_live_expansions(struct app *app);
/* tui/live_retract.c */
void cmd_live_retract(struct app *app);
/* tui/live_time.c */
void cmd_live_earlier(struct app *app);
void cmd_live_later(struct app *app);
void cmd_live_shift(struct app *app);
/* tui/live_speaker.c */
void cmd_live_persistent(struct app *app);
void cmd_live_last_speaker(struct app *app);
/* tui/live_command.c */
void cmd_live_up(struct app *app);
void cmd_live_down(struct app *app);
void cmd_live_page_up(struct app *app);
void cmd_live_page_down(struct app *app);
void cmd_live_first(struct app *app);
void cmd_live_last(struct app *app);
void cmd_live_edit_last(struct app *app);
void cmd_live_escape(struct app *app);
void cmd_live_undo(struct app *app);
void cmd_live_redo(struct app *app);
void cmd_live_end(struct app *app);
void cmd_live_write_up(struct app *app);
void cmd_live_home(struct app *app);

/* tui/find.c */
void cmd_find(struct app *app);
void cmd_find_open(struct app *app);
void cmd_find_complete(struct app *app);
void cmd_find_complete_back(struct app *app);
void cmd_find_clear(struct app *app);
void cmd_find_up(struct app *app);
void cmd_find_down(struct app *app);
void cmd_find_page_up(struct app *app);
void cmd_find_page_down(struct app *app);
void cmd_find_first(struct app *app);
void cmd_find_last(struct app *app);
void cmd_find_leave(struct app *app);
/* tui/timeline.c */
void cmd_home_timeline(struct app *app); /* tui/home.c */
void cmd_live_timeline(struct app *app); /* tui/live_command.c */
void cmd_timeline_left(struct app *app);
void cmd_timeline_right(struct app *app);
void cmd_timeline_page_left(struct app *app);
void cmd_timeline_page_right(struct app *app);
void cmd_timeline_start(struct app *app);
void cmd_timeline_end(struct app *app);
void cmd_timeline_next(struct app *app);
void cmd_timeline_previous(struct app *app);
void cmd_timeline_up(struct app *app);
void cmd_timeline_down(struct app *app);
void cmd_timeline_finer(struct app *app);
void cmd_timeline_coarser(struct app *app);
void cmd_timeline_whole(struct app *app);
void cmd_timeline_open(struct app *app);
void cmd_timeline_leave(struct app *app);
/* tui/report.c */
void cmd_report(struct app *app);
void cmd_report_up(struct app *app);
void cmd_report_down(struct app *app);
void cmd_report_page_up(struct app *app);
void cmd_report_page_down(struct app *app);
void cmd_report_first(struct app *app);
void cmd_report_last(struct app *app);
void cmd_report_leave(struct app *app);
/* tui/export.c and its kin */
void cmd_home_export(struct app *app); /* tui/home.c */
void cmd_live_export(struct app *app);
void cmd_export_mark_all(struct app *app);
void cmd_export_stop(struct app *app);
void cmd_export_work_leave(struct app *app);
void cmd_export_check_person(struct app *app);
void cmd_export_check_word(struct app *app);
void cmd_export_check_organisation(struct app *app);
void cmd_export_check_always(struct app *app);
void cmd_export_check_capital(struct app *app);
void cmd_export_check_undo(struct app *app);
void cmd_export_check_write(struct app *app);
void cmd_export_text_up(struct app *app);
void cmd_export_text_down(struct app *app);
void cmd_export_text_page_up(struct app *app);
void cmd_export_text_page_down(struct app *app);
void cmd_export_text_first(struct app *app);
void cmd_export_text_last(struct app *app);
void cmd_export_text_next(struct app *app);
void cmd_export_text_previous(struct app *app);
void cmd_export_text_leave(struct app *app);

#endif
