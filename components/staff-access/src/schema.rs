//! The tables. Migrations only add: a program of the version before must go on working.

use database::Migration;

/// Every migration, oldest first.
pub(crate) const MIGRATIONS: &[Migration] = &[FIRST, PEOPLE];

const FIRST: Migration = Migration {
    version: 1,
    min_compatible: 1,
    statements: &[
        // Which key the database belongs to, by key id.
        "CREATE TABLE key_check (purpose TEXT PRIMARY KEY, key_id TEXT NOT NULL) WITHOUT ROWID",
        // `roles` are separated by spaces.
        "CREATE TABLE staff (
            username TEXT PRIMARY KEY,
            display_name TEXT NOT NULL,
            roles TEXT NOT NULL,
            salt BLOB NOT NULL,
            password BLOB NOT NULL,
            must_change_password INTEGER NOT NULL,
            created_by TEXT NOT NULL,
            created_at INTEGER NOT NULL
        ) WITHOUT ROWID",
        "CREATE TABLE session (
            cookie BLOB PRIMARY KEY,
            username TEXT NOT NULL,
            started_at INTEGER NOT NULL,
            seen_at INTEGER NOT NULL
        ) WITHOUT ROWID",
        "CREATE INDEX session_started ON session (started_at)",
        "CREATE INDEX session_username ON session (username)",
        "CREATE TABLE service_token (
            hash BLOB PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            roles TEXT NOT NULL,
            created_by TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            revoked_at INTEGER
        ) WITHOUT ROWID",
        // Tries since the last right password, by keyed hash of the name that was tried.
        "CREATE TABLE tries (
            name BLOB PRIMARY KEY,
            wrong INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            locked_until INTEGER NOT NULL
        ) WITHOUT ROWID",
        "CREATE INDEX tries_last ON tries (last_at)",
    ],
};

/// Who may do what is changed in the desk, and written down; and people come from the council's directory.
const PEOPLE: Migration = Migration {
    version: 2,
    min_compatible: 1,
    statements: &[
        // A program of the version before knows nothing of a suspension, so that it also takes the password and
        // every session away.
        "ALTER TABLE staff ADD COLUMN suspended_at INTEGER",
        // A keyed hash of issuer and subject, for those who come from the directory.
        "ALTER TABLE staff ADD COLUMN identity BLOB",
        "ALTER TABLE staff ADD COLUMN revision INTEGER NOT NULL DEFAULT 1",
        "CREATE UNIQUE INDEX staff_identity ON staff (identity) WHERE identity IS NOT NULL",
        // When a session ends whatever happens in it, where that is sooner than for typed passwords.
        "ALTER TABLE session ADD COLUMN ends_at INTEGER",
        // A chain of audit events for each member of staff (`staff:` and the user name) and each token (`token:` and
        // its name).
        "CREATE TABLE chain (
            number INTEGER PRIMARY KEY,
            identity TEXT NOT NULL UNIQUE,
            chain_length INTEGER NOT NULL DEFAULT 0,
            chain_hash BLOB
        )",
        // `standing` is the roles after the event, as they stand in `staff` or `service_token`.
        "CREATE TABLE audit (
            sequence INTEGER PRIMARY KEY,
            chain INTEGER NOT NULL,
            position INTEGER NOT NULL,
            at INTEGER NOT NULL,
            who TEXT NOT NULL,
            what TEXT NOT NULL,
            standing TEXT NOT NULL,
            sealed BLOB,
            hash BLOB NOT NULL,
            UNIQUE (chain, position)
        )",
        "CREATE TRIGGER audit_extends_chain AFTER INSERT ON audit BEGIN
            UPDATE chain SET chain_length = NEW.position, chain_hash = NEW.hash
                WHERE number = NEW.chain AND chain_length = NEW.position - 1;
        END",
        "CREATE TABLE checkpoint (sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, hash BLOB NOT NULL)",
        "CREATE TABLE saved_view (
            username TEXT NOT NULL,
            name TEXT NOT NULL,
            query TEXT NOT NULL,
            saved_at INTEGER NOT NULL,
            PRIMARY KEY (username, name)
        ) WITHOUT ROWID",
    ],
};
