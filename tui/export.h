/* SPDX-License-Identifier: MIT */
/* What the screens of an export share: what leaves, chosen on a form, and the
 * ways from there to the identity check, a preview, and the file. */
#ifndef TUI_EXPORT_H
#define TUI_EXPORT_H

#include "core/exporting.h"
#include "storage/meetings.h"
#include "tui/form.h"

struct exporting {
    struct form form; /* first: the form's data is this */
    struct tui_exports exports;
    struct meeting_rows one;  /* that it was opened on, if it can leave */
    struct meeting_rows rows; /* those that can leave, by number, once they are needed */
    bool *marked;             /* beside rows; NULL until then */
    size_t count;             /* of those that can leave */
    size_t marks;  /* how many are marked */
    int number;    /* the meeting it was opened on; 0 none */
    char *what[3]; /* words of the choice of meetings */
    size_t whats;
    const char **format; /* words of the choice of formats */
    char **format_word;
    size_t formats;
    bool own_out; /* the observer typed where to */
    bool checked; /* the check of what is chosen was looked at */
    bool loaded;
    int *chosen; /* of the request made last */
    char *out, *key, *audio;
};

/* What the form says, borrowed until it is asked again; false, having said why,
 * where it cannot be. */
bool export_request_make(struct app *app, struct exporting *exporting,
                         struct export_request *request);
/* Writes it: asks where names leave or something stands there already, shows
 * the check first unless it was looked at. The form must be on top. */
void export_write_asked(struct app *app, struct exporting *exporting);
/* The identity check, the meetings to be marked. */
void export_check_open(struct app *app, struct exporting *exporting);
void export_mark_open(struct app *app, struct exporting *exporting);
/* Loads the meetings that can leave, unless they are there. */
NODISCARD enum status export_meetings(struct app *app, struct exporting *exporting,
                                      struct error *err);
/* The form has its words anew after meetings were marked. */
void export_marked(struct exporting *exporting);
/* What would leave of a meeting (0: the first chosen), from the first place
 * with `word` on ("" the beginning). */
void export_text_open(struct app *app, struct exporting *exporting, int meeting, const char *word);

/* Begins to write what is asked for, and shows how far it is. */
void export_begin(struct app *app, const struct export_request *request);
/* Shows the export that is being written, or was. */
void export_progress_open(struct app *app);
/* For the loop: one that is being written goes on behind other screens, which
 * are told when it has ended. Milliseconds until it wants to be called; -1. */
int export_wait(const struct app *app);
void export_tick(struct app *app);

#endif
