//! What people see of their own accounts.

use super::edge::open;
use super::wall::AccountsStore;
use super::wall::exports::front_door::accounts_store::accounts::Statement;
use super::wall::exports::front_door::accounts_store::faults::Fault;
use super::wall::exports::front_door::accounts_store::mine as wall;
use vocabulary::Instant;

impl wall::Guest for AccountsStore {
    async fn look(token: String, now: i64) -> Result<Option<wall::Seen>, Fault> {
        let seen = open().await?.look(&token, Instant::from_unix(now)).await?;
        Ok(seen.map(Into::into))
    }

    async fn read_statement(
        token: String,
        id: String,
        now: i64,
    ) -> Result<Option<Statement>, Fault> {
        let store = open().await?;
        let now = Instant::from_unix(now);
        let statement = store.read_statement(&token, &id, now).await?;
        Ok(statement.map(Into::into))
    }
}
