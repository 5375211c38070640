//! How the service does, in numbers. Decision 20 says what is counted where, and why.
//!
//! Whatever is told here is of contacts that were received on the days of a period, in London, and of none that is
//! restricted: not in a total either, because whoever lists what they may see and subtracts would find them.

mod pace;
mod reading;
mod steps;
mod told;

pub(crate) use told::Told;

use crate::model::Actor;
use crate::permissions::{Action, allows};
use crate::{Refusal, Store};
use database::Connection;
use figures::Period;
use sealing::Randomness;
use working_calendar::day_begins;

/// The most rows of one read.
const PAGE: usize = 500;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Whether somebody may see figures at all.
    fn may_see_figures(by: &Actor) -> Result<(), Refusal> {
        match allows(Action::Figures, &by.roles) {
            true => Ok(()),
            false => Err(Refusal::NotAllowed),
        }
    }
}

/// When a period begins, and when the day after it does, in seconds since 1970.
fn ends(period: Period) -> [i64; 2] {
    let after = period.to().plus_days(1);
    [day_begins(period.from()), day_begins(after)].map(vocabulary::Instant::as_unix)
}
