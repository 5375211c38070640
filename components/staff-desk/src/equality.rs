//! What leaves of the answers about equality, as the store hands it over: numbers in which nobody can be found,
//! and what people asked us to keep with their records. Decision 9 says why.

use crate::referral::{Answer, FormVersion};
use crate::stores::Actor;

/// How many people of a group gave an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    pub question: String,
    /// The value of the contract.
    pub answer: serde_json::Value,
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub reference: String,
    pub form: FormVersion,
    pub answers: Vec<Answer>,
}

/// Some records, in the order in which the contacts came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPage {
    pub records: Vec<Kept>,
    /// Hand it in to go on; none at the end.
    pub next_cursor: Option<String>,
}

/// Whether the menu has the numbers for somebody. The store decides what they may see.
pub fn numbers_are_for(actor: &Actor) -> bool {
    staff_pages::equality_is_for(&actor.roles)
}

/// The numbers as a table for a spreadsheet, one line for each answer.
pub fn as_csv(groups: &[Group]) -> String {
    let mut csv =
        "from_month,to_month,localities,people_counted,question,answer,people\r\n".to_owned();
    for group in groups {
        let localities: Vec<&str> = group
            .localities
            .iter()
            .map(|locality| locality.as_deref().unwrap_or("not-known"))
            .collect();
        let localities = localities.join(" ");
        for number in &group.numbers {
            let answer = match &number.answer {
                serde_json::Value::String(id) => id.clone(),
                other => other.to_string(),
            };
            let people = number
                .people
                .map_or_else(|| "left out".to_owned(), |people| people.to_string());
            let line = [
                group.from_month.as_str(),
                &group.to_month,
                &localities,
                &group.people.to_string(),
                &number.question,
                &answer,
                &people,
            ];
            csv.push_str(&csv_lines::line(line));
        }
    }
    csv
}
