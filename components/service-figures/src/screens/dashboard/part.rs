//! One figure on the page.

use ::figures::Period;
use maud::{Markup, html};

use super::pictures::picture;
use crate::screens::table;
use crate::sheets::{Cell, Figure, Sheet};

/// A figure with its picture, its table and its file. `open` shows the table at once.
pub fn part(sheet: &Sheet, period: Period, open: bool) -> Markup {
    let figure = sheet.of;
    html! {
        section class="desk-figure" aria-labelledby=(figure.id()) {
            h2 class="govuk-heading-m" id=(figure.id()) { (figure.title()) }
            p class="govuk-body" { (figure.about()) }
            @if let Some(missing) = &sheet.missing { p class="govuk-inset-text" { (missing) } }
            @if has_nothing(sheet) {
                p class="govuk-body" { (nothing(figure)) }
            } @else {
                (picture(sheet))
                (table::behind(sheet, figure.title(), open))
                (table::file(&file(figure, period), figure.title()))
            }
        }
    }
}

/// The address of the file.
fn file(figure: Figure, period: Period) -> String {
    format!(
        "/api/v1/figures/{}.csv?from={}&to={}",
        figure.id(),
        period.from(),
        period.to()
    )
}

fn has_nothing(sheet: &Sheet) -> bool {
    let mut cells = sheet.rows.iter().flatten();
    // The version of a form is no figure, but where there is a form there is something.
    !cells.any(|cell| {
        matches!(cell, Cell::LeftOut) || matches!(cell, Cell::Count(number) if *number > 0)
    })
}

/// Why there is nothing to show.
fn nothing(figure: Figure) -> &'static str {
    match figure {
        Figure::Overdue => "Nothing is overdue.",
        Figure::Section42 => "No contact of these days has a safeguarding sign.",
        Figure::Completion | Figure::Pages => {
            "Nobody has begun a form on these pages in these months, or forms were not counted yet then."
        }
        _ => "No contact was received on these days.",
    }
}
