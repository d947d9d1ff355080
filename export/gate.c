/* SPDX-License-Identifier: MIT */
/* The gate that every text of an export passes. */
#include "export/gate.h"

#include <string.h>

#include "core/mem.h"
#include "export/plain.h"

void gate_init(struct gate *gate, struct identity_filter *filter)
{
    *gate = (struct gate){ .filter = filter };
}

void gate_release(struct gate *gate)
{
    str_release(&gate->named);
}

void gate_own(struct gate *gate, const char *words, size_t len)
{
    str_clear(&gate->named);
    str_add_len(&gate->named, words, len);
    identity_filter_keep_words(gate->filter, str_text(&gate->named));
}

/* Returns in how many places a name was replaced. */
static size_t pass(struct gate *gate, struct str *out, const char *text, size_t len,
                   struct span *spans, size_t span_count)
{
    size_t from = out->len, names, replaced;

    str_clear(&gate->named);
    names = identity_filter_apply(gate->filter, &gate->named, text, len, spans, span_count);
    replaced = plain_text(out, str_text(&gate->named), gate->named.len, spans, span_count);
    gate->characters += replaced;
    if (replaced == 0)
        return names;
    str_clear(&gate->named); /* what stands for a sign may be a name: "[rocket]" */
    names += identity_filter_apply(gate->filter, &gate->named, out->text + from, out->len - from,
                                   spans, span_count);
    str_splice(out, from, out->len - from, str_text(&gate->named), gate->named.len);
    return names;
}

void gate_line(struct gate *gate, struct str *out, const char *text, size_t len,
               struct span *spans, size_t span_count)
{
    size_t from = out->len;

    gate->names += pass(gate, out, text, len, spans, span_count);
    for (size_t i = from; i < out->len; i++) { /* byte for byte, so that spans stay right */
        if (out->text[i] == '\n' || out->text[i] == '\t')
            out->text[i] = ' ';
    }
}

char *gate_again(struct gate *gate, const char *text)
{
    size_t names = gate->names, characters = gate->characters;
    struct str out = STR_INIT;

    gate_line(gate, &out, text, strlen(text), NULL, 0);
    gate->names = names;
    gate->characters = characters;
    return str_take(&out);
}

char *gate_text(struct gate *gate, const char *text)
{
    struct str out = STR_INIT;

    (void)pass(gate, &out, text, strlen(text), NULL, 0);
    return str_take(&out);
}

char *gate_name(struct gate *gate, const char *text)
{
    struct str out = STR_INIT;

    str_clear(&gate->named);
    (void)identity_filter_apply(gate->filter, &gate->named, text, strlen(text), NULL, 0);
    plain_name(&out, str_text(&gate->named));
    if (identity_filter_search(gate->filter, out.text, out.len, NULL) > 0) {
        str_clear(&gate->named); /* the end of a long name was cut, within a word */
        (void)identity_filter_apply(gate->filter, &gate->named, out.text, out.len, NULL, 0);
        str_clear(&out);
        plain_name(&out, gate->named.text);
    }
    return str_take(&out);
}

char *gate_quote(struct gate *gate, const char *words, size_t len)
{
    struct str cut = STR_INIT;

    plain_quote(&cut, words, len);
    str_clear(&gate->named);
    (void)identity_filter_apply(gate->filter, &gate->named, str_text(&cut), cut.len, NULL, 0);
    str_release(&cut);
    return mem_copy(str_text(&gate->named));
}
