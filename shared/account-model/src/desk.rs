//! What staff see of an account and do with it.

use serde::{Deserialize, Serialize};
use vocabulary::Instant;

use crate::Account;

/// Whether the account can be looked at online.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Online {
    Open,
    /// Staff closed it.
    Closed,
    /// There is a safeguarding sign: neither the person nor a delegate is let in.
    Suspended,
}

/// What lets somebody look at another person's account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Authority {
    /// Power of attorney for property and financial affairs: sees money.
    PropertyAttorney,
    /// Deputy of the Court of Protection for property and affairs: sees money.
    PropertyDeputy,
    /// The person can decide, and agreed in person: sees money.
    Agreement,
    /// Appointee of the DWP, and nothing else: sees nothing.
    Appointee,
    /// Attorney or deputy for health and welfare only: sees nothing.
    Welfare,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DelegateStanding {
    Waiting,
    Approved,
    Refused,
    Ended,
}

/// Somebody who acts for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegate {
    /// Counted from 1 within the account.
    pub number: u32,
    pub name: String,
    pub authority: Authority,
    pub evidence: String,
    /// With this and their own date of birth they ask for a code.
    pub reference: String,
    pub standing: DelegateStanding,
    pub recorded_by: String,
    pub recorded_at: Instant,
    pub decided_by: Option<String>,
    pub decided_at: Option<Instant>,
    /// The last day of the authority, where it has one.
    pub until: Option<String>,
}

/// The contact on record: only what kind there is. It is never shown or changed online.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContactOnRecord {
    pub email: bool,
    pub phone: bool,
    /// It changed, and no code is sent until then unless somebody confirms it with the person.
    pub held_until: Option<Instant>,
}

/// An account as staff see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub account: Account,
    pub tag: String,
    pub online: Online,
    pub contact: ContactOnRecord,
    pub delegates: Vec<Delegate>,
    /// Sessions that are open now.
    pub sessions: u32,
    /// Wrong codes have locked online access until then. It never affects the telephone.
    pub locked_until: Option<Instant>,
    /// A provider of identities is linked.
    pub linked: bool,
}

/// An account in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub id: String,
    pub given_name: String,
    pub family_name: String,
    pub date_of_birth: String,
    pub online: Online,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub given_name: String,
    pub family_name: String,
    pub date_of_birth: String,
}

/// By what staff look for an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Criteria {
    AccountReference(String),
    Person(Person),
}

/// Something that staff do with an account. Each carries why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    CloseOnline(String),
    OpenOnline(String),
    /// A safeguarding sign: the person's and every delegate's access, and every session.
    Suspend(String),
    LiftSuspension(String),
    /// The changed contact on record was confirmed with the person: how.
    ConfirmContact(String),
    /// Every session, and the link with a provider.
    EndSessions(String),
    /// A new entry for a week; the earlier one stays.
    Correct {
        figures: metering::Week,
        because: String,
    },
    /// Nobody is let in by this.
    RecordDelegate(NewDelegate),
    /// Not by whoever recorded it.
    DecideDelegate {
        number: u32,
        approve: bool,
        because: String,
    },
    EndDelegate {
        number: u32,
        because: String,
    },
    RecordDeath {
        died_on: String,
        because: String,
    },
    /// Delete an account that need not be kept any longer: last changed before this moment, or of somebody
    /// who died.
    Remove {
        because: String,
        changed_before: Instant,
    },
}

/// Somebody who is to act for the person, with the evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDelegate {
    pub name: String,
    pub date_of_birth: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub authority: Authority,
    pub evidence: String,
    pub until: Option<String>,
}

/// Something that happened with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEvent {
    pub sequence: u64,
    pub at: Instant,
    /// A user name, `token:` and a token's name, `account-holder`, `delegate` and a number, or `system`.
    pub who: String,
    /// A kebab-case verb.
    pub what: String,
    pub because: Option<String>,
    pub detail: Option<String>,
}
