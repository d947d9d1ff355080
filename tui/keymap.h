/* SPDX-License-Identifier: MIT */
/* The keys that the commands have: those of the table, and what the config
 * makes of them. A press finds its command in a hash table made at the start:
 * nothing is allocated and no list is gone through while one types. */
#ifndef TUI_KEYMAP_H
#define TUI_KEYMAP_H

#include "core/config.h"
#include "tui/command.h"
#include <stdbool.h>
#include <stddef.h>

struct key_slot;
struct keymap {
    struct key_slot *slot; /* open addressing; free where the key is "" */
    size_t slots;          /* a power of two */
    const char **keys;     /* beside tui_commands: "C-_, C-x u"; "" none */
    size_t *line;          /* beside them: of the config; 0: as in the table */
    struct pool *pool;
};

/* Makes the map of a config (NULL: none). What the [keys] part has wrong is
 * noted in it, and the command keeps the keys of the table: a name that is no
 * command, a key that no terminal sends, that the observer types as text where
 * the command is live, that is a hot key of codes there, or that another
 * command has there; only keys that terminals keep for themselves; no key for
 * what leaves a screen. */
void keymap_make(struct keymap *out, struct config *config);
void keymap_release(struct keymap *map);

/* The command that `key` has in one of these contexts; NULL none. */
const struct command *keymap_find(const struct keymap *map, unsigned contexts, const char *key);
/* Whether a command there begins with `key` and needs a second press. */
bool keymap_is_prefix(const struct keymap *map, unsigned contexts, const char *key);

/* The keys of a command of the table, "" none; whether the config chose them. */
const char *keymap_keys(const struct keymap *map, const struct command *command);
bool keymap_changed(const struct keymap *map, const struct command *command);

/* F1, F10, F11, Alt and a digit, C-s and C-q stay with many terminals. */
bool keymap_terminals_keep(const char *key);
/* Alt and a letter but b, d, f, h; F3, F5 to F9: hot keys of codes, where one
 * types live. */
bool keymap_is_hot_key(const char *key);

#endif
