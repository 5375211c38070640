//! A day as people read it, in their language.

use vocabulary::Instant;
use wording::phrase::{month_of_day as month, weekday};
use wording::{Phrase, Wording};

const WEEKDAYS: [Phrase; 7] = [
    weekday::D1,
    weekday::D2,
    weekday::D3,
    weekday::D4,
    weekday::D5,
    weekday::D6,
    weekday::D7,
];

const MONTHS: [Phrase; 12] = [
    month::M01,
    month::M02,
    month::M03,
    month::M04,
    month::M05,
    month::M06,
    month::M07,
    month::M08,
    month::M09,
    month::M10,
    month::M11,
    month::M12,
];

/// "Tuesday 29 December", with the year when it is not the year of `now`: after "until", "by the end of"
/// and "on".
pub fn day_in_words(at: Instant, now: Instant, words: &Wording) -> String {
    let english = working_calendar::date_in_words(at, now);
    same_day(&english, words)
}

/// An English day in other words: weekdays and months have counterparts, numbers stay.
pub fn same_day(english: &str, words: &Wording) -> String {
    let plain = Wording::english();
    let said: Vec<&str> = english
        .split(' ')
        .map(|word| {
            let mut names = WEEKDAYS.into_iter().chain(MONTHS);
            let name = names.find(|name| plain.say(*name).text == word);
            name.map_or(word, |name| words.say(name).text)
        })
        .collect();
    said.join(" ")
}
