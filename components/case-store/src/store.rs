//! A store: one connection, the keys, and where randomness comes from.

use crate::schema::MIGRATIONS;
use crate::{Fault, Keys};
use database::{Connection, SqlError, patiently};
use sealing::{Randomness, SystemRandomness};
use std::sync::Arc;

/// The cases, on one connection. Cheap to make: make one per request.
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

    /// Migrates the database where that is needed, and checks that it belongs to these keys. Once per
    /// process or instance is enough; any number may do it at the same moment.
    ///
    /// # Errors
    /// `WrongKey` when the database was written with other keys.
    pub async fn open(connection: C, keys: Arc<Keys>, randomness: R) -> Result<Self, Fault> {
        database::migrate(&connection, MIGRATIONS).await?;
        let store = Self::on(connection, keys, randomness);
        store.check_keys().await?;
        Ok(store)
    }

    /// Runs one statement, patiently.
    pub(crate) async fn run(
        &self,
        sql: &str,
        parameters: Vec<database::Value>,
    ) -> Result<Vec<database::Row>, SqlError> {
        patiently(&self.connection, async |connection| {
            connection.execute(sql, parameters.clone()).await
        })
        .await
    }

    /// The first start writes down which keys the database belongs to. A later start with a newer
    /// sealing key is right as long as the older one is still among those that open.
    pub(crate) async fn check_keys(&self) -> Result<(), Fault> {
        let sealing = self.keys.sealing.id().to_string();
        let index = self.keys.index.id().to_string();
        let mut written = self.written_keys().await?;
        if written.is_empty() {
            let sql = "INSERT OR IGNORE INTO key_check (purpose, key_id) VALUES ('sealing', ?1), ('index', ?2)";
            self.run(sql, vec![sealing.as_str().into(), index.as_str().into()])
                .await?;
            written = self.written_keys().await?;
        }
        for (purpose, id) in written {
            let right = match purpose.as_str() {
                "sealing" => self.keys.sealing.knows(&id),
                _ => id == index,
            };
            if !right {
                return Err(Fault::WrongKey(id));
            }
            if purpose == "sealing" && id != sealing {
                let sql =
                    "UPDATE key_check SET key_id = ?1 WHERE purpose = 'sealing' AND key_id = ?2";
                self.run(sql, vec![sealing.as_str().into(), id.into()])
                    .await?;
            }
        }
        Ok(())
    }

    async fn written_keys(&self) -> Result<Vec<(String, String)>, Fault> {
        let sql = "SELECT purpose, key_id FROM key_check ORDER BY purpose";
        let rows = self.run(sql, Vec::new()).await?;
        rows.iter()
            .map(|row| Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned())))
            .collect()
    }
}
