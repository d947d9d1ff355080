/* SPDX-License-Identifier: MIT */
/* Passphrases and recovery codes as bytes, and what it costs to try one. */
#include "storage/seal_work.h"

#include <stdlib.h>
#include <string.h>
#include <sys/sysinfo.h>

#include "core/clock.h"
#include "core/text.h"

/* --- passphrases ------------------------------------------------------------------- */

void seal_normal(struct str *out, const char *passphrase, size_t len)
{
    bool ascii = true;

    for (size_t i = 0; i < len; i++)
        ascii = ascii && (unsigned char)passphrase[i] < 0x80;
    if (!ascii && text_valid(passphrase, len))
        (void)text_clean(out, passphrase, len);
    else
        str_add_len(out, passphrase, len);
}

void seal_wipe(const struct seal_ring *ring, struct str *text)
{
    if (text->text != NULL)
        ring->sodium.memzero(text->text, text->room);
    str_release(text);
}

enum status seal_make_code(char code[SEAL_CODE], struct error *err)
{
    struct seal_ring *ring;
    unsigned char random[SEAL_CODE_SIGNS];

    if (seal_ring_get(&ring, err))
        return err->status;
    ring->sodium.randombytes_buf(random, sizeof random);
    seal_code_write(code, random);
    ring->sodium.memzero(random, sizeof random);
    return STATUS_OK;
}

/* --- what it costs ------------------------------------------------------------------- */

enum { USUAL_MEMORY = 256 << 20, LITTLE_MEMORY = 16 << 20, WANTED = 500, MOST = 800 };

static int64_t now(void)
{
    struct timespec until = clock_deadline(0);

    return (int64_t)until.tv_sec * 1000 + until.tv_nsec / 1000000;
}

/* Milliseconds of one pass over so much memory; -1: there is not so much. */
static int64_t time_of(const struct seal_ring *ring, uint64_t memory)
{
    unsigned char key[SEAL_KEY], salt[SEAL_SALT] = { 0 };
    int64_t begun = now();

    if (ring->sodium.pwhash(key, sizeof key, "", 0, salt, 1, (size_t)memory, 2) != 0)
        return -1;
    return now() - begun;
}

static uint64_t memory_to_take(void)
{
    struct sysinfo info;
    uint64_t memory = USUAL_MEMORY;

    if (sysinfo(&info) == 0) /* at most an eighth of what there is */
        while (memory > LITTLE_MEMORY && memory > (uint64_t)info.totalram * info.mem_unit / 8)
            memory /= 2;
    return memory;
}

enum status seal_measure(struct seal_cost *cost, struct error *err)
{
    const char *wanted = getenv("MOOT_SEAL_COST");
    struct seal_ring *ring;
    uint64_t memory = memory_to_take();
    int64_t taken;

    if (seal_ring_get(&ring, err))
        return err->status;
    if (wanted != NULL && strcmp(wanted, "least") == 0) {
        *cost = (struct seal_cost){ 1, 8192 };
        return STATUS_OK;
    }
    taken = time_of(ring, memory);
    while ((taken < 0 || taken > MOST) && memory > LITTLE_MEMORY) {
        memory /= 2;
        taken = time_of(ring, memory);
    }
    if (taken < 0)
        return error_set(err, STATUS_IO, "not enough memory to seal a study: it takes %d MiB",
                         LITTLE_MEMORY >> 20);
    *cost = (struct seal_cost){ 1, memory };
    if (taken < WANTED)
        cost->passes = (uint32_t)((WANTED + taken / 2) / (taken > 0 ? taken : 1));
    if (cost->passes > SEAL_PASSES_MOST)
        cost->passes = SEAL_PASSES_MOST;
    if (cost->passes < 1)
        cost->passes = 1;
    return STATUS_OK;
}
