/* SPDX-License-Identifier: MIT */
/* The catalogue: meetings and their agenda, made and set up anew. Rows of the table in storage/queries.c. */
/* clang-format off */

/* What a list of meetings shows. Entries are counted by the index on their
 * places, less the few whose current revision is removed: those of the rows
 * between the meeting's first and last. */
#define MEETING_ITSELF                                                                             \
    "SELECT m.uuid, m.number, m.status, m.title, coalesce(s.code, ''), coalesce(b.name, ''),"      \
    " f.key, f.name, m.venue, coalesce(m.date, ''), m.began, m.ended, m.offset,"
#define MEETING_ENTRIES                                                                            \
    " (SELECT n.total - (SELECT count(*) FROM entry_revision r INDEXED BY entry_revision_removed"  \
    "   CROSS JOIN entry x ON x.id = r.entry AND x.current = r.id WHERE r.removed"                 \
    "   AND r.entry BETWEEN n.low AND n.high AND x.meeting = m.id)"                                \
    "   FROM (SELECT count(*) AS total, min(e.id) AS low, max(e.id) AS high"                       \
    "   FROM entry e WHERE e.meeting = m.id) n)"
#define MEETING_SHOWN(people) MEETING_ITSELF MEETING_ENTRIES "," people
#define MEETING_PEOPLE                                                                             \
    " (SELECT count(*) FROM meeting_person p WHERE p.meeting = m.id AND p.person NOT IN"           \
    "   (SELECT id FROM person WHERE merged_into IS NOT NULL))"
#define MEETING_BESIDE                                                                             \
    " LEFT JOIN site s ON s.id = m.site LEFT JOIN body b ON b.id = m.body"                         \
    " LEFT JOIN function f ON f.id = m.function"
#define MEETING_COLUMNS MEETING_SHOWN(MEETING_PEOPLE) " FROM meeting m" MEETING_BESIDE
/* Home shows no number of people. */
#define MEETING_PAGE(order)                                                                        \
    MEETING_SHOWN(" 0")                                                                            \
    " FROM (SELECT id FROM meeting WHERE status = :status ORDER BY number " order                  \
    " LIMIT :limit OFFSET :skip) w CROSS JOIN meeting m ON m.id = w.id" MEETING_BESIDE             \
    " ORDER BY m.number DESC"

    /* --- meetings --- */
    [QUERY_MEETINGS] = MEETING_COLUMNS
        " ORDER BY CASE m.status WHEN 'live' THEN 1 WHEN 'to-write-up' THEN 2"
        " WHEN 'planned' THEN 3 ELSE 4 END, m.number DESC",
    /* Of those that have begun, nothing is counted. */
    [QUERY_MEETINGS_UNCOUNTED] =
        MEETING_ITSELF " CASE m.status WHEN 'planned' THEN" MEETING_ENTRIES " ELSE 0 END, 0"
        " FROM meeting m" MEETING_BESIDE " ORDER BY m.number",
    /* Those that have begun or hold entries, without what is counted. */
    [QUERY_MEETINGS_BEGUN] =
        MEETING_ITSELF " 0, 0 FROM meeting m" MEETING_BESIDE " WHERE m.status <> 'planned'"
        " OR EXISTS (SELECT 1 FROM entry e WHERE e.meeting = m.id) ORDER BY m.number"
        " LIMIT :most",
    /* Of all, SQLite counts whole pages of an index; of a status, each row of it. */
    [QUERY_MEETINGS_BEGUN_COUNT] =
        "SELECT (SELECT count(*) FROM meeting) - (SELECT count(*) FROM meeting m"
        " WHERE m.status = 'planned' AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.meeting = m.id))",
    [QUERY_MEETING_COUNT_ALL] = "SELECT count(*) FROM meeting",
    [QUERY_MEETING_COUNT] = "SELECT count(*) FROM (SELECT 1 FROM meeting WHERE status = :status"
                            " LIMIT :most)",
    [QUERY_MEETING_PLACE] =
        "SELECT w.status, (SELECT count(*) FROM meeting m WHERE m.status = w.status"
        " AND m.number > w.number) FROM meeting w WHERE w.number = :number",
    [QUERY_MEETING_PAGE] = MEETING_PAGE("DESC"),
    [QUERY_MEETING_PAGE_BACK] = MEETING_PAGE("ASC"),
    [QUERY_MEETING_BY_NUMBER] = MEETING_COLUMNS " WHERE m.number = :number ORDER BY m.id",
    [QUERY_MEETING_ALONE] = MEETING_ITSELF
        " 0, 0 FROM meeting m" MEETING_BESIDE " WHERE m.number = :number ORDER BY m.id",
    /* The number of a meeting that was shredded is not given to another. */
    [QUERY_MEETING_LAST_NUMBER] =
        "SELECT max((SELECT coalesce(max(number), 0) FROM meeting WHERE number < :most),"
        " (SELECT coalesce(max(CAST(substr(detail, 2) AS INTEGER)), 0) FROM history"
        " WHERE what = 'shredded'))",
    [QUERY_MEETING_BY_DIGEST] = "SELECT number FROM meeting WHERE source_digest = :digest",
    [QUERY_MEETING_LAST_OF_BODY] = "SELECT max(m.number) FROM body b JOIN meeting m ON m.body = b.id"
                                   " WHERE b.name = :name",
    [QUERY_MEETING_STATE] = "SELECT id, number, status FROM meeting WHERE uuid = :uuid",
    [QUERY_MEETING_ADD] =
        "INSERT INTO meeting (uuid, version, observer, number, status, title, site, body, function,"
        " date, venue, source, source_licence, source_language, source_digest)"
        " VALUES (:uuid, :version, :observer, :number, :status, :title, :site, :body, :function,"
        " :date, :venue, :source, :licence, :language, :digest)",
    [QUERY_MEETING_PERSON_ADD] =
        "INSERT INTO meeting_person (uuid, version, observer, meeting, person, capacity, expected)"
        " VALUES (:uuid, :version, :observer, :meeting, :person, :capacity, :expected)"
        " ON CONFLICT (meeting, person) DO NOTHING",
    [QUERY_MEETING_SET_LIVE] =
        "UPDATE meeting SET version = :version, observer = :observer, status = 'live',"
        " offset = CASE WHEN began IS NULL THEN :offset ELSE offset END,"
        " began = coalesce(began, :wall), date = coalesce(date, :date), ended = NULL"
        " WHERE id = :meeting",
    [QUERY_MEETING_END] = "UPDATE meeting SET version = :version, observer = :observer,"
                          " status = 'to-write-up', ended = max(:at, coalesce(began, :at))"
                          " WHERE id = :meeting",
    [QUERY_OPENING_ADD] =
        "INSERT INTO opening (uuid, version, meeting, observer, laptop, wall, boot, boot_id, zone,"
        " offset, after_end) VALUES (:uuid, :version, :meeting, :observer, :laptop, :wall, :boot,"
        " :boot_id, :zone, :offset, (SELECT ended FROM meeting WHERE id = :meeting))",
    [QUERY_OPENING_END] = "UPDATE opening SET ended = :at WHERE uuid = :uuid",
    [QUERY_SITE_FIND] = "SELECT id FROM site WHERE code = :code",
    [QUERY_SITE_ADD] = "INSERT INTO site (uuid, version, observer, code)"
                       " VALUES (:uuid, :version, :observer, :code)",
    [QUERY_SITE_NAMES] = "SELECT code, code FROM site ORDER BY code",
    [QUERY_BODY_FIND] = "SELECT id, site, function FROM body WHERE name = :name ORDER BY id",
    [QUERY_BODY_ADD] = "INSERT INTO body (uuid, version, observer, site, name, function)"
                       " VALUES (:uuid, :version, :observer, :site, :name, :function)",
    [QUERY_BODY_NAMES] = "SELECT b.name, coalesce(s.code, '') FROM body b"
                         " LEFT JOIN site s ON s.id = b.site ORDER BY b.name, s.code, b.id",
    [QUERY_BODY_PEOPLE] = "SELECT b.person, b.capacity FROM body_person b"
                          " JOIN person p ON p.id = b.person WHERE b.body = :body"
                          " AND p.merged_into IS NULL ORDER BY b.person",
    [QUERY_BODY_HAS_PEOPLE] = "SELECT 1 FROM body_person WHERE body = :body LIMIT 1",
    [QUERY_BODY_PERSON_ADD] =
        "INSERT INTO body_person (uuid, version, observer, body, person, capacity)"
        " VALUES (:uuid, :version, :observer, :body, :person, :capacity)"
        " ON CONFLICT (body, person) DO NOTHING",
    [QUERY_FUNCTION_FIND] = "SELECT id FROM function WHERE key = :function OR name = :function"
                            " ORDER BY key = :function DESC, position, id LIMIT 1",
    [QUERY_FUNCTION_NAMES] = "SELECT name, key FROM function ORDER BY position, id",

    /* --- meetings set up anew --- */
    [QUERY_MEETING_UPDATE] =
        "UPDATE meeting SET version = :version, observer = :observer, title = :title,"
        " site = :site, body = :body, function = :function, date = :date, venue = :venue"
        " WHERE id = :meeting",
    [QUERY_MEETING_SEATS] = "SELECT x.id, p.uuid, p.number, x.capacity, p.id FROM meeting_person x"
                            " JOIN person p ON p.id = x.person"
                            " WHERE x.meeting = :meeting AND x.expected AND p.merged_into IS NULL"
                            " ORDER BY p.number IS NULL, p.number, p.id",
    [QUERY_MEETING_SEAT_SET] =
        "INSERT INTO meeting_person (uuid, version, observer, meeting, person, capacity, expected)"
        " VALUES (:uuid, :version, :observer, :meeting, :person, :capacity, 1)"
        " ON CONFLICT (meeting, person) DO UPDATE SET version = excluded.version,"
        " observer = excluded.observer, capacity = excluded.capacity, expected = 1"
        " WHERE capacity <> excluded.capacity OR NOT expected",
    [QUERY_MEETING_SEAT_GUEST] = "UPDATE meeting_person SET version = :version,"
                                 " observer = :observer, expected = 0 WHERE id = :id",
    [QUERY_MEETING_SEAT_DROP] = "DELETE FROM meeting_person WHERE id = :id",
    [QUERY_MEETING_TOOK_PART] =
        "SELECT EXISTS (SELECT 1 FROM attendance a WHERE a.meeting = p.meeting"
        " AND a.person IN (" ALL_OF_P ")) OR EXISTS (SELECT 1 FROM entry e"
        " JOIN entry_voice v ON v.revision = e.current"
        " WHERE e.meeting = p.meeting AND v.person IN (" ALL_OF_P "))"
        " FROM (SELECT :person AS id, :meeting AS meeting) p",
    [QUERY_AGENDA_ROWS] =
        "SELECT i.id, r.id, r.number, r.title, r.paper, r.purpose, r.reached, r.began"
        " FROM agenda_item i JOIN agenda_revision r ON r.id = i.current"
        " WHERE i.meeting = :meeting AND NOT r.removed ORDER BY r.number, i.id",
    [QUERY_ITEM_REVISION_REMOVE] =
        "INSERT INTO agenda_revision (id, uuid, version, observer, laptop, change, item, replaces,"
        " removed, number, title, paper, purpose, reached, began)"
        " SELECT :id, :uuid, :version, :observer, :laptop, :change, item, id, 1, number, title,"
        " paper, purpose, reached, began FROM agenda_revision WHERE id = :of",
    [QUERY_MEETING_LAST_OF_BODY_ID] =
        "SELECT max(m.number) FROM body b JOIN meeting m ON m.body = b.id WHERE b.uuid = :uuid",

    /* --- agenda --- */
    [QUERY_AGENDA] = "SELECT i.uuid, r.number, r.title, r.paper, r.purpose, r.reached, r.began, r.skipped"
                     " FROM meeting m JOIN agenda_item i ON i.meeting = m.id"
                     " JOIN agenda_revision r ON r.id = i.current"
                     " WHERE m.uuid = :meeting AND NOT r.removed ORDER BY r.number, i.id",
    [QUERY_ITEM_ADD] = "INSERT INTO agenda_item (uuid, meeting, current)"
                       " VALUES (:uuid, :meeting, :current)",
    [QUERY_ITEM_REVISION_ADD] =
        "INSERT INTO agenda_revision (id, uuid, version, observer, laptop, change, item, replaces,"
        " number, title, paper, purpose, reached, began, skipped)"
        " VALUES (:id, :uuid, :version, :observer, :laptop, :change, :item, :replaces,"
        " :number, :title, :paper, :purpose, :reached, :began, :skipped)",
/* clang-format on */
