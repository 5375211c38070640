//! A contact that ended with advice is stored and closed at once, or not at all.

use crate::fixtures::*;
use case_store::model::{NotAdvised, Receipt, Submission};

const OUTCOME: &str = "NFA: Information and advice or signposting";

fn advised(cases: &Cases, contact: &Submission, outcome: &str) -> Result<Receipt, NotAdvised> {
    let by = adviser();
    done(
        cases
            .store()
            .give_advice(contact, outcome, Some("About bins."), &by, at(NOW + 90)),
    )
}

fn by_phone() -> Submission {
    Submission {
        channel: "phone".to_owned(),
        entered_by: Some(adviser()),
        ..contact()
    }
}

#[test]
fn it_is_a_contact_like_any_other_that_is_closed_with_its_outcome() {
    let cases = Cases::new();
    let receipt = advised(&cases, &by_phone(), OUTCOME).unwrap();
    let referral = cases.read(&receipt.reference, &senior()).unwrap();
    assert_eq!(referral.entry.status, "closed");
    assert_eq!(referral.outcome.as_deref(), Some(OUTCOME));
    assert_eq!(referral.entry.received_at, at(NOW));
    let verbs: Vec<&str> = referral
        .timeline
        .iter()
        .map(|event| event.what.as_str())
        .collect();
    assert_eq!(verbs, ["submitted", "closed"]);
    assert_eq!(audit_findings(&cases), [""; 0]);
    // Nothing of it waits.
    let open: i64 = cases
        .raw()
        .query_row("SELECT count(*) FROM referral WHERE open", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(open, 0);
}

#[test]
fn nothing_that_may_be_dangerous_is_closed_and_nothing_of_it_is_stored() {
    let cases = Cases::new();
    let cannot_wait = Submission {
        rule_ten_sign: true,
        ..by_phone()
    };
    for contact in [&concern(), &cannot_wait] {
        assert_eq!(advised(&cases, contact, OUTCOME), Err(NotAdvised::InDanger));
    }
    assert!(matches!(
        advised(&cases, &by_phone(), "Went away"),
        Err(NotAdvised::Invalid(_))
    ));
    for nobody in [designer(), auditor()] {
        let refused = done(
            cases
                .store()
                .give_advice(&by_phone(), OUTCOME, None, &nobody, at(NOW)),
        );
        assert_eq!(refused, Err(NotAdvised::NotAllowed));
    }
    assert_eq!(cases.count("referral"), 0);
}

#[test]
fn pressed_twice_it_is_one_contact() {
    let cases = Cases::new();
    let contact = with_key(by_phone(), "by-phone:kim:1", "one");
    let first = advised(&cases, &contact, OUTCOME).unwrap();
    let again = advised(&cases, &contact, OUTCOME).unwrap();
    assert_eq!((&first.reference, again.replayed), (&again.reference, true));
    let other = with_key(by_phone(), "by-phone:kim:1", "other");
    assert_eq!(advised(&cases, &other, OUTCOME), Err(NotAdvised::KeyReused));
    assert_eq!(cases.count("referral"), 1);
}
