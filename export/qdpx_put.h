/* SPDX-License-Identifier: MIT */
/* What the files that write a .qdpx share. */
#ifndef EXPORT_QDPX_PUT_H
#define EXPORT_QDPX_PUT_H

#include "export/job.h"
#include "export/xml.h"

/* An id as an attribute, as ATLAS.ti writes GUIDs. */
void qdpx_put_guid(struct xml_writer *xml, const char *attribute, const struct id *id);
/* Who wrote the element and when; `observer` NULL: unknown. */
void qdpx_put_authorship(struct xml_writer *xml, const struct labels *labels,
                         const struct label_observer *observer, int64_t at);

/* The codes that go out, nested, as Code elements; `people`: with speakers and
 * role groups. */
void qdpx_put_codes(struct xml_writer *xml, const struct labels *labels, bool people);

/* The recording of the document's meeting as an AudioSource that lies beside
 * the project, with the document's text (the archive's `text`) as its
 * transcript and a sync point for each entry with a time. */
void qdpx_put_recording(struct xml_writer *xml, const struct export_job *job,
                        const struct document *document, const struct id *text);
/* Whether the recording of the request can be named in the project: one meeting
 * with times, a file that is there, in the folder of the project or below it,
 * whose name tells nobody's. STATUS_INPUT says what to do. */
NODISCARD enum status qdpx_check_recording(const struct export_job *job, struct error *err);

#endif
