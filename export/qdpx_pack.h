/* SPDX-License-Identifier: MIT */
/* The packing of a .qdpx behind the making of its documents: a thread of its own
 * checks the texts and the XML of the meetings by the rules of qdpx_check.h,
 * packs them and unpacks what it packed, while the next ones are made. At the
 * end the project is put around them, and the finished archive is read back. */
#ifndef EXPORT_QDPX_PACK_H
#define EXPORT_QDPX_PACK_H

#include "core/attr.h"
#include "core/error.h"
#include "core/id.h"
#include "core/str.h"
#include "export/identity.h"
#include "export/target.h"
#include <stdbool.h>
#include <stddef.h>

struct qdpx_pack;

/* Begins: spools stand in the folder of `target`, which must live as long, as
 * must `filter`; other threads may go on using that. On success *out is the
 * caller's, to end with qdpx_pack_free(). */
NODISCARD enum status qdpx_pack_new(struct qdpx_pack **out, const struct target *target,
                                    const struct identity_filter *filter, struct error *err);

/* Stops the thread where it still works. */
void qdpx_pack_free(struct qdpx_pack *pack);

/* Gives a text, the file `file` of the archive, and the XML of the sources that
 * refer to it; `xml` is taken over and is empty afterwards. Waits while much is
 * waiting. A failure is that of anything given so far: nothing more need come. */
NODISCARD enum status qdpx_pack_source(struct qdpx_pack *pack, const struct id *file,
                                       const char *text, size_t len, struct str *xml,
                                       struct error *err);

/* Gives the text of a note, whose XML comes with the project. */
NODISCARD enum status qdpx_pack_note(struct qdpx_pack *pack, const struct id *file,
                                     const char *text, size_t len, struct error *err);

/* No more texts come: waits until all was checked and packed. */
NODISCARD enum status qdpx_pack_finish_texts(struct qdpx_pack *pack, struct error *err);

/* Gives project.qde from its beginning, as it is without its sources (xml_sink;
 * `data` is the pack, failures are told by qdpx_pack_write()). Between <Sources> and </Sources> comes
 * a call of qdpx_pack_sources(). */
void qdpx_pack_project(void *data, const char *bytes, size_t len);
void qdpx_pack_sources(struct qdpx_pack *pack);

/* Writes the archive into the target and reads it back. `go_on` is as in
 * archive_write(). */
NODISCARD enum status qdpx_pack_write(struct qdpx_pack *pack,
                                      bool (*go_on)(void *data), void *data,
                                      struct error *err);

#endif
