/* SPDX-License-Identifier: MIT */
/* The catalogue: the codebook. Rows of the table in storage/queries.c. */
/* clang-format off */

    [QUERY_CODES] = "SELECT k.id, k.uuid, k.parent, k.key, k.name, k.state, k.exclusive_group,"
                    " k.definition, k.use_when, k.not_when, k.color, k.pinned, k.hot_key,"
                    " k.retired, m.uuid FROM code k LEFT JOIN code m ON m.id = k.merged_into"
                    " ORDER BY k.position, k.id",
    [QUERY_MODIFIERS] = "SELECT m.code, m.id, m.uuid, m.name, c.name FROM code_modifier m"
                        " LEFT JOIN modifier_choice c ON c.modifier = m.id"
                        " ORDER BY m.code, m.position, m.id, c.position, c.id",
    [QUERY_CODE_CHILDREN] = "SELECT uuid, name, position FROM code WHERE parent IS :parent"
                            " ORDER BY position, id",
    [QUERY_CODE_KEY_FIND] = "SELECT id FROM code WHERE key = :key",
    [QUERY_CODE_ADD] =
        "INSERT INTO code (uuid, version, observer, parent, position, key, name, state)"
        " VALUES (:uuid, :version, :observer, :parent, :position, :key, :name, :state)",
    [QUERY_CODE_SET] =
        "UPDATE code SET version = :version, observer = :observer, key = :key, name = :name,"
        " color = :color, definition = :definition, use_when = :use_when, not_when = :not_when,"
        " exclusive_group = :group, state = :state, hot_key = :hot_key,"
        " pinned = CASE WHEN :pinned >= 0 THEN :pinned WHEN pinned > 0 THEN pinned"
        "   ELSE (SELECT max(pinned) + 1 FROM code) END WHERE id = :id",
    [QUERY_CODE_HOT_KEY_FIND] = "SELECT key, name FROM code WHERE hot_key = :hot_key"
                                " AND NOT retired AND id <> :id ORDER BY id",
    [QUERY_CODE_STATE] = "SELECT state FROM code WHERE id = :id",
    [QUERY_CODE_IS_RETIRED] = "SELECT retired FROM code WHERE id = :id",
    [QUERY_CODE_IS_USED] = "SELECT 1 FROM coding WHERE code = :id LIMIT 1",
    [QUERY_CODE_ABOVE] = /* whether :id is :other or stands above it */
        "WITH RECURSIVE up (id) AS (SELECT :other UNION SELECT k.parent FROM code k"
        " JOIN up ON k.id = up.id WHERE k.parent IS NOT NULL)"
        " SELECT 1 FROM up WHERE id = :id",
    [QUERY_CODE_SIBLINGS] = "SELECT id FROM code WHERE parent IS :parent AND id <> :id"
                            " ORDER BY position, id",
    [QUERY_CODE_PLACE] = "UPDATE code SET parent = :parent, position = :position,"
                         " version = :version, observer = :observer WHERE id = :id"
                         " AND (parent IS NOT :parent OR position <> :position)",
    [QUERY_CODE_RETIRE] =
        "UPDATE code SET retired = :retired, merged_into = :into, version = :version,"
        " observer = :observer, hot_key = CASE WHEN :retired = 0 AND EXISTS (SELECT 1 FROM code o"
        " WHERE o.hot_key = code.hot_key AND NOT o.retired AND o.id <> code.id) THEN ''"
        " ELSE hot_key END WHERE id = :id",
    [QUERY_CODE_FOLLOW] = "UPDATE code SET merged_into = :into, version = :version,"
                          " observer = :observer WHERE merged_into = :id",
    [QUERY_CODE_MODIFIERS] = "SELECT id, name FROM code_modifier WHERE code = :id"
                             " ORDER BY position, id",
    [QUERY_CODE_CHOICES] = "SELECT id, name FROM modifier_choice WHERE modifier = :id"
                           " ORDER BY position, id",
    [QUERY_CODE_MODIFIER_ADD] =
        "INSERT INTO code_modifier (uuid, version, observer, code, position, name)"
        " VALUES (:uuid, :version, :observer, :of, :position, :name)",
    [QUERY_CODE_MODIFIER_SET] =
        "UPDATE code_modifier SET version = :version, observer = :observer, position = :position,"
        " name = :name WHERE id = :id AND (position <> :position OR name <> :name)",
    [QUERY_CODE_MODIFIER_DROP] = "DELETE FROM code_modifier WHERE id = :id",
    [QUERY_CODE_MODIFIER_USED] = "SELECT 1 FROM coding_value WHERE modifier = :id LIMIT 1",
    [QUERY_CODE_CHOICE_ADD] =
        "INSERT INTO modifier_choice (uuid, version, observer, modifier, position, name)"
        " VALUES (:uuid, :version, :observer, :of, :position, :name)",
    [QUERY_CODE_CHOICE_SET] =
        "UPDATE modifier_choice SET version = :version, observer = :observer,"
        " position = :position, name = :name WHERE id = :id"
        " AND (position <> :position OR name <> :name)",
    [QUERY_CODE_CHOICE_DROP] = "DELETE FROM modifier_choice WHERE id = :id",
    [QUERY_CODE_CHOICE_USED] = "SELECT 1 FROM coding_value v JOIN modifier_choice c"
                               " ON c.modifier = v.modifier AND c.name = v.value"
                               " WHERE c.id = :id LIMIT 1",
    [QUERY_CODE_CHOICE_RESAY] =
        "UPDATE coding_value SET value = :name WHERE modifier ="
        " (SELECT modifier FROM modifier_choice WHERE id = :id)"
        " AND value = (SELECT name FROM modifier_choice WHERE id = :id)",
    [QUERY_CODE_USES] = "SELECT count(*) FROM coding c"
                        " WHERE c.code = (SELECT id FROM code WHERE uuid = :uuid)",
    [QUERY_CODE_NO_USES] = /* few, and by an index of their own */
        "SELECT k.uuid, n.count FROM (SELECT c.code, count(*) AS count"
        "   FROM coding_revision r INDEXED BY coding_revision_no_use CROSS JOIN coding c"
        "   ON c.id = r.coding AND c.current = r.id"
        "   WHERE r.removed OR r.action = 'close' GROUP BY c.code) n JOIN code k ON k.id = n.code"
        " ORDER BY k.id",
/* clang-format on */
