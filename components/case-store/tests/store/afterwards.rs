//! The browser that sent a contact looks at it again.

use crate::fixtures::*;
use case_store::model::{Receipt, Submission};
use vocabulary::FactValue;

const MINUTE: i64 = 60;

/// Sends a draft of the form, and answers its cookie and the receipt.
pub fn sent(cases: &Cases, submission: Submission) -> (String, Receipt) {
    let cookie = done(
        cases
            .store()
            .begin_draft(&submission.form, "{}", None, at(NOW)),
    )
    .unwrap();
    let receipt = cases.submit(&Submission {
        draft: Some(sent_draft(&cookie, 1)),
        ..submission
    });
    (cookie, receipt)
}

#[test]
fn the_copy_is_what_was_sent_and_its_reading_is_written_down() {
    let cases = Cases::new();
    let (cookie, receipt) = sent(&cases, contact());
    let store = cases.store();
    let copy = done(store.copy_of_draft("adult-contact", &cookie, at(NOW)))
        .unwrap()
        .unwrap();
    assert_eq!(copy.reference, receipt.reference);
    assert_eq!(copy.submitted_at, at(NOW));
    assert_eq!(copy.answers, contact().answers);
    assert!(!copy.in_danger);
    let events = done(store.audit(&receipt.reference, 0, &auditor(), at(NOW))).unwrap();
    let last = &events[1];
    assert_eq!(
        (last.what.as_str(), last.who.as_str()),
        ("copy-shown", "resident")
    );
    let timeline = cases.read(&receipt.reference, &adviser()).unwrap().timeline;
    assert!(timeline.iter().all(|event| event.what != "copy-shown"));
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
}

#[test]
fn a_copy_goes_to_nobody_else_and_not_after_leaving() {
    let cases = Cases::new();
    let (cookie, _) = sent(&cases, contact());
    let store = cases.store();
    let copy = |form: &str, cookie: &str| done(store.copy_of_draft(form, cookie, at(NOW))).unwrap();
    assert_eq!(copy("adult-contact", "another"), None);
    assert_eq!(copy("care-technology", &cookie), None);
    assert!(copy("adult-contact", &cookie).is_some());
    done(store.leave_draft("adult-contact", &cookie, at(NOW))).unwrap();
    assert_eq!(copy("adult-contact", &cookie), None);
    let standing = done(store.afterwards("adult-contact", &cookie, at(NOW))).unwrap();
    assert_eq!(standing, None);
}

#[test]
fn it_falls_asleep_when_nobody_has_looked_for_20_minutes_and_stays_so() {
    let cases = Cases::new();
    let (cookie, _) = sent(&cases, contact());
    let store = cases.store();
    let there = |minutes: i64| {
        let now = at(NOW + minutes * MINUTE);
        done(store.afterwards("adult-contact", &cookie, now))
            .unwrap()
            .is_some()
    };
    assert!(there(15) && there(30) && there(45));
    assert!(!there(65));
    assert!(!there(66), "asking must not wake it");
    let receipt = done(store.receipt_of_draft("adult-contact", &cookie, at(NOW + 66 * MINUTE)));
    assert!(
        receipt.unwrap().is_some(),
        "the reference can still be seen"
    );
}

#[test]
fn what_is_offered_follows_from_who_wrote_about_whom() {
    let cases = Cases::new();
    let standing = |submission: Submission| {
        let form = submission.form.id.clone();
        let (cookie, _) = sent(&cases, submission);
        done(cases.store().afterwards(&form, &cookie, at(NOW)))
            .unwrap()
            .unwrap()
    };
    let own = standing(contact());
    assert!(own.about_oneself && !own.at_work && !own.in_danger);
    assert!(!own.counted && !own.on_record);
    let with = |name: &str, value: &str| Submission {
        facts: vec![(name.to_owned(), FactValue::Text(value.to_owned()))],
        ..contact()
    };
    assert!(!standing(with("about", "someone-else")).about_oneself);
    assert!(!standing(with("reporter", "self")).about_oneself);
    assert!(standing(with("reporter", "housing")).at_work);
    assert!(!standing(with("reporter", "carer")).at_work);
    assert!(standing(concern()).in_danger);
    let rule_ten = Submission {
        rule_ten_sign: true,
        ..contact()
    };
    assert!(standing(rule_ten).in_danger);
}
