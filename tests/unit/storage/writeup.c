/* SPDX-License-Identifier: MIT */
/* What the tests of writing up share. */
#include "writeup.h"

#include "storage/attention.h"
#include "storage/check.h"

struct entry *writeup_entry(struct fixture *f, size_t at)
{
    struct entry *found = NULL;
    const struct entry *entry;
    struct entries *entries;

    ok(f, entries_open(&entries, f->study, &f->meeting, ENTRIES_FORWARD, INT64_MIN, 0, &f->err));
    for (size_t i = 0; found == NULL; i++) {
        ok(f, entries_next(entries, &entry, &f->err));
        assert_non_null(entry);
        if (i == at)
            found = entry_copy(entry);
    }
    entries_close(entries);
    return found;
}

size_t writeup_count(struct fixture *f)
{
    size_t count;

    ok(f, entries_count(f->study, &f->meeting, &count, &f->err));
    return count;
}

struct change writeup_begin(struct fixture *f)
{
    struct change change;

    change_init(&change, &f->meeting, f->now);
    return change;
}

static void note_found(void *data, const char *line)
{
    str_add_format(data, "%s\n", line);
}

void writeup_check(struct fixture *f)
{
    struct str found = STR_INIT;
    size_t count;

    ok(f, check_study(f->study, note_found, &found, &count, &f->err));
    if (count > 0)
        fail_msg("%s", str_text(&found));
    str_release(&found);
}

void writeup_finish(struct fixture *f, struct change *change)
{
    ok(f, record_change(f->study, change, &f->err));
    change_release(change);
    writeup_check(f);
}

struct id writeup_code(struct fixture *f, const char *key)
{
    for (size_t i = 0; i < f->room.code_count; i++)
        if (strcmp(f->room.codes[i].key, key) == 0)
            return f->room.codes[i].id;
    fail_msg("no code %s", key);
    return (struct id){ { 0 } };
}

struct span writeup_words(const struct entry *entry, const char *words)
{
    const char *found = strstr(entry->text, words);

    assert_non_null(found);
    return (struct span){ (size_t)(found - entry->text), strlen(words) };
}

void writeup_code_words(struct fixture *f, size_t at, const char *key, const char *words)
{
    struct entry *entry = writeup_entry(f, at);
    struct change change = writeup_begin(f);
    struct span span = writeup_words(entry, words);
    struct id code = writeup_code(f, key);

    (void)revise_code(&change, entry, &code, CODING_POINT, &span);
    writeup_finish(f, &change);
    entry_free(entry);
}

void expect_codings(struct fixture *f, size_t at, const char *expected)
{
    struct entry *entry = writeup_entry(f, at);
    struct str said = STR_INIT;

    for (size_t i = 0; i < entry->coding_count; i++) {
        const struct coding *coding = &entry->codings[i];
        int code = room_find_code(&f->room, &coding->code);

        str_add_format(&said, "%s%s", i > 0 ? " " : "", f->room.codes[code].key);
        if (!coding->whole)
            str_add_format(&said, "[%.*s]", (int)coding->words.len,
                           entry->text + coding->words.start);
        if (coding->lost[0] != '\0')
            str_add_format(&said, "{%s}", coding->lost);
        for (size_t j = 0; j < coding->value_count; j++)
            str_add_format(&said, "(%s)", coding->values[j].value);
    }
    assert_string_equal(str_text(&said), expected);
    str_release(&said);
    entry_free(entry);
}

void expect_text(struct fixture *f, size_t at, const char *expected)
{
    struct entry *entry = writeup_entry(f, at);

    assert_string_equal(entry->text, expected);
    entry_free(entry);
}

void expect_undone(struct fixture *f, const char *before)
{
    char *after = fixture_record(f, ENTRIES_FORWARD), *is, *what;

    ok(f, record_undo(f->study, &f->meeting, &what, &f->err));
    assert_non_null(what);
    free(what);
    is = fixture_record(f, ENTRIES_FORWARD);
    assert_string_equal(is, before);
    free(is);
    writeup_check(f);
    ok(f, record_redo(f->study, &f->meeting, &what, &f->err));
    assert_non_null(what);
    free(what);
    is = fixture_record(f, ENTRIES_FORWARD);
    assert_string_equal(is, after);
    free(is);
    writeup_check(f);
    free(after);
}

void writeup_text(struct fixture *f, size_t at, const char *text, struct revise_report *report)
{
    struct entry *entry = writeup_entry(f, at);
    struct change change = writeup_begin(f);

    revise_text(&change, entry, text, report);
    writeup_finish(f, &change);
    entry_free(entry);
}

int64_t writeup_hidden(struct fixture *f)
{
    return fixture_int(f, "SELECT count(*) FROM entries WHERE retracted");
}

void expect_attention(struct fixture *f, const char *expected)
{
    struct str said = STR_INIT;
    struct attention attention;

    ok(f, attention_load(&attention, f->study, &f->meeting, &f->err));
    for (int i = 0; i < ATTENTION_KINDS; i++)
        if (attention.counts[i] > 0)
            str_add_format(&said, "%s%s %zu", said.len > 0 ? ", " : "", attention_words[i].key,
                           attention.counts[i]);
    assert_string_equal(str_text(&said), expected);
    str_release(&said);
    attention_release(&attention);
}

struct id writeup_speaker(struct fixture *f, size_t at)
{
    struct entry *entry = writeup_entry(f, at);
    struct id id = entry->speakers[0].id;

    entry_free(entry);
    return id;
}
