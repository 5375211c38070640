//! Forms that people are filling in.

use crate::fixtures::*;
use case_store::model::{Found, Saved, Submission};

#[test]
fn a_draft_comes_back_as_it_was_typed() {
    let cases = Cases::new();
    let store = cases.store();
    let cookie =
        done(store.begin_draft(&form("adult-contact"), r#"{"a":"x"}"#, None, at(NOW))).unwrap();
    assert_eq!(cookie.len(), 43);
    let draft = done(store.load_draft(&cookie, at(NOW)))
        .unwrap()
        .draft()
        .unwrap();
    assert_eq!(
        (draft.answers.as_str(), draft.revision, draft.started_at),
        (r#"{"a":"x"}"#, 1, at(NOW))
    );
    assert_eq!(draft.form, form("adult-contact"));
    let saved = done(store.save_draft(&cookie, r#"{"a":"y"}"#, 1, None, at(NOW + 5))).unwrap();
    assert_eq!(saved, Saved::Stored(2));
    let draft = done(store.load_draft(&cookie, at(NOW)))
        .unwrap()
        .draft()
        .unwrap();
    assert_eq!(
        (draft.answers.as_str(), draft.revision),
        (r#"{"a":"y"}"#, 2)
    );
}

#[test]
fn another_tab_overwrites_nothing() {
    let cases = Cases::new();
    let store = cases.store();
    let cookie = done(store.begin_draft(&form("adult-contact"), "{}", None, at(NOW))).unwrap();
    done(store.save_draft(&cookie, r#"{"tab":1}"#, 1, None, at(NOW))).unwrap();
    let Saved::Changed(standing) =
        done(store.save_draft(&cookie, r#"{"tab":2}"#, 1, None, at(NOW))).unwrap()
    else {
        panic!("the second tab must be told");
    };
    assert_eq!(
        (standing.answers.as_str(), standing.revision),
        (r#"{"tab":1}"#, 2)
    );
}

#[test]
fn nobody_reaches_a_draft_with_another_cookie_or_after_leaving_or_after_28_days() {
    let cases = Cases::new();
    let store = cases.store();
    let cookie = done(store.begin_draft(&form("adult-contact"), "{}", None, at(NOW))).unwrap();
    assert_eq!(
        done(store.load_draft("another", at(NOW))).unwrap(),
        Found::Nothing
    );
    assert_eq!(
        done(store.load_draft(&cookie, at(NOW + 28 * DAY))).unwrap(),
        Found::Nothing
    );
    assert_eq!(
        done(store.save_draft(&cookie, "{}", 1, None, at(NOW + 28 * DAY))).unwrap(),
        Saved::Gone
    );
    assert!(
        done(store.load_draft(&cookie, at(NOW + 27 * DAY)))
            .unwrap()
            .draft()
            .is_some()
    );
    done(store.leave_draft("adult-contact", &cookie, at(NOW))).unwrap();
    assert_eq!(
        done(store.load_draft(&cookie, at(NOW))).unwrap(),
        Found::Nothing
    );
    assert_eq!(
        done(store.save_draft(&cookie, "{}", 1, None, at(NOW))).unwrap(),
        Saved::Gone
    );
}

#[test]
fn a_draft_ends_with_its_contact_and_its_receipt_can_be_shown_again() {
    let cases = Cases::new();
    let store = cases.store();
    let cookie = done(store.begin_draft(&form("adult-contact"), "{}", None, at(NOW))).unwrap();
    let receipt = cases.submit(&Submission {
        draft: Some(sent_draft(&cookie, 1)),
        ..contact()
    });
    assert_eq!(
        done(store.load_draft(&cookie, at(NOW))).unwrap(),
        Found::Nothing
    );
    let shown = || done(store.receipt_of_draft("adult-contact", &cookie, at(NOW))).unwrap();
    assert_eq!(shown().unwrap().tracking_code, receipt.tracking_code);
    done(store.leave_draft("adult-contact", &cookie, at(NOW))).unwrap();
    assert_eq!(shown(), None, "whoever left is not shown what they sent");
}

#[test]
fn a_draft_moved_to_another_cookie_does_not_open() {
    let cases = Cases::new();
    let store = cases.store();
    let mine =
        done(store.begin_draft(&form("adult-contact"), r#"{"a":"mine"}"#, None, at(NOW))).unwrap();
    done(store.begin_draft(&form("adult-contact"), r#"{"a":"theirs"}"#, None, at(NOW))).unwrap();
    let swap = "UPDATE draft SET sealed = (SELECT sealed FROM draft WHERE id = 2) WHERE id = 1";
    cases.raw().execute_batch(swap).unwrap();
    assert!(done(store.load_draft(&mine, at(NOW))).is_err());
}
