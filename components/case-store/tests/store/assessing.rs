//! A carer's self-assessment is checked with them, agreed and decided by people, and nothing of it is lost.

use crate::fixtures::*;
use assessments::{
    Assessment, Change as Step, ChangedAnswer, Conversation, Decision, Finding, Kind, State,
};
use case_store::Refusal;
use case_store::model::{Actor, Answer, Change, Receipt, Referral, Submission, Tracked};
use std::sync::Arc;
use vocabulary::Priority;

/// Ann looks after Edith.
fn of_a_carer() -> Submission {
    let mut submission = contact();
    submission.form = form("carer-assessment");
    submission.decision = decision("carers", Priority::Standard);
    submission.answers = vec![Answer {
        question: "caring-hours-per-week".to_owned(),
        asked: "How many hours a week?".to_owned(),
        value: "30".to_owned(),
        said: "30 hours".to_owned(),
    }];
    submission
}

fn conversation() -> Step {
    Step::Conversation(Conversation {
        held_on: "2026-12-24".to_owned(),
        how: "phone".to_owned(),
        who_was_there: "Ann".to_owned(),
        told_about_process: true,
        notes: "She left out the nights, Zebedee.".to_owned(),
    })
}

fn changed(said: &str) -> Step {
    Step::ChangeAnswer(ChangedAnswer {
        question: "caring-hours-per-week".to_owned(),
        asked: None,
        said: said.to_owned(),
        value: None,
        because: "She forgot the nights.".to_owned(),
        carer_agrees: true,
    })
}

fn decided() -> Step {
    let finding = || Finding {
        met: true,
        because: "She said so.".to_owned(),
    };
    Step::Decide(Decision {
        necessary_care: finding(),
        effect: finding(),
        wellbeing: finding(),
        eligible: true,
        reasons: "All three are met.".to_owned(),
        advice: None,
    })
}

fn step(
    cases: &Cases,
    reference: &str,
    step: Step,
    by: &Actor,
    time: i64,
) -> Result<Referral, Refusal> {
    cases.change_at(reference, Change::Assess(step), by, time)
}

fn track(cases: &Cases, receipt: &Receipt) -> Tracked {
    let (reference, code) = (&receipt.reference, &receipt.tracking_code);
    done(cases.store().track(reference, code, at(NOW)))
        .unwrap()
        .unwrap()
}

fn tracked_states(cases: &Cases, receipt: &Receipt) -> Vec<(State, i64)> {
    let assessment = track(cases, receipt).assessment.unwrap();
    assessment
        .states
        .iter()
        .map(|(state, at)| (*state, at.as_unix() - NOW))
        .collect()
}

#[test]
fn it_goes_from_submitted_to_a_decision_and_the_carer_sees_each_date() {
    let cases = Cases::new();
    let receipt = cases.submit(&of_a_carer());
    let reference = &receipt.reference;
    assert_eq!(tracked_states(&cases, &receipt), [(State::Submitted, 0)]);
    step(&cases, reference, conversation(), &adviser(), NOW + 60).unwrap();
    step(&cases, reference, changed("60 hours"), &adviser(), NOW + 90).unwrap();
    step(&cases, reference, Step::Agree, &adviser(), NOW + 120).unwrap();
    let referral = step(&cases, reference, decided(), &senior(), NOW + 180).unwrap();

    let steps = referral.assessment.unwrap();
    let assessment = Assessment::new(at(NOW), steps);
    assert_eq!(
        assessment
            .changed_answer("caring-hours-per-week")
            .unwrap()
            .said,
        "60 hours"
    );
    // What the carer sent stays as it was, and the change has the question's words.
    assert_eq!(referral.answers[0].said, "30 hours");
    let versions = assessment.changed_answers();
    let (by, version) = versions[0].changes[0];
    assert_eq!(
        (by.who.as_str(), by.at, version.asked.as_deref()),
        ("amir", at(NOW + 90), Some("How many hours a week?"))
    );
    assert_eq!(assessment.decision().unwrap().0.who, "sunita");
    let verbs: Vec<_> = referral
        .timeline
        .iter()
        .map(|event| event.what.as_str())
        .collect();
    assert_eq!(
        verbs,
        [
            "submitted",
            "assessment-talked-about",
            "assessment-answer-changed",
            "assessment-agreed",
            "assessment-decided"
        ]
    );
    assert_eq!(
        tracked_states(&cases, &receipt),
        [
            (State::Submitted, 0),
            (State::BeingChecked, 60),
            (State::Agreed, 120)
        ]
    );
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
    let files = cases.text_of_files();
    assert!(!files.contains("zebedee") && !files.contains("60 hours"));
}

#[test]
fn roles_tags_and_the_order_of_steps_are_held_to() {
    let cases = Cases::new();
    let reference = cases.submit(&of_a_carer()).reference;
    let other = cases.submit(&contact()).reference;
    let refused = |reference: &str, what: Step, by: &Actor| {
        step(&cases, reference, what, by, NOW + 60).unwrap_err()
    };
    assert_eq!(
        refused(&reference, Step::Begin, &auditor()),
        Refusal::NotAllowed
    );
    assert_eq!(
        refused(&reference, decided(), &adviser()),
        Refusal::NotAllowed
    );
    assert_eq!(
        refused(&reference, Step::Begin, &designer()),
        Refusal::NotFound
    );
    assert!(matches!(
        refused(&reference, decided(), &senior()),
        Refusal::Conflict(_)
    ));
    assert!(matches!(
        refused(&reference, changed("60"), &adviser()),
        Refusal::Conflict(_)
    ));
    assert!(matches!(
        refused(&other, Step::Begin, &adviser()),
        Refusal::Conflict(_)
    ));
    assert_eq!(cases.read(&other, &adviser()).unwrap().assessment, None);
    let change = Change::Assess(Step::Begin);
    let tagged = |tag| {
        done(
            cases
                .store()
                .change(&reference, tag, &change, &adviser(), at(NOW)),
        )
    };
    assert_eq!(tagged(None).unwrap_err(), Refusal::TagMissing);
    assert_eq!(
        tagged(Some("v9")).unwrap_err(),
        Refusal::Stale("v1".to_owned())
    );
    tagged(Some("v1")).unwrap();
    assert_eq!(
        tagged(Some("v1")).unwrap_err(),
        Refusal::Stale("v2".to_owned())
    );
    let may = |kind: Kind, by: &Actor| {
        let store = cases.store();
        done(store.may_change(&reference, kind.id(), None, Some("v2"), by))
    };
    assert_eq!(may(Kind::Conversation, &adviser()), Ok(()));
    assert!(matches!(
        may(Kind::Decide, &senior()),
        Err(Refusal::Conflict(_))
    ));
    assert_eq!(may(Kind::Decide, &adviser()), Err(Refusal::NotAllowed));
}

#[test]
fn a_question_that_was_not_answered_needs_the_words_in_which_it_was_asked() {
    let cases = Cases::new();
    let reference = cases.submit(&of_a_carer()).reference;
    step(&cases, &reference, conversation(), &adviser(), NOW + 60).unwrap();
    let asked = |asked: Option<&str>| {
        Step::ChangeAnswer(ChangedAnswer {
            question: "nights".to_owned(),
            asked: asked.map(str::to_owned),
            said: "Every night".to_owned(),
            value: None,
            because: "She had left it out.".to_owned(),
            carer_agrees: true,
        })
    };
    let Refusal::Invalid(wrong) =
        step(&cases, &reference, asked(None), &adviser(), NOW + 90).unwrap_err()
    else {
        panic!("words that nobody asked must be invalid");
    };
    assert_eq!(wrong[0].0, "asked");
    step(
        &cases,
        &reference,
        asked(Some("And at night?")),
        &adviser(),
        NOW + 90,
    )
    .unwrap();
}

#[test]
fn of_two_who_agree_it_at_the_same_moment_one_does() {
    let cases = Arc::new(Cases::new());
    let reference = cases.submit(&of_a_carer()).reference;
    step(&cases, &reference, conversation(), &adviser(), NOW + 60).unwrap();
    let threads: Vec<_> = (0..8)
        .map(|number| {
            let (cases, reference) = (Arc::clone(&cases), reference.clone());
            std::thread::spawn(move || {
                let by = somebody(&format!("worker-{number}"), "adviser");
                let change = Change::Assess(Step::Agree);
                done(
                    cases
                        .store()
                        .change(&reference, Some("v2"), &change, &by, at(NOW + 90)),
                )
            })
        })
        .collect();
    let outcomes: Vec<_> = threads.into_iter().map(|one| one.join().unwrap()).collect();
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    for refused in outcomes.into_iter().filter_map(Result::err) {
        assert_eq!(refused, Refusal::Stale("v3".to_owned()));
    }
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
}

#[test]
fn a_carer_declines_and_wants_it_after_all_even_once_it_was_closed() {
    let cases = Cases::new();
    let receipt = cases.submit(&of_a_carer());
    let reference = &receipt.reference;
    let decline = Step::Decline("Not before the spring.".to_owned());
    step(&cases, reference, decline, &adviser(), NOW + 60).unwrap();
    let tracked = track(&cases, &receipt).assessment.unwrap();
    assert_eq!(tracked.declined_at, Some(at(NOW + 60)));
    assert!(step(&cases, reference, conversation(), &adviser(), NOW + 70).is_err());
    cases.change(reference, close(), &adviser()).unwrap();
    let resume = Step::Resume("She rang.".to_owned());
    let opened = step(&cases, reference, resume, &adviser(), NOW + 200).unwrap();
    assert_eq!(
        (
            opened.entry.status.as_str(),
            opened.outcome,
            opened.entry.assignee
        ),
        ("received", None, None)
    );
    assert_eq!(
        track(&cases, &receipt).assessment.unwrap().declined_at,
        None
    );
    step(&cases, reference, conversation(), &adviser(), NOW + 240).unwrap();
    // The queue counts it once, as before it was closed.
    let queues = done(cases.store().queues(&adviser(), at(NOW))).unwrap();
    assert_eq!((queues[0].unclaimed, queues[0].claimed), (1, 0));
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
}

#[test]
fn with_a_safeguarding_sign_declining_closes_nothing_and_tracking_says_nothing() {
    let cases = Cases::new();
    let receipt = cases.submit(&Submission {
        safeguarding_sign: true,
        ..of_a_carer()
    });
    let reference = &receipt.reference;
    let decline = Step::Decline("He answered for her.".to_owned());
    step(&cases, reference, decline, &adviser(), NOW + 60).unwrap();
    assert_eq!(
        cases.change(reference, close(), &adviser()),
        Err(Refusal::NeedsS42Decision)
    );
    let tracked = track(&cases, &receipt);
    assert_eq!(
        (tracked.status.as_str(), tracked.assessment),
        ("received", None)
    );
}

#[test]
fn tracking_of_what_somebody_else_sent_or_of_another_form_has_no_assessment() {
    let cases = Cases::new();
    let about_another = cases.submit(&Submission {
        about_someone_else: true,
        ..of_a_carer()
    });
    assert_eq!(track(&cases, &about_another).assessment, None);
    let other_form = cases.submit(&contact());
    assert_eq!(track(&cases, &other_form).assessment, None);
}

#[test]
fn whoever_changes_what_was_agreed_in_the_database_is_found() {
    let cases = Cases::new();
    let reference = cases.submit(&of_a_carer()).reference;
    step(&cases, &reference, conversation(), &adviser(), NOW + 60).unwrap();
    step(
        &cases,
        &reference,
        changed("60 hours"),
        &adviser(),
        NOW + 90,
    )
    .unwrap();
    step(
        &cases,
        &reference,
        changed("70 hours"),
        &adviser(),
        NOW + 95,
    )
    .unwrap();
    // The first change takes the place of the second: sealed for another place, it does not open.
    cases
        .raw()
        .execute_batch(
            "UPDATE audit SET sealed = (SELECT sealed FROM audit WHERE position = 3)
                WHERE position = 4",
        )
        .unwrap();
    assert!(matches!(
        cases.read(&reference, &adviser()),
        Err(Refusal::Failed(_))
    ));
    assert!(!audit_findings(&cases).is_empty());
}

#[test]
fn nobody_who_may_not_see_it_learns_of_it_or_changes_it() {
    let cases = Cases::new();
    let reference = cases.submit(&of_a_carer()).reference;
    let restrict = Change::Restrict {
        people: vec!["sam".to_owned()],
        reason: "He works here.".to_owned(),
    };
    cases.change(&reference, restrict, &manager()).unwrap();
    assert_eq!(
        step(&cases, &reference, Step::Begin, &adviser(), NOW + 60),
        Err(Refusal::NotFound)
    );
    step(&cases, &reference, Step::Begin, &safeguarding(), NOW + 60).unwrap();
}
