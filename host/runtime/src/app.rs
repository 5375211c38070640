//! A manifest, loaded: engine, databases and settings, from which components and libraries are started.

use crate::compose::Parts;
use crate::guest::{Grants, Guest};
use crate::key_value::KeyValueStore;
use crate::manifest::{Component, Manifest};
use crate::sqlite::Database;
use crate::{compiled, engine, outbound, powers, variables};
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use wasmtime::component::{InstancePre, Linker};
use wasmtime::{Engine, Store};

/// What an application is started with.
pub struct Setup {
    pub manifest: PathBuf,
    /// The folder of everything that is kept.
    pub data: PathBuf,
    /// The folder of compiled code: below `data`, unless several share one.
    pub compiled: PathBuf,
    /// Values for `[variables]`; what is not here comes from the environment or the manifest.
    pub variables: BTreeMap<String, String>,
    /// Added to the time that components see.
    pub clock_offset_seconds: i64,
}

/// An application that can be served, and whose libraries can be called.
pub struct App {
    pub manifest: Manifest,
    pub databases: BTreeMap<String, Arc<Database>>,
    stores: BTreeMap<String, Arc<KeyValueStore>>,
    values: BTreeMap<String, String>,
    clock_offset_seconds: i64,
    compiled: PathBuf,
    engine: Engine,
    linker: Linker<Guest>,
}

/// A component, joined with its dependencies, compiled and linked, with what it was granted.
pub struct Loaded {
    pub pre: InstancePre<Guest>,
    pub grants: Arc<Grants>,
    /// The SHA-256 of the component's own file, in hexadecimal.
    pub digest: String,
}

impl App {
    /// Reads the manifest, opens its databases and sets up the engine. Nothing is served yet.
    pub async fn open(setup: Setup) -> Result<Self> {
        let manifest = Manifest::read(&setup.manifest)?;
        let values = variables::application(&manifest, &setup.variables)?;
        std::fs::create_dir_all(&setup.data)
            .with_context(|| format!("cannot make the folder {}", setup.data.display()))?;
        let mut databases = BTreeMap::new();
        let mut stores = BTreeMap::new();
        for component in manifest.component.values() {
            for name in &component.sqlite_databases {
                if !databases.contains_key(name) {
                    databases.insert(
                        name.clone(),
                        Database::open(name, &setup.data.join(format!("{name}.db")))?,
                    );
                }
            }
            for name in &component.key_value_stores {
                if !stores.contains_key(name) {
                    let path = setup.data.join(format!("{name}.key-value.db"));
                    stores.insert(name.clone(), KeyValueStore::open(name, &path).await?);
                }
            }
        }
        std::fs::create_dir_all(&setup.compiled)
            .with_context(|| format!("cannot make the folder {}", setup.compiled.display()))?;
        let engine = engine::engine()?;
        let linker = engine::linker(&engine)?;
        Ok(Self {
            manifest,
            databases,
            stores,
            values,
            clock_offset_seconds: setup.clock_offset_seconds,
            compiled: setup.compiled,
            engine,
            linker,
        })
    }

    /// Loads components, and refuses them all if one imports what the manifest does not grant.
    pub fn load<'a>(
        &self,
        ids: impl IntoIterator<Item = &'a str>,
    ) -> Result<BTreeMap<String, Loaded>> {
        let mut refused = Vec::new();
        let mut read = Vec::new();
        for id in ids.into_iter().collect::<BTreeSet<_>>() {
            let component = self.component(id)?;
            let parts = Parts::read(&self.manifest, id, component)?;
            refused.extend(powers::refusals(&self.manifest, id, component, &parts));
            read.push((id, component, parts));
        }
        if !refused.is_empty() {
            bail!("refused to start:\n  {}", refused.join("\n  "));
        }
        read.into_iter()
            .map(|(id, component, parts)| Ok((id.to_owned(), self.prepare(id, component, parts)?)))
            .collect()
    }

    fn component(&self, id: &str) -> Result<&Component> {
        self.manifest
            .component
            .get(id)
            .with_context(|| format!("there is no [component.{id}] in spin.toml"))
    }

    fn prepare(&self, id: &str, component: &Component, parts: Parts) -> Result<Loaded> {
        let digest = Sha256::digest(&parts.own.bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let joined = parts.join(id)?;
        let compiled = compiled::component(&self.engine, &self.compiled, &joined)
            .with_context(|| format!("the component `{id}` cannot be compiled"))?;
        let pre = self
            .linker
            .instantiate_pre(&compiled)
            .map_err(anyhow::Error::from)
            .with_context(|| {
                format!("the component `{id}` imports what this host does not have")
            })?;
        Ok(Loaded {
            pre,
            grants: Arc::new(self.grants(id, component)?),
            digest,
        })
    }

    fn grants(&self, id: &str, component: &Component) -> Result<Grants> {
        let named = |names: &BTreeSet<String>| names.clone().into_iter();
        Ok(Grants {
            component: id.to_owned(),
            databases: named(&component.sqlite_databases)
                .filter_map(|name| Some((name.clone(), Arc::clone(self.databases.get(&name)?))))
                .collect(),
            stores: named(&component.key_value_stores)
                .filter_map(|name| Some((name.clone(), Arc::clone(self.stores.get(&name)?))))
                .collect(),
            variables: variables::of_component(id, component, &self.values)?,
            environment: component.environment.clone(),
            outbound_hosts: outbound::hosts(id, component, &self.values)?,
            memory: self.manifest.limits(id).memory(),
            clock_offset_seconds: self.clock_offset_seconds,
        })
    }
}

impl Loaded {
    /// A store for a new instance.
    pub fn store(&self) -> Store<Guest> {
        let mut store = Store::new(self.pre.engine(), Guest::new(&self.grants));
        store.limiter(|guest| &mut guest.limits);
        store.set_epoch_deadline(1);
        store.epoch_deadline_async_yield_and_update(1);
        store
    }
}
