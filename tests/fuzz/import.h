/* SPDX-License-Identifier: MIT */
/* Any bytes as a file that is imported. Whatever was taken, the study is
 * sound; whatever was refused has one line that says why. */
#ifndef TESTS_FUZZ_IMPORT_H
#define TESTS_FUZZ_IMPORT_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* memfd_create */
#endif
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/text.h"
#include "import/import.h"
#include "storage/check.h"
#include "storage/study.h"

enum { FILES_A_STUDY = 64 };

static inline void fuzz_stop(void *found, const char *line)
{
    (void)found;
    (void)fprintf(stderr, "%s\n", line);
    abort();
}

/* A study is made anew now and then, and examined before it goes. */
static inline struct study *fuzz_fresh(struct study *old)
{
    struct study *study;
    struct error err = ERROR_INIT;
    size_t count = 0;

    if (old != NULL && check_study(old, fuzz_stop, NULL, &count, &err))
        abort();
    study_close(old);
    if (study_open(&study, ":memory:", STUDY_CREATE, &err) || study_set_observer(study, "AB", &err))
        abort();
    return study;
}

/* Whether it was taken. */
static inline bool fuzz_import(const uint8_t *data, size_t size, struct import_report *report)
{
    static struct study *study;
    static unsigned files;
    struct error err = ERROR_INIT;
    int file = memfd_create("imported", 0);
    bool taken;
    char path[32];

    if (files++ % FILES_A_STUDY == 0)
        study = fuzz_fresh(study);
    if (file < 0 || write(file, data, size) != (ssize_t)size)
        abort();
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    taken = import_file(study, path, report, &err) == STATUS_OK;
    if (!taken) {
        assert(err.text[0] != '\0');
        assert(text_valid(err.text, strlen(err.text)));
        assert(strpbrk(err.text, "\n\033") == NULL);
    }
    free(report->listed);
    report->listed = NULL;
    close(file);
    return taken;
}

#endif
