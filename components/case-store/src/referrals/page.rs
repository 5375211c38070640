//! The statement of one page of a list.
//!
//! A list is made of parts that an index holds in order: open and closed apart, and where a due date is asked for
//! or comes first, each priority apart. Each part is read no further than the page is long, and then they are
//! merged.

use super::standing::{COLUMNS, VISIBLE};
use crate::cursor::Cursor;
use crate::model::{Actor, Attention, Filter, Order, Sign};
use database::Value;
use reference::Reference;
use vocabulary::{Instant, Status};

/// The moments that a list depends on.
pub(super) struct At {
    pub now: Instant,
    /// What is due before is at risk, for each priority, the most pressing first.
    pub at_risk_before: [Instant; 4],
}

/// A part of a list that an index holds in order.
struct Part {
    open: u8,
    priority: Option<u8>,
}

/// The statement of a page, and its parameters. One line more than asked for tells whether there is more.
pub(super) fn page(
    filter: &Filter,
    after: Option<&Cursor>,
    limit: u32,
    by: &Actor,
    at: &At,
) -> (String, Vec<Value>) {
    let mut parameters = Parameters(vec![by.id.as_str().into()]);
    let cursor = after.map(|cursor| Place {
        priority: cursor.priority,
        at: parameters.place(cursor.at.into()),
        reference: parameters.place(cursor.reference.as_str().into()),
    });
    let limit = parameters.place((limit + 1).into());
    let order = match filter.order {
        Order::MostPressing => ["priority", "respond_by", "reference"].as_slice(),
        Order::DueFirst => &["respond_by", "reference"],
        Order::OldestFirst => &["received_at", "reference"],
    };
    let by = order
        .iter()
        .map(|column| format!("r.{column}"))
        .collect::<Vec<_>>()
        .join(", ");
    let mut selects = Vec::new();
    for standing in ways_to_stand(filter) {
        let index = only_index(filter, *standing)
            .map_or(String::new(), |index| format!(" INDEXED BY {index}"));
        let conditions = conditions(filter, *standing, &mut parameters, at);
        for part in parts(filter) {
            let Some(from) = from(filter.order, &part, cursor.as_ref()) else {
                continue;
            };
            let open = part.open;
            let only = part
                .priority
                .map_or(String::new(), |rank| format!(" AND r.priority = {rank}"));
            let due = due(filter, &part, &mut parameters, at);
            selects.push(format!(
                "SELECT * FROM (SELECT {COLUMNS} FROM referral r{index}
                    WHERE r.open = {open}{only}{conditions}{due}{from}
                    ORDER BY {by} LIMIT ?{limit})"
            ));
        }
    }
    let sql = format!(
        "{} ORDER BY {} LIMIT ?{limit}",
        selects.join(" UNION ALL "),
        order.join(", ")
    );
    (sql, parameters.0)
}

/// How a referral comes to have the status that is asked for.
#[derive(Clone, Copy, PartialEq)]
enum Stands {
    /// It is written on its row.
    Written,
    /// It waits by its row, and its day has come: nobody writes that down.
    CameBack,
}

fn ways_to_stand(filter: &Filter) -> &'static [Stands] {
    let status = filter.status.as_deref().and_then(Status::from_id);
    match status {
        Some(Status::Received | Status::BeingLookedAt) => &[Stands::Written, Stands::CameBack],
        _ => &[Stands::Written],
    }
}

struct Parameters(Vec<Value>);

impl Parameters {
    /// The number of a parameter that is added.
    fn place(&mut self, value: Value) -> usize {
        self.0.push(value);
        self.0.len()
    }
}

/// Where a list goes on: a priority, and the numbers of two parameters.
struct Place {
    priority: u8,
    at: usize,
    reference: usize,
}

/// What a part begins after; none where all of it was shown.
fn from(order: Order, part: &Part, cursor: Option<&Place>) -> Option<String> {
    let Some(Place {
        priority,
        at,
        reference,
    }) = cursor
    else {
        return Some(String::new());
    };
    Some(match (order, part.priority) {
        (Order::OldestFirst, _) => {
            format!(" AND (r.received_at, r.reference) > (?{at}, ?{reference})")
        }
        (Order::DueFirst, _) => {
            format!(" AND (r.respond_by, r.reference) > (?{at}, ?{reference})")
        }
        (Order::MostPressing, None) => format!(
            " AND (r.priority, r.respond_by, r.reference) > ({priority}, ?{at}, ?{reference})"
        ),
        (Order::MostPressing, Some(here)) if here < *priority => return None,
        (Order::MostPressing, Some(here)) if here == *priority => {
            format!(" AND (r.respond_by, r.reference) > (?{at}, ?{reference})")
        }
        (Order::MostPressing, Some(_)) => String::new(),
    })
}

/// Open or not, and which priority where that is told apart.
fn parts(filter: &Filter) -> Vec<Part> {
    let open: &[u8] = match filter.status.as_deref() {
        _ if filter.open_only || filter.attention.is_some() || filter.waiting == Some(true) => &[1],
        Some("closed") => &[0],
        Some(_) => &[1],
        None => &[1, 0],
    };
    let at_risk = filter.attention == Some(Attention::AtRisk);
    let apart = match filter.order {
        Order::DueFirst => true,
        Order::MostPressing => {
            at_risk || filter.due_before.is_some() || filter.attention == Some(Attention::Overdue)
        }
        Order::OldestFirst => at_risk,
    };
    let priorities = match filter.priority {
        Some(priority) => vec![Some(priority.rank())],
        None if apart => vec![Some(0), Some(1), Some(2), Some(3)],
        None => vec![None],
    };
    let each = |open: &u8| {
        priorities
            .iter()
            .map(|priority| Part {
                open: *open,
                priority: *priority,
            })
            .collect::<Vec<_>>()
    };
    open.iter().flat_map(each).collect()
}

/// Between which moments a part must be due.
fn due(filter: &Filter, part: &Part, parameters: &mut Parameters, at: &At) -> String {
    let mut due = String::new();
    let mut must = |comparison: &str, moment: Instant| {
        let place = parameters.place(moment.as_unix().into());
        due.push_str(&format!(" AND r.respond_by {comparison} ?{place}"));
    };
    if let Some(before) = filter.due_before {
        must("<", before);
    }
    match filter.attention {
        Some(Attention::Overdue) => must("<", at.now),
        Some(Attention::AtRisk) => {
            must(">=", at.now);
            let rank = usize::from(part.priority.unwrap_or_default());
            must("<", at.at_risk_before.get(rank).copied().unwrap_or(at.now));
        }
        _ => {}
    }
    due
}

/// The one index that holds the few referrals that are asked for. It is named because SQLite, which does not know
/// how few they are, would choose a larger one.
fn only_index(filter: &Filter, standing: Stands) -> Option<&'static str> {
    match (filter.attention, filter.waiting) {
        _ if filter.reference.is_some() => None,
        _ if standing == Stands::CameBack => Some("referral_waiting"),
        (Some(Attention::WelfareCheck), _) => Some("referral_unanswered"),
        (Some(Attention::CameBack), _) | (_, Some(true)) => Some("referral_waiting"),
        _ => None,
    }
}

/// What holds for every part. The most telling equality leads, and is looked up in its index; a `+`
/// keeps the others out of the choice of one.
fn conditions(filter: &Filter, standing: Stands, parameters: &mut Parameters, at: &At) -> String {
    let mut conditions = format!(" AND {VISIBLE}");
    let mut must = |column: &str, comparison: &str, value: Value| {
        let place = parameters.place(value);
        conditions.push_str(&format!(" AND {column} {comparison} ?{place}"));
    };
    if let Some(reference) = filter.reference.as_deref().and_then(Reference::read) {
        must("r.reference", "=", reference.as_str().into());
    }
    let status = match standing {
        Stands::Written => filter.status.clone(),
        Stands::CameBack => Some(Status::WaitingForYou.id().to_owned()),
    };
    let equalities = [
        ("assignee", &filter.assignee),
        ("queue", &filter.queue),
        ("form", &filter.form),
        ("channel", &filter.channel),
        ("locality", &filter.locality),
        ("status", &status),
    ];
    // With an index of their own for this order.
    let leading: &[&str] = match filter.order {
        _ if only_index(filter, standing).is_some() => &[],
        Order::OldestFirst => &["assignee", "queue"],
        Order::MostPressing | Order::DueFirst => {
            &["assignee", "queue", "form", "channel", "locality", "status"]
        }
    };
    let mut leads = true;
    for (column, value) in equalities {
        let Some(value) = value else { continue };
        let prefix = match leads && leading.contains(&column) {
            true => "r.",
            false => "+r.",
        };
        leads &= prefix == "+r.";
        must(&format!("{prefix}{column}"), "=", value.as_str().into());
    }
    match filter.waiting {
        Some(true) => must("r.waiting_until", ">", at.now.as_unix().into()),
        Some(false) => must(
            "coalesce(r.waiting_until, 0)",
            "<=",
            at.now.as_unix().into(),
        ),
        None => {}
    }
    if filter.attention == Some(Attention::CameBack) || standing == Stands::CameBack {
        must("r.waiting_until", "<=", at.now.as_unix().into());
    }
    let waits = status.as_deref() == Some(Status::WaitingForYou.id());
    if standing == Stands::Written && waits {
        must("+r.waiting_until", ">", at.now.as_unix().into());
    }
    if standing == Stands::CameBack {
        let held = filter.status.as_deref() == Some(Status::BeingLookedAt.id());
        let held = if held { "IS NOT NULL" } else { "IS NULL" };
        conditions.push_str(&format!(" AND +r.assignee {held}"));
    }
    if only_index(filter, standing) == Some("referral_waiting") {
        conditions.push_str(" AND r.waiting_until IS NOT NULL");
    }
    if filter.attention == Some(Attention::WelfareCheck) {
        conditions.push_str(
            " AND r.unanswered >= 2 AND r.welfare_decided = 0
                AND (r.safeguarding_sign = 1 OR r.rule_ten_sign = 1)",
        );
    }
    if filter.unassigned {
        conditions.push_str(" AND +r.assignee IS NULL");
    }
    match filter.sign {
        Some(Sign::Safeguarding) => conditions.push_str(" AND r.safeguarding_sign = 1"),
        Some(Sign::RuleTen) => conditions.push_str(" AND r.rule_ten_sign = 1"),
        None => {}
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
        let now = Instant::from_unix(7);
        let at = At {
            now,
            at_risk_before: [now; 4],
        };
        let (sql, parameters) = page(filter, after, 50, &by, &at);
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

    /// Every way of asking for a list that has an index of its own, and some that lean on another's.
    fn filters() -> Vec<Filter> {
        let text = |word: &str| Some(word.to_owned());
        let none = Filter::default;
        let queue = || Filter {
            queue: text("carers"),
            ..none()
        };
        let mut filters = vec![
            none(),
            queue(),
            Filter {
                priority: Some(Priority::Soon),
                ..queue()
            },
            Filter {
                status: text("received"),
                locality: text("mid"),
                ..queue()
            },
            Filter {
                status: text("closed"),
                ..none()
            },
            Filter {
                status: text("being-looked-at"),
                assignee: text("amir"),
                ..none()
            },
            Filter {
                status: text("waiting-for-you"),
                ..none()
            },
            Filter {
                status: text("received"),
                attention: Some(Attention::AtRisk),
                ..none()
            },
            Filter {
                locality: text("mid"),
                ..none()
            },
            Filter {
                assignee: text("amir"),
                ..queue()
            },
            Filter {
                due_before: Some(Instant::from_unix(7)),
                ..none()
            },
            Filter {
                due_before: Some(Instant::from_unix(7)),
                ..queue()
            },
            Filter {
                reference: text("ASC-1111-111N"),
                ..none()
            },
            Filter {
                form: text("adult-contact"),
                ..none()
            },
            Filter {
                channel: text("phone"),
                ..none()
            },
            Filter {
                unassigned: true,
                sign: Some(Sign::RuleTen),
                waiting: Some(false),
                ..queue()
            },
            Filter {
                waiting: Some(true),
                ..queue()
            },
        ];
        for attention in [
            Attention::Overdue,
            Attention::AtRisk,
            Attention::WelfareCheck,
            Attention::CameBack,
        ] {
            let attention = Some(attention);
            filters.push(Filter {
                attention,
                ..none()
            });
            filters.push(Filter {
                attention,
                ..queue()
            });
        }
        filters
    }

    #[test]
    fn every_way_of_asking_is_answered_from_an_index_in_its_order() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        for statement in MIGRATIONS.iter().flat_map(|migration| migration.statements) {
            connection.execute_batch(statement).unwrap();
        }
        let cursor = Cursor {
            priority: 1,
            at: 7,
            reference: "ASC-1111-111N".to_owned(),
        };
        let orders = [Order::MostPressing, Order::DueFirst, Order::OldestFirst];
        for (filter, order, open_only) in filters().into_iter().flat_map(|filter| {
            orders
                .into_iter()
                .flat_map(move |order| [true, false].map(|open| (filter.clone(), order, open)))
        }) {
            let filter = Filter {
                order,
                open_only,
                ..filter
            };
            // What one small index holds may be put in order afterwards.
            let small = order == Order::OldestFirst
                && (ways_to_stand(&filter)
                    .iter()
                    .any(|standing| only_index(&filter, *standing).is_some())
                    || filter.attention == Some(Attention::AtRisk));
            for after in [None, Some(&cursor)] {
                let plan = plan(&connection, &filter, after);
                let reads: Vec<_> = plan.iter().filter(|step| step.contains(" r ")).collect();
                assert!(!reads.is_empty(), "{plan:#?}");
                for read in reads {
                    let searched = read.starts_with("SEARCH r USING")
                        || ["referral_waiting", "referral_unanswered"]
                            .iter()
                            .any(|small| read.starts_with(&format!("SCAN r USING INDEX {small}")));
                    assert!(searched, "{filter:?}: {plan:#?}");
                }
                // What is sorted is only a part, which is no longer than the page.
                for (step, before) in plan.iter().skip(1).zip(&plan) {
                    let sorts_much =
                        step.contains("TEMP B-TREE") && !before.starts_with("SCAN (sub");
                    assert!(!sorts_much || small, "{filter:?}: {plan:#?}");
                }
            }
        }
    }
}
