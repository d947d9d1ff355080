/* SPDX-License-Identifier: MIT */
/* The catalogue: words taken back. Rows of the table in storage/queries.c. */
/* clang-format off */

/* Of a voice v: it speaks, and its person has taken back all words in :meeting. */
#define RETRACTED_VOICE                                                                            \
    "v.role = 'speaker' AND v.person IS NOT NULL AND EXISTS (SELECT 1 FROM retraction rt"          \
    " JOIN retraction_revision rr ON rr.id = rt.current AND NOT rr.removed"                        \
    " JOIN person rp ON rp.id = rt.person JOIN person rv ON rv.id = v.person"                      \
    " WHERE rt.meeting = :meeting"                                                                 \
    " AND coalesce(rp.merged_into, rp.id) = coalesce(rv.merged_into, rv.id))"

    [QUERY_RETRACTION_ANY] = "SELECT count(*) FROM retraction WHERE meeting = :meeting",
    [QUERY_RETRACTION_OF] =
        "SELECT count(*) FROM retraction t JOIN retraction_revision r ON r.id = t.current"
        " JOIN person p ON p.id = t.person WHERE t.meeting = :meeting AND NOT r.removed"
        " AND coalesce(p.merged_into, p.id) ="
        " (SELECT coalesce(q.merged_into, q.id) FROM person q WHERE q.id = :person)",
    [QUERY_RETRACTION_FIND] =
        "SELECT t.id, t.current, r.removed FROM retraction t"
        " JOIN retraction_revision r ON r.id = t.current"
        " WHERE t.meeting = :meeting AND t.person = :person ORDER BY r.removed, t.id LIMIT 1",
    [QUERY_RETRACTION_ADD] = "INSERT INTO retraction (uuid, meeting, person, current)"
                             " VALUES (:uuid, :meeting, :person, :current)",
    [QUERY_RETRACTION_REVISION_ADD] =
        "INSERT INTO retraction_revision (id, uuid, version, observer, laptop, change, retraction,"
        " replaces, removed) VALUES (:id, :uuid, :version, :observer, :laptop, :change,"
        " :retraction, :replaces, :removed)",
    [QUERY_CURRENT_RETRACTION] = MAKE_CURRENT("retraction", "retraction_revision", "retraction"),
    /* Whether somebody speaks in a revision whose words are taken back. */
    [QUERY_RETRACTION_SPEAKS] =
        "SELECT count(*) FROM entry_voice v WHERE v.revision = :revision AND " RETRACTED_VOICE,
    /* The entries of one person that are not as they should be. */
    [QUERY_RETRACTION_UNSETTLED] =
        "SELECT e.id, r.id, NOT r.retracted FROM entry e JOIN entry_revision r ON r.id = e.current"
        " WHERE e.meeting = :meeting AND EXISTS (SELECT 1 FROM entry_voice v"
        "   JOIN person p ON p.id = v.person WHERE v.revision = r.id AND v.role = 'speaker'"
        "   AND coalesce(p.merged_into, p.id) = :person)"
        " AND r.retracted <> EXISTS (SELECT 1 FROM entry_voice v WHERE v.revision = r.id"
        "   AND " RETRACTED_VOICE ") ORDER BY e.sequence, e.id",
    [QUERY_RETRACTION_LIST] =
        "SELECT p.uuid, p.number, p.voice, h.recorded, o.initials FROM retraction t"
        " JOIN retraction_revision r ON r.id = t.current AND NOT r.removed"
        " JOIN person w ON w.id = t.person JOIN person p ON p.id = coalesce(w.merged_into, w.id)"
        " JOIN change h ON h.id = r.change JOIN observer o ON o.id = r.observer"
        " WHERE t.meeting = :meeting ORDER BY p.number IS NULL, p.number, p.id, t.id",
    /* Whose words are taken back in a meeting, and whose a change has touched. */
    [QUERY_RETRACTION_PEOPLE] =
        "SELECT DISTINCT coalesce(p.merged_into, p.id) FROM retraction t"
        " JOIN retraction_revision r ON r.id = t.current JOIN person p ON p.id = t.person"
        " WHERE t.meeting = :meeting AND (NOT r.removed OR EXISTS (SELECT 1"
        "   FROM retraction_revision c WHERE c.id >= :change << 20 AND c.id < (:change + 1) << 20"
        "   AND c.retraction = t.id)) ORDER BY 1",
    [QUERY_UNDO_RETRACTIONS] = "SELECT r.id, r.retraction, r.replaces FROM retraction_revision r"
       " WHERE r.id >= :change << 20 AND r.id < (:change + 1) << 20 ORDER BY r.id",
    [QUERY_UNDO_COPY_RETRACTION] =
        "INSERT INTO retraction_revision (id, uuid, version, observer, laptop, change, retraction,"
        " replaces, removed) SELECT :id, :uuid, :version, :observer, :laptop, :change, s.retraction,"
        " (SELECT current FROM retraction WHERE id = s.retraction), max(s.removed, :gone)"
        " FROM retraction_revision s WHERE s.id = :source",
    [QUERY_UNDO_SAYS_RETRACTION] =
        "SELECT coalesce(p.number, p.voice) || CASE WHEN r.removed THEN ' lets their words stand'"
        " ELSE ' took back their words' END FROM retraction_revision r"
        " JOIN retraction t ON t.id = r.retraction JOIN person p ON p.id = t.person"
        " WHERE r.id >= :change << 20 AND r.id < (:change + 1) << 20 ORDER BY r.id",
/* clang-format on */
