//! The picture of a figure. What it says stands in words too, and every number in the table behind it.

use maud::{Markup, html};
use pages::chart::{BarChart, NamedBars, Series};
use vocabulary::Date;
use working_calendar::{day_in_short, month_in_short};

use crate::sheets::{Cell, Figure, Sheet};

/// The most bars with names; what comes after them stands in the table.
const MOST_BARS: usize = 12;
/// The needs that are drawn of each locality.
const MOST_NEEDS: usize = 5;
/// From so many days on a bar is a month.
const MANY_DAYS: usize = 62;

pub fn picture(sheet: &Sheet) -> Markup {
    match sheet.of {
        Figure::ByDay => by_day(sheet),
        Figure::NeedsByLocality => by_locality(sheet),
        Figure::Pages => by_form(sheet),
        Figure::FirstResponse | Figure::Close => bars(sheet, &sheet.rows, 6, Some(100)),
        Figure::Section42 | Figure::Completion => bars(sheet, &sheet.rows, 4, Some(100)),
        _ => bars(sheet, &sheet.rows, 1, None),
    }
}

fn said(row: &[Cell], place: usize) -> String {
    row.get(place).map(Cell::said).unwrap_or_default()
}

/// A bar for each line, as long as its cell at `place`.
fn bars(sheet: &Sheet, rows: &[Vec<Cell>], place: usize, whole: Option<u64>) -> Markup {
    let heading = sheet
        .columns
        .get(place)
        .map_or("", |(_, heading)| heading.as_str());
    let named = |row: &Vec<Cell>| {
        let name = match sheet.of {
            Figure::Completion => format!("{}, version {}", said(row, 0), said(row, 1)),
            Figure::Pages => said(row, 2),
            _ => said(row, 0),
        };
        let length = row.get(place).map(Cell::number).unwrap_or_default();
        (name, length, said(row, place))
    };
    let bars: Vec<_> = rows.iter().take(MOST_BARS).map(named).collect();
    let more = rows.len().saturating_sub(MOST_BARS);
    html! {
        p class="govuk-body-s" {
            (heading)
            @if more > 0 { ". The first " (MOST_BARS) " lines; the table has all " (rows.len()) }
        }
        (NamedBars { title: sheet.of.title(), bars, whole })
    }
}

/// What most contacts of each locality tell of, with bars that can be compared from one locality to another.
fn by_locality(sheet: &Sheet) -> Markup {
    let numbers = sheet.rows.iter().flat_map(|row| row.iter().skip(1));
    let most = numbers.map(Cell::number).max();
    html! {
        @for (place, (_, locality)) in sheet.columns.iter().enumerate().skip(1) {
            @let cells = || sheet.rows.iter().filter_map(move |row| Some((row.first()?, row.get(place)?)));
            @let left_out = cells().filter(|(_, cell)| **cell == Cell::LeftOut).count();
            @let bars = largest(cells());
            h3 class="govuk-heading-s" { (locality) }
            @if !bars.is_empty() {
                (NamedBars { title: &format!("Needs: {locality}"), bars, whole: most })
            }
            @if left_out > 0 {
                p class="govuk-body-s" { "Left out because of small numbers: " (left_out) " of the needs." }
            }
        }
    }
}

/// The largest of some numbers, with what they are about.
fn largest<'a>(cells: impl Iterator<Item = (&'a Cell, &'a Cell)>) -> Vec<(String, u64, String)> {
    let mut cells: Vec<_> = cells.filter(|(_, cell)| cell.number() > 0).collect();
    cells.sort_by_key(|(_, cell)| std::cmp::Reverse(cell.number()));
    let largest = cells.into_iter().take(MOST_NEEDS);
    largest
        .map(|(need, cell)| (need.said(), cell.number(), cell.said()))
        .collect()
}

/// A bar for each day, or where those are many for each month.
fn by_day(sheet: &Sheet) -> Markup {
    let mut categories: Vec<String> = Vec::new();
    let mut values: Vec<u64> = Vec::new();
    let by_month = sheet.rows.len() > MANY_DAYS;
    let mut month = "";
    for row in &sheet.rows {
        let Some(Cell::Name(Some(day), _)) = row.first() else {
            continue;
        };
        let contacts = row.get(1).map(Cell::number).unwrap_or_default();
        let this_month = day.get(..7).unwrap_or(day);
        match values.last_mut() {
            Some(last) if by_month && month == this_month => *last += contacts,
            _ => {
                let short = if by_month {
                    month_in_short
                } else {
                    day_in_short
                };
                let date = day.parse::<Date>();
                categories.push(date.map_or_else(|_| day.clone(), short));
                values.push(contacts);
            }
        }
        month = this_month;
    }
    let all: u64 = values.iter().sum();
    let most = values.iter().max().copied().unwrap_or_default();
    let unit = if by_month {
        "in the month"
    } else {
        "on the day"
    };
    let description = format!("{all} contacts in all, and {most} {unit} with most.");
    let chart = BarChart {
        id: sheet.of.id(),
        title: sheet.of.title(),
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
        @for rows in sheet.rows.chunk_by(of_one_form) {
            @if let Some(first) = rows.first() {
                h3 class="govuk-heading-s" { (said(first, 0)) ", version " (said(first, 1)) }
                (bars(sheet, rows, 3, None))
            }
        }
    }
}
