-- The store of cabut, from schema 1 to 2: time, and who stands in for whom.
-- The manner of schema.sql: what a column means, and after "by:" who writes.

-- When those who act in `step` were asked; 0: they are still to be asked.
-- by: run
ALTER TABLE casefile ADD COLUMN asked_at INTEGER NOT NULL DEFAULT 0
    CHECK (asked_at >= 0);
-- By then the step should be done, by the SOP's standard time; 0: none.
-- by: run
ALTER TABLE casefile ADD COLUMN due_at INTEGER NOT NULL DEFAULT 0
    CHECK (due_at >= 0);
-- When time has something to do with the case next (ask, remind, escalate,
-- ask anew); 0: nothing. by: run
ALTER TABLE casefile ADD COLUMN wake_at INTEGER NOT NULL DEFAULT 0
    CHECK (wake_at >= 0);
-- Stages passed in this step: 1 to 3 a reminder, then the escalation.
-- by: run
ALTER TABLE casefile ADD COLUMN reminders INTEGER NOT NULL DEFAULT 0
    CHECK (reminders BETWEEN 0 AND 9);
-- Address of the colleague to whom DISPOSISI handed the step; NULL: nobody.
-- by: run
ALTER TABLE casefile ADD COLUMN assignee TEXT CHECK (assignee <> '');
-- Papers that a request asks for count only when filed after the paper of
-- this id (a branch with ulang="ya" was taken); 0: all do. by: run
ALTER TABLE casefile ADD COLUMN anew_after INTEGER NOT NULL DEFAULT 0
    CHECK (anew_after >= 0);
-- What was written with the last decision, and by whom, for those who act
-- next; NULL: nothing. by: run
ALTER TABLE casefile ADD COLUMN remark TEXT;
ALTER TABLE casefile ADD COLUMN remark_by TEXT;
CREATE INDEX casefile_wake ON casefile (wake_at)
    WHERE status = 'open' AND wake_at > 0;
-- What an older cabut has asked stands; the next run sets its times.
UPDATE casefile SET asked_at = step_since, wake_at = step_since
    WHERE status = 'open' AND held_until = 0;

-- The superior of an owner, found in the register, in the configuration, or
-- named by the helpdesk; NULL: not looked for, or unknown. by: as owner
ALTER TABLE owner ADD COLUMN superior_name TEXT;
ALTER TABLE owner ADD COLUMN superior_address TEXT;

-- Officials who are away, as their own absence note says.
-- by: absence_put; removed when they write again
CREATE TABLE absence (
	agency TEXT NOT NULL CHECK (agency <> ''),
	-- Of the official, lower case
	address TEXT NOT NULL CHECK (address <> ''),
	-- When the note came
	since INTEGER NOT NULL,
	-- The first moment after it
	until INTEGER NOT NULL CHECK (until > since),
	-- The note
	ledger_id INTEGER REFERENCES ledger (id),
	PRIMARY KEY (agency, address)
) STRICT, WITHOUT ROWID;

-- A mail that lists several cases of one official. It carries the token of
-- its first case; each case listed has a token of its own, which this mail's
-- answer brings back. by: digest_put
CREATE TABLE digest (
	-- The token that the mail carries
	token_id INTEGER NOT NULL REFERENCES token (id),
	-- Number in the list, from 1
	seq INTEGER NOT NULL CHECK (seq >= 1),
	-- The token of that case
	item_id INTEGER NOT NULL REFERENCES token (id),
	PRIMARY KEY (token_id, seq)
) STRICT, WITHOUT ROWID;

-- The owner register: who holds a certificate, in which office, until when.
-- by: `cabut owner import`
CREATE TABLE register (
	id INTEGER PRIMARY KEY,
	agency TEXT NOT NULL CHECK (agency <> ''),
	-- Digits only; at least one of the two
	nip TEXT,
	nik TEXT,
	name TEXT NOT NULL CHECK (name <> ''),
	-- Official mail address, lower-case domain; NULL: not known
	address TEXT,
	position TEXT,
	institution TEXT,
	unit TEXT,
	-- The superior, who approves and may ask for the owner
	superior_name TEXT,
	superior_nip TEXT,
	superior_address TEXT,
	-- Term of office, ISO dates; NULL: not limited
	term_from TEXT,
	term_until TEXT,
	-- Last day of the certificate, ISO date; NULL: not known
	certificate_until TEXT,
	imported_at INTEGER NOT NULL,
	-- Month ("2026-11") in which the verifikator was last told; NULL: never
	told_month TEXT,
	CHECK (nip IS NOT NULL OR nik IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX register_nip ON register (agency, nip)
    WHERE nip IS NOT NULL;
CREATE UNIQUE INDEX register_nik ON register (agency, nik)
    WHERE nik IS NOT NULL;

PRAGMA user_version = 2;
