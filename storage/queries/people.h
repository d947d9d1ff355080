/* SPDX-License-Identifier: MIT */
/* The catalogue: people, who they are, and people who are one. Rows of the table in storage/queries.c. */
/* clang-format off */

/* As a list shows them: those to be identified first, no voices. */
#define PEOPLE_LISTED(which)                                                                       \
    "SELECT * FROM (SELECT id, uuid, number, voice, role_group, to_identify FROM person WHERE "    \
    which " AND merged_into IS NULL AND voice IS NULL AND number IS NOT NULL"                      \
    " ORDER BY number LIMIT :most)"

    /* --- people --- */
    [QUERY_ROLE_GROUPS] =
        "SELECT id, uuid, key, name, label FROM role_group ORDER BY position, id",
    [QUERY_ROLE_GROUP_FIND] = "SELECT id FROM role_group WHERE key = :key",
    [QUERY_PEOPLE_LISTED] = PEOPLE_LISTED("to_identify") " UNION ALL " PEOPLE_LISTED("NOT to_identify"),
    /* Of all, SQLite counts whole pages of an index. */
    [QUERY_PEOPLE_COUNT] =
        "SELECT (SELECT count(*) FROM person)"
        " - (SELECT count(*) FROM person WHERE merged_into IS NOT NULL AND voice IS NULL)"
        " - (SELECT count(*) FROM person WHERE voice IS NOT NULL)",
    [QUERY_PEOPLE] = "SELECT id, uuid, number, voice, role_group, to_identify FROM person"
                     " WHERE merged_into IS NULL ORDER BY number NULLS LAST, id",
    [QUERY_PEOPLE_NAMED] =
        "SELECT p.id, p.uuid, p.number, p.voice, p.role_group, p.to_identify, i.name"
        " FROM person p LEFT JOIN identity i ON i.person = p.id WHERE p.merged_into IS NULL"
        " ORDER BY p.number NULLS LAST, p.id",
    /* What was typed for somebody who was found to be somebody else means that one. */
    [QUERY_ALIASES] = "SELECT p.id, a.kind, a.text"
                      " FROM identity_alias a JOIN person w ON w.id = a.person"
                      " JOIN person p ON p.id = coalesce(w.merged_into, w.id)"
                      " ORDER BY p.number NULLS LAST, p.id, a.kind, a.text",
    /* Likewise of those who are expected at a meeting or took part. */
    [QUERY_PEOPLE_OF] =
        "SELECT p.id, p.uuid, p.number, p.voice, p.role_group, p.to_identify"
        " FROM meeting_person l CROSS JOIN person p ON p.id = l.person"
        " WHERE l.meeting = :meeting AND p.merged_into IS NULL"
        " ORDER BY p.number NULLS LAST, p.id",
    [QUERY_PEOPLE_NAMED_OF] =
        "SELECT p.id, p.uuid, p.number, p.voice, p.role_group, p.to_identify, i.name"
        " FROM meeting_person l CROSS JOIN person p ON p.id = l.person"
        " LEFT JOIN identity i ON i.person = p.id"
        " WHERE l.meeting = :meeting AND p.merged_into IS NULL"
        " ORDER BY p.number NULLS LAST, p.id",
    [QUERY_ALIASES_OF] =
        "SELECT p.id, a.kind, a.text FROM meeting_person l CROSS JOIN person p ON p.id = l.person"
        " CROSS JOIN identity_alias a ON a.person IN (" ALL_OF_P ")"
        " WHERE l.meeting = :meeting AND p.merged_into IS NULL"
        " ORDER BY p.number NULLS LAST, p.id, a.kind, a.text",
    [QUERY_PERSON_NEXT_NUMBER] =
        "SELECT max(coalesce(max(number) + 1, :first), :first) FROM person WHERE number < :most",
    [QUERY_PERSON_FIND] = "SELECT id FROM person WHERE number = :number",
    [QUERY_PERSON_FIND_ID] = "SELECT p.uuid FROM person w"
                             " JOIN person p ON p.id = coalesce(w.merged_into, w.id)"
                             " WHERE w.number = :number",
    [QUERY_PERSON_ADD] =
        "INSERT INTO person (uuid, version, observer, number, voice, role_group, to_identify)"
        " VALUES (:uuid, :version, :observer, :number, :voice, :role_group, :to_identify)",
    [QUERY_PERSON_SET_GROUP] = "UPDATE person SET role_group = :role_group, version = :version,"
                               " observer = :observer WHERE id = :id",
    [QUERY_IDENTITY_ADD] =
        "INSERT INTO identity (person, uuid, version, observer, name, organisation)"
        " VALUES (:person, :uuid, :version, :observer, :name, :organisation)",
    [QUERY_ALIAS_ADD] =
        "INSERT INTO identity_alias (uuid, version, observer, person, kind, text)"
        " VALUES (:uuid, :version, :observer, :person, :kind, :text)"
        " ON CONFLICT (person, kind, text) DO NOTHING",
    [QUERY_IDENTITIES] =
        "SELECT p.uuid, i.name, i.organisation, i.replace_organisation FROM identity i"
        " JOIN person w ON w.id = i.person JOIN person p ON p.id = coalesce(w.merged_into, w.id)"
        " ORDER BY p.id, w.id <> p.id, w.id",
    [QUERY_IDENTITY_ALIASES] =
        "SELECT p.uuid, a.kind, a.text FROM identity_alias a JOIN person w ON w.id = a.person"
        " JOIN person p ON p.id = coalesce(w.merged_into, w.id)"
        " ORDER BY p.id, a.kind, a.text, w.id",

    /* --- people as they are edited --- */
    [QUERY_PEOPLE_SEATS] =
        "SELECT p.uuid, b.name, coalesce(s.code, ''), x.capacity FROM body_person x"
        " JOIN person p ON p.id = x.person JOIN body b ON b.id = x.body"
        " LEFT JOIN site s ON s.id = b.site WHERE p.merged_into IS NULL"
        " ORDER BY p.uuid, s.code, b.name, b.id",
    [QUERY_PERSON_IDENTITY] = "SELECT name, organisation, replace_organisation FROM identity"
                              " WHERE person = :person",
    [QUERY_PERSON_ALIASES] = "SELECT kind, text FROM identity_alias WHERE person = :person"
                             " ORDER BY kind, text",
    [QUERY_IDENTITY_SET] =
        "INSERT INTO identity (person, uuid, version, observer, name, organisation,"
        " replace_organisation)"
        " VALUES (:person, :uuid, :version, :observer, :name, :organisation, :replace)"
        " ON CONFLICT (person) DO UPDATE SET version = excluded.version,"
        " observer = excluded.observer, name = excluded.name,"
        " organisation = excluded.organisation,"
        " replace_organisation = excluded.replace_organisation"
        " WHERE name <> excluded.name OR organisation <> excluded.organisation"
        " OR replace_organisation <> excluded.replace_organisation",
    [QUERY_ALIAS_DROP] = "DELETE FROM identity_alias WHERE person = :person AND kind = :kind"
                         " AND text = :text",

    /* --- people who are one --- */
    [QUERY_MERGE_FIND] = "SELECT p.id, p.number, q.id, q.number FROM person p"
                         " JOIN person q ON q.id = coalesce(p.merged_into, p.id)"
                         " WHERE p.uuid = :uuid",
    [QUERY_MERGE_ROOT] = "SELECT q.uuid FROM person p"
                         " JOIN person q ON q.id = coalesce(p.merged_into, p.id)"
                         " WHERE p.uuid = :uuid",
    /* Those who were one with them go along: nobody is two steps away. */
    [QUERY_MERGE_SET] = "UPDATE person SET merged_into = :into, version = :version,"
                        " observer = :observer WHERE id = :person OR merged_into = :person",
    [QUERY_MERGE_CLEAR] = "UPDATE person SET merged_into = NULL, version = :version,"
                          " observer = :observer WHERE id = :person",
    [QUERY_MERGE_ALL] = "SELECT p.uuid, q.uuid, p.number FROM person p"
                        " INDEXED BY person_by_merged JOIN person q ON q.id = p.merged_into WHERE p.merged_into IS NOT NULL"
                        " ORDER BY p.number, p.id",
    [QUERY_MERGE_MEETINGS] = "SELECT meeting, capacity, expected FROM meeting_person"
                             " WHERE person = :person ORDER BY meeting",
    [QUERY_MERGE_BODIES] = "SELECT body, capacity, 0 FROM body_person WHERE person = :person"
                           " ORDER BY body",
    [QUERY_MERGE_RETRACTED] =
        "SELECT DISTINCT t.meeting FROM retraction t INDEXED BY retraction_by_person"
        " WHERE t.person IN (SELECT :person UNION ALL"
        " SELECT id FROM person WHERE merged_into = :person) ORDER BY t.meeting",
/* clang-format on */
