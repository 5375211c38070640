//! The authority that the operator has set.

use pages::Authority;

use super::convert;
use super::wit::front_door::case_store::settings;
use crate::stores::Fault;

/// Chooses it, once an instance.
pub async fn choose() -> Result<(), Fault> {
    if Authority::is_chosen() {
        return Ok(());
    }
    let set = settings::read().await.map_err(convert::fault)?;
    let chosen = Authority::choose(&set.authority, set.environment == "development");
    chosen.map(|_| ()).map_err(|unknown| {
        eprintln!("forms: failed to choose the authority: {unknown}");
        Fault::Internal
    })
}
