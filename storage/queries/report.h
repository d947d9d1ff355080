/* SPDX-License-Identifier: MIT */
/* The catalogue: reporting. Rows of the table in storage/queries.c. */
/* clang-format off */

    [QUERY_REPORT_MEETINGS] = "SELECT id, uuid, coalesce(site, 0), function, status,"
                              " coalesce(date, '') FROM meeting WHERE id > :after"
                              " ORDER BY id LIMIT :most",
    [QUERY_REPORT_SITES] = "SELECT id, code, code, 0 FROM site ORDER BY id",
    [QUERY_REPORT_FUNCTIONS] = "SELECT id, key, name, 0 FROM function ORDER BY id",
    [QUERY_REPORT_ROLES] = "SELECT id, key, name, 0 FROM role_group ORDER BY id",
    [QUERY_REPORT_OBSERVERS] = "SELECT id, initials, initials, 0 FROM observer ORDER BY id",
    [QUERY_REPORT_CODEBOOK] =
        "SELECT id, coalesce(key, ''), name, coalesce(merged_into, 0) FROM code ORDER BY id",
    [QUERY_REPORT_PERSONS] =
        "SELECT id, coalesce(role_group, 0), coalesce(merged_into, 0) FROM person"
        " WHERE number IS NOT NULL ORDER BY id",
    [QUERY_REPORT_SITTING] = "SELECT coalesce(adjourned, ended) IS NOT NULL"
                             " AND coalesce(convened, began) IS NOT NULL"
                             " FROM meeting WHERE id = :meeting",
    [QUERY_REPORT_ENTRIES] = "SELECT e.meeting, e.observer FROM entry e"
                             " WHERE e.meeting BETWEEN :first AND :last"
                             " ORDER BY e.meeting, e.sequence, e.observer",
    [QUERY_REPORT_REMOVED] =
        "SELECT e.meeting, e.observer, r.entry FROM entry_revision r"
        " INDEXED BY entry_revision_removed"
        " CROSS JOIN entry e ON e.id = r.entry AND e.current = r.id"
        " WHERE r.removed AND r.entry > :after ORDER BY r.entry LIMIT :most",
    /* Expected people count as seen unless they were absent all the time. */
    [QUERY_REPORT_PEOPLE] =
        "SELECT l.meeting, l.person FROM meeting_person l"
        " WHERE l.meeting BETWEEN :first AND :last AND (NOT EXISTS (SELECT 1 FROM attendance a JOIN attendance_revision r"
        "   ON r.id = a.current WHERE a.meeting = l.meeting AND a.person = l.person"
        "   AND NOT r.removed AND r.movement IN ('absent', 'apologies', 'late'))"
        " OR EXISTS (SELECT 1 FROM attendance a JOIN attendance_revision r"
        "   ON r.id = a.current WHERE a.meeting = l.meeting AND a.person = l.person"
        "   AND NOT r.removed AND r.movement = 'arrived'))"
        " ORDER BY l.meeting, l.person",
    [QUERY_REPORT_CODES] =
        "SELECT e.meeting, c.code, c.id FROM coding c CROSS JOIN coding_revision r ON r.id = c.current"
        " CROSS JOIN entry e ON e.id = c.entry CROSS JOIN entry_revision f ON f.id = e.current"
        " WHERE c.id > :after AND NOT r.removed AND r.action <> 'close' AND NOT f.removed"
        " AND NOT f.retracted ORDER BY c.id LIMIT :most",
/* clang-format on */
