//! The fields of a form as they were typed, with what is wrong with them; and reading them.

use maud::{Markup, html};
use metering::Pence;
use pages::{DateInput, ErrorLink, Input, Question, Size, Textarea};
use vocabulary::Date;

use super::Sent;

/// What was sent with the one form of a page.
pub type Typed = staff_pages::Typed<()>;

/// The fewest characters of a reason that says something.
const SHORTEST_REASON: usize = 10;
/// The most characters of anything that is written here.
pub const LONGEST: usize = 2_000;

/// What was sent.
pub fn typed(sent: &Sent) -> Typed {
    Typed::of((), &sent.post)
}

/// The fields of a form, empty at first.
#[derive(Clone, Copy, Default)]
pub struct Fields<'a>(pub Option<&'a Typed>);

impl<'a> Fields<'a> {
    pub fn value(self, name: &str) -> Option<&'a str> {
        self.0?.value(name)
    }

    pub fn error(self, name: &str) -> Option<&'a str> {
        self.0?.error(name)
    }

    pub fn errors(self) -> &'a [ErrorLink] {
        self.0.map_or(&[], |typed| typed.errors.as_slice())
    }

    /// A line of text.
    pub fn line(
        self,
        name: &'static str,
        label: &'static str,
        hint: Option<&'static str>,
    ) -> Markup {
        html! {
            (Input::new(name, Question::sized(label, Size::S)).hint(hint).class("govuk-input--width-20")
                .no_spellcheck().value(self.value(name)).error(self.error(name)))
        }
    }

    /// Room for a few sentences.
    pub fn words(
        self,
        name: &'static str,
        label: &'static str,
        hint: Option<&'static str>,
    ) -> Markup {
        html! {
            (Textarea::new(name, Question::sized(label, Size::S)).rows(3).hint(hint)
                .value(self.value(name)).error(self.error(name)))
        }
    }

    /// Day, month and year.
    pub fn day(self, id: &'static str, legend: &'static str, hint: Option<&'static str>) -> Markup {
        let names = ["day", "month", "year"].map(|part| format!("{id}-{part}"));
        let values = names
            .each_ref()
            .map(|name| self.value(name).unwrap_or_default());
        html! {
            (DateInput::new(id, Question::sized(legend, Size::S)).hint(hint).values(values).error(self.error(id)))
        }
    }
}

/// Mistakes, in the order of the form.
#[derive(Default)]
pub struct Mistakes(pub Vec<ErrorLink>);

impl Mistakes {
    pub fn add(&mut self, id: &str, text: impl Into<String>) {
        self.0.push(ErrorLink::new(id, text));
    }

    /// What was found, unless it is a mistake.
    pub fn take<T>(&mut self, id: &str, read: Result<T, String>) -> Option<T> {
        read.map_err(|text| self.add(id, text)).ok()
    }
}

/// Text that must be there.
pub fn text(sent: &Sent, name: &str, missing: &str) -> Result<String, String> {
    let typed = sent.typed(name);
    match typed.chars().count() {
        0 => Err(missing.to_owned()),
        1..=LONGEST if !typed.contains('\0') => Ok(typed.to_owned()),
        1..=LONGEST => {
            Err("Take out the character that cannot be stored, and type it again".to_owned())
        }
        _ => Err(format!("Make this shorter: {LONGEST} characters at most")),
    }
}

/// Why something is done, in words that say something.
pub fn because(sent: &Sent, name: &str) -> Result<String, String> {
    let words = text(sent, name, "Say why, in a few words")?;
    match words.chars().count() < SHORTEST_REASON {
        true => Err(format!(
            "Say a little more: {SHORTEST_REASON} characters at least"
        )),
        false => Ok(words),
    }
}

/// A day, if any part of one was typed.
pub fn day(sent: &Sent, id: &str, what: &str) -> Result<Option<Date>, String> {
    let [day, month, year] =
        ["day", "month", "year"].map(|part| sent.typed(&format!("{id}-{part}")));
    if [day, month, year].iter().all(|part| part.is_empty()) {
        return Ok(None);
    }
    let date = || Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    match date().filter(|date| date.year() >= 1880) {
        Some(date) => Ok(Some(date)),
        None => Err(format!(
            "Enter {what} as a day, a month and a year, such as 27 3 1941"
        )),
    }
}

/// A day that must be there.
pub fn required_day(sent: &Sent, id: &str, what: &str) -> Result<Date, String> {
    day(sent, id, what)?.ok_or_else(|| format!("Enter {what}"))
}

/// Pounds as people type them: `1,234.5`, `£80`. None where nothing was typed. `what` begins the sentence of a mistake.
pub fn pounds(typed: &str, what: &str) -> Result<Option<Pence>, String> {
    let wrong = || format!("{what} must be an amount in pounds, such as 120.50");
    let plain: String = typed
        .trim()
        .trim_start_matches('£')
        .chars()
        .filter(|character| *character != ' ')
        .collect();
    if plain.is_empty() {
        return match typed.trim().is_empty() {
            true => Ok(None),
            false => Err(wrong()),
        };
    }
    let (pounds, pence) = plain.split_once('.').unwrap_or((&plain, ""));
    // A comma parts thousands and nothing else: `12,3` is not 123 pounds.
    if let Some((first, rest)) = pounds.split_once(',') {
        let whole = rest.split(',').all(|group| group.len() == 3);
        if !(1..=3).contains(&first.len()) || !whole {
            return Err(wrong());
        }
    }
    let pounds = pounds.replace(',', "");
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if pounds.is_empty() || !digits(&pounds) || !digits(pence) || pence.len() > 2 {
        return Err(wrong());
    }
    let amount = format!("{pounds}{pence:0<2}").parse().ok();
    amount
        .and_then(Pence::new)
        .map(Some)
        .ok_or_else(|| format!("{what} must be £1,000,000,000 or less"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pounds_are_read_as_people_type_them_and_never_guessed() {
        let read = |text: &str| pounds(text, "The charge").map(|pence| pence.map(Pence::get));
        for (text, pence) in [
            ("80", 8_000),
            ("£80", 8_000),
            ("1,234.56", 123_456),
            ("£1,234,567", 123_456_700),
            (" 0.5 ", 50),
            ("1000000000", 100_000_000_000),
        ] {
            assert_eq!(read(text), Ok(Some(pence)), "{text}");
        }
        assert_eq!(read("  "), Ok(None));
        for text in [
            "-1",
            "£",
            "12.345",
            "1.2.3",
            "eighty",
            "1e3",
            ".5",
            "12,3",
            "12,50",
            ",500",
            "1,2345",
            "1234,567",
            "1.5,0",
            "1000000000.01",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
