//! What is kept of a reference that somebody typed: its code, and how often that was tried. There is a row for
//! every reference, whether it is anybody's or not.

use super::codes::{Sent, is_valid};
use super::lock_out::Tries;
use crate::{Fault, Store};
use database::{Connection, SqlError};
use sealing::{Randomness, same};
use vocabulary::Instant;

/// How long a row is kept after anything happened with it. No lock, no count and no code lasts longer.
pub(super) const KEPT_SECONDS: i64 = 86_400;

/// How one reference can be entered now.
#[derive(Clone, Debug)]
pub(super) struct WayIn {
    /// The keyed hash of the code; random where there is none.
    code: Vec<u8>,
    made_at: i64,
    sent: Sent,
    tries: Tries,
}

impl WayIn {
    pub(super) fn is_locked(&self, now: Instant) -> bool {
        self.tries.is_locked(now)
    }

    pub(super) fn allows_a_code(&self, now: Instant) -> bool {
        self.sent.allows_one_more(now) & !self.tries.is_locked(now)
    }

    /// With a new code, which ends the one before.
    pub(super) fn with_code(self, code: [u8; 32], now: Instant) -> Self {
        Self {
            code: code.to_vec(),
            made_at: now.as_unix(),
            sent: self.sent.with_one_more(now),
            tries: self.tries,
        }
    }

    /// Whether what was typed is the code, and it still works, and nothing is locked.
    pub(super) fn opens_with(&self, typed: &[u8; 32], now: Instant) -> bool {
        same(&self.code, typed) & is_valid(self.made_at, now) & !self.tries.is_locked(now)
    }

    /// A code works once.
    pub(super) fn with_code_used(self, decoy: [u8; 32]) -> Self {
        Self {
            code: decoy.to_vec(),
            ..self
        }
    }

    /// What is typed while the reference is locked is not looked at, and so not counted.
    pub(super) fn with_wrong_code(self, now: Instant) -> Self {
        Self {
            tries: match self.tries.is_locked(now) {
                true => self.tries,
                false => self.tries.with_one_more(now),
            },
            ..self
        }
    }
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// How a reference stands; with a decoy for a code when nobody has typed it before.
    pub(super) async fn way_in(
        &self,
        connection: &C,
        reference: &[u8; 32],
        decoy: [u8; 32],
        now: Instant,
    ) -> Result<WayIn, Fault> {
        let sql = "SELECT code, made_at, sent, wrong, wrong_at, locked_until FROM way_in
            WHERE reference = ?1";
        let rows = connection.execute(sql, vec![(*reference).into()]).await?;
        let Some(row) = rows.first() else {
            return Ok(WayIn {
                code: decoy.to_vec(),
                made_at: now.as_unix(),
                sent: Sent::default(),
                tries: Tries::default(),
            });
        };
        Ok(WayIn {
            code: row.blob(0)?.to_vec(),
            made_at: row.integer(1)?,
            sent: Sent::from_bytes(row.blob(2)?),
            tries: Tries {
                wrong: row.integer(3)?,
                wrong_at: row.integer(4)?,
                locked_until: row.integer(5)?,
            },
        })
    }

    pub(super) async fn write_way_in(
        &self,
        connection: &C,
        reference: &[u8; 32],
        way_in: &WayIn,
        now: Instant,
    ) -> Result<(), SqlError> {
        let sql = "INSERT INTO way_in
                (reference, code, made_at, sent, wrong, wrong_at, locked_until, touched_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT (reference) DO UPDATE SET code = ?2, made_at = ?3, sent = ?4, wrong = ?5,
                wrong_at = ?6, locked_until = ?7, touched_at = ?8";
        let parameters = vec![
            (*reference).into(),
            way_in.code.clone().into(),
            way_in.made_at.into(),
            way_in.sent.to_bytes().into(),
            way_in.tries.wrong.into(),
            way_in.tries.wrong_at.into(),
            way_in.tries.locked_until.into(),
            now.as_unix().into(),
        ];
        connection.execute(sql, parameters).await.map(drop)
    }

    /// Until when wrong codes have locked an account's reference.
    pub(crate) async fn locked_until(
        &self,
        connection: &C,
        account: i64,
        now: Instant,
    ) -> Result<Option<Instant>, Fault> {
        let sql = "SELECT w.locked_until FROM way_in w JOIN account a ON a.reference = w.reference
            WHERE a.number = ?1 AND w.locked_until > ?2";
        let parameters = vec![account.into(), now.as_unix().into()];
        let rows = connection.execute(sql, parameters).await?;
        let until = rows.first().map(|row| row.integer(0)).transpose()?;
        Ok(until.map(Instant::from_unix))
    }
}
