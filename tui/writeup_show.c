/* SPDX-License-Identifier: MIT */
/* How a line that is typed in the write-up is understood, and how voices are
 * typed. */
#include "core/clock.h"
#include "tui/live.h"
#include "tui/writeup.h"
#include <string.h>

void writeup_type_voices(struct str *out, const struct room *room, const struct entry *entry)
{
    for (size_t i = 0; i < entry->speaker_count; i++) {
        str_add(out, i > 0 ? "," : "");
        room_voices(room, out, &entry->speakers[i], 1, NULL, 0);
    }
    for (size_t i = 0; i < entry->addressee_count; i++) {
        str_add(out, i > 0 ? "," : ">");
        room_voices(room, out, &entry->addressees[i], 1, NULL, 0);
    }
}

static void add_voice(struct styled *out, const struct room *room, const struct read_voice *voice,
                      const char *line)
{
    struct str who = STR_INIT;

    switch (voice->kind) {
    case VOICE_ALL:
        str_add(&who, "everybody");
        break;
    case VOICE_UNKNOWN:
        str_add(&who, "somebody unknown");
        break;
    case VOICE_ROLE:
        str_add_format(&who, "a voice of %s", room->groups[voice->index].name);
        break;
    case VOICE_PERSON:
        if (voice->index >= 0)
            person_label(&who, &room->people[voice->index], room->groups);
        else
            str_add_format(&who, "somebody new, \"%.*s\", to be identified", (int)voice->name.len,
                           line + voice->name.start);
        break;
    }
    styled_add(out, ROLE_SPEAKER, str_text(&who));
    str_release(&who);
}

void writeup_show_voices(struct styled *out, const struct room *room, const struct reading *read,
                         const char *line)
{
    for (size_t i = 0; i < read->speaker_count; i++) {
        styled_add(out, ROLE_NORMAL, i > 0 ? ", " : "");
        add_voice(out, room, &read->speakers[i], line);
    }
    for (size_t i = 0; i < read->addressee_count; i++) {
        styled_add(out, ROLE_NORMAL, i > 0 ? ", " : " to ");
        add_voice(out, room, &read->addressees[i], line);
    }
}

static void add_codes(struct styled *out, const struct room *room, const struct reading *read)
{
    for (size_t i = 0; i < read->code_count; i++) {
        const struct read_code *code = &read->codes[i];

        styled_add_format(out, code->action == CODING_POINT ? ROLE_CODE : ROLE_STATE, " [%s%s]",
                          live_code_label(&room->codes[code->code]),
                          code->action == CODING_OPEN    ? "+"
                          : code->action == CODING_CLOSE ? "-"
                                                         : "");
    }
}

void writeup_show_read(struct styled *out, const struct room *room, const struct reading *read,
                       const char *line)
{
    static const char *const kinds[] = {
        [READ_NOTHING] = "",
        [READ_PLAIN] = "a plain note",
        [READ_NOTE] = "a note",
        [READ_EVENT] = "an event",
        [READ_ATTENDANCE] = "attendance",
        [READ_AGENDA] = "agenda",
        [READ_PART] = "a part",
        [READ_COMMENT] = "a comment",
        [READ_CORRECTION] = "a correction",
        [READ_TIME] = "a time",
    };
    char time[CLOCK_TIME];

    if (read->has_time) {
        clock_time(time, read->at, room->offset);
        styled_add_format(out, ROLE_TIME, "%s ", time);
    }
    if (read->speaker_count > 0)
        writeup_show_voices(out, room, read, line);
    else
        styled_add(out, ROLE_QUIET,
                   read->continues ? "the same speaker goes on" : kinds[read->kind]);
    add_codes(out, room, read);
    for (size_t i = 0; i < read->note_count; i++)
        styled_add_format(out, ROLE_QUIET, "  %s%s",
                          read->notes[i].severity == NOTE_PROSE ? "prose: " : "",
                          read->notes[i].text);
}
