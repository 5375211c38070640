//! What a text of words lacks, and what in it belongs to nothing.

use super::{AskedWords, InsteadWords, Words};
use crate::{AnswerKind, Form, Instead, Problem, Question};

impl Words {
    /// Every word of the form that stays in the form's own language, by its place, such as
    /// `question.about.option.self`.
    pub fn missing(&self, form: &Form) -> Vec<String> {
        let mut missing = Missing(Vec::new());
        missing.of("title", true, self.title.is_some());
        missing.of("summary", true, self.summary.is_some());
        missing.of("begin", !form.begin.is_empty(), !self.begin.is_empty());
        let one = form.at_least_one_answer.is_some();
        missing.of(
            "at-least-one-answer",
            one,
            self.at_least_one_answer.is_some(),
        );
        let enough = self.require.len() >= form.require.len();
        missing.of("require", !form.require.is_empty(), enough);
        for section in &form.section {
            let said = self.section.contains_key(&section.id);
            missing.of(&format!("section.{}", section.id), true, said);
        }
        for page in &form.page {
            let path = format!("page.{}", page.id);
            let words = self.page.get(&page.id).cloned().unwrap_or_default();
            missing.of(&format!("{path}.heading"), true, words.heading.is_some());
            missing.of(
                &format!("{path}.title"),
                page.title.is_some(),
                words.title.is_some(),
            );
            missing.of(
                &format!("{path}.text"),
                !page.text.is_empty(),
                words.text.is_some(),
            );
            missing.of(
                &format!("{path}.more"),
                page.more.is_some(),
                words.more.is_some(),
            );
            missing.insteads(&path, &page.instead, &words.instead);
            if let Some(heading) = &page.check_under {
                let said = self.check_under.contains_key(heading);
                missing.of(&format!("check-under.\"{heading}\""), true, said);
            }
            for question in &page.question {
                missing.question("", question, self.question.get(&question.id), self);
            }
        }
        missing.0.sort();
        missing.0.dedup();
        missing.0
    }

    /// Words for a page, a question or a choice that the form does not have, each with its line.
    pub fn strays(&self, form: &Form, text: &str) -> Vec<Problem> {
        let mut strays = Vec::new();
        let mut stray = |table: String, known: Vec<&str>| {
            let at = text.lines().position(|line| line.trim() == table);
            strays.push(Problem {
                line: at.map_or(1, |at| {
                    u32::try_from(at).map_or(1, |at| at.saturating_add(1))
                }),
                message: format!("The form has nothing for {table}"),
                remedy: format!(
                    "Correct the id, or leave it out. There are {}.",
                    known.join(", ")
                ),
            });
        };
        for id in self.page.keys().filter(|id| form.find_page(id).is_none()) {
            let known = form.page.iter().map(|page| page.id.as_str()).collect();
            stray(format!("[page.{id}]"), known);
        }
        let section = |id: &String| form.section.iter().any(|section| &section.id == id);
        for id in self.section.keys().filter(|id| !section(id)) {
            let known = form.section.iter().map(|section| section.id.as_str());
            stray(format!("[section] {id}"), known.collect());
        }
        for (id, words) in &self.question {
            let Some((_, question)) = form.find_question(id) else {
                let known = form
                    .questions()
                    .map(|(_, question)| question.id.as_str())
                    .collect();
                stray(format!("[question.{id}]"), known);
                continue;
            };
            let known: Vec<&str> = match &question.answer {
                AnswerKind::YesNoDontKnow(_) => vec!["yes", "no", "unknown"],
                kind => kind
                    .choices()
                    .iter()
                    .map(|choice| choice.id.as_str())
                    .collect(),
            };
            let named = [&words.option, &words.option_hint, &words.option_group];
            let unknown = named
                .into_iter()
                .flat_map(|named| named.keys())
                .any(|id| !known.contains(&id.as_str()));
            if unknown {
                stray(format!("[question.{id}]"), known);
            }
        }
        strays
    }
}

struct Missing(Vec<String>);

impl Missing {
    fn of(&mut self, path: &str, needed: bool, there: bool) {
        if needed && !there {
            self.0.push(path.to_owned());
        }
    }

    fn insteads(&mut self, path: &str, form: &[Instead], words: &[InsteadWords]) {
        for (at, instead) in form.iter().enumerate() {
            let said = words.get(at).cloned().unwrap_or_default();
            let text = |there: bool| there && instead.text.as_ref().is_some_and(|t| !t.is_empty());
            let path = format!("{path}.instead[{at}]");
            for (name, needed, there) in [
                ("heading", instead.heading.is_some(), said.heading.is_some()),
                ("text", text(true), said.text.is_some()),
                ("label", instead.label.is_some(), said.label.is_some()),
                ("hint", instead.hint.is_some(), said.hint.is_some()),
                ("what", instead.what.is_some(), said.what.is_some()),
                (
                    "check-under",
                    instead.check_under.is_some(),
                    said.check_under.is_some(),
                ),
            ] {
                self.of(&format!("{path}.{name}"), needed, there);
            }
        }
    }

    fn question(
        &mut self,
        within: &str,
        question: &Question,
        words: Option<&AskedWords>,
        all: &Words,
    ) {
        let path = format!("{within}question.{}", question.id);
        let words = words.cloned().unwrap_or_default();
        self.of(&format!("{path}.label"), true, words.label.is_some());
        self.of(&format!("{path}.what"), true, words.what.is_some());
        self.of(
            &format!("{path}.hint"),
            question.hint.is_some(),
            words.hint.is_some(),
        );
        self.insteads(&path, &question.instead, &words.instead);
        for id in question.errors.keys() {
            let said = words.errors.contains_key(id);
            self.of(&format!("{path}.errors.{id}"), true, said);
        }
        for choice in question.answer.choices() {
            let id = &choice.id;
            let named = [
                ("option", true, words.option.contains_key(id)),
                (
                    "option-hint",
                    choice.hint.is_some(),
                    words.option_hint.contains_key(id),
                ),
                (
                    "option-group",
                    choice.group.is_some(),
                    words.option_group.contains_key(id),
                ),
            ];
            for (name, needed, there) in named {
                self.of(&format!("{path}.{name}.{id}"), needed, there);
            }
        }
        match &question.answer {
            AnswerKind::YesNoDontKnow(_) => {
                let alike = &all.yes_no;
                for (id, alike) in [
                    ("yes", &alike.yes),
                    ("no", &alike.no),
                    ("unknown", &alike.unknown),
                ] {
                    let there = alike.is_some() || words.option.contains_key(id);
                    self.of(&format!("{path}.option.{id}"), true, there);
                }
            }
            AnswerKind::Boolean(_) => self.of(&format!("{path}.tick"), true, words.tick.is_some()),
            AnswerKind::Number(rules) => self.of(
                &format!("{path}.unit"),
                rules.unit.is_some(),
                words.unit.is_some(),
            ),
            AnswerKind::Group(rules) => {
                self.of(
                    &format!("{path}.item-label"),
                    true,
                    words.item_label.is_some(),
                );
                self.of(
                    &format!("{path}.add-label"),
                    true,
                    words.add_label.is_some(),
                );
                for nested in &rules.question {
                    let within = format!("{path}.");
                    self.question(&within, nested, words.question.get(&nested.id), all);
                }
            }
            _ => {}
        }
    }
}
