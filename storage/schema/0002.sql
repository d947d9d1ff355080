-- SPDX-License-Identifier: MIT
-- Format 2: what a whole study needs beside one meeting. Conventions as in
-- format 1.

-- Merging two codes keeps both rows: codings of the merged one are read as
-- codings of the other.
ALTER TABLE code ADD COLUMN merged_into INTEGER REFERENCES code; -- NULL: a code of its own

-- When a meeting was written up; what changes afterwards bears a reason.
ALTER TABLE meeting ADD COLUMN closed INTEGER; -- NULL: not yet, or unknown

-- A memo that was taken away stays in the file.
ALTER TABLE memo ADD COLUMN removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1));

-- Text expansion: what is typed short and stands long.
CREATE TABLE expansion (
    id       INTEGER PRIMARY KEY,
    uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version  INTEGER NOT NULL,                -- hybrid logical clock
    observer INTEGER NOT NULL REFERENCES observer, -- who made or last changed it
    short    TEXT NOT NULL UNIQUE CHECK (short <> ''), -- "ne"
    long     TEXT NOT NULL CHECK (long <> ''),         -- "NHS England"
    removed  INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)) -- taken out; kept, so that a merge does not bring it back
) STRICT;

-- Entries that somebody has looked at since the meeting.
CREATE TABLE entry_seen (
    entry    INTEGER PRIMARY KEY REFERENCES entry,
    observer INTEGER NOT NULL REFERENCES observer, -- who looked first
    at       INTEGER NOT NULL                      -- when
) STRICT;

-- Ways in for finding and reporting: the entries with a code, and what a
-- person said.
CREATE INDEX coding_by_code ON coding (code);
CREATE INDEX entry_voice_by_person ON entry_voice (person) WHERE person IS NOT NULL;

-- A coding whose words were edited away stands on the whole entry until somebody
-- has looked at it; what it stood on is kept.
ALTER TABLE coding_revision ADD COLUMN lost TEXT NOT NULL DEFAULT ''; -- the words that are gone; '' none

-- A person who has taken back all that they said at a meeting. Their entries
-- are retracted as well, also those that come later.
CREATE TABLE retraction (
    id      INTEGER PRIMARY KEY,
    uuid    BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    meeting INTEGER NOT NULL REFERENCES meeting,
    person  INTEGER NOT NULL REFERENCES person,
    current INTEGER NOT NULL -- retraction_revision with the greatest version
) STRICT;
CREATE INDEX retraction_by_meeting ON retraction (meeting, person);
CREATE TABLE retraction_revision (
    id         INTEGER PRIMARY KEY CHECK (id >> 20 = change),
    uuid       BLOB NOT NULL CHECK (length(uuid) = 16),
    version    INTEGER NOT NULL,              -- hybrid logical clock
    observer   INTEGER NOT NULL REFERENCES observer,
    laptop     INTEGER NOT NULL REFERENCES laptop,
    change     INTEGER NOT NULL REFERENCES change,
    retraction INTEGER NOT NULL REFERENCES retraction,
    replaces   INTEGER REFERENCES retraction_revision, -- what was current before; NULL: the first
    removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)) -- 1: the words stand again
) STRICT;
CREATE INDEX retraction_revision_by_retraction ON retraction_revision (retraction, version) WHERE replaces IS NOT NULL;

-- What hangs on a thing is found without reading all of its kind.
CREATE INDEX memo_by_meeting ON memo (meeting) WHERE meeting IS NOT NULL;
CREATE INDEX memo_by_entry ON memo (entry) WHERE entry IS NOT NULL;
CREATE INDEX memo_by_code ON memo (code) WHERE code IS NOT NULL;
CREATE INDEX memo_by_study ON memo (id) WHERE meeting IS NULL AND entry IS NULL AND code IS NULL;
CREATE INDEX person_by_merged ON person (merged_into) WHERE merged_into IS NOT NULL;

-- The text of an entry that somebody is changing and has not saved.
CREATE TABLE entry_draft (
    entry    INTEGER NOT NULL REFERENCES entry,
    observer INTEGER NOT NULL REFERENCES observer,
    text     TEXT NOT NULL,                        -- as far as it was typed
    saved    INTEGER NOT NULL,                     -- when it was last saved
    PRIMARY KEY (entry, observer)
) STRICT, WITHOUT ROWID;

-- A half-typed line that revises an entry.
ALTER TABLE draft ADD COLUMN edits INTEGER REFERENCES entry; -- which; NULL: it is a new line

-- One row per memo, the removed ones and those on removed entries left out. about: what it is on, by kind:
-- study, meeting, entry or code; uuid_about: the id of that, NULL for the study.
CREATE VIEW memos AS
SELECT CASE WHEN x.meeting IS NOT NULL THEN 'meeting' WHEN x.entry IS NOT NULL THEN 'entry'
            WHEN x.code IS NOT NULL THEN 'code' ELSE 'study' END AS about,
       m.number AS meeting, k.key AS code, x.title, x.text, x.created, x.changed,
       o.initials AS observer, lower(hex(coalesce(n.uuid, e.uuid, k.uuid))) AS uuid_about,
       lower(hex(x.uuid)) AS uuid
  FROM memo x
  JOIN observer o ON o.id = x.observer
  LEFT JOIN meeting n ON n.id = x.meeting
  LEFT JOIN entry e ON e.id = x.entry
  LEFT JOIN meeting m ON m.id = coalesce(x.meeting, e.meeting)
  LEFT JOIN code k ON k.id = x.code
 WHERE NOT x.removed
   AND NOT EXISTS (SELECT 1 FROM entry_revision r WHERE r.id = e.current AND r.removed);

-- The views of format 1 again, for people who were found to be somebody else:
-- they are shown as that person everywhere, and are in no list of people.
DROP VIEW people;
CREATE VIEW people AS
SELECT p.number, p.voice, g.key AS role_group, g.name AS role_group_name, g.label,
       p.to_identify, lower(hex(p.uuid)) AS uuid
  FROM person p
  LEFT JOIN role_group g ON g.id = p.role_group
 WHERE p.merged_into IS NULL;

DROP VIEW entries;
CREATE VIEW entries AS
SELECT m.number AS meeting, e.sequence, r.kind,
       strftime('%Y-%m-%dT%H:%M:%S', r.at / 1000 + r.offset, 'unixepoch') AS at_local,
       r.at, r.offset,
       (SELECT group_concat(said, ', ') FROM
          (SELECT coalesce(p.number, p.voice, '?' || g.key, v.kind) AS said FROM entry_voice v
             LEFT JOIN person w ON w.id = v.person
             LEFT JOIN person p ON p.id = coalesce(w.merged_into, w.id)
             LEFT JOIN role_group g ON g.id = v.role_group
            WHERE v.revision = r.id AND v.role = 'speaker' ORDER BY v.position)) AS speakers,
       (SELECT group_concat(said, ', ') FROM
          (SELECT coalesce(p.number, p.voice, '?' || g.key, v.kind) AS said FROM entry_voice v
             LEFT JOIN person w ON w.id = v.person
             LEFT JOIN person p ON p.id = coalesce(w.merged_into, w.id)
             LEFT JOIN role_group g ON g.id = v.role_group
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


-- The room: when a meeting itself began and ended, how it was held and
-- watched; what the agenda passes over; who is late, and who sits how today.
ALTER TABLE meeting ADD COLUMN convened INTEGER; -- when it began, as the observer says; NULL: when it was first opened live
ALTER TABLE meeting ADD COLUMN adjourned INTEGER; -- when it ended, as the observer says; NULL: `ended`
ALTER TABLE meeting ADD COLUMN mode TEXT NOT NULL DEFAULT '' CHECK (mode IN ('', 'room', 'online', 'hybrid')); -- how it was held; '' not noted
ALTER TABLE meeting ADD COLUMN papers TEXT NOT NULL DEFAULT '' CHECK (papers IN ('', 'all', 'some', 'none')); -- which papers the observer had; '' not noted
ALTER TABLE meeting ADD COLUMN watching TEXT NOT NULL DEFAULT ''; -- the observer's presence: where, introduced how, noticed by whom

-- Going on with a meeting that had ended.
ALTER TABLE opening ADD COLUMN after_end INTEGER; -- when it had ended; NULL: it had not

ALTER TABLE agenda_revision ADD COLUMN skipped INTEGER NOT NULL DEFAULT 0 CHECK (skipped IN (0, 1)); -- the meeting passes over it

-- The lines that begin something, for the course of a meeting.
CREATE INDEX entry_revision_marks ON entry_revision (entry) WHERE kind IN ('agenda', 'part');

-- The revisions of attendance anew, for a check cannot be widened: somebody may
-- be late, or sit in another capacity. Rows keep their ids.
DROP VIEW attendances;
CREATE TABLE attendance_revision_anew (
    id         INTEGER PRIMARY KEY CHECK (id >> 20 = change),
    uuid       BLOB NOT NULL CHECK (length(uuid) = 16),
    version    INTEGER NOT NULL,              -- hybrid logical clock
    observer   INTEGER NOT NULL REFERENCES observer,
    laptop     INTEGER NOT NULL REFERENCES laptop,
    change     INTEGER NOT NULL REFERENCES change,
    attendance INTEGER NOT NULL REFERENCES attendance,
    replaces   INTEGER REFERENCES attendance_revision_anew, -- what was current before; NULL: the first
    removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    entry      INTEGER REFERENCES entry,      -- the line that said so; NULL: set-up, how the meeting began
    movement   TEXT NOT NULL CHECK (movement IN ('arrived', 'left', 'withdrew', 'apologies', 'absent', 'late', 'sits')), -- late: not here yet, will come; sits: in another capacity from now on
    mode       TEXT NOT NULL DEFAULT 'room' CHECK (mode IN ('room', 'phone', 'online')),
    arrival    TEXT NOT NULL DEFAULT '' CHECK (arrival IN ('', 'late', 'back')), -- arrived: late had been expected in vain, back had left or withdrawn
    capacity   TEXT CHECK (capacity IN ('member', 'chair', 'attending')), -- sits: in which; NULL for other movements
    item       INTEGER REFERENCES agenda_item, -- withdrew: for this item
    CHECK ((movement = 'sits') = (capacity IS NOT NULL))
) STRICT;
INSERT INTO attendance_revision_anew (id, uuid, version, observer, laptop, change, attendance, replaces,
    removed, entry, movement, mode, item)
SELECT id, uuid, version, observer, laptop, change, attendance, replaces, removed, entry, movement,
       mode, item
  FROM attendance_revision ORDER BY id;
DROP TABLE attendance_revision;
ALTER TABLE attendance_revision_anew RENAME TO attendance_revision;
CREATE INDEX attendance_revision_by_attendance ON attendance_revision (attendance, version) WHERE replaces IS NOT NULL;
CREATE INDEX attendance_revision_by_entry ON attendance_revision (entry) WHERE entry IS NOT NULL;

-- One row per movement, as before. arrival: how somebody arrived; sits: the
-- capacity of who sits in another one; capacity: that of the list.
CREATE VIEW attendances AS
SELECT m.number AS meeting, p.number AS person, g.key AS role_group, l.capacity, l.expected,
       r.movement, r.mode, n.number AS item, e.sequence,
       strftime('%Y-%m-%dT%H:%M:%S', f.at / 1000 + f.offset, 'unixepoch') AS at_local, f.at,
       lower(hex(e.uuid)) AS entry, r.arrival, r.capacity AS sits
  FROM attendance a
  JOIN attendance_revision r ON r.id = a.current AND NOT r.removed
  JOIN meeting m ON m.id = a.meeting
  JOIN person w ON w.id = a.person
  JOIN person p ON p.id = coalesce(w.merged_into, w.id)
  LEFT JOIN role_group g ON g.id = p.role_group
  LEFT JOIN meeting_person l ON l.meeting = a.meeting AND l.person = a.person
  LEFT JOIN entry e ON e.id = r.entry
  LEFT JOIN entry_revision f ON f.id = e.current
  LEFT JOIN agenda_item i ON i.id = r.item
  LEFT JOIN agenda_revision n ON n.id = i.current;

-- One row per agenda item, as before, and whether the meeting passed over it.
DROP VIEW agenda;
CREATE VIEW agenda AS
SELECT m.number AS meeting, r.number AS item, r.title, r.paper, r.purpose, r.reached,
       strftime('%Y-%m-%dT%H:%M:%S', r.began / 1000 + m.offset, 'unixepoch') AS began_local,
       r.began, lower(hex(i.uuid)) AS uuid, r.skipped
  FROM agenda_item i
  JOIN agenda_revision r ON r.id = i.current AND NOT r.removed
  JOIN meeting m ON m.id = i.meeting;

-- One row per time that an item was on: until the next began in that
-- observer's record, or the meeting ended. Breaks are not taken off.
CREATE VIEW agenda_stretches AS
SELECT m.number AS meeting, a.number AS item, a.title, o.initials AS observer, x.sequence,
       strftime('%Y-%m-%dT%H:%M:%S', x.at / 1000 + x.offset, 'unixepoch') AS began_local,
       x.at AS began, coalesce(x.next, m.adjourned, m.ended) AS ended,
       lower(hex(i.uuid)) AS uuid
  FROM (SELECT e.meeting, e.observer, e.sequence, r.item, r.at, r.offset,
               lead(r.at) OVER (PARTITION BY e.meeting, e.observer ORDER BY e.sequence) AS next
          FROM entry_revision r
          JOIN entry e ON e.current = r.id
         WHERE r.kind = 'agenda' AND NOT r.removed) x
  JOIN meeting m ON m.id = x.meeting
  JOIN observer o ON o.id = x.observer
  JOIN agenda_item i ON i.id = x.item
  JOIN agenda_revision a ON a.id = i.current;

-- One row per meeting, as before, and what the observer noted of it. convened,
-- adjourned: NULL where it began and ended as moot has it.
DROP VIEW meetings;
CREATE VIEW meetings AS
SELECT 'M' || m.number AS meeting, m.number, m.status, m.title, s.code AS site, b.name AS body,
       f.name AS function, m.date, m.venue,
       strftime('%Y-%m-%dT%H:%M:%S', m.began / 1000 + m.offset, 'unixepoch') AS began_local,
       strftime('%Y-%m-%dT%H:%M:%S', m.ended / 1000 + m.offset, 'unixepoch') AS ended_local,
       m.began, m.ended, o.initials AS observer, lower(hex(m.uuid)) AS uuid,
       m.convened, m.adjourned, m.mode, m.papers, m.watching, m.seating, m.setting
  FROM meeting m
  LEFT JOIN site s ON s.id = m.site
  LEFT JOIN body b ON b.id = m.body
  JOIN function f ON f.id = m.function
  JOIN observer o ON o.id = m.observer;

-- What was decided of words that could be names, for exports.
CREATE TABLE name_rule (
    id       INTEGER PRIMARY KEY,
    uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version  INTEGER NOT NULL,                -- hybrid logical clock
    observer INTEGER NOT NULL REFERENCES observer, -- who decided last
    word     TEXT NOT NULL CHECK (word <> ''),   -- as it was marked
    folded   TEXT NOT NULL UNIQUE,            -- without case and accents
    rule     TEXT NOT NULL CHECK (rule IN ('always', 'capital', 'word', 'organisation')) -- replaced in any case; with a capital; no name; by "[organisation]"
) STRICT;

-- The key that links ids to names may lie apart, in a file of its own.
ALTER TABLE study ADD COLUMN key_moved INTEGER NOT NULL DEFAULT 0 CHECK (key_moved IN (0, 1)); -- 1: identity was moved away, exports need it
-- What is no use of a code: few rows, so that uses are counted without reading
-- every revision.
CREATE INDEX coding_revision_no_use ON coding_revision (coding) WHERE removed OR action = 'close';

-- As in format 1, a merged code read as the other.
DROP VIEW codings;
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
  JOIN code j ON j.id = c.code
  JOIN code k ON k.id = coalesce(j.merged_into, j.id)
  JOIN observer o ON o.id = r.observer;

-- No list and no filter reads a table whole that grows: what is asked for, what
-- refers to a row that is taken away, and what a further revision replaces is
-- found by an index. Those on revisions hold nothing of a first one, so that
-- what is written once pays nothing for them.
CREATE INDEX meeting_by_site ON meeting (site);
CREATE INDEX meeting_by_function ON meeting (function);
CREATE INDEX meeting_person_by_person ON meeting_person (person);
CREATE INDEX person_to_identify ON person (number) WHERE to_identify;
CREATE INDEX person_by_role ON person (role_group) WHERE role_group IS NOT NULL;
CREATE INDEX person_by_voice ON person (voice) WHERE voice IS NOT NULL;
CREATE INDEX entry_voice_by_role ON entry_voice (role_group) WHERE role_group IS NOT NULL;
CREATE INDEX coding_value_by_modifier ON coding_value (modifier, value);
CREATE INDEX retraction_by_person ON retraction (person);
CREATE INDEX entry_revision_retracted ON entry_revision (entry) WHERE retracted;
CREATE INDEX agenda_revision_by_replaced ON agenda_revision (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX entry_revision_by_replaced ON entry_revision (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX coding_revision_by_replaced ON coding_revision (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX attendance_revision_by_replaced ON attendance_revision (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX retraction_revision_by_replaced ON retraction_revision (replaces) WHERE replaces IS NOT NULL;
