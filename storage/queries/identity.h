/* SPDX-License-Identifier: MIT */
/* The catalogue: names: what was decided of them, and the key that links ids to them. Rows of the table in storage/queries.c. */
/* clang-format off */

    [QUERY_NAME_RULES] = "SELECT word, folded, rule FROM name_rule ORDER BY folded",
    [QUERY_NAME_RULE_SET] =
        "INSERT INTO name_rule (uuid, version, observer, word, folded, rule)"
        " VALUES (:uuid, :version, :observer, :word, :folded, :rule)"
        " ON CONFLICT (folded) DO UPDATE SET version = excluded.version,"
        " observer = excluded.observer, word = excluded.word, rule = excluded.rule",
    [QUERY_NAME_RULE_DROP] = "DELETE FROM name_rule WHERE folded = :folded",
    [QUERY_KEY_STATE] = "SELECT key_moved FROM study WHERE id = 1",
    [QUERY_KEY_MOVED] = "UPDATE study SET key_moved = :moved WHERE id = 1",
    [QUERY_KEY_SITES] = "SELECT uuid, version, name FROM site WHERE name <> '' ORDER BY uuid",
    [QUERY_KEY_ALIASES] = "SELECT p.uuid, a.uuid, a.version, a.kind, a.text FROM identity_alias a"
                          " JOIN person p ON p.id = a.person ORDER BY a.uuid",
    [QUERY_KEY_IDENTITIES] =
        "SELECT p.uuid, i.uuid, i.version, i.name, i.organisation, i.replace_organisation"
        " FROM identity i JOIN person p ON p.id = i.person ORDER BY p.uuid",
    [QUERY_KEY_DROP_IDENTITIES] = "DELETE FROM identity",
    [QUERY_KEY_DROP_ALIASES] = "DELETE FROM identity_alias",
    [QUERY_KEY_DROP_SITES] = "UPDATE site SET name = '' WHERE name <> ''",
    [QUERY_KEY_PUT_IDENTITY] =
        "INSERT INTO identity (person, uuid, version, observer, name, organisation,"
        " replace_organisation) SELECT id, :uuid, :version, :observer, :name, :organisation,"
        " :replace FROM person WHERE uuid = :person"
        " ON CONFLICT (person) DO UPDATE SET version = excluded.version, name = excluded.name,"
        " organisation = excluded.organisation,"
        " replace_organisation = excluded.replace_organisation"
        " WHERE excluded.version > identity.version",
    [QUERY_KEY_PUT_ALIAS] =
        "INSERT INTO identity_alias (uuid, version, observer, person, kind, text)"
        " SELECT :uuid, :version, :observer, id, :kind, :text FROM person WHERE uuid = :person"
        " ON CONFLICT DO NOTHING",
    [QUERY_KEY_PUT_SITE] = "UPDATE site SET name = :name WHERE uuid = :uuid AND name = ''",
/* clang-format on */
