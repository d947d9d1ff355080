/* SPDX-License-Identifier: MIT */
/* The document model: one meeting as every format writes it. A header, one
 * paragraph for each entry, quotations on stretches of the text, comments.
 * Every text in it has passed the gate.
 *
 * What stays out: entries of private parts unless asked for, and always what
 * its speaker took back; also comments on either. They are counted. */
#ifndef EXPORT_MODEL_H
#define EXPORT_MODEL_H

#include "export/bodies.h"
#include "export/labels.h"
#include "export/material.h"
#include "export/paragraph.h"
#include "export/quotes.h"

/* An item of the agenda. */
struct document_item {
    struct id id;
    int number;            /* from 1 */
    char *title, *paper;   /* "" unknown, or hidden */
    enum purpose purpose;
    bool hidden;           /* it was begun only in what stays out */
};

/* Somebody who was expected or took part. */
struct document_person {
    size_t label;          /* LABEL_SPEAKER */
    enum capacity capacity;
    bool expected;         /* stands on the list of the meeting */
    bool known;            /* a movement was noted; else who was expected was there */
    enum movement last;    /* the last movement, where `known` */
    enum attendance_mode mode;
};

/* What somebody did, in the order of the record. */
struct document_move {
    size_t paragraph;
    size_t label;          /* LABEL_SPEAKER; LABEL_NONE for who is not in the study */
    enum movement movement;
    enum attendance_mode mode;
};

/* A memo on the meeting or on one of its entries. */
struct document_memo {
    struct id guid;
    struct id target;      /* GUID of what it is on: the document, a quotation, a code; none: the study */
    char *title, *text;    /* the text with its line ends; either may be "" */
    size_t observer;       /* index into the labels' observers */
    int64_t created, changed;
    size_t paragraph;      /* that it is on; SIZE_MAX: the whole meeting */
};

struct document {
    const struct meeting *meeting; /* borrowed */
    struct id guid;
    char *name;              /* "2026-03 M012 governing body" */
    char *stem;              /* "2026-03_M012_governing-body", for file names */
    char year[5];            /* "" unknown */
    struct str text;         /* the header, then the paragraphs; each line ended by LF */
    size_t header;           /* bytes of the header */
    struct str comment;      /* comments on the meeting; may be empty */
    struct paragraph *paragraph;
    size_t count, room;
    struct voice *voice;
    size_t voice_count, voice_room;
    struct document_item *item;      /* by number */
    size_t item_count;
    struct document_person *person;  /* by study id; no voices that are no person */
    size_t person_count, person_room;
    struct document_move *move;
    size_t move_count, move_room;
    struct quotes quotes;
    struct document_memo *memo;      /* those on the meeting first, then by entry */
    size_t memo_count, memo_room;
    size_t *observer;        /* whose entries it holds, by name; indexes of the labels */
    size_t observer_count, observer_room;
    int64_t recorded;        /* the first time something of it was written; TIME_UNKNOWN */
    size_t left_out;         /* entries that stay out */
    size_t private_entries;  /* entries of private parts, written or not */
};

/* Makes documents of material, piece by piece, with what they refer to. All are
 * borrowed, and the filter and the labels are changed: one maker at a time. */
struct document_maker;
struct document_maker *document_maker_new(const struct body_names *bodies, struct labels *labels,
                                          bool with_private);
void document_maker_free(struct document_maker *maker);
/* Takes the next piece of a meeting, without what it needs of it; the first of a
 * meeting begins *out, the last finishes it. The caller ends *out with
 * document_release(), also after a failure, after which the maker takes no more
 * of that meeting. STATUS_BUSY: somebody changed the study in the middle. */
NODISCARD enum status document_maker_take(struct document_maker *maker, struct document *out,
                                          struct material *piece, struct error *err);

/* Makes the document of one meeting. The caller ends *out with
 * document_release(), also after a failure; it fails as document_maker_take()
 * and material_read() do. */
NODISCARD enum status document_load(struct document *out, struct study *study,
                                    const struct meeting *meeting,
                                    const struct body_names *bodies, struct labels *labels,
                                    bool with_private, struct error *err);
void document_release(struct document *document);

/* "2026-03" of a meeting, "2026-03-04" where full dates may show, "undated". */
enum { DOCUMENT_DATE = 12 };
void document_date(char text[DOCUMENT_DATE], const struct meeting *meeting,
                   const struct study_shows *shows);

#endif
