/* SPDX-License-Identifier: MIT */
/* Text expansion while one types: the abbreviation stands long as soon as a
 * blank or a sign follows it, and Backspace right after takes that back. */
#include "core/mem.h"
#include "tui/live.h"
#include "tui/said.h"
#include <string.h>

enum status live_load_expansions(struct live *live, struct error *err)
{
    expansions_release(&live->expansions);
    return expansions_load(&live->expansions, live->app->study, err);
}

void live_expand(struct live *live, char next)
{
    struct line *line = &live->line;
    const struct expansion *found;
    struct known known;
    size_t start = 0, end = line->cursor;
    int which;

    live->expanded.brief = NULL;
    if (live->expansions.count == 0 || live->reading)
        return;
    known = live_known(live, live->line_at == TIME_UNKNOWN ? live_now(live) : live->line_at);
    which = expansion_at(live->expansions.item, live->expansions.count, str_text(&line->text),
                         line->text.len, line->cursor, next, &known, &start);
    if (which < 0 || start + 1 == live->left_brief)
        return;
    found = &live->expansions.item[which];
    line_replace(line, start, end - start, found->full);
    live->stale = true;
    live->expanded.brief = found->brief;
    live->expanded.start = start;
    live->expanded.len = line->cursor - start;
    live->expanded.cursor = line->cursor + (next != '\0');
    live->expanded.line_len = line->text.len + (next != '\0');
    live->expanded.next = next;
    if (next != '\0')
        app_say(live->app, ROLE_QUIET, "%s: %s   Backspace takes it back", found->brief,
                found->full);
}

void live_take_back(struct live *live)
{
    struct line *line = &live->line;
    const char *brief = live->expanded.brief;
    char next[2] = { live->expanded.next, '\0' };

    if (brief == NULL)
        return;
    if (line->cursor == live->expanded.cursor && line->text.len == live->expanded.line_len)
        return; /* the blank that followed was just put there */
    live->expanded.brief = NULL;
    if (line->cursor + 1 != live->expanded.cursor || line->text.len + 1 != live->expanded.line_len)
        return; /* something else was done */
    line_replace(line, live->expanded.start, live->expanded.len, brief);
    line_insert(line, next, 1);
    live->left_brief = live->expanded.start + 1;
    app_say(live->app, ROLE_QUIET, "%s stays", brief);
}
