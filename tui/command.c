/* SPDX-License-Identifier: MIT */
/* The table of commands; tui/keymap.c finds the one that a key has. The hot keys of
 * codes are not in it: they are the codebook's, and the live screen takes
 * what no command has (Alt and a letter but B, D, F, H; F3, F5 to F9). */
#include "tui/command.h"
#include <stdio.h>
#include <string.h>

/* clang-format off */
const struct command tui_commands[] = {
    /* where          name                 keys                             handler                 help */
    { CONTEXT_ANY,    "help",              "F2, F1, C-x h",                 cmd_help,               "List the keys of this screen" },
    { CONTEXT_ANY,    "redraw",            "C-l",                           cmd_redraw,             "Paint the screen anew" },
    { CONTEXT_ANY,    "suspend",           "C-z",                           cmd_suspend,            "Stop moot until the shell's fg" },

    { CONTEXT_HOME,   "home-open",         "Enter",                         cmd_home_open,          "Open the meeting: live, or to read" },
    { CONTEXT_HOME,   "home-live",         "l",                             cmd_home_live,          "Go on with a meeting that has ended" },
    { CONTEXT_HOME,   "home-new",          "n",                             cmd_home_new,           "Set up a new meeting" },
    { CONTEXT_HOME,   "home-end",          "e",                             cmd_home_end,           "End the meeting (press it twice)" },
    { CONTEXT_HOME,   "home-find",         "/, f",                          cmd_find,               "Find entries over the study" },
    { CONTEXT_HOME,   "home-timeline",     "t",                             cmd_home_timeline,      "Timeline of the meeting" },
    { CONTEXT_HOME,   "home-report",       "r",                             cmd_report,             "Report: meetings, hours, people, codes" },
    { CONTEXT_HOME,   "home-set-up",       "m",                             cmd_home_setup,         "Change the set-up of the meeting" },
    { CONTEXT_HOME,   "study",             "o",                             cmd_home_study,         "Settings of the study, role groups, functions" },
    { CONTEXT_HOME,   "sites",             "s",                             cmd_home_sites,         "Sites, and what they are like" },
    { CONTEXT_HOME,   "bodies",            "b",                             cmd_home_bodies,        "Bodies: quorum, usual people and agenda" },
    { CONTEXT_HOME,   "people",            "p",                             cmd_home_people,        "People and their role groups" },
    { CONTEXT_HOME,   "codebook",          "c",                             cmd_codes,              "The codebook: its codes as a tree" },
    { CONTEXT_HOME,   "backup",            "B",                             cmd_home_backup,        "Make a checked copy of the study" },
    { CONTEXT_HOME,   "home-up",           "Up, k, C-p",                    cmd_home_up,            "Select the meeting above" },
    { CONTEXT_HOME,   "home-down",         "Down, j, C-n",                  cmd_home_down,          "Select the meeting below" },
    { CONTEXT_HOME,   "home-page-up",      "PgUp, M-v",                     cmd_home_page_up,       "Go a page up" },
    { CONTEXT_HOME,   "home-page-down",    "PgDn, C-v",                     cmd_home_page_down,     "Go a page down" },
    { CONTEXT_HOME,   "home-first",        "Home, g",                       cmd_home_first,         "Select the first meeting" },
    { CONTEXT_HOME,   "home-last",         "End, G",                        cmd_home_last,          "Select the last meeting" },
    { CONTEXT_HOME,   "home-expansions",   "x",                             cmd_home_expansions,    "What is typed short and stands long" },
    { CONTEXT_HOME,   "home-help",         "?",                             cmd_help,               "List the keys of this screen" },
    { CONTEXT_HOME,   "quit",              "q, C-c, C-x q",                 cmd_home_quit,          "Leave moot" },

    { CONTEXT_FORM,   "form-next",         "Tab",                           cmd_form_next,          "Go to the next field, or complete" },
    { CONTEXT_FORM,   "form-previous",     "S-Tab",                         cmd_form_previous,      "Go to the field before" },
    { CONTEXT_FORM,   "form-up",           "Up, C-p",                       cmd_form_up,            "Go up a row or a field" },
    { CONTEXT_FORM,   "form-down",         "Down, C-n",                     cmd_form_down,          "Go down a row or a field" },
    { CONTEXT_FORM,   "form-enter",        "Enter",                         cmd_form_enter,         "Next field; a new row; press a button" },
    { CONTEXT_FORM,   "form-save",         "F9, C-x s",                     cmd_form_save,          "Save what the form holds" },
    { CONTEXT_FORM,   "form-clear",        "C-u",                           cmd_form_clear,         "Empty the field" },
    { CONTEXT_FORM,   "form-leave",        "Escape, C-c, C-x q",            cmd_form_leave,         "Go back" },

    { CONTEXT_ROWS,   "rows-open",         "Enter",                         cmd_rows_open,          "Open what is selected" },
    { CONTEXT_ROWS,   "rows-add",          "n",                             cmd_rows_add,           "Add a new one" },
    { CONTEXT_ROWS,   "rows-remove",       "d",                             cmd_rows_remove,        "Take out what is selected (asks first)" },
    { CONTEXT_ROWS,   "rows-filter",       "/",                             cmd_rows_filter,        "Show only what holds some words" },
    { CONTEXT_ROWS,   "rows-up",           "Up, k, C-p",                    cmd_rows_up,            "Select the row above" },
    { CONTEXT_ROWS,   "rows-down",         "Down, j, C-n",                  cmd_rows_down,          "Select the row below" },
    { CONTEXT_ROWS,   "rows-page-up",      "PgUp, M-v",                     cmd_rows_page_up,       "Go a page up" },
    { CONTEXT_ROWS,   "rows-page-down",    "PgDn, C-v",                     cmd_rows_page_down,     "Go a page down" },
    { CONTEXT_ROWS,   "rows-first",        "Home, g",                       cmd_rows_first,         "Select the first row" },
    { CONTEXT_ROWS,   "rows-last",         "End, G",                        cmd_rows_last,          "Select the last row" },
    { CONTEXT_ROWS,   "rows-help",         "?",                             cmd_help,               "List the keys of this screen" },
    { CONTEXT_ROWS,   "rows-escape",       "Escape",                        cmd_rows_escape,        "Take the filter away, or go back" },
    { CONTEXT_ROWS,   "rows-leave",        "q, C-c, C-x q",                 cmd_rows_leave,         "Go back" },

    { CONTEXT_LISTS,  "lists-move-up",     "K, M-Up",                       cmd_lists_up,           "Move it up" },
    { CONTEXT_LISTS,  "lists-move-down",   "J, M-Down",                     cmd_lists_down,         "Move it down" },

    { CONTEXT_PEOPLE, "people-identity",   "i",                             cmd_people_identity,    "Show who it is, on a page of its own" },
    { CONTEXT_PEOPLE, "people-same",       "=",                             cmd_people_same,        "Say that it is somebody known (asks)" },
    { CONTEXT_PEOPLE, "people-part",       "-",                             cmd_people_part,        "Make them two people again (asks)" },

    { CONTEXT_CODES,  "code-move-up",      "K, M-Up",                       cmd_codes_move_up,      "Move the code before the one above" },
    { CONTEXT_CODES,  "code-move-down",    "J, M-Down",                     cmd_codes_move_down,    "Move the code behind the one below" },
    { CONTEXT_CODES,  "code-move-in",      ">, M-Right",                    cmd_codes_move_in,      "Put the code under the one before it" },
    { CONTEXT_CODES,  "code-move-out",     "<, M-Left",                     cmd_codes_move_out,     "Put the code behind the one it is under" },
    { CONTEXT_CODES,  "code-merge",        "m",                             cmd_codes_merge,        "Merge the code into another (asks first)" },
    { CONTEXT_CODES,  "codes-retired",     "v",                             cmd_codes_retired,      "Show retired codes, too, or hide them" },

    { CONTEXT_FILTER, "filter-keep",       "Enter, Tab",                    cmd_rows_filter_keep,   "Go to the rows that fit" },
    { CONTEXT_FILTER, "filter-up",         "Up, C-p",                       cmd_rows_up,            "Select the row above" },
    { CONTEXT_FILTER, "filter-down",       "Down, C-n",                     cmd_rows_down,          "Select the row below" },
    { CONTEXT_FILTER, "filter-clear",      "C-u",                           cmd_rows_filter_clear,  "Empty the filter" },
    { CONTEXT_FILTER, "filter-leave",      "Escape, C-c, C-g",              cmd_rows_filter_leave,  "Show all rows again" },

    { CONTEXT_LIVE,   "log",               "Enter",                         cmd_live_enter,         "Log the line; on an empty one edit the selected" },
    { CONTEXT_LIVE,   "complete",          "Tab",                           cmd_live_complete,      "Complete, or take what is offered; again: next" },
    { CONTEXT_LIVE,   "complete-back",     "S-Tab",                         cmd_live_complete_back, "Complete with the one before" },
    { CONTEXT_LIVE,   "persistent-speaker", "M-., C-x v",                   cmd_live_persistent,    "Who speaks in every note from here; again: nobody" },
    { CONTEXT_LIVE,   "last-speaker",      "M-;, C-x ;",                    cmd_live_last_speaker,  "Put the last speaker; again: the one before" },
    { CONTEXT_LIVE,   "earlier",           "M-,, C-x -",                    cmd_live_earlier,       "The line, or the entry, 5 seconds earlier" },
    { CONTEXT_LIVE,   "later",             "C-x +",                         cmd_live_later,         "The line, or the entry, 5 seconds later" },
    { CONTEXT_LIVE,   "shift",             "C-x b",                         cmd_live_shift,         "Move several entries in time together" },
    { CONTEXT_LIVE,   "expansions",        "C-x n",                         cmd_live_expansions,    "What is typed short and stands long" },
    { CONTEXT_LIVE,   "retract",           "C-x k",                         cmd_live_retract,       "Hide what a person said; again: it stands" },
    { CONTEXT_LIVE,   "clear",             "C-u",                           cmd_live_clear,         "Empty the line (C-y brings it back)" },
    { CONTEXT_LIVE,   "edit-last",         "C-p",                           cmd_live_edit_last,     "Edit the last entry" },
    { CONTEXT_LIVE,   "select-up",         "Up",                            cmd_live_up,            "Select the entry above" },
    { CONTEXT_LIVE,   "select-down",       "Down, C-n",                     cmd_live_down,          "Select the entry below" },
    { CONTEXT_LIVE,   "select-page-up",    "PgUp",                          cmd_live_page_up,       "Go a page up in the log" },
    { CONTEXT_LIVE,   "select-page-down",  "PgDn",                          cmd_live_page_down,     "Go a page down in the log" },
    { CONTEXT_LIVE,   "select-first",      "C-Home, C-x <",                 cmd_live_first,         "Go to the first entry" },
    { CONTEXT_LIVE,   "select-last",       "C-End, C-x >",                  cmd_live_last,          "Go to the last entry" },
    { CONTEXT_LIVE,   "leave-selection",   "Escape, C-g",                   cmd_live_escape,        "Leave editing or the selection" },
    { CONTEXT_LIVE,   "undo",              "C-_, C-x u",                    cmd_live_undo,          "Undo the last change of this meeting" },
    { CONTEXT_LIVE,   "redo",              "C-^, C-x r",                    cmd_live_redo,          "Redo what was undone" },
    { CONTEXT_LIVE,   "live-timeline",     "F12, C-x t",                    cmd_live_timeline,      "Timeline of the meeting" },
    { CONTEXT_LIVE,   "live-find",         "C-r, C-x f",                    cmd_find,               "Find entries over the study" },
    { CONTEXT_LIVE,   "live-people",       "C-], C-x p",                    cmd_home_people,        "People; n there adds a visitor in one line" },
    { CONTEXT_LIVE,   "live-codebook",     "C-x c",                         cmd_codes,              "The codebook; the line waits as it is" },
    { CONTEXT_LIVE,   "attendance",        "C-o, C-x a",                    cmd_live_attendance,    "Who is here: mark, count, add a visitor" },
    { CONTEXT_LIVE,   "agenda",            "F4, C-x g",                     cmd_live_agenda,        "The agenda: begin, go back, insert, move" },
    { CONTEXT_LIVE,   "notes",             "C-x m",                         cmd_live_notes,         "Notes on the meeting: times, seating, setting" },
    { CONTEXT_LIVE,   "end",               "C-x e",                         cmd_live_end,           "End the meeting (press it twice)" },
    { CONTEXT_LIVE,   "home",              "C-c, C-x q",                    cmd_live_home,          "Go home; the meeting stays live" },

    { CONTEXT_ATTENDANCE, "attendance-here",   "p",                             cmd_attendance_here,    "Here, or back" },
    { CONTEXT_ATTENDANCE, "attendance-absent", "a",                             cmd_attendance_absent,  "Absent" },
    { CONTEXT_ATTENDANCE, "attendance-apologies", "s",                             cmd_attendance_apologies, "Sent apologies" },
    { CONTEXT_ATTENDANCE, "attendance-late",   "l",                             cmd_attendance_late,    "Late: not here yet, and will come" },
    { CONTEXT_ATTENDANCE, "attendance-left",   "x",                             cmd_attendance_left,    "Left" },
    { CONTEXT_ATTENDANCE, "attendance-withdrew", "w",                             cmd_attendance_withdrew, "Withdraws for this item, by interest" },
    { CONTEXT_ATTENDANCE, "attendance-phone",  "t",                             cmd_attendance_phone,   "Here by telephone" },
    { CONTEXT_ATTENDANCE, "attendance-online", "o",                             cmd_attendance_online,  "Here online" },
    { CONTEXT_ATTENDANCE, "attendance-capacity", "c",                             cmd_attendance_capacity, "Sits today as member, chair, in attendance" },
    { CONTEXT_ATTENDANCE, "attendance-undo",   "u, C-_, C-x u",                 cmd_attendance_undo,    "Undo the last change of this meeting" },
    { CONTEXT_ATTENDANCE, "attendance-redo",   "C-^, C-x r",                    cmd_attendance_redo,    "Redo what was undone" },

    { CONTEXT_AGENDA, "agenda-next",       ">",                             cmd_agenda_next,        "The next item begins" },
    { CONTEXT_AGENDA, "agenda-previous",   "<",                             cmd_agenda_previous,    "The item before is on again" },
    { CONTEXT_AGENDA, "agenda-insert",     "i",                             cmd_agenda_insert,      "A new item before the selected one" },
    { CONTEXT_AGENDA, "agenda-edit",       "e",                             cmd_agenda_edit,        "Edit title, paper and purpose" },
    { CONTEXT_AGENDA, "agenda-earlier",    "K, M-Up",                       cmd_agenda_earlier,     "Move the item up" },
    { CONTEXT_AGENDA, "agenda-later",      "J, M-Down",                     cmd_agenda_later,       "Move the item down" },
    { CONTEXT_AGENDA, "agenda-skip",       "x",                             cmd_agenda_skip,        "The meeting passes over it, or does not" },
    { CONTEXT_AGENDA, "agenda-undo",       "u, C-_, C-x u",                 cmd_agenda_undo,        "Undo the last change of this meeting" },
    { CONTEXT_AGENDA, "agenda-redo",       "C-^, C-x r",                    cmd_agenda_redo,        "Redo what was undone" },

    { CONTEXT_FIND,   "find-open",         "Enter",                         cmd_find_open,          "Open the entry where it stands" },
    { CONTEXT_FIND,   "find-complete",     "Tab",                           cmd_find_complete,      "Complete a filter or its value; again: the next" },
    { CONTEXT_FIND,   "find-complete-back", "S-Tab",                        cmd_find_complete_back, "Complete with the one before" },
    { CONTEXT_FIND,   "find-clear",        "C-u",                           cmd_find_clear,         "Empty the line" },
    { CONTEXT_FIND,   "find-up",           "Up, C-p",                       cmd_find_up,            "Select the entry above" },
    { CONTEXT_FIND,   "find-down",         "Down, C-n",                     cmd_find_down,          "Select the entry below" },
    { CONTEXT_FIND,   "find-page-up",      "PgUp, M-v",                     cmd_find_page_up,       "Go a page up" },
    { CONTEXT_FIND,   "find-page-down",    "PgDn, C-v",                     cmd_find_page_down,     "Go a page down" },
    { CONTEXT_FIND,   "find-first",        "C-Home, C-x <",                 cmd_find_first,         "Select the first of what was found" },
    { CONTEXT_FIND,   "find-last",         "C-End, C-x >",                  cmd_find_last,          "Select the last of it" },
    { CONTEXT_FIND,   "find-leave",        "Escape, C-c, C-x q",            cmd_find_leave,         "Go back" },

    { CONTEXT_TIMELINE, "timeline-left",     "Left, h, C-b",                cmd_timeline_left,      "Go a column back" },
    { CONTEXT_TIMELINE, "timeline-right",    "Right, l, C-f",               cmd_timeline_right,     "Go a column on" },
    { CONTEXT_TIMELINE, "timeline-page-left", "PgUp, M-v",                  cmd_timeline_page_left, "Go a screen back" },
    { CONTEXT_TIMELINE, "timeline-page-right", "PgDn, C-v",                 cmd_timeline_page_right, "Go a screen on" },
    { CONTEXT_TIMELINE, "timeline-start",    "Home, g, C-a",                cmd_timeline_start,     "Go to the beginning" },
    { CONTEXT_TIMELINE, "timeline-end",      "End, G, C-e",                 cmd_timeline_end,       "Go to the end" },
    { CONTEXT_TIMELINE, "timeline-next",     "Tab, n",                      cmd_timeline_next,      "Go to the next on this row" },
    { CONTEXT_TIMELINE, "timeline-previous", "S-Tab, p",                    cmd_timeline_previous,  "Go to the one before on this row" },
    { CONTEXT_TIMELINE, "timeline-up",       "Up, k, C-p",                  cmd_timeline_up,        "Select the row above" },
    { CONTEXT_TIMELINE, "timeline-down",     "Down, j, C-n",                cmd_timeline_down,      "Select the row below" },
    { CONTEXT_TIMELINE, "timeline-finer",    "+, =",                        cmd_timeline_finer,     "Show less time in more columns" },
    { CONTEXT_TIMELINE, "timeline-coarser",  "-",                           cmd_timeline_coarser,   "Show more time in fewer columns" },
    { CONTEXT_TIMELINE, "timeline-whole",    "0",                           cmd_timeline_whole,     "Show the whole meeting" },
    { CONTEXT_TIMELINE, "timeline-open",     "Enter",                       cmd_timeline_open,      "Open the entry under the cursor" },
    { CONTEXT_TIMELINE, "timeline-help",     "?",                           cmd_help,               "List the keys of this screen" },
    { CONTEXT_TIMELINE, "timeline-leave",    "q, Escape, C-c, C-x q",       cmd_timeline_leave,     "Go back" },

    { CONTEXT_REPORT, "report-up",         "Up, k, C-p",                    cmd_report_up,          "Go a row up" },
    { CONTEXT_REPORT, "report-down",       "Down, j, C-n, Enter",           cmd_report_down,        "Go a row down" },
    { CONTEXT_REPORT, "report-page-up",    "PgUp, M-v, b",                  cmd_report_page_up,     "Go a page up" },
    { CONTEXT_REPORT, "report-page-down",  "PgDn, C-v",                     cmd_report_page_down,   "Go a page down" },
    { CONTEXT_REPORT, "report-first",      "Home, g",                       cmd_report_first,       "Go to the start" },
    { CONTEXT_REPORT, "report-last",       "End, G",                        cmd_report_last,        "Go to the end" },
    { CONTEXT_REPORT, "report-help",       "?",                             cmd_help,               "List the keys of this screen" },
    { CONTEXT_REPORT, "report-leave",      "q, Escape, C-c, C-x q",         cmd_report_leave,       "Go back" },

    { CONTEXT_ASK,    "answer",            "Enter",                         cmd_ask_answer,         "Give the answer" },
    { CONTEXT_ASK,    "answer-clear",      "C-u",                           cmd_ask_clear,          "Empty the line" },
    { CONTEXT_ASK,    "answer-leave",      "Escape, C-c, C-x q",            cmd_ask_leave,          "Leave without an answer" },

    { CONTEXT_LINE,   "line-start",        "C-a, Home",                     cmd_line_start,         "Go to the start of the line" },
    { CONTEXT_LINE,   "line-end",          "C-e, End",                      cmd_line_end,           "Go to the end of the line" },
    { CONTEXT_LINE,   "line-left",         "C-b, Left",                     cmd_line_left,          "Go a character to the left" },
    { CONTEXT_LINE,   "line-right",        "C-f, Right",                    cmd_line_right,         "Go a character to the right" },
    { CONTEXT_LINE,   "line-word-left",    "M-b, C-Left, M-Left",           cmd_line_word_left,     "Go a word to the left" },
    { CONTEXT_LINE,   "line-word-right",   "M-f, C-Right, M-Right",         cmd_line_word_right,    "Go a word to the right" },
    { CONTEXT_LINE,   "delete-left",       "Backspace, C-h",                cmd_line_delete_left,   "Delete the character to the left" },
    { CONTEXT_LINE,   "delete-right",      "C-d, Delete",                   cmd_line_delete_right,  "Delete the character under the cursor" },
    { CONTEXT_LINE,   "cut-blank-word",    "C-w",                           cmd_line_cut_blank_word, "Cut to the blank on the left" },
    { CONTEXT_LINE,   "cut-word-left",     "M-Backspace, M-h",              cmd_line_cut_word_left, "Cut the word to the left" },
    { CONTEXT_LINE,   "cut-word-right",    "M-d",                           cmd_line_cut_word_right, "Cut the word to the right" },
    { CONTEXT_LINE,   "cut-to-end",        "C-k",                           cmd_line_cut_to_end,    "Cut to the end of the line" },
    { CONTEXT_LINE,   "yank",              "C-y",                           cmd_line_yank,          "Put back what was cut last" },
    { CONTEXT_LINE,   "transpose",         "C-t",                           cmd_line_transpose,     "Exchange two characters" },

    { CONTEXT_HELP,   "help-up",           "Up, k, C-p",                    cmd_help_up,            "Go a row up" },
    { CONTEXT_HELP,   "help-down",         "Down, j, C-n, Enter",           cmd_help_down,          "Go a row down" },
    { CONTEXT_HELP,   "help-page-up",      "PgUp, b",                       cmd_help_page_up,       "Go a page up" },
    { CONTEXT_HELP,   "help-page-down",    "PgDn, C-v",                     cmd_help_page_down,     "Go a page down" },
    { CONTEXT_HELP,   "help-first",        "Home, g",                       cmd_help_first,         "Go to the start" },
    { CONTEXT_HELP,   "help-last",         "End, G",                        cmd_help_last,          "Go to the end" },
    { CONTEXT_HELP,   "help-leave",        "q, Escape, C-c, C-x q",         cmd_help_leave,         "Go back" },
};
/* clang-format on */
const size_t tui_command_count = sizeof tui_commands / sizeof tui_commands[0];

const unsigned tui_screens[] = {
    CONTEXT_ANY | CONTEXT_HOME,
    CONTEXT_ANY | CONTEXT_LINE | CONTEXT_FORM,
    CONTEXT_ANY | CONTEXT_ROWS,
    CONTEXT_ANY | CONTEXT_ROWS | CONTEXT_LISTS,
    CONTEXT_ANY | CONTEXT_ROWS | CONTEXT_PEOPLE,
    CONTEXT_ANY | CONTEXT_ROWS | CONTEXT_CODES,
    CONTEXT_ANY | CONTEXT_ROWS | CONTEXT_ATTENDANCE,
    CONTEXT_ANY | CONTEXT_ROWS | CONTEXT_AGENDA,
    CONTEXT_ANY | CONTEXT_LINE | CONTEXT_FILTER,
    CONTEXT_ANY | CONTEXT_LINE | CONTEXT_FIND,
    CONTEXT_ANY | CONTEXT_REPORT,
    CONTEXT_ANY | CONTEXT_TIMELINE,
    CONTEXT_ANY | CONTEXT_LINE | CONTEXT_LIVE,
    CONTEXT_ANY | CONTEXT_HELP,
    CONTEXT_ANY | CONTEXT_LINE | CONTEXT_ASK,
};
const size_t tui_screen_count = sizeof tui_screens / sizeof tui_screens[0];

bool tui_command_next_key(const char **keys, char key[PRESS_NAME])
{
    const char *end = strstr(*keys, ", ");
    size_t len = end != NULL ? (size_t)(end - *keys) : strlen(*keys);

    if (len == 0 || len >= PRESS_NAME)
        return false;
    memcpy(key, *keys, len);
    key[len] = '\0';
    *keys += end != NULL ? len + 2 : len;
    return true;
}
