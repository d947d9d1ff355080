/* SPDX-License-Identifier: MIT */
/* The codebook as REFI-QDA has it (schema 1.0, namespace codebook:1.0): what a
 * .qdpx says of codes, in a file of its own. Members of its groups are named
 * by `guid`, not by `targetGUID` as in a project. */
#include "export/codebook_refi.h"

#include <stdlib.h>
#include <string.h>

#include "export/codebook.h"
#include "export/groups.h"
#include "export/qdpx_put.h"
#include "export/xml.h"
#include "storage/identity_key.h"

enum status codebook_labels_load(struct codebook_labels *out, struct study *study,
                                 struct error *err)
{
    bool moved = false;

    *out = (struct codebook_labels){ 0 };
    if (key_is_moved(study, &moved, err))
        return err->status;
    if (moved)
        out->filter = identity_filter_empty();
    else if (identity_filter_new(&out->filter, study, NULL, false, err))
        return err->status;
    gate_init(&out->gate, out->filter);
    return labels_load(&out->labels, study, &out->gate, false, err);
}

void codebook_labels_release(struct codebook_labels *labels)
{
    labels_release(&labels->labels);
    gate_release(&labels->gate);
    identity_filter_free(labels->filter);
}

static void take(void *data, const char *bytes, size_t len)
{
    str_add_len(data, bytes, len);
}

static void put_sets(struct xml_writer *xml, struct labels *labels)
{
    struct groups groups = { 0 };

    groups_add_codes(&groups, labels);
    groups_finish(&groups, labels);
    if (groups.count > 0)
        xml_start(xml, "Sets");
    for (size_t i = 0; i < groups.count; i++) {
        xml_start(xml, "Set");
        qdpx_put_guid(xml, "guid", &groups.group[i].guid);
        xml_attribute(xml, "name", groups.group[i].name);
        for (size_t m = 0; m < groups.group[i].count; m++) {
            xml_start(xml, "MemberCode");
            qdpx_put_guid(xml, "guid", &groups.group[i].member[m]);
            xml_end(xml);
        }
        xml_end(xml);
    }
    if (groups.count > 0)
        xml_end(xml);
    groups_release(&groups);
}

static bool any_code(const struct labels *labels)
{
    for (size_t i = 0; i < labels->count; i++) {
        if (labels->label[i].kind == LABEL_CODE && label_goes_out(&labels->label[i]))
            return true;
    }
    return false;
}

enum status codebook_qdc(struct study *study, const struct codebook *codebook, struct str *out,
                         struct error *err)
{
    struct codebook_labels names;
    struct xml_writer *xml;
    enum status status = codebook_labels_load(&names, study, err);

    (void)codebook;
    if (!status && !any_code(&names.labels))
        status = error_set(err, STATUS_INPUT, "the codebook is empty: there is nothing to write");
    if (!status) {
        xml = xml_writer_new(take, out);
        xml_start(xml, "CodeBook");
        xml_attribute(xml, "xmlns", "urn:QDA-XML:codebook:1.0");
        xml_attribute(xml, "origin", "moot " MOOT_VERSION);
        xml_start(xml, "Codes");
        qdpx_put_codes(xml, &names.labels, false);
        xml_end(xml);
        put_sets(xml, &names.labels);
        xml_writer_finish(xml);
    }
    codebook_labels_release(&names);
    return status;
}
