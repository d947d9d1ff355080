/* SPDX-License-Identifier: MIT */
/* Somebody who was not known while the meeting ran, and is now: "@smith" is
 * made one with a person of the study, a voice known by role group alone gets
 * a person in its place. */
#include "storage/people_merge.h"
#include "tui/confirm.h"
#include "tui/prompt.h"
#include "tui/said.h"
#include "tui/writeup.h"
#include "tui/writeup_commands.h"
#include <string.h>

/* The voice of the selected entry that is not known; NULL none. */
static const struct voice *unknown_voice(const struct writeup *writeup)
{
    const struct entry *now = writeup->now;
    const struct voice *lists[] = { now->speakers, now->addressees };
    const size_t counts[] = { now->speaker_count, now->addressee_count };

    for (size_t list = 0; list < 2; list++)
        for (size_t i = 0; i < counts[list]; i++) {
            const struct voice *voice = &lists[list][i];
            int person =
                voice->kind == VOICE_PERSON ? room_find_person(&writeup->room, &voice->id) : -1;

            if (voice->kind == VOICE_ROLE
                || (person >= 0 && writeup->room.people[person].to_identify))
                return voice;
        }
    return NULL;
}

static void name_voice(const struct writeup *writeup, const struct id *person, struct str *out)
{
    const struct voice voice = { .kind = VOICE_PERSON, .id = *person };

    room_voices(&writeup->room, out, &voice, 1, NULL, 0);
}

/* --- a person ------------------------------------------------------------------------ */

static void merge(struct app *app)
{
    struct writeup *writeup = app->view->data;
    struct error err = ERROR_INIT;

    if (people_merge(app->study, &writeup->unknown, &writeup->known, &err)
        || writeup_reload(writeup, &err)) {
        app_say_error(app, &err);
        return;
    }
    writeup->changed = true;
    app_say(app, ROLE_GOOD, "they are one person now, in every meeting");
}

/* It reaches all meetings, and u does not take it back: it is asked. */
static bool take_person(struct app *app, void *owner, const char *text)
{
    struct writeup *writeup = owner;
    struct str who = STR_INIT, is = STR_INIT;

    if (!writeup_read_person(writeup, text, &writeup->known)) {
        app_say(app, ROLE_WARNING, "nobody of the study is called so, or several are");
        return false;
    }
    if (id_equal(&writeup->known, &writeup->unknown)) {
        app_say(app, ROLE_WARNING, "that is who it is: somebody else, or Escape");
        return false;
    }
    name_voice(writeup, &writeup->unknown, &who);
    name_voice(writeup, &writeup->known, &is);
    app_close(app);
    app_confirm(app, merge, "%s is %s, in every meeting of the study?", str_text(&who),
                str_text(&is));
    str_release(&who);
    str_release(&is);
    return false;
}

static void show_person(struct app *app, void *owner, const char *text, struct styled *out)
{
    const struct writeup *writeup = owner;
    struct str is = STR_INIT;
    struct id person;

    (void)app;
    if (writeup_read_person(writeup, text, &person)) {
        name_voice(writeup, &person, &is);
        styled_add_format(out, ROLE_SPEAKER, "it is %s", str_text(&is));
    } else {
        styled_add(out, ROLE_QUIET, "283, an alias, the beginning of a name");
    }
    str_release(&is);
}

static const struct prompt_ops person_ops = {
    .title = "Who somebody is",
    .label = "Who is it:",
    .answer = take_person,
    .show = show_person,
};

/* --- a role ---------------------------------------------------------------------------- */

/* "283 all" is everywhere in the meeting; *len: of what names the person. */
static bool says_all(const char *text, size_t *len)
{
    size_t all = strlen(text);

    *len = all;
    if (all < 5 || strcmp(text + all - 4, " all") != 0)
        return false;
    *len = all - 4;
    return true;
}

static bool read_role(const struct writeup *writeup, const char *text, struct id *person, bool *all)
{
    struct str name = STR_INIT;
    size_t len;
    bool is;

    *all = says_all(text, &len);
    str_add_len(&name, text, len);
    is = writeup_read_person(writeup, str_text(&name), person);
    str_release(&name);
    return is;
}

static void show_role(struct app *app, void *owner, const char *text, struct styled *out)
{
    const struct writeup *writeup = owner;
    struct str is = STR_INIT;
    struct id person;
    bool all;

    (void)app;
    if (read_role(writeup, text, &person, &all)) {
        name_voice(writeup, &person, &is);
        styled_add_format(out, ROLE_SPEAKER, "it is %s%s", str_text(&is),
                          all ? ", wherever this role spoke in the meeting" : ", in this entry");
    } else {
        styled_add(out, ROLE_QUIET, "283; \"283 all\": in the whole meeting");
    }
    str_release(&is);
}

static bool take_role(struct app *app, void *owner, const char *text)
{
    struct writeup *writeup = owner;
    struct error err = ERROR_INIT;
    size_t named = 0;
    bool all;

    if (!read_role(writeup, text, &writeup->known, &all)) {
        app_say(app, ROLE_WARNING, "nobody of the study is called so, or several are");
        return false;
    }
    if (people_name_voice(app->study, &writeup->meeting->id, &writeup->unknown, &writeup->known,
                          all ? NULL : &writeup->now->id, all ? 0 : 1, writeup->reason, &named,
                          &err)
        || writeup_reload(writeup, &err)) {
        app_say_error(app, &err);
        return false;
    }
    writeup->changed = true;
    app_say(app, ROLE_GOOD, "named in %zu %s; u takes it back", named,
            named == 1 ? "entry" : "entries");
    return true;
}

static const struct prompt_ops role_ops = {
    .title = "Who a voice is",
    .label = "Who is it:",
    .answer = take_role,
    .show = show_role,
};

void cmd_writeup_identify(struct app *app)
{
    struct writeup *writeup = app->view->data;
    const struct voice *voice;

    if (writeup->now == NULL || !writeup_may_change(writeup, cmd_writeup_identify))
        return;
    voice = unknown_voice(writeup);
    if (voice == NULL) {
        app_say(app, ROLE_QUIET, "everybody in this entry is known; s changes who speaks");
        return;
    }
    writeup->unknown = voice->id;
    prompt_open(app, voice->kind == VOICE_ROLE ? &role_ops : &person_ops, writeup, "");
}
