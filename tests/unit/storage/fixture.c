/* SPDX-License-Identifier: MIT */
/* What the tests of storage start from. */
#include "fixture.h"

#include "storage/seal.h"
#include <ftw.h>

static void fixture_folder(struct fixture *f)
{
    snprintf(f->folder, sizeof f->folder, "/tmp/moot-storage-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    snprintf(f->path, sizeof f->path, "%s/study.moot", f->folder);
    assert_int_equal(setenv("XDG_STATE_HOME", f->folder, 1), 0);
}

static int fixture_unlink(const char *path, const struct stat *info, int type, struct FTW *walk)
{
    (void)info;
    (void)type;
    (void)walk;
    return remove(path);
}

static void fixture_people(struct fixture *f)
{
    static const char *const groups[] = { "gp", "gp", "nm", "lay", "nurse", "" };
    static const char *const names[] = { "Anna Bell", "Omar Khan",  "李明",
                                         "דוד לוי",   "Zoë Müller", "" };
    static const char *const aliases[] = { "ab", "ok", "lm", "dl", "zm", "xx" };

    for (size_t i = 0; i < 6; i++) {
        struct new_person person = { .role_group = groups[i],
                                     .name = names[i],
                                     .alias = aliases[i] };

        ok(f, people_add(f->study, &person, &f->people[i], NULL, &f->err));
    }
}

/* A meeting with five expected people (101 the chair) and three items, open. */
static void fixture_meeting(struct fixture *f)
{
    static const struct new_agenda_item agenda[] = {
        { "Welcome", NULL, PURPOSE_NOTE, false },
        { "Finance report", "GB/1", PURPOSE_DECIDE, false },
        { "Any other business", NULL, PURPOSE_NONE, false }
    };
    static const enum capacity capacities[] = { CAPACITY_CHAIR, CAPACITY_MEMBER, CAPACITY_MEMBER,
                                                CAPACITY_MEMBER, CAPACITY_ATTENDING };
    struct new_meeting meeting = { .title = "Board",
                                   .site = "3",
                                   .body = "cabinet",
                                   .function = "governing-body",
                                   .date = "2026-03-04",
                                   .people = f->people,
                                   .capacities = capacities,
                                   .person_count = 5,
                                   .agenda = agenda,
                                   .item_count = 3 };
    struct opening_clock clock;

    ok(f, meetings_add(f->study, &meeting, &f->meeting, &f->number, &f->err));
    clock_open(&clock);
    ok(f, meetings_open_live(f->study, &f->meeting, &clock, &f->opening, &f->err));
    f->now = clock.wall;
}

void fixture_room(struct fixture *f)
{
    room_release(&f->room);
    room_init(&f->room, &f->meeting);
    ok(f, record_load_room(f->study, &f->meeting, &f->room, &f->err));
}

bool fixture_is_sealed(void)
{
    const char *sealed = getenv("MOOT_SEALED");

    return sealed != NULL && sealed[0] != '\0';
}

void fixture_seal(const char *path)
{
    const struct seal_secret secret = { .passphrase = FIXTURE_PASSPHRASE,
                                        .len = strlen(FIXTURE_PASSPHRASE),
                                        .cost = { 1, 8192 } };
    struct error err = ERROR_INIT;

    if (seal_make(path, &secret, &err))
        fail_msg("sealing %s: %s", path, err.text);
}

struct fixture *fixture_new(bool in_folder)
{
    struct fixture *f = mem_alloc(1, sizeof *f);

    fixture_folder(f);
    if (in_folder && fixture_is_sealed())
        fixture_seal(f->path);
    clock_set(1772633100000, 5000); /* 2026-03-04 14:05:00 UTC */
    ok(f, study_open(&f->study, in_folder ? f->path : ":memory:", STUDY_CREATE, &f->err));
    ok(f, study_set_observer(f->study, "rs", &f->err));
    fixture_people(f);
    fixture_meeting(f);
    room_init(&f->room, &f->meeting);
    fixture_room(f);
    return f;
}

unsigned fixture_dice(struct fixture *f, size_t below)
{
    f->chance = f->chance * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(f->chance >> 33) % (unsigned)below;
}

void fixture_free(struct fixture *f)
{
    room_release(&f->room);
    study_close(f->study);
    assert_int_equal(nftw(f->folder, fixture_unlink, 8, FTW_DEPTH | FTW_PHYS), 0);
    free(f);
}

struct change fixture_change(struct fixture *f, const char *line)
{
    struct known known;
    struct reading reading = { 0 };
    struct change change;
    struct room_said said;

    f->now += 10000;
    known = room_known(&f->room, f->now);
    grammar_read(&reading, line, strlen(line), &known);
    change_init(&change, &f->meeting, f->now);
    room_take(&f->room, &reading, line, &change, &said);
    reading_release(&reading);
    return change;
}

void fixture_type(struct fixture *f, const char *line)
{
    struct change change = fixture_change(f, line);

    ok(f, record_change(f->study, &change, &f->err));
    change_release(&change);
}

static void add_voices_text(struct fixture *f, struct str *out, const struct entry *entry)
{
    room_voices(&f->room, out, entry->speakers, entry->speaker_count, entry->addressees,
                entry->addressee_count);
    if (entry->speaker_count + entry->addressee_count > 0)
        str_add(out, ": ");
}

/* One line that says all of an entry. */
static void fixture_entry_text(struct fixture *f, struct str *out, const struct entry *entry)
{
    str_add_format(out, "%s ", entry_kind_words[entry->kind].key);
    add_voices_text(f, out, entry);
    str_add(out, entry->text);
    for (size_t i = 0; i < entry->verbatim_count; i++)
        str_add_format(out, " \"%.*s\"", (int)entry->verbatim[i].len,
                       entry->text + entry->verbatim[i].start);
    for (size_t i = 0; i < entry->coding_count; i++) {
        int code = room_find_code(&f->room, &entry->codings[i].code);

        str_add_format(out, " #%s%s", code < 0 ? "?" : f->room.codes[code].key,
                       entry->codings[i].action == CODING_OPEN    ? "+"
                       : entry->codings[i].action == CODING_CLOSE ? "-"
                                                                  : "");
        for (size_t j = 0; j < entry->codings[i].value_count; j++)
            str_add_format(out, "(%s)", entry->codings[i].values[j].value);
    }
    for (size_t i = 0; i < entry->movement_count; i++) {
        int person = room_find_person(&f->room, &entry->movements[i].person);

        str_add_format(out, " %d %s", person < 0 ? 0 : f->room.people[person].number,
                       movement_words[entry->movements[i].movement].key);
    }
    str_add(out, "\n");
}

char *fixture_record(struct fixture *f, enum entries_order order)
{
    struct str out = STR_INIT;
    struct entries *entries;
    const struct entry *entry;
    struct agenda agenda;

    ok(f, entries_open(&entries, f->study, &f->meeting, order,
                       order == ENTRIES_FORWARD ? INT64_MIN : INT64_MAX, 0, &f->err));
    for (;;) {
        ok(f, entries_next(entries, &entry, &f->err));
        if (entry == NULL)
            break;
        fixture_entry_text(f, &out, entry);
    }
    entries_close(entries);
    ok(f, agenda_load(&agenda, f->study, &f->meeting, &f->err));
    for (size_t i = 0; i < agenda.count; i++)
        str_add_format(&out, "%d %s%s\n", agenda.item[i].number, agenda.item[i].title,
                       agenda.item[i].reached ? " reached" : "");
    agenda_release(&agenda);
    return str_take(&out);
}

int64_t fixture_int(struct fixture *f, const char *sql)
{
    int64_t value = -1;

    ok(f, db_int(f->study, sql, &value, &f->err));
    return value;
}
