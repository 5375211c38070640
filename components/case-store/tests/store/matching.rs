//! A carer's contact and one about the person cared for are shown to staff as a possible match.

use crate::fixtures::*;
use case_store::model::{
    Actor, Change, Criteria, Likeness, Person, PossibleMatch, Receipt, Relation, Submission,
};
use case_store::{Refusal, Store};
use database::native::NativeConnection;

/// Ann looks after Edith, whom `contact` is about.
fn from_ann() -> Submission {
    let edith = contact().person;
    Submission {
        form: form("carer-assessment"),
        person: Person {
            given_name: Some("Ann".to_owned()),
            family_name: Some("Archer".to_owned()),
            date_of_birth: Some("1970-01-02".to_owned()),
            phone: Some("01632 960 777".to_owned()),
            ..Person::default()
        },
        also_about: vec![Person {
            given_name: Some("edith".to_owned()),
            family_name: Some("FENNIMORE".to_owned()),
            date_of_birth: edith.date_of_birth,
            postcode: Some("cm11qh".to_owned()),
            ..Person::default()
        }],
        ..contact()
    }
}

fn matches(cases: &Cases, receipt: &Receipt, by: &Actor) -> Vec<PossibleMatch> {
    let store: Store<NativeConnection> = cases.store();
    done(store.possible_matches(&receipt.reference, by, at(NOW + 60))).unwrap()
}

fn restrict(cases: &Cases, receipt: &Receipt) {
    let restriction = Change::Restrict {
        people: vec!["sam".to_owned(), "mary".to_owned()],
        reason: "She fears him.".to_owned(),
    };
    cases
        .change(&receipt.reference, restriction, &manager())
        .unwrap();
}

#[test]
fn each_of_the_two_leads_to_the_other_with_reasons() {
    let cases = Cases::new();
    let (ediths, anns) = (cases.submit(&contact()), cases.submit(&from_ann()));
    let from_anns = matches(&cases, &anns, &adviser());
    assert_eq!(
        (from_anns.len(), from_anns[0].relation),
        (1, Relation::LooksAfter)
    );
    assert_eq!(from_anns[0].entry.reference, ediths.reference);
    assert_eq!(
        from_anns[0].because,
        [
            Likeness::GivenName,
            Likeness::DateOfBirth,
            Likeness::Postcode
        ]
    );
    let from_ediths = matches(&cases, &ediths, &adviser());
    assert_eq!(
        (from_ediths.len(), from_ediths[0].relation),
        (1, Relation::IsLookedAfterBy)
    );
    assert_eq!(from_ediths[0].entry.name.as_deref(), Some("Ann Archer"));
}

#[test]
fn two_who_look_after_the_same_person_are_found_too() {
    let cases = Cases::new();
    let anns = cases.submit(&from_ann());
    let mut from_bob = from_ann();
    from_bob.person.given_name = Some("Bob".to_owned());
    let bobs = cases.submit(&from_bob);
    let found = matches(&cases, &anns, &adviser());
    assert_eq!(
        (found.len(), found[0].relation),
        (1, Relation::LooksAfterTheSamePerson)
    );
    assert_eq!(found[0].entry.reference, bobs.reference);
}

#[test]
fn where_either_is_restricted_there_is_no_match_for_anybody() {
    let cases = Cases::new();
    let (ediths, anns) = (cases.submit(&contact()), cases.submit(&from_ann()));
    restrict(&cases, &ediths);
    for by in [adviser(), manager(), safeguarding()] {
        assert!(matches(&cases, &anns, &by).is_empty(), "{by:?}");
    }
    assert!(matches(&cases, &ediths, &safeguarding()).is_empty());
    let refused = done(
        cases
            .store()
            .possible_matches(&ediths.reference, &adviser(), at(NOW)),
    );
    assert_eq!(refused, Err(Refusal::NotFound));
}

#[test]
fn that_it_was_shown_stands_in_the_audit_of_the_one_that_was_found() {
    let cases = Cases::new();
    let (ediths, anns) = (cases.submit(&contact()), cases.submit(&from_ann()));
    matches(&cases, &anns, &adviser());
    let audit = done(
        cases
            .store()
            .audit(&ediths.reference, 0, &manager(), at(NOW + 90)),
    )
    .unwrap();
    let event = audit
        .iter()
        .find(|event| event.what == "possible-match-shown");
    assert_eq!(event.unwrap().who, "amir");
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
}

#[test]
fn only_who_may_read_referrals_is_shown_any() {
    let cases = Cases::new();
    let anns = cases.submit(&from_ann());
    let asked = |by: &Actor| done(cases.store().possible_matches(&anns.reference, by, at(NOW)));
    assert_eq!(asked(&auditor()), Err(Refusal::NotAllowed));
    assert_eq!(asked(&designer()), Err(Refusal::NotFound));
}

#[test]
fn whoever_is_cared_for_is_not_found_by_a_search_and_did_not_write_before() {
    let cases = Cases::new();
    cases.submit(&from_ann());
    let edith = Criteria {
        family_name: Some("Fennimore".to_owned()),
        ..Criteria::default()
    };
    let found = done(
        cases
            .store()
            .search(&edith, "She rang.", &adviser(), at(NOW)),
    )
    .unwrap();
    assert!(found.is_empty());
    let ediths = cases.submit(&contact());
    assert!(
        cases
            .read(&ediths.reference, &adviser())
            .unwrap()
            .flags
            .is_empty()
    );
    assert!(!cases.text_of_files().contains("fennimore"));
}
