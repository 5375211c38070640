//! Between moments and what clocks on the wall show, summer time included.
//!
//! The zone's rules are compiled in: there is no time zone database to read behind a wall.

use jiff::civil;
use jiff::tz::TimeZone;
use vocabulary::{Date, Instant};

/// The one zone that is compiled in, by its name.
pub const ZONE: &str = "Europe/London";

static LONDON: TimeZone = jiff::tz::get!("Europe/London");

/// The day, and the second of that day, that clocks show.
pub fn local(instant: Instant) -> (Date, u32) {
    let shown = jiff::Timestamp::from_second(instant.as_unix())
        .map(|timestamp| LONDON.to_datetime(timestamp))
        .unwrap_or_default();
    let date = Date::new(
        shown.year(),
        shown.month().unsigned_abs(),
        shown.day().unsigned_abs(),
    );
    let second =
        i64::from(shown.hour()) * 3600 + i64::from(shown.minute()) * 60 + i64::from(shown.second());
    // Every moment of 1970 to 9999 has such a day in London.
    (
        date.unwrap_or_else(|| Date::from_days_since_1970(instant.as_unix().div_euclid(86_400))),
        u32::try_from(second).unwrap_or(0),
    )
}

/// The day that calendars show at this moment.
#[must_use]
pub fn local_date(instant: Instant) -> Date {
    local(instant).0
}

/// The moment when a day begins.
#[must_use]
pub fn day_begins(date: Date) -> Instant {
    instant(date, 0)
}

/// The moment when clocks show this second of this day. Where clocks skip it, the moment as far after
/// the skip; where they show it twice, the first.
#[must_use]
pub fn instant(date: Date, second_of_day: u32) -> Instant {
    // Built from its parts and without jiff's spans: those bring 50 kB of words for what can go wrong.
    let part = |seconds: u32| i8::try_from(seconds).unwrap_or_default();
    let day =
        Date::from_days_since_1970(date.days_since_1970() + i64::from(second_of_day / 86_400));
    let shown = civil::DateTime::new(
        day.year(),
        day.month().cast_signed(),
        day.day().cast_signed(),
        part(second_of_day % 86_400 / 3600),
        part(second_of_day % 3600 / 60),
        part(second_of_day % 60),
        0,
    )
    .unwrap_or(civil::DateTime::MAX);
    LONDON
        .to_ambiguous_timestamp(shown)
        .compatible()
        .map_or(Instant::LATEST, |timestamp| {
            Instant::from_unix(timestamp.as_second())
        })
}
