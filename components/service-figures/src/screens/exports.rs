//! Files for other systems: what, of which days, and why; for the national data how good it would be, and then the file.

mod choose;
mod report;

use client_level_data::Quality;
use staff_pages::Said;
use vocabulary::{Date, Instant};
use web::{FieldProblem, FormPost, Reply, Request};

use super::{PREFIX, Visit};
use crate::exports::{Asked, Kind, pieces, quality};
use crate::stores::{Refusal, Stores};

pub use staff_pages::EXPORTS as HOME;

/// The address of the file of the national data, once its report was read.
pub const FILE: &str = "/staff/exports/client-level-data";

/// What somebody does on these pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Looks at the page.
    Choose,
    /// Sends what they chose.
    Ask,
    /// Takes the file of the national data.
    Take,
}

/// Answers a step.
pub async fn answer(
    stores: &impl Stores,
    step: Step,
    visit: &Visit,
    request: &Request,
    now: Instant,
) -> Result<Reply, Refusal> {
    if !staff_pages::exports_are_for(&visit.actor().roles) {
        return Err(Refusal::NotAllowed);
    }
    if step == Step::Choose {
        return Ok(choose::page(visit, &FormPost::default(), &[], None));
    }
    let post = match staff_pages::posted(PREFIX, request) {
        Ok(post) => post,
        Err(refused) => return Ok(refused),
    };
    if !visit.session.sent(&post) {
        return Ok(choose::page(visit, &post, &[], Some(&stale())));
    }
    let asked = match asked(&post) {
        Ok(asked) => asked,
        Err(problems) => return Ok(choose::page(visit, &post, &problems, None)),
    };
    if step == Step::Ask && asked.kind == Kind::ClientLevelData {
        let quality: Quality = quality::report(stores, &asked, visit.actor(), now).await?;
        return Ok(report::page(visit, &asked, &quality));
    }
    pieces::begin(stores, &asked, visit.actor(), now).await
}

fn stale() -> Said {
    Said {
        words: "Nothing was read. Check what you chose, then press Continue again.".to_owned(),
        ..staff_pages::from_an_earlier_session()
    }
}

/// What was chosen, or every problem by the id of its field.
fn asked(post: &FormPost) -> Result<Asked, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let kind = post.first("what").and_then(Kind::from_id);
    if kind.is_none() {
        problems.push(FieldProblem::new("what", "Choose what you need"));
    }
    let mut day = |name: &str, which: &str| {
        let read = day_of(post, name);
        if read.is_none() {
            let problem = format!("Enter the {which} day as day, month and year, such as 1 4 2026");
            problems.push(FieldProblem::new(name, problem));
        }
        read
    };
    let (from, to) = (day("from", "first"), day("to", "last"));
    let reason = post.first("reason").unwrap_or_default();
    // Without a kind there is a problem already, so that it does not matter which.
    let kind = kind.unwrap_or(Kind::Table);
    Asked::checked(kind, from.zip(to), Some(reason), problems)
}

/// A day, as the three fields of a page have it or as our own form hands it on.
fn day_of(post: &FormPost, name: &str) -> Option<Date> {
    if let Some(day) = post.first(name) {
        return day.parse().ok();
    }
    let [day, month, year] = typed_day(post, name);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Day, month and year as they were typed.
fn typed_day<'p>(post: &'p FormPost, name: &str) -> [&'p str; 3] {
    ["day", "month", "year"].map(|part| {
        let field = format!("{name}-{part}");
        post.first(&field).unwrap_or_default().trim()
    })
}
