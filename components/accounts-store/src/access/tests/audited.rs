//! What the audit of an account says of those who came, and that asking leaves no trace in it that would take
//! time.

use super::fixtures::*;
use crate::Delivery;
use account_model::Authority;
use vocabulary::Instant;

/// Who did what, in the order in which it happened, with what more there is to know.
fn audit(accounts: &Accounts) -> Vec<String> {
    let (store, id) = (accounts.store(), accounts.id());
    let sql = "SELECT who, what, position, sealed FROM audit WHERE chain = 1 ORDER BY position";
    let rows = done(store.run(sql, Vec::new())).unwrap();
    rows.iter()
        .map(|row| {
            let sealed = row.optional_blob(3).unwrap();
            let said = store
                .particulars(&id, row.integer(2).unwrap(), sealed)
                .unwrap();
            let (who, what) = (row.text(0).unwrap(), row.text(1).unwrap());
            format!("{who}: {what} ({})", said.detail.unwrap_or_default())
        })
        .collect()
}

#[test]
fn coming_looking_and_linking_stand_in_the_audit_with_who_it_was() {
    let accounts = Accounts::new();
    let (number, reference) = accounts.approve(&delegate(Authority::PropertyAttorney));
    let person = accounts.session(ADA, BORN, NOW).unwrap();
    let acting = accounts.session(&reference, "1970-05-12", NOW).unwrap();
    let now = Instant::from_unix(NOW + 1);
    let store = accounts.store();
    assert_eq!(
        done(store.look(&person, now)).unwrap().unwrap().delegate,
        None
    );
    let seen = done(store.look(&acting, now)).unwrap().unwrap();
    assert_eq!(seen.delegate.as_deref(), Some("Byron King"));
    assert_eq!(seen.account.account_reference, ADA, "the same account");
    for subject in ["first", "second"] {
        done(store.link(&person, "https://id.example.org", subject, now)).unwrap();
    }
    done(store.enter_linked("https://id.example.org", "second", now)).unwrap();
    done(store.work(Delivery::Mailbox, now)).unwrap();
    assert_eq!(number, 1);
    assert_eq!(
        audit(&accounts),
        [
            "account-holder: signed-in (a code)",
            "delegate 1: signed-in (a code)",
            "account-holder: looked ()",
            "delegate 1: looked ()",
            "account-holder: linked (https://id.example.org)",
            "account-holder: link-ended (another link took its place)",
            "account-holder: linked (https://id.example.org)",
            "account-holder: signed-in (https://id.example.org)",
            "system: code-sent (email)",
            "system: code-sent (to delegate 1, text-message)",
        ]
    );
}

#[test]
fn nothing_that_an_unknown_person_does_with_a_reference_is_written_into_its_audit() {
    let accounts = Accounts::new();
    accounts.ask(ADA, "1900-01-01", NOW);
    accounts.ask(ADA, BORN, NOW);
    for _ in 0..6 {
        accounts.enter(ADA, "not one", NOW);
    }
    assert_eq!(
        audit(&accounts),
        [""; 0],
        "until the code is sent, off the path of the request"
    );
}
