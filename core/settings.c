/* SPDX-License-Identifier: MIT */
/* The table of settings, and reading their values. */
#include "core/settings.h"
#include "core/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* clang-format off */
const struct setting_row setting_rows[SETTINGS] = {
    [SETTING_OBSERVER] = { "observer", SETTING_WORD, "", 1, 16, NULL,
                           "Your initials; they mark every entry you make" },
    [SETTING_OFFSET]   = { "offset", SETTING_SECONDS, "0", 0, 5000, NULL,
                           "Seconds your fingers lag behind what you hear" },
    [SETTING_CLOCK]    = { "clock", SETTING_CHOICE, "24h-seconds", 0, 0, "24h-seconds|24h|12h",
                           "How times are shown on the screen" },
    [SETTING_BACKUP_FOLDER] = { "backup_folder", SETTING_PATH, "", 0, 0, NULL,
                           "Where backups go, else beside the study" },
    [SETTING_LOCK_AFTER] = { "lock_after", SETTING_NUMBER, "0", 0, 1440, NULL,
                           "Minutes until an idle sealed study locks; 0 never" },
};
/* clang-format on */

static bool read_word(const struct setting_row *row, const char *text)
{
    size_t len = strlen(text);

    for (size_t i = 0; i < len; i++) {
        char c = text[i];

        if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-'
              || c == '_'))
            return false;
    }
    return len >= (size_t)row->least && len <= (size_t)row->most;
}

/* "1", "1.5", "0.25": milliseconds; -1 for anything else. */
static int64_t read_decimal(const char *text, int64_t unit)
{
    int64_t value = 0;
    const char *at = text;

    for (; *at >= '0' && *at <= '9' && value < 1000000000; at++)
        value = value * 10 + (*at - '0') * unit;
    if (at == text || (*at != '.' && *at != '\0') || (*at == '.' && unit == 1))
        return -1;
    if (*at == '.') {
        at++;
        if (*at == '\0')
            return -1;
        for (; *at >= '0' && *at <= '9'; at++) {
            unit /= 10;
            value += (*at - '0') * unit;
        }
    }
    return *at == '\0' ? value : -1;
}

static int64_t read_choice(const char *choices, const char *text)
{
    size_t len = strlen(text);
    int64_t place = 0;

    for (const char *at = choices;; place++) {
        size_t each = strcspn(at, "|");

        if (each == len && memcmp(at, text, len) == 0)
            return place;
        if (at[each] == '\0')
            return -1;
        at += each + 1;
    }
}

/* Whether the text is a value of the setting; what it is kept as. */
static bool read_value(const struct setting_row *row, const char *text, int64_t *number)
{
    *number = 0;
    switch (row->kind) {
    case SETTING_WORD:
        return read_word(row, text);
    case SETTING_PATH:
        return text[0] == '/' || strncmp(text, "~/", 2) == 0;
    case SETTING_SECONDS:
    case SETTING_NUMBER:
        *number = read_decimal(text, row->kind == SETTING_SECONDS ? 1000 : 1);
        return *number >= row->least && *number <= row->most;
    case SETTING_CHOICE:
        *number = read_choice(row->choices, text);
        return *number >= 0;
    }
    return false;
}

static int find_row(const char *name)
{
    for (int i = 0; i < SETTINGS; i++)
        if (strcmp(setting_rows[i].name, name) == 0)
            return i;
    return -1;
}

static void set(struct settings *settings, int row, const char *text, int64_t number)
{
    settings->number[row] = number;
    snprintf(settings->text[row], SETTING_TEXT, "%s", text);
}

void settings_init(struct settings *settings)
{
    *settings = (struct settings){ 0 };
    for (int i = 0; i < SETTINGS; i++) {
        int64_t number = 0;

        if (setting_rows[i].initial[0] != '\0')
            (void)read_value(&setting_rows[i], setting_rows[i].initial, &number);
        set(settings, i, setting_rows[i].initial, number);
    }
}

static void take(struct settings *settings, const struct config_line *line)
{
    int row = find_row(line->name);
    int64_t number;

    if (row < 0 || strlen(line->value) >= SETTING_TEXT
        || !read_value(&setting_rows[row], line->value, &number))
        return;
    set(settings, row, line->value, number);
    settings->changed[row] = true;
}

void settings_take(struct settings *settings, const struct config *config, const char *observer)
{
    settings_init(settings);
    for (size_t i = 0; i < config->count; i++)
        if (config->line[i].section == CONFIG_GENERAL)
            take(settings, &config->line[i]);
    if (observer == NULL || observer[0] == '\0')
        return;
    for (size_t i = 0; i < config->count; i++)
        if (config->line[i].section == CONFIG_OBSERVER
            && strcmp(config->line[i].observer, observer) == 0)
            take(settings, &config->line[i]);
}

/* What a setting wants, for the line that does not have it. */
static void say_wanted(struct str *out, const struct setting_row *row)
{
    if (row->kind == SETTING_WORD)
        str_add_format(out, "wants %d to %d letters or digits", (int)row->least, (int)row->most);
    else if (row->kind == SETTING_PATH)
        str_add(out, "wants a path that begins with / or ~/");
    else if (row->kind == SETTING_SECONDS)
        str_add_format(out, "wants seconds from %g to %g, as 1.5", (double)row->least / 1000.0,
                       (double)row->most / 1000.0);
    else if (row->kind == SETTING_NUMBER)
        str_add_format(out, "wants a number from %lld to %lld", (long long)row->least,
                       (long long)row->most);
    else
        for (const char *at = row->choices; *at != '\0'; at++) {
            if (at == row->choices)
                str_add(out, "wants one of ");
            if (*at == '|')
                str_add(out, ", ");
            else
                str_add_char(out, *at);
        }
}

static void check(struct config *config, const struct config_line *line)
{
    int row = find_row(line->name);
    struct str wanted = STR_INIT;
    int64_t number;

    if (row < 0) {
        config_mistake(config, line->number,
                       "there is no setting \"%.60s\": \"moot keys\" lists them; keys stand "
                       "under [keys], colours under [colors]",
                       line->name);
    } else if (line->section == CONFIG_OBSERVER && row == SETTING_OBSERVER) {
        config_mistake(config, line->number,
                       "observer stands before the first heading, not under one");
    } else if (strlen(line->value) >= SETTING_TEXT
               || !read_value(&setting_rows[row], line->value, &number)) {
        say_wanted(&wanted, &setting_rows[row]);
        config_mistake(config, line->number, "%s %s, not \"%.60s\"", line->name, str_text(&wanted),
                       line->value);
    }
    str_release(&wanted);
}

void settings_check(struct config *config)
{
    for (size_t i = 0; i < config->count; i++)
        if (config->line[i].section == CONFIG_GENERAL || config->line[i].section == CONFIG_OBSERVER)
            check(config, &config->line[i]);
}

int64_t settings_number(const struct settings *settings, enum setting setting)
{
    return settings->number[setting];
}

const char *settings_text(const struct settings *settings, enum setting setting)
{
    return settings->text[setting];
}
