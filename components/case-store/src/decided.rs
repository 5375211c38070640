//! Decisions that are kept, to be made again under a draft of the rules: what a contact was decided by, and
//! how. What leaves here names nobody (`without_names`), and that it was read is written down.

mod without_names;

use crate::audit::Happening;
use crate::cursor::{signed, unsigned};
use crate::form_versions::{VersionRefusal, conflict};
use crate::model::Actor;
use crate::permissions::{Action, allows};
use crate::records::{CaseRecord, Particulars};
use crate::{Fault, Store};
use database::{Connection, Row};
use sealing::{Place, Randomness};
use vocabulary::{FactValue, Instant, Priority};

/// The most contacts of one page.
const MOST: u32 = 500;
/// How many sealed records are in memory at once: one may be as large as what somebody may send.
const AT_ONCE: i64 = 50;
/// What a cursor is signed for.
const LIST: &str = "kept decisions";

/// What a contact was decided by, and how it was decided on arrival.
#[derive(Clone, Debug, PartialEq)]
pub struct DecidedContact {
    pub facts: Vec<(String, FactValue)>,
    pub received_at: Instant,
    pub queue: String,
    pub priority: Priority,
    pub locality: Option<String>,
}

/// Some contacts, the newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct DecidedPage {
    pub contacts: Vec<DecidedContact>,
    /// Hand it in to go on; none at the end.
    pub next_cursor: Option<String>,
}

/// A contact, and where it stands.
struct Opened {
    referral: i64,
    reference: String,
    contact: DecidedContact,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Decisions that are kept, 1 to 500 at a time, the newest first. Restricted referrals are left out. One
    /// audit event names all that were read.
    ///
    /// # Errors
    /// As [`VersionRefusal`] says.
    pub async fn decided(
        &self,
        cursor: Option<&str>,
        limit: u32,
        by: &Actor,
        now: Instant,
    ) -> Result<DecidedPage, VersionRefusal> {
        if !allows(Action::ChangeRules, &by.roles) {
            return Err(VersionRefusal::NotAllowed);
        }
        if !(1..=MOST).contains(&limit) {
            return Err(conflict("Between 1 and 500 contacts can be read at once."));
        }
        let before = self.before(cursor)?;
        let limit = i64::from(limit);
        let mut opened: Vec<Opened> = Vec::new();
        let mut last = before;
        let mut wanted = limit;
        let mut more = true;
        while wanted > 0 && more {
            let sql = "SELECT r.id, r.reference, r.received_at, c.sealed
                FROM referral r JOIN referral_record c ON c.referral = r.id
                WHERE r.id < ?1 AND r.restricted = 0 ORDER BY r.id DESC LIMIT ?2";
            let part = wanted.min(AT_ONCE);
            let rows = self.run(sql, vec![last.into(), part.into()]).await?;
            let read = i64::try_from(rows.len()).unwrap_or(part);
            (wanted, more) = (wanted - read, read == part);
            for row in &rows {
                opened.push(self.decided_contact(row)?);
            }
            last = opened.last().map_or(last, |contact| contact.referral);
        }
        self.write_decided_read(&opened, by, now).await?;
        let next_cursor = more.then(|| {
            let position = last.to_be_bytes().to_vec();
            signed(position, LIST, &self.keys.index)
        });
        Ok(DecidedPage {
            contacts: opened.into_iter().map(|opened| opened.contact).collect(),
            next_cursor,
        })
    }

    async fn write_decided_read(
        &self,
        opened: &[Opened],
        by: &Actor,
        now: Instant,
    ) -> Result<(), Fault> {
        if opened.is_empty() {
            return Ok(());
        }
        let references = opened.iter().map(|contact| contact.reference.clone());
        let particulars = Particulars {
            references: references.collect(),
            ..Particulars::default()
        };
        let referrals: Vec<i64> = opened.iter().map(|contact| contact.referral).collect();
        let happening = Happening {
            at: now,
            who: &by.id,
            what: "facts-read",
            status: None,
            particulars: &particulars,
        };
        self.write_listed(&referrals, &happening).await
    }

    /// The row before which to go on.
    fn before(&self, cursor: Option<&str>) -> Result<i64, VersionRefusal> {
        let Some(cursor) = cursor else {
            return Ok(i64::MAX);
        };
        unsigned(cursor, LIST, &self.keys.index)
            .and_then(|position| Some(i64::from_be_bytes(position.try_into().ok()?)))
            .ok_or_else(|| conflict("This is not a cursor of this list. Begin again without one."))
    }

    fn decided_contact(&self, row: &Row) -> Result<Opened, Fault> {
        let reference = row.text(1)?.to_owned();
        let place = Place {
            table: "record",
            record: &reference,
        };
        let record: CaseRecord = self.unseal(&self.keys.cases, place, row.blob(3)?)?;
        let received_at = Instant::from_unix(row.integer(2)?);
        Ok(Opened {
            referral: row.integer(0)?,
            contact: DecidedContact {
                facts: without_names::facts(&record.facts, received_at).to_list(),
                received_at,
                queue: record.decision.queue,
                priority: record.decision.priority,
                locality: record.decision.locality,
            },
            reference,
        })
    }
}
