//! Statements that are due.

use super::edge::open;
use super::wall::AccountsStore;
use super::wall::exports::front_door::accounts_store::accounts::Account;
use super::wall::exports::front_door::accounts_store::faults::Fault;
use super::wall::exports::front_door::accounts_store::statements as wall;
use crate::Drafted;
use vocabulary::Instant;

impl wall::Guest for AccountsStore {
    async fn due(on: String, limit: u32) -> Result<Vec<String>, Fault> {
        Ok(open().await?.due(&on, limit).await?)
    }

    async fn prepare(id: String, now: i64) -> Result<Option<Account>, Fault> {
        let account = open().await?.prepare(&id, Instant::from_unix(now)).await?;
        Ok(account.map(Into::into))
    }

    async fn issue(id: String, drafted: wall::Drafted, now: i64) -> Result<bool, Fault> {
        let drafted = Drafted {
            from: drafted.from,
            to: drafted.to,
            content: drafted.content,
            next: drafted.next,
            revision: drafted.revision,
        };
        let store = open().await?;
        Ok(store.issue(&id, &drafted, Instant::from_unix(now)).await?)
    }
}
