//! The filters of a list, as they stand in the URL.

use maud::{Markup, html};
use pages::{Button, Select};
use vocabulary::{Priority, Status};
use web::{FieldProblem, Request};

use super::{Visit, words};
use crate::api::{self, ListQuery};

/// How many referrals a page shows.
pub const ON_A_PAGE: u32 = 50;
/// What a page takes besides the members of the API's list.
const ALL_QUEUES: &str = "all";
const ANY_STATUS: &str = "any";

/// What the URL asks for. Empty members, as a form without JavaScript sends them, ask for nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filters {
    pairs: Vec<(String, String)>,
}

const NAMES: [&str; 5] = ["queue", "status", "priority", "locality", "assignee"];

impl Filters {
    pub fn of(request: &Request) -> Self {
        Self::of_pairs(request.query.iter().cloned())
    }

    /// Those of an address that was kept. What is no filter is left out.
    pub fn of_query(query: &str) -> Self {
        Self::of_pairs(form_urlencoded::parse(query.as_bytes()).into_owned())
    }

    fn of_pairs(pairs: impl Iterator<Item = (String, String)>) -> Self {
        let ours = |(name, value): &(String, String)| {
            NAMES.contains(&name.as_str()) && !value.trim().is_empty()
        };
        Self {
            pairs: pairs.filter(ours).collect(),
        }
    }

    /// As they stand in an address; a list of everything that is open asks for all queues.
    pub fn query_text(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(&self.pairs);
        if self.pairs.is_empty() {
            query.append_pair("queue", ALL_QUEUES);
        }
        query.finish()
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether a list is asked for, and not the overview.
    pub fn ask_for_a_list(&self) -> bool {
        !self.pairs.is_empty()
    }

    /// Whether anything but the queue narrows the list.
    pub fn narrow(&self) -> bool {
        self.pairs.iter().any(|(name, _)| name != "queue")
    }

    /// The queue that the list is of; none for all of them.
    pub fn queue(&self) -> Option<&str> {
        self.get("queue").filter(|queue| *queue != ALL_QUEUES)
    }

    /// What the store is asked for. Without a status, closed referrals are left out.
    pub fn query(&self, cursor: Option<&str>) -> Result<ListQuery, Vec<FieldProblem>> {
        let mut pairs: Vec<(String, String)> = self
            .pairs
            .iter()
            .filter(|(name, value)| {
                (name.as_str(), value.as_str()) != ("queue", ALL_QUEUES)
                    && (name.as_str(), value.as_str()) != ("status", ANY_STATUS)
            })
            .cloned()
            .collect();
        pairs.push(("limit".to_owned(), ON_A_PAGE.to_string()));
        if let Some(cursor) = cursor {
            pairs.push(("cursor".to_owned(), cursor.to_owned()));
        }
        let mut query = api::list_query(&pairs)?;
        query.filter.open_only = self.get("status").is_none();
        Ok(query)
    }

    /// The address of this list, at its first page or further on.
    pub fn address(&self, cursor: Option<&str>) -> String {
        let mut query = form_urlencoded::Serializer::new(self.query_text());
        if let Some(cursor) = cursor {
            query.append_pair("cursor", cursor);
        }
        format!("/staff/queues?{}", query.finish())
    }

    /// The address of the same queue without filters.
    fn cleared(&self) -> String {
        let queue = self.get("queue").unwrap_or(ALL_QUEUES);
        let query: String = form_urlencoded::Serializer::new(String::new())
            .append_pair("queue", queue)
            .finish();
        format!("/staff/queues?{query}")
    }

    /// The filters in words: `open, priority urgent, held by Sam Patel`.
    pub fn in_words(&self, visit: &Visit) -> String {
        let mut parts = Vec::new();
        match self.get("status") {
            None => parts.push("open".to_owned()),
            Some(ANY_STATUS) => parts.push("open and closed".to_owned()),
            Some(status) => parts.push(words::status(status).to_lowercase()),
        }
        if let Some(priority) = self.get("priority").and_then(Priority::from_id) {
            parts.push(format!("priority {}", priority.label().to_lowercase()));
        }
        if let Some(locality) = self.get("locality") {
            parts.push(format!("in {}", locality_name(locality)));
        }
        if let Some(assignee) = self.get("assignee") {
            parts.push(format!("held by {}", visit.name_of(assignee)));
        }
        parts.join(", ")
    }

    /// The form that changes the filters.
    pub fn form(&self, visit: &Visit) -> Markup {
        let select = |name: &'static str, label: &'static str, items: Vec<(String, String)>| {
            let items: Vec<(&str, &str)> = items
                .iter()
                .map(|(value, text)| (value.as_str(), text.as_str()))
                .collect();
            html! { (Select::new(name, label, items).chosen(self.get(name))) }
        };
        html! {
            form class="desk-filters" method="get" action="/staff/queues" novalidate {
                input type="hidden" name="queue" value=(self.get("queue").unwrap_or(ALL_QUEUES));
                (select("status", "Status", statuses()))
                (select("priority", "Priority", priorities()))
                (select("locality", "Locality", localities()))
                (select("assignee", "Held by", people(visit)))
                div class="desk-filters__send" {
                    (Button::new("Apply filters").secondary())
                    @if self.narrow() {
                        a class="govuk-link" href=(self.cleared()) { "Clear filters" }
                    }
                }
            }
        }
    }
}

fn item(value: &str, text: &str) -> (String, String) {
    (value.to_owned(), text.to_owned())
}

fn statuses() -> Vec<(String, String)> {
    let mut items = vec![
        item("", "All that are open"),
        item(ANY_STATUS, "Open and closed"),
    ];
    items.extend(
        Status::ALL
            .iter()
            .map(|status| item(status.id(), status.label())),
    );
    items
}

fn priorities() -> Vec<(String, String)> {
    let mut items = vec![item("", "Any")];
    items.extend(
        Priority::MOST_PRESSING_FIRST
            .iter()
            .map(|priority| item(priority.id(), priority.label())),
    );
    items
}

fn localities() -> Vec<(String, String)> {
    let mut items = vec![item("", "Any")];
    items.extend(
        words::localities()
            .into_iter()
            .map(|(id, name)| item(id, name)),
    );
    items
}

fn locality_name(id: &str) -> String {
    words::localities()
        .into_iter()
        .find(|(known, _)| *known == id)
        .map_or_else(|| words::plain(id), |(_, name)| name.to_owned())
}

fn people(visit: &Visit) -> Vec<(String, String)> {
    let mut items = vec![item("", "Anybody or nobody")];
    let me = visit.session.actor.id.as_str();
    items.push(item(me, &visit.name_of(me)));
    items.extend(
        visit
            .colleagues
            .iter()
            .filter(|known| known.username != me)
            .map(|known| item(&known.username, &known.display_name)),
    );
    items
}
