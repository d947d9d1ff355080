/* SPDX-License-Identifier: MIT */
/* Recovery codes: made to be printed and typed again. 26 random signs of 32
 * (130 bits) and four that tell a slip of the fingers, in six groups. What
 * looks alike is taken as the same sign: O as 0, I and L as 1. */
#include "storage/seal_work.h"

#include <string.h>

enum { CHECK = 4, GROUP = 5, SIGNS = SEAL_CODE_SIGNS + CHECK };

static const char signs_of[33] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* A sum in which every sign and its place count. */
static void add_check(char *signs)
{
    uint32_t sum = 0x6D6F;

    for (int i = 0; i < SEAL_CODE_SIGNS; i++)
        sum = (sum * 33 + (uint32_t)(unsigned char)signs[i]) % 1048573; /* a prime below 32^4 */
    for (int i = 0; i < CHECK; i++, sum /= 32)
        signs[SEAL_CODE_SIGNS + i] = signs_of[sum % 32];
}

void seal_code_write(char code[SEAL_CODE], const unsigned char random[SEAL_CODE_SIGNS])
{
    char signs[SIGNS];
    int at = 0;

    for (int i = 0; i < SEAL_CODE_SIGNS; i++)
        signs[i] = signs_of[random[i] % 32];
    add_check(signs);
    for (int i = 0; i < SIGNS; i++) {
        if (i > 0 && i % GROUP == 0)
            code[at++] = '-';
        code[at++] = signs[i];
    }
    code[at] = '\0';
}

/* 0: no sign of a code. */
static char sign_of(char c)
{
    if (c >= 'a' && c <= 'z')
        c = (char)(c - 'a' + 'A');
    if (c == 'O')
        return '0';
    if (c == 'I' || c == 'L')
        return '1';
    return c != '\0' && strchr(signs_of, c) != NULL ? c : 0;
}

bool seal_code_read(char signs[SEAL_CODE_SIGNS + 1], const char *typed, size_t len)
{
    char all[SIGNS], wanted[SIGNS];
    int count = 0;

    for (size_t i = 0; i < len; i++) {
        char sign = sign_of(typed[i]);

        if (typed[i] == '-' || typed[i] == ' ')
            continue;
        if (sign == 0 || count == SIGNS)
            return false;
        all[count++] = sign;
    }
    if (count != SIGNS)
        return false;
    memcpy(wanted, all, sizeof all);
    add_check(wanted);
    if (memcmp(wanted, all, sizeof all) != 0)
        return false;
    memcpy(signs, all, SEAL_CODE_SIGNS);
    signs[SEAL_CODE_SIGNS] = '\0';
    return true;
}
