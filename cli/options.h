/* SPDX-License-Identifier: MIT */
/* The command line. A command is one row of a table with its options; what
 * is typed is read by that table, and --help is made from it. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "core/attr.h"
#include "core/error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* One option of a command. */
struct option_row {
    const char *name;  /* "title" of "--title"; NULL: it has only a letter */
    char letter;       /* 'o' of "-o"; 0: none */
    const char *value; /* what it takes, for help: "T"; NULL: nothing */
    const char *help;
    bool is_path;      /* the value names a file and is kept byte for byte */
};

struct invocation;

/* One command. */
struct command {
    const char *name;                 /* "" : without a command */
    const char *operands;             /* for help: "M..."; "" none */
    const char *help;                 /* one line */
    const struct option_row *options; /* NULL: none */
    size_t option_count;
    size_t least, most;               /* how many operands it takes */
    bool operands_are_paths;
    enum status (*run)(struct invocation *invocation, struct error *err);
};

/* The options that every command takes. */
enum { OPTIONS_GLOBAL = 5 };
extern const struct option_row options_global[OPTIONS_GLOBAL];

enum { OPTIONS_LIMIT = 16, OPTIONS_MANY = 1000000 };

enum asked { ASKED_RUN, ASKED_HELP, ASKED_VERSION };

/* What was typed. */
struct invocation {
    const struct command *command;
    enum asked asked;
    const char *study;               /* --study; NULL */
    const char *observer;            /* --observer; NULL */
    const char *passphrase_fd;       /* --passphrase-fd; NULL */
    const char *value[OPTIONS_LIMIT]; /* beside command->options; "" of a flag; NULL: not given */
    char **operands;
    size_t operand_count;
    bool wrong_usage;                /* the failure is one of usage: exit 2 */
    char **owned;                    /* texts that were cleaned */
    size_t owned_count, owned_room;
};

/* Reads the command line by a table of `count` commands, of which one has the
 * name "". Global options stand before the command or after it. Values and
 * operands other than paths are cleaned as text_clean_line() does, and must be
 * UTF-8. Not reentrant, as getopt_long(). The caller ends *in with
 * options_release() also after a failure. */
NODISCARD enum status options_parse(struct invocation *in, const struct command *commands,
                                    size_t count, int argc, char **argv, struct error *err);
void options_release(struct invocation *in);

/* A failure of usage: exit 2. Returns its status. */
enum status options_wrong(struct invocation *in, struct error *err, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

/* Reads a meeting's number as typed, "M12" or "12"; a failure of usage. */
NODISCARD enum status options_meeting(struct invocation *in, const char *text, int *number,
                                      struct error *err);

/* The study that is meant: --study, else $MOOT_STUDY, else
 * $XDG_DATA_HOME/moot/study.moot; the caller's to free(). */
NODISCARD enum status options_study(const struct invocation *in, char **path, struct error *err);

/* Prints the help of one command, or, for the command "", of all. */
void options_help(FILE *out, const struct command *commands, size_t count,
                  const struct command *command);

#endif
