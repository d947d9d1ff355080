/* SPDX-License-Identifier: MIT */
/* libsodium, loaded when the first sealed study is met: nobody else pays for
 * it. What moot calls of it is a table of functions with libsodium's own names,
 * contracts and limits. */
#ifndef STORAGE_SODIUM_H
#define STORAGE_SODIUM_H

#include "core/attr.h"
#include "core/error.h"
#include <stddef.h>

/* Types as <sodium.h> has them: a unit test compares them. */
struct sodium {
    int (*init)(void);
    void (*randombytes_buf)(void *bytes, size_t len);
    void *(*malloc)(size_t len);
    void (*free)(void *memory);
    int (*mlock)(void *memory, size_t len);
    int (*munlock)(void *memory, size_t len);
    void (*memzero)(void *memory, size_t len);
    int (*pwhash)(unsigned char *out, unsigned long long out_len, const char *passphrase,
                  unsigned long long len, const unsigned char *salt, unsigned long long passes,
                  size_t memory, int algorithm);
    int (*generichash)(unsigned char *out, size_t out_len, const unsigned char *in,
                       unsigned long long in_len, const unsigned char *key, size_t key_len);
    int (*encrypt)(unsigned char *out, unsigned char *tag, unsigned long long *tag_len,
                   const unsigned char *in, unsigned long long in_len, const unsigned char *ad,
                   unsigned long long ad_len, const unsigned char *secret,
                   const unsigned char *nonce, const unsigned char *key);
    int (*decrypt)(unsigned char *out, unsigned char *secret, const unsigned char *in,
                   unsigned long long in_len, const unsigned char *tag, const unsigned char *ad,
                   unsigned long long ad_len, const unsigned char *nonce, const unsigned char *key);
};

/* Loads it and fills *sodium; it stays loaded. */
NODISCARD enum status sodium_load(struct sodium *sodium, struct error *err);

#endif
