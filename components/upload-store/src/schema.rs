//! The tables. Migrations only add: a program of the version before must go on working.

use database::Migration;

/// Every migration, oldest first.
pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    min_compatible: 1,
    statements: &[
        // Which keys the database belongs to, by key id.
        "CREATE TABLE key_check (purpose TEXT PRIMARY KEY, key_id TEXT NOT NULL) WITHOUT ROWID",
        // `hash` is all that is kept of the id. `parts` and `size` count what has arrived. `sealed` is the
        // name and the type, there once the file has arrived whole. `expires_at` is null for a file that
        // belongs to a contact.
        "CREATE TABLE file (
            number INTEGER PRIMARY KEY,
            hash BLOB NOT NULL UNIQUE,
            parts INTEGER NOT NULL,
            size INTEGER NOT NULL,
            sealed BLOB,
            expires_at INTEGER,
            scan TEXT NOT NULL,
            scan_tries INTEGER NOT NULL
        )",
        "CREATE INDEX file_expires ON file (expires_at) WHERE expires_at IS NOT NULL",
        "CREATE INDEX file_waits ON file (scan_tries, number) WHERE scan = 'waiting'",
        "CREATE TABLE piece (
            file INTEGER NOT NULL,
            part INTEGER NOT NULL,
            size INTEGER NOT NULL,
            sealed BLOB NOT NULL,
            PRIMARY KEY (file, part)
        )",
        "CREATE TRIGGER piece_counts AFTER INSERT ON piece BEGIN
            UPDATE file SET parts = parts + 1, size = size + NEW.size WHERE number = NEW.file;
        END",
        "CREATE TRIGGER file_goes AFTER DELETE ON file BEGIN
            DELETE FROM piece WHERE file = OLD.number;
        END",
        "CREATE TRIGGER file_is_infected AFTER UPDATE OF scan ON file WHEN NEW.scan = 'infected' BEGIN
            DELETE FROM piece WHERE file = NEW.number;
        END",
    ],
}];
