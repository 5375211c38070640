//! Files that residents add to a form: begun, received piece by piece, ended, taken away, kept.

use crate::file::{MOST_AT_ONCE, WAITING};
use crate::{Fault, File, Store};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use database::{Connection, SqlError, Value};
use sealing::{NoRandomness, Randomness};
use vocabulary::Instant;

/// How many bytes a file may have: 10 MiB.
pub const LARGEST_FILE: i64 = 10 * 1024 * 1024;
/// How many bytes a piece may have: 256 KiB.
pub const LARGEST_PIECE: usize = 256 * 1024;
/// How many bytes a name may have.
const LONGEST_NAME: usize = 1_000;
/// How long a file may take to arrive.
const ARRIVES_SECONDS: i64 = 3_600;
/// How long a file is kept that nobody has sent: as long as a draft.
const KEPT_SECONDS: i64 = 28 * 86_400;

/// Why a piece or a file was not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// There is no such file that is still arriving.
    Gone,
    /// The file has come to more than [`LARGEST_FILE`]. What there was of it is deleted.
    TooLarge,
    /// The disk or the database is full.
    Full,
    Failed(Fault),
}

impl From<SqlError> for NotKept {
    fn from(error: SqlError) -> Self {
        match error {
            SqlError::Full => Self::Full,
            other => Self::Failed(other.into()),
        }
    }
}

impl From<NoRandomness> for NotKept {
    fn from(reason: NoRandomness) -> Self {
        Self::Failed(reason.into())
    }
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Begins a file and answers its id, 256 random bits in base64url.
    ///
    /// # Errors
    /// As [`NotKept`] says.
    pub async fn begin(&self, now: Instant) -> Result<String, NotKept> {
        let id = BASE64_URL_SAFE_NO_PAD.encode(self.randomness.bytes::<32>()?);
        let sql = "INSERT INTO file (hash, parts, size, expires_at, scan, scan_tries)
            VALUES (?1, 0, 0, ?2, ?3, 0)";
        let parameters = vec![
            self.keys.hash(&id).into(),
            (now.as_unix() + ARRIVES_SECONDS).into(),
            WAITING.into(),
        ];
        self.run(sql, parameters).await?;
        Ok(id)
    }

    /// Adds the next piece. One statement, whose trigger counts, so that a file can neither have a gap nor
    /// grow past its limit, whoever else sends at the same moment.
    ///
    /// # Errors
    /// As [`NotKept`] says.
    pub async fn append(&self, id: &str, part: u32, bytes: &[u8]) -> Result<(), NotKept> {
        let size = match bytes.len() {
            1..=LARGEST_PIECE => i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            other => {
                let why =
                    format!("a piece has 1 to {LARGEST_PIECE} bytes, and this one has {other}");
                return Err(NotKept::Failed(Fault::Internal(why)));
            }
        };
        let hash = self.keys.hash(id);
        let sealed = self.keys.seal_piece(&hash, part, bytes, &self.randomness)?;
        let sql = "INSERT INTO piece (file, part, size, sealed)
            SELECT number, ?2, ?3, ?4 FROM file
            WHERE hash = ?1 AND sealed IS NULL AND parts = ?2 AND size + ?3 <= ?5
            RETURNING part";
        let parameters = vec![
            hash.into(),
            part.into(),
            size.into(),
            sealed.into(),
            LARGEST_FILE.into(),
        ];
        if !self.run(sql, parameters).await?.is_empty() {
            return Ok(());
        }
        let sql =
            "DELETE FROM file WHERE hash = ?1 AND sealed IS NULL AND parts = ?2 RETURNING number";
        let too_large = self.run(sql, vec![hash.into(), part.into()]).await?;
        match too_large.is_empty() {
            true => Err(NotKept::Gone),
            false => Err(NotKept::TooLarge),
        }
    }

    /// Ends a file that has arrived whole. `scanner` says whether this site has one.
    ///
    /// # Errors
    /// As [`NotKept`] says.
    pub async fn finish(
        &self,
        id: &str,
        (name, media_type): (&str, &str),
        scanner: bool,
        now: Instant,
    ) -> Result<File, NotKept> {
        if name.len() > LONGEST_NAME {
            let why = format!("a name has at most {LONGEST_NAME} bytes");
            return Err(NotKept::Failed(Fault::Internal(why)));
        }
        let hash = self.keys.hash(id);
        let named = (plain_type(media_type), name);
        let sealed = self.keys.seal_name(&hash, named, &self.randomness)?;
        let sql = "UPDATE file SET sealed = ?2, expires_at = ?3
            WHERE hash = ?1 AND sealed IS NULL AND expires_at > ?4 RETURNING number";
        let parameters = vec![
            hash.into(),
            sealed.into(),
            (now.as_unix() + KEPT_SECONDS).into(),
            now.as_unix().into(),
        ];
        if self.run(sql, parameters).await?.is_empty() {
            return Err(NotKept::Gone);
        }
        let ended = self.look(&[id.to_owned()], scanner).await;
        let ended = ended.map_err(NotKept::Failed)?.into_iter().next();
        ended.ok_or(NotKept::Gone)
    }

    /// Deletes a file that nobody has sent.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn remove(&self, id: &str) -> Result<(), Fault> {
        let sql = "DELETE FROM file WHERE hash = ?1 AND expires_at IS NOT NULL";
        self.run(sql, vec![self.keys.hash(id).into()]).await?;
        Ok(())
    }

    /// The files belong to a contact that was sent: they no longer end by themselves.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn keep(&self, ids: &[String]) -> Result<(), Fault> {
        for some in ids.chunks(MOST_AT_ONCE) {
            let places: Vec<String> = (1..=some.len()).map(|n| format!("?{n}")).collect();
            let sql = format!(
                "UPDATE file SET expires_at = NULL
                WHERE sealed IS NOT NULL AND expires_at IS NOT NULL AND hash IN ({})",
                places.join(", ")
            );
            let hashes: Vec<Value> = some.iter().map(|id| self.keys.hash(id).into()).collect();
            self.run(&sql, hashes).await?;
        }
        Ok(())
    }
}

/// A type such as `image/jpeg`; anything else is only bytes.
fn plain_type(given: &str) -> &str {
    let fits = |part: &str| {
        (1..=64).contains(&part.len())
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-.+_".contains(&byte))
    };
    match given.split_once('/') {
        Some((kind, subkind)) if fits(kind) && fits(subkind) => given,
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::plain_type;

    #[test]
    fn a_type_is_a_type_and_nothing_else() {
        assert_eq!(plain_type("image/jpeg"), "image/jpeg");
        for given in [
            "",
            "image",
            "image/",
            "text/html; charset=x",
            "a/b\nc",
            "a/b/c",
        ] {
            assert_eq!(plain_type(given), "application/octet-stream", "{given:?}");
        }
    }
}
