/* SPDX-License-Identifier: MIT */
/* Exports for the screens, which do not know them: the module is loaded when
 * one is asked for. */
#include "cli/internal.h"

enum status exports_get(struct tui_exports *out, struct error *err)
{
    const struct formats *formats;

    if (formats_load(&formats, err))
        return err->status;
    out->formats = formats->export_formats();
    out->write = formats->export_write;
    return STATUS_OK;
}
