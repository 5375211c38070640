//! Contacts that are kept, decided again: as the rules in use decide them now, and as a draft would. What comes
//! out is numbers: how many would go elsewhere, sooner or later.

use std::collections::BTreeMap;

use vocabulary::{Instant, RulesetId};

use crate::stores::{Actor, Decides, Refusal, Stores};
use crate::versions::{Outcome, Problem, Redecided, Texts};

/// How many contacts are read at once.
pub const PAGE: u32 = 500;
/// The most contacts of one request.
pub const MOST: u32 = 5_000;

/// How many contacts go from one word to another; the same word where nothing changes.
pub type Moves = BTreeMap<(String, String), u32>;

/// What stands for a contact of which no locality is known.
pub const NO_LOCALITY: &str = "";

/// What a draft would change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    pub contacts: u32,
    /// Contacts for which queue, priority, locality or the time to respond by would be another one.
    pub changed: u32,
    /// Contacts that would be due earlier, whether by another priority, other targets or other hours.
    pub sooner: u32,
    /// Contacts that would be due later.
    pub later: u32,
    /// Contacts that the rules in use would decide otherwise today than they were decided when they came.
    pub decided_otherwise: u32,
    pub queue: Moves,
    pub priority: Moves,
    pub locality: Moves,
    /// How many contacts each rule of the draft applied to.
    pub applied: BTreeMap<String, u32>,
}

impl Tally {
    fn take(&mut self, stored: &Outcome, was: Redecided, is: Redecided) {
        let (before, after) = (&was.outcome, &is.outcome);
        self.contacts += 1;
        self.changed += u32::from(before != after || was.respond_by != is.respond_by);
        self.sooner += u32::from(is.respond_by < was.respond_by);
        self.later += u32::from(is.respond_by > was.respond_by);
        self.decided_otherwise += u32::from(stored != before);
        let mut count = |moves: fn(&mut Self) -> &mut Moves, from: &str, to: &str| {
            let moves = moves(self);
            *moves.entry((from.to_owned(), to.to_owned())).or_default() += 1;
        };
        count(|tally| &mut tally.queue, &before.queue, &after.queue);
        count(
            |tally| &mut tally.priority,
            before.priority.id(),
            after.priority.id(),
        );
        let locality = |outcome: &Outcome| outcome.locality.clone().unwrap_or_default();
        count(
            |tally| &mut tally.locality,
            &locality(before),
            &locality(after),
        );
        for rule in is.applied {
            *self.applied.entry(rule).or_default() += 1;
        }
    }
}

/// A draft that was tried on contacts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Simulated {
    /// The version in use.
    pub compared_with: RulesetId,
    pub tally: Tally,
    /// Hand it in to go on with older ones; none at the end.
    pub next_cursor: Option<String>,
}

/// Why a draft was not tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotTried {
    /// The draft cannot be read.
    Problems(Vec<Problem>),
    Refused(Refusal),
}

impl From<Refusal> for NotTried {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Tries a draft on as many contacts, the newest first, or on those after a cursor.
///
/// # Errors
/// As [`NotTried`] says.
pub async fn simulate(
    stores: &impl Stores,
    draft: &Texts,
    cursor: Option<&str>,
    over: u32,
    by: &Actor,
    now: Instant,
) -> Result<Simulated, NotTried> {
    let after = stores.read(draft).map_err(NotTried::Problems)?;
    let all = stores.versions(by, now).await?;
    let in_use = all.iter().find(|version| version.in_use).ok_or_else(|| {
        Refusal::Conflict(
            "No rules are in use yet, so there is nothing to compare with.".to_owned(),
        )
    })?;
    let standing = stores.version(&in_use.id, by, now).await?;
    let before = stores.read(&standing.texts).map_err(|_| {
        Refusal::Conflict("The rules in use cannot be read any more. Publish others.".to_owned())
    })?;
    let mut tally = Tally::default();
    let mut cursor = cursor.map(str::to_owned);
    let mut wanted = over.min(MOST);
    while wanted > 0 {
        let page = stores
            .decided(cursor.as_deref(), wanted.min(PAGE), by, now)
            .await?;
        for contact in &page.contacts {
            tally.take(
                &contact.outcome,
                before.decide(contact),
                after.decide(contact),
            );
        }
        let read = u32::try_from(page.contacts.len()).unwrap_or(PAGE);
        wanted = wanted.saturating_sub(read);
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    Ok(Simulated {
        compared_with: standing.version.id,
        tally,
        next_cursor: cursor,
    })
}
