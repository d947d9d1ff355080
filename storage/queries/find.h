/* SPDX-License-Identifier: MIT */
/* The catalogue: finding. Rows of the table in storage/queries.c. */
/* clang-format off */

/* What find sifts by; NULL or 0 is any. */
#define FIND_MEETING                                                                               \
    " (:site IS NULL OR m.site = :site) AND (:function IS NULL OR m.function = :function)"         \
    " AND (:body IS NULL OR m.body IN (SELECT b.id FROM body b WHERE b.name = :body))"             \
    " AND (:from IS NULL OR m.date >= :from) AND (:to IS NULL OR m.date <= :to)"
#define FIND_ENTRY                                                                                 \
    " NOT r.removed AND NOT r.retracted AND (:kind IS NULL OR r.kind = :kind)"                     \
    " AND (NOT :public OR r.part <> 'private')"                                                    \
    " AND (:persons IS NULL OR EXISTS (SELECT 1 FROM entry_voice v WHERE v.revision = r.id"        \
    "   AND v.role = 'speaker' AND v.person IN (SELECT value FROM json_each(:persons))))"          \
    " AND (NOT :unknown OR EXISTS (SELECT 1 FROM entry_voice v"                                    \
    "   LEFT JOIN person p ON p.id = v.person WHERE v.revision = r.id AND v.role = 'speaker'"      \
    "   AND (v.kind IN ('unknown', 'role') OR (p.to_identify AND p.merged_into IS NULL))))"         \
    " AND (:role IS NULL OR EXISTS (SELECT 1 FROM entry_voice v"                                   \
    "   LEFT JOIN person w ON w.id = v.person"                                                     \
    "   LEFT JOIN person p ON p.id = coalesce(w.merged_into, w.id)"                                \
    "   WHERE v.revision = r.id AND v.role = 'speaker'"                                            \
    "   AND coalesce(v.role_group, p.role_group) = :role))"                                        \
    " AND (:codes IS NULL OR EXISTS (SELECT 1 FROM coding c JOIN coding_revision q"                \
    "   ON q.id = c.current WHERE c.id >= e.id << 16 AND c.id < (e.id + 1) << 16"                  \
    "   AND c.code IN (SELECT value FROM json_each(:codes))"                                       \
    "   AND NOT q.removed AND q.action <> 'close'))"

    [QUERY_FIND_CODES] = "SELECT id, key, name FROM code ORDER BY retired, id",
    [QUERY_FIND_SITE] = "SELECT id FROM site WHERE code = :name",
    [QUERY_FIND_BODY] = "SELECT id FROM body WHERE name = :name ORDER BY id LIMIT 1",
    [QUERY_FIND_SAME_CODES] =
        "WITH RECURSIVE up (id) AS (SELECT id FROM code WHERE id = :code"
        " UNION SELECT k.merged_into FROM code k JOIN up ON up.id = k.id"
        "   WHERE k.merged_into IS NOT NULL),"
        " same (id) AS (SELECT id FROM up"
        " UNION SELECT k.id FROM code k JOIN same ON k.merged_into = same.id)"
        " SELECT json_group_array(id), count(*) FROM same",
    [QUERY_FIND_SAME_PEOPLE] =
        "WITH RECURSIVE up (id) AS (SELECT id FROM person WHERE number = :number OR voice = :voice"
        " UNION SELECT p.merged_into FROM person p JOIN up ON up.id = p.id"
        "   WHERE p.merged_into IS NOT NULL),"
        " same (id) AS (SELECT id FROM up"
        " UNION SELECT p.id FROM person p JOIN same ON p.merged_into = same.id)"
        " SELECT json_group_array(id), count(*) FROM same",
    [QUERY_FIND_MEETINGS] =
        "SELECT m.id, m.number FROM meeting m WHERE m.number < :before AND" FIND_MEETING
        " ORDER BY m.number DESC LIMIT :limit",
    [QUERY_FIND_LAST] = "SELECT max(id) FROM entry",
    [QUERY_FIND_INDEX] = "SELECT x.rowid FROM entry_index x WHERE entry_index MATCH :words"
                         " ORDER BY x.rowid DESC",
    [QUERY_FIND_CODED] = "SELECT c.entry FROM coding c"
                         " WHERE c.code IN (SELECT value FROM json_each(:codes))"
                         " ORDER BY c.code, c.id LIMIT :limit",
    [QUERY_FIND_SAID] =
        "SELECT r.entry FROM entry_voice v JOIN entry_revision r ON r.id = v.revision"
        " WHERE v.person IN (SELECT value FROM json_each(:persons)) AND v.role = 'speaker'"
        " ORDER BY v.person, v.revision LIMIT :limit",
    [QUERY_FIND_FEW] =
        "SELECT e.id FROM entry e CROSS JOIN entry_revision r ON r.id = e.current"
        " CROSS JOIN meeting m ON m.id = e.meeting"
        " WHERE e.id IN (SELECT value FROM json_each(:rows)) AND m.number < :before"
        " AND" FIND_MEETING " AND" FIND_ENTRY
        " ORDER BY m.number DESC, e.sequence, e.observer",
    [QUERY_FIND_RANGE] = "SELECT min(e.id), max(e.id) FROM entry e WHERE e.meeting = :meeting",
    /* Those in the index that are not found: what a speaker took back. */
    [QUERY_FIND_HIDDEN] =
        "SELECT r.entry FROM entry_revision r INDEXED BY entry_revision_retracted"
        " CROSS JOIN entry e ON e.id = r.entry AND e.current = r.id WHERE r.retracted"
        " ORDER BY r.entry",
    [QUERY_FIND_ALL_IN_MEETING] = "SELECT e.id FROM entry e WHERE e.meeting = :meeting"
                                  " ORDER BY e.sequence, e.observer",
    [QUERY_FIND_IN_MEETING] =
        "SELECT e.id FROM entry e CROSS JOIN entry_revision r ON r.id = e.current"
        " WHERE e.meeting = :meeting AND" FIND_ENTRY " ORDER BY e.sequence, e.observer",
    [QUERY_FIND_PLACE] = "SELECT e.uuid, m.number, e.sequence, coalesce(m.date, ''),"
                         " coalesce(s.code, ''), coalesce(b.name, ''), m.title, m.uuid FROM entry e"
                         " JOIN meeting m ON m.id = e.meeting LEFT JOIN site s ON s.id = m.site"
                         " LEFT JOIN body b ON b.id = m.body WHERE e.id = :entry",
    /* The newest meetings, in memory. */
    [QUERY_RECENT_MAKE] = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.recent_index USING fts5"
                          " (text, content='', tokenize='unicode61 remove_diacritics 2',"
                          " columnsize=0)",
    [QUERY_RECENT_CLEAR] = "INSERT INTO temp.recent_index (recent_index) VALUES ('delete-all')",
    [QUERY_RECENT_MEETINGS] = "SELECT id FROM meeting WHERE number > 0"
                             " ORDER BY number DESC LIMIT :limit",
    [QUERY_RECENT_ENTRIES] =
        "SELECT e.id, CASE WHEN r.removed OR r.retracted THEN '' ELSE r.text END,"
        " e.sequence, e.observer FROM entry e CROSS JOIN entry_revision r ON r.id = e.current"
        " WHERE e.meeting = :meeting AND (e.sequence, e.observer) > (:sequence, :observer)"
        " ORDER BY e.sequence, e.observer LIMIT :limit",
    [QUERY_RECENT_ADD] = "INSERT INTO temp.recent_index (rowid, text) VALUES (:entry, :text)",
    [QUERY_RECENT_LOOK] = "SELECT x.rowid FROM temp.recent_index x WHERE recent_index MATCH :words"
                          " ORDER BY x.rowid DESC",
/* clang-format on */
