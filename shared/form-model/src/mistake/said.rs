//! What is said of a mistake, in the language that somebody reads.

use std::collections::BTreeMap;

use wording::phrase::mistake;
use wording::{Phrase, Sentence, Wording};

use super::{Range, Slip, quoted, thousands};
use crate::kinds::say_date;

impl Slip {
    /// The words. `what` is what the question asks for, such as `your first name`; `own` are the
    /// question's own words, by the mistake's id.
    pub fn words(&self, what: &str, own: &BTreeMap<String, String>, wording: &Wording) -> Sentence {
        if let Some(words) = own.get(self.id()) {
            return Sentence {
                text: words.clone(),
                lang: None,
            };
        }
        let capital = capital(what);
        let fill = |phrase: Phrase, more: &[(&str, &str)]| {
            let mut places = vec![("what", what), ("What", capital.as_str())];
            places.extend(more);
            wording.fill(phrase, &places)
        };
        match self {
            Self::NothingTyped => fill(mistake::NOTHING_TYPED, &[]),
            Self::NothingChosen => fill(mistake::NOTHING_CHOSEN, &[]),
            Self::Character => fill(mistake::CHARACTER, &[]),
            Self::TooLong(most) => fill(mistake::TOO_LONG, &[("most", &thousands(*most, wording))]),
            Self::NotTogether(label) => fill(mistake::NOT_TOGETHER, &[("label", label)]),
            Self::OnlyOne => fill(mistake::ONLY_ONE, &[]),
            Self::NotADate => fill(mistake::NOT_A_DATE, &[]),
            Self::InOneBox => fill(mistake::IN_ONE_BOX, &[]),
            Self::NotADay => fill(mistake::NOT_A_DAY, &[]),
            Self::NotAMonth => fill(mistake::NOT_A_MONTH, &[]),
            Self::NotThatLong(month) => fill(
                mistake::NOT_THAT_LONG,
                &[
                    ("days", &month.latest().day().to_string()),
                    ("month", &say_date(*month, wording)),
                ],
            ),
            Self::DateLacks("day") => fill(mistake::LACKS_DAY, &[]),
            Self::DateLacks("month") => fill(mistake::LACKS_MONTH, &[]),
            Self::DateLacks(_) => fill(mistake::LACKS_YEAR, &[]),
            Self::ShortYear => fill(mistake::SHORT_YEAR, &[]),
            Self::DateInFuture => fill(mistake::DATE_IN_FUTURE, &[]),
            Self::TooLongAgo(years) => fill(
                mistake::TOO_LONG_AGO,
                &[("years", &thousands(usize::from(*years), wording))],
            ),
            Self::NotAnNhsNumber => fill(mistake::NOT_AN_NHS_NUMBER, &[]),
            Self::NotAPhone => fill(mistake::NOT_A_PHONE, &[]),
            Self::NotAnEmail => fill(mistake::NOT_AN_EMAIL, &[]),
            Self::NotAPostcode => fill(mistake::NOT_A_POSTCODE, &[]),
            Self::NotANumber(range) => {
                let phrases = [
                    mistake::NOT_A_NUMBER,
                    mistake::NOT_A_NUMBER_WITHIN,
                    mistake::NOT_A_NUMBER_BETWEEN,
                ];
                fill(range.one_of(phrases), &range.places(wording).each())
            }
            Self::NotWhole(range) => {
                let phrases = [
                    mistake::NOT_WHOLE,
                    mistake::NOT_WHOLE_WITHIN,
                    mistake::NOT_WHOLE_BETWEEN,
                ];
                fill(range.one_of(phrases), &range.places(wording).each())
            }
            Self::TooSmall(range) | Self::TooBig(range) => {
                fill(mistake::OUT_OF_RANGE, &range.places(wording).each())
            }
            Self::TooFew(least) => fill(mistake::TOO_FEW, &[("least", &least.to_string())]),
            Self::TooMany(most) => fill(mistake::TOO_MANY, &[("most", &most.to_string())]),
            Self::NoFile => fill(mistake::NO_FILE, &[]),
            Self::EmptyFile(name) => fill(mistake::EMPTY_FILE, &[("name", &quoted(name))]),
            Self::FileTooLarge { name, most } => fill(
                mistake::FILE_TOO_LARGE,
                &[("name", &quoted(name)), ("most", most)],
            ),
            Self::TooManyFiles { name, most } => fill(
                mistake::TOO_MANY_FILES,
                &[("name", &quoted(name)), ("most", &most.to_string())],
            ),
            Self::WrongFile { name, is, taken } => fill(
                mistake::WRONG_FILE,
                &[("name", &quoted(name)), ("is", is), ("taken", taken)],
            ),
            Self::MisnamedFile {
                name,
                says,
                is,
                taken,
            } => fill(
                mistake::MISNAMED_FILE,
                &[
                    ("name", &quoted(name)),
                    ("says", says),
                    ("is", is),
                    ("taken", taken),
                ],
            ),
            // These come from a program that sends JSON, and programmers read English.
            Self::WrongType(kind) => english(wording, format!("Must be {kind}")),
            Self::UnknownChoice { sent, known } => english(
                wording,
                format!("{sent} not among the choices. The choices are: {known}"),
            ),
            Self::Repeated(sent) => {
                english(wording, format!("{sent} more than once. Send each once"))
            }
            Self::FileInJson => english(
                wording,
                format!(
                    "{capital} cannot be sent here. Leave this out, and add files on the page of the form, or tell us in words what they show"
                ),
            ),
            Self::UnknownMember(known) => english(
                wording,
                format!("Is not known here. The members are: {known}"),
            ),
            Self::NotASlug => english(
                wording,
                "Must be the name of an area in small letters with hyphens, like castle-point"
                    .to_owned(),
            ),
        }
    }
}

fn english(wording: &Wording, text: String) -> Sentence {
    let lang = wording.in_english(&text).lang;
    Sentence { text, lang }
}

/// The range and an example, as they stand in a phrase.
struct Places {
    range: String,
    example: String,
}

impl Places {
    fn each(&self) -> [(&str, &str); 2] {
        [("range", &self.range), ("example", &self.example)]
    }
}

impl Range {
    /// Of the phrases for a number without limits, with one and with two.
    fn one_of(self, phrases: [Phrase; 3]) -> Phrase {
        let [free, within, between] = phrases;
        match (self.least, self.most) {
            (Some(_), Some(_)) => between,
            (None, None) => free,
            _ => within,
        }
    }

    /// What may be typed, and one that is: 12 where it can be.
    fn places(self, wording: &Wording) -> Places {
        let of = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
        let (least, most) = (of(self.least), of(self.most));
        let phrase = match (self.least, self.most) {
            (Some(_), Some(_)) => mistake::BETWEEN,
            (None, Some(_)) => mistake::OR_LESS,
            _ => mistake::OR_MORE,
        };
        let example = 12_f64
            .max(self.least.unwrap_or(f64::MIN))
            .min(self.most.unwrap_or(f64::MAX));
        Places {
            range: wording
                .fill(phrase, &[("least", &least), ("most", &most)])
                .text,
            example: example.to_string(),
        }
    }
}

/// With a capital at the start.
fn capital(words: &str) -> String {
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
