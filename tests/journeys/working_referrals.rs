//! What workers do with referrals between taking them on and closing them, without JavaScript.

use crate::harness::{Page, Site, Worker, json};

/// A queue that no rule sends anything to, so that what stands in it is this test's.
const QUIET: &str = "complaints";

fn signed_in(site: &Site, roles: &[&str]) -> Worker {
    let mut worker = site.worker(roles);
    worker.sign_in();
    worker
}

/// An everyday contact, moved to a queue.
fn contact(site: &Site, given_name: &str, queue: &str) -> String {
    let answers = json!({
        "about": "self", "given-name": given_name, "family-name": "Ashdown", "needs": ["meals-nutrition"],
        "postcode": "CM2 6AA", "phone": "01632 960101", "narrative": "I cannot cook any more.",
    });
    let receipt = site.nobody().submit("adult-contact", &answers);
    let reference = receipt["reference"].as_str().expect("a reference");
    site.administrator()
        .change_now(
            reference,
            "reroute",
            &json!({"queue": queue, "reason": "For this test."}),
        )
        .expect(200);
    reference.to_owned()
}

fn concern(site: &Site) -> String {
    let answers = json!({"narrative": "He takes her pension.", "risks": ["exploitation"], "given-name": "Edith"});
    let receipt = site.nobody().submit("safeguarding-concern", &answers);
    receipt["reference"]
        .as_str()
        .expect("a reference")
        .to_owned()
}

#[track_caller]
fn says(page: &Page, words: &str) {
    assert!(page.main.contains(words), "no \"{words}\": {}", page.main);
}

#[test]
fn next_for_me_opens_what_comes_first_and_the_text_of_it_can_be_copied() {
    let site = Site::shared();
    let reference = contact(site, "Cora", QUIET);
    let mut worker = signed_in(site, &["adviser"]);
    let browser = &mut worker.browser;
    browser.open(&format!("/staff/queues?queue={QUIET}"));
    browser.press("Next for me in this queue");
    says(browser.page(), "This is next for you. You have claimed it.");
    let taken = browser.at.clone();
    assert!(taken.contains("/staff/referrals/ASC-"), "{taken}");
    browser.open(&format!("/staff/referrals/{reference}"));
    browser.follow("Copy for the case system");
    says(
        browser.page(),
        "Paste it into the record of this person only.",
    );
    let text = browser
        .caller
        .get(&format!("/staff/referrals/{reference}/text"))
        .expect(200);
    assert_eq!(
        text.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    assert!(text.text().contains("I cannot cook any more."));
    browser.open(&format!("/staff/referrals/{reference}"));
    browser.follow("Print");
    says(browser.page(), "Printed by");
}

#[test]
fn a_worker_tries_waits_escalates_and_writes_down_the_number_of_the_case() {
    let site = Site::shared();
    let reference = contact(site, "Delia", "reviews");
    let mut worker = signed_in(site, &["adviser"]);
    let browser = &mut worker.browser;
    let at = format!("/staff/referrals/{reference}");
    browser.open(&at);
    browser.follow("Record a contact attempt");
    browser.press("Record attempt");
    assert_eq!(browser.status, 422);
    says(browser.page(), "Choose how you tried");
    browser
        .fill("how", &["phone"])
        .fill("answered", &["nobody"])
        .fill("safe-to-talk", &["not-asked"])
        .fill("note", &["No message left."])
        .press("Record attempt");
    says(browser.page(), "1 try in a row without an answer");
    browser.follow("Wait for the person");
    browser
        .fill("what-for", &["Her daughter rings back."])
        .fill("until-day", &["1"])
        .fill("until-month", &["2"])
        .fill("until-year", &["2020"])
        .press("Wait until then");
    assert_eq!(browser.status, 422, "a day that has gone");
    assert!(browser.page().html.contains("Her daughter rings back."));
    browser.open(&at);
    browser.follow("Ask a senior to look");
    browser
        .fill("reason", &["She is alone."])
        .press("Ask a senior");
    says(browser.page(), "A senior should look.");
    browser.follow("Case system number");
    browser.fill("number", &["20417733"]).press("Save number");
    says(browser.page(), "20417733");
    let (read, _) = site.administrator().referral(&reference);
    assert_eq!(read["casework"]["case_number"], "20417733");
    assert_eq!(read["casework"]["unanswered"], 1);
}

#[test]
fn a_concern_that_nobody_answers_goes_to_a_senior_who_decides_on_a_welfare_check() {
    let site = Site::shared();
    let reference = concern(site);
    let mut worker = signed_in(site, &["adviser"]);
    let browser = &mut worker.browser;
    let at = format!("/staff/referrals/{reference}");
    for _ in 0..2 {
        browser.open(&at);
        browser.follow("Record a contact attempt");
        browser
            .fill("how", &["phone"])
            .fill("answered", &["voicemail"])
            .fill("safe-to-talk", &["not-asked"])
            .press("Record attempt");
    }
    says(
        browser.page(),
        "Nobody answers, and somebody may be in danger",
    );
    assert!(
        browser
            .page()
            .find_link("Decide on a welfare check")
            .is_none()
    );
    let mut senior = signed_in(site, &["senior"]);
    senior.browser.open(&at);
    says(senior.browser.page(), "opened this");
    senior.browser.follow("Decide on a welfare check");
    senior
        .browser
        .fill("decision", &["visit"])
        .fill("reasons", &["No word for a day."])
        .press("Record decision");
    says(
        senior.browser.page(),
        "Welfare check: Visit to see whether they are safe.",
    );
}

#[test]
fn somebody_who_was_quicker_is_seen_beside_what_was_typed() {
    let site = Site::shared();
    let reference = contact(site, "Enid", "reviews");
    let mut worker = signed_in(site, &["adviser"]);
    let browser = &mut worker.browser;
    browser.open(&format!("/staff/referrals/{reference}"));
    browser.follow("Move to another queue");
    site.administrator()
        .change_now(
            &reference,
            "note",
            &json!({"text": "She moved to her sister."}),
        )
        .expect(200);
    browser
        .fill("queue", &["sensory"])
        .fill("reason", &["It is her sight."])
        .press("Move referral");
    assert_eq!(browser.status, 412);
    for words in [
        "What changed meanwhile",
        "She moved to her sister.",
        "What you typed, not stored yet",
    ] {
        says(browser.page(), words);
    }
    let (read, _) = site.administrator().referral(&reference);
    assert_eq!(read["queue"], "reviews", "nothing was overwritten");
    browser.press("Move referral");
    let (read, _) = site.administrator().referral(&reference);
    assert_eq!(
        read["queue"], "sensory",
        "what was typed was still there to send"
    );
}

#[test]
fn a_senior_hands_out_what_was_ticked_and_keeps_the_list_as_a_view() {
    let site = Site::shared();
    let (first, second) = (
        contact(site, "Flora", "reviews"),
        contact(site, "Greta", "reviews"),
    );
    let mut senior = signed_in(site, &["senior"]);
    let colleague = site.worker(&["adviser"]);
    let browser = &mut senior.browser;
    let list = "/staff/queues?queue=reviews&assignee=Nobody&sort=oldest-first";
    browser.open(list);
    says(browser.page(), "held by nobody, oldest first");
    browser
        .fill("name", &["Reviews to hand out"])
        .press("Save view");
    says(browser.page(), "This view is saved.");
    // Somebody takes the second between the list and the press.
    let taken = site
        .administrator()
        .change_now(&second, "claim", &json!({}));
    taken.expect(200);
    let ticked = [format!("{first} "), format!("{second} ")];
    let ticked: Vec<&str> = ticked.iter().map(String::as_str).collect();
    browser
        .fill("pick", &ticked)
        .fill("assign-to", &[&colleague.username])
        .press("Assign");
    says(browser.page(), "1 of 2 assigned to");
    says(browser.page(), "Left alone");
    let (read, _) = site.administrator().referral(&first);
    assert_eq!(read["assignee"], colleague.username.as_str());
    browser.open("/staff/queues");
    browser.follow("Reviews to hand out");
    says(browser.page(), "held by nobody, oldest first");
    browser.open("/staff/queues");
    browser.press("Remove the view Reviews to hand out");
    assert!(browser.page().find_link("Reviews to hand out").is_none());
}

#[test]
fn section_42_that_is_not_met_goes_to_another_team_with_its_clock() {
    let site = Site::shared();
    let reference = concern(site);
    let (before, _) = site.administrator().referral(&reference);
    let mut worker = signed_in(site, &["safeguarding"]);
    let browser = &mut worker.browser;
    browser.open(&format!("/staff/referrals/{reference}"));
    browser.follow("Record a section 42 decision");
    for (limb, finding) in [("a", "yes"), ("b", "no"), ("c", "no")] {
        browser.fill(&format!("{limb}-finding"), &[finding]);
        browser.fill(&format!("{limb}-because"), &["As she told us."]);
    }
    browser
        .fill("decision", &["no-enquiry"])
        .fill("reasons", &["Not met: she wants help at home."])
        .fill("queue", &["locality-mid"])
        .press("Record decision");
    says(browser.page(), "No enquiry under section 42");
    let (read, _) = site.administrator().referral(&reference);
    assert_eq!(read["queue"], "locality-mid");
    assert_eq!(read["respond_by"], before["respond_by"]);
}
