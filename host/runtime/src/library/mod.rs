//! Calls into library components from the host: what `up` needs before it serves, and the verbs that
//! look after what is kept. The host has no SQL of its own about cases or staff.

mod case_store;
mod staff_access;

pub use case_store::{CaseStore, maintenance, words};
pub use staff_access::{StaffAccess, upkeep};
