/* SPDX-License-Identifier: MIT */
/* Golden files of what holds ids. */
#include "tests/golden/ids.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/id.h"
#include "core/str.h"
#include "tests/golden/golden.h"

enum { MOST_IDS = 2000 };

static void number_guids(struct str *out, const char *text)
{
    char seen[MOST_IDS][ID_TEXT];
    size_t count = 0;

    while (*text != '\0') {
        char guid[ID_TEXT] = "";
        struct id id;
        size_t i;

        if (strncmp(text, "moot " MOOT_VERSION, strlen("moot " MOOT_VERSION)) == 0) {
            str_add(out, "moot VERSION");
            text += strlen("moot " MOOT_VERSION);
            continue;
        }
        strncpy(guid, text, ID_TEXT - 1);
        if (strlen(guid) != ID_TEXT - 1 || !id_parse(&id, guid)) {
            str_add_char(out, *text++);
            continue;
        }
        for (i = 0; i < count && strcmp(seen[i], guid) != 0; i++)
            continue;
        assert_true(i < MOST_IDS);
        if (i == count)
            strcpy(seen[count++], guid);
        str_add_format(out, "GUID-%zu", i + 1);
        text += ID_TEXT - 1;
    }
}

void golden_check_ids(const char *name, const char *text)
{
    struct str numbered = STR_INIT;

    number_guids(&numbered, text);
    golden_check(name, numbered.text, numbered.len);
    str_release(&numbered);
}
