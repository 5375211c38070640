//! What may follow what, what each step must say, and what follows from the steps.

use assessments::{
    Assessment, Change, ChangedAnswer, Conversation, Decision, Finding, GivenRecord, JointAnswer,
    Kind, State, Step,
};
use vocabulary::{Date, Instant};

fn today() -> Date {
    Date::new(2026, 12, 24).unwrap()
}

fn conversation() -> Conversation {
    Conversation {
        held_on: "2026-12-24".to_owned(),
        how: "phone".to_owned(),
        who_was_there: "Ann and I".to_owned(),
        told_about_process: true,
        notes: "Went through every answer.".to_owned(),
    }
}

fn changed(question: &str, said: &str) -> Change {
    Change::ChangeAnswer(ChangedAnswer {
        question: question.to_owned(),
        asked: Some("How many hours?".to_owned()),
        said: said.to_owned(),
        value: None,
        because: "She had left out the nights.".to_owned(),
        carer_agrees: true,
    })
}

fn finding(met: bool) -> Finding {
    Finding {
        met,
        because: "She said so.".to_owned(),
    }
}

fn decision(met: [bool; 3], eligible: bool) -> Decision {
    Decision {
        necessary_care: finding(met[0]),
        effect: finding(met[1]),
        wellbeing: finding(met[2]),
        eligible,
        reasons: "As found.".to_owned(),
        advice: Some("Groups near her.".to_owned()),
    }
}

fn joint(cared_for: Option<&str>, agrees: bool) -> Change {
    Change::AskAboutJoint(JointAnswer {
        cared_for: cared_for.map(str::to_owned),
        agrees,
        asked_on: "2026-12-23".to_owned(),
        asked_alone: true,
        note: None,
    })
}

fn given() -> Change {
    Change::GiveRecord(GivenRecord {
        on: "2026-12-24".to_owned(),
        how: "in-writing".to_owned(),
    })
}

fn example(kind: Kind) -> Change {
    match kind {
        Kind::Begin => Change::Begin,
        Kind::Conversation => Change::Conversation(conversation()),
        Kind::AskAboutJoint => joint(None, true),
        Kind::ChangeAnswer => changed("hours", "60"),
        Kind::Agree => Change::Agree,
        Kind::Decide => Change::Decide(decision([true; 3], true)),
        Kind::GiveRecord => given(),
        Kind::Decline => Change::Decline("Not now.".to_owned()),
        Kind::Resume => Change::Resume("Yes please.".to_owned()),
    }
}

/// An assessment after these steps, one an hour.
fn after(changes: &[Change]) -> Assessment {
    let steps = (1..).zip(changes).map(|(hour, change)| Step {
        at: Instant::from_unix(hour * 3_600),
        who: "amir".to_owned(),
        change: change.clone(),
    });
    Assessment::new(Instant::from_unix(0), steps.collect())
}

fn after_kinds(kinds: &[Kind]) -> Assessment {
    let changes: Vec<Change> = kinds.iter().map(|kind| example(*kind)).collect();
    after(&changes)
}

#[test]
fn what_may_follow_what_is_this_table_and_nothing_else() {
    use Kind::*;
    for (steps, may) in [
        (&[][..], &[Begin, Conversation, AskAboutJoint, Decline][..]),
        (
            &[Begin],
            &[Conversation, AskAboutJoint, ChangeAnswer, Decline],
        ),
        (
            &[Conversation],
            &[Conversation, AskAboutJoint, ChangeAnswer, Agree, Decline],
        ),
        (
            &[Conversation, Agree],
            &[Begin, AskAboutJoint, Decide, Decline],
        ),
        (
            &[Conversation, Agree, Begin],
            &[Conversation, AskAboutJoint, ChangeAnswer, Agree, Decline],
        ),
        (
            &[Conversation, Agree, Decide],
            &[AskAboutJoint, Decide, GiveRecord],
        ),
        (&[Decline], &[Resume]),
        (&[Conversation, Agree, Decline], &[Resume]),
        (
            &[Conversation, Decline, Resume],
            &[Conversation, AskAboutJoint, ChangeAnswer, Agree, Decline],
        ),
    ] {
        let assessment = after_kinds(steps);
        for kind in Kind::ALL {
            assert_eq!(
                assessment.may(kind).is_ok(),
                may.contains(&kind),
                "{kind:?} after {steps:?}: {:?}",
                assessment.may(kind)
            );
        }
    }
}

#[test]
fn nothing_is_agreed_before_the_carer_was_told_how_an_assessment_goes() {
    let unexplained = Conversation {
        told_about_process: false,
        ..conversation()
    };
    let mut steps = vec![Change::Conversation(unexplained)];
    assert!(after(&steps).may(Kind::Agree).is_err());
    steps.push(Change::Conversation(conversation()));
    assert!(after(&steps).may(Kind::Agree).is_ok());
}

#[test]
fn each_state_has_its_date_and_the_last_one_stands() {
    use Kind::*;
    let assessment = after_kinds(&[Begin, Conversation, Agree, Begin, Agree, Decide]);
    let states: Vec<(&str, i64)> = assessment
        .states()
        .iter()
        .map(|(state, at)| (state.id(), at.as_unix() / 3_600))
        .collect();
    assert_eq!(
        states,
        [
            ("submitted", 0),
            ("being-checked-with-you", 1),
            ("agreed", 3),
            ("being-checked-with-you", 4),
            ("agreed", 5),
        ]
    );
    assert_eq!(assessment.state().0, State::Agreed);
    for state in State::ALL {
        assert_eq!(State::from_id(state.id()), Some(state));
    }
}

#[test]
fn declining_leaves_everything_as_it_stood_and_can_be_taken_back() {
    use Kind::*;
    let declined = after_kinds(&[Conversation, Decline]);
    assert_eq!(declined.declined(), Some(Instant::from_unix(7_200)));
    assert_eq!(declined.state().0, State::BeingChecked);
    assert_eq!(
        after_kinds(&[Conversation, Decline, Resume]).declined(),
        None
    );
}

#[test]
fn every_version_of_an_answer_is_kept_in_its_order() {
    let assessment = after(&[
        Change::Conversation(conversation()),
        changed("hours", "60"),
        changed("nights", "Every night"),
        changed("hours", "70"),
    ]);
    let versions = assessment.changed_answers();
    assert_eq!(
        (versions.len(), versions[0].question, versions[1].question),
        (2, "hours", "nights")
    );
    let said: Vec<&str> = versions[0]
        .changes
        .iter()
        .map(|(_, changed)| changed.said.as_str())
        .collect();
    assert_eq!(said, ["60", "70"]);
    assert_eq!(assessment.changed_answer("hours").unwrap().said, "70");
    assert_eq!(assessment.changed_answer("money"), None);
}

#[test]
fn it_is_joint_only_with_those_who_agree_as_the_carer_does() {
    let with = |changes: &[Change]| {
        let assessment = after(changes);
        assessment
            .may_be_joint_with()
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let edith = || joint(Some("Edith"), true);
    assert!(with(&[edith()]).is_empty());
    assert_eq!(with(&[edith(), joint(None, true)]), ["Edith"]);
    assert!(with(&[edith(), joint(None, true), joint(Some("Edith"), false)]).is_empty());
    assert!(with(&[edith(), joint(None, true), joint(None, false)]).is_empty());
}

#[test]
fn a_record_belongs_to_the_decision_before_it() {
    use Kind::*;
    let given = after_kinds(&[Conversation, Agree, Decide, GiveRecord]);
    assert!(given.record_given().is_some());
    let decided_again = after_kinds(&[Conversation, Agree, Decide, GiveRecord, Decide]);
    assert!(decided_again.record_given().is_none());
}

fn fields(change: Change) -> Vec<String> {
    let wrong = change.checked(today()).unwrap_err();
    wrong.into_iter().map(|(field, _)| field).collect()
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let empty = Conversation {
        held_on: "2026-12-25".to_owned(),
        how: "by pigeon".to_owned(),
        who_was_there: " ".to_owned(),
        told_about_process: false,
        notes: "\0".to_owned(),
    };
    assert_eq!(
        fields(Change::Conversation(empty)),
        ["held_on", "how", "who_was_there", "notes"]
    );
    assert_eq!(fields(Change::Decline(String::new())), ["reason"]);
    let never = GivenRecord {
        on: "2026-02-30".to_owned(),
        how: String::new(),
    };
    assert_eq!(fields(Change::GiveRecord(never)), ["on", "how"]);
}

#[test]
fn an_answer_is_changed_only_with_the_carers_agreement_and_asked_alone_means_alone() {
    let Change::ChangeAnswer(given) = changed("hours", "60") else {
        panic!("it is one");
    };
    let without = ChangedAnswer {
        carer_agrees: false,
        asked: None,
        ..given
    };
    assert_eq!(
        fields(Change::ChangeAnswer(without)),
        ["carer_agrees", "asked"]
    );
    let together = JointAnswer {
        cared_for: Some("Edith".to_owned()),
        agrees: true,
        asked_on: "2026-12-24".to_owned(),
        asked_alone: false,
        note: None,
    };
    assert_eq!(fields(Change::AskAboutJoint(together)), ["asked_alone"]);
}

#[test]
fn a_decision_fits_what_was_found_and_says_which_advice_was_given() {
    let decide = |met, eligible| Change::Decide(decision(met, eligible)).checked(today());
    assert!(decide([true; 3], true).is_ok());
    assert!(decide([true, false, true], false).is_ok());
    for met in [
        [false, true, true],
        [true, false, true],
        [true, true, false],
    ] {
        assert_eq!(decide(met, true).unwrap_err()[0].0, "decision");
    }
    assert_eq!(decide([true; 3], false).unwrap_err()[0].0, "decision");
    let mut without_advice = decision([true, false, true], false);
    without_advice.advice = Some(" ".to_owned());
    assert_eq!(fields(Change::Decide(without_advice)), ["advice"]);
}

#[test]
fn every_kind_has_an_address_and_a_verb_of_its_own() {
    for kind in Kind::ALL {
        assert_eq!(Kind::from_id(kind.id()), Some(kind));
        assert_eq!(example(kind).kind(), kind);
        let verbs = Kind::ALL.iter().filter(|other| other.verb() == kind.verb());
        assert_eq!(verbs.count(), 1);
    }
}
