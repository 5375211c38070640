//! spin:key-value: small values in a file of their own, one file for each store.

use crate::bindings::spin::key_value::key_value::{
    Error, Host, HostStore, HostStoreWithStore, Store,
};
use crate::bindings::spin::sqlite::sqlite::Value;
use crate::guest::{Grants, Guest};
use crate::sqlite::{Database, Lease};
use std::path::Path;
use std::sync::Arc;
use wasmtime::Result;
use wasmtime::component::{Accessor, FutureReader, HasData, Resource, ResourceTable, StreamReader};

/// A named store.
pub struct KeyValueStore {
    database: Arc<Database>,
}

/// A component's open store.
pub type OpenStore = Arc<KeyValueStore>;

impl KeyValueStore {
    /// Opens the file, or makes it.
    pub async fn open(name: &str, path: &Path) -> anyhow::Result<Arc<Self>> {
        let store = Self {
            database: Database::open(name, path)?,
        };
        store
            .run("CREATE TABLE IF NOT EXISTS pair (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID", vec![])
            .await
            .map_err(|error| anyhow::anyhow!("cannot prepare the store `{name}`: {error:?}"))?;
        Ok(Arc::new(store))
    }

    async fn run(&self, sql: &str, parameters: Vec<Value>) -> Result<Vec<Value>, Error> {
        let result = Lease::new(&self.database).execute(sql, parameters).await;
        match result {
            Ok(result) => Ok(result
                .rows
                .into_iter()
                .filter_map(|row| row.values.into_iter().next())
                .collect()),
            Err(error) => Err(Error::Other(format!("{error:?}"))),
        }
    }
}

/// The stores of the running component.
pub struct KeyValue;

impl HasData for KeyValue {
    type Data<'a> = View<'a>;
}

/// What a call may look at.
pub struct View<'a> {
    grants: &'a Arc<Grants>,
    table: &'a mut ResourceTable,
}

impl View<'_> {
    pub fn new(guest: &mut Guest) -> View<'_> {
        View {
            grants: &guest.grants,
            table: &mut guest.table,
        }
    }
}

impl Host for View<'_> {}

impl HostStore for View<'_> {
    fn drop(&mut self, store: Resource<Store>) -> Result<()> {
        self.table.delete(store)?;
        Ok(())
    }
}

fn store<T>(accessor: &Accessor<T, KeyValue>, store: &Resource<Store>) -> Result<OpenStore> {
    accessor.with(|mut access| Ok(Arc::clone(access.get().table.get(store)?)))
}

impl<T: Send> HostStoreWithStore<T> for KeyValue {
    async fn open(
        accessor: &Accessor<T, Self>,
        label: String,
    ) -> Result<Result<Resource<Store>, Error>> {
        accessor.with(|mut access| {
            let view = access.get();
            match view.grants.stores.get(&label) {
                Some(store) => Ok(Ok(view.table.push(Arc::clone(store))?)),
                None => Ok(Err(Error::AccessDenied)),
            }
        })
    }

    async fn get(
        accessor: &Accessor<T, Self>,
        opened: Resource<Store>,
        key: String,
    ) -> Result<Result<Option<Vec<u8>>, Error>> {
        let found = store(accessor, &opened)?
            .run(
                "SELECT value FROM pair WHERE key = ?",
                vec![Value::Text(key)],
            )
            .await;
        Ok(found.map(|values| {
            values.into_iter().find_map(|value| match value {
                Value::Blob(bytes) => Some(bytes),
                _ => None,
            })
        }))
    }

    async fn set(
        accessor: &Accessor<T, Self>,
        opened: Resource<Store>,
        key: String,
        value: Vec<u8>,
    ) -> Result<Result<(), Error>> {
        let sql = "INSERT INTO pair (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        Ok(store(accessor, &opened)?
            .run(sql, vec![Value::Text(key), Value::Blob(value)])
            .await
            .map(drop))
    }

    async fn delete(
        accessor: &Accessor<T, Self>,
        opened: Resource<Store>,
        key: String,
    ) -> Result<Result<(), Error>> {
        Ok(store(accessor, &opened)?
            .run("DELETE FROM pair WHERE key = ?", vec![Value::Text(key)])
            .await
            .map(drop))
    }

    async fn exists(
        accessor: &Accessor<T, Self>,
        opened: Resource<Store>,
        key: String,
    ) -> Result<Result<bool, Error>> {
        let found = store(accessor, &opened)?
            .run("SELECT 1 FROM pair WHERE key = ?", vec![Value::Text(key)])
            .await;
        Ok(found.map(|values| !values.is_empty()))
    }

    async fn get_keys(
        accessor: &Accessor<T, Self>,
        opened: Resource<Store>,
    ) -> Result<(StreamReader<String>, FutureReader<Result<(), Error>>)> {
        let found = store(accessor, &opened)?
            .run("SELECT key FROM pair ORDER BY key", vec![])
            .await;
        let (keys, end) = match found {
            Ok(values) => {
                let keys = values.into_iter().filter_map(|value| match value {
                    Value::Text(key) => Some(key),
                    _ => None,
                });
                (keys.collect(), Ok(()))
            }
            Err(error) => (Vec::new(), Err(error)),
        };
        accessor.with(|mut access| {
            let keys = StreamReader::new(&mut access, keys)?;
            let end = FutureReader::new(&mut access, std::future::ready(wasmtime::error::Ok(end)))?;
            Ok((keys, end))
        })
    }
}
