//! A store: one connection, the keys, and where randomness comes from.

use crate::schema::MIGRATIONS;
use crate::{Fault, Keys};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use database::{Connection, OwnKey, Row, SqlError, Value};
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
        database::run(&self.connection, sql, parameters).await
    }

    pub(crate) async fn check_key(&self) -> Result<(), Fault> {
        let index = OwnKey {
            purpose: "index",
            id: self.keys.index.id().to_string(),
            reads: &|_| false,
        };
        let missing = database::missing_key(&self.connection, &[index]).await?;
        missing.map_or(Ok(()), |id| Err(Fault::WrongKey(id)))
    }

    /// 256 random bits, in base64url.
    pub(crate) fn draw_secret(&self) -> Result<String, Fault> {
        Ok(BASE64_URL_SAFE_NO_PAD.encode(self.randomness.bytes::<32>()?))
    }
}
