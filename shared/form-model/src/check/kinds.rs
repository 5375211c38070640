//! What is particular to a kind of answer: its choices, its ways, its group, its files.

use std::collections::BTreeSet;

use super::meaning::Checker;
use crate::{AnswerKind, Choice, GroupRules, Question, UploadRules, kinds};

/// Nobody fills in more than this on one page.
const MOST_IN_A_GROUP: usize = 20;

impl Checker<'_> {
    /// What is particular to the kind of answer.
    pub(super) fn kind(&mut self, path: &str, question: &Question) {
        let (kind, choices): (&str, &[Choice]) = match &question.answer {
            AnswerKind::ChooseOne(choices) => ("choose-one", choices),
            AnswerKind::ChooseSeveral(choices) => ("choose-several", choices),
            AnswerKind::Select(choices) => ("select", choices),
            AnswerKind::YesNoDontKnow(words) => {
                return self.facts(
                    &format!("{path}.answer.yes-no-dont-know.yes-facts"),
                    &words.yes_facts,
                );
            }
            AnswerKind::SafeContact(rules) => return self.ways(path, &rules.ways),
            AnswerKind::Group(rules) => return self.group(path, question, rules),
            AnswerKind::Upload(rules) => return self.upload(path, question, rules),
            AnswerKind::NhsNumber(_) if !self.form.professional => {
                return self.report(
                    &format!("{path}.answer"),
                    "Only a form for professionals may ask for an NHS number",
                    "Leave the question out. If people at work fill this form in, write professional = true at its top.",
                );
            }
            _ => return,
        };
        if choices.len() < 2 {
            self.report(
                &format!("{path}.answer"),
                format!("`{}` has fewer than two choices", question.id),
                "Give people something to choose from.",
            );
        }
        let mut ids = BTreeSet::new();
        for (n, choice) in choices.iter().enumerate() {
            let path = format!("{path}.answer.{kind}[{n}]");
            self.id(&format!("{path}.id"), &choice.id);
            self.words(&format!("{path}.label"), &choice.label);
            if let Some(hint) = &choice.hint {
                self.words(&format!("{path}.hint"), hint);
            }
            self.facts(&format!("{path}.facts"), &choice.facts);
            if let Some(group) = &choice.group {
                self.words(&format!("{path}.group"), group);
                if kind != "choose-several" {
                    self.report(
                        &format!("{path}.group"),
                        format!("`{kind}` has no headings between its choices"),
                        "Leave group out, or use choose-several.",
                    );
                }
            }
            if !ids.insert(choice.id.as_str()) {
                let message = format!("The choice `{}` is there twice", choice.id);
                self.report(
                    &format!("{path}.id"),
                    message,
                    "Give each choice an id of its own.",
                );
            }
        }
    }

    fn ways(&mut self, path: &str, ways: &[String]) {
        for (n, way) in ways.iter().enumerate() {
            if !kinds::WAYS.contains(&way.as_str()) {
                self.report(
                    &format!("{path}.answer.safe-contact.ways[{n}]"),
                    format!("`{way}` is no way of getting in touch"),
                    format!("The ways are {}.", kinds::WAYS.join(", ")),
                );
            }
        }
    }

    fn upload(&mut self, path: &str, question: &Question, rules: &UploadRules) {
        let within = format!("{path}.answer.upload");
        if !(1..=kinds::MOST_FILES).contains(&rules.max) {
            self.report(
                &within,
                format!("`{}` cannot take {} files", question.id, rules.max),
                format!("Let max be from 1 to {}.", kinds::MOST_FILES),
            );
        }
        let known = kinds::UPLOAD_KINDS.map(|(kind, ..)| kind);
        for (n, kind) in rules.files.iter().enumerate() {
            if !known.contains(&kind.as_str()) {
                self.report(
                    &format!("{within}.files[{n}]"),
                    format!("`{kind}` is no kind of file"),
                    format!("The kinds are {}.", known.join(", ")),
                );
            }
        }
        if rules.files.is_empty() {
            self.report(
                &within,
                format!("`{}` takes no kind of file", question.id),
                format!("List kinds in files, of {}.", known.join(", ")),
            );
        }
        if question.fact.is_some() {
            self.report(
                &format!("{path}.fact"),
                "A file is no fact",
                "Ask for the fact in a question of its own.",
            );
        }
        let form = self.form;
        let required = form
            .require
            .iter()
            .any(|one| one.any_of.contains(&question.id));
        if question.required || required {
            self.report(
                path,
                format!("Nobody can be required to add a file, as `{}` does", question.id),
                "Leave required out, and name no upload in any-of: a full disk must not hold anybody up.",
            );
        }
        let alone = form.find_question(&question.id);
        if alone.is_some_and(|(page, _)| page.question.len() > 1) {
            self.report(
                path,
                format!("`{}` is not the only question of its page", question.id),
                "Give it a page of its own, where files can be added one by one.",
            );
        }
    }

    fn group(&mut self, path: &str, question: &Question, rules: &GroupRules) {
        let within = format!("{path}.answer.group");
        self.words(&format!("{within}.add-label"), &rules.add_label);
        self.words(&format!("{within}.item-label"), &rules.item_label);
        if rules.question.is_empty() {
            self.report(
                &within,
                format!("The group `{}` asks nothing", question.id),
                "Add a [[page.question.answer.group.question]].",
            );
        }
        if rules.max == 0 || rules.max > MOST_IN_A_GROUP || rules.min > rules.max {
            self.report(
                &within,
                format!(
                    "The group `{}` cannot have from {} to {}",
                    question.id, rules.min, rules.max
                ),
                format!("Let max be from 1 to {MOST_IN_A_GROUP}, and min no more than max."),
            );
        }
        if question.fact.is_some() {
            self.report(
                &format!("{path}.fact"),
                "A group is no fact",
                "Ask for the fact in a question of its own.",
            );
        }
        let mut ids = BTreeSet::new();
        for (n, nested) in rules.question.iter().enumerate() {
            let path = format!("{within}.question[{n}]");
            self.id(&format!("{path}.id"), &nested.id);
            self.words_of_question(&path, nested);
            if !ids.insert(nested.id.as_str()) {
                let message = format!(
                    "The question id `{}` is there twice in its group",
                    nested.id
                );
                self.report(
                    &format!("{path}.id"),
                    message,
                    "Give each question of the group an id of its own.",
                );
            }
            if nested.fact.is_some() || nested.show_when.is_some() || !nested.instead.is_empty() {
                self.report(
                    &path,
                    "A question in a group has no fact, no show-when and no instead",
                    "Leave them out, or ask it outside the group.",
                );
            }
            if !kinds::group_may_ask(&nested.answer) {
                self.report(
                    &format!("{path}.answer"),
                    format!("`{}` is too large for a group", nested.id),
                    "Ask it outside the group, or ask for its parts as texts.",
                );
                continue;
            }
            self.errors(&path, nested);
            self.kind(&path, nested);
            self.answerable(&path, nested);
        }
    }
}
