/* SPDX-License-Identifier: MIT */
/* The settings of the config file, one row a setting: name, kind, default,
 * range, help. What the file does not set, or sets wrongly, is the default.
 * `moot keys` lists them, and the man page describes each (a test holds that).
 * To add one: a name in enum setting, a row in settings.c, a line in the man
 * page; read it by settings_number() or settings_text(). */
#ifndef CORE_SETTINGS_H
#define CORE_SETTINGS_H

#include "core/attr.h"
#include "core/clock.h"
#include "core/config.h"
#include "core/str.h"
#include <stdbool.h>
#include <stdint.h>

enum setting {
    SETTING_OBSERVER,      /* text: the initials of who types here */
    SETTING_OFFSET,        /* milliseconds by which an entry's time is set back */
    SETTING_CLOCK,         /* of enum clock_face */
    SETTING_BACKUP_FOLDER, /* text: a path as it was typed, "~/" maybe first; "" beside the study */
    SETTING_LOCK_AFTER,    /* minutes without a key after which a sealed study is locked; 0 never */
    SETTINGS
};

enum setting_kind {
    SETTING_WORD,    /* letters, digits, "-" and "_" */
    SETTING_PATH,    /* a path; "~/" first is the home folder */
    SETTING_SECONDS, /* typed in seconds, with a fraction; kept in milliseconds */
    SETTING_NUMBER,
    SETTING_CHOICE /* one of `choices`; kept as its place among them */
};

struct setting_row {
    const char *name;
    enum setting_kind kind;
    const char *initial; /* the default, as it would be typed; "" none */
    int64_t least, most; /* SETTING_SECONDS (in milliseconds), SETTING_NUMBER; of a word its
                          * length in bytes */
    const char *choices; /* SETTING_CHOICE: "24h-seconds|24h|12h" */
    const char *help;    /* at most 50 columns */
};
extern const struct setting_row setting_rows[SETTINGS];

enum { SETTING_TEXT = 512 };
struct settings {
    int64_t number[SETTINGS];
    char text[SETTINGS][SETTING_TEXT]; /* as typed; the default's */
    bool changed[SETTINGS];            /* the config file set it */
};

/* All at their defaults. */
void settings_init(struct settings *settings);
/* As the config has them for this observer ("" or NULL: for nobody yet). */
void settings_take(struct settings *settings, const struct config *config, const char *observer);
/* Notes what is wrong in the lines of the config that are settings: once, after it was read. */
void settings_check(struct config *config);

int64_t settings_number(const struct settings *settings, enum setting setting);
/* Borrowed from *settings. */
const char *settings_text(const struct settings *settings, enum setting setting);

#endif
