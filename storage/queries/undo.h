/* SPDX-License-Identifier: MIT */
/* The catalogue: undo and redo. Rows of the table in storage/queries.c. */
/* clang-format off */

    /* The last change of this observer that is not undone, or whose undoing is. */
    [QUERY_UNDO_FIND] =
        "SELECT c.id, c.id FROM change c"
        " WHERE c.meeting = :meeting AND c.observer = :observer AND c.kind = 'record'"
        " AND NOT EXISTS (SELECT 1 FROM change u WHERE u.undoes = c.id"
        "   AND NOT EXISTS (SELECT 1 FROM change r WHERE r.undoes = u.id))"
        " ORDER BY c.id DESC LIMIT 1",
    /* The last undo that is not redone, unless something new came after it. */
    [QUERY_REDO_FIND] =
        "SELECT u.id, u.undoes FROM change u"
        " WHERE u.meeting = :meeting AND u.observer = :observer AND u.kind = 'undo'"
        " AND NOT EXISTS (SELECT 1 FROM change r WHERE r.undoes = u.id)"
        " AND u.id > coalesce((SELECT n.id FROM change n WHERE n.meeting = :meeting"
        "   AND n.observer = :observer AND n.kind = 'record' ORDER BY n.id DESC LIMIT 1), 0)"
        " ORDER BY u.id DESC LIMIT 1",
    [QUERY_UNDO_ITEMS] = "SELECT r.id, r.item, r.replaces FROM agenda_revision r"
       " WHERE r.id >= :change << 20 AND r.id < (:change + 1) << 20 ORDER BY r.id",
    [QUERY_UNDO_ENTRIES] = "SELECT r.id, r.entry, r.replaces FROM entry_revision r"
       " WHERE r.id >= :change << 20 AND r.id < (:change + 1) << 20 ORDER BY r.id",
    [QUERY_UNDO_CODINGS] = "SELECT r.id, r.coding, r.replaces FROM coding_revision r"
       " WHERE r.id >= :change << 20 AND r.id < (:change + 1) << 20 ORDER BY r.id",
    [QUERY_UNDO_MOVEMENTS] = "SELECT r.id, r.attendance, r.replaces FROM attendance_revision r"
       " WHERE r.id >= :change << 20 AND r.id < (:change + 1) << 20 ORDER BY r.id",
    [QUERY_UNDO_COPY_ITEM] =
        "INSERT INTO agenda_revision (id, uuid, version, observer, laptop, change, item, replaces,"
        " removed, number, title, paper, purpose, reached, began, skipped)"
        " SELECT :id, :uuid, :version, :observer, :laptop, :change, s.item,"
        " (SELECT current FROM agenda_item WHERE id = s.item), max(s.removed, :gone),"
        " s.number, s.title, s.paper, s.purpose, s.reached, s.began, s.skipped"
        " FROM agenda_revision s WHERE s.id = :source",
    [QUERY_UNDO_COPY_ENTRY] =
        "INSERT INTO entry_revision (id, uuid, version, observer, laptop, change, entry, replaces,"
        " removed, retracted, kind, at, offset, recorded, item, about, part, continues, text)"
        " SELECT :id, :uuid, :version, :observer, :laptop, :change, s.entry,"
        " (SELECT current FROM entry WHERE id = s.entry), max(s.removed, :gone),"
        " s.retracted, s.kind, s.at, s.offset, s.recorded, s.item, s.about, s.part, s.continues, s.text"
        " FROM entry_revision s WHERE s.id = :source",
    [QUERY_UNDO_COPY_CODING] =
        "INSERT INTO coding_revision (id, uuid, version, observer, laptop, change, coding, replaces,"
        " removed, recorded, action, start, length, by_end, closes, lost)"
        " SELECT :id, :uuid, :version, :observer, :laptop, :change, s.coding,"
        " (SELECT current FROM coding WHERE id = s.coding), max(s.removed, :gone),"
        " s.recorded, s.action, s.start, s.length, s.by_end, s.closes, s.lost"
        " FROM coding_revision s WHERE s.id = :source",
    [QUERY_UNDO_COPY_MOVEMENT] =
        "INSERT INTO attendance_revision (id, uuid, version, observer, laptop, change, attendance, replaces,"
        " removed, entry, movement, mode, arrival, capacity, item)"
        " SELECT :id, :uuid, :version, :observer, :laptop, :change, s.attendance,"
        " (SELECT current FROM attendance WHERE id = s.attendance), max(s.removed, :gone),"
        " s.entry, s.movement, s.mode, s.arrival, s.capacity, s.item"
        " FROM attendance_revision s WHERE s.id = :source",
    [QUERY_UNDO_COPY_VOICES] =
        "INSERT INTO entry_voice (revision, role, position, kind, person, role_group)"
        " SELECT :id, role, position, kind, person, role_group FROM entry_voice"
        " WHERE revision = :source",
    [QUERY_UNDO_COPY_VERBATIM] = "INSERT INTO entry_verbatim (revision, start, length)"
                                 " SELECT :id, start, length FROM entry_verbatim"
                                 " WHERE revision = :source",
    [QUERY_UNDO_COPY_VALUES] = "INSERT INTO coding_value (revision, modifier, value)"
                               " SELECT :id, modifier, value FROM coding_value"
                               " WHERE revision = :source",
    [QUERY_UNDO_SAYS_ENTRY] = "SELECT r.id, r.kind, r.text FROM entry_revision r"
       " WHERE r.id >= :change << 20 AND r.id < (:change + 1) << 20 ORDER BY r.id LIMIT 1",
    [QUERY_UNDO_SAYS_SPEAKERS] =
        "SELECT coalesce(p.number, p.voice, '?' || g.key, '?') FROM entry_voice v"
        " LEFT JOIN person p ON p.id = v.person LEFT JOIN role_group g ON g.id = v.role_group"
        " WHERE v.revision = :revision AND v.role = 'speaker' ORDER BY v.position",
    [QUERY_UNDO_SAYS_CODES] =
        "SELECT k.name FROM coding_revision r JOIN coding c ON c.id = r.coding" CODE_AS_READ
       " WHERE r.id >= :change << 20 AND r.id < (:change + 1) << 20 ORDER BY r.id",
    [QUERY_UNDO_SAYS_MOVEMENTS] =
        "SELECT coalesce(p.number, p.voice) || ' ' || coalesce(r.capacity, r.movement) FROM attendance_revision r"
        " JOIN attendance a ON a.id = r.attendance JOIN person p ON p.id = a.person"
       " WHERE r.id >= :change << 20 AND r.id < (:change + 1) << 20 ORDER BY r.id",
    [QUERY_UNDO_SAYS_ITEMS] = "SELECT r.title FROM agenda_revision r"
       " WHERE r.id >= :change << 20 AND r.id < (:change + 1) << 20 ORDER BY r.id LIMIT 1",
    [QUERY_UNDO_SAYS_ITEM] =
        "SELECT a.number || ': ' || a.title FROM entry_revision r"
        " JOIN agenda_item i ON i.id = r.item JOIN agenda_revision a ON a.id = i.current"
        " WHERE r.id = :revision ORDER BY a.id",
    [QUERY_UNDO_SAYS_PART] = "SELECT part FROM entry_revision WHERE id = :revision ORDER BY id",
/* clang-format on */
