//! How far a contact has come, for whoever holds its reference and its code.
//!
//! Reference and code are posted and never stand in an address. Whatever is not the right pair, for
//! whatever reason, is answered in the same words: nobody learns here that a contact exists.

mod api;
mod page;

pub use api::api;
pub use page::{form, page};

use assessments::State;
use vocabulary::Status;

use crate::{Fault, Store, Tracked};

/// Longer than any reference or code that somebody could have typed, spaces and hyphens included.
const LONGEST: usize = 100;

/// Looks a pair up; what cannot be one is not asked for.
async fn look_up(
    store: &impl Store,
    reference: &str,
    code: &str,
) -> Result<Option<Tracked>, Fault> {
    let (reference, code) = (reference.trim(), code.trim());
    let possible = |text: &str| !text.is_empty() && text.len() <= LONGEST;
    if !possible(reference) || !possible(code) {
        return Ok(None);
    }
    store.track(reference, code).await
}

/// The one sentence that may be said of a status.
pub const fn what(status: Status) -> &'static str {
    match status {
        Status::Received => "We have received what you sent us.",
        Status::BeingLookedAt => "Somebody is looking at it.",
        Status::PassedOn => "We have passed it to the people who can help.",
        Status::WaitingForYou => "We need to hear from you before we can go on.",
        Status::Closed => "We have finished with this. You can contact us again at any time.",
    }
}

/// The one sentence that may be said of a state of an assessment.
pub const fn what_of_assessment(state: State) -> &'static str {
    match state {
        State::Submitted => {
            "We have what you told us about your caring. We will go through it with you."
        }
        State::BeingChecked => "We are checking with you that we have understood everything.",
        State::Agreed => "You and we agree on what it says.",
    }
}
