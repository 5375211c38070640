//! That every journey has an end: there is something to ask, and what is required can be answered.

use super::meaning::Checker;
use crate::{AnswerKind, Question};

impl Checker<'_> {
    /// A form that asks nothing can never be sent.
    pub(super) fn asks_something(&mut self) {
        let form = self.form;
        if !form.page.is_empty() && form.questions().next().is_none() {
            self.report(
                "id",
                "The journey has no end: the form asks nothing, so there is nothing to send",
                "Add a [[page.question]] to a page.",
            );
        }
    }

    /// A question with rules that no answer keeps holds up everybody who must answer it.
    pub(super) fn answerable(&mut self, path: &str, question: &Question) {
        let (rule, fits) = match &question.answer {
            AnswerKind::Number(rules) => ("number", rules.any()),
            AnswerKind::Text(rules)
            | AnswerKind::LongText(rules)
            | AnswerKind::Name(rules)
            | AnswerKind::Phone(rules)
            | AnswerKind::Email(rules)
            | AnswerKind::Postcode(rules) => ("max", rules.max != Some(0)),
            AnswerKind::SafeContact(rules) => ("safe-contact", !rules.ways.is_empty()),
            _ => return,
        };
        if !fits {
            self.report(
                &format!("{path}.answer"),
                format!(
                    "The journey has no end: no answer to `{}` keeps its rules",
                    question.id
                ),
                format!("Correct {rule}, so that there is an answer that is taken."),
            );
        }
    }
}
