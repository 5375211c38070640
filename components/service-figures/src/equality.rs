//! What leaves of the answers about equality, as the store hands it over: numbers in which nobody can be found, and
//! what people asked us to keep with their records. Decision 9 says why.

mod told;

pub use told::{Gap, Place, Told};

use vocabulary::Actor;

use crate::exports::exported::Answer;

/// How many people of a group gave an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    pub question: String,
    /// The value of the contract; none for those who were asked and did not answer.
    pub answer: Option<serde_json::Value>,
    /// None where the number is left out because it, or the one next to it, is small.
    pub people: Option<u32>,
}

/// People who were counted in some months and localities: ten at the least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// `YYYY-MM`; the same month twice where it is one.
    pub from_month: String,
    pub to_month: String,
    /// None for people whose locality was not known.
    pub localities: Vec<Option<String>>,
    pub people: u32,
    pub numbers: Vec<Number>,
}

/// What somebody asked us to keep with their record.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    pub reference: String,
    pub form: String,
    pub form_version: u32,
    pub answers: Vec<Answer>,
}

/// Some records, in the order in which the contacts came.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptPage {
    pub records: Vec<Kept>,
    /// Hand it in to go on; none at the end.
    pub next_cursor: Option<String>,
}

impl Number {
    /// The answer's id; a value that is none is written as JSON. None for those who did not answer.
    pub fn answer_id(&self) -> Option<String> {
        self.answer.as_ref().map(|answer| match answer {
            serde_json::Value::String(id) => id.clone(),
            other => other.to_string(),
        })
    }
}

/// Whether the menu has the numbers for somebody. The store decides what they may see.
pub fn numbers_are_for(actor: &Actor) -> bool {
    staff_pages::equality_is_for(&actor.roles)
}

/// The id of a locality, where it stands in a list.
pub fn locality_id(locality: &Option<String>) -> &str {
    locality.as_deref().unwrap_or("not-known")
}

/// The numbers as a table for a spreadsheet, one line for each answer of each group.
pub fn as_csv(groups: &[Group]) -> String {
    let mut csv =
        "from_month,to_month,localities,people_counted,question,answer,people\r\n".to_owned();
    for group in groups {
        let localities: Vec<&str> = group.localities.iter().map(locality_id).collect();
        let localities = localities.join(" ");
        for number in &group.numbers {
            let answer = number.answer_id();
            let people = number
                .people
                .map_or_else(|| "left out".to_owned(), |people| people.to_string());
            let line = [
                group.from_month.as_str(),
                &group.to_month,
                &localities,
                &group.people.to_string(),
                &number.question,
                answer.as_deref().unwrap_or("did not answer"),
                &people,
            ];
            csv.push_str(&csv_lines::line(line));
        }
    }
    csv
}
