//! Somebody calls, and a worker fills in the same forms for them on one page.

use super::main_path::track;
use crate::harness::{Page, Site, Worker, json};

const OUTCOME: &str = "NFA: Information and advice or signposting";

fn signed_in(site: &Site) -> Worker {
    let mut worker = site.worker(&["adviser"]);
    worker.sign_in();
    worker
}

/// The value that stands beside these words in a list of facts.
fn fact(page: &Page, words: &str) -> String {
    let (_, after) = page.main.split_once(words).expect("the words");
    after.split_whitespace().next().expect("a value").to_owned()
}

#[test]
fn a_call_is_entered_on_one_page_and_the_caller_can_see_what_becomes_of_it() {
    let site = Site::shared();
    let mut worker = signed_in(site);
    worker.browser.follow("New contact");
    let page = worker.browser.page();
    assert!(
        page.main.contains("is anybody in danger now"),
        "{}",
        page.main
    );
    worker.browser.follow("Ask for help");
    worker
        .browser
        .fill("about", &["self"])
        .fill("needs", &["caring-role"])
        .fill("given-name", &["Ada"])
        .fill("phone", &["01632 960101"])
        .press("Show what follows from the answers");
    let page = worker.browser.page();
    assert!(
        page.form_with("given-name").has("cared-for-postcode"),
        "{}",
        page.main
    );
    assert_eq!(page.form_with("given-name").values("given-name"), ["Ada"]);
    worker
        .browser
        .fill("cared-for-district", &["basildon"])
        .press("Record this contact");
    assert_eq!(worker.browser.status, 200, "{}", worker.browser.page().main);
    let page = worker.browser.page();
    assert!(page.heading.starts_with("Recorded: ASC-"), "{}", page.main);
    assert!(page.main.contains("Tell the caller"), "{}", page.main);
    let reference = page.heading.trim_start_matches("Recorded: ").to_owned();
    let code = fact(page, "Tracking code");
    track(
        site,
        &reference,
        &code,
        "We have received what you sent us.",
    );
    let (read, _) = site.administrator().referral(&reference);
    assert_eq!(read["channel"], "phone", "{read}");
    assert_eq!(read["decision"]["queue"], "carers", "{read}");
}

#[test]
fn a_mistake_loses_nothing_and_pressing_twice_makes_one_contact() {
    let site = Site::shared();
    let mut worker = signed_in(site);
    worker.browser.open("/staff/contacts/adult-contact");
    worker
        .browser
        .fill("given-name", &["Bertram"])
        .fill("postcode", &["not one"])
        .press("Record this contact");
    assert_eq!(worker.browser.status, 422);
    let page = worker.browser.page();
    assert!(
        page.errors.iter().any(|(field, _)| field == "postcode"),
        "{:?}",
        page.errors
    );
    assert_eq!(page.form_with("postcode").values("given-name"), ["Bertram"]);
    worker
        .browser
        .fill("postcode", &["CM2 6AA"])
        .fill("about", &["self"])
        .fill("needs", &["personal-care"])
        .fill("phone", &["01632 960102"])
        .press("Show what follows from the answers");
    let form = worker.browser.page().form_with("given-name").clone();
    let (_, pairs) = form.pressed("Record this contact");
    let mut references = Vec::new();
    for _ in 0..2 {
        let caller = &worker.browser.caller;
        let answer = caller.post_form("/staff/contacts/adult-contact", &pairs);
        let page = answer.expect(200).page();
        references.push(page.heading.clone());
    }
    assert_eq!(references[0], references[1]);
}

#[test]
fn advice_is_recorded_and_closed_with_one_press() {
    let site = Site::shared();
    let mut worker = signed_in(site);
    worker.browser.open("/staff/contacts/new");
    worker.browser.press("Record advice given");
    let page = worker.browser.page();
    assert_eq!(worker.browser.status, 200, "{}", page.main);
    let reference = page
        .heading
        .trim_start_matches("Recorded and closed: ")
        .to_owned();
    let (read, _) = site.administrator().referral(&reference);
    assert_eq!(read["status"], "closed", "{read}");
    assert_eq!(read["outcome"], OUTCOME, "{read}");
    assert_eq!(read["channel"], "phone", "{read}");
}

#[test]
fn what_may_be_dangerous_is_recorded_at_once_and_never_closed_with_it() {
    let site = Site::shared();
    let mut worker = signed_in(site);
    worker.browser.open("/staff/contacts/worried-about-someone");
    worker
        .browser
        .fill("narrative", &["He shouts at her."])
        .press("Record and close");
    let page = worker.browser.page();
    assert!(
        page.main.contains("somebody may be at risk"),
        "{}",
        page.main
    );
    worker.browser.press("Record this contact");
    let page = worker.browser.page();
    assert!(page.heading.starts_with("Recorded: ASC-"), "{}", page.main);
    assert!(page.main.contains("Safeguarding triage"), "{}", page.main);
}

#[test]
fn only_who_works_with_referrals_enters_a_contact() {
    let site = Site::shared();
    let mut auditor = site.worker(&["auditor"]);
    auditor.sign_in();
    assert!(auditor.browser.page().find_link("New contact").is_none());
    auditor.browser.open("/staff/contacts/new");
    assert_eq!(auditor.browser.status, 403);
    let token = json!({"note": "no session"});
    site.nobody()
        .caller
        .post("/staff/contacts/advice", &token)
        .expect(415);
}
