-- The store of cabut, schema 1. One SQLite file, one writer.
-- What later versions added: schema-2.sql, schema-3.sql.
--
-- Times are seconds since 1970-01-01 UTC; 0 says "not yet" or "none".
-- Hashes are SHA-256 in lower case hexadecimal (64 letters).
-- Words of class, status, purpose and state are those of cabut/store.h.
-- Each column says what it means and, after "by:", who writes it.
-- All of it runs inside one transaction; the version at the end says so.

PRAGMA application_id = 1128420692; -- 'CBUT'

-- A folder of a mailbox that cabut reads.
CREATE TABLE mailbox (
	id INTEGER PRIMARY KEY,
	-- Account and folder, without secrets. by: the first run
	name TEXT NOT NULL UNIQUE CHECK (name <> ''),
	-- The agency whose mailbox it is. by: each run, from configuration
	agency TEXT NOT NULL CHECK (agency <> ''),
	-- UIDVALIDITY last seen (RFC 3501). by: the run that sees it change
	uidvalidity INTEGER NOT NULL
	    CHECK (uidvalidity BETWEEN 1 AND 4294967295),
	-- Mail below it was there before cabut. by: the first run; 1 after
	-- a change of UIDVALIDITY
	first_uid INTEGER NOT NULL
	    CHECK (first_uid BETWEEN 1 AND 4294967295)
) STRICT;

-- The text of every SOP that a casefile has begun with, byte for byte.
CREATE TABLE sop_text (
	-- SHA-256 of the text. by: casefile_insert
	hash TEXT PRIMARY KEY CHECK (length(hash) = 64),
	-- The file as read. by: casefile_insert
	text BLOB NOT NULL
) STRICT;

-- One run of one SOP for one letter. Written by `run` unless said otherwise.
CREATE TABLE casefile (
	id INTEGER PRIMARY KEY,
	-- "CABUT-2026-0042": prefix, year, running number without gaps.
	-- by: casefile_insert, never again
	number TEXT NOT NULL UNIQUE
	    CHECK (number <> '' AND number NOT GLOB '*[^A-Za-z0-9-]*'),
	-- Id of the agency in the configuration. by: casefile_insert
	agency TEXT NOT NULL CHECK (agency <> ''),
	-- "pencabutan", "penerbitan": the SOP's layanan
	service TEXT NOT NULL CHECK (service <> ''),
	-- The SOP text it began with
	sop_hash TEXT NOT NULL REFERENCES sop_text (hash),
	status TEXT NOT NULL
	    CHECK (status IN ('open', 'done', 'rejected', 'cancelled')),
	-- Id of the step in which it rests, in that SOP text
	step TEXT NOT NULL CHECK (step <> ''),
	-- The step that asked the applicant for more and waits; or NULL
	return_to TEXT,
	-- When it entered `step`
	step_since INTEGER NOT NULL,
	-- When the letter opened it. by: casefile_insert
	opened_at INTEGER NOT NULL,
	-- When it reached its end; 0 while open
	closed_at INTEGER NOT NULL,
	-- End of the hold (masa sanggah) before the step counts; 0: none
	held_until INTEGER NOT NULL,
	-- 1: kompromi or kehilangan, it jumps the queue
	is_urgent INTEGER NOT NULL CHECK (is_urgent IN (0, 1)),
	-- Reason code ("mutasi"); NULL: not known
	reason TEXT,
	-- Address of the applicant as proven by mail, not by the letter
	applicant_address TEXT,
	applicant_name TEXT,
	-- Sender assurance of the applicant, 0..4
	applicant_assurance INTEGER NOT NULL
	    CHECK (applicant_assurance BETWEEN 0 AND 4),
	-- What the letter says of itself; NULL: not known
	letter_number TEXT,
	letter_date TEXT,
	letter_kind TEXT,
	-- Threading: of the first letter
	first_message_id TEXT,
	subject TEXT,
	-- Message-ID of our last mail to the applicant; NULL: none yet
	last_message_id TEXT,
	-- SHA-256 of the facts that officials are shown; NULL: not made yet
	facts_hash TEXT CHECK (length(facts_hash) = 64),
	-- JSON array of sentences for the officials; NULL: none
	doubts TEXT,
	-- Head of the chain: how many events there are, and the hash of the
	-- last (64 zeros before the first). by: chain_append
	chain_count INTEGER NOT NULL DEFAULT 0 CHECK (chain_count >= 0),
	chain_hash TEXT NOT NULL CHECK (length(chain_hash) = 64) DEFAULT
	  '0000000000000000000000000000000000000000000000000000000000000000',
	CHECK ((status = 'open') = (closed_at = 0))
) STRICT;
-- Second letters for the same thing; reminders; ends of holds; lists.
CREATE INDEX casefile_similar ON casefile (agency, service,
    applicant_address) WHERE status = 'open';
CREATE INDEX casefile_step ON casefile (agency, step) WHERE status = 'open';
CREATE INDEX casefile_held ON casefile (status, held_until)
    WHERE held_until > 0;
CREATE INDEX casefile_status ON casefile (status);

-- The number is part of every chain hash, and the rest of the birth
-- certificate is not rewritten either.
CREATE TRIGGER casefile_keeps_birth
BEFORE UPDATE OF id, number, agency, opened_at ON casefile
BEGIN
	SELECT RAISE(ABORT, 'a casefile keeps number, agency and opening');
END;
CREATE TRIGGER sop_text_is_fixed BEFORE UPDATE ON sop_text
BEGIN
	SELECT RAISE(ABORT, 'a kept SOP text is never changed');
END;

-- The persons whose certificates a casefile is about.
-- by: casefile_insert and casefile_update, replaced as a whole
CREATE TABLE owner (
	casefile_id INTEGER NOT NULL REFERENCES casefile (id),
	-- Order in the letter, from 0
	seq INTEGER NOT NULL CHECK (seq >= 0),
	-- As in the letter, checked by `reading`; NULL: not known
	name TEXT,
	nip TEXT,
	nik TEXT,
	position TEXT,
	institution TEXT,
	unit TEXT,
	email TEXT,
	-- Reason code of this owner
	reason TEXT,
	-- Serial number of the certificate, hexadecimal
	serial TEXT,
	PRIMARY KEY (casefile_id, seq)
) STRICT, WITHOUT ROWID;

-- The ledger: every mail ever seen and what became of it. Never deleted.
CREATE TABLE ledger (
	id INTEGER PRIMARY KEY,
	-- Where it lies: folder, UIDVALIDITY, UID. by: ledger_attempt
	mailbox_id INTEGER NOT NULL REFERENCES mailbox (id),
	uidvalidity INTEGER NOT NULL
	    CHECK (uidvalidity BETWEEN 1 AND 4294967295),
	uid INTEGER NOT NULL CHECK (uid BETWEEN 1 AND 4294967295),
	-- Of the content. NULL: never read. by: ledger_settle
	sha256 TEXT CHECK (length(sha256) = 64),
	-- Without < >; NULL: it has none. by: ledger_settle
	message_id TEXT,
	-- What became of it. by: ledger_attempt, _settle, _reclass
	class TEXT NOT NULL CHECK (class IN ('attempting', 'request',
	    'awaiting', 'reply', 'unclear', 'bsre', 'automatic',
	    'unrelated', 'duplicate', 'quarantine', 'expired')),
	-- Readings begun, each committed before it begins. by: ledger_attempt
	attempts INTEGER NOT NULL CHECK (attempts >= 0),
	-- The case it belongs to. by: ledger_settle, _reclass
	casefile_id INTEGER REFERENCES casefile (id),
	-- One English sentence without personal data. by: as class
	why TEXT,
	-- When cabut took it. by: ledger_attempt, _settle
	received_at INTEGER NOT NULL,
	-- 1: the mail server was told. by: ledger_settle, ledger_filed
	is_filed INTEGER NOT NULL CHECK (is_filed IN (0, 1)),
	UNIQUE (mailbox_id, uidvalidity, uid),
	CHECK (sha256 IS NOT NULL OR
	    class IN ('attempting', 'unrelated', 'quarantine')),
	CHECK (class <> 'unrelated' OR casefile_id IS NULL),
	CHECK (class <> 'request' OR casefile_id IS NOT NULL)
) STRICT;
-- Duplicates; unfinished readings; flags owed to the server; lists; export.
CREATE INDEX ledger_hash ON ledger (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX ledger_attempting ON ledger (mailbox_id, uidvalidity, uid,
    attempts) WHERE class = 'attempting';
CREATE INDEX ledger_unfiled ON ledger (mailbox_id, uidvalidity, uid)
    WHERE is_filed = 0 AND class NOT IN ('attempting', 'unrelated');
CREATE INDEX ledger_class ON ledger (class);
CREATE INDEX ledger_casefile ON ledger (casefile_id)
    WHERE casefile_id IS NOT NULL;
CREATE TRIGGER ledger_is_never_deleted BEFORE DELETE ON ledger
BEGIN
	SELECT RAISE(ABORT, 'a ledger row is never deleted');
END;

-- Bytes of the mails worth keeping; apart, so that the ledger stays small.
-- by: ledger_settle; removed by a reclass to 'unrelated'
CREATE TABLE ledger_raw (
	ledger_id INTEGER PRIMARY KEY REFERENCES ledger (id),
	-- The mail as the server gave it
	bytes BLOB NOT NULL CHECK (length(bytes) > 0)
) STRICT;

-- The thread: every Message-ID that belongs to a case, sent or received.
-- by: casefile_insert, casefile_message_add, outbox_put, ledger_settle
CREATE TABLE casefile_message (
	id INTEGER PRIMARY KEY, -- the first to claim a Message-ID has it
	message_id TEXT NOT NULL CHECK (message_id <> ''), -- without < >
	casefile_id INTEGER NOT NULL REFERENCES casefile (id),
	UNIQUE (message_id, casefile_id)
) STRICT;

-- The dossier. by: paper_file
CREATE TABLE paper (
	id INTEGER PRIMARY KEY,
	casefile_id INTEGER NOT NULL REFERENCES casefile (id),
	-- Id of the berkas in the SOP: "surat-permohonan"
	paper TEXT NOT NULL CHECK (paper <> ''),
	-- File name and media type as the sender gave them; NULL: none
	name TEXT,
	type TEXT,
	-- Of the decoded bytes, and how many they are
	sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
	bytes_len INTEGER NOT NULL CHECK (bytes_len >= 0),
	-- The mail it came in; NULL: made by cabut
	ledger_id INTEGER REFERENCES ledger (id),
	-- Index of the part in that mail; -1: its text
	part INTEGER NOT NULL CHECK (part >= -1),
	-- When it was filed
	filed_at INTEGER NOT NULL,
	-- 0: a later one took its place
	is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
	-- How its text was read: "text", "ocr", "none"
	how TEXT,
	-- Only of those made by cabut; NULL: they are in ledger_raw
	bytes BLOB
) STRICT;
CREATE INDEX paper_casefile ON paper (casefile_id);
CREATE UNIQUE INDEX paper_current ON paper (casefile_id, paper)
    WHERE is_current = 1;

-- Tokens that were sent out. The token itself is not here.
CREATE TABLE token (
	id INTEGER PRIMARY KEY,
	-- SHA-256 of the token's text. by: token_put
	hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
	purpose TEXT NOT NULL
	    CHECK (purpose IN ('decision', 'confirm', 'applicant')),
	-- The case; NULL with 'confirm'. by: token_put
	casefile_id INTEGER REFERENCES casefile (id),
	-- The letter that awaits confirmation; NULL otherwise
	ledger_id INTEGER REFERENCES ledger (id),
	-- The step and role it was made for; NULL: none
	step TEXT,
	role TEXT,
	-- To whom it was sent, lower case
	address TEXT NOT NULL CHECK (address <> ''),
	-- SHA-256 of the facts that were shown; NULL: none
	facts_hash TEXT CHECK (length(facts_hash) = 64),
	created_at INTEGER NOT NULL,
	-- From then on it is dead; 0: never ('applicant' only)
	expires_at INTEGER NOT NULL,
	-- When it came back; 0: not yet. by: token_use, once
	used_at INTEGER NOT NULL DEFAULT 0,
	-- 1: seen from a foreign address, or replaced. by: token_burn
	is_burned INTEGER NOT NULL DEFAULT 0 CHECK (is_burned IN (0, 1)),
	CHECK (casefile_id IS NOT NULL OR purpose = 'confirm'),
	CHECK (expires_at > 0 OR purpose = 'applicant')
) STRICT;
CREATE INDEX token_step ON token (casefile_id, step)
    WHERE used_at = 0 AND is_burned = 0;
CREATE TRIGGER token_dies_once BEFORE UPDATE ON token
WHEN (OLD.used_at <> 0 AND NEW.used_at <> OLD.used_at) OR
    NEW.is_burned < OLD.is_burned OR NEW.hash <> OLD.hash OR
    NEW.expires_at > OLD.expires_at
BEGIN
	SELECT RAISE(ABORT, 'a token does not come back to life');
END;

-- The chain: the append-only list of a casefile's events. by: chain_append
--
-- hash = SHA-256 of these bytes, each of the first six lines ended by LF
-- (0x0A), the body last and without one:
--
--	cabut-chain-1
--	previous      (hash of the event before; 64 zeros for the first)
--	number        (of the casefile: CABUT-2026-0042)
--	seq           (decimal, from 1)
--	at            (decimal seconds)
--	kind
--	body          (the bytes of the column, UTF-8)
--
-- casefile.chain_count and chain_hash must agree with the last event, so
-- that a cut tail shows.
CREATE TABLE event (
	id INTEGER PRIMARY KEY,
	casefile_id INTEGER NOT NULL REFERENCES casefile (id),
	-- From 1, without gaps
	seq INTEGER NOT NULL CHECK (seq >= 1),
	at INTEGER NOT NULL,
	-- "opened", "decision", "moved", "notice", "paper" ...
	kind TEXT NOT NULL
	    CHECK (kind <> '' AND kind NOT GLOB '*[^a-z0-9-]*'),
	-- A JSON object; chain_append checks it, because SQLite 3.40 lets no
	-- schema call json_valid() while trusted_schema is off
	body TEXT NOT NULL CHECK (body <> ''),
	-- hash of the event before
	previous TEXT NOT NULL CHECK (length(previous) = 64),
	hash TEXT NOT NULL CHECK (length(hash) = 64),
	UNIQUE (casefile_id, seq)
) STRICT;
CREATE TRIGGER event_is_fixed BEFORE UPDATE ON event
BEGIN
	SELECT RAISE(ABORT, 'a chain event is never changed');
END;
CREATE TRIGGER event_is_kept BEFORE DELETE ON event
BEGIN
	SELECT RAISE(ABORT, 'a chain event is never deleted');
END;
-- Also against INSERT OR REPLACE, which fires no DELETE trigger.
CREATE TRIGGER event_is_appended BEFORE INSERT ON event
WHEN NOT EXISTS (SELECT 1 FROM casefile WHERE id = NEW.casefile_id AND
    chain_count + 1 = NEW.seq AND chain_hash = NEW.previous)
BEGIN
	SELECT RAISE(ABORT, 'a chain event follows the last one');
END;

-- Mails owed: rendered and durable before the first attempt.
CREATE TABLE outbox (
	id INTEGER PRIMARY KEY,
	-- The case; NULL: none. by: outbox_put, never changed
	casefile_id INTEGER REFERENCES casefile (id),
	-- The agency whose server sends it. by: outbox_put
	agency TEXT NOT NULL CHECK (agency <> ''),
	-- Name of the template. by: outbox_put
	kind TEXT NOT NULL CHECK (kind <> ''),
	-- Without < >, the same in every attempt. by: outbox_put
	message_id TEXT NOT NULL UNIQUE CHECK (message_id <> ''),
	-- One address. by: outbox_put
	recipient TEXT NOT NULL CHECK (recipient <> ''),
	-- by: outbox_put, then outbox_mark
	state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'sent',
	    'uncertain', 'failed', 'bounced', 'held')),
	-- Attempts begun. by: outbox_mark
	attempts INTEGER NOT NULL CHECK (attempts >= 0),
	created_at INTEGER NOT NULL,
	-- Not before then. by: outbox_put, outbox_mark
	next_at INTEGER NOT NULL,
	-- 0: not sent. by: outbox_mark
	sent_at INTEGER NOT NULL,
	-- The server's words or ours; NULL: none. by: outbox_mark
	last_error TEXT,
	-- The whole mail, CRLF. by: outbox_put
	bytes BLOB NOT NULL CHECK (length(bytes) > 0)
) STRICT;
-- What is due; lists; rate limits; export.
CREATE INDEX outbox_due ON outbox (agency, next_at)
    WHERE state IN ('pending', 'sending', 'uncertain');
CREATE INDEX outbox_state ON outbox (state);
CREATE INDEX outbox_recipient ON outbox (recipient, created_at, kind);
CREATE INDEX outbox_casefile ON outbox (casefile_id)
    WHERE casefile_id IS NOT NULL;
CREATE TRIGGER outbox_mail_is_fixed
BEFORE UPDATE OF casefile_id, agency, kind, message_id, recipient,
    created_at, bytes ON outbox
BEGIN
	SELECT RAISE(ABORT, 'an owed mail is never rewritten');
END;

-- Small facts about runs, by name ("last-success"). by: store_fact_set
CREATE TABLE fact (
	name TEXT PRIMARY KEY CHECK (name <> ''),
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Running numbers: the last one given. by: store_counter_next, and with
-- the name "casefile CABUT-2026" by casefile_insert
CREATE TABLE counter (
	name TEXT PRIMARY KEY CHECK (name <> ''),
	value INTEGER NOT NULL CHECK (value >= 1)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 1;
