/* SPDX-License-Identifier: MIT */
/* Where the words that were looked for stand in a text. The text is split as
 * the index splits it, letters and digits together, Han and its kin one by one,
 * and compared folded. */
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "core/text.h"
#include "storage/find.h"
#include "storage/find_query.h"

/* One word of a text, and its folded form in one string with the others. */
struct token {
    struct span at;
    size_t folded, folded_len;
};
struct tokens {
    struct token *token;
    size_t count, room;
    struct str folded;
};

static void add_token(struct tokens *tokens, const char *text, size_t start, size_t end)
{
    struct token *token;

    tokens->token = mem_grow(tokens->token, tokens->count, &tokens->room, sizeof *tokens->token);
    token = &tokens->token[tokens->count++];
    *token = (struct token){ { start, end - start }, tokens->folded.len, 0 };
    text_fold(&tokens->folded, text + start, end - start);
    token->folded_len = tokens->folded.len - token->folded;
}

static void split(struct tokens *tokens, const char *text, size_t len)
{
    size_t start = 0, used;
    bool inside = false;

    for (size_t at = 0; at < len; at += used) {
        uint32_t c = text_code_point(text + at, &used);
        bool alone = text_is_ideograph(c);

        if (inside && (alone || !text_is_word(c))) {
            add_token(tokens, text, start, at);
            inside = false;
        }
        if (alone) {
            add_token(tokens, text, at, at + used);
        } else if (!inside && text_is_word(c)) {
            start = at;
            inside = true;
        }
    }
    if (inside)
        add_token(tokens, text, start, len);
}

static void release(struct tokens *tokens)
{
    free(tokens->token);
    str_release(&tokens->folded);
}

static bool matches(const struct tokens *tokens, size_t at, const struct tokens *term, bool begins)
{
    if (term->count > tokens->count - at)
        return false;
    for (size_t i = 0; i < term->count; i++) {
        const struct token *have = &tokens->token[at + i], *want = &term->token[i];
        bool part = begins && i + 1 == term->count;

        if (part ? have->folded_len < want->folded_len : have->folded_len != want->folded_len)
            return false;
        if (memcmp(tokens->folded.text + have->folded, term->folded.text + want->folded,
                   want->folded_len)
            != 0)
            return false;
    }
    return true;
}

/* Marks in *hit the words of the text that belong to one term. */
static void mark_term(const struct tokens *tokens, const struct find_term *found, bool *hit)
{
    struct tokens term = { 0 };

    split(&term, found->text, found->len);
    for (size_t at = 0; term.count > 0 && at < tokens->count; at++) {
        if (!matches(tokens, at, &term, found->begins))
            continue;
        for (size_t i = 0; i < term.count; i++)
            hit[at + i] = true;
    }
    release(&term);
}

size_t find_marks(const char *words, bool beginning, const char *text, struct span **spans,
                  size_t *room)
{
    size_t len = text_valid_until(text, strlen(text)), at = 0, count = 0;
    struct tokens tokens = { 0 };
    struct find_term term;
    bool *hit;

    split(&tokens, text, len);
    hit = mem_alloc(tokens.count + 1, sizeof *hit);
    while (find_next_term(words, beginning, &at, &term))
        mark_term(&tokens, &term, hit);
    for (size_t i = 0; i < tokens.count; i++) {
        if (!hit[i])
            continue;
        *spans = mem_grow(*spans, count, room, sizeof **spans);
        (*spans)[count++] = tokens.token[i].at;
    }
    free(hit);
    release(&tokens);
    return count;
}
