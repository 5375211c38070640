//! A carer's self-assessment is checked with them, agreed and decided, by workers at the desk.

use crate::harness::{Json, Site, Worker, json};

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
