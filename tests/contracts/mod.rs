//! The public contract, held against the running system.

mod care_account_access;
mod care_account_import;
mod care_account_secrecy;
mod care_accounts;
mod documents;
mod errors;
mod forms;
mod hostile_input;
mod limits;
mod lists;
mod openid_connect;
mod referrals;
mod repeated_submissions;
mod restricted;
mod roles;
mod routing;
mod safeguarding;
mod staff_accounts;
mod submissions;
mod tracking;
mod work_queue;

use crate::harness::{Json, json};

/// Answers that the contract accepts for `adult-contact` when nobody is at risk.
fn help_with_meals() -> Json {
    json!({
        "about": "self", "given-name": "Winifred", "family-name": "Ashdown", "needs": ["meals-nutrition"],
        "postcode": "CM2 6AA", "phone": "01632 960101",
    })
}

/// A `safeguarding-concern` of one answer.
fn one_answer() -> Json {
    json!({"narrative": "Her nephew takes her pension every week."})
}
