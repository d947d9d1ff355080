/* SPDX-License-Identifier: MIT */
/* How everything is called in one export. Names are given in one fixed order
 * (codebook, choices, speakers, role groups), over all there is and not only
 * what is used, so that the same thing has the same name in every export. */
#include "export/labels.h"

#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/mem.h"
#include "core/words.h"
#include "export/own_words.h"
#include "export/plain.h"

static struct label *add(struct labels *labels, enum label_kind kind, const struct id *id)
{
    struct label *label;

    labels->label = mem_grow(labels->label, labels->count, &labels->room, sizeof *labels->label);
    label = &labels->label[labels->count++];
    *label = (struct label){ .kind = kind, .id = *id, .color = "", .choice = "" };
    label->parent = label->child = label->next = label->role = LABEL_NONE;
    return label;
}

struct id labels_guid(const struct labels *labels, const char *kind, const struct id *id,
                      const char *more)
{
    struct str name = STR_INIT;
    char printed[ID_TEXT];
    struct id guid;

    id_print(id, printed);
    str_add(&name, printed);
    if (more[0] != '\0') {
        str_add_char(&name, '/');
        str_add(&name, more);
    }
    guid = id_derive(&labels->study, kind, name.text);
    str_release(&name);
    return guid;
}

void labels_stamp(const struct labels *labels, char text[LABEL_STAMP], int64_t at)
{
    clock_stamp(text, at);
    if (!labels->shows.dates)
        memcpy(text + 8, "01", 2);
}

/* --- names ------------------------------------------------------------------- */

/* The name of a code: as wanted, else with its parent's in front, else numbered. */
static char *unique_name(struct plain_names *names, const char *wanted, const char *parent)
{
    struct str name = STR_INIT, longer = STR_INIT;

    plain_name(&name, wanted);
    if (plain_names_take(names, name.text, name.len))
        return str_take(&name);
    str_add_format(&longer, "%s%s%s", parent, parent[0] == '\0' ? "" : ": ", name.text);
    str_clear(&name);
    plain_unique(names, &name, longer.text);
    str_release(&longer);
    return str_take(&name);
}

static char *gated_name(struct labels *labels, struct plain_names *names, const char *wanted,
                        size_t parent)
{
    char *gated = gate_name(labels->gate, wanted);
    char *name = unique_name(names, gated,
                             parent == LABEL_NONE ? "" : labels->label[parent].name);

    free(gated);
    return name;
}

/* The name of a label that is moot's own: not filtered, but kept. */
static char *own_name(struct labels *labels, struct plain_names *names, const char *wanted,
                      size_t parent)
{
    char *name = unique_name(names, wanted,
                             parent == LABEL_NONE ? "" : labels->label[parent].name);

    identity_filter_keep(labels->gate->filter, name);
    return name;
}

/* What a label is called in the text and as a code. */
static void name_label(struct labels *labels, struct plain_names *names, struct label *label,
                       const char *spoken, const char *wanted, size_t parent)
{
    if (label->own) {
        struct str plain = STR_INIT;

        plain_name(&plain, spoken);
        label->spoken = str_take(&plain);
        label->name = own_name(labels, names, wanted, parent);
    } else {
        label->spoken = gate_name(labels->gate, spoken);
        label->name = gated_name(labels, names, wanted, parent);
    }
}

static void describe(struct str *out, const char *heading, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    if (out->len > 0)
        str_add_char(out, '\n');
    str_add(out, heading);
    str_add(out, text);
}

static void describe_code(struct str *out, const struct code *code)
{
    describe(out, "", code->definition);
    describe(out, "Use when: ", code->use_when);
    describe(out, "Do not use when: ", code->not_when);
}

static void add_codes(struct labels *labels, struct plain_names *names)
{
    for (size_t i = 0; i < labels->codebook.count; i++) {
        const struct code *code = &labels->codebook.codes[i];
        struct label *label = add(labels, LABEL_CODE, &code->id);
        struct str text = STR_INIT;

        label->parent = code->parent < 0 ? LABEL_NONE : (size_t)code->parent;
        label->guid = labels_guid(labels, "code", &code->id, "");
        label->own = own_code(code);
        name_label(labels, names, label, code->name, code->name, label->parent);
        describe_code(&text, code);
        if (own_description(code))
            identity_filter_keep(labels->gate->filter, str_text(&text));
        label->description = gate_text(labels->gate, str_text(&text));
        label->color = code->color;
        label->always = !code->retired && id_is_none(&code->merged);
        str_release(&text);
    }
}

/* Whether a choice says little without its modifier: yes and no, and what
 * another modifier of the code offers too. */
static bool needs_modifier(const struct code *code, size_t modifier, const char *choice)
{
    if (strcmp(choice, "yes") == 0 || strcmp(choice, "no") == 0)
        return true;
    for (size_t m = 0; m < code->modifier_count; m++) {
        for (size_t c = 0; m != modifier && c < code->modifiers[m].choice_count; c++)
            if (strcmp(code->modifiers[m].choices[c], choice) == 0)
                return true;
    }
    return false;
}

/* "Decision: deferred". */
static void name_choice(struct str *out, const struct code *code, size_t modifier,
                        const char *choice)
{
    str_add_format(out, "%s: ", code->name);
    if (needs_modifier(code, modifier, choice))
        str_add_format(out, "%s ", code->modifiers[modifier].name);
    str_add(out, choice);
}

static void add_choice(struct labels *labels, struct plain_names *names, size_t code,
                       size_t modifier, const char *choice)
{
    const struct code *of = &labels->codebook.codes[code];
    struct label *label = add(labels, LABEL_CHOICE, &of->modifiers[modifier].id);
    struct str said = STR_INIT, name = STR_INIT;

    name_choice(&name, of, modifier, choice);
    str_add(&said, name.text + strlen(of->name) + 2);
    label->parent = code;
    label->guid = labels_guid(labels, "choice", &label->id, choice);
    label->own = own_choice(of, modifier, choice);
    name_label(labels, names, label, said.text, name.text, LABEL_NONE);
    label->description = mem_copy("");
    label->color = of->color;
    label->choice = choice;
    label->always = !of->retired && id_is_none(&of->merged);
    str_release(&said);
    str_release(&name);
}

static void add_choices(struct labels *labels, struct plain_names *names)
{
    for (size_t i = 0; i < labels->codebook.count; i++) {
        const struct code *code = &labels->codebook.codes[i];

        for (size_t m = 0; m < code->modifier_count; m++)
            for (size_t c = 0; c < code->modifiers[m].choice_count; c++)
                add_choice(labels, names, i, m, code->modifiers[m].choices[c]);
    }
}

static size_t add_folder(struct labels *labels, struct plain_names *names, const char *name)
{
    static const struct id no_id;
    struct label *label = add(labels, LABEL_FOLDER, &no_id);

    label->guid = labels_guid(labels, "folder", &no_id, name);
    label->own = true;
    name_label(labels, names, label, name, name, LABEL_NONE);
    label->description = mem_copy("");
    return labels->count - 1;
}

/* People are called by role group and study id; by name in an identifiable
 * export that has one. */
static void add_speakers(struct labels *labels, struct plain_names *names)
{
    size_t folder = add_folder(labels, names, "Speakers");

    for (size_t i = 0; i < labels->people.person_count; i++) {
        const struct person *person = &labels->people.people[i];
        struct label *label = add(labels, LABEL_SPEAKER, &person->id);
        struct str text = STR_INIT, spoken = STR_INIT;

        identity_filter_label(labels->gate->filter, &text, &person->id);
        plain_name(&spoken, str_text(&text));
        label->parent = folder;
        label->guid = labels_guid(labels, "speaker", &person->id, "");
        label->spoken = str_take(&spoken);
        label->own = true;
        label->name = own_name(labels, names, label->spoken, folder);
        label->description = mem_copy("");
        str_release(&text);
    }
}

/* Role groups have their kind in the name always: "public health" is a code of
 * the starter codebook too, and one thing has one name in all studies. */
static void name_role(struct str *out, const struct role_group *group)
{
    str_add_format(out, "Role group: %s", group->name);
}

static void add_roles(struct labels *labels, struct plain_names *names)
{
    size_t speakers = labels->count - labels->people.person_count;
    size_t folder = add_folder(labels, names, "Role groups");

    for (size_t i = 0; i < labels->people.group_count; i++) {
        const struct role_group *group = &labels->people.groups[i];
        struct label *label = add(labels, LABEL_ROLE, &group->id);
        struct str spoken = STR_INIT, name = STR_INIT;

        str_add_format(&spoken, "%s unknown", group->label);
        name_role(&name, group);
        label->parent = folder;
        label->guid = labels_guid(labels, "role", &group->id, "");
        label->own = true;
        name_label(labels, names, label, spoken.text, name.text, LABEL_NONE);
        label->description = mem_copy("");
        str_release(&spoken);
        str_release(&name);
    }
    for (size_t i = 0; i < labels->people.person_count; i++) {
        int group = labels->people.people[i].role_group;

        if (group >= 0)
            labels->label[speakers + i].role = folder + 1 + (size_t)group;
    }
}

/* --- the tree and the finding --------------------------------------------------- */

/* Links children to parents, in the order of the labels, and lets parents go
 * out with what goes out below them. */
static void link_tree(struct labels *labels)
{
    labels->first = LABEL_NONE;
    for (size_t i = labels->count; i-- > 0;) { /* backwards, putting each in front */
        struct label *label = &labels->label[i];
        size_t *place = label->parent == LABEL_NONE ? &labels->first
                                                    : &labels->label[label->parent].child;

        label->next = *place;
        *place = i;
        for (size_t up = label->parent; label->always && up != LABEL_NONE;
             up = labels->label[up].parent)
            labels->label[up].always = true;
    }
}

struct label_place {
    struct id id; /* first, so that an id alone compares with it */
    size_t index;
};

static int by_id(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct id));
}

static void sort_by_id(struct labels *labels)
{
    size_t count = 0;

    labels->by_id = mem_alloc(labels->count, sizeof *labels->by_id);
    for (size_t i = 0; i < labels->count; i++) {
        if (labels->label[i].kind != LABEL_CHOICE && labels->label[i].kind != LABEL_FOLDER)
            labels->by_id[count++] = (struct label_place){ labels->label[i].id, i };
    }
    qsort(labels->by_id, count, sizeof *labels->by_id, by_id);
    labels->by_id_count = count;
}

bool label_goes_out(const struct label *label)
{
    return label->always || label->used;
}

size_t labels_find(const struct labels *labels, const struct id *id)
{
    const struct label_place *place =
        bsearch(id, labels->by_id, labels->by_id_count, sizeof *place, by_id);

    return place != NULL ? place->index : LABEL_NONE;
}

size_t labels_choice(const struct labels *labels, size_t code, const struct id *modifier,
                     const char *value)
{
    size_t i = labels->label[code].child;

    while (i != LABEL_NONE
           && (labels->label[i].kind != LABEL_CHOICE
               || !id_equal(&labels->label[i].id, modifier)
               || strcmp(labels->label[i].choice, value) != 0))
        i = labels->label[i].next;
    return i;
}

/* The index of a modifier of code `code`; as many as it has: unknown. */
static size_t find_modifier(const struct labels *labels, size_t code, const struct id *modifier)
{
    const struct code *of = &labels->codebook.codes[code]; /* codes stand first, in their order */
    size_t m = 0;

    while (m < of->modifier_count && !id_equal(&of->modifiers[m].id, modifier))
        m++;
    return m;
}

const char *labels_modifier(const struct labels *labels, size_t code, const struct id *modifier)
{
    const struct code *of = &labels->codebook.codes[code];
    size_t m = find_modifier(labels, code, modifier);

    return m < of->modifier_count ? of->modifiers[m].name : "";
}

bool labels_own_modifier(const struct labels *labels, size_t code, const struct id *modifier)
{
    const struct code *of = &labels->codebook.codes[code];
    size_t m = find_modifier(labels, code, modifier);

    return m < of->modifier_count && own_modifier(of, m);
}

const char *labels_role_name(const struct labels *labels, const struct voice *voice)
{
    size_t role = LABEL_NONE;

    if (voice->kind == VOICE_PERSON || voice->kind == VOICE_ROLE)
        role = labels_find(labels, &voice->id);
    if (role != LABEL_NONE && labels->label[role].kind == LABEL_SPEAKER)
        role = labels->label[role].role;
    for (size_t i = 0; role != LABEL_NONE && i < labels->people.group_count; i++) {
        if (id_equal(&labels->people.groups[i].id, &labels->label[role].id))
            return labels->people.groups[i].name;
    }
    return NULL;
}

bool labels_is_state(const struct labels *labels, size_t code)
{
    return labels->codebook.codes[code].state;
}

size_t labels_observer(struct labels *labels, const struct id *id, const char *initials)
{
    struct label_observer *observer;
    char printed[ID_TEXT];

    for (size_t i = 0; i < labels->observer_count; i++) {
        if (id_equal(&labels->observer[i].id, id))
            return i;
    }
    labels->observer = mem_grow(labels->observer, labels->observer_count, &labels->observer_room,
                                sizeof *labels->observer);
    observer = &labels->observer[labels->observer_count];
    *observer = (struct label_observer){ .id = *id };
    observer->guid = labels_guid(labels, "observer", id, "");
    if (identity_filter_search(labels->gate->filter, initials, strlen(initials), NULL) == 0) {
        observer->name = mem_copy(initials);
    } else { /* somebody who was observed is called so too */
        struct str name = STR_INIT;

        id_print_upper(&observer->guid, printed);
        str_add_format(&name, "Observer %.4s", printed);
        gate_own(labels->gate, name.text, name.len);
        observer->name = str_take(&name);
    }
    return labels->observer_count++;
}

void labels_use(struct labels *labels, size_t index)
{
    while (index != LABEL_NONE && !labels->label[index].used) {
        labels->label[index].used = true;
        index = labels->label[index].parent;
    }
}

const char *labels_about(const struct labels *labels)
{
    if (labels->identifiable)
        return "This export shows real names.";
    if (labels->shows.dates)
        return "People appear by role group and study id.";
    return "People appear by role group and study id. Dates show the month: their day is always"
           " the first.";
}

/* --- loading ------------------------------------------------------------------- */

enum status labels_load(struct labels *out, struct study *study, struct gate *gate,
                        bool identifiable, struct error *err)
{
    struct plain_names names = PLAIN_NAMES_INIT;

    *out = (struct labels){ .gate = gate, .identifiable = identifiable, .first = LABEL_NONE };
    out->study = study_id(study);
    if (study_shows(study, &out->shows, err) || people_load(&out->people, study, false, err)
        || codebook_load(&out->codebook, study, err))
        return err->status;
    if (identifiable)
        out->shows = (struct study_shows){ true, true, true };
    identity_filter_keep(gate->filter, labels_about(out));
    for (size_t i = 0; i < starter_function_count; i++)
        identity_filter_keep(gate->filter, starter_functions[i].name);
    add_codes(out, &names);
    add_choices(out, &names);
    add_speakers(out, &names);
    add_roles(out, &names);
    link_tree(out);
    sort_by_id(out);
    plain_names_release(&names);
    return STATUS_OK;
}

void labels_release(struct labels *labels)
{
    for (size_t i = 0; i < labels->count; i++) {
        free(labels->label[i].name);
        free(labels->label[i].spoken);
        free(labels->label[i].description);
    }
    for (size_t i = 0; i < labels->observer_count; i++)
        free(labels->observer[i].name);
    free(labels->label);
    free(labels->observer);
    free(labels->by_id);
    people_release(&labels->people);
    codebook_release(&labels->codebook);
}
