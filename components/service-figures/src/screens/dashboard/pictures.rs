//! The picture of a figure. What it says stands in words too, and every number in the table behind it.

use maud::{Markup, html};
use pages::chart::{BarChart, NamedBars, Series};

use crate::sheets::{Cell, Figure, Sheet};

/// The most bars with names; what comes after them stands in the table.
const MOST_BARS: usize = 12;
/// From so many days on a bar is a month.
const MANY_DAYS: usize = 62;

pub fn picture(sheet: &Sheet) -> Markup {
    match sheet.figure {
        Figure::ByDay => by_day(sheet),
        // Two things are crossed in it, which no bar shows.
        Figure::NeedsByLocality => html! {},
        Figure::Pages => by_form(sheet),
        Figure::FirstResponse | Figure::Close => {
            bars(sheet, &sheet.rows, sheet.figure.id(), 6, Some(100))
        }
        Figure::Section42 | Figure::Completion => {
            bars(sheet, &sheet.rows, sheet.figure.id(), 4, Some(100))
        }
        _ => bars(sheet, &sheet.rows, sheet.figure.id(), 1, None),
    }
}

fn said(row: &[Cell], place: usize) -> String {
    row.get(place).map(Cell::said).unwrap_or_default()
}

/// A bar for each line, as long as its cell at `place`.
fn bars(sheet: &Sheet, rows: &[Vec<Cell>], id: &str, place: usize, whole: Option<u64>) -> Markup {
    let heading = sheet
        .columns
        .get(place)
        .map_or("", |(_, heading)| heading.as_str());
    let named = |row: &Vec<Cell>| {
        let name = match sheet.figure {
            Figure::Completion => format!("{}, version {}", said(row, 0), said(row, 1)),
            Figure::Pages => said(row, 2),
            _ => said(row, 0),
        };
        let length = row.get(place).map(Cell::number).unwrap_or_default();
        (name, length, said(row, place))
    };
    let bars: Vec<_> = rows.iter().take(MOST_BARS).map(named).collect();
    let words = |(name, _, words): &(String, u64, String)| format!("{name}: {words}");
    let first: Vec<String> = bars.iter().take(3).map(words).collect();
    let description = format!("{heading}. {}.", first.join("; "));
    let more = rows.len().saturating_sub(MOST_BARS);
    html! {
        p class="govuk-body-s" {
            (heading)
            @if more > 0 { ". The first " (MOST_BARS) " lines; the table has all " (rows.len()) }
        }
        (NamedBars { id, title: sheet.figure.title(), description: &description, bars, whole })
    }
}

/// A bar for each day, or where those are many for each month.
fn by_day(sheet: &Sheet) -> Markup {
    let mut categories: Vec<String> = Vec::new();
    let mut values: Vec<u64> = Vec::new();
    let by_month = sheet.rows.len() > MANY_DAYS;
    for row in &sheet.rows {
        let Some(Cell::Name(Some(day), _)) = row.first() else {
            continue;
        };
        let name = match by_month {
            true => day.get(..7),
            false => day.get(5..),
        };
        let (name, contacts) = (name.unwrap_or(day), row.get(1).map(Cell::number));
        match values.last_mut() {
            Some(last) if categories.last().is_some_and(|known| known == name) => {
                *last += contacts.unwrap_or_default();
            }
            _ => {
                categories.push(name.to_owned());
                values.push(contacts.unwrap_or_default());
            }
        }
    }
    let all: u64 = values.iter().sum();
    let most = values.iter().max().copied().unwrap_or_default();
    let unit = if by_month { "month" } else { "day" };
    let description = format!("{all} contacts in all, and {most} on the {unit} with most.");
    let chart = BarChart {
        id: sheet.figure.id(),
        title: sheet.figure.title(),
        description: &description,
        category: "Day",
        categories,
        series: vec![Series {
            name: "Contacts",
            values,
        }],
        written: |value| value.to_string(),
        rounded: |value| value.to_string(),
    };
    html! {
        p class="govuk-body" { (description) }
        (chart.picture())
    }
}

/// How many answered each page, form by form.
fn by_form(sheet: &Sheet) -> Markup {
    let of_one_form = |one: &Vec<Cell>, other: &Vec<Cell>| one.get(..2) == other.get(..2);
    html! {
        @for (number, rows) in sheet.rows.chunk_by(of_one_form).enumerate() {
            @if let Some(first) = rows.first() {
                h3 class="govuk-heading-s" { (said(first, 0)) ", version " (said(first, 1)) }
                (bars(sheet, rows, &format!("{}-{number}", sheet.figure.id()), 3, None))
            }
        }
    }
}
