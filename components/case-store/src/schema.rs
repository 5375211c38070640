//! The tables, and the triggers that keep them in step. Migrations only add: a program of the version
//! before must go on working, and an old statement is never edited.
//!
//! What stands in clear is what lists are ordered and counted by. Names, answers, words of staff and
//! receipts are sealed; look-ups, cookies, codes and idempotency keys are keyed hashes.

mod exports;
mod figures;
mod rule_versions;
mod work;

use database::Migration;

/// Every migration, oldest first.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        min_compatible: 1,
        statements: FIRST,
    },
    Migration {
        version: 2,
        min_compatible: 1,
        statements: VERSIONS_OF_FORMS,
    },
    Migration {
        version: 3,
        min_compatible: 1,
        statements: COMING_BACK,
    },
    Migration {
        version: 4,
        min_compatible: 1,
        statements: AFTER_SENDING,
    },
    Migration {
        version: 5,
        min_compatible: 1,
        statements: LINK_MESSAGES,
    },
    Migration {
        version: 6,
        min_compatible: 1,
        statements: work::STATEMENTS,
    },
    Migration {
        version: 7,
        min_compatible: 1,
        statements: rule_versions::STATEMENTS,
    },
    Migration {
        version: 8,
        min_compatible: 1,
        statements: exports::STATEMENTS,
    },
    Migration {
        version: 9,
        min_compatible: 1,
        statements: figures::STATEMENTS,
    },
];

const FIRST: &[&str] = &[
    // Which keys the database belongs to, by key id.
    "CREATE TABLE key_check (purpose TEXT PRIMARY KEY, key_id TEXT NOT NULL) WITHOUT ROWID",
    // One row per contact. `priority` is a rank, 0 most pressing. `revision` makes the entity tag and
    // rises with changes only; the chain rises with reads too.
    "CREATE TABLE referral (
        id INTEGER PRIMARY KEY,
        reference TEXT NOT NULL UNIQUE,
        tracking BLOB NOT NULL,
        form TEXT NOT NULL,
        form_version INTEGER NOT NULL,
        channel TEXT NOT NULL,
        received_at INTEGER NOT NULL,
        queue TEXT NOT NULL,
        priority INTEGER NOT NULL,
        respond_by INTEGER NOT NULL,
        locality TEXT,
        status TEXT NOT NULL DEFAULT 'received',
        open INTEGER NOT NULL DEFAULT 1,
        assignee TEXT,
        safeguarding_sign INTEGER NOT NULL,
        rule_ten_sign INTEGER NOT NULL,
        about_someone_else INTEGER NOT NULL,
        s42_decided INTEGER NOT NULL DEFAULT 0,
        outcome TEXT,
        restricted INTEGER NOT NULL DEFAULT 0,
        may_be_tracked INTEGER NOT NULL DEFAULT 1,
        revision INTEGER NOT NULL DEFAULT 1,
        chain_length INTEGER NOT NULL DEFAULT 0,
        chain_hash BLOB,
        listed BLOB NOT NULL
    )",
    "CREATE TABLE referral_record (
        referral INTEGER PRIMARY KEY,
        sealed BLOB NOT NULL,
        s42 BLOB
    )",
    // Who alone may see a restricted referral.
    "CREATE TABLE referral_person (
        person TEXT NOT NULL,
        referral INTEGER NOT NULL,
        PRIMARY KEY (person, referral)
    ) WITHOUT ROWID",
    "CREATE INDEX referral_person_by_referral ON referral_person (referral)",
    // Lists are ordered by priority, respond-by and reference; one index for each way of asking, with
    // what is open and what is closed apart.
    "CREATE INDEX referral_open ON referral (open, priority, respond_by, reference)",
    "CREATE INDEX referral_queue ON referral (queue, open, priority, respond_by, reference, status)",
    "CREATE INDEX referral_status ON referral (status, open, priority, respond_by, reference)",
    "CREATE INDEX referral_locality ON referral (locality, open, priority, respond_by, reference)",
    "CREATE INDEX referral_assignee ON referral (assignee, open, priority, respond_by, reference)
        WHERE assignee IS NOT NULL",
    "CREATE INDEX referral_due ON referral (queue, respond_by) WHERE open = 1 AND restricted = 0",
    // Keyed hashes of normalised particulars, cut to 64 bits.
    "CREATE TABLE look_up (
        hash INTEGER NOT NULL,
        referral INTEGER NOT NULL,
        PRIMARY KEY (hash, referral)
    ) WITHOUT ROWID",
    // How much stands in each queue, restricted referrals left out. `changes` only rises.
    "CREATE TABLE queue_count (
        queue TEXT PRIMARY KEY,
        unclaimed INTEGER NOT NULL,
        claimed INTEGER NOT NULL,
        changes INTEGER NOT NULL
    ) WITHOUT ROWID",
    // One hash chain per referral (`chain` is its id) and one per person who lists (negative).
    // `status` stands where the event changed what the public may be told.
    "CREATE TABLE audit (
        sequence INTEGER PRIMARY KEY,
        chain INTEGER NOT NULL,
        position INTEGER NOT NULL,
        at INTEGER NOT NULL,
        who TEXT NOT NULL,
        what TEXT NOT NULL,
        status TEXT,
        sealed BLOB,
        hash BLOB NOT NULL,
        UNIQUE (chain, position)
    )",
    // Which referrals a list showed.
    "CREATE TABLE audit_shown (
        referral INTEGER NOT NULL,
        sequence INTEGER NOT NULL,
        PRIMARY KEY (referral, sequence)
    ) WITHOUT ROWID",
    "CREATE TABLE checkpoint (
        sequence INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        hash BLOB NOT NULL
    )",
    "CREATE TABLE outbox (
        referral INTEGER NOT NULL,
        number INTEGER NOT NULL,
        recipient TEXT NOT NULL,
        template TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        sent_at INTEGER,
        PRIMARY KEY (referral, number)
    ) WITHOUT ROWID",
    "CREATE INDEX outbox_unsent ON outbox (created_at) WHERE sent_at IS NULL",
    "CREATE INDEX outbox_newest ON outbox (created_at, referral)",
    // The first answer to a submission, sealed under a key that needs the caller's own.
    "CREATE TABLE receipt (
        id INTEGER PRIMARY KEY,
        key BLOB NOT NULL UNIQUE,
        body BLOB NOT NULL,
        created_at INTEGER NOT NULL,
        sealed BLOB NOT NULL
    )",
    "CREATE TABLE draft (
        id INTEGER PRIMARY KEY,
        cookie BLOB NOT NULL UNIQUE,
        form TEXT NOT NULL,
        form_version INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        started_at INTEGER NOT NULL,
        saved_at INTEGER NOT NULL,
        left_at INTEGER,
        sealed BLOB NOT NULL
    )",
    "CREATE INDEX draft_saved ON draft (saved_at)",
    "CREATE TABLE form_definition (
        form TEXT NOT NULL,
        version INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (form, version)
    )",
    "CREATE TABLE rule_set (
        id TEXT NOT NULL,
        version INTEGER NOT NULL,
        rules TEXT NOT NULL,
        places TEXT NOT NULL,
        calendar TEXT NOT NULL,
        PRIMARY KEY (id, version)
    )",
    // An audit event moves the head of its referral's chain, if it is the next link.
    "CREATE TRIGGER audit_extends_chain AFTER INSERT ON audit BEGIN
        UPDATE referral SET chain_length = NEW.position, chain_hash = NEW.hash
            WHERE id = NEW.chain AND chain_length = NEW.position - 1;
    END",
    "CREATE TRIGGER referral_is_counted AFTER INSERT ON referral BEGIN
        INSERT INTO queue_count (queue, unclaimed, claimed, changes) VALUES (NEW.queue, 1, 0, 1)
            ON CONFLICT (queue) DO UPDATE SET unclaimed = unclaimed + 1, changes = changes + 1;
    END",
    "CREATE TRIGGER referral_is_counted_anew AFTER UPDATE OF revision ON referral BEGIN
        UPDATE queue_count SET
            unclaimed = unclaimed - (OLD.open = 1 AND OLD.restricted = 0 AND OLD.assignee IS NULL),
            claimed = claimed - (OLD.open = 1 AND OLD.restricted = 0 AND OLD.assignee IS NOT NULL),
            changes = changes + 1
            WHERE queue = OLD.queue;
        INSERT INTO queue_count (queue, unclaimed, claimed, changes) VALUES (
            NEW.queue,
            NEW.open = 1 AND NEW.restricted = 0 AND NEW.assignee IS NULL,
            NEW.open = 1 AND NEW.restricted = 0 AND NEW.assignee IS NOT NULL,
            1
        ) ON CONFLICT (queue) DO UPDATE SET
            unclaimed = unclaimed + excluded.unclaimed,
            claimed = claimed + excluded.claimed,
            changes = changes + 1;
    END",
    // A contact as it arrives: one INSERT into this view stores all of it, or nothing.
    "CREATE VIEW arrival (
        reference, tracking, form, form_version, channel, received_at, queue, priority, respond_by,
        locality, safeguarding_sign, rule_ten_sign, about_someone_else, listed, record, look_ups,
        notices, receipt_key, receipt_body, receipt, stored_at, draft, who, audit, audit_hash
    ) AS SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL",
    // Up to the audit event, only tables without rowids and one with the referral's own id are written,
    // so that `last_insert_rowid()` stays the referral's id.
    "CREATE TRIGGER arrival_is_stored INSTEAD OF INSERT ON arrival BEGIN
        INSERT INTO referral (
            reference, tracking, form, form_version, channel, received_at, queue, priority,
            respond_by, locality, safeguarding_sign, rule_ten_sign, about_someone_else, listed
        ) VALUES (
            NEW.reference, NEW.tracking, NEW.form, NEW.form_version, NEW.channel, NEW.received_at,
            NEW.queue, NEW.priority, NEW.respond_by, NEW.locality, NEW.safeguarding_sign,
            NEW.rule_ten_sign, NEW.about_someone_else, NEW.listed
        );
        INSERT INTO referral_record (referral, sealed) VALUES (last_insert_rowid(), NEW.record);
        INSERT OR IGNORE INTO look_up (hash, referral)
            SELECT value, last_insert_rowid() FROM json_each(NEW.look_ups);
        INSERT INTO outbox (referral, number, recipient, template, created_at)
            SELECT last_insert_rowid(), key, value ->> 0, value ->> 1, NEW.stored_at
            FROM json_each(NEW.notices);
        INSERT INTO audit (chain, position, at, who, what, status, sealed, hash) VALUES (
            last_insert_rowid(), 1, NEW.stored_at, NEW.who, 'submitted', 'received', NEW.audit,
            NEW.audit_hash
        );
        INSERT INTO receipt (key, body, created_at, sealed)
            SELECT NEW.receipt_key, NEW.receipt_body, NEW.stored_at, NEW.receipt
            WHERE NEW.receipt_key IS NOT NULL;
        DELETE FROM draft WHERE cookie = NEW.draft;
    END",
];

/// Versions of forms that people propose, approve and withdraw. What is published stands in
/// `form_definition` as before, so that a program of the version before never shows a proposal.
const VERSIONS_OF_FORMS: &[&str] = &[
    // A version that was proposed, whatever became of it. `state` is `proposed`, `taken-back` or
    // `published`; a number whose proposal was taken back can be proposed again.
    "CREATE TABLE form_proposal (
        id INTEGER PRIMARY KEY,
        form TEXT NOT NULL,
        version INTEGER NOT NULL,
        text TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'proposed',
        proposed_by TEXT NOT NULL,
        proposed_at INTEGER NOT NULL,
        changed_by TEXT,
        changed_at INTEGER
    )",
    "CREATE INDEX form_proposal_by_version ON form_proposal (form, version)",
    "CREATE UNIQUE INDEX form_proposal_standing ON form_proposal (form, version)
        WHERE state <> 'taken-back'",
    // A published version that is no longer offered.
    "CREATE TABLE form_withdrawal (
        form TEXT NOT NULL,
        version INTEGER NOT NULL,
        withdrawn_by TEXT NOT NULL,
        withdrawn_at INTEGER NOT NULL,
        PRIMARY KEY (form, version)
    ) WITHOUT ROWID",
    // The head of each form's audit chain; `chain` is negative, as no referral's is.
    "CREATE TABLE form_chain (
        form TEXT PRIMARY KEY,
        chain INTEGER NOT NULL UNIQUE,
        chain_length INTEGER NOT NULL,
        chain_hash BLOB NOT NULL
    ) WITHOUT ROWID",
];

/// Saved forms that somebody comes back to, and how often something may be done.
const COMING_BACK: &[&str] = &[
    // Keyed hashes of the words that are asked for and of the link. A draft that an earlier program
    // began has no words, and is never asked for any.
    "ALTER TABLE draft ADD COLUMN words BLOB",
    "ALTER TABLE draft ADD COLUMN link BLOB",
    "CREATE UNIQUE INDEX draft_link ON draft (link) WHERE link IS NOT NULL",
    // How often something was done since a moment: `key` is a keyed hash, of an address and the day,
    // or of what somebody tried to open.
    "CREATE TABLE tally (
        key BLOB PRIMARY KEY,
        count INTEGER NOT NULL,
        since INTEGER NOT NULL
    ) WITHOUT ROWID",
    "CREATE INDEX tally_since ON tally (since)",
    // A contact from an address that is counted. `most` is null where it may not be refused.
    "CREATE VIEW counted_arrival (
        reference, tracking, form, form_version, channel, received_at, queue, priority, respond_by,
        locality, safeguarding_sign, rule_ten_sign, about_someone_else, listed, record, look_ups,
        notices, receipt_key, receipt_body, receipt, stored_at, draft, who, audit, audit_hash,
        address, most, counts_after
    ) AS SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL",
    "CREATE TRIGGER counted_arrival_is_stored INSTEAD OF INSERT ON counted_arrival BEGIN
        SELECT RAISE(ABORT, 'constraint failed: too many contacts of one address') FROM tally
            WHERE key = NEW.address AND count >= NEW.most AND since > NEW.counts_after;
        INSERT INTO tally (key, count, since) VALUES (NEW.address, 1, NEW.stored_at)
            ON CONFLICT (key) DO UPDATE SET
                count = CASE WHEN since > NEW.counts_after THEN count + 1 ELSE 1 END,
                since = CASE WHEN since > NEW.counts_after THEN since ELSE excluded.since END;
        INSERT INTO arrival (
            reference, tracking, form, form_version, channel, received_at, queue, priority,
            respond_by, locality, safeguarding_sign, rule_ten_sign, about_someone_else, listed, record,
            look_ups, notices, receipt_key, receipt_body, receipt, stored_at, draft, who, audit,
            audit_hash
        ) VALUES (
            NEW.reference, NEW.tracking, NEW.form, NEW.form_version, NEW.channel, NEW.received_at,
            NEW.queue, NEW.priority, NEW.respond_by, NEW.locality, NEW.safeguarding_sign,
            NEW.rule_ten_sign, NEW.about_someone_else, NEW.listed, NEW.record, NEW.look_ups,
            NEW.notices, NEW.receipt_key, NEW.receipt_body, NEW.receipt, NEW.stored_at, NEW.draft,
            NEW.who, NEW.audit, NEW.audit_hash
        );
    END",
];

/// What somebody may do in their browser once a contact was sent: open a copy, and answer questions
/// about equality. `equality_count` and `equality_once` have nothing in common with any other table, no
/// rowids whose order could tell, and no time but a month. Decision 9 says why.
const AFTER_SENDING: &[&str] = &[
    // When the browser that sent a contact last looked at what became of it.
    "ALTER TABLE receipt ADD COLUMN used_at INTEGER",
    // How often an answer was given in a month and a locality. `cell` is a keyed hash of all four, and
    // `sealed` says what they are.
    "CREATE TABLE equality_count (
        cell BLOB PRIMARY KEY,
        sealed BLOB NOT NULL,
        count INTEGER NOT NULL
    ) WITHOUT ROWID",
    // Whose answers were counted: a keyed hash of a secret that only their browser has.
    "CREATE TABLE equality_once (key BLOB PRIMARY KEY, month TEXT NOT NULL) WITHOUT ROWID",
    // What somebody asked us to keep with their own record.
    "CREATE TABLE equality_record (referral INTEGER PRIMARY KEY, sealed BLOB NOT NULL)",
    "CREATE INDEX draft_of_equality ON draft (saved_at) WHERE form = 'equality'",
];

/// The outbox of those who asked for the link of their saved form.
const LINK_MESSAGES: &[&str] = &[
    // Recipient and text are sealed: the text holds the link.
    "CREATE TABLE link_message (
        id TEXT PRIMARY KEY,
        channel TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        sent_at INTEGER,
        sealed BLOB NOT NULL
    ) WITHOUT ROWID",
    "CREATE INDEX link_message_created ON link_message (created_at)",
];
