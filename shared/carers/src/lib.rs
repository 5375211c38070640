//! What the law and the council make of a carer's own words, without deciding anything.
//!
//! - [`indication`]: whether what was told points to the three conditions of the regulations; all of
//!   `POST /api/v1/carer-assessments/indication`.
//! - [`answers`]: the answers of the form `carer-assessment`, as the store keeps them.
//! - [`suggests`]: "what you told us suggests", for the page that the carer sees.
//! - [`support`]: what they can use now, whatever comes of an assessment.
//! - [`summary`]: the one page that staff read of it.
//!
//! Nothing here decides whether somebody is eligible, routes a contact, reads a clock or keeps an answer.

pub mod answers;
pub mod indication;
pub mod suggests;
pub mod summary;
pub mod support;
