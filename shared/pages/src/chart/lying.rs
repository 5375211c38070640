//! Bars that lie: one for each of some things with long names, or one for how far something has come.

use maud::{Markup, Render, html};

use super::{FULL, across};

/// A bar for each of some things, each below its name and its figure, which are words of the page: they break where
/// they must, and are read by everybody. More figures may stand in a table.
#[derive(Debug, Clone)]
pub struct NamedBars<'a> {
    /// What the list is called for those who hear it.
    pub title: &'a str,
    /// Name, length, and the length in words.
    pub bars: Vec<(String, u64, String)>,
    /// What the longest bar that there may be stands for; none where that is the longest that there is.
    pub whole: Option<u64>,
}

impl Render for NamedBars<'_> {
    fn render(&self) -> Markup {
        let longest = self.bars.iter().map(|(_, length, _)| *length).max();
        let whole = self.whole.or(longest).unwrap_or_default().max(1);
        html! {
            ul class="govuk-list app-bars" aria-label=(self.title) {
                @for (name, length, words) in &self.bars {
                    li class="app-bars__bar" {
                        span class="app-bars__name" { (name) " " }
                        strong { (words) }
                        svg xmlns="http://www.w3.org/2000/svg" class="app-bars__picture" width="100%" height="14"
                            aria-hidden="true" focusable="false" {
                            rect width="100%" height="14" fill="#e8efee" {}
                            rect width=(across(*length, whole)) height="14" fill=(FULL) {}
                        }
                    }
                }
            }
        }
    }
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
        let drawn = html! {
            rect width="100%" height="44" fill=(FULL) {}
            rect x="2" y="2" width="100%" height="40" fill="#ffffff" {}
            rect width=(across(self.hundredths, 10_000)) height="44" fill=(FULL) {}
            rect x="100%" width="2" height="44" transform="translate(-2)" fill=(FULL) {}
        };
        super::picture(self.id, self.title, self.description, 44, &drawn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_and_figure_stands_in_words_and_no_bar_is_longer_than_all() {
        let bars = NamedBars {
            title: "Contacts by need",
            bars: vec![
                ("Meals".to_owned(), u64::MAX, "many".to_owned()),
                ("a".repeat(90), 0, "none".to_owned()),
            ],
            whole: None,
        };
        let said = bars.render().into_string();
        assert!(said.contains(&"a".repeat(90)) && said.contains("<strong>many</strong>"));
        assert_eq!(
            widths(&said),
            ["100%", "100%", "100%", "100%", "100%", "0%"]
        );
        assert!(!said.contains("style="), "a strict content policy holds");
    }

    /// Of the picture, what it stands on and the bar, for each bar.
    fn widths(said: &str) -> Vec<&str> {
        let rest = said.split("width=\"").skip(1);
        rest.filter_map(|rest| rest.split('"').next()).collect()
    }

    #[test]
    fn progress_never_runs_out_of_its_frame() {
        for (hundredths, width) in [
            (0, "0%"),
            (1, "0.01%"),
            (5_000, "50%"),
            (10_000, "100%"),
            (99_999, "100%"),
        ] {
            let bar = Progress {
                id: "cap",
                title: "How far",
                description: "So far.",
                hundredths,
            };
            let said = bar.render().into_string();
            assert!(said.contains("So far."));
            assert_eq!(widths(&said)[3], width);
        }
    }
}
