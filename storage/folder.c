/* SPDX-License-Identifier: MIT */
/* The folders that files of ours stand in. */
#include "storage/folder.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

void folder_of(struct str *out, const char *path)
{
    const char *slash = strrchr(path, '/');

    if (slash == NULL)
        str_add(out, ".");
    else if (slash == path)
        str_add(out, "/");
    else
        str_add_len(out, path, (size_t)(slash - path));
}

enum status folder_make_parents(const char *path, struct error *err)
{
    struct str folder = STR_INIT;
    enum status status = STATUS_OK;

    folder_of(&folder, path);
    for (size_t i = 1; i <= folder.len && !status; i++) {
        char kept = folder.text[i];

        if (kept != '/' && kept != '\0')
            continue;
        folder.text[i] = '\0';
        if (mkdir(folder.text, 0700) != 0 && errno != EEXIST && errno != EISDIR) {
            int why = errno;
            struct stat info;

            /* a folder above may be closed to us and still be there */
            if (stat(folder.text, &info) != 0)
                status = error_set(err,
                                   why == EROFS || why == EACCES    ? STATUS_READ_ONLY
                                   : why == ENOSPC || why == EDQUOT ? STATUS_FULL
                                                                    : STATUS_IO,
                                   "cannot make the folder %s: %s", folder.text, strerror(why));
        }
        folder.text[i] = kept;
    }
    str_release(&folder);
    return status;
}
