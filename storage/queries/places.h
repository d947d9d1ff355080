/* SPDX-License-Identifier: MIT */
/* The catalogue: the study's lists, its sites and bodies. Rows of the table in storage/queries.c. */
/* clang-format off */

    /* --- the study and its lists; sites --- */
    [QUERY_STUDY_SET_SHOWS] = "UPDATE study SET show_bodies = :bodies, show_venues = :venues,"
                              " show_dates = :dates WHERE id = 1",
    [QUERY_STUDY_OBSERVERS] = "SELECT initials, initials FROM observer ORDER BY id",
    [QUERY_ROW_FUNCTION] = "SELECT id FROM function WHERE uuid = :uuid",
    [QUERY_ROW_SITE] = "SELECT id FROM site WHERE uuid = :uuid",
    [QUERY_LIST_GROUPS] =
        "SELECT g.uuid, g.key, g.name, g.label,"
        " (SELECT count(*) FROM person p WHERE p.role_group = g.id)"
        " FROM role_group g ORDER BY g.position, g.id",
    [QUERY_LIST_GROUP_ADD] =
        "INSERT INTO role_group (uuid, version, observer, key, name, label, position)"
        " VALUES (:uuid, :version, :observer, :key, :name, :label,"
        " (SELECT coalesce(max(position), 0) + 1 FROM role_group))",
    [QUERY_LIST_GROUP_RENAME] = "UPDATE role_group SET version = :version, observer = :observer,"
                                " name = :name, label = :label WHERE id = :id",
    [QUERY_LIST_GROUP_PLACE] =
        "UPDATE role_group SET version = :version, observer = :observer, position = :position"
        " WHERE uuid = :uuid AND position <> :position",
    [QUERY_LIST_GROUP_USED] =
        "SELECT EXISTS (SELECT 1 FROM person WHERE role_group = :id)"
        " OR EXISTS (SELECT 1 FROM body_quorum WHERE role_group = :id)"
        " OR EXISTS (SELECT 1 FROM entry_voice WHERE role_group = :id)",
    [QUERY_LIST_GROUP_REMOVE] = "DELETE FROM role_group WHERE id = :id",
    [QUERY_LIST_FUNCTIONS] =
        "SELECT f.uuid, f.key, f.name, '', (SELECT count(*) FROM body b WHERE b.function = f.id)"
        " + (SELECT count(*) FROM meeting m WHERE m.function = f.id)"
        " FROM function f ORDER BY f.position, f.id",
    [QUERY_LIST_FUNCTION_ADD] =
        "INSERT INTO function (uuid, version, observer, key, name, position)"
        " VALUES (:uuid, :version, :observer, :key, :name,"
        " (SELECT coalesce(max(position), 0) + 1 FROM function))",
    [QUERY_LIST_FUNCTION_RENAME] = "UPDATE function SET version = :version, observer = :observer,"
                                   " name = :name WHERE id = :id",
    [QUERY_LIST_FUNCTION_PLACE] =
        "UPDATE function SET version = :version, observer = :observer, position = :position"
        " WHERE uuid = :uuid AND position <> :position",
    [QUERY_LIST_FUNCTION_USED] = "SELECT EXISTS (SELECT 1 FROM body WHERE function = :id)"
                                 " OR EXISTS (SELECT 1 FROM meeting WHERE function = :id)"
                                 " OR EXISTS (SELECT 1 FROM function WHERE id = :id"
                                 " AND key = 'other')",
    [QUERY_LIST_FUNCTION_REMOVE] = "DELETE FROM function WHERE id = :id",
    [QUERY_SITES] = "SELECT s.uuid, s.code, s.name,"
                    " (SELECT count(*) FROM body b WHERE b.site = s.id)"
                    " FROM site s ORDER BY s.code, s.id",
    /* A step of an index for each meeting. */
    [QUERY_SITE_MEETINGS] =
        "SELECT count(*) FROM meeting WHERE site = (SELECT id FROM site WHERE uuid = :uuid)",
    [QUERY_SITE_CHARACTERISTICS] =
        "SELECT s.uuid, c.name, c.value FROM site s JOIN site_characteristic c ON c.site = s.id"
        " ORDER BY s.code, s.id, c.name, c.id",
    [QUERY_SITE_INSERT] = "INSERT INTO site (uuid, version, observer, code, name)"
                          " VALUES (:uuid, :version, :observer, :code, :name)",
    [QUERY_SITE_UPDATE] = "UPDATE site SET version = :version, observer = :observer, code = :code,"
                          " name = :name WHERE id = :id",
    [QUERY_SITE_CHARACTERISTIC_SET] =
        "INSERT INTO site_characteristic (uuid, version, observer, site, name, value)"
        " VALUES (:uuid, :version, :observer, :site, :name, :value)"
        " ON CONFLICT (site, name) DO UPDATE SET version = excluded.version,"
        " observer = excluded.observer, value = excluded.value WHERE value <> excluded.value",
    [QUERY_SITE_CHARACTERISTIC_DROP] =
        "DELETE FROM site_characteristic WHERE site = :site AND name = :name",
    [QUERY_SITE_CHARACTERISTICS_DROP] = "DELETE FROM site_characteristic WHERE site = :id",
    [QUERY_SITE_USED] = "SELECT EXISTS (SELECT 1 FROM body WHERE site = :id)"
                        " OR EXISTS (SELECT 1 FROM meeting WHERE site = :id)",
    [QUERY_SITE_DELETE] = "DELETE FROM site WHERE id = :id",

    /* --- bodies --- */
    [QUERY_ROW_BODY] = "SELECT id FROM body WHERE uuid = :uuid",
    [QUERY_ID_BODY] = "SELECT uuid FROM body WHERE id = :id",
    [QUERY_BODIES] =
        "SELECT b.uuid, b.name, coalesce(s.code, ''), f.key, f.name, b.quorum,"
        " (SELECT count(*) FROM body_person x JOIN person p ON p.id = x.person"
        " WHERE x.body = b.id AND p.merged_into IS NULL)"
        " FROM body b JOIN function f ON f.id = b.function LEFT JOIN site s ON s.id = b.site"
        " ORDER BY s.code, b.name, b.id",
    [QUERY_BODY_MEETINGS] =
        "SELECT count(*) FROM meeting WHERE body = (SELECT id FROM body WHERE uuid = :uuid)",
    [QUERY_BODY_BY_NAME] = "SELECT b.uuid, coalesce(s.code, '') FROM body b"
                           " LEFT JOIN site s ON s.id = b.site WHERE b.name = :name ORDER BY b.id",
    [QUERY_BODY_NEEDS] = "SELECT g.key, q.number FROM body_quorum q"
                         " JOIN role_group g ON g.id = q.role_group WHERE q.body = :body"
                         " ORDER BY g.position, g.id",
    [QUERY_BODY_SEATS] = "SELECT p.number, b.capacity FROM body_person b"
                         " JOIN person p ON p.id = b.person WHERE b.body = :body"
                         " AND p.number IS NOT NULL AND p.merged_into IS NULL ORDER BY p.number",
    [QUERY_BODY_AGENDA] = "SELECT title, paper, purpose FROM body_agenda WHERE body = :body"
                          " ORDER BY position, id",
    [QUERY_BODY_UPDATE] = "UPDATE body SET version = :version, observer = :observer, site = :site,"
                          " name = :name, function = :function WHERE id = :id",
    [QUERY_BODY_SET_QUORUM] = "UPDATE body SET version = :version, observer = :observer,"
                              " quorum = :quorum WHERE id = :body",
    [QUERY_BODY_NEED_SET] =
        "INSERT INTO body_quorum (uuid, version, observer, body, role_group, number)"
        " VALUES (:uuid, :version, :observer, :body, :role_group, :number)"
        " ON CONFLICT (body, role_group) DO UPDATE SET version = excluded.version,"
        " observer = excluded.observer, number = excluded.number",
    [QUERY_BODY_PERSON_ROWS] = "SELECT b.id, p.uuid FROM body_person b"
                               " JOIN person p ON p.id = b.person WHERE b.body = :body"
                               " AND p.merged_into IS NULL ORDER BY b.id",
    [QUERY_BODY_PERSON_DROP] = "DELETE FROM body_person WHERE id = :id",
    [QUERY_BODY_PERSON_SET] =
        "INSERT INTO body_person (uuid, version, observer, body, person, capacity)"
        " VALUES (:uuid, :version, :observer, :body, :person, :capacity)"
        " ON CONFLICT (body, person) DO UPDATE SET version = excluded.version,"
        " observer = excluded.observer, capacity = excluded.capacity"
        " WHERE capacity <> excluded.capacity",
    [QUERY_BODY_AGENDA_ADD] =
        "INSERT INTO body_agenda (uuid, version, observer, body, position, title, paper, purpose)"
        " VALUES (:uuid, :version, :observer, :body, :position, :title, :paper, :purpose)",
    [QUERY_BODY_NEEDS_DROP] = "DELETE FROM body_quorum WHERE body = :body",
    [QUERY_BODY_PEOPLE_DROP] = "DELETE FROM body_person WHERE body = :body",
    [QUERY_BODY_AGENDA_DROP] = "DELETE FROM body_agenda WHERE body = :body",
    [QUERY_BODY_USED] = "SELECT EXISTS (SELECT 1 FROM meeting WHERE body = :body)",
    [QUERY_BODY_DELETE] = "DELETE FROM body WHERE id = :body",
/* clang-format on */
