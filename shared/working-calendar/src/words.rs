//! Times as people read them: the public gets days in words, staff get minutes too.

use vocabulary::{Date, Instant};

use crate::zone;

const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "29 December 2026".
#[must_use]
pub fn day_in_words(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// "29 Dec".
#[must_use]
pub fn day_in_short(date: Date) -> String {
    format!("{} {}", date.day(), month_in_short(date))
}

/// "Dec".
#[must_use]
pub fn month_in_short(date: Date) -> String {
    month(date).chars().take(3).collect()
}

/// "Tuesday 29 December", with the year when it is not the year of `now`.
#[must_use]
pub fn date_in_words(at: Instant, now: Instant) -> String {
    let date = zone::local_date(at);
    let text = format!("{} {} {}", weekday(date), date.day(), month(date));
    if date.year() == zone::local_date(now).year() {
        text
    } else {
        format!("{text} {}", date.year())
    }
}

/// "by the end of Tuesday 29 December", with the year when it is not the year of `now`.
#[must_use]
pub fn by_the_end_of(at: Instant, now: Instant) -> String {
    format!("by the end of {}", date_in_words(at, now))
}

/// "11:45am", "5pm", "midday", "midnight".
#[must_use]
pub fn time_in_words(at: Instant) -> String {
    let (_, second) = zone::local(at);
    let (hour, minute) = (second / 3600, second / 60 % 60);
    let half = if hour < 12 { "am" } else { "pm" };
    let shown = match hour % 12 {
        0 => 12,
        other => other,
    };
    match (hour, minute) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "midday".to_owned(),
        (_, 0) => format!("{shown}{half}"),
        _ => format!("{shown}:{minute:02}{half}"),
    }
}

/// For staff: "today at 12:15pm", "tomorrow at 5pm", "on Friday 4 December at 4:30pm".
#[must_use]
pub fn when(at: Instant, now: Instant) -> String {
    let (day, today) = (zone::local_date(at), zone::local_date(now));
    let time = time_in_words(at);
    if day == today {
        format!("today at {time}")
    } else if day == today.plus_days(1) {
        format!("tomorrow at {time}")
    } else if today == day.plus_days(1) {
        format!("yesterday at {time}")
    } else {
        format!("on {} at {time}", date_in_words(at, now))
    }
}

/// For staff: "Tuesday 29 December 2026, 11:45am".
#[must_use]
pub fn staff_time(at: Instant) -> String {
    let date = zone::local_date(at);
    format!(
        "{} {}, {}",
        weekday(date),
        day_in_words(date),
        time_in_words(at)
    )
}

/// A length of time in its two largest units: "3 hours 15 minutes", "2 days 1 hour", "less than a
/// minute". A length below zero reads as its size. Days have 24 hours.
#[must_use]
pub fn length_in_words(seconds: i64) -> String {
    let minutes = seconds.unsigned_abs() / 60;
    let parts = [
        (minutes / 1440, "day"),
        (minutes / 60 % 24, "hour"),
        (minutes % 60, "minute"),
    ];
    let said: Vec<String> = parts
        .into_iter()
        .skip_while(|(count, _)| *count == 0)
        .take(2)
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| format!("{count} {unit}{}", if count == 1 { "" } else { "s" }))
        .collect();
    if said.is_empty() {
        "less than a minute".to_owned()
    } else {
        said.join(" ")
    }
}

fn weekday(date: Date) -> &'static str {
    DAYS.get(date.days_after_monday())
        .copied()
        .unwrap_or_default()
}

fn month(date: Date) -> &'static str {
    MONTHS
        .get(usize::from(date.month()).saturating_sub(1))
        .copied()
        .unwrap_or_default()
}
