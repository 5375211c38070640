//! An event as it is verified, with the one before it in its chain.

use crate::{Covered, link_hash};
use database::{Row, SqlError};
use sealing::{IndexKey, same};

/// An event of the log.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    pub sequence: i64,
    pub chain: i64,
    pub position: i64,
    at: i64,
    pub who: &'a str,
    pub what: &'a str,
    status: Option<&'a str>,
    pub sealed: Option<&'a [u8]>,
    pub(crate) hash: &'a [u8],
    /// The event before it in its chain: sequence number and hash.
    before: Option<(i64, &'a [u8])>,
    /// It is the last of its chain.
    pub last: bool,
}

/// What the row that holds a chain's head says of it: length and hash.
pub type Head<'a> = (i64, Option<&'a [u8]>);

impl<'a> Event<'a> {
    /// What a statement of a [`Log`](crate::Log) selects first, `FROM audit a` and [`Event::NEIGHBOURS`]. A store
    /// without a status has `NULL` for it.
    pub const COLUMNS: &'static str =
        "a.sequence, a.chain, a.position, a.at, a.who, a.what, a.sealed, a.hash,
        p.sequence, p.hash, n.sequence IS NULL";

    /// The events before and after it.
    pub const NEIGHBOURS: &'static str =
        "LEFT JOIN audit p ON p.chain = a.chain AND p.position = a.position - 1
        LEFT JOIN audit n ON n.chain = a.chain AND n.position = a.position + 1";

    /// How many columns that is: a store's own begin here, the first of them the status.
    pub const STATUS: usize = 11;

    /// Reads [`Event::COLUMNS`] and the status.
    pub(crate) fn read(row: &'a Row) -> Result<Self, SqlError> {
        let before = match row.optional_integer(8)? {
            Some(sequence) => Some((sequence, row.blob(9)?)),
            None => None,
        };
        Ok(Self {
            sequence: row.integer(0)?,
            chain: row.integer(1)?,
            position: row.integer(2)?,
            at: row.integer(3)?,
            who: row.text(4)?,
            what: row.text(5)?,
            sealed: row.optional_blob(6)?,
            hash: row.blob(7)?,
            before,
            last: row.boolean(10)?,
            status: row.optional_text(Self::STATUS)?,
        })
    }

    /// What is wrong with it as a link of the chain of this identity; `head` where the store keeps one.
    pub fn check(
        &self,
        key: &IndexKey,
        identity: &str,
        head: Option<Head<'_>>,
    ) -> Result<(), &'static str> {
        let before = match (self.position, self.before) {
            (1, None) => &[],
            (_, Some((earlier, hash))) if earlier < self.sequence => hash,
            _ => return Err("does not follow the event before it in its chain"),
        };
        let covered = Covered {
            identity,
            position: self.position,
            at: self.at,
            who: self.who,
            what: self.what,
            status: self.status,
            sealed: self.sealed,
        };
        if !same(self.hash, &link_hash(key, before, &covered)) {
            return Err("was changed after it was written");
        }
        match head {
            Some(head) if self.last && head != (self.position, Some(self.hash)) => {
                Err("is the last of its chain, but its head knows of others")
            }
            _ => Ok(()),
        }
    }
}
