/* SPDX-License-Identifier: MIT */
/* Loads the module of exports and imports: beside the program as it was
 * built, or in ../lib/moot as it was installed. Only the commands that need
 * it pay for its libraries. */
#include "cli/internal.h"

#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

static const char *const places[] = { "moot-formats.so", "../lib/moot/moot-formats.so" };

/* The folder of the program, with the slash at its end. */
static enum status own_folder(struct str *folder, struct error *err)
{
    char path[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);

    if (len < 0)
        return error_set(err, STATUS_IO, "cannot tell where moot stands: /proc/self/exe: %s",
                         strerror(errno));
    path[len] = '\0';
    str_add_len(folder, path, (size_t)(strrchr(path, '/') - path) + 1);
    return STATUS_OK;
}

static enum status load(const char *path, const struct formats **formats, struct error *err)
{
    void *module = dlopen(path, RTLD_NOW);

    if (module == NULL)
        return error_set(err, STATUS_IO, "cannot load %s: install moot anew", dlerror());
    *formats = dlsym(module, "moot_formats");
    if (*formats == NULL || (*formats)->abi != FORMATS_ABI) {
        *formats = NULL;
        dlclose(module);
        return error_set(err, STATUS_IO, "%s belongs to another version of moot: install it anew",
                         path);
    }
    return STATUS_OK;
}

enum status formats_load(const struct formats **formats, struct error *err)
{
    struct str path = STR_INIT;
    size_t folder;
    enum status status;

    *formats = NULL;
    status = own_folder(&path, err);
    folder = path.len;
    if (!status)
        status = error_set(err, STATUS_NOT_FOUND,
                           "%s%s is missing, which exports and imports need: install moot anew",
                           str_text(&path), places[0]);
    for (size_t i = 0; status == STATUS_NOT_FOUND && i < sizeof places / sizeof *places; i++) {
        str_splice(&path, folder, path.len - folder, places[i], strlen(places[i]));
        if (access(str_text(&path), F_OK) == 0)
            status = load(str_text(&path), formats, err);
    }
    str_release(&path);
    return status;
}
