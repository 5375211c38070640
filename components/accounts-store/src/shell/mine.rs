//! What people see of their own account, and the statements that are made for them.

use super::edge::open;
use super::wall::AccountsStore;
use super::wall::exports::front_door::accounts_store::accounts::{Account, Statement};
use super::wall::exports::front_door::accounts_store::faults::Fault;
use super::wall::exports::front_door::accounts_store::{mine, statements};
use crate::Drafted;
use vocabulary::Instant;

impl mine::Guest for AccountsStore {
    async fn look(token: String, now: i64) -> Result<Option<mine::Seen>, Fault> {
        let store = open().await?;
        let seen = store.look(&token, Instant::from_unix(now)).await?;
        Ok(seen.map(Into::into))
    }

    async fn read_statement(
        token: String,
        id: String,
        now: i64,
    ) -> Result<Option<Statement>, Fault> {
        let store = open().await?;
        let statement = store
            .statement(&token, &id, Instant::from_unix(now))
            .await?;
        Ok(statement.map(Into::into))
    }
}

impl statements::Guest for AccountsStore {
    async fn due(on: String, limit: u32) -> Result<Vec<String>, Fault> {
        Ok(open().await?.due(&on, limit).await?)
    }

    async fn prepare(id: String, now: i64) -> Result<Option<Account>, Fault> {
        let store = open().await?;
        let account = store.prepare(&id, Instant::from_unix(now)).await?;
        Ok(account.map(Into::into))
    }

    async fn issue(id: String, drafted: statements::Drafted, now: i64) -> Result<bool, Fault> {
        let drafted = Drafted {
            from: drafted.from,
            to: drafted.to,
            content: drafted.content,
            next: drafted.next,
            revision: drafted.revision,
        };
        let store = open().await?;
        let now = Instant::from_unix(now);
        Ok(store.issue(&id, &drafted, now).await?)
    }
}
