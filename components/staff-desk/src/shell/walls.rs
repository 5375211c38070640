//! The stores, asked through their walls.

use casework::ShownFor;
use staff_model::SavedView;
use vocabulary::{Instant, Priority};

use super::form_versions as versions;
use super::wit::front_door::case_store::{form_versions, maintenance, referrals, settings};
use super::wit::front_door::staff_access::{colleagues, saved_views, sessions};
use super::wit::front_door::upload_store::{maintenance as upkeep_of_files, opening};
use super::{assessments, calendar, cases, staff, uploads};
use crate::files::{FileRefusal, KeptFile};
use crate::form_versions::{Shown, Version, VersionChange};
use crate::possible_match::PossibleMatch;
use crate::referral::{
    Action, AuditEvent, Change, Criteria, Entry, Filter, FormVersion, Listing, QueueCount, Referral,
};
use crate::stores::{Actor, Colleague, Fault, Refusal, Settings, Stores, Worked, WorkingTime};

/// The libraries that the manifest composes in.
pub struct Walls;

staff_pages::sessions_behind!(Walls, settings => cases::fault, sessions => staff::fault);

pages::choose_authority!("staff-desk", settings::read().await.map_err(cases::fault)?);

impl Stores for Walls {
    async fn settings(&self) -> Result<Settings, Fault> {
        let settings = settings::read().await.map_err(cases::fault)?;
        Ok(Settings {
            public_url: settings.public_url,
        })
    }

    async fn working_time(&self) -> Option<WorkingTime> {
        calendar::current().await
    }

    async fn ready(&self) -> Result<(), Fault> {
        maintenance::ready().await.map_err(cases::fault)?;
        choose_authority().await?;
        sessions::current(staff_pages::NOBODY.to_owned(), 0)
            .await
            .map_err(staff::fault)?;
        upkeep_of_files::ready().await.map_err(uploads::fault)
    }

    async fn work(&self, now: Instant) -> Result<Worked, Fault> {
        let worked = maintenance::work(now.as_unix())
            .await
            .map_err(cases::fault)?;
        let files = upkeep_of_files::work(now.as_unix())
            .await
            .map_err(uploads::fault)?;
        Ok(Worked {
            notices_sent: worked.notices_sent,
            drafts_expired: worked.drafts_expired,
            receipts_expired: worked.receipts_expired,
            escalated: worked.escalated,
            checkpoints: worked.checkpoints,
            files_scanned: files.scanned,
            files_infected: files.infected,
            files_expired: files.expired,
        })
    }

    async fn files(&self, ids: &[String]) -> Result<Vec<KeptFile>, Fault> {
        let files = opening::look(ids.to_vec()).await.map_err(uploads::fault)?;
        Ok(files.into_iter().map(uploads::file).collect())
    }

    async fn piece(&self, id: &str, part: u32, unchecked: bool) -> Result<Vec<u8>, FileRefusal> {
        opening::piece(id.to_owned(), part, unchecked)
            .await
            .map_err(uploads::refusal)
    }

    async fn colleagues(&self) -> Result<Vec<Colleague>, Fault> {
        let colleagues = colleagues::all().await.map_err(staff::fault)?;
        Ok(colleagues.into_iter().map(staff::colleague).collect())
    }

    async fn saved_views(&self, by: &Actor) -> Result<Vec<SavedView>, Fault> {
        let views = saved_views::mine(cases::actor(by))
            .await
            .map_err(staff::fault)?;
        Ok(views.into_iter().map(staff::view).collect())
    }

    async fn save_view(&self, view: &SavedView, by: &Actor, now: Instant) -> Result<(), Refusal> {
        saved_views::save(staff::saved(view), cases::actor(by), now.as_unix())
            .await
            .map_err(staff::view_refused)
    }

    async fn remove_view(&self, name: &str, by: &Actor) -> Result<(), Fault> {
        saved_views::remove(name.to_owned(), cases::actor(by))
            .await
            .map_err(staff::fault)
    }

    async fn browse(
        &self,
        filter: &Filter,
        cursor: Option<&str>,
        limit: u32,
        by: &Actor,
        now: Instant,
    ) -> Result<Listing, Refusal> {
        let cursor = cursor.map(str::to_owned);
        let (filter, by) = (cases::filter(filter), cases::actor(by));
        let listing = referrals::browse(filter, cursor, limit, by, now.as_unix())
            .await
            .map_err(cases::refusal)?;
        Ok(Listing {
            entries: listing.entries.into_iter().map(cases::entry).collect(),
            next_cursor: listing.next_cursor,
        })
    }

    async fn read_for(
        &self,
        reference: &str,
        shown_for: ShownFor,
        by: &Actor,
        now: Instant,
    ) -> Result<Referral, Refusal> {
        let shown_for = casework::mirror_word!(shown_for, casework => referrals, ShownFor);
        let (reference, by) = (reference.to_owned(), cases::actor(by));
        referrals::read(reference, shown_for, by, now.as_unix())
            .await
            .map(cases::referral)
            .map_err(cases::refusal)
    }

    async fn change(
        &self,
        reference: &str,
        tag: Option<&str>,
        change: &Change,
        by: &Actor,
        now: Instant,
    ) -> Result<Referral, Refusal> {
        let (reference, tag) = (reference.to_owned(), tag.map(str::to_owned));
        let (change, by) = (cases::change(change), cases::actor(by));
        referrals::make_change(reference, tag, change, by, now.as_unix())
            .await
            .map(cases::referral)
            .map_err(cases::refusal)
    }

    async fn next(
        &self,
        queues: &[String],
        by: &Actor,
        now: Instant,
    ) -> Result<Option<Referral>, Refusal> {
        let next = referrals::next(queues.to_vec(), cases::actor(by), now.as_unix()).await;
        let next = next.map_err(cases::refusal)?;
        Ok(next.map(cases::referral))
    }

    async fn may_change(
        &self,
        reference: &str,
        action: Action,
        wanted: Option<Priority>,
        tag: Option<&str>,
        by: &Actor,
    ) -> Result<(), Refusal> {
        let (reference, tag) = (reference.to_owned(), tag.map(str::to_owned));
        let (action, wanted) = (action.id().to_owned(), wanted.map(cases::priority_out));
        referrals::may_change(reference, action, wanted, tag, cases::actor(by))
            .await
            .map_err(cases::refusal)
    }

    async fn queues(&self, by: &Actor, now: Instant) -> Result<Vec<QueueCount>, Refusal> {
        let counts = referrals::queues(cases::actor(by), now.as_unix())
            .await
            .map_err(cases::refusal)?;
        Ok(counts.into_iter().map(cases::queue_count).collect())
    }

    async fn unclaimed_emergencies(&self, by: &Actor, now: Instant) -> Result<Vec<Entry>, Refusal> {
        let entries = referrals::unclaimed_emergencies(cases::actor(by), now.as_unix())
            .await
            .map_err(cases::refusal)?;
        Ok(entries.into_iter().map(cases::entry).collect())
    }

    async fn change_counter(&self) -> Result<u64, Fault> {
        referrals::change_counter().await.map_err(cases::fault)
    }

    async fn search(
        &self,
        criteria: &Criteria,
        reason: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<Entry>, Refusal> {
        let (criteria, by) = (cases::criteria(criteria), cases::actor(by));
        let entries = referrals::search(criteria, reason.to_owned(), by, now.as_unix())
            .await
            .map_err(cases::refusal)?;
        Ok(entries.into_iter().map(cases::entry).collect())
    }

    async fn possible_matches(
        &self,
        reference: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<PossibleMatch>, Refusal> {
        let (reference, by) = (reference.to_owned(), cases::actor(by));
        let found = referrals::possible_matches(reference, by, now.as_unix())
            .await
            .map_err(cases::refusal)?;
        Ok(found.into_iter().map(assessments::possible_match).collect())
    }

    async fn audit(
        &self,
        reference: &str,
        after: u64,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<AuditEvent>, Refusal> {
        let events = referrals::audit(reference.to_owned(), after, cases::actor(by), now.as_unix())
            .await
            .map_err(cases::refusal)?;
        Ok(events.into_iter().map(cases::audit_event).collect())
    }

    async fn form_versions(&self, by: &Actor) -> Result<Vec<Version>, Refusal> {
        let all = form_versions::all(cases::actor(by))
            .await
            .map_err(versions::refusal)?;
        Ok(all.into_iter().map(versions::version).collect())
    }

    async fn form_version(&self, form: &FormVersion, by: &Actor) -> Result<Shown, Refusal> {
        form_versions::show(versions::form(form), cases::actor(by))
            .await
            .map(versions::shown)
            .map_err(versions::refusal)
    }

    async fn propose_form(
        &self,
        form: &FormVersion,
        text: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Version, Refusal> {
        let (form, text) = (versions::form(form), text.to_owned());
        form_versions::propose(form, text, cases::actor(by), now.as_unix())
            .await
            .map(versions::version)
            .map_err(versions::refusal)
    }

    async fn change_form_version(
        &self,
        form: &FormVersion,
        tag: Option<&str>,
        change: &VersionChange,
        by: &Actor,
        now: Instant,
    ) -> Result<Version, Refusal> {
        let (form, tag) = (versions::form(form), tag.map(str::to_owned));
        let (change, by) = (versions::change(change), cases::actor(by));
        form_versions::make_change(form, tag, change, by, now.as_unix())
            .await
            .map(versions::version)
            .map_err(versions::refusal)
    }
}
