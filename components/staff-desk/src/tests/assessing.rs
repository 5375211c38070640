//! A carer's assessment is worked from the desk: through the API and on the pages.

use assessments::Assessment;
use serde_json::{Value, json};
use web::Reply;

use super::memory::Memory;
use super::pages::{page, see};
use super::people::{self, answer};
use super::{Asking, json};
use crate::possible_match::{Likeness, PossibleMatch, Relation};
use crate::referral::FormVersion;

const CARER: &str = "ASC-4G8J-6KMN";

/// A desk at which Cora's self-assessment has arrived.
fn desk() -> Memory {
    let desk = Memory::new();
    let mut cora = people::amir();
    cora.entry.reference = CARER.to_owned();
    cora.entry.form = FormVersion {
        id: "carer-assessment".to_owned(),
        version: 1,
    };
    cora.entry.name = Some("Cora Diaz".to_owned());
    cora.entry.queue = "carers".to_owned();
    cora.answers = vec![
        answer(
            "caring-hours-per-week",
            "How many hours a week?",
            json!(30),
            "30 hours",
        ),
        answer(
            "safe-to-mention",
            "Is it safe to mention this?",
            json!("no"),
            "No",
        ),
    ];
    cora.assessment = Some(Assessment::new(cora.entry.received_at, Vec::new()));
    desk.referrals.borrow_mut().push(cora);
    desk
}

fn step(desk: &Memory, token: &str, step: &str, body: &Value) -> Reply {
    Asking::post(&format!("/api/v1/referrals/{CARER}/assessment-{step}"))
        .token(token)
        .matching(&desk.referral(CARER).etag)
        .json(body)
        .of(desk)
}

fn conversation() -> Value {
    json!({"held_on": "2026-11-30", "how": "phone", "who_was_there": "Cora and I",
        "told_about_process": true, "notes": "We went through it."})
}

fn changed(said: &str) -> Value {
    json!({"question": "caring-hours-per-week", "said": said, "answer": 60,
        "because": "She had left out the nights.", "carer_agrees": true})
}

fn decision(met: [bool; 3], word: &str) -> Value {
    let found = |met: bool| json!({"met": met, "because": "She said so."});
    json!({"conditions": {"necessary_care": found(met[0]), "effect": found(met[1]), "wellbeing": found(met[2])},
        "decision": word, "reasons": "As found.", "advice": "Groups near her."})
}

fn assessment(desk: &Memory) -> Value {
    let reply = Asking::get(&format!("/api/v1/referrals/{CARER}"))
        .token("all")
        .of(desk);
    json(&reply)["assessment"].clone()
}

#[test]
fn an_assessment_goes_from_submitted_to_a_decision_through_the_api() {
    let desk = desk();
    assert_eq!(assessment(&desk)["state"], "submitted");
    for (name, body) in [
        ("begin", json!({})),
        ("conversation", conversation()),
        ("answer", changed("60 hours")),
        ("answer", changed("70 hours")),
        ("agree", json!({})),
        ("decision", decision([true; 3], "eligible")),
        (
            "record-given",
            json!({"on": "2026-12-01", "how": "in-writing"}),
        ),
    ] {
        let reply = step(&desk, "all", name, &body);
        assert_eq!(reply.status, 200, "{name}: {}", page(&reply));
    }
    let shown = assessment(&desk);
    assert_eq!(shown["state"], "agreed");
    assert_eq!(shown["states"][0]["state"], "submitted");
    assert_eq!(shown["states"][1]["state"], "being-checked-with-you");
    let changed = &shown["changed_answers"][0];
    assert_eq!(changed["sent"], json!({"said": "30 hours", "answer": 30}));
    assert_eq!(changed["question"], "How many hours a week?");
    assert_eq!(changed["versions"][0]["said"], "60 hours");
    assert_eq!(changed["versions"][1]["answer"], 60);
    assert_eq!(changed["versions"][1]["who"], "token:all");
    assert_eq!(shown["decisions"][0]["decision"], "eligible");
    assert_eq!(shown["record_given"]["how"], "in-writing");
    // What the carer sent stays where it was.
    let reply = Asking::get(&format!("/api/v1/referrals/{CARER}"))
        .token("all")
        .of(&desk);
    assert_eq!(json(&reply)["answers"][0]["answer"], 30);
}

#[test]
fn every_mistake_in_a_step_is_named_and_nothing_is_stored() {
    let desk = desk();
    let fields = |name: &str, body: &Value| -> Vec<String> {
        let reply = step(&desk, "all", name, body);
        assert_eq!(reply.status, 422, "{}", page(&reply));
        let problems = json(&reply)["errors"].as_array().unwrap().clone();
        let field = |problem: &Value| problem["field"].as_str().unwrap().to_owned();
        problems.iter().map(field).collect()
    };
    assert_eq!(
        fields(
            "conversation",
            &json!({"how": "pigeon", "told_about_process": "yes", "extra": 1})
        ),
        [
            "extra",
            "held_on",
            "how",
            "who_was_there",
            "told_about_process",
            "notes"
        ]
    );
    let mut tomorrow = conversation();
    tomorrow["held_on"] = json!("2026-12-02");
    assert_eq!(fields("conversation", &tomorrow), ["held_on"]);
    assert_eq!(fields("decline", &json!({"reason": " "})), ["reason"]);
    let together = json!({"agrees": true, "asked_on": "2026-12-01", "asked_alone": false});
    assert_eq!(fields("joint", &together), ["asked_alone"]);
    step(&desk, "all", "conversation", &conversation());
    step(&desk, "all", "agree", &json!({}));
    assert_eq!(
        fields("decision", &decision([true, false, true], "eligible")),
        ["decision"]
    );
    assert_eq!(assessment(&desk)["decisions"], json!([]));
}

#[test]
fn a_step_out_of_turn_and_a_form_without_an_assessment_are_conflicts() {
    let desk = desk();
    assert_eq!(step(&desk, "all", "agree", &json!({})).status, 409);
    assert_eq!(
        step(&desk, "all", "resume", &json!({"reason": "Yes."})).status,
        409
    );
    let other = Asking::post(&format!(
        "/api/v1/referrals/{}/assessment-begin",
        people::DORIS
    ))
    .token("all")
    .matching("1")
    .json(&json!({}))
    .of(&desk);
    assert_eq!(other.status, 409);
    let without_tag = Asking::post(&format!("/api/v1/referrals/{CARER}/assessment-begin"))
        .token("all")
        .json(&json!({}))
        .of(&desk);
    assert_eq!(without_tag.status, 428);
    assert_eq!(step(&desk, "reader", "begin", &json!({})).status, 403);
}

/// Sends a form of the assessment's page.
fn send(desk: &Memory, who: &str, name: &str, fields: &[(&str, &str)]) -> Reply {
    let csrf = format!("csrf-of-{who}");
    let etag = desk.referral(CARER).etag;
    let mut all = vec![
        ("csrf", csrf.as_str()),
        ("etag", etag.as_str()),
        ("seen", "1"),
    ];
    all.extend(fields);
    Asking::post(&format!("/staff/referrals/{CARER}/assessment-{name}"))
        .signed_in(who)
        .form(&all)
        .of(desk)
}

fn on_page(desk: &Memory, who: &str) -> String {
    see(desk, who, &format!("/staff/referrals/{CARER}/assessment"))
}

const CONVERSATION: [(&str, &str); 7] = [
    ("conversation-held-on-day", "30"),
    ("conversation-held-on-month", "11"),
    ("conversation-held-on-year", "2026"),
    ("conversation-how", "phone"),
    ("conversation-who-was-there", "Cora and I"),
    ("conversation-told-about-process", "yes"),
    ("conversation-notes", "We went through it."),
];

#[test]
fn a_worker_checks_changes_and_agrees_on_the_pages() {
    let desk = desk();
    let referral = see(&desk, "ann.begum", &format!("/staff/referrals/{CARER}"));
    assert!(referral.contains("Work on the assessment, or print its record"));
    assert!(referral.contains("Talk with the carer."));
    let sent = send(&desk, "ann.begum", "conversation", &CONVERSATION);
    assert_eq!(
        sent.header("location"),
        Some(format!("/staff/referrals/{CARER}/assessment?done=assessment-conversation").as_str())
    );
    let answer = [
        ("answer-question", "caring-hours-per-week"),
        ("answer-asked", ""),
        ("answer-said", "60 hours"),
        ("answer-because", "She had left out the nights."),
        ("answer-carer-agrees", "yes"),
    ];
    assert_eq!(send(&desk, "ann.begum", "answer", &answer).status, 303);
    let shown = on_page(&desk, "ann.begum");
    let place = |text: &str| shown.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(place("What the carer sent") < place("What stands now, with the carer’s agreement"));
    assert!(shown.contains("30 hours") && shown.contains("60 hours"));
    assert!(shown.contains("Why: She had left out the nights."));
    assert!(shown.contains("Written by Ann Begum, "));
    assert!(place("We went through it.") < place("everything is as the carer sent it"));
    assert_eq!(send(&desk, "ann.begum", "agree", &[]).status, 303);
    let agreed = on_page(&desk, "ann.begum");
    assert!(agreed.contains(">Agreed</strong>") && agreed.contains("The council decides now."));
}

#[test]
fn a_question_that_was_left_out_is_recorded_as_it_was_asked() {
    let desk = desk();
    send(&desk, "ann.begum", "conversation", &CONVERSATION);
    let added = [
        ("answer-question", "other"),
        ("answer-asked", "Who comes when you are ill?"),
        ("answer-said", "Her sister"),
        ("answer-because", "It was left out."),
        ("answer-carer-agrees", "yes"),
    ];
    assert_eq!(send(&desk, "ann.begum", "answer", &added).status, 303);
    let shown = on_page(&desk, "ann.begum");
    assert!(shown.contains("Who comes when you are ill?"));
    assert!(shown.contains("Nothing: this was not answered."));
}

#[test]
fn a_form_that_is_not_right_comes_back_with_what_was_typed() {
    let desk = desk();
    let reply = send(
        &desk,
        "ann.begum",
        "conversation",
        &[
            ("conversation-held-on-day", "30"),
            ("conversation-notes", "She <cried> at first."),
        ],
    );
    assert_eq!(reply.status, 422);
    let shown = page(&reply);
    for words in [
        "She &lt;cried&gt; at first.",
        "href=\"#conversation-held-on\"",
        "Enter the day on which you talked, such as 24 12 2026",
        "Choose how you talked",
        "<h1 class=\"govuk-heading-l\">Carer’s assessment</h1>",
    ] {
        assert!(shown.contains(words), "{words}");
    }
    assert_eq!(assessment(&desk)["conversations"], json!([]));
    // Somebody else was quicker.
    let stale = Asking::post(&format!("/staff/referrals/{CARER}/assessment-decline"))
        .signed_in("ann.begum")
        .form(&[
            ("csrf", "csrf-of-ann.begum"),
            ("etag", "old"),
            ("decline-reason", "Not now."),
        ])
        .of(&desk);
    assert_eq!(stale.status, 412);
    assert!(
        page(&stale).contains("Not now.")
            && page(&stale).contains("changed while you were working")
    );
}

#[test]
fn only_who_may_decide_is_offered_it_and_the_words_are_theirs() {
    let desk = desk();
    let before = on_page(&desk, "sam.patel").to_lowercase();
    assert!(!before.contains("eligible"), "nobody has decided");
    send(&desk, "ann.begum", "conversation", &CONVERSATION);
    send(&desk, "ann.begum", "agree", &[]);
    let adviser = on_page(&desk, "ann.begum");
    assert!(!adviser.contains("Record a decision") && !adviser.to_lowercase().contains("eligible"));
    assert!(on_page(&desk, "sam.patel").contains("Record a decision"));
    let fields = [
        ("decision-necessary-care-met", "yes"),
        ("decision-necessary-care-because", "He cannot wash alone."),
        ("decision-effect-met", "no"),
        ("decision-effect-because", "Nothing found."),
        ("decision-wellbeing-met", "yes"),
        ("decision-wellbeing-because", "She sleeps badly."),
        ("decision-decision", "not-eligible"),
        ("decision-reasons", "One condition is not met."),
        ("decision-advice", "The Essex groups for carers."),
    ];
    assert_eq!(send(&desk, "ann.begum", "decision", &fields).status, 403);
    let without_advice = &fields[..8];
    let refused = send(&desk, "sam.patel", "decision", without_advice);
    assert_eq!(refused.status, 422);
    assert!(page(&refused).contains("Write which advice and information you gave"));
    assert_eq!(send(&desk, "sam.patel", "decision", &fields).status, 303);
    let decided = on_page(&desk, "ann.begum");
    assert!(decided.contains("Not eligible: a condition is not met"));
    assert!(decided.contains("Decided and written by Sam Patel"));
    assert!(decided.contains("Give the carer the written record"));
}

#[test]
fn a_joint_assessment_is_asked_about_alone_safely_and_not_on_paper() {
    let desk = desk();
    let shown = on_page(&desk, "ann.begum");
    assert!(shown.contains(
        "not safe to mention this to the person they look after. Do not ask that person."
    ));
    let answer = |cared_for: &'static str| {
        [
            ("joint-cared-for", cared_for),
            ("joint-agrees", "yes"),
            ("joint-asked-on-day", "1"),
            ("joint-asked-on-month", "12"),
            ("joint-asked-on-year", "2026"),
            ("joint-asked-alone", "yes"),
        ]
    };
    assert_eq!(
        send(&desk, "ann.begum", "joint", &answer("Dad")).status,
        303
    );
    assert!(on_page(&desk, "ann.begum").contains("Separate: not everybody has agreed"));
    assert_eq!(send(&desk, "ann.begum", "joint", &answer("")).status, 303);
    let shown = on_page(&desk, "ann.begum");
    assert!(shown.contains("It may be done together with <strong>Dad</strong>"));
    assert!(shown.contains("<section class=\"app-no-print\" aria-labelledby=\"joint\">"));
}

#[test]
fn declining_is_recorded_and_taken_back() {
    let desk = desk();
    let no = [("decline-reason", "Not before the spring.")];
    assert_eq!(send(&desk, "ann.begum", "decline", &no).status, 303);
    let shown = on_page(&desk, "ann.begum");
    assert!(shown.contains("Declined by the carer") && shown.contains("Not before the spring."));
    assert!(!shown.contains("Record a conversation"));
    let yes = [("resume-reason", "She rang.")];
    assert_eq!(send(&desk, "ann.begum", "resume", &yes).status, 303);
    assert!(on_page(&desk, "ann.begum").contains("Record a conversation"));
}

#[test]
fn with_a_safeguarding_sign_declining_ends_nothing() {
    let desk = desk();
    for referral in desk.referrals.borrow_mut().iter_mut() {
        referral.entry.safeguarding_sign = true;
    }
    send(
        &desk,
        "ann.begum",
        "decline",
        &[("decline-reason", "He said no for her.")],
    );
    assert!(on_page(&desk, "ann.begum").contains("That the carer declines does not end this"));
    let close = Asking::post(&format!("/api/v1/referrals/{CARER}/close"))
        .token("all")
        .matching(&desk.referral(CARER).etag)
        .json(&json!({"outcome": "NFA: Support declined"}))
        .of(&desk);
    assert_eq!(close.status, 409);
}

#[test]
fn what_the_carer_wished_for_on_the_form_stands_where_it_is_needed() {
    let desk = desk();
    let wishes = [
        answer(
            "wants-assessment",
            "Go through it?",
            json!("not-now"),
            "No, not now",
        ),
        answer(
            "joint-or-separate",
            "Which?",
            json!("separate"),
            "On my own",
        ),
    ];
    for referral in desk.referrals.borrow_mut().iter_mut() {
        referral.answers.extend(wishes.clone());
    }
    let shown = on_page(&desk, "ann.begum");
    assert!(shown.contains("On the form the carer said: not now."));
    assert!(
        shown
            .contains("The carer’s wish on the form: “<span class=\"app-typed\">On my own</span>”")
    );
    send(&desk, "ann.begum", "conversation", &CONVERSATION);
    assert!(!on_page(&desk, "ann.begum").contains("On the form the carer said: not now."));
}

#[test]
fn another_form_has_no_page_of_an_assessment() {
    let reply = Asking::get(&format!("/staff/referrals/{}/assessment", people::DORIS))
        .signed_in("ann.begum")
        .of(&desk());
    assert_eq!(reply.status, 404);
    let referral = see(
        &desk(),
        "ann.begum",
        &format!("/staff/referrals/{}", people::DORIS),
    );
    assert!(!referral.contains("Work on the assessment"));
}

#[test]
fn what_may_belong_together_is_shown_with_reasons_and_a_warning_and_not_on_paper() {
    let desk = desk();
    let target = format!("/staff/referrals/{CARER}");
    assert!(!see(&desk, "ann.begum", &target).contains("Possible matches"));
    desk.matches.borrow_mut().push(PossibleMatch {
        entry: people::doris().entry,
        relation: Relation::LooksAfter,
        because: vec![Likeness::GivenName, Likeness::Postcode],
        score: None,
    });
    let shown = see(&desk, "ann.begum", &target);
    assert!(shown.contains("Do not mention either contact to the other person."));
    assert!(shown.contains(
        "May be about somebody whom this carer looks after: the same last name, the same first name and the same \
         postcode."
    ));
    assert!(shown.contains("<section class=\"app-no-print\" aria-labelledby=\"matches\">"));
    let reply = Asking::get(&format!("/api/v1/referrals/{CARER}/possible-matches"))
        .token("all")
        .of(&desk);
    let body = json(&reply);
    assert_eq!(
        body["warning"],
        "Do not mention either contact to the other person."
    );
    assert_eq!(body["items"][0]["referral"]["reference"], people::DORIS);
    assert_eq!(body["items"][0]["relation"], "looks-after");
    assert_eq!(
        body["items"][0]["because"],
        json!(["given-name", "postcode"])
    );
}
