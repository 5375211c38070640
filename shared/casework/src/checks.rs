//! What a step must say.

use vocabulary::Date;
use vocabulary::written::{Wrong, coming_day, one_of, optional, past_day, short, text};

use crate::change::{
    ANSWERED, Attempt, Change, FINDINGS, HOW, Link, Merge, RELATIONS, SAFE_TO_TALK, VisitorSafety,
    Wait, WelfareCheck,
};

impl Change {
    /// The change without spaces around its texts.
    ///
    /// # Errors
    /// Everything that is wrong with it. Fields are named as the API names them.
    pub fn checked(self, today: Date) -> Result<Self, Wrong> {
        let mut wrong = Wrong::new();
        let because = |said: &str, wrong: &mut Wrong| text("reason", said, wrong);
        let checked = match self {
            Self::ContactAttempt(attempt) => Self::ContactAttempt(tried(attempt, &mut wrong)),
            Self::Wait(wait) => {
                coming_day("until", &wait.until, today, &mut wrong);
                let what_for = text("what_for", &wait.what_for, &mut wrong);
                Self::Wait(Wait { what_for, ..wait })
            }
            Self::EndWait(why) => Self::EndWait(because(&why, &mut wrong)),
            Self::DecideWelfareCheck(check) => {
                one_of("decision", &check.decision, &FINDINGS, &mut wrong);
                let reasons = text("reasons", &check.reasons, &mut wrong);
                Self::DecideWelfareCheck(WelfareCheck { reasons, ..check })
            }
            Self::Escalate(why) => Self::Escalate(because(&why, &mut wrong)),
            Self::SetCaseNumber(number) => {
                Self::SetCaseNumber(short("number", &number, &mut wrong))
            }
            Self::Allocate(worker) => Self::Allocate(short("worker", &worker, &mut wrong)),
            Self::NoteVisitorSafety(noted) => {
                Self::NoteVisitorSafety(visitor_safety(noted, today, &mut wrong))
            }
            Self::EndVisitorSafety(why) => Self::EndVisitorSafety(because(&why, &mut wrong)),
            Self::Link(link) => Self::Link(linked(link, &mut wrong)),
            Self::Unlink(link) => Self::Unlink(linked(link, &mut wrong)),
            Self::Merge(merge) => Self::Merge(Merge {
                into: short("into", &merge.into, &mut wrong),
                because: because(&merge.because, &mut wrong),
            }),
            Self::Unmerge(why) => Self::Unmerge(because(&why, &mut wrong)),
        };
        match wrong.is_empty() {
            true => Ok(checked),
            false => Err(wrong),
        }
    }
}

fn tried(attempt: Attempt, wrong: &mut Wrong) -> Attempt {
    one_of("how", &attempt.how, &HOW, wrong);
    one_of("answered", &attempt.answered, &ANSWERED, wrong);
    one_of("safe_to_talk", &attempt.safe_to_talk, &SAFE_TO_TALK, wrong);
    if attempt.safe_to_talk == "yes" && !attempt.was_answered() {
        let sentence = "Nobody answered, so nobody can have said that it was safe to talk. Choose “Not asked”.";
        wrong.push(("safe_to_talk".to_owned(), sentence.to_owned()));
    }
    Attempt {
        note: optional("note", attempt.note.as_deref(), wrong),
        ..attempt
    }
}

fn visitor_safety(noted: VisitorSafety, today: Date, wrong: &mut Wrong) -> VisitorSafety {
    past_day("dated", &noted.dated, today, wrong);
    coming_day("review_on", &noted.review_on, today, wrong);
    VisitorSafety {
        what: text("what", &noted.what, wrong),
        source: short("source", &noted.source, wrong),
        ..noted
    }
}

fn linked(link: Link, wrong: &mut Wrong) -> Link {
    one_of("relation", &link.relation, &RELATIONS, wrong);
    Link {
        other: short("other", &link.other, wrong),
        because: text("reason", &link.because, wrong),
        ..link
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(change: Change) -> Vec<String> {
        let today = "2026-11-22".parse().unwrap();
        let wrong = change.checked(today).unwrap_err();
        wrong.into_iter().map(|(field, _)| field).collect()
    }

    #[test]
    fn whoever_waits_says_for_what_and_until_a_day_to_come() {
        for until in ["2026-11-22", "2026-11-21", "tomorrow", ""] {
            let wait = Wait {
                what_for: " ".into(),
                until: until.into(),
            };
            assert_eq!(fields(Change::Wait(wait)), ["until", "what_for"], "{until}");
        }
    }

    #[test]
    fn what_is_said_for_visitors_has_a_source_a_day_and_a_day_on_which_it_is_looked_at() {
        let noted = VisitorSafety {
            what: String::new(),
            source: " ".into(),
            dated: "2026-11-23".into(),
            review_on: "2026-11-22".into(),
        };
        let all = ["dated", "review_on", "what", "source"];
        assert_eq!(fields(Change::NoteVisitorSafety(noted)), all);
    }

    #[test]
    fn where_nobody_answers_nobody_says_that_it_is_safe_to_talk() {
        for (answered, safe_to_talk, wrong) in [
            ("nobody", "yes", true),
            ("voicemail", "yes", true),
            ("voicemail", "no", false),
            ("nobody", "not-asked", false),
            ("somebody-else", "yes", false),
            ("person", "yes", false),
        ] {
            let attempt = Attempt {
                how: "phone".into(),
                answered: answered.into(),
                safe_to_talk: safe_to_talk.into(),
                note: None,
            };
            let checked = Change::ContactAttempt(attempt).checked("2026-11-22".parse().unwrap());
            assert_eq!(checked.is_err(), wrong, "{answered}, {safe_to_talk}");
        }
    }

    #[test]
    fn an_attempt_says_how_and_who_answered_and_whether_it_was_safe() {
        let attempt = Attempt {
            how: "pigeon".into(),
            answered: "the dog".into(),
            safe_to_talk: "perhaps".into(),
            note: Some("x".repeat(10_001)),
        };
        let all = ["how", "answered", "safe_to_talk", "note"];
        assert_eq!(fields(Change::ContactAttempt(attempt)), all);
    }
}
