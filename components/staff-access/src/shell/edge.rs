//! What comes from outside the store: the operator's settings and the connection.

use super::wall::StaffAccess;
use super::wall::exports::front_door::staff_access::faults::Fault as WallFault;
use super::wall::exports::front_door::staff_access::settings::{Guest, Settings};
use crate::Fault;

database::spin_store! {
    component: "staff-access",
    database: "staff",
    keys: [sealing_key, sealing_keys_old, index_key, bootstrap_token, staff_oidc_issuer],
    faults: WallFault
}

async fn settings() -> Result<Settings, Fault> {
    Ok(Settings {
        public_url: variable("public_url").await?,
        environment: variable("environment").await?,
        authority: variable("authority").await?,
    })
}

impl Guest for StaffAccess {
    async fn read() -> Result<Settings, WallFault> {
        settings().await.map_err(WallFault::from)
    }
}
