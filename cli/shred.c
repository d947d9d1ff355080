/* SPDX-License-Identifier: MIT */
/* Shreds a meeting after two confirmations, and says what still holds it. */
#include "storage/shred.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/internal.h"
#include "storage/lock.h"

/* The next line of standard input, asked for where somebody sits there. */
static bool ask(const char *question, char line[64])
{
    if (isatty(STDIN_FILENO))
        fputs(question, stderr);
    if (fgets(line, 64, stdin) == NULL)
        return false;
    line[strcspn(line, "\r\n")] = '\0';
    return true;
}

static enum status agree(const struct meeting_row *row, struct error *err)
{
    int number = row->meeting.number;
    char question[160], line[64], wanted[16];

    snprintf(wanted, sizeof wanted, "M%d", number);
    if (isatty(STDIN_FILENO))
        fprintf(stderr,
                "M%d \"%s\", %zu entries: all of it and its whole history would be erased for "
                "good.\n",
                number, row->meeting.title, row->entries);
    snprintf(question, sizeof question, "Type the number of the meeting, %s: ", wanted);
    if (!ask(question, line) || (strcmp(line, wanted) != 0 && strcmp(line, wanted + 1) != 0))
        return error_set(err, STATUS_INPUT,
                         "nothing was shredded: the first line must be %s, the second \"shred\"",
                         wanted);
    if (!ask("It cannot be undone. Type \"shred\": ", line) || strcmp(line, "shred") != 0)
        return error_set(err, STATUS_INPUT,
                         "nothing was shredded: the second line must be "
                         "\"shred\"");
    return STATUS_OK;
}

static void print_holder(void *data, const char *path)
{
    size_t *count = data;

    ++*count;
    printf("still in %s\n", path);
}

static enum status tell_holders(const struct invocation *in, struct study *study,
                                const struct id *meeting, struct error *err)
{
    size_t count = 0, unread = 0;
    struct str folder = STR_INIT;
    bool chosen = backup_folder(in, &folder);
    enum status status =
        shred_look(study, meeting, chosen ? folder.text : NULL, print_holder, &count, &unread, err);

    str_release(&folder);
    if (status)
        return status;
    if (unread > 0)
        printf("%zu backups could not be read\n", unread);
    if (count > 0)
        printf("to erase it there too, delete these files\n");
    puts("exports, studies it was merged into and copies elsewhere are out of moot's reach");
    return STATUS_OK;
}

enum status cli_shred(struct invocation *in, struct error *err)
{
    struct meeting_rows rows = { 0 };
    struct lock lock = LOCK_INIT;
    struct study *study = NULL;
    char *path = NULL;
    int number, alone = -1;
    enum status status = options_meeting(in, in->operands[0], &number, err);

    if (!status)
        status = options_study(in, &path, err);
    if (!status)
        status = lock_alone(path, &alone, err);
    if (alone >= 0)
        close(alone); /* nobody has it open */
    if (!status)
        status = open_for_writing(in, STUDY_WRITE, &study, err);
    if (!status)
        status = meetings_load_one(&rows, study, number, err);
    if (!status)
        status = lock_take(&lock, study_path(study), number, err);
    if (!status)
        status = agree(&rows.row[0], err);
    if (!status)
        status = shred_meeting(study, number, err);
    if (!status) {
        printf("M%d was shredded\n", number);
        status = tell_holders(in, study, &rows.row[0].meeting.id, err);
    }
    lock_release(&lock);
    meetings_release(&rows);
    study_close(study);
    free(path);
    return status;
}
