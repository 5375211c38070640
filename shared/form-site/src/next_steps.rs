//! What happens next and by when, in words for the person. When there is a sign that somebody may be
//! harmed, the words are the same as for anybody: whoever reads along learns nothing.

use pages::Authority;
use vocabulary::{Decision, DestinationKind, Instant, Priority};
use wording::phrase::next;
use wording::{Phrase, Sentence, Wording};
use working_calendar::{Calendar, date_in_words};

/// What the words depend on, beside the decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Circumstances {
    /// A safeguarding sign or a risk of rule 10.
    pub in_danger: bool,
    /// A safeguarding sign.
    pub sign: bool,
    pub about_someone_else: bool,
    /// How the one who wrote can be reached.
    pub reach: Reach,
    /// They added files.
    pub files: bool,
    pub received_at: Instant,
}

/// How the one who wrote can be reached: never by the ways of the person whom they wrote about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// They gave no way.
    NoWay,
    /// They said that no way is safe.
    NoSafeWay,
    /// They gave a way, and did not say what is safe.
    SomeWay,
    /// They said of a way that it is safe.
    SafeWay,
}

/// The phrases that a sentence can have been made from.
const PHRASES: [Phrase; 15] = [
    next::CALL_999,
    next::CLOSED,
    next::CLOSED_CALL,
    next::EMERGENCY,
    next::READS,
    next::OTHER_COUNCIL,
    next::CHILDREN,
    next::NO_WAY,
    next::NO_SAFE_WAY,
    next::MAY_ASK,
    next::SAFE_WAYS,
    next::SOME_WAY,
    next::FILES,
    next::WORSE,
    next::WORSE_ONLY,
];

/// A sentence that was stored, in English, in the words of whoever reads it now.
pub fn in_words(step: &str, words: &Wording) -> Sentence {
    words.said_again(step, &PHRASES, |place, value| match place {
        "day" => crate::screens::same_day(value, words),
        _ => value.to_owned(),
    })
}

/// What is stored is in English, which staff read.
fn say(phrase: Phrase) -> String {
    Wording::english().say(phrase).text.to_owned()
}

fn fill(phrase: Phrase, places: &[(&str, &str)]) -> String {
    Wording::english().fill(phrase, places).text
}

/// The sentences, the most pressing first.
pub fn next_steps(
    decision: &Decision,
    circumstances: &Circumstances,
    calendar: &Calendar,
    authority: &Authority,
) -> Vec<String> {
    let now = circumstances.received_at;
    let closed = !calendar.is_open(now);
    let emergency = decision.priority == Priority::Emergency;
    let out_of_hours = authority.phone("out-of-hours");
    let mut steps = Vec::new();
    if emergency {
        steps.push(say(next::CALL_999));
    }
    if closed && circumstances.in_danger {
        let opens = date_in_words(calendar.next_opening(now), now);
        steps.push(fill(next::CLOSED, &[("day", &opens)]));
        if let Some(phone) = out_of_hours {
            steps.push(fill(next::CLOSED_CALL, &[("number", &phone.number)]));
        }
    }
    steps.push(reading(decision, emergency, now));
    if let Some(words) = elsewhere(decision).filter(|_| !circumstances.sign) {
        steps.push(words);
    }
    steps.push(say(contact(circumstances)));
    if circumstances.files {
        steps.push(say(next::FILES));
    }
    steps.extend(worse(authority, closed && circumstances.in_danger));
    steps
}

fn reading(decision: &Decision, emergency: bool, now: Instant) -> String {
    if emergency {
        return say(next::EMERGENCY);
    }
    let day = date_in_words(decision.respond_by, now);
    fill(next::READS, &[("day", &day)])
}

/// Another council, or the service for children.
fn elsewhere(decision: &Decision) -> Option<String> {
    let name = &decision.destination.name;
    match decision.destination.kind {
        DestinationKind::OtherAuthority => Some(fill(next::OTHER_COUNCIL, &[("name", name)])),
        DestinationKind::Children => Some(say(next::CHILDREN)),
        DestinationKind::Team | DestinationKind::Partner => None,
    }
}

fn contact(circumstances: &Circumstances) -> Phrase {
    match (circumstances.reach, circumstances.about_someone_else) {
        (Reach::NoWay, _) => next::NO_WAY,
        (Reach::NoSafeWay, _) => next::NO_SAFE_WAY,
        (Reach::SomeWay | Reach::SafeWay, true) => next::MAY_ASK,
        (Reach::SafeWay, false) => next::SAFE_WAYS,
        (Reach::SomeWay, false) => next::SOME_WAY,
    }
}

/// Whom to call when things change. The number for other times was given above when it is needed now.
fn worse(authority: &Authority, given: bool) -> Option<String> {
    let council = &authority.phone("council")?.number;
    let other_times = authority.phone("out-of-hours").filter(|_| !given);
    Some(match other_times {
        Some(phone) => fill(
            next::WORSE,
            &[("number", council), ("closed", &phone.number)],
        ),
        None => fill(next::WORSE_ONLY, &[("number", council)]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::{Destination, RulesetId};

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    fn decision(priority: Priority, respond_by: &str) -> Decision {
        Decision {
            queue: "safeguarding-triage".to_owned(),
            priority,
            respond_by: at(respond_by),
            locality: None,
            district: None,
            destination: Destination {
                kind: DestinationKind::Team,
                id: "safeguarding-triage".to_owned(),
                name: "Safeguarding triage".to_owned(),
            },
            also_tell: Vec::new(),
            advice: Vec::new(),
            reasons: Vec::new(),
            ruleset: RulesetId {
                id: "essex".to_owned(),
                version: 1,
            },
        }
    }

    fn circumstances(received: &str) -> Circumstances {
        Circumstances {
            in_danger: true,
            sign: true,
            about_someone_else: false,
            reach: Reach::SafeWay,
            files: false,
            received_at: at(received),
        }
    }

    fn steps(decision: &Decision, circumstances: &Circumstances) -> Vec<String> {
        let calendar = Calendar::read(working_calendar::BUILT_IN).unwrap();
        next_steps(decision, circumstances, &calendar, Authority::current())
    }

    #[test]
    fn out_of_hours_it_begins_with_when_somebody_reads_it_and_whom_to_call_now() {
        let steps = steps(
            &decision(Priority::Urgent, "2026-12-29T12:45:00Z"),
            &circumstances("2026-12-24T23:00:00Z"),
        );
        assert_eq!(
            steps[0],
            "We are closed now. Somebody will read this on Tuesday 29 December."
        );
        assert_eq!(
            steps[1],
            "If it cannot wait until then, call 0345 606 1212 now."
        );
    }

    #[test]
    fn in_an_emergency_the_first_words_are_call_999_and_no_hour_is_promised() {
        let steps = steps(
            &decision(Priority::Emergency, "2026-12-24T11:00:00Z"),
            &circumstances("2026-12-24T10:00:00Z"),
        );
        assert_eq!(steps[0], "Call 999. Do not wait for us.");
        assert!(!steps.concat().contains("hour"), "{steps:?}");
    }

    #[test]
    fn people_read_a_day_and_not_a_minute() {
        let circumstances = Circumstances {
            in_danger: false,
            sign: false,
            ..circumstances("2026-12-24T16:00:00Z")
        };
        let steps = steps(
            &decision(Priority::Standard, "2027-01-04T17:00:00Z"),
            &circumstances,
        );
        assert_eq!(
            steps[0],
            "Somebody reads what you sent and takes the first step by the end of Monday 4 January 2027."
        );
    }

    #[test]
    fn whoever_added_files_hears_that_they_are_looked_at_before_anybody_opens_them() {
        let decision = decision(Priority::Standard, "2027-01-04T17:00:00Z");
        let without = circumstances("2026-12-24T10:00:00Z");
        let with = Circumstances {
            files: true,
            ..without
        };
        let said = steps(&decision, &with);
        let safe = said
            .iter()
            .find(|step| step.starts_with("Before we open the files"));
        let polish = in_words(safe.unwrap(), &Wording::of("pl", true));
        assert_eq!(polish.lang, None, "{polish:?}");
        assert!(!steps(&decision, &without).concat().contains("files"));
    }

    #[test]
    fn whoever_reads_along_learns_nothing_of_a_sign() {
        for received in ["2026-12-24T23:00:00Z", "2026-12-22T10:00:00Z"] {
            for priority in Priority::MOST_PRESSING_FIRST {
                let said = steps(
                    &decision(priority, "2026-12-29T12:45:00Z"),
                    &circumstances(received),
                )
                .concat();
                for word in ["safeguarding", "abuse", "queue", "rule", "triage"] {
                    assert!(!said.to_lowercase().contains(word), "{said}");
                }
            }
        }
    }

    #[test]
    fn another_council_is_named_and_nobody_is_turned_away() {
        let mut elsewhere = decision(Priority::Standard, "2027-01-04T17:00:00Z");
        elsewhere.destination = Destination {
            kind: DestinationKind::OtherAuthority,
            id: "thurrock".to_owned(),
            name: "Thurrock Council".to_owned(),
        };
        let circumstances = Circumstances {
            in_danger: false,
            sign: false,
            ..circumstances("2026-12-24T10:00:00Z")
        };
        let said = steps(&elsewhere, &circumstances).concat();
        assert!(
            said.contains("Thurrock Council") && said.contains("We keep what you sent"),
            "{said}"
        );
    }
}
