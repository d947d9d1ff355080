/* SPDX-License-Identifier: MIT */
/* The looks of the roles. Colours are quiet and stand on the terminal's own
 * background; without colours attributes alone tell the same. */
#include "tui/looks.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { BLUE = 4, GREEN = 2, CYAN = 6, RED = 1, MAGENTA = 5, YELLOW = 3 };

/* clang-format off */
static const struct { const char *name; int color; unsigned attributes, mono; } roles[ROLES] = {
    [ROLE_NORMAL]   = { "normal",   LOOK_OWN, 0,            0 },
    [ROLE_QUIET]    = { "quiet",    LOOK_OWN, LOOK_DIM,     LOOK_DIM },
    [ROLE_TITLE]    = { "title",    LOOK_OWN, LOOK_BOLD,    LOOK_BOLD },
    [ROLE_BAR]      = { "bar",      LOOK_OWN, LOOK_REVERSE, LOOK_REVERSE },
    [ROLE_TIME]     = { "time",     CYAN,     0,            LOOK_BOLD },
    [ROLE_SPEAKER]  = { "speaker",  BLUE,     LOOK_BOLD,    LOOK_BOLD },
    [ROLE_CODE]     = { "code",     MAGENTA,  0,            LOOK_UNDERLINE },
    [ROLE_STATE]    = { "state",    YELLOW,   0,            LOOK_BOLD },
    [ROLE_COMMENT]  = { "comment",  GREEN,    0,            LOOK_DIM },
    [ROLE_BAND]     = { "band",     LOOK_OWN, LOOK_BOLD,    LOOK_BOLD },
    [ROLE_VERBATIM] = { "verbatim", CYAN,     0,            LOOK_UNDERLINE },
    [ROLE_ESCAPE]   = { "escape",   LOOK_OWN, LOOK_DIM,     LOOK_DIM },
    [ROLE_GOOD]     = { "good",     GREEN,    0,            0 },
    [ROLE_WARNING]  = { "warning",  RED,      LOOK_BOLD,    LOOK_REVERSE },
    [ROLE_SELECTED] = { "selected", LOOK_OWN, LOOK_REVERSE, LOOK_REVERSE },
    [ROLE_PRIVATE]  = { "private",  RED,      LOOK_BOLD | LOOK_REVERSE, LOOK_BOLD },
    [ROLE_HIT]      = { "hit",      YELLOW,   LOOK_BOLD,    LOOK_BOLD | LOOK_UNDERLINE },
    [ROLE_CODED]    = { "coded",    LOOK_OWN, LOOK_UNDERLINE, LOOK_UNDERLINE },
    [ROLE_CODED_TWICE] = { "coded-twice", LOOK_OWN, LOOK_UNDERLINE | LOOK_BOLD, LOOK_UNDERLINE | LOOK_BOLD },
};
static const struct { const char *name; unsigned bit; } attributes[] = {
    { "bold", LOOK_BOLD }, { "dim", LOOK_DIM }, { "underline", LOOK_UNDERLINE },
    { "reverse", LOOK_REVERSE }, { "italic", LOOK_ITALIC },
};
/* The sixteen that terminals have by name; "bright-" before one adds 8. */
static const char *const names[] = { "black", "red", "green", "yellow", "blue", "magenta", "cyan",
                                     "white" };
/* clang-format on */
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char bright[] = "bright-";

const char *looks_role_name(enum role role)
{
    return roles[role].name;
}

int look_hex(const char *text)
{
    int value = 0;

    if (text[0] != '#' || strlen(text) != 7)
        return LOOK_OWN;
    for (int i = 1; i < 7; i++) {
        static const char digits[] = "0123456789abcdef";
        const char *digit =
            strchr(digits, text[i] >= 'A' && text[i] <= 'F' ? text[i] + 32 : text[i]);

        if (digit == NULL)
            return LOOK_OWN;
        value = value * 16 + (int)(digit - digits);
    }
    return LOOK_RGB | value;
}

static int distance(int a, int b)
{
    int red = (a >> 16 & 255) - (b >> 16 & 255), green = (a >> 8 & 255) - (b >> 8 & 255),
        blue = (a & 255) - (b & 255);

    return 3 * red * red + 6 * green * green + blue * blue; /* as the eye weighs them */
}

int look_nearest(int color)
{
    static const int steps[] = { 0, 95, 135, 175, 215, 255 };
    int best = 16, least = distance(color, 0);

    if (color < LOOK_RGB)
        return color;
    for (int i = 16; i < 256; i++) {
        int cube = i - 16, grey = 8 + 10 * (i - 232), rgb, far;

        rgb = i < 232 ? steps[cube / 36 % 6] << 16 | steps[cube / 6 % 6] << 8 | steps[cube % 6]
                      : grey << 16 | grey << 8 | grey;
        far = distance(color, rgb);
        if (far < least) {
            least = far;
            best = i;
        }
    }
    return best;
}

/* --- reading --------------------------------------------------------------------- */

static bool read_color(const char *word, int *color)
{
    int add = 0;
    char *end;
    long number;

    if (strcasecmp(word, "default") == 0) {
        *color = LOOK_OWN;
        return true;
    }
    if (word[0] == '#') {
        *color = look_hex(word);
        return *color != LOOK_OWN;
    }
    if (word[0] >= '0' && word[0] <= '9') {
        number = strtol(word, &end, 10);
        *color = (int)number;
        return *end == '\0' && number <= 255;
    }
    if (strncasecmp(word, bright, strlen(bright)) == 0) {
        word += strlen(bright);
        add = 8;
    }
    for (size_t i = 0; i < COUNT(names); i++)
        if (strcasecmp(word, names[i]) == 0) {
            *color = (int)i + add;
            return true;
        }
    return false;
}

static bool read_attribute(const char *word, unsigned *bits)
{
    for (size_t i = 0; i < COUNT(attributes); i++)
        if (strcasecmp(word, attributes[i].name) == 0) {
            *bits |= attributes[i].bit;
            return true;
        }
    return strcasecmp(word, "plain") == 0;
}

bool look_read(struct look *out, const char *text, bool mono)
{
    enum { FIRST, BEHIND_NEXT, REST } stand = FIRST;
    char word[24];
    size_t words = 0;

    *out = (struct look){ LOOK_OWN, LOOK_OWN, 0 };
    for (const char *at = text; *(at += strspn(at, " ")) != '\0'; words++) {
        size_t len = strcspn(at, " ");

        if (len >= sizeof word)
            return false;
        memcpy(word, at, len);
        word[len] = '\0';
        at += len;
        if (stand == BEHIND_NEXT) {
            if (!read_color(word, &out->behind))
                return false;
            stand = REST;
        } else if (!mono && strcasecmp(word, "on") == 0 && out->behind == LOOK_OWN) {
            stand = BEHIND_NEXT;
        } else if (!mono && words == 0 && read_color(word, &out->color)) {
            stand = REST;
        } else if (!read_attribute(word, &out->attributes)) {
            return false;
        }
    }
    return words > 0 && stand != BEHIND_NEXT;
}

static void print_color(struct str *out, int color)
{
    if (color == LOOK_OWN)
        str_add(out, "default");
    else if (color >= LOOK_RGB)
        str_add_format(out, "#%06X", (unsigned)(color & 0xFFFFFF));
    else if (color < 16)
        str_add_format(out, "%s%s", color >= 8 ? bright : "", names[color % 8]);
    else
        str_add_format(out, "%d", color);
}

void look_print(struct str *out, const struct look *look)
{
    size_t start = out->len;

    if (look->color != LOOK_OWN)
        print_color(out, look->color);
    if (look->behind != LOOK_OWN) {
        str_add(out, out->len > start ? " on " : "on ");
        print_color(out, look->behind);
    }
    for (size_t i = 0; i < COUNT(attributes); i++)
        if (look->attributes & attributes[i].bit)
            str_add_format(out, "%s%s", out->len > start ? " " : "", attributes[i].name);
    if (out->len == start)
        str_add(out, "plain");
}

/* --- the config -------------------------------------------------------------------- */

static int find_role(const char *name)
{
    for (int i = 0; i < ROLES; i++)
        if (strcmp(roles[i].name, name) == 0)
            return i;
    return -1;
}

static void take_line(struct looks *looks, struct config *config, const struct config_line *line)
{
    bool mono = line->section == CONFIG_MONO;
    int role = find_role(line->name);
    struct look look;

    if (role < 0) {
        config_mistake(config, line->number,
                       "there is no role \"%.60s\" on the screen: \"moot keys\" lists them",
                       line->name);
    } else if (role == ROLE_NORMAL) {
        config_mistake(config, line->number,
                       "normal text is the terminal's own: change it in the terminal");
    } else if (!look_read(&look, line->value, mono)) {
        config_mistake(config, line->number, "%s: %s, not \"%.60s\"", line->name,
                       mono ? "write plain, bold, dim, underline, reverse or italic"
                            : "write a colour (blue, bright-red, 208, #3366CC, default), "
                              "\"on\" and another, and bold, dim, underline, reverse or italic",
                       line->value);
    } else {
        (mono ? looks->mono : looks->color)[role] = look;
        (mono ? looks->mono_changed : looks->color_changed)[role] = true;
    }
}

void looks_make(struct looks *out, struct config *config)
{
    *out = (struct looks){ 0 };
    for (int i = 0; i < ROLES; i++) {
        out->color[i] = (struct look){ roles[i].color, LOOK_OWN, roles[i].attributes };
        out->mono[i] = (struct look){ LOOK_OWN, LOOK_OWN, roles[i].mono };
    }
    for (size_t i = 0; config != NULL && i < config->count; i++)
        if (config->line[i].section == CONFIG_COLORS || config->line[i].section == CONFIG_MONO)
            take_line(out, config, &config->line[i]);
}
