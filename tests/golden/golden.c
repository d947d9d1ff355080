/* SPDX-License-Identifier: MIT */
/* Compares what an export writes with a file under version control. Tests run
 * in the root of the source, so the files are found from there. */
#include "tests/golden/golden.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static void write_golden(char *path, const char *text, size_t len)
{
    FILE *file;

    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(path, 0777) != 0 && errno != EEXIST)
            fail_msg("cannot make %s: %s", path, strerror(errno));
        *slash = '/';
    }
    file = fopen(path, "wb");
    if (file == NULL)
        fail_msg("cannot write %s: %s", path, strerror(errno));
    assert_int_equal(fwrite(text, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
    print_message("%s written\n", path);
}

static char *read_golden(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    size_t room = 0, used;

    *len = 0;
    if (file == NULL)
        fail_msg("no %s: run this test with UPDATE_GOLDEN=1 and review what it writes", path);
    do {
        room += 65536;
        text = realloc(text, room + 1);
        assert_non_null(text);
        used = fread(text + *len, 1, room - *len, file);
        *len += used;
    } while (used > 0);
    text[*len] = '\0';
    fclose(file);
    return text;
}

void golden_check(const char *name, const char *text, size_t len)
{
    char path[512];
    char *want;
    size_t want_len, same = 0, start = 0;
    int line = 1;
    const char *update = getenv("UPDATE_GOLDEN");

    snprintf(path, sizeof(path), "tests/golden/%s", name);
    if (update != NULL && *update != '\0') {
        write_golden(path, text, len);
        return;
    }
    want = read_golden(path, &want_len);
    while (same < len && same < want_len && text[same] == want[same]) {
        if (text[same] == '\n') {
            line++;
            start = same + 1;
        }
        same++;
    }
    if (same < len || same < want_len) {
        int want_shown = (int)strcspn(want + start, "\n");
        int got_shown = (int)(start < len ? strcspn(text + start, "\n") : 0);

        print_error("%s differs in line %d (%zu bytes, not %zu)\n  is:     %.*s\n  golden: %.*s\n",
                    path, line, len, want_len, got_shown, text + start, want_shown, want + start);
        free(want);
        fail();
    }
    free(want);
}
