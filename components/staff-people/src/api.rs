//! The calls about staff and service tokens.
//!
//! Order of checks: who asks (401), a body that can be read (413, 415, 400), whether it may be done (403), its
//! state (409), and at last what was sent (422).

mod people;
mod refusals;

pub use refusals::RETRY_AFTER;

use vocabulary::Instant;
use web::{Problem, Reply, Request};

use crate::stores::Stores;

/// The calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Api {
    CreateStaff,
    CreateToken,
}

/// Answers a call.
pub async fn answer(
    stores: &impl Stores,
    call: Api,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    let caller = staff_pages::caller(stores, request, now).await?;
    match call {
        Api::CreateStaff => people::create_staff(stores, &caller, request, now).await,
        Api::CreateToken => people::create_token(stores, &caller, request, now).await,
    }
}
