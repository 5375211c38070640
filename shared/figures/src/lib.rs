//! How the service does, in numbers: what is counted, over which days, and what is too small to be told.
//!
//! The records here are those of `wit/case-store/figures`. Everything is about contacts that were received on the
//! days of a period, as clocks in London show them, and restricted referrals are in no number. Nothing here counts:
//! that is the store's, and nothing here draws.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

mod mirror;
mod period;
mod small;

pub use period::{MOST_DAYS, Period, month_of};
pub use small::{FEWEST, without_small};

/// What contacts are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The day on which they were received.
    Day,
    Channel,
    Form,
    Locality,
    /// With what they were closed; [`OPEN`] for those that are not, [`MERGED`] for those that go on as part of another.
    Outcome,
}

/// How many contacts have a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// An id; a day as `YYYY-MM-DD`; none where it is not known.
    pub value: Option<String>,
    pub contacts: u32,
}

/// How many contacts of a locality tell of a need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedTally {
    /// None for contacts that tell of no need.
    pub need: Option<String>,
    /// How many, wherever they are.
    pub contacts: u32,
    /// By locality, in the order of [`Told::localities`]; none where the number is left out because it, or the one
    /// next to it, is small.
    pub by_locality: Vec<Option<u32>>,
}

/// What became of the concerns that one kind of people told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// None where it is not known who told.
    pub reporter: Option<String>,
    /// Contacts with a safeguarding sign.
    pub concerns: u32,
    /// Somebody decided that there is to be an enquiry under section 42.
    pub enquiry: u32,
    /// Somebody decided that section 42 was not met.
    pub not_met: u32,
    /// Somebody decided, in other words than these.
    pub other: u32,
}

/// What is counted of what people told, which is kept sealed: as numbers of a day and a value with nothing that
/// leads to a contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Of how many contacts this was counted. Those that came before it began are in no number.
    pub contacts: u32,
    /// By who told.
    pub reporters: Vec<Tally>,
    /// The localities of the columns, in order; none where it is not known.
    pub localities: Vec<Option<String>>,
    pub needs: Vec<NeedTally>,
    pub sources: Vec<Source>,
}

/// Until when time is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// A member of staff took the contact on.
    FirstResponse,
    Closed,
}

/// How long it took, for contacts of one priority, or of all. Clock time: as long as somebody waited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Rank, 0 most pressing; none for all together.
    pub priority: Option<u8>,
    pub contacts: u32,
    /// How many of them it happened to.
    pub done: u32,
    /// How many of those by the respond-by that stood then.
    pub in_time: u32,
    /// How many it has not happened to, whose respond-by is past.
    pub late: u32,
    /// Half of those that it happened to took so many seconds or less.
    pub median: Option<u64>,
    /// Nine in ten of them took so many seconds or less.
    pub ninetieth: Option<u64>,
}

impl Pace {
    /// Of those of which it can be said, how many were in time: in hundredths of a per cent, rounded down.
    #[must_use]
    pub fn share_in_time(&self) -> Option<u32> {
        share(self.in_time, self.done.saturating_add(self.late))
    }
}

/// What is open and past its respond-by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overdue {
    pub queue: String,
    pub contacts: u32,
    /// The earliest respond-by, in seconds since 1970.
    pub since: i64,
}

/// How often people went from one page of a form to another, each time that somebody did so for the first time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub form: String,
    pub version: u32,
    /// The page that was answered; none where one was reached by a change of an answer before.
    pub passed: Option<String>,
    /// The page that came next; none where it had been reached already.
    pub reached: Option<String>,
    /// Their form began with it.
    pub begun: bool,
    pub drafts: u32,
}

/// The outcome of a contact that is not closed.
pub const OPEN: &str = "open";
/// The outcome of a contact that goes on as part of another.
pub const MERGED: &str = "merged";

/// The last page of every form, as a step names it.
pub const CHECK: &str = "check-answers";
/// What comes after it.
pub const SENT: &str = "sent";

/// Part of a whole in hundredths of a per cent, rounded down; none of nothing.
#[must_use]
pub fn share(part: u32, whole: u32) -> Option<u32> {
    let hundredths = u64::from(part)
        .checked_mul(10_000)?
        .checked_div(u64::from(whole))?;
    u32::try_from(hundredths).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_never_rounded_up_to_all() {
        assert_eq!(share(0, 0), None);
        assert_eq!(share(9_999_999, 10_000_000), Some(9_999));
        assert_eq!(share(1, 3), Some(3_333));
        assert_eq!(share(u32::MAX, u32::MAX), Some(10_000));
    }

    #[test]
    fn who_still_waits_past_the_time_counts_as_late() {
        let pace = Pace {
            priority: None,
            contacts: 12,
            done: 8,
            in_time: 6,
            late: 2,
            median: None,
            ninetieth: None,
        };
        assert_eq!(pace.share_in_time(), Some(6_000));
    }
}
