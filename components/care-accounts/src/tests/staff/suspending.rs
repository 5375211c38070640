//! From a referral with a safeguarding sign to the accounts of that person.

use account_model::Online;

use super::super::memory::Memory;
use super::super::{Asking, page};
use super::send;

const SUSPEND: &str = "/staff/accounts/suspend";

fn person<'a>(given: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let who = [
        ("given-name", given),
        ("family-name", "Winter"),
        ("date-of-birth-day", "9"),
        ("date-of-birth-month", "3"),
        ("date-of-birth-year", "1941"),
        ("referral", "ASC-7K2M-4XQD"),
    ];
    [&who, more].concat()
}

const NOW: [(&str, &str); 2] = [("step", "suspend"), ("because", "A sign on a referral.")];

#[test]
fn a_sign_is_confirmed_first_and_then_every_account_is_suspended() {
    let stores = Memory::new();
    let first = send(&stores, "kim", SUSPEND, &person("Ada", &[]));
    assert_eq!(first.status, 200);
    let shown = page(&first);
    for said in [
        "Nothing has been done yet",
        "value=\"Ada\"",
        "value=\"1941\"",
        "/staff/referrals/ASC-7K2M-4XQD",
    ] {
        assert!(shown.contains(said), "{said}");
    }
    assert_eq!(stores.kept.borrow()[0].held.online, Online::Open);
    let done = page(&send(&stores, "kim", SUSPEND, &person("Ada", &NOW)));
    assert!(done.contains("1 care account is suspended"));
    assert_eq!(stores.kept.borrow()[0].held.online, Online::Suspended);
}

#[test]
fn it_is_said_too_when_there_was_none() {
    let stores = Memory::new();
    let done = page(&send(&stores, "sam", SUSPEND, &person("Adam", &NOW)));
    assert!(done.contains("No care account was suspended"));
    assert!(done.contains("there was nothing to suspend"));
}

/// Whoever reports a second sign must not think that there is nothing to protect.
#[test]
fn it_is_not_denied_that_there_is_one_which_is_suspended_already() {
    let stores = Memory::new();
    send(&stores, "kim", SUSPEND, &person("Ada", &NOW));
    let again = page(&send(&stores, "kim", SUSPEND, &person("Ada", &NOW)));
    assert!(again.contains("no care account that was not suspended before"));
}

#[test]
fn a_person_who_is_not_fully_known_is_asked_for_and_nothing_is_lost() {
    let stores = Memory::new();
    let fields = [
        ("given-name", "Ada"),
        ("step", "suspend"),
        ("because", "A sign on a referral."),
    ];
    let reply = send(&stores, "kim", SUSPEND, &fields);
    assert_eq!(reply.status, 422);
    let shown = page(&reply);
    for said in [
        "Enter the family name",
        "Enter the date of birth",
        "A sign on a referral.</textarea>",
    ] {
        assert!(shown.contains(said), "{said}");
    }
}

#[test]
fn only_those_who_may_and_only_from_our_own_pages() {
    let stores = Memory::new();
    for who in ["ash", "dee", "abe"] {
        assert_eq!(
            send(&stores, who, SUSPEND, &person("Ada", &NOW)).status,
            403,
            "{who}"
        );
    }
    let fields = person("Ada", &NOW);
    let without = Asking::post(SUSPEND).staff("kim").form(&fields).of(&stores);
    assert_eq!(without.status, 403);
    let elsewhere = Asking::post(SUSPEND)
        .staff("kim")
        .with("sec-fetch-site", "cross-site")
        .form(&fields)
        .of(&stores);
    assert_eq!(elsewhere.status, 403);
    assert_eq!(stores.kept.borrow()[0].held.online, Online::Open);
    let led_away = [("referral", "//example.org"), ("given-name", "Ada")];
    assert!(!page(&send(&stores, "kim", SUSPEND, &led_away)).contains("href=\"/staff/referrals/"));
}
