//! How many rows stand in each table of a database, read beside the server that writes them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use rusqlite::{Connection, OpenFlags};

/// The table with one row for each contact.
pub const CONTACTS: &str = "referral";

/// Rows by table.
pub type Rows = BTreeMap<String, i64>;

/// Counts every table of the database of cases below `data`.
pub fn count(data: &Path) -> anyhow::Result<Rows> {
    let file = cases_below(data)?
        .with_context(|| format!("no database of cases below {}", data.display()))?;
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let tables: Vec<String> = connection
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    tables
        .into_iter()
        .map(|table| {
            let sql = format!("SELECT COUNT(*) FROM \"{table}\"");
            let rows = connection.query_row(&sql, [], |row| row.get(0))?;
            Ok((table, rows))
        })
        .collect()
}

/// How many rows were added, where any were.
pub fn added(before: &Rows, after: &Rows) -> Rows {
    after
        .iter()
        .map(|(table, rows)| (table.clone(), rows - before.get(table).unwrap_or(&0)))
        .filter(|(_, rows)| *rows != 0)
        .collect()
}

fn cases_below(folder: &Path) -> anyhow::Result<Option<PathBuf>> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let is_cases = path.file_stem().is_some_and(|name| name == "cases")
            && path.extension().is_some_and(|ending| ending != "log");
        if path.is_dir() {
            if let Some(found) = cases_below(&path)? {
                return Ok(Some(found));
            }
        } else if is_cases && !path.to_string_lossy().ends_with("-wal") {
            return Ok(Some(path));
        }
    }
    Ok(None)
}
