//! What comes from outside the store: the operator's settings, the clock, the connection.

use super::wall::CaseStore;
use super::wall::exports::front_door::case_store::faults::Fault as WallFault;
use super::wall::exports::front_door::case_store::settings::{Guest, Settings};
use crate::{Delivery, Fault, Keys, Store};
use sealing::SystemRandomness;
use spin_sdk::variables;
use std::cell::RefCell;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};
use vocabulary::Instant;

database::spin_connection!();

/// The database's label in `spin.toml`.
const DATABASE: &str = "cases";

thread_local! {
    /// The keys, once they were found to be those of the database, which is then migrated too.
    static READY: RefCell<Option<Arc<Keys>>> = const { RefCell::new(None) };
    static SETTINGS: RefCell<Option<Settings>> = const { RefCell::new(None) };
}

/// A store that is ready for work.
pub async fn open() -> Result<Store<SpinConnection>, Fault> {
    if let Some(keys) = READY.with_borrow(Clone::clone) {
        let connection = SpinConnection::open(DATABASE).await?;
        return Ok(Store::on(connection, keys, SystemRandomness));
    }
    let sealing = variable("sealing_key").await?;
    let sealing_old = variable("sealing_keys_old").await?;
    let index = variable("index_key").await?;
    let keys = Arc::new(Keys::read(&sealing, &sealing_old, &index)?);
    let connection = SpinConnection::open(DATABASE).await?;
    let store = Store::open(connection, Arc::clone(&keys), SystemRandomness).await?;
    READY.set(Some(keys));
    Ok(store)
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
    Ok(match settings().await?.environment.as_str() {
        "development" => Delivery::Mailbox,
        _ => Delivery::None,
    })
}

/// A variable; one that is not set is empty.
async fn variable(name: &str) -> Result<String, Fault> {
    match variables::get(name).await {
        Ok(value) => Ok(value.trim().to_owned()),
        Err(variables::Error::Undefined(_)) => Ok(String::new()),
        Err(_) => Err(Fault::Internal(format!(
            "failed to read the variable {name}"
        ))),
    }
}

async fn settings() -> Result<Settings, Fault> {
    if let Some(settings) = SETTINGS.with_borrow(Clone::clone) {
        return Ok(settings);
    }
    let trusted_proxy = variable("trusted_proxy").await?;
    let settings = Settings {
        public_url: variable("public_url").await?,
        trusted_proxy: Some(trusted_proxy).filter(|header| !header.is_empty()),
        environment: variable("environment").await?,
    };
    SETTINGS.set(Some(settings.clone()));
    Ok(settings)
}

impl Guest for CaseStore {
    async fn read() -> Result<Settings, WallFault> {
        settings().await.map_err(WallFault::from)
    }
}
