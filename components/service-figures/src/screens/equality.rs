//! Who answers the questions about equality, and how localities differ: each question with its picture, its table and
//! its file. Looking is written down, which is why this is not on the dashboard.

use maud::{Markup, html};
use pages::chart::NamedBars;
use pages::{Button, Details};
use staff_pages::{EQUALITY, Head};
use vocabulary::{Date, Instant};
use web::{Reply, Request};
use working_calendar::day_in_words;

use super::Visit;
use super::table::{self, TABLES};
use crate::equality::{Group, Told, numbers_are_for};
use crate::sheets::{Cell, Sheet};
use crate::stores::{Refusal, Stores};
use equality_questions::{QUESTIONS, Question};

/// The page.
pub async fn show(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
    now: Instant,
) -> Result<Reply, Refusal> {
    if !numbers_are_for(visit.actor()) {
        return Err(Refusal::NotAllowed);
    }
    let groups = stores.equality_groups(visit.actor(), now).await?;
    let open = request.query_value(TABLES) == Some("open");
    let main = html! {
        h1 class="govuk-heading-l" { "Answers about equality" }
        @match (groups.first(), groups.last()) {
            (Some(first), Some(last)) => (numbers(&groups, (first, last), open)),
            _ => {
                p class="govuk-body" {
                    "No number can be told yet: the months that have ended have fewer than ten people who answered."
                }
            }
        }
        (how_it_is_counted())
    };
    let head = Head {
        title: "Answers about equality",
        current: EQUALITY,
        ..Head::default()
    };
    Ok(visit.frame().page(200, &head, &main))
}

fn numbers(groups: &[Group], (first, last): (&Group, &Group), open: bool) -> Markup {
    let people: u32 = groups.iter().map(|group| group.people).sum();
    let told = QUESTIONS.iter().map(|question| Told::of(question, groups));
    let told: Vec<Told> = told.collect();
    let until = match (month(&first.from_month), month(&last.to_month)) {
        (from, to) if from == to => format!("in {from}"),
        (from, to) => format!("from {from} to {to}"),
    };
    html! {
        p class="govuk-body-l" { (Cell::Count(people).said()) " people answered " (until) }
        p class="govuk-body" {
            "How they compare with the people who live here cannot be told: this service has no shares of the population \
             whose source was checked. What can be compared is one locality with another."
        }
        div class="app-no-print" { (contents()) }
        @for told in &told { (question(told, open)) }
        section aria-labelledby="all" {
            h2 class="govuk-heading-m" id="all" { "Every number, group by group" }
            div class="govuk-button-group app-no-print" {
                (Button::link("Save as a spreadsheet (CSV)", "/api/v1/equality/numbers.csv").secondary())
                a class="govuk-link" href="/api/v1/equality/numbers" { "Show as JSON" }
            }
        }
    }
}

/// `2026-11` as `November 2026`.
fn month(month: &str) -> String {
    let Ok(first) = format!("{month}-01").parse::<Date>() else {
        return month.to_owned();
    };
    let day = day_in_words(first);
    day.split_once(' ')
        .map_or(day.clone(), |(_, month)| month.to_owned())
}

fn contents() -> Markup {
    let list = html! {
        nav aria-label="Questions" {
            ul class="govuk-list" {
                @for question in QUESTIONS {
                    li { a class="govuk-link" href={ "#" (question.id) } { (question.label) } }
                }
            }
        }
        p class="govuk-body" {
            a class="govuk-link" href={ (EQUALITY) "?" (TABLES) "=open" } { "Open every table, to read or to print" }
        }
    };
    html! { (Details::new("Go to a question, or open every table", list)) }
}

fn question(told: &Told, open: bool) -> Markup {
    let Question {
        id, label, because, ..
    } = told.question;
    let sheet = told.sheet();
    html! {
        section class="desk-figure" aria-labelledby=(id) {
            h2 class="govuk-heading-m" id=(id) { (label) }
            @if !told.has_some() {
                p class="govuk-body" { "Too few people answered this in any locality for a number to be told." }
            } @else {
                p class="govuk-body" {
                    (Cell::Count(told.all.asked).said()) " people were asked"
                    @if let Some((before, answer)) = because { (asked_because(before, answer)) }
                    "."
                }
                (picture(&sheet, label, told.all.asked))
                p class="govuk-body" { (gap(told)) }
                (table::behind(&sheet, label, open))
                (table::file(&format!("/api/v1/equality/questions/{id}.csv"), label))
            }
        }
    }
}

/// Why not everybody was asked.
fn asked_because(before: &str, answer: &str) -> Markup {
    let before = Question::find(before);
    html! {
        @if let Some(before) = before {
            ", who had answered “" (before.says(answer)) "” to “" (before.label) "”"
        }
    }
}

/// A bar for each answer, of all who were asked.
fn picture(sheet: &Sheet<&Question>, title: &str, asked: u32) -> Markup {
    let bar = |row: &Vec<Cell>| {
        let [name, people, share, ..] = row.as_slice() else {
            return None;
        };
        let words = match people {
            Cell::LeftOut => people.said(),
            _ => format!("{} ({})", people.said(), share.told().said()),
        };
        Some((name.said(), people.number(), words))
    };
    let bars = sheet.rows.iter().filter_map(bar).collect();
    html! { (NamedBars { title, bars, whole: Some(u64::from(asked)) }) }
}

/// How far two localities are from each other.
fn gap(told: &Told) -> String {
    // With one decimal: shares that differ by less than one in a hundred would look alike.
    let said = |(place, share): &(String, u32)| {
        format!("{}.{}% in {place}", share / 100, share % 100 / 10)
    };
    match told.widest_gap() {
        Some(gap) => format!(
            "Localities differ most in “{}”: {} and {}.",
            gap.answer,
            said(&gap.most),
            said(&gap.least)
        ),
        None => "No two localities can be compared: too many numbers are small, or there is no difference.".to_owned(),
    }
}

fn how_it_is_counted() -> Markup {
    html! {
        section aria-labelledby="counted" {
            h2 class="govuk-heading-m" id="counted" { "How this is counted" }
            ul class="govuk-list govuk-list--bullet" {
                li { "After people have sent a contact, they may answer questions about themselves and have their answers \
                      counted. Nobody’s own answers can be seen. How many were offered the questions is not counted." }
                li { "A month is in it once it has ended. Months and localities are put together until there are ten people." }
                li { "A number of fewer than five people is left out, and so is the next smallest. “At least” \
                      stands where only some groups left it out. What is left out stands in a line of its own, so that \
                      each column adds up to those who were asked." }
                li { "Where few people answered, localities may differ by chance." }
                li { "A question that fewer than ten people answered is left out. So is one that was asked because of an \
                      answer, where the number of that answer is." }
                li { "Nobody who may be in danger is asked, nor anybody who writes in their work." }
                li { "It is written down who looked at the numbers, and when." }
            }
        }
    }
}
