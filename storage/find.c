/* SPDX-License-Identifier: MIT */
/* A search, newest meeting first. The full-text index gives the entries that
 * hold the words by their rows, greatest first, into a set of bits; meetings
 * are gone through one by one, each as soon as the index is past its oldest
 * entry. So the first page of a word that is everywhere comes at once, and
 * nothing is ever sorted that is large.
 *
 * Words alone are counted by the index, without looking at any entry; meetings
 * are gone through only as far as somebody wants to see what was found. With
 * other filters what is counted is what was gone through.
 *
 * A worker reads the index where somebody types, and the newest meetings, whose
 * words are in memory, are gone through without waiting for it.
 *
 * Few candidates, of the words or of the index on codes or on people, are
 * looked at alone, and no further meeting is gone through. */
#include "storage/find.h"

#include <string.h>

#include "core/mem.h"
#include "core/text.h"
#include "storage/entries.h"
#include "storage/find_recent.h"
#include "storage/find_work.h"
#include "storage/find_worker.h"

enum {
    FEW = 2000,         /* candidates */
    SOME = 64,          /* candidates that are gone to while the index is read */
    BETWEEN_LOOKS = 64, /* rows between two looks at the clock */
    MEETINGS = 256,     /* read together */
    SCREENFUL = 24      /* of the newest meetings, before the index is asked */
};

struct find_meeting {
    int64_t row;
    int number;
};

struct find {
    struct study *study;
    struct find_help help;
    struct wanted wanted;
    bool done;    /* all were gone through */
    bool plain;   /* words and no other filter: the index counts them, */
    size_t total; /* as far as it was read */
    int64_t *hit; /* rows of entries, in order */
    size_t count, room, limit;
    struct find_meeting *meeting;           /* those that fit, newest first */
    size_t meeting_count, meeting_room, at; /* at: the next to go through */
    bool meetings_read;                     /* there are no further ones */
    int last;                               /* number of the one that was gone through last */
    int64_t oldest, newest;                 /* rows of its entries; newest 0: not yet looked at */
    /* the entries that hold the words */
    bool indexed; /* the index is being read */
    bool read;    /* and was read to its end */
    bool waits;   /* for the worker */
    struct stmt index;
    struct find_rows rows;       /* of the worker */
    int64_t passed;              /* all rows from this one on were seen */
    unsigned char *bit, *hidden; /* hidden: what is not found all the same; NULL none */
    int64_t bits;                /* how many there are */
    int64_t few[FEW];
    size_t candidates; /* FEW + 1: more than that */
};

static void add_hit(struct find *find, int64_t row)
{
    if (find->limit > 0 && find->count >= find->limit) {
        find->done = true;
        return;
    }
    find->hit = mem_grow(find->hit, find->count, &find->room, sizeof *find->hit);
    find->hit[find->count++] = row;
}

static bool has_bit(const struct find *find, int64_t row)
{
    return row >= 0 && row < find->bits && (find->bit[row / 8] >> (row % 8) & 1) != 0;
}

static void add_candidate(struct find *find, int64_t row)
{
    if (find->candidates < FEW)
        find->few[find->candidates] = row;
    if (find->candidates <= FEW)
        find->candidates++;
    if (find->bit == NULL || row < 0 || row >= find->bits)
        return;
    if (find->hidden != NULL && (find->hidden[row / 8] >> (row % 8) & 1) != 0)
        return;
    find->bit[row / 8] |= (unsigned char)(1 << (row % 8));
    find->total++;
}

/* --- beginning ---------------------------------------------------------------------- */

static enum status load_meetings(struct find *find, struct error *err)
{
    struct stmt st = stmt_begin(find->study, QUERY_FIND_MEETINGS);
    size_t before = find->meeting_count;

    stmt_bind_int(&st, ":before",
                  before > 0 ? find->meeting[before - 1].number : (int64_t)NUMBER_MOST + 1);
    wanted_bind_meeting(&st, &find->wanted);
    stmt_bind_int(&st, ":limit", MEETINGS);
    while (stmt_row(&st)) {
        find->meeting = mem_grow(find->meeting, find->meeting_count, &find->meeting_room,
                                 sizeof *find->meeting);
        find->meeting[find->meeting_count++] =
            (struct find_meeting){ stmt_int(&st, 0), stmt_number(&st, 1) };
    }
    find->meetings_read = find->meeting_count - before < MEETINGS;
    return stmt_end(&st, err);
}

/* What the index holds and nobody is to find. */
static enum status load_hidden(struct find *find, struct error *err)
{
    struct stmt st = stmt_begin(find->study, QUERY_FIND_HIDDEN);

    while (stmt_row(&st)) {
        int64_t row = stmt_int(&st, 0);

        if (row < 0 || row >= find->bits)
            continue;
        if (find->hidden == NULL)
            find->hidden = mem_alloc((size_t)find->bits / 8 + 1, 1);
        find->hidden[row / 8] |= (unsigned char)(1 << (row % 8));
    }
    return stmt_end(&st, err);
}

static void set_bit(void *data, int64_t row)
{
    struct find *find = data;

    if (row >= 0 && row < find->bits)
        find->bit[row / 8] |= (unsigned char)(1 << (row % 8));
}

static enum status begin_index(struct find *find, struct error *err)
{
    struct stmt st;

    find->indexed = true;
    if (find->help.worker != NULL) {
        find_worker_ask(find->help.worker, find->wanted.words.text);
    } else {
        find->index = stmt_begin(find->study, QUERY_FIND_INDEX);
        stmt_bind_text(&find->index, ":words", find->wanted.words.text);
    }
    st = stmt_begin(find->study, QUERY_FIND_LAST);
    if (stmt_run_int(&st, 0, &find->bits, err))
        return err->status;
    find->bits = find->bits < 0 ? 1 : find->bits + 1;
    find->bit = mem_alloc((size_t)find->bits / 8 + 1, 1);
    if (find->plain && load_hidden(find, err))
        return err->status;
    find->passed = INT64_MAX;
    if (find->help.recent == NULL)
        return STATUS_OK;
    return find_recent_look(find->help.recent, find->wanted.words.text, set_bit, find, err);
}

/* The entries of a code or a person, unless they are many. */
static enum status load_candidates(struct find *find, enum query query, const char *name,
                                   const char *rows, struct error *err)
{
    struct stmt st = stmt_begin(find->study, query);

    stmt_bind_text(&st, name, rows);
    stmt_bind_int(&st, ":limit", FEW + 1);
    while (stmt_row(&st))
        add_candidate(find, stmt_int(&st, 0));
    return stmt_end(&st, err);
}

/* Looks at each of few candidates, sorted as they are to stand. */
static enum status take_few(struct find *find, struct error *err)
{
    struct str rows = STR_INIT;
    struct stmt st;
    enum status status;

    str_add_char(&rows, '[');
    for (size_t i = 0; i < find->candidates; i++)
        str_add_format(&rows, "%s%lld", i > 0 ? "," : "", (long long)find->few[i]);
    str_add_char(&rows, ']');
    st = stmt_begin(find->study, QUERY_FIND_FEW);
    stmt_bind_text(&st, ":rows", rows.text);
    stmt_bind_int(&st, ":before", find->last);
    wanted_bind_meeting(&st, &find->wanted);
    wanted_bind_entry(&st, &find->wanted);
    while (!find->done && stmt_row(&st))
        add_hit(find, stmt_int(&st, 0));
    status = stmt_end(&st, err);
    str_release(&rows);
    find->done = true;
    return status;
}

static enum status begin(struct find *find, struct error *err)
{
    const struct wanted *wanted = &find->wanted;

    find->plain = wanted_is_words(wanted) && find->limit == 0;
    if (wanted->words.len > 0)
        return begin_index(find, err);
    if (wanted->codes == NULL && wanted->persons == NULL)
        return STATUS_OK;
    if (wanted->codes != NULL
            ? load_candidates(find, QUERY_FIND_CODED, ":codes", wanted->codes, err)
            : load_candidates(find, QUERY_FIND_SAID, ":persons", wanted->persons, err))
        return err->status;
    return find->candidates <= FEW ? take_few(find, err) : STATUS_OK;
}

enum status find_begin(struct find **out, struct study *study, const struct find_filter *filter,
                       struct error *err)
{
    return find_begin_helped(out, study, filter, &(struct find_help){ 0 }, err);
}

enum status find_begin_helped(struct find **out, struct study *study,
                              const struct find_filter *filter, const struct find_help *help,
                              struct error *err)
{
    struct find *find = mem_alloc(1, sizeof *find);
    enum status status;

    *out = NULL;
    find->study = study;
    find->help = *help;
    find->limit = filter->limit;
    find->last = NUMBER_MOST + 1;
    status = wanted_look_up(&find->wanted, study, filter, err);
    if (!status)
        status = begin(find, err);
    if (status) {
        find_end(find);
        return status;
    }
    *out = find;
    return STATUS_OK;
}

void find_end(struct find *find)
{
    struct error ignored = ERROR_INIT;

    if (find == NULL)
        return;
    if (find->indexed && find->help.worker != NULL)
        find_worker_ask(find->help.worker, NULL);
    else if (find->indexed)
        (void)!stmt_end(&find->index, &ignored);
    free(find->rows.row);
    wanted_release(&find->wanted);
    free(find->meeting);
    free(find->bit);
    free(find->hidden);
    free(find->hit);
    free(find);
}

/* --- going on ------------------------------------------------------------------------- */

/* Takes what the worker has read, waiting for it at most `milliseconds`. */
static enum status take_rows(struct find *find, int milliseconds, struct error *err)
{
    struct find_rows *rows = &find->rows;

    if (find_worker_take(find->help.worker, milliseconds, rows, err))
        return err->status;
    for (size_t i = 0; i < rows->count; i++)
        add_candidate(find, rows->row[i]);
    if (rows->count > 0)
        find->passed = rows->row[rows->count - 1];
    find->waits = rows->count == 0 && !rows->last;
    if (rows->last) {
        find->indexed = false;
        find->read = true;
        find->passed = INT64_MIN;
    }
    return STATUS_OK;
}

/* Reads a little more of the index. */
static enum status read_index(struct find *find, int milliseconds, struct error *err)
{
    if (find->help.worker != NULL)
        return take_rows(find, milliseconds, err);
    for (int i = 0; i < BETWEEN_LOOKS; i++) {
        if (!stmt_row(&find->index)) {
            find->indexed = false;
            find->read = true;
            find->passed = INT64_MIN;
            return stmt_end(&find->index, err);
        }
        find->passed = stmt_int(&find->index, 0);
        add_candidate(find, find->passed);
    }
    return STATUS_OK;
}

static enum status look_at_range(struct find *find, struct error *err)
{
    struct stmt st = stmt_begin(find->study, QUERY_FIND_RANGE);

    stmt_bind_int(&st, ":meeting", find->meeting[find->at].row);
    find->oldest = find->newest = 0;
    if (stmt_row(&st)) {
        find->oldest = stmt_int(&st, 0);
        find->newest = stmt_int(&st, 1);
    }
    return stmt_end(&st, err);
}

/* Whether any entry from `first` to `last` holds the words. */
static bool any_bit(const struct find *find, int64_t first, int64_t last)
{
    for (int64_t row = first; row <= last && row < find->bits;) {
        if (row % 8 == 0 && row + 8 <= last && find->bit[row / 8] == 0)
            row += 8;
        else if (has_bit(find, row++))
            return true;
    }
    return false;
}

static enum status walk_meeting(struct find *find, struct error *err)
{
    struct stmt st =
        stmt_begin(find->study, find->plain ? QUERY_FIND_ALL_IN_MEETING : QUERY_FIND_IN_MEETING);

    stmt_bind_int(&st, ":meeting", find->meeting[find->at].row);
    if (!find->plain)
        wanted_bind_entry(&st, &find->wanted);
    while (!find->done && stmt_row(&st)) {
        int64_t row = stmt_int(&st, 0);

        if (find->bit == NULL || has_bit(find, row))
            add_hit(find, row);
    }
    return stmt_end(&st, err);
}

static bool is_recent(const struct find *find)
{
    return find->bit != NULL && find->help.recent != NULL && find->at < find->meeting_count
           && find_recent_holds(find->help.recent, find->meeting[find->at].row);
}

/* One step: a little of the index, or one meeting. */
static enum status step(struct find *find, int milliseconds, struct error *err)
{
    size_t enough = find->plain ? SOME : FEW + 1;
    bool recent;

    if (find->at >= find->meeting_count && !find->meetings_read && load_meetings(find, err))
        return err->status;
    if (find->at >= find->meeting_count) {
        find->done = true;
        return STATUS_OK;
    }
    recent = is_recent(find);
    if (find->read && !recent && find->candidates <= FEW)
        return take_few(find, err);
    if (find->bit != NULL && find->newest == 0) {
        if (look_at_range(find, err))
            return err->status;
        if (find->newest == 0) { /* without entries */
            find->at++;
            return STATUS_OK;
        }
    }
    /* the first meeting waits until the words are known to be many; of words alone a screenful is
     * gone to, and the rest once they are known to be few */
    if (find->indexed && !recent && (find->passed > find->oldest || find->candidates < enough))
        return read_index(find, milliseconds, err);
    if ((find->bit == NULL || any_bit(find, find->oldest, find->newest)) && walk_meeting(find, err))
        return err->status;
    find->last = find->meeting[find->at].number;
    find->at++;
    find->newest = 0;
    return STATUS_OK;
}

/* Words alone: the newest meetings as far as a screen shows them, then the index. */
static enum status count_words(struct find *find, int milliseconds, struct error *err)
{
    if (find->help.recent != NULL && find->count < SCREENFUL) {
        if (find->meeting_count == 0 && load_meetings(find, err))
            return err->status;
        if (is_recent(find))
            return step(find, 0, err);
    }
    return read_index(find, milliseconds, err);
}

enum status find_go_on(struct find *find, int milliseconds, struct error *err)
{
    struct timespec until = clock_deadline(milliseconds < 0 ? 0 : milliseconds);
    int wait = milliseconds < 0 ? -1 : 0;

    find->waits = false;
    while (!find_is_done(find) && !find->waits) {
        if (find->plain ? count_words(find, wait, err) : step(find, wait, err))
            return error_context(err, "finding");
        if (milliseconds >= 0 && clock_is_past(&until))
            break;
    }
    return STATUS_OK;
}

enum status find_reach(struct find *find, size_t count, int milliseconds, bool *reached,
                       struct error *err)
{
    struct timespec until = clock_deadline(milliseconds < 0 ? 0 : milliseconds);

    if (!find->done && find->count < count)
        find->waits = false;
    while (!find->done && find->count < count && !find->waits) {
        if (step(find, milliseconds < 0 ? -1 : 0, err))
            return error_context(err, "finding");
        if (milliseconds >= 0 && clock_is_past(&until))
            break;
    }
    *reached = find->done || find->count >= count;
    return STATUS_OK;
}

size_t find_count(const struct find *find)
{
    return find->plain && find->total > find->count ? find->total : find->count;
}

size_t find_reached(const struct find *find)
{
    return find->count;
}

bool find_waits(const struct find *find)
{
    return find->waits;
}

bool find_is_done(const struct find *find)
{
    return find->plain ? find->read : find->done;
}

/* --- what was found --------------------------------------------------------------------- */

static void add_where(struct str *where, const char *words, const char *text)
{
    if (text[0] == '\0')
        return;
    str_add_format(where, "%s%s", where->len > 0 ? ", " : "", words);
    (void)text_clean_line(where, text, strlen(text));
}

enum status find_place(struct find *find, size_t index, struct found *found, struct str *where,
                       struct error *err)
{
    struct stmt st;
    bool there;

    if (find_reach(find, index + 1, -1, &there, err))
        return err->status;
    if (index >= find->count)
        return error_set(err, STATUS_NOT_FOUND, "what was found is gone");
    st = stmt_begin(find->study, QUERY_FIND_PLACE);
    stmt_bind_int(&st, ":entry", find->hit[index]);
    there = stmt_row(&st);
    if (there) {
        *found = (struct found){ .entry = stmt_id(&st, 0),
                                 .meeting_id = stmt_id(&st, 7),
                                 .meeting = stmt_number(&st, 1),
                                 .sequence = stmt_int(&st, 2) };
        snprintf(found->date, sizeof found->date, "%s", stmt_text(&st, 3));
    }
    if (there && where != NULL) {
        add_where(where, "", stmt_text(&st, 5));
        add_where(where, "site ", stmt_text(&st, 4));
        add_where(where, "", stmt_text(&st, 6));
    }
    if (stmt_end(&st, err))
        return err->status;
    return there ? STATUS_OK : error_set(err, STATUS_NOT_FOUND, "the entry is gone");
}

/* Hands one entry over; *more is what `each` said. */
static enum status give(struct find *find, size_t index,
                        bool (*each)(void *data, int meeting, const struct entry *entry),
                        void *data, bool *more, struct error *err)
{
    const struct entry *entry;
    struct entries *entries;
    struct found found = { 0 };
    enum status status;

    if (find_place(find, index, &found, NULL, err)
        || entries_open_one(&entries, find->study, &found.entry, err))
        return err->status;
    status = entries_next(entries, &entry, err);
    if (!status && entry != NULL)
        *more = each(data, found.meeting, entry);
    entries_close(entries);
    return status;
}

enum status find_entries(struct study *study, const struct find_filter *filter,
                         bool (*each)(void *data, int meeting, const struct entry *entry),
                         void *data, struct error *err)
{
    struct find *find;
    bool more = true;
    enum status status = find_begin(&find, study, filter, err);
    size_t given = 0;

    if (status)
        return status;
    do {
        status = find_go_on(find, 0, err);
        while (!status && more && given < find_count(find))
            status = give(find, given++, each, data, &more, err);
    } while (!status && more && (!find_is_done(find) || given < find_count(find)));
    find_end(find);
    return status;
}
