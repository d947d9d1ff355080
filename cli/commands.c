/* SPDX-License-Identifier: MIT */
/* The table of commands: the program's contract, from which it reads its
 * command line and makes its help. */
#include "cli/internal.h"

/* clang-format off */
static const struct option_row new_rows[NEW_OPTIONS] = {
    [NEW_TITLE]    = { "title",    0, "T",          "What the meeting is called", false },
    [NEW_SITE]     = { "site",     0, "S",          "Code of its site, made if new", false },
    [NEW_BODY]     = { "body",     0, "B",          "Local name of the body that meets, made if new", false },
    [NEW_FUNCTION] = { "function", 0, "F",          "Function of the body: governing-body, committee, ...", false },
    [NEW_DATE]     = { "date",     0, "YYYY-MM-DD", "Its day", false },
    [NEW_VENUE]    = { "venue",    0, "V",          "Where it sits", false },
    [NEW_PEOPLE]   = { "people",   0, "ID,...",     "Who is expected: 283, or 283 gp ab for somebody new", false },
    [NEW_AGENDA]   = { "agenda",   0, "FILE",       "The agenda, one item a line", true },
};

static const struct option_row log_rows[LOG_OPTIONS] = {
    [LOG_ACKS] = { "acks", 0, NULL, "Print each line's entry id once it is on disk, - for none", false },
};

static const struct option_row export_rows[EXPORT_OPTIONS] = {
    [EXPORT_OUT]          = { NULL,           'o', "OUT", "The file that is written", true },
    [EXPORT_ALL]          = { "all",          0,   NULL,  "Every meeting that has begun", false },
    [EXPORT_FORMAT]       = { "format",       0,   "F",   "qdpx, docx, txt, xlsx, vtt, csv, json or html; else the suffix of OUT", false },
    [EXPORT_IDENTIFIABLE] = { "identifiable", 0,   NULL,  "Let names leave; file and study keep note of it", false },
    [EXPORT_PRIVATE]      = { "private",      0,   NULL,  "Private parts too", false },
    [EXPORT_CHECK]        = { "check",        0,   NULL,  "Print what the identity check finds, write nothing", false },
    [EXPORT_KEY]          = { "key",          0,   "FILE", "The key of the study, where it was moved away", false },
    [EXPORT_MARGIN]       = { "margin",       0,   NULL,  "Codes of a .docx in a column beside the words", false },
    [EXPORT_AUDIO]        = { "audio",        0,   "FILE", "The recording of the meeting, for a .qdpx beside it", false },
};

static const struct option_row list_rows[LIST_OPTIONS] = {
    [LIST_JSON] = { "json", 0, NULL, "As JSON, for programs", false },
};

static const struct option_row recover_rows[RECOVER_OPTIONS] = {
    [RECOVER_OUT] = { NULL, 'o', "NEW", "The study that is made", true },
};

static const struct option_row find_rows[FIND_OPTIONS] = {
    [FIND_CODE]     = { "code",     0, "K",  "Coded with this code, by key or name", false },
    [FIND_PERSON]   = { "person",   0, "ID", "Said by this person; ? by who is not known", false },
    [FIND_ROLE]     = { "role",     0, "R",  "Said by somebody of this role group", false },
    [FIND_SITE]     = { "site",     0, "S",  "At this site", false },
    [FIND_BODY]     = { "body",     0, "B",  "In this body", false },
    [FIND_FUNCTION] = { "function", 0, "F",  "In bodies of this function", false },
    [FIND_FROM]     = { "from",     0, "D",  "In meetings since this day, month or year", false },
    [FIND_TO]       = { "to",       0, "D",  "In meetings up to it", false },
    [FIND_JSON]     = { "json",     0, NULL, "As JSON, for programs", false },
};

static const struct option_row report_rows[REPORT_OPTIONS] = {
    [REPORT_JSON] = { "json", 0, NULL, "As JSON, for programs", false },
    [REPORT_CSV]  = { "csv",  0, NULL, "As one table, a number a row, for R and pandas", false },
};

static const struct option_row init_rows[INIT_OPTIONS] = {
    [INIT_SEALED] = { "sealed",        0, NULL, "Encrypted under a passphrase, which is asked for", false },
    [INIT_CODE]   = { "recovery-code", 0, NULL, "Print a code that opens it too; it is asked on a terminal", false },
};

static const struct option_row seal_rows[SEAL_OPTIONS] = {
    [SEAL_RECOVERY_CODE] = { "recovery-code", 0, NULL, "Print a code that opens it too; it is asked on a terminal", false },
};

static const struct option_row passphrase_rows[PASSPHRASE_OPTIONS] = {
    [PASSPHRASE_CODE]   = { "recovery-code",     0, NULL, "Make another recovery code, and print it", false },
    [PASSPHRASE_NEW_FD] = { "new-passphrase-fd", 0, "N",  "Read the new one from descriptor N; else it is asked", false },
};

static const struct option_row import_rows[IMPORT_OPTIONS] = {
    [IMPORT_CHECK] = { "check", 0, NULL, "Print what a codebook would change, and change nothing", false },
};

const struct command cli_commands[] = {
    { "",       "",          "The terminal interface: home",
      NULL, 0, 0, 0, false, cli_live },
    { "live",   "M",         "The terminal interface: meeting M, live",
      NULL, 0, 1, 1, false, cli_live },
    { "new",    "--title T", "Make a meeting, print its number",
      new_rows, NEW_OPTIONS, 0, 0, false, cli_new },
    { "log",    "M",         "Note lines from standard input as if typed live",
      log_rows, LOG_OPTIONS, 1, 1, false, cli_log },
    { "end",    "M",         "End a meeting: it is to be written up",
      NULL, 0, 1, 1, false, cli_end },
    { "import", "FILE...",   "Import meetings, people, codebooks",
      import_rows, IMPORT_OPTIONS, 1, OPTIONS_MANY, true, cli_import },
    { "export", "M...|--all -o OUT", "Write field notes: .qdpx for ATLAS.ti, .docx, .csv and more",
      export_rows, EXPORT_OPTIONS, 0, OPTIONS_MANY, false, cli_export },
    { "codebook", "export FILE", "Write the codebook, in the format of its suffix: .csv, .qdc, .xlsx",
      NULL, 0, 2, 2, false, cli_codebook },
    { "identity", "export|import FILE", "Move the key that links ids to names apart, or back",
      NULL, 0, 2, 2, false, cli_identity },
    { "list",   "meetings|people|codes|entries [M]", "Print a table, of the study or of meeting M",
      list_rows, LIST_OPTIONS, 1, 2, false, cli_list },
    { "find",   "WORDS...",  "Print the entries that hold all words",
      find_rows, FIND_OPTIONS, 0, OPTIONS_MANY, false, cli_find },
    { "extracts", "--code K [WORDS...]", "Print quotations of a code with their printed labels",
      find_rows, FIND_JSON, 0, OPTIONS_MANY, false, cli_extracts }, /* --json is find's alone */
    { "report", "",          "Print meetings, hours, people and codes in numbers",
      report_rows, REPORT_OPTIONS, 0, 0, false, cli_report },
    { "check",  "",          "Examine the study in full",
      NULL, 0, 0, 0, false, cli_check },
    { "backup", "",          "Make a checked copy of the study, print where it stands",
      NULL, 0, 0, 0, false, cli_backup },
    { "restore", "FILE",     "Put a backup in the place of the study, which is kept aside",
      NULL, 0, 1, 1, true, cli_restore },
    { "recover", "FILE -o NEW", "Save what can be read from a damaged study",
      recover_rows, RECOVER_OPTIONS, 1, 1, true, cli_recover },
    { "shred",  "M",         "Erase a meeting and its history for good (asks twice)",
      NULL, 0, 1, 1, false, cli_shred },
    { "init",   "",          "Make a study; --sealed: encrypted under a passphrase",
      init_rows, INIT_OPTIONS, 0, 0, false, cli_init },
    { "seal",   "",          "Encrypt the study under a passphrase",
      seal_rows, SEAL_OPTIONS, 0, 0, false, cli_seal },
    { "unseal", "",          "Make a sealed study plain again",
      NULL, 0, 0, 0, false, cli_unseal },
    { "passphrase", "",      "Change the passphrase of a sealed study",
      passphrase_rows, PASSPHRASE_OPTIONS, 0, 0, false, cli_passphrase },
    { "keys",   "",          "Print the key map",
      NULL, 0, 0, 0, false, cli_keys },
};
/* clang-format on */

const size_t cli_command_count = sizeof cli_commands / sizeof *cli_commands;
