//! What lines make of the accounts that are there. Nothing is read or written in here.

use super::No;
use crate::records::{AccountRecord, Entry};
use crate::standing::Standing;
use crate::statements::first_due;
use account_model::{Online, Taken};
use audit_chain::Chain;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use metering::Week;
use std::collections::HashMap;
use vocabulary::{Date, Instant, alike};

/// After the contact on record changed, no code is sent for so long unless staff confirm it with the person.
const CONTACT_HELD_SECONDS: i64 = 7 * 86_400;

/// The accounts that lines are about, and what becomes of them.
#[derive(Debug, Default)]
pub(super) struct Intake {
    by_reference: HashMap<[u8; 32], usize>,
    pub accounts: Vec<Touched>,
    pub taken: Taken,
}

/// An account that lines are about.
#[derive(Debug)]
pub(super) struct Touched {
    pub reference: [u8; 32],
    pub standing: Standing,
    pub is_new: bool,
    /// What an account line changed, for the audit.
    pub changes: Vec<&'static str>,
    /// The death was not known before.
    pub has_died: bool,
    pub has_other_contact: bool,
    /// The weeks of these lines that are there: the number of the entry that counts, and its figures.
    known: HashMap<Date, (i64, Week)>,
    pub entries: Vec<(i64, Entry)>,
    pub weeks_added: u32,
    pub weeks_corrected: u32,
}

impl Touched {
    pub(super) fn has_changed(&self) -> bool {
        self.is_new || !self.changes.is_empty() || !self.entries.is_empty()
    }

    /// What happened to it, in words.
    pub(super) fn in_words(&self) -> String {
        let counted = |number: u32, what: &str| match number {
            0 => None,
            1 => Some(format!("1 week {what}")),
            more => Some(format!("{more} weeks {what}")),
        };
        let added = self.is_new.then(|| "account added".to_owned());
        let changes = self.changes.iter().map(|change| (*change).to_owned());
        let parts: Vec<String> = added
            .into_iter()
            .chain(changes)
            .chain(counted(self.weeks_added, "added"))
            .chain(counted(self.weeks_corrected, "corrected"))
            .collect();
        parts.join(", ")
    }
}

impl Intake {
    /// An account that is there.
    pub(super) fn knows(&mut self, reference: [u8; 32], standing: Standing) {
        self.by_reference.insert(reference, self.accounts.len());
        self.accounts.push(Touched {
            reference,
            standing,
            is_new: false,
            changes: Vec::new(),
            has_died: false,
            has_other_contact: false,
            known: HashMap::new(),
            entries: Vec::new(),
            weeks_added: 0,
            weeks_corrected: 0,
        });
    }

    /// The account of a reference.
    pub(super) fn account_of(&mut self, reference: &[u8; 32]) -> Option<&mut Touched> {
        let place = self.by_reference.get(reference)?;
        self.accounts.get_mut(*place)
    }

    /// An account line.
    pub(super) fn account(
        &mut self,
        reference: [u8; 32],
        record: AccountRecord,
        id: [u8; 16],
        now: Instant,
    ) -> Result<(), No> {
        let Some(touched) = self.account_of(&reference) else {
            self.knows(reference, new_account(record, id, now));
            if let Some(touched) = self.account_of(&reference) {
                touched.is_new = true;
            }
            self.taken.accounts.added += 1;
            return Ok(());
        };
        let standing = &mut touched.standing;
        if !is_same_person(&standing.record, &record) {
            return Err(No::plain(
                "There are two accounts with one reference: the account that is there belongs to somebody with \
                another date of birth, or with other names. It stays as it is. Give one of them another reference.",
            ));
        }
        let record = AccountRecord {
            account_reference: standing.record.account_reference.clone(),
            // Nobody comes back to life because a system does not know.
            died_on: record.died_on.or_else(|| standing.record.died_on.clone()),
            closed_before: standing.record.closed_before,
            ..record
        };
        if record == standing.record {
            self.taken.accounts.unchanged += 1;
            return Ok(());
        }
        let has_died = record.died_on.is_some() && !standing.has_died();
        if contact(&record) != contact(&standing.record) {
            standing.contact_held_until = Some(now.plus_seconds(CONTACT_HELD_SECONDS));
            touched.has_other_contact = true;
            touched.changes.push("contact on record changed");
        }
        standing.record = record;
        if has_died {
            standing.close_after_death();
            touched.has_died = true;
            touched.changes.push("death learnt of");
        }
        touched.changes.push("account changed");
        self.taken.accounts.changed += 1;
        Ok(())
    }

    /// A week line.
    pub(super) fn week(&mut self, reference: [u8; 32], entry: Entry) -> Result<(), No> {
        let Some(touched) = self.account_of(&reference) else {
            return Err(No {
                reason: "There is no account with this reference. Import the account first."
                    .to_owned(),
                account_unknown: true,
            });
        };
        let day = entry.figures.week_starting;
        let number = match touched.known.get(&day) {
            None => 1,
            Some((_, figures)) if *figures == entry.figures => {
                self.taken.weeks.unchanged += 1;
                return Ok(());
            }
            Some(_) if entry.because.is_none() => {
                return Err(No::plain(
                    "These are overlapping weeks: this week is there with other figures. It stays as it is. If \
                    these figures take their place, say why in correction.",
                ));
            }
            Some((number, _)) => number + 1,
        };
        touched.known.insert(day, (number, entry.figures.clone()));
        let because = entry.because.filter(|_| number > 1);
        touched.entries.push((number, Entry { because, ..entry }));
        if number > 1 {
            touched.weeks_corrected += 1;
            self.taken.weeks.changed += 1;
            return Ok(());
        }
        touched.weeks_added += 1;
        touched.standing.expect_first_statement(day);
        self.taken.weeks.added += 1;
        Ok(())
    }

    /// A week that is there already.
    pub(super) fn knows_week(&mut self, account: usize, number: i64, figures: Week) {
        if let Some(touched) = self.accounts.get_mut(account) {
            touched
                .known
                .insert(figures.week_starting, (number, figures));
        }
    }
}

impl Standing {
    /// Until a statement was issued, the first week that is known says when the first one is due.
    fn expect_first_statement(&mut self, week_starting: Date) {
        let due = first_due(week_starting).to_string();
        let sooner = self.next_statement.as_ref().is_none_or(|day| due < *day);
        if self.statements == 0 && sooner {
            self.next_statement = Some(due);
        }
    }

    /// Nobody looks at it online any more.
    pub(crate) fn close_after_death(&mut self) {
        match self.online {
            Online::Suspended => self.record.closed_before = true,
            Online::Open | Online::Closed => self.online = Online::Closed,
        }
    }
}

fn new_account(record: AccountRecord, id: [u8; 16], now: Instant) -> Standing {
    let has_died = record.died_on.is_some();
    Standing {
        chain: Chain::new(&BASE64_URL_SAFE_NO_PAD.encode(id)),
        record,
        online: if has_died {
            Online::Closed
        } else {
            Online::Open
        },
        contact_held_until: None,
        updated_at: now,
        next_statement: None,
        statements: 0,
        revision: 1,
    }
}

/// One name may change, as it does when people marry.
fn is_same_person(one: &AccountRecord, other: &AccountRecord) -> bool {
    let same = |one: &str, other: &str| alike::name(one) == alike::name(other);
    one.date_of_birth == other.date_of_birth
        && (same(&one.given_name, &other.given_name) || same(&one.family_name, &other.family_name))
}

/// The contact on record, however it is written.
fn contact(record: &AccountRecord) -> (Option<String>, Option<String>) {
    (
        record.email.as_deref().and_then(alike::email),
        record.phone.as_deref().and_then(alike::phone),
    )
}
