/* SPDX-License-Identifier: MIT */
/* A workbook that a process of its own writes. Each thing to be written is a
 * record: its head, then the bytes of its text. The process writes the
 * book when the record RECORD_END came, and ends without it when the socket is
 * closed before. */
#include "export/book.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <xlsxwriter.h>

enum record_kind {
    RECORD_SHEET,
    RECORD_WIDTH,
    RECORD_CELL,
    RECORD_TITLE,
    RECORD_COMMENTS,
    RECORD_END
};

struct record {
    enum record_kind kind;
    enum book_style style;
    uint32_t row;
    uint16_t column;
    double width;
    int64_t created;
    size_t len; /* bytes of the text behind it */
};

enum { ENDED_WELL, ENDED_BY_SYSTEM, ENDED_EARLY };

/* --- the process that writes --------------------------------------------------------- */

struct writer {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *style[BOOK_WRAPPED + 1];
    lxw_doc_properties properties;
};

static int end_book(struct writer *writer)
{
    if (workbook_set_properties(writer->book, &writer->properties) != LXW_NO_ERROR)
        return ENDED_BY_SYSTEM;
    return workbook_close(writer->book) == LXW_NO_ERROR ? ENDED_WELL : ENDED_BY_SYSTEM;
}

/* Takes over `text`. False when the library refused. */
static bool write_record(struct writer *writer, const struct record *record, char *text)
{
    static char author[] = "moot";
    lxw_error wrong = LXW_NO_ERROR;

    switch (record->kind) {
    case RECORD_SHEET:
        writer->sheet = workbook_add_worksheet(writer->book, text);
        if (writer->sheet == NULL)
            return false;
        worksheet_freeze_panes(writer->sheet, 1, 0);
        break;
    case RECORD_WIDTH:
        wrong = worksheet_set_column(writer->sheet, record->column, record->column, record->width,
                                     NULL);
        break;
    case RECORD_CELL:
        wrong = worksheet_write_string(writer->sheet, record->row, record->column, text,
                                       writer->style[record->style]);
        break;
    case RECORD_TITLE:
        writer->properties.title = text;
        writer->properties.author = author;
        writer->properties.created = (time_t)record->created;
        return true;
    case RECORD_COMMENTS:
        writer->properties.comments = text;
        return true;
    case RECORD_END:
        break;
    }
    free(text);
    return wrong == LXW_NO_ERROR;
}

static bool take(int fd, void *bytes, size_t len)
{
    char *at = bytes;

    while (len > 0) {
        ssize_t got = read(fd, at, len);

        if (got <= 0 && !(got < 0 && errno == EINTR))
            return false;
        if (got > 0) {
            at += got;
            len -= (size_t)got;
        }
    }
    return true;
}

static bool start_book(struct writer *writer, const char *work)
{
    writer->book = workbook_new(work);
    if (writer->book == NULL)
        return false;
    writer->style[BOOK_BOLD] = workbook_add_format(writer->book);
    writer->style[BOOK_WRAPPED] = workbook_add_format(writer->book);
    if (writer->style[BOOK_BOLD] == NULL || writer->style[BOOK_WRAPPED] == NULL)
        return false;
    format_set_bold(writer->style[BOOK_BOLD]);
    format_set_text_wrap(writer->style[BOOK_WRAPPED]);
    format_set_align(writer->style[BOOK_WRAPPED], LXW_ALIGN_VERTICAL_TOP);
    return true;
}

/* How the process ends. */
static int write_book(int fd, const char *work)
{
    struct writer writer = { 0 };
    struct record record;

    if (!start_book(&writer, work))
        return ENDED_BY_SYSTEM;
    while (take(fd, &record, sizeof record)) {
        char *text;

        if (record.kind == RECORD_END)
            return end_book(&writer);
        text = malloc(record.len + 1);
        if (text == NULL)
            return ENDED_BY_SYSTEM;
        text[record.len] = '\0';
        if (!take(fd, text, record.len))
            return ENDED_EARLY;
        if (!write_record(&writer, &record, text))
            return ENDED_BY_SYSTEM;
    }
    return ENDED_EARLY;
}

/* The program's answers to signals are not this process's. */
static void forget_signals(void)
{
    static const int signals[] = { SIGHUP,   SIGINT,  SIGQUIT, SIGTERM, SIGTSTP,
                                   SIGWINCH, SIGSEGV, SIGBUS,  SIGABRT };

    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
        (void)signal(signals[i], SIG_DFL);
}

/* --- the program ------------------------------------------------------------------------ */

enum status book_open(struct book *book, const char *work, const char *path, struct error *err)
{
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return error_set(err, STATUS_IO, "cannot write %s: %s", path, strerror(errno));
    *book = (struct book){ ends[0], fork(), path };
    if (book->pid == 0) {
        forget_signals();
        close(ends[0]);
        _exit(write_book(ends[1], work));
    }
    close(ends[1]);
    if (book->pid > 0)
        return STATUS_OK;
    close(ends[0]);
    return error_set(err, STATUS_IO, "cannot write %s: no process for it", path);
}

/* A process that has ended takes nothing: book_close() tells why. */
static void give(struct book *book, const void *bytes, size_t len)
{
    const char *at = bytes;

    while (len > 0) {
        ssize_t gone = send(book->fd, at, len, MSG_NOSIGNAL);

        if (gone < 0 && errno != EINTR)
            return;
        if (gone > 0) {
            at += gone;
            len -= (size_t)gone;
        }
    }
}

static void give_record(struct book *book, struct record record, const char *text)
{
    record.len = strlen(text);
    give(book, &record, sizeof record);
    give(book, text, record.len);
}

void book_sheet(struct book *book, const char *name)
{
    give_record(book, (struct record){ .kind = RECORD_SHEET }, name);
}

void book_width(struct book *book, uint16_t column, double width)
{
    give_record(book, (struct record){ .kind = RECORD_WIDTH, .column = column, .width = width },
                "");
}

void book_cell(struct book *book, uint32_t row, uint16_t column, enum book_style style,
               const char *text)
{
    give_record(
        book, (struct record){ .kind = RECORD_CELL, .style = style, .row = row, .column = column },
        text);
}

void book_properties(struct book *book, int64_t created, const char *title, const char *comments)
{
    give_record(book, (struct record){ .kind = RECORD_TITLE, .created = created }, title);
    give_record(book, (struct record){ .kind = RECORD_COMMENTS }, comments);
}

enum status book_close(struct book *book, enum status status, struct error *err)
{
    int ended = 0;
    pid_t got;

    if (!status)
        give_record(book, (struct record){ .kind = RECORD_END }, "");
    close(book->fd);
    do
        got = waitpid(book->pid, &ended, 0);
    while (got < 0 && errno == EINTR);
    if (status || (got == book->pid && WIFEXITED(ended) && WEXITSTATUS(ended) == ENDED_WELL))
        return status;
    if (got == book->pid && WIFSIGNALED(ended))
        return error_set(err, STATUS_IO,
                         "cannot write %s: the writer of sheets ended by signal %d "
                         "(is there no memory?)",
                         book->path, WTERMSIG(ended));
    return error_set(err, STATUS_IO, "cannot write %s: no room on the disk, or no memory",
                     book->path);
}
