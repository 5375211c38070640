//! The stores, asked through their walls.

use account_model::{
    Account, AuditEvent, Change, Criteria, Found, Held, Numbered, Person, Seen, Source, Statement,
    Taken,
};
use vocabulary::Instant;

use super::convert::not_mirrored;
use super::wit::front_door::accounts_store::{
    access, desk, importing, mine, settings, statements, upkeep,
};
use super::wit::front_door::staff_access::sessions;
use crate::stores::{
    AccessRefusal, Actor, Begun, Drafted, Fault, Refusal, Settings, StaffSession, Stores, Visit,
    Worked,
};

/// The libraries that the manifest composes in.
pub struct Walls;

pages::choose_authority!("care-accounts", settings::read().await?);

/// A list in our own words.
fn all<T, U: From<T>>(list: Vec<T>) -> Vec<U> {
    list.into_iter().map(U::from).collect()
}

impl Stores for Walls {
    async fn settings(&self) -> Result<Settings, Fault> {
        Ok(settings::read().await?.into())
    }

    async fn ready(&self) -> Result<(), Fault> {
        upkeep::ready().await?;
        choose_authority().await?;
        sessions::current(staff_pages::NOBODY.to_owned(), 0).await?;
        Ok(())
    }

    async fn work(&self, now: Instant) -> Result<Worked, Fault> {
        let worked = upkeep::work(now.as_unix()).await?;
        Ok(Worked {
            messages_sent: worked.messages_sent,
            codes_expired: worked.codes_expired,
            sessions_expired: worked.sessions_expired,
            checkpoints: worked.checkpoints,
        })
    }

    async fn service(&self, token: &str, now: Instant) -> Result<Option<Actor>, Fault> {
        let found = sessions::service(token.to_owned(), now.as_unix()).await?;
        Ok(found.map(Into::into))
    }

    async fn staff_session(
        &self,
        cookie: &str,
        now: Instant,
    ) -> Result<Option<StaffSession>, Fault> {
        let found = sessions::current(cookie.to_owned(), now.as_unix()).await?;
        Ok(found.map(Into::into))
    }

    async fn progress(&self, digest: &[u8]) -> Result<u64, Fault> {
        Ok(importing::progress(digest.to_vec()).await?)
    }

    async fn take(
        &self,
        lines: Vec<Numbered>,
        source: Option<Source>,
        dry_run: bool,
        by: &Actor,
        now: Instant,
    ) -> Result<Taken, Fault> {
        let (source, by) = (source.map(Into::into), by.clone().into());
        let taken = importing::take(all(lines), source, dry_run, by, now.as_unix()).await?;
        Ok(taken.into())
    }

    async fn ask(
        &self,
        account_reference: &str,
        date_of_birth: &str,
        address: Option<&str>,
        now: Instant,
    ) -> Result<(), AccessRefusal> {
        let (reference, born) = (account_reference.to_owned(), date_of_birth.to_owned());
        let address = address.map(str::to_owned);
        Ok(access::ask(reference, born, address, now.as_unix()).await?)
    }

    async fn enter(
        &self,
        account_reference: &str,
        code: &str,
        address: Option<&str>,
        now: Instant,
    ) -> Result<Option<Begun>, AccessRefusal> {
        let (reference, code) = (account_reference.to_owned(), code.to_owned());
        let address = address.map(str::to_owned);
        let begun = access::enter(reference, code, address, now.as_unix()).await?;
        Ok(begun.map(Into::into))
    }

    async fn enter_linked(
        &self,
        issuer: &str,
        subject: &str,
        now: Instant,
    ) -> Result<Option<Begun>, Fault> {
        let (issuer, subject) = (issuer.to_owned(), subject.to_owned());
        let begun = access::enter_linked(issuer, subject, now.as_unix()).await?;
        Ok(begun.map(Into::into))
    }

    async fn link(
        &self,
        token: &str,
        issuer: &str,
        subject: &str,
        now: Instant,
    ) -> Result<bool, Fault> {
        let (issuer, subject) = (issuer.to_owned(), subject.to_owned());
        Ok(access::link(token.to_owned(), issuer, subject, now.as_unix()).await?)
    }

    async fn current(&self, token: &str, now: Instant) -> Result<Option<Visit>, Fault> {
        let visit = access::current(token.to_owned(), now.as_unix()).await?;
        Ok(visit.map(Into::into))
    }

    async fn leave(&self, token: &str, now: Instant) -> Result<(), Fault> {
        Ok(access::leave(token.to_owned(), now.as_unix()).await?)
    }

    async fn leave_everywhere(&self, token: &str, now: Instant) -> Result<(), Fault> {
        Ok(access::leave_everywhere(token.to_owned(), now.as_unix()).await?)
    }

    async fn look(&self, token: &str, now: Instant) -> Result<Option<Seen>, Fault> {
        let seen = mine::look(token.to_owned(), now.as_unix()).await?;
        seen.map(TryInto::try_into)
            .transpose()
            .map_err(not_mirrored)
    }

    async fn statement(
        &self,
        token: &str,
        id: &str,
        now: Instant,
    ) -> Result<Option<Statement>, Fault> {
        let found = mine::read_statement(token.to_owned(), id.to_owned(), now.as_unix()).await?;
        Ok(found.map(Into::into))
    }

    async fn due(&self, on: &str, limit: u32) -> Result<Vec<String>, Fault> {
        Ok(statements::due(on.to_owned(), limit).await?)
    }

    async fn prepare(&self, id: &str, now: Instant) -> Result<Option<Account>, Fault> {
        let account = statements::prepare(id.to_owned(), now.as_unix()).await?;
        account
            .map(TryInto::try_into)
            .transpose()
            .map_err(not_mirrored)
    }

    async fn issue(&self, id: &str, drafted: Drafted, now: Instant) -> Result<bool, Fault> {
        let drafted = statements::Drafted {
            from: drafted.from,
            to: drafted.to,
            content: drafted.content,
            next: drafted.next,
            revision: drafted.revision,
        };
        Ok(statements::issue(id.to_owned(), drafted, now.as_unix()).await?)
    }

    async fn find(
        &self,
        criteria: &Criteria,
        reason: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<Found>, Refusal> {
        let (criteria, by) = (criteria.clone().into(), by.clone().into());
        let found = desk::find(criteria, reason.to_owned(), by, now.as_unix()).await?;
        Ok(all(found))
    }

    async fn waiting(&self, by: &Actor, now: Instant) -> Result<Vec<Found>, Refusal> {
        let found = desk::waiting(by.clone().into(), now.as_unix()).await?;
        Ok(all(found))
    }

    async fn past_retention(
        &self,
        changed_before: Instant,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<Found>, Refusal> {
        let by = by.clone().into();
        let found = desk::past_retention(changed_before.as_unix(), by, now.as_unix()).await?;
        Ok(all(found))
    }

    async fn read(
        &self,
        id: &str,
        reason: Option<&str>,
        by: &Actor,
        now: Instant,
    ) -> Result<Held, Refusal> {
        let (id, reason) = (id.to_owned(), reason.map(str::to_owned));
        let held = desk::read(id, reason, by.clone().into(), now.as_unix()).await?;
        Ok(held.try_into()?)
    }

    async fn change(
        &self,
        id: &str,
        tag: Option<&str>,
        change: &Change,
        by: &Actor,
        now: Instant,
    ) -> Result<Option<Held>, Refusal> {
        let (id, tag) = (id.to_owned(), tag.map(str::to_owned));
        let (change, by) = (change.clone().into(), by.clone().into());
        let held = desk::make_change(id, tag, change, by, now.as_unix()).await?;
        Ok(held.map(TryInto::try_into).transpose()?)
    }

    async fn suspend_person(
        &self,
        person: &Person,
        because: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<u32, Refusal> {
        let (person, by) = (person.clone().into(), by.clone().into());
        Ok(desk::suspend_person(person, because.to_owned(), by, now.as_unix()).await?)
    }

    async fn audit(
        &self,
        id: &str,
        after: u64,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<AuditEvent>, Refusal> {
        let by = by.clone().into();
        let events = desk::audit(id.to_owned(), after, by, now.as_unix()).await?;
        Ok(all(events))
    }
}
