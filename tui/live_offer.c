/* SPDX-License-Identifier: MIT */
/* What the text line itself makes offers of: the modifiers of a code that was
 * just set, and the role group of somebody who was just made. */
#include "core/clock.h"
#include "core/mem.h"
#include "core/text.h"
#include "tui/live.h"
#include <stdlib.h>
#include <string.h>

enum { CHOICES_COLUMNS = 46 }; /* that the choices may take of the status line */

/* Appends words, with commas between, as far as there is room for them. */
static void add_list(struct str *out, const char *const *words, size_t count)
{
    size_t width = 0;

    for (size_t i = 0; i < count; i++) {
        width += text_width(words[i], strlen(words[i])) + 2;
        if (i > 0 && width > CHOICES_COLUMNS) {
            str_add(out, ", ...");
            return;
        }
        str_add_format(out, "%s%s", i > 0 ? ", " : "", words[i]);
    }
}

static void set_text(struct offer *offer, struct str *text)
{
    text_print(offer->text, sizeof offer->text, "%s", str_text(text));
    str_release(text);
}

/* The next of the choices 0 (none) to `count`. */
static size_t step_choice(size_t choice, size_t count, int step)
{
    if (step > 0)
        return choice < count ? choice + 1 : 0;
    return choice > 0 ? choice - 1 : count;
}

/* --- modifiers --------------------------------------------------------------------- */

struct modifying {
    struct change_coding coding; /* that was logged; without its values */
    const char **values;         /* beside the code's modifiers; NULL: none chosen */
    size_t modifier;             /* that Tab goes through */
    size_t choice;               /* of it, from 1; 0 none */
};

static const struct code *code_of(const struct live *live, const struct modifying *m)
{
    int code = room_find_code(&live->room, &m->coding.code);

    return code >= 0 ? &live->room.codes[code] : NULL;
}

/* The first modifier from `from` on that has choices; the count: none. */
static size_t next_modifier(const struct code *code, size_t from)
{
    while (from < code->modifier_count && code->modifiers[from].choice_count == 0)
        from++;
    return from;
}

static void say_modifiers(const struct live *live, struct offer *offer)
{
    const struct modifying *m = offer->data;
    const struct code *code = code_of(live, m);
    const struct modifier *modifier = &code->modifiers[m->modifier];
    size_t next = next_modifier(code, m->modifier + 1);
    struct str text = STR_INIT;

    if (offer->due == 0 && m->choice == 0) {
        str_add_format(&text, "Tab: %s %s ", live_code_label(code), modifier->name);
        add_list(&text, modifier->choices, modifier->choice_count);
    } else {
        str_add_format(&text, "%s: %s %s   Tab: the next", live_code_label(code), modifier->name,
                       m->choice > 0 ? modifier->choices[m->choice - 1] : "not said");
        if (next < code->modifier_count)
            str_add_format(&text, "   Enter: then %s", code->modifiers[next].name);
    }
    set_text(offer, &text);
}

static bool take_modifier(struct live *live, struct offer *offer, int step)
{
    struct modifying *m = offer->data;
    const struct code *code = code_of(live, m);
    const struct modifier *modifier;

    if (code == NULL || m->modifier >= code->modifier_count)
        return false; /* the codebook was changed meanwhile */
    modifier = &code->modifiers[m->modifier];
    m->choice = step_choice(m->choice, modifier->choice_count, step);
    m->values[m->modifier] = m->choice > 0 ? modifier->choices[m->choice - 1] : NULL;
    offer->due = clock_boot();
    say_modifiers(live, offer);
    return true;
}

static bool enter_modifier(struct live *live, struct offer *offer)
{
    struct modifying *m = offer->data;
    const struct code *code = code_of(live, m);

    if (code == NULL)
        return false;
    m->modifier = next_modifier(code, m->modifier + 1);
    m->choice = 0;
    if (m->modifier == code->modifier_count)
        return false;
    say_modifiers(live, offer);
    return true;
}

static void settle_modifiers(struct live *live, struct offer *offer)
{
    struct modifying *m = offer->data;
    struct change change;

    if (code_of(live, m) == NULL)
        return;
    change_init(&change, &live->meeting->id, clock_wall());
    room_set_values(&live->room, &m->coding, m->values, &change);
    live_give(live, &change);
}

static void release_modifiers(void *data)
{
    struct modifying *m = data;

    free(m->values);
    free(m);
}

static void offer_modifiers(struct live *live, const struct change_coding *coding)
{
    int index = room_find_code(&live->room, &coding->code);
    const struct code *code = index >= 0 ? &live->room.codes[index] : NULL;
    struct offer offer = { .priority = OFFER_MODIFIERS,
                           .take = take_modifier,
                           .enter = enter_modifier,
                           .settle = settle_modifiers,
                           .release = release_modifiers };
    struct modifying *m;

    if (code == NULL || next_modifier(code, 0) == code->modifier_count)
        return;
    m = mem_alloc(1, sizeof *m);
    m->coding = *coding;
    m->coding.values = NULL;
    m->coding.value_count = 0;
    m->values = mem_alloc(code->modifier_count, sizeof *m->values);
    m->modifier = next_modifier(code, 0);
    offer.data = m;
    say_modifiers(live, &offer);
    offer_make(live, &offer);
}

/* --- the code of a hot key on a line -------------------------------------------------- */

static bool take_bracket(struct live *live, struct offer *offer, int step)
{
    (void)offer;
    (void)step;
    live_add_modifiers(live);
    live_complete_here(live);
    return false;
}

void live_offer_bracket(struct live *live, const struct code *code)
{
    struct offer offer = { .priority = OFFER_MODIFIERS, .take = take_bracket };
    const struct modifier *modifier = &code->modifiers[0];
    struct str text = STR_INIT;

    if (code->modifier_count == 0)
        return;
    str_add_format(&text, "Tab: %s%s", modifier->name, modifier->choice_count > 0 ? " " : "");
    add_list(&text, modifier->choices, modifier->choice_count);
    str_add_format(&text, " for %s", live_code_label(code));
    set_text(&offer, &text);
    offer_make(live, &offer);
}

/* --- role groups ----------------------------------------------------------------------- */

struct giving {
    struct id person;
    size_t choice; /* of the room's role groups, from 1; 0 none */
};

static void say_roles(const struct live *live, struct offer *offer, int person)
{
    const struct giving *giving = offer->data;
    const struct room *room = &live->room;
    int number = room->people[person].number;
    struct str text = STR_INIT;
    const char **names;

    if (offer->due != 0) {
        str_add_format(&text, "%d: %s   Tab: the next role group", number,
                       giving->choice > 0 ? room->groups[giving->choice - 1].name
                                          : "role group not known");
        set_text(offer, &text);
        return;
    }
    names = mem_alloc(room->group_count, sizeof *names);
    for (size_t i = 0; i < room->group_count; i++)
        names[i] = room->groups[i].name;
    str_add(&text, "Tab: ");
    add_list(&text, names, room->group_count);
    str_add_format(&text, " for %d, who is new", number);
    free(names);
    set_text(offer, &text);
}

static bool take_role(struct live *live, struct offer *offer, int step)
{
    struct giving *giving = offer->data;
    int person = room_find_person(&live->room, &giving->person);

    if (person < 0)
        return false;
    giving->choice = step_choice(giving->choice, live->room.group_count, step);
    offer->due = clock_boot();
    say_roles(live, offer, person);
    return true;
}

static void settle_role(struct live *live, struct offer *offer)
{
    struct giving *giving = offer->data;
    int person = room_find_person(&live->room, &giving->person);
    struct change change;

    if (person < 0 || giving->choice > live->room.group_count)
        return;
    change_init(&change, &live->meeting->id, clock_wall());
    room_set_role_group(&live->room, person, (int)giving->choice - 1, &change);
    live_give(live, &change);
}

static void offer_role(struct live *live, const struct change_person *made)
{
    int person = room_find_person(&live->room, &made->id);
    struct offer offer = {
        .priority = OFFER_ROLE, .take = take_role, .settle = settle_role, .release = free
    };
    struct giving *giving;

    if (person < 0 || live->room.group_count == 0)
        return;
    giving = mem_alloc(1, sizeof *giving);
    giving->person = made->id;
    offer.data = giving;
    say_roles(live, &offer, person);
    offer_make(live, &offer);
}

/* --- after a change ---------------------------------------------------------------------- */

struct live_made live_made(const struct change *change)
{
    struct live_made made = { .person = { .revises = true } };

    for (size_t i = 0; i < change->person_count; i++)
        if (!change->persons[i].revises)
            made.person = change->persons[i];
    for (size_t i = 0; i < change->coding_count; i++) {
        const struct change_coding *coding = &change->codings[i];

        if (coding->revises || coding->value_count > 0)
            continue;
        made.coding = *coding;
        made.has_coding = true;
    }
    made.person.alias = NULL;
    return made;
}

void live_offer(struct live *live, const struct live_made *made)
{
    if (!made->person.revises)
        offer_role(live, &made->person);
    if (made->has_coding)
        offer_modifiers(live, &made->coding);
}
