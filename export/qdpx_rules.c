/* SPDX-License-Identifier: MIT */
/* The tables of the check of a .qdpx. */
#include "export/qdpx_rules.h"
#include "export/guids.h"
#include <string.h>

/* clang-format off */
#define OWN(kind)           { "guid", VALUE_GUID, true, kind }
#define REFERENCE(kinds)    { "targetGUID", VALUE_REFERENCE, true, kinds }
#define CREATED             { "creatingUser", VALUE_REFERENCE, false, GUID_USER }, \
                            { "creationDateTime", VALUE_TIME, false, 0 }
#define AUTHORSHIP          CREATED, { "modifyingUser", VALUE_REFERENCE, false, GUID_USER }, \
                            { "modifiedDateTime", VALUE_TIME, false, 0 }
#define ONE(name)           { name, false }
#define MANY(name)          { name, true }
#define NO_CHILDREN         { { NULL, false } }
#define NO_ATTRIBUTES       { { NULL, VALUE_TEXT, false, 0 } }
#define LINK_ENDS           (GUID_CODE | GUID_SOURCE | GUID_SELECTION | GUID_NOTE)

/* basePath, richTextPath and currentPath are no attributes here: the first and
 * the last tell of the writer's computer, the second makes readers ignore the
 * plain text. */
static const struct element_rule rules[] = {
    { "Project", false, 0,
      { ONE("Users"), ONE("CodeBook"), ONE("Sources"), ONE("Notes"), ONE("Links"), ONE("Sets"),
        ONE("Description"), MANY("NoteRef") },
      { { "name", VALUE_TEXT, true, 0 }, { "origin", VALUE_ORIGIN, true, 0 },
        { "creatingUserGUID", VALUE_REFERENCE, false, GUID_USER },
        { "creationDateTime", VALUE_TIME, false, 0 },
        { "modifyingUserGUID", VALUE_REFERENCE, false, GUID_USER },
        { "modifiedDateTime", VALUE_TIME, false, 0 } } },
    { "Users", false, 1, { MANY("User") }, NO_ATTRIBUTES },
    { "User", false, 0, NO_CHILDREN,
      { OWN(GUID_USER), { "name", VALUE_TEXT, false, 0 }, { "id", VALUE_TEXT, false, 0 } } },
    { "CodeBook", false, 1, { ONE("Codes") }, NO_ATTRIBUTES },
    { "Codes", false, 1, { MANY("Code") }, NO_ATTRIBUTES },
    { "Code", false, 0, { ONE("Description"), MANY("NoteRef"), MANY("Code") },
      { OWN(GUID_CODE), { "name", VALUE_NAME, true, 0 }, { "isCodable", VALUE_BOOLEAN, true, 0 },
        { "color", VALUE_COLOR, false, 0 } } },
    /* the schema lets sources of all kinds stand in any order */
    { "Sources", false, 1, { MANY("TextSource"), MANY("AudioSource") }, NO_ATTRIBUTES },
    { "AudioSource", false, 0,
      { ONE("Description"), MANY("Transcript"), MANY("Coding"), MANY("NoteRef") },
      { OWN(GUID_SOURCE), { "name", VALUE_NAME, true, 0 }, { "path", VALUE_MEDIA, true, 0 },
        AUTHORSHIP } },
    { "Transcript", false, 0, { ONE("Description"), MANY("SyncPoint"), MANY("NoteRef") },
      { OWN(GUID_SOURCE), { "name", VALUE_TEXT, false, 0 }, { "plainTextPath", VALUE_PATH, true, 0 },
        AUTHORSHIP } },
    { "SyncPoint", false, 0, NO_CHILDREN,
      { OWN(GUID_SYNC), { "timeStamp", VALUE_NUMBER, true, 0 },
        { "position", VALUE_NUMBER, true, 0 } } },
    { "TextSource", false, 0,
      { ONE("Description"), MANY("PlainTextSelection"), MANY("Coding"), MANY("NoteRef") },
      { OWN(GUID_SOURCE), { "name", VALUE_NAME, true, 0 }, { "plainTextPath", VALUE_PATH, true, 0 },
        AUTHORSHIP } },
    { "PlainTextSelection", false, 0,
      { ONE("Description"), MANY("Coding"), MANY("NoteRef") },
      { OWN(GUID_SELECTION), { "name", VALUE_QUOTE, true, 0 },
        { "startPosition", VALUE_NUMBER, true, 0 }, { "endPosition", VALUE_NUMBER, true, 0 },
        AUTHORSHIP } },
    { "Coding", false, 1, { ONE("CodeRef"), MANY("NoteRef") },
      { OWN(GUID_CODING), CREATED } },
    { "CodeRef", false, 0, NO_CHILDREN, { REFERENCE(GUID_CODE) } },
    { "NoteRef", false, 0, NO_CHILDREN, { REFERENCE(GUID_NOTE) } },
    { "Notes", false, 1, { MANY("Note") }, NO_ATTRIBUTES },
    { "Note", false, 0,
      { ONE("Description"), ONE("PlainTextContent"), MANY("PlainTextSelection"), MANY("Coding"),
        MANY("NoteRef") },
      { OWN(GUID_NOTE), { "name", VALUE_NAME, true, 0 }, { "plainTextPath", VALUE_PATH, false, 0 },
        { "creatingUser", VALUE_REFERENCE, false, GUID_USER },
        { "creationDateTime", VALUE_TIME, true, 0 },
        { "modifyingUser", VALUE_REFERENCE, false, GUID_USER },
        { "modifiedDateTime", VALUE_TIME, false, 0 } } },
    { "PlainTextContent", true, 0, NO_CHILDREN, NO_ATTRIBUTES },
    { "Description", true, 0, NO_CHILDREN, NO_ATTRIBUTES },
    { "Links", false, 1, { MANY("Link") }, NO_ATTRIBUTES },
    { "Link", false, 0, { MANY("NoteRef") },
      { OWN(GUID_LINK), { "name", VALUE_TEXT, false, 0 },
        { "direction", VALUE_DIRECTION, false, 0 }, { "color", VALUE_COLOR, false, 0 },
        { "originGUID", VALUE_REFERENCE, true, LINK_ENDS },
        { "targetGUID", VALUE_REFERENCE, true, LINK_ENDS } } },
    { "Sets", false, 1, { MANY("Set") }, NO_ATTRIBUTES },
    { "Set", false, 1,
      { ONE("Description"), MANY("MemberCode"), MANY("MemberSource"), MANY("MemberNote") },
      { OWN(GUID_SET), { "name", VALUE_NAME, true, 0 } } },
    { "MemberCode", false, 0, NO_CHILDREN, { REFERENCE(GUID_CODE) } },
    { "MemberSource", false, 0, NO_CHILDREN, { REFERENCE(GUID_SOURCE) } },
    { "MemberNote", false, 0, NO_CHILDREN, { REFERENCE(GUID_NOTE) } },
};
/* clang-format on */

const struct element_rule *qdpx_rule(const char *name)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (strcmp(rules[i].name, name) == 0)
            return &rules[i];
    return NULL;
}
