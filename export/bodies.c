/* SPDX-License-Identifier: MIT */
/* How bodies are called: by their local names where the study allows it, else
 * by numbers that follow their first meetings. */
#include "export/bodies.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "export/own_words.h"

static struct body_name *find(const struct body_names *names, const struct meeting *meeting)
{
    for (size_t i = 0; meeting->body[0] != '\0' && i < names->count; i++) {
        if (strcmp(names->body[i].body, meeting->body) == 0
            && strcmp(names->body[i].site, meeting->site) == 0)
            return &names->body[i];
    }
    return NULL;
}

const struct body_name *body_names_find(const struct body_names *names,
                                        const struct meeting *meeting)
{
    return find(names, meeting);
}

static int by_number(const void *a, const void *b)
{
    const struct meeting *one = *(const struct meeting *const *)a;
    const struct meeting *other = *(const struct meeting *const *)b;

    return (one->number > other->number) - (one->number < other->number);
}

/* Whether two sites have a body of this name. */
static bool name_is_shared(const struct body_names *names, const struct body_name *body)
{
    for (size_t i = 0; i < names->count; i++) {
        if (&names->body[i] != body && strcmp(names->body[i].body, body->body) == 0)
            return true;
    }
    return false;
}

static void add(struct body_names *names, const struct meeting *meeting, struct gate *gate)
{
    struct str neutral = STR_INIT;

    if (meeting->body[0] == '\0' || find(names, meeting) != NULL)
        return;
    names->body = mem_grow(names->body, names->count, &names->room, sizeof *names->body);
    str_add_format(&neutral, "%zu (%s)", names->count + 1, meeting->function_name);
    if (own_function(meeting->function_name))
        gate_own(gate, neutral.text, neutral.len);
    names->body[names->count++] = (struct body_name){ meeting->site, meeting->body,
                                                      str_take(&neutral), meeting->id };
}

void body_names_load(struct body_names *out, const struct meeting_rows *rows,
                     struct labels *labels)
{
    const struct meeting **order = mem_alloc(rows->count + 1, sizeof *order);

    *out = (struct body_names){ NULL, 0, 0 };
    for (size_t i = 0; i < rows->count; i++)
        order[i] = &rows->row[i].meeting;
    qsort(order, rows->count, sizeof *order, by_number);
    for (size_t i = 0; i < rows->count; i++)
        add(out, order[i], labels->gate);
    free(order);
    for (size_t i = 0; i < out->count; i++) {
        struct str local = STR_INIT;

        str_add(&local, labels->shows.bodies ? out->body[i].body : out->body[i].name);
        if (labels->shows.bodies && name_is_shared(out, &out->body[i]))
            str_add_format(&local, " (site %s)",
                           out->body[i].site[0] != '\0' ? out->body[i].site : "unknown");
        free(out->body[i].name);
        out->body[i].name = gate_name(labels->gate, local.text);
        str_release(&local);
    }
}

void body_names_release(struct body_names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->body[i].name);
    free(names->body);
    *names = (struct body_names){ NULL, 0, 0 };
}
