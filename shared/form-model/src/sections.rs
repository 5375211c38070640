//! The task list of a long form: how far each section is, derived from the answers.

use wording::Phrase;
use wording::phrase::tasks;

use crate::{Draft, Journey, Page, Section};

/// A section of the task list as it is for somebody who gave these answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Task<'f> {
    pub section: &'f Section,
    /// Where it begins, or goes on: the first page that was not seen, else its first.
    pub page: &'f Page,
    pub state: TaskState,
}

/// How far a section is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    NotStarted,
    InProgress,
    Done,
}

impl TaskState {
    /// The words that people read.
    pub fn words(self) -> Phrase {
        match self {
            Self::NotStarted => tasks::NOT_STARTED,
            Self::InProgress => tasks::IN_PROGRESS,
            Self::Done => tasks::DONE,
        }
    }
}

impl<'f> Journey<'f> {
    /// The sections that have a page for this person. A section is done when each of its questions was
    /// answered or left blank, and nothing in it is missing.
    pub fn tasks(&self, draft: &Draft) -> Vec<Task<'f>> {
        let missing = self.missing(&[]);
        let task = |section: &'f Section| {
            let shown: Vec<_> = self
                .pages()
                .iter()
                .filter(|shown| section.pages.contains(&shown.page.id))
                .collect();
            let seen = |question: &crate::Question| draft.has_seen(&question.id);
            let questions = || shown.iter().flat_map(|shown| shown.questions.iter());
            let lacks = |id: &str| missing.iter().any(|finding| finding.page == id);
            let open = shown.iter().find(|shown| {
                !shown.questions.iter().all(|question| seen(question)) || lacks(&shown.page.id)
            });
            let state = match open {
                // A section that only informs is done when everything in it is.
                None => TaskState::Done,
                Some(_) if questions().any(|question| seen(question)) => TaskState::InProgress,
                Some(_) => TaskState::NotStarted,
            };
            let first = shown.first()?;
            let page = match state {
                TaskState::InProgress => open.unwrap_or(first).page,
                _ => first.page,
            };
            Some(Task {
                section,
                page,
                state,
            })
        };
        self.form.section.iter().filter_map(task).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Form, Step, read};
    use vocabulary::Date;
    use wording::Wording;

    const FORM: &str = r#"
id = "any"
version = 1
title = "T"
summary = "S"

[[section]]
id = "person"
title = "The person"
pages = ["name", "age"]

[[section]]
id = "home"
title = "Home"
pages = ["home", "stairs"]

[[page]]
id = "now"
heading = "Is anyone in danger?"
[[page.question]]
id = "danger"
label = "Is anyone in danger?"
what = "w"
answer.yes-no-dont-know = {}

[[page]]
id = "name"
heading = "Name"
[[page.question]]
id = "given-name"
label = "First name"
what = "w"
answer.name = {}

[[page]]
id = "age"
heading = "Age"
[[page.question]]
id = "age"
label = "How old?"
what = "w"
required = true
answer.number = {}

[[page]]
id = "home"
heading = "Home"
[[page.question]]
id = "upstairs"
label = "Upstairs?"
what = "w"
answer.yes-no-dont-know = {}

[[page]]
id = "stairs"
heading = "Stairs"
show-when = { question = "upstairs", is = "yes" }
[[page.question]]
id = "steps"
label = "How many?"
what = "w"
answer.number = {}
"#;

    fn form() -> Form {
        read(FORM).unwrap_or_else(|problems| panic!("{problems:#?}"))
    }

    fn post(form: &Form, draft: &mut Draft, page: &str, fields: &[(&str, &str)]) {
        let fields: Vec<(String, String)> = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let today = Date::new(2026, 11, 22).unwrap();
        let reading = form.read_page(form.find_page(page).unwrap(), draft, &fields, today);
        draft.take(&reading);
    }

    fn states(form: &Form, draft: &Draft) -> Vec<(String, &'static str, String)> {
        let journey = Journey::of(form, &draft.answers);
        let tasks = journey.tasks(draft);
        tasks
            .iter()
            .map(|task| {
                (
                    task.section.id.clone(),
                    Wording::english().say(task.state.words()).text,
                    task.page.id.clone(),
                )
            })
            .collect()
    }

    fn state(id: &str, words: &'static str, page: &str) -> (String, &'static str, String) {
        (id.to_owned(), words, page.to_owned())
    }

    #[test]
    fn a_section_is_done_when_everything_in_it_was_seen_and_nothing_is_missing() {
        let form = form();
        let mut draft = Draft::default();
        let not_started = [
            state("person", "Not started", "name"),
            state("home", "Not started", "home"),
        ];
        assert_eq!(states(&form, &draft), not_started);
        post(&form, &mut draft, "name", &[("given-name", "")]);
        assert_eq!(
            states(&form, &draft)[0],
            state("person", "In progress", "age")
        );
        post(&form, &mut draft, "age", &[("age", "")]);
        assert_eq!(
            states(&form, &draft)[0],
            state("person", "In progress", "age"),
            "what is required is missing"
        );
        post(&form, &mut draft, "age", &[("age", "80")]);
        assert_eq!(states(&form, &draft)[0], state("person", "Done", "name"));
        post(&form, &mut draft, "home", &[("upstairs", "yes")]);
        assert_eq!(
            states(&form, &draft)[1],
            state("home", "In progress", "stairs")
        );
        post(&form, &mut draft, "home", &[("upstairs", "no")]);
        assert_eq!(states(&form, &draft)[1], state("home", "Done", "home"));
    }

    #[test]
    fn a_section_begins_and_ends_at_the_task_list() {
        let form = form();
        let journey = Journey::of(&form, &Default::default());
        let page = |id: &str| form.find_page(id).unwrap();
        assert_eq!(journey.after(page("now")), Step::Tasks);
        assert_eq!(journey.after(page("name")), Step::Page(page("age")));
        assert_eq!(journey.after(page("age")), Step::Tasks);
        assert_eq!(journey.after(page("home")), Step::Tasks);
        assert_eq!(journey.before(page("home")), None);
        assert_eq!(journey.before(page("age")), Some(page("name")));
    }
}
