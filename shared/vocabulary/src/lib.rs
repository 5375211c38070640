//! The contract's words: facts, vocabularies, priorities, queues, decisions, signs, times.
//!
//! Every part of the house speaks through these types, so that a word means the same on a form, in a
//! rule, on a staff page and in JSON. Nothing here decides anything about a person, reads a clock or
//! knows a place: which team gets a contact is the business of `components/referral-routing`, and
//! districts are data in `shared/places`.

mod accounts;
mod actor;
pub mod alike;
mod carers;
mod dates;
mod decision;
mod facts;
mod instant;
mod mirror;
mod nhs_number;
pub mod object;
mod outcomes;
mod queues;
pub mod reach;
pub mod reading;
mod signs;
mod words;
pub mod written;

pub use accounts::{AgainstCharge, ArrangedBy, CareSetting, Rounding};
pub use actor::{Actor, has_one_of};
pub use carers::{CarerOutcome, Indicated, Limb, OverallIndication, WellbeingImpact};
pub use dates::{Date, PartialDate, days_in_month};
pub use decision::{Advice, Decision, Destination, DestinationKind, Reason, RulesetId};
pub use facts::{FACT_NAMES, FactValue, Facts, RECEIVED_AT};
pub use instant::{Instant, NotATime};
pub use nhs_number::is_nhs_number;
pub use outcomes::{EVENT_OUTCOMES, outcome_in_words};
pub use queues::{QUEUES, queue, queue_ids, queue_name};
pub use reading::FieldProblem;
pub use signs::{
    asks_about_caring, has_rule_ten_sign, has_safeguarding_sign, is_carers_own_request,
    is_rule_ten_risk, is_safeguarding_risk,
};
pub use words::{
    About, Answer, Channel, Circumstance, Form, HarmSource, Need, Priority, Reporter, Risk, Role,
    Status, Word,
};
