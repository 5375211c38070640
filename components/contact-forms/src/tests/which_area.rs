//! A postcode of several districts asks in which of them it is, once.

use super::browser::Browser;
use super::memory::Memory;
use super::text;

const PLACE: &str = "/contact/adult-contact/place";
const ASKED: &str = "/contact/adult-contact/place?area=district";

/// Somebody who asks for themselves.
fn ann(stores: &Memory) -> Browser<'_> {
    let mut ann = Browser::new(stores);
    ann.post("/contact/adult-contact/danger-now", "danger-now=no");
    ann.post("/contact/adult-contact/who-for", "about=self");
    ann
}

/// The answers as they are kept.
fn kept(stores: &Memory, question: &str) -> serde_json::Value {
    let drafts = stores.drafts.borrow();
    let draft = drafts.values().next().unwrap();
    let answers: serde_json::Value = serde_json::from_str(&draft.answers).unwrap();
    answers[question].clone()
}

#[test]
fn a_postcode_of_several_districts_is_asked_about_and_both_answers_are_kept() {
    let stores = Memory::default();
    let mut ann = ann(&stores);
    for typed in ["SS11+8AA", "ss11"] {
        assert_eq!(ann.goes_to(PLACE, &format!("postcode={typed}")), ASKED);
    }
    ann.goes_to(PLACE, "postcode=SS11+8AA");
    let page = text(&ann.get(ASKED));
    assert!(page.contains("Which area is SS11 8AA in?"), "{page}");
    let title = page.split("</title>").next().unwrap();
    assert!(!title.contains("SS11"), "it stands in the history: {title}");
    for district in ["basildon", "chelmsford", "rochford"] {
        assert!(page.contains(&format!("value=\"{district}\"")), "{page}");
    }
    assert!(!page.contains("value=\"harlow\""), "{page}");
    assert!(
        page.contains("name=\"postcode\" value=\"SS11 8AA\""),
        "{page}"
    );
    // Whatever comes along of the other answers, none is lost.
    for fields in ["postcode=SS11+8AA&district=rochford", "district=rochford"] {
        let next = ann.goes_to(ASKED, fields);
        assert!(!next.starts_with(PLACE), "{next}");
    }
    assert_eq!(kept(&stores, "postcode"), "SS11 8AA");
    assert_eq!(kept(&stores, "district"), "rochford");
    // Its address asks nothing any more: it is the page of both questions.
    let page = text(&ann.get(ASKED));
    assert!(page.contains("value=\"harlow\""), "{page}");
}

#[test]
fn whoever_does_not_know_goes_on_and_is_not_asked_twice() {
    let stores = Memory::default();
    let mut ann = ann(&stores);
    assert_eq!(ann.goes_to(PLACE, "postcode=RM3+0AA"), ASKED);
    let next = ann.goes_to(ASKED, "postcode=RM3+0AA&district=");
    assert!(!next.starts_with(PLACE), "{next}");
    assert_eq!(ann.goes_to(PLACE, "postcode=RM3+0AA"), next);
    assert!(kept(&stores, "district").is_null());
    // Another postcode is another question.
    assert_eq!(ann.goes_to(PLACE, "postcode=CM1+1QH"), ASKED);
    // Whoever is about to send it, or to stop for now, is not held up.
    for (go, postcode) in [("check", "SS3+0AA"), ("save", "SS3+0AB")] {
        let next = ann.goes_to(PLACE, &format!("postcode={postcode}&go={go}"));
        assert!(!next.contains("area="), "{next}");
    }
}

#[test]
fn a_postcode_that_tells_its_district_asks_nothing() {
    let stores = Memory::default();
    let mut ann = ann(&stores);
    for typed in ["CM2+6AA", "SS0+7AA", "M1+1AA", "ZZ1+1AA", ""] {
        let next = ann.goes_to(PLACE, &format!("postcode={typed}"));
        assert!(!next.contains("area="), "{typed}: {next}");
    }
    // A district that was chosen at once is the answer.
    let next = ann.goes_to(PLACE, "postcode=SS7+1AA&district=castle-point");
    assert!(!next.contains("area="), "{next}");
}

#[test]
fn whoever_came_to_change_the_postcode_goes_back_after_the_question() {
    let stores = Memory::default();
    let mut ann = ann(&stores);
    let asked = ann.goes_to(PLACE, "postcode=SS11+8AA&return=check");
    assert_eq!(asked, format!("{ASKED}&return=check"));
    let page = text(&ann.get(&asked));
    assert!(page.contains("name=\"return\" value=\"check\""), "{page}");
    let next = ann.goes_to(PLACE, "postcode=SS11+8AA&district=basildon&return=check");
    assert_eq!(next, "/contact/adult-contact/check-answers");
}
