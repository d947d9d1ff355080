/* SPDX-License-Identifier: MIT */
/* The help, made from the table of commands. */
#include "cli/options.h"

#include <string.h>

enum { FIRST_COLUMN = 24 };

/* One row of two columns; what is too long for the first has a line of its
 * own. */
static void print_row(FILE *out, const char *first, const char *second)
{
    if (strlen(first) + 2 > FIRST_COLUMN)
        fprintf(out, "  %s\n  %*s%s\n", first, FIRST_COLUMN, "", second);
    else
        fprintf(out, "  %-*s%s\n", FIRST_COLUMN, first, second);
}

static void print_option(FILE *out, const struct option_row *row)
{
    char first[80];
    const char *blank = row->value != NULL ? " " : "";
    const char *value = row->value != NULL ? row->value : "";

    if (row->name != NULL)
        (void)snprintf(first, sizeof first, "--%s%s%s", row->name, blank, value);
    else
        (void)snprintf(first, sizeof first, "-%c%s%s", row->letter, blank, value);
    print_row(out, first, row->help);
}

static void print_all(FILE *out, const struct command *commands, size_t count)
{
    fputs("usage: moot [--study FILE] [--observer ID] [COMMAND [ARGUMENT...]]\n\n"
          "Field notes of meetings, coded while people speak, for ATLAS.ti.\n\n"
          "commands\n",
          out);
    for (size_t i = 0; i < count; i++) {
        char first[80];

        if (commands[i].name[0] == '\0')
            (void)snprintf(first, sizeof first, "(none)");
        else
            (void)snprintf(first, sizeof first, "%s%s%s", commands[i].name,
                           commands[i].operands[0] != '\0' ? " " : "", commands[i].operands);
        print_row(out, first, commands[i].help);
    }
    fputs("\n'moot COMMAND --help' tells the options of a command. M is a meeting: M12 or 12.\n",
          out);
}

void options_help(FILE *out, const struct command *commands, size_t count,
                  const struct command *command)
{
    if (command->name[0] == '\0') {
        print_all(out, commands, count);
    } else {
        fprintf(out, "usage: moot %s%s%s%s\n\n%s.\n", command->name,
                command->operands[0] != '\0' ? " " : "", command->operands,
                command->option_count > 0 ? " [OPTION...]" : "", command->help);
        if (command->option_count > 0)
            fputs("\noptions\n", out);
        for (size_t i = 0; i < command->option_count; i++)
            print_option(out, &command->options[i]);
    }
    fputs("\noptions of every command\n", out);
    for (size_t i = 0; i < OPTIONS_GLOBAL; i++)
        print_option(out, &options_global[i]);
}
