/* SPDX-License-Identifier: MIT */
/* Makes a study, sealed or not; seals one, makes it plain, changes its
 * passphrase. */
#include "storage/seal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/internal.h"
#include "cli/passphrase.h"
#include "storage/backup.h"
#include "storage/convert.h"
#include "storage/seal_passphrase.h"

/* --- what opens it ------------------------------------------------------------------ */

/* A secret to be set, and what it borrows. */
struct chosen {
    struct passphrase passphrase;
    char code[SEAL_CODE];
    struct seal_secret secret;
};

static const char offer[] = "Make a recovery code, to print and to lock away? It opens the study "
                            "when the\npassphrase is forgotten. [Y/n] ";

static enum status choose(struct chosen *chosen, const char *fd, bool file, bool code, bool ask,
                          const char *path, struct error *err)
{
    enum status status;

    *chosen = (struct chosen){ .code = "" };
    status = passphrase_new(fd, file, path, &chosen->passphrase, err);
    if (!status && !code && ask && fd == NULL && !(file && getenv("MOOT_PASSPHRASE_FILE") != NULL))
        code = passphrase_agree(offer, false);
    if (!status && code)
        status = seal_make_code(chosen->code, err);
    if (!status)
        status = seal_measure(&chosen->secret.cost, err);
    chosen->secret.passphrase = chosen->passphrase.text;
    chosen->secret.len = chosen->passphrase.len;
    chosen->secret.code = code ? chosen->code : NULL;
    return status;
}

static void print_code(const struct chosen *chosen)
{
    if (chosen->secret.code == NULL)
        return;
    fflush(stdout);
    fprintf(stderr,
            "Recovery code, shown this once. Print it and lock it away; it opens the study\n"
            "wherever its passphrase is asked for:\n");
    printf("%s\n", chosen->code);
}

static void wipe(struct chosen *chosen)
{
    passphrase_wipe(&chosen->passphrase);
    explicit_bzero(chosen->code, sizeof chosen->code);
}

/* --- init ------------------------------------------------------------------------------ */

static enum status make_sealed(struct invocation *in, const char *path, struct chosen *chosen,
                               struct error *err)
{
    struct stat info;

    if (lstat(path, &info) == 0)
        return error_set(err, STATUS_EXISTS,
                         "%s is there already: seal it with 'moot seal', or name a new file by "
                         "--study",
                         path);
    if (choose(chosen, in->passphrase_fd, true, in->value[INIT_CODE] != NULL, true, path, err))
        return err->status;
    return seal_make(path, &chosen->secret, err);
}

enum status cli_init(struct invocation *in, struct error *err)
{
    bool sealed = in->value[INIT_SEALED] != NULL, made = false;
    struct chosen chosen = { .code = "" };
    struct study *study = NULL;
    struct stat info;
    char *path;
    enum status status = options_study(in, &path, err);

    if (!status && !sealed && in->value[INIT_CODE] != NULL)
        status = options_wrong(in, err, "--recovery-code goes with --sealed");
    if (!status && !sealed && lstat(path, &info) == 0)
        status =
            error_set(err, STATUS_EXISTS, "%s is there already: name a new file by --study", path);
    if (!status && sealed) {
        status = make_sealed(in, path, &chosen, err);
        made = !status;
    }
    if (!status)
        status = open_for_writing(in, STUDY_CREATE, &study, err);
    study_close(study);
    if (status && made)
        unlink(path);
    if (!status) {
        printf("%s\n", path);
        print_code(&chosen);
        if (sealed)
            passphrase_warn();
    }
    wipe(&chosen);
    free(path);
    return status;
}

/* --- seal and unseal ---------------------------------------------------------------------- */

static bool tell_plain(void *data, const char *path)
{
    struct error ignored = ERROR_INIT;
    enum seal_state state;

    (void)data;
    if (!seal_look(path, &state, &ignored) && state == SEAL_PLAIN)
        printf("not sealed: %s\n", path);
    return true;
}

/* Copies from before are as plain as they were. */
static enum status tell_copies(struct invocation *in, struct error *err)
{
    struct str folder = STR_INIT;
    struct study *study = NULL;
    enum status status = open_study(in, STUDY_READ, &study, err);
    bool chosen = backup_folder(in, &folder);

    if (!status)
        status = backup_each(study, chosen ? folder.text : NULL, tell_plain, NULL, err);
    study_close(study);
    str_release(&folder);
    return status;
}

static enum status seal_study(struct invocation *in, const char *path, struct chosen *chosen,
                              struct error *err)
{
    struct stat info;
    enum seal_state state;

    if (stat(path, &info) != 0)
        return error_set(err, STATUS_NOT_FOUND, "there is no study %s", path);
    if (seal_look(path, &state, err))
        return err->status;
    if (state != SEAL_PLAIN)
        return error_set(err, STATUS_INPUT, "%s is sealed already", path);
    if (choose(chosen, in->passphrase_fd, true, in->value[SEAL_RECOVERY_CODE] != NULL, true, path,
               err))
        return err->status;
    return convert_seal(path, &chosen->secret, err);
}

enum status cli_seal(struct invocation *in, struct error *err)
{
    struct chosen chosen = { .code = "" };
    char *path;
    enum status status = options_study(in, &path, err);

    if (!status)
        status = seal_study(in, path, &chosen, err);
    if (!status) {
        printf("sealed %s\n", path);
        print_code(&chosen);
        status = tell_copies(in, err);
    }
    wipe(&chosen);
    free(path);
    return status;
}

enum status cli_unseal(struct invocation *in, struct error *err)
{
    char *path;
    enum status status = options_study(in, &path, err);

    if (!status)
        status = unlock(in, path, err);
    if (!status)
        status = convert_unseal(path, err);
    if (!status)
        printf("%s can be read without a passphrase now\n", path);
    free(path);
    return status;
}

/* --- another passphrase --------------------------------------------------------------------- */

enum status cli_passphrase(struct invocation *in, struct error *err)
{
    struct chosen chosen = { .code = "" };
    struct study *study = NULL;
    enum status status = open_for_writing(in, STUDY_WRITE, &study, err);

    if (!status && !study_is_sealed(study))
        status = error_set(err, STATUS_INPUT, "%s is not sealed: seal it with 'moot seal'",
                           study_path(study));
    if (!status)
        status = choose(&chosen, in->value[PASSPHRASE_NEW_FD], false,
                        in->value[PASSPHRASE_CODE] != NULL, false, study_path(study), err);
    if (!status)
        status = seal_change(study, &chosen.secret, err);
    if (!status) {
        printf("%s has another passphrase now; backups made before keep the one they had\n",
               study_path(study));
        print_code(&chosen);
    }
    study_close(study);
    wipe(&chosen);
    return status;
}
