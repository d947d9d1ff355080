/* SPDX-License-Identifier: MIT */
/* The fixed parts of a .docx (ECMA-376, transitional): what Word and
 * LibreOffice want beside the text itself. Constant strings. */
#ifndef EXPORT_DOCX_PARTS_H
#define EXPORT_DOCX_PARTS_H

extern const char docx_content_types[];
extern const char docx_relations[];
extern const char docx_document_relations[];
extern const char docx_styles[];
extern const char docx_settings[];

#endif
