//! Charts that everybody can read. What they say never rests on a colour alone, their words are as large as others on
//! every screen, and their figures stand in words or in a table too, so that nothing has to be measured.
//!
//! Nothing in a picture is scaled: heights are in pixels, and what lies across is in parts of its width.

mod columns;
mod lying;

pub use columns::{BarChart, Series};
pub use lying::{NamedBars, Progress};

use maud::{Markup, html};

/// The colour of what is drawn full.
const FULL: &str = "#1f4e4a";

/// A picture with a title and a description, which those hear who do not see it. `height` is in pixels.
fn picture(id: &str, title: &str, description: &str, height: u64, drawn: &Markup) -> Markup {
    let ids = [format!("{id}-title"), format!("{id}-description")];
    let [titled, described] = &ids;
    html! {
        svg xmlns="http://www.w3.org/2000/svg" role="img" width="100%" height=(height)
            aria-labelledby=(ids.join(" ")) focusable="false" {
            title id=(titled) { (title) }
            desc id=(described) { (description) }
            g aria-hidden="true" { (drawn) }
        }
    }
}

/// `part` of `whole` as a length across, such as `12.5%`: never longer than all, also where there is nothing.
fn across(part: u64, whole: u64) -> String {
    let thousandths = u128::from(part.min(whole)) * 100_000 / u128::from(whole.max(1));
    let (whole, rest) = (thousandths / 1_000, thousandths % 1_000);
    let rest = format!("{rest:03}");
    match rest.trim_end_matches('0') {
        "" => format!("{whole}%"),
        rest => format!("{whole}.{rest}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_a_part_of_the_width_and_never_more_than_all() {
        let said = [(0, 8), (1, 8), (1, 3), (8, 8), (9, 8), (3, 0)]
            .map(|(part, whole)| across(part, whole));
        assert_eq!(said, ["0%", "12.5%", "33.333%", "100%", "100%", "0%"]);
        assert_eq!(across(u64::MAX, u64::MAX), "100%");
    }
}
