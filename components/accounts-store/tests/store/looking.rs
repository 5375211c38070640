//! Whoever looks at an account leaves a trace, or sees nothing.

use crate::fixtures::*;
use account_model::{AccountLine, Criteria, Online, Person};
use accounts_store::Refusal;
use vocabulary::Actor;

fn person(given: &str, family: &str, born: &str) -> Criteria {
    Criteria::Person(Person {
        given_name: given.to_owned(),
        family_name: family.to_owned(),
        date_of_birth: born.to_owned(),
    })
}

fn find(accounts: &Accounts, criteria: &Criteria, by: &Actor) -> Result<Vec<String>, Refusal> {
    let found = done(accounts.store().find(criteria, "They rang.", by, at(NOW)));
    Ok(found?.into_iter().map(|found| found.id).collect())
}

#[test]
fn an_account_is_found_by_its_reference_or_by_name_and_birth_date_together() {
    let accounts = Accounts::with_edith();
    let id = accounts.id();
    for criteria in [
        Criteria::AccountReference(" las/2026 004711".to_owned()),
        person(" EDITH", "fennimore", "1941-03-07"),
    ] {
        assert_eq!(find(&accounts, &criteria, &adviser()), Ok(vec![id.clone()]));
    }
    for criteria in [
        Criteria::AccountReference("LAS/2026-004712".to_owned()),
        person("Edith", "Fennimore", "1941-03-08"),
        person("Ada", "Fennimore", "1941-03-07"),
    ] {
        assert_eq!(find(&accounts, &criteria, &adviser()), Ok(Vec::new()));
    }
    let partial = find(&accounts, &person("Edith", "Fennimore", "1941"), &adviser());
    assert!(matches!(partial, Err(Refusal::Invalid(_))));
}

#[test]
fn two_people_of_one_name_and_birth_date_are_both_found() {
    let accounts = Accounts::with_edith();
    let namesake = AccountLine {
        account_reference: "OTHER-1".to_owned(),
        ..edith()
    };
    accounts.take(&[account(namesake)]);
    let found = find(
        &accounts,
        &person("Edith", "Fennimore", "1941-03-07"),
        &senior(),
    );
    assert_eq!(found.unwrap().len(), 2);
}

#[test]
fn nobody_looks_without_a_reason_and_one_stands_for_an_hour() {
    let accounts = Accounts::with_edith();
    let id = accounts.id();
    let read = |reason: Option<&str>, by: &Actor, time: i64| {
        done(accounts.store().read(&id, reason, by, at(time))).map(drop)
    };
    assert_eq!(read(None, &adviser(), NOW), Err(Refusal::ReasonMissing));
    assert_eq!(
        read(Some("  "), &adviser(), NOW),
        Err(Refusal::ReasonMissing)
    );
    assert_eq!(read(Some("She rang."), &adviser(), NOW), Ok(()));
    assert_eq!(read(None, &adviser(), NOW + 3_599), Ok(()));
    assert_eq!(
        read(None, &senior(), NOW + 10),
        Err(Refusal::ReasonMissing),
        "it was not theirs"
    );
    assert_eq!(
        read(None, &adviser(), NOW + 3_600),
        Err(Refusal::ReasonMissing)
    );
    let events = done(accounts.store().audit(&id, 0, &manager(), at(NOW))).unwrap();
    let reads: Vec<_> = events.iter().filter(|event| event.what == "read").collect();
    assert_eq!(reads.len(), 2);
    assert!(
        reads
            .iter()
            .all(|event| event.because.as_deref() == Some("She rang.") && event.who == "amir")
    );
}

#[test]
fn the_reason_for_which_somebody_was_found_is_not_asked_for_again() {
    let accounts = Accounts::with_edith();
    let criteria = Criteria::AccountReference(edith().account_reference);
    find(&accounts, &criteria, &adviser()).unwrap();
    let read = done(
        accounts
            .store()
            .read(&accounts.id(), None, &adviser(), at(NOW + 60)),
    );
    assert!(read.is_ok());
    let no_reason = done(accounts.store().find(&criteria, " ", &adviser(), at(NOW)));
    assert_eq!(no_reason, Err(Refusal::ReasonMissing));
}

#[test]
fn reasons_that_stand_no_longer_are_let_go_of() {
    let accounts = Accounts::with_edith();
    accounts.read(&adviser());
    let work = |time| {
        done(
            accounts
                .store()
                .work(accounts_store::Delivery::None, at(time)),
        )
    };
    work(NOW + 3_599).unwrap();
    assert_eq!(accounts.one("SELECT count(*) FROM reason"), 1);
    work(NOW + 3_600).unwrap();
    assert_eq!(accounts.one("SELECT count(*) FROM reason"), 0);
}

#[test]
fn staff_see_what_kind_of_contact_there_is_and_never_which() {
    let accounts = Accounts::with_edith();
    let held = accounts.read(&adviser());
    assert_eq!((held.contact.email, held.contact.phone), (true, false));
    assert_eq!(held.online, Online::Open);
    assert_eq!(held.account.weeks.len(), 2);
    assert!(!format!("{held:?}").contains("example.org"));
}

#[test]
fn an_account_that_is_not_there_is_not_found_whoever_asks() {
    let accounts = Accounts::with_edith();
    let read = done(
        accounts
            .store()
            .read("nobody", Some("Why"), &adviser(), at(NOW)),
    );
    assert_eq!(read.map(drop), Err(Refusal::NotFound));
    let audit = done(accounts.store().audit("nobody", 0, &manager(), at(NOW)));
    assert_eq!(audit, Err(Refusal::NotFound));
}

#[test]
fn what_cannot_be_written_down_is_not_shown() {
    let accounts = Accounts::with_edith();
    let token = accounts.sign_in().unwrap();
    let id = accounts.id();
    accounts.break_audit();
    let store = accounts.store();
    let read = done(store.read(&id, Some("Why"), &adviser(), at(NOW)));
    assert!(matches!(read, Err(Refusal::Failed(_))));
    let criteria = Criteria::AccountReference(edith().account_reference);
    let found = done(store.find(&criteria, "Why", &adviser(), at(NOW)));
    assert!(matches!(found, Err(Refusal::Failed(_))));
    let old = done(store.past_retention(at(NOW + DAY), &manager(), at(NOW)));
    assert!(matches!(old, Err(Refusal::Failed(_))));
    let audit = done(store.audit(&id, 0, &auditor(), at(NOW)));
    assert!(matches!(audit, Err(Refusal::Failed(_))));
    assert!(done(store.prepare(&id, at(NOW))).is_err());
    assert!(done(store.look(&token, at(NOW))).is_err());
    assert_eq!(accounts.one("SELECT count(*) FROM reason"), 0);
}

#[test]
fn a_long_account_is_read_whole() {
    let accounts = Accounts::new();
    accounts.take(&[account(edith())]);
    for start in [0, 400, 800] {
        let lines: Vec<_> = (start..start + 400)
            .map(|number| line(week(number)))
            .collect();
        assert_eq!(accounts.take(&lines).rejected.len(), 0);
    }
    let weeks = accounts.read(&adviser()).account.weeks;
    let expected: Vec<_> = (0..1_200).map(week).collect();
    let found: Vec<_> = weeks.into_iter().map(|week| week.figures).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_person_s_own_look_is_an_event_with_their_name_in_no_clear_text() {
    let accounts = Accounts::with_edith();
    let token = accounts.sign_in().unwrap();
    let seen = done(accounts.store().look(&token, at(NOW)))
        .unwrap()
        .unwrap();
    assert_eq!((seen.account.weeks.len(), seen.delegate), (2, None));
    assert_eq!(accounts.verbs(), ["imported", "signed-in", "looked"]);
    let who = accounts.text("SELECT who FROM audit WHERE what = 'looked'");
    assert_eq!(who.as_deref(), Some("account-holder"));
}
