/* SPDX-License-Identifier: MIT */
/* The catalogue: examining the study. Rows of the table in storage/queries.c. */
/* clang-format off */

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

    [QUERY_CHECK_PAGES] = "PRAGMA integrity_check(100)",
    [QUERY_CHECK_PAGES_QUICKLY] = "PRAGMA quick_check(1)",
    [QUERY_CHECK_FOREIGN_KEYS] = "SELECT \"table\" || ' row ' || coalesce(rowid, '?') || ' (to '"
                                 " || parent || ')' FROM pragma_foreign_key_check ORDER BY 1",
    [QUERY_CHECK_WITHOUT_REVISION] =
        "SELECT " PLACE_entry("t") " FROM entry t LEFT JOIN entry_revision c ON c.id = t.current"
        " WHERE c.id IS NULL"
        " UNION ALL "
        "SELECT " PLACE_coding("t") " FROM coding t LEFT JOIN coding_revision c ON c.id = t.current"
        " WHERE c.id IS NULL"
        " UNION ALL "
        "SELECT " PLACE_attendance("t") " FROM attendance t LEFT JOIN attendance_revision c ON c.id = t.current"
        " WHERE c.id IS NULL"
        " UNION ALL "
        "SELECT " PLACE_agenda_item("t") " FROM agenda_item t LEFT JOIN agenda_revision c ON c.id = t.current"
        " WHERE c.id IS NULL"
        " UNION ALL "
        "SELECT " PLACE_retraction("t") " FROM retraction t"
        " LEFT JOIN retraction_revision c ON c.id = t.current WHERE c.id IS NULL",
    [QUERY_CHECK_NOT_CURRENT] =
        "SELECT DISTINCT " PLACE_entry("t") " FROM entry_revision r JOIN entry t ON t.id = r.entry"
        " JOIN entry_revision c ON c.id = t.current JOIN laptop l ON l.id = r.laptop"
        " JOIN laptop d ON d.id = c.laptop"
        " WHERE (r.version, l.uuid, r.id) > (c.version, d.uuid, c.id)"
        " UNION ALL "
        "SELECT DISTINCT " PLACE_coding("t") " FROM coding_revision r JOIN coding t ON t.id = r.coding"
        " JOIN coding_revision c ON c.id = t.current JOIN laptop l ON l.id = r.laptop"
        " JOIN laptop d ON d.id = c.laptop"
        " WHERE (r.version, l.uuid, r.id) > (c.version, d.uuid, c.id)"
        " UNION ALL "
        "SELECT DISTINCT " PLACE_attendance("t") " FROM attendance_revision r JOIN attendance t ON t.id = r.attendance"
        " JOIN attendance_revision c ON c.id = t.current JOIN laptop l ON l.id = r.laptop"
        " JOIN laptop d ON d.id = c.laptop"
        " WHERE (r.version, l.uuid, r.id) > (c.version, d.uuid, c.id)"
        " UNION ALL "
        "SELECT DISTINCT " PLACE_agenda_item("t") " FROM agenda_revision r JOIN agenda_item t ON t.id = r.item"
        " JOIN agenda_revision c ON c.id = t.current JOIN laptop l ON l.id = r.laptop"
        " JOIN laptop d ON d.id = c.laptop"
        " WHERE (r.version, l.uuid, r.id) > (c.version, d.uuid, c.id)"
        " UNION ALL "
        "SELECT DISTINCT " PLACE_retraction("t") " FROM retraction_revision r"
        " JOIN retraction t ON t.id = r.retraction JOIN retraction_revision c ON c.id = t.current"
        " JOIN laptop l ON l.id = r.laptop JOIN laptop d ON d.id = c.laptop"
        " WHERE (r.version, l.uuid, r.id) > (c.version, d.uuid, c.id)",
    [QUERY_CHECK_FOREIGN_REVISION] =
        "SELECT " PLACE_entry("t") " FROM entry t JOIN entry_revision c ON c.id = t.current"
        " WHERE c.entry <> t.id"
        " UNION ALL "
        "SELECT " PLACE_coding("t") " FROM coding t JOIN coding_revision c ON c.id = t.current"
        " WHERE c.coding <> t.id"
        " UNION ALL "
        "SELECT " PLACE_attendance("t") " FROM attendance t JOIN attendance_revision c ON c.id = t.current"
        " WHERE c.attendance <> t.id"
        " UNION ALL "
        "SELECT " PLACE_agenda_item("t") " FROM agenda_item t JOIN agenda_revision c ON c.id = t.current"
        " WHERE c.item <> t.id"
        " UNION ALL "
        "SELECT " PLACE_retraction("t") " FROM retraction t"
        " JOIN retraction_revision c ON c.id = t.current WHERE c.retraction <> t.id",
    [QUERY_CHECK_FIRST_REVISIONS] =
        "SELECT " PLACE_entry("t") " FROM entry t JOIN (SELECT r.entry AS thing,"
        " count(*) - count(r.replaces) AS firsts FROM entry_revision r GROUP BY r.entry) n ON n.thing = t.id"
        " WHERE n.firsts <> 1"
        " UNION ALL "
        "SELECT " PLACE_coding("t") " FROM coding t JOIN (SELECT r.coding AS thing,"
        " count(*) - count(r.replaces) AS firsts FROM coding_revision r GROUP BY r.coding) n ON n.thing = t.id"
        " WHERE n.firsts <> 1"
        " UNION ALL "
        "SELECT " PLACE_attendance("t") " FROM attendance t JOIN (SELECT r.attendance AS thing,"
        " count(*) - count(r.replaces) AS firsts FROM attendance_revision r GROUP BY r.attendance) n ON n.thing = t.id"
        " WHERE n.firsts <> 1"
        " UNION ALL "
        "SELECT " PLACE_agenda_item("t") " FROM agenda_item t JOIN (SELECT r.item AS thing,"
        " count(*) - count(r.replaces) AS firsts FROM agenda_revision r GROUP BY r.item) n ON n.thing = t.id"
        " WHERE n.firsts <> 1"
        " UNION ALL "
        "SELECT " PLACE_retraction("t") " FROM retraction t JOIN (SELECT r.retraction AS thing,"
        " count(*) - count(r.replaces) AS firsts FROM retraction_revision r GROUP BY r.retraction) n"
        " ON n.thing = t.id WHERE n.firsts <> 1",
    [QUERY_CHECK_VERSIONS] =
        "SELECT 'revision ' || r.id || ' of ' || " PLACE_entry("t") " FROM entry_revision r"
        " JOIN entry t ON t.id = r.entry JOIN change h ON h.id = r.change"
        " WHERE r.version <> h.version OR r.laptop <> h.laptop"
        " UNION ALL "
        "SELECT 'revision ' || r.id || ' of ' || " PLACE_coding("t") " FROM coding_revision r"
        " JOIN coding t ON t.id = r.coding JOIN change h ON h.id = r.change"
        " WHERE r.version <> h.version OR r.laptop <> h.laptop"
        " UNION ALL "
        "SELECT 'revision ' || r.id || ' of ' || " PLACE_attendance("t") " FROM attendance_revision r"
        " JOIN attendance t ON t.id = r.attendance JOIN change h ON h.id = r.change"
        " WHERE r.version <> h.version OR r.laptop <> h.laptop"
        " UNION ALL "
        "SELECT 'revision ' || r.id || ' of ' || " PLACE_agenda_item("t") " FROM agenda_revision r"
        " JOIN agenda_item t ON t.id = r.item JOIN change h ON h.id = r.change"
        " WHERE r.version <> h.version OR r.laptop <> h.laptop"
        " UNION ALL "
        "SELECT 'revision ' || r.id || ' of ' || " PLACE_retraction("t") " FROM retraction_revision r"
        " JOIN retraction t ON t.id = r.retraction JOIN change h ON h.id = r.change"
        " WHERE r.version <> h.version OR r.laptop <> h.laptop",
    /* Beyond the year 5138 nothing later could become current: core/hlc.c. */
    [QUERY_CHECK_CHANGE_VERSIONS] =
        "SELECT 'change ' || id FROM change"
        " WHERE version NOT BETWEEN 1 AND 100000000000001 << 16 ORDER BY id",
    [QUERY_CHECK_RANGES] =
        "SELECT 'coding ' || id FROM coding WHERE id >> 16 <> entry"
        " UNION ALL SELECT 'revision ' || id FROM entry_revision WHERE id >> 20 <> change"
        " UNION ALL SELECT 'revision ' || id FROM coding_revision WHERE id >> 20 <> change"
        " UNION ALL SELECT 'revision ' || id FROM attendance_revision WHERE id >> 20 <> change"
        " UNION ALL SELECT 'revision ' || id FROM agenda_revision WHERE id >> 20 <> change"
        " UNION ALL SELECT 'revision ' || id FROM retraction_revision WHERE id >> 20 <> change",
    [QUERY_CHECK_SEQUENCES] = "SELECT " PLACE_entry("t") " FROM entry t WHERE t.sequence <= 0"
                              " ORDER BY t.id",
    [QUERY_CHECK_ITEMS] =
        "SELECT 'M' || m.number || ', item ' || r.number FROM agenda_item i"
        " JOIN agenda_revision r ON r.id = i.current JOIN meeting m ON m.id = i.meeting"
        " WHERE NOT r.removed GROUP BY m.id, r.number HAVING count(*) > 1"
        " ORDER BY m.number, r.number",
    [QUERY_CHECK_NUMBERS] =
        "SELECT 'M' || number FROM meeting WHERE number NOT BETWEEN 1 AND 999999999"
        " UNION ALL SELECT 'person ' || number FROM person"
        " WHERE number NOT BETWEEN 1 AND 999999999"
        " UNION ALL SELECT 'M' || m.number || ', item ' || r.number FROM agenda_item i"
        " JOIN agenda_revision r ON r.id = i.current JOIN meeting m ON m.id = i.meeting"
        " WHERE r.number NOT BETWEEN 1 AND 999999999 ORDER BY 1",
    [QUERY_CHECK_CODE_PARENTS] =
        "SELECT 'code ' || c.name FROM code c WHERE c.id NOT IN"
        " (WITH RECURSIVE reached (id) AS (SELECT id FROM code WHERE parent IS NULL UNION"
        " SELECT n.id FROM code n JOIN reached p ON n.parent = p.id) SELECT id FROM reached)"
        " AND EXISTS (SELECT 1 FROM code p WHERE p.id = c.parent) ORDER BY c.id",
    [QUERY_CHECK_OTHER_MEETING] =
        "SELECT " PLACE_entry("t") " FROM entry t JOIN entry_revision r ON r.id = t.current"
        " JOIN agenda_item i ON i.id = r.item WHERE i.meeting <> t.meeting ORDER BY t.id",
    [QUERY_CHECK_OPENINGS] = "SELECT 'M' || number FROM meeting WHERE ended < began ORDER BY number",
    /* Everything that shows a person looks one step further, and no more. */
    [QUERY_CHECK_MERGED] =
        "SELECT 'person ' || coalesce(p.number, p.voice) FROM person p"
        " JOIN person q ON q.id = p.merged_into"
        " WHERE q.merged_into IS NOT NULL ORDER BY p.id",
    [QUERY_CHECK_RETRACTED] =
        "SELECT DISTINCT " PLACE_entry("e") " FROM retraction t"
        " JOIN retraction_revision q ON q.id = t.current AND NOT q.removed"
        " JOIN person w ON w.id = t.person JOIN entry e ON e.meeting = t.meeting"
        " JOIN entry_revision r ON r.id = e.current AND NOT r.removed AND NOT r.retracted"
        " JOIN entry_voice v ON v.revision = r.id AND v.role = 'speaker'"
        " JOIN person p ON p.id = v.person"
        " WHERE coalesce(p.merged_into, p.id) = coalesce(w.merged_into, w.id) ORDER BY e.id",
    [QUERY_CHECK_ENTRY_TEXTS] =
        "SELECT " PLACE_E("r.entry") ", r.text FROM entry_revision r ORDER BY r.id",
    [QUERY_CHECK_OTHER_TEXTS] =
        "SELECT 'the title of the study', title FROM study"
        " UNION ALL SELECT 'the title of M' || number, title FROM meeting"
        " UNION ALL SELECT 'the venue of M' || number, venue FROM meeting"
        " UNION ALL SELECT 'an agenda item (revision ' || id || ')', title || paper"
        " FROM agenda_revision"
        " UNION ALL SELECT 'the name of body ' || id, name FROM body"
        " UNION ALL SELECT 'the name of code ' || coalesce(key, id), name || definition FROM code"
        " UNION ALL SELECT 'the name of person ' || coalesce(p.number, p.voice),"
        " i.name || i.organisation FROM identity i JOIN person p ON p.id = i.person"
        " UNION ALL SELECT 'an alias of person ' || coalesce(p.number, p.voice), a.text"
        " FROM identity_alias a JOIN person p ON p.id = a.person"
        " UNION ALL SELECT 'memo ' || id, title || text FROM memo"
        " UNION ALL SELECT 'the reason of change ' || id, reason FROM change WHERE reason <> ''"
        " UNION ALL SELECT 'the lost words of coding ' || coding, lost FROM coding_revision"
        "   WHERE lost <> ''",
    [QUERY_CHECK_CODING_SPANS] =
        "SELECT " PLACE_coding("c") ", f.text, r.start, r.length FROM coding c"
        " JOIN coding_revision r ON r.id = c.current JOIN entry e ON e.id = c.entry"
        " JOIN entry_revision f ON f.id = e.current"
        " WHERE r.start IS NOT NULL AND NOT r.removed ORDER BY c.id",
    [QUERY_CHECK_VERBATIM_SPANS] =
        "SELECT " PLACE_E("r.entry") ", r.text, v.start, v.length FROM entry_verbatim v"
        " JOIN entry_revision r ON r.id = v.revision ORDER BY v.revision, v.start",
    [QUERY_CHECK_STATES] =
        "SELECT " PLACE_coding("c") ", e.meeting, e.observer, c.id, c.code, r.action, r.closes,"
        " m.status IN ('to-write-up', 'closed'), 'M' || m.number"
        " FROM meeting m JOIN entry e ON e.meeting = m.id JOIN coding c" CODING_RANGE
        " JOIN coding_revision r ON r.id = c.current AND NOT r.removed AND r.action <> 'point'"
        " ORDER BY e.meeting, e.observer, e.sequence, c.id",
    [QUERY_CHECK_PLACE] = "SELECT " PLACE_E(":entry") " WHERE EXISTS"
                          " (SELECT 1 FROM entry WHERE id = :entry) ORDER BY 1",
    [QUERY_INDEXED_TEXTS] =
        "SELECT e.id, r.text FROM entry e JOIN entry_revision r ON r.id = e.current"
        " WHERE NOT r.removed AND r.text <> '' ORDER BY e.id",
    [QUERY_INDEX_CLEAR] = "INSERT INTO entry_index (entry_index) VALUES ('delete-all')",
    [QUERY_INDEX_WORDS] = "SELECT term, doc, offset FROM temp.index_words",
    [QUERY_CHECK_INDEX_MAKE] =
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.index_words USING fts5vocab"
        " ('main', 'entry_index', 'instance');"
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.check_index USING fts5"
        " (text, content='', tokenize='unicode61 remove_diacritics 2', columnsize=0);"
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.check_words USING fts5vocab"
        " ('temp', 'check_index', 'instance')",
    [QUERY_CHECK_INDEX_DROP] = "DROP TABLE IF EXISTS temp.check_words;"
                               "DROP TABLE IF EXISTS temp.index_words;"
                               "DROP TABLE IF EXISTS temp.check_index",
    [QUERY_CHECK_INDEX_ADD] = "INSERT INTO temp.check_index (rowid, text) VALUES (:entry, :text)",
    [QUERY_CHECK_INDEX_WORDS] = "SELECT term, doc, offset FROM temp.check_words",
/* clang-format on */
