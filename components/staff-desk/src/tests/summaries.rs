//! What a carer told us, on one page for staff.

use assessments::{Assessment, Change, ChangedAnswer, Step};
use serde_json::json;

use super::memory::Memory;
use super::pages::see;
use super::people::{self, answer};
use super::{Asking, json, now};
use crate::referral::FormVersion;

const CARER: &str = "ASC-4G8J-6KMN";

/// A desk at which Cora's self-assessment has arrived; one answer was changed with her.
fn desk() -> Memory {
    let desk = Memory::new();
    let mut cora = people::amir();
    cora.entry.reference = CARER.to_owned();
    cora.entry.form = FormVersion {
        id: "carer-assessment".to_owned(),
        version: 1,
    };
    cora.answers = vec![
        answer(
            "risks",
            "Is any of this happening?",
            json!(["carer-breakdown"]),
            "I cannot go on",
        ),
        answer(
            "strengths",
            "What goes well?",
            json!("I <laugh> a lot."),
            "I <laugh> a lot.",
        ),
        answer(
            "caring-hours-per-week",
            "How many hours a week?",
            json!(60),
            "60",
        ),
        answer(
            "outcome-recreation",
            "Free time",
            json!(["needs-assistance"]),
            "I cannot without help",
        ),
        answer(
            "outcome-recreation-words",
            "Tell us more",
            json!("I gave up the choir."),
            "I gave up the choir.",
        ),
        answer(
            "outcome-nutrition",
            "Eating",
            json!(["takes-longer"]),
            "It takes much longer",
        ),
    ];
    let changed = Change::ChangeAnswer(ChangedAnswer {
        question: "caring-hours-per-week".to_owned(),
        asked: Some("How many hours a week?".to_owned()),
        said: "80".to_owned(),
        value: None,
        because: "The nights.".to_owned(),
        carer_agrees: true,
    });
    let step = Step {
        at: now(),
        who: "ann.begum".to_owned(),
        change: changed,
    };
    cora.assessment = Some(Assessment::new(cora.entry.received_at, vec![step]));
    desk.referrals.borrow_mut().push(cora);
    desk
}

#[test]
fn a_worker_reads_what_a_carer_told_us_on_one_page_strengths_first() {
    let desk = desk();
    let referral = see(&desk, "ann.begum", &format!("/staff/referrals/{CARER}"));
    assert!(referral.contains(&format!("href=\"/staff/referrals/{CARER}/summary\"")));
    let shown = see(
        &desk,
        "ann.begum",
        &format!("/staff/referrals/{CARER}/summary"),
    );
    let place = |text: &str| shown.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(place("Do not contact the person they look after") < place("I &lt;laugh&gt; a lot."));
    assert!(place("50 hours or more") < place("I &lt;laugh&gt; a lot."));
    assert!(place("I &lt;laugh&gt; a lot.") < place("I cannot go on"));
    assert!(place("Outcomes that count: 1") < place("I gave up the choir."));
    assert!(place("I gave up the choir.") < place("Only takes longer, which does not count"));
    assert!(place("Still to ask") < place("What stands now, with the carer’s agreement"));
    let main = shown.to_lowercase();
    for never in ["eligible", "likely", "undetermined", "not-indicated"] {
        assert!(!main.contains(never), "{never}");
    }
}

#[test]
fn a_machine_reads_the_same_as_json() {
    let desk = desk();
    let reply = Asking::get(&format!("/api/v1/referrals/{CARER}/summary"))
        .token("all")
        .of(&desk);
    assert_eq!(reply.status, 200);
    let body = json(&reply);
    assert_eq!(body["reference"], CARER);
    assert_eq!(body["sections"]["strengths"][0]["said"], "I <laugh> a lot.");
    assert_eq!(body["hours"]["fifty_or_more"], true);
    assert_eq!(body["outcomes_counted"][0]["outcome"], "recreation");
    assert_eq!(body["takes_longer_only"][0]["outcome"], "nutrition");
    assert_eq!(body["changed_answers"][0]["versions"][0]["said"], "80");
    let described = &crate::openapi::fragment()["paths"]["/api/v1/referrals/{reference}/summary"];
    let schema = &described["get"]["responses"]["200"]["content"]["application/json"]["schema"];
    let members: Vec<&String> = body.as_object().unwrap().keys().collect();
    let known: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
    assert_eq!(members, known);
}

#[test]
fn another_form_has_no_summary_and_who_may_not_read_it_learns_nothing() {
    let desk = desk();
    let api = |reference: &str| {
        Asking::get(&format!("/api/v1/referrals/{reference}/summary"))
            .token("all")
            .of(&desk)
            .status
    };
    assert_eq!(api(people::DORIS), 409);
    let page = Asking::get(&format!("/staff/referrals/{}/summary", people::DORIS))
        .signed_in("ann.begum")
        .of(&desk);
    assert_eq!(page.status, 404);
    for referral in desk.referrals.borrow_mut().iter_mut() {
        referral.restricted_to = vec!["sam.patel".to_owned()];
    }
    assert_eq!(api(CARER), 404);
}
