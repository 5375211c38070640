//! A form that another page of ours begins, with answers that it has already.

use super::browser::Browser;
use super::memory::Memory;
use super::{cookie_of, send, text};

const BEGIN: &str = "/contact/change-or-problem/begin";
const FIRST: &str = "/contact/change-or-problem/now";
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const OURS: (&str, &str) = ("sec-fetch-site", "same-origin");
const BILL: &str = "about=self&what-about=bill&bill-detail=The+bill+of+May.&account-reference=CA-1";

/// A browser in which the form was begun with these answers.
fn begun<'m>(stores: &'m Memory, answers: &str) -> Browser<'m> {
    let reply = send(stores, "POST", BEGIN, &[FORM, OURS], answers);
    assert_eq!((reply.status, reply.header("location")), (303, Some(FIRST)));
    let mut browser = Browser::new(stores);
    browser.cookie = Some(cookie_of(&reply));
    browser
}

#[test]
fn the_answers_stand_in_their_pages_and_can_be_changed_before_they_are_sent() {
    let stores = Memory::default();
    let mut ann = begun(&stores, BILL);
    let page = |browser: &Browser, name: &str| {
        text(&browser.get(&format!("/contact/change-or-problem/{name}")))
    };
    assert!(page(&ann, "bill").contains("value=\"The bill of May.\""));
    assert!(page(&ann, "what-about").contains("value=\"bill\" checked"));
    let next = ann.goes_to("/contact/change-or-problem/who-for", "about=someone-else");
    assert_eq!(next, "/contact/change-or-problem/who-you-are");
    let check = page(&ann, "check-answers");
    assert!(check.contains("The bill of May.") && check.contains("Someone else"));
    assert!(!check.contains("CA-1"), "the form has no such question");
}

#[test]
fn what_is_no_answer_is_left_out_and_its_page_asks() {
    let stores = Memory::default();
    let ann = begun(&stores, "about=martian&what-about=bill&what-about=purple");
    let check = text(&ann.get("/contact/change-or-problem/check-answers"));
    assert!(!check.contains("martian") && !check.contains("purple"));
}

#[test]
fn only_a_page_of_this_site_fills_anything_in() {
    let stores = Memory::default();
    for from in [
        &[FORM][..],
        &[FORM, ("sec-fetch-site", "cross-site")],
        &[FORM, ("sec-fetch-site", "same-site")],
        &[FORM, ("origin", "https://elsewhere.example"), OURS],
        &[FORM, ("origin", "null")],
    ] {
        let reply = send(&stores, "POST", BEGIN, from, BILL);
        assert_eq!((reply.status, reply.header("location")), (303, Some(FIRST)));
        assert_eq!(reply.header("set-cookie"), None, "{from:?}");
    }
}

#[test]
fn nothing_is_put_over_what_somebody_has_answered_already() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    ann.post(
        "/contact/change-or-problem/your-words",
        "narrative=My+own+words.",
    );
    let cookie = ann.cookie.clone().unwrap();
    let headers = [FORM, OURS, ("cookie", cookie.as_str())];
    let reply = send(
        &stores,
        "POST",
        BEGIN,
        &headers,
        &format!("{BILL}&narrative=Other."),
    );
    assert_eq!((reply.status, reply.header("set-cookie")), (303, None));
    let check = text(&ann.get("/contact/change-or-problem/check-answers"));
    assert!(check.contains("My own words.") && !check.contains("The bill of May."));
}

#[test]
fn a_form_that_is_not_there_or_cannot_be_read_is_refused_with_the_numbers() {
    let stores = Memory::default();
    let nowhere = send(
        &stores,
        "POST",
        "/contact/nothing/begin",
        &[FORM, OURS],
        BILL,
    );
    let unreadable = send(&stores, "POST", BEGIN, &[OURS], BILL);
    let looked_at = send(&stores, "GET", BEGIN, &[], "");
    for (reply, status) in [(nowhere, 404), (unreadable, 415), (looked_at, 404)] {
        assert_eq!(reply.status, status);
        assert!(text(&reply).contains("999"));
    }
}
