//! Tables, for what is compared line by line.

use maud::{Markup, Render, html};

/// A table. Put it inside `div class="app-scroll"` when it has more columns than a telephone shows.
#[derive(Debug, Clone)]
pub struct Table<'a> {
    caption: &'a str,
    caption_class: Option<&'static str>,
    head: Vec<&'a str>,
    rows: Vec<Vec<Markup>>,
    first_is_header: bool,
    numeric: Vec<usize>,
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
}

impl Render for Table<'_> {
    fn render(&self) -> Markup {
        html! {
            table class="govuk-table" {
                @if !self.caption.is_empty() {
                    caption class={
                        "govuk-table__caption"
                        @if let Some(class) = self.caption_class { " " (class) }
                    } { (self.caption) }
                }
                @if !self.head.is_empty() {
                    thead class="govuk-table__head" {
                        tr class="govuk-table__row" {
                            @for (column, text) in self.head.iter().enumerate() {
                                th scope="col" class={
                                    "govuk-table__header"
                                    @if self.numeric.contains(&column) { " govuk-table__header--numeric" }
                                } { (text) }
                            }
                        }
                    }
                }
                tbody class="govuk-table__body" {
                    @for row in &self.rows {
                        tr class="govuk-table__row" {
                            @for (column, cell) in row.iter().enumerate() {
                                @if column == 0 && self.first_is_header {
                                    th scope="row" class="govuk-table__header" { (cell) }
                                } @else {
                                    td class={
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
