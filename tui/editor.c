/* SPDX-License-Identifier: MIT */
/* Editing a text of several rows. Whatever changes the text is found out by
 * comparing it with what it was before, so that any command of the text line
 * serves, and becomes one edit: so many bytes at one place gave way to so
 * many others. Undo and the stretches that are followed know only edits. */
#include "tui/editor.h"
#include "core/follow.h"
#include "core/mem.h"
#include "core/text.h"
#include <stdlib.h>
#include <string.h>

enum { STEPS = 2000 }; /* how far undo reaches */

struct editor_step {
    size_t start;
    char *removed, *added;
    size_t removed_len, added_len;
    size_t cursor;                  /* where it was before */
    struct editor_stretch *stretch; /* as they were before */
};

static void forget_steps(struct editor *editor, size_t from)
{
    for (size_t i = from; i < editor->step_count; i++) {
        free(editor->step[i].removed);
        free(editor->step[i].added);
        free(editor->step[i].stretch);
    }
    if (editor->step_count > from)
        editor->step_count = from;
}

void editor_release(struct editor *editor)
{
    forget_steps(editor, 0);
    free(editor->step);
    free(editor->stretch);
    free(editor->row);
    line_release(&editor->line);
    str_release(&editor->original);
    str_release(&editor->before);
    *editor = (struct editor){ 0 };
}

static void keep_before(struct editor *editor)
{
    str_clear(&editor->before);
    str_add_len(&editor->before, str_text(&editor->line.text), editor->line.text.len);
}

void editor_open(struct editor *editor, const char *text)
{
    struct str kill = editor->line.kill;

    editor->line.kill = (struct str)STR_INIT;
    editor_release(editor);
    editor->line.kill = kill;
    editor->line.rows = true;
    editor->goal = -1;
    line_set(&editor->line, text);
    str_add(&editor->original, text);
    keep_before(editor);
}

size_t editor_follow(struct editor *editor, size_t start, size_t len)
{
    editor->stretch = mem_grow(editor->stretch, editor->stretch_count, &editor->stretch_room,
                               sizeof *editor->stretch);
    editor->stretch[editor->stretch_count] = (struct editor_stretch){ { start, len }, false };
    return editor->stretch_count++;
}

const char *editor_text(const struct editor *editor)
{
    return str_text(&editor->line.text);
}

bool editor_changed(const struct editor *editor)
{
    return strcmp(editor_text(editor), str_text(&editor->original)) != 0;
}

/* --- edits -------------------------------------------------------------------- */

struct edit {
    size_t start, removed, added;
};

/* Whether the text became what it is by this edit. */
static bool explains(const struct str *old, const struct str *new, const struct edit *edit)
{
    size_t rest;

    if (edit->start + edit->removed > old->len || edit->start + edit->added > new->len)
        return false;
    rest = old->len - edit->start - edit->removed;
    return rest
               == new->len - edit->start
                      - edit->added &&memcmp(str_text(old), str_text(new), edit->start)
               == 0
           && memcmp(str_text(old) + old->len - rest, str_text(new) + new->len - rest, rest) == 0;
}

/* What differs, cut at whole characters. */
static struct edit difference(const struct str *old, const struct str *new)
{
    const char *a = str_text(old), *b = str_text(new);
    size_t least = old->len < new->len ? old->len : new->len, start = 0, end = 0;

    while (start < least && a[start] == b[start])
        start++;
    while (start > 0 && ((unsigned char)a[start] & 0xC0) == 0x80)
        start--;
    while (end < least - start && a[old->len - end - 1] == b[new->len - end - 1])
        end++;
    while (end > 0 && ((unsigned char)a[old->len - end] & 0xC0) == 0x80)
        end--;
    return (struct edit){ start, old->len - start - end, new->len - start - end };
}

/* The edit that a command made, told by where the cursor was and is: "the "
 * put in front of "the" is not taken for the same put behind it. */
static struct edit find_edit(const struct str *old, const struct str *new, size_t was, size_t is)
{
    struct edit edit = { was, 0, 0 };

    if (is < was) {
        edit.start = is;
        edit.removed = old->len > new->len ? old->len - new->len : 0;
    } else {
        edit.added = is - was;
        edit.removed = old->len + edit.added >= new->len ? old->len + edit.added - new->len : 0;
    }
    return explains(old, new, &edit) ? edit : difference(old, new);
}

static void follow(struct editor_stretch *stretch, const struct edit *edit)
{
    const struct text_edit at = { edit->start, edit->removed, edit->added };

    if (!stretch->lost && !span_edit(&stretch->at, &at))
        stretch->lost = true;
}

static struct editor_stretch *copy_stretches(const struct editor *editor)
{
    struct editor_stretch *copy;

    if (editor->stretch_count == 0)
        return NULL;
    copy = mem_alloc(editor->stretch_count, sizeof *copy);
    memcpy(copy, editor->stretch, editor->stretch_count * sizeof *copy);
    return copy;
}

/* Characters typed one after the other are one step, up to a blank. */
static bool joins_last(const struct editor *editor, const struct edit *edit)
{
    const struct editor_step *last;

    if (!editor->merging || editor->done == 0 || edit->removed > 0)
        return false;
    last = &editor->step[editor->done - 1];
    return last->removed_len == 0 && edit->start == last->start + last->added_len
           && last->added_len < 200;
}

static void note_step(struct editor *editor, const struct edit *edit, size_t cursor)
{
    const char *added = editor_text(editor) + edit->start;
    struct editor_step *step;

    forget_steps(editor, editor->done);
    if (joins_last(editor, edit)) {
        step = &editor->step[editor->done - 1];
        step->added = mem_resize(step->added, step->added_len + edit->added + 1, 1);
        memcpy(step->added + step->added_len, added, edit->added);
        step->added_len += edit->added;
        step->added[step->added_len] = '\0';
        return;
    }
    if (editor->step_count == STEPS) {
        free(editor->step[0].removed);
        free(editor->step[0].added);
        free(editor->step[0].stretch);
        memmove(editor->step, editor->step + 1, (STEPS - 1) * sizeof *editor->step);
        editor->step_count--;
    }
    editor->step =
        mem_grow(editor->step, editor->step_count, &editor->step_room, sizeof *editor->step);
    editor->step[editor->step_count++] = (struct editor_step){
        .start = edit->start,
        .removed = mem_copy_len(str_text(&editor->before) + edit->start, edit->removed),
        .removed_len = edit->removed,
        .added = mem_copy_len(added, edit->added),
        .added_len = edit->added,
        .cursor = cursor,
        .stretch = copy_stretches(editor),
    };
    editor->done = editor->step_count;
}

/* Something may have been done to the text, whose cursor stood at `was`. */
static void changed(struct editor *editor, size_t was)
{
    struct edit edit;

    if (editor->before.len == editor->line.text.len
        && memcmp(str_text(&editor->before), editor_text(editor), editor->before.len) == 0)
        return;
    edit = find_edit(&editor->before, &editor->line.text, was, editor->line.cursor);
    note_step(editor, &edit, was);
    for (size_t i = 0; i < editor->stretch_count; i++)
        follow(&editor->stretch[i], &edit);
    keep_before(editor);
    editor->columns = 0;
    editor->marked = false;
}

/* --- commands ----------------------------------------------------------------- */

static bool deletes(void (*how)(struct line *line))
{
    return how == line_delete_left || how == line_delete_right || how == line_cut_blank_word
           || how == line_cut_word_left || how == line_cut_word_right || how == line_cut_to_end;
}

static bool moves(void (*how)(struct line *line))
{
    return how == line_left || how == line_right || how == line_word_left || how == line_word_right
           || how == line_start || how == line_end;
}

static void remove_selection(struct editor *editor, bool keep)
{
    size_t start, end;

    if (!editor_selection(editor, &start, &end))
        return;
    if (keep)
        editor_copy(editor);
    editor->line.cursor = start;
    line_replace(&editor->line, start, end - start, "");
    changed(editor, start);
    editor->marked = false;
}

/* Home and End go to the ends of the row that is seen, then of its paragraph. */
static void to_row_edge(struct editor *editor, bool end)
{
    size_t row, start, stop;

    if (editor->columns == 0) {
        (end ? line_end : line_start)(&editor->line);
        return;
    }
    row = editor_row_of(editor, editor->line.cursor);
    editor_row(editor, row, &start, &stop);
    if (end && row + 1 < editor->row_count && editor->row[row + 1] == stop && stop > start)
        stop = text_previous(editor_text(editor), editor->line.text.len, stop);
    if (editor->line.cursor == (end ? stop : start))
        (end ? line_end : line_start)(&editor->line);
    else
        editor->line.cursor = end ? stop : start;
    editor->line.killing = false;
}

void editor_do(struct editor *editor, void (*how)(struct line *line))
{
    size_t was = editor->line.cursor, start, end;

    if (editor->reading && !moves(how))
        return;
    editor->goal = -1;
    editor->merging = false;
    if (deletes(how) && editor_selection(editor, &start, &end)) {
        remove_selection(editor, how == line_cut_blank_word);
        return;
    }
    if (moves(how) && editor->shifted)
        editor->marked = editor->shifted = false;
    if (how == line_start || how == line_end)
        to_row_edge(editor, how == line_end);
    else
        how(&editor->line);
    if (editor->line.text.len > EDITOR_LIMIT) /* a yank */
        line_replace(&editor->line, 0, editor->line.text.len, str_text(&editor->before));
    changed(editor, was);
}

static void begin_shift(struct editor *editor)
{
    if (!editor->marked) {
        editor->marked = true;
        editor->mark = editor->line.cursor;
    }
    editor->shifted = false; /* a plain move would end it */
}

void editor_shift(struct editor *editor, void (*how)(struct line *line))
{
    begin_shift(editor);
    editor_do(editor, how);
    editor->shifted = true;
}

bool editor_insert(struct editor *editor, const char *text, size_t len)
{
    size_t was, bytes = 0;
    bool one;

    if (editor->reading || editor->line.text.len + len > EDITOR_LIMIT)
        return false;
    if (editor->shifted)
        remove_selection(editor, false);
    was = editor->line.cursor;
    one = len > 0 && len < 5 && !text_is_blank(text_code_point(text, &bytes)) && bytes == len;
    line_insert(&editor->line, text, len);
    changed(editor, was);
    editor->marked = editor->shifted = false;
    editor->merging = one;
    editor->goal = -1;
    return true;
}

void editor_set(struct editor *editor, const char *text)
{
    struct str old = STR_INIT, new = STR_INIT;
    struct edit edit;
    char *with;

    str_add(&old, editor_text(editor));
    str_add(&new, text);
    edit = difference(&old, &new);
    with = mem_copy_len(str_text(&new) + edit.start, edit.added);
    editor->merging = false;
    line_replace(&editor->line, edit.start, edit.removed, with);
    changed(editor, edit.start);
    editor->merging = false;
    free(with);
    str_release(&old);
    str_release(&new);
}

/* --- selecting ---------------------------------------------------------------- */

void editor_mark(struct editor *editor)
{
    editor->marked = !editor->marked || editor->mark != editor->line.cursor;
    editor->mark = editor->line.cursor;
    editor->shifted = false;
    editor->merging = false;
}

bool editor_selection(const struct editor *editor, size_t *start, size_t *end)
{
    size_t cursor = editor->line.cursor;

    *start = editor->mark < cursor ? editor->mark : cursor;
    *end = editor->mark < cursor ? cursor : editor->mark;
    return editor->marked && *start < *end && *end <= editor->line.text.len;
}

void editor_copy(struct editor *editor)
{
    size_t start, end;

    if (!editor_selection(editor, &start, &end))
        return;
    str_clear(&editor->line.kill);
    str_add_len(&editor->line.kill, editor_text(editor) + start, end - start);
    editor->line.killing = false;
}

/* --- undo --------------------------------------------------------------------- */

static void replace(struct editor *editor, size_t start, size_t len, const char *with)
{
    line_replace(&editor->line, start, len, with);
    keep_before(editor);
    editor->columns = 0;
    editor->marked = editor->merging = false;
    editor->goal = -1;
}

bool editor_undo(struct editor *editor)
{
    const struct editor_step *step;

    if (editor->done == 0)
        return false;
    step = &editor->step[--editor->done];
    replace(editor, step->start, step->added_len, step->removed);
    editor->line.cursor = step->cursor;
    if (editor->stretch_count > 0)
        memcpy(editor->stretch, step->stretch, editor->stretch_count * sizeof *editor->stretch);
    return true;
}

bool editor_redo(struct editor *editor)
{
    const struct editor_step *step;
    struct edit edit;

    if (editor->done == editor->step_count)
        return false;
    step = &editor->step[editor->done++];
    edit = (struct edit){ step->start, step->removed_len, step->added_len };
    replace(editor, step->start, step->removed_len, step->added);
    for (size_t i = 0; i < editor->stretch_count; i++)
        follow(&editor->stretch[i], &edit);
    return true;
}
