//! Deleting an account that need not be kept any longer (Care Act 2014 s29(2)). Its audit chain stays, sealed,
//! and says who deleted it and why.

use crate::{Fault, Store};
use database::Connection;
use sealing::Randomness;

/// Everything of an account but its audit chain, the account last.
const STATEMENTS: [&str; 5] = [
    "INSERT INTO removed (number, id, chain_length, chain_hash)
        SELECT number, id, chain_length, chain_hash FROM account WHERE number = ?1",
    "DELETE FROM reason WHERE account = ?1",
    "DELETE FROM statement WHERE account = ?1",
    "DELETE FROM week WHERE account = ?1",
    "DELETE FROM account WHERE number = ?1",
];

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Deletes an account, inside the caller's transaction, which has written down why.
    pub(super) async fn remove(&self, connection: &C, account: i64) -> Result<(), Fault> {
        self.forget_access(connection, account).await?;
        for sql in STATEMENTS {
            connection.execute(sql, vec![account.into()]).await?;
        }
        Ok(())
    }
}
