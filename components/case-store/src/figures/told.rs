//! What people told, as far as it is counted: who told, of which needs, and what became of a concern.
//!
//! It is sealed with each contact, so a number must not lead to one. Each raises a number of its day under a keyed
//! hash of the month and of what was told: whoever has the database but no key sees how often something came on a
//! day, and not what. Words that are not the contract's are counted as not known.

use crate::model::S42Decision;
use crate::records::CaseRecord;
use crate::referrals::Standing;
use crate::{Fault, Store};
use database::{Connection, Value};
use figures::month_of;
use sealing::{IndexKey, Place, Randomness};
use serde_json::{Map, Value as Json};
use std::collections::BTreeSet;
use vocabulary::{Date, Instant, Need, Reporter};
use working_calendar::local_date;

/// What somebody decided under section 42.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Found {
    Enquiry,
    NotMet,
    Other,
}

impl Found {
    pub(crate) const ALL: [Self; 3] = [Self::Enquiry, Self::NotMet, Self::Other];

    fn of(decision: &S42Decision) -> Self {
        match decision.decision.as_str() {
            "enquiry" => Self::Enquiry,
            "no-enquiry" => Self::NotMet,
            _ => Self::Other,
        }
    }
}

/// A number that what was told raises. Empty text is what is not known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cell {
    Contact,
    Reporter(&'static str),
    Need {
        need: &'static str,
        locality: String,
    },
    Concern(&'static str),
    Decided(&'static str, Found),
}

impl Cell {
    /// Under which the number of a month stands.
    pub(crate) fn hash(&self, month: &str, key: &IndexKey) -> i64 {
        let of = |what: &str, parts: &[&str]| key.look_up(&format!("told: {what}"), parts);
        match self {
            Self::Contact => of("contact", &[month]),
            Self::Reporter(reporter) => of("reporter", &[month, reporter]),
            Self::Need { need, locality } => of("need", &[month, need, locality]),
            Self::Concern(reporter) => of("concern", &[month, reporter]),
            Self::Decided(reporter, found) => {
                of("decided", &[month, reporter, &format!("{found:?}")])
            }
        }
    }
}

/// What a contact told.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    received: Date,
    locality: String,
    reporter: &'static str,
    needs: BTreeSet<&'static str>,
    is_concern: bool,
    found: Option<Found>,
}

impl Told {
    /// As it was received, with its facts as the contract's JSON.
    pub(crate) fn of(
        facts: &Map<String, Json>,
        received_at: Instant,
        locality: Option<&str>,
        is_concern: bool,
    ) -> Self {
        let text = |name: &str| facts.get(name).and_then(Json::as_str);
        let needs = match facts.get("needs") {
            Some(Json::Array(words)) => words.iter().filter_map(Json::as_str).collect(),
            Some(Json::String(word)) => vec![word.as_str()],
            _ => Vec::new(),
        };
        let mut needs: BTreeSet<&str> = needs
            .into_iter()
            .filter_map(Need::from_id)
            .map(Need::id)
            .collect();
        if needs.is_empty() {
            needs.insert("");
        }
        // Whoever writes about themselves is not asked who they are.
        let said = text("reporter").or_else(|| text("about").filter(|about| *about == "self"));
        Self {
            received: local_date(received_at),
            locality: locality.unwrap_or_default().to_owned(),
            reporter: said.and_then(Reporter::from_id).map_or("", Reporter::id),
            needs,
            is_concern,
            found: None,
        }
    }

    /// The day, since 1970, of which it raises numbers.
    pub(crate) fn day(&self) -> i64 {
        self.received.days_since_1970()
    }

    /// The numbers that it raises.
    pub(crate) fn cells(&self, key: &IndexKey) -> Vec<i64> {
        let mut cells = vec![Cell::Contact, Cell::Reporter(self.reporter)];
        cells.extend(self.needs.iter().map(|need| Cell::Need {
            need,
            locality: self.locality.clone(),
        }));
        if self.is_concern {
            cells.push(Cell::Concern(self.reporter));
        }
        cells.extend(self.found.map(|found| Cell::Decided(self.reporter, found)));
        let month = month_of(self.received);
        cells.iter().map(|cell| cell.hash(&month, key)).collect()
    }
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Counts anew what a referral told, where a change concerns it: `s42` is a decision that is about to be
    /// stored, and whoever is restricted is in no number.
    pub(crate) async fn recount_told(
        &self,
        connection: &C,
        before: &Standing,
        after: &Standing,
        s42: Option<&S42Decision>,
    ) -> Result<(), Fault> {
        if s42.is_none() && before.restricted == after.restricted {
            return Ok(());
        }
        let sql =
            "SELECT c.sealed, c.s42, r.told_counted = 2 FROM referral r JOIN referral_record c ON c.referral = r.id
            WHERE r.id = ?1 AND r.told_counted > 0";
        let rows = connection.execute(sql, vec![before.id().into()]).await?;
        let Some(row) = rows.first() else {
            return Ok(());
        };
        let (sealer, record) = (&self.keys.cases, before.reference());
        let place = |table| Place { table, record };
        let kept: CaseRecord = self.unseal(sealer, place("record"), row.blob(0)?)?;
        let decided: Option<S42Decision> = match row.optional_blob(1)? {
            Some(sealed) => Some(self.unseal(sealer, place("s42"), sealed)?),
            None => None,
        };
        let mut told = Told::of(
            &kept.facts,
            before.received_at,
            before.locality.as_deref(),
            row.boolean(2)?,
        );
        told.found = decided.as_ref().map(Found::of);
        let cells = |told: &Told, counts: bool| match counts {
            true => told.cells(&self.keys.index).into_iter().collect(),
            false => BTreeSet::new(),
        };
        let taken = cells(&told, !before.restricted);
        if let Some(decision) = s42 {
            told.found = Some(Found::of(decision));
        }
        let given = cells(&told, !after.restricted);
        let raise = "INSERT INTO told_count (day, cell, contacts)
            SELECT ?1, value, 1 FROM json_each(?2) WHERE true
            ON CONFLICT (day, cell) DO UPDATE SET contacts = contacts + 1";
        let lower = "UPDATE told_count SET contacts = contacts - 1
            WHERE day = ?1 AND cell IN (SELECT value FROM json_each(?2))";
        for (sql, changed) in [(raise, &given - &taken), (lower, &taken - &given)] {
            if !changed.is_empty() {
                let list = serde_json::to_string(&changed)
                    .map_err(|error| Fault::Internal(error.to_string()))?;
                let parameters: Vec<Value> = vec![told.day().into(), list.into()];
                connection.execute(sql, parameters).await?;
            }
        }
        Ok(())
    }
}
