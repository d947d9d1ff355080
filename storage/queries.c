/* SPDX-License-Identifier: MIT */
/* The catalogue: every statement that storage runs. Values are bound by name;
 * columns are listed; every list is ordered to the last tie. */
#include "storage/queries.h"

#include "storage/queries_parts.h"

/* clang-format off */
const char *const query_sql[QUERY_COUNT] = {
    /* --- transactions and the study itself --- */
    [QUERY_BEGIN] = "BEGIN IMMEDIATE",
    [QUERY_BEGIN_READING] = "BEGIN",
    [QUERY_COMMIT] = "COMMIT",
    [QUERY_ROLLBACK] = "ROLLBACK",
    [QUERY_JOURNAL_WAL] = "PRAGMA journal_mode = WAL",
    [QUERY_LAST_VERSION] = "SELECT version FROM change ORDER BY id DESC LIMIT 1",
    /* Rows that come from elsewhere are noted in history under a later version,
     * so the last rows of these tables bound all versions without a scan. */
    [QUERY_SEED_CLOCK] =
        "SELECT * FROM (SELECT version FROM change ORDER BY id DESC LIMIT 1)"
        " UNION ALL SELECT * FROM (SELECT version FROM history ORDER BY id DESC LIMIT 1)"
        " UNION ALL SELECT * FROM (SELECT version FROM opening ORDER BY id DESC LIMIT 1)"
        " UNION ALL SELECT * FROM (SELECT version FROM person ORDER BY id DESC LIMIT 1)"
        " UNION ALL SELECT * FROM (SELECT version FROM meeting ORDER BY id DESC LIMIT 1)"
        " UNION ALL SELECT max(version) FROM code",
    [QUERY_STUDY_ADD] = "INSERT INTO study (id, uuid, title, created)"
                        " VALUES (1, :uuid, :title, :created)",
    [QUERY_STUDY_LOAD] = "SELECT uuid, created FROM study WHERE id = 1",
    [QUERY_STUDY_TITLE] = "SELECT title FROM study WHERE id = 1",
    [QUERY_STUDY_SET_TITLE] = "UPDATE study SET title = :title WHERE id = 1",
    [QUERY_STUDY_SHOWS] = "SELECT show_bodies, show_venues, show_dates FROM study WHERE id = 1",
    [QUERY_OBSERVER_FIND] = "SELECT id FROM observer WHERE initials = :initials",
    [QUERY_OBSERVER_ADD] = "INSERT INTO observer (uuid, version, initials)"
                           " VALUES (:uuid, :version, :initials)",
    [QUERY_OBSERVER_LIST] = "SELECT initials FROM observer ORDER BY id",
    [QUERY_LAPTOP_ADD] = "INSERT INTO laptop (uuid) VALUES (:uuid) ON CONFLICT (uuid) DO NOTHING",
    [QUERY_HISTORY_ADD] =
        "INSERT INTO history (uuid, version, observer, laptop, at, what, detail)"
        " VALUES (:uuid, :version, :observer, :laptop, :at, :what, :detail)",
    [QUERY_INDEX_MERGE] = "INSERT INTO entry_index (entry_index, rank) VALUES ('merge', :pages)",

    /* --- rows by uuid --- */
    [QUERY_ROW_LAPTOP] = "SELECT id FROM laptop WHERE uuid = :uuid",
    [QUERY_ROW_MEETING] = "SELECT id FROM meeting WHERE uuid = :uuid",
    [QUERY_ROW_PERSON] = "SELECT id FROM person WHERE uuid = :uuid",
    [QUERY_ROW_ROLE_GROUP] = "SELECT id FROM role_group WHERE uuid = :uuid",
    [QUERY_ROW_CODE] = "SELECT id FROM code WHERE uuid = :uuid",
    [QUERY_ROW_MODIFIER] = "SELECT id FROM code_modifier WHERE uuid = :uuid",
    [QUERY_ROW_ITEM] = "SELECT id FROM agenda_item WHERE uuid = :uuid",
    [QUERY_ROW_ENTRY] = "SELECT id FROM entry WHERE uuid = :uuid",
    [QUERY_ROW_CODING] = "SELECT id FROM coding WHERE uuid = :uuid",

    /* --- starter content --- */
    [QUERY_ROLE_GROUP_ADD] = "INSERT INTO role_group (uuid, version, key, name, label, position)"
                             " VALUES (:uuid, :version, :key, :name, :label, :position)",
    [QUERY_FUNCTION_ADD] = "INSERT INTO function (uuid, version, key, name, position)"
                           " VALUES (:uuid, :version, :key, :name, :position)",
    [QUERY_CODE_SEED] =
        "INSERT INTO code (uuid, version, position, key, name, state, definition, use_when,"
        " not_when, color, pinned, hot_key, ground)"
        " VALUES (:uuid, :version, :position, :key, :name, :state, :definition, :use_when,"
        " :not_when, :color, :pinned, :hot_key, :ground)",
    [QUERY_MODIFIER_ADD] = "INSERT INTO code_modifier (uuid, version, code, position, name)"
                           " VALUES (:uuid, :version, :code, :position, :name)",
    [QUERY_CHOICE_ADD] = "INSERT INTO modifier_choice (uuid, version, modifier, position, name)"
                         " VALUES (:uuid, :version, :modifier, :position, :name)",

    /* --- people --- */
    [QUERY_ROLE_GROUPS] =
        "SELECT id, uuid, key, name, label FROM role_group ORDER BY position, id",
    [QUERY_ROLE_GROUP_FIND] = "SELECT id FROM role_group WHERE key = :key",
    [QUERY_PEOPLE] = "SELECT id, uuid, number, voice, role_group, to_identify FROM person"
                     " WHERE merged_into IS NULL ORDER BY number IS NULL, number, id",
    [QUERY_PEOPLE_NAMED] =
        "SELECT p.id, p.uuid, p.number, p.voice, p.role_group, p.to_identify, i.name"
        " FROM person p LEFT JOIN identity i ON i.person = p.id WHERE p.merged_into IS NULL"
        " ORDER BY p.number IS NULL, p.number, p.id",
    /* What was typed for somebody who was found to be somebody else means that one. */
    [QUERY_ALIASES] = "SELECT p.id, a.kind, a.text"
                      " FROM identity_alias a JOIN person w ON w.id = a.person"
                      " JOIN person p ON p.id = coalesce(w.merged_into, w.id)"
                      " ORDER BY p.number IS NULL, p.number, p.id, a.kind, a.text",
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

    /* --- text expansion --- */
    [QUERY_EXPANSIONS] = "SELECT short, long FROM expansion WHERE NOT removed ORDER BY short",
    [QUERY_EXPANSION_SET] =
        "INSERT INTO expansion (uuid, version, observer, short, long)"
        " VALUES (:uuid, :version, :observer, :short, :long) ON CONFLICT (short) DO UPDATE SET"
        " long = excluded.long, version = excluded.version, observer = excluded.observer,"
        " removed = 0",
    [QUERY_EXPANSION_REMOVE] = "UPDATE expansion SET removed = 1, version = :version,"
                               " observer = :observer WHERE short = :short",
    [QUERY_EXPANSION_USES] = "SELECT count(*) FROM (SELECT 1 FROM entry_index"
                             " WHERE entry_index MATCH :words LIMIT :limit)",

    /* --- codebook --- */
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
    [QUERY_CODE_USES] = /* what is no use is few, and an index of its own */
        "SELECT coalesce(k.merged_into, k.id), k.uuid,"
        " (SELECT count(*) FROM coding c WHERE c.code = k.id)"
        " - coalesce(n.count, 0) FROM code k LEFT JOIN (SELECT c.code, count(*) AS count"
        "   FROM coding_revision r JOIN coding c ON c.id = r.coding AND c.current = r.id"
        "   WHERE r.removed OR r.action = 'close' GROUP BY c.code) n ON n.code = k.id"
        " ORDER BY k.id",
    /* --- meetings --- */
    [QUERY_MEETINGS] = MEETING_COLUMNS
        " ORDER BY CASE m.status WHEN 'live' THEN 1 WHEN 'to-write-up' THEN 2"
        " WHEN 'planned' THEN 3 ELSE 4 END, m.number DESC",
    [QUERY_MEETING_BY_NUMBER] = MEETING_COLUMNS " WHERE m.number = :number ORDER BY m.id",
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
                          " status = 'to-write-up', ended = :at WHERE id = :meeting",
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

    /* --- places: the study's lists, sites, bodies, people as they are edited --- */
    [QUERY_STUDY_SET_SHOWS] = "UPDATE study SET show_bodies = :bodies, show_venues = :venues,"
                              " show_dates = :dates WHERE id = 1",
    [QUERY_STUDY_OBSERVERS] = "SELECT initials, initials FROM observer ORDER BY id",
    [QUERY_ROW_FUNCTION] = "SELECT id FROM function WHERE uuid = :uuid",
    [QUERY_ROW_SITE] = "SELECT id FROM site WHERE uuid = :uuid",
    [QUERY_ROW_BODY] = "SELECT id FROM body WHERE uuid = :uuid",
    [QUERY_ID_BODY] = "SELECT uuid FROM body WHERE id = :id",
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
                    " (SELECT count(*) FROM body b WHERE b.site = s.id),"
                    " (SELECT count(*) FROM meeting m WHERE m.site = s.id)"
                    " FROM site s ORDER BY s.code, s.id",
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
    [QUERY_BODIES] =
        "SELECT b.uuid, b.name, coalesce(s.code, ''), f.key, f.name, b.quorum,"
        " (SELECT count(*) FROM body_person x JOIN person p ON p.id = x.person"
        " WHERE x.body = b.id AND p.merged_into IS NULL),"
        " (SELECT count(*) FROM meeting m WHERE m.body = b.id)"
        " FROM body b JOIN function f ON f.id = b.function LEFT JOIN site s ON s.id = b.site"
        " ORDER BY s.code, b.name, b.id",
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
    [QUERY_PEOPLE_SEATS] =
        "SELECT p.uuid, b.name, coalesce(s.code, ''), x.capacity FROM body_person x"
        " JOIN person p ON p.id = x.person JOIN body b ON b.id = x.body"
        " LEFT JOIN site s ON s.id = b.site WHERE p.merged_into IS NULL"
        " ORDER BY p.id, s.code, b.name, b.id",
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

    /* --- words taken back --- */
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

    /* --- writing up --- */
    /* All revisions of an entry: the index has all but the first, which the
     * second one replaces. */
    [QUERY_HISTORY_ENTRY] =
        "SELECT r.id, r.change, e.uuid, e.sequence, r.kind, r.at, r.offset, r.recorded, o.initials,"
        " o.uuid, i.uuid, a.uuid, r.part, r.removed, r.retracted, r.replaces IS NOT NULL,"
        " r.continues, r.text FROM entry e JOIN entry_revision r ON r.id IN (" ENTRY_REVISIONS ")"
        " JOIN observer o ON o.id = r.observer JOIN laptop l ON l.id = r.laptop"
        " LEFT JOIN agenda_item i ON i.id = r.item LEFT JOIN entry a ON a.id = r.about"
        " WHERE e.id = :entry ORDER BY r.version, l.uuid, r.id",
    [QUERY_HISTORY_CODINGS] =
        "SELECT r.id, r.change, c.id, r.removed, c.uuid, k.uuid, o.initials, o.uuid, r.recorded,"
        " r.action, r.start, r.length, r.by_end, x.uuid, r.lost FROM coding_revision r"
        " JOIN coding c ON c.id = r.coding" CODE_AS_READ
        " JOIN observer o ON o.id = r.observer JOIN laptop l ON l.id = r.laptop"
        " LEFT JOIN coding x ON x.id = r.closes"
        " WHERE r.id IN (" CODING_REVISIONS ") ORDER BY r.version, l.uuid, r.id",
    [QUERY_HISTORY_CHANGES] =
        "SELECT h.id, h.uuid, h.kind, h.recorded, o.initials, h.reason FROM change h"
        " JOIN observer o ON o.id = h.observer JOIN laptop l ON l.id = h.laptop"
        " WHERE h.id IN (SELECT id >> 20 FROM (" ENTRY_REVISIONS " UNION " CODING_REVISIONS "))"
        " ORDER BY h.version, l.uuid, h.id",
    [QUERY_HISTORY_VOICES] =
        "SELECT v.kind, coalesce(q.uuid, p.uuid), g.uuid FROM entry_voice v"
        " LEFT JOIN person p ON p.id = v.person LEFT JOIN person q ON q.id = p.merged_into"
        " LEFT JOIN role_group g ON g.id = v.role_group"
        " WHERE v.revision = :revision AND v.role = :role ORDER BY v.position",
    [QUERY_HISTORY_VERBATIM] = "SELECT start, length FROM entry_verbatim"
                               " WHERE revision = :revision ORDER BY start",
    [QUERY_HISTORY_VALUES] = "SELECT coalesce(s.uuid, m.uuid), v.value FROM coding_value v"
                             VALUE_AS_READ
                             " WHERE v.revision = :revision ORDER BY v.modifier",
    [QUERY_MEMOS_STUDY] = "SELECT x.uuid, 0, NULL, " MEMO_COLUMNS
        " WHERE x.meeting IS NULL AND x.entry IS NULL AND x.code IS NULL AND NOT x.removed"
        " ORDER BY x.created, x.id",
    [QUERY_MEMOS_MEETING] = "SELECT x.uuid, 1, m.uuid, " MEMO_COLUMNS
        " JOIN meeting m ON m.id = x.meeting WHERE x.meeting = :about AND NOT x.removed"
        " ORDER BY x.created, x.id",
    [QUERY_MEMOS_ENTRY] = "SELECT x.uuid, 2, e.uuid, " MEMO_COLUMNS
        " JOIN entry e ON e.id = x.entry WHERE x.entry = :about AND NOT x.removed"
        " ORDER BY x.created, x.id",
    [QUERY_MEMOS_CODE] = "SELECT x.uuid, 3, k.uuid, " MEMO_COLUMNS
        " JOIN code k ON k.id = x.code WHERE x.code = :about AND NOT x.removed"
        " ORDER BY x.created, x.id",
    [QUERY_MEMOS_IN_MEETING] =
        "SELECT uuid, kind, about, title, text, initials, created, changed FROM ("
        "SELECT x.uuid AS uuid, 1 AS kind, m.uuid AS about, x.title AS title, x.text AS text,"
        " o.initials AS initials, x.created AS created, x.changed AS changed, 0 AS place, x.id AS id"
        " FROM memo x JOIN observer o ON o.id = x.observer JOIN meeting m ON m.id = x.meeting"
        " WHERE x.meeting = :meeting AND NOT x.removed UNION ALL "
        "SELECT x.uuid, 2, e.uuid, x.title, x.text, o.initials, x.created, x.changed, e.sequence,"
        " x.id FROM entry e CROSS JOIN entry_revision r ON r.id = e.current AND NOT r.removed"
        " CROSS JOIN memo x ON x.entry = e.id JOIN observer o ON o.id = x.observer"
        " WHERE e.meeting = :meeting AND NOT x.removed) ORDER BY kind, place, created, id",
    [QUERY_MEMO_ADD] =
        "INSERT INTO memo (uuid, version, observer, created, changed, meeting, entry, code, title,"
        " text) VALUES (:uuid, :version, :observer, :now, :now, :meeting, :entry, :code, :title,"
        " :text)",
    [QUERY_MEMO_CHANGE] = "UPDATE memo SET version = :version, observer = :observer,"
                          " changed = :now, title = :title, text = :text WHERE uuid = :uuid",
    [QUERY_MEMO_REMOVE] = "UPDATE memo SET version = :version, observer = :observer,"
                          " changed = :now, removed = :removed WHERE uuid = :uuid",
    [QUERY_ATTENTION_ENDED] = "SELECT ended FROM meeting WHERE id = :meeting",
    /* Columns of all: entry, sequence, at, offset, person, role group, code, coding, text. */
    [QUERY_ATTENTION_PERSON] =
        "SELECT uuid, min(sequence), at, offset, person, NULL, NULL, NULL, text FROM ("
        "SELECT e.uuid AS uuid, e.sequence AS sequence, r.at AS at, r.offset AS offset,"
        " p.uuid AS person, r.text AS text" ATTENTION_ENTRIES
        " CROSS JOIN entry_voice v ON v.revision = r.id JOIN person p ON p.id = v.person"
        " WHERE e.meeting = :meeting AND p.to_identify AND p.merged_into IS NULL UNION ALL "
        "SELECT e.uuid, e.sequence, r.at, r.offset, p.uuid, r.text FROM attendance a"
        " JOIN attendance_revision m ON m.id = a.current AND NOT m.removed"
        " JOIN person p ON p.id = a.person JOIN entry e ON e.id = m.entry"
        " JOIN entry_revision r ON r.id = e.current AND NOT r.removed AND NOT r.retracted"
        " WHERE a.meeting = :meeting AND p.to_identify AND p.merged_into IS NULL)"
        " GROUP BY person ORDER BY 2, person",
    [QUERY_ATTENTION_VOICE] =
        "SELECT e.uuid, e.sequence, r.at, r.offset, NULL, g.uuid, NULL, NULL, r.text"
        ATTENTION_ENTRIES " CROSS JOIN entry_voice v ON v.revision = r.id AND v.role = 'speaker'"
        " JOIN role_group g ON g.id = v.role_group"
        " WHERE e.meeting = :meeting ORDER BY e.sequence, e.id, v.position",
    /* A line that only closes what was open at the end is moot's own. */
    [QUERY_ATTENTION_BARE] =
        "SELECT e.uuid, e.sequence, r.at, r.offset, NULL, NULL, NULL, NULL, r.text"
        ATTENTION_ENTRIES " WHERE e.meeting = :meeting AND r.kind = 'event' AND r.text = ''"
        " AND NOT EXISTS (SELECT 1 FROM coding c JOIN coding_revision q ON q.id = c.current"
        "   WHERE c.id >= e.id << 16 AND c.id < (e.id + 1) << 16 AND NOT q.removed AND q.by_end)"
        " ORDER BY e.sequence, e.id",
    [QUERY_ATTENTION_OPEN] =
        "SELECT e.uuid, e.sequence, r.at, r.offset, NULL, NULL, k.uuid, c.uuid, r.text"
        ATTENTION_ENTRIES ATTENTION_CODINGS
        " WHERE e.meeting = :meeting AND q.action = 'open' AND c.id NOT IN (SELECT z.closes"
        "   FROM entry y CROSS JOIN coding w ON w.id >= y.id << 16 AND w.id < (y.id + 1) << 16"
        "   CROSS JOIN coding_revision z ON z.id = w.current AND NOT z.removed"
        "   WHERE y.meeting = :meeting AND z.action = 'close' AND z.closes IS NOT NULL)"
        " ORDER BY e.sequence, c.id",
    [QUERY_ATTENTION_BY_END] =
        "SELECT e.uuid, e.sequence, r.at, r.offset, NULL, NULL, k.uuid, c.uuid, r.text FROM entry y"
        " CROSS JOIN coding w ON w.id >= y.id << 16 AND w.id < (y.id + 1) << 16"
        " CROSS JOIN coding_revision z ON z.id = w.current AND NOT z.removed AND z.by_end"
        " JOIN coding c ON c.id = z.closes" CODE_AS_READ " JOIN entry e ON e.id = c.entry"
        " JOIN entry_revision r ON r.id = e.current AND NOT r.removed AND NOT r.retracted"
        " WHERE y.meeting = :meeting ORDER BY e.sequence, c.id",
    [QUERY_ATTENTION_CONFLICT] =
        "SELECT e.uuid, e.sequence, r.at, r.offset, NULL, NULL, k.uuid, c.uuid, r.text"
        ATTENTION_ENTRIES ATTENTION_CODINGS " WHERE e.meeting = :meeting AND k.key = 'cd'"
        " AND e.sequence > coalesce((SELECT max(y.sequence) FROM entry y"
        "   CROSS JOIN coding w ON w.id >= y.id << 16 AND w.id < (y.id + 1) << 16"
        "   CROSS JOIN coding_revision z ON z.id = w.current AND NOT z.removed"
        "   JOIN code h ON h.id = w.code JOIN code j ON j.id = coalesce(h.merged_into, h.id)"
        "   AND j.key = 'cm' WHERE y.meeting = :meeting), 0)"
        " ORDER BY e.sequence, c.id",
    [QUERY_ATTENTION_LOST] =
        "SELECT e.uuid, e.sequence, r.at, r.offset, NULL, NULL, k.uuid, c.uuid, q.lost"
        ATTENTION_ENTRIES ATTENTION_CODINGS " WHERE e.meeting = :meeting AND q.lost <> ''"
        " ORDER BY e.sequence, c.id",
    [QUERY_ATTENTION_VERBATIM] =
        "SELECT e.uuid, e.sequence, r.at, r.offset, NULL, NULL, NULL, NULL, r.text"
        ATTENTION_ENTRIES " WHERE e.meeting = :meeting"
        " AND EXISTS (SELECT 1 FROM entry_verbatim v WHERE v.revision = r.id)"
        " AND NOT EXISTS (SELECT 1 FROM entry_seen s WHERE s.entry = e.id)"
        " ORDER BY e.sequence, e.id",
    [QUERY_ATTENTION_UNSEEN] =
        "SELECT e.uuid, e.sequence, r.at, r.offset, NULL, NULL, NULL, NULL, r.text"
        ATTENTION_ENTRIES " WHERE e.meeting = :meeting"
        " AND NOT EXISTS (SELECT 1 FROM entry_seen s WHERE s.entry = e.id)"
        " ORDER BY e.sequence, e.id",
    [QUERY_SEEN_ADD] = "INSERT INTO entry_seen (entry, observer, at) VALUES (:row, :observer, :now)"
                       " ON CONFLICT (entry) DO NOTHING",
    [QUERY_SEEN_DROP] = "DELETE FROM entry_seen WHERE entry = :row",
    [QUERY_SEEN_ADD_ALL] =
        "INSERT INTO entry_seen (entry, observer, at) SELECT e.id, :observer, :now FROM entry e"
        " WHERE e.meeting = :row ON CONFLICT (entry) DO NOTHING",
    [QUERY_SEEN_FIND] = "SELECT count(*) FROM entry e JOIN entry_seen s ON s.entry = e.id"
                        " WHERE e.uuid = :uuid",
    [QUERY_SEEN_MISSING] =
        "SELECT count(*) FROM meeting m JOIN entry e ON e.meeting = m.id"
        " JOIN entry_revision r ON r.id = e.current AND NOT r.removed AND NOT r.retracted"
        " WHERE m.uuid = :uuid AND NOT EXISTS (SELECT 1 FROM entry_seen s WHERE s.entry = e.id)",
    [QUERY_CLOSE_STATE] = "SELECT id, number, status, ended FROM meeting WHERE uuid = :uuid",
    [QUERY_CLOSE_DRAFT] = "SELECT o.initials FROM draft d JOIN observer o ON o.id = d.observer"
                          " WHERE d.meeting = :meeting ORDER BY o.id LIMIT 1",
    [QUERY_CLOSE_SET] = "UPDATE meeting SET version = :version, observer = :observer,"
                        " status = :status, closed = :closed WHERE id = :meeting",

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
                        " JOIN person q ON q.id = p.merged_into WHERE p.merged_into IS NOT NULL"
                        " ORDER BY p.number, p.id",
    [QUERY_MERGE_MEETINGS] = "SELECT meeting, capacity, expected FROM meeting_person"
                             " WHERE person = :person ORDER BY meeting",
    [QUERY_MERGE_BODIES] = "SELECT body, capacity, 0 FROM body_person WHERE person = :person"
                           " ORDER BY body",
    [QUERY_MERGE_RETRACTED] =
        "SELECT DISTINCT t.meeting FROM retraction t JOIN person p ON p.id = t.person"
        " WHERE coalesce(p.merged_into, p.id) = :person ORDER BY t.meeting",

    /* --- the full-text index --- */
    [QUERY_INDEX_ADD] = "INSERT INTO entry_index (rowid, text) VALUES (:entry, :text)",
    [QUERY_INDEX_REMOVE] = "INSERT INTO entry_index (entry_index, rowid, text)"
                           " VALUES ('delete', :entry, :text)",

    /* --- reading the record --- */
    [QUERY_ENTRY_FORWARD] = ENTRY_ROWS ENTRY_RANGE_FORWARD
        " ORDER BY e.sequence, e.observer",
    [QUERY_ENTRY_BACKWARD] = ENTRY_ROWS ENTRY_RANGE_BACKWARD
        " ORDER BY e.sequence DESC, e.observer DESC",
    [QUERY_VOICE_FORWARD] = VOICE_ROWS ENTRY_RANGE_FORWARD
        " ORDER BY e.sequence, e.observer, v.role, v.position",
    [QUERY_VOICE_BACKWARD] = VOICE_ROWS ENTRY_RANGE_BACKWARD
        " ORDER BY e.sequence DESC, e.observer DESC, v.role DESC, v.position DESC",
    [QUERY_VERBATIM_FORWARD] = VERBATIM_ROWS ENTRY_RANGE_FORWARD
        " ORDER BY e.sequence, e.observer, v.start",
    [QUERY_VERBATIM_BACKWARD] = VERBATIM_ROWS ENTRY_RANGE_BACKWARD
        " ORDER BY e.sequence DESC, e.observer DESC, v.start DESC",
    [QUERY_CODING_FORWARD] = CODING_ROWS ENTRY_RANGE_FORWARD
        " ORDER BY e.sequence, e.observer, c.id",
    [QUERY_CODING_BACKWARD] = CODING_ROWS ENTRY_RANGE_BACKWARD
        " ORDER BY e.sequence DESC, e.observer DESC, c.id DESC",
    [QUERY_VALUE_FORWARD] = VALUE_ROWS ENTRY_RANGE_FORWARD
        " ORDER BY e.sequence, e.observer, c.id, v.modifier",
    [QUERY_VALUE_BACKWARD] = VALUE_ROWS ENTRY_RANGE_BACKWARD
        " ORDER BY e.sequence DESC, e.observer DESC, c.id DESC, v.modifier DESC",
    [QUERY_MOVEMENT_FORWARD] = MOVEMENT_ROWS ENTRY_RANGE_FORWARD
        " ORDER BY e.sequence, e.observer, r.id",
    [QUERY_MOVEMENT_BACKWARD] = MOVEMENT_ROWS ENTRY_RANGE_BACKWARD
        " ORDER BY e.sequence DESC, e.observer DESC, r.id DESC",
    [QUERY_ENTRY_PLACE] = "SELECT m.uuid, e.sequence, e.observer, e.id, e.meeting, m.number"
                          " FROM entry e JOIN meeting m ON m.id = e.meeting WHERE e.uuid = :uuid",
    [QUERY_ENTRY_COUNT] =
        "SELECT (SELECT count(*) FROM entry e WHERE e.meeting = m.id)"
        " - (SELECT count(*) FROM entry_revision r JOIN entry e ON e.id = r.entry"
        " WHERE r.removed AND e.current = r.id AND e.meeting = m.id)"
        " FROM meeting m WHERE m.uuid = :meeting",

    /* --- undo and redo --- */
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

    /* --- the room --- */
    [QUERY_ROOM_MEETING] =
        "SELECT m.id, m.began, coalesce((SELECT o.offset FROM opening o WHERE o.meeting = m.id"
        " ORDER BY o.id DESC LIMIT 1), m.offset), b.id, b.quorum, m.convened,"
        " coalesce((SELECT sum(max(o.wall - o.after_end, 0)) FROM opening o"
        " WHERE o.meeting = m.id AND o.after_end IS NOT NULL), 0)"
        " FROM meeting m LEFT JOIN body b ON b.id = m.body WHERE m.uuid = :uuid",
    /* Who is not on the list has taken part, unless all that is known is an arrival that was
     * undone. */
    [QUERY_ROOM_PEOPLE] =
        "SELECT p.uuid, l.capacity, l.expected, CASE WHEN l.expected THEN 0"
        " WHEN NOT EXISTS (SELECT 1 FROM attendance a WHERE a.meeting = l.meeting"
        "   AND a.person IN (" ALL_OF_P ")) THEN 1"
        " WHEN EXISTS (SELECT 1 FROM attendance a JOIN attendance_revision r ON r.id = a.current"
        "   WHERE a.meeting = l.meeting AND a.person IN (" ALL_OF_P ") AND NOT r.removed) THEN 1"
        " ELSE EXISTS (SELECT 1 FROM entry e CROSS JOIN entry_voice v ON v.revision = e.current"
        "   WHERE e.meeting = l.meeting AND v.person IN (" ALL_OF_P ")) END"
        " FROM meeting_person l JOIN person p ON p.id = l.person WHERE l.meeting = :meeting"
        " AND p.merged_into IS NULL ORDER BY l.id",
    [QUERY_ROOM_MOVEMENTS] =
        "SELECT p.uuid, r.movement, r.mode, coalesce(e.sequence, 0), r.capacity, f.at"
        " FROM attendance a JOIN attendance_revision r ON r.id = a.current"
        " JOIN person w ON w.id = a.person JOIN person p ON p.id = coalesce(w.merged_into, w.id)"
        " LEFT JOIN entry e ON e.id = r.entry LEFT JOIN entry_revision f ON f.id = e.current"
        " WHERE a.meeting = :meeting AND NOT r.removed"
        " ORDER BY coalesce(e.sequence, 0), a.id",
    [QUERY_ROOM_NEEDS] = "SELECT g.uuid, q.number FROM body_quorum q"
                         " JOIN role_group g ON g.id = q.role_group WHERE q.body = :body"
                         " ORDER BY g.position, g.id",
    [QUERY_ROOM_CODE_USES] =
        "SELECT k.uuid, count(*) FROM entry e CROSS JOIN coding c" CODING_RANGE
        " CROSS JOIN coding_revision r ON r.id = c.current" CODE_AS_READ
        " WHERE e.meeting = :meeting AND e.observer = :observer AND NOT r.removed"
        " AND r.action <> 'close' GROUP BY k.id ORDER BY k.id",
    [QUERY_ROOM_STATES] =
        "SELECT c.uuid, k.uuid, r.action, x.uuid, f.at, f.kind = 'attendance' FROM entry e"
        " CROSS JOIN coding c" CODING_RANGE " CROSS JOIN coding_revision r ON r.id = c.current"
        CODE_AS_READ
        " LEFT JOIN coding x ON x.id = r.closes LEFT JOIN entry_revision f ON f.id = e.current"
        " WHERE e.meeting = :meeting AND e.observer = :observer AND NOT r.removed"
        " AND r.action <> 'point' AND k.state ORDER BY e.sequence, c.id",
    [QUERY_ROOM_LAST_AGENDA] =
        "SELECT e.sequence, i.uuid FROM entry e CROSS JOIN entry_revision r ON r.id = e.current"
        " LEFT JOIN agenda_item i ON i.id = r.item"
        " WHERE e.meeting = :meeting AND e.observer = :observer AND r.kind = 'agenda'"
        " AND NOT r.removed ORDER BY e.sequence DESC LIMIT 1",
    [QUERY_ROOM_PARTS] =
        "SELECT r.part, r.at FROM entry e CROSS JOIN entry_revision r ON r.id = e.current"
        " WHERE e.meeting = :meeting AND e.observer = :observer AND r.kind = 'part'"
        " AND NOT r.removed ORDER BY e.sequence",
    [QUERY_ROOM_LAST_ENTRY] =
        "SELECT e.uuid FROM entry e CROSS JOIN entry_revision r ON r.id = e.current"
        " WHERE e.meeting = :meeting AND e.observer = :observer AND e.sequence > :after"
        " AND NOT r.removed AND NOT (r.kind = 'attendance' AND NOT EXISTS" /* moot's own */
        " (SELECT 1 FROM attendance_revision m WHERE m.entry = e.id))"
        " ORDER BY e.sequence DESC LIMIT 1",
    [QUERY_ROOM_LAST_SPOKEN] =
        "SELECT e.uuid FROM entry e CROSS JOIN entry_revision r ON r.id = e.current"
        " WHERE e.meeting = :meeting AND e.observer = :observer AND e.sequence > :after"
        " AND NOT r.removed AND EXISTS (SELECT 1 FROM entry_voice v WHERE v.revision = r.id"
        " AND v.role = 'speaker') ORDER BY e.sequence DESC LIMIT 1",

    /* --- the course of a meeting, and its notes --- */
    [QUERY_COURSE_MEETING] =
        "SELECT id, coalesce(convened, began), coalesce(adjourned, ended), ended FROM meeting"
        " WHERE uuid = :uuid",
    /* The record that the course is read from: this observer's, else that of whoever was first. */
    [QUERY_COURSE_OBSERVER] =
        "SELECT observer FROM entry WHERE meeting = :meeting"
        " ORDER BY observer <> :observer, sequence, observer LIMIT 1",
    [QUERY_COURSE_MARKS] =
        "SELECT r.kind, r.part, i.uuid, r.at FROM entry e"
        " CROSS JOIN entry_revision r INDEXED BY entry_revision_marks"
        " ON r.entry = e.id AND r.kind IN ('agenda', 'part') AND r.id = e.current"
        " LEFT JOIN agenda_item i ON i.id = r.item"
        " WHERE e.meeting = :meeting AND e.observer = :observer AND NOT r.removed"
        " ORDER BY e.sequence",
    /* Each opening, and until when it lasted: to its end, else to the last that was written in it. */
    [QUERY_COURSE_OPENINGS] =
        "SELECT o.wall, o.after_end, o.ended, (SELECT max(c.recorded) FROM change c"
        " WHERE c.meeting = o.meeting AND c.observer = o.observer AND c.recorded >= o.wall"
        " AND c.recorded < coalesce((SELECT min(n.wall) FROM opening n WHERE n.meeting = o.meeting"
        " AND n.observer = o.observer AND n.id > o.id), 9223372036854775807))"
        " FROM opening o WHERE o.meeting = :meeting ORDER BY o.id",
    /* An imported meeting has times in its entries alone. */
    [QUERY_COURSE_TIMES] = "SELECT min(r.at), max(r.at) FROM entry e"
                           " CROSS JOIN entry_revision r ON r.id = e.current"
                           " WHERE e.meeting = :meeting AND NOT r.removed",
    [QUERY_NOTES_LOAD] = "SELECT convened, adjourned, mode, papers, watching, seating, setting, began,"
                         " ended, offset, coalesce(date, '') FROM meeting WHERE uuid = :uuid",
    [QUERY_NOTES_SAVE] =
        "UPDATE meeting SET version = :version, observer = :observer, convened = :convened,"
        " adjourned = :adjourned, mode = :mode, papers = :papers, watching = :watching,"
        " seating = :seating, setting = :setting WHERE id = :meeting",

    /* --- finding --- */
    [QUERY_FIND_CODES] = "SELECT id, key, name FROM code ORDER BY retired, id",
    [QUERY_FIND_SITE] = "SELECT id FROM site WHERE code = :name",
    [QUERY_FIND_BODY] = "SELECT id FROM body WHERE name = :name ORDER BY id LIMIT 1",
    [QUERY_FIND_SAME_CODES] =
        "WITH RECURSIVE up (id) AS (SELECT id FROM code WHERE id = :code"
        " UNION SELECT k.merged_into FROM code k JOIN up ON up.id = k.id"
        "   WHERE k.merged_into IS NOT NULL),"
        " same (id) AS (SELECT id FROM up"
        " UNION SELECT k.id FROM code k JOIN same ON k.merged_into = same.id)"
        " SELECT json_group_array(id), count(*) FROM same",
    [QUERY_FIND_SAME_PEOPLE] =
        "WITH RECURSIVE up (id) AS (SELECT id FROM person WHERE number = :number OR voice = :voice"
        " UNION SELECT p.merged_into FROM person p JOIN up ON up.id = p.id"
        "   WHERE p.merged_into IS NOT NULL),"
        " same (id) AS (SELECT id FROM up"
        " UNION SELECT p.id FROM person p JOIN same ON p.merged_into = same.id)"
        " SELECT json_group_array(id), count(*) FROM same",
    [QUERY_FIND_MEETINGS] =
        "SELECT m.id, m.number FROM meeting m WHERE" FIND_MEETING " ORDER BY m.number DESC",
    [QUERY_FIND_LAST] = "SELECT max(id) FROM entry",
    [QUERY_FIND_INDEX] = "SELECT x.rowid FROM entry_index x WHERE entry_index MATCH :words"
                         " ORDER BY x.rowid DESC",
    [QUERY_FIND_CODED] = "SELECT c.entry FROM coding c"
                         " WHERE c.code IN (SELECT value FROM json_each(:codes))"
                         " ORDER BY c.code, c.id LIMIT :limit",
    [QUERY_FIND_SAID] =
        "SELECT r.entry FROM entry_voice v JOIN entry_revision r ON r.id = v.revision"
        " WHERE v.person IN (SELECT value FROM json_each(:persons)) AND v.role = 'speaker'"
        " ORDER BY v.person, v.revision LIMIT :limit",
    [QUERY_FIND_FEW] =
        "SELECT e.id FROM entry e CROSS JOIN entry_revision r ON r.id = e.current"
        " CROSS JOIN meeting m ON m.id = e.meeting"
        " WHERE e.id IN (SELECT value FROM json_each(:rows)) AND" FIND_MEETING " AND" FIND_ENTRY
        " ORDER BY m.number DESC, e.sequence, e.observer",
    [QUERY_FIND_RANGE] = "SELECT min(e.id), max(e.id) FROM entry e WHERE e.meeting = :meeting",
    [QUERY_FIND_IN_MEETING] =
        "SELECT e.id FROM entry e CROSS JOIN entry_revision r ON r.id = e.current"
        " WHERE e.meeting = :meeting AND" FIND_ENTRY " ORDER BY e.sequence, e.observer",
    [QUERY_FIND_PLACE] = "SELECT e.uuid, m.number, e.sequence, coalesce(m.date, ''),"
                         " coalesce(s.code, ''), coalesce(b.name, ''), m.title, m.uuid FROM entry e"
                         " JOIN meeting m ON m.id = e.meeting LEFT JOIN site s ON s.id = m.site"
                         " LEFT JOIN body b ON b.id = m.body WHERE e.id = :entry",

    /* --- reporting: names by row, and tables in the order in which they lie --- */
    [QUERY_REPORT_MEETINGS] = "SELECT id, uuid, coalesce(site, 0), function, status,"
                              " coalesce(date, '') FROM meeting ORDER BY id",
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
                             " ORDER BY e.meeting, e.sequence, e.observer",
    [QUERY_REPORT_REMOVED] =
        "SELECT e.meeting, e.observer FROM entry_revision r INDEXED BY entry_revision_removed"
        " CROSS JOIN entry e ON e.id = r.entry AND e.current = r.id WHERE r.removed"
        " ORDER BY r.entry",
    /* Expected people count as seen unless they were absent all the time. */
    [QUERY_REPORT_PEOPLE] =
        "SELECT l.meeting, l.person FROM meeting_person l"
        " WHERE NOT EXISTS (SELECT 1 FROM attendance a JOIN attendance_revision r"
        "   ON r.id = a.current WHERE a.meeting = l.meeting AND a.person = l.person"
        "   AND NOT r.removed AND r.movement IN ('absent', 'apologies'))"
        " OR EXISTS (SELECT 1 FROM attendance a JOIN attendance_revision r"
        "   ON r.id = a.current WHERE a.meeting = l.meeting AND a.person = l.person"
        "   AND NOT r.removed AND r.movement = 'arrived')"
        " ORDER BY l.meeting, l.person",
    [QUERY_REPORT_CODES] =
        "SELECT e.meeting, c.code FROM coding c CROSS JOIN coding_revision r ON r.id = c.current"
        " CROSS JOIN entry e ON e.id = c.entry CROSS JOIN entry_revision f ON f.id = e.current"
        " WHERE NOT r.removed AND r.action <> 'close' AND NOT f.removed AND NOT f.retracted"
        " ORDER BY c.id",
    /* --- backups --- */
    [QUERY_BACKUP_COUNTS] =
        "SELECT (SELECT count(*) FROM entry), (SELECT count(*) FROM entry_revision),"
        " (SELECT coalesce(max(version), 0) FROM change), (SELECT count(*) FROM meeting)",
    [QUERY_RESTORE_COMPARE] =
        "SELECT max((SELECT coalesce(max(version), 0) FROM change),"
        " (SELECT coalesce(max(version), 0) FROM history WHERE what <> 'restored'),"
        " (SELECT coalesce(max(version), 0) FROM opening),"
        " (SELECT coalesce(max(version), 0) FROM person),"
        " (SELECT coalesce(max(version), 0) FROM identity),"
        " (SELECT coalesce(max(version), 0) FROM identity_alias),"
        " (SELECT coalesce(max(version), 0) FROM meeting),"
        " (SELECT coalesce(max(version), 0) FROM meeting_person),"
        " (SELECT coalesce(max(version), 0) FROM site),"
        " (SELECT coalesce(max(version), 0) FROM body),"
        " (SELECT coalesce(max(version), 0) FROM memo),"
        " (SELECT coalesce(max(version), 0) FROM code)),"
        " (SELECT count(*) FROM entry), (SELECT count(*) FROM entry_revision),"
        " (SELECT count(*) FROM meeting)",

    /* --- recovering and shredding --- */
    [QUERY_RECOVER_TABLES] =
        "SELECT t.name, t.wr, c.cid, c.name, c.type, c.\"notnull\", c.pk, c.dflt_value,"
        " s.sql LIKE '%CHECK (id >>%' FROM pragma_table_list t"
        " JOIN pragma_table_info(t.name) c JOIN sqlite_schema s ON s.name = t.name"
        " WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%'"
        " ORDER BY t.name, c.cid",
    [QUERY_RECOVER_LOOSE] =
        "SELECT f.\"table\", f.rowid, f.parent, l.\"from\" FROM pragma_foreign_key_check f"
        " JOIN pragma_foreign_key_list(f.\"table\") l ON l.id = f.fkid"
        " ORDER BY f.parent, f.\"table\", f.rowid",
    [QUERY_RECOVER_MEETINGS] =
        "SELECT m.number, m.title, (SELECT count(*) FROM entry e WHERE e.meeting = m.id)"
        " FROM meeting m ORDER BY m.number",
    [QUERY_RECOVER_GAPS] = "SELECT count(*), coalesce(max(id), 0) - count(*) FROM entry",
    [QUERY_SHRED_SEEN] = "DELETE FROM entry_seen WHERE entry IN" SHRED_ENTRIES,
    [QUERY_SHRED_ENTRY_DRAFTS] = "DELETE FROM entry_draft WHERE entry IN" SHRED_ENTRIES,
    [QUERY_SHRED_MEMOS] = "DELETE FROM memo WHERE meeting = :meeting OR entry IN" SHRED_ENTRIES,
    [QUERY_SHRED_VALUES] = "DELETE FROM coding_value WHERE revision IN (SELECT r.id"
                           " FROM coding_revision r JOIN coding c ON c.id = r.coding"
                           " WHERE c.entry IN" SHRED_ENTRIES ")",
    [QUERY_SHRED_CODING_REVISIONS] = "DELETE FROM coding_revision WHERE coding IN"
                                     " (SELECT id FROM coding WHERE entry IN" SHRED_ENTRIES ")",
    [QUERY_SHRED_CODINGS] = "DELETE FROM coding WHERE entry IN" SHRED_ENTRIES,
    [QUERY_SHRED_VERBATIM] = "DELETE FROM entry_verbatim WHERE revision IN"
                             " (SELECT id FROM entry_revision WHERE entry IN" SHRED_ENTRIES ")",
    [QUERY_SHRED_VOICES] = "DELETE FROM entry_voice WHERE revision IN"
                           " (SELECT id FROM entry_revision WHERE entry IN" SHRED_ENTRIES ")",
    [QUERY_SHRED_MOVEMENT_REVISIONS] = "DELETE FROM attendance_revision WHERE attendance IN"
                                       " (SELECT id FROM attendance WHERE meeting = :meeting)",
    [QUERY_SHRED_MOVEMENTS] = "DELETE FROM attendance WHERE meeting = :meeting",
    [QUERY_SHRED_ENTRY_REVISIONS] = "DELETE FROM entry_revision WHERE entry IN" SHRED_ENTRIES,
    [QUERY_SHRED_ENTRIES] = "DELETE FROM entry WHERE meeting = :meeting",
    [QUERY_SHRED_ITEM_REVISIONS] = "DELETE FROM agenda_revision WHERE item IN"
                                   " (SELECT id FROM agenda_item WHERE meeting = :meeting)",
    [QUERY_SHRED_ITEMS] = "DELETE FROM agenda_item WHERE meeting = :meeting",
    [QUERY_SHRED_RETRACTION_REVISIONS] =
        "DELETE FROM retraction_revision WHERE retraction IN"
        " (SELECT id FROM retraction WHERE meeting = :meeting)",
    [QUERY_SHRED_RETRACTIONS] = "DELETE FROM retraction WHERE meeting = :meeting",
    [QUERY_SHRED_CHANGES] = "DELETE FROM change WHERE meeting = :meeting",
    [QUERY_SHRED_OPENINGS] = "DELETE FROM opening WHERE meeting = :meeting",
    [QUERY_SHRED_DRAFTS] = "DELETE FROM draft WHERE meeting = :meeting",
    [QUERY_SHRED_PEOPLE] = "DELETE FROM meeting_person WHERE meeting = :meeting",
    [QUERY_SHRED_MEETING] = "DELETE FROM meeting WHERE id = :meeting",

    /* --- examining the study --- */
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
};
/* clang-format on */
