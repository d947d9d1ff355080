/* SPDX-License-Identifier: MIT */
/* Words are counted behind the reading of the documents: a word that stands in
 * small letters anywhere is no name. */
#include "export/name_check.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "core/text.h"
#include "export/behind.h"
#include "export/fold.h"
#include "export/word_sets.h"

enum { LONGEST_WORD = 64,     /* bytes; what is longer is no name */
       CAPITALS_LEAST = 200,  /* words of a meeting before its capitals tell anything */
       CAPITALS_MOST = 15 };  /* in a hundred, inside sentences: more are nouns */

/* Somebody who was at a site. */
struct seen {
    size_t label, role; /* the label's role group; LABEL_NONE without one */
    const char *site;
};

struct unchecked {
    const char *script;
    size_t words;
    int meeting;
};

/* The texts of a document, one after the other. */
struct texts {
    struct str text;
    size_t *end;  /* of each, in it */
    size_t count, room;
    int meeting;
};

struct name_check {
    const struct labels *labels;
    struct seen *seen;
    size_t seen_count, seen_room;
    struct behind *behind;     /* counts words: what follows is its own until it is finished */
    struct fold *fold;
    struct word_sets sets;
    struct unchecked unchecked[8];
    size_t unchecked_count;
    int *nouns;                /* meetings in which nouns have capitals */
    size_t nouns_count, nouns_room;
    /* of the document at hand */
    int meeting;
    size_t words, inside;      /* words of three letters or more; those inside sentences with a capital */
};

void name_check_free(struct name_check *check)
{
    if (check == NULL)
        return;
    behind_free(check->behind);
    free(check->fold);
    word_sets_release(&check->sets);
    free(check->seen);
    free(check->nouns);
    free(check);
}

/* --- words ------------------------------------------------------------------------------- */

/* Whether it is written in capitals throughout, as abbreviations are. */
static bool all_capitals(const char *word, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (word[i] >= 'a' && word[i] <= 'z')
            return false;
        if ((unsigned char)word[i] >= 0x80)
            return false;
    }
    return true;
}

/* Whether it is ASCII that folding leaves as it is. */
static bool is_folded(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Whether a word may go on with the byte. */
static bool goes_on(char c)
{
    return (unsigned char)c >= 0x80 || text_is_word((unsigned char)c);
}

/* Takes a word of nothing else, as most words are, and returns where it ends; 0: it is none. */
static size_t take_folded(struct name_check *check, const char *text, size_t len, size_t at)
{
    uint64_t hash = WORD_HASH_START;
    size_t start = at;

    for (; at < len && is_folded(text[at]); at++)
        hash = word_hash_on(hash, text[at]);
    if (at == start || (at < len && goes_on(text[at])))
        return 0;
    if (at - start >= 2 && at - start <= LONGEST_WORD) {
        check->words += at - start >= 3;
        word_sets_add_small(&check->sets, word_hash_end(hash));
    }
    return at;
}

static void take_word(struct name_check *check, struct str *folded, const char *word, size_t len,
                      bool inside)
{
    size_t bytes;
    bool capital;
    uint64_t hash;

    if (len < 2 || len > LONGEST_WORD)
        return;
    check->words += len >= 3;
    str_clear(folded);
    text_fold(folded, word, len);
    capital = text_is_capital(text_code_point(word, &bytes));
    hash = word_hash(folded->text, folded->len);
    if (!capital) {
        word_sets_add_small(&check->sets, hash);
        return;
    }
    if (len <= 5 && all_capitals(word, len))
        return; /* NHS, CCG: an abbreviation */
    check->inside += inside && len >= 3;
    word_sets_add_capital(&check->sets, word, len, folded->text, hash, inside, check->meeting);
}

static void note_unchecked(struct name_check *check, const char *script)
{
    struct unchecked *row;

    for (size_t i = 0; i < check->unchecked_count; i++) {
        if (strcmp(check->unchecked[i].script, script) == 0) {
            check->unchecked[i].words++;
            return;
        }
    }
    if (check->unchecked_count == sizeof check->unchecked / sizeof *check->unchecked)
        return;
    row = &check->unchecked[check->unchecked_count++];
    *row = (struct unchecked){ script, 1, check->meeting };
}

/* The script of a word that capitals say nothing about; NULL: an alphabet that
 * has them. */
static const char *script_without_capitals(const struct fold *fold, uint32_t code_point)
{
    switch (fold_script(fold, code_point)) {
    case SCRIPT_IDEOGRAPH:
        return "Han, Kana or Hangul";
    case SCRIPT_HEBREW:
        return "Hebrew";
    case SCRIPT_ARABIC:
        return "Arabic";
    case SCRIPT_RUN:
        return "Thai, Lao, Khmer or Burmese";
    default:
        return NULL;
    }
}

static bool ends_sentence(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == ':' || c == '"' || c == 0x201C || c == 0x201E
        || c == 0xAB || c == '\n' || c == '(' || c == 0x2022 || c == '-' || c == '*';
}

/* The label that the filter put for a name: "[GP ID 283]"; 0 where none begins. */
static size_t label_at(const char *text, size_t len)
{
    const char *end = text[0] == '[' ? memchr(text, ']', len < 200 ? len : 200) : NULL;

    return end != NULL ? (size_t)(end - text) + 1 : 0;
}

static size_t word_end(const char *text, size_t len, size_t at)
{
    while (at < len) {
        size_t bytes;
        uint32_t c = text_code_point(text + at, &bytes);

        if (!text_is_word(c) && c != 0xAD)
            break;
        at += bytes;
    }
    return at;
}

static void take_text(struct name_check *check, const char *text, size_t len)
{
    struct str folded = STR_INIT;
    bool inside = false;
    size_t at = 0;

    while (at < len) {
        size_t bytes, skip, end = take_folded(check, text, len, at);
        const char *script;
        uint32_t c;

        if (end > 0) {
            inside = true;
            at = end;
            continue;
        }
        skip = label_at(text + at, len - at);
        c = text_code_point(text + at, &bytes);
        if (skip > 0) {
            at += skip;
            inside = true;
            continue;
        }
        if (!text_is_word(c)) {
            inside = inside && !ends_sentence(c);
            at += bytes;
            continue;
        }
        end = word_end(text, len, at);
        script = script_without_capitals(check->fold, c);
        if (script != NULL)
            note_unchecked(check, script);
        else
            take_word(check, &folded, text + at, end - at, inside);
        inside = true;
        at = end;
    }
    str_release(&folded);
}

/* --- documents ---------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
    const struct seen *one = a, *other = b;
    int order = strcmp(one->site, other->site);

    if (order == 0)
        order = (one->role > other->role) - (one->role < other->role);
    return order != 0 ? order : (one->label > other->label) - (one->label < other->label);
}

/* In order, each once a site. */
static void settle_seen(struct name_check *check)
{
    size_t count = 0;

    if (check->seen_count > 1)
        qsort(check->seen, check->seen_count, sizeof *check->seen, by_place);
    for (size_t i = 0; i < check->seen_count; i++) {
        if (count == 0 || by_place(&check->seen[count - 1], &check->seen[i]) != 0)
            check->seen[count++] = check->seen[i];
    }
    check->seen_count = count;
}

/* The same people come to a site's meetings again and again: room is made for others alone. */
static void add_seen(struct name_check *check, const struct seen *seen)
{
    if (check->seen_count == check->seen_room) {
        settle_seen(check);
        if (check->seen_count * 2 >= check->seen_room)
            check->seen = mem_grow(check->seen, check->seen_room, &check->seen_room,
                                   sizeof *check->seen);
    }
    check->seen[check->seen_count++] = *seen;
}

static void take_people(struct name_check *check, const struct document *document)
{
    for (size_t i = 0; i < document->person_count; i++) {
        size_t label = document->person[i].label;

        add_seen(check, &(struct seen){ label, check->labels->label[label].role,
                                        document->meeting->site });
    }
}

static void add_text(struct texts *texts, const char *text, size_t len)
{
    str_add_len(&texts->text, text, len);
    texts->end = mem_grow(texts->end, texts->count, &texts->room, sizeof *texts->end);
    texts->end[texts->count++] = texts->text.len;
}

static void add_texts(struct texts *texts, const struct document *document)
{
    for (size_t i = 0; i < document->count; i++) {
        const struct paragraph *paragraph = &document->paragraph[i];

        if (paragraph->spoken)
            add_text(texts, document->text.text + paragraph->words, paragraph->len);
    }
    for (size_t i = 0; i < document->item_count; i++)
        add_text(texts, document->item[i].title, strlen(document->item[i].title));
    add_text(texts, str_text(&document->comment), document->comment.len);
    for (size_t i = 0; i < document->memo_count; i++) {
        add_text(texts, document->memo[i].title, strlen(document->memo[i].title));
        add_text(texts, document->memo[i].text, strlen(document->memo[i].text));
    }
}

/* Counts the words of one document. */
static void take_texts(void *data, void *thing)
{
    struct name_check *check = data;
    struct texts *texts = thing;
    size_t start = 0;

    check->meeting = texts->meeting;
    check->words = 0;
    check->inside = 0;
    for (size_t i = 0; i < texts->count; i++) {
        take_text(check, texts->text.text + start, texts->end[i] - start);
        start = texts->end[i];
    }
    if (check->words >= CAPITALS_LEAST && check->inside * 100 > check->words * CAPITALS_MOST) {
        check->nouns = mem_grow(check->nouns, check->nouns_count, &check->nouns_room,
                                sizeof *check->nouns);
        check->nouns[check->nouns_count++] = check->meeting;
    }
    str_release(&texts->text);
    free(texts->end);
}

struct name_check *name_check_new(const struct labels *labels)
{
    struct name_check *check = mem_alloc(1, sizeof *check);

    check->labels = labels;
    check->fold = fold_new();
    check->behind = behind_new(sizeof(struct texts), NULL, take_texts, check);
    return check;
}

void name_check_take(struct name_check *check, const struct document *document)
{
    struct texts texts = { .text = STR_INIT, .meeting = document->meeting->number };

    add_texts(&texts, document);
    take_people(check, document);
    behind_give(check->behind, &texts, texts.text.len);
}

/* --- findings ------------------------------------------------------------------------------ */

static bool has_nouns(const struct name_check *check, int meeting)
{
    for (size_t i = 0; i < check->nouns_count; i++) {
        if (check->nouns[i] == meeting)
            return true;
    }
    return false;
}

/* Those inside sentences first, for they are the likelier; then the rarest. */
static int by_likeliness(const void *a, const void *b)
{
    const struct capital *one = *(const struct capital *const *)a;
    const struct capital *other = *(const struct capital *const *)b;
    size_t one_count = one->inside + one->first, other_count = other->inside + other->first;

    if ((one->inside > 0) != (other->inside > 0))
        return one->inside > 0 ? -1 : 1;
    if (one_count != other_count)
        return one_count < other_count ? -1 : 1;
    return strcmp(one->folded, other->folded);
}

static size_t give_words(const struct name_check *check, const struct identity_filter *filter,
                         void (*each)(void *data, const struct finding *finding), void *data)
{
    const struct capital **list = mem_alloc(check->sets.capital_count + 1, sizeof *list);
    size_t count = 0;

    for (size_t i = 0; i < check->sets.capital_room; i++) {
        const struct capital *capital = &check->sets.capital[i];

        if (capital->word != NULL && !word_sets_has_small(&check->sets, capital->folded)
            && !identity_filter_is_word(filter, capital->folded)
            && !has_nouns(check, capital->meeting))
            list[count++] = capital;
    }
    if (count > 1)
        qsort(list, count, sizeof *list, by_likeliness);
    for (size_t i = 0; i < count && i < NAME_CHECK_WORDS; i++)
        each(data, &(struct finding){ .kind = FINDING_WORD, .text = list[i]->word,
                                      .count = list[i]->inside + list[i]->first,
                                      .meeting = list[i]->meeting });
    free(list);
    return count;
}

static bool share_a_role(const struct seen *one, const struct seen *other)
{
    return one->role == other->role && strcmp(one->site, other->site) == 0;
}

/* Those without another of their role group at the site, who would stand beside them. */
static void give_rare(struct name_check *check,
                      void (*each)(void *data, const struct finding *finding), void *data)
{
    settle_seen(check);
    for (size_t i = 0; i < check->seen_count; i++) {
        const struct seen *seen = &check->seen[i];
        struct voice voice = { VOICE_PERSON, check->labels->label[seen->label].id };
        struct str text = STR_INIT;

        if (seen->role == LABEL_NONE || (i > 0 && share_a_role(seen - 1, seen))
            || (i + 1 < check->seen_count && share_a_role(seen + 1, seen)))
            continue;
        str_add_format(&text, "%s is the only %s%s%s", check->labels->label[seen->label].spoken,
                       labels_role_name(check->labels, &voice),
                       seen->site[0] != '\0' ? " at site " : " without a site", seen->site);
        each(data, &(struct finding){ .kind = FINDING_RARE, .text = text.text });
        str_release(&text);
    }
}

static void give_unchecked(const struct name_check *check,
                           void (*each)(void *data, const struct finding *finding), void *data)
{
    for (size_t i = 0; i < check->unchecked_count; i++) {
        struct str text = STR_INIT;

        str_add_format(&text, "%zu word%s in %s script, which has no capitals",
                       check->unchecked[i].words, check->unchecked[i].words == 1 ? "" : "s",
                       check->unchecked[i].script);
        each(data, &(struct finding){ .kind = FINDING_UNCHECKED, .text = text.text,
                                      .meeting = check->unchecked[i].meeting });
        str_release(&text);
    }
    for (size_t i = 0; i < check->nouns_count; i++)
        each(data, &(struct finding){ .kind = FINDING_UNCHECKED,
                                      .text = "nouns are written with capitals here",
                                      .meeting = check->nouns[i] });
}

struct giving {
    void (*each)(void *data, const struct finding *finding);
    void *data;
    bool cased; /* what is given now */
};

static void give_doubt(void *data, const char *word, size_t small, size_t capital, bool cased)
{
    const struct giving *giving = data;

    if (cased != giving->cased)
        return;
    if (!cased) {
        giving->each(giving->data,
                     &(struct finding){ .kind = FINDING_RUN, .text = word, .count = small });
        return;
    }
    giving->each(giving->data, &(struct finding){ .kind = FINDING_DOUBT, .text = word,
                                                  .count = small, .other = capital });
}

static void give_replaced(void *data, const char *label, size_t count)
{
    const struct giving *giving = data;

    giving->each(giving->data,
                 &(struct finding){ .kind = FINDING_REPLACED, .text = label, .count = count });
}

size_t name_check_each(struct name_check *check, const struct identity_filter *filter,
                       void (*each)(void *data, const struct finding *finding), void *data)
{
    struct giving giving = { each, data, true };
    size_t words;

    behind_finish(check->behind);
    words = give_words(check, filter, each, data);
    identity_filter_doubts(filter, give_doubt, &giving);
    giving.cased = false;
    identity_filter_doubts(filter, give_doubt, &giving);
    give_rare(check, each, data);
    give_unchecked(check, each, data);
    identity_filter_counts(filter, give_replaced, &giving);
    return words;
}
