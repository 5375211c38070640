//! What comes from outside the store: the operator's settings, the clock, the connection.

use super::wall::CaseStore;
use super::wall::exports::front_door::case_store::faults::Fault as WallFault;
use super::wall::exports::front_door::case_store::settings::{Guest, Settings};
use crate::{Delivery, Fault};
use std::cell::RefCell;
use std::time::{SystemTime, UNIX_EPOCH};
use vocabulary::Instant;

database::spin_store! {
    component: "case-store",
    database: "cases",
    keys: [sealing_key, sealing_keys_old, index_key],
    faults: WallFault
}

thread_local! {
    static SETTINGS: RefCell<Option<Settings>> = const { RefCell::new(None) };
}

/// The time of day. The only clock of the store.
pub fn now() -> Instant {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    Instant::from_unix(i64::try_from(seconds).unwrap_or(i64::MAX))
}

/// How notices leave in this installation.
pub async fn delivery() -> Result<Delivery, Fault> {
    Ok(delivery_in(&settings().await?.environment))
}

fn delivery_in(environment: &str) -> Delivery {
    match environment {
        "development" => Delivery::Mailbox,
        _ => Delivery::None,
    }
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
        has_sender: delivery_in(&environment) != Delivery::None,
        environment,
        authority: variable("authority").await?,
    };
    SETTINGS.set(Some(settings.clone()));
    Ok(settings)
}

impl Guest for CaseStore {
    async fn read() -> Result<Settings, WallFault> {
        settings().await.map_err(WallFault::from)
    }
}
