//! The figures of a scheme, as data: versions by date and number, each figure with its source.
//!
//! **Which version counts what.** A week is counted by the version that applies on its Monday: a daily living cost
//! that regulations change on a day (Care Act 2014 s15(8)) is another one for the weeks from that day on, and what
//! had counted before stays counted, as statements of it were issued. Where one version ends, what has accrued is
//! carried into the next, in pence, and never past the cap of that one. Section 16 alone changes what has accrued:
//! each version lists all indexations that its own cap goes through. A version applies from its day `from` until the
//! next one's; of versions from the same day the highest number does; days before the first are the first one's.
//!
//! No scheme was ever in force: see [`SchemeStatus`].

mod reading;

use std::fmt;

use metering::{Account, BroughtForward, Indexation, Metering, OutOfBounds, Week};
use vocabulary::Date;

pub use reading::BUILT_IN;
pub use toml_reader::Problem;

/// Whether a scheme is law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeStatus {
    /// No page shows progress towards a cap.
    NotInForce,
    /// The same, but whoever runs the site asked for demonstrations: figures are shown, and every page says what
    /// they are.
    Demonstration,
    InForce,
}

impl SchemeStatus {
    /// As the contract has it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::NotInForce => "not_in_force",
            Self::Demonstration => "demonstration",
            Self::InForce => "in_force",
        }
    }

    /// Whether figures may be shown at all.
    #[must_use]
    pub fn shows_figures(self) -> bool {
        self != Self::NotInForce
    }
}

impl fmt::Display for SchemeStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

/// One version of the figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    pub id: String,
    /// From 1.
    pub version: u32,
    /// In words.
    pub name: String,
    /// The day from which it applies.
    pub from: Date,
    pub in_force: bool,
    pub counts: metering::Policy,
    pub indexations: Vec<Indexation>,
    /// How many months lie between one statement and the next.
    pub statement_interval_months: u32,
    pub near_cap: Option<NearCap>,
    /// How long a closed account is kept from its last update, unless the council learns of the death before.
    pub retention_years: u32,
}

/// When statements go more often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NearCap {
    /// From this progress on, in whole per cent.
    pub percent: u32,
    pub interval_months: u32,
}

impl Policy {
    /// Law is law; what is not becomes a demonstration only where the setting of whoever runs the site asks for it.
    #[must_use]
    pub fn status(&self, demonstration_mode: bool) -> SchemeStatus {
        match (self.in_force, demonstration_mode) {
            (true, _) => SchemeStatus::InForce,
            (false, true) => SchemeStatus::Demonstration,
            (false, false) => SchemeStatus::NotInForce,
        }
    }

    /// How many months after a statement the next one goes, at this progress in hundredths of a per cent.
    #[must_use]
    pub fn months_to_next_statement(&self, progress: i64) -> u32 {
        match self.near_cap {
            Some(near) if progress >= i64::from(near.percent) * 100 => near.interval_months,
            _ => self.statement_interval_months,
        }
    }

    /// What the meter takes, if this version alone counts.
    #[must_use]
    pub fn account(
        &self,
        weeks: Vec<Week>,
        brought_forward: Option<BroughtForward>,
        as_at: Date,
    ) -> Account {
        Account {
            policy: self.counts.clone(),
            weeks,
            indexations: self.indexations.clone(),
            brought_forward,
            as_at,
        }
    }
}

/// Every version of one policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policies {
    /// The one that all days before the second belong to.
    first: Policy,
    /// Those that replace it and each other, in the order of their days; one for each day.
    later: Vec<Policy>,
}

impl Policies {
    /// The version that applies on a day.
    #[must_use]
    pub fn on(&self, date: Date) -> &Policy {
        let applies = |policy: &&Policy| policy.from <= date;
        self.later.iter().rfind(applies).unwrap_or(&self.first)
    }

    /// Meters an account as at a day: each week by the version of its Monday, as the module says.
    ///
    /// # Errors
    /// [`OutOfBounds`] when indexations make the cap larger than any amount may be.
    pub fn meter(
        &self,
        weeks: &[Week],
        brought_forward: Option<BroughtForward>,
        as_at: Date,
    ) -> Result<Metering, OutOfBounds> {
        let mut metered = metering::meter(&self.first.account(
            self.weeks_of(&self.first, weeks),
            brought_forward,
            self.until(&self.first, as_at),
        ))?;
        for policy in self.later.iter().filter(|policy| policy.from <= as_at) {
            let carried = BroughtForward {
                date: policy.from,
                accrued: metered.accrued,
            };
            let figure = brought_forward.filter(|figure| figure.date >= policy.from);
            let mut next = metering::meter(&policy.account(
                self.weeks_of(policy, weeks),
                figure.or(Some(carried)),
                self.until(policy, as_at),
            ))?;
            metered.entries.append(&mut next.entries);
            metered = Metering {
                entries: metered.entries,
                ..next
            };
        }
        // The latest rate may be one of a week that an earlier version counted.
        metered.reaches_cap_on =
            metering::reaches_cap_on(metered.remaining, metered.latest_counted(), as_at);
        Ok(metered)
    }

    /// The weeks whose Monday is a day of this version.
    fn weeks_of(&self, policy: &Policy, weeks: &[Week]) -> Vec<Week> {
        let of_it = |week: &&Week| self.on(week.week_starting).version == policy.version;
        weeks.iter().filter(of_it).cloned().collect()
    }

    /// The last day that this version counts, as at a day.
    fn until(&self, policy: &Policy, as_at: Date) -> Date {
        let next = self.later.iter().find(|next| next.from > policy.from);
        next.map_or(as_at, |next| next.from.plus_days(-1).min(as_at))
    }
}

#[cfg(test)]
mod tests;
