/* SPDX-License-Identifier: MIT */
/* Looking at files by name before they are opened. Between looking and opening
 * nobody but us and root can change what stands in the folder: that is what is
 * asked of it. The file of a study is not opened here, for closing it would
 * drop the locks of another connection in this program. */
#include "storage/guard.h"

#include "core/str.h"
#include "storage/folder.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* Nobody can change what stands there, so nobody can have put it there for us
 * to stumble over. */
static bool is_read_only_disk(const char *path)
{
    struct statvfs disk;

    return statvfs(path, &disk) == 0 && (disk.f_flag & ST_RDONLY) != 0;
}

static enum status refuse_link(const char *path, struct error *err)
{
    char *real = realpath(path, NULL);

    if (real != NULL)
        error_set(err, STATUS_INPUT, "%s is a symbolic link: name the file itself, %s", path, real);
    else
        error_set(err, STATUS_INPUT, "%s is a symbolic link that leads nowhere: take it away",
                  path);
    free(real);
    return err->status;
}

/* Mode 0600; where the file system knows no modes it stays as it is. */
static void make_private(const char *path, const struct stat *info, mode_t *was)
{
    mode_t owner = info->st_mode & 0700;

    if ((info->st_mode & 077) == 0 || info->st_uid != geteuid())
        return;
    if (chmod(path, owner) == 0 && *was == 0)
        *was = info->st_mode & 07777;
}

enum status guard_look_file(const char *path, bool to_write, mode_t *was, struct error *err)
{
    struct stat info;

    if (lstat(path, &info) != 0)
        return STATUS_OK; /* absent, or out of reach: opening it will tell */
    if (S_ISDIR(info.st_mode))
        return error_set(err, STATUS_INPUT, "%s is a folder, and should be a file: take it away",
                         path);
    if (is_read_only_disk(path))
        return STATUS_OK;
    if (S_ISLNK(info.st_mode))
        return refuse_link(path, err);
    if (!S_ISREG(info.st_mode))
        return error_set(err, STATUS_INPUT, "%s is no ordinary file: take it away", path);
    if (info.st_uid != geteuid() && (to_write || info.st_uid != 0))
        return error_set(err, STATUS_INPUT,
                         "%s belongs to another user (number %lu): open it as that user, or copy "
                         "it to a place of yours",
                         path, (unsigned long)info.st_uid);
    if (info.st_nlink > 1)
        return error_set(err, STATUS_INPUT,
                         "%s has a second name (a hard link), and notes could go to one and be "
                         "missed by the other: take that name away, or open a copy made with cp",
                         path);
    if (to_write)
        make_private(path, &info, was);
    return STATUS_OK;
}

static enum status look_at_folder(const char *path, struct error *err)
{
    struct str folder = STR_INIT;
    struct stat info;
    enum status status = STATUS_OK;

    folder_of(&folder, path);
    if (stat(folder.text, &info) == 0 && (info.st_mode & S_IWOTH) != 0
        && (info.st_mode & S_ISVTX) == 0)
        status = error_set(err, STATUS_INPUT,
                           "everybody may replace files in %s: keep it to yourself with "
                           "chmod go-rwx, or copy the study to a folder of yours",
                           folder.text);
    str_release(&folder);
    return status;
}

enum status guard_look(const char *path, bool to_write, mode_t *was, struct error *err)
{
    static const char *const ends[] = { "", "-wal", "-shm", "-journal", "-lock" };
    struct str name = STR_INIT;
    enum status status = STATUS_OK;

    *was = 0;
    if (to_write)
        status = look_at_folder(path, err);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0] && !status; i++) {
        str_clear(&name);
        str_add_format(&name, "%s%s", path, ends[i]);
        status = guard_look_file(name.text, to_write, was, err);
    }
    str_release(&name);
    return status;
}

bool guard_folder_shows(const char *path, mode_t *mode)
{
    struct str folder = STR_INIT;
    struct stat info;
    bool shows;

    folder_of(&folder, path);
    shows = stat(folder.text, &info) == 0 && (info.st_mode & 077) != 0;
    *mode = shows ? info.st_mode & 07777 : 0;
    str_release(&folder);
    return shows;
}
