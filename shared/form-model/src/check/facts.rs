//! Facts: names and words that routing knows.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use vocabulary::{FACT_NAMES, Facts};

use super::meaning::Checker;
use crate::{AnswerKind, Question};

impl Checker<'_> {
    pub(super) fn facts(&mut self, path: &str, facts: &BTreeMap<String, String>) {
        for (name, word) in facts {
            let path = format!("{path}.{name}");
            let before = self.problems.len();
            self.fact_name(&path, name);
            if self.problems.len() == before {
                self.fact_word(&path, name, word);
            }
        }
    }

    pub(super) fn fact_name(&mut self, path: &str, name: &str) {
        if !FACT_NAMES.contains(&name) {
            self.report(
                path,
                format!("Routing does not know the fact `{name}`"),
                format!("The facts are {}.", FACT_NAMES.join(", ")),
            );
        }
    }

    /// A question's choices must be words of the fact that it is.
    pub(super) fn fact_of_choices(&mut self, path: &str, question: &Question, name: &str) {
        let kind = match &question.answer {
            AnswerKind::ChooseOne(_) => "choose-one",
            AnswerKind::ChooseSeveral(_) => "choose-several",
            _ => "select",
        };
        for (n, choice) in question.answer.choices().iter().enumerate() {
            if !choice.no_fact {
                self.fact_word(&format!("{path}.answer.{kind}[{n}]"), name, &choice.id);
            }
        }
        let sample = match &question.answer {
            AnswerKind::YesNoDontKnow(_) => "yes".into(),
            AnswerKind::Date(_) => "1941-03-09".into(),
            AnswerKind::Number(_) => 1.into(),
            AnswerKind::Postcode(_) | AnswerKind::Address(_) => "SW1A 1AA".into(),
            AnswerKind::District(_) => "nowhere".into(),
            AnswerKind::Text(_) => "words".into(),
            AnswerKind::ChooseOne(_) | AnswerKind::ChooseSeveral(_) | AnswerKind::Select(_) => {
                return;
            }
            _ => Value::Null,
        };
        if Facts::from_members(&[(name.to_owned(), sample)].into_iter().collect()).is_err() {
            self.report(
                &format!("{path}.fact"),
                format!(
                    "The answer to `{}` cannot be the fact `{name}`",
                    question.id
                ),
                "Use the kind of answer that the fact has, or leave the fact out.",
            );
        }
    }

    pub(super) fn fact_word(&mut self, path: &str, name: &str, word: &str) {
        let reads = |value: Value| {
            let members: Map<String, Value> = [(name.to_owned(), value)].into_iter().collect();
            Facts::from_members(&members)
        };
        let word_value = crate::journey::stated(name, word);
        if let (Err(_), Err(problems)) = (
            reads(Value::Array(vec![word_value.clone()])),
            reads(word_value),
        ) {
            let known = problems
                .into_iter()
                .next()
                .map_or_else(String::new, |problem| problem.message);
            self.report(
                path,
                format!("The fact `{name}` has no word `{word}`"),
                format!("Use a word of the fact, or no-fact = true. {known}."),
            );
        }
    }
}
