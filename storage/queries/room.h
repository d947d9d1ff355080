/* SPDX-License-Identifier: MIT */
/* The catalogue: the room, and the course of a meeting. Rows of the table in storage/queries.c. */
/* clang-format off */

#define MARKS_OF_E                                                                                 \
    " CROSS JOIN entry_revision r INDEXED BY entry_revision_marks"                                 \
    " ON r.entry = e.id AND r.kind IN ('agenda', 'part') AND r.id = e.current"

    /* --- the room --- */
    [QUERY_ROOM_MEETING] =
        "SELECT m.id, m.began, coalesce((SELECT o.offset FROM opening o WHERE o.meeting = m.id"
        " ORDER BY o.id DESC LIMIT 1), m.offset), b.id, b.quorum, m.convened,"
        " coalesce((SELECT sum(max(o.wall - o.after_end, 0)) FROM opening o"
        " WHERE o.meeting = m.id AND o.after_end IS NOT NULL), 0)"
        " FROM meeting m LEFT JOIN body b ON b.id = m.body WHERE m.uuid = :uuid",
    /* Who is not on the list has taken part, unless all that is known is an arrival that was
     * undone. */
    [QUERY_ROOM_PEOPLE] =
        "SELECT p.uuid, l.capacity, l.expected, CASE WHEN l.expected THEN 0"
        " WHEN NOT EXISTS (SELECT 1 FROM attendance a WHERE a.meeting = l.meeting"
        "   AND a.person IN (" ALL_OF_P ")) THEN 1"
        " WHEN EXISTS (SELECT 1 FROM attendance a JOIN attendance_revision r ON r.id = a.current"
        "   WHERE a.meeting = l.meeting AND a.person IN (" ALL_OF_P ") AND NOT r.removed) THEN 1"
        " ELSE EXISTS (SELECT 1 FROM entry e CROSS JOIN entry_voice v ON v.revision = e.current"
        "   WHERE e.meeting = l.meeting AND v.person IN (" ALL_OF_P ")) END"
        " FROM meeting_person l JOIN person p ON p.id = l.person WHERE l.meeting = :meeting"
        " AND p.merged_into IS NULL ORDER BY l.id",
    [QUERY_ROOM_MOVEMENTS] =
        "SELECT p.uuid, r.movement, r.mode, coalesce(e.sequence, 0), r.capacity, f.at"
        " FROM attendance a JOIN attendance_revision r ON r.id = a.current"
        " JOIN person w ON w.id = a.person JOIN person p ON p.id = coalesce(w.merged_into, w.id)"
        " LEFT JOIN entry e ON e.id = r.entry LEFT JOIN entry_revision f ON f.id = e.current"
        " WHERE a.meeting = :meeting AND NOT r.removed"
        " ORDER BY coalesce(e.sequence, 0), a.id",
    [QUERY_ROOM_NEEDS] = "SELECT g.uuid, q.number FROM body_quorum q"
                         " JOIN role_group g ON g.id = q.role_group WHERE q.body = :body"
                         " ORDER BY g.position, g.id",
    [QUERY_ROOM_CODE_USES] =
        "SELECT k.uuid, count(*) FROM entry e CROSS JOIN coding c" CODING_RANGE
        " CROSS JOIN coding_revision r ON r.id = c.current" CODE_AS_READ
        " WHERE e.meeting = :meeting AND e.observer = :observer AND NOT r.removed"
        " AND r.action <> 'close' GROUP BY k.id ORDER BY k.id",
    [QUERY_ROOM_STATES] =
        "SELECT c.uuid, k.uuid, r.action, x.uuid, f.at, f.kind = 'attendance' FROM entry e"
        " CROSS JOIN coding c" CODING_RANGE " CROSS JOIN coding_revision r ON r.id = c.current"
        CODE_AS_READ
        " LEFT JOIN coding x ON x.id = r.closes LEFT JOIN entry_revision f ON f.id = e.current"
        " WHERE e.meeting = :meeting AND e.observer = :observer AND NOT r.removed"
        " AND r.action <> 'point' AND k.state ORDER BY e.sequence, c.id",
    /* By the index of the few that are one: revisions are long. */
    [QUERY_ROOM_LAST_AGENDA] =
        "SELECT e.sequence, i.uuid FROM entry e" MARKS_OF_E " AND r.kind = 'agenda'"
        " LEFT JOIN agenda_item i ON i.id = r.item"
        " WHERE e.meeting = :meeting AND e.observer = :observer AND NOT r.removed"
        " ORDER BY e.sequence DESC LIMIT 1",
    [QUERY_ROOM_PARTS] =
        "SELECT r.part, r.at FROM entry e" MARKS_OF_E " AND r.kind = 'part'"
        " WHERE e.meeting = :meeting AND e.observer = :observer AND NOT r.removed"
        " ORDER BY e.sequence",
    [QUERY_ROOM_LAST_ENTRY] =
        "SELECT e.uuid FROM entry e CROSS JOIN entry_revision r ON r.id = e.current"
        " WHERE e.meeting = :meeting AND e.observer = :observer AND e.sequence > :after"
        " AND NOT r.removed AND NOT (r.kind = 'attendance' AND NOT EXISTS" /* moot's own */
        " (SELECT 1 FROM attendance_revision m WHERE m.entry = e.id))"
        " ORDER BY e.sequence DESC LIMIT 1",
    [QUERY_ROOM_LAST_SPOKEN] =
        "SELECT e.uuid FROM entry e CROSS JOIN entry_revision r ON r.id = e.current"
        " WHERE e.meeting = :meeting AND e.observer = :observer AND e.sequence > :after"
        " AND NOT r.removed AND EXISTS (SELECT 1 FROM entry_voice v WHERE v.revision = r.id"
        " AND v.role = 'speaker') ORDER BY e.sequence DESC LIMIT 1",

    /* --- the course of a meeting, and its notes --- */
    [QUERY_COURSE_MEETING] =
        "SELECT id, coalesce(convened, began), coalesce(adjourned, ended), ended FROM meeting"
        " WHERE uuid = :uuid",
    /* The record that the course is read from: this observer's, else that of whoever was first. */
    [QUERY_COURSE_OBSERVER] =
        "SELECT observer FROM entry WHERE meeting = :meeting"
        " ORDER BY observer <> :observer, sequence, observer LIMIT 1",
    [QUERY_COURSE_MARKS] =
        "SELECT r.kind, r.part, i.uuid, r.at FROM entry e" MARKS_OF_E
        " LEFT JOIN agenda_item i ON i.id = r.item"
        " WHERE e.meeting = :meeting AND e.observer = :observer AND NOT r.removed"
        " ORDER BY e.sequence",
    /* Each opening, and until when it lasted: to its end, else to the last that was written in it. */
    [QUERY_COURSE_OPENINGS] =
        "SELECT o.wall, o.after_end, o.ended, (SELECT max(c.recorded) FROM change c"
        " WHERE c.meeting = o.meeting AND c.observer = o.observer AND c.recorded >= o.wall"
        " AND c.recorded < coalesce((SELECT min(n.wall) FROM opening n WHERE n.meeting = o.meeting"
        " AND n.observer = o.observer AND n.id > o.id), 9223372036854775807))"
        " FROM opening o WHERE o.meeting = :meeting ORDER BY o.id",
    /* An imported meeting has times in its entries alone. */
    [QUERY_COURSE_TIMES] = "SELECT min(r.at), max(r.at) FROM entry e"
                           " CROSS JOIN entry_revision r ON r.id = e.current"
                           " WHERE e.meeting = :meeting AND NOT r.removed",
    [QUERY_NOTES_LOAD] = "SELECT convened, adjourned, mode, papers, watching, seating, setting, began,"
                         " ended, offset, coalesce(date, '') FROM meeting WHERE uuid = :uuid",
    [QUERY_NOTES_SAVE] =
        "UPDATE meeting SET version = :version, observer = :observer, convened = :convened,"
        " adjourned = :adjourned, mode = :mode, papers = :papers, watching = :watching,"
        " seating = :seating, setting = :setting WHERE id = :meeting",
/* clang-format on */
