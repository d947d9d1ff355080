/* SPDX-License-Identifier: MIT */
/* Pieces of SQL that several statements of the catalogue are made of. Each is
 * a string literal, so that a statement stays one. */
#ifndef STORAGE_QUERIES_PARTS_H
#define STORAGE_QUERIES_PARTS_H

/* clang-format off */

/* What a list of meetings shows. Entries are counted by the index on their
 * places, less the few whose current revision is removed. */
#define MEETING_COLUMNS                                                                            \
    "SELECT m.uuid, m.number, m.status, m.title, coalesce(s.code, ''), coalesce(b.name, ''),"      \
    " f.key, f.name, m.venue, coalesce(m.date, ''), m.began, m.ended, m.offset,"                   \
    " (SELECT count(*) FROM entry e WHERE e.meeting = m.id) - coalesce(r.count, 0),"               \
    " (SELECT count(*) FROM meeting_person p WHERE p.meeting = m.id AND p.person NOT IN"           \
    "   (SELECT id FROM person WHERE merged_into IS NOT NULL))"                                    \
    " FROM meeting m LEFT JOIN site s ON s.id = m.site LEFT JOIN body b ON b.id = m.body"          \
    " LEFT JOIN function f ON f.id = m.function"                                                   \
    " LEFT JOIN (SELECT e.meeting AS meeting, count(*) AS count"                                    \
    "   FROM entry_revision r INDEXED BY entry_revision_removed CROSS JOIN entry e"                \
    "   ON e.id = r.entry AND e.current = r.id WHERE r.removed GROUP BY e.meeting) r"              \
    " ON r.meeting = m.id"

/* The record of a meeting: rows of the entries and of what belongs to them,
 * all in the order of the entries, so that they can be read side by side.
 * CROSS JOIN keeps that order the order of reading: nothing is sorted. */
#define ENTRY_RANGE_FORWARD " WHERE e.meeting = :meeting AND e.sequence > :after"
#define ENTRY_RANGE_BACKWARD " WHERE e.meeting = :meeting AND e.sequence < :after"
#define ENTRY_ROWS                                                                                 \
    "SELECT e.id, e.sequence, e.observer, e.uuid, r.kind, r.at, r.offset, r.recorded, o.initials," \
    " o.uuid, i.uuid, a.uuid, r.part, r.removed, r.retracted, r.replaces IS NOT NULL,"             \
    " r.continues, r.text FROM entry e CROSS JOIN entry_revision r ON r.id = e.current"            \
    " JOIN observer o ON o.id = e.observer LEFT JOIN agenda_item i ON i.id = r.item"               \
    " LEFT JOIN entry a ON a.id = r.about"
/* Who was found to be somebody else is that person. */
#define VOICE_ROWS                                                                                 \
    "SELECT e.id, e.sequence, e.observer, v.role, v.kind, coalesce(q.uuid, p.uuid), g.uuid"        \
    " FROM entry e CROSS JOIN entry_voice v ON v.revision = e.current"                             \
    " LEFT JOIN person p ON p.id = v.person LEFT JOIN person q ON q.id = p.merged_into"            \
    " LEFT JOIN role_group g ON g.id = v.role_group"
#define VERBATIM_ROWS                                                                              \
    "SELECT e.id, e.sequence, e.observer, v.start, v.length FROM entry e"                          \
    " CROSS JOIN entry_verbatim v ON v.revision = e.current"
#define CODING_RANGE " ON c.id >= e.id << 16 AND c.id < (e.id + 1) << 16"
/* A code that was merged reads as the other; merging leaves no chain of them. */
#define CODE_AS_READ                                                                               \
    " JOIN code j ON j.id = c.code JOIN code k ON k.id = coalesce(j.merged_into, j.id)"
#define VALUE_AS_READ                                                                              \
    " JOIN code_modifier m ON m.id = v.modifier JOIN code j ON j.id = m.code"                      \
    " LEFT JOIN code_modifier s ON s.code = j.merged_into AND s.name = m.name"
#define CODING_ROWS                                                                                \
    "SELECT e.id, e.sequence, e.observer, c.id, c.uuid, k.uuid, o.initials, o.uuid, r.recorded,"   \
    " r.action, r.start, r.length, r.by_end, x.uuid, r.lost FROM entry e CROSS JOIN coding c" CODING_RANGE \
    " CROSS JOIN coding_revision r ON r.id = c.current AND NOT r.removed"                          \
    CODE_AS_READ " JOIN observer o ON o.id = r.observer LEFT JOIN coding x ON x.id = r.closes"
#define VALUE_ROWS                                                                                 \
    "SELECT e.id, e.sequence, e.observer, c.id, coalesce(s.uuid, m.uuid), v.value FROM entry e"    \
    " CROSS JOIN coding c" CODING_RANGE " CROSS JOIN coding_value v ON v.revision = c.current" VALUE_AS_READ
#define MOVEMENT_ROWS                                                                              \
    "SELECT e.id, e.sequence, e.observer, a.uuid, coalesce(q.uuid, p.uuid), r.movement, r.mode,"   \
    " i.uuid, r.arrival, r.capacity FROM entry e"                                                  \
    " CROSS JOIN attendance_revision r ON r.entry = e.id"                                          \
    " CROSS JOIN attendance a ON a.id = r.attendance AND a.current = r.id AND NOT r.removed"       \
    " JOIN person p ON p.id = a.person LEFT JOIN person q ON q.id = p.merged_into"                 \
    " LEFT JOIN agenda_item i ON i.id = r.item"

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

/* The rows of those who are person p: p, and whoever was merged into p. */
#define ALL_OF_P                                                                                   \
    "SELECT p.id UNION ALL SELECT y.id FROM person y WHERE y.merged_into = p.id"

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
    "x.title, x.text, o.initials, x.created, x.changed FROM memo x"                                \
    " JOIN observer o ON o.id = x.observer"

/* The entries of a meeting that want attention, and their codings. */
#define ATTENTION_ENTRIES                                                                          \
    " FROM entry e CROSS JOIN entry_revision r ON r.id = e.current AND NOT r.removed"              \
    " AND NOT r.retracted"
#define ATTENTION_CODINGS                                                                          \
    " CROSS JOIN coding c" CODING_RANGE                                                            \
    " CROSS JOIN coding_revision q ON q.id = c.current AND NOT q.removed"                          \
    " JOIN code w_k ON w_k.id = c.code JOIN code k ON k.id = coalesce(w_k.merged_into, w_k.id)"

/* Of a voice v: it speaks, and its person has taken back all words in :meeting. */
#define RETRACTED_VOICE                                                                            \
    "v.role = 'speaker' AND v.person IS NOT NULL AND EXISTS (SELECT 1 FROM retraction rt"          \
    " JOIN retraction_revision rr ON rr.id = rt.current AND NOT rr.removed"                        \
    " JOIN person rp ON rp.id = rt.person JOIN person rv ON rv.id = v.person"                      \
    " WHERE rt.meeting = :meeting"                                                                 \
    " AND coalesce(rp.merged_into, rp.id) = coalesce(rv.merged_into, rv.id))"

/* Where something stands, for the observer: "M3, 14:05:12 (note)". */
#define PLACE_TIME "coalesce(strftime('%H:%M:%S', p_r.at / 1000 + p_r.offset, 'unixepoch'), '--:--:--')"
#define PLACE_E(entry)                                                                             \
    "(SELECT 'M' || p_m.number || ', entry of ' || " PLACE_TIME " || ' (row ' || p_e.id || ')'"    \
    " FROM entry p_e JOIN meeting p_m ON p_m.id = p_e.meeting"                                     \
    " LEFT JOIN entry_revision p_r ON p_r.id = p_e.current WHERE p_e.id = " entry ")"
#define PLACE_entry(alias) PLACE_E(alias ".id")
#define PLACE_coding(alias)                                                                        \
    "coalesce(" PLACE_E(alias ".entry") ", '?') || ', coding ' || " alias ".id"
#define PLACE_attendance(alias)                                                                    \
    "(SELECT 'M' || p_m.number FROM meeting p_m WHERE p_m.id = " alias ".meeting)"                 \
    " || ', attendance ' || " alias ".id"
#define PLACE_agenda_item(alias)                                                                   \
    "(SELECT 'M' || p_m.number FROM meeting p_m WHERE p_m.id = " alias ".meeting)"                 \
    " || ', agenda item ' || " alias ".id"
#define PLACE_retraction(alias)                                                                    \
    "(SELECT 'M' || p_m.number FROM meeting p_m WHERE p_m.id = " alias ".meeting)"                 \
    " || ', words taken back (row ' || " alias ".id || ')'"

/* After a further revision :id of a thing: it is current, unless the one that
 * is has a greater version, or the same and a greater laptop. */
#define MAKE_CURRENT(things, revisions, thing)                                                     \
    "UPDATE " things " SET current = :id"                                                          \
    " WHERE id = (SELECT n." thing " FROM " revisions " n WHERE n.id = :id)"                       \
    " AND (SELECT (r.version, l.uuid) <= (SELECT n.version, k.uuid FROM " revisions " n"           \
    "   JOIN laptop k ON k.id = n.laptop WHERE n.id = :id)"                                        \
    "   FROM " revisions " r JOIN laptop l ON l.id = r.laptop WHERE r.id = current)"

/* clang-format on */

/* The rows of a meeting's entries. */
#define SHRED_ENTRIES " (SELECT id FROM entry WHERE meeting = :meeting)"

#endif
