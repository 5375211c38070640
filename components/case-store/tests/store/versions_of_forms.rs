//! One person proposes a version of a form, another one publishes it, and all of it can be shown again.

use crate::fixtures::*;
use case_store::model::{Actor, Definition, FormVersion};
use case_store::{
    ShownVersion, StandingVersion, VersionChange, VersionRefusal as Refused, VersionState,
};

fn version(number: u32) -> FormVersion {
    FormVersion {
        id: "adult-contact".to_owned(),
        version: number,
    }
}

fn text(number: u32, text: &str) -> Definition {
    Definition {
        form: version(number),
        text: text.to_owned(),
    }
}

/// A store in which version 1 came with the program.
fn begun() -> Cases {
    let cases = Cases::new();
    done(cases.store().ensure_forms(&[text(1, "one")])).unwrap();
    cases
}

fn propose(
    cases: &Cases,
    number: u32,
    words: &str,
    by: &Actor,
) -> Result<StandingVersion, Refused> {
    done(
        cases
            .store()
            .propose_form(&text(number, words), by, at(NOW)),
    )
}

fn change(
    cases: &Cases,
    number: u32,
    change: VersionChange,
    by: &Actor,
) -> Result<StandingVersion, Refused> {
    let tag = Some("*");
    done(
        cases
            .store()
            .change_form_version(&version(number), tag, &change, by, at(NOW + 60)),
    )
}

fn approve() -> VersionChange {
    VersionChange::Approve(Some("Shorter words.".to_owned()))
}

fn withdraw() -> VersionChange {
    VersionChange::Withdraw("People misread it.".to_owned())
}

fn publish(cases: &Cases, number: u32, words: &str) {
    propose(cases, number, words, &designer()).unwrap();
    change(cases, number, approve(), &other_designer()).unwrap();
}

fn shown(cases: &Cases, number: u32) -> ShownVersion {
    done(cases.store().form_version(&version(number), &auditor())).unwrap()
}

fn offered(cases: &Cases) -> u32 {
    done(cases.store().current_forms()).unwrap()[0].version
}

#[test]
fn a_version_is_offered_once_somebody_else_has_approved_it() {
    let cases = begun();
    let proposed = propose(&cases, 2, "two", &designer()).unwrap();
    assert_eq!(
        (proposed.state, proposed.offered),
        (VersionState::Proposed, false)
    );
    assert_eq!(offered(&cases), 1, "a proposal is shown to no resident");
    let published = done(cases.store().form(&version(2))).unwrap();
    assert_eq!(published, None, "nor can it be begun");
    is_a_conflict(change(&cases, 2, approve(), &designer()), "somebody else");
    let approved = change(&cases, 2, approve(), &other_designer()).unwrap();
    assert_eq!(
        (approved.state, approved.offered),
        (VersionState::Published, true)
    );
    assert_eq!(offered(&cases), 2);
    assert_eq!(shown(&cases, 2).text, "two");
    is_a_conflict(
        change(&cases, 2, approve(), &other_designer()),
        "published already",
    );
}

#[test]
fn everything_that_happened_to_a_form_is_an_audit_event() {
    let cases = begun();
    publish(&cases, 2, "two");
    propose(&cases, 3, "three", &designer()).unwrap();
    change(&cases, 3, withdraw(), &designer()).unwrap();
    change(&cases, 2, withdraw(), &designer()).unwrap();
    let history = shown(&cases, 2).history;
    let told: Vec<_> = history
        .iter()
        .map(|event| (event.who.as_str(), event.what.as_str(), event.version))
        .collect();
    assert_eq!(
        told,
        [
            ("dara", "form-withdrawn", 2),
            ("dara", "form-taken-back", 3),
            ("dara", "form-proposed", 3),
            ("dev", "form-published", 2),
            ("dara", "form-proposed", 2),
        ]
    );
    assert_eq!(history[0].because.as_deref(), Some("People misread it."));
    assert_eq!((history[3].at, history[4].at), (at(NOW + 60), at(NOW)));
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
}

#[test]
fn a_withdrawn_version_is_no_longer_offered_and_stays_for_those_who_began_on_it() {
    let cases = begun();
    publish(&cases, 2, "two");
    publish(&cases, 3, "three");
    let withdrawn = change(&cases, 3, withdraw(), &designer()).unwrap();
    assert_eq!(
        (withdrawn.state, withdrawn.offered),
        (VersionState::Withdrawn, false)
    );
    assert_eq!(withdrawn.changed.unwrap().who, "dara");
    assert_eq!(offered(&cases), 2);
    assert!(shown(&cases, 2).version.offered);
    let kept = done(cases.store().form(&version(3))).unwrap();
    assert_eq!(kept.unwrap().text, "three");
    done(cases.store().ensure_forms(&[text(3, "three")])).unwrap();
    assert_eq!(offered(&cases), 2, "a restart does not bring it back");
    is_a_conflict(change(&cases, 3, withdraw(), &designer()), "already");
    is_a_conflict(propose(&cases, 3, "three", &designer()), "version 4");
}

#[test]
fn the_last_version_that_is_offered_cannot_be_withdrawn() {
    let cases = begun();
    is_a_conflict(change(&cases, 1, withdraw(), &designer()), "left without");
    publish(&cases, 2, "two");
    change(&cases, 1, withdraw(), &designer()).unwrap();
    is_a_conflict(change(&cases, 2, withdraw(), &designer()), "left without");
    assert_eq!(offered(&cases), 2);
}

#[test]
fn only_the_next_number_of_a_known_form_is_proposed_and_once() {
    let cases = begun();
    for number in [1, 3] {
        is_a_conflict(propose(&cases, number, "x", &designer()), "version 2");
    }
    let unknown = Definition {
        form: FormVersion {
            id: "no-such-form".to_owned(),
            version: 1,
        },
        text: String::new(),
    };
    let refused = done(cases.store().propose_form(&unknown, &designer(), at(NOW)));
    is_a_conflict(refused, "no form with the id no-such-form");
    let first = propose(&cases, 2, "two", &designer()).unwrap();
    assert_eq!(
        propose(&cases, 2, "two", &designer()),
        Ok(first),
        "the same again is the same"
    );
    is_a_conflict(
        propose(&cases, 2, "other", &designer()),
        "dara has proposed",
    );
    is_a_conflict(
        propose(&cases, 2, "two", &other_designer()),
        "dara has proposed",
    );
    assert_eq!(cases.count("audit"), 1, "what was refused left nothing");
}

#[test]
fn a_number_is_free_again_once_its_proposal_was_taken_back() {
    let cases = begun();
    let first = propose(&cases, 2, "two", &designer()).unwrap();
    let taken_back = change(&cases, 2, withdraw(), &other_designer()).unwrap();
    assert_eq!(taken_back.state, VersionState::TakenBack);
    is_a_conflict(
        change(&cases, 2, approve(), &other_designer()),
        "not waiting",
    );
    let second = propose(&cases, 2, "better", &designer()).unwrap();
    assert_ne!(first.etag, second.etag);
    let by = other_designer();
    let old_page = done(cases.store().change_form_version(
        &version(2),
        Some(&first.etag),
        &approve(),
        &by,
        at(NOW),
    ));
    assert_eq!(
        old_page,
        Err(Refused::Stale(second.etag)),
        "nobody approves a text that they have not seen"
    );
    change(&cases, 2, approve(), &by).unwrap();
    assert_eq!(shown(&cases, 2).text, "better");
}

#[test]
fn a_version_that_came_with_the_program_meanwhile_is_the_one_that_stands() {
    let cases = begun();
    propose(&cases, 2, "proposed", &designer()).unwrap();
    done(cases.store().ensure_forms(&[text(2, "released")])).unwrap();
    let standing = shown(&cases, 2);
    assert_eq!(standing.text, "released");
    assert_eq!(standing.version.state, VersionState::Published);
    assert_eq!(standing.version.proposed, None);
    is_a_conflict(
        change(&cases, 2, approve(), &other_designer()),
        "published already",
    );
    publish(&cases, 3, "three");
    assert_eq!(offered(&cases), 3);
}

#[test]
fn only_service_designers_change_forms_and_auditors_look_on() {
    let cases = begun();
    propose(&cases, 2, "two", &designer()).unwrap();
    for stranger in [adviser(), manager(), safeguarding()] {
        let store = cases.store();
        assert_eq!(
            done(store.form_versions(&stranger)),
            Err(Refused::NotAllowed)
        );
        assert_eq!(
            done(store.form_version(&version(2), &stranger)),
            Err(Refused::NotFound)
        );
        assert_eq!(
            propose(&cases, 2, "two", &stranger),
            Err(Refused::NotAllowed)
        );
        assert_eq!(
            change(&cases, 2, approve(), &stranger),
            Err(Refused::NotFound)
        );
    }
    assert_eq!(
        change(&cases, 2, approve(), &auditor()),
        Err(Refused::NotAllowed)
    );
    let seen = done(cases.store().form_versions(&auditor())).unwrap();
    let seen: Vec<_> = seen
        .iter()
        .map(|version| (version.form.version, version.state, version.offered))
        .collect();
    assert_eq!(
        seen,
        [
            (2, VersionState::Proposed, false),
            (1, VersionState::Published, true)
        ]
    );
    assert_eq!(
        done(cases.store().change_form_version(
            &version(2),
            None,
            &approve(),
            &other_designer(),
            at(NOW)
        )),
        Err(Refused::TagMissing)
    );
}

#[test]
fn tampering_with_what_was_published_is_found_out() {
    for tampering in [
        "UPDATE form_definition SET text = 'edited' WHERE version = 2",
        "DELETE FROM form_definition WHERE version = 2",
        "UPDATE audit SET who = 'dev' WHERE what = 'form-proposed'",
        "UPDATE audit SET sealed = NULL WHERE what = 'form-withdrawn'",
        "DELETE FROM form_chain",
        "UPDATE form_chain SET chain_length = 2",
        "DELETE FROM audit WHERE what = 'form-withdrawn'",
    ] {
        let cases = begun();
        publish(&cases, 2, "two");
        publish(&cases, 3, "three");
        change(&cases, 3, withdraw(), &designer()).unwrap();
        assert_eq!(audit_findings(&cases), Vec::<String>::new());
        cases.raw().execute_batch(tampering).unwrap();
        assert!(!audit_findings(&cases).is_empty(), "{tampering}");
    }
}

#[test]
fn what_cannot_be_written_down_is_not_published() {
    let cases = begun();
    propose(&cases, 2, "two", &designer()).unwrap();
    let broken =
        "CREATE TRIGGER broken BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END";
    cases.raw().execute_batch(broken).unwrap();
    assert!(matches!(
        change(&cases, 2, approve(), &other_designer()),
        Err(Refused::Failed(_))
    ));
    assert_eq!(offered(&cases), 1);
    assert_eq!(shown(&cases, 2).version.state, VersionState::Proposed);
}
