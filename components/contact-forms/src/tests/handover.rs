//! An authority that hands over whoever is worried about somebody, from before to after the day it began to.

use pages::Authority;

use super::browser::Browser;
use super::memory::Memory;
use super::{json, now, send, text};

const CONCERN: &str = "/contact/worried-about-someone";
const API: &str = "/api/v1/forms/safeguarding-concern/submissions";

/// The authority of the demonstration hands over. It counts for this test alone, which has its own thread.
fn handed_over() {
    Authority::choose("example", true).unwrap();
}

fn begins(stores: &Memory) -> Browser<'_> {
    let mut sam = Browser::new(stores);
    sam.goes_to(&format!("{CONCERN}/now"), "danger-now=no");
    sam
}

#[test]
fn whoever_is_worried_is_told_whom_to_tell_and_danger_comes_first() {
    handed_over();
    let stores = Memory::default();
    let reply = send(&stores, "GET", CONCERN, &[], "");
    assert_eq!(reply.status, 200);
    let page = text(&reply);
    let main = page.split("<main").nth(1).unwrap();
    let main = main.split("</main>").next().unwrap();
    let place = |words: &str| {
        main.find(words)
            .unwrap_or_else(|| panic!("{words}: {main}"))
    };
    assert!(place("tel:999") < place("https://tell.example.org/adults"));
    assert!(place("https://tell.example.org/adults") < place("01632 960120"));
    place("01632 960121");
    assert!(!page.contains("01632 960199"), "nobody has verified it");
    assert!(page.contains("Exit this page"));
    place(&format!("{CONCERN}/resume"));
    for word in ["safeguarding", "abuse", "Start now", "<form"] {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn nobody_begins_the_form_and_unknown_pages_stay_unknown() {
    handed_over();
    let stores = Memory::default();
    for page in ["now", "what", "who"] {
        let shown = send(&stores, "GET", &format!("{CONCERN}/{page}"), &[], "");
        assert_eq!(shown.status, 200);
        let page = text(&shown);
        assert!(page.contains("https://tell.example.org/adults") && !page.contains("<form"));
    }
    assert_eq!(
        send(&stores, "GET", &format!("{CONCERN}/nothing"), &[], "").status,
        404
    );
    let choose = text(&send(&stores, "GET", "/contact", &[], ""));
    assert!(choose.contains(CONCERN) && choose.contains("Whom to tell in this area"));
}

#[test]
fn whoever_had_begun_before_goes_on_and_sends_it() {
    let stores = Memory::default();
    let mut sam = begins(&stores);
    handed_over();
    let page = text(&sam.get(&format!("{CONCERN}/what")));
    assert!(page.contains("<form") && !page.contains("tell.example.org"));
    let sent = sam.goes_to(&format!("{CONCERN}/check-answers"), "");
    assert_eq!(sent, format!("{CONCERN}/confirmation"));
    assert!(stores.only_contact().safeguarding_sign);
}

#[test]
fn what_was_typed_on_a_page_that_was_open_already_is_kept_and_can_be_sent() {
    handed_over();
    let stores = Memory::default();
    let mut sam = begins(&stores);
    assert!(text(&sam.get(&format!("{CONCERN}/check-answers"))).contains("Send"));
    sam.goes_to(&format!("{CONCERN}/check-answers"), "");
    assert!(stores.only_contact().safeguarding_sign);
}

#[test]
fn a_draft_that_sleeps_is_opened_with_its_words_as_ever() {
    let stores = Memory::default();
    let sam = begins(&stores);
    handed_over();
    stores.asleep.set(true);
    let page = text(&sam.get(&format!("{CONCERN}/what")));
    assert!(page.contains("tell.example.org") && page.contains(&format!("{CONCERN}/resume")));
    let words = text(&sam.get(&format!("{CONCERN}/resume")));
    assert!(words.contains("Your four words"));
}

#[test]
fn another_system_is_not_refused_and_signs_in_other_forms_reach_the_same_team() {
    handed_over();
    let stores = Memory::default();
    let concern = r#"{"answers": {"narrative": "Bruises on her arms."}}"#;
    let headers = [("content-type", "application/json")];
    let reply = send(&stores, "POST", API, &headers, concern);
    assert_eq!(reply.status, 201);
    assert_eq!(json(&reply)["decision"]["queue"], "safeguarding-triage");
    let other =
        r#"{"answers": {"about": "self", "needs": ["not-sure"], "risks": ["abuse-or-neglect"]}}"#;
    let adult = "/api/v1/forms/adult-contact/submissions";
    let reply = send(&stores, "POST", adult, &headers, other);
    assert_eq!(reply.status, 201);
    assert_eq!(json(&reply)["decision"]["queue"], "safeguarding-triage");
}

#[test]
fn where_it_is_told_here_everything_is_as_ever() {
    let stores = Memory::default();
    assert_eq!(
        Authority::current().handover(form_site::submission::today(now())),
        None
    );
    let page = text(&send(&stores, "GET", CONCERN, &[], ""));
    assert!(page.contains("Start now"));
    let choose = text(&send(&stores, "GET", "/contact", &[], ""));
    assert!(!choose.contains("Whom to tell in this area"));
}
