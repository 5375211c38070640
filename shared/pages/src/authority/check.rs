//! What `frontdoor check` says of an authority's file, with lines.

use toml_reader::{Ledger, Noted, Problem, Section};
use vocabulary::Date;

use super::Authority;

const INTAKE: &str = "safeguarding-intake";
/// Of an intake that is told to somebody else.
const HANDOVER: [&str; 3] = ["name", "url", "phone"];
const PHONE: [&str; 5] = ["purpose", "number", "note", "source", "verified"];

/// Everything that is wrong with an authority's file. On every day from the first to the last that is
/// named exactly one intake must hold.
pub fn check_authority(text: &str) -> Vec<Problem> {
    if let Err(problem) = Authority::parse(text) {
        return vec![problem];
    }
    let ledger = Ledger::new(text);
    let tree = ledger.parse();
    // Unknown members were found above.
    let root = ledger.root(&tree, &[]);
    let intakes = root.sections(INTAKE, &["from", "until", "source", "here", "handover"]);
    let days: Vec<Days> = intakes.iter().map(read_intake).collect();
    if days.is_empty() {
        ledger.note(
            1,
            "The authority does not say where somebody tells that an adult may be at risk",
            "Add [[safeguarding-intake]] with `here = true` or with a handover.",
        );
    }
    each_day_once(&ledger, &days);
    ledger.into_problems()
}

/// The first and the last day of an intake, and its line.
struct Days {
    line: u32,
    from: Date,
    until: Date,
}

fn read_intake(intake: &Section<'_, '_>) -> Days {
    let here = intake.truth("here").is_some_and(|here| here.value);
    let handover = intake.section("handover", &HANDOVER);
    let ledger = intake.ledger();
    match (here, &handover) {
        (true, Some(_)) => ledger.note(
            intake.line(),
            "It is told here and handed over, and must be one of the two",
            "Take away `here` or the handover.",
        ),
        (false, None) => ledger.note(
            intake.line(),
            "It is told neither here nor anywhere else",
            "Write `here = true`, or add [safeguarding-intake.handover] with `url` and phone numbers.",
        ),
        _ => {}
    }
    if let Some(handover) = &handover {
        read_handover(handover);
    }
    let day = |name| intake.date(name).map(|day: Noted<Date>| day.value);
    Days {
        line: intake.line(),
        from: day("from").unwrap_or_else(|| Date::from_days_since_1970(0)),
        until: day("until").unwrap_or_else(last_day),
    }
}

fn last_day() -> Date {
    Date::new(9999, 12, 31).unwrap_or_else(|| Date::from_days_since_1970(0))
}

fn read_handover(handover: &Section<'_, '_>) {
    let ledger = handover.ledger();
    if let Some(url) = handover.needed_text("url")
        && !url.value.starts_with("https://")
    {
        ledger.note(
            url.line,
            "The address is not safe to open",
            "Write an address that begins with https://.",
        );
    }
    let verified: Vec<_> = handover
        .sections("phone", &PHONE)
        .iter()
        .filter_map(|phone| phone.date("verified"))
        .collect();
    if verified.is_empty() {
        ledger.note(
            handover.line(),
            "The handover has no phone number that somebody has verified, so nobody is handed over",
            "Add a [[safeguarding-intake.handover.phone]], call it, and write the day as `verified`.",
        );
    }
}

fn each_day_once(ledger: &Ledger<'_>, days: &[Days]) {
    let mut in_order: Vec<&Days> = days.iter().collect();
    in_order.sort_by_key(|days| days.from);
    let pairs = in_order.iter().zip(in_order.iter().skip(1));
    for (before, after) in pairs {
        let next = before.until.plus_days(1);
        if after.from < next {
            ledger.note(
                after.line,
                format!("On {} two intakes hold", after.from),
                "End the one before with `until`, on the day before this one begins.",
            );
        } else if after.from > next {
            ledger.note(
                after.line,
                format!("On {next} no intake holds"),
                "Let this one begin on the day after the one before ends.",
            );
        }
    }
    if let Some(last) = in_order.last().filter(|last| last.until < last_day()) {
        ledger.note(
            last.line,
            format!("After {} no intake holds", last.until),
            "Take away `until`, or add the intake that follows.",
        );
    }
}
