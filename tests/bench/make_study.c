/* SPDX-License-Identifier: MIT */
/* The study that is measured: made through storage, with text of realistic
 * length and several scripts, the same each time it is made. */
#include "core/mem.h"
#include "core/str.h"
#include "storage/codebook.h"
#include "storage/meetings.h"
#include "storage/people.h"
#include "storage/record.h"
#include "tests/bench/bench.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The most frequent words, the first most of all; behind them come made-up
 * ones, so that the index has as many as a study has. */
static const char *const words[] = {
    "the",          "of",       "and",       "to",          "we",         "in",
    "that",         "is",       "for",       "on",          "plan",       "budget",
    "member",       "practice", "report",    "risk",        "quality",    "community",
    "hospital",     "asks",     "whether",   "money",       "next",       "year",
    "agreed",       "chair",    "minutes",   "services",    "patients",   "waiting",
    "list",         "winter",   "pressure",  "locality",    "engagement", "commissioning",
    "priority",     "evidence", "pathway",   "referral",    "savings",    "overspend",
    "assurance",    "delivery", "trust",     "council",     "draft",      "strategy",
    "consultation", "public",   "health",    "café",        "naïve",      "Zürich",
    "Ελλάδα",       "Москва",   "予算",      "委員会",      "תקציב",      "ועדה",
    "decision",     "deferred", "until",     "September",   "nobody",     "answers",
    "silence",      "question", "from",      "floor",       "again",      "data",
    "variation",    "between",  "practices", "prescribing", "costs",      "contract",
    "provider",     "meeting",  "paper"
};
/* What a made-up word is made of: two to four of one script. */
static const char *const syllables[3][16] = {
    { "ba", "ter", "lo", "min", "pre", "sca", "ton", "vi", "re", "dul", "ga", "sen", "ho", "mar",
      "ne", "é" },
    { "бо", "тер", "ло", "мин", "пре", "ска", "тон", "ви", "ре", "дул", "га", "сен", "хо", "мар",
      "не", "ё" },
    { "予", "算", "会", "議", "院", "員", "区", "病", "計", "画", "質", "問", "答", "年", "月",
      "者" },
};
enum { WORDS = sizeof words / sizeof words[0], VOCABULARY = 30000, PEOPLE_LEAST = 60 };

struct maker {
    struct study *study;
    struct error err;
    struct people people;
    struct codebook codebook;
    uint64_t seed;
    int meetings;
};

static uint32_t draw(struct maker *maker, uint32_t below)
{
    maker->seed = maker->seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(maker->seed >> 33) % below;
}

static void must(const struct maker *maker, enum status status)
{
    bench_need(status == STATUS_OK, maker->err.text);
}

/* The word of a rank; one in sixteen of those made up is not Latin. */
static void add_word(struct str *text, uint32_t rank)
{
    uint32_t script = rank % 32 == 7 ? 1 : rank % 32 == 23 ? 2 : 0;

    if (rank < WORDS) {
        str_add(text, words[rank]);
        return;
    }
    for (uint32_t left = 273 + rank; left > 0; left /= 16)
        str_add(text, syllables[script][left % 16]);
}

/* Ranks fall off as those of words do: a rank is half as frequent as the one
 * at half its place. */
static uint32_t draw_rank(struct maker *maker)
{
    uint32_t limit = 2u << draw(maker, 15);

    return draw(maker, limit < VOCABULARY ? limit : VOCABULARY);
}

/* From a few words to a long sentence, twenty on average. */
static char *sentence(struct maker *maker)
{
    struct str text = STR_INIT;
    uint32_t count = 3 + draw(maker, 18) + draw(maker, 18);

    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            str_add_char(&text, ' ');
        add_word(&text, draw_rank(maker));
    }
    return str_take(&text);
}

static void add_entry(struct maker *maker, struct change *change, int64_t at, int number)
{
    struct change_entry *entry = change_add_entry(change);
    struct id entry_id = entry->id;

    entry->kind = ENTRY_NOTE;
    entry->at = at;
    entry->part = PART_PUBLIC;
    entry->text = sentence(maker);
    if (number % 3 == 0) {
        entry->speakers = mem_alloc(1, sizeof *entry->speakers);
        entry->speaker_count = 1;
        entry->speakers[0].kind = VOICE_PERSON;
        entry->speakers[0].id =
            maker->people.people[draw(maker, (uint32_t)maker->people.person_count)].id;
    }
    if (number % 4 == 0) {
        struct change_coding *coding = change_add_coding(change);

        coding->entry = entry_id;
        coding->code = maker->codebook.codes[draw(maker, (uint32_t)maker->codebook.count)].id;
        coding->action = CODING_POINT;
        coding->whole = true;
    }
}

/* Eight sites with three bodies each, four meetings a day, twenty people and eight
 * items each time. The last ones wait to be written up, or are planned. */
enum { TO_WRITE_UP = 40, PLANNED = 2, TOGETHER = 20 }; /* meetings that share a transaction */

static void add_meeting(struct maker *maker, int number, int entries)
{
    static const char *const functions[] = { "governing-body", "executive", "council" };
    static const struct new_agenda_item agenda[] = {
        { .title = "Apologies and declarations" },
        { .title = "Minutes of the last meeting" },
        { .title = "Finance report" },
        { .title = "Quality and safety" },
        { .title = "Winter plan" },
        { .title = "Risk register" },
        { .title = "Reports from localities" },
        { .title = "Any other business" },
    };
    char site[8], body[40], date[CLOCK_DATE];
    int64_t start = clock_civil(2026, 3, 4, 14, 0, 0, 0);
    struct id expected[20], id;
    int given;
    struct new_meeting new_meeting = { .closed = number < maker->meetings - TO_WRITE_UP - PLANNED,
                                       .title = "Governing body",
                                       .site = site,
                                       .body = body,
                                       .date = date,
                                       .function = functions[number / 8 % 3],
                                       .people = expected,
                                       .person_count = 20,
                                       .agenda = agenda,
                                       .item_count = sizeof agenda / sizeof agenda[0] };
    struct change change;

    snprintf(site, sizeof site, "%d", 1 + number % 8);
    snprintf(body, sizeof body, "Body %d of site %d", 1 + number / 8 % 3, 1 + number % 8);
    start += (int64_t)(number / 4) * 86400000;
    clock_date(date, start, 0);
    for (size_t i = 0; i < 20; i++)
        expected[i] =
            maker->people.people[((size_t)number + 3 * i) % maker->people.person_count].id;

    must(maker, meetings_add(maker->study, &new_meeting, &id, &given, &maker->err));
    change_init(&change, &id, start);
    for (int i = 0; i < entries; i++)
        add_entry(maker, &change, start + i * 20000, i);
    must(maker, record_change(maker->study, &change, &maker->err));
    change_release(&change);
    if (!new_meeting.closed && number < maker->meetings - PLANNED)
        must(maker, meetings_end(maker->study, &id, start + entries * 20000, &maker->err));
}

static void add_people(struct maker *maker, int count)
{
    must(maker, study_begin(maker->study, &maker->err));
    for (int i = 0; i < count; i++) {
        char initials[16], name[40];
        struct id id;
        struct new_person person = { .role_group = i % 2 ? "gp" : "nm",
                                     .initials = initials,
                                     .name = name };

        snprintf(initials, sizeof initials, "%c%c%d", 'A' + i % 26, 'A' + i / 3 % 26, i);
        snprintf(name, sizeof name, "Qadir%c Wexford%c%c", 'a' + i % 26, 'a' + i / 26 % 26,
                 'a' + i / 676 % 26);
        must(maker, people_add(maker->study, &person, &id, NULL, &maker->err));
    }
    must(maker, study_commit(maker->study, &maker->err));
}

void bench_make_study(const char *path, int meetings, int entries)
{
    struct maker maker = { .err = ERROR_INIT, .seed = 2026, .meetings = meetings };
    int people = meetings * entries / 200;
    struct str making = STR_INIT;

    if (access(path, R_OK) == 0)
        return;
    str_add_format(&making, "%s.making", path);
    bench_remove_study(making.text);
    must(&maker, study_open(&maker.study, making.text, STUDY_CREATE, &maker.err));
    must(&maker, study_set_observer(maker.study, "AB", &maker.err));
    add_people(&maker, people > PEOPLE_LEAST ? people : PEOPLE_LEAST);
    must(&maker, people_load(&maker.people, maker.study, false, &maker.err));
    must(&maker, codebook_load(&maker.codebook, maker.study, &maker.err));
    for (int i = 0; i < meetings; i++) {
        if (i % TOGETHER == 0)
            must(&maker, study_begin(maker.study, &maker.err));
        add_meeting(&maker, i, entries);
        if (i % TOGETHER == TOGETHER - 1 || i + 1 == meetings)
            must(&maker, study_commit(maker.study, &maker.err));
    }
    people_release(&maker.people);
    codebook_release(&maker.codebook);
    while (study_tidy(maker.study))
        continue;
    study_close(maker.study);
    bench_need(rename(making.text, path) == 0, path);
    str_release(&making);
}

sqlite3 *bench_database(const char *path, int flags, const char *vfs)
{
    sqlite3 *db;

    bench_need(sqlite3_open_v2(path, &db, flags, vfs) == SQLITE_OK, path);
    return db;
}

void bench_copy_study(const char *from, const char *to)
{
    char *sql = sqlite3_mprintf("VACUUM INTO %Q", to);
    sqlite3 *db = bench_database(from, SQLITE_OPEN_READWRITE, NULL);

    bench_remove_study(to);
    bench_need(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, sqlite3_errmsg(db));
    sqlite3_close(db);
    sqlite3_free(sql);
    db = bench_database(to, SQLITE_OPEN_READWRITE, NULL);
    bench_need(sqlite3_exec(db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL) == SQLITE_OK, to);
    sqlite3_close(db);
    bench_need(chmod(to, 0600) == 0, to);
}
