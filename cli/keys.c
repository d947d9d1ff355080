/* SPDX-License-Identifier: MIT */
/* The key map, as the config makes it; what is wrong with the config goes to
 * standard error, one line for each mistake. */
#include "cli/internal.h"

#include <stdio.h>

#include "storage/config_file.h"
#include "tui/tui.h"

static void print_mistakes(const struct config *config)
{
    struct str path = STR_INIT;

    if (!config_file_path(&path))
        str_add(&path, "config");
    for (size_t i = 0; i < config->mistake_count; i++) {
        if (config->mistake[i].line > 0)
            fprintf(stderr, "%s:%zu: %s\n", path.text, config->mistake[i].line,
                    config->mistake[i].text);
        else
            fprintf(stderr, "%s: %s\n", path.text, config->mistake[i].text);
    }
    str_release(&path);
}

enum status cli_keys(struct invocation *in, struct error *err)
{
    struct config config;

    (void)in;
    (void)err;
    config_file_read(&config);
    tui_print_keys(stdout, &config);
    print_mistakes(&config);
    config_release(&config);
    return STATUS_OK;
}
