/* SPDX-License-Identifier: MIT */
/* A sealed file read as bytes. */
#include "storage/seal_image.h"

#include "storage/seal_copy.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"

struct seal_image {
    struct seal_ring *ring;
    struct seal_header header;
    struct seal_box *box;
};

static enum status take_key(struct seal_image *image, const unsigned char *bytes, size_t size,
                            struct error *err)
{
    struct seal_headers headers = { .count = 0 };
    unsigned char master[SEAL_KEY];
    enum status status = seal_ring_get(&image->ring, err);

    if (status)
        return status;
    if (size >= SEAL_START)
        seal_headers_read(image->ring, &headers, bytes);
    if (headers.count == 0)
        return error_set(err, STATUS_DAMAGED,
                         "its header is damaged in both places: without it no passphrase opens it; "
                         "restore a backup");
    image->header = headers.header[0];
    if (!seal_ring_find(image->ring, image->header.family, master))
        return error_set(err, STATUS_LOCKED, "it is sealed, and its passphrase was not given");
    image->box = seal_box_new(image->ring, master, image->header.file);
    image->ring->sodium.memzero(master, sizeof master);
    if (image->box == NULL)
        return error_set(err, STATUS_IO, "no memory for a key");
    return STATUS_OK;
}

enum status seal_image_open(struct seal_image **image, unsigned char *bytes, size_t *size,
                            size_t *bad, struct error *err)
{
    struct seal_image *made;
    bool sealed = (*size >= SEAL_NONCE && seal_header_begins(bytes))
                  || (*size >= SEAL_START && seal_header_begins(bytes + SEAL_SLOT));

    *image = NULL;
    *bad = 0;
    if (!sealed)
        return STATUS_OK;
    made = mem_alloc(1, sizeof *made);
    if (take_key(made, bytes, *size, err)) {
        seal_image_free(made);
        return err->status;
    }
    assert(made->box != NULL);
    *size -= SEAL_START;
    for (size_t i = 0; (i + 1) * SEAL_PAGE <= *size; i++) {
        if (!seal_page_open(made->ring, made->box, (uint32_t)i + 1,
                            bytes + SEAL_START + i * SEAL_PAGE, made->box->plain))
            ++*bad;
        memcpy(bytes + i * SEAL_PAGE, made->box->plain, SEAL_PAGE);
    }
    *size -= *size % SEAL_PAGE;
    *image = made;
    return STATUS_OK;
}

void seal_image_open_log(const struct seal_image *image, unsigned char *bytes, size_t size)
{
    unsigned char *at = bytes + SEAL_LOG_HEADER;
    size_t frames = size < SEAL_LOG_HEADER ? 0 : (size - SEAL_LOG_HEADER) / SEAL_FRAME;

    for (size_t i = 0; i < frames; i++, at += SEAL_FRAME) {
        (void)seal_frame_open(image->ring, image->box, (uint32_t)i, at, image->box->plain);
        memcpy(at, image->box->plain, SEAL_FRAME);
    }
}

enum status seal_image_make(const struct seal_image *image, const char *path, struct error *err)
{
    return seal_make_like(image->ring, &image->header, path, err);
}

void seal_image_free(struct seal_image *image)
{
    if (image == NULL)
        return;
    seal_box_free(image->ring, image->box);
    free(image);
}
