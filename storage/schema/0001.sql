-- SPDX-License-Identifier: MIT
-- Format 1 of a study file. docs/database.md describes it for readers with
-- R, pandas or the sqlite3 shell; the views at the end are made for them.
--
-- Times are UTC milliseconds since 1970; NULL is unknown. Ids are 16-byte
-- UUIDs. A version is a hybrid logical clock: UTC milliseconds times 65536
-- plus a counter. Entries, codings, attendance and agenda items are never
-- overwritten: each has a row of its own and one row per revision, and
-- `current` is the revision with the greatest version; a tie between laptops
-- goes to the greater laptop UUID. It is no foreign key, for a row comes with
-- its first revision and each would have to be there before the other; and it
-- is kept by whoever adds a further revision, for a trigger would cost every
-- insert a third of its time.
--
-- Two kinds of ids are made so that they find each other without an index,
-- which keeps what one commit writes small:
--   revision.id = change.id * 2^20 + n: the revisions of a change are a range;
--   coding.id = entry.id * 2^16 + n: the codings of an entry are a range.
-- Everything that one change writes bears the version of the change.

-- The study itself: exactly one row.
CREATE TABLE study (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    uuid        BLOB NOT NULL CHECK (length(uuid) = 16), -- the space in which export GUIDs are derived
    title       TEXT NOT NULL,                -- shown on the home screen and in exports
    created     INTEGER NOT NULL,             -- when the file was made
    show_bodies INTEGER NOT NULL DEFAULT 0 CHECK (show_bodies IN (0, 1)), -- exports may show local names of bodies
    show_venues INTEGER NOT NULL DEFAULT 0 CHECK (show_venues IN (0, 1)), -- exports may show venues
    show_dates  INTEGER NOT NULL DEFAULT 0 CHECK (show_dates IN (0, 1))   -- exports may show full dates, else months
) STRICT;

-- A laptop that wrote into this study.
CREATE TABLE laptop (
    id   INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16) -- kept under XDG_STATE_HOME of that laptop
) STRICT;

-- A researcher who types.
CREATE TABLE observer (
    id       INTEGER PRIMARY KEY,
    uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version  INTEGER NOT NULL,                -- hybrid logical clock
    initials TEXT NOT NULL UNIQUE CHECK (initials <> '') -- shown and exported
) STRICT;

-- A case-study site.
CREATE TABLE site (
    id       INTEGER PRIMARY KEY,
    uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version  INTEGER NOT NULL,                -- hybrid logical clock
    observer INTEGER NOT NULL REFERENCES observer, -- who made or last changed it
    code     TEXT NOT NULL UNIQUE CHECK (code <> ''), -- "3", "A": shown and exported
    name     TEXT NOT NULL DEFAULT ''         -- its real name: identity, not exported
) STRICT;

-- A free characteristic of a site: size quintile, federation, providers.
CREATE TABLE site_characteristic (
    id       INTEGER PRIMARY KEY,
    uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version  INTEGER NOT NULL,                -- hybrid logical clock
    observer INTEGER NOT NULL REFERENCES observer, -- who made or last changed it
    site     INTEGER NOT NULL REFERENCES site,
    name     TEXT NOT NULL CHECK (name <> ''),
    value    TEXT NOT NULL,
    UNIQUE (site, name)
) STRICT;

-- What a body is for, so that bodies of several sites can be compared.
CREATE TABLE function (
    id       INTEGER PRIMARY KEY,
    uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version  INTEGER NOT NULL,                -- hybrid logical clock
    observer INTEGER REFERENCES observer,     -- NULL: came with the study
    key      TEXT NOT NULL UNIQUE,            -- "governing-body"
    name     TEXT NOT NULL,                   -- "governing body"
    position INTEGER NOT NULL                 -- order in lists
) STRICT;

-- A role group of people.
CREATE TABLE role_group (
    id       INTEGER PRIMARY KEY,
    uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version  INTEGER NOT NULL,                -- hybrid logical clock
    observer INTEGER REFERENCES observer,     -- NULL: came with the study
    key      TEXT NOT NULL UNIQUE,            -- typed after "?": "gp"
    name     TEXT NOT NULL,                   -- "NHS manager"
    label    TEXT NOT NULL,                   -- "Manager" in "Manager ID 60"
    position INTEGER NOT NULL                 -- order in lists
) STRICT;

-- A group that meets at a site.
CREATE TABLE body (
    id       INTEGER PRIMARY KEY,
    uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version  INTEGER NOT NULL,                -- hybrid logical clock
    observer INTEGER NOT NULL REFERENCES observer, -- who made or last changed it
    site     INTEGER REFERENCES site,         -- NULL: none noted
    name     TEXT NOT NULL CHECK (name <> ''), -- its local name
    function INTEGER NOT NULL REFERENCES function,
    quorum   INTEGER NOT NULL DEFAULT 0 CHECK (quorum >= 0) -- voting members needed; 0: no rule
) STRICT;
CREATE INDEX body_by_name ON body (name);

-- Of the body's quorum, how many must be of one role group.
CREATE TABLE body_quorum (
    id         INTEGER PRIMARY KEY,
    uuid       BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version    INTEGER NOT NULL,              -- hybrid logical clock
    observer   INTEGER NOT NULL REFERENCES observer,
    body       INTEGER NOT NULL REFERENCES body,
    role_group INTEGER NOT NULL REFERENCES role_group,
    number     INTEGER NOT NULL CHECK (number > 0),
    UNIQUE (body, role_group)
) STRICT;

-- Someone who may attend, without anything that identifies them. A voice that
-- is no person (the record's own, a call from the floor) has a label instead
-- of a number.
CREATE TABLE person (
    id            INTEGER PRIMARY KEY,
    uuid          BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version       INTEGER NOT NULL,           -- hybrid logical clock
    observer      INTEGER NOT NULL REFERENCES observer, -- who made or last changed it
    number        INTEGER UNIQUE CHECK (number > 0), -- study id, from 101
    former_number INTEGER,                    -- the study id before a merge renumbered it
    voice         TEXT,                       -- "_record", "interj-1": no person
    role_group    INTEGER REFERENCES role_group, -- NULL: unknown
    to_identify   INTEGER NOT NULL DEFAULT 0 CHECK (to_identify IN (0, 1)), -- typed as "@smith", not yet known
    merged_into   INTEGER REFERENCES person,  -- found to be this person
    CHECK ((number IS NULL) = (voice IS NOT NULL))
) STRICT;

-- Identity, apart from everything else: who a person really is.
CREATE TABLE identity (
    person       INTEGER PRIMARY KEY REFERENCES person,
    uuid         BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version      INTEGER NOT NULL,            -- hybrid logical clock
    observer     INTEGER NOT NULL REFERENCES observer,
    name         TEXT NOT NULL DEFAULT '',    -- real name
    organisation TEXT NOT NULL DEFAULT '',
    replace_organisation INTEGER NOT NULL DEFAULT 0 CHECK (replace_organisation IN (0, 1)) -- exports replace it too
) STRICT;

-- Identity: other words that mean a person.
CREATE TABLE identity_alias (
    id       INTEGER PRIMARY KEY,
    uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version  INTEGER NOT NULL,                -- hybrid logical clock
    observer INTEGER NOT NULL REFERENCES observer,
    person   INTEGER NOT NULL REFERENCES person,
    kind     TEXT NOT NULL CHECK (kind IN ('alias', 'initials', 'source')), -- typed; initials; id in an imported file
    text     TEXT NOT NULL CHECK (text <> ''),
    UNIQUE (person, kind, text)
) STRICT;

-- The usual people of a body.
CREATE TABLE body_person (
    id       INTEGER PRIMARY KEY,
    uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version  INTEGER NOT NULL,                -- hybrid logical clock
    observer INTEGER NOT NULL REFERENCES observer,
    body     INTEGER NOT NULL REFERENCES body,
    person   INTEGER NOT NULL REFERENCES person,
    capacity TEXT NOT NULL CHECK (capacity IN ('member', 'chair', 'attending')), -- member and chair vote
    UNIQUE (body, person)
) STRICT;

-- The usual agenda of a body.
CREATE TABLE body_agenda (
    id       INTEGER PRIMARY KEY,
    uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version  INTEGER NOT NULL,                -- hybrid logical clock
    observer INTEGER NOT NULL REFERENCES observer,
    body     INTEGER NOT NULL REFERENCES body,
    position INTEGER NOT NULL,                -- from 1
    title    TEXT NOT NULL CHECK (title <> ''),
    paper    TEXT NOT NULL DEFAULT '',
    purpose  TEXT NOT NULL DEFAULT '' CHECK (purpose IN ('', 'decide', 'discuss', 'note'))
) STRICT;
CREATE INDEX body_agenda_by_body ON body_agenda (body, position);

-- The codebook.
CREATE TABLE code (
    id              INTEGER PRIMARY KEY,
    uuid            BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version         INTEGER NOT NULL,         -- hybrid logical clock
    observer        INTEGER REFERENCES observer, -- NULL: came with the study
    parent          INTEGER REFERENCES code,  -- NULL: a code of the first level
    position        INTEGER NOT NULL,         -- order among its siblings
    key             TEXT UNIQUE,              -- typed after "#": "ch"; NULL none
    name            TEXT NOT NULL CHECK (name <> ''),
    state           INTEGER NOT NULL DEFAULT 0 CHECK (state IN (0, 1)), -- 1: lasts until closed; 0: a point
    exclusive_group TEXT NOT NULL DEFAULT '', -- opening one closes the others of this group; '' none
    definition      TEXT NOT NULL DEFAULT '',
    use_when        TEXT NOT NULL DEFAULT '',
    not_when        TEXT NOT NULL DEFAULT '', -- do not use when
    color           TEXT NOT NULL DEFAULT '' CHECK (color = '' OR color GLOB '#[0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F]'),
    pinned          INTEGER NOT NULL DEFAULT 0, -- place among the pinned codes from 1; 0 not pinned
    hot_key         TEXT NOT NULL DEFAULT '', -- letter after Alt, digit of a function key; '' none
    ground          TEXT NOT NULL DEFAULT '', -- the literature it rests on
    retired         INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)) -- kept for old meetings, not offered
) STRICT;
CREATE INDEX code_by_name ON code (name);

-- A field of a code.
CREATE TABLE code_modifier (
    id       INTEGER PRIMARY KEY,
    uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version  INTEGER NOT NULL,                -- hybrid logical clock
    observer INTEGER REFERENCES observer,     -- NULL: came with the study
    code     INTEGER NOT NULL REFERENCES code,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL CHECK (name <> ''),
    UNIQUE (code, name)
) STRICT;

-- A choice of a field; a field without choices takes free words.
CREATE TABLE modifier_choice (
    id       INTEGER PRIMARY KEY,
    uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version  INTEGER NOT NULL,                -- hybrid logical clock
    observer INTEGER REFERENCES observer,     -- NULL: came with the study
    modifier INTEGER NOT NULL REFERENCES code_modifier,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL CHECK (name <> ''),
    UNIQUE (modifier, name)
) STRICT;

-- One sitting of a body.
CREATE TABLE meeting (
    id            INTEGER PRIMARY KEY,
    uuid          BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version       INTEGER NOT NULL,           -- hybrid logical clock
    observer      INTEGER NOT NULL REFERENCES observer, -- who made or last changed it
    number        INTEGER NOT NULL UNIQUE CHECK (number > 0), -- 12 in M12
    former_number INTEGER,                    -- the number before a merge renumbered it
    status        TEXT NOT NULL CHECK (status IN ('planned', 'live', 'to-write-up', 'closed')),
    title         TEXT NOT NULL CHECK (title <> ''),
    site          INTEGER REFERENCES site,    -- NULL: none noted
    body          INTEGER REFERENCES body,    -- NULL: none noted
    function      INTEGER NOT NULL REFERENCES function,
    date          TEXT CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), -- local day; NULL unknown
    venue         TEXT NOT NULL DEFAULT '',
    began         INTEGER,                    -- when it was first opened live
    ended         INTEGER,                    -- when it ended
    offset        INTEGER NOT NULL DEFAULT 0, -- seconds east of UTC at its beginning
    seating       TEXT NOT NULL DEFAULT '',   -- who sat where
    setting       TEXT NOT NULL DEFAULT '',   -- the room, and what it was like
    source        TEXT NOT NULL DEFAULT '',   -- an imported meeting: where its file came from
    source_licence TEXT NOT NULL DEFAULT '',
    source_language TEXT NOT NULL DEFAULT '', -- BCP 47, as the file gives it
    source_digest TEXT UNIQUE                 -- what makes the same file be known again; NULL: typed here
) STRICT;
CREATE INDEX meeting_by_status ON meeting (status, number);
CREATE INDEX meeting_by_body ON meeting (body, number);

-- Who is expected at a meeting or has taken part, and in which capacity.
CREATE TABLE meeting_person (
    id       INTEGER PRIMARY KEY,
    uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version  INTEGER NOT NULL,                -- hybrid logical clock
    observer INTEGER NOT NULL REFERENCES observer,
    meeting  INTEGER NOT NULL REFERENCES meeting,
    person   INTEGER NOT NULL REFERENCES person,
    capacity TEXT NOT NULL DEFAULT 'member' CHECK (capacity IN ('member', 'chair', 'attending')),
    expected INTEGER NOT NULL CHECK (expected IN (0, 1)), -- 0: was not on the list, and came or spoke
    UNIQUE (meeting, person)
) STRICT;

-- Each time an observer opened a meeting: the anchor of its times.
CREATE TABLE opening (
    id       INTEGER PRIMARY KEY,
    uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version  INTEGER NOT NULL,                -- hybrid logical clock
    meeting  INTEGER NOT NULL REFERENCES meeting,
    observer INTEGER NOT NULL REFERENCES observer,
    laptop   INTEGER NOT NULL REFERENCES laptop,
    wall     INTEGER NOT NULL,                -- wall clock at the opening
    boot     INTEGER NOT NULL,                -- CLOCK_BOOTTIME at that moment, milliseconds
    boot_id  TEXT NOT NULL,                   -- the kernel's boot id
    zone     TEXT NOT NULL,                   -- name of the time zone
    offset   INTEGER NOT NULL,                -- seconds east of UTC
    ended    INTEGER                          -- when it was left; NULL: still open, or the program was killed
) STRICT;
CREATE INDEX opening_by_meeting ON opening (meeting, id);

-- One command of an observer: what undo takes back as one.
CREATE TABLE change (
    id       INTEGER PRIMARY KEY,
    uuid     BLOB NOT NULL CHECK (length(uuid) = 16),
    version  INTEGER NOT NULL,                -- hybrid logical clock; that of its revisions too
    kind     TEXT NOT NULL CHECK (kind IN ('record', 'setup', 'undo', 'redo')), -- setup: made with the meeting, out of reach of undo
    meeting  INTEGER NOT NULL REFERENCES meeting,
    observer INTEGER NOT NULL REFERENCES observer,
    laptop   INTEGER NOT NULL REFERENCES laptop,
    recorded INTEGER NOT NULL,                -- wall clock when it was written
    undoes   INTEGER REFERENCES change,       -- an undo: of this change; a redo: of that undo
    reason   TEXT NOT NULL DEFAULT '',        -- why a closed meeting was changed
    CHECK ((kind IN ('undo', 'redo')) = (undoes IS NOT NULL))
) STRICT;
CREATE INDEX change_by_meeting ON change (meeting, id);
CREATE INDEX change_by_undone ON change (undoes) WHERE undoes IS NOT NULL;

-- A numbered part of a meeting.
CREATE TABLE agenda_item (
    id      INTEGER PRIMARY KEY,
    uuid    BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    meeting INTEGER NOT NULL REFERENCES meeting,
    current INTEGER NOT NULL -- agenda_revision with the greatest version
) STRICT;
CREATE INDEX agenda_item_by_meeting ON agenda_item (meeting);
CREATE TABLE agenda_revision (
    id       INTEGER PRIMARY KEY CHECK (id >> 20 = change),
    uuid     BLOB NOT NULL CHECK (length(uuid) = 16),
    version  INTEGER NOT NULL,                -- hybrid logical clock
    observer INTEGER NOT NULL REFERENCES observer,
    laptop   INTEGER NOT NULL REFERENCES laptop,
    change   INTEGER NOT NULL REFERENCES change,
    item     INTEGER NOT NULL REFERENCES agenda_item,
    replaces INTEGER REFERENCES agenda_revision, -- what was current before; NULL: the first
    removed  INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    number   INTEGER NOT NULL,                -- place on the agenda, from 1
    title    TEXT NOT NULL,
    paper    TEXT NOT NULL DEFAULT '',        -- "GB/26/14"
    purpose  TEXT NOT NULL DEFAULT '' CHECK (purpose IN ('', 'decide', 'discuss', 'note')),
    reached  INTEGER NOT NULL DEFAULT 0 CHECK (reached IN (0, 1)), -- it has begun
    began    INTEGER                          -- when; NULL: not yet, or unknown
) STRICT;
CREATE INDEX agenda_revision_by_item ON agenda_revision (item, version) WHERE replaces IS NOT NULL;

-- One line of the record.
CREATE TABLE entry (
    id       INTEGER PRIMARY KEY,
    uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    meeting  INTEGER NOT NULL REFERENCES meeting,
    observer INTEGER NOT NULL REFERENCES observer, -- whose record of the meeting it belongs to
    sequence INTEGER NOT NULL,                -- the order in the meeting; gaps leave room between
    current  INTEGER NOT NULL -- entry_revision with the greatest version
) STRICT;
CREATE UNIQUE INDEX entry_by_place ON entry (meeting, sequence, observer);
CREATE TABLE entry_revision (
    id        INTEGER PRIMARY KEY CHECK (id >> 20 = change),
    uuid      BLOB NOT NULL CHECK (length(uuid) = 16),
    version   INTEGER NOT NULL,               -- hybrid logical clock
    observer  INTEGER NOT NULL REFERENCES observer,
    laptop    INTEGER NOT NULL REFERENCES laptop,
    change    INTEGER NOT NULL REFERENCES change,
    entry     INTEGER NOT NULL REFERENCES entry,
    replaces  INTEGER REFERENCES entry_revision, -- what was current before; NULL: the first
    removed   INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),   -- undone or taken out
    retracted INTEGER NOT NULL DEFAULT 0 CHECK (retracted IN (0, 1)), -- its speaker took it back
    kind      TEXT NOT NULL CHECK (kind IN ('note', 'event', 'agenda', 'attendance', 'comment', 'part')),
    at        INTEGER,                        -- when it happened: its first character was typed
    offset    INTEGER NOT NULL,               -- seconds east of UTC
    recorded  INTEGER NOT NULL,               -- when this revision was written
    item      INTEGER REFERENCES agenda_item, -- under which agenda item
    about     INTEGER REFERENCES entry,       -- a comment: on which entry; NULL: on the meeting
    part      TEXT NOT NULL DEFAULT 'public' CHECK (part IN ('public', 'private', 'break', 'resume')), -- where it stands; kind part: what begins
    continues INTEGER NOT NULL DEFAULT 0 CHECK (continues IN (0, 1)), -- the same speaker went on
    text      TEXT NOT NULL                   -- UTF-8, NFC; codes cut out; '' for bare events
) STRICT;
CREATE INDEX entry_revision_by_entry ON entry_revision (entry, version) WHERE replaces IS NOT NULL;
CREATE INDEX entry_revision_removed ON entry_revision (entry) WHERE removed;

-- Who speaks in an entry, and to whom.
CREATE TABLE entry_voice (
    revision   INTEGER NOT NULL REFERENCES entry_revision,
    role       TEXT NOT NULL CHECK (role IN ('speaker', 'addressee')),
    position   INTEGER NOT NULL,              -- from 0, in the order typed
    kind       TEXT NOT NULL CHECK (kind IN ('person', 'role', 'all', 'unknown')),
    person     INTEGER REFERENCES person,     -- kind person
    role_group INTEGER REFERENCES role_group, -- kind role: known only by role group
    PRIMARY KEY (revision, role, position),
    CHECK ((kind = 'person') = (person IS NOT NULL)),
    CHECK ((kind = 'role') = (role_group IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- Words that were heard exactly so.
CREATE TABLE entry_verbatim (
    revision INTEGER NOT NULL REFERENCES entry_revision,
    start    INTEGER NOT NULL CHECK (start >= 0), -- bytes of the text's UTF-8
    length   INTEGER NOT NULL CHECK (length > 0),
    PRIMARY KEY (revision, start)
) STRICT, WITHOUT ROWID;

-- What a person did: arrived, left, withdrew for an item.
CREATE TABLE attendance (
    id      INTEGER PRIMARY KEY,
    uuid    BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    meeting INTEGER NOT NULL REFERENCES meeting,
    person  INTEGER NOT NULL REFERENCES person,
    current INTEGER NOT NULL -- attendance_revision with the greatest version
) STRICT;
CREATE INDEX attendance_by_meeting ON attendance (meeting, id);
CREATE TABLE attendance_revision (
    id         INTEGER PRIMARY KEY CHECK (id >> 20 = change),
    uuid       BLOB NOT NULL CHECK (length(uuid) = 16),
    version    INTEGER NOT NULL,              -- hybrid logical clock
    observer   INTEGER NOT NULL REFERENCES observer,
    laptop     INTEGER NOT NULL REFERENCES laptop,
    change     INTEGER NOT NULL REFERENCES change,
    attendance INTEGER NOT NULL REFERENCES attendance,
    replaces   INTEGER REFERENCES attendance_revision, -- what was current before; NULL: the first
    removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    entry      INTEGER REFERENCES entry,      -- the line that said so; NULL: set-up
    movement   TEXT NOT NULL CHECK (movement IN ('arrived', 'left', 'withdrew', 'apologies', 'absent')),
    mode       TEXT NOT NULL DEFAULT 'room' CHECK (mode IN ('room', 'phone', 'online')),
    item       INTEGER REFERENCES agenda_item -- withdrew: for this item
) STRICT;
CREATE INDEX attendance_revision_by_attendance ON attendance_revision (attendance, version) WHERE replaces IS NOT NULL;
CREATE INDEX attendance_revision_by_entry ON attendance_revision (entry) WHERE entry IS NOT NULL;

-- A code put on an entry, or on part of its text.
CREATE TABLE coding (
    id      INTEGER PRIMARY KEY CHECK (id >> 16 = entry),
    uuid    BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    entry   INTEGER NOT NULL REFERENCES entry,
    code    INTEGER NOT NULL REFERENCES code,
    current INTEGER NOT NULL -- coding_revision with the greatest version
) STRICT;
CREATE TABLE coding_revision (
    id       INTEGER PRIMARY KEY CHECK (id >> 20 = change),
    uuid     BLOB NOT NULL CHECK (length(uuid) = 16),
    version  INTEGER NOT NULL,                -- hybrid logical clock
    observer INTEGER NOT NULL REFERENCES observer,
    laptop   INTEGER NOT NULL REFERENCES laptop,
    change   INTEGER NOT NULL REFERENCES change,
    coding   INTEGER NOT NULL REFERENCES coding,
    replaces INTEGER REFERENCES coding_revision, -- what was current before; NULL: the first
    removed  INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    recorded INTEGER NOT NULL,                -- when this revision was written
    action   TEXT NOT NULL CHECK (action IN ('point', 'open', 'close')),
    start    INTEGER CHECK (start >= 0),      -- bytes of the entry's text; NULL: the whole entry
    length   INTEGER CHECK (length > 0),
    by_end   INTEGER NOT NULL DEFAULT 0 CHECK (by_end IN (0, 1)), -- closed by the end of the meeting
    closes   INTEGER REFERENCES coding,       -- close: the coding that opened the state
    CHECK ((start IS NULL) = (length IS NULL))
) STRICT;
CREATE INDEX coding_revision_by_coding ON coding_revision (coding, version) WHERE replaces IS NOT NULL;

-- The modifiers of a coding.
CREATE TABLE coding_value (
    revision INTEGER NOT NULL REFERENCES coding_revision,
    modifier INTEGER NOT NULL REFERENCES code_modifier,
    value    TEXT NOT NULL,
    PRIMARY KEY (revision, modifier)
) STRICT, WITHOUT ROWID;

-- A longer reflection, on one thing or on the study.
CREATE TABLE memo (
    id       INTEGER PRIMARY KEY,
    uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version  INTEGER NOT NULL,                -- hybrid logical clock
    observer INTEGER NOT NULL REFERENCES observer,
    created  INTEGER NOT NULL,
    changed  INTEGER NOT NULL,
    meeting  INTEGER REFERENCES meeting,      -- at most one of these three
    entry    INTEGER REFERENCES entry,
    code     INTEGER REFERENCES code,
    title    TEXT NOT NULL DEFAULT '',
    text     TEXT NOT NULL,
    CHECK ((meeting IS NOT NULL) + (entry IS NOT NULL) + (code IS NOT NULL) <= 1)
) STRICT;

-- The half-typed line of each observer in each meeting.
CREATE TABLE draft (
    meeting  INTEGER NOT NULL REFERENCES meeting,
    observer INTEGER NOT NULL REFERENCES observer,
    text     TEXT NOT NULL CHECK (text <> ''),
    at       INTEGER NOT NULL,                -- when its first character was typed
    offset   INTEGER NOT NULL,                -- seconds east of UTC
    saved    INTEGER NOT NULL,                -- when it was last saved
    PRIMARY KEY (meeting, observer)
) STRICT, WITHOUT ROWID;

-- What happened to the study as a whole: exports with names, merges, repairs.
CREATE TABLE history (
    id       INTEGER PRIMARY KEY,
    uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version  INTEGER NOT NULL,                -- hybrid logical clock
    observer INTEGER REFERENCES observer,
    laptop   INTEGER REFERENCES laptop,
    at       INTEGER NOT NULL,
    what     TEXT NOT NULL CHECK (what <> ''), -- "created", "exported with names", "imported"
    detail   TEXT NOT NULL DEFAULT ''
) STRICT;

-- Full text of the current revisions; rowid is entry.id. Han, Kana and Hangul
-- are indexed character by character, so a phrase finds words of any length.
CREATE VIRTUAL TABLE entry_index USING fts5 (
    text, content='', tokenize='unicode61 remove_diacritics 2', columnsize=0
);
INSERT INTO entry_index (entry_index, rank) VALUES ('automerge', 0);

-- Views for R, pandas and the sqlite3 shell. They show current revisions that
-- are not removed, numbers and keys instead of rows, and times both as local
-- ISO 8601 text and as milliseconds. None of them shows identity.

-- One row per meeting. date, began_local, ended_local: NULL where unknown.
CREATE VIEW meetings AS
SELECT 'M' || m.number AS meeting, m.number, m.status, m.title, s.code AS site, b.name AS body,
       f.name AS function, m.date, m.venue,
       strftime('%Y-%m-%dT%H:%M:%S', m.began / 1000 + m.offset, 'unixepoch') AS began_local,
       strftime('%Y-%m-%dT%H:%M:%S', m.ended / 1000 + m.offset, 'unixepoch') AS ended_local,
       m.began, m.ended, o.initials AS observer, lower(hex(m.uuid)) AS uuid
  FROM meeting m
  LEFT JOIN site s ON s.id = m.site
  LEFT JOIN body b ON b.id = m.body
  JOIN function f ON f.id = m.function
  JOIN observer o ON o.id = m.observer;

-- One row per person, or voice that is no person (number NULL).
CREATE VIEW people AS
SELECT p.number, p.voice, g.key AS role_group, g.name AS role_group_name, g.label,
       p.to_identify, lower(hex(p.uuid)) AS uuid
  FROM person p
  LEFT JOIN role_group g ON g.id = p.role_group;

-- One row per entry. speakers, addressees: study ids with commas between, a
-- role group as '?gp', 'all', or 'unknown'. item: number on the agenda.
CREATE VIEW entries AS
SELECT m.number AS meeting, e.sequence, r.kind,
       strftime('%Y-%m-%dT%H:%M:%S', r.at / 1000 + r.offset, 'unixepoch') AS at_local,
       r.at, r.offset,
       (SELECT group_concat(said, ', ') FROM
          (SELECT coalesce(p.number, p.voice, '?' || g.key, v.kind) AS said FROM entry_voice v
             LEFT JOIN person p ON p.id = v.person LEFT JOIN role_group g ON g.id = v.role_group
            WHERE v.revision = r.id AND v.role = 'speaker' ORDER BY v.position)) AS speakers,
       (SELECT group_concat(said, ', ') FROM
          (SELECT coalesce(p.number, p.voice, '?' || g.key, v.kind) AS said FROM entry_voice v
             LEFT JOIN person p ON p.id = v.person LEFT JOIN role_group g ON g.id = v.role_group
            WHERE v.revision = r.id AND v.role = 'addressee' ORDER BY v.position)) AS addressees,
       a.number AS item, a.title AS item_title, r.part, r.continues, r.retracted, r.text,
       r.recorded, o.initials AS observer, lower(hex(e.uuid)) AS uuid,
       lower(hex(b.uuid)) AS about -- a comment: uuid of the entry it is on
  FROM entry e
  JOIN entry_revision r ON r.id = e.current AND NOT r.removed
  JOIN meeting m ON m.id = e.meeting
  JOIN observer o ON o.id = e.observer
  LEFT JOIN agenda_item i ON i.id = r.item
  LEFT JOIN agenda_revision a ON a.id = i.current
  LEFT JOIN entry b ON b.id = r.about;

-- One row per coding. start, length: bytes of the entry's text, NULL for the
-- whole entry; words: what they cover. modifiers: 'name=value' with '; ' between.
CREATE VIEW codings AS
SELECT m.number AS meeting, lower(hex(e.uuid)) AS entry, k.key, k.name, r.action, r.start,
       r.length,
       CASE WHEN r.start IS NULL THEN f.text
            ELSE CAST(substr(CAST(f.text AS BLOB), r.start + 1, r.length) AS TEXT) END AS words,
       (SELECT group_concat(said, '; ') FROM
          (SELECT d.name || '=' || v.value AS said FROM coding_value v
             JOIN code_modifier d ON d.id = v.modifier
            WHERE v.revision = r.id ORDER BY d.position)) AS modifiers,
       r.by_end, r.recorded, o.initials AS observer, lower(hex(c.uuid)) AS uuid
  FROM coding c
  JOIN coding_revision r ON r.id = c.current AND NOT r.removed
  JOIN entry e ON e.id = c.entry
  JOIN entry_revision f ON f.id = e.current
  JOIN meeting m ON m.id = e.meeting
  JOIN code k ON k.id = c.code
  JOIN observer o ON o.id = r.observer;

-- One row per movement: arrived, left, withdrew, apologies, absent. entry:
-- uuid of the line that said so; sequence and at_local: where it stands.
CREATE VIEW attendances AS
SELECT m.number AS meeting, p.number AS person, g.key AS role_group, l.capacity, l.expected,
       r.movement, r.mode, n.number AS item, e.sequence,
       strftime('%Y-%m-%dT%H:%M:%S', f.at / 1000 + f.offset, 'unixepoch') AS at_local, f.at,
       lower(hex(e.uuid)) AS entry
  FROM attendance a
  JOIN attendance_revision r ON r.id = a.current AND NOT r.removed
  JOIN meeting m ON m.id = a.meeting
  JOIN person p ON p.id = a.person
  LEFT JOIN role_group g ON g.id = p.role_group
  LEFT JOIN meeting_person l ON l.meeting = a.meeting AND l.person = a.person
  LEFT JOIN entry e ON e.id = r.entry
  LEFT JOIN entry_revision f ON f.id = e.current
  LEFT JOIN agenda_item i ON i.id = r.item
  LEFT JOIN agenda_revision n ON n.id = i.current;

-- One row per agenda item.
CREATE VIEW agenda AS
SELECT m.number AS meeting, r.number AS item, r.title, r.paper, r.purpose, r.reached,
       strftime('%Y-%m-%dT%H:%M:%S', r.began / 1000 + m.offset, 'unixepoch') AS began_local,
       r.began, lower(hex(i.uuid)) AS uuid
  FROM agenda_item i
  JOIN agenda_revision r ON r.id = i.current AND NOT r.removed
  JOIN meeting m ON m.id = i.meeting;

-- Every revision of every entry, the removed ones too, oldest first by version.
CREATE VIEW history_of_entries AS
SELECT m.number AS meeting, e.sequence, lower(hex(e.uuid)) AS entry, r.version,
       r.id = e.current AS current, r.removed, r.retracted, h.kind AS change, r.kind,
       strftime('%Y-%m-%dT%H:%M:%S', r.at / 1000 + r.offset, 'unixepoch') AS at_local,
       h.recorded, o.initials AS observer, h.reason, r.text
  FROM entry_revision r
  JOIN entry e ON e.id = r.entry
  JOIN meeting m ON m.id = e.meeting
  JOIN change h ON h.id = r.change
  JOIN observer o ON o.id = r.observer;
