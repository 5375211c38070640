//! The filters of a list, as they stand in the URL.

use casework::{Attention, Order, Sign};
use maud::{Markup, html};
use pages::{Button, Select};
use vocabulary::{Channel, Form, Priority, Status};
use web::{FieldProblem, Request};

use super::clock::lower_first;
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

/// Chosen for what nobody holds. No user name has a capital letter.
const NOBODY: &str = "Nobody";

const NAMES: [&str; 11] = [
    "queue",
    "status",
    "priority",
    "locality",
    "assignee",
    "attention",
    "sign",
    "form",
    "channel",
    "waiting",
    "sort",
];

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

    /// Whether anything but the queue narrows the list, or puts it into another order.
    pub fn narrow(&self) -> bool {
        self.pairs.iter().any(|(name, _)| name != "queue")
    }

    /// The order of the list.
    fn order(&self) -> Order {
        self.get("sort")
            .and_then(Order::from_id)
            .unwrap_or_default()
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
            .map(|(name, value)| match (name.as_str(), value.as_str()) {
                ("assignee", NOBODY) => ("unassigned".to_owned(), "true".to_owned()),
                _ => (name.clone(), value.clone()),
            })
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
        match self.get("assignee") {
            Some(NOBODY) => parts.push("held by nobody".to_owned()),
            Some(assignee) => parts.push(format!("held by {}", visit.name_of(assignee))),
            None => {}
        }
        if let Some(attention) = self.get("attention").and_then(Attention::from_id) {
            parts.push(lower_first(attention.words()));
        }
        if let Some(sign) = self.get("sign").and_then(Sign::from_id) {
            parts.push(format!("with {}", lower_first(sign.words())));
        }
        if let Some(form) = self.get("form") {
            parts.push(format!("from the form “{}”", words::form(form)));
        }
        if let Some(channel) = self.get("channel") {
            parts.push(format!(
                "that came by {}",
                words::channel(channel).to_lowercase()
            ));
        }
        match self.get("waiting") {
            Some("true") => parts.push("waiting for the person".to_owned()),
            Some("false") => parts.push("not waiting for the person".to_owned()),
            _ => {}
        }
        parts.join(", ")
    }

    /// The order in words: `most pressing first`.
    pub fn order_in_words(&self) -> String {
        lower_first(self.order().words())
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
            form class="desk-filters desk-filters--grid" method="get" action="/staff/queues" novalidate {
                input type="hidden" name="queue" value=(self.get("queue").unwrap_or(ALL_QUEUES));
                (select("status", "Status", statuses()))
                (select("priority", "Priority", priorities()))
                (select("locality", "Locality", localities()))
                (select("assignee", "Held by", people(visit)))
                (select("attention", "Needs somebody", known("Anything", Attention::ALL.iter().map(|word| (word.id(), word.words())))))
                (select("sign", "Sign of danger", known("Any or none", Sign::ALL.iter().map(|word| (word.id(), word.words())))))
                (select("waiting", "Waiting", known("Either", [("true", "For the person"), ("false", "For nothing")].into_iter())))
                (select("form", "Form", known("Any", Form::ALL.iter().map(|form| (form.id(), form.label())))))
                (select("channel", "Came by", known("Any", Channel::ALL.iter().map(|channel| (channel.id(), channel.label())))))
                (select("sort", "Order", order()))
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

/// Words of a vocabulary, after the one that asks for nothing.
fn known<'w>(
    none: &'w str,
    words: impl Iterator<Item = (&'w str, &'w str)>,
) -> Vec<(String, String)> {
    std::iter::once(("", none))
        .chain(words)
        .map(|(id, words)| item(id, words))
        .collect()
}

/// The orders. The first is what every list has unless it is asked for another.
fn order() -> Vec<(String, String)> {
    let orders = Order::ALL.iter().map(|order| match order {
        Order::MostPressing => item("", order.words()),
        _ => item(order.id(), order.words()),
    });
    orders.collect()
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
    let mut items = vec![item("", "Anybody or nobody"), item(NOBODY, "Nobody")];
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
