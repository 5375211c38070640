//! A store: one connection, the keys, and where randomness comes from.

use crate::schema::MIGRATIONS;
use crate::{Fault, Keys};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use database::{Connection, Row, SqlError, Value, patiently};
use sealing::{Randomness, SystemRandomness};
use std::sync::Arc;

/// Staff and machines, on one connection. Cheap to make: make one per request.
pub struct Store<C, R = SystemRandomness> {
    pub(crate) connection: C,
    pub(crate) keys: Arc<Keys>,
    pub(crate) randomness: R,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// A store on a database that is known to be migrated and to belong to these keys.
    pub fn on(connection: C, keys: Arc<Keys>, randomness: R) -> Self {
        Self {
            connection,
            keys,
            randomness,
        }
    }

    /// Migrates the database where that is needed, and checks that it belongs to these keys. Any
    /// number of programs may do it at the same moment.
    ///
    /// # Errors
    /// `WrongKey` when the database was written with another key.
    pub async fn open(connection: C, keys: Arc<Keys>, randomness: R) -> Result<Self, Fault> {
        database::migrate(&connection, MIGRATIONS).await?;
        let store = Self::on(connection, keys, randomness);
        store.check_key().await?;
        Ok(store)
    }

    /// Runs one statement, patiently.
    pub(crate) async fn run(
        &self,
        sql: &str,
        parameters: Vec<Value>,
    ) -> Result<Vec<Row>, SqlError> {
        patiently(&self.connection, async |connection| {
            connection.execute(sql, parameters.clone()).await
        })
        .await
    }

    pub(crate) async fn check_key(&self) -> Result<(), Fault> {
        let mine = self.keys.index.id().to_string();
        let written = match self.written_key().await? {
            Some(written) => written,
            None => {
                let sql = "INSERT OR IGNORE INTO key_check (purpose, key_id) VALUES ('index', ?1)";
                self.run(sql, vec![mine.as_str().into()]).await?;
                self.written_key().await?.unwrap_or_default()
            }
        };
        match written == mine {
            true => Ok(()),
            false => Err(Fault::WrongKey(written)),
        }
    }

    async fn written_key(&self) -> Result<Option<String>, Fault> {
        let sql = "SELECT key_id FROM key_check WHERE purpose = 'index'";
        let rows = self.run(sql, Vec::new()).await?;
        Ok(rows
            .first()
            .map(|row| row.text(0))
            .transpose()?
            .map(str::to_owned))
    }

    /// 256 random bits, in base64url.
    pub(crate) fn draw_secret(&self) -> Result<String, Fault> {
        Ok(BASE64_URL_SAFE_NO_PAD.encode(self.randomness.bytes::<32>()?))
    }
}
