/* SPDX-License-Identifier: MIT */
/* An export at work, behind the screen: a thread of its own with a connection
 * of its own to the study, so that typing goes on. What crosses is copied
 * under one lock. */
#ifndef TUI_EXPORT_WORK_H
#define TUI_EXPORT_WORK_H

#include "core/error.h"
#include "core/exporting.h"
#include <stdbool.h>

struct app;
struct export_work;

/* A finding as it is kept. */
struct export_found {
    enum finding_kind kind;
    char *text;
    size_t count, other;
    int meeting;
};

/* Begins what `request` says, which is copied: its callbacks and `preview` are
 * the work's own, and `with_preview` asks for one. The caller ends it with
 * export_work_end(); NULL with *err when it cannot be begun. */
struct export_work *export_work_begin(struct app *app, const struct export_request *request,
                                      bool with_preview, struct error *err);
/* How far it is, in steps; *all is 0 until that is known. True: it is over. */
bool export_work_look(struct export_work *work, size_t *done, size_t *all);
/* Asks it to end; export_work_look() tells when it has. */
void export_work_stop(struct export_work *work);
/* Stops it where it still runs, waits for that, and frees it; NULL is allowed. */
void export_work_end(struct export_work *work);

/* Of one that is over, borrowed until it is ended. */
const struct error *export_work_error(const struct export_work *work);
const struct export_report *export_work_report(const struct export_work *work);
const struct export_found *export_work_found(const struct export_work *work, size_t *count);
const char *export_work_preview(const struct export_work *work);
/* What was asked for, at any time. */
const struct export_request *export_work_request(const struct export_work *work);

#endif
