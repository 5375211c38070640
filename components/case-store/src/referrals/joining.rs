//! Two referrals that belong together: linked, or one that goes on as part of the other. A person says so, and a
//! person can take them apart again; nothing is ever joined by itself, and nothing that either holds is lost.
//!
//! What a merged referral leaves to the one that goes on: its signs, its earlier clock, its more pressing priority,
//! and how often nobody answered. None of it is taken back when they are taken apart: what was a sign once stays one.

use super::deciding::{Effect, guarded};
use super::resemblance::name_two_people;
use super::standing::{COLUMNS, Standing, VISIBLE};
use super::{Refusal, assessing};
use crate::model::{Actor, Change};
use crate::records::Particulars;
use crate::{Fault, Store};
use casework::{Kind, Step};
use database::Connection;
use reference::Reference;
use sealing::Randomness;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// The other referral that a change is about, and what it does to that one. None for a change that is about
    /// one referral alone.
    pub(super) async fn joined(
        &self,
        connection: &C,
        one: &Standing,
        change: &Change,
        by: &Actor,
    ) -> Result<Option<(Standing, Effect)>, Refusal> {
        let Change::Work(change) = change else {
            return Ok(None);
        };
        let kind = change.kind();
        let other = match (change.other(), one.merged_into) {
            (Some(written), _) => self.named(connection, one, written, kind, by).await?,
            (None, Some(id)) if kind == Kind::Unmerge => self.left(connection, id, by).await?,
            (None, _) => return Ok(None),
        };
        if matches!(kind, Kind::Link | Kind::Merge) && (one.restricted || other.restricted) {
            let sentence = "One of the two is restricted, and is put beside no other.";
            return Err(Refusal::Conflict(sentence.to_owned()));
        }
        let mut after = other.clone();
        if kind == Kind::Merge {
            self.may_merge(one, &other)?;
            survive(&mut after, one);
        }
        let mut particulars = Particulars {
            because: change.because().map(str::to_owned),
            references: vec![one.reference().to_owned()],
            ..Particulars::default()
        };
        let what = match change {
            casework::Change::Link(link) | casework::Change::Unlink(link) => {
                let mirrored = casework::Link {
                    other: one.reference().to_owned(),
                    relation: mirrored(&link.relation).to_owned(),
                    because: link.because.clone(),
                };
                particulars.work = Some(match kind {
                    Kind::Link => casework::Change::Link(mirrored),
                    _ => casework::Change::Unlink(mirrored),
                });
                kind.verb()
            }
            casework::Change::Merge(_) => "joined-by-another",
            _ => "left-by-another",
        };
        let effect = Effect {
            after,
            what,
            particulars,
            people: None,
            s42: None,
        };
        Ok(Some((other, effect)))
    }

    /// The references of those that go on as part of a referral, as far as the actor may know of them.
    pub(super) async fn merged_here(
        &self,
        standing: &Standing,
        by: &Actor,
    ) -> Result<Vec<String>, Fault> {
        let sql = format!(
            "SELECT r.reference FROM referral r WHERE r.merged_into = ?2 AND {VISIBLE}
                ORDER BY r.id LIMIT 100"
        );
        let parameters = vec![by.id.as_str().into(), standing.id().into()];
        let rows = self.run(&sql, parameters).await?;
        rows.iter().map(|row| Ok(row.text(0)?.to_owned())).collect()
    }

    /// What was done with a referral, without what speaks of another one that the actor may not know of.
    pub(super) async fn casework_shown(
        &self,
        standing: &Standing,
        by: &Actor,
    ) -> Result<Vec<Step>, Fault> {
        let mut steps = self.casework(&self.connection, standing).await?;
        let others: Vec<&str> = steps
            .iter()
            .filter_map(|step| step.change.other())
            .collect();
        let known = self.known(&others, by).await?;
        steps.retain(|step| {
            let other = step.change.other();
            other.is_none_or(|other| known.iter().any(|known| known == other))
        });
        Ok(steps)
    }

    /// Those of some references that the actor may know of.
    pub(super) async fn known(&self, others: &[&str], by: &Actor) -> Result<Vec<String>, Fault> {
        if others.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT r.reference FROM referral r
                WHERE r.reference IN (SELECT value FROM json_each(?2)) AND {VISIBLE}"
        );
        let parameters = vec![
            by.id.as_str().into(),
            serde_json::json!(others).to_string().into(),
        ];
        let rows = self.run(&sql, parameters).await?;
        rows.iter().map(|row| Ok(row.text(0)?.to_owned())).collect()
    }

    /// The other referral, if the actor may know of it.
    async fn named(
        &self,
        connection: &C,
        one: &Standing,
        written: &str,
        kind: Kind,
        by: &Actor,
    ) -> Result<Standing, Refusal> {
        let field = match kind {
            Kind::Merge => "into",
            _ => "other",
        };
        let reference = Reference::read(written).map(|reference| reference.to_string());
        if reference.as_deref() == Some(one.reference()) {
            return Err(Refusal::invalid(field, "This is the same referral."));
        }
        match self.standing(connection, written, by).await {
            Err(Refusal::NotFound) => Err(Refusal::invalid(
                field,
                "There is no referral of this reference, or you may not know that there is.",
            )),
            found => found,
        }
    }

    /// The referral that another one goes on as part of, to be taken apart by somebody who may see both.
    async fn left(&self, connection: &C, id: i64, by: &Actor) -> Result<Standing, Refusal> {
        let sql = format!("SELECT {COLUMNS} FROM referral r WHERE r.id = ?2 AND {VISIBLE}");
        let parameters = vec![by.id.as_str().into(), id.into()];
        let rows = connection.execute(&sql, parameters).await?;
        let row = rows.first().ok_or_else(|| {
            let sentence = "You may not see the referral that this one goes on as part of. Somebody who may see both \
                            can take them apart.";
            Refusal::Conflict(sentence.to_owned())
        })?;
        Ok(Standing::read(row)?)
    }

    /// Whether a referral can go on as part of this one.
    fn may_merge(&self, one: &Standing, into: &Standing) -> Result<(), Refusal> {
        let conflict = |sentence: &str| Err(Refusal::Conflict(sentence.to_owned()));
        if into.merged_into.is_some() {
            return conflict(
                "The other referral goes on as part of a third one. Merge with that one.",
            );
        }
        if !into.open {
            return conflict("The other referral is closed. Link the two instead.");
        }
        let carers = |standing: &Standing| assessing::has_assessment(&standing.form.id);
        if carers(one) != carers(into) {
            return conflict(
                "One of the two is a carer's own assessment, which stands by itself. Link the two instead.",
            );
        }
        if name_two_people(&self.listed(one)?.person, &self.listed(into)?.person) {
            return conflict(
                "The two name different people: another birth date, or another first and last name. Link them \
                 instead.",
            );
        }
        Ok(())
    }
}

/// What becomes of a referral with which another one is merged.
fn survive(after: &mut Standing, merged: &Standing) {
    let still_guarded = guarded(after) || guarded(merged);
    after.safeguarding_sign |= merged.safeguarding_sign;
    after.s42_decided = after.safeguarding_sign && !still_guarded;
    after.rule_ten_sign |= merged.rule_ten_sign;
    after.respond_by = after.respond_by.min(merged.respond_by);
    after.priority = after.priority.max(merged.priority);
    let silence_decided = |one: &Standing| one.unanswered == 0 || one.welfare_decided;
    let decided = silence_decided(after) && silence_decided(merged);
    after.unanswered = after.unanswered.max(merged.unanswered);
    after.welfare_decided = decided && after.unanswered > 0;
}

/// What becomes of the referral that goes on as part of another one.
pub(super) fn merge(after: &mut Standing, into: &Standing) {
    after.merged_into = Some(into.id());
    after.merged_reference = Some(into.reference().to_owned());
    after.open = false;
    after.status = vocabulary::Status::Closed.id().to_owned();
    after.assignee = None;
    after.waiting_until = None;
}

/// The relation, seen from the other side.
fn mirrored(relation: &str) -> &str {
    match relation {
        "looks-after" => "is-looked-after-by",
        "is-looked-after-by" => "looks-after",
        same => same,
    }
}
