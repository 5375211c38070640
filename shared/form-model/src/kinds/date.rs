//! Dates that people remember: whole, or where the form takes it a year and perhaps a month.

use serde_json::{Value, json};
use vocabulary::{Date, PartialDate};
use wording::phrase::{month, month_of_day};
use wording::{Phrase, Wording};

use super::{Posted, Read, wrong};
use crate::{Answer, DateRules, Mistake, Slip};

/// With no day before it, and with one.
const MONTHS: [(Phrase, Phrase); 12] = [
    (month::M01, month_of_day::M01),
    (month::M02, month_of_day::M02),
    (month::M03, month_of_day::M03),
    (month::M04, month_of_day::M04),
    (month::M05, month_of_day::M05),
    (month::M06, month_of_day::M06),
    (month::M07, month_of_day::M07),
    (month::M08, month_of_day::M08),
    (month::M09, month_of_day::M09),
    (month::M10, month_of_day::M10),
    (month::M11, month_of_day::M11),
    (month::M12, month_of_day::M12),
];

pub fn read(value: &Value, rules: &DateRules, today: Option<Date>) -> Read {
    let Value::String(text) = value else {
        return wrong(Slip::WrongType("a date as a text, like 1941-03-09"));
    };
    if text.is_empty() {
        return Ok(None);
    }
    let Ok(date) = text.parse::<PartialDate>() else {
        return wrong(not_a_date(text));
    };
    if !rules.partial && text.len() < "1941-03-09".len() {
        return wrong(Slip::DateLacks(if text.len() == 4 {
            "month"
        } else {
            "day"
        }));
    }
    if rules.past && today.is_some_and(|today| date.earliest() > today) {
        return wrong(Slip::DateInFuture);
    }
    if let (Some(years), Some(today)) = (rules.years, today)
        && i32::from(date.latest().year()) + i32::from(years) < i32::from(today.year())
    {
        return wrong(Slip::TooLongAgo(years));
    }
    Ok(Some(Answer::Date(date)))
}

/// What is wrong with a text that is no date: a day too many for its month, or something else.
fn not_a_date(text: &str) -> Slip {
    let month = text
        .rsplit_once('-')
        .filter(|(month, day)| month.len() == "1941-03".len() && day.len() == 2)
        .and_then(|(month, day)| {
            let day: u8 = day.parse().ok().filter(|day| (1..=31).contains(day))?;
            let month: PartialDate = month.parse().ok()?;
            (day > month.latest().day()).then_some(month)
        });
    match month {
        Some(month) => Slip::NotThatLong(month),
        None => Slip::NotADate,
    }
}

/// The three fields as one text. What cannot be a date says which field is to blame.
pub fn posted(id: &str, post: Posted, rules: &DateRules) -> Result<Option<Value>, Vec<Mistake>> {
    let [day, month, year] =
        ["day", "month", "year"].map(|part| post.first(&format!("{id}-{part}")));
    if day.is_empty() && month.is_empty() && year.is_empty() {
        return Ok(None);
    }
    if month.is_empty() && year.is_empty() && day.contains(['/', '.', '-', ' ']) {
        return Err(vec![Mistake::in_part("day", Slip::InOneBox)]);
    }
    let mut mistakes = Vec::new();
    let mut lacks =
        |part: &'static str| mistakes.push(Mistake::in_part(part, Slip::DateLacks(part)));
    if year.is_empty() {
        lacks("year");
    }
    if month.is_empty() && (!rules.partial || !day.is_empty()) {
        lacks("month");
    }
    if day.is_empty() && !rules.partial {
        lacks("day");
    }
    let mut number = |part: &'static str, text: &str, most: u32| {
        let number = figures(text).filter(|number| (1..=most).contains(number));
        if number.is_none() && !text.is_empty() {
            let slip = if part == "day" {
                Slip::NotADay
            } else {
                Slip::NotAMonth
            };
            mistakes.push(Mistake::in_part(part, slip));
        }
        number
    };
    let day = number("day", day, 31);
    let month = match month_named(month) {
        Some(number) => Some(number),
        None => number("month", month, 12),
    };
    if !year.is_empty() && figures(year).is_none_or(|_| year.len() != 4) {
        mistakes.push(Mistake::in_part("year", Slip::ShortYear));
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    Ok(Some(json!(match (month, day) {
        (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year}-{month:02}"),
        _ => year.to_owned(),
    })))
}

fn figures(text: &str) -> Option<u32> {
    (text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// The month's number, from its name or the first three letters of it.
fn month_named(text: &str) -> Option<u32> {
    let text = text.to_ascii_lowercase();
    let english = Wording::english();
    let fits = |name: Phrase| {
        text.len() >= 3
            && english
                .say(name)
                .text
                .to_ascii_lowercase()
                .starts_with(&text)
    };
    (1..)
        .zip(MONTHS)
        .find(|(_, (name, _))| fits(*name))
        .map(|(number, _)| number)
}

/// Year, month and day as they are known.
fn parts(date: PartialDate) -> [Option<String>; 3] {
    let text = date.to_string();
    let mut parts = text.split('-').map(str::to_owned);
    [parts.next(), parts.next(), parts.next()]
}

pub fn typed(id: &str, date: PartialDate) -> Vec<(String, String)> {
    let [year, month, day] = parts(date);
    let plain = |text: String| text.trim_start_matches('0').to_owned();
    [
        ("day", day.map(plain)),
        ("month", month.map(plain)),
        ("year", year),
    ]
    .into_iter()
    .filter_map(|(part, value)| Some((format!("{id}-{part}"), value?)))
    .collect()
}

pub fn say(date: PartialDate, wording: &Wording) -> String {
    let [year, month, day] = parts(date);
    let month = month
        .and_then(|month| MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?))
        .map(|(alone, of_day)| if day.is_some() { *of_day } else { *alone })
        .map(|month| wording.say(month).text.to_owned());
    let day = day.map(|day| day.trim_start_matches('0').to_owned());
    [day, month, year]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

pub fn schema(rules: &DateRules) -> Value {
    let pattern = if rules.partial {
        "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
    } else {
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
    };
    json!({"type": "string", "pattern": pattern})
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Option<Date> {
        Date::new(2026, 11, 22)
    }

    const BIRTH: DateRules = DateRules {
        partial: true,
        past: true,
        years: None,
        own_birth_date: false,
    };

    fn post(day: &str, month: &str, year: &str) -> Read {
        let fields: Vec<(String, String)> = [("day", day), ("month", month), ("year", year)]
            .iter()
            .map(|(part, value)| (format!("born-{part}"), (*value).to_owned()))
            .collect();
        match posted("born", Posted(&fields), &BIRTH)? {
            Some(value) => read(&value, &BIRTH, today()),
            None => Ok(None),
        }
    }

    fn said(day: &str, month: &str, year: &str) -> String {
        match post(day, month, year) {
            Ok(Some(Answer::Date(date))) => say(date, Wording::english()),
            other => format!("{other:?}"),
        }
    }

    fn slips(day: &str, month: &str, year: &str) -> Vec<(String, &'static str)> {
        let mistakes = post(day, month, year).unwrap_err();
        mistakes
            .into_iter()
            .map(|mistake| (mistake.part, mistake.slip.id()))
            .collect()
    }

    #[test]
    fn people_know_their_birth_date_more_or_less() {
        assert_eq!(said("9", "3", "1941"), "9 March 1941");
        assert_eq!(said("09", "mar", "1941"), "9 March 1941");
        assert_eq!(said("", "3", "1941"), "March 1941");
        assert_eq!(said("", "", "1941"), "1941");
        assert_eq!(post("", "", ""), Ok(None));
    }

    #[test]
    fn thirty_one_february_is_no_date() {
        assert_eq!(slips("31", "2", "1985"), [(String::new(), "not-a-date")]);
        let words = |day: &str, month: &str, year: &str| {
            let mistakes = post(day, month, year).unwrap_err();
            mistakes[0]
                .slip
                .words("the date of birth", &Default::default(), Wording::english())
                .text
        };
        assert_eq!(
            words("31", "2", "1985"),
            "The date of birth must be a real date. There are only 28 days in February 1985"
        );
        assert!(words("30", "feb", "1984").ends_with("only 29 days in February 1984"));
        assert!(words("31", "11", "1985").ends_with("only 30 days in November 1985"));
        assert_eq!(
            words("12/13/85", "", ""),
            "Put the day, the month and the year of the date of birth in a box each, like 27 3 1947"
        );
    }

    #[test]
    fn every_field_that_is_wrong_is_named() {
        assert_eq!(
            slips("12", "13", "85"),
            [
                ("month".to_owned(), "not-a-date"),
                ("year".to_owned(), "short-year")
            ]
        );
        assert_eq!(
            slips("12", "", "1985"),
            [("month".to_owned(), "date-lacks")]
        );
        assert_eq!(slips("12", "1", ""), [("year".to_owned(), "date-lacks")]);
        assert_eq!(slips("-1", "1", "1985"), [("day".to_owned(), "not-a-date")]);
    }

    #[test]
    fn nobody_was_born_tomorrow() {
        assert_eq!(
            slips("23", "11", "2026"),
            [(String::new(), "date-in-future")]
        );
        assert_eq!(said("22", "11", "2026"), "22 November 2026");
    }

    #[test]
    fn whoever_was_born_130_years_ago_is_asked_to_check_the_year() {
        let today = Date::new(2026, 11, 22);
        let birth = DateRules {
            partial: true,
            past: true,
            years: Some(120),
            ..DateRules::default()
        };
        assert_eq!(
            read(&json!("1896-03-27"), &birth, today),
            wrong(Slip::TooLongAgo(120))
        );
        assert!(read(&json!("1906"), &birth, today).is_ok());
        assert!(read(&json!("1896"), &birth, None).is_ok());
        assert_eq!(
            Slip::TooLongAgo(120)
                .words("the date of birth", &Default::default(), Wording::english())
                .text,
            "The date of birth must be less than 120 years ago. Check the year"
        );
    }

    #[test]
    fn a_whole_date_is_asked_for_where_the_form_needs_one() {
        let whole = DateRules::default();
        assert!(read(&json!("1941-03"), &whole, today()).is_err());
        assert!(read(&json!("1941-03-09"), &whole, today()).is_ok());
        assert!(read(&json!(1941), &whole, today()).is_err());
    }
}
