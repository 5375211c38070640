//! The way through a form, derived from the answers: a page is shown or it is not, in the order of the
//! file. There is no going back and forth between pages, so every journey ends.

#[cfg(test)]
mod tests;

use serde_json::{Map, Value};
use vocabulary::{Facts, Form as FormWord};

use crate::{Answer, AnswerKind, Answers, Form, Instead, Page, Question};

/// The facts that are lists, to which several questions can add.
const LISTS: [&str; 3] = ["needs", "risks", "circumstances"];

/// The fact of which a form can ask twice: as a number, and as "50 or more".
const HOURS: &str = "caring-hours-per-week";

/// A form as it is for somebody who gave these answers.
#[derive(Clone, Debug)]
pub struct Journey<'f> {
    pub form: &'f Form,
    shown: Vec<Shown<'f>>,
    counted: Answers,
}

/// A page that is shown, with those of its questions that are.
#[derive(Clone, Debug)]
pub struct Shown<'f> {
    pub page: &'f Page,
    pub questions: Vec<&'f Question>,
}

/// What comes after a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step<'f> {
    Page(&'f Page),
    /// The task list of a form with sections.
    Tasks,
    CheckAnswers,
}

/// A question's words for this person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuestionWords<'f> {
    pub label: &'f str,
    pub hint: Option<&'f str>,
    pub what: &'f str,
}

/// One line of the check-answers page and of the record: what was asked, and what was said.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'f> {
    pub page: &'f Page,
    pub question: &'f Question,
    pub asked: &'f str,
    pub answer: Option<&'f Answer>,
}

impl<'f> Journey<'f> {
    /// The journey of these answers. Answers of pages that are not shown do not count, and conditions
    /// do not see them.
    pub fn of(form: &'f Form, answers: &Answers) -> Self {
        let mut counted = Answers::default();
        let mut shown = Vec::new();
        for page in &form.page {
            if page
                .show_when
                .as_ref()
                .is_some_and(|when| !when.holds(&counted))
            {
                continue;
            }
            let questions: Vec<&Question> = page
                .question
                .iter()
                .filter(|question| {
                    question
                        .show_when
                        .as_ref()
                        .is_none_or(|when| when.holds(&counted))
                })
                .collect();
            for question in &questions {
                if let Some(answer) = answers.get(&question.id) {
                    counted.insert(&question.id, answer.clone());
                }
            }
            shown.push(Shown { page, questions });
        }
        Self {
            form,
            shown,
            counted,
        }
    }

    /// The pages that are shown, in order.
    pub fn pages(&self) -> &[Shown<'f>] {
        &self.shown
    }

    /// The answers that count: those to questions that are shown.
    pub fn counted(&self) -> &Answers {
        &self.counted
    }

    /// The questions of a page. A page that is not on this journey, which somebody may still have open
    /// in another tab, has all its questions.
    pub fn questions_of(&self, page: &'f Page) -> Vec<&'f Question> {
        self.shown
            .iter()
            .find(|shown| shown.page.id == page.id)
            .map_or_else(
                || page.question.iter().collect(),
                |shown| shown.questions.clone(),
            )
    }

    /// Whether the page is on this journey.
    pub fn shows(&self, page: &Page) -> bool {
        self.shown.iter().any(|shown| shown.page.id == page.id)
    }

    /// What comes after a page. From the end of a section people come back to the task list, where they
    /// see what is left and can send.
    pub fn after(&self, page: &Page) -> Step<'f> {
        let at = self.place(page);
        let next = self.shown.iter().find(|shown| self.place(shown.page) > at);
        match next.map(|shown| shown.page) {
            Some(next) if self.form.section_of(next) == self.form.section_of(page) => {
                Step::Page(next)
            }
            _ if !self.form.section.is_empty() => Step::Tasks,
            Some(next) => Step::Page(next),
            None => Step::CheckAnswers,
        }
    }

    /// The page before a page; none before the first, of the form or of a section.
    pub fn before(&self, page: &Page) -> Option<&'f Page> {
        let at = self.place(page);
        self.shown
            .iter()
            .rev()
            .find(|shown| self.place(shown.page) < at)
            .map(|shown| shown.page)
            .filter(|before| self.form.section_of(before) == self.form.section_of(page))
    }

    /// The last page before the answers are checked.
    pub fn last(&self) -> Option<&'f Page> {
        self.shown.last().map(|shown| shown.page)
    }

    fn place(&self, page: &Page) -> usize {
        self.form
            .page
            .iter()
            .position(|other| other.id == page.id)
            .unwrap_or(usize::MAX)
    }

    /// The page's heading and paragraphs for this person.
    pub fn page_words(&self, page: &'f Page) -> (&'f str, &'f [String]) {
        let other = self.other_words(&page.instead);
        let heading = other.and_then(|other| other.heading.as_deref());
        let text = other.and_then(|other| other.text.as_deref());
        (heading.unwrap_or(&page.heading), text.unwrap_or(&page.text))
    }

    /// Under which heading the page's answers stand where all are checked: its section's title, or its own.
    pub fn check_under(&self, page: &'f Page) -> Option<&'f str> {
        if let Some(section) = self.form.section_of(page) {
            return Some(&section.title);
        }
        let other = self.other_words(&page.instead);
        let under = other.and_then(|other| other.check_under.as_deref());
        under.or(page.check_under.as_deref())
    }

    /// The question's words for this person.
    pub fn question_words(&self, question: &'f Question) -> QuestionWords<'f> {
        let other = self.other_words(&question.instead);
        let label = other.and_then(|other| other.label.as_deref());
        let hint = other.and_then(|other| other.hint.as_deref());
        let what = other.and_then(|other| other.what.as_deref());
        QuestionWords {
            label: label.unwrap_or(&question.label),
            hint: hint.or(question.hint.as_deref()),
            what: what.unwrap_or(&question.what),
        }
    }

    fn other_words(&self, instead: &'f [Instead]) -> Option<&'f Instead> {
        instead.iter().find(|other| other.when.holds(&self.counted))
    }

    /// Every question that is shown, with its answer if there is one.
    pub fn rows(&self) -> Vec<Row<'_>> {
        let row = |page, question: &'f Question| Row {
            page,
            question,
            asked: self.question_words(question).label,
            answer: self.counted.get(&question.id),
        };
        self.shown
            .iter()
            .flat_map(|shown| {
                shown
                    .questions
                    .iter()
                    .map(move |question| row(shown.page, question))
            })
            .collect()
    }

    /// What routing learns from the answers that count.
    pub fn facts(&self) -> Facts {
        let mut facts = Map::new();
        if FormWord::from_id(&self.form.id).is_some() {
            facts.insert("form".to_owned(), Value::from(self.form.id.as_str()));
        }
        for (name, word) in &self.form.facts {
            add(&mut facts, name, stated(name, word));
        }
        for shown in &self.shown {
            for question in &shown.questions {
                if let Some(answer) = self.counted.get(&question.id) {
                    add_answer(&mut facts, question, answer);
                }
            }
        }
        loop {
            match Facts::from_members(&facts) {
                Ok(facts) => return facts,
                // A form that passed its check yields no such value; were one to, it is unknown.
                Err(problems) => {
                    let before = facts.len();
                    facts.retain(|name, _| !problems.iter().any(|problem| &problem.field == name));
                    if facts.len() == before {
                        return Facts::default();
                    }
                }
            }
        }
    }

    /// Whether nothing is required of this person, because of what is known already.
    pub fn requires_nothing(&self) -> bool {
        let facts = self.facts();
        self.form
            .nothing_required_once_known
            .iter()
            .any(|name| facts.is_present(name))
    }

    /// Whether it can be sent as it is, because nothing more is required of this person.
    pub fn can_finish(&self) -> bool {
        self.requires_nothing()
            || (self.form.at_least_one_answer.is_some() && !self.counted.is_empty())
    }
}

fn add_answer(facts: &mut Map<String, Value>, question: &Question, answer: &Answer) {
    let chosen: Vec<&str> = match answer {
        Answer::Choice(id) => vec![id],
        Answer::Several(ids) => ids.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    if let AnswerKind::YesNoDontKnow(words) = &question.answer
        && chosen.contains(&"yes")
    {
        for (name, word) in &words.yes_facts {
            add(facts, name, stated(name, word));
        }
    }
    let choices = question.answer.choices();
    for choice in choices
        .iter()
        .filter(|choice| chosen.contains(&choice.id.as_str()))
    {
        for (name, word) in &choice.facts {
            add(facts, name, stated(name, word));
        }
    }
    let Some(name) = &question.fact else {
        return;
    };
    let says_nothing = |id: &str| {
        choices
            .iter()
            .any(|choice| choice.id == id && choice.no_fact)
    };
    match answer {
        Answer::Choice(_) | Answer::Several(_) => {
            for id in chosen.into_iter().filter(|id| !says_nothing(id)) {
                add(facts, name, Value::from(id));
            }
        }
        Answer::Address(address) => {
            if let Some(postcode) = &address.postcode {
                add(facts, name, Value::from(postcode.as_str()));
            }
        }
        other => add(facts, name, other.to_json()),
    }
}

/// A fact as a form states it beside a choice: `hours = "50"` is the number.
pub(crate) fn stated(name: &str, word: &str) -> Value {
    match word.parse::<f64>() {
        Ok(number) if name == HOURS => Value::from(number),
        _ => Value::from(word),
    }
}

/// Adds a word to a fact that is a list; sets another fact unless an earlier question has. Of numbers, the
/// largest holds.
fn add(facts: &mut Map<String, Value>, name: &str, value: Value) {
    if LISTS.contains(&name) {
        let list = facts
            .entry(name.to_owned())
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(words) = list
            && !words.contains(&value)
        {
            words.push(value);
        }
    } else {
        let fact = facts
            .entry(name.to_owned())
            .or_insert_with(|| value.clone());
        if value.as_f64() > fact.as_f64() {
            *fact = value;
        }
    }
}
