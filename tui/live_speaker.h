/* SPDX-License-Identifier: MIT */
/* Who speaks, said once: the persistent speaker of the live screen, and
 * whoever spoke last. */
#ifndef TUI_LIVE_SPEAKER_H
#define TUI_LIVE_SPEAKER_H

#include "core/grammar.h"
#include "core/str.h"
#include <stddef.h>
#include <stdint.h>

struct live;

enum { VOICES_MOST = 6, HEARD_MOST = 6 };

/* Who speaks in a line, by id. */
struct voices {
    struct voice voice[VOICES_MOST];
    size_t count;
};

/* What a line begun at `at` can refer to, the persistent speaker among it. */
struct known live_known(struct live *live, int64_t at);
/* Appends the persistent speaker as a line would have it, "283: "; nothing
 * when there is none. */
void live_persistent_label(struct str *out, const struct live *live);
/* Somebody spoke. */
void live_heard(struct live *live, const struct voice *voice, size_t count);
/* Ends the persistent speaker with the item, at a break, when one leaves. */
void live_check_persistent(struct live *live);
/* Appends the line as another program would have to read it after a crash,
 * where there is no persistent speaker. */
void live_draft_text(struct str *out, struct live *live);

#endif
