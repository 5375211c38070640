//! A referral on its way out.

use client_level_data::{Answered, Contact, Person};
use serde_json::Value;
use vocabulary::{Decision, FactValue, Facts, Instant, Priority};

/// What the records are for, as the store has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Every referral, by when it was received.
    Referrals,
    /// Referrals that are closed, by when they were.
    ClientLevelData,
}

/// From a moment on, and before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub from: Instant,
    pub before: Instant,
}

/// One answer, as it was asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub question: String,
    pub asked: String,
    pub value: Value,
}

/// One referral, in clear.
#[derive(Debug, Clone, PartialEq)]
pub struct Exported {
    pub reference: String,
    pub form: String,
    pub form_version: u32,
    pub channel: String,
    pub received_at: Instant,
    pub status: String,
    /// As it stands now.
    pub queue: String,
    pub priority: Priority,
    pub respond_by: Instant,
    pub safeguarding_sign: bool,
    pub rule_ten_sign: bool,
    pub person: Person,
    pub answers: Vec<Answer>,
    pub facts: Vec<(String, FactValue)>,
    /// As it was decided on arrival.
    pub decision: Decision,
    /// What was decided under section 42.
    pub s42: Option<String>,
    pub first_response_at: Option<Instant>,
    pub closed_at: Option<Instant>,
    pub outcome: Option<String>,
    /// What somebody asked us to keep with their record.
    pub equality: Option<Vec<Answer>>,
}

/// Some referrals, and where to go on.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportPage {
    pub referrals: Vec<Exported>,
    pub next_cursor: Option<String>,
}

impl Exported {
    /// The facts by their names.
    pub fn facts(&self) -> Facts {
        Facts::from_list(self.facts.clone())
    }

    /// What the national data needs of it.
    pub fn into_contact(self) -> Contact {
        let facts = self.facts();
        let answered = |answers: Vec<Answer>| answers.into_iter().map(Answered::from).collect();
        Contact {
            reference: self.reference,
            form: self.form,
            received_at: self.received_at,
            closed_at: self.closed_at,
            outcome: self.outcome,
            facts,
            person: self.person,
            answers: answered(self.answers),
            equality: self.equality.map(answered),
        }
    }
}

impl From<Answer> for Answered {
    fn from(answer: Answer) -> Self {
        Self {
            question: answer.question,
            value: answer.value,
        }
    }
}
