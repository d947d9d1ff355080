/* SPDX-License-Identifier: MIT */
/* The codebook on the screen: what its list and its form share. */
#ifndef TUI_CODES_H
#define TUI_CODES_H

#include "storage/codebook.h"
#include "tui/internal.h"

/* Opens the form of a code of *codebook (an index; -1: a new one, to stand
 * behind the code at `beside`, -1 none). What it needs is read anew. */
void code_form_open(struct app *app, const struct codebook *codebook, int code, int beside);
/* Whether the codebook can be changed; else says why not. */
bool codes_write(struct app *app);
/* "ch", or the name of a code without a key. */
const char *codes_label(const struct code *code);

#endif
