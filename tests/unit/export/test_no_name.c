/* SPDX-License-Identifier: MIT */
/* No name leaves, in any format: for random people, aliases and texts nothing
 * that identifies somebody is found in the bytes of any file, searched here
 * without the matcher that replaced it. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/mem.h"
#include "core/str.h"
#include "core/text.h"
#include "export/export.h"
#include "export/zip.h"
#include "storage/codebook.h"
#include "storage/memos.h"
#include "storage/people.h"
#include "storage/sites.h"
#include "tests/unit/export/kit.h"

enum { ROUNDS = 24, PEOPLE = 6, LINES = 40 };

static uint32_t seed;

static uint32_t roll(uint32_t sides)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % sides;
}

/* A word that is in no text of moot's: five to ten letters. */
static void make_word(struct str *out)
{
    static const char *const starts[] = { "Zor", "Quil", "Wex", "Ñux", "Şov", "Ørv", "Жук", "Φιλ" };
    static const char *const middles[] = { "va", "ki", "zu", "äxe", "ło", "qui", "щи", "θω" };
    static const char *const ends[] = { "k", "zer", "x", "wich", "ß", "ov", "ич", "ός" };
    uint32_t script = roll(8); /* one script a word, as names are */

    if (script < 6) {
        str_add(out, starts[roll(6)]);
        str_add(out, middles[roll(6)]);
        str_add(out, middles[roll(6)]);
        str_add(out, ends[roll(6)]);
    } else {
        str_add(out, starts[script]);
        str_add(out, middles[script]);
        str_add(out, middles[script]);
        str_add(out, ends[script]);
    }
}

struct secret {
    char *name[PEOPLE * 4];
    size_t count;
};

static void keep(struct secret *secret, const char *name)
{
    assert_true(secret->count < sizeof secret->name / sizeof *secret->name);
    secret->name[secret->count++] = mem_copy(name);
}

static void make_people(struct kit *kit, struct secret *secret)
{
    static const char *const titles[] = { "", "Dr ", "Cllr ", "Prof. " };

    for (int i = 0; i < PEOPLE; i++) {
        struct str given = STR_INIT, family = STR_INIT, alias = STR_INIT, whole = STR_INIT;
        struct new_person person = { .number = 200 + i, .role_group = "gp" };
        struct error err = ERROR_INIT;
        struct id id;
        int number;

        make_word(&given);
        make_word(&family);
        make_word(&alias);
        str_add_format(&whole, "%s%s %s", titles[roll(4)], given.text, family.text);
        person.name = whole.text;
        person.alias = roll(2) == 0 ? alias.text : NULL;
        assert_int_equal(people_add(kit->study, &person, &id, &number, &err), STATUS_OK);
        keep(secret, given.text);
        keep(secret, family.text);
        if (person.alias != NULL)
            keep(secret, alias.text);
        str_release(&given);
        str_release(&family);
        str_release(&alias);
        str_release(&whole);
    }
}

/* A line of words with names in it, as people write them. */
static void make_line(struct str *out, const struct secret *secret)
{
    static const char *const words[] = {
        "the plan", "said",           "to",     "and then", "of",   "minutes", "(see",
        "report)",  "a \"question\"", "again,", "1.2m;",    "資料", "שלום",    "<b>"
    };
    static const char *const tails[] = { "", "'s", "’s", ",", ".", ")", ":", "-led", "\"" };
    uint32_t count = 3 + roll(14);

    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            str_add_char(out, ' ');
        if (roll(4) == 0)
            str_add_format(out, "%s%s", secret->name[roll((uint32_t)secret->count)],
                           tails[roll(9)]);
        else
            str_add(out, words[roll(sizeof words / sizeof *words)]);
    }
}

static void make_meeting(struct kit *kit, const struct secret *secret)
{
    struct str title = STR_INIT, item = STR_INIT;
    struct kit_meeting meeting = { .site = "3",
                                   .function = "governing-body",
                                   .date = "2026-03-04",
                                   .people = { 200, 201, 202, 203 } };

    make_line(&title, secret);
    make_line(&item, secret);
    meeting.title = title.text;
    meeting.body = secret->name[0];
    meeting.venue = secret->name[1];
    meeting.agenda[0] = item.text;
    meeting.agenda[1] = "Any other business";
    kit_meeting(kit, &meeting);
    (void)kit_type(kit, ">");
    for (int i = 0; i < LINES; i++) {
        struct str line = STR_INIT;

        if (roll(8) == 0)
            str_add(&line, "// ");
        else if (roll(3) == 0)
            str_add_format(&line, "%u>%u: ", 200 + roll(4), 200 + roll(4));
        make_line(&line, secret);
        if (roll(5) == 0)
            str_add_format(&line, " #at(who=\"%s\")", secret->name[roll((uint32_t)secret->count)]);
        if (roll(12) == 0)
            str_add(&line, " #tn");
        (void)kit_type(kit, line.text);
        str_release(&line);
    }
    str_release(&title);
    str_release(&item);
}

static void add_memo(struct kit *kit, const struct secret *secret, enum memo_on on,
                     const struct id *about)
{
    struct str title = STR_INIT, text = STR_INIT;
    struct error err = ERROR_INIT;

    if (roll(2) == 0)
        make_line(&title, secret);
    make_line(&text, secret);
    str_add_char(&text, '\n');
    make_line(&text, secret);
    assert_int_equal(memo_add(kit->study, on, about, str_text(&title), text.text, NULL, &err),
                     STATUS_OK);
    str_release(&title);
    str_release(&text);
}

/* What surrounds the notes: a code of the study's own, memos on everything,
 * what a site is like. */
static void make_surroundings(struct kit *kit, const struct secret *secret)
{
    struct str name = STR_INIT, text = STR_INIT;
    struct characteristic like;
    struct site site = {
        .code = "9", .name = secret->name[2], .characteristic = &like, .characteristics = 1
    };
    struct error err = ERROR_INIT;
    struct id code, entry, id;

    make_line(&name, secret);
    make_line(&text, secret);
    assert_int_equal(codebook_add_new(kit->study, name.text, false, &code, &err), STATUS_OK);
    assert_int_equal(codebook_set(kit->study, &code,
                                  &(struct code_fields){ .key = "",
                                                         .name = name.text,
                                                         .color = "",
                                                         .group = "",
                                                         .definition = text.text,
                                                         .use_when = text.text,
                                                         .not_when = name.text,
                                                         .modifiers = "" },
                                  &err),
                     STATUS_OK);
    kit_reload(kit);
    entry = kit_type(kit, "202: a last word");
    kit_code(kit, &entry, "a last word", "last", "ch");
    add_memo(kit, secret, MEMO_ENTRY, &entry);
    entry = kit_type(kit, "no speaker here");
    add_memo(kit, secret, MEMO_ENTRY, &entry);
    add_memo(kit, secret, MEMO_MEETING, &kit->meeting);
    add_memo(kit, secret, MEMO_CODE, &code);
    add_memo(kit, secret, MEMO_STUDY, NULL);
    like = (struct characteristic){ secret->name[3], text.text };
    assert_int_equal(sites_save(kit->study, &site, &id, &err), STATUS_OK);
    kit_meeting(kit, &(struct kit_meeting){ .site = "9", .people = { 204, 205 } });
    (void)kit_type(kit, text.text);
    str_release(&name);
    str_release(&text);
}

/* --- searching ---------------------------------------------------------------------------- */

/* Case does not matter: all of the names here have five letters or more. */
static void search(const struct secret *secret, const char *where, const char *text, size_t len)
{
    struct str folded = STR_INIT, name = STR_INIT;

    text_fold(&folded, text, len);
    for (size_t i = 0; i < secret->count; i++) {
        str_clear(&name);
        text_fold(&name, secret->name[i], strlen(secret->name[i]));
        if (strstr(str_text(&folded), str_text(&name)) != NULL)
            fail_msg("%s holds \"%s\" (seed %u)", where, secret->name[i], seed);
    }
    str_release(&folded);
    str_release(&name);
}

static enum status take(void *data, const char *bytes, size_t len, struct error *err)
{
    (void)err;
    str_add_len(data, bytes, len);
    return STATUS_OK;
}

static void search_archive(const struct secret *secret, const char *path)
{
    struct archive_reader *reader;
    struct error err = ERROR_INIT;

    assert_int_equal(archive_reader_open(&reader, path, &err), STATUS_OK);
    for (size_t i = 0; i < archive_count(reader); i++) {
        struct archive_entry entry;
        struct str text = STR_INIT;

        assert_int_equal(archive_entry(reader, i, &entry, &err), STATUS_OK);
        search(secret, "the name of a file in an archive", entry.name, strlen(entry.name));
        assert_int_equal(archive_stream(reader, i, take, &text, &err), STATUS_OK);
        search(secret, path, str_text(&text), text.len);
        str_release(&text);
    }
    archive_reader_close(reader);
}

static void search_file(const struct secret *secret, const char *path)
{
    size_t len;
    char *text = kit_read(path, &len);

    if (len > 2 && memcmp(text, "PK", 2) == 0)
        search_archive(secret, path);
    else
        search(secret, path, text, len);
    free(text);
}

static void search_folder(const struct secret *secret, const char *path)
{
    DIR *dir = opendir(path);
    const struct dirent *entry;

    assert_non_null(dir);
    while ((entry = readdir(dir)) != NULL) {
        struct str file = STR_INIT;

        str_add_format(&file, "%s/%s", path, entry->d_name);
        search(secret, "the name of a file", entry->d_name, strlen(entry->d_name));
        if (entry->d_name[0] != '.')
            search_file(secret, file.text);
        str_release(&file);
    }
    closedir(dir);
}

static void no_name_of_anybody_is_in_any_file(void **state)
{
    (void)state;
    for (uint32_t round = 0; round < ROUNDS; round++) {
        struct kit kit = { 0 };
        struct secret secret = { 0 };
        const struct export_format_help *format = export_formats();

        seed = 7919 * (round + 1);
        kit_open(&kit);
        make_people(&kit, &secret);
        make_meeting(&kit, &secret);
        make_surroundings(&kit, &secret);
        for (; format->suffix != NULL; format++) {
            struct export_report report;
            char name[32];

            snprintf(name, sizeof name, "out.%s", format->suffix);
            if (format->shape == EXPORT_FOLDER || format->shape == EXPORT_EACH)
                search_folder(&secret, kit_export_all(&kit, name, &report));
            else
                search_file(&secret, kit_export_all(&kit, name, &report));
        }
        for (size_t i = 0; i < secret.count; i++)
            free(secret.name[i]);
        kit_close(&kit);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_name_of_anybody_is_in_any_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
