/* SPDX-License-Identifier: MIT */
/* The fixed parts of a .docx. Fonts are named by family alone, with metric
 * twins on every system; nothing refers outside of the file. */
#include "export/docx_parts.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define WORD "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

/* clang-format off */
const char docx_content_types[] =
    XML "<Types xmlns=\"" PACKAGE "content-types\">\n"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\n"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>\n"
    "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD "document.main+xml\"/>\n"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD "styles+xml\"/>\n"
    "<Override PartName=\"/word/settings.xml\" ContentType=\"" WORD "settings+xml\"/>\n"
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\n"
    "</Types>\n";

const char docx_relations[] =
    XML "<Relationships xmlns=\"" PACKAGE "relationships\">\n"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE "officeDocument\" Target=\"word/document.xml\"/>\n"
    "<Relationship Id=\"rId2\" Type=\"" PACKAGE "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\n"
    "</Relationships>\n";

const char docx_document_relations[] =
    XML "<Relationships xmlns=\"" PACKAGE "relationships\">\n"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE "styles\" Target=\"styles.xml\"/>\n"
    "<Relationship Id=\"rId2\" Type=\"" OFFICE "settings\" Target=\"settings.xml\"/>\n"
    "</Relationships>\n";

const char docx_settings[] =
    XML "<w:settings " W "><w:compat><w:compatSetting w:name=\"compatibilityMode\""
    " w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>\n";

#define PARAGRAPH_STYLE(id, name, next, paragraph, run) \
    "<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" name "\"/>" \
    "<w:basedOn w:val=\"Normal\"/><w:next w:val=\"" next "\"/><w:qFormat/>" \
    "<w:pPr>" paragraph "</w:pPr><w:rPr>" run "</w:rPr></w:style>\n"
#define RUN_STYLE(id, name, run) \
    "<w:style w:type=\"character\" w:styleId=\"" id "\"><w:name w:val=\"" name "\"/><w:qFormat/>" \
    "<w:rPr>" run "</w:rPr></w:style>\n"

const char docx_styles[] =
    XML "<w:styles " W ">\n"
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    "<w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:cs=\"Calibri\"/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>"
    "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"60\" w:line=\"264\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\n"
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\n"
    PARAGRAPH_STYLE("Title", "Title", "Normal", "<w:spacing w:after=\"120\"/>", "<w:b/><w:sz w:val=\"36\"/><w:szCs w:val=\"36\"/>")
    PARAGRAPH_STYLE("Heading1", "heading 1", "Normal", "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/><w:outlineLvl w:val=\"0\"/>", "<w:b/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>")
    PARAGRAPH_STYLE("Heading2", "heading 2", "Normal", "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"60\"/><w:outlineLvl w:val=\"1\"/>", "<w:b/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>")
    PARAGRAPH_STYLE("About", "About", "Normal", "", "<w:i/><w:color w:val=\"595959\"/>")
    PARAGRAPH_STYLE("FieldNote", "Field note", "FieldNote", "<w:spacing w:after=\"40\"/>", "")
    PARAGRAPH_STYLE("Comment", "Observer comment", "FieldNote", "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2F2F2\"/><w:ind w:left=\"170\"/><w:spacing w:after=\"40\"/>", "<w:i/>")
    RUN_STYLE("Codes", "Codes", "<w:i/><w:color w:val=\"1F4E79\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>")
    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>"
    "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:left w:w=\"60\" w:type=\"dxa\"/><w:right w:w=\"100\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\n"
    "</w:styles>\n";
/* clang-format on */
