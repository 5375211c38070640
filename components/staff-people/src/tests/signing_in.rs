//! How a worker signs in and out.

use super::memory::Memory;
use super::{Asking, now, page};
use crate::stores::Fault;

#[test]
fn somebody_who_is_not_signed_in_is_asked_to_and_comes_back() {
    let desk = Memory::new();
    let sign_in = "/staff/sign-in?next=%2Fstaff%2Fqueues%3Fqueue%3Dcarers";
    let shown = page(&Asking::get(sign_in).of(&desk));
    assert!(shown.contains("name=\"next\" value=\"/staff/queues?queue=carers\""));
    let signed_in = Asking::post("/staff/sign-in")
        .form(&[
            ("username", "ann.begum"),
            ("password", "correct horse battery"),
            ("next", "/staff/queues?queue=carers"),
        ])
        .of(&desk);
    assert_eq!(
        (signed_in.status, signed_in.header("location")),
        (303, Some("/staff/queues?queue=carers"))
    );
    assert!(
        signed_in
            .header("set-cookie")
            .unwrap()
            .starts_with("staff-session=ann.begum;")
    );
}

#[test]
fn a_wrong_password_and_a_wrong_name_read_the_same() {
    let desk = Memory::new();
    let try_with = |username: &str| {
        let reply = Asking::post("/staff/sign-in")
            .form(&[("username", username), ("password", "guess")])
            .of(&desk);
        assert_eq!(reply.status, 401);
        page(&reply).replace(username, "NAME")
    };
    assert_eq!(try_with("ann.begum"), try_with("no.body"));
    let empty = Asking::post("/staff/sign-in").form(&[]).of(&desk);
    assert_eq!(empty.status, 422);
    assert!(page(&empty).contains("Enter your user name"));
}

#[test]
fn somebody_who_is_locked_out_hears_when_to_try_again() {
    let desk = Memory::new();
    desk.locked_until.set(Some(now().plus_seconds(900)));
    let reply = Asking::post("/staff/sign-in")
        .form(&[
            ("username", "ann.begum"),
            ("password", "correct horse battery"),
        ])
        .of(&desk);
    assert_eq!(
        (reply.status, reply.header("retry-after")),
        (429, Some("900"))
    );
    assert!(page(&reply).contains("today at 10:15am"));
    assert!(
        !page(&reply).contains("correct horse battery"),
        "a password never comes back"
    );
}

#[test]
fn a_one_time_password_opens_only_the_page_that_replaces_it() {
    let desk = Memory::new();
    let reply = Asking::post("/staff/sign-in")
        .form(&[("username", "ann.begum"), ("password", "one-time")])
        .of(&desk);
    assert_eq!(reply.header("location"), Some("/staff/change-password"));
    let cookie = reply.header("set-cookie").unwrap();
    assert!(cookie.starts_with("staff-first-password=ann.begum;"));
    let first = |asking: Asking| {
        asking
            .with("cookie", "staff-first-password=ann.begum")
            .of(&desk)
    };
    assert_eq!(first(Asking::get("/staff/sign-out")).status, 303);
    assert_eq!(first(Asking::post("/api/v1/staff")).status, 401);
    assert!(
        page(&first(Asking::get("/staff/change-password"))).contains("Choose your own password")
    );
    let change = |new: &str, again: &str| {
        first(Asking::post("/staff/change-password").form(&[
            ("csrf", "csrf-of-ann.begum"),
            ("current-password", "one-time"),
            ("new-password", new),
            ("new-password-again", again),
        ]))
    };
    assert!(page(&change("short", "short")).contains("at least 12 characters"));
    assert!(page(&change("purple kettle bus", "purple kettle van")).contains("not the same"));
    let changed = change("purple kettle bus", "purple kettle bus");
    assert_eq!(changed.status, 303);
    let cookies: Vec<&str> = changed
        .headers
        .iter()
        .filter(|(name, _)| *name == "set-cookie")
        .map(|(_, value)| value.as_str())
        .collect();
    assert!(cookies[0].starts_with("staff-session=ann.begum;"));
    assert!(cookies[1].starts_with("staff-first-password=;") && cookies[1].contains("Max-Age=0"));
}

#[test]
fn signing_out_ends_the_session_in_the_store() {
    let desk = Memory::new();
    let out = |csrf: &str| {
        Asking::post("/staff/sign-out")
            .signed_in("ann.begum")
            .form(&[("csrf", csrf)])
            .of(&desk)
    };
    assert_eq!(out("wrong").status, 403);
    assert!(desk.ended.borrow().is_empty());
    assert_eq!(out("csrf-of-ann.begum").status, 303);
    assert_eq!(
        Asking::get("/staff/sign-out")
            .signed_in("ann.begum")
            .of(&desk)
            .status,
        303
    );
}

#[test]
fn nobody_types_a_password_into_a_page_twice_when_the_store_is_down() {
    let staff = Memory::new().breaks(Fault::Unavailable);
    let reply = Asking::post("/staff/sign-in")
        .form(&[
            ("username", "ann.begum"),
            ("password", "correct horse battery"),
        ])
        .of(&staff);
    assert_eq!(
        (reply.status, reply.header("retry-after")),
        (503, Some("5"))
    );
    assert!(!page(&reply).contains("correct horse battery"));
    let ready = Asking::get("/readyz/staff-people").of(&staff);
    assert_eq!(ready.status, 503);
    let staff = Memory::new().breaks(Fault::WrongKey("k1".to_owned()));
    let ready = Asking::get("/readyz/staff-people").of(&staff);
    assert!(page(&ready).contains("the key k1"));
}
