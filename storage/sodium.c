/* SPDX-License-Identifier: MIT */
/* Loading libsodium under the name of the one that was there when moot was
 * built (the makefile asks the linker for it). */
#include "storage/sodium.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

/* clang-format off */
static const struct {
    const char *name;
    size_t at; /* in struct sodium */
} functions[] = {
    { "sodium_init",         offsetof(struct sodium, init) },
    { "randombytes_buf",     offsetof(struct sodium, randombytes_buf) },
    { "sodium_malloc",       offsetof(struct sodium, malloc) },
    { "sodium_free",         offsetof(struct sodium, free) },
    { "sodium_mlock",        offsetof(struct sodium, mlock) },
    { "sodium_munlock",      offsetof(struct sodium, munlock) },
    { "sodium_memzero",      offsetof(struct sodium, memzero) },
    { "crypto_pwhash",       offsetof(struct sodium, pwhash) },
    { "crypto_generichash",  offsetof(struct sodium, generichash) },
    { "crypto_aead_xchacha20poly1305_ietf_encrypt_detached", offsetof(struct sodium, encrypt) },
    { "crypto_aead_xchacha20poly1305_ietf_decrypt_detached", offsetof(struct sodium, decrypt) },
};
/* clang-format on */

enum status sodium_load(struct sodium *sodium, struct error *err)
{
    void *library = dlopen(SODIUM_LIBRARY, RTLD_NOW | RTLD_LOCAL);

    if (library == NULL)
        return error_set(err, STATUS_IO,
                         "cannot load libsodium, which sealed studies need: install it (%s)",
                         dlerror());
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        void *found = dlsym(library, functions[i].name);

        if (found == NULL)
            return error_set(err, STATUS_IO, "%s lacks %s: install libsodium anew", SODIUM_LIBRARY,
                             functions[i].name);
        memcpy((char *)sodium + functions[i].at, &found, sizeof found);
    }
    if (sodium->init() < 0)
        return error_set(err, STATUS_IO, "libsodium cannot be used on this system");
    return STATUS_OK;
}
