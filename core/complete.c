/* SPDX-License-Identifier: MIT */
/* What Tab can put at the cursor: codes and their choices, people, role
 * groups, agenda items and parts, best first. Only what the grammar would
 * read at that place is offered. */
#include "core/internal.h"

#include "core/mem.h"
#include "core/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OFFERS = 60 }; /* more than anyone leafs through */

/* The place that is completed. */
struct place {
    struct completions *out;
    const struct known *known;
    const char *line;
    size_t len, start, cursor; /* start: behind the time */
};

static void offer_over(const struct place *place, struct span replaces, struct str *with,
                       struct str *shows, const char *explains)
{
    struct completions *out = place->out;

    if (out->count < OFFERS) {
        out->item = mem_grow(out->item, out->count, &out->room, sizeof *out->item);
        out->item[out->count++] = (struct completion){
            .replaces = replaces,
            .with = str_take(with),
            .shows = str_take(shows),
            .explains = mem_copy(explains != NULL ? explains : ""),
        };
    }
    str_release(with);
    str_release(shows);
}

static void offer(const struct place *place, size_t from, struct str *with, struct str *shows,
                  const char *explains)
{
    offer_over(place, (struct span){ from, place->cursor - from }, with, shows, explains);
}

/* A blank after what is put in, unless one stands there. */
static void add_blank(const struct place *place, struct str *with)
{
    if (blank_at(place->line, place->cursor, place->len) == 0)
        str_add_char(with, ' ');
}

/* A blank only where words go on. */
static void add_word_gap(const struct place *place, struct str *with)
{
    if (place->cursor < place->len)
        add_blank(place, with);
}

/* --- codes --------------------------------------------------------------------------- */

static bool has_key(const struct code *code)
{
    return code->key != NULL && code->key[0] != '\0';
}

/* How well a code fits: 0 best, -1 not. */
static int code_rank(const struct code *code, const struct token *token)
{
    if (token->len == 0)
        return code->pinned > 0 ? 0 : 1;
    if (has_key(code) && token_is(token, code->key))
        return 0;
    if (has_key(code) && token_begins(token, code->key))
        return 1;
    if (token_begins(token, code->name))
        return 2;
    return token_begins_word(token, code->name) ? 3 : -1;
}

static void offer_code(const struct place *place, size_t from, const struct code *code)
{
    struct str with = STR_INIT, shows = STR_INIT;

    str_add_char(&with, '#');
    str_add(&with, has_key(code) ? code->key : code->name);
    for (size_t i = 0; i < with.len; i++)
        if (with.text[i] == ' ')
            with.text[i] = '-'; /* so that the words behind are not taken in */
    add_blank(place, &with);
    if (has_key(code))
        str_add_format(&shows, "%s  ", code->key);
    str_add(&shows, code->name);
    offer(place, from, &with, &shows, code->definition);
}

/* --- choices in a bracket ----------------------------------------------------------------- */

/* Where a choice is put: behind `opens`, which is "" inside of a bracket that
 * is there already, else all that stands before the choice ("#ch("). */
struct bracket {
    const char *opens;
    size_t from;
};

/* A choice closes its bracket, so that typing on leaves it whole. */
static void offer_choice(const struct place *place, const struct bracket *bracket,
                         const struct modifier *modifier, const char *choice)
{
    struct str with = STR_INIT, shows = STR_INIT;
    struct span replaces = { bracket->from, place->cursor - bracket->from };
    char next = place->cursor < place->len ? place->line[place->cursor] : ' ';
    bool inside = bracket->opens[0] == '\0';

    str_add(&with, bracket->opens);
    if (strpbrk(choice, ",)") != NULL)
        str_add_format(&with, "%s=\"%s\"", modifier->name, choice);
    else
        str_add(&with, choice);
    if (!inside || next != ',')
        str_add_char(&with, ')');
    if (inside)
        replaces.len += next == ')';
    else if (strchr(".,;:?!)", next) == NULL)
        add_word_gap(place, &with);
    str_add(&shows, choice);
    offer_over(place, replaces, &with, &shows, modifier->name);
}

/* Where the bracket that the cursor stands in is closed, if a comma is next:
 * what comes behind that is of the bracket too. Else the cursor. */
static size_t close_of(const struct place *place)
{
    const char *here = place->line + place->cursor, *close;

    if (place->cursor == place->len || *here != ',')
        return place->cursor;
    close = memchr(here, ')', place->len - place->cursor);
    return close != NULL ? (size_t)(close - place->line) : place->cursor;
}

/* Whether one of the pieces between `from` and `to` gives this modifier. */
static bool is_given(const struct place *place, size_t from, size_t to,
                     const struct modifier *modifier)
{
    while (from < to) {
        const char *comma = memchr(place->line + from, ',', to - from);
        size_t end = comma != NULL ? (size_t)(comma - place->line) : to, start, stop;
        const char *equals = memchr(place->line + from, '=', end - from);
        struct token token;

        start = skip_blanks(place->line, from, end);
        stop =
            trim_blanks(place->line, start, equals != NULL ? (size_t)(equals - place->line) : end);
        if (stop > start && token_fold(&token, place->line + start, stop - start)) {
            if (equals != NULL && token_is(&token, modifier->name))
                return true;
            for (size_t i = 0; equals == NULL && i < modifier->choice_count; i++)
                if (token_is(&token, modifier->choices[i]))
                    return true;
        }
        from = end + 1;
    }
    return false;
}

static void offer_modifier(const struct place *place, const struct bracket *bracket,
                           const struct modifier *modifier, const struct token *token)
{
    struct str with = STR_INIT, shows = STR_INIT;

    for (size_t i = 0; i < modifier->choice_count; i++)
        if (token->len == 0 || token_begins_word(token, modifier->choices[i]))
            offer_choice(place, bracket, modifier, modifier->choices[i]);
    if (modifier->choice_count > 0 || (token->len > 0 && !token_begins(token, modifier->name)))
        return;
    str_add_format(&with, "%s%s=", bracket->opens, modifier->name);
    str_add_format(&shows, "%s=", modifier->name);
    offer(place, bracket->from, &with, &shows, "free words");
}

/* A bracket for a code that has none yet: everything that its modifiers take. */
static void offer_bracket(const struct place *place, const struct code *code, size_t from,
                          const char *before)
{
    struct str opens = STR_INIT;
    struct bracket bracket = { .from = from };
    const struct token nothing = { .len = 0 };

    str_add_format(&opens, "%s(", before);
    bracket.opens = opens.text;
    for (size_t i = 0; i < code->modifier_count; i++)
        offer_modifier(place, &bracket, &code->modifiers[i], &nothing);
    str_release(&opens);
}

/* Offers the choices of `code` for what stands since the last comma behind the
 * bracket at `open`; nothing where the bracket is closed before the cursor. */
static void offer_choices(const struct place *place, const struct code *code, size_t open)
{
    size_t from = open + 1, equals = 0, given;
    bool quoted = false;
    struct bracket bracket = { .opens = "" };
    struct token name = { .len = 0 }, token;

    for (size_t i = from; i < place->cursor; i++) {
        if (place->line[i] == '"')
            quoted = !quoted;
        else if (!quoted && place->line[i] == ')')
            return;
        else if (!quoted && place->line[i] == ',')
            from = i + 1, equals = 0;
        else if (!quoted && place->line[i] == '=' && equals == 0)
            equals = i;
    }
    given = from;
    from = skip_blanks(place->line, from, place->cursor);
    if (equals > 0) {
        if (!token_fold(&name, place->line + from, trim_blanks(place->line, from, equals) - from))
            return;
        from = equals + 1;
    }
    if (quoted || !token_fold(&token, place->line + from, place->cursor - from))
        return;
    bracket.from = from;
    for (size_t i = 0; i < code->modifier_count; i++)
        if (!is_given(place, open + 1, given, &code->modifiers[i])
            && !is_given(place, place->cursor, close_of(place), &code->modifiers[i])
            && (equals == 0
                || (token_is(&name, code->modifiers[i].name)
                    && code->modifiers[i].choice_count > 0)))
            offer_modifier(place, &bracket, &code->modifiers[i], &token);
}

/* --- what stands behind a "#" -------------------------------------------------------------- */

/* A code, and behind it, where its key stands there already, its modifiers. */
static void offer_code_with(const struct place *place, size_t hash, const struct code *code,
                            const struct token *typed)
{
    struct str key = STR_INIT;

    offer_code(place, hash, code);
    if (!has_key(code) || !token_is(typed, code->key))
        return;
    str_add_format(&key, "#%s", code->key);
    offer_bracket(place, code, hash, key.text);
    str_release(&key);
}

static void offer_codes(const struct place *place, size_t hash)
{
    struct token token;

    if (!token_fold(&token, place->line + hash + 1, place->cursor - hash - 1))
        return;
    for (size_t i = 0; i < token.len; i++)
        if (token.text[i] == '-' || token.text[i] == '_')
            token.text[i] = ' ';
    for (int rank = 0; rank <= 3; rank++)
        for (size_t i = 0; place->known->codes != NULL && i < place->known->code_count; i++)
            if (!place->known->codes[i].retired
                && code_rank(&place->known->codes[i], &token) == rank)
                offer_code_with(place, hash, &place->known->codes[i], &token);
}

/* The last "#" before the cursor that may begin a code; the cursor if none. */
static size_t find_hash(const struct place *place)
{
    size_t lowest = place->cursor > 2000 ? place->cursor - 2000 : 0;

    for (size_t i = place->cursor; i-- > place->start && i >= lowest;)
        if (place->line[i] == '#' && after_blank(place->line, place->start, i))
            return i;
    return place->cursor;
}

/* True when the cursor stands in or behind a code. */
static bool complete_code(const struct place *place)
{
    size_t hash = find_hash(place), after, before = place->out->count;
    const struct code *code;
    struct reading reading = { .kind = READ_NOTHING };
    struct reader r = {
        .out = &reading,
        .known = place->known,
        .line = place->line,
        .start = place->start,
        .end = place->cursor,
    };

    if (hash == place->cursor)
        return false;
    after = read_code(&r, hash);
    code = after > hash ? &place->known->codes[reading.codes[0].code] : NULL;
    if (code != NULL && after < place->cursor && place->line[after] == '(')
        offer_choices(place, code, after);
    else if (code != NULL && reading.codes[0].value_count == 0 && after < place->cursor
             && after + blank_at(place->line, after, place->cursor) == place->cursor)
        offer_bracket(place, code, after, "");
    if (place->out->count == before && (code == NULL || place->line[after] != '('))
        offer_codes(place, hash);
    reading_release(&reading);
    return true;
}

/* --- people ------------------------------------------------------------------------------- */

static bool begins(const struct person *person, const struct token *token)
{
    char number[16];

    (void)snprintf(number, sizeof number, "%d", person->number);
    if (token_begins(token, number) || token_begins(token, person->initials)
        || token_begins_word(token, person->name))
        return true;
    for (size_t i = 0; i < person->alias_count; i++)
        if (token_begins(token, person->aliases[i]))
            return true;
    return false;
}

static int person_rank(const struct person *person, const struct token *token)
{
    if (person->number <= 0)
        return -1;
    if (token->len == 0)
        return person->here ? 0 : -1;
    if (!begins(person, token))
        return -1;
    return person->here ? 0 : 1;
}

/* People whose id or names begin so, those of this meeting first. */
static void offer_people(const struct place *place, size_t from, const char *suffix)
{
    struct token token;

    if (!token_fold(&token, place->line + from, place->cursor - from))
        return;
    for (int rank = 0; rank <= 1; rank++) {
        for (size_t i = 0; i < place->known->person_count; i++) {
            const struct person *person = &place->known->people[i];
            struct str with = STR_INIT, shows = STR_INIT;

            if (place->out->count >= OFFERS || person_rank(person, &token) != rank)
                continue;
            str_add_format(&with, "%d%s", person->number, suffix);
            person_label(&shows, person, place->known->groups);
            offer(place, from, &with, &shows,
                  person->to_identify       ? "to identify"
                  : person->role_group >= 0 ? place->known->groups[person->role_group].name
                                            : "");
        }
    }
}

static void offer_groups(const struct place *place, size_t from, const char *suffix)
{
    struct token token;

    if (!token_fold(&token, place->line + from + 1, place->cursor - from - 1))
        return;
    for (size_t i = 0; i < place->known->group_count; i++) {
        const struct role_group *group = &place->known->groups[i];
        struct str with = STR_INIT, shows = STR_INIT;

        if (token.len > 0 && !token_begins(&token, group->key)
            && !token_begins_word(&token, group->name))
            continue;
        str_add_format(&with, "?%s%s", group->key, suffix);
        str_add_format(&shows, "?%s  %s", group->key, group->name);
        offer(place, from, &with, &shows, "somebody of this role group");
    }
}

static void offer_all(const struct place *place, size_t from, const char *suffix)
{
    struct str with = STR_INIT, shows = STR_INIT;

    str_add_format(&with, "all%s", suffix);
    str_add(&shows, "all");
    offer(place, from, &with, &shows, "everybody");
}

/* Whether what stands before the separator at `stop` is read as speakers. */
static bool are_speakers(const struct place *place, size_t stop)
{
    struct str head = STR_INIT;
    struct reading reading = { .kind = READ_NOTHING };
    struct reader r = { .out = &reading, .known = place->known };
    bool are;

    str_add_len(&head, place->line + place->start, stop - place->start);
    str_add_char(&head, ':');
    r.line = head.text;
    r.end = head.len;
    read_speaker(&r);
    are = reading.speaker_count > 0;
    reading_release(&reading);
    str_release(&head);
    return are;
}

static void complete_speaker(const struct place *place)
{
    size_t from = place->start, separator = place->cursor;
    bool to = false;
    const char *suffix = place->cursor < place->len && place->line[place->cursor] == ':' ? ""
                         : blank_at(place->line, place->cursor, place->len) > 0          ? ":"
                                                                                         : ": ";

    for (size_t i = place->start; i < place->cursor; i++) {
        if (place->line[i] == ',' || place->line[i] == '>') {
            separator = i;
            to = to || place->line[i] == '>';
        } else if (place->line[i] == ':') {
            return; /* behind the speakers: these are words */
        }
    }
    if (separator < place->cursor) {
        if (!are_speakers(place, separator))
            return;
        from = separator + 1;
    }
    from = skip_blanks(place->line, from, place->cursor);
    if (from < place->cursor && place->line[from] == '?') {
        offer_groups(place, from, suffix);
        return;
    }
    offer_people(place, from, suffix);
    if (to && (size_t)(place->cursor - from) <= 3
        && same_folded("all", place->cursor - from, place->line + from, place->cursor - from))
        offer_all(place, from, suffix);
}

/* Behind the last sign of an attendance line. */
static void complete_attendance(const struct place *place)
{
    size_t sign = place->start;

    for (size_t i = place->start; i < place->cursor; i++)
        if (place->line[i] == ',')
            sign = skip_blanks(place->line, i + 1, place->cursor);
    if (sign < place->cursor && (place->line[sign] == '+' || place->line[sign] == '-')
        && blank_at(place->line, sign + 1, place->cursor) == 0)
        offer_people(place, sign + 1, "");
}

/* --- agenda and parts --------------------------------------------------------------------- */

static void complete_item(const struct place *place)
{
    size_t from = skip_blanks(place->line, place->start + 1, place->cursor);
    struct token token;

    if (from == place->start + 1 || !token_fold(&token, place->line + from, place->cursor - from))
        return;
    for (size_t i = 0; i < place->known->item_count; i++) {
        const struct agenda_item *item = &place->known->items[i];
        struct str with = STR_INIT, shows = STR_INIT;

        if (token.len > 0 && !token_begins_word(&token, item->title)
            && study_number(token.text, token.len) != item->number)
            continue;
        str_add(&with, item->title);
        str_add_format(&shows, "%d  %s", item->number, item->title);
        offer(place, from, &with, &shows, item->paper);
    }
}

static void complete_part(const struct place *place)
{
    static const char *const parts[] = { "private", "public", "break", "resume" };
    static const char *const explains[] = {
        "a private part begins",
        "a public part begins",
        "a break begins",
        "the break is over",
    };
    struct token token;

    if (!token_fold(&token, place->line + place->start + 1, place->cursor - place->start - 1))
        return;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct str with = STR_INIT, shows = STR_INIT;

        if (token.len > 0 && !token_begins(&token, parts[i]))
            continue;
        str_add_format(&with, "=%s", parts[i]);
        str_add_format(&shows, "=%s", parts[i]);
        offer(place, place->start, &with, &shows, explains[i]);
    }
}

/* --- the whole ------------------------------------------------------------------------------ */

/* The first byte behind the blanks and the time in front. */
static size_t find_start(const char *line, size_t end, const struct known *known)
{
    struct reading reading = { .kind = READ_NOTHING };
    struct reader r = { .out = &reading, .known = known, .line = line, .end = end };

    r.start = skip_blanks(line, 0, end);
    read_time(&r);
    reading_release(&reading);
    return r.start;
}

void grammar_complete(struct completions *out, const char *line, size_t len, size_t cursor,
                      const struct known *known)
{
    struct place place = { .out = out, .known = known, .line = line, .len = len };
    char first;

    place.cursor = cursor < len ? cursor : len;
    place.start = find_start(line, place.cursor, known);
    first = place.start < place.cursor ? line[place.start] : '\0';
    if (first == '\\'
        || (place.cursor - place.start >= 2 && memcmp(line + place.start, "//", 2) == 0))
        return;
    if (first == '>')
        complete_item(&place);
    else if (first == '=')
        complete_part(&place);
    else if (complete_code(&place))
        return;
    else if (first == '+' || first == '-')
        complete_attendance(&place);
    else
        complete_speaker(&place);
}

void completions_release(struct completions *completions)
{
    for (size_t i = 0; i < completions->count; i++) {
        free(completions->item[i].with);
        free(completions->item[i].shows);
        free(completions->item[i].explains);
    }
    free(completions->item);
    *completions = (struct completions){ 0 };
}
