//! What a page that was sent does to the files of its answer: one is added, or one is removed.

use form_model::kinds::{ADD, REMOVE};
use form_model::{AnswerKind, Draft, FileChange, Form, Mistake, Page, PageReading, Question, Slip};
use web::FormPost;

use super::visit::Visit;
use crate::guard::file_mark;
use crate::stores::Stores;

/// What became of the file that was chosen on a page.
#[derive(Debug)]
pub enum Chosen {
    /// None was.
    Nothing,
    /// It is in the store, and has not ended there yet.
    Arrived(Arrived),
    /// It cannot be added.
    Wrong(Slip),
    /// It could be, but there was no keeping it.
    NotKept,
}

/// A file that came whole.
#[derive(Debug)]
pub struct Arrived {
    pub id: String,
    pub name: String,
    pub media_type: &'static str,
}

/// The files of a page that was sent.
#[derive(Debug)]
pub struct Files {
    chosen: Chosen,
    /// In the store, and not in the answers yet.
    arrived: Option<String>,
    /// In the answers no longer, and still in the store.
    removed: Option<String>,
    /// Something is wrong with what was chosen.
    pub wrong: bool,
    /// There was no keeping what was chosen.
    pub not_kept: bool,
    /// The person stays at the page.
    pub stays: bool,
    /// What the page then says of it.
    pub said: Option<&'static str>,
}

impl Files {
    pub fn of(chosen: Chosen) -> Self {
        Self {
            arrived: match &chosen {
                Chosen::Arrived(file) => Some(file.id.clone()),
                _ => None,
            },
            chosen,
            removed: None,
            wrong: false,
            not_kept: false,
            stays: false,
            said: None,
        }
    }

    /// Whether a file was chosen.
    pub fn chosen(&self) -> bool {
        !matches!(self.chosen, Chosen::Nothing)
    }

    /// Reads what the page does to the files of its answer. A file that was chosen is added whichever
    /// button was pressed, so that nobody loses one by pressing `Continue`.
    pub async fn take<S: Stores>(
        &mut self,
        visit: &Visit<'_, S>,
        form: &Form,
        page: &Page,
        draft: &Draft,
        post: &FormPost,
        reading: &mut PageReading,
    ) {
        let mut questions = page.question.iter();
        let asked = questions.find_map(|question| match &question.answer {
            AnswerKind::Upload(rules) => Some((question, rules.max)),
            _ => None,
        });
        let Some((question, most)) = asked else {
            return;
        };
        let id = &question.id;
        let gone = removed(id, draft, post);
        if let Some(gone) = &gone {
            self.stays = true;
            self.said = Some("removed");
            let change = FileChange::Remove(gone.clone());
            reading.files.push((id.clone(), change));
        }
        let adds = post.first(ADD) == Some(id);
        match std::mem::replace(&mut self.chosen, Chosen::Nothing) {
            Chosen::Nothing if adds => self.is_wrong(form, page, question, Slip::NoFile, reading),
            Chosen::Nothing => {}
            // Whoever removes one hears of that alone.
            Chosen::Wrong(_) | Chosen::NotKept if gone.is_some() => {}
            Chosen::Wrong(slip) => self.is_wrong(form, page, question, slip, reading),
            Chosen::NotKept => self.not_kept = true,
            Chosen::Arrived(file) => match visit.finish_file(&file).await {
                Some(file) => {
                    let change = FileChange::Add(file, most);
                    reading.files.push((id.clone(), change));
                    if adds {
                        self.stays = true;
                        self.said = Some("added");
                    }
                }
                None => {
                    self.arrived = None;
                    self.not_kept = gone.is_none();
                }
            },
        }
        self.removed = gone;
    }

    fn is_wrong(
        &mut self,
        form: &Form,
        page: &Page,
        question: &Question,
        slip: Slip,
        reading: &mut PageReading,
    ) {
        self.wrong = true;
        reading.add_mistake(form, page, question, &Mistake::new(slip));
    }

    /// The answers were saved: what was removed is deleted. Says whether there was room for what was added:
    /// another tab may have been quicker.
    pub async fn saved<S: Stores>(&mut self, visit: &Visit<'_, S>, draft: &Draft) -> bool {
        if let Some(removed) = self.removed.take() {
            visit.remove_file(&removed).await;
        }
        let mut files = draft.answers.iter().flat_map(|(_, answer)| answer.files());
        match &self.arrived {
            None => true,
            Some(arrived) if files.any(|file| file.id == *arrived) => {
                self.arrived = None;
                true
            }
            Some(_) => {
                self.said = Some("full");
                false
            }
        }
    }

    /// Deletes what arrived and was not added, for whatever reason.
    pub async fn tidy<S: Stores>(self, visit: &Visit<'_, S>) {
        if let Some(id) = self.arrived {
            visit.remove_file(&id).await;
        }
    }
}

/// The id of the file that a button of the page removes. Only files of this answer can be.
fn removed(question: &str, draft: &Draft, post: &FormPost) -> Option<String> {
    let pressed = post.first(REMOVE)?;
    let mark = pressed.strip_prefix(question)?.strip_prefix('-')?;
    let mut files = draft.files(question).iter();
    let file = files.find(|file| file_mark(&file.id) == mark)?;
    Some(file.id.clone())
}
