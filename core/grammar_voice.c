/* SPDX-License-Identifier: MIT */
/* Who speaks, and to whom: "283: ", "283,60: ", "283>all: ", "?gp>60: ",
 * "@smith: ", and "... " where the last speaker goes on. All names in front of
 * the colon must be understood, or none is and the line stays words. */
#include "core/internal.h"

#include "core/mem.h"
#include "core/text.h"
#include <string.h>

enum { HEAD_LIMIT = 512 }; /* bytes in front of a colon: more is a sentence */

/* One side of a ">" while it is read. */
struct side {
    bool addressees;                   /* what follows ">" */
    size_t missing_start, missing_end; /* the first name that nobody has */
    size_t known;                      /* how many names were understood */
};

static void add_voice(struct reader *r, bool addressee, struct read_voice voice)
{
    struct reading *out = r->out;
    struct read_voice **voices = addressee ? &out->addressees : &out->speakers;
    size_t *count = addressee ? &out->addressee_count : &out->speaker_count;

    for (size_t i = 0; i < *count; i++) {
        const struct read_voice *other = &(*voices)[i];

        if (other->kind == voice.kind && other->index == voice.index
            && (voice.kind != VOICE_PERSON || voice.index >= 0))
            return;
    }
    *voices = mem_grow(*voices, *count, addressee ? &out->addressee_room : &out->speaker_room,
                       sizeof **voices);
    (*voices)[(*count)++] = voice;
}

/* "@283": a person to identify with that study id, when nobody has it. */
static bool read_numbered(struct reader *r, struct side *side, struct read_voice voice, int number)
{
    size_t start = voice.name.start, end = start + voice.name.len;

    for (size_t i = 0; i < r->known->person_count; i++) {
        if (r->known->people[i].number != number)
            continue;
        if (!r->known->people[i].to_identify) {
            reader_note(r, NOTE_PROSE, start - 1, end, "%d is somebody already: %d: without the @",
                        number, number);
            return false;
        }
        voice.index = (int)i;
    }
    add_voice(r, side->addressees, voice);
    return true;
}

/* "@smith": a person to identify; again, the same one. */
static bool read_new(struct reader *r, struct side *side, size_t start, size_t end)
{
    struct read_voice voice = { VOICE_PERSON, -1, { start + 1, end - start - 1 } };
    struct token token;
    struct matches found;
    int number;

    if (word_at(r->line, start + 1, end) == 0
        || !token_fold(&token, r->line + start + 1, end - start - 1))
        return false;
    number = study_number(r->line + start + 1, end - start - 1);
    if (number > 0)
        return read_numbered(r, side, voice, number);
    if (r->line[start + 1] >= '0' && r->line[start + 1] <= '9')
        return false;
    for (size_t at = start + 1; at < end;) {
        size_t step = word_at(r->line, at, end);

        if (step == 0 && strchr("-.'", r->line[at]) == NULL)
            return false;
        at += step ? step : 1;
    }
    found = people_called(r->known, &token);
    if (found.count == 1 && r->known->people[found.at[0]].to_identify) {
        voice = (struct read_voice){ .kind = VOICE_PERSON, .index = found.at[0] };
        reader_note(r, NOTE_NEEDLESS, start, end, "\"%.*s\" is %d already",
                    note_width(r->line + start + 1, end - start - 1), r->line + start + 1,
                    r->known->people[found.at[0]].number);
    }
    add_voice(r, side->addressees, voice);
    return true;
}

/* "?gp": somebody of that role group; "?" alone: somebody. */
static bool read_role(struct reader *r, struct side *side, size_t start, size_t end)
{
    struct read_voice voice = { .kind = VOICE_UNKNOWN, .index = -1 };
    struct token token;
    struct matches found;

    if (end - start > 1) {
        if (blank_at(r->line, start + 1, end) > 0
            || !token_fold(&token, r->line + start + 1, end - start - 1))
            return false;
        found = groups_called(r->known, &token);
        if (found.count != 1) {
            if (looks_like_name(r->line, start + 1, end))
                reader_note(r, NOTE_PROSE, start, end, "%s role group \"%.*s\"",
                            found.count > 1 ? "more than one" : "no",
                            note_width(r->line + start + 1, end - start - 1), r->line + start + 1);
            return false;
        }
        voice = (struct read_voice){ .kind = VOICE_ROLE, .index = found.at[0] };
    }
    add_voice(r, side->addressees, voice);
    return true;
}

static bool read_known(struct reader *r, struct side *side, size_t start, size_t end)
{
    struct token token;
    struct matches found;
    const char *how = "are called";

    if (!token_fold(&token, r->line + start, end - start))
        return false;
    if (side->addressees && token_is(&token, "all")) {
        add_voice(r, true, (struct read_voice){ .kind = VOICE_ALL, .index = -1 });
        return true;
    }
    found = people_called(r->known, &token);
    if (found.count == 0) {
        found = people_beginning(r->known, &token);
        how = "begin with";
    }
    if (found.count == 1) {
        add_voice(r, side->addressees,
                  (struct read_voice){ .kind = VOICE_PERSON, .index = found.at[0] });
        return true;
    }
    if (found.count > 1) {
        note_several(r, &found, how, start, end);
    } else if (side->missing_end == 0 && looks_like_name(r->line, start, end)) {
        side->missing_start = start;
        side->missing_end = end;
    }
    return false;
}

/* Reads names with commas between start and end. */
static bool read_side(struct reader *r, struct side *side, size_t start, size_t end)
{
    bool all = true;

    while (start <= end) {
        const char *comma = memchr(r->line + start, ',', end - start);
        size_t stop = comma != NULL ? (size_t)(comma - r->line) : end;
        size_t from = skip_blanks(r->line, start, stop), to = trim_blanks(r->line, from, stop);
        bool understood;

        if (from == to)
            return false;
        if (r->line[from] == '@')
            understood = read_new(r, side, from, to);
        else if (r->line[from] == '?')
            understood = read_role(r, side, from, to);
        else
            understood = read_known(r, side, from, to);
        side->known += understood;
        all = all && understood;
        start = stop + 1;
    }
    return all;
}

/* The colon that ends the names: the first one before a blank or the end. */
static size_t find_colon(const struct reader *r)
{
    size_t limit = r->end - r->start > HEAD_LIMIT ? r->start + HEAD_LIMIT : r->end;

    for (size_t at = r->start; at < limit; at++)
        if (r->line[at] == ':' && (at + 1 == r->end || blank_at(r->line, at + 1, r->end) > 0))
            return at;
    return r->end;
}

/* A word nobody has is worth a note where it can be a name: alone, or beside
 * names that are known ("yes, but: " is neither). */
static void note_missing(struct reader *r, const struct side *side, size_t start, size_t end)
{
    bool alone = side->missing_start == start && side->missing_end == end;
    const char *name = r->line + side->missing_start;
    size_t len = side->missing_end - side->missing_start;
    int number = study_number(name, len);

    if (side->missing_end == 0 || (!alone && side->known == 0))
        return;
    if (number > 0)
        reader_note(r, NOTE_PROSE, side->missing_start, side->missing_end,
                    "nobody has the id %d; @%d: makes that person", number, number);
    else
        reader_note(r, NOTE_PROSE, side->missing_start, side->missing_end,
                    "nobody here is called \"%.*s\"", note_width(name, len), name);
}

static bool read_names(struct reader *r, size_t colon)
{
    const char *to = memchr(r->line + r->start, '>', colon - r->start);
    size_t split = to != NULL ? (size_t)(to - r->line) : colon;
    size_t speakers_end = trim_blanks(r->line, r->start, split);
    struct side side = { .addressees = false };
    bool understood = read_side(r, &side, r->start, split);

    if (to != NULL) {
        side.addressees = true;
        understood = read_side(r, &side, split + 1, colon) && understood;
    }
    if (!understood) {
        note_missing(r, &side, r->start, to != NULL ? speakers_end : colon);
        r->out->speaker_count = r->out->addressee_count = 0;
        return false;
    }
    reader_segment(r, SEGMENT_SPEAKER, r->start, to != NULL ? speakers_end : colon + 1);
    if (to != NULL)
        reader_segment(r, SEGMENT_ADDRESSEE, split, colon + 1);
    return true;
}

/* "... " and "… " with words behind. */
static bool read_continues(struct reader *r)
{
    const char *here = r->line + r->start;
    size_t left = r->end - r->start, len = 0;

    if (left > 3 && (memcmp(here, "...", 3) == 0 || memcmp(here, "…", 3) == 0))
        len = 3;
    if (len == 0 || blank_at(r->line, r->start + len, r->end) == 0)
        return false;
    if (!r->known->can_continue) {
        reader_note(r, NOTE_PROSE, r->start, r->start + len,
                    "nobody has spoken in this item who could go on");
        return true;
    }
    reader_segment(r, SEGMENT_CONTINUES, r->start, r->start + len);
    r->out->continues = true;
    r->start = skip_blanks(r->line, r->start + len, r->end);
    return true;
}

void read_speaker(struct reader *r)
{
    size_t colon;

    if (read_continues(r))
        return;
    colon = find_colon(r);
    if (trim_blanks(r->line, r->start, colon) < colon)
        return; /* "60 : 40 split": no name stands before the colon */
    if (colon < r->end && read_names(r, colon))
        r->start = skip_blanks(r->line, colon + 1, r->end);
}
