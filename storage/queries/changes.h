/* SPDX-License-Identifier: MIT */
/* The catalogue: changes of the record. Rows of the table in storage/queries.c. */
/* clang-format off */

    /* --- changes --- */
    [QUERY_CHANGE_ADD] =
        "INSERT INTO change (uuid, version, kind, meeting, observer, laptop, recorded, undoes,"
        " reason) VALUES (:uuid, :version, :kind, :meeting, :observer, :laptop, :recorded, :undoes,"
        " :reason)",
    [QUERY_DRAFT_SAVE] =
        "INSERT INTO draft (meeting, observer, text, at, offset, saved, edits)"
        " VALUES (:meeting, :observer, :text, :at, :offset, :saved,"
        " (SELECT id FROM entry WHERE uuid = :edits))"
        " ON CONFLICT (meeting, observer) DO UPDATE SET text = excluded.text, at = excluded.at,"
        " offset = excluded.offset, saved = excluded.saved, edits = excluded.edits",
    [QUERY_DRAFT_DROP] = "DELETE FROM draft WHERE meeting = :meeting AND observer = :observer",
    [QUERY_DRAFT_LOAD] = "SELECT d.text, d.at, d.offset, d.saved, e.uuid FROM meeting m"
                         " JOIN draft d ON d.meeting = m.id LEFT JOIN entry e ON e.id = d.edits"
                         " WHERE m.uuid = :meeting AND d.observer = :observer",
    [QUERY_ENTRY_DRAFT_KEEP] =
        "INSERT INTO entry_draft (entry, observer, text, saved)"
        " SELECT id, :observer, :text, :saved FROM entry WHERE uuid = :entry"
        " ON CONFLICT (entry, observer) DO UPDATE SET text = excluded.text,"
        " saved = excluded.saved",
    [QUERY_ENTRY_DRAFT_DROP] =
        "DELETE FROM entry_draft WHERE observer = :observer"
        " AND entry = (SELECT id FROM entry WHERE uuid = :entry)",
    [QUERY_ENTRY_DRAFT_LOAD] = "SELECT d.text FROM entry e JOIN entry_draft d ON d.entry = e.id"
                               " WHERE e.uuid = :entry AND d.observer = :observer",
    [QUERY_ENTRY_DRAFT_LIST] =
        "SELECT e.sequence FROM entry_draft d JOIN entry e ON e.id = d.entry"
        " JOIN entry_revision r ON r.id = e.current AND NOT r.removed"
        " WHERE d.observer = :observer"
        " AND e.meeting = (SELECT id FROM meeting WHERE uuid = :meeting)"
        " ORDER BY e.sequence, e.id",
    [QUERY_MEETING_PERSON_FIND] =
        "SELECT id FROM meeting_person WHERE meeting = :meeting AND person = :person",
    [QUERY_ITEM_CURRENT] =
        "SELECT i.id, r.id, r.number, r.title, r.paper, r.purpose, r.reached, r.began,"
        " r.skipped"
        " FROM agenda_item i JOIN agenda_revision r ON r.id = i.current WHERE i.id = :item",
    [QUERY_ITEMS_FROM] =
        "SELECT i.id, r.id, r.number, r.title, r.paper, r.purpose, r.reached, r.began,"
        " r.skipped"
        " FROM agenda_item i JOIN agenda_revision r ON r.id = i.current"
        " WHERE i.meeting = :meeting AND NOT r.removed AND r.number >= :number"
        " ORDER BY r.number, i.id",
    [QUERY_ENTRY_LAST_SEQUENCE] = "SELECT max(sequence) FROM entry WHERE meeting = :meeting",
    [QUERY_ENTRY_ADD] = "INSERT INTO entry (uuid, meeting, observer, sequence, current)"
                        " VALUES (:uuid, :meeting, :observer, :sequence, :current)",
    [QUERY_ENTRY_CURRENT] = "SELECT r.id, r.removed, r.retracted, r.text FROM entry e"
                            " JOIN entry_revision r ON r.id = e.current WHERE e.id = :entry",
    [QUERY_ENTRY_REVISION_ADD] =
        "INSERT INTO entry_revision (id, uuid, version, observer, laptop, change, entry, replaces,"
        " removed, retracted, kind, at, offset, recorded, item, about, part, continues, text)"
        " VALUES (:id, :uuid, :version, :observer, :laptop, :change, :entry, :replaces,"
        " :removed, :retracted, :kind, :at, :offset, :recorded, :item, :about, :part, :continues, :text)",
    [QUERY_VOICE_ADD] =
        "INSERT INTO entry_voice (revision, role, position, kind, person, role_group)"
        " VALUES (:revision, :role, :position, :kind, :person, :role_group)",
    [QUERY_VERBATIM_ADD] = "INSERT INTO entry_verbatim (revision, start, length)"
                           " VALUES (:revision, :start, :length) ON CONFLICT DO NOTHING",
    [QUERY_CODING_LAST] = "SELECT id FROM coding"
                          " WHERE id >= :entry << 16 AND id < (:entry + 1) << 16"
                          " ORDER BY id DESC LIMIT 1",
    [QUERY_CODING_CURRENT] = "SELECT current FROM coding WHERE id = :id",
    [QUERY_CODING_ADD] = "INSERT INTO coding (id, uuid, entry, code, current)"
                         " VALUES (:id, :uuid, :entry, :code, :current)",
    [QUERY_CODING_REVISION_ADD] =
        "INSERT INTO coding_revision (id, uuid, version, observer, laptop, change, coding,"
        " replaces, removed, recorded, action, start, length, by_end, closes, lost)"
        " VALUES (:id, :uuid, :version, :observer, :laptop, :change, :coding,"
        " :replaces, :removed, :recorded, :action, :start, :length, :by_end, :closes, :lost)",
    [QUERY_CODING_VALUE_ADD] = "INSERT INTO coding_value (revision, modifier, value)"
                               " VALUES (:revision, :modifier, :value)",
    [QUERY_ATTENDANCE_ADD] = "INSERT INTO attendance (uuid, meeting, person, current)"
                             " VALUES (:uuid, :meeting, :person, :current)",
    [QUERY_ATTENDANCE_REVISION_ADD] =
        "INSERT INTO attendance_revision (id, uuid, version, observer, laptop, change, attendance,"
        " replaces, removed, entry, movement, mode, arrival, capacity, item)"
        " VALUES (:id, :uuid, :version, :observer, :laptop, :change, :attendance,"
        " :replaces, :removed, :entry, :movement, :mode, :arrival, :capacity, :item)",

    [QUERY_CURRENT_ITEM] = MAKE_CURRENT("agenda_item", "agenda_revision", "item"),
    [QUERY_CURRENT_ENTRY] = MAKE_CURRENT("entry", "entry_revision", "entry"),
    [QUERY_CURRENT_CODING] = MAKE_CURRENT("coding", "coding_revision", "coding"),
    [QUERY_CURRENT_MOVEMENT] = MAKE_CURRENT("attendance", "attendance_revision", "attendance"),

    /* --- changes of what is there --- */
    [QUERY_ROW_ATTENDANCE] = "SELECT id FROM attendance WHERE uuid = :uuid",
    [QUERY_ATTENDANCE_CURRENT] = "SELECT current FROM attendance WHERE id = :id",
    /* The codings of an entry, as they are now. */
    [QUERY_CODINGS_OF] =
        "SELECT c.id, c.uuid, r.id, r.action, r.start, r.length, r.closes, r.lost FROM coding c"
        " JOIN coding_revision r ON r.id = c.current AND NOT r.removed"
        " WHERE c.id >= :entry << 16 AND c.id < (:entry + 1) << 16 ORDER BY c.id",
    /* A revision like the one before, but for what is given. */
    [QUERY_CODING_COPY] =
        "INSERT INTO coding_revision (id, uuid, version, observer, laptop, change, coding, replaces,"
        " removed, recorded, action, start, length, by_end, closes, lost)"
        " SELECT :id, :uuid, :version, :observer, :laptop, :change, s.coding, s.id,"
        " :removed, :recorded, s.action, :start, :length, s.by_end, :closes, :lost"
        " FROM coding_revision s WHERE s.id = :source",
    /* Those that close one coding, in its meeting. */
    [QUERY_CODINGS_CLOSING] =
        "SELECT c.id, c.uuid, r.id, r.action, r.start, r.length, r.closes, r.lost FROM entry e"
        " CROSS JOIN coding c" CODING_RANGE
        " CROSS JOIN coding_revision r ON r.id = c.current AND NOT r.removed"
        " WHERE e.meeting = :meeting AND r.action = 'close' AND r.closes = :coding"
        " ORDER BY e.sequence, c.id",
    [QUERY_MOVEMENTS_OF] =
        "SELECT a.id, r.id, r.movement, r.mode, r.item, r.arrival, coalesce(r.capacity, '')"
        " FROM attendance_revision r"
        " JOIN attendance a ON a.id = r.attendance AND a.current = r.id"
        " WHERE r.entry = :entry AND NOT r.removed ORDER BY a.id",
    /* The first of the lines that begin an item, other than one of them. */
    [QUERY_ITEM_BEGUN_BY] =
        "SELECT r.at FROM entry e JOIN entry_revision r ON r.id = e.current"
        " WHERE e.meeting = :meeting AND e.id <> :entry AND r.kind = 'agenda' AND r.item = :item"
        " AND NOT r.removed ORDER BY e.sequence, e.id LIMIT 1",
    [QUERY_COMMENTS_ON] =
        "SELECT e.id FROM entry e JOIN entry_revision r ON r.id = e.current"
        " WHERE e.meeting = :meeting AND r.about = :entry AND NOT r.removed"
        " ORDER BY e.sequence, e.id",
    /* A revision like the one before, but for what is given. */
    [QUERY_ENTRY_COPY] =
        "INSERT INTO entry_revision (id, uuid, version, observer, laptop, change, entry, replaces,"
        " removed, retracted, kind, at, offset, recorded, item, about, part, continues, text)"
        " SELECT :id, :uuid, :version, :observer, :laptop, :change, s.entry, s.id, s.removed,"
        " coalesce(:retracted, s.retracted), s.kind, s.at, s.offset, :recorded, s.item,"
        " coalesce(:about, s.about), s.part, s.continues, s.text"
        " FROM entry_revision s WHERE s.id = :source",
    [QUERY_ENTRY_SEQUENCE] = "SELECT sequence FROM entry WHERE id = :entry AND meeting = :meeting",
    [QUERY_SEQUENCE_AFTER] = "SELECT min(sequence) FROM entry"
                             " WHERE meeting = :meeting AND sequence > :sequence",
    [QUERY_SEQUENCE_BEFORE] = "SELECT max(sequence) FROM entry"
                              " WHERE meeting = :meeting AND sequence < :sequence",
    /* New places for all, first below zero, where nothing stands in the way. */
    [QUERY_SEQUENCES_NEGATE] =
        "UPDATE entry SET sequence = -1 - n.place * :gap FROM (SELECT e.id AS id, row_number()"
        " OVER (ORDER BY e.sequence, e.observer, e.id) AS place FROM entry e"
        " WHERE e.meeting = :meeting) AS n WHERE n.id = entry.id",
    [QUERY_SEQUENCES_MIRROR] = "UPDATE entry SET sequence = -1 - sequence"
                               " WHERE meeting = :meeting AND sequence < 0",
    [QUERY_MEMO_MOVE] = "UPDATE memo SET entry = :heir, version = :version WHERE entry = :entry",
/* clang-format on */
