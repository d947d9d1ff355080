/* SPDX-License-Identifier: MIT */
/* Pieces that were packed apart are one deflated stream, in whichever order they stand, as zlib
 * unpacks it: with whatever deflates here, and with zlib (test_packing_zlib.c). */
#include "export/packing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include <cmocka.h>

#include "core/attr.h"
#include "core/mem.h"
#include "core/str.h"

static void take(void *data, const char *bytes, size_t len)
{
    str_add_len(data, bytes, len);
}

static char *unpack_whole(const struct str *packed, size_t len)
{
    char *out = mem_alloc(len + 1, 1);
    z_stream stream = { .next_in = (z_const Bytef *)str_text(packed),
                        .avail_in = (uInt)packed->len,
                        .next_out = (Bytef *)out,
                        .avail_out = (uInt)len + 1 };

    assert_int_equal(inflateInit2(&stream, -MAX_WBITS), Z_OK);
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    assert_int_equal(stream.avail_in, 0);
    assert_int_equal(stream.total_out, len);
    inflateEnd(&stream);
    return out;
}

/* Words that come again, with some that do not: neither packs to nothing nor grows. */
static void fill(struct str *text, size_t len, unsigned seed)
{
    while (text->len < len) {
        seed = seed * 1103515245 + 12345;
        str_add_format(text, "<Coding guid=\"%08X\"/> what is the plan %u\n", seed, seed >> 28);
    }
}

static struct packed pack_piece(struct packing *packing, const struct str *text, bool last)
{
    size_t at = 0;

    for (size_t part = 1; at < text->len; part = part * 7 % 50000 + 1) { /* as it comes */
        size_t len = part < text->len - at ? part : text->len - at;

        packing_add(packing, text->text + at, len);
        at += len;
    }
    return packing_end(packing, last);
}

static void pieces_are_one_stream_in_any_order(void **state)
{
    static const size_t sizes[] = { 3000000, 0, 70000, 1 };
    enum { PIECES = sizeof sizes / sizeof *sizes };
    struct str packed[PIECES] = { 0 }, text[PIECES] = { 0 }, all = STR_INIT, joined = STR_INIT;
    struct packed piece[PIECES];
    uint32_t sum = 0;
    char *unpacked;

    (void)state;
    for (size_t i = 0; i < PIECES; i++) {
        struct packing *packing = packing_new(take, &packed[i]);

        fill(&text[i], sizes[i], (unsigned)i);
        piece[i] = pack_piece(packing, &text[i], i == 0);
        assert_int_equal(piece[i].size, text[i].len);
        assert_int_equal(piece[i].len, packed[i].len);
        assert_true(piece[i].sound);
        assert_int_equal(piece[i].packed_crc, packing_sum(0, str_text(&packed[i]), packed[i].len));
        packing_free(packing);
    }
    for (size_t i = PIECES; i-- > 0;) { /* the one that was packed first stands last */
        str_add_len(&all, str_text(&text[i]), text[i].len);
        str_add_len(&joined, str_text(&packed[i]), packed[i].len);
        sum = packing_join(sum, piece[i].crc, piece[i].size);
    }
    assert_int_equal(sum, crc32(0, (const Bytef *)all.text, (uInt)all.len));
    assert_true(joined.len < all.len / 3);
    unpacked = unpack_whole(&joined, all.len);
    assert_memory_equal(unpacked, all.text, all.len);
    free(unpacked);
    for (size_t i = 0; i < PIECES; i++) {
        str_release(&packed[i]);
        str_release(&text[i]);
    }
    str_release(&all);
    str_release(&joined);
}

/* What was packed before leaves no trace: the same content gives the same bytes. */
static void a_piece_is_packed_as_if_it_were_alone(void **state)
{
    struct str first = STR_INIT, again = STR_INIT, one = STR_INIT, other = STR_INIT;
    struct packing *packing = packing_new(take, &first);

    (void)state;
    fill(&one, 200000, 7);
    fill(&other, 90000, 8);
    (void)pack_piece(packing, &one, true);
    packing_free(packing);
    packing = packing_new(take, &again);
    (void)pack_piece(packing, &other, false);
    str_clear(&again);
    (void)pack_piece(packing, &one, true);
    packing_free(packing);
    assert_int_equal(again.len, first.len);
    assert_memory_equal(again.text, first.text, first.len);
    str_release(&first);
    str_release(&again);
    str_release(&one);
    str_release(&other);
    packing_free(NULL);
}

/* Also where what is unpacked fills what it is unpacked into to the last byte, at the end of a
 * piece or before. */
static void a_piece_of_any_size_is_sound(void **state)
{
    enum { FULL = 65536 };
    struct str packed = STR_INIT, text = STR_INIT;
    struct packing *packing = packing_new(take, &packed);

    (void)state;
    fill(&text, 5 * FULL, 9);
    for (size_t whole = 1; whole < 5; whole++)
        for (size_t less = 0; less < 3; less++)
            for (size_t more = 0; more < 4; more++) {
                packing_add(packing, text.text, whole * FULL - less);
                packing_add(packing, text.text, more);
                assert_true(packing_end(packing, more % 2 == 0).sound);
            }
    packing_free(packing);
    str_release(&packed);
    str_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_piece_of_any_size_is_sound),
        cmocka_unit_test(pieces_are_one_stream_in_any_order),
        cmocka_unit_test(a_piece_is_packed_as_if_it_were_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
