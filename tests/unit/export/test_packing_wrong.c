/* SPDX-License-Identifier: MIT */
/* What packs makes a mistake, in a library or in the machine's memory: the piece
 * does not pass for sound, and the next one is as sound as if nothing had been. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <zlib.h>

#include <cmocka.h>

static size_t wrong_at = SIZE_MAX; /* the byte of the next output that is not right */

static int deflate_wrongly(z_stream *stream, int flush)
{
    Bytef *out = stream->next_out;
    int result = deflate(stream, flush);
    size_t got = (size_t)(stream->next_out - out);

    if (wrong_at < got)
        out[wrong_at] ^= 0x10;
    wrong_at = wrong_at == SIZE_MAX || wrong_at < got ? SIZE_MAX : wrong_at - got;
    return result;
}

#undef PACKING_ISAL
#define deflate deflate_wrongly
#include "export/packing.c" /* NOLINT: it takes the place of the one in the archive */
#undef deflate

#include "core/str.h"

static void drop(void *data, const char *bytes, size_t len)
{
    (void)bytes;
    *(size_t *)data += len;
}

static struct packed pack_text(struct packing *packing, const struct str *text, bool last)
{
    packing_add(packing, text->text, text->len);
    return packing_end(packing, last);
}

static void a_wrong_byte_anywhere_is_seen(void **state)
{
    struct str text = STR_INIT;
    size_t len = 0;
    struct packing *packing = packing_new(drop, &len);

    (void)state;
    for (int i = 0; i < 300; i++)
        str_add_format(&text, "line %d of many, %x\n", i, i * 7919);
    assert_true(pack_text(packing, &text, true).sound);
    for (size_t at = 0, all = len; at + 1 < all; at++) { /* the last holds unused bits */
        wrong_at = at;
        if (pack_text(packing, &text, true).sound)
            fail_msg("byte %zu of %zu is wrong, and was not seen", at, all);
        assert_true(wrong_at == SIZE_MAX);
        assert_true(pack_text(packing, &text, at % 2 == 0).sound);
    }
    packing_free(packing);
    str_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrong_byte_anywhere_is_seen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
