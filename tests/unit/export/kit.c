/* SPDX-License-Identifier: MIT */
/* A study for the tests of the exports. */
#include "tests/unit/export/kit.h"

#include <dirent.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/mem.h"
#include "export/zip.h"
#include "storage/entries.h"
#include "storage/record.h"

#define NEED(call)                                                                               \
    do {                                                                                         \
        if ((call) != STATUS_OK)                                                                 \
            fail_msg("%s", err.text);                                                            \
    } while (0)

enum { LINE_MS = 10000 };

void kit_open(struct kit *kit)
{
    struct error err = ERROR_INIT;

    *kit = (struct kit){ .now = clock_civil(2026, 3, 4, 14, 5, 12, 0) };
    strcpy(kit->folder, "/tmp/moot-export-XXXXXX");
    assert_non_null(mkdtemp(kit->folder));
    setenv("XDG_STATE_HOME", kit->folder, 1);
    setenv("TZ", "UTC", 1);
    clock_set(kit->now, 1000);
    NEED(study_open(&kit->study, kit_path(kit, "study.moot"), STUDY_CREATE, &err));
    NEED(study_set_observer(kit->study, "AB", &err));
    NEED(study_set_title(kit->study, "Eight sites", &err));
}

static void drop_document(struct kit *kit)
{
    if (!kit->has_document)
        return;
    document_release(&kit->document);
    body_names_release(&kit->bodies);
    labels_release(&kit->labels);
    gate_release(&kit->gate);
    identity_filter_free(kit->filter);
    meetings_release(&kit->rows);
    kit->has_document = false;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *walk)
{
    (void)st;
    (void)kind;
    (void)walk;
    return remove(path);
}

void kit_close(struct kit *kit)
{
    drop_document(kit);
    if (kit->has_room)
        room_release(&kit->room);
    study_close(kit->study);
    assert_int_equal(nftw(kit->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
}

const char *kit_path(const struct kit *kit, const char *name)
{
    static char paths[4][256];
    static unsigned next;
    char *path = paths[next++ % 4];

    snprintf(path, sizeof paths[0], "%s/%s", kit->folder, name);
    return path;
}

struct id kit_person(struct kit *kit, int number, const char *group, const char *name)
{
    struct new_person person = { .number = number, .role_group = group, .name = name };
    struct error err = ERROR_INIT;
    struct id id;

    NEED(people_add(kit->study, &person, &id, NULL, &err));
    return id;
}

void kit_reload(struct kit *kit)
{
    struct error err = ERROR_INIT;

    if (kit->has_room)
        room_release(&kit->room);
    room_init(&kit->room, &kit->meeting);
    kit->has_room = true;
    NEED(record_load_room(kit->study, &kit->meeting, &kit->room, &err));
}

void kit_meeting(struct kit *kit, const struct kit_meeting *meeting)
{
    struct new_meeting row = { .title = meeting->title != NULL ? meeting->title : "Sitting",
                               .site = meeting->site, .body = meeting->body,
                               .function = meeting->function, .date = meeting->date,
                               .venue = meeting->venue };
    struct new_agenda_item items[8];
    enum capacity capacities[8] = { CAPACITY_CHAIR };
    struct opening_clock clock;
    struct error err = ERROR_INIT;
    struct id people[8], opening;

    for (; row.item_count < 8 && meeting->agenda[row.item_count] != NULL; row.item_count++)
        items[row.item_count] = (struct new_agenda_item){
            .title = meeting->agenda[row.item_count]
        };
    for (; row.person_count < 8 && meeting->people[row.person_count] != 0; row.person_count++)
        NEED(people_find(kit->study, meeting->people[row.person_count],
                         &people[row.person_count], &err));
    row.agenda = items;
    row.people = people;
    row.capacities = capacities;
    NEED(meetings_add(kit->study, &row, &kit->meeting, &kit->number, &err));
    if (!meeting->planned) {
        clock_open(&clock);
        NEED(meetings_open_live(kit->study, &kit->meeting, &clock, &opening, &err));
    }
    kit_reload(kit);
}

static void record(struct kit *kit, struct change *change)
{
    struct error err = ERROR_INIT;

    NEED(record_change(kit->study, change, &err));
    change_release(change);
    kit->now += LINE_MS;
    clock_set(kit->now, 1000);
}

struct id kit_type(struct kit *kit, const char *line)
{
    struct known known = room_known(&kit->room, kit->now);
    struct reading reading = { 0 };
    struct change change;
    struct room_said said = { "" };

    change_init(&change, &kit->meeting, kit->now);
    grammar_read(&reading, line, strlen(line), &known);
    room_take(&kit->room, &reading, line, &change, &said);
    reading_release(&reading);
    record(kit, &change);
    return kit->room.last_entry;
}

void kit_type_all(struct kit *kit, const char *const *lines)
{
    for (; *lines != NULL; lines++)
        (void)kit_type(kit, *lines);
}

struct id kit_note(struct kit *kit, int number, const char *text)
{
    struct error err = ERROR_INIT;
    struct change change;
    struct change_entry *entry;
    struct id id;

    change_init(&change, &kit->meeting, kit->now);
    entry = change_add_entry(&change);
    id = entry->id;
    entry->at = TIME_UNKNOWN;
    entry->text = mem_copy(text);
    if (number != 0) {
        entry->speakers = mem_alloc(1, sizeof *entry->speakers);
        entry->speaker_count = 1;
        entry->speakers[0].kind = VOICE_PERSON;
        NEED(people_find(kit->study, number, &entry->speakers[0].id, &err));
    }
    record(kit, &change);
    return id;
}

void kit_code(struct kit *kit, const struct id *entry, const char *text, const char *words,
              const char *key)
{
    const char *at = strstr(text, words);
    struct change change;
    struct change_coding *coding;

    assert_non_null(at);
    change_init(&change, &kit->meeting, kit->now);
    coding = change_add_coding(&change);
    coding->entry = *entry;
    coding->words = (struct span){ (size_t)(at - text), strlen(words) };
    for (size_t i = 0; i < kit->room.code_count; i++)
        if (strcmp(kit->room.codes[i].key, key) == 0)
            coding->code = kit->room.codes[i].id;
    assert_false(id_is_none(&coding->code));
    record(kit, &change);
}

const struct document *kit_document(struct kit *kit, bool with_private)
{
    const struct meeting *meeting = NULL;
    struct error err = ERROR_INIT;

    drop_document(kit);
    NEED(meetings_load(&kit->rows, kit->study, &err));
    NEED(identity_filter_new(&kit->filter, kit->study, NULL, false, &err));
    gate_init(&kit->gate, kit->filter);
    NEED(labels_load(&kit->labels, kit->study, &kit->gate, false, &err));
    body_names_load(&kit->bodies, &kit->rows, &kit->labels);
    for (size_t i = 0; i < kit->rows.count; i++)
        if (kit->rows.row[i].meeting.number == kit->number)
            meeting = &kit->rows.row[i].meeting;
    assert_non_null(meeting);
    kit->has_document = true;
    NEED(document_load(&kit->document, kit->study, meeting, &kit->bodies, &kit->labels,
                       with_private, &err));
    kit_check_quotations(&kit->document);
    return &kit->document;
}

/* The byte of code point `points`; past the end: SIZE_MAX. Counts on its own. */
static size_t byte_of(const char *text, size_t len, size_t points)
{
    size_t at = 0;

    for (; points > 0 && at < len; points--)
        for (at++; at < len && ((unsigned char)text[at] & 0xC0) == 0x80;)
            at++;
    return points == 0 ? at : SIZE_MAX;
}

void kit_check_quotations(const struct document *document)
{
    const char *text = document->text.text;

    for (size_t i = 0; i < document->quotes.count; i++) {
        const struct quotation *one = &document->quotes.quotation[i];
        size_t start = byte_of(text, document->text.len, one->start);
        size_t end = byte_of(text, document->text.len, one->end);

        assert_true(start < end && end <= document->text.len);
        assert_int_equal(start, one->at);
        assert_int_equal(end - start, one->len);
        assert_true(text[start] != ' ' && text[end - 1] != ' ' && text[end - 1] != '\n');
        assert_true(quotation_holds(one, text, document->text.len, 0, 0));
        for (size_t j = 0; j < i; j++) {
            const struct quotation *other = &document->quotes.quotation[j];

            assert_false(other->start == one->start && other->end == one->end
                         && other->observer == one->observer);
            assert_false(id_equal(&other->guid, &one->guid));
        }
    }
}

const struct quotation *kit_quotation(const struct kit *kit, const char *words)
{
    const struct document *document = &kit->document;
    const struct quotation *found = NULL;

    for (size_t i = 0; i < document->quotes.count; i++) {
        const struct quotation *one = &document->quotes.quotation[i];

        if (one->len != strlen(words)
            || memcmp(document->text.text + one->at, words, one->len) != 0)
            continue;
        if (found != NULL)
            fail_msg("there are several quotations of \"%s\"", words);
        found = one;
    }
    if (found == NULL)
        fail_msg("there is no quotation of \"%s\" in\n%s", words, document->text.text);
    return found;
}

const char *kit_codes(const struct kit *kit, const struct quotation *quotation)
{
    static char names[1024];

    names[0] = '\0';
    for (size_t i = 0; i < quotation->coding_count; i++) {
        size_t label = kit->document.quotes.coding[quotation->first_coding + i].label;

        if (i > 0)
            strcat(names, "|");
        strcat(names, kit->labels.label[label].name);
    }
    return names;
}

const char *kit_body(const struct kit *kit)
{
    return kit->document.text.text + kit->document.header;
}

char *kit_read(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    struct str text = STR_INIT;
    char piece[65536];
    size_t n;

    if (file == NULL)
        fail_msg("there is no %s", path);
    while ((n = fread(piece, 1, sizeof piece, file)) > 0)
        str_add_len(&text, piece, n);
    fclose(file);
    *len = text.len;
    return str_take(&text);
}

/* --- whole exports ------------------------------------------------------------------ */

enum status kit_export(struct kit *kit, const char *out, struct export_report *report,
                             struct error *err)
{
    struct export_request request = { .out = out };

    return export_write(kit->study, &request, report, err);
}

const char *kit_export_all(struct kit *kit, const char *name, struct export_report *report)
{
    const char *out = kit_path(kit, name);
    struct error err = ERROR_INIT;

    if (kit_export(kit, out, report, &err) != STATUS_OK)
        fail_msg("%s", err.text);
    return out;
}

static enum status take(void *data, const char *bytes, size_t len, struct error *err)
{
    (void)err;
    str_add_len(data, bytes, len);
    return STATUS_OK;
}

char *kit_unpack(const char *path, const char *name)
{
    struct archive_reader *reader;
    struct error err = ERROR_INIT;
    struct str text = STR_INIT;
    size_t index = 1;

    assert_int_equal(archive_reader_open(&reader, path, &err), STATUS_OK);
    if (name != NULL)
        index = archive_find(reader, name);
    assert_true(index < archive_count(reader));
    assert_int_equal(archive_stream(reader, index, take, &text, &err), STATUS_OK);
    archive_reader_close(reader);
    return str_take(&text);
}

void kit_has(const char *text, const char *words)
{
    if (strstr(text, words) == NULL)
        fail_msg("there is no \"%s\" in\n%s", words, text);
}

void kit_lacks(const char *text, const char *words)
{
    if (strstr(text, words) != NULL)
        fail_msg("there is \"%s\" in\n%s", words, text);
}

size_t kit_files(const char *path)
{
    DIR *dir = opendir(path);
    size_t count = 0;

    assert_non_null(dir);
    while (readdir(dir) != NULL)
        count++;
    closedir(dir);
    return count - 2;
}

void kit_start(struct kit *kit)
{
    kit_meeting(kit, &(struct kit_meeting){ .title = "Spring sitting", .site = "3",
                                            .body = "Westmarsh Senate",
                                            .function = "governing-body", .date = "2026-03-04",
                                            .agenda = { "Welcome", "Finance report" },
                                            .people = { 283, 60 } });
}

void kit_type_meeting(struct kit *kit)
{
    static const char *const lines[] = {
        ">", "283>60: what is the plan if it slips? #ch(diagnostic)", "//looked at the chair",
        "60: Oxenholt's deputy will bring it #at(who=\"Quillfeather\")", "voices rise #tn+",
        "=private", "60: in private", "=public", "283: fine #tn-", "#de(deferred)", "-283!",
        "?gp>all: from the back", "//a long day", NULL
    };
    const char *text = "謝謝 \xF0\x9F\x91\x8D תודה, then the plan";
    struct error err = ERROR_INIT;
    struct id entry;

    kit_start(kit);
    kit_type_all(kit, lines);
    entry = kit_note(kit, 60, text);
    kit_code(kit, &entry, text, "תודה", "ch");
    assert_int_equal(study_set_observer(kit->study, "CD", &err), STATUS_OK);
    kit_code(kit, &entry, text, "תודה", "ch");
    kit_code(kit, &entry, text, text, "ow");
}
