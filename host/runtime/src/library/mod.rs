//! Calls into library components from the host: what `up` needs before it serves, and the verbs that
//! look after what is kept. The host has no SQL of its own about cases, accounts or staff.

mod accounts_store;
mod case_store;
mod staff_access;

pub use case_store::{CaseStore, loading, maintenance, words};
pub use staff_access::{StaffAccess, upkeep};

/// Care accounts: their store, and the records that cross its wall.
pub mod care_accounts {
    pub use super::accounts_store::words::{accounts, types};
    pub use super::accounts_store::{AccountsStore, Intake, importing, upkeep};
}
