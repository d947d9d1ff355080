/* SPDX-License-Identifier: MIT */
/* The write-ahead log of a damaged study, played into its pages. */
#ifndef STORAGE_PAGES_LOG_H
#define STORAGE_PAGES_LOG_H

#include "storage/pages.h"

/* Puts the pages of "PATH-wal" in their places, up to the last transaction
 * that was ended. A frame whose checksum is wrong is left out and counted, and
 * those behind it are taken where they follow from it. */
NODISCARD enum status pages_play_log(struct pages *pages, const char *path, struct error *err);

/* A file whole in memory; the caller's to free(). Blocks that cannot be read
 * are added to *unread. (pages.c) */
NODISCARD enum status pages_load_file(const char *path, unsigned char **bytes, size_t *size,
                                      size_t *unread, struct error *err);
/* A big-endian number. */
uint32_t pages_number(const unsigned char *at, int bytes);

#endif
