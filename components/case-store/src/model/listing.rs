//! Referrals in a list: which, and what is told of each.

use super::FormVersion;
pub use casework::{Attention, Escalated, Order, Sign};
use vocabulary::{Instant, Priority};

/// Which referrals. No filter means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub queue: Option<String>,
    pub status: Option<String>,
    pub priority: Option<Priority>,
    pub locality: Option<String>,
    pub assignee: Option<String>,
    pub due_before: Option<Instant>,
    /// Exactly this reference, as typed.
    pub reference: Option<String>,
    pub open_only: bool,
    /// The id of a form.
    pub form: Option<String>,
    pub channel: Option<String>,
    /// Nobody holds it.
    pub unassigned: bool,
    /// Something is being waited for now, or nothing is.
    pub waiting: Option<bool>,
    pub sign: Option<Sign>,
    /// Leaves out what is closed, too.
    pub attention: Option<Attention>,
    pub order: Order,
}

/// One line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub reference: String,
    pub form: FormVersion,
    pub status: String,
    pub queue: String,
    pub priority: Priority,
    pub respond_by: Instant,
    pub received_at: Instant,
    pub locality: Option<String>,
    pub assignee: Option<String>,
    pub name: Option<String>,
    pub needs: Vec<String>,
    pub risks: Vec<String>,
    pub safeguarding_sign: bool,
    /// Something is being waited for, and it stands in the queue again from then on.
    pub waiting_until: Option<Instant>,
    /// How many tries in a row nobody answered.
    pub unanswered: u32,
    /// The reference of the contact as part of which this one goes on.
    pub merged_into: Option<String>,
    /// Nobody answers who may be in danger, and somebody who leads has yet to decide on a welfare check.
    pub needs_welfare_check: bool,
    /// How far it was written down that it is late.
    pub escalated: Option<Escalated>,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    pub entries: Vec<Entry>,
    pub next_cursor: Option<String>,
}

/// How much stands in a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueCount {
    pub queue: String,
    pub unclaimed: u32,
    pub claimed: u32,
    /// 100 means 100 or more.
    pub overdue: u32,
    pub next_respond_by: Option<Instant>,
}
