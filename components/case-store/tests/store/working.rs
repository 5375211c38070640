//! Staff work referrals: who may, in which order things are refused, and the guard of section 42.

use crate::fixtures::*;
use case_store::Refusal;
use case_store::model::{Actor, Change, Referral, Submission};
use std::sync::Arc;
use vocabulary::Priority;

fn tagged(
    cases: &Cases,
    reference: &str,
    tag: Option<&str>,
    change: Change,
    by: &Actor,
) -> Result<Referral, Refusal> {
    done(
        cases
            .store()
            .change(reference, tag, &change, by, at(NOW + 60)),
    )
}

fn reroute(queue: &str) -> Change {
    Change::Reroute {
        queue: queue.to_owned(),
        reason: "They know her.".to_owned(),
    }
}

fn priority(priority: Priority) -> Change {
    Change::SetPriority {
        priority,
        reason: "She fell.".to_owned(),
    }
}

#[test]
fn a_worker_claims_notes_and_closes() {
    let cases = Cases::new();
    let reference = cases.submit(&contact()).reference;
    let claimed = cases.change(&reference, Change::Claim, &adviser()).unwrap();
    assert_eq!(
        (
            claimed.entry.status.as_str(),
            claimed.entry.assignee.as_deref()
        ),
        ("being-looked-at", Some("amir"))
    );
    let noted = cases
        .change(
            &reference,
            Change::Note(" Rang her. ".to_owned()),
            &adviser(),
        )
        .unwrap();
    assert_eq!(
        noted.timeline.last().unwrap().text.as_deref(),
        Some("Rang her.")
    );
    let closed = cases.change(&reference, close(), &adviser()).unwrap();
    assert_eq!(
        (closed.entry.status.as_str(), closed.outcome.as_deref()),
        ("closed", Some("NFA: Information and advice or signposting"))
    );
    let verbs: Vec<_> = closed
        .timeline
        .iter()
        .map(|event| event.what.as_str())
        .collect();
    assert_eq!(verbs, ["submitted", "claimed", "noted", "closed"]);
}

#[test]
fn refusals_come_in_the_order_of_the_contract() {
    let cases = Cases::new();
    let reference = cases.submit(&concern()).reference;
    let no_outcome = Change::Close {
        outcome: "gone home".to_owned(),
        note: None,
        no_reply: false,
    };
    let nobody = somebody("nora", "service-designer");
    let auditor = somebody("aud", "auditor");
    let refused = |reference: &str, tag, by: &Actor| {
        tagged(&cases, reference, tag, no_outcome.clone(), by).unwrap_err()
    };
    assert_eq!(
        refused("ASC-1111-111N", Some("v9"), &adviser()),
        Refusal::NotFound
    );
    assert_eq!(refused("no reference", None, &adviser()), Refusal::NotFound);
    assert_eq!(refused(&reference, None, &nobody), Refusal::NotFound);
    assert_eq!(refused(&reference, None, &auditor), Refusal::NotAllowed);
    assert_eq!(refused(&reference, None, &adviser()), Refusal::TagMissing);
    assert_eq!(
        refused(&reference, Some("v9"), &adviser()),
        Refusal::Stale("v1".to_owned())
    );
    assert_eq!(
        refused(&reference, Some("v1"), &adviser()),
        Refusal::NeedsS42Decision
    );
    cases.change(&reference, s42(), &safeguarding()).unwrap();
    let Refusal::Invalid(wrong) = refused(&reference, Some("v2"), &adviser()) else {
        panic!("an outcome that is not in the list must be invalid");
    };
    assert_eq!(wrong[0].0, "outcome");
}

#[test]
fn what_may_be_changed_is_told_without_the_content() {
    let cases = Cases::new();
    let reference = cases.submit(&concern()).reference;
    let may = |action: &str, tag| {
        done(
            cases
                .store()
                .may_change(&reference, action, None, tag, &adviser()),
        )
    };
    assert_eq!(may("claim", Some("v1")), Ok(()));
    assert_eq!(may("close", Some("v1")), Err(Refusal::NeedsS42Decision));
    assert_eq!(may("s42-decision", Some("v1")), Err(Refusal::NotAllowed));
    assert_eq!(may("note", None), Err(Refusal::TagMissing));
    assert_eq!(may("dance", Some("v1")), Err(Refusal::NotFound));
}

#[test]
fn of_32_who_claim_at_once_exactly_one_wins() {
    let cases = Arc::new(Cases::new());
    let reference = cases.submit(&contact()).reference;
    for tag in ["v1", "*"] {
        let threads: Vec<_> = (0..32)
            .map(|number| {
                let (cases, reference) = (Arc::clone(&cases), reference.clone());
                std::thread::spawn(move || {
                    let by = somebody(&format!("worker-{number}"), "adviser");
                    tagged(&cases, &reference, Some(tag), Change::Claim, &by).map(|claimed| {
                        assert_eq!(claimed.entry.assignee, Some(by.id));
                    })
                })
            })
            .collect();
        let outcomes: Vec<_> = threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect();
        let won = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        // The first round has a winner; in the second it is claimed already.
        assert_eq!(won, usize::from(tag == "v1"), "{outcomes:?}");
        for outcome in outcomes.into_iter().filter_map(Result::err) {
            assert!(
                matches!(outcome, Refusal::Stale(_) | Refusal::AlreadyClaimed(_)),
                "{outcome:?}"
            );
        }
    }
    let counts = done(cases.store().queues(&adviser(), at(NOW))).unwrap();
    assert_eq!((counts[0].unclaimed, counts[0].claimed), (0, 1));
}

#[test]
fn claiming_twice_is_refused_even_to_the_one_who_holds_it() {
    let cases = Cases::new();
    let reference = cases.submit(&contact()).reference;
    cases.change(&reference, Change::Claim, &adviser()).unwrap();
    let again = cases.change(&reference, Change::Claim, &adviser());
    assert_eq!(again, Err(Refusal::AlreadyClaimed("amir".to_owned())));
}

#[test]
fn whoever_holds_it_releases_it_and_a_senior_can_for_them() {
    let cases = Cases::new();
    let reference = cases.submit(&contact()).reference;
    let nobody_holds = cases.change(&reference, Change::Release, &adviser());
    assert!(matches!(nobody_holds, Err(Refusal::Conflict(_))));
    cases.change(&reference, Change::Claim, &adviser()).unwrap();
    let colleague = cases.change(&reference, Change::Release, &somebody("bea", "adviser"));
    assert!(matches!(colleague, Err(Refusal::Conflict(_))));
    let released = cases
        .change(&reference, Change::Release, &senior())
        .unwrap();
    assert_eq!(
        (released.entry.assignee, released.entry.status.as_str()),
        (None, "received")
    );
}

#[test]
fn only_those_who_lead_hand_out_work() {
    let cases = Cases::new();
    let reference = cases.submit(&contact()).reference;
    let assign = Change::Assign("bea".to_owned());
    assert_eq!(
        cases.change(&reference, assign.clone(), &adviser()),
        Err(Refusal::NotAllowed)
    );
    cases.change(&reference, Change::Claim, &adviser()).unwrap();
    let assigned = cases.change(&reference, assign, &manager()).unwrap();
    assert_eq!(assigned.entry.assignee.as_deref(), Some("bea"));
}

#[test]
fn the_tag_changes_with_every_change_and_with_no_read() {
    let cases = Cases::new();
    let reference = cases.submit(&contact()).reference;
    let before = cases.read(&reference, &adviser()).unwrap().etag;
    let filter = case_store::model::Filter::default();
    done(cases.store().browse(&filter, None, 50, &adviser(), at(NOW))).unwrap();
    assert_eq!(cases.read(&reference, &manager()).unwrap().etag, before);
    let noted = tagged(
        &cases,
        &reference,
        Some(&before),
        Change::Note("a".to_owned()),
        &adviser(),
    )
    .unwrap();
    assert_ne!(noted.etag, before);
    let stale = tagged(
        &cases,
        &reference,
        Some(&before),
        Change::Note("b".to_owned()),
        &adviser(),
    );
    assert_eq!(stale, Err(Refusal::Stale(noted.etag)));
}

#[test]
fn a_concern_is_not_closed_moved_or_lowered_before_somebody_has_decided() {
    let cases = Cases::new();
    let reference = cases.submit(&concern()).reference;
    let refused = |change: Change| {
        cases.change(&reference, change, &manager()) == Err(Refusal::NeedsS42Decision)
    };
    assert!(refused(close()));
    assert!(refused(reroute("carers")));
    assert!(refused(priority(Priority::Soon)));
    cases
        .change(&reference, priority(Priority::Emergency), &manager())
        .unwrap();
    assert!(refused(priority(Priority::Urgent)));
    assert_eq!(
        cases.change(&reference, s42(), &manager()),
        Err(Refusal::NotAllowed)
    );

    let decided = cases.change(&reference, s42(), &safeguarding()).unwrap();
    assert_eq!(
        decided.s42.as_ref().map(|s42| s42.decision.as_str()),
        Some("enquiry")
    );
    cases
        .change(&reference, priority(Priority::Soon), &manager())
        .unwrap();
    let moved = cases
        .change(&reference, reroute("carers"), &manager())
        .unwrap();
    assert_eq!(
        (moved.entry.queue.as_str(), moved.entry.status.as_str()),
        ("carers", "passed-on")
    );
    assert_eq!(
        moved.decision.queue, "safeguarding-triage",
        "the first decision stays as it was"
    );
    cases.change(&reference, close(), &manager()).unwrap();
}

#[test]
fn without_a_sign_an_adviser_reroutes_and_sets_the_priority_both_ways() {
    let cases = Cases::new();
    let reference = cases.submit(&contact()).reference;
    cases
        .change(&reference, priority(Priority::Urgent), &adviser())
        .unwrap();
    cases
        .change(&reference, priority(Priority::Standard), &adviser())
        .unwrap();
    cases.change(&reference, Change::Claim, &adviser()).unwrap();
    let moved = cases
        .change(&reference, reroute("sensory"), &adviser())
        .unwrap();
    assert_eq!(
        (moved.entry.queue.as_str(), moved.entry.assignee),
        ("sensory", None)
    );
    assert_eq!(
        moved.timeline.last().unwrap().text.as_deref(),
        Some("From ascc-general to sensory: They know her.")
    );
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let cases = Cases::new();
    let reference = cases.submit(&concern()).reference;
    let fields = |change: Change| match cases.change(&reference, change, &machine()) {
        Err(Refusal::Invalid(wrong)) => wrong
            .into_iter()
            .map(|(field, _)| field)
            .collect::<Vec<_>>(),
        other => panic!("expected to be invalid, was {other:?}"),
    };
    let Change::DecideS42(mut decision) = s42() else {
        unreachable!()
    };
    decision.limb_b.because = " ".to_owned();
    decision.decision = " ".to_owned();
    decision.reasons = String::new();
    assert_eq!(
        fields(Change::DecideS42(decision)),
        ["limbs.b.because", "decision", "reasons"]
    );
    assert_eq!(fields(Change::Note("\0".to_owned())), ["text"]);
    assert_eq!(fields(Change::Assign(String::new())), ["assignee"]);
    cases.change(&reference, s42(), &machine()).unwrap();
    let nowhere = Change::Reroute {
        queue: "nowhere".to_owned(),
        reason: String::new(),
    };
    assert_eq!(fields(nowhere), ["queue", "reason"]);
    let closing = Change::Close {
        outcome: "nfa".to_owned(),
        note: Some("\0".to_owned()),
        no_reply: false,
    };
    assert_eq!(fields(closing), ["outcome", "note"]);
    let unnamed = Change::Restrict {
        people: vec![" ".to_owned()],
        reason: String::new(),
    };
    assert_eq!(fields(unnamed), ["people", "reason"]);
}

#[test]
fn what_is_closed_bears_notes_and_nothing_else() {
    let cases = Cases::new();
    let reference = cases.submit(&contact()).reference;
    cases.change(&reference, close(), &adviser()).unwrap();
    for change in [
        Change::Claim,
        close(),
        priority(Priority::Urgent),
        reroute("carers"),
    ] {
        assert!(matches!(
            cases.change(&reference, change, &machine()),
            Err(Refusal::Conflict(_))
        ));
    }
    cases
        .change(
            &reference,
            Change::Note("She rang back.".to_owned()),
            &adviser(),
        )
        .unwrap();
}

#[test]
fn somebody_who_writes_again_is_a_signal_and_a_referral_of_its_own() {
    let cases = Cases::new();
    let first = cases.submit(&contact()).reference;
    let mut again = contact();
    again.person.phone = None;
    again.person.email = None;
    again.person.given_name = Some("Edie".to_owned());
    let second = cases.submit(&again).reference;
    assert_eq!(
        cases.read(&second, &adviser()).unwrap().flags,
        ["repeat-concern"]
    );
    assert!(cases.read(&first, &adviser()).unwrap().flags.is_empty());
    let mut relative = again.clone();
    relative.person.date_of_birth = Some("1969-01-01".to_owned());
    let third = cases
        .submit(&Submission {
            flags: vec!["honeypot".to_owned()],
            ..relative
        })
        .reference;
    assert_eq!(cases.read(&third, &adviser()).unwrap().flags, ["honeypot"]);
}

#[test]
fn a_shared_telephone_is_no_repeat_and_whoever_is_flagged_is_listed() {
    let cases = Cases::new();
    let first = cases.submit(&contact()).reference;
    let mut lodger = contact();
    lodger.person.given_name = Some("Ivor".to_owned());
    lodger.person.family_name = Some("Penrose".to_owned());
    lodger.person.date_of_birth = None;
    lodger.person.email = None;
    let lodgers = cases.submit(&lodger).reference;
    let shown = |reference: &str| {
        let matches = done(
            cases
                .store()
                .possible_matches(reference, &adviser(), at(NOW + 60)),
        );
        let others = matches.unwrap().into_iter();
        (
            cases.read(reference, &adviser()).unwrap().flags,
            others
                .map(|other| other.entry.reference)
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(shown(&lodgers), (Vec::new(), Vec::new()));
    // What was mistyped is enough for a flag, as it is for the list.
    let mut again = contact();
    again.person.date_of_birth = Some("1941-07-03".to_owned());
    again.person.phone = None;
    again.person.email = None;
    let again = cases.submit(&again).reference;
    assert_eq!(
        shown(&again),
        (vec!["repeat-concern".to_owned()], vec![first])
    );
}
