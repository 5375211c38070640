//! Staff and machines, readiness and demonstrations.

use super::edge::open;
use super::wall::StaffAccess;
use super::wall::exports::front_door::staff_access::faults::Fault;
use super::wall::exports::front_door::staff_access::{colleagues, people, upkeep};
use super::wall::front_door::types::types;
use crate::{DemonstrationStaff, DemonstrationToken, NotCreated};
use vocabulary::Instant;

impl people::Guest for StaffAccess {
    async fn create_staff(
        username: String,
        display_name: String,
        roles: Vec<String>,
        by: types::Actor,
        now: i64,
    ) -> Result<String, people::Refusal> {
        let store = open().await.map_err(NotCreated::Failed)?;
        let (by, now) = (by.into(), Instant::from_unix(now));
        let created = store.create_staff(&username, &display_name, &roles, &by, now);
        Ok(created.await?)
    }

    async fn create_service_token(
        name: String,
        roles: Vec<String>,
        by: types::Actor,
        now: i64,
    ) -> Result<String, people::Refusal> {
        let store = open().await.map_err(NotCreated::Failed)?;
        let now = Instant::from_unix(now);
        Ok(store
            .create_service_token(&name, &roles, &by.into(), now)
            .await?)
    }
}

impl colleagues::Guest for StaffAccess {
    async fn all() -> Result<Vec<colleagues::Colleague>, Fault> {
        let colleagues = open().await?.colleagues().await?;
        Ok(colleagues
            .into_iter()
            .map(|colleague| colleagues::Colleague {
                username: colleague.username,
                display_name: colleague.display_name,
                roles: colleague.roles,
            })
            .collect())
    }
}

impl upkeep::Guest for StaffAccess {
    async fn ready() -> Result<(), Fault> {
        Ok(open().await?.ready().await?)
    }

    async fn demonstrate(
        staff: Vec<upkeep::DemonstrationStaff>,
        tokens: Vec<upkeep::DemonstrationToken>,
        now: i64,
    ) -> Result<(), Fault> {
        let staff: Vec<DemonstrationStaff> = staff
            .into_iter()
            .map(|person| DemonstrationStaff {
                username: person.username,
                display_name: person.display_name,
                password: person.password,
                roles: person.roles,
            })
            .collect();
        let tokens: Vec<DemonstrationToken> = tokens
            .into_iter()
            .map(|token| DemonstrationToken {
                name: token.name,
                token: token.token,
                roles: token.roles,
            })
            .collect();
        let store = open().await?;
        Ok(store
            .demonstrate(&staff, &tokens, Instant::from_unix(now))
            .await?)
    }
}

impl From<NotCreated> for people::Refusal {
    fn from(refused: NotCreated) -> Self {
        match refused {
            NotCreated::Taken => Self::Taken,
            NotCreated::BadName => Self::BadName,
            NotCreated::UnknownRole(role) => Self::UnknownRole(role),
            NotCreated::Failed(fault) => Self::Failed(fault.into()),
        }
    }
}
