/* SPDX-License-Identifier: MIT */
/* The config file on the disk: read whole, and written beside its place and
 * renamed, so that a program that is killed leaves the one or the other. */
#include "storage/config_file.h"
#include "storage/folder.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool config_file_path(struct str *path)
{
    const char *config = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");

    if (config != NULL && config[0] == '/')
        str_add(path, config);
    else if (home != NULL && home[0] == '/')
        str_add_format(path, "%s/.config", home);
    else
        return false;
    str_add(path, "/moot/config");
    return true;
}

bool config_file_expand(struct str *out, const char *path)
{
    const char *home = getenv("HOME");

    if (path[0] == '\0' || (path[0] == '~' && (home == NULL || home[0] != '/')))
        return false;
    if (path[0] == '~') {
        str_add(out, home);
        path++;
    }
    str_add(out, path);
    return true;
}

/* Its text; errno tells why not. EFBIG: too long, or no file at all. */
static bool read_text(const char *path, struct str *text)
{
    char chunk[8192];
    struct stat about;
    ssize_t got = -1;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), why;

    if (fd < 0)
        return false;
    if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode)) {
        while (text->len <= CONFIG_LIMIT && (got = read(fd, chunk, sizeof chunk)) > 0)
            str_add_len(text, chunk, (size_t)got);
        why = text->len > CONFIG_LIMIT ? EFBIG : errno;
    } else {
        why = EFBIG;
    }
    close(fd);
    errno = why;
    return got >= 0 && text->len <= CONFIG_LIMIT;
}

void config_file_read(struct config *out)
{
    struct str path = STR_INIT, text = STR_INIT;

    *out = (struct config){ 0 };
    if (config_file_path(&path)) {
        if (read_text(path.text, &text))
            config_read(out, str_text(&text), text.len);
        else if (errno != ENOENT && errno != ENOTDIR)
            config_mistake(out, 0, "it cannot be read (%s): all settings are at their defaults",
                           errno == EFBIG ? "it is no file of less than 256 KB" : strerror(errno));
    }
    str_release(&path);
    str_release(&text);
}

/* Writes `text` beside `path` and gives it its name. */
static enum status replace(const char *path, const struct str *text, struct error *err)
{
    struct str beside = STR_INIT;
    struct stat about;
    mode_t mode = stat(path, &about) == 0 ? about.st_mode & 0777 : 0600;
    bool written = false;
    int fd;

    str_add_format(&beside, "%s.%ld", path, (long)getpid());
    fd = open(beside.text, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd >= 0) {
        written = write(fd, text->text, text->len) == (ssize_t)text->len && fchmod(fd, mode) == 0
                  && fsync(fd) == 0;
        written = close(fd) == 0 && written && rename(beside.text, path) == 0;
    }
    if (!written) {
        error_set(err, STATUS_IO, "cannot write %s: %s", path, strerror(errno));
        if (fd >= 0)
            unlink(beside.text);
    }
    str_release(&beside);
    return written ? STATUS_OK : err->status;
}

enum status config_file_put(const char *name, const char *value, struct error *err)
{
    struct str path = STR_INIT, before = STR_INIT, after = STR_INIT;
    char *target = NULL;
    enum status status;

    if (!config_file_path(&path))
        return error_set(err, STATUS_IO, "there is no home folder for a config file: set $HOME");
    status = folder_make_parents(path.text, err);
    if (!status && !read_text(path.text, &before) && errno != ENOENT)
        status = error_set(err, STATUS_IO, "cannot read %s: %s", path.text, strerror(errno));
    if (!status) {
        config_put(&after, str_text(&before), before.len, name, value);
        target = realpath(path.text, NULL); /* where a link points */
        status = replace(target != NULL ? target : path.text, &after, err);
    }
    free(target);
    str_release(&path);
    str_release(&before);
    str_release(&after);
    return status;
}
