/* SPDX-License-Identifier: MIT */
/* The key map, from the table of the terminal interface. */
#include "cli/internal.h"

#include "tui/tui.h"

enum status cli_keys(struct invocation *in, struct error *err)
{
    (void)in;
    (void)err;
    tui_print_keys(stdout);
    return STATUS_OK;
}
