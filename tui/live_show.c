/* SPDX-License-Identifier: MIT */
/* The log as rows on the screen, and the reading line: how what is typed is
 * understood, said in the words in which it will be logged. */
#include "core/clock.h"
#include "core/text.h"
#include "tui/live.h"
#include "tui/live_draw.h"
#include <curses.h>
#include <stdio.h>
#include <string.h>

/* --- the log --------------------------------------------------------------------- */

struct columns {
    int body; /* where words begin */
    int width;
    int time; /* columns of the time; 0: none */
};

static struct columns columns_of(const struct log_row *row)
{
    struct columns c;

    c.time = COLS >= 50 ? 8 : COLS >= 30 ? 5 : 0;
    c.body = c.time > 0 ? c.time + 1 : 0;
    if (row->kind == ENTRY_COMMENT)
        c.body += 2;
    c.width = COLS - c.body - 2;
    if (c.width < 1)
        c.width = 1;
    return c;
}

static int height_of(const struct log_row *row, int most)
{
    int rows = styled_rows(&row->body, columns_of(row).width);

    return rows < most ? rows : most;
}

/* Chooses the rows that are shown, so that the last one, or the selected one,
 * is among them; returns their height. */
static int choose_rows(struct log *log, int rows)
{
    int height = 0;

    if (!log->selecting)
        log->bottom = log->count - 1;
    if (log->selecting && log->selected > log->bottom)
        log->bottom = log->selected;
    for (;;) {
        height = 0;
        log->top = log->bottom + 1;
        while (log->top > 0 && height + height_of(&log->row[log->top - 1], rows) <= rows)
            height += height_of(&log->row[--log->top], rows);
        if (!log->selecting || log->selected >= log->top)
            break;
        log->bottom--; /* the selected row lies above: scroll up to it */
    }
    /* From the first entry on, the screen is filled downward. */
    while (log->top == 0 && log->bottom + 1 < log->count
           && height + height_of(&log->row[log->bottom + 1], rows) <= rows)
        height += height_of(&log->row[++log->bottom], rows);
    return height;
}

/* An agenda line or the beginning of a part, with rules on both sides where
 * it fits into one row. */
static void draw_band(int y, int height, const struct columns *c, const struct log_row *row,
                      enum role over)
{
    enum role role = over != ROLE_NORMAL ? over : ROLE_QUIET;
    int width = styled_width(&row->body), x = c->body;

    if (width + 6 > c->width) {
        (void)draw_styled(y, x, c->width, height, &row->body, over);
        return;
    }
    x += draw_cell(y, x, 3, role, "── ");
    (void)draw_styled(y, x, c->width - 3, 1, &row->body, over);
    for (x += width; x + 2 < c->body + c->width && x < c->body + c->width - 1; x++)
        (void)draw_cell(y, x + 1, 1, role, "─");
}

static void draw_row(const struct live *live, const struct log_row *row, int y, int height)
{
    struct columns c = columns_of(row);
    const struct log *log = &live->log;
    bool edited = live->editing != NULL && id_equal(&live->editing->id, &row->id);
    bool selected = log->selecting && row == &log->row[log->selected];
    enum role over = selected ? ROLE_SELECTED : edited ? ROLE_STATE : ROLE_NORMAL;
    char time[CLOCK_TIME];

    for (int i = 0; i < height; i++)
        draw_blank(y + i, 0, selected ? ROLE_SELECTED : ROLE_NORMAL);
    app_time(live->app, time, row->at, row->offset);
    if (c.time > 0) {
        time[c.time] = '\0';
        (void)draw_cell(y, 0, c.time, over != ROLE_NORMAL ? over : ROLE_QUIET, time);
    }
    if (row->kind == ENTRY_AGENDA || row->kind == ENTRY_PART)
        draw_band(y, height, &c, row, over);
    else
        (void)draw_styled(y, c.body, c.width, height, &row->body, over);
    if (edited)
        (void)draw_cell(y, COLS - 1, 1, ROLE_STATE, "e");
    else
        (void)draw_cell(y, COLS - 1, 1, row->change > 0 ? ROLE_STATE : ROLE_QUIET,
                        row->change > 0 ? "·" : "✓");
}

void live_draw_log(struct live *live, const struct live_layout *at)
{
    struct log *log = &live->log;
    int y = at->log, height;

    for (int i = 0; i < at->log_rows; i++)
        draw_blank(at->log + i, 0, ROLE_NORMAL);
    log->top = 0;
    if (log->count == 0) {
        if (at->log_rows > 2 && !live->reading) {
            (void)draw_cell(at->log + 1, 2, COLS - 2, ROLE_QUIET,
                            "Nothing is logged yet. Type, and press Enter.");
        }
        return;
    }
    if (log->bottom >= log->count)
        log->bottom = log->count - 1;
    height = choose_rows(log, at->log_rows);
    if (log->top > 0 || !log->from_start)
        y += at->log_rows - height; /* the newest stands right above the line */
    for (size_t i = log->top; i <= log->bottom && i < log->count; i++) {
        int rows = height_of(&log->row[i], at->log_rows);

        draw_row(live, &log->row[i], y, rows);
        y += rows;
    }
}

/* --- the reading ------------------------------------------------------------------- */

static void add_read_voices(struct styled *out, const struct live *live,
                            const struct read_voice *voices, size_t count, const char *before)
{
    const struct room *room = &live->room;

    for (size_t i = 0; i < count; i++) {
        struct str who = STR_INIT;

        if (voices[i].kind == VOICE_PERSON && voices[i].index < 0) {
            str_add(&who, "new: ");
            str_add_len(&who, str_text(&live->line.text) + voices[i].name.start,
                        voices[i].name.len);
        } else if (voices[i].kind == VOICE_PERSON) {
            person_label(&who, &room->people[voices[i].index], room->groups);
        } else if (voices[i].kind == VOICE_ROLE) {
            str_add_format(&who, "some %s", room->groups[voices[i].index].name);
        } else {
            str_add(&who, voices[i].kind == VOICE_ALL ? "all" : "somebody");
        }
        styled_add(out, ROLE_SPEAKER, i > 0 ? ", " : before);
        styled_add(out, ROLE_SPEAKER, str_text(&who));
        str_release(&who);
    }
}

static void add_read_code(struct styled *out, const struct room *room, const struct read_code *read)
{
    const struct code *code = &room->codes[read->code];
    struct str chip = STR_INIT;

    str_add_format(&chip, "[%s%s", live_code_label(code),
                   read->action == CODING_OPEN    ? "+"
                   : read->action == CODING_CLOSE ? "-"
                                                  : "");
    for (size_t i = 0; i < read->value_count; i++)
        str_add_format(&chip, "%s %s", i > 0 ? "," : "", read->values[i].value);
    str_add(&chip, "] ");
    styled_add(out, ROLE_NORMAL, " ");
    styled_add(out,
               read->needless                 ? ROLE_QUIET
               : read->action == CODING_POINT ? ROLE_CODE
                                              : ROLE_STATE,
               str_text(&chip));
    str_release(&chip);
}

static void add_words(struct styled *out, const struct live *live, const struct reading *read)
{
    if (read->continues)
        styled_add(out, ROLE_SPEAKER, "the last speaker goes on");
    else if (read->speaker_count == 0)
        styled_add(out, ROLE_QUIET,
                   read->kind == READ_PLAIN   ? "plain note"
                   : read->kind == READ_EVENT ? "event"
                                              : "note");
    add_read_voices(out, live, read->speakers, read->speaker_count, "");
    add_read_voices(out, live, read->addressees, read->addressee_count, " > ");
    styled_add(out, ROLE_NORMAL, " ");
    for (size_t i = 0; i < read->code_count; i++)
        add_read_code(out, &live->room, &read->codes[i]);
    if (read->verbatim_count > 0)
        styled_add(out, ROLE_VERBATIM, " \"exact words\" ");
}

static void add_attendance(struct styled *out, const struct live *live, const struct reading *read)
{
    for (size_t i = 0; i < read->movement_count; i++) {
        const struct read_movement *movement = &read->movements[i];
        struct str who = STR_INIT;

        person_label(&who, &live->room.people[movement->person], live->room.groups);
        styled_add_format(out, ROLE_SPEAKER, "%s%s", i > 0 ? "; " : "", str_text(&who));
        styled_add_format(out, ROLE_NORMAL, " %s",
                          movement_does(movement->movement, ARRIVAL_PLAIN, CAPACITY_MEMBER));
        if (movement->mode != MODE_ROOM)
            styled_add_format(out, ROLE_NORMAL, " (%s)", mode_words[movement->mode].name);
        str_release(&who);
    }
}

static void add_agenda(struct styled *out, const struct live *live, const struct reading *read)
{
    const struct room *room = &live->room;

    if (read->step == AGENDA_NEW)
        styled_add_format(out, ROLE_BAND, "a new item: %s", str_text(&read->text));
    else if (read->step != AGENDA_END && read->item >= 0 && (size_t)read->item < room->item_count)
        styled_add_format(out, ROLE_BAND, "item %d. %s", room->items[read->item].number,
                          room->items[read->item].title);
}

static void add_kind(struct styled *out, const struct live *live, const struct reading *read)
{
    static const char *const parts[PARTS] = { "the public part begins", "the private part begins",
                                              "a break begins", "the meeting resumes" };
    char time[CLOCK_TIME];

    switch (read->kind) {
    case READ_NOTHING:
        break;
    case READ_PLAIN:
    case READ_NOTE:
    case READ_EVENT:
        add_words(out, live, read);
        break;
    case READ_ATTENDANCE:
        add_attendance(out, live, read);
        break;
    case READ_AGENDA:
        add_agenda(out, live, read);
        break;
    case READ_PART:
        styled_add(out, ROLE_BAND, parts[read->part]);
        break;
    case READ_COMMENT:
        styled_add(out, ROLE_COMMENT,
                   live->room.last != NULL ? "comment on the last entry"
                                           : "comment on the meeting");
        break;
    case READ_CORRECTION:
        styled_add(out, ROLE_STATE, "corrects the last entry: ");
        styled_add(out, ROLE_NORMAL, str_text(&read->text));
        break;
    case READ_TIME:
        app_time(live->app, time, read->at, live->room.offset);
        styled_add_format(out, ROLE_TIME, "moves the last entry to %s", time);
        break;
    }
}

const char *live_show_grammar(const struct live *live)
{
    if (live->reading || live->line.text.len > 0 || live->persistent.count > 0)
        return NULL;
    return "283: words #code   // comment   > next item   +283   Tab completes";
}

void live_show_reading(struct styled *out, struct live *live)
{
    const struct reading *read;
    char time[CLOCK_TIME];

    if (live->reading) {
        styled_add(out, ROLE_STATE, live->why);
        return;
    }
    if (live->editing != NULL) {
        app_time(live->app, time, live->editing->at, live->editing->offset);
        styled_add_format(out, ROLE_STATE, "editing %s  ", time);
    }
    if (live->line.text.len == 0 && live->persistent.count > 0) {
        struct str label = STR_INIT;

        live_persistent_label(&label, live);
        styled_add(out, ROLE_SPEAKER, str_text(&label));
        styled_add(out, ROLE_QUIET, "every note, until M-. ends it; a : in front: not this one");
        str_release(&label);
        return;
    }
    if (live->line.text.len == 0)
        return;
    read = live_read(live);
    if (read->has_time && read->kind != READ_TIME) {
        app_time(live->app, time, read->at, live->room.offset);
        styled_add_format(out, ROLE_TIME, "%s ", time);
    }
    add_kind(out, live, read);
    for (size_t i = 0; i < read->note_count; i++) {
        styled_add(out, ROLE_NORMAL, out->text.len > 0 ? "  " : "");
        styled_add_format(out, ROLE_QUIET, "%s%s",
                          read->notes[i].severity == NOTE_PROSE ? "prose: " : "",
                          read->notes[i].text);
    }
}
