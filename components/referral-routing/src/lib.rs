//! Decides which team receives a contact, how soon, and why.
//!
//! Pure: rules, places, calendar, facts and time in, a decision out. It imports nothing that does
//! anything: no clock, no store, no network. The rules are data (`rules/*.toml`), and what must hold
//! for **every** rule set stands in [`law`], which no file can override. The software points a contact
//! to people; it decides nothing about a person.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

mod case;
pub mod check;
mod condition;
mod decide;
mod fact;
mod law;
mod reading;
pub mod review;
mod ruleset;

#[cfg(target_family = "wasm")]
mod shell;

pub use condition::Condition;
pub use ruleset::{AdviceText, Problem, Rule, Ruleset, Team, Text, Texts};

/// The rule set that is published first, before anybody has published another.
#[must_use]
pub fn built_in_texts() -> Texts<'static> {
    Texts {
        rules: include_str!("../rules/essex.toml"),
        places: places::BUILT_IN,
        calendar: working_calendar::BUILT_IN,
    }
}

/// The rule set that is published first, read.
///
/// # Errors
/// Everything that is wrong with the texts that ship. A test reads them, so there is nothing.
pub fn built_in() -> Result<Ruleset, Vec<Problem>> {
    Ruleset::read(built_in_texts())
}
