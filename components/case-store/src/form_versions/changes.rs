//! Approving a version, taking a proposal back, and no longer offering what is published.

use super::{Deed, PUBLISHED, StandingVersion, VersionChange, VersionRefusal, VersionState};
use crate::Store;
use crate::model::{Actor, Definition, FormVersion};
use crate::permissions::{Action, allows};
use crate::publications::Deeds;
use database::{Connection, transaction};
use sealing::Randomness;
use vocabulary::Instant;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Changes the state of a version, and answers it as it then is.
    ///
    /// # Errors
    /// As [`VersionRefusal`] says.
    pub async fn change_form_version(
        &self,
        form: &FormVersion,
        tag: Option<&str>,
        change: &VersionChange,
        by: &Actor,
        now: Instant,
    ) -> Result<StandingVersion, VersionRefusal> {
        transaction(&self.connection, async |connection| {
            let (standing, text) = self.standing_version(connection, form, by).await?;
            if !allows(Action::ChangeForms, &by.roles) {
                return Err(VersionRefusal::NotAllowed);
            }
            tag_fits(tag, &standing.etag)?;
            let definition = Definition {
                form: form.clone(),
                text,
            };
            let (what, because) = match change {
                VersionChange::Approve(because) => {
                    let waits = standing.state == VersionState::Proposed;
                    let is_published = standing.state == VersionState::Published;
                    may_approve(waits, is_published, standing.proposed.as_ref(), by)?;
                    self.is_next(connection, &definition).await?;
                    self.publish_proposal(connection, &definition, by, now)
                        .await?;
                    (PUBLISHED, because.as_deref())
                }
                VersionChange::Withdraw(because) => {
                    let what = self.withdraw(connection, &standing, by, now).await?;
                    (what, Some(because.as_str()))
                }
            };
            let deed = Deeds {
                what,
                because,
                takes_effect: None,
                by,
                now,
            };
            self.write_publication(connection, &self.publication_of_form(&definition), &deed)
                .await?;
            Ok(self.standing_version(connection, form, by).await?.0)
        })
        .await
    }

    async fn publish_proposal(
        &self,
        connection: &C,
        definition: &Definition,
        by: &Actor,
        now: Instant,
    ) -> Result<(), VersionRefusal> {
        let form = &definition.form;
        let sql = "INSERT INTO form_definition (form, version, text) VALUES (?1, ?2, ?3)";
        let parameters = vec![
            form.id.as_str().into(),
            form.version.into(),
            definition.text.as_str().into(),
        ];
        connection.execute(sql, parameters).await?;
        self.settle(connection, form, "published", by, now).await
    }

    /// Ends the offer of a version. Answers the event's verb.
    async fn withdraw(
        &self,
        connection: &C,
        standing: &StandingVersion,
        by: &Actor,
        now: Instant,
    ) -> Result<&'static str, VersionRefusal> {
        let form = &standing.form;
        match standing.state {
            VersionState::Proposed => {
                self.settle(connection, form, "taken-back", by, now).await?;
                Ok("form-taken-back")
            }
            VersionState::Published => {
                self.is_not_the_last(connection, form).await?;
                let sql = "INSERT INTO form_withdrawal (form, version, withdrawn_by, withdrawn_at)
                    VALUES (?1, ?2, ?3, ?4)";
                let parameters = vec![
                    form.id.as_str().into(),
                    form.version.into(),
                    by.id.as_str().into(),
                    now.as_unix().into(),
                ];
                connection.execute(sql, parameters).await?;
                Ok("form-withdrawn")
            }
            VersionState::TakenBack => Err(conflict("This version was taken back already.")),
            VersionState::Withdrawn => Err(conflict("This version was withdrawn already.")),
        }
    }

    /// A form that nobody can begin any more would leave people without a way to reach us.
    async fn is_not_the_last(
        &self,
        connection: &C,
        form: &FormVersion,
    ) -> Result<(), VersionRefusal> {
        let sql = "SELECT 1 FROM form_definition d WHERE d.form = ?1 AND d.version <> ?2
            AND NOT EXISTS (SELECT 1 FROM form_withdrawal w
                WHERE w.form = d.form AND w.version = d.version) LIMIT 1";
        let parameters = vec![form.id.as_str().into(), form.version.into()];
        let others = connection.execute(sql, parameters).await?;
        match others.is_empty() {
            false => Ok(()),
            true => Err(conflict(
                "There is no other version of this form to go back to, and people would be left without \
                 it. Publish a better version instead.",
            )),
        }
    }

    /// What became of the proposal that stands.
    async fn settle(
        &self,
        connection: &C,
        form: &FormVersion,
        state: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<(), VersionRefusal> {
        let sql = "UPDATE form_proposal SET state = ?3, changed_by = ?4, changed_at = ?5
            WHERE form = ?1 AND version = ?2 AND state = 'proposed'";
        let parameters = vec![
            form.id.as_str().into(),
            form.version.into(),
            state.into(),
            by.id.as_str().into(),
            now.as_unix().into(),
        ];
        connection.execute(sql, parameters).await?;
        Ok(())
    }
}

/// Whether the version that was read is the one that stands.
pub(crate) fn tag_fits(tag: Option<&str>, standing: &str) -> Result<(), VersionRefusal> {
    match tag {
        None => Err(VersionRefusal::TagMissing),
        Some(tag) if tag != "*" && tag != standing => {
            Err(VersionRefusal::Stale(standing.to_owned()))
        }
        Some(_) => Ok(()),
    }
}

/// Two people look at what residents will read, and at what they are decided by.
pub(crate) fn may_approve(
    waits: bool,
    is_published: bool,
    proposed: Option<&Deed>,
    by: &Actor,
) -> Result<(), VersionRefusal> {
    match (waits, proposed) {
        (true, Some(proposed)) if proposed.who == by.id => Err(conflict(
            "You proposed this version, so somebody else must approve it.",
        )),
        (true, Some(_)) => Ok(()),
        _ if is_published => Err(conflict("This version is published already.")),
        _ => Err(conflict(
            "This version is not waiting to be approved. Propose it again.",
        )),
    }
}

pub(crate) fn conflict(sentence: &str) -> VersionRefusal {
    VersionRefusal::Conflict(sentence.to_owned())
}
