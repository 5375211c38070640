//! Finding accounts and opening one. Whatever was shown was written down before.

use super::{MOST_FOUND, Refusal, reason};
use crate::audit::Happening;
use crate::records::Particulars;
use crate::standing::Standing;
use crate::{Fault, Store};
use account_model::{ContactOnRecord, Criteria, Found, Held, Person, Power};
use database::{Connection, Value, transaction};
use sealing::Randomness;
use vocabulary::{Actor, Instant, alike};

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Finds accounts, at most 50. The reason stands for each that was found.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn find(
        &self,
        criteria: &Criteria,
        because: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<Found>, Refusal> {
        may(Power::Look, by)?;
        if because.trim().is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        let because = reason(because, "reason")?;
        let found = match criteria {
            Criteria::AccountReference(reference) => {
                let hash = self.keys.reference_hash(reference);
                self.standings(&self.connection, "a.reference = ?1", vec![hash.into()])
                    .await?
            }
            Criteria::Person(person) => {
                self.accounts_of(&self.connection, person, MOST_FOUND)
                    .await?
            }
        };
        self.show(found, "found", Some(&because), by, now).await
    }

    /// Accounts with a delegate who waits for approval, at most 50.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn waiting(&self, by: &Actor, now: Instant) -> Result<Vec<Found>, Refusal> {
        may(Power::Look, by)?;
        let condition = "a.number IN (SELECT account FROM delegate WHERE standing = 'waiting')
            ORDER BY a.number LIMIT ?1";
        self.list(condition, vec![MOST_FOUND.into()], by, now).await
    }

    /// Accounts that need not be kept any longer, at most 50: last changed before this moment, or of somebody
    /// who died.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn past_retention(
        &self,
        changed_before: Instant,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<Found>, Refusal> {
        may(Power::Remove, by)?;
        let condition = "a.number IN (
                SELECT number FROM account WHERE updated_at < ?1 ORDER BY updated_at LIMIT ?2)
            OR a.number IN (SELECT number FROM account WHERE died = 1 ORDER BY number LIMIT ?2)
            LIMIT ?2";
        let parameters = vec![changed_before.as_unix().into(), MOST_FOUND.into()];
        self.list(condition, parameters, by, now).await
    }

    /// Opens an account. A reason stands for an hour for whoever gave it; without one, that is used.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn read(
        &self,
        id: &str,
        reason: Option<&str>,
        by: &Actor,
        now: Instant,
    ) -> Result<Held, Refusal> {
        let standing = self.standing(&self.connection, id).await?;
        let standing = standing.ok_or(Refusal::NotFound)?;
        may(Power::Look, by)?;
        let number = standing.number();
        let because = self.standing_reason(number, reason, by, now).await?;
        let held = self.held(standing, now).await?;
        let given = reason.is_some_and(|reason| !reason.trim().is_empty());
        let happening = Happening {
            at: now,
            who: &by.id,
            what: "read",
            particulars: &Particulars::because(&because),
        };
        transaction(&self.connection, async |connection| {
            if given {
                self.let_reason_stand(connection, &[number], &because, by, now)
                    .await?;
            }
            self.write_events(connection, &[number], happening).await
        })
        .await?;
        Ok(held)
    }

    /// The accounts of a person, in any way of writing their name.
    pub(super) async fn accounts_of(
        &self,
        connection: &C,
        person: &Person,
        most: i64,
    ) -> Result<Vec<Standing>, Refusal> {
        let Person {
            given_name,
            family_name,
            date_of_birth,
        } = person;
        let hash = self
            .keys
            .person_hash(given_name, family_name, date_of_birth)
            .ok_or_else(|| {
                let sentence = "Enter given name, family name and the whole date of birth.";
                Refusal::invalid("person", sentence)
            })?;
        let condition = "a.person = ?1 ORDER BY a.number LIMIT ?2";
        let parameters = vec![hash.into(), most.into()];
        let mut found = self.standings(connection, condition, parameters).await?;
        // Two people may share a hash.
        found.retain(|standing| {
            let record = &standing.record;
            alike::name(&record.given_name) == alike::name(given_name)
                && alike::name(&record.family_name) == alike::name(family_name)
                && record.date_of_birth == date_of_birth.trim()
        });
        Ok(found)
    }

    async fn list(
        &self,
        condition: &str,
        parameters: Vec<Value>,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<Found>, Refusal> {
        let found = self
            .standings(&self.connection, condition, parameters)
            .await?;
        self.show(found, "listed", None, by, now).await
    }

    /// Writes down what is shown, and answers it.
    async fn show(
        &self,
        found: Vec<Standing>,
        what: &'static str,
        because: Option<&str>,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<Found>, Refusal> {
        let numbers: Vec<i64> = found.iter().map(Standing::number).collect();
        let happening = Happening {
            at: now,
            who: &by.id,
            what,
            particulars: &because.map_or_else(Particulars::default, Particulars::because),
        };
        transaction(&self.connection, async |connection| {
            if let Some(because) = because {
                self.let_reason_stand(connection, &numbers, because, by, now)
                    .await?;
            }
            self.write_events(connection, &numbers, happening).await
        })
        .await?;
        Ok(found.iter().map(Standing::found).collect())
    }

    /// An account as staff see it.
    pub(super) async fn held(&self, standing: Standing, now: Instant) -> Result<Held, Fault> {
        let connection = &self.connection;
        let number = standing.number();
        let delegates = self.delegates(connection, number, standing.id()).await?;
        let held_until = standing.contact_held_until;
        Ok(Held {
            tag: standing.tag(),
            online: standing.online,
            contact: ContactOnRecord {
                email: standing.record.email.is_some(),
                phone: standing.record.phone.is_some(),
                held_until: held_until.filter(|until| *until > now),
            },
            delegates,
            sessions: self.open_sessions(connection, number, now).await?,
            locked_until: self.locked_until(connection, number, now).await?,
            linked: self.is_linked(connection, number).await?,
            account: self.opened(standing).await?,
        })
    }
}

/// Whether somebody may do this at all.
pub(super) fn may(power: Power, by: &Actor) -> Result<(), Refusal> {
    match power.is_held_with(&by.roles) {
        true => Ok(()),
        false => Err(Refusal::NotAllowed),
    }
}
