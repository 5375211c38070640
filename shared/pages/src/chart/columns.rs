//! Bars that stand, over categories: stacked, with a legend and a table of the same figures.
//!
//! What a series is shows in its pattern of light and dark too, never in a colour alone. The figures stand in a table
//! that opens below the picture.

use maud::{Markup, Render, html};

use super::{FULL, across};
use crate::{Details, Table};

/// In pixels: the picture, the words in it, and the room above the bars and below them, for the names of categories.
const HEIGHT: u64 = 220;
const FONT: u64 = 16;
const BELOW: u64 = 30;
const ABOVE: u64 = 14;
/// Of so many parts of the width, so many are left of the bars, for the scale.
const ACROSS: u64 = 100;
const LEFT: u64 = 20;
/// How many categories are named, at most, so that their names do not run into each other on a telephone.
const NAMED: usize = 4;

/// What a series is drawn in: its fill and its edge. Each differs from the others in how dark it is.
const DRAWN: [(&str, &str); 3] = [(FULL, FULL), ("#ffffff", FULL), ("#8fb5b1", FULL)];

/// One part of every bar, such as `What the council pays`.
#[derive(Debug, Clone)]
pub struct Series<'a> {
    pub name: &'a str,
    /// By category, in their order. One that is missing is nothing.
    pub values: Vec<u64>,
}

impl Series<'_> {
    fn has_value(&self) -> bool {
        self.values.iter().any(|value| *value > 0)
    }
}

/// Bars over categories. The series of a category stand on each other. One without any value is neither in the
/// legend nor in the table.
#[derive(Debug, Clone)]
pub struct BarChart<'a> {
    /// Its ids in the page begin with this.
    pub id: &'a str,
    pub title: &'a str,
    /// What the bars show, in a sentence or two, for those who do not see them.
    pub description: &'a str,
    /// The head of the table's first column, such as `Week beginning`.
    pub category: &'a str,
    /// What each bar is about, in the table and below the bars.
    pub categories: Vec<String>,
    /// At most three.
    pub series: Vec<Series<'a>>,
    /// How a value is written, such as pence as pounds.
    pub written: fn(u64) -> String,
    /// The same for the round numbers of the scale, where there is little room.
    pub rounded: fn(u64) -> String,
}

impl BarChart<'_> {
    fn value(&self, series: &Series<'_>, category: usize) -> u64 {
        series.values.get(category).copied().unwrap_or_default()
    }

    /// The round number at or above the highest bar, at which the scale ends.
    fn top(&self) -> u64 {
        let highest = (0..self.categories.len())
            .map(|category| {
                let parts = self
                    .series
                    .iter()
                    .map(|series| self.value(series, category));
                parts.fold(0_u64, u64::saturating_add)
            })
            .max()
            .unwrap_or_default();
        round_up(highest)
    }

    fn bars(&self) -> Markup {
        let top = u128::from(self.top());
        let room = HEIGHT - ABOVE - BELOW;
        let count = self.categories.len().max(1) as u64;
        // At most the whole height, as no bar is above the top.
        let height = |value: u64| {
            let height = u128::from(value) * u128::from(room) / top;
            u64::try_from(height).unwrap_or(room).min(room)
        };
        // Each bar has as much room as all others. It takes seven tenths of it.
        let (all, room_of_one) = (count * ACROSS, ACROSS - LEFT);
        let from_left = |category: usize, twentieths: u64| {
            let before = count * LEFT + category as u64 * room_of_one;
            across(before * 20 + room_of_one * twentieths, all * 20)
        };
        let width = across(room_of_one * 7, all * 10);
        let every = self.categories.len().div_ceil(NAMED).max(1);
        html! {
            @for (category, name) in self.categories.iter().enumerate() {
                @let mut below = 0_u64;
                @for (series, (fill, edge)) in self.series.iter().zip(DRAWN) {
                    @let from = height(below);
                    @let () = below = below.saturating_add(self.value(series, category));
                    @let until = height(below);
                    @if until > from {
                        rect x=(from_left(category, 3)) y=(HEIGHT - BELOW - until) width=(width) height=(until - from)
                            fill=(fill) stroke=(edge) stroke-width="1" {}
                    }
                }
                @if category % every == 0 {
                    text x=(from_left(category, 10)) y=(HEIGHT - 8) text-anchor="middle" font-size=(FONT) fill="currentColor" { (name) }
                }
            }
        }
    }

    /// Nothing, the half and the top.
    fn scale(&self) -> Markup {
        let top = self.top();
        let room = HEIGHT - ABOVE - BELOW;
        let lines = [(0, 0), (top / 2, room / 2), (top, room)];
        let left = across(LEFT, ACROSS);
        html! {
            @for (value, above) in lines {
                @let y = HEIGHT - BELOW - above;
                line x1=(left) y1=(y) x2="100%" y2=(y) stroke="#b1b4b6" stroke-width="1" {}
                text x=(left) dx="-8" y=(y + 5) text-anchor="end" font-size=(FONT) fill="currentColor" { ((self.rounded)(value)) }
            }
        }
    }

    /// The series that something is drawn of, each with how; all of them where nothing is drawn.
    fn drawn(&self) -> Vec<(&Series<'_>, (&'static str, &'static str))> {
        let all = || self.series.iter().zip(DRAWN);
        let drawn: Vec<_> = all().filter(|(series, _)| series.has_value()).collect();
        match drawn.is_empty() {
            true => all().collect(),
            false => drawn,
        }
    }

    fn legend(&self) -> Markup {
        html! {
            ul class="govuk-list" aria-hidden="true" {
                @for (series, (fill, edge)) in self.drawn() {
                    li {
                        svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16" focusable="false" {
                            rect x="1" y="1" width="14" height="14" fill=(fill) stroke=(edge) stroke-width="2" {}
                        }
                        " " (series.name)
                    }
                }
            }
        }
    }

    /// The same figures, one category a line.
    pub fn table(&self) -> Markup {
        let mut head = vec![self.category];
        let drawn = self.drawn();
        head.extend(drawn.iter().map(|(series, _)| series.name));
        let numeric: Vec<usize> = (1..head.len()).collect();
        let rows = self.categories.iter().enumerate().map(|(category, name)| {
            let figures = drawn
                .iter()
                .map(|(series, _)| html! { ((self.written)(self.value(series, category))) });
            std::iter::once(html! { (name) }).chain(figures).collect()
        });
        html! {
            div class="app-scroll" tabindex="0" role="region" aria-label=(self.title) {
                (Table::new(self.title, head, rows.collect())
                    .caption_class("govuk-visually-hidden").first_is_header().numeric(&numeric))
            }
        }
    }
}

impl BarChart<'_> {
    /// The picture alone, where the figures stand in a table of their own.
    pub fn picture(&self) -> Markup {
        let drawn = html! { (self.scale()) (self.bars()) };
        super::picture(self.id, self.title, self.description, HEIGHT, &drawn)
    }
}

impl Render for BarChart<'_> {
    fn render(&self) -> Markup {
        html! {
            div { (self.picture()) (self.legend()) }
            (Details::new("See these figures in a table", self.table()))
        }
    }
}

/// The next of 1, 2, 4, 5 or 8 times a power of ten.
fn round_up(highest: u64) -> u64 {
    let mut power = 1_u64;
    loop {
        for step in [1, 2, 4, 5, 8] {
            let top = power.saturating_mul(step);
            if top >= highest {
                return top;
            }
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pounds(pence: u64) -> String {
        format!("£{}", pence / 100)
    }

    fn chart(values: Vec<u64>) -> BarChart<'static> {
        BarChart {
            id: "costs",
            title: "What care cost each week",
            description: "It cost about the same each week.",
            category: "Week beginning",
            categories: (0..values.len())
                .map(|week| format!("week {week}"))
                .collect(),
            series: vec![
                Series {
                    name: "What you pay",
                    values: values.clone(),
                },
                Series {
                    name: "The rest",
                    values,
                },
            ],
            written: pounds,
            rounded: pounds,
        }
    }

    #[test]
    fn whoever_hears_it_has_its_title_its_description_and_every_figure() {
        let said = chart(vec![8_000, 12_345]).render().into_string();
        for words in [
            "role=\"img\"",
            "aria-labelledby=\"costs-title costs-description\"",
            "<title id=\"costs-title\">What care cost each week</title>",
            "It cost about the same each week.",
            "<th scope=\"row\" class=\"govuk-table__header\">week 1</th>",
            "£123",
        ] {
            assert!(said.contains(words), "{words}");
        }
        assert!(!said.contains("style="), "a strict content policy holds");
    }

    #[test]
    fn the_scale_ends_at_a_round_number_and_no_bar_is_above_it() {
        assert_eq!([0, 7, 95, 24_690].map(round_up), [1, 8, 100, 40_000]);
        assert_eq!(round_up(u64::MAX), u64::MAX);
        let said = chart(vec![u64::MAX, 1]).render().into_string();
        let heights = said.split("height=\"").skip(1).filter_map(|rest| {
            let (height, _) = rest.split_once('"')?;
            height.parse::<u64>().ok()
        });
        assert!(heights.max().unwrap() <= HEIGHT);
    }

    #[test]
    fn nothing_at_all_is_a_chart_without_bars() {
        let said = chart(Vec::new()).render().into_string();
        assert!(!said.contains("NaN") && said.contains("</svg>"));
    }

    #[test]
    fn a_part_that_is_nothing_everywhere_is_not_named_and_the_others_look_as_ever() {
        let mut paid = chart(vec![0, 0]);
        paid.series[1].values = vec![5, 0];
        let said = paid.render().into_string();
        assert!(!said.contains("What you pay") && said.contains("The rest"));
        assert!(said.contains(DRAWN[1].0), "the second way of drawing");
        let nothing = chart(vec![0, 0]).render().into_string();
        assert!(nothing.contains("What you pay") && nothing.contains("The rest"));
    }

    #[test]
    fn a_year_of_weeks_fits_and_only_some_are_named() {
        let said = chart(vec![100; 53]).render().into_string();
        let in_picture = said.split("</svg>").next().unwrap();
        assert!(in_picture.matches(">week ").count() <= NAMED);
        assert_eq!(said.matches("scope=\"row\"").count(), 53);
    }
}
