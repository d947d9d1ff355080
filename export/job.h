/* SPDX-License-Identifier: MIT */
/* One export at work: what every format starts from. For the files of this
 * folder and their tests. */
#ifndef EXPORT_JOB_H
#define EXPORT_JOB_H

#include "export/export.h"
#include "export/model.h"
#include "export/name_check.h"
#include "export/target.h"
#include "storage/sites.h"

struct export_job {
    struct study *study;
    const struct export_request *request;
    struct export_report *report;
    struct identity_filter *filter;
    struct gate gate;
    struct labels labels;
    struct body_names bodies;
    struct sites sites;
    struct name_check *check;
    struct meeting_rows rows;        /* of the whole study */
    const struct meeting **meeting;  /* those to export, by number; owned array */
    size_t meeting_count;
    size_t steps_done, steps;        /* for progress */
};

/* Loads what every export needs: meetings, filter, labels. job->study, request
 * and report are set, all else is zero. The caller ends it with job_release(),
 * also after a failure. */
NODISCARD enum status job_load(struct export_job *job, struct error *err);
void job_release(struct export_job *job);

/* Makes the document of each meeting of the job, gives it to `take`, and counts
 * it in the report. The first failure ends it. This thread reads the study alone
 * meanwhile; another one makes and takes, and has all else of the job until this
 * returns, but for what is told of progress. */
NODISCARD enum status job_each(struct export_job *job,
                               enum status (*take)(void *data, const struct document *document,
                                                   struct error *err),
                               void *data, struct error *err);

/* Whether the caller of `job` wants the work to go on. */
bool job_go_on(void *job);

/* Whether `text` may leave: STATUS_INPUT names what holds a name that the
 * filter knows. */
NODISCARD enum status job_check(const struct export_job *job, const char *what,
                                const char *text, size_t len, struct error *err);

/* One file for all meetings: writes and checks the open target. */
NODISCARD enum status qdpx_write(struct export_job *job, struct target *target,
                                 struct error *err);
NODISCARD enum status json_write(struct export_job *job, struct target *target,
                                 struct error *err);
NODISCARD enum status xlsx_write(struct export_job *job, struct target *target,
                                 struct error *err);
NODISCARD enum status docx_write(struct export_job *job, struct target *target,
                                 struct error *err);
/* A folder for all meetings. */
NODISCARD enum status csv_write(struct export_job *job, struct target *target, struct error *err);

/* One file for each meeting: appends its content to *out. STATUS_INPUT: the
 * format cannot hold this meeting. */
NODISCARD enum status txt_compose(struct str *out, const struct document *document,
                                  struct export_job *job, struct error *err);
NODISCARD enum status vtt_compose(struct str *out, const struct document *document,
                                  struct export_job *job, struct error *err);
NODISCARD enum status html_compose(struct str *out, const struct document *document,
                                   struct export_job *job, struct error *err);
NODISCARD enum status docx_compose(struct str *out, const struct document *document,
                                   struct export_job *job, struct error *err);

#endif
