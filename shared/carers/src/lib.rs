//! What the law and the council make of a carer's own words, without deciding anything.
//!
//! [`indication`] says whether what was told points to the three conditions of the regulations, and is
//! all of `POST /api/v1/carer-assessments/indication`.
//!
//! Nothing here decides whether somebody is eligible, routes a contact, reads a clock or keeps an answer.

pub mod indication;
