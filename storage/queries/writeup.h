/* SPDX-License-Identifier: MIT */
/* The catalogue: writing up: history, memos, what wants attention. Rows of the table in storage/queries.c. */
/* clang-format off */

/* The ids of all revisions of :entry, and of its codings. */
#define ENTRY_REVISIONS                                                                            \
    "SELECT current AS id FROM entry WHERE id = :entry"                                            \
    " UNION SELECT id FROM entry_revision WHERE entry = :entry AND replaces IS NOT NULL"           \
    " UNION SELECT replaces FROM entry_revision WHERE entry = :entry AND replaces IS NOT NULL"
#define CODING_REVISIONS                                                                           \
    "SELECT current AS id FROM coding WHERE id >= :entry << 16 AND id < (:entry + 1) << 16"        \
    " UNION SELECT z.id FROM coding y JOIN coding_revision z ON z.coding = y.id"                   \
    "   AND z.replaces IS NOT NULL WHERE y.id >= :entry << 16 AND y.id < (:entry + 1) << 16"       \
    " UNION SELECT z.replaces FROM coding y JOIN coding_revision z ON z.coding = y.id"             \
    "   AND z.replaces IS NOT NULL WHERE y.id >= :entry << 16 AND y.id < (:entry + 1) << 16"
#define MEMO_COLUMNS                                                                               \
    "x.title, x.text, o.initials, x.created, x.changed, o.uuid FROM memo x"                        \
    " JOIN observer o ON o.id = x.observer"
/* The entries of a meeting that want attention, and their codings. */
#define ATTENTION_ENTRIES                                                                          \
    " FROM entry e CROSS JOIN entry_revision r ON r.id = e.current AND NOT r.removed"              \
    " AND NOT r.retracted"
#define ATTENTION_CODINGS                                                                          \
    " CROSS JOIN coding c" CODING_RANGE                                                            \
    " CROSS JOIN coding_revision q ON q.id = c.current AND NOT q.removed"                          \
    " JOIN code w_k ON w_k.id = c.code JOIN code k ON k.id = coalesce(w_k.merged_into, w_k.id)"

    /* All revisions of an entry: the index has all but the first, which the
     * second one replaces. */
    [QUERY_HISTORY_ENTRY] =
        "SELECT r.id, r.change, e.uuid, e.sequence, r.kind, r.at, r.offset, r.recorded, o.initials,"
        " o.uuid, i.uuid, a.uuid, r.part, r.removed, r.retracted, r.replaces IS NOT NULL,"
        " r.continues, r.text FROM entry e JOIN entry_revision r ON r.id IN (" ENTRY_REVISIONS ")"
        " JOIN observer o ON o.id = r.observer JOIN laptop l ON l.id = r.laptop"
        " LEFT JOIN agenda_item i ON i.id = r.item LEFT JOIN entry a ON a.id = r.about"
        " WHERE e.id = :entry ORDER BY r.version, l.uuid, r.id",
    [QUERY_HISTORY_CODINGS] =
        "SELECT r.id, r.change, c.id, r.removed, c.uuid, k.uuid, o.initials, o.uuid, r.recorded,"
        " r.action, r.start, r.length, r.by_end, x.uuid, r.lost FROM coding_revision r"
        " JOIN coding c ON c.id = r.coding" CODE_AS_READ
        " JOIN observer o ON o.id = r.observer JOIN laptop l ON l.id = r.laptop"
        " LEFT JOIN coding x ON x.id = r.closes"
        " WHERE r.id IN (" CODING_REVISIONS ") ORDER BY r.version, l.uuid, r.id",
    [QUERY_HISTORY_CHANGES] =
        "SELECT h.id, h.uuid, h.kind, h.recorded, o.initials, h.reason FROM change h"
        " JOIN observer o ON o.id = h.observer JOIN laptop l ON l.id = h.laptop"
        " WHERE h.id IN (SELECT id >> 20 FROM (" ENTRY_REVISIONS " UNION " CODING_REVISIONS "))"
        " ORDER BY h.version, l.uuid, h.id",
    [QUERY_HISTORY_VOICES] =
        "SELECT v.kind, coalesce(q.uuid, p.uuid), g.uuid FROM entry_voice v"
        " LEFT JOIN person p ON p.id = v.person LEFT JOIN person q ON q.id = p.merged_into"
        " LEFT JOIN role_group g ON g.id = v.role_group"
        " WHERE v.revision = :revision AND v.role = :role ORDER BY v.position",
    [QUERY_HISTORY_VERBATIM] = "SELECT start, length FROM entry_verbatim"
                               " WHERE revision = :revision ORDER BY start",
    [QUERY_HISTORY_VALUES] = "SELECT coalesce(s.uuid, m.uuid), v.value FROM coding_value v"
                             VALUE_AS_READ
                             " WHERE v.revision = :revision ORDER BY v.modifier",
    [QUERY_MEMOS_STUDY] = "SELECT x.uuid, 0, NULL, " MEMO_COLUMNS
        " WHERE x.meeting IS NULL AND x.entry IS NULL AND x.code IS NULL AND NOT x.removed"
        " ORDER BY x.created, x.id",
    [QUERY_MEMOS_MEETING] = "SELECT x.uuid, 1, m.uuid, " MEMO_COLUMNS
        " JOIN meeting m ON m.id = x.meeting WHERE x.meeting = :about AND NOT x.removed"
        " ORDER BY x.created, x.id",
    [QUERY_MEMOS_ENTRY] = "SELECT x.uuid, 2, e.uuid, " MEMO_COLUMNS
        " JOIN entry e ON e.id = x.entry WHERE x.entry = :about AND NOT x.removed"
        " ORDER BY x.created, x.id",
    [QUERY_MEMOS_CODE] = "SELECT x.uuid, 3, k.uuid, " MEMO_COLUMNS
        " JOIN code k ON k.id = x.code WHERE x.code = :about AND NOT x.removed"
        " ORDER BY x.created, x.id",
    [QUERY_MEMOS_IN_MEETING] =
        "SELECT uuid, kind, about, title, text, initials, created, changed, by FROM ("
        "SELECT x.uuid AS uuid, 1 AS kind, m.uuid AS about, x.title AS title, x.text AS text,"
        " o.initials AS initials, x.created AS created, x.changed AS changed, o.uuid AS by,"
        " 0 AS place, x.id AS id"
        " FROM memo x JOIN observer o ON o.id = x.observer JOIN meeting m ON m.id = x.meeting"
        " WHERE x.meeting = :meeting AND NOT x.removed UNION ALL "
        "SELECT x.uuid, 2, e.uuid, x.title, x.text, o.initials, x.created, x.changed, o.uuid, e.sequence,"
        " x.id FROM entry e CROSS JOIN memo x ON x.entry = e.id"
        " CROSS JOIN entry_revision r ON r.id = e.current AND NOT r.removed"
        " JOIN observer o ON o.id = x.observer"
        " WHERE e.meeting = :meeting AND NOT x.removed) ORDER BY kind, place, created, id",
    [QUERY_MEMO_ADD] =
        "INSERT INTO memo (uuid, version, observer, created, changed, meeting, entry, code, title,"
        " text) VALUES (:uuid, :version, :observer, :now, :now, :meeting, :entry, :code, :title,"
        " :text)",
    [QUERY_MEMO_CHANGE] = "UPDATE memo SET version = :version, observer = :observer,"
                          " changed = :now, title = :title, text = :text WHERE uuid = :uuid",
    [QUERY_MEMO_REMOVE] = "UPDATE memo SET version = :version, observer = :observer,"
                          " changed = :now, removed = :removed WHERE uuid = :uuid",
    [QUERY_ATTENTION_ENDED] = "SELECT ended FROM meeting WHERE id = :meeting",
    /* Columns of all: entry, sequence, at, offset, person, role group, code, coding, text. */
    [QUERY_ATTENTION_PERSON] =
        "SELECT uuid, min(sequence), at, offset, person, NULL, NULL, NULL, text FROM ("
        "SELECT e.uuid AS uuid, e.sequence AS sequence, r.at AS at, r.offset AS offset,"
        " p.uuid AS person, r.text AS text" ATTENTION_ENTRIES
        " CROSS JOIN entry_voice v ON v.revision = r.id JOIN person p ON p.id = v.person"
        " WHERE e.meeting = :meeting AND p.to_identify AND p.merged_into IS NULL UNION ALL "
        "SELECT e.uuid, e.sequence, r.at, r.offset, p.uuid, r.text FROM attendance a"
        " JOIN attendance_revision m ON m.id = a.current AND NOT m.removed"
        " JOIN person p ON p.id = a.person JOIN entry e ON e.id = m.entry"
        " JOIN entry_revision r ON r.id = e.current AND NOT r.removed AND NOT r.retracted"
        " WHERE a.meeting = :meeting AND p.to_identify AND p.merged_into IS NULL)"
        " GROUP BY person ORDER BY 2, person",
    [QUERY_ATTENTION_VOICE] =
        "SELECT e.uuid, e.sequence, r.at, r.offset, NULL, g.uuid, NULL, NULL, r.text"
        ATTENTION_ENTRIES " CROSS JOIN entry_voice v ON v.revision = r.id AND v.role = 'speaker'"
        " JOIN role_group g ON g.id = v.role_group"
        " WHERE e.meeting = :meeting ORDER BY e.sequence, e.id, v.position",
    /* A line that only closes what was open at the end is moot's own. */
    [QUERY_ATTENTION_BARE] =
        "SELECT e.uuid, e.sequence, r.at, r.offset, NULL, NULL, NULL, NULL, r.text"
        ATTENTION_ENTRIES " WHERE e.meeting = :meeting AND r.kind = 'event' AND r.text = ''"
        " AND NOT EXISTS (SELECT 1 FROM coding c JOIN coding_revision q ON q.id = c.current"
        "   WHERE c.id >= e.id << 16 AND c.id < (e.id + 1) << 16 AND NOT q.removed AND q.by_end)"
        " ORDER BY e.sequence, e.id",
    [QUERY_ATTENTION_OPEN] =
        "SELECT e.uuid, e.sequence, r.at, r.offset, NULL, NULL, k.uuid, c.uuid, r.text"
        ATTENTION_ENTRIES ATTENTION_CODINGS
        " WHERE e.meeting = :meeting AND q.action = 'open' AND c.id NOT IN (SELECT z.closes"
        "   FROM entry y CROSS JOIN coding w ON w.id >= y.id << 16 AND w.id < (y.id + 1) << 16"
        "   CROSS JOIN coding_revision z ON z.id = w.current AND NOT z.removed"
        "   WHERE y.meeting = :meeting AND z.action = 'close' AND z.closes IS NOT NULL)"
        " ORDER BY e.sequence, c.id",
    [QUERY_ATTENTION_BY_END] =
        "SELECT e.uuid, e.sequence, r.at, r.offset, NULL, NULL, k.uuid, c.uuid, r.text FROM entry y"
        " CROSS JOIN coding w ON w.id >= y.id << 16 AND w.id < (y.id + 1) << 16"
        " CROSS JOIN coding_revision z ON z.id = w.current AND NOT z.removed AND z.by_end"
        " JOIN coding c ON c.id = z.closes" CODE_AS_READ " JOIN entry e ON e.id = c.entry"
        " JOIN entry_revision r ON r.id = e.current AND NOT r.removed AND NOT r.retracted"
        " WHERE y.meeting = :meeting ORDER BY e.sequence, c.id",
    [QUERY_ATTENTION_CONFLICT] =
        "SELECT e.uuid, e.sequence, r.at, r.offset, NULL, NULL, k.uuid, c.uuid, r.text"
        ATTENTION_ENTRIES ATTENTION_CODINGS " WHERE e.meeting = :meeting AND k.key = 'cd'"
        " AND e.sequence > coalesce((SELECT max(y.sequence) FROM entry y"
        "   CROSS JOIN coding w ON w.id >= y.id << 16 AND w.id < (y.id + 1) << 16"
        "   CROSS JOIN coding_revision z ON z.id = w.current AND NOT z.removed"
        "   JOIN code h ON h.id = w.code JOIN code j ON j.id = coalesce(h.merged_into, h.id)"
        "   AND j.key = 'cm' WHERE y.meeting = :meeting), 0)"
        " ORDER BY e.sequence, c.id",
    [QUERY_ATTENTION_LOST] =
        "SELECT e.uuid, e.sequence, r.at, r.offset, NULL, NULL, k.uuid, c.uuid, q.lost"
        ATTENTION_ENTRIES ATTENTION_CODINGS " WHERE e.meeting = :meeting AND q.lost <> ''"
        " ORDER BY e.sequence, c.id",
    [QUERY_ATTENTION_VERBATIM] =
        "SELECT e.uuid, e.sequence, r.at, r.offset, NULL, NULL, NULL, NULL, r.text"
        ATTENTION_ENTRIES " WHERE e.meeting = :meeting"
        " AND EXISTS (SELECT 1 FROM entry_verbatim v WHERE v.revision = r.id)"
        " AND NOT EXISTS (SELECT 1 FROM entry_seen s WHERE s.entry = e.id)"
        " ORDER BY e.sequence, e.id",
    [QUERY_ATTENTION_UNSEEN] =
        "SELECT e.uuid, e.sequence, r.at, r.offset, NULL, NULL, NULL, NULL, r.text"
        ATTENTION_ENTRIES " WHERE e.meeting = :meeting"
        " AND NOT EXISTS (SELECT 1 FROM entry_seen s WHERE s.entry = e.id)"
        " ORDER BY e.sequence, e.id",
    [QUERY_SEEN_ADD] = "INSERT INTO entry_seen (entry, observer, at) VALUES (:row, :observer, :now)"
                       " ON CONFLICT (entry) DO NOTHING",
    [QUERY_SEEN_DROP] = "DELETE FROM entry_seen WHERE entry = :row",
    [QUERY_SEEN_ADD_ALL] =
        "INSERT INTO entry_seen (entry, observer, at) SELECT e.id, :observer, :now FROM entry e"
        " WHERE e.meeting = :row ON CONFLICT (entry) DO NOTHING",
    [QUERY_SEEN_FIND] = "SELECT count(*) FROM entry e JOIN entry_seen s ON s.entry = e.id"
                        " WHERE e.uuid = :uuid",
    [QUERY_SEEN_MISSING] =
        "SELECT count(*) FROM meeting m JOIN entry e ON e.meeting = m.id"
        " JOIN entry_revision r ON r.id = e.current AND NOT r.removed AND NOT r.retracted"
        " WHERE m.uuid = :uuid AND NOT EXISTS (SELECT 1 FROM entry_seen s WHERE s.entry = e.id)",
    [QUERY_CLOSE_STATE] = "SELECT id, number, status, ended FROM meeting WHERE uuid = :uuid",
    [QUERY_CLOSE_DRAFT] = "SELECT o.initials FROM draft d JOIN observer o ON o.id = d.observer"
                          " WHERE d.meeting = :meeting ORDER BY o.id LIMIT 1",
    [QUERY_CLOSE_SET] = "UPDATE meeting SET version = :version, observer = :observer,"
                        " status = :status, closed = :closed WHERE id = :meeting",
/* clang-format on */
