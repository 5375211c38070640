//! The list of the sections of a long form, each with how far it is.

use maud::{Markup, Render, html};
use wording::Said;

use super::Tag;

/// One section. A colour marks a state that still needs something.
#[derive(Debug, Clone, Copy)]
pub struct Task<'a> {
    pub title: Said<'a>,
    pub href: &'a str,
    pub state: Said<'a>,
    pub colour: Option<&'static str>,
}

/// The list.
#[derive(Debug, Clone)]
pub struct TaskList<'a>(pub Vec<Task<'a>>);

impl Render for TaskList<'_> {
    fn render(&self) -> Markup {
        html! {
            ul class="govuk-task-list" {
                @for (index, task) in self.0.iter().enumerate() {
                    @let id = format!("task-list-{}-status", index + 1);
                    li class="govuk-task-list__item govuk-task-list__item--with-link" {
                        div class="govuk-task-list__name-and-hint" {
                            a class="govuk-link govuk-task-list__link" href=(task.href) aria-describedby=(id) { (task.title) }
                        }
                        div class="govuk-task-list__status" id=(id) {
                            @match task.colour {
                                Some(colour) => (Tag::coloured(task.state, colour)),
                                None => (task.state),
                            }
                        }
                    }
                }
            }
        }
    }
}
