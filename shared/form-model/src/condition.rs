//! Conditions on earlier answers, as typed data: no expression language.

use serde::Deserialize;

use crate::{Answer, Answers};

/// When a page or question is shown, or other words are.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "Written")]
pub enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Ask(Ask),
}

/// A condition on one question. A question that was not answered fits none of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    pub question: String,
    pub test: Test,
}

/// What is asked of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// It is this choice, or this word.
    Is(String),
    /// It has one of these among its choices.
    Includes(Vec<String>),
    /// It was answered at all, or was not.
    Known(bool),
    Under(f64),
    AtLeast(f64),
}

/// The shape in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    all: Option<Vec<Condition>>,
    any: Option<Vec<Condition>>,
    not: Option<Box<Condition>>,
    question: Option<String>,
    is: Option<String>,
    includes: Option<String>,
    includes_any: Option<Vec<String>>,
    known: Option<bool>,
    under: Option<f64>,
    at_least: Option<f64>,
}

impl TryFrom<Written> for Condition {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let tests: Vec<Test> = [
            written.is.map(Test::Is),
            written.includes.map(|id| Test::Includes(vec![id])),
            written.includes_any.map(Test::Includes),
            written.known.map(Test::Known),
            written.under.map(Test::Under),
            written.at_least.map(Test::AtLeast),
        ]
        .into_iter()
        .flatten()
        .collect();
        let groups: Vec<Self> = [
            written.all.map(Self::All),
            written.any.map(Self::Any),
            written.not.map(Self::Not),
        ]
        .into_iter()
        .flatten()
        .collect();
        match (written.question, <[Test; 1]>::try_from(tests), groups.len()) {
            (Some(question), Ok([test]), 0) => Ok(Self::Ask(Ask { question, test })),
            (None, Err(tests), 1) if tests.is_empty() => groups
                .into_iter()
                .next()
                .ok_or("a condition needs `all`, `any`, `not` or `question`"),
            _ => Err(
                "a condition is either one of `all`, `any`, `not`, or a `question` with exactly one of \
                 `is`, `includes`, `includes-any`, `known`, `under`, `at-least`",
            ),
        }
    }
}

impl Condition {
    /// Whether it holds for these answers.
    pub fn holds(&self, answers: &Answers) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(answers)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(answers)),
            Self::Not(part) => !part.holds(answers),
            Self::Ask(ask) => ask.test.holds(answers.get(&ask.question)),
        }
    }

    /// Every question that it asks about.
    pub fn asks(&self) -> Vec<&Ask> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::asks).collect(),
            Self::Not(part) => part.asks(),
            Self::Ask(ask) => vec![ask],
        }
    }
}

impl Test {
    fn holds(&self, answer: Option<&Answer>) -> bool {
        match (self, answer) {
            (Self::Known(known), answer) => *known == answer.is_some(),
            (Self::Is(word), Some(Answer::Choice(id) | Answer::Text(id))) => word == id,
            (Self::Is(word), Some(Answer::Yes(yes))) => word == if *yes { "true" } else { "false" },
            (Self::Includes(words), Some(Answer::Several(ids))) => {
                ids.iter().any(|id| words.contains(id))
            }
            (Self::Includes(words), Some(Answer::Choice(id))) => words.contains(id),
            (Self::Under(limit), Some(Answer::Number(number))) => number < limit,
            (Self::AtLeast(limit), Some(Answer::Number(number))) => number >= limit,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Holder {
        when: Condition,
    }

    fn condition(text: &str) -> Condition {
        toml::from_str::<Holder>(&format!("when = {text}"))
            .unwrap()
            .when
    }

    fn answers() -> Answers {
        let mut answers = Answers::default();
        answers.insert("about", Answer::Choice("self".to_owned()));
        answers.insert("needs", Answer::Several(vec!["memory".to_owned()]));
        answers.insert("hours", Answer::Number(35.0));
        answers
    }

    #[test]
    fn a_condition_looks_at_an_earlier_answer() {
        for (text, expected) in [
            (r#"{ question = "about", is = "self" }"#, true),
            (r#"{ question = "about", is = "someone-else" }"#, false),
            (r#"{ question = "needs", includes = "memory" }"#, true),
            (
                r#"{ question = "needs", includes-any = ["housing", "memory"] }"#,
                true,
            ),
            (r#"{ question = "hours", under = 35 }"#, false),
            (r#"{ question = "hours", at-least = 35 }"#, true),
            (r#"{ question = "phone", known = false }"#, true),
            (r#"{ not = { question = "about", is = "self" } }"#, false),
            (
                r#"{ all = [{ question = "about", is = "self" }, { question = "phone", known = true }] }"#,
                false,
            ),
            (
                r#"{ any = [{ question = "about", is = "self" }, { question = "phone", known = true }] }"#,
                true,
            ),
        ] {
            assert_eq!(condition(text).holds(&answers()), expected, "{text}");
        }
    }

    #[test]
    fn what_was_not_answered_fits_nothing() {
        assert!(!condition(r#"{ question = "phone", is = "" }"#).holds(&answers()));
        assert!(!condition(r#"{ question = "phone", under = 9 }"#).holds(&answers()));
    }

    #[test]
    fn a_condition_says_one_thing() {
        for text in [
            "{}",
            r#"{ question = "about" }"#,
            r#"{ is = "self" }"#,
            r#"{ question = "about", is = "self", known = true }"#,
            r#"{ question = "about", is = "self", all = [] }"#,
            r#"{ question = "about", equals = "self" }"#,
        ] {
            assert!(
                toml::from_str::<Holder>(&format!("when = {text}")).is_err(),
                "{text}"
            );
        }
    }
}
