/* SPDX-License-Identifier: MIT */
/* What wants attention, as the study tells it by kind, put into the order of
 * the entries: a screen steps through one kind and marks another as done. */
#include "tui/writeup_wants.h"
#include "core/mem.h"
#include "storage/drafts.h"
#include <stdlib.h>
#include <string.h>

/* clang-format off */
static const struct { const char *brief, *one, *many; } words[WANTS] = {
    [ATTENTION_PERSON]   = { "to identify",    "person to identify",       "people to identify" },
    [ATTENTION_VOICE]    = { "unnamed",        "voice known by role only", "voices known by role only" },
    [ATTENTION_BARE]     = { "bare events",    "event without words",      "events without words" },
    [ATTENTION_OPEN]     = { "never closed",   "state never closed",       "states never closed" },
    [ATTENTION_BY_END]   = { "closed by end",  "state closed by the end",  "states closed by the end" },
    [ATTENTION_CONFLICT] = { "conflicts",      "conflict not managed",     "conflicts not managed" },
    [ATTENTION_LOST]     = { "lost words",     "code whose words are gone", "codes whose words are gone" },
    [ATTENTION_VERBATIM] = { "exact words",    "quotation to check",       "quotations to check" },
    [ATTENTION_UNSEEN]   = { "not looked at",  "entry not looked at",      "entries not looked at" },
    [WANT_DRAFT]         = { "not saved",      "edit that is not saved",   "edits that are not saved" },
};
/* clang-format on */

void wants_release(struct wants *wants)
{
    free(wants->entry);
    *wants = (struct wants){ 0 };
}

static void add(struct wants *out, int64_t sequence, int want)
{
    out->entry = mem_grow(out->entry, out->entry_count, &out->entry_room, sizeof *out->entry);
    out->entry[out->entry_count++] = (struct wanting){ sequence, 1u << want };
    out->count[want]++;
}

static int by_sequence(const void *a, const void *b)
{
    const struct wanting *x = a, *y = b;

    return (x->sequence > y->sequence) - (x->sequence < y->sequence);
}

/* One for each entry, in their order. */
static void settle(struct wants *out)
{
    size_t count = 0;

    if (out->entry_count > 1)
        qsort(out->entry, out->entry_count, sizeof *out->entry, by_sequence);
    for (size_t i = 0; i < out->entry_count; i++)
        if (count > 0 && out->entry[count - 1].sequence == out->entry[i].sequence)
            out->entry[count - 1].bits |= out->entry[i].bits;
        else
            out->entry[count++] = out->entry[i];
    out->entry_count = count;
}

/* The entries whose edits are not saved. */
static enum status add_drafts(struct wants *out, struct study *study, const struct id *meeting,
                              struct error *err)
{
    int64_t *sequences;
    size_t count;

    if (drafts_load_all(study, meeting, &sequences, &count, err))
        return err->status;
    for (size_t i = 0; i < count; i++)
        add(out, sequences[i], WANT_DRAFT);
    free(sequences);
    return STATUS_OK;
}

enum status wants_load(struct wants *out, struct study *study, const struct id *meeting,
                       struct error *err)
{
    struct attention attention;
    enum status status;

    wants_release(out);
    if (attention_load(&attention, study, meeting, err))
        return err->status;
    for (size_t i = 0; i < attention.count; i++)
        add(out, attention.row[i].sequence, (int)attention.row[i].kind);
    attention_release(&attention);
    status = add_drafts(out, study, meeting, err);
    settle(out);
    return status;
}

/* --- going through ------------------------------------------------------------------ */

/* The index of the first entry from `sequence` on. */
static size_t find(const struct wants *wants, int64_t sequence)
{
    size_t low = 0, high = wants->entry_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (wants->entry[middle].sequence < sequence)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int64_t wants_next(const struct wants *wants, int want, int64_t sequence, bool back)
{
    size_t at = find(wants, sequence);

    if (back) {
        while (at-- > 0)
            if (wants->entry[at].bits >> want & 1)
                return wants->entry[at].sequence;
        return 0;
    }
    for (; at < wants->entry_count; at++)
        if (wants->entry[at].sequence > sequence && (wants->entry[at].bits >> want & 1))
            return wants->entry[at].sequence;
    return 0;
}

bool wants_is_looked(const struct wants *wants, int64_t sequence)
{
    size_t at = find(wants, sequence);

    return at == wants->entry_count || wants->entry[at].sequence != sequence
           || !(wants->entry[at].bits >> ATTENTION_UNSEEN & 1);
}

void wants_looked(struct wants *wants, int64_t sequence)
{
    size_t at = find(wants, sequence);
    const unsigned done = 1u << ATTENTION_UNSEEN | 1u << ATTENTION_VERBATIM;

    if (at == wants->entry_count || wants->entry[at].sequence != sequence)
        return;
    for (int want = 0; want < WANTS; want++)
        wants->count[want] -= (wants->entry[at].bits & done) >> want & 1;
    wants->entry[at].bits &= ~done;
}

int wants_first(const struct wants *wants, int from)
{
    for (int i = 0; i < WANTS; i++) {
        int want = (from + i) % WANTS;

        if (wants->count[want] > 0)
            return want;
    }
    return WANTS;
}

/* --- saying -------------------------------------------------------------------------- */

void wants_say(struct str *out, int want, size_t count)
{
    str_add_format(out, "%zu %s", count, count == 1 ? words[want].one : words[want].many);
}

void wants_show(const struct wants *wants, int chosen, struct styled *out)
{
    for (int want = 0; want < WANTS; want++) {
        if (wants->count[want] == 0)
            continue;
        styled_add(out, ROLE_NORMAL, out->text.len > 0 ? "  " : " ");
        styled_add_format(out, want == chosen ? ROLE_SELECTED : ROLE_STATE, "%s %zu",
                          words[want].brief, wants->count[want]);
    }
    if (out->text.len == 0)
        styled_add(out, ROLE_GOOD, " nothing wants attention");
}
