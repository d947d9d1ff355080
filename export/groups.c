/* SPDX-License-Identifier: MIT */
/* Groups of documents, gathered while documents go by, and of codes. */
#include "export/groups.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "export/plain.h"

static const char *const kind_names[GROUPS] = {
    [GROUP_SITE] = "Site",
    [GROUP_CHARACTERISTIC] = "Characteristic",
    [GROUP_BODY] = "Body",
    [GROUP_FUNCTION] = "Function",
    [GROUP_YEAR] = "Year",
    [GROUP_OBSERVER] = "Observer",
    [GROUP_PART] = "Part",
    [GROUP_CODES] = "Codes",
};

static struct group *find(struct groups *groups, enum group_kind kind, const char *key)
{
    for (size_t i = 0; i < groups->count; i++) {
        if (groups->group[i].kind == kind && strcmp(groups->group[i].key, key) == 0)
            return &groups->group[i];
    }
    return NULL;
}

/* Puts a document or code into the group `key` of `kind`, called `value`. The
 * value passes the gate by itself, so that the kind in front of it stays as it
 * is. */
static void put_as(struct groups *groups, const struct id *member, enum group_kind kind,
                   const char *heading, const char *key, const char *value,
                   struct labels *labels)
{
    static const struct id no_id;
    struct group *group = find(groups, kind, key);

    if (key[0] == '\0')
        return;
    if (group == NULL) {
        struct str text = STR_INIT;
        char *gated = gate_text(labels->gate, value);

        groups->group =
            mem_grow(groups->group, groups->count, &groups->room, sizeof *groups->group);
        group = &groups->group[groups->count++];
        str_add_format(&text, "%s/%s", kind_names[kind], key);
        *group = (struct group){ .kind = kind, .key = mem_copy(key) };
        group->guid = labels_guid(labels, "set", &no_id, text.text);
        str_clear(&text);
        str_add_format(&text, "%s: %s", heading, gated);
        group->name = str_take(&text);
        free(gated);
    }
    group->member = mem_grow(group->member, group->count, &group->room, sizeof *group->member);
    group->member[group->count++] = *member;
}

static void put(struct groups *groups, const struct id *member, enum group_kind kind,
                const char *key, const char *value, struct labels *labels)
{
    put_as(groups, member, kind, kind_names[kind], key, value, labels);
}

/* "size quintile: 4" for each characteristic of the document's site. */
static void put_characteristics(struct groups *groups, const struct document *document,
                                const struct sites *sites, struct labels *labels)
{
    for (size_t i = 0; i < sites->count; i++) {
        const struct site *site = &sites->site[i];

        if (strcmp(site->code, document->meeting->site) != 0)
            continue;
        for (size_t c = 0; c < site->characteristics; c++) {
            const struct characteristic *is = &site->characteristic[c];
            char *heading = gate_again(labels->gate, is->name);
            struct str key = STR_INIT;

            str_add_format(&key, "%s/%s", is->name, is->value);
            if (is->value[0] != '\0')
                put_as(groups, &document->guid, GROUP_CHARACTERISTIC, heading, key.text, is->value,
                       labels);
            str_release(&key);
            free(heading);
        }
    }
}

static void put_part(struct groups *groups, const struct document *document,
                     struct labels *labels)
{
    const char *part = document->private_entries == 0                            ? "public"
                     : document->private_entries < document->count + document->left_out
                         ? "partly private"
                         : "private";

    put(groups, &document->guid, GROUP_PART, part, part, labels);
}

void groups_add(struct groups *groups, const struct document *document,
                const struct body_names *bodies, const struct sites *sites,
                struct labels *labels)
{
    const struct meeting *meeting = document->meeting;
    const struct body_name *body = body_names_find(bodies, meeting);
    char key[ID_TEXT];

    put(groups, &document->guid, GROUP_SITE, meeting->site, meeting->site, labels);
    put_characteristics(groups, document, sites, labels);
    if (body != NULL) {
        id_print(&body->first, key);
        put(groups, &document->guid, GROUP_BODY, key, body->name, labels);
    }
    put(groups, &document->guid, GROUP_FUNCTION, meeting->function, meeting->function_name, labels);
    put(groups, &document->guid, GROUP_YEAR, document->year, document->year, labels);
    for (size_t i = 0; i < document->observer_count; i++) {
        const struct label_observer *observer = &labels->observer[document->observer[i]];

        id_print(&observer->id, key);
        put(groups, &document->guid, GROUP_OBSERVER, key, observer->name, labels);
    }
    put_part(groups, document, labels);
}

/* --- codes ------------------------------------------------------------------------- */

static const struct code *code_of(const struct labels *labels, const struct label *label)
{
    for (size_t i = 0; i < labels->codebook.count; i++) {
        if (id_equal(&labels->codebook.codes[i].id, &label->id))
            return &labels->codebook.codes[i];
    }
    return NULL;
}

void groups_add_codes(struct groups *groups, struct labels *labels)
{
    for (size_t i = 0; i < labels->count; i++) {
        const struct label *label = &labels->label[i];
        const struct code *code = label->kind == LABEL_CODE ? code_of(labels, label) : NULL;

        if (!label_goes_out(label))
            continue;
        if (code != NULL)
            put(groups, &label->guid, GROUP_CODES, code->state ? "states" : "points",
                code->state ? "states" : "points", labels);
        if (code != NULL && code->group[0] != '\0') {
            struct str key = STR_INIT;

            str_add_format(&key, "exclusive/%s", code->group);
            put_as(groups, &label->guid, GROUP_CODES, "Exclusive", key.text, code->group, labels);
            str_release(&key);
        }
        if (label->kind == LABEL_CHOICE)
            put(groups, &label->guid, GROUP_CODES, "modifiers", "modifiers", labels);
        if (label->kind == LABEL_SPEAKER)
            put(groups, &label->guid, GROUP_CODES, "speakers", "speakers", labels);
        if (label->kind == LABEL_ROLE)
            put(groups, &label->guid, GROUP_CODES, "role groups", "role groups", labels);
    }
}

static int by_kind_and_name(const void *a, const void *b)
{
    const struct group *one = a, *other = b;
    int order = (int)one->kind - (int)other->kind;

    if (order == 0)
        order = strcmp(one->name, other->name);
    return order != 0 ? order : strcmp(one->key, other->key);
}

void groups_finish(struct groups *groups, const struct labels *labels)
{
    struct plain_names names = PLAIN_NAMES_INIT;

    if (groups->count > 0)
        qsort(groups->group, groups->count, sizeof *groups->group, by_kind_and_name);
    for (size_t i = 0; i < groups->count; i++) {
        struct str unique = STR_INIT;

        plain_unique(&names, &unique, groups->group[i].name);
        identity_filter_keep(labels->gate->filter, unique.text);
        free(groups->group[i].name);
        groups->group[i].name = str_take(&unique);
    }
    plain_names_release(&names);
}

void groups_release(struct groups *groups)
{
    for (size_t i = 0; i < groups->count; i++) {
        free(groups->group[i].key);
        free(groups->group[i].name);
        free(groups->group[i].member);
    }
    free(groups->group);
    *groups = (struct groups){ NULL, 0, 0 };
}
