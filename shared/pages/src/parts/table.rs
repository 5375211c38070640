//! Tables, for what is compared line by line.

use maud::{Markup, Render, html};

/// A table. Put it inside `div class="app-scroll"` when it has more columns than a telephone shows, or make it
/// `stacked` when every figure of a row must be seen without looking for it.
#[derive(Debug, Clone)]
pub struct Table<'a> {
    caption: &'a str,
    caption_class: Option<&'static str>,
    head: Vec<&'a str>,
    rows: Vec<Vec<Markup>>,
    first_is_header: bool,
    numeric: Vec<usize>,
    stacked: bool,
}

impl<'a> Table<'a> {
    pub fn new(caption: &'a str, head: Vec<&'a str>, rows: Vec<Vec<Markup>>) -> Self {
        Self {
            caption,
            caption_class: None,
            head,
            rows,
            first_is_header: false,
            numeric: Vec::new(),
            stacked: false,
        }
    }

    /// A class for the caption, such as `govuk-table__caption--m` or `govuk-visually-hidden`.
    #[must_use]
    pub fn caption_class(self, class: &'static str) -> Self {
        Self {
            caption_class: Some(class),
            ..self
        }
    }

    /// The first cell of a row names the row.
    #[must_use]
    pub fn first_is_header(self) -> Self {
        Self {
            first_is_header: true,
            ..self
        }
    }

    /// The columns, counted from 0, that hold numbers.
    #[must_use]
    pub fn numeric(self, columns: &[usize]) -> Self {
        Self {
            numeric: columns.to_vec(),
            ..self
        }
    }

    /// On a narrow screen each row is a block of its own, and each cell in it has the name of its column. What is
    /// what is said in roles, as a browser forgets a table that is drawn as blocks.
    #[must_use]
    pub fn stacked(self) -> Self {
        Self {
            stacked: true,
            ..self
        }
    }

    fn label(&self, column: usize) -> Option<&str> {
        self.head.get(column).copied().filter(|_| self.stacked)
    }

    fn role(&self, role: &'static str) -> Option<&'static str> {
        self.stacked.then_some(role)
    }
}

impl Render for Table<'_> {
    fn render(&self) -> Markup {
        html! {
            table class={ "govuk-table" @if self.stacked { " app-stacked" } } role=[self.role("table")] {
                @if !self.caption.is_empty() {
                    caption class={
                        "govuk-table__caption"
                        @if let Some(class) = self.caption_class { " " (class) }
                    } { (self.caption) }
                }
                @if !self.head.is_empty() {
                    thead class="govuk-table__head" role=[self.role("rowgroup")] {
                        tr class="govuk-table__row" role=[self.role("row")] {
                            @for (column, text) in self.head.iter().enumerate() {
                                th scope="col" role=[self.role("columnheader")] class={
                                    "govuk-table__header"
                                    @if self.numeric.contains(&column) { " govuk-table__header--numeric" }
                                } { (text) }
                            }
                        }
                    }
                }
                tbody class="govuk-table__body" role=[self.role("rowgroup")] {
                    @for row in &self.rows {
                        tr class="govuk-table__row" role=[self.role("row")] {
                            @for (column, cell) in row.iter().enumerate() {
                                @if column == 0 && self.first_is_header {
                                    th scope="row" role=[self.role("rowheader")] class="govuk-table__header" { (cell) }
                                } @else {
                                    td role=[self.role("cell")] data-label=[self.label(column)] class={
                                        "govuk-table__cell"
                                        @if self.numeric.contains(&column) { " govuk-table__cell--numeric" }
                                    } { (cell) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_becomes_a_block_names_its_cells_and_stays_a_row_for_those_who_hear_it() {
        let rows = vec![vec![html! { "May" }, html! { "£5" }]];
        let table = Table::new("Months", vec!["Month", "Paid"], rows).first_is_header();
        assert!(!table.render().into_string().contains("role="));
        let said = table.stacked().render().into_string();
        for part in [
            "class=\"govuk-table app-stacked\" role=\"table\"",
            "<tr class=\"govuk-table__row\" role=\"row\">",
            "<th scope=\"row\" role=\"rowheader\"",
            "<td role=\"cell\" data-label=\"Paid\"",
        ] {
            assert!(said.contains(part), "{part}");
        }
    }
}
