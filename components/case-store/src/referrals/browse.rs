//! Lists of referrals, page by page.

use super::Refusal;
use super::standing::{COLUMNS, Standing, VISIBLE};
use crate::audit::Happening;
use crate::cursor::Cursor;
use crate::model::{Actor, Entry, Filter, Listing};
use crate::permissions::{Action, allows};
use crate::records::Particulars;
use crate::{Fault, Store};
use database::{Connection, Value};
use reference::Reference;
use sealing::Randomness;
use vocabulary::{Instant, QUEUES, Status};

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Lists referrals, 1 to 200 at a time, most pressing first. One audit event names all that were
    /// shown.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn browse(
        &self,
        filter: &Filter,
        cursor: Option<&str>,
        limit: u32,
        by: &Actor,
        now: Instant,
    ) -> Result<Listing, Refusal> {
        if !allows(Action::List, &by.roles) {
            return Err(Refusal::NotAllowed);
        }
        let after = self.checked(filter, cursor, limit)?;
        let (sql, parameters) = page(filter, after.as_ref(), limit, by);
        let rows = self.run(&sql, parameters).await?;
        let mut standings: Vec<Standing> =
            rows.iter().map(Standing::read).collect::<Result<_, _>>()?;
        let page_length = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = standings.len() > page_length;
        standings.truncate(page_length);
        let next_cursor = standings.last().filter(|_| more).map(|last| {
            let cursor = Cursor {
                priority: last.priority.rank(),
                respond_by: last.respond_by.as_unix(),
                reference: last.reference().to_owned(),
            };
            cursor.write(filter, &self.keys.index)
        });
        let entries = self.shown(&standings, "listed", None, by, now).await?;
        Ok(Listing {
            entries,
            next_cursor,
        })
    }

    /// Writes down that these were shown, and opens their small records.
    pub(super) async fn shown(
        &self,
        standings: &[Standing],
        what: &str,
        because: Option<&str>,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<Entry>, Fault> {
        if standings.is_empty() && because.is_none() {
            return Ok(Vec::new());
        }
        let particulars = Particulars {
            because: because.map(str::to_owned),
            references: standings.iter().map(|s| s.reference().to_owned()).collect(),
            ..Particulars::default()
        };
        let ids: Vec<i64> = standings.iter().map(Standing::id).collect();
        let happening = Happening {
            at: now,
            who: &by.id,
            what,
            status: None,
            particulars: &particulars,
        };
        self.write_listed(&ids, &happening).await?;
        standings
            .iter()
            .map(|standing| Ok(standing.entry(self.listed(standing)?)))
            .collect()
    }

    /// Everything that is wrong with what was asked; otherwise where to go on.
    fn checked(
        &self,
        filter: &Filter,
        cursor: Option<&str>,
        limit: u32,
    ) -> Result<Option<Cursor>, Refusal> {
        let mut wrong = Vec::new();
        let mut say =
            |field: &str, sentence: &str| wrong.push((field.to_owned(), sentence.to_owned()));
        if filter.queue.as_ref().is_some_and(|asked| !is_queue(asked)) {
            say("queue", "There is no queue of that name.");
        }
        if filter
            .status
            .as_ref()
            .is_some_and(|asked| Status::from_id(asked).is_none())
        {
            say("status", "There is no status of that name.");
        }
        if filter
            .reference
            .as_ref()
            .is_some_and(|asked| Reference::read(asked).is_none())
        {
            say("q", "This must be a reference, such as ASC-1111-111N.");
        }
        if !(1..=200).contains(&limit) {
            say("limit", "This must be a number from 1 to 200.");
        }
        let after = cursor.map(|written| Cursor::read(written, filter, &self.keys.index));
        if after == Some(None) {
            say(
                "cursor",
                "This is not a cursor of this list. Begin again without one.",
            );
        }
        match wrong.is_empty() {
            true => Ok(after.flatten()),
            false => Err(Refusal::Invalid(wrong)),
        }
    }
}

/// Whether the contract has this queue.
pub(super) fn is_queue(asked: &str) -> bool {
    QUEUES.iter().any(|(known, _)| *known == asked)
}

/// The statement of a page. Equality comes first and the order after it, as in the indexes of the
/// schema; what an index does not hold is compared row by row.
fn page(filter: &Filter, after: Option<&Cursor>, limit: u32, by: &Actor) -> (String, Vec<Value>) {
    let mut parameters: Vec<Value> = vec![by.id.as_str().into()];
    let mut conditions = vec![VISIBLE.to_owned()];
    let mut must = |column: &str, comparison: &str, value: Value| {
        parameters.push(value);
        conditions.push(format!("{column} {comparison} ?{}", parameters.len()));
    };
    if let Some(reference) = filter.reference.as_deref().and_then(Reference::read) {
        must("r.reference", "=", reference.as_str().into());
    }
    // The most telling of these leads, and is looked up; a `+` keeps the others out of the choice.
    let mut leads = ["r.", "+r."].into_iter().chain(std::iter::repeat("+r."));
    let equalities = [
        ("assignee", &filter.assignee),
        ("queue", &filter.queue),
        ("locality", &filter.locality),
        ("status", &filter.status),
    ];
    for (column, value) in equalities {
        if let Some(value) = value {
            let lead = leads.next().unwrap_or_default();
            must(&format!("{lead}{column}"), "=", value.as_str().into());
        }
    }
    if let Some(priority) = filter.priority {
        must("r.priority", "=", priority.rank().into());
    }
    if let Some(due) = filter.due_before {
        must("r.respond_by", "<", due.as_unix().into());
    }
    if let Some(cursor) = after {
        let first = parameters.len() + 1;
        parameters.push(cursor.priority.into());
        parameters.push(cursor.respond_by.into());
        parameters.push(cursor.reference.as_str().into());
        conditions.push(format!(
            "(r.priority, r.respond_by, r.reference) > (?{first}, ?{}, ?{})",
            first + 1,
            first + 2
        ));
    }
    if filter.open_only {
        conditions.push("r.open = 1".to_owned());
    }
    // One more than asked for tells whether there is more.
    parameters.push((limit + 1).into());
    let sql = format!(
        "SELECT {COLUMNS} FROM referral r WHERE {}
            ORDER BY r.priority, r.respond_by, r.reference LIMIT ?{}",
        conditions.join(" AND "),
        parameters.len()
    );
    (sql, parameters)
}
