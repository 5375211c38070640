//! What staff do with an account: who may, in which order it is refused, and what becomes of it.

use crate::fixtures::*;
use account_model::{Change, DelegateStanding, Online, Power};
use accounts_store::{Drafted, Refusal};
use vocabulary::{Actor, Role};

fn every_change() -> Vec<Change> {
    let mut figures = week(0);
    figures.paid = pence(1);
    vec![
        Change::CloseOnline(why()),
        Change::OpenOnline(why()),
        Change::Suspend(why()),
        Change::LiftSuspension(why()),
        Change::ConfirmContact(why()),
        Change::EndSessions(why()),
        Change::Correct {
            figures,
            because: why(),
        },
        Change::RecordDelegate(daughter()),
        Change::DecideDelegate {
            number: 1,
            approve: true,
            because: why(),
        },
        Change::EndDelegate {
            number: 1,
            because: why(),
        },
        Change::RecordDeath {
            died_on: "2026-12-01".to_owned(),
            because: why(),
        },
        Change::Remove {
            because: why(),
            changed_before: at(NOW + DAY),
        },
    ]
}

#[test]
fn every_cell_of_the_table_of_roles_is_enforced() {
    for role in Role::ALL.iter().copied() {
        let by = somebody("somebody", role.id());
        let refused = |power: Power, refusal: Option<Refusal>| {
            let not_allowed = refusal == Some(Refusal::NotAllowed);
            let allowed = power.is_held_with(&by.roles);
            assert_eq!(not_allowed, !allowed, "{role} {power:?}");
        };
        let accounts = Accounts::with_edith();
        let (store, id) = (accounts.store(), accounts.id());
        let read = done(store.read(&id, Some("Why"), &by, at(NOW)));
        refused(Power::Look, read.err());
        let criteria = account_model::Criteria::AccountReference("A".to_owned());
        refused(
            Power::Look,
            done(store.find(&criteria, "Why", &by, at(NOW))).err(),
        );
        refused(Power::Look, done(store.waiting(&by, at(NOW))).err());
        let old = done(store.past_retention(at(NOW), &by, at(NOW)));
        refused(Power::Remove, old.err());
        refused(
            Power::ReadAudit,
            done(store.audit(&id, 0, &by, at(NOW))).err(),
        );
        let person = account_model::Person {
            given_name: "Nobody".to_owned(),
            family_name: "Atall".to_owned(),
            date_of_birth: "1941-03-07".to_owned(),
        };
        let suspended = done(store.suspend_person(&person, "Why", &by, at(NOW)));
        refused(Power::SuspendPerson, suspended.err());
        for change in every_change() {
            let accounts = Accounts::with_edith();
            refused(Power::of(&change), accounts.try_change(&change, &by).err());
        }
    }
}

#[test]
fn a_change_is_refused_in_one_order() {
    let accounts = Accounts::with_edith();
    let tag = accounts.read(&adviser()).tag;
    let make = |id: &str, tag: Option<&str>, change: &Change, by: &Actor| {
        let store = accounts.store();
        done(store.make_change(id, tag, change, by, at(NOW))).map(drop)
    };
    let (id, nothing) = (accounts.id(), Change::OpenOnline(" ".to_owned()));
    assert_eq!(
        make("nobody", None, &nothing, &auditor()),
        Err(Refusal::NotFound)
    );
    assert_eq!(
        make(&id, None, &nothing, &auditor()),
        Err(Refusal::NotAllowed)
    );
    assert_eq!(
        make(&id, None, &nothing, &adviser()),
        Err(Refusal::TagMissing)
    );
    assert_eq!(
        make(&id, Some("v0"), &nothing, &adviser()),
        Err(Refusal::Stale(tag.clone()))
    );
    let refused = make(&id, Some(&tag), &nothing, &adviser());
    assert!(matches!(refused, Err(Refusal::Conflict(_))), "{refused:?}");
    let blank = Change::CloseOnline(" ".to_owned());
    let refused = make(&id, Some(&tag), &blank, &adviser());
    assert!(matches!(refused, Err(Refusal::Invalid(_))), "{refused:?}");
    let close = Change::CloseOnline(why());
    assert_eq!(make(&id, Some(&tag), &close, &adviser()), Ok(()));
    assert!(matches!(
        make(&id, Some(&tag), &close, &adviser()),
        Err(Refusal::Stale(_))
    ));
}

#[test]
fn of_many_who_change_the_same_at_once_one_succeeds() {
    let accounts = std::sync::Arc::new(Accounts::with_edith());
    let (id, tag) = (accounts.id(), accounts.read(&adviser()).tag);
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let (accounts, id, tag) = (accounts.clone(), id.clone(), tag.clone());
            std::thread::spawn(move || {
                let close = Change::CloseOnline(why());
                let store = accounts.store();
                done(store.make_change(&id, Some(&tag), &close, &adviser(), at(NOW))).is_ok()
            })
        })
        .collect();
    let done: Vec<bool> = threads
        .into_iter()
        .map(|thread| thread.join().unwrap())
        .collect();
    assert_eq!(done.iter().filter(|done| **done).count(), 1);
    assert_eq!(findings(&accounts), Vec::<String>::new());
}

#[test]
fn closing_an_account_ends_every_session_and_opening_it_lets_people_in_again() {
    let accounts = Accounts::with_edith();
    let token = accounts.sign_in().unwrap();
    assert_eq!(accounts.read(&adviser()).sessions, 1);
    let held = accounts
        .change(&Change::CloseOnline(why()), &adviser())
        .unwrap();
    assert_eq!((held.online, held.sessions), (Online::Closed, 0));
    let look = || done(accounts.store().look(&token, at(NOW + 130))).unwrap();
    assert_eq!(look(), None);
    let held = accounts
        .change(&Change::OpenOnline(why()), &adviser())
        .unwrap();
    assert_eq!(held.online, Online::Open);
    assert_eq!(look(), None, "the session stays ended");
}

#[test]
fn a_correction_is_a_new_entry_with_a_reason() {
    let accounts = Accounts::with_edith();
    let mut figures = week(0);
    figures.charged = pence(5);
    let correct = Change::Correct {
        figures: figures.clone(),
        because: "The rate was wrong.".to_owned(),
    };
    let account = accounts.change(&correct, &senior()).unwrap().account;
    assert_eq!(account.weeks[0].figures, figures);
    assert_eq!(account.weeks[0].earlier[0].figures, week(0));
    assert_eq!(account.weeks[0].earlier[0].because, "The rate was wrong.");
    assert!(matches!(
        accounts.change(&correct, &senior()),
        Err(Refusal::Conflict(_))
    ));
    let unknown = Change::Correct {
        figures: week(9),
        because: why(),
    };
    assert!(matches!(
        accounts.change(&unknown, &senior()),
        Err(Refusal::Invalid(_))
    ));
    assert_eq!(findings(&accounts), Vec::<String>::new());
}

#[test]
fn a_correction_that_is_taken_away_is_found_out() {
    let accounts = Accounts::with_edith();
    let mut figures = week(0);
    figures.charged = pence(5);
    let because = why();
    accounts
        .change(&Change::Correct { figures, because }, &senior())
        .unwrap();
    let tampering = "DELETE FROM week WHERE entry = 2";
    accounts.raw().execute_batch(tampering).unwrap();
    assert_eq!(findings(&accounts).len(), 1);
}

#[test]
fn whoever_came_by_the_contact_before_is_let_go_when_that_changes() {
    let accounts = Accounts::with_edith();
    let token = accounts.sign_in().unwrap();
    let store = accounts.store();
    let linked = done(store.link(&token, "https://id.example", "somebody", at(NOW)));
    assert_eq!(linked, Ok(true));
    // The same line again is no change.
    accounts.take(&[account(edith())]);
    assert!(done(store.current(&token, at(NOW))).unwrap().is_some());
    let mut moved = edith();
    moved.email = Some("other@example.org".to_owned());
    accounts.take(&[account(moved)]);
    assert_eq!(done(store.current(&token, at(NOW))), Ok(None));
    let held = accounts.read(&adviser());
    assert_eq!((held.sessions, held.linked), (0, false));
}

#[test]
fn a_confirmed_contact_is_held_no_longer() {
    let accounts = Accounts::with_edith();
    assert!(matches!(
        accounts.change(&Change::ConfirmContact(why()), &adviser()),
        Err(Refusal::Conflict(_))
    ));
    let mut moved = edith();
    moved.email = Some("other@example.org".to_owned());
    accounts.take(&[account(moved)]);
    assert_eq!(
        accounts.read(&adviser()).contact.held_until,
        Some(at(NOW + 7 * DAY))
    );
    assert!(accounts.sign_in().is_none(), "no code goes meanwhile");
    let held = accounts.change(&Change::ConfirmContact(why()), &adviser());
    assert_eq!(held.unwrap().contact.held_until, None);
    assert!(accounts.sign_in().is_some());
}

#[test]
fn a_recorded_death_closes_the_account_and_it_cannot_be_opened() {
    let accounts = Accounts::with_edith();
    let died = |day: &str| Change::RecordDeath {
        died_on: day.to_owned(),
        because: why(),
    };
    for day in ["2027-01-01", "1930-01-01", "yesterday"] {
        let refused = accounts.change(&died(day), &senior());
        assert!(matches!(refused, Err(Refusal::Invalid(_))), "{day}");
    }
    let held = accounts.change(&died("2026-12-01"), &senior()).unwrap();
    assert_eq!(held.online, Online::Closed);
    assert_eq!(held.account.died_on.as_deref(), Some("2026-12-01"));
    assert!(matches!(
        accounts.change(&Change::OpenOnline(why()), &manager()),
        Err(Refusal::Conflict(_))
    ));
    // Lifting a suspension does not open it either.
    accounts
        .change(&Change::Suspend(why()), &adviser())
        .unwrap();
    let held = accounts.change(&Change::LiftSuspension(why()), &safeguarding());
    assert_eq!(held.unwrap().online, Online::Closed);
}

#[test]
fn a_delegate_is_recorded_by_one_and_decided_by_another() {
    let accounts = Accounts::with_edith();
    let held = accounts
        .change(&Change::RecordDelegate(daughter()), &senior())
        .unwrap();
    assert_eq!(held.delegates[0].standing, DelegateStanding::Waiting);
    let waiting = done(accounts.store().waiting(&manager(), at(NOW))).unwrap();
    assert_eq!(waiting.len(), 1);
    let decide = |number| Change::DecideDelegate {
        number,
        approve: true,
        because: why(),
    };
    assert!(matches!(
        accounts.change(&decide(1), &senior()),
        Err(Refusal::Conflict(_))
    ));
    assert!(matches!(
        accounts.change(&decide(2), &manager()),
        Err(Refusal::Invalid(_))
    ));
    let held = accounts.change(&decide(1), &manager()).unwrap();
    assert_eq!(held.delegates[0].standing, DelegateStanding::Approved);
    assert_eq!(held.delegates[0].decided_by.as_deref(), Some("mary"));
    assert_eq!(
        done(accounts.store().waiting(&manager(), at(NOW))),
        Ok(Vec::new())
    );
    let end = Change::EndDelegate {
        number: 1,
        because: why(),
    };
    let held = accounts.change(&end, &adviser()).unwrap();
    assert_eq!(held.delegates[0].standing, DelegateStanding::Ended);
    let verbs = accounts.verbs();
    for verb in ["delegate-recorded", "delegate-approved", "delegate-ended"] {
        assert!(verbs.iter().any(|known| known == verb), "{verb}: {verbs:?}");
    }
}

#[test]
fn a_change_makes_a_drafted_statement_stale() {
    let accounts = Accounts::with_edith();
    let draft = Drafted {
        from: "2026-01-05".to_owned(),
        to: "2026-01-18".to_owned(),
        content: "{}".to_owned(),
        next: "2027-01-05".to_owned(),
        revision: accounts.account().revision,
    };
    let mut figures = week(0);
    figures.charged = pence(5);
    let because = why();
    accounts
        .change(&Change::Correct { figures, because }, &senior())
        .unwrap();
    let issued = done(accounts.store().issue(&accounts.id(), &draft, at(NOW)));
    assert_eq!(issued, Ok(false));
}

#[test]
fn the_audit_is_read_in_pieces_and_reading_it_is_an_event() {
    let accounts = Accounts::with_edith();
    for _ in 0..110 {
        accounts.read(&adviser());
    }
    let events = |after: u64| {
        let audit = done(
            accounts
                .store()
                .audit(&accounts.id(), after, &auditor(), at(NOW)),
        );
        audit.unwrap()
    };
    let first = events(0);
    assert_eq!(first.len(), 100);
    assert_eq!(first[0].what, "imported");
    assert_eq!(
        first[0].detail.as_deref(),
        Some("account added, 2 weeks added")
    );
    let rest = events(first[99].sequence);
    let verbs: Vec<_> = rest.iter().map(|event| event.what.as_str()).collect();
    assert_eq!(verbs.len(), 13);
    assert_eq!(verbs[11..], ["audit-read", "audit-read"]);
}
