/* SPDX-License-Identifier: MIT */
/* What packs makes a mistake, in a library or in the machine's memory: the piece
 * does not pass for sound, and the next one is as sound as if nothing had been. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <zlib.h>

#include <cmocka.h>

static size_t wrong_at = SIZE_MAX; /* the bit of the next output that is not right */

static int deflate_wrongly(z_stream *stream, int flush)
{
    Bytef *out = stream->next_out;
    int result = deflate(stream, flush);
    size_t got = 8 * (size_t)(stream->next_out - out);

    if (wrong_at < got)
        out[wrong_at / 8] ^= (Bytef)(1U << wrong_at % 8);
    wrong_at = wrong_at == SIZE_MAX || wrong_at < got ? SIZE_MAX : wrong_at - got;
    return result;
}

#undef PACKING_ISAL
#define deflate deflate_wrongly
#include "export/packing.c" /* NOLINT: it takes the place of the one in the archive */
#undef deflate

#include "core/str.h"

static void keep(void *data, const char *bytes, size_t len)
{
    str_add_len(data, bytes, len);
}

static struct packed pack_text(struct packing *packing, const struct str *text, bool last)
{
    packing_add(packing, text->text, text->len);
    return packing_end(packing, last);
}

/* Whether the two pieces, one behind the other, are the text twice; in bits that fill up a
 * byte something may be wrong and does not matter. */
static bool is_twice(const struct str *packed, const struct str *text)
{
    static unsigned char out[65536];
    z_stream stream = { .next_in = (z_const Bytef *)str_text(packed),
                        .avail_in = (uInt)packed->len,
                        .next_out = out,
                        .avail_out = sizeof out };
    bool ended;

    assert_int_equal(inflateInit2(&stream, -MAX_WBITS), Z_OK);
    ended = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0;
    inflateEnd(&stream);
    return ended && stream.total_out == 2 * text->len && memcmp(out, text->text, text->len) == 0
           && memcmp(out + text->len, text->text, text->len) == 0;
}

/* Each bit of two pieces that make one stream: the first is not the last. */
static void a_wrong_bit_anywhere_is_seen(void **state)
{
    struct str text = STR_INIT, packed = STR_INIT;
    struct packing *packing = packing_new(keep, &packed);
    size_t bits, unseen = 0;

    (void)state;
    for (int i = 0; i < 300; i++)
        str_add_format(&text, "line %d of many, %x\n", i, i * 7919);
    assert_true(pack_text(packing, &text, false).sound && pack_text(packing, &text, true).sound);
    assert_true(is_twice(&packed, &text));
    bits = 8 * packed.len;
    for (size_t bit = 0; bit < bits; bit++) {
        bool sound;

        str_clear(&packed);
        wrong_at = bit;
        sound = pack_text(packing, &text, false).sound;
        sound = pack_text(packing, &text, true).sound && sound;
        assert_true(wrong_at == SIZE_MAX);
        if (sound && !is_twice(&packed, &text))
            fail_msg("bit %zu of %zu is wrong, and was not seen", bit, bits);
        unseen += sound;
    }
    assert_true(unseen < 16); /* what fills up a byte, of the one and of the other */
    packing_free(packing);
    str_release(&packed);
    str_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrong_bit_anywhere_is_seen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
