/* SPDX-License-Identifier: MIT */
/* The catalogue: backups, recovering and shredding. Rows of the table in storage/queries.c. */
/* clang-format off */

/* The rows of a meeting's entries. */
#define SHRED_ENTRIES " (SELECT id FROM entry WHERE meeting = :meeting)"

    /* --- backups --- */
    [QUERY_BACKUP_COUNTS] =
        "SELECT (SELECT count(*) FROM entry), (SELECT count(*) FROM entry_revision),"
        " (SELECT coalesce(max(version), 0) FROM change), (SELECT count(*) FROM meeting)",
    [QUERY_RESTORE_COMPARE] =
        "SELECT max((SELECT coalesce(max(version), 0) FROM change),"
        " (SELECT coalesce(max(version), 0) FROM history WHERE what <> 'restored'),"
        " (SELECT coalesce(max(version), 0) FROM opening),"
        " (SELECT coalesce(max(version), 0) FROM person),"
        " (SELECT coalesce(max(version), 0) FROM identity),"
        " (SELECT coalesce(max(version), 0) FROM identity_alias),"
        " (SELECT coalesce(max(version), 0) FROM meeting),"
        " (SELECT coalesce(max(version), 0) FROM meeting_person),"
        " (SELECT coalesce(max(version), 0) FROM site),"
        " (SELECT coalesce(max(version), 0) FROM body),"
        " (SELECT coalesce(max(version), 0) FROM memo),"
        " (SELECT coalesce(max(version), 0) FROM code)),"
        " (SELECT count(*) FROM entry), (SELECT count(*) FROM entry_revision),"
        " (SELECT count(*) FROM meeting)",

    /* --- recovering and shredding --- */
    [QUERY_RECOVER_TABLES] =
        "SELECT t.name, t.wr, c.cid, c.name, c.type, c.\"notnull\", c.pk, c.dflt_value,"
        " s.sql LIKE '%CHECK (id >>%' FROM pragma_table_list t"
        " JOIN pragma_table_info(t.name) c JOIN sqlite_schema s ON s.name = t.name"
        " WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%'"
        " ORDER BY t.name, c.cid",
    [QUERY_RECOVER_LOOSE] =
        "SELECT f.\"table\", f.rowid, f.parent, l.\"from\" FROM pragma_foreign_key_check f"
        " JOIN pragma_foreign_key_list(f.\"table\") l ON l.id = f.fkid"
        " ORDER BY f.parent, f.\"table\", f.rowid",
    [QUERY_RECOVER_MEETINGS] =
        "SELECT m.number, m.title, (SELECT count(*) FROM entry e WHERE e.meeting = m.id)"
        " FROM meeting m ORDER BY m.number",
    [QUERY_RECOVER_GAPS] = "SELECT count(*), coalesce(max(id), 0) - count(*) FROM entry",
    [QUERY_SHRED_SEEN] = "DELETE FROM entry_seen WHERE entry IN" SHRED_ENTRIES,
    [QUERY_SHRED_ENTRY_DRAFTS] = "DELETE FROM entry_draft WHERE entry IN" SHRED_ENTRIES,
    [QUERY_SHRED_MEMOS] = "DELETE FROM memo WHERE meeting = :meeting OR entry IN" SHRED_ENTRIES,
    [QUERY_SHRED_VALUES] = "DELETE FROM coding_value WHERE revision IN (SELECT r.id"
                           " FROM coding_revision r JOIN coding c ON c.id = r.coding"
                           " WHERE c.entry IN" SHRED_ENTRIES ")",
    [QUERY_SHRED_CODING_REVISIONS] = "DELETE FROM coding_revision WHERE coding IN"
                                     " (SELECT id FROM coding WHERE entry IN" SHRED_ENTRIES ")",
    [QUERY_SHRED_CODINGS] = "DELETE FROM coding WHERE entry IN" SHRED_ENTRIES,
    [QUERY_SHRED_VERBATIM] = "DELETE FROM entry_verbatim WHERE revision IN"
                             " (SELECT id FROM entry_revision WHERE entry IN" SHRED_ENTRIES ")",
    [QUERY_SHRED_VOICES] = "DELETE FROM entry_voice WHERE revision IN"
                           " (SELECT id FROM entry_revision WHERE entry IN" SHRED_ENTRIES ")",
    [QUERY_SHRED_MOVEMENT_REVISIONS] = "DELETE FROM attendance_revision WHERE attendance IN"
                                       " (SELECT id FROM attendance WHERE meeting = :meeting)",
    [QUERY_SHRED_MOVEMENTS] = "DELETE FROM attendance WHERE meeting = :meeting",
    [QUERY_SHRED_ENTRY_REVISIONS] = "DELETE FROM entry_revision WHERE entry IN" SHRED_ENTRIES,
    [QUERY_SHRED_ENTRIES] = "DELETE FROM entry WHERE meeting = :meeting",
    [QUERY_SHRED_ITEM_REVISIONS] = "DELETE FROM agenda_revision WHERE item IN"
                                   " (SELECT id FROM agenda_item WHERE meeting = :meeting)",
    [QUERY_SHRED_ITEMS] = "DELETE FROM agenda_item WHERE meeting = :meeting",
    [QUERY_SHRED_RETRACTION_REVISIONS] =
        "DELETE FROM retraction_revision WHERE retraction IN"
        " (SELECT id FROM retraction WHERE meeting = :meeting)",
    [QUERY_SHRED_RETRACTIONS] = "DELETE FROM retraction WHERE meeting = :meeting",
    [QUERY_SHRED_CHANGES] = "DELETE FROM change WHERE meeting = :meeting",
    [QUERY_SHRED_OPENINGS] = "DELETE FROM opening WHERE meeting = :meeting",
    [QUERY_SHRED_DRAFTS] = "DELETE FROM draft WHERE meeting = :meeting",
    [QUERY_SHRED_PEOPLE] = "DELETE FROM meeting_person WHERE meeting = :meeting",
    [QUERY_SHRED_MEETING] = "DELETE FROM meeting WHERE id = :meeting",
/* clang-format on */
