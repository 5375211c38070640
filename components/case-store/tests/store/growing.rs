//! What growth costs, in steps of SQLite and not in time: however much there is, nobody waits longer for a page of
//! a list, however it is narrowed, for a page far down it, or for the queues.

use crate::fixtures::*;
use case_store::Store;
use case_store::model::{Attention, Change, Deed, Filter, MadeUp, Order};
use database::{Connection, Row, SqlError, Value};
use rusqlite::StatementStatus;
use sealing::SystemRandomness;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use vocabulary::Priority;

const FEW: i64 = 1_000;
const MANY: i64 = 5_000;
/// How many lines are asked for: so many that the few fill the page.
const LINES: u32 = 5;

/// A connection that counts what its statements do.
struct Counting {
    connection: rusqlite::Connection,
    steps: Rc<Cell<i64>>,
}

impl Connection for Counting {
    async fn execute(&self, sql: &str, parameters: Vec<Value>) -> Result<Vec<Row>, SqlError> {
        use rusqlite::types::Value as Sql;
        let defect = |error: rusqlite::Error| SqlError::from_message(error.to_string());
        let parameters = parameters.into_iter().map(|value| match value {
            Value::Null => Sql::Null,
            Value::Integer(value) => Sql::Integer(value),
            Value::Real(value) => Sql::Real(value),
            Value::Text(value) => Sql::Text(value),
            Value::Blob(value) => Sql::Blob(value),
        });
        let mut statement = self.connection.prepare(sql).map_err(defect)?;
        let columns = statement.column_count();
        let mut found = statement
            .query(rusqlite::params_from_iter(parameters))
            .map_err(defect)?;
        let mut rows = Vec::new();
        while let Some(row) = found.next().map_err(defect)? {
            let values = (0..columns).map(|column| match row.get(column) {
                Ok(Sql::Null) | Err(_) => Value::Null,
                Ok(Sql::Integer(value)) => Value::Integer(value),
                Ok(Sql::Real(value)) => Value::Real(value),
                Ok(Sql::Text(value)) => Value::Text(value),
                Ok(Sql::Blob(value)) => Value::Blob(value),
            });
            rows.push(Row::new(values.collect()));
        }
        drop(found);
        let steps = i64::from(statement.get_status(StatementStatus::VmStep));
        self.steps.set(self.steps.get() + steps);
        Ok(rows)
    }

    async fn pause(&self, _milliseconds: u64) {}
}

/// A store with so many referrals, and how much its statements have done.
struct Grown {
    _cases: Cases,
    store: Store<Counting, SystemRandomness>,
    steps: Rc<Cell<i64>>,
}

impl Grown {
    fn to(referrals: i64) -> Self {
        let cases = Cases::new();
        let store = cases.store();
        for first in (0..referrals).step_by(500) {
            let made_up: Vec<MadeUp> = (first..first + 500).map(made_up).collect();
            assert_eq!(done(store.load(&made_up)), Ok(500));
        }
        let steps = Rc::new(Cell::new(0));
        let counting = Counting {
            connection: cases.raw(),
            steps: Rc::clone(&steps),
        };
        Self {
            store: Store::on(counting, Arc::clone(&cases.keys), SystemRandomness),
            _cases: cases,
            steps,
        }
    }

    /// How many steps it takes.
    fn steps_of<T>(&self, ask: impl AsyncFn(&Store<Counting, SystemRandomness>) -> T) -> i64 {
        self.steps.set(0);
        done(ask(&self.store));
        self.steps.get()
    }
}

/// In four queues and three localities, of four priorities, due over two weeks and most of them overdue, more in
/// each queue than are counted; half are closed, and of the rest Amir holds one in four.
fn made_up(number: i64) -> MadeUp {
    // Spread, so that no two particulars go together.
    let part = |step: i64, count: i64| (number * 7_919 / step).rem_euclid(count);
    let queue = ["ascc-general", "carers", "sensory", "locality-mid"][usize_of(part(3, 4))];
    let locality = ["mid", "north", "west"][usize_of(part(5, 3))];
    let priority = Priority::MOST_PRESSING_FIRST[usize_of(part(7, 4))];
    let mut contact = contact();
    contact.received_at = at(NOW - DAY * part(11, 30));
    contact.decision = decision(queue, priority);
    contact.decision.locality = Some(locality.to_owned());
    contact.decision.respond_by = at(NOW + 3_600 * (part(13, 336) - 300));
    let change = match number % 8 {
        0 | 2 | 4 | 6 => Some(close()),
        1 => Some(Change::Claim),
        _ => None,
    };
    let deed = |change| Deed {
        at: at(NOW),
        by: adviser(),
        change,
    };
    MadeUp {
        contact,
        deeds: change.into_iter().map(deed).collect(),
    }
}

fn usize_of(number: i64) -> usize {
    usize::try_from(number).unwrap()
}

fn filters() -> Vec<Filter> {
    let text = |word: &str| Some(word.to_owned());
    let none = Filter::default;
    vec![
        none(),
        Filter {
            open_only: true,
            ..none()
        },
        Filter {
            queue: text("carers"),
            open_only: true,
            ..none()
        },
        Filter {
            queue: text("carers"),
            priority: Some(Priority::Soon),
            ..none()
        },
        Filter {
            queue: text("carers"),
            status: text("being-looked-at"),
            ..none()
        },
        Filter {
            queue: text("carers"),
            locality: text("west"),
            open_only: true,
            ..none()
        },
        Filter {
            status: text("closed"),
            ..none()
        },
        Filter {
            locality: text("mid"),
            open_only: true,
            ..none()
        },
        Filter {
            assignee: text("amir"),
            open_only: true,
            ..none()
        },
        Filter {
            due_before: Some(at(NOW)),
            queue: text("sensory"),
            open_only: true,
            ..none()
        },
        Filter {
            attention: Some(Attention::Overdue),
            queue: text("carers"),
            ..none()
        },
        Filter {
            form: text("adult-contact"),
            channel: text("web"),
            waiting: Some(false),
            unassigned: true,
            open_only: true,
            ..none()
        },
        Filter {
            order: Order::DueFirst,
            queue: text("carers"),
            open_only: true,
            ..none()
        },
        Filter {
            order: Order::OldestFirst,
            queue: text("carers"),
            open_only: true,
            ..none()
        },
        Filter {
            order: Order::OldestFirst,
            assignee: text("amir"),
            ..none()
        },
    ]
}

#[test]
fn a_list_and_what_stands_on_every_page_cost_the_same_however_much_there_is() {
    let (few, many) = (Grown::to(FEW), Grown::to(MANY));
    for filter in filters() {
        let first = |grown: &Grown| {
            grown.steps_of(async |store| {
                let listed = store
                    .browse(&filter, None, LINES, &adviser(), at(NOW))
                    .await;
                assert_eq!(listed.unwrap().entries.len(), LINES as usize, "{filter:?}");
            })
        };
        not_more(&format!("{filter:?}"), first(&few), first(&many));
    }
    let everything = Filter::default();
    let far_down = |grown: &Grown| {
        let page = async |cursor: Option<String>, limit: u32| {
            let by = adviser();
            let cursor = cursor.as_deref();
            let listed = grown.store.browse(&everything, cursor, limit, &by, at(NOW));
            listed.await.unwrap()
        };
        let mut cursor = None;
        for _ in 0..4 {
            cursor = done(page(cursor, 200)).next_cursor;
        }
        let cursor = cursor.expect("a page after four");
        grown.steps_of(async |_| {
            let listed = page(Some(cursor.clone()), LINES).await;
            assert_eq!(listed.entries.len(), LINES as usize);
        })
    };
    not_more("a page far down", far_down(&few), far_down(&many));
    what_stands_on_every_page(&few, &many);
}

fn what_stands_on_every_page(few: &Grown, many: &Grown) {
    let queues = |grown: &Grown| {
        grown.steps_of(async |store| store.queues(&adviser(), at(NOW)).await.unwrap())
    };
    not_more("queues", queues(few), queues(many));
    let counter =
        |grown: &Grown| grown.steps_of(async |store| store.change_counter().await.unwrap());
    not_more("the counter", counter(few), counter(many));
    let emergencies = |grown: &Grown| {
        grown.steps_of(async |store| {
            store
                .unclaimed_emergencies(&adviser(), at(NOW))
                .await
                .unwrap()
        })
    };
    not_more("emergencies", emergencies(few), emergencies(many));
    let next = |grown: &Grown| {
        grown.steps_of(async |store| {
            let claimed = store.next(&[], &adviser(), at(NOW)).await.unwrap();
            assert_eq!(claimed.unwrap().entry.assignee.as_deref(), Some("amir"));
        })
    };
    not_more("next for me", next(few), next(many));
}

/// At most half as much again, with five times as much to look through.
fn not_more(what: &str, few: i64, many: i64) {
    assert!(few > 0, "{what}: nothing was counted");
    assert!(many * 2 <= few * 3, "{what}: {few} steps, and then {many}");
}
