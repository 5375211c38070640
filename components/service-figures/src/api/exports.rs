//! Files for other systems, and how good the national data would be.

use vocabulary::Instant;
use web::{Problem, Reply, Request};

use crate::exports::{Asked, Kind, pieces, quality};
use crate::stores::{Refusal, Stores};
use staff_pages::{Caller, exports_are_for, no_csrf};

/// The calls about exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    File(Kind),
    /// How good the rows of the national data would be.
    Quality,
}

/// Answers a call.
///
/// # Errors
/// What the contract says of each status.
pub async fn answer(
    stores: &impl Stores,
    export: Export,
    caller: &Caller,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    // It changes nothing but what is written down; yet no other site makes a browser fetch such a file.
    if !caller.means_it(request) {
        return Err(no_csrf());
    }
    // Whether the caller may comes before whether the body is valid; the store looks at it again.
    if !exports_are_for(&caller.actor.roles) {
        return Err(Refusal::NotAllowed.into());
    }
    let kind = match export {
        Export::File(kind) => kind,
        Export::Quality => Kind::ClientLevelData,
    };
    let asked = Asked::from_json(kind, &request.json()?).map_err(Problem::invalid)?;
    Ok(match export {
        Export::File(_) => pieces::begin(stores, &asked, &caller.actor, now).await?,
        Export::Quality => {
            let report = quality::report(stores, &asked, &caller.actor, now).await?;
            Reply::json(200, &quality::as_json(&asked, &report))
        }
    })
}
