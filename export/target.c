/* SPDX-License-Identifier: MIT */
/* Writing beside the target and renaming at the end. */
#define _GNU_SOURCE /* O_TMPFILE */
#include "export/target.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/mem.h"
#include "core/str.h"
#include "export/spool.h"

/* What stands beside the target while it is written. */
#define TEMPLATE ".moot-export-XXXXXX"

/* --- beginning ------------------------------------------------------------------ */

/* What `path` is now, through links; its real path when it is there. */
static char *resolve(const char *path, struct stat *st, bool *there)
{
    char *real = realpath(path, NULL);

    *there = real != NULL && stat(real, st) == 0;
    if (*there)
        return real;
    free(real);
    return mem_copy(path);
}

static void add_folder_of(struct str *out, const char *path)
{
    const char *slash = strrchr(path, '/');

    if (slash != NULL)
        str_add_len(out, path, (size_t)(slash - path) + 1);
}

static enum status no_name(const char *path, struct error *err)
{
    if (path == NULL || path[0] == '\0')
        return error_set(err, STATUS_INPUT, "an export needs a file to write to: name one with -o");
    return STATUS_OK;
}

/* Opens a file without a name in `folder`; -1 where that cannot be done. */
static int open_unnamed(const char *folder, char **work)
{
    struct str path = STR_INIT;
    int fd = open(folder[0] != '\0' ? folder : ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

    if (fd < 0)
        return -1;
    str_add_format(&path, "/proc/self/fd/%d", fd);
    if (access(path.text, R_OK) != 0) {
        str_release(&path);
        close(fd);
        return -1;
    }
    *work = str_take(&path);
    return fd;
}

static enum status open_work(struct target *target, const char *path, struct error *err)
{
    struct str work = STR_INIT;
    int code = 0;

    add_folder_of(&work, target->path);
    target->fd = open_unnamed(str_text(&work), &target->work);
    target->unnamed = target->fd >= 0;
    if (!target->unnamed) {
        str_add(&work, TEMPLATE);
        target->fd = mkstemp(work.text);
        code = errno;
        if (target->fd >= 0)
            target->work = mem_copy(work.text);
    }
    str_release(&work);
    return target->fd >= 0 ? STATUS_OK : write_failure(err, path, code);
}

enum status target_open_file(struct target *out, const char *path, const char *study,
                             struct error *err)
{
    struct stat st, study_st;
    bool there;

    *out = (struct target)TARGET_INIT;
    if (no_name(path, err))
        return err->status;
    out->path = resolve(path, &st, &there);
    if (there && S_ISDIR(st.st_mode))
        return error_set(err, STATUS_INPUT, "%s is a folder: name a file to write to", path);
    if (there && !S_ISREG(st.st_mode))
        return error_set(err, STATUS_INPUT, "%s is not a plain file: name another", path);
    if (there && stat(study, &study_st) == 0 && st.st_dev == study_st.st_dev
        && st.st_ino == study_st.st_ino)
        return error_set(err, STATUS_INPUT, "%s is the study itself: name another file", path);
    return open_work(out, path, err);
}

enum status target_open_folder(struct target *out, const char *path, struct error *err)
{
    struct str work = STR_INIT;
    struct stat st;
    size_t len;

    *out = (struct target){ .fd = -1, .folder = true };
    if (no_name(path, err))
        return err->status;
    out->path = resolve(path, &st, &out->inside);
    if (out->inside && !S_ISDIR(st.st_mode))
        return error_set(err, STATUS_INPUT,
                         "%s is a file: several meetings need a folder, name one", path);
    len = strlen(out->path);
    while (len > 1 && out->path[len - 1] == '/')
        out->path[--len] = '\0';
    if (out->inside)
        str_add_format(&work, "%s/", out->path);
    else
        add_folder_of(&work, out->path);
    str_add(&work, TEMPLATE);
    if (mkdtemp(work.text) == NULL) {
        int code = errno;

        str_release(&work);
        return write_failure(err, path, code);
    }
    out->work = str_take(&work);
    return STATUS_OK;
}

/* --- writing ---------------------------------------------------------------------- */

static int write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, bytes, len);

        if (n < 0 && errno != EINTR)
            return errno;
        if (n > 0) {
            bytes += n;
            len -= (size_t)n;
        }
    }
    return 0;
}

enum status target_write(struct target *target, const char *bytes, size_t len, struct error *err)
{
    int code = write_all(target->fd, bytes, len);

    return code == 0 ? STATUS_OK : write_failure(err, target->path, code);
}

enum { PIECE = 1 << 16 };

static enum status copy_spool(const struct target *target, int fd, struct spool *spool,
                              struct error *err)
{
    uint64_t size = spool_size(spool);
    char *piece = mem_alloc(PIECE, 1);
    enum status status = STATUS_OK;

    for (uint64_t at = 0; at < size && !status; at += PIECE) {
        size_t len = size - at < PIECE ? (size_t)(size - at) : PIECE;
        int code = 0;

        status = spool_read(spool, at, piece, len, err);
        if (!status)
            code = write_all(fd, piece, len);
        if (code != 0)
            status = write_failure(err, target->path, code);
    }
    free(piece);
    return status;
}

enum status target_write_spool(struct target *target, struct spool *spool, struct error *err)
{
    return copy_spool(target, target->fd, spool, err);
}

static int open_inside(const struct target *target, const char *name)
{
    struct str path = STR_INIT;
    int fd;

    str_add_format(&path, "%s/%s", target->work, name);
    fd = open(path.text, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    str_release(&path);
    return fd;
}

enum status target_add_spool(struct target *target, const char *name, const char *head,
                             struct spool *spool, struct error *err)
{
    int fd = open_inside(target, name), code;
    enum status status = STATUS_OK;

    if (fd < 0)
        return write_failure(err, target->path, errno);
    code = write_all(fd, head, strlen(head));
    if (code == 0)
        status = copy_spool(target, fd, spool, err);
    if (code == 0 && !status && fsync(fd) != 0)
        code = errno;
    if (close(fd) != 0 && code == 0)
        code = errno;
    return status ? status : code == 0 ? STATUS_OK : write_failure(err, target->path, code);
}

enum status target_add(struct target *target, const char *name, const char *bytes, size_t len,
                       struct error *err)
{
    int fd = open_inside(target, name), code;

    if (fd < 0)
        return write_failure(err, target->path, errno);
    code = write_all(fd, bytes, len);
    if (code == 0 && fsync(fd) != 0)
        code = errno;
    if (close(fd) != 0 && code == 0)
        code = errno;
    return code == 0 ? STATUS_OK : write_failure(err, target->path, code);
}

/* --- the end ------------------------------------------------------------------------ */

/* Best effort: some file systems cannot flush folders. */
static void flush_folder(const char *path)
{
    int fd = open(path[0] != '\0' ? path : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
}

static void flush_folder_of(const char *path)
{
    struct str folder = STR_INIT;

    add_folder_of(&folder, path);
    flush_folder(str_text(&folder));
    str_release(&folder);
}

/* Calls `each` with the path of every file in `folder`; stops at its first
 * failure and returns that errno. */
static int each_file(const char *folder, int (*each)(const char *path, const char *up))
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    int code = 0;

    if (dir == NULL)
        return errno;
    while (code == 0 && (entry = readdir(dir)) != NULL) {
        struct str path = STR_INIT, up = STR_INIT;

        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        str_add_format(&path, "%s/%s", folder, entry->d_name);
        add_folder_of(&up, folder);
        str_add(&up, entry->d_name);
        code = each(path.text, up.text);
        str_release(&path);
        str_release(&up);
    }
    closedir(dir);
    return code;
}

static int move_up(const char *path, const char *up)
{
    return rename(path, up) == 0 ? 0 : errno;
}

static int remove_file(const char *path, const char *up)
{
    (void)up;
    return unlink(path) == 0 ? 0 : errno;
}

/* Gives a file without a name one beside its target. */
static int name_file(struct target *target)
{
    for (unsigned attempt = 0; attempt < 100; attempt++) {
        struct str name = STR_INIT;
        int code;

        add_folder_of(&name, target->path);
        str_add_format(&name, ".moot-export-%d-%u", (int)getpid(), attempt);
        code = linkat(AT_FDCWD, target->work, AT_FDCWD, name.text, AT_SYMLINK_FOLLOW);
        if (code == 0) {
            free(target->work);
            target->work = str_take(&name);
            target->unnamed = false;
            return 0;
        }
        code = errno;
        str_release(&name);
        if (code != EEXIST)
            return code;
    }
    return EEXIST;
}

static int put_in_place(struct target *target)
{
    if (target->folder && target->inside) {
        int code = each_file(target->work, move_up);

        if (code == 0)
            (void)rmdir(target->work);
        flush_folder(target->path);
        return code;
    }
    if (target->folder)
        flush_folder(target->work);
    else if (fsync(target->fd) != 0)
        return errno;
    if (target->unnamed) {
        int code = name_file(target);

        if (code != 0)
            return code;
    }
    if (rename(target->work, target->path) != 0)
        return errno;
    flush_folder_of(target->path);
    return 0;
}

enum status target_commit(struct target *target, struct error *err)
{
    int code = put_in_place(target);
    enum status status = STATUS_OK;

    if (code != 0) {
        status = write_failure(err, target->path, code);
    } else {
        free(target->work);
        target->work = NULL;
    }
    target_discard(target);
    return status;
}

void target_discard(struct target *target)
{
    if (target->fd >= 0)
        close(target->fd);
    if (target->work != NULL && target->folder) {
        (void)each_file(target->work, remove_file);
        (void)rmdir(target->work);
    } else if (target->work != NULL && !target->unnamed) {
        (void)unlink(target->work);
    }
    free(target->work);
    free(target->path);
    *target = (struct target)TARGET_INIT;
}
