/* SPDX-License-Identifier: MIT */
/* The catalogue: transactions and the study itself; rows by uuid; what a new study starts with. Rows of the table in storage/queries.c. */
/* clang-format off */

    /* --- transactions and the study itself --- */
    [QUERY_BEGIN] = "BEGIN IMMEDIATE",
    [QUERY_BEGIN_READING] = "BEGIN",
    [QUERY_COMMIT] = "COMMIT",
    [QUERY_ROLLBACK] = "ROLLBACK",
    [QUERY_JOURNAL_WAL] = "PRAGMA journal_mode = WAL",
    [QUERY_DATA_VERSION] = "PRAGMA data_version",
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
    [QUERY_OBSERVER_RENAME] = "UPDATE observer SET initials = :initials, version = :version"
                              " WHERE id = :row",
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
/* clang-format on */
