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

/// The statement of a page.
///
/// A list is made of parts that an index holds in order: open and closed apart, and where a due date
/// is asked for, each priority apart. Each part is read no further than the page is long, and then
/// they are merged.
fn page(filter: &Filter, after: Option<&Cursor>, limit: u32, by: &Actor) -> (String, Vec<Value>) {
    let mut parameters: Vec<Value> = vec![by.id.as_str().into()];
    let conditions = conditions(filter, &mut parameters);
    let mut place = |value: Value| {
        parameters.push(value);
        parameters.len()
    };
    let cursor = after.map(|cursor| {
        let respond_by = place(cursor.respond_by.into());
        let reference = place(cursor.reference.as_str().into());
        (cursor.priority, respond_by, reference)
    });
    // One more than asked for tells whether there is more.
    let limit = place((limit + 1).into());
    let parts = parts(filter).into_iter().filter_map(|(open, priority)| {
        let from = match (priority, cursor) {
            (_, None) => String::new(),
            (None, Some((rank, respond_by, reference))) => format!(
                " AND (r.priority, r.respond_by, r.reference) > ({rank}, ?{respond_by}, ?{reference})"
            ),
            (Some(here), Some((rank, _, _))) if here < rank => return None,
            (Some(here), Some((rank, respond_by, reference))) if here == rank => {
                format!(" AND (r.respond_by, r.reference) > (?{respond_by}, ?{reference})")
            }
            (Some(_), Some(_)) => String::new(),
        };
        let priority = priority.map_or(String::new(), |rank| format!(" AND r.priority = {rank}"));
        Some(format!(
            "SELECT * FROM (SELECT {COLUMNS} FROM referral r
                WHERE r.open = {open}{priority}{conditions}{from}
                ORDER BY r.priority, r.respond_by, r.reference LIMIT ?{limit})"
        ))
    });
    let parts: Vec<String> = parts.collect();
    let sql = format!(
        "{} ORDER BY priority, respond_by, reference LIMIT ?{limit}",
        parts.join(" UNION ALL ")
    );
    (sql, parameters)
}

/// Open or not, and which priority where that is told apart.
fn parts(filter: &Filter) -> Vec<(u8, Option<u8>)> {
    let open: &[u8] = match filter.status.as_deref() {
        _ if filter.open_only => &[1],
        Some("closed") => &[0],
        Some(_) => &[1],
        None => &[1, 0],
    };
    let priorities = match (filter.priority, filter.due_before) {
        (Some(priority), _) => vec![Some(priority.rank())],
        (None, Some(_)) => vec![Some(0), Some(1), Some(2), Some(3)],
        (None, None) => vec![None],
    };
    let each = |open: &u8| {
        priorities
            .iter()
            .map(|priority| (*open, *priority))
            .collect::<Vec<_>>()
    };
    open.iter().flat_map(each).collect()
}

/// What holds for every part. The most telling equality leads, and is looked up in its index; a `+`
/// keeps the others out of the choice of one.
fn conditions(filter: &Filter, parameters: &mut Vec<Value>) -> String {
    let mut conditions = format!(" AND {VISIBLE}");
    let mut must = |column: &str, comparison: &str, value: Value| {
        parameters.push(value);
        conditions.push_str(&format!(" AND {column} {comparison} ?{}", parameters.len()));
    };
    if let Some(reference) = filter.reference.as_deref().and_then(Reference::read) {
        must("r.reference", "=", reference.as_str().into());
    }
    let mut prefixes = std::iter::once("r.").chain(std::iter::repeat("+r."));
    let equalities = [
        ("assignee", &filter.assignee),
        ("queue", &filter.queue),
        ("locality", &filter.locality),
        ("status", &filter.status),
    ];
    for (column, value) in equalities {
        if let Some(value) = value {
            let prefix = prefixes.next().unwrap_or_default();
            must(&format!("{prefix}{column}"), "=", value.as_str().into());
        }
    }
    if let Some(due) = filter.due_before {
        must("r.respond_by", "<", due.as_unix().into());
    }
    conditions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::MIGRATIONS;
    use vocabulary::Priority;

    /// How SQLite answers a page, step by step.
    fn plan(
        connection: &rusqlite::Connection,
        filter: &Filter,
        after: Option<&Cursor>,
    ) -> Vec<String> {
        let by = Actor {
            id: "amir".to_owned(),
            roles: Vec::new(),
        };
        let (sql, parameters) = page(filter, after, 50, &by);
        let mut statement = connection
            .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
            .unwrap();
        assert_eq!(statement.parameter_count(), parameters.len());
        let nothing = vec![rusqlite::types::Value::Null; parameters.len()];
        let steps = statement
            .query_map(rusqlite::params_from_iter(nothing), |row| row.get(3))
            .unwrap();
        steps.map(Result::unwrap).collect()
    }

    #[test]
    fn every_way_of_asking_is_answered_from_an_index_in_its_order() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        for statement in MIGRATIONS.iter().flat_map(|migration| migration.statements) {
            connection.execute_batch(statement).unwrap();
        }
        let text = |word: &str| Some(word.to_owned());
        let none = Filter::default;
        let filters = [
            none(),
            Filter {
                open_only: true,
                ..none()
            },
            Filter {
                queue: text("carers"),
                ..none()
            },
            Filter {
                queue: text("carers"),
                open_only: true,
                priority: Some(Priority::Soon),
                ..none()
            },
            Filter {
                queue: text("carers"),
                status: text("received"),
                locality: text("mid"),
                ..none()
            },
            Filter {
                status: text("closed"),
                ..none()
            },
            Filter {
                locality: text("mid"),
                ..none()
            },
            Filter {
                locality: text("mid"),
                open_only: true,
                ..none()
            },
            Filter {
                assignee: text("amir"),
                queue: text("carers"),
                ..none()
            },
            Filter {
                due_before: Some(Instant::from_unix(7)),
                ..none()
            },
            Filter {
                due_before: Some(Instant::from_unix(7)),
                queue: text("carers"),
                open_only: true,
                ..none()
            },
            Filter {
                reference: text("ASC-1111-111N"),
                ..none()
            },
        ];
        let cursor = Cursor {
            priority: 1,
            respond_by: 7,
            reference: "ASC-1111-111N".to_owned(),
        };
        for filter in filters {
            for after in [None, Some(&cursor)] {
                let plan = plan(&connection, &filter, after);
                let reads: Vec<_> = plan.iter().filter(|step| step.contains(" r ")).collect();
                assert!(!reads.is_empty(), "{plan:#?}");
                for read in reads {
                    assert!(read.starts_with("SEARCH r USING"), "{filter:?}: {plan:#?}");
                }
                // What is sorted is only a part, which is no longer than the page.
                for (step, before) in plan.iter().skip(1).zip(&plan) {
                    let sorts_much =
                        step.contains("TEMP B-TREE") && !before.starts_with("SCAN (sub");
                    assert!(!sorts_much, "{filter:?}: {plan:#?}");
                }
            }
        }
    }
}
