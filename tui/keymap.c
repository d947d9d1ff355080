/* SPDX-License-Identifier: MIT */
/* From the config's lines to keys: each line is looked at by itself, then all
 * together for clashes. A line that clashes is given up and its command has
 * the keys of the table again, until none clashes. */
#include "tui/keymap.h"
#include "core/mem.h"
#include "core/pool.h"
#include "core/str.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct key_slot {
    char key[PRESS_NAME];
    unsigned contexts;             /* where it is live */
    const struct command *command; /* NULL: it is the first of two presses */
};

bool keymap_terminals_keep(const char *key)
{
    return strcmp(key, "F1") == 0 || strcmp(key, "F10") == 0 || strcmp(key, "F11") == 0
           || strcmp(key, "C-s") == 0 || strcmp(key, "C-q") == 0
           || (strncmp(key, "M-", 2) == 0 && key[2] >= '0' && key[2] <= '9');
}

bool keymap_is_hot_key(const char *key)
{
    if (key[0] == 'M' && key[1] == '-' && key[2] >= 'a' && key[2] <= 'z' && key[3] == '\0')
        return strchr("bdfh", key[2]) == NULL;
    return key[0] == 'F' && key[2] == '\0' && (key[1] == '3' || (key[1] >= '5' && key[1] <= '9'));
}

/* --- finding --------------------------------------------------------------------- */

static size_t hash(const char *key)
{
    uint32_t sum = 2166136261U; /* FNV-1a */

    for (; *key != '\0'; key++)
        sum = (sum ^ (unsigned char)*key) * 16777619U;
    return sum;
}

static const struct key_slot *find(const struct keymap *map, unsigned contexts, const char *key,
                                   bool prefix)
{
    for (size_t i = hash(key) & (map->slots - 1); map->slot[i].key[0] != '\0';
         i = (i + 1) & (map->slots - 1)) {
        const struct key_slot *slot = &map->slot[i];

        if ((slot->contexts & contexts) != 0 && (slot->command == NULL) == prefix
            && strcmp(slot->key, key) == 0)
            return slot;
    }
    return NULL;
}

const struct command *keymap_find(const struct keymap *map, unsigned contexts, const char *key)
{
    const struct key_slot *slot = find(map, contexts, key, false);

    return slot != NULL ? slot->command : NULL;
}

bool keymap_is_prefix(const struct keymap *map, unsigned contexts, const char *key)
{
    return find(map, contexts, key, true) != NULL;
}

const char *keymap_keys(const struct keymap *map, const struct command *command)
{
    return map->keys[command - tui_commands];
}

bool keymap_changed(const struct keymap *map, const struct command *command)
{
    return map->line[command - tui_commands] != 0;
}

static void add_slot(struct keymap *map, const char *key, size_t len, unsigned contexts,
                     const struct command *command)
{
    char name[PRESS_NAME];
    size_t i;

    memcpy(name, key, len);
    name[len] = '\0';
    i = hash(name) & (map->slots - 1);
    while (map->slot[i].key[0] != '\0')
        i = (i + 1) & (map->slots - 1);
    memcpy(map->slot[i].key, name, len + 1);
    map->slot[i].contexts = contexts;
    map->slot[i].command = command;
}

/* The table, at most half full. */
static void fill_slots(struct keymap *map)
{
    size_t count = 0;
    char key[PRESS_NAME];

    for (size_t i = 0; i < tui_command_count; i++)
        for (const char *keys = map->keys[i]; tui_command_next_key(&keys, key);)
            count += 2;
    for (map->slots = 64; map->slots < 2 * count;)
        map->slots *= 2;
    map->slot = mem_alloc(map->slots, sizeof *map->slot);
    for (size_t i = 0; i < tui_command_count; i++)
        for (const char *keys = map->keys[i]; tui_command_next_key(&keys, key);) {
            const char *second = strchr(key, ' ');

            add_slot(map, key, strlen(key), tui_commands[i].contexts, &tui_commands[i]);
            if (second != NULL)
                add_slot(map, key, (size_t)(second - key), tui_commands[i].contexts, NULL);
        }
}

/* --- the lines of the config ------------------------------------------------------- */

/* Whether there is a screen on which both are live. */
static bool live_together(unsigned a, unsigned b)
{
    for (size_t i = 0; i < tui_screen_count; i++)
        if ((tui_screens[i] & a) != 0 && (tui_screens[i] & b) != 0)
            return true;
    return false;
}

static int find_command(const char *name)
{
    for (size_t i = 0; i < tui_command_count; i++)
        if (strcmp(tui_commands[i].name, name) == 0)
            return (int)i;
    return -1;
}

/* Without it one could not leave a screen, or not log a line. */
static bool is_needed(const char *name)
{
    static const char *const needed[] = { "quit", "home", "log", "answer" };
    size_t len = strlen(name), leave = strlen("leave");

    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        if (strcmp(name, needed[i]) == 0)
            return true;
    return len >= leave && strcmp(name + len - leave, "leave") == 0;
}

/* The next key of a value: up to a comma that is no key itself. False at the
 * end. */
static bool next_typed(const char **at, char *key, size_t size)
{
    const char *start = *at, *end;
    size_t len;

    while (*start == ' ')
        start++;
    if (*start == '\0')
        return false;
    end = start;
    while (*end != '\0' && (*end != ',' || end == start || end[-1] == '-' || end[-1] == ' '))
        end++;
    *at = *end == ',' ? end + 1 : end;
    len = (size_t)(end - start);
    while (len > 0 && start[len - 1] == ' ')
        len--;
    if (len >= size)
        len = size - 1;
    memcpy(key, start, len);
    key[len] = '\0';
    return true;
}

/* A key or two as they are typed, as they are named. */
static bool name_keys(const char *typed, char name[PRESS_NAME])
{
    char first[40], one[PRESS_NAME], two[PRESS_NAME];
    const char *blank = strchr(typed, ' ');
    int len;

    if (blank == NULL)
        return keys_name(typed, name);
    snprintf(first, sizeof first, "%.*s", (int)(blank - typed), typed);
    if (!keys_name(first, one) || !keys_name(blank + 1, two) || strchr(two, ' ') != NULL)
        return false;
    len = snprintf(name, PRESS_NAME, "%s %s", one, two);
    return len > 0 && len < PRESS_NAME;
}

/* Whether a key, or the first of two, is one that is typed as text. */
static bool is_text(const char *key)
{
    size_t len = strcspn(key, " ");

    return len == 1 || ((unsigned char)key[0] >= 0x80);
}

/* What is wrong with one key of a command, by itself; NULL nothing. */
static const char *wrong_key(const struct command *command, const char *key)
{
    char first[PRESS_NAME];

    snprintf(first, sizeof first, "%.*s", (int)strcspn(key, " "), key);
    if (is_text(key) && live_together(command->contexts, CONTEXT_LINE))
        return "is typed as text there: take one with C- or M-";
    if (is_text(key) && strchr(key, ' ') != NULL)
        return "cannot be the first of two: take one with C- or M-";
    if (keymap_is_hot_key(first) && live_together(command->contexts, CONTEXT_LIVE))
        return "is a hot key of codes there: take another";
    return NULL;
}

/* The keys of a line in the notation of the table; false having noted what is
 * wrong. */
static bool read_keys(struct config *config, const struct config_line *line,
                      const struct command *command, struct str *out)
{
    const char *at = line->value, *wrong;
    char typed[40], key[PRESS_NAME];
    bool kept = true;

    while (next_typed(&at, typed, sizeof typed)) {
        if (!name_keys(typed, key)) {
            config_mistake(config, line->number,
                           "%s: no terminal sends \"%s\": write C-a, M-x, F5, PgUp or "
                           "C-x a, and \", \" between several",
                           line->name, typed);
            return false;
        }
        wrong = wrong_key(command, key);
        if (wrong != NULL) {
            config_mistake(config, line->number, "%s: %s %s", line->name, key, wrong);
            return false;
        }
        str_add_format(out, "%s%s", out->len > 0 ? ", " : "", key);
        kept = kept && keymap_terminals_keep(key);
    }
    if (out->len == 0 && is_needed(command->name))
        config_mistake(config, line->number, "%s: it needs a key, or there is no way on",
                       line->name);
    else if (out->len > 0 && kept)
        config_mistake(config, line->number,
                       "%s: many terminals keep %s for themselves: add another key", line->name,
                       out->text);
    else
        return true;
    return false;
}

static void take_line(struct keymap *map, struct config *config, const struct config_line *line)
{
    int command = find_command(line->name);
    struct str keys = STR_INIT;

    if (command < 0) {
        config_mistake(config, line->number,
                       "there is no command \"%.60s\": \"moot keys\" lists them", line->name);
        return;
    }
    if (read_keys(config, line, &tui_commands[command], &keys)) {
        map->keys[command] = pool_copy(map->pool, str_text(&keys));
        map->line[command] = line->number;
    }
    str_release(&keys);
}

/* --- clashes ------------------------------------------------------------------------- */

/* Whether they are one key, or one is the first press of the other. */
static bool keys_clash(const char *a, const char *b)
{
    size_t len = strcspn(a, " "), other = strcspn(b, " ");

    if (strcmp(a, b) == 0)
        return true;
    return len == other && memcmp(a, b, len) == 0 && (a[len] == '\0') != (b[other] == '\0');
}

/* The first key of command a that clashes with one of b. */
static bool commands_clash(const struct keymap *map, size_t a, size_t b, char key[PRESS_NAME])
{
    char other[PRESS_NAME];

    if (!live_together(tui_commands[a].contexts, tui_commands[b].contexts))
        return false;
    for (const char *keys = map->keys[a]; tui_command_next_key(&keys, key);) {
        const char *others = a == b ? keys : map->keys[b];

        while (tui_command_next_key(&others, other))
            if (keys_clash(key, other))
                return true;
    }
    return false;
}

/* Gives up one line that clashes: of two lines the later. False: none does. */
static bool settle_clash(struct keymap *map, struct config *config)
{
    char key[PRESS_NAME];

    for (size_t i = 0; i < tui_command_count; i++)
        for (size_t j = 0; map->line[i] != 0 && j < tui_command_count; j++) {
            if (map->line[j] > map->line[i] || !commands_clash(map, i, j, key))
                continue;
            if (i == j)
                config_mistake(config, map->line[i], "%s: %s stands there twice",
                               tui_commands[i].name, key);
            else
                config_mistake(config, map->line[i],
                               "%s: %s belongs to %s already: take another, or give that one "
                               "other keys",
                               tui_commands[i].name, key, tui_commands[j].name);
            map->keys[i] = tui_commands[i].keys;
            map->line[i] = 0;
            return true;
        }
    return false;
}

void keymap_make(struct keymap *out, struct config *config)
{
    *out = (struct keymap){ .pool = pool_new() };
    out->keys = mem_alloc(tui_command_count, sizeof *out->keys);
    out->line = mem_alloc(tui_command_count, sizeof *out->line);
    for (size_t i = 0; i < tui_command_count; i++)
        out->keys[i] = tui_commands[i].keys;
    for (size_t i = 0; config != NULL && i < config->count; i++)
        if (config->line[i].section == CONFIG_KEYS)
            take_line(out, config, &config->line[i]);
    while (config != NULL && settle_clash(out, config))
        ;
    fill_slots(out);
}

void keymap_release(struct keymap *map)
{
    if (map->pool != NULL)
        pool_free(map->pool);
    free(map->slot);
    free(map->keys);
    free(map->line);
    *map = (struct keymap){ 0 };
}
