//! The query of the list of referrals: from URL members to a filter, or everything that is wrong.

use casework::{Attention, Order, Sign};
use reference::Reference;
use vocabulary::{Channel, Form, Instant, Priority, QUEUES, Status};
use web::FieldProblem;

use super::members::listed;
use crate::referral::Filter;

/// Every member that the list knows.
const KNOWN: [&str; 16] = [
    "queue",
    "status",
    "priority",
    "locality",
    "assignee",
    "due_before",
    "form",
    "channel",
    "unassigned",
    "waiting",
    "sign",
    "attention",
    "sort",
    "q",
    "limit",
    "cursor",
];
const DEFAULT_LIMIT: u32 = 50;
const MOST: u32 = 200;

/// Which page of which list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListQuery {
    pub filter: Filter,
    pub limit: u32,
    /// As the store gave it; only the store can tell whether it is one.
    pub cursor: Option<String>,
}

/// Reads the query.
pub fn list(query: &[(String, String)]) -> Result<ListQuery, Vec<FieldProblem>> {
    let mut reading = Reading::of(query, &KNOWN);
    let list = ListQuery {
        filter: Filter {
            queue: reading.word("queue", QUEUES.iter().map(|(id, _)| *id)),
            status: reading.word("status", Status::ALL.iter().map(|status| status.id())),
            priority: reading
                .word(
                    "priority",
                    Priority::MOST_PRESSING_FIRST.iter().map(|word| word.id()),
                )
                .and_then(|word| Priority::from_id(&word)),
            locality: reading.read("locality", |value| {
                is_slug(value)
                    .then(|| value.to_owned())
                    .ok_or_else(|| "Must be a locality's id, such as mid.".to_owned())
            }),
            assignee: reading.read("assignee", |value| {
                is_name(value)
                    .then(|| value.to_owned())
                    .ok_or_else(|| "Must be a user name.".to_owned())
            }),
            due_before: reading.read("due_before", |value| {
                Instant::parse(value).map_err(|error| error.to_string())
            }),
            reference: reading.read("q", |value| {
                Reference::read(value)
                    .map(|reference| reference.to_string())
                    .ok_or_else(|| {
                        "Takes a reference only, such as ASC-XXXX-XXXX. Search by name with \
                         POST /api/v1/referrals/search."
                            .to_owned()
                    })
            }),
            open_only: false,
            form: reading.word("form", Form::ALL.iter().map(|form| form.id())),
            channel: reading.word("channel", Channel::ALL.iter().map(|channel| channel.id())),
            unassigned: reading.truth("unassigned") == Some(true),
            waiting: reading.truth("waiting"),
            sign: reading
                .word("sign", Sign::ALL.iter().map(|word| word.id()))
                .and_then(|word| Sign::from_id(&word)),
            attention: reading
                .word("attention", Attention::ALL.iter().map(|word| word.id()))
                .and_then(|word| Attention::from_id(&word)),
            order: reading
                .word("sort", Order::ALL.iter().map(|word| word.id()))
                .and_then(|word| Order::from_id(&word))
                .unwrap_or_default(),
        },
        limit: reading
            .read("limit", |value| {
                value
                    .parse()
                    .ok()
                    .filter(|limit| (1..=MOST).contains(limit))
                    .ok_or_else(|| format!("Must be a whole number from 1 to {MOST}."))
            })
            .unwrap_or(DEFAULT_LIMIT),
        cursor: reading.cursor(),
    };
    reading.finish(list)
}

/// Reads `after` of the audit list: the sequence number to go on from.
pub fn audit(query: &[(String, String)]) -> Result<u64, Vec<FieldProblem>> {
    let mut reading = Reading::of(query, &["after"]);
    let after = reading.read("after", |value| {
        value
            .parse()
            .map_err(|_| "Must be a sequence number of this list.".to_owned())
    });
    reading.finish(after.unwrap_or(0))
}

/// Refuses every member, where an address takes none.
pub fn nothing(query: &[(String, String)]) -> Result<(), Vec<FieldProblem>> {
    Reading::of(query, &[]).finish(())
}

/// Reads the query of a file: whether it is wanted although no scanner looked at it.
pub fn file(query: &[(String, String)]) -> Result<bool, Vec<FieldProblem>> {
    let mut reading = Reading::of(query, &["unchecked"]);
    let unchecked = reading.truth("unchecked");
    reading.finish(unchecked == Some(true))
}

/// A user name, or `token:` and the name of a token.
pub fn is_name(text: &str) -> bool {
    let name = text.strip_prefix("token:").unwrap_or(text);
    (1..=64).contains(&name.len())
        && name.bytes().all(|b| {
            b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'_')
        })
}

/// Kebab-case. Which localities there are is data, and changes.
fn is_slug(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// A query being read, and what is wrong so far.
struct Reading<'a> {
    query: &'a [(String, String)],
    problems: Vec<FieldProblem>,
}

impl<'a> Reading<'a> {
    fn cursor(&mut self) -> Option<String> {
        self.read("cursor", |value| {
            (!value.is_empty() && value.len() <= 1_000)
                .then(|| value.to_owned())
                .ok_or_else(|| "Must be the next_cursor of the page before.".to_owned())
        })
    }

    fn of(query: &'a [(String, String)], known: &[&str]) -> Self {
        let mut problems = Vec::new();
        for (place, (name, _)) in query.iter().enumerate() {
            if query.iter().take(place).any(|(before, _)| before == name) {
                problems.push(FieldProblem::new(name, "Stands here twice. Send it once."));
            } else if !known.contains(&name.as_str()) {
                problems.push(FieldProblem::new(
                    name,
                    format!(
                        "There is no such filter. Known: {}.",
                        listed(known.iter().copied())
                    ),
                ));
            }
        }
        Self { query, problems }
    }

    fn read<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        let (_, value) = self.query.iter().find(|(key, _)| key == name)?;
        match read(value) {
            Ok(read) => Some(read),
            Err(message) => {
                self.problems.push(FieldProblem::new(name, message));
                None
            }
        }
    }

    fn word<'w>(
        &mut self,
        name: &str,
        mut known: impl Iterator<Item = &'w str> + Clone,
    ) -> Option<String> {
        let all = known.clone();
        self.read(name, |value| {
            if known.any(|word| word == value) {
                Ok(value.to_owned())
            } else {
                Err(format!("Is not known. Choose from {}.", listed(all)))
            }
        })
    }

    fn truth(&mut self, name: &str) -> Option<bool> {
        self.word(name, ["true", "false"].into_iter())
            .map(|word| word == "true")
    }

    fn finish<T>(self, read: T) -> Result<T, Vec<FieldProblem>> {
        if self.problems.is_empty() {
            Ok(read)
        } else {
            Err(self.problems)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(query: &str) -> Vec<(String, String)> {
        web::Request::new(
            http::Method::GET,
            &format!("/?{query}"),
            http::HeaderMap::new(),
            Vec::new(),
        )
        .query
    }

    fn wrong(query: &str) -> Vec<String> {
        match list(&pairs(query)) {
            Ok(_) => Vec::new(),
            Err(problems) => problems.into_iter().map(|problem| problem.field).collect(),
        }
    }

    #[test]
    fn a_list_without_filters_is_everything_fifty_at_a_time() {
        let everything = list(&[]).unwrap();
        assert_eq!(everything.filter, Filter::default());
        assert_eq!((everything.limit, everything.cursor), (50, None));
    }

    #[test]
    fn every_filter_of_the_contract_is_understood() {
        let query = list(&pairs(
            "queue=carers&status=received&priority=soon&locality=mid&assignee=ann.b\
             &due_before=2026-12-29T11:45:00Z&limit=200&cursor=abc",
        ))
        .unwrap();
        assert_eq!(query.filter.priority, Some(Priority::Soon));
        assert_eq!(query.filter.assignee.as_deref(), Some("ann.b"));
        assert_eq!(query.limit, 200);
        assert!(!query.filter.open_only);
    }

    #[test]
    fn a_list_is_asked_for_in_more_ways_and_in_another_order() {
        let query = list(&pairs(
            "form=adult-contact&channel=phone&unassigned=true&waiting=false&sign=rule-ten\
             &attention=at-risk&sort=oldest-first",
        ))
        .unwrap();
        let expected = Filter {
            form: Some("adult-contact".to_owned()),
            channel: Some("phone".to_owned()),
            unassigned: true,
            waiting: Some(false),
            sign: Some(Sign::RuleTen),
            attention: Some(Attention::AtRisk),
            order: Order::OldestFirst,
            ..Filter::default()
        };
        assert_eq!(query.filter, expected);
    }

    #[test]
    fn a_bad_value_is_named() {
        for (query, field) in [
            ("queue=bin", "queue"),
            ("queue=", "queue"),
            ("status=open", "status"),
            ("priority=high", "priority"),
            ("locality=Mid%20Essex", "locality"),
            ("assignee=a%20b", "assignee"),
            ("due_before=tomorrow", "due_before"),
            ("q=Mary", "q"),
            ("limit=0", "limit"),
            ("limit=201", "limit"),
            ("limit=-1", "limit"),
            ("cursor=", "cursor"),
            ("sort=name", "sort"),
            ("form=essay", "form"),
            ("channel=pigeon", "channel"),
            ("unassigned=yes", "unassigned"),
            ("waiting=2", "waiting"),
            ("sign=bad", "sign"),
            ("attention=now", "attention"),
            ("limit=1&limit=2", "limit"),
        ] {
            assert_eq!(wrong(query), [field], "{query}");
        }
        assert_eq!(wrong("queue=bin&limit=x"), ["queue", "limit"]);
    }

    #[test]
    fn a_reference_is_found_however_it_was_written_down() {
        let reference = Reference::from_random([1, 2, 3, 4, 5]).unwrap().to_string();
        let typed = reference.to_lowercase().replace('-', " ");
        let query = list(&[("q".to_owned(), typed)]).unwrap();
        assert_eq!(query.filter.reference, Some(reference));
    }
}
