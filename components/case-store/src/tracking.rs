//! What somebody who holds the reference and the code may know. It must be nothing that tells a person
//! who reads over a shoulder, or who did the harm, what is being done.

use crate::model::{Step, Tracked, TrackedAssessment};
use crate::referrals::{has_assessment, steps_sql};
use crate::{Fault, Store};
use assessments::Assessment;
use database::Connection;
use reference::{Reference, TrackingCode};
use sealing::{Randomness, same};
use vocabulary::{Instant, Status};

/// More steps than any referral has; a page is not made of more.
const MOST_STEPS: i64 = 100;

/// How many times a contact may have gone on as part of another one that did so too.
const MOST_MERGED: usize = 20;

/// The status that a person was told last.
fn told_last(timeline: &[Step]) -> &str {
    timeline.last().map_or("received", |step| &step.status)
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// What may be said about a contact. None for anything that is not the right pair, and where
    /// tracking is switched off.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn track(
        &self,
        reference: &str,
        code: &str,
        now: Instant,
    ) -> Result<Option<Tracked>, Fault> {
        let (Some(reference), Some(code)) = (Reference::read(reference), TrackingCode::read(code))
        else {
            return Ok(None);
        };
        let reference = reference.as_str();
        let sql = "SELECT id, tracking, status, received_at, respond_by, safeguarding_sign,
            about_someone_else, form, merged_into FROM referral WHERE reference = ?1 AND may_be_tracked = 1";
        let rows = self.run(sql, vec![reference.into()]).await?;
        let hash = self.code_hash(reference, &code);
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        if !same(row.blob(1)?, &hash) {
            return Ok(None);
        }
        let submitted_at = Instant::from_unix(row.integer(3)?);
        let (sign, someone_else) = (row.boolean(5)?, row.boolean(6)?);
        let received = Step {
            at: submitted_at,
            status: "received".to_owned(),
        };
        // Whoever may be causing harm must learn nothing, so it stays `received` for ever.
        if sign {
            return Ok(Some(Tracked {
                reference: reference.to_owned(),
                status: received.status.clone(),
                submitted_at,
                respond_by: None,
                timeline: vec![received],
                assessment: None,
            }));
        }
        let mut respond_by = Instant::from_unix(row.integer(4)?);
        let mut status = row.text(2)?.to_owned();
        let mut timeline = vec![received];
        timeline.extend(self.later_steps(row.integer(0)?, now).await?);
        if status == Status::WaitingForYou.id() {
            told_last(&timeline).clone_into(&mut status);
        }
        if let Some(into) = row.optional_integer(8)? {
            let goes_on = self.goes_on_as(into, now).await?;
            if let Some((earlier, step)) = goes_on {
                respond_by = respond_by.min(earlier);
                let told = timeline.last().map(|step| (step.at, step.status.clone()));
                timeline.extend(
                    told.filter(|(at, told)| step.at > *at && *told != step.status)
                        .map(|_| step),
                );
            }
            told_last(&timeline).clone_into(&mut status);
        }
        let assessment = match !someone_else && has_assessment(row.text(7)?) {
            true => Some(
                self.tracked_assessment(reference, row.integer(0)?, submitted_at)
                    .await?,
            ),
            false => None,
        };
        Ok(Some(Tracked {
            reference: reference.to_owned(),
            status,
            submitted_at,
            respond_by: (!someone_else).then_some(respond_by),
            timeline,
            assessment,
        }))
    }

    /// What may be said of the referral as part of which a contact goes on: by when somebody responds, and the last
    /// step. None where it has a safeguarding sign, of which whoever sent the other contact must learn nothing.
    async fn goes_on_as(&self, into: i64, now: Instant) -> Result<Option<(Instant, Step)>, Fault> {
        let mut into = into;
        for _ in 0..MOST_MERGED {
            let sql = "SELECT merged_into, safeguarding_sign, respond_by, received_at FROM referral
                WHERE id = ?1";
            let rows = self.run(sql, vec![into.into()]).await?;
            let Some(row) = rows.first() else {
                return Ok(None);
            };
            if row.boolean(1)? {
                return Ok(None);
            }
            if let Some(next) = row.optional_integer(0)? {
                into = next;
                continue;
            }
            let last = self.later_steps(into, now).await?.pop();
            let received = || Step {
                at: Instant::from_unix(row.integer(3).unwrap_or_default()),
                status: "received".to_owned(),
            };
            let respond_by = Instant::from_unix(row.integer(2)?);
            return Ok(Some((respond_by, last.unwrap_or_else(received))));
        }
        Ok(None)
    }

    /// How far somebody's own assessment has come. Of what staff recorded nothing but dates leaves here.
    async fn tracked_assessment(
        &self,
        reference: &str,
        referral: i64,
        submitted_at: Instant,
    ) -> Result<TrackedAssessment, Fault> {
        let rows = self.run(&steps_sql(), vec![referral.into()]).await?;
        let assessment = Assessment::new(submitted_at, self.steps(reference, &rows)?);
        Ok(TrackedAssessment {
            states: assessment.states(),
            declined_at: assessment.declined(),
        })
    }

    /// What happened after it was received, and that a wait is over whose day has come: that day nobody writes down.
    async fn later_steps(&self, referral: i64, now: Instant) -> Result<Vec<Step>, Fault> {
        let sql = "SELECT at, status FROM audit
            WHERE chain = ?1 AND position > 1 AND status IS NOT NULL ORDER BY position LIMIT ?2";
        let rows = self
            .run(sql, vec![referral.into(), MOST_STEPS.into()])
            .await?;
        let mut steps = Vec::with_capacity(rows.len());
        for row in &rows {
            steps.push(Step {
                at: Instant::from_unix(row.integer(0)?),
                status: row.text(1)?.to_owned(),
            });
        }
        if told_last(&steps) == Status::WaitingForYou.id() {
            let sql = "SELECT waiting_until, assignee IS NOT NULL FROM referral
                WHERE id = ?1 AND open = 1 AND waiting_until <= ?2";
            let rows = self
                .run(sql, vec![referral.into(), now.as_unix().into()])
                .await?;
            if let Some(row) = rows.first() {
                let status = match row.boolean(1)? {
                    true => Status::BeingLookedAt,
                    false => Status::Received,
                };
                steps.push(Step {
                    at: Instant::from_unix(row.integer(0)?),
                    status: status.id().to_owned(),
                });
            }
        }
        Ok(steps)
    }

    /// What is kept of a tracking code.
    pub(crate) fn code_hash(&self, reference: &str, code: &TrackingCode) -> [u8; 32] {
        let parts = [reference.as_bytes(), code.reveal().as_bytes()];
        self.keys.index.hash("tracking code", &parts)
    }
}
