/* SPDX-License-Identifier: MIT */
/* The matcher behind the identity filter: a trie over folded code points that
 * is entered wherever a name may begin. In Latin, Greek, Cyrillic and the like
 * that is the start of a word only, so most of a text is passed over by one
 * look at four letters; in scripts that are written without blanks, or that put
 * prefixes on a name, it is every character.
 *
 * Folding: case, accents and other nonspacing marks are ignored, as are
 * apostrophes (also geresh and, between Hebrew letters, gershayim), soft
 * hyphens and zero-width signs; any run of blanks, line ends and hyphens, and
 * the full stop after one or two letters, are one separator. */
#ifndef EXPORT_MATCHER_H
#define EXPORT_MATCHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct matcher;

enum { MATCH_LABELS = 32 };

struct match {
    size_t start, len;         /* bytes of the text */
    int labels[MATCH_LABELS];  /* of all forms that fit here, ascending, each once */
    size_t label_count;        /* at most MATCH_LABELS are told */
};

struct matcher *matcher_new(void);
void matcher_free(struct matcher *matcher);

/* A form to be found. `as_written`: its case counts. Forms of fewer than two
 * letters, or of digits alone, are not taken: false. */
bool matcher_add(struct matcher *matcher, const char *form, size_t len, bool as_written,
                 int label);

/* A text that is never touched where it stands exactly so, as a whole word;
 * also several of them joined by " or ". */
void matcher_keep(struct matcher *matcher, const char *text);
/* Whether exactly that was given to it before. */
bool matcher_is_kept(const struct matcher *matcher, const char *text);

/* Finds the first match at `from` or later: of those that begin at the first
 * place, the longest. Matches do not overlap when the next search begins where
 * the last match ended. `from` is at a character's start. */
bool matcher_next(const struct matcher *matcher, const char *text, size_t len, size_t from,
                  struct match *match);

/* How scripts differ for names. */
enum script {
    SCRIPT_NONE,      /* no letter, mark or digit */
    SCRIPT_MARK,      /* a nonspacing mark: belongs to what stands before it */
    SCRIPT_ALPHABET,  /* words stand apart: also digits */
    SCRIPT_IDEOGRAPH, /* Han, Kana, Hangul: names from two characters, anywhere */
    SCRIPT_HEBREW,    /* from three letters, anywhere; shorter ones may bear prefixes */
    SCRIPT_ARABIC,
    SCRIPT_RUN        /* Thai, Lao, Khmer, Burmese: from three letters, anywhere */
};
enum script script_of(uint32_t code_point);

#endif
