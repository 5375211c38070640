//! The pages that every form has, at the address of the carer's self-assessment: saving and coming back,
//! Easy Read, the copy, questions about equality, and the ways out.

use super::carer_assessment::{FORM, SIXTY_HOURS, through_every_part};
use super::filling_in::{answer_this_page, send};
use crate::harness::{Page, Resident, Site, json};

/// What stands in bold after these words.
#[track_caller]
fn bold_after(page: &Page, words: &str) -> String {
    let (_, after) = page
        .html
        .split_once(words)
        .unwrap_or_else(|| panic!("no \"{words}\": {}", page.main));
    let (_, bold) = after.split_once("<strong>").expect("something in bold");
    bold.split('<').next().unwrap_or_default().to_owned()
}

/// Somebody who has said that their health is at risk, and stops there.
fn stopped() -> Resident {
    let mut carer = Site::shared().resident();
    carer.open(&format!("{FORM}/your-health"));
    let answers = [
        ("health-at-risk", ["yes"].as_slice()),
        ("health-words", ["My back has gone."].as_slice()),
    ];
    answer_this_page(&mut carer, &answers);
    assert!(carer.page().errors.is_empty());
    carer
}

#[test]
fn one_who_stops_half_way_has_support_at_once_and_goes_on_elsewhere_with_the_words() {
    let mut carer = stopped();
    let at = carer.at.clone();
    carer.press("Save and come back later");
    carer.press("Save my answers");
    let words = bold_after(carer.page(), "Your four words");
    let links = &carer.page().links;
    let link = links.iter().find(|link| link.href.contains("/resume/"));
    let link = link.expect("the link").href.clone();
    let link = link[link.find(FORM).expect("a link of this form")..].to_owned();
    carer.follow("Support for carers that you can use now");
    assert!(
        carer
            .page()
            .main
            .contains("You can use all of this without an assessment")
    );

    let mut elsewhere = Site::shared().resident();
    for open in [link, format!("{FORM}/resume")] {
        elsewhere.open(&open);
        let fields = elsewhere.page().question().clone();
        assert!(fields.has("four-words"));
        elsewhere.fill("four-words", &["these are not right"]);
        elsewhere.press("Open my answers");
        assert_eq!(elsewhere.status, 422, "{open}");
        if open.contains("/resume/") {
            elsewhere.fill("four-words", &[&words]);
            elsewhere.press("Open my answers");
            assert_eq!(elsewhere.at, at);
        }
    }
    elsewhere.open(&format!("{FORM}/your-health"));
    assert!(elsewhere.page().html.contains("My back has gone."));
}

#[test]
fn a_carer_who_reads_easy_read_loses_nothing_when_they_change_to_it() {
    let mut carer = stopped();
    carer.open(&format!("{FORM}/your-health"));
    carer.press("Easy Read");
    assert_eq!(
        carer.at.split('?').next(),
        Some("/carer-assessment/your-health")
    );
    let page = carer.page().clone();
    assert!(
        page.html
            .contains("Nobody has checked these Easy Read words yet.")
    );
    assert_eq!(page.question().values("health-at-risk"), ["yes"]);
    assert!(page.html.contains("My back has gone."));
    carer.open(&format!("{FORM}/check-answers"));
    send(&mut carer);
}

#[test]
fn whoever_sent_it_keeps_a_copy_is_counted_and_leaves_nothing() {
    let mut carer = Site::shared().resident();
    through_every_part(&mut carer, SIXTY_HOURS);
    let sent = send(&mut carer);
    carer.follow("see and print what you sent");
    assert_eq!(carer.at, format!("{FORM}/copy"));
    assert!(!carer.page().html.contains("My back"));
    carer.press("Yes, show what I sent");
    let copy = &carer.page().main;
    assert!(
        copy.contains("My back has gone") && copy.contains(&sent.reference),
        "{copy}"
    );
    carer.open(&format!("{FORM}/confirmation"));
    carer.follow("See what we ask and why");
    for (choice, page, answer, thanks) in [
        (
            "statistics",
            "health",
            ("health-condition", "prefer-not-to-say"),
            "We count them once only.",
        ),
        (
            "record",
            "religion",
            ("religion", "sikh"),
            "Your answers are with what you sent.",
        ),
    ] {
        let at = |page: &str| format!("{FORM}/equality/{choice}/{page}");
        carer.open(&format!("{FORM}/equality/{choice}"));
        assert_eq!(carer.status, 200, "{choice}");
        carer.open(&at(page));
        carer.fill(answer.0, &[answer.1]).press("Continue");
        carer.open(&at("check-answers"));
        carer.press("Send my answers");
        assert_eq!(carer.at, at("thank-you"));
        assert!(carer.page().main.contains(thanks), "{}", carer.page().main);
    }
    // The way out by a button, which ends what this browser had.
    let leave = format!("{FORM}/equality/record/leave");
    assert_eq!(carer.caller.post_form(&leave, &[]).status, 303);
    assert_eq!(carer.caller.get(&leave).status, 303);
    assert_eq!(
        carer.caller.post_form(&format!("{FORM}/leave"), &[]).status,
        303
    );
    carer.open(&format!("{FORM}/copy"));
    carer.press("Yes, show what I sent");
    assert!(!carer.page().html.contains("My back"));
}

#[test]
fn another_page_of_the_site_begins_the_form_with_what_it_knows() {
    let mut carer = Site::shared().resident();
    let known = [("given-name".to_owned(), "Winifred".to_owned())];
    let answer = carer.caller.post_form(&format!("{FORM}/begin"), &known);
    assert_eq!(answer.status, 303);
    carer.open(answer.header("location").expect("where it goes on"));
    assert_eq!(carer.status, 200);
}

#[test]
fn whatever_belongs_to_the_form_is_served_at_its_own_address() {
    let site = Site::shared();
    let page = site.resident().open(FORM).clone();
    let own: Vec<&String> = page
        .files
        .iter()
        .filter(|file| file.starts_with("/carer-assessment/assets/"))
        .collect();
    assert!(!own.is_empty(), "{:?}", page.files);
    for file in own {
        site.nobody().caller.get(file).expect(200);
    }
    let definition = site.nobody().caller.get("/api/v1/forms/carer-assessment");
    assert_eq!(definition.expect(200).json()["id"], "carer-assessment");
    let schema = site
        .nobody()
        .caller
        .get("/api/v1/forms/carer-assessment/schema")
        .expect(200)
        .json();
    assert!(
        schema["properties"]
            .to_string()
            .contains("caring-hours-per-week")
    );
    site.nobody()
        .caller
        .get("/readyz/carer-assessment")
        .expect(200);
    let mut resident = site.resident();
    resident.open("/carer-assessment/no-such-page");
    assert_eq!(resident.status, 404);
}

#[test]
fn a_machine_asks_what_answers_point_to_and_nothing_is_stored() {
    let caller = Site::shared().nobody().caller;
    let path = "/api/v1/carer-assessments/indication";
    let answers = json!({
        "necessary_care": "yes", "health_at_risk": "no", "wellbeing_impact": "significant",
        "outcomes": {"nutrition": {"limbs": ["needs-assistance"]}, "recreation": {"limbs": ["takes-longer"]}},
    });
    let found = caller.post(path, &answers).expect(200).json();
    assert_eq!(found["overall"], "likely");
    assert_eq!(found["outcomes_counted"], json!(["nutrition"]));
    let nothing = caller.post(path, &json!({})).expect(200).json();
    assert_eq!(nothing["overall"], "undetermined");
    let wrong = json!({"necessary_care": "perhaps", "age": 40, "outcomes": {"sleep": {"limbs": ["takes-longer"]}}});
    let fields = caller.post(path, &wrong).invalid_fields();
    assert_eq!(fields.len(), 3, "{fields:?}");
    assert!(fields.contains(&"age".to_owned()) && fields.contains(&"necessary_care".to_owned()));
    caller.get(path).problem(405);
    caller.post_bytes(path, b"{", &[]).problem(400);
}
