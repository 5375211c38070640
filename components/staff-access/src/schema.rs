//! The tables. Migrations only add: a program of the version before must go on working.

use database::Migration;

/// Every migration, oldest first.
pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
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
}];
