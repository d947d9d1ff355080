/* SPDX-License-Identifier: MIT */
/* The export screen: a form that says what leaves, how, and where to. */
#include "tui/export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/mem.h"
#include "core/text.h"
#include "tui/command.h"
#include "tui/confirm.h"
#include "tui/export_work.h"
#include "tui/live.h"
#include "tui/said.h"
#include "tui/screen_commands.h"
#include "tui/screens.h"

enum {
    EXPORT_WHAT,
    EXPORT_MARK,
    EXPORT_FORMAT,
    EXPORT_FILES,
    EXPORT_CODES,
    EXPORT_PRIVATE,
    EXPORT_NAMES,
    EXPORT_AUDIO,
    EXPORT_KEY,
    EXPORT_OUT,
    EXPORT_CHECK,
    EXPORT_PREVIEW,
    EXPORT_WRITE,
    EXPORT_FIELDS
};

/* clang-format off */
static const struct form_field fields[EXPORT_FIELDS] = {
    [EXPORT_WHAT]    = { "Meetings",      "Left and Right; the next row marks some of them", FORM_CHOICE, 1, false },
    [EXPORT_MARK]    = { "Mark meetings ...", "Enter lists the meetings, to mark those that leave", FORM_BUTTON, 1, false },
    [EXPORT_FORMAT]  = { "Format",        "Left and Right, or its first letter", FORM_CHOICE, 1, false },
    [EXPORT_FILES]   = { "Files",         "Left and Right, where the format leaves a choice", FORM_CHOICE, 1, false },
    [EXPORT_CODES]   = { "Codes",         "Left and Right; where a .docx shows codes", FORM_CHOICE, 1, false },
    [EXPORT_PRIVATE] = { "Private parts", "Left and Right; what was said in a private part of a meeting", FORM_CHOICE, 1, false },
    [EXPORT_NAMES]   = { "Names",         "Left and Right; names leave only if you say so here", FORM_CHOICE, 1, false },
    [EXPORT_AUDIO]   = { "Recording",     "of one meeting, for a .qdpx: a file beside it that began with the meeting; blank none", FORM_TEXT, 1, false },
    [EXPORT_KEY]     = { "Key",           "the file with the key, where names were moved out of the study; blank none", FORM_TEXT, 1, false },
    [EXPORT_OUT]     = { "Write to",      "from the folder that moot was started in; ~/ is your home", FORM_TEXT, 1, false },
    [EXPORT_CHECK]   = { "Identity check ...", "Enter: words that could be names, and what was replaced", FORM_BUTTON, 1, false },
    [EXPORT_PREVIEW] = { "Preview ...",   "Enter: read what would leave", FORM_BUTTON, 1, false },
    [EXPORT_WRITE]   = { "Write it",      "Enter, F9 or C-x s", FORM_BUTTON, 1, false },
};
enum { TITLE_MOST = 34 }; /* columns */
static const char *const private_words[] = { "stay out", "leave too" };
static const char *const name_words[] = { "replaced by study ids", "left as they are: identifiable" };
static const char *const code_words[] = { "after the words", "in a column of their own" };
static const char *const no_codes[] = { "as the format has them" };
static const char *const either_words[] = { "one for all", "one a meeting, in a folder" };
static const char *const one_word[] = { "one" };
static const char *const each_word[] = { "one a meeting, in a folder" };
static const char *const folder_word[] = { "a folder of tables" };
/* clang-format on */

static struct exporting *of(struct form *form)
{
    return form->data;
}

/* --- what the form says ------------------------------------------------------------------ */

enum { WHAT_ONE, WHAT_MARKED, WHAT_ALL };

/* Which of those is chosen; the first is absent where the screen was opened on
 * no meeting. */
static int what_chosen(const struct exporting *exporting)
{
    int choice = form_choice(&exporting->form, EXPORT_WHAT);

    return choice < 0 ? WHAT_ALL : choice + (exporting->whats == 3 ? 0 : 1);
}

static size_t meetings_chosen(const struct exporting *exporting)
{
    switch (what_chosen(exporting)) {
    case WHAT_ONE:
        return 1;
    case WHAT_MARKED:
        return exporting->marks;
    default:
        return exporting->count;
    }
}

static const struct export_format_help *format_chosen(const struct exporting *exporting)
{
    int choice = form_choice(&exporting->form, EXPORT_FORMAT);

    return &exporting->exports.formats[choice < 0 ? 0 : choice];
}

/* Whether OUT is a folder. */
static bool makes_folder(const struct exporting *exporting)
{
    switch (format_chosen(exporting)->shape) {
    case EXPORT_FOLDER:
        return true;
    case EXPORT_EACH:
        return meetings_chosen(exporting) > 1;
    case EXPORT_EITHER:
        return meetings_chosen(exporting) > 1 && form_choice(&exporting->form, EXPORT_FILES) == 1;
    default:
        return false;
    }
}

static void fill_files(struct exporting *exporting)
{
    struct form *form = &exporting->form;
    const struct export_format_help *format = format_chosen(exporting);
    bool several = meetings_chosen(exporting) > 1, docx = strcmp(format->suffix, "docx") == 0;
    int files = form_choice(form, EXPORT_FILES), codes = form_choice(form, EXPORT_CODES);

    if (format->shape == EXPORT_FOLDER)
        form_choices(form, EXPORT_FILES, folder_word, 1);
    else if (several && format->shape == EXPORT_EITHER)
        form_choices(form, EXPORT_FILES, either_words, 2);
    else
        form_choices(form, EXPORT_FILES,
                     several && format->shape == EXPORT_EACH ? each_word : one_word, 1);
    form_choose(form, EXPORT_FILES, several && format->shape == EXPORT_EITHER && files == 1);
    form_choices(form, EXPORT_CODES, docx ? code_words : no_codes, docx ? 2 : 1);
    form_choose(form, EXPORT_CODES, docx && codes == 1);
}

/* Where it would be written unless the observer says otherwise: named by the
 * meeting or the study. */
static void fill_out(struct app *app, struct exporting *exporting)
{
    const char *slash = strrchr(app->path, '/');
    const char *name = slash != NULL ? slash + 1 : app->path;
    struct str out = STR_INIT;

    if (exporting->own_out)
        return;
    if (what_chosen(exporting) == WHAT_ONE)
        str_add_format(&out, "M%d", exporting->number);
    else
        str_add_len(&out, name, strcspn(name, "."));
    str_add_format(&out, "%s%s", makes_folder(exporting) ? "-" : ".",
                   format_chosen(exporting)->suffix);
    form_set(&exporting->form, EXPORT_OUT, out.text);
    str_release(&out);
}

/* A path as it was typed, from the root on; "" for none. */
static char *path_of(const struct form *form, size_t field)
{
    char *text = form_take(form, field);
    const char *home = getenv("HOME");
    struct str path = STR_INIT;
    char folder[4096];

    if (strncmp(text, "~/", 2) == 0 && home != NULL)
        str_add_format(&path, "%s%s", home, text + 1);
    else if (text[0] != '/' && text[0] != '\0' && getcwd(folder, sizeof folder) != NULL)
        str_add_format(&path, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder, text);
    else
        str_add(&path, text);
    free(text);
    return str_take(&path);
}

static size_t choose_meetings(struct exporting *exporting)
{
    size_t count = 0;

    free(exporting->chosen);
    exporting->chosen = mem_alloc(exporting->count + 1, sizeof *exporting->chosen);
    if (what_chosen(exporting) == WHAT_ONE)
        exporting->chosen[count++] = exporting->number;
    for (size_t i = 0; i < exporting->rows.count && what_chosen(exporting) != WHAT_ONE; i++)
        if (exporting->marked[i] || what_chosen(exporting) == WHAT_ALL)
            exporting->chosen[count++] = exporting->rows.row[i].meeting.number;
    return count;
}

bool export_request_make(struct app *app, struct exporting *exporting,
                         struct export_request *request)
{
    struct form *form = &exporting->form;
    struct error err = ERROR_INIT;
    size_t count;

    if (what_chosen(exporting) == WHAT_ALL && export_meetings(app, exporting, &err)) {
        app_say_error(app, &err);
        return false;
    }
    count = choose_meetings(exporting);
    if (count == 0) {
        form_wrong(app, form, EXPORT_MARK, "no meeting is marked: Enter lists them");
        return false;
    }
    free(exporting->out);
    free(exporting->key);
    free(exporting->audio);
    exporting->out = path_of(form, EXPORT_OUT);
    exporting->key = path_of(form, EXPORT_KEY);
    exporting->audio = path_of(form, EXPORT_AUDIO);
    if (exporting->out[0] == '\0') {
        form_wrong(app, form, EXPORT_OUT, "name the file to be written");
        return false;
    }
    if (exporting->audio[0] != '\0'
        && (count > 1 || strcmp(format_chosen(exporting)->suffix, "qdpx") != 0)) {
        form_wrong(app, form, EXPORT_AUDIO, "a recording goes with a .qdpx of one meeting alone");
        return false;
    }
    *request = (struct export_request){
        .meetings = exporting->chosen,
        .meeting_count = count,
        .out = exporting->out,
        .format = format_chosen(exporting)->suffix,
        .identifiable = form_choice(form, EXPORT_NAMES) == 1,
        .with_private = form_choice(form, EXPORT_PRIVATE) == 1,
        .codes_in_margin = form_choice(form, EXPORT_CODES) == 1,
        .key = exporting->key[0] != '\0' ? exporting->key : NULL,
        .audio = exporting->audio[0] != '\0' ? exporting->audio : NULL,
    };
    return true;
}

/* --- writing ------------------------------------------------------------------------------ */

static struct exporting *on_top(struct app *app)
{
    return of(app->view->data);
}

static void begin(struct app *app)
{
    struct export_request request;

    if (export_request_make(app, on_top(app), &request))
        export_begin(app, &request);
}

static void ask_replacing(struct app *app)
{
    struct exporting *exporting = on_top(app);
    struct stat there;

    if (stat(exporting->out, &there) != 0)
        begin(app);
    else if (S_ISDIR(there.st_mode))
        app_confirm(app, begin, "replace files of the same names in it? %s", exporting->out);
    else
        app_confirm(app, begin, "replace what is there already? %s", exporting->out);
}

void export_write_asked(struct app *app, struct exporting *exporting)
{
    struct export_request request;

    if (!export_request_make(app, exporting, &request))
        return;
    if (request.identifiable && study_is_read_only(app->study))
        app_say(app, ROLE_WARNING,
                "%s is read-only: names leave only where that can be noted in it", app->path);
    else if (request.identifiable)
        app_confirm(
            app, ask_replacing,
            "real names leave with this file, and the study's history will say so: write it?");
    else if (!exporting->checked)
        export_check_open(app, exporting);
    else
        ask_replacing(app);
}

static void export_save(struct app *app, struct form *form)
{
    export_write_asked(app, of(form));
}

/* --- the form ------------------------------------------------------------------------------- */

static void make_what(struct exporting *exporting)
{
    struct str line = STR_INIT;
    size_t at = 0;

    for (size_t i = 0; i < 3; i++) {
        free(exporting->what[i]);
        exporting->what[i] = NULL;
    }
    if (exporting->one.count > 0) {
        const struct meeting *meeting = &exporting->one.row[0].meeting;
        size_t len = strlen(meeting->title), fits = text_fit(meeting->title, len, TITLE_MOST, NULL);

        str_add_format(&line, "M%d %.*s%s", meeting->number, (int)fits, meeting->title,
                       fits < len ? "…" : "");
    }
    if (line.len > 0)
        exporting->what[at++] = str_take(&line);
    str_add_format(&line, "the marked ones: ");
    for (size_t i = 0; i < exporting->rows.count; i++)
        if (exporting->marked[i])
            str_add_format(&line, "%sM%d", line.text[line.len - 1] == ' ' ? "" : ",",
                           exporting->rows.row[i].meeting.number);
    if (exporting->marks == 0)
        str_add(&line, "none yet");
    exporting->what[at++] = str_take(&line);
    str_add_format(&line, "all that have begun: %zu", exporting->count);
    exporting->what[at++] = str_take(&line);
    exporting->whats = at;
    str_release(&line);
}

static void set_what(struct exporting *exporting, int what)
{
    make_what(exporting);
    form_choices(&exporting->form, EXPORT_WHAT, (const char *const *)exporting->what,
                 exporting->whats);
    form_choose(&exporting->form, EXPORT_WHAT, what - (exporting->whats == 3 ? 0 : 1));
}

void export_marked(struct exporting *exporting)
{
    exporting->checked = false;
    set_what(exporting, WHAT_MARKED);
}

static void make_formats(struct exporting *exporting)
{
    while (exporting->exports.formats[exporting->formats].suffix != NULL)
        exporting->formats++;
    exporting->format_word = mem_alloc(exporting->formats, sizeof *exporting->format_word);
    for (size_t i = 0; i < exporting->formats; i++) {
        struct str word = STR_INIT;

        str_add_format(&word, "%-5s %s", exporting->exports.formats[i].suffix,
                       exporting->exports.formats[i].help);
        exporting->format_word[i] = str_take(&word);
    }
    form_choices(&exporting->form, EXPORT_FORMAT, (const char *const *)exporting->format_word,
                 exporting->formats);
    form_choose(&exporting->form, EXPORT_FORMAT, 0);
}

enum status export_meetings(struct app *app, struct exporting *exporting, struct error *err)
{
    if (exporting->marked != NULL)
        return STATUS_OK;
    if (meetings_load_begun(&exporting->rows, app->study, SIZE_MAX, err))
        return err->status;
    exporting->count = exporting->rows.count; /* another program may have begun one */
    exporting->marked = mem_alloc(exporting->count + 1, sizeof *exporting->marked);
    return STATUS_OK;
}

/* What the form says of them: how many there are, and the one it was opened on. */
static enum status look_at_meetings(struct app *app, struct exporting *exporting,
                                    struct error *err)
{
    if (meetings_count_begun(app->study, &exporting->count, err)
        || (exporting->number != 0
            && meetings_load_one(&exporting->one, app->study, exporting->number, err)))
        return err->status;
    if (exporting->one.count > 0 && exporting->one.row[0].meeting.status == MEETING_PLANNED
        && exporting->one.row[0].entries == 0)
        meetings_release(&exporting->one);
    return exporting->count > 0 ? STATUS_OK
                                : error_set(err, STATUS_INPUT,
                                            "no meeting has begun yet: there is nothing to export");
}

static enum status export_load(struct app *app, struct form *form, struct error *err)
{
    struct exporting *exporting = of(form);

    if (!exporting->loaded) {
        if (app->exports(&exporting->exports, err) || look_at_meetings(app, exporting, err))
            return err->status;
        exporting->loaded = true;
        set_what(exporting, WHAT_ONE);
        if (exporting->whats < 3)
            set_what(exporting, WHAT_ALL);
        make_formats(exporting);
        form_choices(form, EXPORT_PRIVATE, private_words, 2);
        form_choose(form, EXPORT_PRIVATE, 0);
        form_choices(form, EXPORT_NAMES, name_words, 2);
        form_choose(form, EXPORT_NAMES, 0);
    }
    fill_files(exporting);
    fill_out(app, exporting);
    form_clean(form);
    return STATUS_OK;
}

static void export_changed(struct app *app, struct form *form, size_t field)
{
    struct exporting *exporting = of(form);

    if (field == EXPORT_OUT)
        exporting->own_out = !form_is_empty(form, EXPORT_OUT);
    else
        exporting->checked = false;
    if (field == EXPORT_WHAT || field == EXPORT_FORMAT)
        fill_files(exporting);
    if (field == EXPORT_WHAT || field == EXPORT_FORMAT || field == EXPORT_FILES)
        fill_out(app, exporting);
    form_clean(form); /* nothing here is kept */
}

static void export_pressed(struct app *app, struct form *form, size_t field)
{
    struct exporting *exporting = of(form);

    if (field == EXPORT_MARK)
        export_mark_open(app, exporting);
    else if (field == EXPORT_CHECK && form_choice(form, EXPORT_NAMES) == 1)
        app_say(app, ROLE_QUIET, "real names leave: there is nothing to look for");
    else if (field == EXPORT_CHECK)
        export_check_open(app, exporting);
    else if (field == EXPORT_PREVIEW)
        export_text_open(app, exporting, 0, "");
    else
        export_write_asked(app, exporting);
}

static void export_close(struct app *app, struct form *form)
{
    struct exporting *exporting = of(form);

    (void)app;
    form_release(form);
    meetings_release(&exporting->one);
    meetings_release(&exporting->rows);
    for (size_t i = 0; i < 3; i++)
        free(exporting->what[i]);
    for (size_t i = 0; exporting->format_word != NULL && i < exporting->formats; i++)
        free(exporting->format_word[i]);
    free(exporting->format_word);
    free(exporting->marked);
    free(exporting->chosen);
    free(exporting->out);
    free(exporting->key);
    free(exporting->audio);
    free(exporting);
}

static const struct form_ops export_ops = {
    .title = "Export",
    .load = export_load,
    .changed = export_changed,
    .pressed = export_pressed,
    .save = export_save,
    .close = export_close,
};

void export_open(struct app *app, int number)
{
    struct exporting *exporting;

    if (app->writing != NULL) {
        export_progress_open(app);
        return;
    }
    exporting = mem_alloc(1, sizeof *exporting);
    exporting->number = number;
    form_init(&exporting->form, &export_ops, fields, EXPORT_FIELDS, exporting);
    form_open(app, &exporting->form, "moot: export");
}

void cmd_live_export(struct app *app)
{
    const struct live *live = app->view->data;

    export_open(app, live->number);
}
