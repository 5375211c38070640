//! `accounts-store`, called by the host.

use crate::app::{App, Loaded};
use crate::guest::Guest;
use anyhow::{Context, Result};
use wasmtime::Store;

mod bindings {
    wasmtime::component::bindgen!({
        inline: "package front-door:host-of-accounts; world host-of-accounts { export front-door:accounts-store/importing@0.1.0; export front-door:accounts-store/upkeep@0.1.0; }",
        path: ["../../wit/types", "../../wit/accounts-store"],
        world: "front-door:host-of-accounts/host-of-accounts",
        exports: { default: async | store },
    });
}

pub use bindings::exports::front_door::accounts_store::{importing, upkeep};

/// The records that a line is made of.
pub mod words {
    pub use super::bindings::front_door::accounts_store::accounts;
    pub use super::bindings::front_door::types::types;
}

/// The library `accounts-store`, loaded.
pub struct AccountsStore(Loaded);

impl AccountsStore {
    /// Loads it with the powers of its own lines in the manifest.
    pub fn load(app: &App) -> Result<Self> {
        let mut loaded = app.load(["accounts-store"])?;
        let store = loaded.remove("accounts-store");
        Ok(Self(store.context("accounts-store was not loaded")?))
    }

    async fn instance(&self) -> Result<(Store<Guest>, bindings::HostOfAccounts)> {
        let mut store = self.0.store();
        let instance = bindings::HostOfAccountsPre::new(self.0.pre.clone())?
            .instantiate_async(&mut store)
            .await?;
        Ok((store, instance))
    }

    /// Begins to take lines. One instance takes them all, so that its keys are made once.
    pub async fn intake(&self) -> Result<Intake> {
        let (store, instance) = self.instance().await?;
        Ok(Intake { store, instance })
    }

    /// Verifies a part of the audit log.
    pub async fn verify_audit(&self, after: u64) -> Result<upkeep::Verified> {
        let (mut store, instance) = self.instance().await?;
        let upkeep = instance.front_door_accounts_store_upkeep();
        let done = store
            .run_concurrent(async |accessor| upkeep.call_verify_audit(accessor, after).await)
            .await??;
        done.map_err(|fault| anyhow::anyhow!("accounts-store answered: {fault}"))
    }

    /// The messages that would be sent, newest first.
    pub async fn mailbox(&self) -> Result<Vec<upkeep::Sent>> {
        let (mut store, instance) = self.instance().await?;
        let upkeep = instance.front_door_accounts_store_upkeep();
        let done = store
            .run_concurrent(async |accessor| upkeep.call_mailbox(accessor).await)
            .await??;
        done.map_err(|fault| anyhow::anyhow!("accounts-store answered: {fault}"))
    }
}

/// An instance that takes the lines of one file.
pub struct Intake {
    store: Store<Guest>,
    instance: bindings::HostOfAccounts,
}

impl Intake {
    /// How many lines of the file with this SHA-256 have been dealt with.
    pub async fn progress(&mut self, digest: Vec<u8>) -> Result<u64> {
        let importing = self.instance.front_door_accounts_store_importing();
        let done = self
            .store
            .run_concurrent(async |accessor| importing.call_progress(accessor, digest).await)
            .await??;
        done.map_err(|fault| anyhow::anyhow!("accounts-store answered: {fault}"))
    }

    /// Takes up to 500 lines in one transaction. Without a source nothing is remembered of the file.
    pub async fn take(
        &mut self,
        lines: Vec<importing::Numbered>,
        source: Option<importing::Source>,
        dry_run: bool,
        by: words::types::Actor,
        now: i64,
    ) -> Result<importing::Taken> {
        let importing = self.instance.front_door_accounts_store_importing();
        let done = self
            .store
            .run_concurrent(async |accessor| {
                importing
                    .call_take(accessor, lines, source, dry_run, by, now)
                    .await
            })
            .await??;
        done.map_err(|fault| anyhow::anyhow!("accounts-store answered: {fault}"))
    }
}
