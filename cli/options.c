/* SPDX-License-Identifier: MIT */
/* Reads the command line in two steps: the global options up to the command's
 * name, then the command's own options, the global ones and its operands in
 * any order, all by getopt_long() and the table of commands. */
#include "cli/options.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "core/meeting.h"
#include "core/str.h"
#include "core/text.h"

enum { GLOBAL_STUDY, GLOBAL_OBSERVER, GLOBAL_PASSPHRASE, GLOBAL_HELP, GLOBAL_VERSION };
/* clang-format off */
const struct option_row options_global[OPTIONS_GLOBAL] = {
    [GLOBAL_STUDY]    = { "study",    0, "FILE", "The study; else $MOOT_STUDY, else "
                                                 "$XDG_DATA_HOME/moot/study.moot", true },
    [GLOBAL_OBSERVER] = { "observer", 0, "ID",   "Your initials; else $MOOT_OBSERVER, else "
                                                 "the config's", false },
    [GLOBAL_PASSPHRASE] = { "passphrase-fd", 0, "N", "Read the passphrase of a sealed study "
                                                 "from descriptor N; else it is asked", false },
    [GLOBAL_HELP]     = { "help",     0, NULL,   "Print help, also of a command", false },
    [GLOBAL_VERSION]  = { "version",  0, NULL,   "Print the version", false },
};
/* clang-format on */

/* What getopt_long() returns for long options: from here on global ones, and
 * from OWN on those of the command. */
enum { GLOBAL = 1000, OWN = 2000 };

enum status options_wrong(struct invocation *in, struct error *err, const char *fmt, ...)
{
    char what[sizeof err->text];
    va_list args;

    va_start(args, fmt);
    if (vsnprintf(what, sizeof what, fmt, args) < 0)
        what[0] = '\0';
    va_end(args);
    in->wrong_usage = true;
    if (in->command != NULL && in->command->name[0] != '\0')
        return error_set(err, STATUS_INPUT, "%s: see 'moot %s --help'", what, in->command->name);
    return error_set(err, STATUS_INPUT, "%s: see 'moot --help'", what);
}

/* --- texts --------------------------------------------------------------------- */

/* A cleaned copy that lives as long as the invocation; NULL: not UTF-8. */
static char *keep_clean(struct invocation *in, const char *text)
{
    struct str clean = STR_INIT;

    if (!text_valid(text, strlen(text)))
        return NULL;
    (void)text_clean_line(&clean, text, strlen(text));
    in->owned = mem_grow(in->owned, in->owned_count, &in->owned_room, sizeof *in->owned);
    in->owned[in->owned_count] = str_take(&clean);
    return in->owned[in->owned_count++];
}

static enum status keep_value(struct invocation *in, const struct option_row *row,
                              const char *given, const char **value, struct error *err)
{
    if (given == NULL || row->is_path) {
        *value = given != NULL ? given : "";
        return STATUS_OK;
    }
    *value = keep_clean(in, given);
    if (*value == NULL)
        return error_set(err, STATUS_INPUT, "the value of --%s is not UTF-8: type it anew",
                         row->name);
    return STATUS_OK;
}

static enum status keep_operands(struct invocation *in, int count, char **given,
                                 struct error *err)
{
    in->operands = mem_alloc((size_t)count, sizeof *in->operands);
    for (int i = 0; i < count; i++) {
        char *text = in->command->operands_are_paths ? given[i] : keep_clean(in, given[i]);

        if (text == NULL)
            return error_set(err, STATUS_INPUT, "argument %d is not UTF-8: type it anew", i + 1);
        in->operands[in->operand_count++] = text;
    }
    return STATUS_OK;
}

/* --- options ------------------------------------------------------------------- */

/* The tables that getopt_long() wants, to be zeroed before: global rows, those
 * of a command (NULL: none yet), and the letters. */
struct spelled {
    struct option longs[OPTIONS_GLOBAL + OPTIONS_LIMIT + 1];
    char letters[2 * OPTIONS_LIMIT + 3];
};

static void spell(struct spelled *spelled, const struct command *command)
{
    struct option *next = spelled->longs;
    char *letter = spelled->letters;

    if (command == NULL)
        *letter++ = '+'; /* stop at the command */
    *letter++ = ':';
    for (int i = 0; i < OPTIONS_GLOBAL; i++)
        *next++ = (struct option){ options_global[i].name,
                                   options_global[i].value != NULL ? required_argument : no_argument,
                                   NULL, GLOBAL + i };
    for (size_t i = 0; command != NULL && i < command->option_count; i++) {
        const struct option_row *row = &command->options[i];

        if (row->name != NULL)
            *next++ = (struct option){ row->name,
                                       row->value != NULL ? required_argument : no_argument, NULL,
                                       OWN + (int)i };
        if (row->letter != 0) {
            *letter++ = row->letter;
            if (row->value != NULL)
                *letter++ = ':';
        }
    }
}

static enum status take_global(struct invocation *in, int which, struct error *err)
{
    switch (which) {
    case GLOBAL_STUDY:
        return keep_value(in, &options_global[which], optarg, &in->study, err);
    case GLOBAL_OBSERVER:
        return keep_value(in, &options_global[which], optarg, &in->observer, err);
    case GLOBAL_PASSPHRASE:
        return keep_value(in, &options_global[which], optarg, &in->passphrase_fd, err);
    case GLOBAL_HELP:
        in->asked = ASKED_HELP;
        return STATUS_OK;
    default:
        in->asked = in->asked == ASKED_HELP ? ASKED_HELP : ASKED_VERSION;
        return STATUS_OK;
    }
}

/* Takes one option that getopt_long() returned as `got`; `typed` is the word
 * it stood in. */
static enum status take_option(struct invocation *in, int got, const char *typed,
                               struct error *err)
{
    size_t own = OPTIONS_LIMIT;

    if (got == ':')
        return options_wrong(in, err, "%s needs a value", typed);
    if (got == '?')
        return options_wrong(in, err, "there is no option %s", typed);
    if (got >= GLOBAL && got < OWN)
        return take_global(in, got - GLOBAL, err);
    if (got >= OWN)
        own = (size_t)(got - OWN);
    for (size_t i = 0; own == OPTIONS_LIMIT && i < in->command->option_count; i++) {
        if (in->command->options[i].letter == got)
            own = i;
    }
    return keep_value(in, &in->command->options[own], optarg, &in->value[own], err);
}

/* Reads options up to the first operand (before a command) or the end. */
static enum status take_options(struct invocation *in, int argc, char **argv, struct error *err)
{
    struct spelled spelled = { 0 };

    spell(&spelled, in->command);
    opterr = 0;
    optind = 0; /* getopt begins anew */
    for (;;) {
        int before = optind > 0 ? optind : 1;
        int got = getopt_long(argc, argv, spelled.letters, spelled.longs, NULL);

        if (got == -1)
            return STATUS_OK;
        if (take_option(in, got, argv[optind > before ? optind - 1 : before], err))
            return err->status;
    }
}

static const struct command *find_command(const struct command *commands, size_t count,
                                          const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    }
    return NULL;
}

static enum status check_operands(struct invocation *in, struct error *err)
{
    const struct command *command = in->command;

    if (in->operand_count < command->least)
        return options_wrong(in, err, "%s needs %s", command->name, command->operands);
    if (in->operand_count > command->most)
        return options_wrong(in, err, "\"%s\" is one argument too many for %s",
                             in->operands[command->most], command->name);
    return STATUS_OK;
}

enum status options_parse(struct invocation *in, const struct command *commands, size_t count,
                          int argc, char **argv, struct error *err)
{
    int first;

    *in = (struct invocation){ 0 };
    if (take_options(in, argc, argv, err))
        return err->status;
    first = optind;
    in->command = find_command(commands, count, first < argc ? argv[first] : "");
    if (in->asked != ASKED_RUN) {
        in->command = in->command != NULL ? in->command : find_command(commands, count, "");
        return STATUS_OK;
    }
    if (in->command == NULL || (first < argc && argv[first][0] == '\0'))
        return options_wrong(in, err, "there is no command %s", argv[first]);
    if (first == argc)
        return STATUS_OK;
    if (take_options(in, argc - first, argv + first, err))
        return err->status;
    if (in->asked != ASKED_RUN)
        return STATUS_OK;
    if (keep_operands(in, argc - first - optind, argv + first + optind, err))
        return err->status;
    return check_operands(in, err);
}

void options_release(struct invocation *in)
{
    for (size_t i = 0; i < in->owned_count; i++)
        free(in->owned[i]);
    free(in->owned);
    free(in->operands);
    *in = (struct invocation){ 0 };
}

enum status options_meeting(struct invocation *in, const char *text, int *number,
                            struct error *err)
{
    *number = meeting_number(text);
    if (*number == 0)
        return options_wrong(in, err, "\"%s\" is no meeting's number, such as M12", text);
    return STATUS_OK;
}

/* --- the study -------------------------------------------------------------------- */

static const char *variable(const char *name)
{
    const char *value = getenv(name);

    return value != NULL && value[0] != '\0' ? value : NULL;
}

enum status options_study(const struct invocation *in, char **path, struct error *err)
{
    const char *given = in->study != NULL ? in->study : variable("MOOT_STUDY");
    const char *data = variable("XDG_DATA_HOME");
    const char *home = variable("HOME");
    struct str made = STR_INIT;

    *path = NULL;
    if (given != NULL && given[0] == '\0')
        return error_set(err, STATUS_INPUT, "--study names no file: give its path");
    if (given != NULL)
        str_add(&made, given);
    else if (data != NULL && data[0] == '/') /* others are to be ignored: XDG */
        str_add_format(&made, "%s/moot/study.moot", data);
    else if (home != NULL)
        str_add_format(&made, "%s/.local/share/moot/study.moot", home);
    else
        return error_set(err, STATUS_INPUT, "HOME is not set: name the study by --study FILE");
    *path = str_take(&made);
    return STATUS_OK;
}
