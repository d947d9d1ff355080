/* SPDX-License-Identifier: MIT */
/* An open file of the VFS: what seal_vfs.c, seal_database.c and seal_log.c share. */
#ifndef STORAGE_SEAL_FILE_H
#define STORAGE_SEAL_FILE_H

#include "storage/seal_work.h"

enum seal_kind { SEAL_DATABASE, SEAL_LOG, SEAL_NOTHING };

/* An open file. SQLite knows `base`; the file below it is `under`. */
struct seal_file {
    sqlite3_file base;
    enum seal_kind kind;
    struct seal_ring *ring;
    sqlite3_file *under;
    struct seal_box *box;    /* a log borrows that of its database */
    struct seal_file *other; /* of a database its log, of a log its database; NULL: not open */
    bool fresh;              /* database: being filled, without a log */
    unsigned char file_id[SEAL_ID];
    int level;                     /* database: the lock it has */
    unsigned char shared_locks;    /* database: bits of the index's locks that are held alone */
    bool shared, shared_read_only; /* database: the index of the log is a file; not ours to write */
    bool written;                  /* log: this connection has written a frame */
    bool held;                     /* log: a frame's header waits for its page */
    uint32_t held_frame;
    unsigned char held_header[SEAL_FRAME_HEADER];
};

extern const sqlite3_io_methods seal_database_methods, seal_log_methods, seal_nothing_methods;

/* Writes the header that a log holds back. */
int seal_log_flush(struct seal_file *file);

/* File control: both header slots of an open file, read or written. */
enum { SEAL_CONTROL_HEADERS = 0x6D6F6F74, SEAL_CONTROL_SLOT };
struct seal_slot_write {
    int slot;
    const unsigned char *bytes; /* SEAL_SLOT */
};

#endif
