//! A chain, and the link that comes next.

use database::{Row, SqlError};
use sealing::IndexKey;

/// Where a chain is, and where it goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// Its number in the log.
    pub id: i64,
    /// What it is about, such as a reference: every link's hash covers it.
    pub identity: String,
    /// How many links there are.
    pub length: i64,
    /// The hash of the last one.
    pub hash: Vec<u8>,
}

/// A link that is ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub position: i64,
    pub sealed: Option<Vec<u8>>,
    pub hash: [u8; 32],
}

/// What a link's hash covers, besides the link before it.
#[derive(Clone, Copy, Debug)]
pub struct Covered<'a> {
    pub identity: &'a str,
    pub position: i64,
    /// In seconds since 1970.
    pub at: i64,
    pub who: &'a str,
    pub what: &'a str,
    pub status: Option<&'a str>,
    pub sealed: Option<&'a [u8]>,
}

impl Chain {
    /// The chain of something that is about to be stored.
    pub fn new(identity: &str) -> Self {
        Self {
            id: 0,
            identity: identity.to_owned(),
            length: 0,
            hash: Vec::new(),
        }
    }

    /// The chain of this number, from a row of its identity, length and hash.
    ///
    /// # Errors
    /// When the row is not like that.
    pub fn read(id: i64, row: &Row) -> Result<Self, SqlError> {
        Ok(Self {
            id,
            identity: row.text(0)?.to_owned(),
            length: row.integer(1)?,
            hash: row.optional_blob(2)?.unwrap_or_default().to_vec(),
        })
    }

    /// The position of the link that comes next.
    pub fn next_position(&self) -> i64 {
        self.length + 1
    }

    /// The next link. `at` is in seconds since 1970; `sealed` is what the record of [`link_record`] holds.
    pub fn next(
        &self,
        key: &IndexKey,
        (at, who, what, status): (i64, &str, &str, Option<&str>),
        sealed: Option<Vec<u8>>,
    ) -> Link {
        let position = self.next_position();
        let covered = Covered {
            identity: &self.identity,
            position,
            at,
            who,
            what,
            status,
            sealed: sealed.as_deref(),
        };
        Link {
            position,
            hash: link_hash(key, &self.hash, &covered),
            sealed,
        }
    }
}

/// The hash of a link that follows the link with the hash `before`.
pub fn link_hash(key: &IndexKey, before: &[u8], link: &Covered<'_>) -> [u8; 32] {
    let parts = [
        before,
        link.identity.as_bytes(),
        &link.position.to_be_bytes(),
        &link.at.to_be_bytes(),
        link.who.as_bytes(),
        link.what.as_bytes(),
        link.status.unwrap_or_default().as_bytes(),
        link.sealed.unwrap_or_default(),
    ];
    key.hash("audit link", &parts)
}

/// The record id of a link's sealed particulars.
pub fn link_record(identity: &str, position: i64) -> String {
    format!("{identity}#{position}")
}
