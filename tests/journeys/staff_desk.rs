//! A worker's day.

use crate::harness::{Page, Site, Start, Worker, json};

fn contact(site: &Site, given_name: &str) -> String {
    let answers = json!({
        "about": "self", "given-name": given_name, "family-name": "Ashdown", "needs": ["meals-nutrition"],
        "postcode": "CM2 6AA", "phone": "01632 960101", "narrative": "I cannot cook any more.",
    });
    let receipt = site.nobody().submit("adult-contact", &answers);
    receipt["reference"]
        .as_str()
        .expect("a reference")
        .to_owned()
}

fn signed_in(site: &Site, roles: &[&str]) -> Worker {
    let mut worker = site.worker(roles);
    worker.sign_in();
    assert!(
        worker.browser.at.starts_with("/staff/queues"),
        "{}",
        worker.browser.page().main
    );
    worker
}

#[test]
fn a_worker_sees_the_queue_with_its_clock_claims_notes_and_closes() {
    let site = Site::shared();
    let reference = contact(site, "Winifred");
    let mut worker = signed_in(site, &["adviser"]);
    let browser = &mut worker.browser;
    let queue = browser.open("/staff/queues?queue=locality-mid").clone();
    assert!(
        queue.main.contains("Respond by") && queue.main.contains(" left"),
        "no clock: {}",
        queue.main
    );
    browser.open(&format!("/staff/referrals/{reference}"));
    let page = browser.page();
    for said in [
        reference.as_str(),
        "Winifred Ashdown",
        "I cannot cook any more.",
        "Claim",
    ] {
        assert!(page.main.contains(said), "{said} is missing: {}", page.main);
    }
    browser.press("Claim");
    assert!(
        browser.page().main.contains("Release"),
        "{}",
        browser.page().main
    );
    browser
        .fill("text", &["She prefers mornings."])
        .press("Add note");
    assert!(browser.page().main.contains("She prefers mornings."));
    browser
        .fill("outcome", &["NFA: Information and advice or signposting"])
        .press("Close referral");
    let page = browser.page();
    assert!(page.main.contains("Closed"), "{}", page.main);
    assert!(
        page.forms
            .iter()
            .all(|form| form.buttons.iter().all(|button| button.text != "Claim"))
    );
}

#[test]
fn risks_stand_first_on_a_referral() {
    let site = Site::shared();
    let answers = json!({
        "about": "self", "given-name": "Ada", "risks": ["domestic-abuse", "no-food-heat-medication"],
        "narrative": "He has the key to the kitchen.",
    });
    let receipt = site.nobody().submit("adult-contact", &answers);
    let reference = receipt["reference"].as_str().expect("a reference");
    let mut worker = signed_in(site, &["safeguarding"]);
    let page = worker
        .browser
        .open(&format!("/staff/referrals/{reference}"));
    let at = |words: &str| {
        page.main
            .find(words)
            .unwrap_or_else(|| panic!("no \"{words}\": {}", page.main))
    };
    assert!(
        at("Risks") < at("He has the key to the kitchen."),
        "{}",
        page.main
    );
    assert!(page.main.contains("omestic abuse"), "{}", page.main);
}

#[test]
fn two_workers_who_claim_at_once_are_told_who_was_quicker() {
    let site = Site::shared();
    let reference = contact(site, "Maud");
    let (mut quick, mut slow) = (signed_in(site, &["adviser"]), signed_in(site, &["adviser"]));
    let path = format!("/staff/referrals/{reference}");
    quick.browser.open(&path);
    slow.browser.open(&path);
    quick.browser.press("Claim");
    slow.browser.press("Claim");
    let page = slow.browser.page();
    assert!(
        page.main.contains(&quick.username),
        "it is not said who holds it: {}",
        page.main
    );
    let (read, _) = site.administrator().referral(&reference);
    assert_eq!(read["assignee"], quick.username.as_str());
}

#[test]
fn a_note_written_while_somebody_else_changed_the_referral_is_not_lost() {
    let site = Site::shared();
    let reference = contact(site, "Olive");
    let mut worker = signed_in(site, &["adviser"]);
    worker
        .browser
        .open(&format!("/staff/referrals/{reference}"));
    site.administrator()
        .change_now(&reference, "note", &json!({"text": "From the office."}))
        .expect(200);
    worker
        .browser
        .fill("text", &["A long note from a home visit."])
        .press("Add note");
    let page = worker.browser.page();
    assert!(
        page.html.contains("A long note from a home visit."),
        "{}",
        page.main
    );
}

#[test]
fn closing_a_referral_with_a_sign_needs_the_section_42_decision() {
    let site = Site::shared();
    let receipt = site.nobody().submit(
        "safeguarding-concern",
        &json!({"narrative": "He takes her pension."}),
    );
    let reference = receipt["reference"]
        .as_str()
        .expect("a reference")
        .to_owned();
    let mut worker = signed_in(site, &["safeguarding"]);
    let browser = &mut worker.browser;
    browser.open(&format!("/staff/referrals/{reference}"));
    browser.press("Claim");
    let closing = |page: &Page| page.forms.iter().any(|form| form.has("outcome"));
    assert!(
        !closing(browser.page()),
        "it can be closed without the decision"
    );
    browser.follow("Record a section 42 decision");
    for limb in ["a", "b", "c"] {
        browser.fill(&format!("{limb}-finding"), &["yes"]);
        browser.fill(&format!("{limb}-because"), &["As she told us."]);
    }
    browser
        .fill("decision", &["enquiry"])
        .fill("reasons", &["All three limbs are met."]);
    browser.press("Record decision");
    assert_eq!(browser.status, 200, "{}", browser.page().main);
    assert!(
        browser.page().main.contains("All three limbs are met."),
        "{}",
        browser.page().main
    );
    browser
        .fill(
            "outcome",
            &["Progress to assessment, review or reassessment"],
        )
        .press("Close referral");
    let (read, _) = site.administrator().referral(&reference);
    assert_eq!(read["status"], "closed");
}

#[test]
fn an_emergency_that_nobody_takes_stands_on_every_staff_page() {
    if !Site::is_ours() {
        return println!("only a site of our own has a clock that can be set");
    }
    let start = Start::named("emergency");
    let site = start.begin();
    let receipt = site
        .nobody()
        .submit("adult-contact", &json!({"risks": ["immediate-danger"]}));
    let reference = receipt["reference"]
        .as_str()
        .expect("a reference")
        .to_owned();
    let mut worker = signed_in(&site, &["adviser"]);
    let pages = [
        "/staff/queues".to_owned(),
        format!("/staff/referrals/{}", contact(&site, "Ivy")),
    ];
    for page in &pages {
        worker.browser.open(page);
        assert!(
            !worker.browser.page().main.contains("not been claimed"),
            "too early at {page}"
        );
    }
    assert_eq!(site.stop(), Some(0));

    let site = start
        .clone()
        .argument("--clock-offset-seconds")
        .argument("960")
        .begin();
    let mut worker = Worker::new(&site.url, &worker.username, &worker.password);
    worker.sign_in();
    for page in &pages {
        worker.browser.open(page);
        let page = worker.browser.page();
        assert!(
            page.main.contains("1 emergency has not been claimed"),
            "not on \"{}\": {}",
            page.title,
            page.main
        );
        assert!(
            page.main.contains(&reference),
            "not on \"{}\": {}",
            page.title,
            page.main
        );
    }
    worker
        .browser
        .open(&format!("/staff/referrals/{reference}"));
    worker.browser.press("Claim");
    worker.browser.open("/staff/queues?queue=locality-mid");
    assert!(
        !worker.browser.page().main.contains(&reference),
        "it is claimed, and still called out"
    );
}

#[test]
fn what_is_overdue_says_so_in_words() {
    if !Site::is_ours() {
        return println!("only a site of our own has a clock that can be set");
    }
    let start = Start::named("overdue");
    let site = start.begin();
    let reference = contact(&site, "Ruth");
    let worker = site.worker(&["adviser"]);
    assert_eq!(site.stop(), Some(0));
    // A month later.
    let site = start
        .clone()
        .argument("--clock-offset-seconds")
        .argument("2678400")
        .begin();
    let mut worker = Worker::new(&site.url, &worker.username, &worker.password);
    worker.sign_in();
    let page = worker.browser.open("/staff/queues?queue=locality-mid");
    assert!(page.main.contains(&reference), "{}", page.main);
    assert!(page.main.contains("Overdue by"), "{}", page.main);
    let page = worker.browser.open("/staff/queues");
    assert!(page.main.contains("1 overdue"), "{}", page.main);
}

#[test]
fn signing_out_ends_the_session() {
    let site = Site::shared();
    let mut worker = signed_in(site, &["adviser"]);
    let cookies = worker.browser.caller.cookies();
    worker.browser.follow("Sign out");
    if worker
        .browser
        .page()
        .forms
        .iter()
        .any(|form| form.buttons.iter().any(|button| button.text == "Sign out"))
    {
        worker.browser.press("Sign out");
    }
    worker.browser.caller.use_cookies(cookies);
    worker.browser.open("/staff/queues");
    assert!(
        worker.browser.page().form_with("password").has("username"),
        "the old cookie still opens the queues"
    );
    worker.browser.caller.get("/api/v1/referrals").problem(401);
}

#[test]
fn somebody_who_is_not_signed_in_sees_nothing() {
    let site = Site::shared();
    let reference = contact(site, "Nell");
    let mut stranger = site.resident();
    for path in [
        "/staff/queues".to_owned(),
        format!("/staff/referrals/{reference}"),
    ] {
        stranger.open(&path);
        assert!(!stranger.page().html.contains("Nell"), "{path}");
        assert!(
            stranger.page().form_with("password").has("username"),
            "{path}"
        );
    }
}

#[test]
fn the_staff_of_the_demonstration_can_sign_in() {
    let site = Site::shared();
    for member in site.demonstration_staff() {
        let text = |name: &str| member[name].as_str().expect("a text").to_owned();
        let mut worker = Worker::new(&site.url, &text("username"), &text("password"));
        worker.sign_in();
        assert!(
            ["/staff/queues", "/staff/forms", "/staff/people"]
                .iter()
                .any(|first| worker.browser.at.starts_with(first)),
            "{}",
            worker.browser.page().main
        );
    }
}

#[test]
fn what_a_worker_releases_is_there_for_a_colleague() {
    let site = Site::shared();
    let reference = contact(site, "Vera");
    let mut worker = signed_in(site, &["adviser"]);
    worker
        .browser
        .open(&format!("/staff/referrals/{reference}"));
    worker.browser.press("Claim");
    worker.browser.press("Release");
    assert!(
        worker.browser.page().main.contains("Nobody holds it"),
        "{}",
        worker.browser.page().main
    );
    let mut colleague = signed_in(site, &["adviser"]);
    colleague
        .browser
        .open(&format!("/staff/referrals/{reference}"));
    colleague.browser.press("Claim");
    let (read, _) = site.administrator().referral(&reference);
    assert_eq!(read["assignee"], colleague.username.as_str());
}

#[test]
fn the_bare_address_of_the_desk_leads_to_the_queues() {
    let mut worker = signed_in(Site::shared(), &["adviser"]);
    worker.browser.open("/staff");
    assert!(
        worker.browser.at.starts_with("/staff/queues"),
        "{}",
        worker.browser.at
    );
}
