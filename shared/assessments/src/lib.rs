//! How a carer's self-assessment becomes an agreed one, and then a decision by a person.
//!
//! What somebody sends through the form is `submitted`. Under regulation 2 of the Care and Support
//! (Assessment) Regulations 2014 (SI 2014/2827) a self-assessment is done jointly, and the council makes sure
//! that it is a complete and accurate account; so it is checked with the carer before it is `agreed`, and only
//! then does a person decide under section 13 of the Care Act 2014.
//!
//! An assessment is nothing but the steps that were taken, oldest first ([`Assessment`]). Where it stands, how
//! an answer reads now and what was decided follow from them, so nothing that was recorded is ever lost. The
//! rules of what may follow what are in `rules`, what each step must say in `checks`.
//!
//! Nothing here decides anything about a carer, keeps anything or knows a database, HTTP or HTML.

mod assessment;
mod change;
mod checks;
mod mirror;
mod rules;

pub use assessment::{AnswerVersions, Assessment, State};
pub use change::{
    Change, ChangedAnswer, Conversation, Decision, Finding, GivenRecord, HOW, JointAnswer, Kind,
    Step,
};
pub use checks::Wrong;
