/* SPDX-License-Identifier: MIT */
/* The driver of all exports: which meetings, which format, where to. A format
 * is one row of the table. */
#include "export/export.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "export/behind.h"
#include "export/header.h"
#include "export/job.h"
#include "export/xml.h"

/* A format has `write` (one file for all meetings), `fill` (one folder for all)
 * or `compose` (a file for each meeting, in a folder where there are several).
 * What is composed as plain lines passes the gate as a whole; the others give
 * each of their texts to it, since their mark-up must stay as it is. */
struct format {
    enum status (*write)(struct export_job *job, struct target *target, struct error *err);
    enum status (*fill)(struct export_job *job, struct target *target, struct error *err);
    enum status (*compose)(struct str *out, const struct document *document,
                           struct export_job *job, struct error *err);
    bool lines;   /* compose: plain lines */
    bool all_too; /* compose and write: the second where several go to a file with the suffix */
};

/* clang-format off */
static const struct export_format_help helps[] = {
    { "qdpx", "REFI-QDA project for ATLAS.ti: texts, codes, quotations, groups", EXPORT_ONE },
    { "docx", "formatted field notes; OUT.docx holds all meetings, a folder one each", EXPORT_EITHER },
    { "txt",  "\"@Speaker: words\" lines, one file a meeting", EXPORT_EACH },
    { "xlsx", "ATLAS.ti's survey table, one row an entry, and its code list", EXPORT_ONE },
    { "vtt",  "the notes timed against a recording, one file a meeting", EXPORT_EACH },
    { "csv",  "a folder of tables for R and pandas", EXPORT_FOLDER },
    { "json", "the same tables in one file", EXPORT_ONE },
    { "html", "one page a meeting: the notes beside a timeline", EXPORT_EACH },
    { NULL,   NULL, EXPORT_ONE },
};
static const struct format formats[] = {
    { .write = qdpx_write },
    { .write = docx_write, .compose = docx_compose, .all_too = true },
    { .compose = txt_compose, .lines = true },
    { .write = xlsx_write },
    { .compose = vtt_compose, .lines = true },
    { .fill = csv_write },
    { .write = json_write },
    { .compose = html_compose },
};
/* clang-format on */

const struct export_format_help *export_formats(void)
{
    return helps;
}

static const char *suffix_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash != NULL ? slash : path, '.');

    return dot != NULL ? dot + 1 : "";
}

static enum status find_format(const struct export_request *request, size_t *format,
                               struct error *err)
{
    const char *wanted = request->format;
    struct str known = STR_INIT;

    if (wanted == NULL)
        wanted = request->out != NULL ? suffix_of(request->out) : "";
    for (size_t i = 0; helps[i].suffix != NULL; i++) {
        if (strcmp(helps[i].suffix, wanted) == 0) {
            *format = i;
            str_release(&known);
            return STATUS_OK;
        }
        str_add_format(&known, "%s.%s", i > 0 ? ", " : "", helps[i].suffix);
    }
    if (wanted[0] == '\0')
        (void)error_set(err, STATUS_INPUT,
                        "the output has no suffix that tells the format: there are %s",
                        known.text);
    else
        (void)error_set(err, STATUS_INPUT, "no format is called %s: there are %s", wanted,
                        known.text);
    str_release(&known);
    return err->status;
}

/* --- which meetings ----------------------------------------------------------------- */

static int by_number(const void *a, const void *b)
{
    const struct meeting *one = *(const struct meeting *const *)a;
    const struct meeting *other = *(const struct meeting *const *)b;

    return (one->number > other->number) - (one->number < other->number);
}

static const struct meeting *find_meeting(const struct meeting_rows *rows, int number)
{
    for (size_t i = 0; i < rows->count; i++) {
        if (rows->row[i].meeting.number == number)
            return &rows->row[i].meeting;
    }
    return NULL;
}

static void choose(struct export_job *job, const struct meeting *meeting)
{
    for (size_t i = 0; i < job->meeting_count; i++) {
        if (job->meeting[i] == meeting)
            return;
    }
    job->meeting[job->meeting_count++] = meeting;
}

static enum status choose_meetings(struct export_job *job, struct error *err)
{
    const struct export_request *request = job->request;

    job->meeting = mem_alloc(job->rows.count + 1, sizeof(struct meeting *));
    for (size_t i = 0; i < request->meeting_count; i++) {
        const struct meeting *meeting = find_meeting(&job->rows, request->meetings[i]);

        if (meeting == NULL)
            return error_set(err, STATUS_NOT_FOUND, "no meeting M%d: moot list meetings shows them",
                             request->meetings[i]);
        choose(job, meeting);
    }
    for (size_t i = 0; request->meeting_count == 0 && i < job->rows.count; i++) {
        const struct meeting_row *row = &job->rows.row[i];

        if (row->meeting.status != MEETING_PLANNED || row->entries > 0)
            job->meeting[job->meeting_count++] = &row->meeting;
    }
    if (job->meeting_count == 0)
        return error_set(err, STATUS_INPUT, "no meeting has begun yet: there is nothing to export");
    qsort(job->meeting, job->meeting_count, sizeof(struct meeting *), by_number);
    return STATUS_OK;
}

/* --- the work ------------------------------------------------------------------------- */

/* One more step of the work is done. */
static void step(struct export_job *job)
{
    job->steps_done++;
    if (job->request->progress != NULL)
        job->request->progress(job->request->data, job->steps_done, job->steps);
}

bool job_go_on(void *data)
{
    const struct export_job *job = data;

    return job->request->stop == NULL || !job->request->stop(job->request->data);
}

static void count(struct export_report *report, const struct document *document)
{
    report->meetings++;
    report->entries += document->count;
    report->quotations += document->quotes.count;
    report->codings += document->quotes.coding_count;
    report->left_out += document->left_out;
}

/* Documents while they are made, behind the reading of the study. */
struct making {
    struct export_job *job;
    enum status (*take)(void *data, const struct document *document, struct error *err);
    void *data;
    struct document_maker *maker;
    struct document document; /* the one at hand */
    enum status status;       /* the first failure */
    struct error failure;
    atomic_bool over; /* there was one, or nothing more is wanted */
    struct behind *behind;
};

static enum status check_stopped(struct export_job *job, struct error *err)
{
    return job_go_on(job) ? STATUS_OK
                          : error_set(err, STATUS_STOPPED, "stopped: nothing was written");
}

static enum status take_piece(struct making *making, struct material *piece, struct error *err)
{
    enum status status = document_maker_take(making->maker, &making->document, piece, err);

    if (status || !piece->last)
        return status;
    status = check_stopped(making->job, err);
    if (!status)
        status = making->take(making->data, &making->document, err);
    if (!status) {
        count(making->job->report, &making->document);
        name_check_take(making->job->check, &making->document);
    }
    document_release(&making->document);
    return status;
}

static void make(void *data, void *thing)
{
    struct making *making = data;

    if (!atomic_load(&making->over)) {
        making->status = take_piece(making, thing, &making->failure);
        if (making->status)
            atomic_store(&making->over, true);
    }
    material_release(thing);
}

static enum status hand_on(void *data, struct material *piece, struct error *err)
{
    struct making *making = data;

    if (atomic_load(&making->over)) {
        material_release(piece);
        return error_set(err, STATUS_STOPPED, "what was read before could not be used");
    }
    behind_give(making->behind, piece, piece->bytes);
    return STATUS_OK;
}

static enum status read_all(struct making *making, struct error *err)
{
    struct export_job *job = making->job;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < job->meeting_count && !status; i++) {
        status = material_read(job->study, job->meeting[i], hand_on, making, err);
        if (!status)
            step(job);
        if (!status)
            status = check_stopped(job, err);
    }
    if (status)
        atomic_store(&making->over, true);
    return status;
}

enum status job_each(struct export_job *job,
                     enum status (*take)(void *data, const struct document *document,
                                         struct error *err),
                     void *data, struct error *err)
{
    struct making making = { .job = job, .take = take, .data = data, .failure = ERROR_INIT };
    enum status status;

    for (size_t i = 0; i < job->meeting_count; i++)
        header_keep(job->meeting[i], &job->labels);
    making.maker = document_maker_new(&job->bodies, &job->labels, job->request->with_private);
    making.behind = behind_new(sizeof(struct material), xml_quiet, make, &making);
    status = read_all(&making, err);
    behind_free(making.behind);
    document_maker_free(making.maker);
    document_release(&making.document);
    if (making.status) {
        *err = making.failure; /* it was there first */
        return making.status;
    }
    return status ? status : check_stopped(job, err);
}

enum status job_check(const struct export_job *job, const char *what, const char *text,
                      size_t len, struct error *err)
{
    size_t line = 1;
    struct span first;

    if (identity_filter_search(job->filter, text, len, &first) == 0)
        return STATUS_OK;
    for (size_t i = 0; i < first.start; i++)
        line += text[i] == '\n';
    return error_set(err, STATUS_INPUT, "%s would hold a name in line %zu: nothing was written",
                     what, line);
}

struct composing {
    struct export_job *job;
    const struct format *format;
    struct target *target;
    const char *suffix;
    bool several;
};

/* The text as it is written: lines pass the gate once more, moot's own words
 * in them, too. */
static enum status compose_text(const struct composing *composing, struct str *out,
                                const struct document *document, const char *name,
                                struct error *err)
{
    struct str text = STR_INIT;
    enum status status = composing->format->compose(&text, document, composing->job, err);

    if (!status && composing->format->lines) {
        char *gated = gate_text(&composing->job->gate, str_text(&text));

        status = job_check(composing->job, name, gated, strlen(gated), err);
        str_add(out, gated);
        free(gated);
    } else if (!status) {
        str_add_len(out, str_text(&text), text.len);
    }
    str_release(&text);
    return status;
}

static enum status compose_one(void *data, const struct document *document, struct error *err)
{
    struct composing *composing = data;
    struct str text = STR_INIT, name = STR_INIT;
    enum status status;

    str_add_format(&name, "%s.%s", document->stem, composing->suffix);
    status = compose_text(composing, &text, document, name.text, err);
    if (!status && composing->several)
        status = target_add(composing->target, name.text, str_text(&text), text.len, err);
    else if (!status)
        status = target_write(composing->target, str_text(&text), text.len, err);
    str_release(&text);
    str_release(&name);
    return status;
}

/* Whether a format that can do both makes one file of several meetings. */
static bool all_in_one(const struct export_job *job, const struct format *format,
                       const char *suffix)
{
    return format->all_too && job->meeting_count > 1
        && strcmp(suffix_of(job->request->out), suffix) == 0;
}

static enum status write_target(struct export_job *job, size_t index, struct target *target,
                                struct error *err)
{
    const struct format *format = &formats[index];
    struct composing composing = { job, format, target, helps[index].suffix,
                                   job->meeting_count > 1 };
    bool one = format->compose == NULL || all_in_one(job, format, helps[index].suffix);
    enum status status;

    if (format->fill != NULL || (!one && composing.several))
        status = target_open_folder(target, job->request->out, err);
    else
        status = target_open_file(target, job->request->out, study_path(job->study), err);
    if (status)
        return status;
    if (format->fill != NULL)
        return format->fill(job, target, err);
    if (one)
        return format->write(job, target, err);
    return job_each(job, compose_one, &composing, err);
}

/* --- the identity check ---------------------------------------------------------------- */

/* Counts what was found, and tells the caller who asked. */
static void take_finding(void *data, const struct finding *finding)
{
    const struct export_job *job = data;

    if (finding->kind == FINDING_DOUBT)
        job->report->doubtful_names++;
    else if (finding->kind == FINDING_RARE)
        job->report->rare_people++;
    else if (finding->kind == FINDING_UNCHECKED)
        job->report->unchecked++;
    if (job->request->finding != NULL)
        job->request->finding(job->request->data, finding);
}

/* Whoever exports names knows them: nothing is asked then. */
static void tell_findings(struct export_job *job)
{
    if (!job->request->identifiable)
        job->report->possible_names =
            name_check_each(job->check, job->filter, take_finding, job);
}

static enum status take_nothing(void *data, const struct document *document, struct error *err)
{
    (void)data;
    (void)document;
    (void)err;
    return STATUS_OK;
}

/* An export with names is never made without a trace. */
static enum status note_names(const struct export_job *job, size_t format, struct error *err)
{
    struct str detail = STR_INIT;
    enum status status;

    if (!job->request->identifiable)
        return STATUS_OK;
    str_add_format(&detail, "%s, %zu %s", helps[format].suffix, job->meeting_count,
                   job->meeting_count == 1 ? "meeting" : "meetings");
    if (job->meeting_count == 1)
        str_add_format(&detail, " (M%d)", job->meeting[0]->number);
    status = study_note_history(job->study, "exported with names", detail.text, err);
    str_release(&detail);
    return status ? error_context(err, "an export with names must be noted in the study") : status;
}

enum status job_load(struct export_job *job, struct error *err)
{
    const struct export_request *request = job->request;

    if (meetings_load_uncounted(&job->rows, job->study, err) || choose_meetings(job, err)
        || sites_load(&job->sites, job->study, err)
        || identity_filter_new(&job->filter, job->study, request->key, request->identifiable, err))
        return err->status;
    gate_init(&job->gate, job->filter);
    if (labels_load(&job->labels, job->study, &job->gate, request->identifiable, err))
        return err->status;
    body_names_load(&job->bodies, &job->rows, &job->labels);
    job->check = name_check_new(&job->labels);
    job->steps = job->meeting_count + 1; /* and the rest */
    return STATUS_OK;
}

void job_release(struct export_job *job)
{
    name_check_free(job->check);
    sites_release(&job->sites);
    body_names_release(&job->bodies);
    labels_release(&job->labels);
    gate_release(&job->gate);
    identity_filter_free(job->filter);
    meetings_release(&job->rows);
    free(job->meeting);
}

/* --- the preview ------------------------------------------------------------------------ */

struct previewing {
    struct composing composing;
    struct str *out;
};

/* What the first meeting reads as: lines as they are written, else the text of
 * its document. */
static enum status take_preview(void *data, const struct document *document, struct error *err)
{
    struct previewing *previewing = data;

    if (previewing->composing.format->lines)
        return compose_text(&previewing->composing, previewing->out, document, document->stem, err);
    str_add_len(previewing->out, document->text.text, document->text.len);
    if (document->comment.len > 0)
        str_add_format(previewing->out, "%s\n", document->comment.text);
    return STATUS_OK;
}

static enum status preview(struct export_job *job, size_t format, struct error *err)
{
    struct previewing previewing = { .composing = { .job = job, .format = &formats[format],
                                                    .suffix = helps[format].suffix },
                                     .out = job->request->preview };

    job->meeting_count = 1;
    return job_each(job, take_preview, &previewing, err);
}

static enum status run(struct export_job *job, size_t format, struct target *target,
                       struct error *err)
{
    if (job->request->preview != NULL)
        return preview(job, format, err);
    if (job->request->check_only)
        return job_each(job, take_nothing, NULL, err);
    return write_target(job, format, target, err);
}

enum status export_write(struct study *study, const struct export_request *request,
                         struct export_report *report, struct error *err)
{
    struct export_job job = { .study = study, .request = request, .report = report };
    struct target target = TARGET_INIT;
    bool writes = !request->check_only && request->preview == NULL;
    size_t format = 0;
    enum status status;

    *report = (struct export_report){ 0 };
    status = request->check_only ? STATUS_OK : find_format(request, &format, err);
    if (!status && request->audio != NULL && formats[format].write != qdpx_write)
        status = error_set(err, STATUS_INPUT, "a recording goes with a .qdpx alone, not with .%s",
                           helps[format].suffix);
    if (!status)
        status = study_hold(study, err); /* a meeting may be typed while it is exported */
    if (!status)
        status = job_load(&job, err);
    if (!status)
        status = run(&job, format, &target, err);
    study_let_go(study);
    if (!status && request->preview == NULL)
        tell_findings(&job); /* nothing stands under its name yet */
    if (!status && writes)
        status = note_names(&job, format, err);
    if (!status && writes)
        status = target_commit(&target, err);
    target_discard(&target);
    if (!status)
        step(&job);
    report->names_replaced = job.gate.names;
    report->characters_replaced = job.gate.characters;
    job_release(&job);
    return status;
}
