/* SPDX-License-Identifier: MIT */
/* What the commands share: their functions and options, opening a study. */
#ifndef CLI_INTERNAL_H
#define CLI_INTERNAL_H

#include "cli/json.h"
#include "cli/options.h"
#include "core/entry.h"
#include "core/str.h"
#include "import/formats.h"
#include "storage/codebook.h"
#include "storage/find.h"
#include "storage/meetings.h"
#include "storage/people.h"
#include "storage/study.h"
#include "tui/tui.h"

/* --- cli/commands.c ------------------------------------------------------------ */

extern const struct command cli_commands[];
extern const size_t cli_command_count;

/* One file a command: each does its work and prints on standard output.
 * Indexes into invocation->value are those of its option rows. */
enum status cli_live(struct invocation *in, struct error *err);
enum status cli_new(struct invocation *in, struct error *err);
enum status cli_log(struct invocation *in, struct error *err);
enum status cli_end(struct invocation *in, struct error *err);
enum status cli_import(struct invocation *in, struct error *err);
enum status cli_export(struct invocation *in, struct error *err);
enum status cli_codebook(struct invocation *in, struct error *err);
enum status cli_identity(struct invocation *in, struct error *err);
enum status cli_list(struct invocation *in, struct error *err);
enum status cli_find(struct invocation *in, struct error *err);
enum status cli_report(struct invocation *in, struct error *err);
enum status cli_extracts(struct invocation *in, struct error *err);
enum status cli_check(struct invocation *in, struct error *err);
enum status cli_backup(struct invocation *in, struct error *err);
enum status cli_restore(struct invocation *in, struct error *err);
enum status cli_recover(struct invocation *in, struct error *err);
enum status cli_shred(struct invocation *in, struct error *err);
enum status cli_keys(struct invocation *in, struct error *err);
enum status cli_init(struct invocation *in, struct error *err);
enum status cli_seal(struct invocation *in, struct error *err);
enum status cli_unseal(struct invocation *in, struct error *err);
enum status cli_passphrase(struct invocation *in, struct error *err);

enum { NEW_TITLE, NEW_SITE, NEW_BODY, NEW_FUNCTION, NEW_DATE, NEW_VENUE, NEW_PEOPLE, NEW_AGENDA,
       NEW_OPTIONS };
enum { LOG_ACKS, LOG_OPTIONS };
enum { EXPORT_OUT, EXPORT_ALL, EXPORT_FORMAT, EXPORT_IDENTIFIABLE, EXPORT_PRIVATE, EXPORT_AUDIO,
       EXPORT_CHECK, EXPORT_KEY, EXPORT_MARGIN, EXPORT_OPTIONS };
enum { LIST_JSON, LIST_OPTIONS };
enum { RECOVER_OUT, RECOVER_OPTIONS };
enum { IMPORT_CHECK, IMPORT_OPTIONS };
enum { INIT_SEALED, INIT_CODE, INIT_OPTIONS };
enum { SEAL_RECOVERY_CODE, SEAL_OPTIONS };
enum { PASSPHRASE_CODE, PASSPHRASE_NEW_FD, PASSPHRASE_OPTIONS };
enum { FIND_CODE, FIND_PERSON, FIND_ROLE, FIND_SITE, FIND_BODY, FIND_FUNCTION, FIND_FROM, FIND_TO,
       FIND_JSON, FIND_OPTIONS };
enum { REPORT_JSON, REPORT_CSV, REPORT_OPTIONS };

/* --- cli/find.c: what is looked for, also by extracts -------------------------------- */

/* From words and options; `words` is where the words are joined, and must live
 * as long as the filter. A failure of usage where nothing is asked for. */
NODISCARD enum status read_find_filter(struct invocation *in, struct find_filter *filter,
                                       struct str *words, struct error *err);

/* --- cli/open.c: the study and who writes ----------------------------------------- */

/* Opens the study that is meant; one that is absent says how to make it. */
NODISCARD enum status open_study(const struct invocation *in, enum study_mode mode,
                                 struct study **study, struct error *err);
/* Likewise to write, with an observer: --observer, $MOOT_OBSERVER, the config,
 * asked once on a terminal, the only one of the study, "O1". */
NODISCARD enum status open_for_writing(const struct invocation *in, enum study_mode mode,
                                       struct study **study, struct error *err);

/* --- cli/backup.c ------------------------------------------------------------------- */

/* Makes a backup of a meeting that has just ended; that it cannot be made is
 * said on standard error and is no failure of the end. */
void backup_after_meeting(const struct invocation *in, struct study *study);
/* Appends the folder that the config names for backups; false: it names none. */
bool backup_folder(const struct invocation *in, struct str *out);

/* --- cli/formats.c: the module ------------------------------------------------------ */

/* Loads the module of exports and imports, found beside the program. It stays
 * loaded. */
NODISCARD enum status formats_load(const struct formats **formats, struct error *err);

/* --- cli/exports.c: what of it the screens need ------------------------------------- */

enum status exports_get(struct tui_exports *out, struct error *err);

#endif
