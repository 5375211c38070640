//! What the native server holds between requests, and how it answers one.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use case_store::{Keys, Store};
use database::native::{Pool, finish};
use sealing::SystemRandomness;
use web::{Problem, Reply, Request};

use crate::connection::ReaderAndWriter;
use crate::stores::{self, NativeStores};
use crate::writer::Writer;

/// The database and its keys, for every thread.
#[derive(Clone)]
pub struct Service {
    readers: Pool,
    writer: Writer,
    keys: Arc<Keys>,
}

impl Service {
    /// Opens, or makes, the database of cases in the folder, and publishes forms and rules in it. Its
    /// keys end with the process.
    pub fn open(data: &Path) -> anyhow::Result<Self> {
        let keys = Arc::new(Keys::read(&key()?, "", &key()?)?);
        let file = data.join("cases.db");
        let readers = Pool::new(&file);
        let migrated = Store::open(readers.connect()?, Arc::clone(&keys), SystemRandomness);
        finish(migrated)?.context("failed to migrate")?;
        let writer = Writer::start(&file)?;
        let service = Self {
            readers,
            writer,
            keys,
        };
        finish(stores::publish(&service.store()?))??;
        Ok(service)
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

    fn store(&self) -> Result<Store<ReaderAndWriter>, database::SqlError> {
        let connection = ReaderAndWriter::new(self.readers.connect()?, self.writer.clone());
        let keys = Arc::clone(&self.keys);
        Ok(Store::on(connection, keys, SystemRandomness))
    }
}

fn key() -> anyhow::Result<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(BASE64_STANDARD.encode(bytes))
}
