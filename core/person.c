/* SPDX-License-Identifier: MIT */
/* How people are called where their names must not be. */
#include "core/person.h"

#include <string.h>

void person_label(struct str *out, const struct person *person, const struct role_group *groups)
{
    if (person->voice != NULL) {
        str_add(out, strcmp(person->voice, "_record") == 0 ? "Record" : person->voice);
        return;
    }
    if (person->role_group >= 0)
        str_add_format(out, "%s ", groups[person->role_group].label);
    str_add_format(out, "ID %d", person->number);
}
