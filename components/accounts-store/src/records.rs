//! The sealed records: what is in them, and how they are written and read.
//!
//! Every record carries a format version. Version N reads N-1, so when a format changes, the old shape stays
//! here until no record has it.

mod weeks;

pub(crate) use weeks::Entry;

use crate::{Fault, Keys, Store};
use account_model::BroughtForward;
use database::Connection;
use sealing::{Place, Randomness, Sealer};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use vocabulary::alike;

/// The format that is written now; there is none before it.
const FORMAT: u8 = 1;

/// Whose account it is, and the contact on record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AccountRecord {
    pub account_reference: String,
    pub given_name: String,
    pub family_name: String,
    pub date_of_birth: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub requested_on: Option<String>,
    pub brought_forward: Option<BroughtForward>,
    pub died_on: Option<String>,
    /// Staff had closed it to online access before it was suspended.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed_before: bool,
}

/// What is sealed of an audit event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Particulars {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// What more there is to know, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The entries for weeks that came with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weeks: Option<WeeksTold>,
    /// Which revision of the account it made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i64>,
    /// The statement that was issued, and the hash of it in hex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<(String, String)>,
}

/// What an audit event tells of the entries for weeks that came with it, so that none can be changed or left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct WeeksTold {
    /// The first and the last of the weeks, so that only these are read when it is verified.
    pub from: String,
    pub to: String,
    /// The keyed hash of the entries, in hex.
    pub hash: String,
}

impl Particulars {
    pub(crate) fn because(why: &str) -> Self {
        Self {
            because: Some(why.to_owned()),
            ..Self::default()
        }
    }

    pub(crate) fn detail(said: impl Into<String>) -> Self {
        Self {
            detail: Some(said.into()),
            ..Self::default()
        }
    }
}

/// Where the record of the account of this id is sealed.
pub(crate) fn account_place(id: &str) -> Place<'_> {
    Place {
        table: "account",
        record: id,
    }
}

impl Keys {
    /// What is kept of a name and a date of birth, together; none when something of them is missing.
    pub(crate) fn person_hash(&self, given: &str, family: &str, born: &str) -> Option<i64> {
        let given = alike::name(given)?;
        let family = alike::name(family)?;
        let born = alike::full_date(born)?;
        let parts = [given.as_str(), family.as_str(), born.as_str()];
        Some(self.index.look_up("name and birth date", &parts))
    }
}

impl<C: Connection, R: Randomness> Store<C, R> {
    pub(crate) fn seal(
        &self,
        sealer: &Sealer,
        place: Place<'_>,
        record: &impl Serialize,
    ) -> Result<Vec<u8>, Fault> {
        Ok(sealer.seal_record(place, FORMAT, record, &self.randomness)?)
    }

    pub(crate) fn unseal<T: DeserializeOwned>(
        &self,
        sealer: &Sealer,
        place: Place<'_>,
        sealed: &[u8],
    ) -> Result<T, Fault> {
        Ok(sealer.open_record(place, FORMAT, sealed)?)
    }
}

/// Bytes as people compare them.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
