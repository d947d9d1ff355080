/* SPDX-License-Identifier: MIT */
/* The terminal interface: home, or one meeting live. */
#include "cli/internal.h"
#include "cli/passphrase.h"

#include <stdlib.h>

#include "storage/config_file.h"
#include "tui/tui.h"

enum status cli_live(struct invocation *in, struct error *err)
{
    struct config config;
    struct tui_options options = { .observer = in->observer, .config = &config,
                                   .exports = exports_get };
    const char *observer = getenv("MOOT_OBSERVER");
    char *path;
    enum status status = STATUS_OK;

    if (in->operand_count > 0)
        status = options_meeting(in, in->operands[0], &options.meeting, err);
    if (!status)
        status = options_study(in, &path, err);
    if (status)
        return status;
    if (options.observer == NULL && observer != NULL && observer[0] != '\0')
        options.observer = observer;
    options.study = path;
    status = unlock(in, path, err);
    if (!status) {
        config_file_read(&config);
        status = tui_run(&options, err);
        config_release(&config);
    }
    free(path);
    return status;
}
