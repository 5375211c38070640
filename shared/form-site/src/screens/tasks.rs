//! The task list of a long form: its sections, how far each is, and the way to the end at any time.

use form_model::{Draft, Form, Journey, TaskState};
use maud::{Render, html};
use pages::{Button, Task, TaskList};
use wording::Said;
use wording::phrase::{question, save, tasks as phrases};

use super::saving::ComingBack;
use super::{SAVE, address, beside, layout, link, notice, with_link};
use crate::Aside;

/// The last segment of its address, which no page of a form has.
pub const TASKS: &str = "tasks";

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct Tasks<'a> {
    pub form: &'a Form,
    pub draft: &'a Draft,
    pub notice: Option<Said<'a>>,
    pub coming_back: ComingBack<'a>,
    pub aside: Aside,
}

/// The page as HTML.
pub fn tasks_page(view: Tasks) -> String {
    let Tasks { form, draft, .. } = view;
    let journey = Journey::of(form, &draft.answers);
    let words = &form.wording;
    let tasks = journey.tasks(draft);
    let hrefs: Vec<String> = tasks
        .iter()
        .map(|task| address(form, &task.page.id))
        .collect();
    let items: Vec<Task> = tasks
        .iter()
        .zip(&hrefs)
        .map(|(task, href)| Task {
            title: form.say(&task.section.title),
            href,
            state: words.say(task.state.words()),
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
    let check_title = words.say(phrases::CHECK);
    let (next_title, next_href): (&dyn Render, _) = match next {
        Some((task, href)) => (&task.section.title, href),
        None => (&check_title, &check),
    };
    let main = html! {
        (notice(form, view.notice))
        (view.coming_back.open_again(form))
        h1 class="govuk-heading-l" { (form.say(&form.title)) }
        p class="govuk-body" { (words.say(phrases::DONE_COUNT).around(&[("done", &done), ("all", &tasks.len())])) }
        (TaskList(items))
        p class="govuk-body" { (words.say(phrases::NEXT).around(&[("title", next_title)])) }
        (Button::link(words.say(question::CONTINUE), next_href))
        @if next.is_some() { (with_link(form, phrases::NOT_EVERY, phrases::SEND_LINK, &check)) }
        p class="govuk-body" { (link(form, save::LATER, &format!("{}?from={TASKS}", address(form, SAVE)))) }
        (beside(form, view.aside))
        (view.coming_back.words(form))
    };
    let exit = address(form, "leave");
    let back = match journey.pages().first().map(|shown| shown.page) {
        Some(first) if form.section_of(first).is_none() => address(form, &first.id),
        _ => address(form, ""),
    };
    layout(form, words.say(phrases::TITLE), &exit)
        .back(&back)
        .page(main)
}
