//! `staff-access`, called by the host.

use crate::app::{App, Loaded};
use crate::guest::Guest;
use anyhow::{Context, Result};
use wasmtime::Store;

mod bindings {
    wasmtime::component::bindgen!({
        inline: "package front-door:host-of-staff; world host-of-staff { export front-door:staff-access/upkeep@0.2.0; }",
        path: ["../../wit/types", "../../wit/staff-access"],
        world: "front-door:host-of-staff/host-of-staff",
        exports: { default: async | store },
    });
}

pub use bindings::exports::front_door::staff_access::upkeep;

/// The library `staff-access`, loaded.
pub struct StaffAccess(Loaded);

impl StaffAccess {
    /// Loads it with the powers of its own lines in the manifest.
    pub fn load(app: &App) -> Result<Self> {
        let mut loaded = app.load(["staff-access"])?;
        Ok(Self(
            loaded
                .remove("staff-access")
                .context("staff-access was not loaded")?,
        ))
    }

    async fn instance(&self) -> Result<(Store<Guest>, bindings::HostOfStaff)> {
        let mut store = self.0.store();
        let instance = bindings::HostOfStaffPre::new(self.0.pre.clone())?
            .instantiate_async(&mut store)
            .await?;
        Ok((store, instance))
    }

    /// Verifies a part of the audit log.
    pub async fn verify_audit(&self, after: u64) -> Result<upkeep::Verified> {
        let (mut store, instance) = self.instance().await?;
        let upkeep = instance.front_door_staff_access_upkeep();
        let done = store
            .run_concurrent(async |accessor| upkeep.call_verify_audit(accessor, after).await)
            .await??;
        done.map_err(|fault| anyhow::anyhow!("staff-access answered: {fault}"))
    }

    /// Adds the staff and tokens of a demonstration that are not there yet.
    pub async fn demonstrate(
        &self,
        staff: Vec<upkeep::DemonstrationStaff>,
        tokens: Vec<upkeep::DemonstrationToken>,
        now: i64,
    ) -> Result<()> {
        let (mut store, instance) = self.instance().await?;
        let upkeep = instance.front_door_staff_access_upkeep();
        let done = store
            .run_concurrent(async |accessor| {
                upkeep.call_demonstrate(accessor, staff, tokens, now).await
            })
            .await??;
        done.map_err(|fault| anyhow::anyhow!("staff-access answered: {fault}"))
    }
}
