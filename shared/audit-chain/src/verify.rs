//! Walks a log: every link, every gap, every head, every checkpoint.

use crate::Event;
use crate::checkpoint::{
    MOST_IN_CHECKPOINT, checkpoint_before, checkpoint_hash, checkpoints_after, signed_up_to,
};
use database::{Connection, Row, SqlError, run};
use sealing::{IndexKey, same};

/// How many events are read at once.
const PAGE: i64 = 500;

/// What a part of the audit log showed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    pub checked: u32,
    /// Hand it in to go on; none at the end.
    pub next: Option<u64>,
    /// Each a sentence with a sequence number, and nothing personal.
    pub findings: Vec<String>,
}

/// What a store knows of its own log.
#[allow(async_fn_in_trait)] // As `Connection`.
pub trait Log {
    type Fault: From<SqlError>;

    /// Selects [`Event::COLUMNS`], the status and whatever [`Log::check`] needs more, for the events after `?1`
    /// in their order, at most `?2`.
    fn events(&self) -> &str;

    /// What is wrong with an event and with what it tells of. Sentences without anything personal.
    ///
    /// # Errors
    /// When that cannot be found out.
    async fn check(&self, event: &Event<'_>, row: &Row) -> Result<Option<String>, Self::Fault>;

    /// What is wrong that only shows at the end: heads whose last event, after this one, was cut off.
    ///
    /// # Errors
    /// As `check`.
    async fn check_end(&self, reached: i64) -> Result<Vec<String>, Self::Fault>;
}

/// Verifies up to 5,000 events after the sequence number `after`.
///
/// # Errors
/// When the log cannot be read. What is wrong with it is a finding, not an error.
pub async fn verify<C: Connection, L: Log>(
    connection: &C,
    key: &IndexKey,
    log: &L,
    after: u64,
) -> Result<Verified, L::Fault> {
    let after = i64::try_from(after).unwrap_or(i64::MAX - MOST_IN_CHECKPOINT);
    let mut verified = Verified::default();
    let (checkpoint, mut hash) = checkpoint_before(connection, after).await?;
    // Begun in the middle, the first checkpoint cannot be worked out; later ones can.
    let mut known = checkpoint == after;
    let mut reached = after;
    let mut more = true;
    while more && reached < after + MOST_IN_CHECKPOINT {
        let rows = run(connection, log.events(), vec![reached.into(), PAGE.into()]).await?;
        more = rows.len() == usize::try_from(PAGE).unwrap_or_default();
        let signed = checkpoints_after(connection, reached).await?;
        for row in &rows {
            let event = Event::read(row)?;
            let sequence = event.sequence;
            if sequence != reached + 1 {
                let gap = format!("Events {} to {} are missing.", reached + 1, sequence - 1);
                verified.findings.push(gap);
            }
            reached = sequence;
            verified.checked += 1;
            verified.findings.extend(log.check(&event, row).await?);
            hash = checkpoint_hash(key, &hash, sequence, event.hash);
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
    if more {
        verified.next = u64::try_from(reached).ok();
        return Ok(verified);
    }
    let signed = signed_up_to(connection).await?;
    if signed > reached {
        let finding = format!("Events {} to {signed} are missing at the end.", reached + 1);
        verified.findings.push(finding);
    }
    verified.findings.extend(log.check_end(reached).await?);
    Ok(verified)
}
