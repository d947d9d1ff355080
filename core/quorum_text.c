/* SPDX-License-Identifier: MIT */
/* A rule of quorum as it is typed: each part between commas has one number;
 * what else stands there is the words of a role group. */
#include "core/quorum_text.h"
#include "core/people_list.h"
#include "core/text.h"
#include <stdlib.h>
#include <string.h>

/* Takes the number out of a part and leaves the other words; 0: there is no
 * one number in it. */
static int take_number(struct str *words, const char *part, size_t len)
{
    int number = 0, found = 0;

    for (size_t at = 0; at < len;) {
        size_t word = strcspn(part + at, " \t"), blanks;

        if (at + word > len)
            word = len - at;
        blanks = strspn(part + at + word, " \t");
        if (word > 0 && strspn(part + at, "0123456789") >= word) {
            number = word <= 4 ? (int)strtol(part + at, NULL, 10) : 0;
            found++;
        } else if (word > 0) {
            if (words->len > 0)
                str_add_char(words, ' ');
            str_add_len(words, part + at, word);
        }
        at += word + blanks;
    }
    return found == 1 ? number : 0;
}

static enum status read_part(struct quorum_typed *out, const char *part, size_t len,
                             const struct role_group *groups, size_t group_count, struct error *err)
{
    struct str words = STR_INIT;
    int number = take_number(&words, part, len), group = -1;
    enum status status = STATUS_OK;

    if (words.len > 0)
        group = people_group_find(groups, group_count, words.text, words.len);
    for (size_t i = 0; i < out->needs && !status && group >= 0; i++)
        if (out->need[i].role_group == group)
            status = error_set(err, STATUS_INPUT, "quorum: \"%s\" stands twice", words.text);
    if (number == 0 || (words.len > 0 && group < 0))
        status = error_set(err, STATUS_INPUT,
                           "quorum: \"%.*s\" is no number of members and no role group with one: "
                           "write as in \"8, gp 4\"",
                           (int)len, part);
    else if (!status && words.len == 0 && out->number != 0)
        status =
            error_set(err, STATUS_INPUT, "quorum: %d and %d, which of them?", out->number, number);
    else if (!status && words.len == 0)
        out->number = number;
    else if (!status && out->needs == QUORUM_NEEDS_MOST)
        status = error_set(err, STATUS_INPUT, "quorum: more than %d role groups",
                           (int)QUORUM_NEEDS_MOST);
    else if (!status)
        out->need[out->needs++] = (struct quorum_need){ group, number };
    str_release(&words);
    return status;
}

enum status quorum_text_read(struct quorum_typed *out, const char *text,
                             const struct role_group *groups, size_t group_count, struct error *err)
{
    size_t start = 0, len = strlen(text);
    int sum = 0;

    *out = (struct quorum_typed){ 0 };
    while (start <= len) {
        size_t from = start + strspn(text + start, " \t\n"),
               end = from + strcspn(text + from, ",\n");

        if (end > from && read_part(out, text + from, end - from, groups, group_count, err))
            return err->status;
        start = end + 1;
    }
    for (size_t i = 0; i < out->needs; i++)
        sum += out->need[i].number;
    if (out->number == 0)
        out->number = sum;
    if (out->number < sum)
        return error_set(err, STATUS_INPUT, "quorum: the role groups make %d, more than %d", sum,
                         out->number);
    return STATUS_OK;
}

void quorum_text_add(struct str *out, int number, const char *role_group)
{
    if (number == 0)
        return;
    if (out->len > 0)
        str_add(out, ", ");
    if (role_group != NULL)
        str_add_format(out, "%s ", role_group);
    str_add_format(out, "%d", number);
}
