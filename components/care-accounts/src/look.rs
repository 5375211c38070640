//! Looking at one's own account. Statements that are due are issued on the way.

use account_model::Seen;
use vocabulary::Instant;

use crate::statement::issue_due;
use crate::stores::{Fault, Settings, Stores};

/// The account of a session; none when that has ended.
///
/// # Errors
/// The store cannot be used.
pub async fn look(
    stores: &impl Stores,
    token: &str,
    settings: &Settings,
    now: Instant,
) -> Result<Option<Seen>, Fault> {
    let Some(seen) = stores.look(token, now).await? else {
        return Ok(None);
    };
    match issue_due(stores, &seen.account, settings, now).await? {
        0 => Ok(Some(seen)),
        _ => stores.look(token, now).await,
    }
}
