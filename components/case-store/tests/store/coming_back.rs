//! Saved forms: who may come back to one, and what nobody learns who may not.

use crate::fixtures::*;
use case_store::model::{CameBack, Found, Saved, Submission, Way, WayBack};
use std::sync::Arc;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const FORM: &str = "adult-contact";

fn began(cases: &Cases) -> String {
    done(
        cases
            .store()
            .begin_draft(&form(FORM), r#"{"a":"x"}"#, None, at(NOW)),
    )
    .unwrap()
}

fn found(cases: &Cases, cookie: &str, seconds: i64) -> Found {
    done(cases.store().load_draft(cookie, at(NOW + seconds))).unwrap()
}

fn first_words(cases: &Cases, cookie: &str) -> String {
    found(cases, cookie, 0).draft().unwrap().words.unwrap()
}

fn saved(cases: &Cases, cookie: &str) -> WayBack {
    done(cases.store().save_for_later(FORM, cookie, None, at(NOW)))
        .unwrap()
        .unwrap()
}

fn came(cases: &Cases, way: Way<'_>, words: &str, seconds: i64) -> CameBack {
    came_from(cases, way, words, None, seconds)
}

fn came_from(
    cases: &Cases,
    way: Way<'_>,
    words: &str,
    address: Option<&str>,
    seconds: i64,
) -> CameBack {
    let store = cases.store();
    done(store.come_back(Some(FORM), way, words, address, at(NOW + seconds))).unwrap()
}

fn opened(outcome: CameBack) -> String {
    match outcome {
        CameBack::Opened { cookie, draft } => {
            assert!(draft.answers.contains('a'));
            cookie
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_words_are_told_while_only_the_first_page_is_saved_and_never_again() {
    let cases = Cases::new();
    let cookie = began(&cases);
    let words = first_words(&cases, &cookie);
    assert_eq!(words.split(' ').count(), 4);
    assert_eq!(
        first_words(&cases, &cookie),
        words,
        "a refresh shows them too"
    );
    done(cases.store().save_draft(&cookie, "{}", 1, None, at(NOW))).unwrap();
    assert_eq!(found(&cases, &cookie, 0).draft().unwrap().words, None);
}

#[test]
fn nobody_finds_the_words_or_the_link_in_the_database() {
    let cases = Cases::new();
    let cookie = began(&cases);
    let first = first_words(&cases, &cookie);
    let way = saved(&cases, &cookie);
    assert_eq!(way.token.len(), 43);
    assert_ne!(way.words, first);
    let held = std::fs::read(cases.folder.join("cases.db-wal")).unwrap();
    for secret in [&first, &way.words, &way.token, &cookie] {
        let bytes = secret.as_bytes();
        assert!(!held.windows(bytes.len()).any(|part| part == bytes));
    }
}

#[test]
fn a_draft_that_nobody_uses_for_twenty_minutes_asks_for_its_words() {
    let cases = Cases::new();
    let cookie = began(&cases);
    let words = first_words(&cases, &cookie);
    assert!(matches!(
        found(&cases, &cookie, 20 * MINUTE - 1),
        Found::Open(_)
    ));
    // That look was a use, so that it is open for another twenty minutes.
    assert!(matches!(
        found(&cases, &cookie, 39 * MINUTE),
        Found::Open(_)
    ));
    assert!(matches!(
        found(&cases, &cookie, 60 * MINUTE),
        Found::Asleep(_)
    ));
    let capitals = words.to_uppercase().replace(' ', " - ");
    let fresh = opened(came(&cases, Way::Cookie(&cookie), &capitals, 60 * MINUTE));
    assert_ne!(fresh, cookie);
    assert_eq!(found(&cases, &cookie, 60 * MINUTE), Found::Nothing);
    let Found::Open(draft) = found(&cases, &fresh, 60 * MINUTE) else {
        panic!("it must be open");
    };
    assert_eq!(
        (draft.answers.as_str(), draft.words),
        (r#"{"a":"x"}"#, None)
    );
    // The words stay the same until somebody asks for others.
    assert!(matches!(
        found(&cases, &fresh, 90 * MINUTE),
        Found::Asleep(_)
    ));
    opened(came(&cases, Way::Cookie(&fresh), &words, 90 * MINUTE));
}

#[test]
fn what_is_typed_into_a_draft_that_is_asleep_is_kept_and_does_not_wake_it() {
    let cases = Cases::new();
    let cookie = began(&cases);
    let words = first_words(&cases, &cookie);
    let late = NOW + 25 * MINUTE;
    let stored = done(
        cases
            .store()
            .save_draft(&cookie, r#"{"a":"late"}"#, 1, None, at(late)),
    )
    .unwrap();
    assert_eq!(stored, Saved::Stored(2));
    assert!(matches!(
        found(&cases, &cookie, 25 * MINUTE),
        Found::Asleep(_)
    ));
    let fresh = opened(came(&cases, Way::Cookie(&cookie), &words, 25 * MINUTE));
    let draft = found(&cases, &fresh, 25 * MINUTE).draft().unwrap();
    assert_eq!(draft.answers, r#"{"a":"late"}"#);
}

#[test]
fn a_saved_form_opens_by_its_link_and_its_words_and_by_neither_alone() {
    let cases = Cases::new();
    let cookie = began(&cases);
    let first = first_words(&cases, &cookie);
    let way = saved(&cases, &cookie);
    let link = Way::Link(&way.token);
    assert_eq!(came(&cases, link, "", 0), CameBack::Refused);
    assert_eq!(
        came(&cases, link, &first, 0),
        CameBack::Refused,
        "new words end the old"
    );
    assert_eq!(
        came(&cases, Way::Cookie(""), &way.words, 0),
        CameBack::Refused
    );
    assert_eq!(
        came(&cases, Way::Link("other"), &way.words, 0),
        CameBack::Refused
    );
    let other_form = done(
        cases
            .store()
            .come_back(Some("other"), link, &way.words, None, at(NOW)),
    );
    assert_eq!(other_form.unwrap(), CameBack::Refused);
    let fresh = opened(came(&cases, link, &way.words, 27 * DAY));
    assert_eq!(found(&cases, &cookie, 27 * DAY), Found::Nothing);
    let draft = found(&cases, &fresh, 27 * DAY).draft().unwrap();
    assert_eq!((draft.form, draft.words), (form(FORM), None));
    // It may be needed more than once.
    opened(came(&cases, link, &way.words, 27 * DAY));
}

#[test]
fn a_link_ends_after_28_days_when_the_form_is_sent_and_when_somebody_leaves() {
    let cases = Cases::new();
    let cookie = began(&cases);
    let way = saved(&cases, &cookie);
    let link = Way::Link(&way.token);
    assert_eq!(came(&cases, link, &way.words, 28 * DAY), CameBack::Refused);
    let newer = saved(&cases, &cookie);
    assert_eq!(
        came(&cases, link, &newer.words, 0),
        CameBack::Refused,
        "a newer link ends it"
    );
    cases.submit(&Submission {
        draft: Some(sent_draft(&cookie, 1)),
        ..contact()
    });
    assert_eq!(
        came(&cases, Way::Link(&newer.token), &newer.words, 0),
        CameBack::Refused
    );

    let cookie = began(&cases);
    let way = saved(&cases, &cookie);
    done(cases.store().leave_draft(FORM, &cookie, at(NOW))).unwrap();
    for way_back in [Way::Link(&way.token), Way::Cookie(&cookie)] {
        assert_eq!(came(&cases, way_back, &way.words, 0), CameBack::Refused);
    }
}

#[test]
fn five_wrong_tries_lock_it_for_an_hour_whichever_way_they_come() {
    let cases = Cases::new();
    let cookie = began(&cases);
    let way = saved(&cases, &cookie);
    let ways = [Way::Link(&way.token), Way::Cookie(&cookie)];
    for number in 0..4 {
        assert_eq!(came(&cases, ways[number % 2], "no", 0), CameBack::Refused);
    }
    assert_eq!(came(&cases, ways[0], "no", 0), CameBack::Locked(3600));
    assert_eq!(
        came(&cases, ways[1], &way.words, HOUR - 1),
        CameBack::Locked(1)
    );
    opened(came(&cases, ways[0], &way.words, HOUR));
    // Whoever was right begins again at five.
    for _ in 0..4 {
        assert_eq!(came(&cases, ways[0], "no", HOUR), CameBack::Refused);
    }
    opened(came(&cases, ways[0], &way.words, HOUR));
}

#[test]
fn what_does_not_exist_is_refused_and_locked_as_what_does() {
    let cases = Cases::new();
    let way = saved(&cases, &began(&cases));
    let tries = |token: &str| -> Vec<CameBack> {
        (0..7)
            .map(|minute| came(&cases, Way::Link(token), "no", minute * MINUTE))
            .collect()
    };
    let known = tries(&way.token);
    assert_eq!(known, tries("a-token-that-nobody-was-given"));
    assert_eq!(known[4], CameBack::Locked(3600));
    // A browser without a cookie has nothing that could be locked.
    for _ in 0..7 {
        assert_eq!(came(&cases, Way::Cookie(""), "no", 0), CameBack::Refused);
    }
}

#[test]
fn one_address_cannot_try_many_links() {
    let cases = Cases::new();
    let from = Some("192.0.2.7:5000");
    for number in 0..30 {
        let token = format!("guess-{number}");
        assert_eq!(
            came_from(&cases, Way::Link(&token), "no", from, 0),
            CameBack::Refused
        );
    }
    let way = saved(&cases, &began(&cases));
    let link = Way::Link(&way.token);
    assert_eq!(
        came_from(&cases, link, &way.words, from, 60),
        CameBack::Locked(3540)
    );
    opened(came_from(&cases, link, &way.words, Some("192.0.2.8"), 60));
    for number in 0..40 {
        let token = format!("at home {number}");
        let tried = came_from(&cases, Way::Link(&token), "no", Some("127.0.0.1:9"), 0);
        assert_eq!(
            tried,
            CameBack::Refused,
            "the machine itself is never limited"
        );
    }
}

#[test]
fn many_wrong_tries_at_once_are_not_more_than_five() {
    let cases = Arc::new(Cases::new());
    let way = saved(&cases, &began(&cases));
    let tries: Vec<_> = (0..16)
        .map(|_| {
            let (cases, token) = (Arc::clone(&cases), way.token.clone());
            std::thread::spawn(move || came(&cases, Way::Link(&token), "no", 0))
        })
        .collect();
    let refused = tries
        .into_iter()
        .map(|attempt| attempt.join().unwrap())
        .filter(|outcome| *outcome == CameBack::Refused);
    assert_eq!(refused.count(), 4);
    let right = came(&cases, Way::Link(&way.token), &way.words, 1);
    assert!(matches!(right, CameBack::Locked(_)), "{right:?}");
}

#[test]
fn coming_back_while_another_tab_saves_loses_nothing() {
    for _ in 0..20 {
        let cases = Arc::new(Cases::new());
        let cookie = began(&cases);
        let way = saved(&cases, &cookie);
        let saving = {
            let (cases, cookie) = (Arc::clone(&cases), cookie.clone());
            std::thread::spawn(move || {
                done(
                    cases
                        .store()
                        .save_draft(&cookie, r#"{"a":"late"}"#, 1, None, at(NOW)),
                )
                .unwrap()
            })
        };
        let fresh = opened(came(&cases, Way::Link(&way.token), &way.words, 0));
        let draft = found(&cases, &fresh, 0).draft().unwrap();
        match saving.join().unwrap() {
            Saved::Stored(2) => assert_eq!(draft.answers, r#"{"a":"late"}"#),
            Saved::Gone => assert_eq!(draft.answers, r#"{"a":"x"}"#),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_draft_of_yesterdays_program_is_never_asked_for_words_that_nobody_was_told() {
    let cases = Cases::new();
    let cookie = began(&cases);
    cases
        .raw()
        .execute_batch("UPDATE draft SET words = NULL")
        .unwrap();
    assert!(matches!(found(&cases, &cookie, DAY), Found::Open(_)));
    assert_eq!(came(&cases, Way::Cookie(&cookie), "", 0), CameBack::Refused);
    let way = done(
        cases
            .store()
            .save_for_later(FORM, &cookie, None, at(NOW + DAY)),
    );
    assert!(way.unwrap().is_some());
    assert!(matches!(found(&cases, &cookie, 2 * DAY), Found::Asleep(_)));
}

#[test]
fn only_a_draft_that_is_open_is_saved_for_later() {
    let cases = Cases::new();
    let cookie = began(&cases);
    let save = |form: &str, cookie: &str, seconds: i64| {
        done(
            cases
                .store()
                .save_for_later(form, cookie, None, at(NOW + seconds)),
        )
        .unwrap()
    };
    assert_eq!(save(FORM, "another", 0), None);
    assert_eq!(save("safeguarding-concern", &cookie, 0), None);
    assert_eq!(save(FORM, &cookie, 20 * MINUTE), None);
    assert!(save(FORM, &cookie, 0).is_some());
}
