//! The task list of a long form: its sections, how far each is, and the way to the end at any time.

use form_model::{Draft, Form, Journey, TaskState};
use maud::html;
use pages::{Banner, Button, Task, TaskList};

use super::saving::ComingBack;
use super::{SAVE, address, layout};

/// The last segment of its address, which no page of a form has.
pub const TASKS: &str = "tasks";

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct Tasks<'a> {
    pub form: &'a Form,
    pub draft: &'a Draft,
    pub notice: Option<&'a str>,
    pub coming_back: ComingBack<'a>,
}

/// The page as HTML.
pub fn tasks_page(view: Tasks) -> String {
    let Tasks { form, draft, .. } = view;
    let journey = Journey::of(form, &draft.answers);
    let tasks = journey.tasks(draft);
    let hrefs: Vec<String> = tasks
        .iter()
        .map(|task| address(form, &task.page.id))
        .collect();
    let items: Vec<Task> = tasks
        .iter()
        .zip(&hrefs)
        .map(|(task, href)| Task {
            title: &task.section.title,
            href,
            state: task.state.words(),
            colour: match task.state {
                TaskState::Done => None,
                TaskState::InProgress => Some("teal"),
                TaskState::NotStarted => Some("blue"),
            },
        })
        .collect();
    let done = tasks
        .iter()
        .filter(|task| task.state == TaskState::Done)
        .count();
    let check = address(form, "check-answers");
    let next = tasks
        .iter()
        .zip(&hrefs)
        .find(|(task, _)| task.state != TaskState::Done);
    let (next_title, next_href) = match next {
        Some((task, href)) => (task.section.title.as_str(), href),
        None => ("Check your answers and send", &check),
    };
    let main = html! {
        @if let Some(notice) = view.notice { (Banner::important(Banner::sentence(notice))) }
        (view.coming_back.open_again(form))
        h1 class="govuk-heading-l" { (form.title) }
        p class="govuk-body" { "You have finished " (done) " of " (tasks.len()) " parts. You can do them in any order, and you can come back to each." }
        (TaskList(items))
        p class="govuk-body" { "Next: " (next_title) "." }
        (Button::link("Continue", next_href))
        @if next.is_some() {
            p class="govuk-body" {
                "You do not have to finish every part. You can "
                a class="govuk-link" href=(check) { "check your answers and send what you have" }
                "."
            }
        }
        p class="govuk-body" {
            a class="govuk-link" href=(format!("{}?from={TASKS}", address(form, SAVE))) { "Save and come back later" }
        }
        (view.coming_back.words())
    };
    let exit = address(form, "leave");
    let back = match journey.pages().first().map(|shown| shown.page) {
        Some(first) if form.section_of(first).is_none() => address(form, &first.id),
        _ => address(form, ""),
    };
    layout(form, "What you have told us so far", &exit)
        .back(&back)
        .page(main)
}
