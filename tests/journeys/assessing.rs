//! A carer's self-assessment is checked with them, agreed and decided, by workers at the desk.

use crate::harness::{Json, Site, Worker, json};
use crate::visited::unsaid;

/// Every form of an assessment, by the last segment of its address.
const STEPS: [&str; 9] = [
    "begin",
    "conversation",
    "joint",
    "answer",
    "agree",
    "decision",
    "record-given",
    "decline",
    "resume",
];

fn signed_in(site: &Site, roles: &[&str]) -> Worker {
    let mut worker = site.worker(roles);
    worker.sign_in();
    worker
}

fn reference_of(receipt: &Json) -> String {
    receipt["reference"]
        .as_str()
        .expect("a reference")
        .to_owned()
}

#[test]
fn a_contact_through_another_form_has_no_assessment_to_work_on() {
    let site = Site::shared();
    let answers = json!({
        "about": "self", "given-name": "Mabel", "needs": ["meals-nutrition"], "phone": "01632 960101",
    });
    let reference = reference_of(&site.nobody().submit("adult-contact", &answers));
    let mut worker = signed_in(site, &["senior"]);
    let browser = &mut worker.browser;
    let referral = browser
        .open(&format!("/staff/referrals/{reference}"))
        .clone();
    assert!(
        !referral.main.contains("Work on the assessment"),
        "{}",
        referral.main
    );
    for page in ["assessment", "summary"] {
        browser.open(&format!("/staff/referrals/{reference}/{page}"));
        assert_eq!(browser.status, 404, "{page}");
    }
    let (_, pairs) = referral.form_with("Claim").pressed("Claim");
    for step in STEPS {
        let path = format!("/staff/referrals/{reference}/assessment-{step}");
        let answer = browser.caller.post_form(&path, &pairs).expect(409);
        let said = answer.page().main;
        assert!(said.contains("not a carer's assessment"), "{step}: {said}");
    }
    let summary = format!("/api/v1/referrals/{reference}/summary");
    site.administrator().caller.get(&summary).problem(409);
}

/// Cora looks after her mother, whose family name belongs to one test only.
fn cora(family_name: &str) -> Json {
    json!({
        "risks": ["none"], "given-name": "Cora", "family-name": "Diaz", "phone": "01632 960102",
        "cared-for-given-name": "Edith", "cared-for-family-name": family_name, "cared-for-age": 84,
        "cared-for-postcode": "CM2 6AA", "caring-hours-per-week": 30, "strengths": "We laugh a lot.",
    })
}

fn track(site: &Site, receipt: &Json) -> Json {
    let pair =
        json!({"reference": receipt["reference"], "tracking_code": receipt["tracking_code"]});
    let track = site.nobody().caller.post("/api/v1/track", &pair);
    track.expect(200).json()
}

#[test]
fn a_worker_checks_it_with_the_carer_and_a_senior_decides() {
    let site = Site::shared();
    let receipt = site.nobody().submit("carer-assessment", &cora("Fennimore"));
    let reference = reference_of(&receipt);
    assert_eq!(track(site, &receipt)["assessment"]["state"], "submitted");

    let mut adviser = signed_in(site, &["adviser"]);
    let browser = &mut adviser.browser;
    browser.open(&format!("/staff/referrals/{reference}"));
    let summary = browser
        .follow("Read what the carer told us on one page")
        .clone();
    assert!(summary.main.contains("We laugh a lot."), "{}", summary.main);
    browser.follow("Work on the assessment");
    browser
        .fill("conversation-held-on-day", &["5"])
        .fill("conversation-held-on-month", &["1"])
        .fill("conversation-held-on-year", &["2026"])
        .fill("conversation-how", &["phone"])
        .fill("conversation-who-was-there", &["Cora and I"])
        .fill("conversation-told-about-process", &["yes"])
        .fill("conversation-notes", &["We went through it."])
        .press("Record conversation");
    assert_eq!(browser.status, 200, "{}", browser.page().main);
    assert_eq!(
        track(site, &receipt)["assessment"]["state"],
        "being-checked-with-you"
    );
    browser
        .fill("answer-question", &["caring-hours-per-week"])
        .fill("answer-said", &["60 hours, with the nights"])
        .fill("answer-because", &["She had left out the nights."])
        .fill("answer-carer-agrees", &["yes"])
        .press("Change answer");
    let page = browser.page();
    for said in [
        "What the carer sent",
        "60 hours, with the nights",
        "Why: She had left out the nights.",
    ] {
        assert!(page.main.contains(said), "{said}: {}", page.main);
    }
    browser.press("We agree");
    assert!(!browser.page().main.contains("Record a decision"));
    assert_eq!(track(site, &receipt)["assessment"]["state"], "agreed");

    let mut senior = signed_in(site, &["senior"]);
    let browser = &mut senior.browser;
    browser.open(&format!("/staff/referrals/{reference}/assessment"));
    for condition in ["necessary-care", "effect", "wellbeing"] {
        browser.fill(&format!("decision-{condition}-met"), &["yes"]);
        browser.fill(&format!("decision-{condition}-because"), &["As she said."]);
    }
    browser
        .fill("decision-decision", &["eligible"])
        .fill("decision-reasons", &["All three are met."])
        .press("Record decision");
    let page = browser.page();
    assert!(page.main.contains("All three are met."), "{}", page.main);
    browser
        .fill("record-on-day", &["6"])
        .fill("record-on-month", &["1"])
        .fill("record-on-year", &["2026"])
        .fill("record-how", &["in-writing"])
        .press("Record it");
    let said = &browser.page().main;
    assert!(
        said.contains("was given the written record on 6 January 2026"),
        "{said}"
    );
    // The carer is told where it stands, and nothing of what staff wrote.
    let told = track(site, &receipt).to_string();
    assert!(
        told.contains("\"agreed\"") && !told.contains("eligible"),
        "{told}"
    );
}

#[test]
fn a_carer_who_declines_can_change_their_mind() {
    let site = Site::shared();
    let receipt = site.nobody().submit("carer-assessment", &cora("Fennimore"));
    let mut worker = signed_in(site, &["adviser"]);
    let browser = &mut worker.browser;
    browser.open(&format!(
        "/staff/referrals/{}/assessment",
        reference_of(&receipt)
    ));
    browser
        .fill("decline-reason", &["Not before the spring."])
        .press("Record that they decline");
    assert!(browser.page().main.contains("Declined by the carer"));
    assert_eq!(track(site, &receipt)["assessment"], json!(null));
    browser
        .fill("resume-reason", &["She rang."])
        .press("Record that they want it");
    assert_eq!(track(site, &receipt)["assessment"]["state"], "submitted");
}

#[test]
fn carer_and_person_cared_for_are_a_possible_match_until_either_is_restricted() {
    let site = Site::shared();
    let family_name = format!("Larkspur{}", std::process::id());
    let hers = json!({
        "about": "self", "given-name": "Edith", "family-name": family_name, "needs": ["meals-nutrition"],
        "postcode": "CM2 6AA", "phone": "01632 960101",
    });
    let hers = reference_of(&site.nobody().submit("adult-contact", &hers));
    let carers = site
        .nobody()
        .submit("carer-assessment", &cora(&family_name));
    let carers = reference_of(&carers);
    let mut worker = signed_in(site, &["adviser"]);
    for (here, there) in [(&carers, &hers), (&hers, &carers)] {
        let page = worker.browser.open(&format!("/staff/referrals/{here}"));
        for said in [
            there.as_str(),
            "Do not mention either contact to the other person.",
            "the same postcode",
        ] {
            assert!(page.main.contains(said), "{said}: {}", page.main);
        }
    }
    // Other journeys may have told of people of the same name.
    let matches = |reference: &str, other: &str| {
        let path = format!("/api/v1/referrals/{reference}/possible-matches");
        let found = worker.browser.caller.get(&path).expect(200).json();
        found.to_string().contains(other)
    };
    assert!(matches(&carers, &hers) && matches(&hers, &carers));
    let restriction = json!({"people": [worker.username], "reason": "She fears her daughter."});
    site.administrator()
        .change_now(&hers, "restrict", &restriction)
        .expect(200);
    assert!(!matches(&carers, &hers) && !matches(&hers, &carers));
}

/// What tracking shows on its page.
#[track_caller]
fn on_track(site: &Site, receipt: &Json) -> String {
    let mut resident = site.resident();
    let text = |member: &str| receipt[member].as_str().expect("a text").to_owned();
    resident.open("/track");
    resident
        .fill("reference", &[&text("reference")])
        .fill("tracking-code", &[&text("tracking_code")])
        .press("Continue");
    assert!(unsaid::said(&resident.page().html).is_empty());
    resident.page().main.clone()
}

/// A system of the council's; and the carer reads on `/track` how far it has come.
#[test]
fn a_machine_records_what_a_worker_would() {
    let site = Site::shared();
    let receipt = site.nobody().submit("carer-assessment", &cora("Fennimore"));
    let reference = reference_of(&receipt);
    let found = json!({"met": true, "because": "She said so."});
    let steps = [
        ("begin", json!({})),
        ("decline", json!({"reason": "Not now."})),
        ("resume", json!({"reason": "After all."})),
        (
            "conversation",
            json!({"held_on": "2026-06-01", "how": "phone", "who_was_there": "Cora and I",
                "told_about_process": true, "notes": "We went through it."}),
        ),
        (
            "joint",
            json!({"agrees": true, "asked_on": "2026-06-01", "asked_alone": true}),
        ),
        (
            "answer",
            json!({"question": "caring-hours-per-week", "said": "60 hours", "answer": 60,
                "because": "The nights.", "carer_agrees": true}),
        ),
        ("agree", json!({})),
        (
            "decision",
            json!({"conditions": {"necessary_care": found, "effect": found, "wellbeing": found},
                "decision": "eligible", "reasons": "As found.", "advice": "Groups near her."}),
        ),
        (
            "record-given",
            json!({"on": "2026-06-02", "how": "in-writing"}),
        ),
    ];
    assert_eq!(steps.len(), STEPS.len());
    let everything = site.administrator();
    for (step, body) in steps {
        assert!(STEPS.contains(&step));
        everything
            .change_now(&reference, &format!("assessment-{step}"), &body)
            .expect(200);
        if step == "decline" {
            let track = on_track(site, &receipt);
            assert!(
                track.contains("You can change your mind at any time"),
                "{track}"
            );
        }
    }
    let track = on_track(site, &receipt);
    for words in [
        "Your carer’s assessment",
        "We have what you told us about your caring.",
        "We are checking with you that we have understood everything.",
        "You and we agree on what it says.",
    ] {
        assert!(track.contains(words), "{words}: {track}");
    }
    for word in ["As found.", "Groups near her.", "decision"] {
        assert!(!track.contains(word), "{word}: {track}");
    }
    let (read, _) = everything.referral(&reference);
    let changed = &read["assessment"]["changed_answers"][0];
    assert_eq!(changed["sent"]["answer"], 30);
    assert_eq!(changed["versions"][0]["answer"], 60);
    // What the carer declines now is support, and no longer the assessment.
    let late = json!({"reason": "No."});
    everything
        .change_now(&reference, "assessment-decline", &late)
        .problem(409);
}

#[test]
fn whoever_is_to_talk_with_a_carer_reads_one_page_with_strengths_first() {
    let site = Site::shared();
    let told = json!({
        "given-name": "Cora", "cared-for-district": "basildon", "caring-hours-per-week": 30,
        "strengths": "We still laugh together.", "health-at-risk": "yes", "health-words": "My back has gone.",
        "outcome-nutrition": ["needs-assistance"], "outcome-recreation": ["takes-longer"],
    });
    let reference = reference_of(&site.nobody().submit("carer-assessment", &told));
    let mut worker = signed_in(site, &["adviser"]);
    worker
        .browser
        .open(&format!("/staff/referrals/{reference}"));
    worker
        .browser
        .follow("Read what the carer told us on one page");
    assert_eq!(
        worker.browser.at,
        format!("/staff/referrals/{reference}/summary")
    );
    let page = worker.browser.page().main.clone();
    let place = |words: &str| {
        page.find(words)
            .unwrap_or_else(|| panic!("{words}: {page}"))
    };
    assert!(place("We still laugh together.") < place("My back has gone."));
    assert!(place("Outcomes that count: 1") < place("Only takes longer"));
    assert!(
        unsaid::said(&worker.browser.page().html).is_empty(),
        "{page}"
    );
    let json = site
        .administrator()
        .caller
        .get(&format!("/api/v1/referrals/{reference}/summary"))
        .expect(200)
        .json();
    assert_eq!(json["reference"], reference.as_str());
    assert!(
        json["sections"]["strengths"]
            .to_string()
            .contains("We still laugh together."),
        "{json}"
    );
}
