/* SPDX-License-Identifier: MIT */
/* Folding of single code points: the rules of core/text.h for case and marks,
 * in a table, and the signs that people put into names one way or another. */
#include "export/fold.h"
#include "core/mem.h"
#include "core/str.h"
#include "core/text.h"
#include <string.h>

enum { FULL_WIDTH_FIRST = 0xFF01, FULL_WIDTH_LAST = 0xFF5E }; /* ASCII as wide as Han */

/* `c` folded alone, in *folded, whose room serves from one to the next. */
static void fold_point(struct str *folded, uint32_t c)
{
    char bytes[5];
    size_t len;

    str_clear(folded);
    text_add_code_point(folded, c);
    len = folded->len;
    memcpy(bytes, folded->text, len);
    str_clear(folded);
    text_fold(folded, bytes, len);
}

static enum script script_in(uint32_t c, struct str *scratch)
{
    static const struct {
        uint32_t first, last;
        enum script script;
    } ranges[] = {
        { 0x0590, 0x05FF, SCRIPT_HEBREW }, { 0x0600, 0x06FF, SCRIPT_ARABIC },
        { 0x0750, 0x077F, SCRIPT_ARABIC }, { 0x08A0, 0x08FF, SCRIPT_ARABIC },
        { 0x0E00, 0x0EFF, SCRIPT_RUN },    { 0x1000, 0x109F, SCRIPT_RUN },
        { 0x1780, 0x17FF, SCRIPT_RUN },    { 0xFB1D, 0xFB4F, SCRIPT_HEBREW },
        { 0xFB50, 0xFDFF, SCRIPT_ARABIC }, { 0xFE70, 0xFEFC, SCRIPT_ARABIC },
    };

    if (!text_is_word(c))
        return SCRIPT_NONE;
    if (text_is_ideograph(c))
        return SCRIPT_IDEOGRAPH;
    if (c >= 0x300) {
        fold_point(scratch, c);
        if (scratch->len == 0)
            return SCRIPT_MARK;
    }
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return ranges[i].script;
    return SCRIPT_ALPHABET;
}

enum script script_of(uint32_t c)
{
    struct str scratch = STR_INIT;
    enum script script = script_in(c, &scratch);

    str_release(&scratch);
    return script;
}

/* Signs inside words that are written or left out: apostrophes, geresh, soft
 * hyphen, Arabic tatweel, zero-width signs, marks of direction. */
static bool is_ignored(uint32_t c)
{
    return c == '\'' || c == '`' || c == 0xAD || c == 0xB4 || c == 0x2BC || c == 0x5F3 || c == 0x5F4
           || c == 0x640 || (c >= 0x200B && c <= 0x200F) || c == 0x2018 || c == 0x2019
           || c == 0x201B || c == 0x2032 || c == 0x2060 || c == 0xFEFF;
}

static bool is_separator(uint32_t c)
{
    return c == '-' || c == '\r' || c == 0x5BE || (c >= 0x2010 && c <= 0x2015) || c == 0x2028
           || c == 0x2029 || c == 0x2212 || text_is_blank(c);
}

/* Quotation marks that stand for gershayim after a Hebrew letter. */
static bool is_double_quote(uint32_t c)
{
    return c == '"' || c == 0x201C || c == 0x201D;
}

/* The symbols of one code point by itself. */
static size_t symbols_in(uint32_t c, uint32_t symbol[FOLD_MOST], struct str *scratch)
{
    size_t count = 0;

    if (is_ignored(c))
        return 0;
    if (is_separator(c)) {
        symbol[0] = FOLD_SEPARATOR;
        return 1;
    }
    if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST)
        c -= FULL_WIDTH_FIRST - '!';
    fold_point(scratch, c);
    for (size_t at = 0; at < scratch->len && count < FOLD_MOST;) {
        size_t bytes;

        symbol[count++] = text_code_point(scratch->text + at, &bytes);
        at += bytes;
    }
    return count;
}

static size_t symbols_of(uint32_t c, uint32_t symbol[FOLD_MOST])
{
    struct str scratch = STR_INIT;
    size_t count = symbols_in(c, symbol, &scratch);

    str_release(&scratch);
    return count;
}

struct fold *fold_new(void)
{
    struct fold *fold = mem_alloc(1, sizeof *fold);
    struct str scratch = STR_INIT;

    for (uint32_t c = 1; c < FOLD_TABLE; c++) {
        uint32_t symbol[FOLD_MOST];
        size_t count = symbols_in(c, symbol, &scratch);

        fold->of[c].script = (uint8_t)script_in(c, &scratch);
        fold->of[c].count = (uint8_t)count;
        for (size_t i = 0; i < count; i++)
            fold->of[c].symbol[i] = (uint16_t)symbol[i];
    }
    str_release(&scratch);
    return fold;
}

enum script fold_script(const struct fold *fold, uint32_t code_point)
{
    return code_point < FOLD_TABLE ? (enum script)fold->of[code_point].script
                                   : script_of(code_point);
}

/* Whether folding may change a code point beyond the table: letterlike signs
 * and dashes, Latin supplements, ligatures and full-width letters. */
static bool may_change(uint32_t c)
{
    return c < 0x2E80 || (c >= 0xA640 && c < 0xAC00) || (c >= 0xFB00 && c < 0x20000);
}

size_t fold_symbols(const struct fold *fold, const char *text, uint32_t before, size_t letters,
                    uint32_t symbol[FOLD_MOST], size_t *bytes, enum script *script)
{
    uint32_t c = text_code_point(text, bytes);

    *script = fold_script(fold, c);
    if ((c == '.' && letters > 0 && letters <= 2)) {
        symbol[0] = FOLD_SEPARATOR;
        return 1;
    }
    if (is_double_quote(c) && before < FOLD_TABLE && fold->of[before].script == SCRIPT_HEBREW)
        return 0;
    if (c < FOLD_TABLE) {
        for (size_t i = 0; i < fold->of[c].count; i++)
            symbol[i] = fold->of[c].symbol[i];
        return fold->of[c].count;
    }
    if (may_change(c))
        return symbols_of(c, symbol);
    symbol[0] = c;
    return 1;
}
