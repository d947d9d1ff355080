/* SPDX-License-Identifier: MIT */
/* The codes of a study as an export names them, without a meeting: for the
 * codebook as other programs read it. */
#ifndef EXPORT_CODEBOOK_REFI_H
#define EXPORT_CODEBOOK_REFI_H

#include "export/labels.h"

struct codebook_labels {
    struct identity_filter *filter;
    struct gate gate;
    struct labels labels;
};

/* Loads them. Where the key was moved away, nothing is replaced. The caller
 * ends *out with codebook_labels_release(), also after a failure. */
NODISCARD enum status codebook_labels_load(struct codebook_labels *out, struct study *study,
                                           struct error *err);
void codebook_labels_release(struct codebook_labels *labels);

#endif
