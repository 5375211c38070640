//! The answers of the form `carer-assessment`, as the store keeps them, found by the question's id.
//!
//! An id that the form does not have is simply not answered: an older or newer version of the form may
//! ask less or more.

use serde_json::Value;
use vocabulary::{Date, PartialDate};

/// One answer: what was asked, and what was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The question's id.
    pub question: String,
    /// The question's words as the carer read them.
    pub asked: String,
    /// The contract's JSON value.
    pub value: Value,
    /// The answer in words; a line break between one part and the next.
    pub said: String,
}

/// Everything that one carer told us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(Vec<Answer>);

/// What was asked and what was said, to be shown as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    pub question: String,
    pub asked: String,
    pub said: String,
}

impl FromIterator<Answer> for Answers {
    fn from_iter<I: IntoIterator<Item = Answer>>(answers: I) -> Self {
        Self(answers.into_iter().collect())
    }
}

impl Answers {
    /// The answer to a question.
    pub fn find(&self, question: &str) -> Option<&Answer> {
        self.0.iter().find(|answer| answer.question == question)
    }

    /// The choice of one, or a line of text.
    pub fn text(&self, question: &str) -> Option<&str> {
        self.find(question)?.value.as_str()
    }

    pub fn number(&self, question: &str) -> Option<f64> {
        self.find(question)?.value.as_f64()
    }

    /// Everything that was chosen: of several, or the one.
    pub fn chosen(&self, question: &str) -> Vec<&str> {
        match self.find(question).map(|answer| &answer.value) {
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(id)) => vec![id],
            _ => Vec::new(),
        }
    }

    /// What was asked and said, of those of these questions that were answered, in this order.
    pub fn quotes(&self, questions: &[&str]) -> Vec<Quote> {
        questions
            .iter()
            .filter_map(|question| self.quote(question))
            .collect()
    }

    /// What was asked and said of one question.
    pub fn quote(&self, question: &str) -> Option<Quote> {
        self.find(question).map(|answer| Quote {
            question: answer.question.clone(),
            asked: answer.asked.clone(),
            said: answer.said.clone(),
        })
    }

    /// Whether the carer is known to be under 18, as the rules of routing have it: the age or the birth
    /// date says so for certain, and neither says for certain that they are an adult.
    pub fn says_under_18(&self, today: Date) -> bool {
        let born: Option<PartialDate> = self
            .text("date-of-birth")
            .and_then(|date| date.parse().ok());
        let ages = |born: PartialDate| {
            let [latest, earliest] = [born.latest(), born.earliest()];
            [latest, earliest].map(|born| f64::from(born.whole_years_until(today)))
        };
        let by_age = self.number("age").map(|age| [age, age]);
        let known = [born.map(ages), by_age];
        let mut known = known.iter().flatten();
        known.clone().any(|[_, most]| *most < ADULT_AT)
            && !known.any(|[least, _]| *least >= ADULT_AT)
    }

    /// Whether, beside the one they look after most, there is somebody who may be an adult.
    pub fn looks_after_another_adult(&self) -> bool {
        self.others_looked_after_are(|age| age.is_none_or(|age| age >= ADULT_AT))
    }

    /// Whether, beside the one they look after most, there is somebody who is under 18.
    pub fn looks_after_another_child(&self) -> bool {
        self.others_looked_after_are(|age| age.is_some_and(|age| age < ADULT_AT))
    }

    /// Whether this is true of the age of somebody else whom they look after.
    fn others_looked_after_are(&self, so: impl Fn(Option<f64>) -> bool) -> bool {
        match self.find("others-cared-for").map(|answer| &answer.value) {
            Some(Value::Array(people)) => people
                .iter()
                .any(|person| so(person.get("age").and_then(Value::as_f64))),
            _ => false,
        }
    }

    /// Whether the one they look after most is under 18.
    pub fn looks_after_a_child(&self) -> bool {
        self.number("cared-for-age")
            .is_some_and(|age| age < ADULT_AT)
    }
}

/// The age at which the law takes somebody for an adult.
const ADULT_AT: f64 = 18.0;

/// Answers to these questions, with words that name the question.
#[cfg(test)]
pub(crate) fn example(values: Value) -> Answers {
    let Value::Object(members) = values else {
        panic!("answers are an object");
    };
    members
        .into_iter()
        .map(|(question, value)| Answer {
            asked: format!("Asked: {question}"),
            said: format!("Said: {question}"),
            question,
            value,
        })
        .collect()
}
