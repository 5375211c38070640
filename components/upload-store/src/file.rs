//! What is known of a file without opening it.

use crate::{Fault, Store};
use database::{Connection, Row, SqlError};
use sealing::Randomness;

/// How many files can be asked about at once.
pub(crate) const MOST_AT_ONCE: usize = 100;
/// A name longer than this is cut: file systems have no longer ones.
const LONGEST_NAME: usize = 200;

/// What the scanner said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scan {
    /// It has not been looked at yet, or the scanner could not be reached.
    Waiting,
    Clean,
    /// The scanner found something. The bytes are gone.
    Infected,
    /// The scanner refused to look at it, and will not be asked again.
    NotScanned,
    /// It waits, but no scanner is set up on this site.
    NoScanner,
}

/// A file that arrived whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub id: String,
    pub name: String,
    pub media_type: String,
    pub size: u64,
    pub scan: Scan,
}

/// How what the scanner said is written in the database.
pub(crate) const WAITING: &str = "waiting";

impl Scan {
    /// As the database has it, on a site with or without a scanner.
    pub(crate) fn read(written: &str, scanner: bool) -> Result<Self, SqlError> {
        Ok(match written {
            WAITING if scanner => Self::Waiting,
            WAITING => Self::NoScanner,
            "clean" => Self::Clean,
            "infected" => Self::Infected,
            "not-scanned" => Self::NotScanned,
            _ => {
                return Err(SqlError::Defect(
                    "a state of a file is not known".to_owned(),
                ));
            }
        })
    }
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// What is known of each of these, in this order; those that are no longer there, or have not arrived
    /// whole, are left out. `scanner` says whether this site has one.
    ///
    /// # Errors
    /// When the database does not allow it, or there are more than 100.
    pub async fn look(&self, ids: &[String], scanner: bool) -> Result<Vec<File>, Fault> {
        if ids.len() > MOST_AT_ONCE {
            let why = format!("more than {MOST_AT_ONCE} files were asked for at once");
            return Err(Fault::Internal(why));
        }
        let mut files = Vec::with_capacity(ids.len());
        for id in ids {
            let hash = self.keys.hash(id);
            let sql = "SELECT size, scan, sealed FROM file WHERE hash = ?1 AND sealed IS NOT NULL";
            let rows = self.run(sql, vec![hash.into()]).await?;
            if let Some(row) = rows.first() {
                files.push(self.file(id, &hash, row, scanner)?);
            }
        }
        Ok(files)
    }

    /// Reads `size, scan, sealed`.
    fn file(&self, id: &str, hash: &[u8], row: &Row, scanner: bool) -> Result<File, Fault> {
        let (media_type, name) = self.keys.open_name(hash, row.blob(2)?)?;
        Ok(File {
            id: id.to_owned(),
            name,
            media_type,
            size: row.integer(0)?.unsigned_abs(),
            scan: Scan::read(row.text(1)?, scanner)?,
        })
    }
}

/// The name without folders and without characters that show nothing or turn the text around.
pub(crate) fn plain_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown: String = last
        .chars()
        .filter(|letter| !letter.is_control() && !turns_text(*letter))
        .take(LONGEST_NAME)
        .collect();
    match shown.trim() {
        "" | "." | ".." => "file".to_owned(),
        name => name.to_owned(),
    }
}

/// Marks of direction and characters of no width: with them `exe.jpg` can be shown for something else.
fn turns_text(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::plain_name;

    #[test]
    fn a_name_has_no_folders_and_shows_what_it_is() {
        for (given, name) in [
            ("photo.jpg", "photo.jpg"),
            ("C:\\Users\\ann\\photo of mum.jpg", "photo of mum.jpg"),
            ("../../etc/passwd", "passwd"),
            ("letter\u{202E}gpj.exe", "lettergpj.exe"),
            ("a\r\nSet-Cookie: x", "aSet-Cookie: x"),
            (" \u{200B} ", "file"),
            ("", "file"),
            ("..", "file"),
        ] {
            assert_eq!(plain_name(given), name, "{given:?}");
        }
        assert_eq!(plain_name(&"ż".repeat(500)).chars().count(), 200);
    }
}
