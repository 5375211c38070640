//! Working hours, working days and times in words, in the time that people's clocks show.
//!
//! A calendar is data: working periods and bank holidays, as TOML. There is no clock in here: the time
//! is always handed in. Beyond the last holiday that is known the calendar still answers, from
//! weekends alone, and [`Calendar::warning`] says so.

mod calendar;
mod counting;
mod escalation;
mod policy;
mod reading;
mod words;
mod zone;

pub use calendar::{Allowance, Calendar};
pub use escalation::{BUILT_IN as BUILT_IN_ESCALATION, Escalation};
pub use policy::RespondBy;
pub use toml_reader::Problem;
pub use words::{
    by_the_end_of, date_in_words, day_in_short, day_in_words, length_in_words, month_in_short,
    staff_time, time_in_words, when,
};
pub use zone::{day_begins, instant, local, local_date};

/// The calendar that ships, as TOML.
pub const BUILT_IN: &str = include_str!("../calendar.toml");
