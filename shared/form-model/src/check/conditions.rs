//! Conditions: they ask about an earlier question, and for an answer that it can have.

use super::meaning::Checker;
use crate::condition::Test;
use crate::{AnswerKind, Condition, Question};

impl<'f> Checker<'f> {
    /// `at` is the place of the page on which the condition stands.
    pub(super) fn condition(&mut self, path: &str, at: usize, condition: &'f Condition) {
        let before = self.problems.len();
        for ask in condition.asks() {
            let place = self.form.page.iter().position(|page| {
                page.question
                    .iter()
                    .any(|question| question.id == ask.question)
            });
            let question = self
                .form
                .find_question(&ask.question)
                .map(|(_, question)| question);
            let (Some(place), Some(question)) = (place, question) else {
                let message = format!("There is no question `{}`", ask.question);
                let remedy = self.known_questions();
                self.report(path, message, remedy);
                continue;
            };
            if place >= at {
                self.report(
                    path,
                    format!(
                        "The condition asks about `{}`, which comes on this page or later",
                        ask.question
                    ),
                    "Ask about a question of an earlier page, or change the order of the pages.",
                );
            }
            self.test(path, question, &ask.test);
        }
        self.conditions_are_wrong |= self.problems.len() > before;
    }

    pub(super) fn test(&mut self, path: &str, question: &Question, test: &Test) {
        let known: Vec<&str> = match &question.answer {
            AnswerKind::YesNoDontKnow(_) => vec!["yes", "no", "unknown"],
            AnswerKind::Boolean(_) => vec!["true", "false"],
            kind => kind
                .choices()
                .iter()
                .map(|choice| choice.id.as_str())
                .collect(),
        };
        let several = matches!(question.answer, AnswerKind::ChooseSeveral(_));
        let words: Vec<&str> = match test {
            Test::Is(word) if !several && says_a_word(&question.answer) => vec![word],
            Test::Includes(words) if several || !known.is_empty() => {
                words.iter().map(String::as_str).collect()
            }
            Test::Known(_) => return,
            Test::Under(_) | Test::AtLeast(_)
                if matches!(question.answer, AnswerKind::Number(_)) =>
            {
                return;
            }
            _ => {
                return self.report(
                    path,
                    format!("The condition does not fit the kind of answer of `{}`", question.id),
                    "Use is for one choice, includes or includes-any for several, under or at-least for a number, known for any.",
                );
            }
        };
        for word in words
            .into_iter()
            .filter(|word| !known.is_empty() && !known.contains(word))
        {
            self.report(
                path,
                format!("`{word}` is no choice of `{}`", question.id),
                format!("The choices are {}.", known.join(", ")),
            );
        }
    }
}

/// Whether an answer of this kind can be a word that a condition knows.
fn says_a_word(kind: &AnswerKind) -> bool {
    !matches!(
        kind,
        AnswerKind::Number(_)
            | AnswerKind::Date(_)
            | AnswerKind::Address(_)
            | AnswerKind::SafeContact(_)
            | AnswerKind::Group(_)
            | AnswerKind::Upload(_)
    )
}
