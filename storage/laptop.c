/* SPDX-License-Identifier: MIT */
/* The id of this laptop. It is kept outside the study, which gets copied to
 * other laptops, and settles ties between versions. */
#include "core/mem.h"
#include "core/str.h"
#include "storage/folder.h"
#include "storage/internal.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* $XDG_STATE_HOME/moot/laptop; false where there is no home either. A folder
 * that is not absolute is to be ignored (XDG Base Directory Specification). */
static bool laptop_path(struct str *path)
{
    const char *state = getenv("XDG_STATE_HOME");
    const char *home = getenv("HOME");

    if (state != NULL && state[0] == '/')
        str_add(path, state);
    else if (home != NULL && home[0] == '/')
        str_add_format(path, "%s/.local/state", home);
    else
        return false;
    str_add(path, "/moot/laptop");
    return true;
}

static bool read_id(const char *path, struct id *id)
{
    char text[ID_TEXT] = "";
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got;

    if (fd < 0)
        return false;
    got = read(fd, text, ID_TEXT - 1);
    close(fd);
    return got == ID_TEXT - 1 && id_parse(id, text);
}

/* Writes it beside its place and links it there, so that two programs that
 * start at once agree on one id and nobody reads half of one. */
static void keep_id(const char *path, struct id *id)
{
    struct str beside = STR_INIT;
    struct error ignored = ERROR_INIT;
    char text[ID_TEXT];
    bool written;
    int fd;

    id_print(id, text);
    text[ID_TEXT - 1] = '\n';
    if (folder_make_parents(path, &ignored))
        return;
    str_add_format(&beside, "%s.%ld", path, (long)getpid());
    fd = open(beside.text, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0) {
        written = write(fd, text, ID_TEXT) == ID_TEXT && fsync(fd) == 0;
        written = close(fd) == 0 && written;
        if (written && link(beside.text, path) != 0 && errno == EEXIST && !read_id(path, id))
            (void)rename(beside.text, path); /* what stood there was no id */
        unlink(beside.text);
    }
    str_release(&beside);
}

struct id laptop_id(void)
{
    struct id id = id_new();
    struct str path = STR_INIT;

    if (laptop_path(&path) && !read_id(path.text, &id)) {
        id = id_new();
        keep_id(path.text, &id);
    }
    str_release(&path);
    return id;
}
