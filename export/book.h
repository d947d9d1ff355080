/* SPDX-License-Identifier: MIT */
/* A workbook of Excel that a process of its own writes: libxlsxwriter does not
 * outlive an allocation that fails, and takes nothing with it here but the book.
 * What is written goes there through a socket. The process keeps nothing of
 * the study but what is in the book, and ends with the program. */
#ifndef EXPORT_BOOK_H
#define EXPORT_BOOK_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "core/attr.h"
#include "core/error.h"

struct book {
    int fd;           /* to the process that writes */
    pid_t pid;        /* its number */
    const char *path; /* what errors call it */
};

enum book_style { BOOK_PLAIN, BOOK_BOLD, BOOK_WRAPPED };

/* Begins a book that is written to the file `work` and called `path` in errors;
 * both outlive the book. What follows goes to no error: book_close() tells. */
NODISCARD enum status book_open(struct book *book, const char *work, const char *path,
                                struct error *err);
/* The next sheet, whose first row stays in view. */
void book_sheet(struct book *book, const char *name);
/* The width of a column of this sheet, in characters. */
void book_width(struct book *book, uint16_t column, double width);
/* A cell of this sheet, counted from 0. `text` is UTF-8. */
void book_cell(struct book *book, uint32_t row, uint16_t column, enum book_style style,
               const char *text);
/* What is told of the book; `created` in seconds since 1970, not 0. */
void book_properties(struct book *book, int64_t created, const char *title, const char *comments);
/* Ends it. `status` is how it came to that: a book that failed (*err is set) is not
 * written. Returns `status`, or what went wrong with the writing. */
NODISCARD enum status book_close(struct book *book, enum status status, struct error *err);

#endif
