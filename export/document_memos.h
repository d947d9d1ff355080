/* SPDX-License-Identifier: MIT */
/* Memos in a document: those on the meeting and on entries that are written. A
 * memo on an entry that stays out stays out with it. */
#ifndef EXPORT_DOCUMENT_MEMOS_H
#define EXPORT_DOCUMENT_MEMOS_H

#include "export/model.h"
#include "storage/memos.h"

/* Takes in those of the document's meeting, before its quotations are made: an
 * entry with a memo gets one even where nothing else is coded on it. */
void document_memos_take(struct document *document, const struct memos *memos,
                         struct labels *labels);
/* Leads each to what it is on, after the quotations were made. */
void document_memos_link(struct document *document);

/* One memo as it may leave, linked to nothing; its strings are the caller's. */
struct document_memo document_memo_make(const struct memo *memo, struct labels *labels);
/* Ends an array of them, owned. */
void document_memos_release(struct document_memo *memo, size_t count);

#endif
