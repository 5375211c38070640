//! What staff do with a referral between taking it on and closing it: calls, waiting, visits, whom it is linked
//! with.
//!
//! All of it is nothing but steps, oldest first ([`Casework`]), as an assessment is: how often nobody answered,
//! what is being waited for and which contacts belong together follow from them, so nothing that was recorded is
//! ever lost. What each step must say stands in `checks`; who may take it, and what it does to the referral,
//! is the business of the store.
//!
//! Nothing here keeps anything or knows a database, HTTP or HTML.

mod casework;
mod change;
mod checks;
mod mirror;
mod words;

pub use casework::{Casework, Linked};
pub use change::{
    ANSWERED, Attempt, Change, FINDINGS, HOW, Kind, Link, Merge, RELATIONS, SAFE_TO_TALK, Step,
    VisitorSafety, Wait, WelfareCheck,
};
pub use words::{Attention, Escalated, Likeness, Order, Relation, Score, ShownFor, Sign};
