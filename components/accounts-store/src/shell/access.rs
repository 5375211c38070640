//! How people come to their accounts.

use super::edge::{delivery, open};
use super::wall::AccountsStore;
use super::wall::exports::front_door::accounts_store::access as wall;
use super::wall::exports::front_door::accounts_store::faults::Fault;
use crate::{Begun, TurnedAway};
use vocabulary::Instant;

impl From<TurnedAway> for wall::Refusal {
    fn from(turned_away: TurnedAway) -> Self {
        match turned_away {
            TurnedAway::TooMany(seconds) => Self::TooMany(seconds),
            TurnedAway::Failed(fault) => Self::Failed(fault.into()),
        }
    }
}

impl From<Begun> for wall::Begun {
    fn from(begun: Begun) -> Self {
        Self {
            token: begun.token,
            expires_at: begun.expires_at.as_unix(),
        }
    }
}

fn failed(fault: crate::Fault) -> wall::Refusal {
    wall::Refusal::Failed(fault.into())
}

impl wall::Guest for AccountsStore {
    async fn ask(
        account_reference: String,
        date_of_birth: String,
        address: Option<String>,
        now: i64,
    ) -> Result<(), wall::Refusal> {
        let store = open().await.map_err(failed)?;
        let delivery = delivery().await.map_err(failed)?;
        let (address, now) = (address.as_deref(), Instant::from_unix(now));
        Ok(store
            .ask(&account_reference, &date_of_birth, address, delivery, now)
            .await?)
    }

    async fn enter(
        account_reference: String,
        code: String,
        address: Option<String>,
        now: i64,
    ) -> Result<Option<wall::Begun>, wall::Refusal> {
        let store = open().await.map_err(failed)?;
        let (address, now) = (address.as_deref(), Instant::from_unix(now));
        let begun = store.enter(&account_reference, &code, address, now).await?;
        Ok(begun.map(Into::into))
    }

    async fn enter_linked(
        issuer: String,
        subject: String,
        now: i64,
    ) -> Result<Option<wall::Begun>, Fault> {
        let store = open().await?;
        let now = Instant::from_unix(now);
        let begun = store.enter_linked(&issuer, &subject, now).await?;
        Ok(begun.map(Into::into))
    }

    async fn link(token: String, issuer: String, subject: String, now: i64) -> Result<bool, Fault> {
        let store = open().await?;
        let now = Instant::from_unix(now);
        Ok(store.link(&token, &issuer, &subject, now).await?)
    }

    async fn current(token: String, now: i64) -> Result<Option<wall::Visit>, Fault> {
        let visit = open()
            .await?
            .current(&token, Instant::from_unix(now))
            .await?;
        Ok(visit.map(|visit| wall::Visit {
            csrf: visit.csrf,
            expires_at: visit.expires_at.as_unix(),
        }))
    }

    async fn leave(token: String, now: i64) -> Result<(), Fault> {
        Ok(open().await?.leave(&token, Instant::from_unix(now)).await?)
    }

    async fn leave_everywhere(token: String, now: i64) -> Result<(), Fault> {
        let store = open().await?;
        Ok(store
            .leave_everywhere(&token, Instant::from_unix(now))
            .await?)
    }
}
