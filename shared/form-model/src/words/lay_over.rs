//! Laying words over a form: the same pages, questions and choices, said otherwise.

use super::fallen_back::fallen_back;
use super::{AskedWords, InsteadWords, PageWords, Picture, Words};
use crate::{AnswerKind, Choice, Form, Instead, Page, Question, YesNoWords};

impl Words {
    /// The form in these words. What they lack stays as the form has it.
    #[must_use]
    pub fn over(&self, written: &Form) -> Form {
        let mut form = written.clone();
        form.language.clone_from(&self.language);
        put(&mut form.title, &self.title);
        put(&mut form.summary, &self.summary);
        if !self.begin.is_empty() {
            form.begin.clone_from(&self.begin);
        }
        if form.at_least_one_answer.is_some() && self.at_least_one_answer.is_some() {
            form.at_least_one_answer
                .clone_from(&self.at_least_one_answer);
        }
        for (requirement, message) in form.require.iter_mut().zip(&self.require) {
            requirement.message.clone_from(message);
        }
        for section in &mut form.section {
            put(&mut section.title, &self.section.get(&section.id).cloned());
        }
        for page in &mut form.page {
            let heading = page.check_under.as_ref();
            if let Some(said) = heading.and_then(|heading| self.check_under.get(heading)) {
                page.check_under = Some(said.clone());
            }
            if let Some(words) = self.page.get(&page.id) {
                lay_page(page, words);
            }
            for question in &mut page.question {
                self.lay_question(question, self.question.get(&question.id));
            }
        }
        form.fallen_back = fallen_back(written, &form);
        form
    }

    fn lay_question(&self, question: &mut Question, words: Option<&AskedWords>) {
        if let Some(words) = words {
            put(&mut question.label, &words.label);
            put(&mut question.what, &words.what);
            put_some(&mut question.hint, &words.hint);
            for (instead, said) in question.instead.iter_mut().zip(&words.instead) {
                lay_instead(instead, said);
            }
        }
        self.lay_answer(&mut question.answer, words);
        // What the form says of a mistake in its own language is of no use in another, which has words for
        // each mistake in any question.
        let own = words.map(|words| words.errors.clone());
        question.errors = own.unwrap_or_default();
    }

    fn lay_answer(&self, answer: &mut AnswerKind, words: Option<&AskedWords>) {
        match (answer, words) {
            (AnswerKind::YesNoDontKnow(answer), words) => self.lay_yes_no(answer, words),
            (
                AnswerKind::ChooseOne(choices)
                | AnswerKind::ChooseSeveral(choices)
                | AnswerKind::Select(choices),
                Some(words),
            ) => {
                for choice in choices {
                    lay_choice(choice, words);
                }
            }
            (AnswerKind::Boolean(answer), Some(words)) => put(&mut answer.tick, &words.tick),
            (AnswerKind::Number(rules), Some(words)) => put_some(&mut rules.unit, &words.unit),
            (AnswerKind::Group(rules), Some(words)) => {
                put(&mut rules.item_label, &words.item_label);
                put(&mut rules.add_label, &words.add_label);
                for question in &mut rules.question {
                    self.lay_question(question, words.question.get(&question.id));
                }
            }
            _ => {}
        }
    }

    fn lay_yes_no(&self, answer: &mut YesNoWords, words: Option<&AskedWords>) {
        let alike = &self.yes_no;
        for (place, id, alike) in [
            (&mut answer.yes, "yes", &alike.yes),
            (&mut answer.no, "no", &alike.no),
            (&mut answer.unknown, "unknown", &alike.unknown),
        ] {
            let own = words.and_then(|words| words.option.get(id)).cloned();
            put_some(place, &own.or_else(|| alike.clone()));
        }
    }
}

fn lay_page(page: &mut Page, words: &PageWords) {
    put(&mut page.heading, &words.heading);
    if page.title.is_some() {
        put_some(&mut page.title, &words.title);
    }
    if let Some(text) = &words.text {
        page.text.clone_from(text);
    }
    if page.more.is_some() && words.more.is_some() {
        page.more.clone_from(&words.more);
    }
    for (instead, said) in page.instead.iter_mut().zip(&words.instead) {
        lay_instead(instead, said);
    }
    if let (Some(name), Some(alt)) = (&words.picture, &words.picture_alt) {
        page.picture = Some(Picture {
            name: name.clone(),
            alt: alt.clone(),
        });
    }
}

fn lay_instead(instead: &mut Instead, words: &InsteadWords) {
    put_some(&mut instead.heading, &words.heading);
    put_some(&mut instead.check_under, &words.check_under);
    put_some(&mut instead.label, &words.label);
    put_some(&mut instead.hint, &words.hint);
    put_some(&mut instead.what, &words.what);
    if words.text.is_some() {
        instead.text.clone_from(&words.text);
    }
}

fn lay_choice(choice: &mut Choice, words: &AskedWords) {
    if let Some(label) = words.option.get(&choice.id) {
        choice.label.clone_from(label);
    }
    put_some(
        &mut choice.hint,
        &words.option_hint.get(&choice.id).cloned(),
    );
    put_some(
        &mut choice.group,
        &words.option_group.get(&choice.id).cloned(),
    );
}

fn put(place: &mut String, words: &Option<String>) {
    if let Some(words) = words {
        place.clone_from(words);
    }
}

fn put_some(place: &mut Option<String>, words: &Option<String>) {
    if words.is_some() {
        place.clone_from(words);
    }
}
