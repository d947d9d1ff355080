/* SPDX-License-Identifier: MIT */
/* Zip archives: plain bytes, the same every time, nothing left after a
 * failure. Each test works in a folder of its own. */
#include "export/zip.h"
#include "core/str.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/moot-test-XXXXXX");
    return mkdtemp(folder) == NULL;
}

static size_t files_in_folder(void)
{
    DIR *dir = opendir(folder);
    size_t count = 0;

    assert_non_null(dir);
    while (readdir(dir) != NULL)
        count++;
    closedir(dir);
    return count - 2; /* "." and ".." */
}

static int remove_folder(void **state)
{
    const char *const names[] = { "a.zip", "b.zip" };
    char path[128];

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    return rmdir(folder);
}

static const char *in_folder(char path[128], const char *name)
{
    snprintf(path, 128, "%s/%s", folder, name);
    return path;
}

/* A spool of `lines` numbered lines. */
static struct spool *numbered(int lines)
{
    struct error err = ERROR_INIT;
    struct spool *spool;
    char path[128], line[32];

    assert_int_equal(spool_open(&spool, in_folder(path, "a.zip"), &err), STATUS_OK);
    for (int i = 0; i < lines; i++) {
        snprintf(line, sizeof line, "line %d of many\n", i);
        spool_add(spool, line, strlen(line));
    }
    assert_int_equal(spool_finish(spool, &err), STATUS_OK);
    return spool;
}

static enum status write_archive(const char *path, struct spool *spool, struct error *err)
{
    struct archive_writer *writer;
    int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    enum status status;

    assert_true(fd >= 0);
    writer = archive_writer_new();
    archive_add_text(writer, "project.qde", "<x/>", 4);
    archive_add_spool(writer, "sources/A.txt", spool, 0, spool_size(spool));
    archive_add_spool(writer, "sources/B.txt", spool, 5, 10);
    archive_add_text(writer, "sources/C.txt", "", 0);
    status = archive_write(writer, fd, path, NULL, NULL, err);
    archive_writer_free(writer);
    close(fd);
    return status;
}

static void read_whole(const char *path, struct str *out)
{
    FILE *file = fopen(path, "rb");
    char piece[4096];
    size_t got;

    assert_non_null(file);
    do {
        got = fread(piece, 1, sizeof piece, file);
        str_add_len(out, piece, got);
    } while (got > 0);
    fclose(file);
}

static enum status take_str(void *data, const char *bytes, size_t len, struct error *err)
{
    (void)err;
    str_add_len(data, bytes, len);
    return STATUS_OK;
}

static void entries_come_back_as_they_were_written(void **state)
{
    struct error err = ERROR_INIT;
    struct spool *spool = numbered(50000);
    struct archive_reader *reader;
    struct archive_entry entry;
    struct str text = STR_INIT;
    char path[128];

    (void)state;
    assert_int_equal(write_archive(in_folder(path, "a.zip"), spool, &err), STATUS_OK);
    assert_int_equal(archive_reader_open(&reader, path, &err), STATUS_OK);
    assert_int_equal(archive_count(reader), 4);
    assert_int_equal(archive_check_plain(reader, &err), STATUS_OK);
    assert_int_equal(archive_entry(reader, 1, &entry, &err), STATUS_OK);
    assert_string_equal(entry.name, "sources/A.txt");
    assert_int_equal(entry.size, spool_size(spool));
    assert_true(entry.deflated);
    assert_false(entry.strange);
    assert_int_equal(archive_find(reader, "sources/B.txt"), 2);
    assert_int_equal(archive_find(reader, "SOURCES/B.txt"), 4);
    assert_int_equal(archive_stream(reader, 1, take_str, &text, &err), STATUS_OK);
    assert_int_equal(text.len, spool_size(spool));
    assert_memory_equal(text.text, "line 0 of many\nline 1", 21);
    str_clear(&text);
    assert_int_equal(archive_stream(reader, 2, take_str, &text, &err), STATUS_OK);
    assert_string_equal(text.text, "0 of many\n");
    archive_reader_close(reader);
    spool_close(spool);
    str_release(&text);
    assert_int_equal(files_in_folder(), 1); /* the archive, no spool */
}

/* The disk, or somebody else, changes a byte between the writing and the reading back: texts
 * from memory are not told of one by one, so the first that is told is that all stands there. */
struct spoiling {
    int fd;
    off_t at; /* the byte, or where the file is cut */
    bool cut, done;
};

static bool spoil(void *data)
{
    struct spoiling *spoiling = data;
    char byte;

    if (spoiling->done)
        return true;
    spoiling->done = true;
    if (spoiling->cut)
        return ftruncate(spoiling->fd, spoiling->at) == 0;
    assert_int_equal(pread(spoiling->fd, &byte, 1, spoiling->at), 1);
    byte ^= 1;
    assert_int_equal(pwrite(spoiling->fd, &byte, 1, spoiling->at), 1);
    return true;
}

static void expect_spoiled(off_t at, bool cut, const char *told)
{
    struct archive_writer *writer = archive_writer_new();
    struct error err = ERROR_INIT;
    struct spoiling spoiling = { .at = at, .cut = cut };
    char path[128], text[2000];

    for (uint32_t i = 0, seed = 1; i < sizeof text; i++, seed = seed * 1103515245 + 12345)
        text[i] = (char)(seed >> 24); /* which does not get smaller */
    spoiling.fd = open(in_folder(path, "a.zip"), O_RDWR | O_CREAT | O_TRUNC, 0600);
    assert_true(spoiling.fd >= 0);
    archive_add_text(writer, "A.txt", text, sizeof text);
    archive_add_text(writer, "B.txt", text, sizeof text);
    assert_int_equal(archive_write(writer, spoiling.fd, path, spoil, &spoiling, &err), STATUS_IO);
    assert_true(spoiling.done);
    assert_non_null(strstr(err.text, told));
    archive_writer_free(writer);
    close(spoiling.fd);
}

static void what_changed_behind_the_writing_is_seen(void **state)
{
    (void)state;
    expect_spoiled(100, false, "A.txt is not what was written");
    expect_spoiled(3500, false, "B.txt is not what was written");
    expect_spoiled(1000, true, "it is cut short");
}

static void the_same_content_gives_the_same_bytes_in_every_zone(void **state)
{
    const char *const zones[] = { "UTC", "Asia/Tokyo", "America/St_Johns", "Europe/London" };
    struct error err = ERROR_INIT;
    struct spool *spool = numbered(1000);
    struct str first = STR_INIT;
    char path[128];

    (void)state;
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        struct str again = STR_INIT;

        setenv("TZ", zones[i], 1);
        tzset();
        assert_int_equal(write_archive(in_folder(path, "a.zip"), spool, &err), STATUS_OK);
        read_whole(path, i == 0 ? &first : &again);
        if (i > 0) {
            assert_int_equal(again.len, first.len);
            assert_memory_equal(again.text, first.text, first.len);
        }
        str_release(&again);
    }
    /* version 2.0, deflated, noon of 1 January 1980 */
    assert_memory_equal(first.text, "PK\3\4\x14\0", 6);
    assert_memory_equal(first.text + 8, "\x08\0\0\x60\x21\0", 6);
    unsetenv("TZ");
    tzset();
    str_release(&first);
    spool_close(spool);
}

static void a_full_disk_is_one_clear_line(void **state)
{
    struct error err = ERROR_INIT;
    struct rlimit limit, small;
    struct spool *spool = numbered(50000);
    enum status status;
    char path[128];

    (void)state;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    small = limit;
    small.rlim_cur = 8192;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    status = write_archive(in_folder(path, "a.zip"), spool, &err);
    for (int i = 0; i < 10000; i++)
        spool_add(spool, "more than there is room for", 27);
    assert_int_equal(status, STATUS_FULL);
    assert_non_null(strstr(err.text, path));
    assert_int_equal(spool_finish(spool, &err), STATUS_FULL);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    signal(SIGXFSZ, SIG_DFL);
    spool_close(spool);
    assert_int_equal(files_in_folder(), 1); /* what the caller opened, and no more */
}

static void a_folder_that_is_not_there_is_told(void **state)
{
    struct error err = ERROR_INIT;
    struct spool *spool;
    struct archive_reader *reader;
    char path[128];

    (void)state;
    assert_int_equal(spool_open(&spool, in_folder(path, "none/a.zip"), &err), STATUS_IO);
    assert_null(spool);
    assert_int_equal(archive_reader_open(&reader, path, &err), STATUS_NOT_FOUND);
    assert_null(reader);
}

/* Writes the archive anew with one byte changed. */
static void damage(const char *path, const struct str *good, size_t at, char to)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(good->text, 1, at, file), at);
    assert_int_equal(fputc(to, file), (unsigned char)to);
    assert_int_equal(fwrite(good->text + at + 1, 1, good->len - at - 1, file),
                     good->len - at - 1);
    fclose(file);
}

static enum status read_all(const char *path, struct error *err)
{
    struct archive_reader *reader;
    struct str text = STR_INIT;
    enum status status = archive_reader_open(&reader, path, err);

    if (!status)
        status = archive_check_plain(reader, err);
    for (size_t i = 0; !status && i < archive_count(reader); i++)
        status = archive_stream(reader, i, take_str, &text, err);
    archive_reader_close(reader);
    str_release(&text);
    return status;
}

static void damaged_archives_are_refused(void **state)
{
    /* a byte of the first local header, or of its content */
    static const size_t places[] = { 0, 4, 6, 8, 14, 18, 22, 26, 28, 31, 42 };
    struct error err = ERROR_INIT;
    struct spool *spool = numbered(100);
    struct str good = STR_INIT;
    char path[128];

    (void)state;
    assert_int_equal(write_archive(in_folder(path, "a.zip"), spool, &err), STATUS_OK);
    read_whole(path, &good);
    assert_int_equal(read_all(path, &err), STATUS_OK);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        damage(path, &good, places[i], (char)(good.text[places[i]] ^ 0x3F));
        if (read_all(path, &err) != STATUS_INPUT)
            fail_msg("byte %zu changed, and nothing was said", places[i]);
    }
    spool_close(spool);
    str_release(&good);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(entries_come_back_as_they_were_written, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(the_same_content_gives_the_same_bytes_in_every_zone,
                                        make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(what_changed_behind_the_writing_is_seen, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(a_full_disk_is_one_clear_line, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(a_folder_that_is_not_there_is_told, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(damaged_archives_are_refused, make_folder, remove_folder),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
