/* SPDX-License-Identifier: MIT */
/* A meeting that is written up at random, in several scripts: words put in and
 * taken out, codes put on them and off, entries split and joined. Whatever was
 * done, the words that each coding stands on in the study are those that a
 * quotation of its document selects, with that code; and the project that is
 * written passes its own check. */
#include "kit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/mem.h"
#include "core/revise.h"
#include "core/str.h"
#include "storage/entries.h"
#include "storage/record.h"

enum { ROUNDS = 12, STEPS = 100, LOOK_EVERY = 10, MOST_ENTRIES = 8 };

static const char *const keys[] = { "ch", "ac", "de", "ow" };
enum { KEYS = sizeof keys / sizeof keys[0] };

static uint64_t chance;
static size_t codings_seen, parts_seen;
static int fresh; /* so that no two words are the same */

static unsigned dice(size_t below)
{
    chance = chance * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)((chance >> 33) % below);
}

static void add_word(struct str *out)
{
    static const char *const stems[] = { "plan",   "naïve",  "תקציב",  "預算",   "e\xCC\x81tat",
                                         "σχέδιο", "бюджет", "a&b<c>", "\"so\"", "ميزانية" };

    if (out->len > 0)
        str_add(out, dice(12) == 0 ? "\n" : " "); /* a line end becomes a blank */
    str_add_format(out, "%s%d", stems[dice(sizeof stems / sizeof stems[0])], fresh++);
}

/* --- the study ---------------------------------------------------------------------- */

/* Copies of all entries, the caller's to free one by one. */
static size_t load_entries(struct kit *kit, struct entry *all[MOST_ENTRIES])
{
    struct error err = ERROR_INIT;
    const struct entry *entry = NULL;
    struct entries *entries;
    size_t count = 0;

    assert_int_equal(
        entries_open(&entries, kit->study, &kit->meeting, ENTRIES_FORWARD, INT64_MIN, 0, &err),
        STATUS_OK);
    while (entries_next(entries, &entry, &err) == STATUS_OK && entry != NULL) {
        assert_true(count < MOST_ENTRIES);
        all[count++] = entry_copy(entry);
    }
    entries_close(entries);
    return count;
}

static void free_entries(struct entry *all[MOST_ENTRIES], size_t count)
{
    for (size_t i = 0; i < count; i++)
        entry_free(all[i]);
}

/* Another text: a word put in somewhere, or some bytes' worth of words taken out. */
static void rewrite(struct change *change, const struct entry *entry)
{
    struct revise_report report = { 0 };
    struct str text = STR_INIT;
    const char *word = entry->text;
    size_t leave = dice(3) == 0 ? 0 : 1 + dice(3), place = dice(8);

    if (leave == 0)
        add_word(&text);
    for (size_t i = 0; *word != '\0'; i++) {
        size_t len = strcspn(word, " \n");

        if (i < place || i >= place + leave || leave == 0) {
            if (text.len > 0)
                str_add_char(&text, ' ');
            str_add_len(&text, word, len);
        }
        word += len + (word[len] != '\0');
    }
    if (text.len == 0)
        add_word(&text);
    revise_text(change, entry, text.text, &report);
    revise_report_release(&report);
    str_release(&text);
}

/* Any bytes: storage widens them to whole graphemes. */
static void code_some(struct kit *kit, struct change *change, const struct entry *entry)
{
    size_t len = strlen(entry->text), start = dice(len), end = start + 1 + dice(len - start);
    const char *key = keys[dice(KEYS)];
    struct span words;

    while (start > 0 && ((unsigned char)entry->text[start] & 0xC0) == 0x80)
        start--;
    while (end < len && ((unsigned char)entry->text[end] & 0xC0) == 0x80)
        end++;
    words = (struct span){ start, end - start };
    for (size_t i = 0; i < kit->room.code_count; i++)
        if (strcmp(kit->room.codes[i].key, key) == 0)
            (void)revise_code(change, entry, &kit->room.codes[i].id, CODING_POINT, &words);
}

static void step(struct kit *kit)
{
    struct entry *all[MOST_ENTRIES];
    size_t count = load_entries(kit, all), at = dice(count);
    struct error err = ERROR_INIT;
    struct change change;

    kit->now += 1000;
    change_init(&change, &kit->meeting, kit->now);
    switch (dice(8)) {
    case 0:
    case 1:
    case 2:
        rewrite(&change, all[at]);
        break;
    case 3:
        if (all[at]->coding_count > 0)
            (void)revise_uncode(&change, all[at],
                                &all[at]->codings[dice(all[at]->coding_count)].id);
        break;
    case 4:
        if (count < MOST_ENTRIES)
            (void)revise_split(&change, all[at], 1 + dice(strlen(all[at]->text)), NULL);
        break;
    case 5:
        if (at + 1 < count && count > 3)
            (void)revise_join(&change, all[at], all[at + 1]);
        break;
    default:
        code_some(kit, &change, all[at]);
        break;
    }
    if (!change_is_empty(&change))
        assert_int_equal(record_change(kit->study, &change, &err), STATUS_OK);
    change_release(&change);
    free_entries(all, count);
}

/* --- the document --------------------------------------------------------------------- */

/* Where the words of a coding stand in the entry, without blanks around them. */
static struct span words_of(const struct entry *entry, const struct coding *coding)
{
    const char *text = entry->text;
    size_t start = coding->whole ? 0 : coding->words.start;
    size_t end = coding->whole ? strlen(text) : start + coding->words.len;

    while (start < end && strchr(" \n", text[start]) != NULL)
        start++;
    while (end > start && strchr(" \n", text[end - 1]) != NULL)
        end--;
    return (struct span){ start, end - start };
}

static const struct paragraph *paragraph_of(const struct document *document, const struct id *entry)
{
    for (size_t i = 0; i < document->count; i++)
        if (id_equal(&document->paragraph[i].entry, entry))
            return &document->paragraph[i];
    fail_msg("an entry is in no paragraph");
    return NULL;
}

/* A line end within an entry is a blank in a document. */
static bool same_words(const char *a, const char *b, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (a[i] != b[i] && !(a[i] == ' ' && b[i] == '\n'))
            return false;
    return true;
}

static bool bears(const struct kit *kit, const struct quotation *one, const struct id *code)
{
    for (size_t i = 0; i < one->coding_count; i++)
        if (id_equal(
                &kit->labels.label[kit->document.quotes.coding[one->first_coding + i].label].id,
                code))
            return true;
    return false;
}

static void expect_quotation(const struct kit *kit, const struct entry *entry,
                             const struct coding *coding)
{
    const struct document *document = &kit->document;
    size_t begins = paragraph_of(document, &entry->id)->words, found = 0;
    struct span words = words_of(entry, coding);

    for (size_t i = 0; i < document->quotes.count && words.len > 0; i++) {
        const struct quotation *one = &document->quotes.quotation[i];

        found += one->at == begins + words.start && one->len == words.len
                 && same_words(document->text.text + one->at, entry->text + words.start, words.len)
                 && bears(kit, one, &coding->code);
    }
    if (words.len > 0 && found != 1)
        fail_msg("%zu quotations with \"%.*s\" of \"%s\"", found, (int)words.len,
                 entry->text + words.start, entry->text);
    codings_seen++;
    parts_seen += !coding->whole;
}

static void look(struct kit *kit)
{
    struct entry *all[MOST_ENTRIES];
    size_t count = load_entries(kit, all);

    (void)kit_document(kit, true); /* looks at its quotations, too */
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < all[i]->coding_count; j++)
            expect_quotation(kit, all[i], &all[i]->codings[j]);
    free_entries(all, count);
}

static void random_edits_and_codings_leave_slices_that_are_their_words(void **state)
{
    (void)state;
    for (uint32_t round = 0; round < ROUNDS; round++) {
        struct kit kit = { 0 };
        struct export_report report;

        chance = 7919 * (round + 1);
        kit_open(&kit);
        (void)kit_person(&kit, 283, "gp", NULL);
        (void)kit_person(&kit, 60, "nm", NULL);
        kit_start(&kit);
        for (int i = 0; i < 4; i++) {
            struct str text = STR_INIT;

            for (int j = 0; j < 9; j++)
                add_word(&text);
            (void)kit_note(&kit, i % 2 == 0 ? 60 : 0, text.text);
            str_release(&text);
        }
        for (int i = 1; i <= STEPS; i++) {
            step(&kit);
            if (i % LOOK_EVERY == 0)
                look(&kit);
        }
        (void)kit_export_all(&kit, "out.qdpx", &report);
        assert_true(report.quotations > 0);
        kit_close(&kit);
    }
    assert_true(codings_seen > 500 && parts_seen > 250);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_edits_and_codings_leave_slices_that_are_their_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
