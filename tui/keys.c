/* SPDX-License-Identifier: MIT */
/* The decoder of keys. One function for each form that a key can have; each
 * returns how many bytes it took, 0 when more must come, and leaves the
 * press without a name when those bytes are no key of ours. */
#include "tui/keys.h"
#include "core/text.h"
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char paste_end[] = "\033[201~";

/* clang-format off */
/* The last byte of CSI and SS3 sequences. */
static const struct { char last; const char *name; } by_letter[] = {
    { 'A', "Up" }, { 'B', "Down" }, { 'C', "Right" }, { 'D', "Left" },
    { 'H', "Home" }, { 'F', "End" }, { 'Z', "S-Tab" },
    { 'P', "F1" }, { 'Q', "F2" }, { 'R', "F3" }, { 'S', "F4" },
};
/* The number of "CSI number ~". */
static const struct { int number; const char *name; } by_number[] = {
    { 1, "Home" }, { 2, "Insert" }, { 3, "Delete" }, { 4, "End" }, { 5, "PgUp" }, { 6, "PgDn" },
    { 7, "Home" }, { 8, "End" },
    { 11, "F1" }, { 12, "F2" }, { 13, "F3" }, { 14, "F4" }, { 15, "F5" }, { 17, "F6" },
    { 18, "F7" }, { 19, "F8" }, { 20, "F9" }, { 21, "F10" }, { 23, "F11" }, { 24, "F12" },
};
/* Control characters that have a name beside C-letter. */
static const struct { char byte; const char *name; } by_control[] = {
    { '\r', "Enter" }, { '\n', "Enter" }, { '\t', "Tab" }, { 0x7F, "Backspace" },
    { 0x00, "C-@" }, { 0x1C, "C-\\" }, { 0x1D, "C-]" }, { 0x1E, "C-^" }, { 0x1F, "C-_" },
};
/* clang-format on */

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

void keys_release(struct keys *keys)
{
    str_release(&keys->input);
    str_release(&keys->paste);
    *keys = (struct keys){ 0 };
}

void keys_learn(struct keys *keys, const char *sequence, const char *name)
{
    struct learned_key *key;

    if (sequence == NULL || sequence[0] != '\033' || sequence[1] == '\0'
        || strlen(sequence) >= KEYS_SEQUENCE || keys->learned_count == KEYS_LEARNED)
        return;
    key = &keys->learned[keys->learned_count++];
    snprintf(key->sequence, sizeof key->sequence, "%s", sequence);
    snprintf(key->name, sizeof key->name, "%s", name);
}

void keys_feed(struct keys *keys, const char *bytes, size_t len)
{
    str_add_len(&keys->input, bytes, len);
}

static void name_key(struct press *press, const char *prefix, const char *name)
{
    press->kind = PRESS_KEY;
    snprintf(press->name, sizeof press->name, "%s%s", prefix, name);
}

/* xterm's modifier parameter: 1 and a sum of 1 Shift, 2 Alt, 4 Control. */
static void name_modified(struct press *press, int modifiers, const char *name)
{
    char prefix[8];
    int bits = modifiers > 1 ? modifiers - 1 : 0;

    snprintf(prefix, sizeof prefix, "%s%s%s", bits & 4 ? "C-" : "", bits & 2 ? "M-" : "",
             bits & 1 ? "S-" : "");
    name_key(press, prefix, name);
}

static const char *letter_name(char last)
{
    for (size_t i = 0; i < COUNT(by_letter); i++)
        if (by_letter[i].last == last)
            return by_letter[i].name;
    return NULL;
}

static const char *number_name(int number)
{
    for (size_t i = 0; i < COUNT(by_number); i++)
        if (by_number[i].number == number)
            return by_number[i].name;
    return NULL;
}

/* Reads up to two numbers of "12;5". */
static void read_numbers(const char *text, size_t len, int number[2])
{
    size_t which = 0;

    number[0] = number[1] = 0;
    for (size_t i = 0; i < len && which < 2; i++) {
        if (text[i] == ';')
            which++;
        else if (text[i] >= '0' && text[i] <= '9' && number[which] < 1000)
            number[which] = number[which] * 10 + (text[i] - '0');
    }
}

/* ESC [ parameters, intermediates, a last byte (ECMA-48 section 5.4). */
static size_t read_csi(struct keys *keys, const char *bytes, size_t len, struct press *press)
{
    size_t end = 2;
    int number[2];
    const char *name;

    if (len > 3 && bytes[2] == '[' && bytes[3] >= 'A' && bytes[3] <= 'E') { /* Linux console */
        char function[3] = { 'F', (char)('1' + bytes[3] - 'A'), '\0' };

        name_key(press, "", function);
        return 4;
    }
    if (len == 3 && bytes[2] == '[')
        return 0;
    while (end < len && bytes[end] >= 0x20 && bytes[end] <= 0x3F)
        end++;
    if (end == len)
        return 0;
    read_numbers(bytes + 2, end - 2, number);
    if (bytes[end] == '~' && number[0] == 200) {
        keys->pasting = true;
        return end + 1;
    }
    name = bytes[end] == '~' ? number_name(number[0]) : letter_name(bytes[end]);
    if (name != NULL)
        name_modified(press, number[1], name);
    return end + 1;
}

/* ESC O and a letter: keypad keys, and F1 to F4. */
static size_t read_ss3(const char *bytes, size_t len, struct press *press)
{
    const char *name;

    if (len < 3)
        return 0;
    name = letter_name(bytes[2]);
    if (name != NULL)
        name_key(press, "", name);
    else if (bytes[2] == 'M')
        name_key(press, "", "Enter");
    else if (bytes[2] == 'c' || bytes[2] == 'd') /* rxvt */
        name_key(press, "C-", bytes[2] == 'c' ? "Right" : "Left");
    return 3;
}

static size_t read_learned(const struct keys *keys, const char *bytes, size_t len,
                           struct press *press)
{
    for (size_t i = 0; i < keys->learned_count; i++) {
        size_t have = strlen(keys->learned[i].sequence);

        if (have <= len && memcmp(keys->learned[i].sequence, bytes, have) == 0) {
            name_key(press, "", keys->learned[i].name);
            return have;
        }
    }
    return 0;
}

/* One character or control character, with `prefix` before its name. */
static size_t read_plain(const char *bytes, size_t len, const char *prefix, struct press *press)
{
    unsigned char first = (unsigned char)bytes[0];
    size_t size = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;

    for (size_t i = 0; i < COUNT(by_control); i++)
        if (by_control[i].byte == bytes[0]) {
            name_key(press, prefix, by_control[i].name);
            return 1;
        }
    if (first < 0x20) {
        char control[4] = { 'C', '-', (char)(first + 0x60), '\0' };

        name_key(press, prefix, control);
        return 1;
    }
    if (len < size && text_valid_until(bytes, len) == 0 && first >= 0xC2 && first < 0xF5) {
        for (size_t i = 1; i < len; i++)
            if (((unsigned char)bytes[i] & 0xC0) != 0x80)
                return 1; /* a broken character */
        return 0;
    }
    if (!text_valid(bytes, size))
        return 1;
    press->kind = prefix[0] != '\0' ? PRESS_KEY : PRESS_TEXT;
    snprintf(press->name, sizeof press->name, "%s%.*s", prefix, (int)size, bytes);
    return size;
}

/* What begins with ESC. Alt is ESC in front; ESC ESC [ A is Alt and an arrow. */
static size_t read_escape(struct keys *keys, const char *bytes, size_t len, struct press *press)
{
    size_t took = read_learned(keys, bytes, len, press);

    if (took > 0)
        return took;
    if (len < 2)
        return 0;
    if (bytes[1] == '[')
        return read_csi(keys, bytes, len, press);
    if (bytes[1] == 'O')
        return read_ss3(bytes, len, press);
    if (bytes[1] == '\033') {
        name_key(press, "", "Escape");
        return 1;
    }
    if (bytes[1] == '\b') {
        name_key(press, "M-", "Backspace");
        return 2;
    }
    took = read_plain(bytes + 1, len - 1, "M-", press);
    return took > 0 ? took + 1 : 0;
}

/* No more bytes came: what stands there is all there is. */
static size_t settle(const char *bytes, size_t len, struct press *press)
{
    if (bytes[0] != '\033')
        return 1;
    if (len == 1)
        name_key(press, "", "Escape");
    else if (len == 2 && bytes[1] > 0x20)
        snprintf(press->name, sizeof press->name, "M-%c", bytes[1]);
    press->kind = PRESS_KEY;
    return len;
}

/* Moves pasted bytes up to the end mark; all but a beginning of one. */
static bool read_paste(struct keys *keys, struct press *press)
{
    const char *bytes = str_text(&keys->input) + keys->at;
    size_t len = keys->input.len - keys->at, take = 0;
    bool ended = false;

    while (take < len && !ended) {
        const char *mark = memchr(bytes + take, '\033', len - take);
        size_t left;

        take = mark != NULL ? (size_t)(mark - bytes) : len;
        left = len - take;
        if (left >= strlen(paste_end))
            ended = memcmp(bytes + take, paste_end, strlen(paste_end)) == 0;
        else if (memcmp(bytes + take, paste_end, left) == 0)
            break;
        if (!ended)
            take++;
    }
    if (take > len)
        take = len;
    str_add_len(&keys->paste, bytes, take);
    keys->at += take + (ended ? strlen(paste_end) : 0);
    if (!ended)
        return false;
    keys->pasting = false;
    press->kind = PRESS_PASTE;
    press->paste = str_text(&keys->paste);
    press->paste_len = keys->paste.len;
    return true;
}

/* Forgets what is used up. */
static void compact(struct keys *keys)
{
    if (keys->at == keys->input.len) {
        str_clear(&keys->input);
        keys->at = 0;
    } else if (keys->at > 65536) {
        str_splice(&keys->input, 0, keys->at, "", 0);
        keys->at = 0;
    }
}

bool keys_next(struct keys *keys, struct press *press, bool ended)
{
    *press = (struct press){ 0 };
    if (!keys->pasting)
        str_clear(&keys->paste);
    while (keys->at < keys->input.len) {
        const char *bytes = keys->input.text + keys->at;
        size_t len = keys->input.len - keys->at, took;

        if (keys->pasting) {
            if (!read_paste(keys, press))
                break;
            return true;
        }
        if (bytes[0] == '\033')
            took = read_escape(keys, bytes, len, press);
        else
            took = read_plain(bytes, len, "", press);
        if (took == 0 && ended)
            took = settle(bytes, len, press);
        keys->at += took;
        if (press->name[0] != '\0' || took == 0)
            break;
    }
    compact(keys);
    return press->name[0] != '\0';
}

bool keys_unfinished(const struct keys *keys)
{
    return !keys->pasting && keys->at < keys->input.len;
}

/* --- keys as people write them ------------------------------------------------- */

/* Takes "C-", "M-", "S-" off the front: bits as in name_modified(). */
static int take_modifiers(const char **typed)
{
    int bits = 0;

    while ((*typed)[0] != '\0' && (*typed)[1] == '-' && (*typed)[2] != '\0') {
        char c = (*typed)[0];

        if (c == 'S' || c == 's')
            bits |= 1;
        else if (c == 'M' || c == 'm')
            bits |= 2;
        else if (c == 'C' || c == 'c')
            bits |= 4;
        else
            break;
        *typed += 2;
    }
    return bits;
}

/* The name of a key of its own, whatever its case; NULL none. */
static const char *named_key(const char *typed)
{
    for (size_t i = 0; i < COUNT(by_number); i++)
        if (strcasecmp(by_number[i].name, typed) == 0)
            return by_number[i].name;
    for (size_t i = 0; i < COUNT(by_letter); i++)
        if (strcasecmp(by_letter[i].name, typed) == 0)
            return by_letter[i].name;
    for (size_t i = 0; i < COUNT(by_control); i++)
        if (by_control[i].name[1] != '-' && strcasecmp(by_control[i].name, typed) == 0)
            return by_control[i].name;
    return strcasecmp("Escape", typed) == 0 ? "Escape" : NULL;
}

/* A character with Control, as its byte arrives: Tab, Enter and Escape are
 * keys of their own. */
static bool name_control(char c, char name[4])
{
    if (c >= 'A' && c <= 'Z')
        c = (char)(c - 'A' + 'a');
    memcpy(name, (char[]){ 'C', '-', c, '\0' }, 4);
    return (c >= 'a' && c <= 'z' && strchr("ijm", c) == NULL)
           || (c != '\0' && strchr("@\\]^_", c) != NULL);
}

bool keys_name(const char *typed, char name[PRESS_NAME])
{
    int bits = take_modifiers(&typed);
    const char *key = named_key(typed);
    size_t len = strlen(typed);
    char control[4];
    struct press press;

    if (key != NULL) {
        name_modified(&press, bits + 1, key);
        memcpy(name, press.name, PRESS_NAME);
        return (strchr("ETB", key[0]) == NULL || strcmp(key, "End") == 0) ? true
               : strcmp(key, "Tab") == 0                                  ? bits <= 2
                                         : bits == 0 || bits == 2; /* no terminal tells more */
    }
    if (len == 0 || (bits & 1) != 0 || !text_valid(typed, len) || text_next(typed, len, 0) != len
        || len >= 8 || typed[0] == ' ')
        return false;
    if (bits & 4) {
        if (len != 1 || !name_control(typed[0], control))
            return false;
        snprintf(name, PRESS_NAME, "%s%s", bits & 2 ? "M-" : "", control);
        return true;
    }
    snprintf(name, PRESS_NAME, "%s%s", bits & 2 ? "M-" : "", typed);
    return (bits & 2) == 0 || strchr("[O", typed[0]) == NULL; /* they begin what other keys send */
}
