/* SPDX-License-Identifier: MIT */
/* What the files of the line grammar share: the line while it is read, names
 * compared without case and accents, and the parts of the grammar that
 * core/grammar.c tries in their order. */
#ifndef CORE_INTERNAL_H
#define CORE_INTERNAL_H

#include "core/attr.h"
#include "core/grammar.h"
#include <stdbool.h>
#include <stddef.h>

/* --- the line while it is read ------------------------------------------- */

struct reader {
    struct reading *out;
    const struct known *known;
    const char *line;
    size_t start; /* the first byte not yet read: after the time */
    size_t end;   /* of the line, the blanks at its end left off */
};

/* Appends a stretch; empty ones are left out. */
void reader_segment(struct reader *r, enum segment_kind kind, size_t start, size_t end);
/* Appends a note on bytes start to end; beyond READER_NOTES nobody reads them. */
enum { READER_NOTES = 8 };
void reader_note(struct reader *r, enum note_severity severity, size_t start, size_t end,
                 const char *fmt, ...) PRINTF_LIKE(5, 6);

/* Bytes of the blank at `at`; 0 when there is none, or the end. */
size_t blank_at(const char *line, size_t at, size_t end);
/* The first byte from `at` on that is no blank; `end` if all are. */
size_t skip_blanks(const char *line, size_t at, size_t end);
/* The end of start..end without its last blanks. */
size_t trim_blanks(const char *line, size_t start, size_t end);
/* Whether `at` is `start`, or stands after a blank. */
bool after_blank(const char *line, size_t start, size_t at);
/* Bytes of the letter, mark or digit at `at`; 0 when there is none. */
size_t word_at(const char *line, size_t at, size_t end);
/* Whether what stands at `at` ends a word: a blank, punctuation, a symbol, the end. */
bool ends_at(const char *line, size_t at, size_t end);
/* How much of `len` bytes may stand in a note, cut between code points. */
int note_width(const char *text, size_t len);

/* --- names compared folded ------------------------------------------------ */

/* What was typed, folded once and then compared with many names. */
struct token {
    char text[256]; /* folded; blanks collapsed to one */
    size_t len;
    size_t letters; /* code points */
};

/* False when it does not fit: no name is that long. */
bool token_fold(struct token *token, const char *text, size_t len);
/* Whether `name` is the token, begins with it, or has a word from which on it
 * begins with it. NULL never does. */
bool token_is(const struct token *token, const char *name);
bool token_begins(const struct token *token, const char *name);
bool token_begins_word(const struct token *token, const char *name);
/* Whether two stretches are equal after folding. */
bool same_folded(const char *a, size_t a_len, const char *b, size_t b_len);

/* --- who is meant ------------------------------------------------------------ */

enum { MATCHES_KEPT = 3 };
struct matches {
    int at[MATCHES_KEPT]; /* indexes of the first few */
    int count;
};

/* The number of a person or an item that the digits are; 0 for anything else. */
int study_number(const char *text, size_t len);
/* The people whose study id, initials or alias it is; those at this meeting
 * alone, when there are any. */
struct matches people_called(const struct known *known, const struct token *token);
/* The people at this meeting with initials, an alias or a word of their name
 * that begins so; two letters at least. */
struct matches people_beginning(const struct known *known, const struct token *token);
/* The role groups with that key or name, else those that begin so. */
struct matches groups_called(const struct known *known, const struct token *token);
/* Notes that several people are meant; `how` is "begin with" or "are called". */
void note_several(struct reader *r, const struct matches *found, const char *how, size_t start,
                  size_t end);
/* Whether start..end looks like somebody's short name: worth a note when
 * nobody has it. */
bool looks_like_name(const char *line, size_t start, size_t end);

/* --- the parts, in the order in which they are tried ------------------------- */

/* Reads the time in front and moves r->start behind it. */
void read_time(struct reader *r);
/* Each reads the whole rest of the line, or leaves *r->out as it was but for
 * notes and returns false. */
typedef bool read_alternative(struct reader *r);
read_alternative read_attendance, read_agenda, read_part, read_comment, read_correction;
/* Reads the speakers in front, or the sign that the last one goes on, and
 * moves r->start behind. */
void read_speaker(struct reader *r);
/* Reads what is left: words, codes, quotations. Always succeeds. */
void read_body(struct reader *r);
/* Reads the code whose "#" stands at `at`: appends it and returns the byte
 * after it and its modifiers; returns `at` when it is none. */
size_t read_code(struct reader *r, size_t at);

/* The quotations in `text`, each without its marks. `literal` holds the
 * offsets of escaped quotation marks, ascending. The result, with *count, is
 * the caller's to free(); NULL when there is none. */
struct span *verbatim_find(const char *text, size_t len, const size_t *literal,
                           size_t literal_count, size_t *count);

#endif
