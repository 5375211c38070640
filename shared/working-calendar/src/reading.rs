//! Reads a calendar from TOML.

use std::collections::BTreeSet;

use toml_reader::{Ledger, Noted, Problem, Section};
use vocabulary::Date;

use crate::calendar::Calendar;
use crate::zone;

const DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

impl Calendar {
    /// Reads a calendar, or says everything that is wrong with it.
    ///
    /// # Errors
    /// Every problem, with its line and what to do about it.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        let ledger = Ledger::new(text);
        let tree = ledger.parse();
        let root = ledger.root(&tree, &["zone", "working-period", "bank-holidays"]);
        if let Some(zone) = root.needed_text("zone")
            && zone.value != zone::ZONE
        {
            ledger.note_unknown(zone.line, "The zone", &zone.value, [zone::ZONE]);
        }
        let week = read_week(&root);
        let (holidays, known_until) = read_holidays(&root);
        let problems = ledger.into_problems();
        match known_until {
            Some(holidays_known_until) if problems.is_empty() => Ok(Self {
                week,
                holidays,
                holidays_known_until,
            }),
            _ => Err(problems),
        }
    }
}

fn read_week(root: &Section<'_, '_>) -> [Vec<(u32, u32)>; 7] {
    let mut week: [Vec<(u32, u32)>; 7] = Default::default();
    let ledger = root.ledger();
    for period in root.sections("working-period", &["days", "opens", "closes"]) {
        let opens = time_of_day(&period, "opens");
        let closes = time_of_day(&period, "closes");
        let days = period.texts("days");
        if days.is_empty() {
            ledger.note(
                period.line(),
                "The period names no day",
                "Add `days`, such as [\"monday\"].",
            );
        }
        let (Some(opens), Some(closes)) = (opens, closes) else {
            continue;
        };
        if opens.value >= closes.value {
            ledger.note(
                closes.line,
                "The period closes before it opens",
                "Write a closing time after the opening time.",
            );
            continue;
        }
        for day in days {
            match DAYS
                .iter()
                .position(|known| *known == day.value)
                .and_then(|i| week.get_mut(i))
            {
                None => ledger.note_unknown(day.line, "The day", &day.value, DAYS),
                Some(periods) => add_period(periods, (opens.value, closes.value), &day, ledger),
            }
        }
    }
    if week.iter().all(Vec::is_empty) {
        ledger.note(
            root.line(),
            "The calendar never opens",
            "Add a [[working-period]] with `days`, `opens` and `closes`.",
        );
    }
    week
}

fn add_period(
    periods: &mut Vec<(u32, u32)>,
    period: (u32, u32),
    day: &Noted<String>,
    ledger: &Ledger<'_>,
) {
    if periods
        .iter()
        .any(|(opens, closes)| *opens < period.1 && period.0 < *closes)
    {
        ledger.note(
            day.line,
            format!("Two working periods of {} overlap", day.value),
            "Give each period of a day its own time.",
        );
        return;
    }
    periods.push(period);
    periods.sort_unstable();
}

fn read_holidays(root: &Section<'_, '_>) -> (BTreeSet<Date>, Option<Date>) {
    let ledger = root.ledger();
    let known = ["division", "source", "known-until", "dates"];
    let Some(section) = root.section("bank-holidays", &known) else {
        if !root.has("bank-holidays") {
            ledger.note(
                root.line(),
                "`bank-holidays` is missing",
                "Add the table [bank-holidays].",
            );
        }
        return Default::default();
    };
    section.needed_text("division");
    section.needed_text("source");
    let known_until = section.date("known-until");
    if !section.has("known-until") {
        ledger.note(
            section.line(),
            "`known-until` is missing",
            "Add the last day up to which the list of dates is complete.",
        );
    }
    let mut holidays = BTreeSet::new();
    for date in section.dates("dates") {
        if !holidays.insert(date.value) {
            ledger.note(
                date.line,
                format!("{} stands twice", date.value),
                "Keep one of them.",
            );
        }
    }
    (holidays, known_until.map(|date| date.value))
}

/// Seconds of the day from a time such as 08:45.
fn time_of_day(section: &Section<'_, '_>, name: &str) -> Option<Noted<u32>> {
    let text = section.needed_text(name)?;
    let two_digits = |part: &str, most: u32| {
        let digits = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        part.parse::<u32>()
            .ok()
            .filter(|number| digits && *number <= most)
    };
    let seconds = text.value.split_once(':').and_then(|(hour, minute)| {
        Some(two_digits(hour, 23)? * 3600 + two_digits(minute, 59)? * 60)
    });
    if seconds.is_none() {
        let message = format!("`{name}` is not a time of the day");
        section
            .ledger()
            .note(text.line, message, "Write it as \"08:45\".");
    }
    Some(Noted {
        value: seconds?,
        line: text.line,
    })
}
