/* SPDX-License-Identifier: MIT */
/* The format of sealed files, by fixed vectors, so that it cannot drift; recovery
 * codes. */
#include "fixture.h"

#include "storage/seal_passphrase.h"
#include "storage/seal_work.h"
#include <sodium.h>

static const char right[] = FIXTURE_PASSPHRASE;

static struct seal_ring *ring(void)
{
    struct error err = ERROR_INIT;
    struct seal_ring *found;

    assert_int_equal(seal_ring_get(&found, &err), STATUS_OK);
    return found;
}

/* --- the format --------------------------------------------------------------------- */

static void the_functions_of_libsodium_have_the_types_that_are_loaded(void **state)
{
    const struct sodium linked = {
        .init = sodium_init,
        .randombytes_buf = randombytes_buf,
        .malloc = sodium_malloc,
        .free = sodium_free,
        .mlock = sodium_mlock,
        .munlock = sodium_munlock,
        .memzero = sodium_memzero,
        .pwhash = crypto_pwhash,
        .generichash = crypto_generichash,
        .encrypt = crypto_aead_xchacha20poly1305_ietf_encrypt_detached,
        .decrypt = crypto_aead_xchacha20poly1305_ietf_decrypt_detached,
    };

    (void)state;
    assert_non_null((const void *)&linked);
    assert_int_equal(crypto_pwhash_ALG_ARGON2ID13, 2);
    assert_int_equal(crypto_aead_xchacha20poly1305_ietf_KEYBYTES, SEAL_KEY);
    assert_int_equal(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, SEAL_NONCE);
    assert_int_equal(crypto_aead_xchacha20poly1305_ietf_ABYTES, SEAL_TAG);
    assert_int_equal(crypto_pwhash_SALTBYTES, SEAL_SALT);
    assert_true(seal_memory_is_locked() || ring() != NULL);
}

/* The hash of some bytes as hexadecimal digits. */
static void hash_of(char text[65], const unsigned char *bytes, size_t len)
{
    unsigned char hash[32];

    assert_int_equal(ring()->sodium.generichash(hash, sizeof hash, bytes, len, NULL, 0), 0);
    for (size_t i = 0; i < sizeof hash; i++)
        snprintf(text + 2 * i, 3, "%02x", hash[i]);
}

static void fill(unsigned char *bytes, size_t len, unsigned start)
{
    for (size_t i = 0; i < len; i++)
        bytes[i] = (unsigned char)(start + i);
}

/* docs/seal-format.md states the same: a change here is a change of the format. */
#define VECTOR_PAGE "6a4e365b92e954cecfbf7fca17e6de661fc95a34b5d4058b722381a7acbede9d"
#define VECTOR_FRAME "14d8c439ddc5770eab0b799f430b1609f7266f5dab8987180e67ec8a72f914d8"
#define VECTOR_SLOT "8a3a46cb1f5efb46ccccc08f32e9508b46c0271da5ad01ec5ee308b5e57d816b"
#define VECTOR_FIRST "dd934f4a2c3767a04a57625c717621993f9a9087f183dde3ecb415cd3e49e32f"

static void pages_and_frames_are_sealed_as_the_fixed_vectors_have_it(void **state)
{
    unsigned char master[SEAL_KEY], file[SEAL_ID], nonce[SEAL_NONCE], sealed[SEAL_FRAME],
        plain[SEAL_FRAME] = { 0 }, again[SEAL_FRAME];
    struct seal_box *box;
    char hash[65];

    (void)state;
    fill(master, sizeof master, 0);
    fill(file, sizeof file, 0x40);
    fill(nonce, sizeof nonce, 0x80);
    fill(plain, SEAL_TEXT, 1);
    box = seal_box_new(ring(), master, file);
    seal_page_close(ring(), box, 7, plain, nonce, sealed);
    hash_of(hash, sealed, SEAL_PAGE);
    assert_string_equal(hash, VECTOR_PAGE);
    assert_true(seal_page_open(ring(), box, 7, sealed, again));
    assert_memory_equal(plain, again, SEAL_PAGE);
    assert_false(seal_page_open(ring(), box, 8, sealed, again));
    sealed[100] ^= 1;
    assert_false(seal_page_open(ring(), box, 7, sealed, again));

    fill(plain, SEAL_FRAME_HEADER + SEAL_TEXT, 3);
    seal_frame_close(ring(), box, 7, plain, nonce, sealed);
    hash_of(hash, sealed, SEAL_FRAME);
    assert_string_equal(hash, VECTOR_FRAME);
    assert_true(seal_frame_open(ring(), box, 7, sealed, again));
    assert_memory_equal(plain, again, SEAL_FRAME);
    assert_false(seal_frame_open(ring(), box, 6, sealed, again));
    assert_false(seal_page_open(ring(), box, 7, sealed, again));
    seal_box_free(ring(), box);

    seal_first_page(plain);
    hash_of(hash, plain, SEAL_PAGE);
    assert_string_equal(hash, VECTOR_FIRST);
}

static struct seal_header fixed_header(const unsigned char master[SEAL_KEY])
{
    struct seal_header header = { .generation = 5 };
    struct seal_lock *lock = header.lock;
    struct error err = ERROR_INIT;

    fill(header.family, SEAL_ID, 0x20);
    fill(header.file, SEAL_ID, 0x40);
    lock->way = SEAL_BY_PASSPHRASE;
    lock->cost = (struct seal_cost){ 2, 65536 };
    fill(lock->salt, SEAL_SALT, 0x60);
    fill(lock->nonce, SEAL_NONCE, 0x80);
    assert_int_equal(seal_wrap(ring(), &header, lock, "correct horse", 13, master, &err),
                     STATUS_OK);
    return header;
}

static void a_header_is_written_as_the_fixed_vector_has_it(void **state)
{
    unsigned char master[SEAL_KEY], found[SEAL_KEY], *slot = mem_alloc(1, SEAL_SLOT);
    struct seal_header header, read;
    struct error err = ERROR_INIT;
    char hash[65];

    (void)state;
    fill(master, sizeof master, 0);
    header = fixed_header(master);
    seal_header_write(ring(), &header, slot);
    hash_of(hash, slot, SEAL_SLOT);
    assert_string_equal(hash, VECTOR_SLOT);
    assert_true(seal_header_read(ring(), &read, slot));
    assert_int_equal(read.generation, 5);
    assert_int_equal(seal_unwrap(ring(), &read, read.lock, "correct horse", 13, found, &err),
                     STATUS_OK);
    assert_memory_equal(master, found, SEAL_KEY);
    assert_int_equal(seal_unwrap(ring(), &read, read.lock, "correct house", 13, found, &err),
                     STATUS_LOCKED);
    read.family[0] ^= 1; /* what is wrapped is bound to what is around it */
    assert_int_equal(seal_unwrap(ring(), &read, read.lock, "correct horse", 13, found, &err),
                     STATUS_LOCKED);
    free(slot);
}

static void a_header_of_which_a_bit_is_flipped_is_none(void **state)
{
    unsigned char master[SEAL_KEY], *slot = mem_alloc(1, SEAL_SLOT);
    struct seal_header header, read;

    (void)state;
    fill(master, sizeof master, 0);
    header = fixed_header(master);
    seal_header_write(ring(), &header, slot);
    for (size_t bit = 0; bit < 8 * SEAL_SLOT; bit += bit < 2400 ? 1 : 97) {
        slot[bit / 8] ^= (unsigned char)(1u << bit % 8);
        assert_false(seal_header_read(ring(), &read, slot));
        slot[bit / 8] ^= (unsigned char)(1u << bit % 8);
    }
    assert_true(seal_header_read(ring(), &read, slot));
    free(slot);
}

static void a_header_that_asks_for_too_much_is_not_tried(void **state)
{
    static const struct seal_cost costs[] = { { 0, 65536 },          { 17, 65536 },
                                              { UINT32_MAX, 65536 }, { 1, 0 },
                                              { 1, 8191 },           { 1, (1ull << 30) + 1 },
                                              { 1, UINT64_MAX } };
    unsigned char master[SEAL_KEY], *slot = mem_alloc(1, SEAL_SLOT);
    struct seal_header header, read;

    (void)state;
    fill(master, sizeof master, 0);
    header = fixed_header(master);
    for (size_t i = 0; i < sizeof costs / sizeof costs[0]; i++) {
        header.lock[0].cost = costs[i];
        seal_header_write(ring(), &header, slot); /* with a hash that fits */
        assert_false(seal_header_read(ring(), &read, slot));
    }
    header.lock[0].cost = (struct seal_cost){ 16, 1 << 30 };
    seal_header_write(ring(), &header, slot);
    assert_true(seal_header_read(ring(), &read, slot));
    free(slot);
}

/* --- recovery codes ---------------------------------------------------------------------- */

static void a_recovery_code_is_read_as_people_type_it_and_slips_are_seen(void **state)
{
    unsigned char random[SEAL_CODE_SIGNS];
    char code[SEAL_CODE], signs[SEAL_CODE_SIGNS + 1], again[SEAL_CODE_SIGNS + 1];
    size_t seen = 0, slips = 0;

    (void)state;
    fill(random, sizeof random, 0);
    random[0] = 0, random[1] = 1;
    seal_code_write(code, random);
    assert_int_equal(strlen(code), SEAL_CODE - 1);
    assert_true(seal_code_read(signs, code, strlen(code)));
    code[0] = 'o'; /* for 0 */
    code[1] = 'l'; /* for 1 */
    for (char *c = code; *c != '\0'; c++)
        *c = (char)(*c >= 'A' && *c <= 'Z' ? *c + 32 : *c == '-' ? ' ' : *c);
    assert_true(seal_code_read(again, code, strlen(code)));
    assert_string_equal(signs, again);
    for (size_t i = 0; code[i] != '\0'; i++) { /* one wrong sign, two in the wrong order */
        char kept = code[i];

        if (kept == ' ')
            continue;
        code[i] = kept == '7' ? '8' : '7';
        slips++;
        seen += !seal_code_read(again, code, strlen(code));
        code[i] = kept;
    }
    assert_int_equal(seen, slips);
    assert_false(seal_code_read(again, right, strlen(right)));
    assert_false(seal_code_read(again, "", 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_functions_of_libsodium_have_the_types_that_are_loaded),
        cmocka_unit_test(pages_and_frames_are_sealed_as_the_fixed_vectors_have_it),
        cmocka_unit_test(a_header_is_written_as_the_fixed_vector_has_it),
        cmocka_unit_test(a_header_of_which_a_bit_is_flipped_is_none),
        cmocka_unit_test(a_header_that_asks_for_too_much_is_not_tried),
        cmocka_unit_test(a_recovery_code_is_read_as_people_type_it_and_slips_are_seen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
