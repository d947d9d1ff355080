/* SPDX-License-Identifier: MIT */
/* Feeds any bytes, cleaned as every line is, to the line grammar and to
 * completion at a place that the first byte chooses, and follows every place
 * of the reading. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/str.h"
#include "core/text.h"
#include "tests/unit/core/known.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The sum of the bytes that a span covers: so that each of them is looked at. */
static unsigned follow(const char *text, size_t len, struct span span)
{
    unsigned sum = 0;

    assert(span.start <= len && span.len <= len - span.start);
    for (size_t i = 0; i < span.len; i++)
        sum += (unsigned char)text[span.start + i];
    return sum;
}

static void check_reading(const struct reading *reading, const char *line, size_t len)
{
    volatile unsigned sum = 0;
    size_t at = 0;

    for (size_t i = 0; i < reading->segment_count; i++) {
        assert(reading->segments[i].at.start >= at);
        at = reading->segments[i].at.start + reading->segments[i].at.len;
        sum += follow(line, len, reading->segments[i].at);
    }
    for (size_t i = 0; i < reading->note_count; i++)
        sum += follow(line, len, reading->notes[i].at);
    for (size_t i = 0; i < reading->verbatim_count; i++)
        sum += follow(reading->text.text, reading->text.len, reading->verbatim[i]);
    assert(text_valid(str_text(&reading->text), reading->text.len));
    (void)sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct known known = known_meeting();
    struct reading reading = { .kind = READ_NOTHING };
    struct completions completions = { .count = 0 };
    struct str line = STR_INIT;
    size_t cursor;

    if (size == 0)
        return 0;
    (void)text_clean_line(&line, (const char *)data + 1, size - 1);
    grammar_read(&reading, str_text(&line), line.len, &known);
    check_reading(&reading, str_text(&line), line.len);
    cursor = line.len == 0 ? 0 : data[0] % (line.len + 1);
    while (cursor < line.len && ((unsigned char)line.text[cursor] & 0xC0) == 0x80)
        cursor++; /* a cursor stands between code points */
    grammar_complete(&completions, str_text(&line), line.len, cursor, &known);
    for (size_t i = 0; i < completions.count; i++)
        (void)follow(str_text(&line), line.len, completions.item[i].replaces);
    completions_release(&completions);
    reading_release(&reading);
    str_release(&line);
    return 0;
}
