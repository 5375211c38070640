//! One referral, in clear.

use super::Refusal;
use super::standing::Standing;
use crate::audit::{Happening, NOT_IN_TIMELINE};
use crate::model::{Actor, Event, Reader, Referral};
use crate::permissions::{Action, allows};
use crate::records::{CaseRecord, Particulars};
use crate::{Fault, Store};
use casework::{Kind, ShownFor};
use database::Connection;
use sealing::{Place, Randomness};
use vocabulary::Instant;

/// The flag of somebody who has written before.
const REPEAT_CONCERN: &str = "repeat-concern";
/// For how long somebody who has opened a referral counts as looking at it.
const HERE_SECONDS: i64 = 15 * 60;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Shows one referral on a page or to a machine, once it is written down that it is shown.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn read(
        &self,
        reference: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Referral, Refusal> {
        self.read_for(reference, ShownFor::Screen, by, now).await
    }

    /// The same; its audit says what for.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn read_for(
        &self,
        reference: &str,
        shown_for: ShownFor,
        by: &Actor,
        now: Instant,
    ) -> Result<Referral, Refusal> {
        let standing = self.standing(&self.connection, reference, by).await?;
        if !allows(Action::Read, &by.roles) {
            return Err(Refusal::NotAllowed);
        }
        let happening = Happening {
            at: now,
            who: &by.id,
            what: shown_for.id(),
            status: None,
            particulars: &Particulars::default(),
        };
        self.write_read(standing.id(), &happening).await?;
        Ok(self.opened(standing, by, now).await?)
    }

    /// A referral with everything that is sealed of it.
    pub(super) async fn opened(
        &self,
        standing: Standing,
        by: &Actor,
        now: Instant,
    ) -> Result<Referral, Fault> {
        let sql = "SELECT sealed, s42 FROM referral_record WHERE referral = ?1";
        let rows = self.run(sql, vec![standing.id().into()]).await?;
        let row = crate::audit::only(&rows)?;
        let place = |table| Place {
            table,
            record: standing.reference(),
        };
        let cases = &self.keys.cases;
        let record: CaseRecord = self.unseal(cases, place("record"), row.blob(0)?)?;
        let s42 = row
            .optional_blob(1)?
            .map(|sealed| self.unseal(cases, place("s42"), sealed))
            .transpose()?;
        let listed = self.listed(&standing)?;
        let mut flags = record.flags;
        if self
            .has_written_before(&standing, &listed.person, by)
            .await?
        {
            flags.push(REPEAT_CONCERN.to_owned());
        }
        Ok(Referral {
            etag: standing.etag(),
            restricted_to: self.people_named(&self.connection, &standing).await?,
            timeline: self.timeline(&standing, by).await?,
            assessment: self.assessment_steps(&self.connection, &standing).await?,
            casework: self.casework_shown(&standing, by).await?,
            also_here: self.also_here(&standing, by, now).await?,
            been_in: standing.been_in.clone(),
            merged_here: self.merged_here(&standing, by).await?,
            channel: standing.channel.clone(),
            answers: record.answers,
            decision: record.decision,
            rule_ten_sign: standing.rule_ten_sign,
            about_someone_else: standing.about_someone_else,
            flags,
            s42,
            outcome: standing.outcome.clone(),
            entry: standing.entry(listed, now),
        })
    }

    /// Which people, besides the one who asks, have opened or changed a referral within the last 15 minutes, the
    /// latest first. A machine that fetched it looks at nothing. Its audit chain knows, so nothing more is written.
    async fn also_here(
        &self,
        standing: &Standing,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<Reader>, Fault> {
        let apart = NOT_IN_TIMELINE.map(|verb| format!("'{verb}'")).join(", ");
        // The latest events only: whoever came before so many others is no longer looking.
        let sql = format!(
            "SELECT who, max(at) FROM (
                SELECT who, what, at FROM audit WHERE chain = ?1 ORDER BY position DESC LIMIT 200
            ) WHERE at > ?2 AND who NOT IN (?3, 'resident', 'system')
                AND who NOT LIKE 'token:%' AND (what = 'read' OR what NOT IN ({apart}))
                GROUP BY who ORDER BY 2 DESC, 1"
        );
        let parameters = vec![
            standing.id().into(),
            (now.as_unix() - HERE_SECONDS).into(),
            by.id.as_str().into(),
        ];
        let rows = self.run(&sql, parameters).await?;
        rows.iter()
            .map(|row| {
                Ok(Reader {
                    who: row.text(0)?.to_owned(),
                    at: Instant::from_unix(row.integer(1)?),
                })
            })
            .collect()
    }

    /// What happened to a referral, reads left out, oldest first. What joined it with another one that the actor may
    /// not know of is left out too; that it goes on as part of one stays, without the reason.
    async fn timeline(&self, standing: &Standing, by: &Actor) -> Result<Vec<Event>, Fault> {
        let apart = NOT_IN_TIMELINE.map(|verb| format!("'{verb}'")).join(", ");
        let sql = format!(
            "SELECT at, who, what, position, sealed FROM audit
                WHERE chain = ?1 AND what NOT IN ({apart}) ORDER BY position LIMIT 500"
        );
        let rows = self.run(&sql, vec![standing.id().into()]).await?;
        let mut events = Vec::new();
        for row in &rows {
            let sealed = row.optional_blob(4)?;
            events.push((
                Event {
                    at: Instant::from_unix(row.integer(0)?),
                    who: row.text(1)?.to_owned(),
                    what: row.text(2)?.to_owned(),
                    text: None,
                },
                self.particulars(standing.reference(), row.integer(3)?, sealed)?,
            ));
        }
        let others: Vec<&str> = events.iter().filter_map(|(_, of)| of.other()).collect();
        let known = self.known(&others, by).await?;
        Ok(events
            .into_iter()
            .filter_map(|(event, of)| {
                let other = of.other();
                if other.is_none_or(|other| known.iter().any(|known| known == other)) {
                    let text = of.words();
                    return Some(Event { text, ..event });
                }
                (event.what == Kind::Merge.verb()).then_some(event)
            })
            .collect())
    }
}
