//! Weeks as they are sealed: a few bytes each, because there are a million of them.
//!
//! One byte says who arranged the care, where it is given, and whether there is a budget; then come what was
//! charged, what was paid and the budget, seven bits to a byte; what is left is the reason for the entry.

use super::FORMAT;
use crate::{Fault, Store};
use database::Connection;
use metering::{Pence, Week};
use sealing::{Place, Randomness};
use vocabulary::{ArrangedBy, CareSetting, Date};

/// Figures that were entered for a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub figures: Week,
    /// Why they took the place of earlier ones.
    pub because: Option<String>,
}

const BY_COUNCIL: u8 = 1;
const IN_CARE_HOME: u8 = 2;
const HAS_BUDGET: u8 = 4;

impl Entry {
    fn to_bytes(&self) -> Vec<u8> {
        let week = &self.figures;
        let flag = |set: bool, flag: u8| if set { flag } else { 0 };
        let flags = flag(week.arranged_by == ArrangedBy::Council, BY_COUNCIL)
            | flag(week.setting == CareSetting::CareHome, IN_CARE_HOME)
            | flag(week.budget.is_some(), HAS_BUDGET);
        let mut bytes = vec![flags];
        let amounts = [Some(week.charged), Some(week.paid), week.budget];
        for amount in amounts.into_iter().flatten() {
            write_number(amount, &mut bytes);
        }
        bytes.extend_from_slice(self.because.as_deref().unwrap_or_default().as_bytes());
        bytes
    }

    fn of_bytes(bytes: &[u8], week_starting: Date) -> Option<Self> {
        let (flags, mut rest) = bytes.split_first()?;
        let charged = read_number(&mut rest)?;
        let paid = read_number(&mut rest)?;
        let budget = match flags & HAS_BUDGET {
            0 => None,
            _ => Some(read_number(&mut rest)?),
        };
        let because = str::from_utf8(rest).ok()?;
        Some(Self {
            figures: Week {
                week_starting,
                arranged_by: match flags & BY_COUNCIL {
                    0 => ArrangedBy::Adult,
                    _ => ArrangedBy::Council,
                },
                setting: match flags & IN_CARE_HOME {
                    0 => CareSetting::Home,
                    _ => CareSetting::CareHome,
                },
                budget,
                charged,
                paid,
            },
            because: (!because.is_empty()).then(|| because.to_owned()),
        })
    }
}

fn write_number(amount: Pence, bytes: &mut Vec<u8>) {
    let mut left = amount.unsigned();
    while left > 0x7f {
        bytes.push(0x80 | low_bits(left));
        left >>= 7;
    }
    bytes.push(low_bits(left));
}

fn low_bits(number: u64) -> u8 {
    u8::try_from(number & 0x7f).unwrap_or_default()
}

fn read_number(bytes: &mut &[u8]) -> Option<Pence> {
    let mut number = 0_i64;
    for shift in (0..63).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= i64::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Pence::new(number);
        }
    }
    None
}

/// The record id of an entry: it opens as that entry of that week of that account, and as nothing else.
fn record_of(account: &str, week_starting: &str, entry: i64) -> String {
    format!("{account} {week_starting} {entry}")
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Seals an entry for a week of the account of this id.
    pub(crate) fn seal_entry(
        &self,
        id: &str,
        number: i64,
        entry: &Entry,
    ) -> Result<Vec<u8>, Fault> {
        let record = record_of(id, &entry.figures.week_starting.to_string(), number);
        let place = Place {
            table: "week",
            record: &record,
        };
        let sealer = &self.keys.accounts;
        Ok(sealer.seal(place, FORMAT, &entry.to_bytes(), &self.randomness)?)
    }

    pub(crate) fn open_entry(
        &self,
        id: &str,
        week_starting: &str,
        number: i64,
        sealed: &[u8],
    ) -> Result<Entry, Fault> {
        let record = record_of(id, week_starting, number);
        let place = Place {
            table: "week",
            record: &record,
        };
        let (format, bytes) = self.keys.accounts.open(place, sealed)?;
        let day = week_starting.parse().ok();
        day.filter(|_| format == FORMAT)
            .and_then(|day| Entry::of_bytes(&bytes, day))
            .ok_or_else(|| Fault::Internal("failed to read a record of week".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_entry_is_read_as_it_was_written(
            charged in 0..=Pence::MOST.get(),
            paid in 0..=Pence::MOST.get(),
            budget in proptest::option::of(0..=Pence::MOST.get()),
            by_council: bool,
            in_care_home: bool,
            because in proptest::option::of("[ -~]{1,40}"),
        ) {
            let day = Date::new(2026, 1, 5).unwrap();
            let pence = |amount| Pence::new(amount).unwrap();
            let entry = Entry {
                figures: Week {
                    week_starting: day,
                    arranged_by: if by_council { ArrangedBy::Council } else { ArrangedBy::Adult },
                    setting: if in_care_home { CareSetting::CareHome } else { CareSetting::Home },
                    budget: budget.map(pence),
                    charged: pence(charged),
                    paid: pence(paid),
                },
                because,
            };
            prop_assert_eq!(Entry::of_bytes(&entry.to_bytes(), day), Some(entry));
        }

        #[test]
        fn bytes_that_are_no_entry_are_no_defect(bytes: Vec<u8>) {
            let _ = Entry::of_bytes(&bytes, Date::new(2026, 1, 5).unwrap());
        }
    }
}
