//! Charts that everybody can read: bars over categories, stacked, with a table of the same figures.
//!
//! The picture has a title and a description for those who hear it, and a legend; what a series is shows in its
//! pattern of light and dark too, never in a colour alone. The figures stand in a table that opens below it, so that
//! nothing has to be measured.

use maud::{Markup, Render, html};

use crate::{Details, Table};

/// So narrow that its words can be read at 320 pixels, and are no larger than others at a desk.
const WIDTH: u64 = 400;
const HEIGHT: u64 = 220;
const FONT: u64 = 14;
/// Room on the left for the scale, and below the bars for the names of categories.
const LEFT: u64 = 64;
const BELOW: u64 = 30;
const ABOVE: u64 = 14;
/// How many categories are named, at most, so that their names do not run into each other.
const NAMED: usize = 5;

/// What a series is drawn in: its fill and its edge. Each differs from the others in how dark it is.
const DRAWN: [(&str, &str); 3] = [
    ("#1f4e4a", "#1f4e4a"),
    ("#ffffff", "#1f4e4a"),
    ("#8fb5b1", "#1f4e4a"),
];

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
        let step = (WIDTH - LEFT) / count;
        let width = (step * 7 / 10).max(2);
        // At most the whole height, as no bar is above the top.
        let height = |value: u64| {
            let height = u128::from(value) * u128::from(room) / top;
            u64::try_from(height).unwrap_or(room).min(room)
        };
        let x = |category: usize| LEFT + category as u64 * step + (step - width.min(step)) / 2;
        let every = self.categories.len().div_ceil(NAMED).max(1);
        html! {
            @for (category, name) in self.categories.iter().enumerate() {
                @let mut below = 0_u64;
                @for (series, (fill, edge)) in self.series.iter().zip(DRAWN) {
                    @let from = height(below);
                    @let () = below = below.saturating_add(self.value(series, category));
                    @let until = height(below);
                    @if until > from {
                        rect x=(x(category)) y=(HEIGHT - BELOW - until) width=(width) height=(until - from)
                            fill=(fill) stroke=(edge) stroke-width="1" {}
                    }
                }
                @if category % every == 0 {
                    text x=(x(category)) y=(HEIGHT - BELOW + 20) font-size=(FONT) fill="currentColor" { (name) }
                }
            }
        }
    }

    /// Nothing, the half and the top.
    fn scale(&self) -> Markup {
        let top = self.top();
        let room = HEIGHT - ABOVE - BELOW;
        let lines = [(0, 0), (top / 2, room / 2), (top, room)];
        html! {
            @for (value, above) in lines {
                @let y = HEIGHT - BELOW - above;
                line x1=(LEFT) y1=(y) x2=(WIDTH) y2=(y) stroke="#b1b4b6" stroke-width="1" {}
                text x=(LEFT - 8) y=(y + 5) text-anchor="end" font-size=(FONT) fill="currentColor" { ((self.rounded)(value)) }
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
        let (title, description) = (
            format!("{}-title", self.id),
            format!("{}-description", self.id),
        );
        html! {
            svg xmlns="http://www.w3.org/2000/svg" role="img" width="100%" viewBox={ "0 0 " (WIDTH) " " (HEIGHT) }
                aria-labelledby={ (title) " " (description) } focusable="false" {
                title id=(title) { (self.title) }
                desc id=(description) { (self.description) }
                g aria-hidden="true" { (self.scale()) (self.bars()) }
            }
        }
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

/// A bar for each of some things with long names, one below the other. It is the picture alone: its figures stand in
/// a table of their own.
#[derive(Debug, Clone)]
pub struct NamedBars<'a> {
    /// Its ids in the page begin with this.
    pub id: &'a str,
    pub title: &'a str,
    /// What the bars show, in a sentence or two, for those who do not see them.
    pub description: &'a str,
    /// Name, length, and the length in words.
    pub bars: Vec<(String, u64, String)>,
    /// What the longest bar that there may be stands for; none where that is the longest that there is.
    pub whole: Option<u64>,
}

/// The height of a bar with its name.
const NAMED_BAR: u64 = 42;
/// The most letters of a name, so that it stays in the picture.
const LONGEST_NAME: usize = 50;
/// Room for the words behind the longest bar.
const BEHIND: u64 = 76;

impl Render for NamedBars<'_> {
    fn render(&self) -> Markup {
        let (title, description) = (
            format!("{}-title", self.id),
            format!("{}-description", self.id),
        );
        let longest = self.bars.iter().map(|(_, length, _)| *length).max();
        let whole = self.whole.or(longest).unwrap_or_default().max(1);
        let width = |length: u64| {
            let width = u128::from(length) * u128::from(WIDTH - BEHIND) / u128::from(whole);
            u64::try_from(width)
                .unwrap_or(WIDTH - BEHIND)
                .min(WIDTH - BEHIND)
        };
        let height = self.bars.len() as u64 * NAMED_BAR;
        html! {
            svg xmlns="http://www.w3.org/2000/svg" role="img" width="100%" viewBox={ "0 0 " (WIDTH) " " (height.max(1)) }
                aria-labelledby={ (title) " " (description) } focusable="false" {
                title id=(title) { (self.title) }
                desc id=(description) { (self.description) }
                g aria-hidden="true" {
                    @for (place, (name, length, words)) in self.bars.iter().enumerate() {
                        @let y = place as u64 * NAMED_BAR;
                        text x="0" y=(y + 15) font-size=(FONT) fill="currentColor" { (shortened(name)) }
                        rect x="1" y=(y + 20) width=(width(*length).max(1)) height="14" fill="#1f4e4a" {}
                        text x=(width(*length) + 8) y=(y + 32) font-size=(FONT) fill="currentColor" { (words) }
                    }
                }
            }
        }
    }
}

/// The beginning of a name that is too long, with a sign that it goes on.
fn shortened(name: &str) -> String {
    if name.chars().count() <= LONGEST_NAME {
        return name.to_owned();
    }
    let beginning: String = name.chars().take(LONGEST_NAME - 1).collect();
    format!("{}…", beginning.trim_end())
}

/// How far something has come: one bar, and what is left of it.
#[derive(Debug, Clone)]
pub struct Progress<'a> {
    pub id: &'a str,
    pub title: &'a str,
    /// The same in a sentence.
    pub description: &'a str,
    /// In hundredths of a per cent.
    pub hundredths: u64,
}

impl Render for Progress<'_> {
    fn render(&self) -> Markup {
        let (title, description) = (
            format!("{}-title", self.id),
            format!("{}-description", self.id),
        );
        let filled = self.hundredths.min(10_000) * WIDTH / 10_000;
        html! {
            svg xmlns="http://www.w3.org/2000/svg" role="img" width="100%" viewBox={ "0 0 " (WIDTH) " 44" }
                aria-labelledby={ (title) " " (description) } focusable="false" {
                title id=(title) { (self.title) }
                desc id=(description) { (self.description) }
                rect x="1" y="2" width=(WIDTH - 2) height="40" fill="#ffffff" stroke="#1f4e4a" stroke-width="2" {}
                rect x="1" y="2" width=(filled.saturating_sub(2)) height="40" fill="#1f4e4a" {}
            }
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

    #[test]
    fn named_bars_stay_in_their_picture_whatever_their_names_and_lengths() {
        let bars = NamedBars {
            id: "needs",
            title: "Contacts by need",
            description: "Most need meals.",
            bars: vec![
                ("Meals".to_owned(), u64::MAX, "many".to_owned()),
                ("a".repeat(90), 0, "none".to_owned()),
            ],
            whole: None,
        };
        let said = bars.render().into_string();
        let widths = said.split("width=\"").skip(1).filter_map(|rest| {
            let (width, _) = rest.split_once('"')?;
            width.parse::<u64>().ok()
        });
        assert!(widths.max().unwrap() <= WIDTH - BEHIND);
        assert!(said.contains("viewBox=\"0 0 400 84\"") && said.contains("a…"));
        assert!(said.contains("aria-labelledby=\"needs-title needs-description\""));
        assert!(!said.contains("style="), "a strict content policy holds");
    }

    #[test]
    fn progress_never_runs_out_of_its_frame() {
        for hundredths in [0, 1, 5_000, 10_000, 99_999] {
            let bar = Progress {
                id: "cap",
                title: "How far",
                description: "So far.",
                hundredths,
            };
            let said = bar.render().into_string();
            assert!(said.contains("So far."));
            let last = said.rsplit("width=\"").next().unwrap();
            let width: u64 = last.split('"').next().unwrap().parse().unwrap();
            assert!(width <= WIDTH);
        }
    }
}
