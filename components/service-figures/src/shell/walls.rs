//! The stores, asked through their walls.

use figures::{By, Overdue, Pace, Period, Step, Tally, Told, Until};
use vocabulary::Instant;

use super::wit::front_door::case_store::{
    equality, exports as wit_exports, figures as wit_figures, forms, maintenance, settings,
};
use super::wit::front_door::staff_access::sessions;
use super::wit::front_door::types::types::FormVersion;
use super::{equality as answered, exports, figures as counted};
use crate::equality::{Group, KeptPage};
use crate::exports::{Asked, ExportPage};
use crate::stores::{Actor, Fault, Refusal, Stores};

/// The libraries that the manifest composes in.
pub struct Walls;

pages::choose_authority!("service-figures", settings::read().await?);

staff_pages::sessions_behind!(Walls, settings => Fault::from, sessions => Fault::from);

impl Stores for Walls {
    async fn ready(&self) -> Result<(), Fault> {
        maintenance::ready().await?;
        choose_authority().await?;
        sessions::current(staff_pages::NOBODY.to_owned(), 0).await?;
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

    async fn form(&self, id: &str, version: u32) -> Result<Option<String>, Fault> {
        let form = FormVersion {
            id: id.to_owned(),
            version,
        };
        let found = forms::load(form).await?;
        Ok(found.map(|definition| definition.text))
    }

    async fn equality_groups(&self, by: &Actor, now: Instant) -> Result<Vec<Group>, Refusal> {
        let groups = equality::groups(by.clone().into(), now.as_unix()).await;
        let groups = groups.map_err(answered::refusal)?.into_iter();
        Ok(groups.map(answered::group).collect())
    }

    async fn equality_records(
        &self,
        cursor: Option<&str>,
        by: &Actor,
        now: Instant,
    ) -> Result<KeptPage, Refusal> {
        let cursor = cursor.map(str::to_owned);
        let page = equality::records(cursor, by.clone().into(), now.as_unix()).await;
        page.map(answered::page).map_err(answered::refusal)
    }
}
