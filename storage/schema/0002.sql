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
    long     TEXT NOT NULL CHECK (long <> '')          -- "NHS England"
) STRICT;

-- Entries that somebody has looked at since the meeting.
CREATE TABLE entry_seen (
    entry    INTEGER PRIMARY KEY REFERENCES entry,
    observer INTEGER NOT NULL REFERENCES observer, -- who looked first
    at       INTEGER NOT NULL                      -- when
) STRICT;

-- Ways in for finding and reporting: the entries with a code, what a person
-- said, and the few lines that begin private parts and breaks.
CREATE INDEX coding_by_code ON coding (code);
CREATE INDEX entry_voice_by_person ON entry_voice (person) WHERE person IS NOT NULL;
CREATE INDEX entry_revision_parts ON entry_revision (entry) WHERE kind = 'part';

-- One row per memo, the removed ones left out. about: what it is on, by kind:
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
 WHERE NOT x.removed;
