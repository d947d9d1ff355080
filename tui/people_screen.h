/* SPDX-License-Identifier: MIT */
/* The list of people, as the files that make it share it. */
#ifndef TUI_PEOPLE_SCREEN_H
#define TUI_PEOPLE_SCREEN_H

#include "storage/people.h"
#include "storage/people_merge.h"
#include "tui/people.h"
#include "tui/rows.h"

struct people_screen {
    struct rows rows;
    struct people people; /* in the order of the rows, without identity */
    struct seats seats;
    struct merged_people merged; /* who was found to be somebody of them */
    struct id one, other;        /* while it is asked whether they are one, or two */
    int number, other_number;    /* their study ids */
    char question[80];           /* who it is; lent to the screen that asks */
};

/* Who stands in a row. */
const struct person *people_row(const struct rows *rows, size_t row);
/* Appends the ids that a person had before: "was 107". */
void people_add_merged(const struct people_screen *screen, const struct id *person,
                       struct str *out);

#endif
