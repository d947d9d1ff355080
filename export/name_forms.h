/* SPDX-License-Identifier: MIT */
/* The forms under which a name may stand in a text: whole, and by its parts.
 * docs/identity.md tells the rules for people. For the files of this folder. */
#ifndef EXPORT_NAME_FORMS_H
#define EXPORT_NAME_FORMS_H

#include <stdbool.h>
#include <stddef.h>

/* Called for each form; `as_written`: it counts only in its own case. */
typedef void (*name_form)(void *data, const char *form, size_t len, bool as_written);

/* The forms of a person's name. */
void name_forms(const char *name, name_form each, void *data);

/* The one form of an alias, of initials or of an organisation: as a whole. */
void word_forms(const char *word, name_form each, void *data);

/* The forms of a person's id in an imported file: those of a name where it is
 * made of letters alone, else as a whole and as written; none when it has fewer
 * than four characters ("p1" is never typed), unless they are not Latin. */
void source_forms(const char *source, name_form each, void *data);

#endif
