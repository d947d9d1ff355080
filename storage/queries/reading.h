/* SPDX-License-Identifier: MIT */
/* The catalogue: reading the record, and the full-text index. Rows of the table in storage/queries.c. */
/* clang-format off */

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

    /* --- the full-text index --- */
    [QUERY_INDEX_ADD] = "INSERT INTO entry_index (rowid, text) VALUES (:entry, :text)",
    [QUERY_INDEX_REMOVE] = "INSERT INTO entry_index (entry_index, rowid, text)"
                           " VALUES ('delete', :entry, :text)",

    /* --- reading the record --- */
    [QUERY_ENTRY_FORWARD] = ENTRY_ROWS ENTRY_RANGE_FORWARD
        " ORDER BY e.sequence, e.observer",
    [QUERY_ENTRY_BACKWARD] = ENTRY_ROWS ENTRY_RANGE_BACKWARD
        " ORDER BY e.sequence DESC, e.observer DESC",
    [QUERY_VOICE_FORWARD] = VOICE_ROWS ENTRY_RANGE_FORWARD
        " ORDER BY e.sequence, e.observer, v.role, v.position",
    [QUERY_VOICE_BACKWARD] = VOICE_ROWS ENTRY_RANGE_BACKWARD
        " ORDER BY e.sequence DESC, e.observer DESC, v.role DESC, v.position DESC",
    [QUERY_VERBATIM_FORWARD] = VERBATIM_ROWS ENTRY_RANGE_FORWARD
        " ORDER BY e.sequence, e.observer, v.start",
    [QUERY_VERBATIM_BACKWARD] = VERBATIM_ROWS ENTRY_RANGE_BACKWARD
        " ORDER BY e.sequence DESC, e.observer DESC, v.start DESC",
    [QUERY_CODING_FORWARD] = CODING_ROWS ENTRY_RANGE_FORWARD
        " ORDER BY e.sequence, e.observer, c.id",
    [QUERY_CODING_BACKWARD] = CODING_ROWS ENTRY_RANGE_BACKWARD
        " ORDER BY e.sequence DESC, e.observer DESC, c.id DESC",
    [QUERY_VALUE_FORWARD] = VALUE_ROWS ENTRY_RANGE_FORWARD
        " ORDER BY e.sequence, e.observer, c.id, v.modifier",
    [QUERY_VALUE_BACKWARD] = VALUE_ROWS ENTRY_RANGE_BACKWARD
        " ORDER BY e.sequence DESC, e.observer DESC, c.id DESC, v.modifier DESC",
    [QUERY_MOVEMENT_FORWARD] = MOVEMENT_ROWS ENTRY_RANGE_FORWARD
        " ORDER BY e.sequence, e.observer, r.id",
    [QUERY_MOVEMENT_BACKWARD] = MOVEMENT_ROWS ENTRY_RANGE_BACKWARD
        " ORDER BY e.sequence DESC, e.observer DESC, r.id DESC",
    [QUERY_ENTRY_PLACE] = "SELECT m.uuid, e.sequence, e.observer, e.id, e.meeting, m.number"
                          " FROM entry e JOIN meeting m ON m.id = e.meeting WHERE e.uuid = :uuid",
    [QUERY_ENTRY_COUNT] =
        "SELECT (SELECT count(*) FROM entry e WHERE e.meeting = m.id)"
        " - (SELECT count(*) FROM entry_revision r JOIN entry e ON e.id = r.entry"
        " WHERE r.removed AND e.current = r.id AND e.meeting = m.id)"
        " FROM meeting m WHERE m.uuid = :meeting",
/* clang-format on */
