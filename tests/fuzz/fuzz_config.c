/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the config: they are read, their settings taken, and a
 * value put, which is then the one that stands there, with no other line lost. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/config.h"
#include "core/settings.h"
#include "core/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *observer_of(const struct config *config)
{
    for (size_t i = 0; i < config->count; i++)
        if (config->line[i].section == CONFIG_GENERAL
            && strcmp(config->line[i].name, "observer") == 0)
            return config->line[i].value;
    return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct config config, after;
    struct settings settings;
    struct str out = STR_INIT;

    config_read(&config, (const char *)data, size);
    settings_check(&config);
    settings_take(&settings, &config, "AB");
    for (size_t i = 0; i < config.mistake_count; i++)
        assert(text_valid(config.mistake[i].text, strlen(config.mistake[i].text)));
    for (size_t i = 1; i < config.mistake_count; i++)
        assert(config.mistake[i - 1].line <= config.mistake[i].line);
    config_put(&out, (const char *)data, size, "observer", "AB");
    config_read(&after, str_text(&out), out.len);
    assert(observer_of(&after) != NULL && strcmp(observer_of(&after), "AB") == 0);
    assert(after.count == config.count + (observer_of(&config) == NULL));
    config_release(&config);
    config_release(&after);
    str_release(&out);
    return 0;
}
