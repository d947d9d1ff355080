/* SPDX-License-Identifier: MIT */
/* What `moot keys` prints: the keys that hold with a config, under the names
 * by which the config changes them, then its settings and looks. "*" marks
 * what it changed. */
#include "core/code.h"
#include "core/settings.h"
#include "tui/help.h"
#include "tui/keymap.h"
#include "tui/looks.h"
#include "tui/tui.h"

enum { NAME_COLUMNS = 18, KEY_COLUMNS = 24 };

static void print_row(FILE *out, bool changed, const char *name, const char *value,
                      const char *help)
{
    fprintf(out, "%c %-*s %-*s %s\n", changed ? '*' : ' ', NAME_COLUMNS, name, KEY_COLUMNS,
            value[0] != '\0' ? value : "-", help);
}

static void print_commands(FILE *out, const struct keymap *map)
{
    for (size_t part = 0; part < help_part_count; part++) {
        fprintf(out, "%s%s\n", part > 0 ? "\n" : "", help_parts[part].title);
        for (size_t i = 0; i < tui_command_count; i++)
            if (tui_commands[i].contexts & help_parts[part].context)
                print_row(out, keymap_changed(map, &tui_commands[i]), tui_commands[i].name,
                          keymap_keys(map, &tui_commands[i]), tui_commands[i].help);
    }
}

static void print_hot_keys(FILE *out)
{
    char key[4];

    fprintf(out, "\nHot keys of the starter codebook\n");
    for (size_t i = 0; i < starter_code_count; i++) {
        const struct starter_code *code = &starter_codes[i];

        if (code->hot_key == 0)
            continue;
        if (code->hot_key >= '0' && code->hot_key <= '9')
            snprintf(key, sizeof key, "F%c", code->hot_key);
        else
            snprintf(key, sizeof key, "M-%c", code->hot_key);
        print_row(out, false, code->key, key, code->name);
    }
}

static void print_settings(FILE *out, const struct config *config)
{
    struct settings general, settings;

    settings_take(&general, config, NULL);
    settings_take(&settings, config, settings_text(&general, SETTING_OBSERVER));
    fprintf(out, "\nSettings\n");
    for (int i = 0; i < SETTINGS; i++)
        print_row(out, settings.changed[i], setting_rows[i].name, settings.text[i],
                  setting_rows[i].help);
}

static void print_looks(FILE *out, const struct looks *looks)
{
    struct str color = STR_INIT, mono = STR_INIT;

    fprintf(out, "\nLooks: colours, and attributes without them\n");
    for (int role = ROLE_NORMAL + 1; role < ROLES; role++) {
        str_clear(&color);
        str_clear(&mono);
        look_print(&color, &looks->color[role]);
        look_print(&mono, &looks->mono[role]);
        print_row(out, looks->color_changed[role] || looks->mono_changed[role],
                  looks_role_name((enum role)role), color.text, mono.text);
    }
    str_release(&color);
    str_release(&mono);
}

void tui_print_keys(FILE *out, struct config *config)
{
    struct keymap map;
    struct looks looks;

    settings_check(config);
    looks_make(&looks, config);
    keymap_make(&map, config);
    print_commands(out, &map);
    print_hot_keys(out);
    fprintf(out, "\nWhat can be typed in the live screen\n");
    for (size_t i = 0; i < help_grammar_count; i++)
        fprintf(out, "  %-*s%s\n", KEY_COLUMNS, help_grammar[i].typed, help_grammar[i].means);
    print_settings(out, config);
    print_looks(out, &looks);
    fprintf(out, "\nC-x: Ctrl and x. M-x: Alt and x. *: changed by the config.\n");
    keymap_release(&map);
}
