//! Answers come in, from a posted page or from JSON: the same validation, and every problem reported.

use serde_json::{Map, Value};
use vocabulary::Date;
use wording::Sentence;
use wording::phrase::question;

use crate::kinds::Posted;
use crate::mistake::quoted;
use crate::{
    Answer, AnswerKind, Answers, Draft, Form, Journey, Mistake, Page, Question, Requirement,
    StoredFile,
};

/// Something that somebody has to put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The page on which it can be put right; empty for an answer that no question asks for.
    pub page: String,
    /// The id of the field on that page.
    pub field: String,
    /// Where it is in the JSON: a question's id, perhaps with a part.
    pub path: String,
    pub message: String,
    /// The language of the message, where it is not that of the form.
    pub lang: Option<&'static str>,
}

/// What a posted page brought.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageReading {
    pub answers: Answers,
    /// The questions that were left blank.
    pub blank: Vec<String>,
    /// What happened to the files of a question: they are no field of the page.
    pub files: Vec<(String, FileChange)>,
    pub findings: Vec<Finding>,
}

/// What happened to the files of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// Nothing: the page was seen.
    Seen,
    /// One was added. Carries it, and how many there may be.
    Add(StoredFile, usize),
    /// One was removed. Carries its id.
    Remove(String),
}

/// What a post of all questions brought.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AllReading {
    pub answers: Answers,
    /// What is wrong, and what is missing.
    pub findings: Vec<Finding>,
}

impl PageReading {
    /// Something is wrong with what was chosen to be added.
    pub fn add_mistake(
        &mut self,
        form: &Form,
        page: &Page,
        question: &Question,
        mistake: &Mistake,
    ) {
        let finding = form.found(page, question, &question.what, mistake);
        self.findings.push(finding);
    }
}

/// Answers that are valid and enough.
#[derive(Clone, Debug)]
pub struct Accepted<'f> {
    pub journey: Journey<'f>,
    /// Questions that were answered, but are not asked of somebody who gave these other answers.
    pub left_out: Vec<String>,
}

impl Form {
    /// Reads a posted page. `draft` holds what was answered before.
    pub fn read_page(
        &self,
        page: &Page,
        draft: &Draft,
        post: &[(String, String)],
        today: Date,
    ) -> PageReading {
        let mut reading = PageReading::default();
        let Some(page) = self.find_page(&page.id) else {
            return reading;
        };
        let before = Journey::of(self, &draft.answers);
        for question in before.questions_of(page) {
            if matches!(question.answer, AnswerKind::Upload(_)) {
                reading.files.push((question.id.clone(), FileChange::Seen));
                continue;
            }
            match question
                .answer
                .read_post(&question.id, Posted(post), Some(today))
            {
                Ok(Some(answer)) => reading.answers.insert(&question.id, answer),
                Ok(None) => reading.blank.push(question.id.clone()),
                Err(mistakes) => {
                    let what = before.question_words(question).what;
                    let findings = mistakes
                        .iter()
                        .map(|mistake| self.found(page, question, what, mistake));
                    reading.findings.extend(findings);
                }
            }
        }
        let mut after = draft.clone();
        after.take(&reading);
        let journey = Journey::of(self, &after.answers);
        let missing = journey.missing(&questions_of(&reading.findings));
        let here = missing
            .into_iter()
            .filter(|finding| finding.page == page.id);
        reading.findings.extend(here);
        reading
    }

    /// Reads all questions of the form from one post, as far as they are asked of whoever gave these answers: a
    /// condition sees the answers that stand before it.
    pub fn read_all(&self, post: &[(String, String)], today: Date) -> AllReading {
        let mut reading = AllReading::default();
        for page in &self.page {
            let journey = Journey::of(self, &reading.answers);
            if !journey.shows(page) {
                continue;
            }
            for question in journey.questions_of(page) {
                if matches!(question.answer, AnswerKind::Upload(_)) {
                    continue;
                }
                let posted = Posted(post);
                match question.answer.read_post(&question.id, posted, Some(today)) {
                    Ok(Some(answer)) => reading.answers.insert(&question.id, answer),
                    Ok(None) => {}
                    Err(mistakes) => {
                        let what = journey.question_words(question).what;
                        let findings = mistakes
                            .iter()
                            .map(|mistake| self.found(page, question, what, mistake));
                        reading.findings.extend(findings);
                    }
                }
            }
        }
        let journey = Journey::of(self, &reading.answers);
        let wrong = questions_of(&reading.findings);
        let missing = match wrong.is_empty() {
            true => journey.all_missing(),
            false => journey.missing(&wrong),
        };
        reading.findings.extend(missing);
        reading
    }

    /// The fields of the page after a button that makes room for one more in a group, or takes one away,
    /// with everything that was typed; none when no such button was pressed.
    pub fn pressed(&self, page: &Page, post: &[(String, String)]) -> Option<Vec<(String, String)>> {
        let questions = page.question.iter();
        questions
            .filter_map(|question| question.answer.pressed(&question.id, post))
            .next()
    }

    /// Reads the contract's JSON object of question id and value, and sees that it is enough.
    ///
    /// # Errors
    /// Everything that has to be put right.
    pub fn accept(
        &self,
        answers: &Map<String, Value>,
        today: Date,
    ) -> Result<Accepted<'_>, Vec<Finding>> {
        let mut read = Answers::default();
        let mut findings = Vec::new();
        let words = Journey::of(self, &read);
        for (id, value) in answers {
            let Some((page, question)) = self.find_question(id) else {
                findings.push(self.unknown_question(id));
                continue;
            };
            match question.answer.read_json(value, Some(today)) {
                Ok(Some(answer)) => read.insert(id, answer),
                Ok(None) => {}
                Err(mistakes) => {
                    let what = words.question_words(question).what;
                    findings.extend(
                        mistakes
                            .iter()
                            .map(|mistake| self.found(page, question, what, mistake)),
                    );
                }
            }
        }
        let journey = Journey::of(self, &read);
        let wrong = questions_of(&findings);
        let missing = match wrong.is_empty() {
            true => journey.all_missing(),
            false => journey.missing(&wrong),
        };
        findings.extend(missing);
        if !findings.is_empty() {
            return Err(findings);
        }
        let left_out = read
            .iter()
            .filter(|(id, _)| journey.counted().get(id).is_none())
            .map(|(id, _)| id.to_owned())
            .collect();
        Ok(Accepted { journey, left_out })
    }

    fn unknown_question(&self, id: &str) -> Finding {
        let known: Vec<&str> = self
            .questions()
            .map(|(_, question)| question.id.as_str())
            .collect();
        let path: String = id.chars().filter(|c| !c.is_control()).take(64).collect();
        Finding {
            page: String::new(),
            field: String::new(),
            path,
            message: format!(
                "{} is no question of this form. The questions are: {}",
                quoted(id),
                known.join(", ")
            ),
            lang: None,
        }
    }

    fn found(&self, page: &Page, question: &Question, what: &str, mistake: &Mistake) -> Finding {
        let id = &question.id;
        // What is asked of one thing in a group has words of its own, and says which it is about.
        let nested = match &question.answer {
            AnswerKind::Group(rules) => rules
                .place_of(&mistake.part)
                .map(|(index, nested, part)| (rules, index, nested, part)),
            _ => None,
        };
        let (path, message) = match nested {
            Some((rules, index, nested, part)) => {
                let words = mistake
                    .slip
                    .words(&nested.what, &nested.errors, &self.wording);
                let path = within(&format!("{id}[{index}].{}", nested.id), part);
                let number = (index + 1).to_string();
                let places = [
                    ("item", rules.item_label.as_str()),
                    ("number", &number),
                    ("mistake", &words.text),
                ];
                let text = self.wording.fill(question::GROUP_MISTAKE, &places).text;
                (path, Sentence { text, ..words })
            }
            None => (
                within(id, &mistake.part),
                mistake.slip.words(what, &question.errors, &self.wording),
            ),
        };
        Finding {
            page: page.id.clone(),
            field: question.answer.field(id, &mistake.part),
            path,
            message: message.text,
            lang: message.lang,
        }
    }
}

/// The questions that were answered, though not well.
fn questions_of(findings: &[Finding]) -> Vec<String> {
    let question = |finding: &Finding| finding.path.split(['.', '[']).next().map(str::to_owned);
    findings.iter().filter_map(question).collect()
}

/// The path of a part of an answer in JSON.
fn within(path: &str, part: &str) -> String {
    match part {
        // The parts of a date are fields of the page only: its JSON is one text.
        "" | "day" | "month" | "year" => path.to_owned(),
        part if part.starts_with('[') => format!("{path}{part}"),
        part => format!("{path}.{part}"),
    }
}

impl Journey<'_> {
    /// What is missing, each with the page where it can be put right. What was `attempted` is not
    /// missing: what is wrong with it is said already.
    pub fn missing(&self, attempted: &[String]) -> Vec<Finding> {
        if self.requires_nothing() {
            return Vec::new();
        }
        let answered = |id: &String| self.counted().get(id).is_some() || attempted.contains(id);
        let mut missing = Vec::new();
        for shown in self.pages() {
            for question in shown.questions.iter().filter(|question| question.required) {
                if !answered(&question.id) {
                    let what = self.question_words(question).what;
                    let mistake = Mistake::new(question.answer.nothing());
                    missing.push(self.form.found(shown.page, question, what, &mistake));
                }
            }
        }
        let groups = self.form.require.iter();
        // A box that was left unticked says nothing of the kind that a group asks for.
        let given = |id: &String| {
            answered(id) && !matches!(self.counted().get(id), Some(Answer::Yes(false)))
        };
        let lacking = groups.filter(|requirement| !requirement.any_of.iter().any(given));
        missing.extend(lacking.filter_map(|requirement| self.lacks(requirement)));
        missing
    }

    /// What is missing anywhere: for the check-answers page and for JSON.
    pub fn all_missing(&self) -> Vec<Finding> {
        let mut missing = self.missing(&[]);
        if let Some(message) = &self.form.at_least_one_answer
            && self.counted().is_empty()
        {
            let first = self.pages().first();
            missing.push(Finding {
                page: first.map_or_else(String::new, |shown| shown.page.id.clone()),
                field: String::new(),
                path: "answers".to_owned(),
                message: message.clone(),
                lang: None,
            });
        }
        missing
    }

    /// A group of which nothing was answered. It is put right on the last page that asks for one of it.
    fn lacks(&self, requirement: &Requirement) -> Option<Finding> {
        let asked = |question: &&Question| requirement.any_of.contains(&question.id);
        let (page, question) = self.pages().iter().rev().find_map(|shown| {
            let question = shown.questions.iter().copied().find(asked)?;
            Some((shown.page, question))
        })?;
        Some(Finding {
            page: page.id.clone(),
            field: question.answer.field(&question.id, ""),
            path: question.id.clone(),
            message: requirement.message.clone(),
            lang: None,
        })
    }
}
