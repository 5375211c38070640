//! The stores, asked through their walls.

use figures::{By, Overdue, Pace, Period, Step, Tally, Told, Until};
use pages::Authority;
use vocabulary::Instant;

use super::convert::session;
use super::wit::front_door::case_store::{
    exports as wit_exports, figures as wit_figures, maintenance, settings,
};
use super::wit::front_door::staff_access::sessions;
use super::{exports, figures as counted};
use crate::exports::{Asked, ExportPage};
use crate::stores::{Actor, Fault, Refusal, Session, Sessions, Stores};

/// What no session has, so that looking for it is one read that finds nothing.
const NOBODY: &str = "readiness";

/// The libraries that the manifest composes in.
pub struct Walls;

/// Chooses the authority that the operator has set, once an instance.
pub async fn choose_authority() -> Result<(), Fault> {
    if Authority::is_chosen() {
        return Ok(());
    }
    let set = settings::read().await?;
    let chosen = Authority::choose(&set.authority, set.environment == "development");
    chosen.map(|_| ()).map_err(|unknown| {
        eprintln!("service-figures: failed to choose the authority: {unknown}");
        Fault::Internal
    })
}

impl Sessions for Walls {
    type Fault = Fault;

    async fn public_url(&self) -> Result<String, Fault> {
        Ok(settings::read().await?.public_url)
    }

    async fn service(&self, token: &str, now: Instant) -> Result<Option<Actor>, Fault> {
        let found = sessions::service(token.to_owned(), now.as_unix()).await?;
        Ok(found.map(Into::into))
    }

    async fn session(&self, cookie: &str, now: Instant) -> Result<Option<Session>, Fault> {
        let found = sessions::current(cookie.to_owned(), now.as_unix()).await?;
        Ok(found.map(session))
    }
}

impl Stores for Walls {
    async fn ready(&self) -> Result<(), Fault> {
        maintenance::ready().await?;
        choose_authority().await?;
        sessions::current(NOBODY.to_owned(), 0).await?;
        Ok(())
    }
    async fn export(
        &self,
        asked: &Asked,
        cursor: Option<&str>,
        by: &Actor,
        now: Instant,
    ) -> Result<ExportPage, Refusal> {
        let page = wit_exports::read_page(
            exports::purpose(asked.kind.purpose()),
            exports::period(asked.period()),
            cursor.map(str::to_owned),
            asked.reason.clone(),
            by.clone().into(),
            now.as_unix(),
        )
        .await
        .map_err(exports::refusal)?;
        Ok(exports::page(page))
    }

    async fn contacts(
        &self,
        period: Period,
        by: By,
        asked_by: &Actor,
    ) -> Result<Vec<Tally>, Refusal> {
        let (period, asked_by) = (counted::period(period), asked_by.clone().into());
        counted::all(wit_figures::contacts(period, by.into(), asked_by).await)
    }

    async fn told(&self, period: Period, asked_by: &Actor) -> Result<Told, Refusal> {
        let (period, asked_by) = (counted::period(period), asked_by.clone().into());
        let told = wit_figures::what_was_told(period, asked_by).await;
        Ok(told.map_err(counted::refusal)?.into())
    }

    async fn pace(
        &self,
        period: Period,
        until: Until,
        asked_by: &Actor,
        now: Instant,
    ) -> Result<Vec<Pace>, Refusal> {
        let (period, asked_by) = (counted::period(period), asked_by.clone().into());
        counted::all(wit_figures::how_long(period, until.into(), asked_by, now.as_unix()).await)
    }

    async fn overdue(&self, asked_by: &Actor, now: Instant) -> Result<Vec<Overdue>, Refusal> {
        counted::all(wit_figures::overdue_now(asked_by.clone().into(), now.as_unix()).await)
    }

    async fn steps(&self, period: Period, asked_by: &Actor) -> Result<Vec<Step>, Refusal> {
        let (period, asked_by) = (counted::period(period), asked_by.clone().into());
        counted::all(wit_figures::steps(period, asked_by).await)
    }
}
