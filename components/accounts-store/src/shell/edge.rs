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
    Ok(delivery_in(&settings().await?.environment))
}

fn delivery_in(environment: &str) -> Delivery {
    match environment {
        "development" => Delivery::Mailbox,
        _ => Delivery::None,
    }
}

/// A scheme is in force by the policy only, so no setting says that.
fn is_demonstration(scheme: &str) -> Result<bool, Fault> {
    match scheme {
        "" | "not-in-force" => Ok(false),
        "demonstration" => Ok(true),
        _ => Err(Fault::Internal(
            "care_accounts_scheme must be not-in-force or demonstration".to_owned(),
        )),
    }
}

async fn settings() -> Result<Settings, Fault> {
    if let Some(settings) = SETTINGS.with_borrow(Clone::clone) {
        return Ok(settings);
    }
    let trusted_proxy = variable("trusted_proxy").await?;
    let environment = variable("environment").await?;
    let scheme = variable("care_accounts_scheme").await?;
    let settings = Settings {
        public_url: variable("public_url").await?,
        trusted_proxy: Some(trusted_proxy).filter(|header| !header.is_empty()),
        has_sender: delivery_in(&environment) != Delivery::None,
        environment,
        authority: variable("authority").await?,
        demonstration: is_demonstration(&scheme)?,
    };
    SETTINGS.set(Some(settings.clone()));
    Ok(settings)
}

impl Guest for AccountsStore {
    async fn read() -> Result<Settings, WallFault> {
        settings().await.map_err(WallFault::from)
    }
}
