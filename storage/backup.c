/* SPDX-License-Identifier: MIT */
/* Backups: where they stand, how they are called, which of them stay.
 * Copying and checking one is in backup_copy.c. */
#include "storage/backup.h"

#include "core/clock.h"
#include "core/mem.h"
#include "storage/backup_work.h"
#include "storage/internal.h"
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STAMP = 16, SAME_SECOND = 100 }; /* "20260304T140512Z" */

static const char suffix[] = ".moot";

/* --- names --------------------------------------------------------------------- */

/* "study-1a2b3c4d-": the file's name and the start of the study's id, so that
 * the backups of several studies can share a folder. */
static void name_prefix(struct str *out, const struct study *study)
{
    const char *base = strrchr(study->path, '/');
    size_t len;

    base = base == NULL ? study->path : base + 1;
    len = strlen(base);
    if (len > strlen(suffix) && strcmp(base + len - strlen(suffix), suffix) == 0)
        len -= strlen(suffix);
    str_add_len(out, base, len);
    str_add_format(out, "-%02x%02x%02x%02x-", study->id.byte[0], study->id.byte[1],
                   study->id.byte[2], study->id.byte[3]);
}

/* The stamp of a time without the signs that some file systems refuse. */
static void add_stamp(struct str *out, int64_t at)
{
    char stamp[CLOCK_STAMP];

    clock_stamp(stamp, at);
    for (const char *c = stamp; *c != '\0'; c++)
        if (*c != '-' && *c != ':')
            str_add_char(out, *c);
}

/* When the backup of this name was made; false: it is none of this study. */
static bool time_of(const char *name, const struct str *prefix, int64_t *at)
{
    int part[6] = { 0 };
    static const int width[] = { 4, 2, 2, 2, 2, 2 };
    const char *c;

    if (strncmp(name, prefix->text, prefix->len) != 0)
        return false;
    c = name + prefix->len;
    for (size_t i = 0; i < 6; i++) {
        if (i == 3 && *c++ != 'T')
            return false;
        for (int j = 0; j < width[i]; j++, c++) {
            if (*c < '0' || *c > '9')
                return false;
            part[i] = part[i] * 10 + (*c - '0');
        }
    }
    *at = clock_civil(part[0], part[1], part[2], part[3], part[4], part[5], 0);
    if (*c++ != 'Z' || *at == TIME_UNKNOWN)
        return false;
    if (*c == '-') /* a further one of the same second */
        c += 1 + strspn(c + 1, "0123456789");
    return strcmp(c, suffix) == 0;
}

void backup_own_folder(struct str *out, const char *path)
{
    str_add_format(out, "%s.backups", path);
}

/* --- the folder ------------------------------------------------------------------ */

/* The folder beside the study is ours alone. One that the observer chose must
 * be there: where a stick was taken out, nothing is put in its place. */
static enum status find_folder(struct str *out, const struct study *study, const char *folder,
                               struct error *err)
{
    bool own = folder == NULL || folder[0] == '\0';
    struct stat info = { 0 };

    if (own)
        backup_own_folder(out, study->path);
    else
        str_add(out, folder);
    if (own && mkdir(out->text, 0700) != 0 && errno != EEXIST)
        return error_set(err,
                         errno == ENOSPC || errno == EDQUOT  ? STATUS_FULL
                         : errno == EACCES || errno == EROFS ? STATUS_READ_ONLY
                                                             : STATUS_IO,
                         "cannot make the folder of backups %s: %s", out->text, strerror(errno));
    if ((own ? lstat : stat)(out->text, &info) != 0)
        return error_set(err, STATUS_NOT_FOUND,
                         "the folder of backups %s is not there (%s): plug it in, or set another",
                         out->text, strerror(errno));
    if (!S_ISDIR(info.st_mode))
        return error_set(err, STATUS_INPUT,
                         "%s should be the folder of backups, and is none: take it away",
                         out->text);
    if (own && info.st_uid != geteuid())
        return error_set(err, STATUS_INPUT,
                         "the folder of backups %s belongs to another user: take it away",
                         out->text);
    if (own && (info.st_mode & 077) != 0)
        (void)!chmod(out->text, 0700);
    return STATUS_OK;
}

/* --- those that are there --------------------------------------------------------- */

struct kept {
    char *name;
    int64_t at;
};
struct kept_list {
    struct kept *item;
    size_t count, room;
};

static int by_time(const void *a, const void *b)
{
    const struct kept *x = a, *y = b;

    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    if (strlen(x->name) != strlen(y->name)) /* "...Z-2" after "...Z" */
        return strlen(x->name) < strlen(y->name) ? -1 : 1;
    return strcmp(x->name, y->name);
}

static void release_list(struct kept_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->item[i].name);
    free(list->item);
}

/* A copy that a killed program left half-made: nobody holds it any more. */
static void remove_if_left(const char *folder, const char *name, const struct str *prefix)
{
    struct str path = STR_INIT;

    if (name[0] != '.' || strncmp(name + 1, prefix->text, prefix->len) != 0)
        return;
    str_add_format(&path, "%s/%s", folder, name);
    if (backup_is_left(path.text))
        unlink(path.text);
    str_release(&path);
}

static enum status list_folder(struct kept_list *list, const char *folder, const struct str *prefix,
                               bool clean, struct error *err)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    int64_t at;

    if (dir == NULL)
        return errno == ENOENT ? STATUS_OK
                               : error_set(err, STATUS_IO, "cannot read the folder %s: %s", folder,
                                           strerror(errno));
    while ((entry = readdir(dir)) != NULL) {
        if (clean)
            remove_if_left(folder, entry->d_name, prefix);
        if (!time_of(entry->d_name, prefix, &at))
            continue;
        list->item = mem_grow(list->item, list->count, &list->room, sizeof *list->item);
        list->item[list->count++] = (struct kept){ mem_copy(entry->d_name), at };
    }
    closedir(dir);
    if (list->count > 0)
        qsort(list->item, list->count, sizeof *list->item, by_time);
    return STATUS_OK;
}

/* --- which of them stay ------------------------------------------------------------ */

static int64_t hour_of(int64_t at)
{
    return at / 3600000;
}

static int64_t day_of(int64_t at)
{
    return at / 86400000;
}

static int64_t month_of(int64_t at)
{
    char date[CLOCK_DATE];

    clock_date(date, at, 0);
    return strtol(date, NULL, 10) * 12 + strtol(date + 5, NULL, 10);
}

void backup_choose(const int64_t *times, size_t count, bool *keep)
{
    static const struct {
        int64_t (*span_of)(int64_t at);
        size_t most;
    } rules[] = { { hour_of, BACKUP_HOURS }, { day_of, BACKUP_DAYS }, { month_of, BACKUP_MONTHS } };

    for (size_t i = 0; i < count; i++)
        keep[i] = false;
    for (size_t r = 0; r < sizeof rules / sizeof rules[0]; r++) {
        int64_t last = INT64_MIN;
        size_t found = 0;

        for (size_t i = count; i-- > 0 && found < rules[r].most;) {
            int64_t span = rules[r].span_of(times[i]);

            if (i + 1 < count && span == last)
                continue;
            keep[i] = true;
            last = span;
            found++;
        }
    }
}

/* Never the one that was just made, whatever its clock said. */
static void thin(const char *folder, const struct str *prefix, const char *made)
{
    struct error ignored = ERROR_INIT;
    struct kept_list list = { 0 };
    struct str path = STR_INIT;
    int64_t *times;
    bool *keep;

    if (list_folder(&list, folder, prefix, true, &ignored) == STATUS_OK && list.count > 1) {
        times = mem_alloc(list.count, sizeof *times);
        keep = mem_alloc(list.count, sizeof *keep);
        for (size_t i = 0; i < list.count; i++)
            times[i] = list.item[i].at;
        backup_choose(times, list.count, keep);
        for (size_t i = 0; i < list.count; i++) {
            if (keep[i] || strcmp(list.item[i].name, made) == 0)
                continue;
            str_clear(&path);
            str_add_format(&path, "%s/%s", folder, list.item[i].name);
            unlink(path.text);
        }
        free(times);
        free(keep);
    }
    str_release(&path);
    release_list(&list);
}

/* --- from outside -------------------------------------------------------------------- */

/* A name that is not taken; its copy stands beside it under ".NAME.part". */
static void free_name(struct str *name, const struct str *prefix, const char *folder, int64_t now)
{
    struct str path = STR_INIT;

    for (int i = 1; i < SAME_SECOND; i++) {
        str_clear(name);
        str_add(name, prefix->text);
        add_stamp(name, now);
        if (i > 1)
            str_add_format(name, "-%d", i);
        str_add(name, suffix);
        str_clear(&path);
        str_add_format(&path, "%s/%s", folder, name->text);
        if (access(path.text, F_OK) != 0)
            break;
    }
    str_release(&path);
}

enum status backup_make(struct study *study, const char *folder, char **path, struct error *err)
{
    struct str where = STR_INIT, prefix = STR_INIT, name = STR_INIT, part = STR_INIT,
               whole = STR_INIT;
    enum status status = find_folder(&where, study, folder, err);

    *path = NULL;
    if (!status) {
        name_prefix(&prefix, study);
        free_name(&name, &prefix, where.text, clock_wall());
        str_add_format(&part, "%s/.%s.part", where.text, name.text);
        str_add_format(&whole, "%s/%s", where.text, name.text);
        status = backup_copy_checked(study, part.text, whole.text, err);
    }
    if (!status) {
        thin(where.text, &prefix, name.text);
        *path = str_take(&whole);
    }
    str_release(&where);
    str_release(&prefix);
    str_release(&name);
    str_release(&part);
    str_release(&whole);
    return status ? error_context(err, "no backup was made") : STATUS_OK;
}

enum status backup_each(struct study *study, const char *folder,
                        bool (*each)(void *data, const char *path), void *data, struct error *err)
{
    struct str own = STR_INIT, prefix = STR_INIT, path = STR_INIT;
    enum status status = STATUS_OK;
    bool more = true;

    name_prefix(&prefix, study);
    backup_own_folder(&own, study->path);
    for (int i = 0; i < 2 && !status && more; i++) {
        const char *where = i == 0 ? own.text : folder;
        struct kept_list list = { 0 };

        if (where != NULL && where[0] != '\0')
            status = list_folder(&list, where, &prefix, false, err);
        for (size_t j = 0; j < list.count && !status && more; j++) {
            str_clear(&path);
            str_add_format(&path, "%s/%s", where, list.item[j].name);
            more = each(data, path.text);
        }
        release_list(&list);
    }
    str_release(&own);
    str_release(&prefix);
    str_release(&path);
    return status;
}
