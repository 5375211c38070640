//! Words: wherever people read, there is something to read.

use super::meaning::Checker;
use crate::{AnswerKind, Form, Instead, Page, Question};

impl Checker<'_> {
    pub(super) fn words(&mut self, path: &str, words: &str) {
        if words.trim().is_empty() {
            self.report(
                path,
                "The words are missing",
                "Write what people read here.",
            );
        }
    }

    fn some_words(&mut self, path: &str, words: Option<&String>) {
        if let Some(words) = words {
            self.words(path, words);
        }
    }

    fn paragraphs(&mut self, path: &str, paragraphs: &[String]) {
        for (n, paragraph) in paragraphs.iter().enumerate() {
            self.words(&format!("{path}[{n}]"), paragraph);
        }
    }

    pub(super) fn words_of_form(&mut self) {
        let Form {
            title,
            summary,
            begin,
            at_least_one_answer,
            require,
            ..
        } = self.form;
        self.words("title", title);
        self.words("summary", summary);
        self.paragraphs("begin", begin);
        self.some_words("at-least-one-answer", at_least_one_answer.as_ref());
        for (n, requirement) in require.iter().enumerate() {
            self.words(&format!("require[{n}].message"), &requirement.message);
        }
    }

    pub(super) fn words_of_page(&mut self, path: &str, page: &Page) {
        self.words(&format!("{path}.heading"), &page.heading);
        self.some_words(&format!("{path}.title"), page.title.as_ref());
        self.some_words(&format!("{path}.check-under"), page.check_under.as_ref());
        self.paragraphs(&format!("{path}.text"), &page.text);
        if let Some(more) = &page.more {
            self.words(&format!("{path}.more.summary"), &more.summary);
            self.paragraphs(&format!("{path}.more.text"), &more.text);
        }
        self.words_instead(path, &page.instead);
    }

    pub(super) fn words_of_question(&mut self, path: &str, question: &Question) {
        self.words(&format!("{path}.label"), &question.label);
        self.words(&format!("{path}.what"), &question.what);
        self.some_words(&format!("{path}.hint"), question.hint.as_ref());
        for (id, words) in &question.errors {
            self.words(&format!("{path}.errors.{id}"), words);
        }
        let kind = format!("{path}.answer");
        match &question.answer {
            AnswerKind::Boolean(words) => self.words(&kind, &words.tick),
            AnswerKind::YesNoDontKnow(words) => {
                for words in [&words.yes, &words.no, &words.unknown] {
                    self.some_words(&kind, words.as_ref());
                }
            }
            AnswerKind::Number(rules) => self.some_words(&kind, rules.unit.as_ref()),
            _ => {}
        }
        self.words_instead(path, &question.instead);
    }

    fn words_instead(&mut self, path: &str, instead: &[Instead]) {
        for (n, other) in instead.iter().enumerate() {
            let path = format!("{path}.instead[{n}]");
            let words = [
                ("heading", &other.heading),
                ("check-under", &other.check_under),
                ("label", &other.label),
                ("hint", &other.hint),
                ("what", &other.what),
            ];
            for (name, words) in words {
                self.some_words(&format!("{path}.{name}"), words.as_ref());
            }
            self.paragraphs(
                &format!("{path}.text"),
                other.text.as_deref().unwrap_or_default(),
            );
        }
    }
}
