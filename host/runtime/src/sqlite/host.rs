//! The interface spin:sqlite, both its blocking and its asynchronous functions.

use super::lease::Lease;
use crate::bindings::spin::sqlite::sqlite::{
    Connection, Error, Host, HostConnection, HostConnectionWithStore, QueryResult, RowResult, Value,
};
use crate::guest::{Grants, Guest};
use std::sync::Arc;
use tokio::sync::Mutex;
use wasmtime::Result;
use wasmtime::component::{Accessor, FutureReader, HasData, Resource, ResourceTable, StreamReader};

/// A component's open connection. Calls on it take turns.
pub type OpenConnection = Arc<Mutex<Lease>>;

/// The databases of the running component.
pub struct Sqlite;

impl HasData for Sqlite {
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

    fn open_connection(&mut self, database: &str) -> Result<Result<Resource<Connection>, Error>> {
        let Some(database) = self.grants.databases.get(database) else {
            return Ok(Err(Error::AccessDenied));
        };
        let lease = Arc::new(Mutex::new(Lease::new(database)));
        Ok(Ok(self.table.push(lease)?))
    }

    fn connection(&self, connection: &Resource<Connection>) -> Result<OpenConnection> {
        Ok(Arc::clone(self.table.get(connection)?))
    }
}

impl Host for View<'_> {}

impl HostConnection for View<'_> {
    async fn open(&mut self, database: String) -> Result<Result<Resource<Connection>, Error>> {
        self.open_connection(&database)
    }

    async fn execute(
        &mut self,
        connection: Resource<Connection>,
        statement: String,
        parameters: Vec<Value>,
    ) -> Result<Result<QueryResult, Error>> {
        let connection = self.connection(&connection)?;
        let mut lease = connection.lock().await;
        Ok(lease.execute(&statement, parameters).await)
    }

    fn last_insert_rowid(&mut self, connection: Resource<Connection>) -> Result<i64> {
        Ok(self
            .connection(&connection)?
            .try_lock()
            .map_or(0, |lease| lease.last_insert_rowid()))
    }

    fn changes(&mut self, connection: Resource<Connection>) -> Result<u64> {
        Ok(self
            .connection(&connection)?
            .try_lock()
            .map_or(0, |lease| lease.changes()))
    }

    fn drop(&mut self, connection: Resource<Connection>) -> Result<()> {
        self.table.delete(connection)?;
        Ok(())
    }
}

impl<T: Send> HostConnectionWithStore<T> for Sqlite {
    async fn open_async(
        accessor: &Accessor<T, Self>,
        database: String,
    ) -> Result<Result<Resource<Connection>, Error>> {
        accessor.with(|mut access| access.get().open_connection(&database))
    }

    async fn execute_async(
        accessor: &Accessor<T, Self>,
        connection: Resource<Connection>,
        statement: String,
        parameters: Vec<Value>,
    ) -> Result<
        Result<
            (
                Vec<String>,
                StreamReader<RowResult>,
                FutureReader<Result<(), Error>>,
            ),
            Error,
        >,
    > {
        let connection = accessor.with(|mut access| access.get().connection(&connection))?;
        let result = connection
            .lock()
            .await
            .execute(&statement, parameters)
            .await;
        match result {
            Ok(QueryResult { columns, rows }) => accessor.with(|mut access| {
                let rows = StreamReader::new(&mut access, rows)?;
                let end = FutureReader::new(
                    &mut access,
                    std::future::ready(wasmtime::error::Ok(Ok(()))),
                )?;
                Ok(Ok((columns, rows, end)))
            }),
            Err(error) => Ok(Err(error)),
        }
    }

    async fn last_insert_rowid_async(
        accessor: &Accessor<T, Self>,
        connection: Resource<Connection>,
    ) -> Result<i64> {
        let connection = accessor.with(|mut access| access.get().connection(&connection))?;
        Ok(connection.lock().await.last_insert_rowid())
    }

    async fn changes_async(
        accessor: &Accessor<T, Self>,
        connection: Resource<Connection>,
    ) -> Result<u64> {
        let connection = accessor.with(|mut access| access.get().connection(&connection))?;
        Ok(connection.lock().await.changes())
    }
}
