//! `case-store`, called by the host.

use crate::app::{App, Loaded};
use crate::guest::Guest;
use anyhow::{Context, Result};
use wasmtime::Store;

mod bindings {
    wasmtime::component::bindgen!({
        inline: "package front-door:host-of-cases; world host-of-cases { export front-door:case-store/maintenance@0.4.0; export front-door:case-store/loading@0.4.0; }",
        path: ["../../wit/types", "../../wit/case-store"],
        world: "front-door:host-of-cases/host-of-cases",
        exports: { default: async | store },
    });
}

pub use bindings::exports::front_door::case_store::{loading, maintenance};

/// The records that a contact is made of, and those of what staff do with it.
pub mod words {
    pub use super::bindings::front_door::case_store::{contacts, referrals};
    pub use super::bindings::front_door::types::types;
}

/// The library `case-store`, loaded.
pub struct CaseStore(Loaded);

impl CaseStore {
    /// Loads it with the powers of its own lines in the manifest.
    pub fn load(app: &App) -> Result<Self> {
        let mut loaded = app.load(["case-store"])?;
        Ok(Self(
            loaded
                .remove("case-store")
                .context("case-store was not loaded")?,
        ))
    }

    async fn instance(&self) -> Result<(Store<Guest>, bindings::HostOfCases)> {
        let mut store = self.0.store();
        let instance = bindings::HostOfCasesPre::new(self.0.pre.clone())?
            .instantiate_async(&mut store)
            .await?;
        Ok((store, instance))
    }

    /// Verifies a part of the audit log.
    pub async fn verify_audit(&self, after: u64) -> Result<maintenance::Verified> {
        let (mut store, instance) = self.instance().await?;
        let maintenance = instance.front_door_case_store_maintenance();
        let done = store
            .run_concurrent(async |accessor| maintenance.call_verify_audit(accessor, after).await)
            .await??;
        done.map_err(|fault| anyhow::anyhow!("case-store answered: {fault}"))
    }

    /// Stores many made-up contacts at once, and does with them what was done since: at most 500.
    pub async fn load_contacts(&self, made_up: Vec<loading::MadeUp>) -> Result<u32> {
        let (mut store, instance) = self.instance().await?;
        let loading = instance.front_door_case_store_loading();
        let done = store
            .run_concurrent(async |accessor| loading.call_load(accessor, made_up).await)
            .await??;
        done.map_err(|refusal| anyhow::anyhow!("case-store answered: {refusal}"))
    }

    /// The notices that would be sent, newest first.
    pub async fn mailbox(&self) -> Result<Vec<maintenance::Sent>> {
        let (mut store, instance) = self.instance().await?;
        let maintenance = instance.front_door_case_store_maintenance();
        let done = store
            .run_concurrent(async |accessor| maintenance.call_mailbox(accessor).await)
            .await??;
        done.map_err(|fault| anyhow::anyhow!("case-store answered: {fault}"))
    }
}
