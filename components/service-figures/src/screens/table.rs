//! A sheet as a table, which opens below its picture.

use maud::{Markup, html};
use pages::{Details, Table};

use crate::sheets::{Cell, Sheet};

/// The member of the address that opens every table, for paper.
pub const TABLES: &str = "tables";

/// A sheet below words that open it, at once where `open` says so. `title` is what it is called.
pub fn behind<Of>(sheet: &Sheet<Of>, title: &str, open: bool) -> Markup {
    let words = format!("The figures in a table: {title}");
    let table = Details::new(words.as_str(), table(sheet, title));
    html! { @if open { (table.open()) } @else { (table) } }
}

/// The link to a sheet for a spreadsheet.
pub fn file(address: &str, title: &str) -> Markup {
    html! {
        p class="govuk-body app-no-print" {
            a class="govuk-link" href=(address) {
                "Save as a spreadsheet (CSV)" span class="govuk-visually-hidden" { ": " (title) }
            }
        }
    }
}

fn table<Of>(sheet: &Sheet<Of>, title: &str) -> Markup {
    let head: Vec<&str> = sheet
        .columns
        .iter()
        .map(|(_, heading)| heading.as_str())
        .collect();
    let is_number = |place: &usize| {
        let cell = sheet.rows.first().and_then(|row| row.get(*place));
        matches!(
            cell,
            Some(Cell::Count(_) | Cell::Share(_) | Cell::LeftOut | Cell::AtLeast(_))
        )
    };
    let numeric: Vec<usize> = (0..head.len()).filter(is_number).collect();
    let rows = sheet
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| html! { (cell.said()) }).collect());
    html! {
        div class="app-scroll" tabindex="0" role="region" aria-label={ "Table: " (title) } {
            (Table::new(title, head.clone(), rows.collect())
                .caption_class("govuk-visually-hidden").first_is_header().numeric(&numeric))
        }
    }
}
