//! Verifies the audit log: every link, every gap, every head, every checkpoint.

use super::work::MOST_IN_CHECKPOINT;
use crate::audit::{Covered, link_hash};
use crate::form_versions::{PUBLISHED, identity_of};
use crate::model::FormVersion;
use crate::{Fault, Store};
use database::{Connection, Row};
use sealing::{Randomness, same};

/// How many events are read at once.
const PAGE: i64 = 500;
/// How many of the newest referrals are looked at for a chain that was cut off whole.
const NEWEST: i64 = 200;

/// What a part of the audit log showed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    pub checked: u32,
    /// Hand it in to go on; none at the end.
    pub next: Option<u64>,
    /// Each a sentence with a sequence number, and nothing personal.
    pub findings: Vec<String>,
}

/// An event, the one before it in its chain, whether it is the last, its referral's head or its form's.
const EVENTS: &str =
    "SELECT a.sequence, a.chain, a.position, a.at, a.who, a.what, a.status, a.sealed,
        a.hash, p.sequence, p.hash, n.sequence IS NULL, r.reference, r.chain_length, r.chain_hash,
        f.form, f.chain_length, f.chain_hash
    FROM audit a
    LEFT JOIN audit p ON p.chain = a.chain AND p.position = a.position - 1
    LEFT JOIN audit n ON n.chain = a.chain AND n.position = a.position + 1
    LEFT JOIN referral r ON r.id = a.chain
    LEFT JOIN form_chain f ON f.chain = a.chain
    WHERE a.sequence > ?1 ORDER BY a.sequence LIMIT ?2";

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Verifies up to 5,000 audit events after the sequence number `after`.
    ///
    /// # Errors
    /// When the log cannot be read. What is wrong with it is a finding, not an error.
    pub async fn verify_audit(&self, after: u64) -> Result<Verified, Fault> {
        let after = i64::try_from(after).unwrap_or(i64::MAX);
        let mut verified = Verified::default();
        let (checkpoint, mut hash) = self.checkpoint_before(after).await?;
        // Begun in the middle, the first checkpoint cannot be worked out; later ones can.
        let mut known = checkpoint == after;
        let mut reached = after;
        let mut more = true;
        while more && reached < after + MOST_IN_CHECKPOINT {
            let rows = self.run(EVENTS, vec![reached.into(), PAGE.into()]).await?;
            more = rows.len() == usize::try_from(PAGE).unwrap_or_default();
            let signed = self.checkpoints_after(reached).await?;
            for row in &rows {
                let sequence = row.integer(0)?;
                if sequence != reached + 1 {
                    let gap = format!("Events {} to {} are missing.", reached + 1, sequence - 1);
                    verified.findings.push(gap);
                }
                reached = sequence;
                verified.checked += 1;
                if let Some(finding) = self.check_event(row)? {
                    verified.findings.push(finding);
                } else if row.text(5)? == PUBLISHED {
                    verified.findings.extend(self.check_published(row).await?);
                }
                hash = self.checkpoint_hash(&hash, sequence, row.blob(8)?);
                let stands = signed.iter().find(|(at, _)| *at == sequence);
                if let Some((_, standing)) = stands {
                    if known && !same(standing, &hash) {
                        let finding = format!(
                            "The checkpoint at event {sequence} does not match the events before it."
                        );
                        verified.findings.push(finding);
                    }
                    hash.clone_from(standing);
                    known = true;
                }
            }
        }
        match more {
            true => verified.next = u64::try_from(reached).ok(),
            false => self.check_end(reached, &mut verified).await?,
        }
        Ok(verified)
    }

    /// What is wrong with one event.
    fn check_event(&self, row: &Row) -> Result<Option<String>, Fault> {
        let (sequence, chain, position) = (row.integer(0)?, row.integer(1)?, row.integer(2)?);
        let finding = |what: &str| Ok(Some(format!("Event {sequence} {what}.")));
        let who = row.text(4)?;
        let reference = row.optional_text(12)?;
        let form = row.optional_text(15)?;
        let identity = match (reference, form, chain < 0) {
            (Some(reference), ..) => reference.to_owned(),
            (None, Some(form), _) => identity_of(form),
            (None, None, true) => format!("lists of {who}"),
            (None, None, false) => return finding("belongs to a referral that is not there"),
        };
        let before = match (position, row.optional_integer(9)?) {
            (1, None) => &[],
            (_, Some(earlier)) if earlier < sequence => row.blob(10)?,
            _ => return finding("does not follow the event before it in its chain"),
        };
        let covered = Covered {
            identity: &identity,
            position,
            at: row.integer(3)?,
            who,
            what: row.text(5)?,
            status: row.optional_text(6)?,
            sealed: row.optional_blob(7)?,
        };
        let expected = link_hash(&self.keys.index, before, &covered);
        if !same(row.blob(8)?, &expected) {
            return finding("was changed after it was written");
        }
        let head = match (reference, form) {
            (Some(_), _) => (row.integer(13)?, row.optional_blob(14)?),
            (None, Some(_)) => (row.integer(16)?, row.optional_blob(17)?),
            (None, None) => return Ok(None),
        };
        if row.boolean(11)? && head != (position, Some(row.blob(8)?)) {
            return finding("is the last of its chain, but its head knows of others");
        }
        Ok(None)
    }

    /// Whether what an event published still stands as it was.
    async fn check_published(&self, row: &Row) -> Result<Option<String>, Fault> {
        let (sequence, position) = (row.integer(0)?, row.integer(2)?);
        let form = row.optional_text(15)?.unwrap_or_default();
        let particulars = self.particulars(&identity_of(form), position, row.optional_blob(7)?)?;
        let version = FormVersion {
            id: form.to_owned(),
            version: particulars.form_version.unwrap_or_default(),
        };
        let standing = self.form(&version).await?;
        let hash = standing.map(|definition| self.text_hash(&definition));
        Ok((hash != particulars.form_text)
            .then(|| format!("The form that event {sequence} published has another text now.")))
    }

    /// What can only be seen at the end: events that were cut off there.
    async fn check_end(&self, reached: i64, verified: &mut Verified) -> Result<(), Fault> {
        let sql = "SELECT max(sequence) FROM checkpoint";
        let rows = self.run(sql, Vec::new()).await?;
        let signed = crate::audit::only(&rows)?.optional_integer(0)?.unwrap_or(0);
        if signed > reached {
            let finding = format!("Events {} to {signed} are missing at the end.", reached + 1);
            verified.findings.push(finding);
        }
        let sql = "SELECT count(*) FROM (SELECT id, chain_length FROM referral ORDER BY id DESC LIMIT ?1) r
            LEFT JOIN audit a ON a.chain = r.id AND a.position = r.chain_length
            WHERE a.sequence IS NULL";
        let rows = self.run(sql, vec![NEWEST.into()]).await?;
        let headless = crate::audit::only(&rows)?.count(0)?;
        if headless > 0 {
            let finding =
                format!("{headless} referrals have lost their last event, after event {reached}.");
            verified.findings.push(finding);
        }
        let sql = "SELECT count(*) FROM form_chain f
            LEFT JOIN audit a ON a.chain = f.chain AND a.position = f.chain_length
            WHERE a.sequence IS NULL";
        let headless = crate::audit::only(&self.run(sql, Vec::new()).await?)?.count(0)?;
        if headless > 0 {
            let finding =
                format!("{headless} forms have lost their last event, after event {reached}.");
            verified.findings.push(finding);
        }
        Ok(())
    }

    async fn checkpoints_after(&self, sequence: i64) -> Result<Vec<(i64, Vec<u8>)>, Fault> {
        let sql = "SELECT sequence, hash FROM checkpoint WHERE sequence > ?1
            ORDER BY sequence LIMIT ?2";
        let rows = self.run(sql, vec![sequence.into(), PAGE.into()]).await?;
        rows.iter()
            .map(|row| Ok((row.integer(0)?, row.blob(1)?.to_vec())))
            .collect()
    }
}
