//! From answers to a contact: what was asked and said, the facts, whom it is about, what happens next.

use form_model::{Accepted, Answer, Answers, Form, Journey, Row, canonical_json};
use serde_json::{Map, Value};
use vocabulary::{
    About, Channel, Date, Decision, Facts, Instant, Reporter, has_rule_ten_sign,
    has_safeguarding_sign,
};
use web::FieldProblem;
use wording::Wording;
use working_calendar::Calendar;

use crate::next_steps::{Circumstances, Reach, next_steps};
use crate::stores::{
    Actor, AskedAnswer, FormVersion, Idempotency, Notice, Person, SentDraft, Submission,
};

/// The members of a submission's body.
const MEMBERS: [&str; 3] = ["answers", "channel", "started_at"];

/// A submission's body: its frame, not yet its answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    pub answers: Map<String, Value>,
    pub channel: Channel,
    /// When the telephone call or the visit started.
    pub started_at: Option<Instant>,
}

/// How a contact came to us, beside its answers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Arrival {
    pub channel: Option<Channel>,
    pub idempotency: Option<Idempotency>,
    pub draft: Option<SentDraft>,
    pub flags: Vec<String>,
    pub entered_by: Option<Actor>,
}

/// Answers that were accepted, and what routing learns from them.
#[derive(Debug)]
pub struct Prepared<'f> {
    pub journey: Journey<'f>,
    pub facts: Facts,
    /// Questions that were answered, but are not asked of somebody who gave these other answers.
    pub not_asked: Vec<String>,
}

/// The channel that a body names, as far as it can be told: others than `web` need a sign-in first.
pub fn named_channel(body: &Value) -> Option<Channel> {
    Channel::from_id(body.get("channel")?.as_str()?)
}

/// Reads a body, with every problem of its frame and of its answers.
///
/// # Errors
/// Every problem, with the member's or the question's name.
pub fn read<'f>(
    form: &'f Form,
    body: &Value,
    now: Instant,
) -> Result<(Body, Prepared<'f>), Vec<FieldProblem>> {
    let Value::Object(members) = body else {
        return Err(vec![FieldProblem::new(
            "body",
            "Must be an object with the member answers",
        )]);
    };
    let mut problems = FieldProblem::of_unknown_members(members, &MEMBERS);
    let channel = read_channel(members, &mut problems);
    let started_at = read_started_at(members, channel, now, &mut problems);
    let answers = match members.get("answers") {
        Some(Value::Object(answers)) => answers.clone(),
        Some(_) => {
            problems.push(FieldProblem::new(
                "answers",
                "Must be an object of question ids and values",
            ));
            return Err(problems);
        }
        None => {
            problems.push(FieldProblem::new(
                "answers",
                "Is missing. Send an object of question ids and values",
            ));
            return Err(problems);
        }
    };
    let prepared = prepare(form, &answers, now);
    match prepared {
        Ok(prepared) if problems.is_empty() => Ok((
            Body {
                answers,
                channel,
                started_at,
            },
            prepared,
        )),
        Ok(_) => Err(problems),
        Err(found) => {
            problems.extend(found);
            Err(problems)
        }
    }
}

fn read_channel(members: &Map<String, Value>, problems: &mut Vec<FieldProblem>) -> Channel {
    let Some(value) = members.get("channel") else {
        return Channel::Web;
    };
    value
        .as_str()
        .and_then(Channel::from_id)
        .unwrap_or_else(|| {
            let known: Vec<&str> = Channel::ALL.iter().map(|channel| channel.id()).collect();
            problems.push(FieldProblem::new(
                "channel",
                format!("Must be one of: {}", known.join(", ")),
            ));
            Channel::Web
        })
}

fn read_started_at(
    members: &Map<String, Value>,
    channel: Channel,
    now: Instant,
    problems: &mut Vec<FieldProblem>,
) -> Option<Instant> {
    let value = members.get("started_at")?;
    let mut wrong = |message: &str| {
        problems.push(FieldProblem::new("started_at", message));
        None
    };
    if channel == Channel::Web {
        return wrong("Is only for contacts that staff enter for somebody. Leave it out");
    }
    match value.as_str().map(Instant::parse) {
        Some(Ok(at)) if at > now => wrong("Must not lie in the future"),
        Some(Ok(at)) => Some(at),
        Some(Err(error)) => wrong(&error.to_string()),
        None => wrong("Must be a time as a text, like 2026-12-24T16:00:00Z"),
    }
}

/// Reads answers and sees that they are enough.
///
/// # Errors
/// Every problem, with the question's name.
pub fn prepare<'f>(
    form: &'f Form,
    answers: &Map<String, Value>,
    now: Instant,
) -> Result<Prepared<'f>, Vec<FieldProblem>> {
    match form.accept(answers, today(now)) {
        Ok(Accepted { journey, left_out }) => Ok(Prepared {
            facts: journey.facts(),
            journey,
            not_asked: left_out,
        }),
        Err(findings) => Err(findings
            .into_iter()
            .map(|finding| FieldProblem::new(finding.path, finding.message))
            .collect()),
    }
}

/// The day in London.
pub fn today(now: Instant) -> Date {
    working_calendar::local_date(now)
}

/// The idempotency of a request with this key.
pub fn idempotency(key: &str, body: &Value) -> Idempotency {
    Idempotency {
        key: key.to_owned(),
        body: canonical_json(body),
    }
}

/// The contact that goes to the store.
pub fn build(
    prepared: &Prepared,
    decision: Decision,
    received_at: Instant,
    calendar: &Calendar,
    arrival: Arrival,
) -> Submission {
    let journey = &prepared.journey;
    let facts = &prepared.facts;
    let safeguarding_sign = has_safeguarding_sign(facts);
    let rule_ten_sign = has_rule_ten_sign(facts);
    let about_someone_else = facts.about == Some(About::SomeoneElse);
    let circumstances = Circumstances {
        in_danger: safeguarding_sign || rule_ten_sign,
        sign: safeguarding_sign,
        about_someone_else,
        reach: reach(journey, facts),
        files: !files(journey.counted()).is_empty(),
        received_at,
    };
    Submission {
        form: FormVersion {
            id: journey.form.id.clone(),
            version: journey.form.version,
        },
        channel: arrival.channel.unwrap_or(Channel::Web).id().to_owned(),
        received_at,
        answers: asked_answers(journey),
        facts: facts.to_list(),
        person: person("", journey.counted()),
        also_about: cared_for(journey.counted()),
        safeguarding_sign,
        rule_ten_sign,
        about_someone_else,
        next_steps: next_steps(
            &decision,
            &circumstances,
            calendar,
            pages::Authority::current(),
        ),
        notices: notices(&decision),
        decision,
        idempotency: arrival.idempotency,
        draft: arrival.draft,
        flags: arrival.flags,
        entered_by: arrival.entered_by,
    }
}

/// The ids of the files that were added to these answers.
pub fn files(answers: &Answers) -> Vec<String> {
    answers
        .iter()
        .flat_map(|(_, answer)| answer.files())
        .map(|file| file.id.clone())
        .collect()
}

/// What was asked and said, in the order of the form.
pub fn asked_answers(journey: &Journey) -> Vec<AskedAnswer> {
    journey.rows().iter().filter_map(asked_answer).collect()
}

fn asked_answer(row: &Row) -> Option<AskedAnswer> {
    let answer = row.answer?;
    Some(AskedAnswer {
        question: row.question.id.clone(),
        asked: row.asked.to_owned(),
        value: answer.to_json().to_string(),
        // In the form's own language: staff read it.
        said: row.question.answer.say(answer, Wording::english()),
    })
}

/// Whoever must hear of it without the contact moving.
fn notices(decision: &Decision) -> Vec<Notice> {
    decision
        .also_tell
        .iter()
        .map(|destination| Notice {
            to: destination.id.clone(),
            template: "new-contact".to_owned(),
        })
        .collect()
}

/// The people whom a carer looks after, as far as they are named.
fn cared_for(answers: &Answers) -> Vec<Person> {
    let others = match answers.get("others-cared-for") {
        Some(Answer::Group(others)) => others.as_slice(),
        _ => &[],
    };
    let first = person("cared-for-", answers);
    let mut people = vec![first];
    people.extend(others.iter().map(named_in_one));
    people.retain(|person| person.family_name.is_some());
    people
}

/// Somebody whose whole name stands in one answer: its last word is the family name.
fn named_in_one(answers: &Answers) -> Person {
    let whole = answers.get("name").and_then(Answer::text);
    let (given, family) = match whole.map(str::trim).and_then(|name| name.rsplit_once(' ')) {
        Some((given, family)) => (Some(given.to_owned()), Some(family.to_owned())),
        None => (None, None),
    };
    Person {
        given_name: given,
        family_name: family,
        ..person("", answers)
    }
}

/// The person whose answers have ids that begin so.
fn person(ids: &str, answers: &Answers) -> Person {
    let get = |id: &str| answers.get(&format!("{ids}{id}"));
    let text = |id: &str| get(id).and_then(Answer::text).map(str::to_owned);
    let whole_date = |answer: &Answer| match answer {
        Answer::Date(date) => {
            Some(date.to_string()).filter(|date| date.len() == "1941-03-09".len())
        }
        _ => None,
    };
    let address_postcode = || match get("address") {
        Some(Answer::Address(address)) => address.postcode.clone(),
        _ => None,
    };
    Person {
        given_name: text("given-name"),
        family_name: text("family-name"),
        date_of_birth: get("date-of-birth").and_then(whole_date),
        phone: text("phone"),
        email: text("email"),
        postcode: text("postcode").or_else(address_postcode),
    }
}

/// How the one who wrote can be reached. Whoever writes about somebody else has ways of their own.
fn reach(journey: &Journey, facts: &Facts) -> Reach {
    let answers = journey.counted();
    let own = facts.about == Some(About::OneSelf) || facts.reporter == Some(Reporter::OneSelf);
    let ways: &[&str] = match own {
        true => &["phone", "email", "address"],
        false => &["your-phone", "your-email"],
    };
    let (safe, dangerous) = match (own, answers.get("safe-contact")) {
        (true, Some(Answer::SafeContact(told))) => {
            let says = |word: &str| {
                told.ways
                    .iter()
                    .any(|way| way.safe.as_deref() == Some(word))
            };
            (says("yes"), says("no"))
        }
        (true, _) => (false, false),
        (false, _) => {
            let told = answers.get("your-safe").and_then(Answer::choice);
            (told == Some("yes"), told == Some("no"))
        }
    };
    let no_safe_way = own && answers.get("no-safe-way") == Some(&Answer::Yes(true));
    match ways.iter().any(|way| answers.get(way).is_some()) {
        _ if no_safe_way => Reach::NoSafeWay,
        false => Reach::NoWay,
        true if safe => Reach::SafeWay,
        true if dangerous => Reach::NoSafeWay,
        true => Reach::SomeWay,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_whom_a_carer_looks_after_and_names_can_be_recognised() {
        let text = |text: &str| Answer::Text(text.to_owned());
        let mut answers = Answers::default();
        answers.insert("given-name", text("Ann"));
        answers.insert("cared-for-given-name", text("Edith"));
        answers.insert("cared-for-family-name", text("Fennimore"));
        answers.insert("cared-for-postcode", text("CM1 1QH"));
        let others = ["Mary Ann Fennimore", "Dad"].map(|name| {
            let mut other = Answers::default();
            other.insert("name", text(name));
            other
        });
        answers.insert("others-cared-for", Answer::Group(others.to_vec()));
        let people = cared_for(&answers);
        let names: Vec<_> = people
            .iter()
            .map(|person| (person.given_name.as_deref(), person.family_name.as_deref()))
            .collect();
        assert_eq!(
            names,
            [
                (Some("Edith"), Some("Fennimore")),
                (Some("Mary Ann"), Some("Fennimore"))
            ]
        );
        assert_eq!(people[0].postcode.as_deref(), Some("CM1 1QH"));
        assert!(cared_for(&Answers::default()).is_empty());
    }
}
