/* SPDX-License-Identifier: MIT */
/* Sealed studies: the format, by fixed vectors; passphrases and headers; both
 * conversions; what must be refused. */
#include "fixture.h"

#include "core/clock.h"
#include "storage/backup.h"
#include "storage/check.h"
#include "storage/convert.h"
#include "storage/recover.h"
#include "storage/restore.h"
#include "storage/seal.h"
#include "storage/seal_passphrase.h"
#include "storage/seal_work.h"
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <sys/wait.h>

static const char right[] = FIXTURE_PASSPHRASE;

static struct seal_ring *ring(void)
{
    struct error err = ERROR_INIT;
    struct seal_ring *found;

    assert_int_equal(seal_ring_get(&found, &err), STATUS_OK);
    return found;
}

/* A sealed study, whatever MOOT_SEALED says. */
static struct fixture *sealed_fixture(void)
{
    struct fixture *f;

    assert_int_equal(setenv("MOOT_SEALED", "1", 1), 0);
    f = fixture_new(true);
    assert_int_equal(unsetenv("MOOT_SEALED"), 0);
    return f;
}

static unsigned char *file_bytes(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    struct stat info;
    unsigned char *bytes;

    assert_non_null(file);
    assert_int_equal(fstat(fileno(file), &info), 0);
    *size = (size_t)info.st_size;
    bytes = mem_alloc(*size + 1, 1);
    assert_int_equal(fread(bytes, 1, *size, file), *size);
    (void)fclose(file);
    return bytes;
}

static void put_bytes(const char *path, const unsigned char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static bool holds(const char *path, const char *words)
{
    size_t size;
    unsigned char *bytes = file_bytes(path, &size);
    bool found = false;

    for (size_t i = 0; i + strlen(words) <= size && !found; i++)
        found = memcmp(bytes + i, words, strlen(words)) == 0;
    free(bytes);
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

/* --- files ------------------------------------------------------------------------------ */

static void a_sealed_study_says_nothing_to_who_has_not_its_passphrase(void **state)
{
    static const char *const ends[] = { "", "-wal" };
    static const char *const words[] = { "the budget slipped", "Anna Bell", "CREATE TABLE",
                                         "SQLite format" };
    struct fixture *f = sealed_fixture();
    struct study *study;
    enum seal_state look;

    (void)state;
    fixture_type(f, "101: the budget slipped #ch");
    for (size_t e = 0; e < 2; e++) {
        struct str name = STR_INIT;

        str_add_format(&name, "%s%s", f->path, ends[e]);
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
            assert_false(holds(name.text, words[i]));
        str_release(&name);
    }
    study_close(f->study);
    f->study = NULL;
    seal_forget();
    ok(f, seal_look(f->path, &look, &f->err));
    assert_int_equal(look, SEAL_LOCKED);
    assert_int_equal(study_open(&study, f->path, STUDY_READ, &f->err), STATUS_LOCKED);
    assert_int_equal(study_open(&study, f->path, STUDY_WRITE, &f->err), STATUS_LOCKED);
    assert_int_equal(study_open(&study, f->path, STUDY_CREATE, &f->err), STATUS_LOCKED);
    ok(f, seal_unlock(f->path, right, strlen(right), &f->err));
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    assert_true(study_is_sealed(f->study));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entry"), 1);
    fixture_free(f);
}

static void passphrases_of_every_kind_are_right_or_wrong_and_no_more(void **state)
{
    char *big = mem_alloc(10241, 1);
    const struct {
        const char *text;
        size_t len;
        enum status status;
    } cases[] = {
        { "", 0, STATUS_LOCKED },
        { "a long walk by the se", 21, STATUS_LOCKED },
        { "A long walk by the sea", 22, STATUS_LOCKED },
        { "\xff\xfe\x80", 3, STATUS_LOCKED },
        { big, 10240, STATUS_LOCKED },
        { right, strlen(right), STATUS_OK },
    };
    struct fixture *f = sealed_fixture();

    (void)state;
    memset(big, 'x', 10240);
    study_close(f->study);
    f->study = NULL;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        seal_forget();
        assert_int_equal(seal_unlock(f->path, cases[i].text, cases[i].len, &f->err),
                         cases[i].status);
        if (cases[i].status)
            assert_non_null(strstr(f->err.text, "not its passphrase"));
    }
    free(big);
    fixture_free(f);
}

static void any_passphrase_but_an_empty_one_can_be_set(void **state)
{
    char *big = mem_alloc(SEAL_PASSPHRASE_MOST + 2, 1), path[128];
    const struct {
        const char *text;
        size_t len;
        enum status status;
    } cases[] = {
        { "", 0, STATUS_INPUT },
        { "x", 1, STATUS_OK },
        { "\xff\xfe\x80 no text", 11, STATUS_OK },
        { "with\0zero", 9, STATUS_OK },
        { big, 10240, STATUS_OK },
        { big, SEAL_PASSPHRASE_MOST, STATUS_OK },
        { big, SEAL_PASSPHRASE_MOST + 1, STATUS_INPUT },
    };
    struct fixture *f = fixture_new(true);

    (void)state;
    memset(big, 'x', SEAL_PASSPHRASE_MOST + 1);
    snprintf(path, sizeof path, "%s/other.moot", f->folder);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct seal_secret secret = { cases[i].text, cases[i].len, NULL, { 1, 8192 } };
        struct stat info;

        assert_int_equal(seal_make(path, &secret, &f->err), cases[i].status);
        if (cases[i].status) {
            assert_int_not_equal(stat(path, &info), 0);
            continue;
        }
        assert_int_equal(stat(path, &info), 0);
        assert_int_equal(info.st_mode & 07777, 0600);
        seal_forget();
        ok(f, seal_unlock(path, cases[i].text, cases[i].len, &f->err));
        assert_int_equal(unlink(path), 0);
    }
    free(big);
    fixture_free(f);
}

/* The same letters, as one keyboard puts them together and another does not. */
static void accents_may_be_typed_in_either_way(void **state)
{
    static const char composed[] = "caf\xc3\xa9", apart[] = "cafe\xcc\x81";
    const struct seal_secret secret = { composed, strlen(composed), NULL, { 1, 8192 } };
    struct fixture *f = fixture_new(true);
    char path[128];

    (void)state;
    snprintf(path, sizeof path, "%s/other.moot", f->folder);
    ok(f, seal_make(path, &secret, &f->err));
    seal_forget();
    ok(f, seal_unlock(path, apart, strlen(apart), &f->err));
    fixture_free(f);
}

static void a_recovery_code_opens_what_its_passphrase_does(void **state)
{
    struct fixture *f = fixture_new(true);
    char path[128], code[SEAL_CODE], other[SEAL_CODE];
    struct seal_secret secret = { right, strlen(right), code, { 1, 8192 } };

    (void)state;
    snprintf(path, sizeof path, "%s/other.moot", f->folder);
    ok(f, seal_make_code(code, &f->err));
    ok(f, seal_make_code(other, &f->err));
    ok(f, seal_make(path, &secret, &f->err));
    seal_forget();
    assert_int_equal(seal_unlock(path, other, strlen(other), &f->err), STATUS_LOCKED);
    ok(f, seal_unlock(path, code, strlen(code), &f->err));
    seal_forget();
    ok(f, seal_unlock(path, right, strlen(right), &f->err));
    fixture_free(f);
}

static void a_changed_passphrase_opens_and_the_former_one_does_not(void **state)
{
    static const char other[] = "another one";
    const struct seal_secret secret = { other, strlen(other), NULL, { 1, 8192 } };
    struct fixture *f = sealed_fixture();

    (void)state;
    fixture_type(f, "101: before");
    ok(f, seal_change(f->study, &secret, &f->err));
    fixture_type(f, "101: after");
    study_close(f->study);
    seal_forget();
    assert_int_equal(seal_unlock(f->path, right, strlen(right), &f->err), STATUS_LOCKED);
    ok(f, seal_unlock(f->path, other, strlen(other), &f->err));
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entry"), 2);
    fixture_free(f);
}

/* Whatever part of a slot was written when the power went. */
static void a_passphrase_change_that_is_torn_locks_nobody_out(void **state)
{
    static const char other[] = "another one";
    const struct seal_secret secret = { other, strlen(other), NULL, { 1, 8192 } };
    struct fixture *f = sealed_fixture();
    unsigned char *before, *after, *torn;
    size_t size, after_size, tries = 0;

    (void)state;
    study_close(f->study);
    before = file_bytes(f->path, &size);
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    ok(f, seal_change(f->study, &secret, &f->err));
    study_close(f->study);
    f->study = NULL;
    after = file_bytes(f->path, &after_size);
    torn = mem_alloc(size, 1);
    for (int step = 0; step < 2; step++) { /* the second copy is written first */
        for (size_t from = 0; from <= 8; from++) {
            for (size_t to = from; to <= 8; to++) {
                size_t slot = step == 0 ? SEAL_SLOT : 0;

                memcpy(torn, before, size);
                if (step == 1)
                    memcpy(torn + SEAL_SLOT, after + SEAL_SLOT, SEAL_SLOT);
                memcpy(torn + slot + from * 512, after + slot + from * 512, (to - from) * 512);
                put_bytes(f->path, torn, size);
                seal_forget();
                tries++;
                if (seal_unlock(f->path, right, strlen(right), &f->err))
                    ok(f, seal_unlock(f->path, other, strlen(other), &f->err));
                ok(f, study_open(&f->study, f->path, STUDY_READ, &f->err));
                study_close(f->study);
                f->study = NULL;
            }
        }
    }
    assert_int_equal(tries, 90);
    free(before);
    free(after);
    free(torn);
    fixture_free(f);
}

static void backups_of_a_sealed_study_are_sealed_and_open_with_its_passphrase(void **state)
{
    struct fixture *f = sealed_fixture();
    struct restore_plan plan;
    enum seal_state look;
    char *path, *aside;

    (void)state;
    fixture_type(f, "101: the budget slipped");
    ok(f, backup_make(f->study, NULL, &path, &f->err));
    ok(f, seal_look(path, &look, &f->err));
    assert_int_equal(look, SEAL_OPEN);
    assert_false(holds(path, "the budget slipped"));
    fixture_type(f, "101: and slipped again");
    study_close(f->study);
    seal_forget();
    ok(f, seal_unlock(path, right, strlen(right), &f->err));
    ok(f, restore_look(&plan, path, f->path, &f->err));
    assert_int_equal(plan.kind, RESTORE_BEHIND);
    ok(f, restore_do(path, f->path, &aside, &f->err));
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    assert_true(study_is_sealed(f->study));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entry"), 1);
    free(path);
    free(aside);
    fixture_free(f);
}

/* Its pages are of the backup alone: its key is of the file. */
static void the_pages_of_a_backup_do_not_open_in_the_study(void **state)
{
    struct fixture *f = sealed_fixture();
    unsigned char *study, *backup;
    size_t size, backup_size;
    struct study *opened;
    char *path;

    (void)state;
    ok(f, backup_make(f->study, NULL, &path, &f->err));
    study_close(f->study);
    f->study = NULL;
    study = file_bytes(f->path, &size);
    backup = file_bytes(path, &backup_size);
    memcpy(study, backup, SEAL_START); /* its header on these pages */
    put_bytes(f->path, study, size);
    assert_int_equal(study_open(&opened, f->path, STUDY_READ, &f->err), STATUS_DAMAGED);
    free(study);
    free(backup);
    free(path);
    fixture_free(f);
}

static void a_file_with_a_header_and_no_page_is_not_taken_for_an_empty_study(void **state)
{
    struct fixture *f = sealed_fixture();
    struct study *opened;

    (void)state;
    study_close(f->study);
    f->study = NULL;
    assert_int_equal(truncate(f->path, SEAL_START), 0);
    assert_int_not_equal(study_open(&opened, f->path, STUDY_CREATE, &f->err), STATUS_OK);
    assert_int_not_equal(study_open(&opened, f->path, STUDY_READ, &f->err), STATUS_OK);
    assert_int_equal(truncate(f->path, 100), 0);
    assert_int_equal(study_open(&opened, f->path, STUDY_READ, &f->err), STATUS_DAMAGED);
    fixture_free(f);
}

static void one_damaged_copy_of_the_header_is_borne(void **state)
{
    struct fixture *f = sealed_fixture();
    unsigned char *bytes;
    size_t size;

    (void)state;
    study_close(f->study);
    f->study = NULL;
    bytes = file_bytes(f->path, &size);
    for (size_t slot = 0; slot < 2; slot++) {
        unsigned char kept[SEAL_SLOT];

        memcpy(kept, bytes + slot * SEAL_SLOT, SEAL_SLOT);
        memset(bytes + slot * SEAL_SLOT, 0xA5, SEAL_SLOT);
        put_bytes(f->path, bytes, size);
        memcpy(bytes + slot * SEAL_SLOT, kept, SEAL_SLOT);
        seal_forget();
        ok(f, seal_unlock(f->path, right, strlen(right), &f->err));
        ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
        study_close(f->study);
        f->study = NULL;
    }
    free(bytes);
    fixture_free(f);
}

/* --- conversion ------------------------------------------------------------------------------ */

static const struct seal_secret plain_secret = {
    FIXTURE_PASSPHRASE, sizeof FIXTURE_PASSPHRASE - 1, NULL, { 1, 8192 }
};

static void a_study_is_sealed_and_made_plain_again_without_loss(void **state)
{
    struct fixture *f = fixture_new(true);
    char *record, *again;

    (void)state;
    fixture_type(f, "101: the budget slipped #ch");
    fixture_type(f, "102: \xe6\x9d\x8e\xe6\x98\x8e says \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d");
    record = fixture_record(f, ENTRIES_FORWARD);
    study_close(f->study);
    assert_true(holds(f->path, "the budget slipped"));
    ok(f, convert_seal(f->path, &plain_secret, &f->err));
    assert_false(holds(f->path, "the budget slipped"));
    assert_int_equal(convert_seal(f->path, &plain_secret, &f->err), STATUS_INPUT);
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    ok(f, study_set_observer(f->study, "rs", &f->err));
    again = fixture_record(f, ENTRIES_FORWARD);
    assert_string_equal(record, again);
    free(again);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM history WHERE what = 'sealed'"), 1);
    fixture_type(f, "101: sealed now");
    free(record);
    record = fixture_record(f, ENTRIES_FORWARD);
    study_close(f->study);
    ok(f, convert_unseal(f->path, &f->err));
    assert_true(holds(f->path, "the budget slipped"));
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    assert_false(study_is_sealed(f->study));
    again = fixture_record(f, ENTRIES_FORWARD);
    assert_string_equal(record, again);
    free(record);
    free(again);
    study_close(f->study); /* and once more, its pages with room for a seal by now */
    ok(f, convert_seal(f->path, &plain_secret, &f->err));
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    fixture_free(f);
}

static void a_study_that_is_open_elsewhere_is_not_converted(void **state)
{
    struct fixture *f = fixture_new(true);
    enum seal_state look;

    (void)state;
    if (fork() == 0) {
        struct error err = ERROR_INIT;

        _exit(convert_seal(f->path, &plain_secret, &err) == STATUS_BUSY ? 0 : 1);
    } else {
        int status;

        assert_true(wait(&status) > 0);
        assert_int_equal(status, 0);
    }
    ok(f, seal_look(f->path, &look, &f->err));
    assert_int_equal(look, SEAL_PLAIN);
    fixture_free(f);
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
        cmocka_unit_test(a_sealed_study_says_nothing_to_who_has_not_its_passphrase),
        cmocka_unit_test(passphrases_of_every_kind_are_right_or_wrong_and_no_more),
        cmocka_unit_test(any_passphrase_but_an_empty_one_can_be_set),
        cmocka_unit_test(accents_may_be_typed_in_either_way),
        cmocka_unit_test(a_recovery_code_opens_what_its_passphrase_does),
        cmocka_unit_test(a_changed_passphrase_opens_and_the_former_one_does_not),
        cmocka_unit_test(a_passphrase_change_that_is_torn_locks_nobody_out),
        cmocka_unit_test(backups_of_a_sealed_study_are_sealed_and_open_with_its_passphrase),
        cmocka_unit_test(the_pages_of_a_backup_do_not_open_in_the_study),
        cmocka_unit_test(a_file_with_a_header_and_no_page_is_not_taken_for_an_empty_study),
        cmocka_unit_test(one_damaged_copy_of_the_header_is_borne),
        cmocka_unit_test(a_study_is_sealed_and_made_plain_again_without_loss),
        cmocka_unit_test(a_study_that_is_open_elsewhere_is_not_converted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
