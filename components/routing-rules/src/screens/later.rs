//! From when a version applies: at once, or at a day and time in London.

use maud::{Markup, html};
use pages::{DateInput, ErrorLink, Input, RadioItem, Radios};
use vocabulary::{Date, Instant};
use web::FormPost;
use working_calendar::instant;

/// The fields.
const WHEN: &str = "when";
const DAY: &str = "from";
const TIME: &str = "from-time";

/// What somebody chose.
#[derive(Debug, Clone, Default)]
pub struct Chosen {
    when: String,
    day: [String; 3],
    time: String,
}

impl Chosen {
    pub fn of(post: &FormPost) -> Self {
        let typed = |name: &str| post.first(name).unwrap_or_default().trim().to_owned();
        Self {
            when: typed(WHEN),
            day: ["day", "month", "year"].map(|part| typed(&format!("{DAY}-{part}"))),
            time: typed(TIME),
        }
    }

    /// The moment; none is at once.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self) -> Result<Option<Instant>, ErrorLink> {
        match self.when.as_str() {
            "now" => return Ok(None),
            "later" => {}
            _ => return Err(ErrorLink::new(WHEN, "Choose when it takes effect")),
        }
        let [day, month, year] = &self.day;
        let date = Date::new(
            year.parse().unwrap_or_default(),
            month.parse().unwrap_or_default(),
            day.parse().unwrap_or_default(),
        );
        let date = date.filter(|date| date.year() >= 2020).ok_or_else(|| {
            ErrorLink::new(
                format!("{DAY}-day"),
                "Enter the day on which it takes effect, such as 1 4 2028",
            )
        })?;
        let second = second_of_day(&self.time).ok_or_else(|| {
            ErrorLink::new(
                TIME,
                "Enter the time at which it takes effect, such as 08:45",
            )
        })?;
        Ok(Some(instant(date, second)))
    }
}

/// `8:45` and `08:45`, as a second of the day.
fn second_of_day(time: &str) -> Option<u32> {
    let (hour, minute) = time.split_once([':', '.'])?;
    let number = |text: &str, most: u32| {
        let is_number =
            !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
        let number: u32 = is_number.then(|| text.parse().ok())??;
        (number <= most).then_some(number)
    };
    Some(number(hour, 23)? * 3600 + number(minute, 59)? * 60)
}

/// The questions, with what was chosen and what is wrong with it.
pub fn questions(chosen: &Chosen, error: Option<&ErrorLink>) -> Markup {
    let at = |id: &str| {
        error
            .filter(|error| error.id == id)
            .map(|error| error.text.as_str())
    };
    let day_id = format!("{DAY}-day");
    let items = vec![
        RadioItem::new("now", "At once"),
        RadioItem::new("later", "At a later time").hint(Some("Give the day and the time below.")),
    ];
    let [day, month, year] = &chosen.day;
    let when = Some(chosen.when.as_str()).filter(|when| !when.is_empty());
    html! {
        (Radios::new(WHEN, "When does it take effect?", items).chosen(when).error(at(WHEN)))
        (DateInput::new(DAY, "The day, if later").values([day, month, year]).error(at(&day_id)))
        (Input::new(TIME, "The time, if later").value(Some(&chosen.time)).class("govuk-input--width-5")
            .hint(Some("In 24 hours, as clocks show it in London, such as 08:45")).error(at(TIME)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_clocks_show_it() {
        for (typed, second) in [
            ("08:45", Some(31_500)),
            ("8.45", Some(31_500)),
            ("00:00", Some(0)),
            ("23:59", Some(86_340)),
            ("24:00", None),
            ("8", None),
            ("8:60", None),
            ("-1:00", None),
            ("", None),
        ] {
            assert_eq!(second_of_day(typed), second, "{typed}");
        }
    }

    #[test]
    fn a_day_in_summer_is_an_hour_ahead() {
        let chosen = |day: [&str; 3]| Chosen {
            when: "later".to_owned(),
            day: day.map(str::to_owned),
            time: "00:00".to_owned(),
        };
        let april = chosen(["1", "4", "2028"]).read().unwrap();
        assert_eq!(april.unwrap().to_string(), "2028-03-31T23:00:00Z");
        let january = chosen(["1", "1", "2028"]).read().unwrap();
        assert_eq!(january.unwrap().to_string(), "2028-01-01T00:00:00Z");
        assert!(chosen(["31", "2", "2028"]).read().is_err());
        assert!(Chosen::default().read().is_err());
    }
}
