//! Changing a referral: looked at and written in one transaction, so that of any number of people who
//! do the same thing at the same moment exactly one succeeds.

use super::deciding::{Effect, action, effect, may, wanted};
use super::joining::merge;
use super::standing::Standing;
use super::{Refusal, assessing};
use crate::audit::Happening;
use crate::model::{Actor, Change, Referral};
use crate::permissions::Action;
use crate::{Fault, Store};
use casework::Kind;
use database::{Connection, transaction};
use sealing::{Place, Randomness};
use vocabulary::{Instant, Priority};

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Changes one referral and answers it as it then is. `tag` is the `If-Match` that was sent.
    ///
    /// # Errors
    /// As [`Refusal`] says, in its order.
    pub async fn change(
        &self,
        reference: &str,
        tag: Option<&str>,
        change: &Change,
        by: &Actor,
        now: Instant,
    ) -> Result<Referral, Refusal> {
        let time_given = self.time_of_new_priority(reference, change).await?;
        let change = &self.with_words_of_question(reference, change).await?;
        let changed = transaction(&self.connection, async |connection| {
            let standing = self.standing(connection, reference, by).await?;
            self.changed(connection, &standing, tag, change, time_given, (by, now))
                .await
        })
        .await?;
        Ok(self.opened(changed, by, now).await?)
    }

    /// Changes one referral inside the caller's transaction, in which it was found to stand like this.
    /// `time_given` is what a new priority gives.
    pub(super) async fn changed(
        &self,
        connection: &C,
        standing: &Standing,
        tag: Option<&str>,
        change: &Change,
        time_given: Option<Instant>,
        (by, now): (&Actor, Instant),
    ) -> Result<Standing, Refusal> {
        may(standing, action(change), wanted(change), tag, by)?;
        self.may_be_assessed(connection, standing, change).await?;
        self.may_be_worked(connection, standing, change).await?;
        let mut effect = effect(standing, change, time_given, by, now)?;
        if let Some((other, joined)) = self.joined(connection, standing, change, by).await? {
            if effect.what == Kind::Merge.verb() {
                merge(&mut effect.after, &other);
            }
            self.write(connection, &other, joined, by, now).await?;
        }
        if let Change::Assign(to) = change {
            self.may_be_given_to(connection, standing, to.trim())
                .await?;
        }
        Ok(self.write(connection, standing, effect, by, now).await?)
    }

    /// Everything that `change` looks at before the change's own content. `action` is the last segment
    /// of the action's URL; `wanted` the priority that is asked for, as far as it is known.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn may_change(
        &self,
        reference: &str,
        action: &str,
        wanted: Option<Priority>,
        tag: Option<&str>,
        by: &Actor,
    ) -> Result<(), Refusal> {
        let standing = self.standing(&self.connection, reference, by).await?;
        let action = Action::from_segment(action).ok_or(Refusal::NotFound)?;
        may(&standing, action, wanted, tag, by)?;
        if let Action::Assess(kind) = action {
            let assessment = self.assessment(&self.connection, &standing).await?;
            assessing::may(assessment.as_ref(), kind)?;
        }
        Ok(())
    }

    /// Nobody is given what they may not see.
    async fn may_be_given_to(
        &self,
        connection: &C,
        standing: &Standing,
        to: &str,
    ) -> Result<(), Refusal> {
        let named = self.people_named(connection, standing).await?;
        if standing.restricted && !named.iter().any(|person| person == to) {
            let sentence =
                "This referral is restricted, and they are not among those who may see it.";
            return Err(Refusal::invalid("assignee", sentence));
        }
        Ok(())
    }

    async fn write(
        &self,
        connection: &C,
        before: &Standing,
        effect: Effect,
        by: &Actor,
        now: Instant,
    ) -> Result<Standing, Fault> {
        let mut after = effect.after;
        after.revision = before.revision + 1;
        let sql = "UPDATE referral SET queue = ?2, priority = ?3, status = ?4, open = ?5,
            assignee = ?6, s42_decided = ?7, outcome = ?8, restricted = ?9, revision = ?10,
            respond_by = ?11, safeguarding_sign = ?12, rule_ten_sign = ?13, waiting_until = ?14,
            unanswered = ?15, welfare_decided = ?16, been_in = ?17, merged_into = ?18
            WHERE id = ?1";
        let been_in = match after.been_in.is_empty() {
            true => None,
            false => Some(serde_json::json!(after.been_in).to_string()),
        };
        let parameters = vec![
            after.id().into(),
            after.queue.as_str().into(),
            after.priority.rank().into(),
            after.status.as_str().into(),
            after.open.into(),
            after.assignee.as_deref().into(),
            after.s42_decided.into(),
            after.outcome.as_deref().into(),
            after.restricted.into(),
            after.revision.into(),
            after.respond_by.as_unix().into(),
            after.safeguarding_sign.into(),
            after.rule_ten_sign.into(),
            after.waiting_until.map(Instant::as_unix).into(),
            after.unanswered.into(),
            after.welfare_decided.into(),
            been_in.into(),
            after.merged_into.into(),
        ];
        connection.execute(sql, parameters).await?;
        self.recount_told(connection, before, &after, effect.s42.as_ref())
            .await?;
        // Whoever tracks a contact that goes on as part of another one is not told that it was closed.
        let told = after.status != before.status && after.merged_into.is_none();
        let status = told.then_some(after.status.as_str());
        let happening = Happening {
            at: now,
            who: &by.id,
            what: effect.what,
            status,
            particulars: &effect.particulars,
        };
        self.append(connection, &before.chain, &happening).await?;
        if let Some(people) = effect.people {
            self.name_people(connection, &after, &people).await?;
        }
        if let Some(decision) = effect.s42 {
            let place = Place {
                table: "s42",
                record: after.reference(),
            };
            let sealed = self.seal(&self.keys.cases, place, &decision)?;
            let sql = "UPDATE referral_record SET s42 = ?2 WHERE referral = ?1";
            let parameters = vec![after.id().into(), sealed.into()];
            connection.execute(sql, parameters).await?;
        }
        Ok(after)
    }

    async fn name_people(
        &self,
        connection: &C,
        standing: &Standing,
        people: &[String],
    ) -> Result<(), Fault> {
        let sql = "DELETE FROM referral_person WHERE referral = ?1";
        connection.execute(sql, vec![standing.id().into()]).await?;
        let people =
            serde_json::to_string(people).map_err(|error| Fault::Internal(error.to_string()))?;
        let sql = "INSERT INTO referral_person (person, referral)
            SELECT value, ?2 FROM json_each(?1)";
        let parameters = vec![people.into(), standing.id().into()];
        connection.execute(sql, parameters).await?;
        Ok(())
    }
}
