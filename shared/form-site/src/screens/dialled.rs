//! Text in which every telephone number is a link that a mobile dials.

use maud::{Markup, html};
use pages::{Authority, phone_link};

/// The text, with its numbers as links.
pub fn dialled(text: &str) -> Markup {
    html! {
        @for (number, part) in parts(text) {
            @if number { (phone_link(part)) } @else { (part) }
        }
    }
}

/// The text in pieces, each with whether it is a telephone number.
fn parts(text: &str) -> Vec<(bool, &str)> {
    let mut parts = Vec::new();
    let mut rest = text;
    let mut plain = 0;
    while let Some(found) = rest.get(plain..).and_then(|after| after.find(is_digit)) {
        let start = plain + found;
        let tail = rest.get(start..).unwrap_or_default();
        let run = tail
            .find(|c| !is_digit(c) && c != ' ')
            .and_then(|end| tail.get(..end))
            .unwrap_or(tail)
            .trim_end();
        let end = start + run.len();
        let begins_a_word = !rest
            .get(..start)
            .is_some_and(|before| before.ends_with(char::is_alphanumeric));
        if begins_a_word && is_phone(run) {
            let before = rest.get(..start).unwrap_or_default();
            parts.extend((!before.is_empty()).then_some((false, before)));
            parts.push((true, run));
            rest = rest.get(end..).unwrap_or_default();
            plain = 0;
        } else {
            plain = end;
        }
    }
    parts.extend((!rest.is_empty()).then_some((false, rest)));
    parts
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// A whole number of the United Kingdom, or one of the short ones that the authority names.
fn is_phone(run: &str) -> bool {
    let digits = run.chars().filter(char::is_ascii_digit).count();
    let known = &Authority::current().phones;
    (run.starts_with('0') && (10..=11).contains(&digits))
        || known.iter().any(|phone| phone.number == run)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_a_sentence_is_a_link_and_a_date_is_not() {
        assert_eq!(
            parts("Call 999. Or 0345 603 7630, by 4 January 2027 (18000 0345 606 1212)."),
            [
                (false, "Call "),
                (true, "999"),
                (false, ". Or "),
                (true, "0345 603 7630"),
                (false, ", by 4 January 2027 (18000 0345 606 1212)."),
            ]
        );
        assert_eq!(parts("Nothing"), [(false, "Nothing")]);
    }
}
