/* SPDX-License-Identifier: MIT */
/* An agenda from a file, one item a line. */
#ifndef CLI_AGENDA_H
#define CLI_AGENDA_H

#include "storage/meetings.h"

struct agenda_lines {
    struct new_agenda_item *items; /* their strings are owned here */
    size_t count, room;
};

/* Reads the file at `path`. Lines of blanks are passed over; a line that is not
 * UTF-8 is named. The caller ends *lines with agenda_lines_release() also after
 * a failure. */
NODISCARD enum status agenda_lines_read(struct agenda_lines *lines, const char *path,
                                        struct error *err);
void agenda_lines_release(struct agenda_lines *lines);

#endif
