/* SPDX-License-Identifier: MIT */
/* The gate that every text of an export passes. */
#include "export/gate.h"

#include <string.h>

#include "export/plain.h"

void gate_init(struct gate *gate, struct identity_filter *filter)
{
    *gate = (struct gate){ .filter = filter };
}

void gate_release(struct gate *gate)
{
    str_release(&gate->named);
}

static void pass(struct gate *gate, struct str *out, const char *text, size_t len,
                 struct span *spans, size_t span_count)
{
    str_clear(&gate->named);
    gate->names += identity_filter_apply(gate->filter, &gate->named, text, len, spans, span_count);
    gate->characters += plain_text(out, str_text(&gate->named), gate->named.len, spans, span_count);
}

void gate_line(struct gate *gate, struct str *out, const char *text, size_t len,
               struct span *spans, size_t span_count)
{
    size_t from = out->len;

    pass(gate, out, text, len, spans, span_count);
    for (size_t i = from; i < out->len; i++) { /* byte for byte, so that spans stay right */
        if (out->text[i] == '\n' || out->text[i] == '\t')
            out->text[i] = ' ';
    }
}

char *gate_text(struct gate *gate, const char *text)
{
    struct str out = STR_INIT;

    pass(gate, &out, text, strlen(text), NULL, 0);
    return str_take(&out);
}

char *gate_name(struct gate *gate, const char *text)
{
    struct str out = STR_INIT;

    str_clear(&gate->named);
    gate->names += identity_filter_apply(gate->filter, &gate->named, text, strlen(text), NULL, 0);
    plain_name(&out, str_text(&gate->named));
    return str_take(&out);
}
