/* SPDX-License-Identifier: MIT */
/* What the ids of entries mean: the study's people and codes, loaded once and
 * found by id, and the agenda of the meeting that is being shown. */
#include "cli/internal.h"

#include <stdlib.h>
#include <string.h>

#include "cli/show.h"
#include "core/mem.h"

static int compare(const void *a, const void *b)
{
    const struct legend_row *one = a, *other = b;

    return memcmp(one->id.byte, other->id.byte, sizeof one->id.byte);
}

static const struct legend_row *find(const struct legend_row *rows, size_t count,
                                     const struct id *id)
{
    struct legend_row key = { .id = *id };

    return count > 0 ? bsearch(&key, rows, count, sizeof *rows, compare) : NULL;
}

enum status legend_load(struct legend *legend, struct study *study, struct error *err)
{
    *legend = (struct legend){ .study = study };
    if (people_load(&legend->people, study, false, err)
        || codebook_load(&legend->codebook, study, err))
        return err->status;
    legend->people_by_id = mem_alloc(legend->people.person_count, sizeof *legend->people_by_id);
    for (size_t i = 0; i < legend->people.person_count; i++)
        legend->people_by_id[i] = (struct legend_row){ legend->people.people[i].id, i };
    qsort(legend->people_by_id, legend->people.person_count, sizeof *legend->people_by_id,
          compare);
    legend->codes_by_id = mem_alloc(legend->codebook.count, sizeof *legend->codes_by_id);
    for (size_t i = 0; i < legend->codebook.count; i++)
        legend->codes_by_id[i] = (struct legend_row){ legend->codebook.codes[i].id, i };
    qsort(legend->codes_by_id, legend->codebook.count, sizeof *legend->codes_by_id, compare);
    return STATUS_OK;
}

void legend_release(struct legend *legend)
{
    agenda_release(&legend->agenda);
    codebook_release(&legend->codebook);
    people_release(&legend->people);
    free(legend->people_by_id);
    free(legend->codes_by_id);
    *legend = (struct legend){ 0 };
}

enum status legend_turn_to(struct legend *legend, int number, struct error *err)
{
    struct meeting_rows rows = { 0 };
    enum status status;

    if (legend->meeting == number)
        return STATUS_OK;
    agenda_release(&legend->agenda);
    legend->agenda = (struct agenda){ 0 };
    legend->meeting = 0;
    status = meetings_find(&rows, legend->study, number, err);
    if (!status)
        status = agenda_load(&legend->agenda, legend->study, &rows.row[0].meeting.id, err);
    meetings_release(&rows);
    if (!status)
        legend->meeting = number;
    return status;
}

const struct code *legend_code(const struct legend *legend, const struct id *id)
{
    const struct legend_row *row = find(legend->codes_by_id, legend->codebook.count, id);

    return row != NULL ? &legend->codebook.codes[row->index] : NULL;
}

const struct person *legend_person(const struct legend *legend, const struct id *id)
{
    const struct legend_row *row = find(legend->people_by_id, legend->people.person_count, id);

    return row != NULL ? &legend->people.people[row->index] : NULL;
}

const struct agenda_item *legend_item(const struct legend *legend, const struct id *id)
{
    for (size_t i = 0; i < legend->agenda.count; i++) {
        if (id_equal(&legend->agenda.item[i].id, id))
            return &legend->agenda.item[i];
    }
    return NULL;
}
