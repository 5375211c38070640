//! One person proposes a version of the rules, another one publishes it, at once or for later, and which one
//! contacts are decided with follows from the time.

use crate::fixtures::*;
use case_store::model::{Actor, Published};
use case_store::{
    RulesChange, RulesState, RulesTexts, ShownRules, StandingRules, VersionRefusal as Refused,
};
use vocabulary::RulesetId;

fn id(version: u32) -> RulesetId {
    RulesetId {
        id: "essex".to_owned(),
        version,
    }
}

fn texts(words: &str) -> RulesTexts {
    RulesTexts {
        rules: words.to_owned(),
        places: "places".to_owned(),
        calendar: "calendar".to_owned(),
    }
}

fn built_in(version: u32, words: &str) -> Published {
    let RulesTexts {
        rules,
        places,
        calendar,
    } = texts(words);
    Published {
        id: id(version),
        rules,
        places,
        calendar,
    }
}

/// A deploy of a program that brings this version.
fn deploy(cases: &Cases, version: u32, words: &str) {
    done(
        cases
            .store()
            .ensure_rules(&built_in(version, words), at(NOW)),
    )
    .unwrap();
}

fn begun() -> Cases {
    let cases = Cases::new();
    deploy(&cases, 1, "one");
    cases
}

fn propose(cases: &Cases, version: u32, words: &str, by: &Actor) -> Result<StandingRules, Refused> {
    done(
        cases
            .store()
            .propose_rules(&id(version), &texts(words), by, at(NOW)),
    )
}

fn change(
    cases: &Cases,
    version: u32,
    change: &RulesChange,
    by: &Actor,
) -> Result<StandingRules, Refused> {
    done(
        cases
            .store()
            .change_rule_version(&id(version), Some("*"), change, by, at(NOW)),
    )
}

fn approve(from: Option<i64>) -> RulesChange {
    RulesChange::Approve {
        takes_effect: from.map(at),
        because: Some("Agreed at the meeting.".to_owned()),
    }
}

fn withdraw() -> RulesChange {
    RulesChange::Withdraw("It sent carers astray.".to_owned())
}

fn publish(cases: &Cases, version: u32, words: &str, from: Option<i64>) -> StandingRules {
    propose(cases, version, words, &designer()).unwrap();
    change(cases, version, &approve(from), &other_designer()).unwrap()
}

fn shown(cases: &Cases, version: u32) -> ShownRules {
    done(
        cases
            .store()
            .rule_version(&id(version), &auditor(), at(NOW)),
    )
    .unwrap()
}

fn current(cases: &Cases, time: i64) -> u32 {
    let current = done(cases.store().current_rules(at(time))).unwrap();
    current.unwrap().version
}

fn words_of(cases: &Cases, version: u32) -> Option<String> {
    let found = done(cases.store().rules(&id(version))).unwrap();
    found.map(|published| published.rules)
}

#[test]
fn a_version_decides_once_somebody_else_has_approved_it() {
    let cases = begun();
    let proposed = propose(&cases, 2, "two", &designer()).unwrap();
    assert_eq!(
        (proposed.state, proposed.in_use),
        (RulesState::Proposed, false)
    );
    assert_eq!(current(&cases, NOW), 1, "a proposal decides nothing");
    assert_eq!(words_of(&cases, 2), None);
    is_a_conflict(
        change(&cases, 2, &approve(None), &designer()),
        "somebody else",
    );
    let approved = change(&cases, 2, &approve(None), &other_designer()).unwrap();
    assert_eq!(
        (approved.state, approved.in_use, approved.takes_effect),
        (RulesState::Published, true, Some(at(NOW)))
    );
    assert_eq!(current(&cases, NOW), 2);
    assert_eq!(words_of(&cases, 2).as_deref(), Some("two"));
    is_a_conflict(
        change(&cases, 2, &approve(None), &other_designer()),
        "published already",
    );
}

#[test]
fn a_version_for_later_decides_from_its_moment_on_and_nothing_has_to_happen() {
    let cases = begun();
    let later = NOW + 3 * DAY;
    let scheduled = publish(&cases, 2, "two", Some(later));
    assert_eq!(
        (scheduled.state, scheduled.in_use, scheduled.takes_effect),
        (RulesState::Scheduled, false, Some(at(later)))
    );
    assert_eq!((current(&cases, later - 1), current(&cases, later)), (1, 2));
    let then = done(cases.store().rule_version(&id(2), &auditor(), at(later))).unwrap();
    assert_eq!(
        (then.version.state, then.version.in_use),
        (RulesState::Published, true)
    );
    assert_eq!(
        then.version.etag, scheduled.etag,
        "time alone changes no tag"
    );
    change(&cases, 2, &withdraw(), &designer()).unwrap();
    assert_eq!(current(&cases, later), 1, "and it can be called off before");
}

#[test]
fn a_time_that_has_passed_is_refused() {
    let cases = begun();
    propose(&cases, 2, "two", &designer()).unwrap();
    for passed in [NOW, NOW - 1] {
        is_a_conflict(
            change(&cases, 2, &approve(Some(passed)), &other_designer()),
            "has passed",
        );
    }
    assert_eq!(shown(&cases, 2).version.state, RulesState::Proposed);
}

#[test]
fn no_scheduled_version_undoes_a_newer_one() {
    let cases = begun();
    publish(&cases, 2, "two", Some(NOW + 2 * DAY));
    propose(&cases, 3, "three", &designer()).unwrap();
    for from in [None, Some(NOW + DAY)] {
        is_a_conflict(
            change(&cases, 3, &approve(from), &other_designer()),
            "Withdraw version 2 first",
        );
    }
    change(&cases, 3, &approve(Some(NOW + 2 * DAY)), &other_designer()).unwrap();
    assert_eq!(
        (
            current(&cases, NOW + 2 * DAY - 1),
            current(&cases, NOW + 2 * DAY)
        ),
        (1, 3)
    );
}

#[test]
fn what_is_withdrawn_gives_way_to_the_newest_that_remains_and_there_are_always_rules() {
    let cases = begun();
    publish(&cases, 2, "two", None);
    publish(&cases, 3, "three", None);
    let withdrawn = change(&cases, 3, &withdraw(), &designer()).unwrap();
    assert_eq!(
        (withdrawn.state, withdrawn.in_use),
        (RulesState::Withdrawn, false)
    );
    assert_eq!(current(&cases, NOW), 2);
    change(&cases, 2, &withdraw(), &designer()).unwrap();
    assert_eq!(current(&cases, NOW), 1);
    is_a_conflict(
        change(&cases, 1, &withdraw(), &designer()),
        "came with the program",
    );
    is_a_conflict(change(&cases, 2, &withdraw(), &designer()), "already");
    assert_eq!(
        words_of(&cases, 3).as_deref(),
        Some("three"),
        "a decision of it can still be explained"
    );
    is_a_conflict(propose(&cases, 3, "three", &designer()), "version 4");
}

#[test]
fn a_deploy_never_displaces_what_people_published() {
    let cases = begun();
    publish(&cases, 2, "two", None);
    deploy(&cases, 2, "released under the same number");
    deploy(&cases, 5, "released");
    assert_eq!(current(&cases, NOW), 2);
    assert_eq!(words_of(&cases, 2).as_deref(), Some("two"));
    assert_eq!(shown(&cases, 2).texts.rules, "two");
    assert!(!shown(&cases, 5).version.in_use);
    // What the version before this one runs at every start.
    let earlier = "INSERT OR IGNORE INTO rule_set (id, version, rules, places, calendar)
        VALUES ('essex', 2, 'released', 'p', 'c')";
    cases.raw().execute_batch(earlier).unwrap();
    assert_eq!(words_of(&cases, 2).as_deref(), Some("two"));
    change(&cases, 2, &withdraw(), &designer()).unwrap();
    assert_eq!(
        current(&cases, NOW),
        5,
        "then the newest that came with the program"
    );
    is_a_conflict(propose(&cases, 3, "three", &designer()), "version 6");
}

#[test]
fn a_number_that_came_with_the_program_meanwhile_is_not_the_proposals_any_more() {
    let cases = begun();
    propose(&cases, 2, "proposed", &designer()).unwrap();
    deploy(&cases, 2, "released");
    let standing = shown(&cases, 2);
    assert_eq!(standing.texts.rules, "released");
    assert_eq!(
        (standing.version.state, standing.version.proposed),
        (RulesState::Published, None)
    );
    is_a_conflict(
        change(&cases, 2, &approve(None), &other_designer()),
        "published already",
    );
    assert_eq!(words_of(&cases, 2).as_deref(), Some("released"));
    publish(&cases, 3, "three", None);
    assert_eq!(current(&cases, NOW), 3);
}

#[test]
fn a_number_is_free_again_once_its_proposal_was_taken_back() {
    let cases = begun();
    let first = propose(&cases, 2, "two", &designer()).unwrap();
    assert_eq!(propose(&cases, 2, "two", &designer()), Ok(first.clone()));
    is_a_conflict(
        propose(&cases, 2, "other", &designer()),
        "dara has proposed",
    );
    let taken_back = change(&cases, 2, &withdraw(), &other_designer()).unwrap();
    assert_eq!(taken_back.state, RulesState::TakenBack);
    is_a_conflict(
        change(&cases, 2, &approve(None), &other_designer()),
        "not waiting",
    );
    let second = propose(&cases, 2, "better", &designer()).unwrap();
    let old_page = done(cases.store().change_rule_version(
        &id(2),
        Some(&first.etag),
        &approve(None),
        &other_designer(),
        at(NOW),
    ));
    assert_eq!(
        old_page,
        Err(Refused::Stale(second.etag)),
        "nobody approves rules that they have not seen"
    );
    change(&cases, 2, &approve(None), &other_designer()).unwrap();
    assert_eq!(words_of(&cases, 2).as_deref(), Some("better"));
    for number in [1, 2, 4] {
        is_a_conflict(propose(&cases, number, "x", &designer()), "version 3");
    }
    let unknown = RulesetId {
        id: "kent".to_owned(),
        version: 1,
    };
    let refused = done(
        cases
            .store()
            .propose_rules(&unknown, &texts("x"), &designer(), at(NOW)),
    );
    is_a_conflict(refused, "no rule set with the id kent");
}

#[test]
fn everything_that_happened_to_the_rules_is_an_audit_event() {
    let cases = begun();
    publish(&cases, 2, "two", Some(NOW + DAY));
    propose(&cases, 3, "three", &designer()).unwrap();
    change(&cases, 3, &withdraw(), &designer()).unwrap();
    change(&cases, 2, &withdraw(), &other_designer()).unwrap();
    let history = shown(&cases, 1).history;
    let told: Vec<_> = history
        .iter()
        .map(|event| (event.who.as_str(), event.what.as_str(), event.version))
        .collect();
    assert_eq!(
        told,
        [
            ("dev", "rules-withdrawn", 2),
            ("dara", "rules-taken-back", 3),
            ("dara", "rules-proposed", 3),
            ("dev", "rules-published", 2),
            ("dara", "rules-proposed", 2),
        ]
    );
    assert_eq!(history[3].takes_effect, Some(at(NOW + DAY)));
    assert_eq!(
        history[0].because.as_deref(),
        Some("It sent carers astray.")
    );
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
}

#[test]
fn tampering_with_rules_that_were_published_is_found_out() {
    for tampering in [
        "UPDATE rule_version SET rules = 'edited' WHERE version = 2",
        "UPDATE rule_version SET places = 'edited' WHERE version = 3",
        "UPDATE rule_version SET takes_effect = takes_effect + 1 WHERE version = 2",
        "UPDATE rule_version SET state = 'taken-back' WHERE version = 2",
        "DELETE FROM rule_version WHERE version = 3",
        "UPDATE audit SET who = 'dara' WHERE what = 'rules-published'",
        "DELETE FROM audit WHERE what = 'rules-withdrawn'",
        "DELETE FROM form_chain",
    ] {
        let cases = begun();
        publish(&cases, 2, "two", None);
        publish(&cases, 3, "three", None);
        change(&cases, 3, &withdraw(), &designer()).unwrap();
        assert_eq!(audit_findings(&cases), Vec::<String>::new());
        cases.raw().execute_batch(tampering).unwrap();
        assert!(!audit_findings(&cases).is_empty(), "{tampering}");
    }
}

#[test]
fn only_service_designers_change_rules_and_auditors_and_managers_look_on() {
    let cases = begun();
    propose(&cases, 2, "two", &designer()).unwrap();
    for stranger in [adviser(), safeguarding()] {
        let store = cases.store();
        assert_eq!(
            done(store.rule_versions(&stranger, at(NOW))),
            Err(Refused::NotAllowed)
        );
        assert_eq!(
            done(store.rule_version(&id(2), &stranger, at(NOW))),
            Err(Refused::NotFound)
        );
        assert_eq!(
            propose(&cases, 2, "two", &stranger),
            Err(Refused::NotAllowed)
        );
        assert_eq!(
            change(&cases, 2, &approve(None), &stranger),
            Err(Refused::NotFound)
        );
    }
    for onlooker in [auditor(), manager()] {
        let all = done(cases.store().rule_versions(&onlooker, at(NOW))).unwrap();
        let seen: Vec<_> = all
            .iter()
            .map(|version| (version.id.version, version.state, version.in_use))
            .collect();
        assert_eq!(
            seen,
            [
                (2, RulesState::Proposed, false),
                (1, RulesState::Published, true)
            ]
        );
        assert_eq!(
            change(&cases, 2, &approve(None), &onlooker),
            Err(Refused::NotAllowed)
        );
        assert_eq!(
            propose(&cases, 2, "two", &onlooker),
            Err(Refused::NotAllowed)
        );
    }
    let untagged = done(cases.store().change_rule_version(
        &id(2),
        None,
        &approve(None),
        &other_designer(),
        at(NOW),
    ));
    assert_eq!(untagged, Err(Refused::TagMissing));
}

#[test]
fn rules_whose_approval_cannot_be_written_down_are_not_published() {
    let cases = begun();
    propose(&cases, 2, "two", &designer()).unwrap();
    let broken =
        "CREATE TRIGGER broken BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END";
    cases.raw().execute_batch(broken).unwrap();
    assert!(matches!(
        change(&cases, 2, &approve(None), &other_designer()),
        Err(Refused::Failed(_))
    ));
    assert_eq!(current(&cases, NOW), 1);
}
