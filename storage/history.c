/* SPDX-License-Identifier: MIT */
/* The history of one entry. Its revisions and those of its codings are read in
 * their order, and the changes that made them are gone through: each leaves a
 * state behind. */
#include "storage/history.h"

#include "core/mem.h"
#include "storage/entries_work.h"
#include "storage/internal.h"
#include <stdlib.h>
#include <string.h>

struct history_store {
    struct store strings;
};

/* A revision of the entry, or of one of its codings. */
struct entry_form {
    int64_t change;
    struct entry entry;
};
struct coding_form {
    int64_t change, coding; /* rows */
    size_t from, until;     /* it stands after the changes `from` up to, not including, `until` */
    bool removed;
    struct coding form;
};

struct reading_history {
    struct study *study;
    struct entry_history *out;
    int64_t entry;
    struct entry_form *forms;
    size_t form_count, form_room;
    struct coding_form *codings;
    size_t coding_count, coding_room;
};

/* --- parts of a revision ---------------------------------------------------------- */

static enum status read_voices(struct reading_history *h, int64_t revision, const char *role,
                               const struct voice **voices, size_t *count, struct error *err)
{
    struct stmt st = stmt_begin(h->study, QUERY_HISTORY_VOICES);
    struct voice *list = NULL, *kept;
    size_t room = 0;

    stmt_bind_int(&st, ":revision", revision);
    stmt_bind_text(&st, ":role", role);
    *count = 0;
    while (stmt_row(&st)) {
        enum voice_kind kind = entries_voice_kind(stmt_text(&st, 0));

        list = mem_grow(list, *count, &room, sizeof *list);
        list[*count].kind = kind;
        list[(*count)++].id = kind == VOICE_PERSON ? stmt_id(&st, 1)
                              : kind == VOICE_ROLE ? stmt_id(&st, 2)
                                                   : (struct id){ { 0 } };
    }
    if (*count > 0) {
        kept = store_alloc(&h->out->store->strings, *count, sizeof *kept);
        memcpy(kept, list, *count * sizeof *kept);
        *voices = kept;
    }
    free(list);
    return stmt_end(&st, err);
}

static enum status read_verbatim(struct reading_history *h, int64_t revision, struct entry *entry,
                                 struct error *err)
{
    struct stmt st = stmt_begin(h->study, QUERY_HISTORY_VERBATIM);
    struct span *list = NULL, *kept;
    size_t room = 0;

    stmt_bind_int(&st, ":revision", revision);
    while (stmt_row(&st)) {
        list = mem_grow(list, entry->verbatim_count, &room, sizeof *list);
        list[entry->verbatim_count++] =
            entries_span(entry->text, stmt_int(&st, 0), stmt_int(&st, 1));
    }
    if (list != NULL) {
        kept = store_alloc(&h->out->store->strings, entry->verbatim_count, sizeof *kept);
        memcpy(kept, list, entry->verbatim_count * sizeof *kept);
        entry->verbatim = kept;
    }
    free(list);
    return stmt_end(&st, err);
}

static enum status read_values(struct reading_history *h, int64_t revision, struct coding *coding,
                               struct error *err)
{
    struct stmt st = stmt_begin(h->study, QUERY_HISTORY_VALUES);
    struct coding_value *list = NULL, *kept;
    size_t room = 0;

    stmt_bind_int(&st, ":revision", revision);
    while (stmt_row(&st)) {
        list = mem_grow(list, coding->value_count, &room, sizeof *list);
        list[coding->value_count++] =
            (struct coding_value){ stmt_id(&st, 0), store_column(&h->out->store->strings, &st, 1) };
    }
    if (coding->value_count > 0) {
        kept = store_alloc(&h->out->store->strings, coding->value_count, sizeof *kept);
        memcpy(kept, list, coding->value_count * sizeof *kept);
        coding->values = kept;
    }
    free(list);
    return stmt_end(&st, err);
}

/* --- revisions ------------------------------------------------------------------------ */

static struct entry read_entry(struct reading_history *h, struct stmt *st)
{
    struct store *strings = &h->out->store->strings;

    return (struct entry){
        .id = stmt_id(st, 2),
        .sequence = stmt_int(st, 3),
        .kind =
            (enum entry_kind)word_or(entry_kind_words, ENTRY_KINDS, stmt_text(st, 4), ENTRY_NOTE),
        .at = stmt_int_or(st, 5, TIME_UNKNOWN),
        .offset = (int32_t)stmt_int(st, 6),
        .recorded = stmt_int(st, 7),
        .observer = store_column(strings, st, 8),
        .observer_id = stmt_id(st, 9),
        .item = stmt_id(st, 10),
        .about = stmt_id(st, 11),
        .part = (enum part)word_or(part_words, PARTS, stmt_text(st, 12), PART_PUBLIC),
        .removed = stmt_int(st, 13) != 0,
        .retracted = stmt_int(st, 14) != 0,
        .revised = stmt_int(st, 15) != 0,
        .continues = stmt_int(st, 16) != 0,
        .text = store_column(strings, st, 17),
    };
}

static enum status read_forms(struct reading_history *h, struct error *err)
{
    struct stmt st = stmt_begin(h->study, QUERY_HISTORY_ENTRY);
    enum status status = STATUS_OK;

    stmt_bind_int(&st, ":entry", h->entry);
    while (!status && stmt_row(&st)) {
        struct entry_form *form;
        int64_t revision = stmt_int(&st, 0);

        h->forms = mem_grow(h->forms, h->form_count, &h->form_room, sizeof *h->forms);
        form = &h->forms[h->form_count++];
        form->change = stmt_int(&st, 1);
        form->entry = read_entry(h, &st);
        status = read_voices(h, revision, "speaker", &form->entry.speakers,
                             &form->entry.speaker_count, err);
        if (!status)
            status = read_voices(h, revision, "addressee", &form->entry.addressees,
                                 &form->entry.addressee_count, err);
        if (!status)
            status = read_verbatim(h, revision, &form->entry, err);
    }
    return stmt_end(&st, err) ? err->status : status;
}

static enum status read_codings(struct reading_history *h, struct error *err)
{
    struct stmt st = stmt_begin(h->study, QUERY_HISTORY_CODINGS);
    struct store *strings = &h->out->store->strings;
    enum status status = STATUS_OK;

    stmt_bind_int(&st, ":entry", h->entry);
    while (!status && stmt_row(&st)) {
        struct coding_form *form;

        h->codings = mem_grow(h->codings, h->coding_count, &h->coding_room, sizeof *h->codings);
        form = &h->codings[h->coding_count++];
        *form = (struct coding_form){ .change = stmt_int(&st, 1),
                                      .coding = stmt_int(&st, 2),
                                      .removed = stmt_int(&st, 3) != 0 };
        form->form = (struct coding){
            .id = stmt_id(&st, 4),
            .code = stmt_id(&st, 5),
            .observer = store_column(strings, &st, 6),
            .observer_id = stmt_id(&st, 7),
            .recorded = stmt_int(&st, 8),
            .action = (enum coding_action)word_or(coding_action_words, CODING_ACTIONS,
                                                  stmt_text(&st, 9), CODING_POINT),
            .whole = stmt_is_null(&st, 10),
            .words = { (size_t)stmt_int(&st, 10), (size_t)stmt_int(&st, 11) },
            .by_end = stmt_int(&st, 12) != 0,
            .closes = stmt_id(&st, 13),
            .lost = store_column(strings, &st, 14),
        };
        status = read_values(h, stmt_int(&st, 0), &form->form, err);
    }
    return stmt_end(&st, err) ? err->status : status;
}

/* --- states ------------------------------------------------------------------------------ */

/* A change that touched the entry; they are in the order of their versions. */
struct history_change {
    int64_t row;
    struct history_row said;
};

/* From which of the changes up to which each form of a coding stands. */
static void place_codings(struct reading_history *h, const struct history_change *changes,
                          size_t count)
{
    size_t at = 0;

    for (size_t i = 0; i < h->coding_count; i++) {
        struct coding_form *form = &h->codings[i];

        while (at < count && changes[at].row != form->change)
            at++; /* both are in the same order */
        form->from = at;
        form->until = count;
        for (size_t j = i; j-- > 0;)
            if (h->codings[j].coding == form->coding) {
                h->codings[j].until = form->from;
                break;
            }
    }
}

static void put_codings(struct reading_history *h, size_t at, struct entry *entry)
{
    struct coding *list = store_alloc(&h->out->store->strings, h->coding_count + 1, sizeof *list);
    size_t count = 0;

    for (size_t i = 0; i < h->coding_count; i++) {
        const struct coding_form *form = &h->codings[i];

        if (form->removed || at < form->from || at >= form->until)
            continue;
        list[count] = form->form;
        if (!form->form.whole)
            list[count].words = entries_span(entry->text, (int64_t)form->form.words.start,
                                             (int64_t)form->form.words.len);
        count++;
    }
    entry->codings = list;
    entry->coding_count = count;
}

static enum status read_changes(struct reading_history *h, struct history_change **changes,
                                size_t *count, struct error *err)
{
    struct stmt st = stmt_begin(h->study, QUERY_HISTORY_CHANGES);
    struct store *strings = &h->out->store->strings;
    size_t room = 0;

    stmt_bind_int(&st, ":entry", h->entry);
    while (stmt_row(&st)) {
        *changes = mem_grow(*changes, *count, &room, sizeof **changes);
        (*changes)[(*count)++] = (struct history_change){
            .row = stmt_int(&st, 0),
            .said = { .change = stmt_id(&st, 1),
                      .kind = store_column(strings, &st, 2),
                      .recorded = stmt_int(&st, 3),
                      .observer = store_column(strings, &st, 4),
                      .reason = store_column(strings, &st, 5) },
        };
    }
    return stmt_end(&st, err);
}

static void put_states(struct reading_history *h, const struct history_change *changes,
                       size_t count)
{
    const struct entry_form *last = NULL;
    size_t form = 0;

    place_codings(h, changes, count);
    h->out->row = mem_alloc(count + 1, sizeof *h->out->row);
    for (size_t i = 0; i < count; i++) {
        struct history_row *row = &h->out->row[h->out->count];

        while (form < h->form_count && h->forms[form].change == changes[i].row)
            last = &h->forms[form++];
        if (last == NULL)
            continue; /* a damaged study */
        *row = changes[i].said;
        row->entry = last->entry;
        put_codings(h, i, &row->entry);
        h->out->count++;
    }
}

enum status history_load(struct entry_history *out, struct study *study, const struct id *entry,
                         struct error *err)
{
    struct reading_history h = { .study = study, .out = out };
    struct history_change *changes = NULL;
    size_t change_count = 0;
    struct work view;
    enum status status = view_begin(&view, study, err);

    *out = (struct entry_history){ NULL, 0, NULL };
    out->store = mem_alloc(1, sizeof *out->store);
    if (!status)
        status = study_need_row(study, QUERY_ROW_ENTRY, entry, "entry", &h.entry, err);
    if (!status)
        status = read_forms(&h, err);
    if (!status)
        status = read_codings(&h, err);
    if (!status)
        status = read_changes(&h, &changes, &change_count, err);
    if (!status)
        put_states(&h, changes, change_count);
    view_finish(&view, study);
    free(changes);
    free(h.forms);
    free(h.codings);
    if (status) {
        history_release(out);
        return error_context(err, "reading the history");
    }
    return STATUS_OK;
}

void history_release(struct entry_history *history)
{
    if (history->store != NULL)
        store_release(&history->store->strings);
    free(history->store);
    free(history->row);
    *history = (struct entry_history){ NULL, 0, NULL };
}
