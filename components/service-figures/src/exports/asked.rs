//! What somebody asks to have, checked before anything is read.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use vocabulary::Date;
use web::FieldProblem;
use working_calendar::day_begins;

use super::{Period, Purpose};

/// The longest period, in days: a leap year.
const MOST_DAYS: i64 = 366;
/// The longest reason, in characters.
const LONGEST_REASON: usize = 1_000;
const MEMBERS: [&str; 3] = ["from", "to", "reason"];

/// What leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A line for each referral, without names and words.
    Table,
    /// A JSON object for each referral, with every answer.
    JsonLines,
    ClientLevelData,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Table, Self::JsonLines, Self::ClientLevelData];

    /// As a form sends it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Table => "referrals-csv",
            Self::JsonLines => "referrals-jsonl",
            Self::ClientLevelData => "client-level-data",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    pub fn purpose(self) -> Purpose {
        match self {
            Self::Table | Self::JsonLines => Purpose::Referrals,
            Self::ClientLevelData => Purpose::ClientLevelData,
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Self::Table | Self::ClientLevelData => "text/csv; charset=utf-8",
            Self::JsonLines => "application/x-ndjson",
        }
    }
}

/// What somebody asks to have, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub kind: Kind,
    /// The first day, in London.
    pub from: Date,
    /// The last day.
    pub to: Date,
    pub reason: String,
}

impl Asked {
    /// The days as moments.
    pub fn period(&self) -> Period {
        Period {
            from: day_begins(self.from),
            before: day_begins(self.to.plus_days(1)),
        }
    }

    /// What the file is saved as.
    pub fn file_name(&self) -> String {
        let (name, ending) = match self.kind {
            Kind::Table => ("referrals", "csv"),
            Kind::JsonLines => ("referrals", "jsonl"),
            Kind::ClientLevelData => ("client-level-data-requests", "csv"),
        };
        format!("{name}-{}-to-{}.{ending}", self.from, self.to)
    }

    /// Reads the body of a call.
    ///
    /// # Errors
    /// Every problem, by member.
    pub fn from_json(kind: Kind, body: &Value) -> Result<Self, Vec<FieldProblem>> {
        let Value::Object(members) = body else {
            let problem = "Must be an object with the members from, to and reason";
            return Err(vec![FieldProblem::new("body", problem)]);
        };
        let mut problems = FieldProblem::of_unknown_members(members, &MEMBERS);
        let mut text = |name: &str| match members.get(name) {
            Some(Value::String(text)) => Some(text.as_str()),
            Some(_) => {
                problems.push(FieldProblem::new(name, "Must be a text"));
                None
            }
            None => {
                problems.push(FieldProblem::new(name, "Is missing"));
                None
            }
        };
        let (from, to, reason) = (text("from"), text("to"), text("reason"));
        let mut day = |name: &str, text: Option<&str>| {
            let read = text?.parse::<Date>();
            if read.is_err() {
                let problem = "Must be a day, such as 2026-04-01";
                problems.push(FieldProblem::new(name, problem));
            }
            read.ok()
        };
        let days = day("from", from).zip(day("to", to));
        Self::checked(kind, days, reason, problems)
    }

    /// The rest of the checks, for bodies and for forms. What is not there has its problem already.
    ///
    /// # Errors
    /// Every problem, those handed in first.
    pub fn checked(
        kind: Kind,
        days: Option<(Date, Date)>,
        reason: Option<&str>,
        mut problems: Vec<FieldProblem>,
    ) -> Result<Self, Vec<FieldProblem>> {
        let mut say = |field: &str, problem: &str| problems.push(FieldProblem::new(field, problem));
        if let Some((from, to)) = days {
            let count = to.days_since_1970() - from.days_since_1970() + 1;
            if count < 1 {
                say("to", "The last day must not be before the first");
            } else if count > MOST_DAYS {
                say("to", "Choose a year or less");
            }
        }
        let reason = reason.map(str::trim);
        match reason {
            Some("") => say("reason", "Say what it is needed for"),
            Some(words) if words.contains('\0') => {
                say("reason", "Take out the character that cannot be stored");
            }
            Some(words) if words.chars().count() > LONGEST_REASON => {
                say("reason", "Say it in 1,000 characters or fewer");
            }
            _ => {}
        }
        match (days, reason) {
            (Some((from, to)), Some(reason)) if problems.is_empty() => Ok(Self {
                kind,
                from,
                to,
                reason: reason.to_owned(),
            }),
            _ => Err(problems),
        }
    }
}
