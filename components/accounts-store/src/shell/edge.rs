//! What comes from outside the store: the operator's settings and the connection.

use super::wall::AccountsStore;
use super::wall::exports::front_door::accounts_store::faults::Fault as WallFault;
use super::wall::exports::front_door::accounts_store::settings::{Guest, Settings};
use crate::{Delivery, Fault};
use std::cell::RefCell;

database::spin_store! {
    component: "accounts-store",
    database: "accounts",
    keys: [sealing_key, sealing_keys_old, index_key],
    faults: WallFault
}

thread_local! {
    static SETTINGS: RefCell<Option<Settings>> = const { RefCell::new(None) };
}

/// How messages leave in this installation.
pub async fn delivery() -> Result<Delivery, Fault> {
    Ok(Delivery::in_environment(&settings().await?.environment))
}

async fn settings() -> Result<Settings, Fault> {
    if let Some(settings) = SETTINGS.with_borrow(Clone::clone) {
        return Ok(settings);
    }
    let trusted_proxy = variable("trusted_proxy").await?;
    let environment = variable("environment").await?;
    let settings = Settings {
        public_url: variable("public_url").await?,
        trusted_proxy: Some(trusted_proxy).filter(|header| !header.is_empty()),
        has_sender: Delivery::in_environment(&environment) != Delivery::None,
        environment,
        authority: variable("authority").await?,
        demonstration: crate::shows_demonstration(&variable("care_cap").await?)?,
    };
    SETTINGS.set(Some(settings.clone()));
    Ok(settings)
}

impl Guest for AccountsStore {
    async fn read() -> Result<Settings, WallFault> {
        settings().await.map_err(WallFault::from)
    }
}
