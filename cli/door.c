/* SPDX-License-Identifier: MIT */
#include "cli/door.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/str.h"
#include "storage/convert.h"
#include "storage/seal.h"

enum { CTRL_C = 3, CTRL_D = 4, ESCAPE = 27 };
/* clang-format off */
enum { ROW_TITLE = 1, ROW_PATH = 2, ROW_TEXT = 4, ROW_QUESTION = 9, ROW_AGAIN = 10, ROW_SAID = 12 };
/* clang-format on */

/* --- the terminal ---------------------------------------------------------------- */

enum status door_begin(struct door *door, const char *path, struct error *err)
{
    door->fd = passphrase_terminal();
    if (door->fd >= 0 && passphrase_quieten(door->fd, &door->before) == 0) {
        passphrase_say(door->fd, "\033[?1049h\033[?7l"); /* long rows are cut, not broken */
        door_clear(door);
        return STATUS_OK;
    }
    if (door->fd >= 0)
        close(door->fd);
    door->fd = -1;
    return error_set(err, STATUS_LOCKED, "%s is sealed, and there is no terminal to ask on", path);
}

void door_end(struct door *door)
{
    door_clear(door);
    passphrase_say(door->fd, "\033[?7h\033[?1049l");
    (void)tcsetattr(door->fd, TCSAFLUSH, &door->before);
    close(door->fd);
    door->fd = -1;
}

void door_clear(const struct door *door)
{
    passphrase_say(door->fd, "\033[H\033[2J");
}

void door_row_path(const struct door *door, int row, const char *text, const char *path)
{
    struct str line = STR_INIT;
    size_t from;

    str_add_format(&line, "\0337\033[%d;1H\033[K%s", row, text);
    from = line.len;
    str_add(&line, path);
    for (size_t i = from; i < line.len; i++)
        if ((unsigned char)line.text[i] < ' ' || line.text[i] == 127)
            line.text[i] = '?';
    str_add(&line, "\0338");
    passphrase_say(door->fd, line.text);
    str_release(&line);
}

void door_row(const struct door *door, int row, const char *text)
{
    door_row_path(door, row, text, "");
}

void door_ask(const struct door *door, int row, const char *question)
{
    struct str line = STR_INIT;

    str_add_format(&line, "\033[%d;1H\033[K%s", row, question);
    passphrase_say(door->fd, line.text);
    str_release(&line);
}

/* One of `keys` ("\r" is Enter), or 0: the observer leaves. */
static char read_key(const struct door *door, const char *keys)
{
    for (;;) {
        char key;
        ssize_t got = read(door->fd, &key, 1);

        if (got <= 0 || key == CTRL_C || key == CTRL_D || key == ESCAPE)
            return 0;
        if (key == '\n')
            key = '\r';
        if (key >= 'A' && key <= 'Z')
            key = (char)(key - 'A' + 'a');
        if (strchr(keys, key) != NULL)
            return key;
    }
}

static void rows(const struct door *door, int first, const char *const *text)
{
    for (int i = 0; text[i] != NULL; i++)
        door_row(door, first + i, text[i]);
}

/* --- a sealed study is opened ------------------------------------------------------ */

enum status door_try(const struct door *door, const char *path, void (*waits)(const void *data),
                     const void *data, struct error *err)
{
    struct passphrase passphrase;
    enum status status = STATUS_LOCKED;

    passphrase_begin(&passphrase);
    while (status == STATUS_LOCKED) {
        door_ask(door, ROW_TEXT, "Passphrase: ");
        passphrase.len = 0;
        status = passphrase_read_keys(door->fd, waits, data, &passphrase, err);
        if (status)
            break;
        door_row(door, ROW_TEXT + 2, "One moment ...");
        status = seal_unlock(path, passphrase.text, passphrase.len, err);
        if (status == STATUS_LOCKED)
            door_row(door, ROW_TEXT + 2, "That is not its passphrase. C-c leaves moot.");
    }
    passphrase_wipe(&passphrase);
    return status;
}

enum status door_unlock(const char *path, struct error *err)
{
    static const char *const help[] = {
        "Enter opens the study, C-u begins again, C-c leaves moot.",
        "A recovery code is typed here, too. With neither of them",
        "nobody can open the study again: a forgotten one is final.", NULL
    };
    struct door door;
    enum status status;

    if (door_begin(&door, path, err))
        return err->status;
    door_row(&door, ROW_TITLE, "moot: a sealed study");
    door_row_path(&door, ROW_PATH, "", path);
    rows(&door, ROW_TEXT + 4, help);
    status = door_try(&door, path, NULL, NULL, err);
    door_end(&door);
    if (!status) {
        passphrase_warn();
        convert_clean(path);
    }
    return status;
}

/* --- a new study ------------------------------------------------------------------- */

static bool ask_kind(const struct door *door, const char *path, bool *sealed)
{
    static const char *const text[] = { "Enter  a plain study. Let it stand on an encrypted disk.",
                                        "s      a sealed study. Without its passphrase nobody can",
                                        "       read it: on a stick, in a synchronised folder, in",
                                        "       an e-mail, on a machine that you share.",
                                        "",
                                        "C-c leaves moot; nothing is made then. 'moot seal' and",
                                        "'moot unseal' change a study later.",
                                        NULL };
    char key;

    door_clear(door);
    door_row(door, ROW_TITLE, "moot: a new study");
    door_row_path(door, ROW_PATH, "", path);
    rows(door, ROW_TEXT, text);
    door_ask(door, ROW_SAID, "");
    key = read_key(door, "\rs");
    *sealed = key == 's';
    return key != 0;
}

/* Twice, until both are the same. */
static enum status ask_passphrase(const struct door *door, struct passphrase *passphrase,
                                  struct error *err)
{
    static const char *const text[] = {
        "Five words or more that nobody would guess are a good one.", "",
        "A forgotten passphrase is final: nobody can open the study",
        "then, and a backup does not help.", NULL
    };
    struct passphrase again;
    enum status status;
    bool same = false;

    passphrase_begin(&again);
    door_clear(door);
    door_row(door, ROW_TITLE, "moot: the passphrase of the new study");
    rows(door, ROW_TEXT, text);
    do {
        passphrase->len = again.len = 0;
        door_row(door, ROW_AGAIN, "");
        door_ask(door, ROW_QUESTION, "New passphrase: ");
        status = passphrase_read_keys(door->fd, NULL, NULL, passphrase, err);
        if (!status && passphrase->len == 0) {
            door_row(door, ROW_SAID, "An empty passphrase seals nothing. C-c leaves moot.");
            continue;
        }
        door_row(door, ROW_SAID, "");
        if (!status) {
            door_ask(door, ROW_AGAIN, "Once more:      ");
            status = passphrase_read_keys(door->fd, NULL, NULL, &again, err);
        }
        same = !status && passphrase->len == again.len
               && memcmp(passphrase->text, again.text, again.len) == 0;
        if (!status && !same)
            door_row(door, ROW_SAID, "The two differ: begin again. C-c leaves moot.");
    } while (!status && !same);
    passphrase_wipe(&again);
    return status;
}

/* "" where none is wanted. False: the observer leaves. */
static bool ask_code(const struct door *door, char code[SEAL_CODE], struct error *err)
{
    static const char *const text[] = { "A recovery code opens the study when its passphrase is",
                                        "forgotten. It is shown once: write it down or print it,",
                                        "and lock it away.",
                                        "",
                                        "Enter  show one",
                                        "n      none: I shall not forget the passphrase",
                                        NULL };
    char key;

    code[0] = '\0';
    door_clear(door);
    door_row(door, ROW_TITLE, "moot: a recovery code");
    rows(door, ROW_TEXT, text);
    door_ask(door, ROW_SAID, "");
    key = read_key(door, "\rn");
    if (key != '\r')
        return key != 0;
    if (seal_make_code(code, err))
        return false;
    door_clear(door);
    door_row(door, ROW_TITLE, "moot: a recovery code");
    door_row(door, ROW_TEXT, code);
    door_row(door, ROW_TEXT + 2, "Type it wherever the passphrase is asked for. Capitals,");
    door_row(door, ROW_TEXT + 3, "blanks and dashes in it do not matter.");
    door_row(door, ROW_TEXT + 5, "Enter  it is written down");
    door_ask(door, ROW_SAID, "");
    return read_key(door, "\r") != 0;
}

static enum status make_sealed(const struct door *door, const char *path, bool *left,
                               struct error *err)
{
    struct passphrase passphrase;
    struct seal_secret secret = { .passphrase = NULL };
    char code[SEAL_CODE] = "";
    enum status status;

    passphrase_begin(&passphrase);
    status = ask_passphrase(door, &passphrase, err);
    *left = status == STATUS_LOCKED;
    if (!status && !ask_code(door, code, err)) {
        status = err->status;
        *left = !status;
    }
    if (!status && !*left) {
        door_clear(door);
        door_row(door, ROW_TITLE, "One moment ...");
        secret.passphrase = passphrase.text;
        secret.len = passphrase.len;
        secret.code = code[0] != '\0' ? code : NULL;
        status = seal_measure(&secret.cost, err);
        if (!status)
            status = seal_make(path, &secret, err);
    }
    passphrase_wipe(&passphrase);
    explicit_bzero(code, sizeof code);
    return *left ? STATUS_OK : status;
}

enum status door_new_study(const char *path, bool *left, struct error *err)
{
    enum status status = STATUS_OK;
    struct door door;
    bool sealed = false;

    *left = false;
    if (door_begin(&door, path, err))
        return err->status;
    *left = !ask_kind(&door, path, &sealed);
    if (!*left && sealed)
        status = make_sealed(&door, path, left, err);
    door_end(&door);
    if (!status && !*left && sealed)
        passphrase_warn();
    return status;
}
