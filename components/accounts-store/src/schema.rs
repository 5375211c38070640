//! The tables. Migrations only add: a program of the version before must go on working.

use database::Migration;

/// Every migration, oldest first: what is kept of accounts, then how people come to them.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        min_compatible: 1,
        statements: ACCOUNTS,
    },
    Migration {
        version: 2,
        min_compatible: 1,
        statements: ACCESS,
    },
];

const ACCOUNTS: &[&str] = &[
    // Which keys the database belongs to, by key id.
    "CREATE TABLE key_check (purpose TEXT PRIMARY KEY, key_id TEXT NOT NULL) WITHOUT ROWID",
    // `id` names the account in the addresses of staff pages. `reference` is all that is found of its number,
    // `person` the same of name and date of birth together. `sealed` is whose it is and the contact on record.
    // `online`: `open`, `closed`, `suspended`. `contact_held_until`: the contact on record changed, and no
    // code is sent before. `statements`: how many were issued. `guard` is a keyed hash
    // over the row. A number is never given twice.
    "CREATE TABLE account (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        reference BLOB NOT NULL UNIQUE,
        person INTEGER NOT NULL,
        sealed BLOB NOT NULL,
        online TEXT NOT NULL,
        contact_held_until INTEGER,
        died INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        next_statement TEXT,
        statements INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        guard BLOB,
        chain_length INTEGER NOT NULL,
        chain_hash BLOB
    )",
    "CREATE INDEX account_person ON account (person)",
    "CREATE INDEX account_updated ON account (updated_at)",
    "CREATE INDEX account_died ON account (number) WHERE died = 1",
    "CREATE INDEX account_next_statement ON account (next_statement) WHERE next_statement IS NOT NULL",
    // An entry for a week; the one with the highest number counts. `event` is the position in the account's
    // chain of the event that it came with.
    "CREATE TABLE week (
        account INTEGER NOT NULL,
        week_starting TEXT NOT NULL,
        entry INTEGER NOT NULL,
        entered_at INTEGER NOT NULL,
        event INTEGER NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (account, week_starting, entry)
    ) WITHOUT ROWID",
    "CREATE TABLE statement (
        id TEXT PRIMARY KEY,
        account INTEGER NOT NULL,
        number INTEGER NOT NULL,
        from_day TEXT NOT NULL,
        to_day TEXT NOT NULL,
        issued_at INTEGER NOT NULL,
        sealed BLOB NOT NULL,
        UNIQUE (account, number),
        UNIQUE (account, from_day)
    ) WITHOUT ROWID",
    // How far a file has been imported, by its SHA-256.
    "CREATE TABLE import (digest BLOB PRIMARY KEY, reached INTEGER NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID",
    // The reason that somebody gave for looking at an account. It stands for an hour.
    "CREATE TABLE reason (
        who TEXT NOT NULL,
        account INTEGER NOT NULL,
        given_at INTEGER NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (who, account)
    ) WITHOUT ROWID",
    "CREATE INDEX reason_given ON reason (given_at)",
    // One hash chain per account; `chain` is its number.
    "CREATE TABLE audit (
        sequence INTEGER PRIMARY KEY,
        chain INTEGER NOT NULL,
        position INTEGER NOT NULL,
        at INTEGER NOT NULL,
        who TEXT NOT NULL,
        what TEXT NOT NULL,
        sealed BLOB,
        hash BLOB NOT NULL,
        UNIQUE (chain, position)
    )",
    // An audit event moves the head of its account's chain, if it is the next link.
    "CREATE TRIGGER audit_extends_chain AFTER INSERT ON audit BEGIN
        UPDATE account SET chain_length = NEW.position, chain_hash = NEW.hash
            WHERE number = NEW.chain AND chain_length = NEW.position - 1;
    END",
    "CREATE TABLE checkpoint (sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, hash BLOB NOT NULL)",
    // What is left of an account that staff deleted: what its audit chain is verified by, and nothing of anybody.
    "CREATE TABLE removed (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        chain_length INTEGER NOT NULL,
        chain_hash BLOB NOT NULL
    )",
];

const ACCESS: &[&str] = &[
    // Somebody who acts for the person. `reference` is the hash of theirs; `standing` is `waiting`, `approved`,
    // `refused` or `ended`.
    "CREATE TABLE delegate (
        account INTEGER NOT NULL,
        number INTEGER NOT NULL,
        reference BLOB NOT NULL UNIQUE,
        standing TEXT NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (account, number)
    ) WITHOUT ROWID",
    "CREATE INDEX delegate_waiting ON delegate (account) WHERE standing = 'waiting'",
    // `delegate` is null in a session of the person.
    "CREATE TABLE session (
        token BLOB PRIMARY KEY,
        account INTEGER NOT NULL,
        delegate INTEGER,
        started_at INTEGER NOT NULL,
        seen_at INTEGER NOT NULL
    ) WITHOUT ROWID",
    "CREATE INDEX session_account ON session (account, delegate)",
    "CREATE INDEX session_seen ON session (seen_at)",
    // A reference that somebody typed, whether it is anybody's or not. `code` is a keyed hash, or random where
    // there is no code; `sent` is when the last twenty went, in a blob that is always of the same size.
    "CREATE TABLE way_in (
        reference BLOB PRIMARY KEY,
        code BLOB NOT NULL,
        made_at INTEGER NOT NULL,
        sent BLOB NOT NULL,
        wrong INTEGER NOT NULL,
        wrong_at INTEGER NOT NULL,
        locked_until INTEGER NOT NULL,
        touched_at INTEGER NOT NULL
    ) WITHOUT ROWID",
    "CREATE INDEX way_in_touched ON way_in (touched_at)",
    // A message with a code; whether anybody gets it stands only in what is sealed.
    "CREATE TABLE message (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        sent_at INTEGER,
        sealed BLOB NOT NULL
    )",
    "CREATE INDEX message_created ON message (created_at)",
    // `subject` is the keyed hash of who somebody is to a provider of identities.
    "CREATE TABLE provider_link (
        account INTEGER PRIMARY KEY,
        subject BLOB NOT NULL UNIQUE,
        linked_at INTEGER NOT NULL
    )",
    // How much came from one address of the internet, by a keyed hash that is another one every day.
    "CREATE TABLE tally (
        key BLOB PRIMARY KEY,
        count INTEGER NOT NULL,
        since INTEGER NOT NULL
    ) WITHOUT ROWID",
    "CREATE INDEX tally_since ON tally (since)",
];
