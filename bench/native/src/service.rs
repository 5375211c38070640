//! What the native server holds between requests, and how it answers one.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use case_store::{Keys, Store};
use database::native::{NativeConnection, Pool, finish};
use sealing::SystemRandomness;
use web::{Problem, Reply, Request};

use crate::stores::{self, NativeStores};

/// The database and its keys, for every thread.
#[derive(Clone)]
pub struct Service {
    cases: Pool,
    keys: Arc<Keys>,
}

impl Service {
    /// Opens, or makes, the database of cases in the folder, and publishes forms and rules in it. Its
    /// keys end with the process.
    pub fn open(data: &Path) -> anyhow::Result<Self> {
        let keys = Arc::new(Keys::read(&key()?, "", &key()?)?);
        let cases = Pool::new(data.join("cases.db"));
        let connection = cases.connect()?;
        let store = finish(Store::open(connection, Arc::clone(&keys), SystemRandomness))?
            .context("failed to migrate")?;
        finish(stores::publish(&store))??;
        Ok(Self { cases, keys })
    }

    /// Answers a request, on one of the threads that may wait for the disk.
    pub async fn answer(&self, request: Request) -> Reply {
        let service = self.clone();
        let answered = tokio::task::spawn_blocking(move || service.answer_here(request)).await;
        answered.unwrap_or_else(|_| Problem::internal().into_reply())
    }

    fn answer_here(&self, request: Request) -> Reply {
        let Ok(store) = self.store() else {
            return Problem::unavailable(5).into_reply();
        };
        let stores = NativeStores { store };
        let answer = contact_forms::answer(&stores, request, stores::now());
        finish(answer).unwrap_or_else(|_| Problem::internal().into_reply())
    }

    fn store(&self) -> Result<Store<NativeConnection>, database::SqlError> {
        let connection = self.cases.connect()?;
        let keys = Arc::clone(&self.keys);
        Ok(Store::on(connection, keys, SystemRandomness))
    }
}

fn key() -> anyhow::Result<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(BASE64_STANDARD.encode(bytes))
}
