/* SPDX-License-Identifier: MIT */
/* A sealed file read as bytes, without SQLite: for recovering what is left of
 * a damaged one. */
#ifndef STORAGE_SEAL_IMAGE_H
#define STORAGE_SEAL_IMAGE_H

#include "core/attr.h"
#include "core/error.h"
#include <stdbool.h>
#include <stddef.h>

struct seal_image;

/* Makes the bytes of a sealed file those of a plain one: *size shrinks by the
 * header. Pages that do not open are zeros; *bad is how many. *image is NULL
 * where the bytes are those of no sealed file, which are left as they are; else
 * to end with seal_image_free(). STATUS_LOCKED: it was not unlocked.
 * STATUS_DAMAGED: its header is damaged. */
NODISCARD enum status seal_image_open(struct seal_image **image, unsigned char *bytes, size_t *size,
                                      size_t *bad, struct error *err);
void seal_image_free(struct seal_image *image);

/* Likewise the log of that file; frames that do not open are zeros. */
void seal_image_open_log(const struct seal_image *image, unsigned char *bytes, size_t size);

/* Makes a sealed file at `path`, as seal_make(), that is opened by what opens
 * that of the image. */
NODISCARD enum status seal_image_make(const struct seal_image *image, const char *path,
                                      struct error *err);

#endif
