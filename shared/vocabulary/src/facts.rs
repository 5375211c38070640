//! What routing knows about a contact. A fact that is missing is unknown: never an error, and never a
//! reason to lose a contact.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::{
    About, Answer, Circumstance, Date, FieldProblem, Form, HarmSource, Need, PartialDate, Reporter,
    Risk, Word, reading,
};

/// Facts that were read and are known to be of the contract's kinds. Lists are sets, so that the order
/// in which somebody ticked boxes can never matter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    pub form: Option<Form>,
    pub about: Option<About>,
    pub reporter: Option<Reporter>,
    pub date_of_birth: Option<PartialDate>,
    pub age: Option<u16>,
    pub reporter_under_18: Option<Answer>,
    /// As typed.
    pub postcode: Option<String>,
    /// A slug; one that nobody knows is an unknown place.
    pub district: Option<String>,
    pub needs: BTreeSet<Need>,
    pub risks: BTreeSet<Risk>,
    pub circumstances: BTreeSet<Circumstance>,
    pub has_care_needs: Option<Answer>,
    pub at_risk: Option<Answer>,
    pub cannot_protect_self: Option<Answer>,
    pub harm_source: Option<HarmSource>,
    pub in_hospital: Option<Answer>,
    pub discharge_date: Option<Date>,
    pub caring_hours_per_week: Option<f64>,
    pub cared_for_postcode: Option<String>,
    pub cared_for_district: Option<String>,
    pub cared_for_age: Option<u16>,
    pub known_to_us: Option<Answer>,
}

/// One value of a fact, as `wit/types` has it.
#[derive(Clone, Debug, PartialEq)]
pub enum FactValue {
    Text(String),
    Several(Vec<String>),
    Number(f64),
}

/// Every fact's name, in the order of the contract.
pub const FACT_NAMES: &[&str] = &[
    "form",
    "about",
    "reporter",
    "date-of-birth",
    "age",
    "reporter-under-18",
    "postcode",
    "district",
    "needs",
    "risks",
    "circumstances",
    "has-care-needs",
    "at-risk",
    "cannot-protect-self",
    "harm-source",
    "in-hospital",
    "discharge-date",
    "caring-hours-per-week",
    "cared-for-postcode",
    "cared-for-district",
    "cared-for-age",
    "known-to-us",
];

/// What a reason names when it follows from the time of the contact.
pub const RECEIVED_AT: &str = "received_at";

impl Facts {
    /// Reads the contract's JSON object, or says everything that is wrong with it.
    ///
    /// # Errors
    /// Every problem, each with the member's name.
    pub fn from_json(value: &Value) -> Result<Self, Vec<FieldProblem>> {
        match value {
            Value::Object(members) => Self::from_members(members),
            _ => Err(vec![FieldProblem::new(
                "facts",
                "must be an object of facts",
            )]),
        }
    }

    /// Reads the members of the contract's JSON object, or says everything that is wrong with them.
    ///
    /// # Errors
    /// Every problem, each with the member's name.
    pub fn from_members(members: &Map<String, Value>) -> Result<Self, Vec<FieldProblem>> {
        let mut facts = Self::default();
        let mut problems = Vec::new();
        for (name, value) in members {
            facts.read_member(name, value, &mut problems);
        }
        if problems.is_empty() {
            Ok(facts)
        } else {
            Err(problems)
        }
    }

    fn read_member(&mut self, name: &str, value: &Value, problems: &mut Vec<FieldProblem>) {
        let outcome = match name {
            "form" => reading::word(value).map(|word| self.form = Some(word)),
            "about" => reading::word(value).map(|word| self.about = Some(word)),
            "reporter" => reading::word(value).map(|word| self.reporter = Some(word)),
            "date-of-birth" => {
                reading::partial_date(value).map(|date| self.date_of_birth = Some(date))
            }
            "age" => reading::whole_years(value).map(|years| self.age = Some(years)),
            "reporter-under-18" => {
                reading::word(value).map(|word| self.reporter_under_18 = Some(word))
            }
            "postcode" => reading::text(value).map(|text| self.postcode = Some(text)),
            "district" => reading::text(value).map(|text| self.district = Some(text)),
            "needs" => reading::words(value).map(|words| self.needs = words),
            "risks" => reading::words(value).map(|words| self.risks = words),
            "circumstances" => reading::words(value).map(|words| self.circumstances = words),
            "has-care-needs" => reading::word(value).map(|word| self.has_care_needs = Some(word)),
            "at-risk" => reading::word(value).map(|word| self.at_risk = Some(word)),
            "cannot-protect-self" => {
                reading::word(value).map(|word| self.cannot_protect_self = Some(word))
            }
            "harm-source" => reading::word(value).map(|word| self.harm_source = Some(word)),
            "in-hospital" => reading::word(value).map(|word| self.in_hospital = Some(word)),
            "discharge-date" => reading::date(value).map(|date| self.discharge_date = Some(date)),
            "caring-hours-per-week" => {
                reading::hours_a_week(value).map(|hours| self.caring_hours_per_week = Some(hours))
            }
            "cared-for-postcode" => {
                reading::text(value).map(|text| self.cared_for_postcode = Some(text))
            }
            "cared-for-district" => {
                reading::text(value).map(|text| self.cared_for_district = Some(text))
            }
            "cared-for-age" => {
                reading::whole_years(value).map(|years| self.cared_for_age = Some(years))
            }
            "known-to-us" => reading::word(value).map(|word| self.known_to_us = Some(word)),
            _ => Err(vec![reading::unknown_fact()]),
        };
        if let Err(messages) = outcome {
            let field = reading::shortened(name);
            problems.extend(
                messages
                    .into_iter()
                    .map(|message| FieldProblem::new(&field, message)),
            );
        }
    }

    /// The facts as the routing wall takes them, in the order of the contract.
    #[must_use]
    pub fn to_list(&self) -> Vec<(String, FactValue)> {
        FACT_NAMES
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), self.value(name)?)))
            .collect()
    }

    /// Reads what came through the routing wall. What is not known is left alone, so that a newer
    /// parent can speak to an older set of rules.
    #[must_use]
    pub fn from_list(list: impl IntoIterator<Item = (String, FactValue)>) -> Self {
        let mut facts = Self::default();
        let mut unread = Vec::new();
        for (name, value) in list {
            match value {
                FactValue::Text(text) => {
                    facts.read_member(&name, &Value::String(text), &mut unread);
                }
                FactValue::Number(number) => {
                    facts.read_member(&name, &Value::from(number), &mut unread);
                }
                FactValue::Several(words) => match name.as_str() {
                    "needs" => facts.needs = known_words(&words),
                    "risks" => facts.risks = known_words(&words),
                    "circumstances" => facts.circumstances = known_words(&words),
                    _ => {}
                },
            }
        }
        facts
    }

    /// The value of a fact, if it is known. An empty list says nothing and is unknown.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<FactValue> {
        match name {
            "form" => one(self.form),
            "about" => one(self.about),
            "reporter" => one(self.reporter),
            "date-of-birth" => self
                .date_of_birth
                .map(|date| FactValue::Text(date.to_string())),
            "age" => self.age.map(|years| FactValue::Number(f64::from(years))),
            "reporter-under-18" => one(self.reporter_under_18),
            "postcode" => self.postcode.clone().map(FactValue::Text),
            "district" => self.district.clone().map(FactValue::Text),
            "needs" => several(&self.needs),
            "risks" => several(&self.risks),
            "circumstances" => several(&self.circumstances),
            "has-care-needs" => one(self.has_care_needs),
            "at-risk" => one(self.at_risk),
            "cannot-protect-self" => one(self.cannot_protect_self),
            "harm-source" => one(self.harm_source),
            "in-hospital" => one(self.in_hospital),
            "discharge-date" => self
                .discharge_date
                .map(|date| FactValue::Text(date.to_string())),
            "caring-hours-per-week" => self.caring_hours_per_week.map(FactValue::Number),
            "cared-for-postcode" => self.cared_for_postcode.clone().map(FactValue::Text),
            "cared-for-district" => self.cared_for_district.clone().map(FactValue::Text),
            "cared-for-age" => self
                .cared_for_age
                .map(|years| FactValue::Number(f64::from(years))),
            "known-to-us" => one(self.known_to_us),
            _ => None,
        }
    }

    /// Whether the fact is there at all.
    #[must_use]
    pub fn is_present(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    /// The facts as the contract's JSON object, in the order of the contract.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let member = |(name, value): (String, FactValue)| {
            let value = match value {
                FactValue::Text(text) => Value::String(text),
                FactValue::Several(words) => Value::from(words),
                FactValue::Number(number) => reading::json_number(number),
            };
            (name, value)
        };
        Value::Object(self.to_list().into_iter().map(member).collect())
    }
}

fn one(word: Option<impl Word>) -> Option<FactValue> {
    word.map(|word| FactValue::Text(word.id().to_owned()))
}

fn several(words: &BTreeSet<impl Word>) -> Option<FactValue> {
    let ids: Vec<String> = words.iter().map(|word| word.id().to_owned()).collect();
    (!ids.is_empty()).then_some(FactValue::Several(ids))
}

fn known_words<W: Word>(words: &[String]) -> BTreeSet<W> {
    words.iter().filter_map(|word| W::from_id(word)).collect()
}
