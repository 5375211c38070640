//! Lists of referrals, page by page.

use super::Refusal;
use super::page::{At, page};
use super::standing::Standing;
use crate::audit::Happening;
use crate::cursor::Cursor;
use crate::model::{Actor, Attention, Entry, Filter, Listing, Order};
use crate::permissions::{Action, allows};
use crate::records::Particulars;
use crate::{Fault, Store};
use database::Connection;
use reference::Reference;
use sealing::Randomness;
use vocabulary::{Channel, Form, Instant, QUEUES, Status};

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Lists referrals, 1 to 200 at a time, in the order that the filter asks for. One audit event names all
    /// that were shown.
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
        let at_risk_before = match filter.attention {
            Some(Attention::AtRisk) => self.at_risk_before(now).await?,
            _ => [now; 4],
        };
        let at = At {
            now,
            at_risk_before,
        };
        let (sql, parameters) = page(filter, after.as_ref(), limit, by, &at);
        let rows = self.run(&sql, parameters).await?;
        let mut standings: Vec<Standing> =
            rows.iter().map(Standing::read).collect::<Result<_, _>>()?;
        let page_length = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = standings.len() > page_length;
        standings.truncate(page_length);
        let next_cursor = standings.last().filter(|_| more).map(|last| {
            let cursor = Cursor {
                priority: last.priority.rank(),
                at: match filter.order {
                    Order::OldestFirst => last.received_at.as_unix(),
                    Order::MostPressing | Order::DueFirst => last.respond_by.as_unix(),
                },
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
            .map(|standing| Ok(standing.entry(self.listed(standing)?, now)))
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
        if filter
            .form
            .as_ref()
            .is_some_and(|asked| Form::from_id(asked).is_none())
        {
            say("form", "There is no form of that name.");
        }
        if filter
            .channel
            .as_ref()
            .is_some_and(|asked| Channel::from_id(asked).is_none())
        {
            say("channel", "There is no channel of that name.");
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
