//! `adult-contact`, page by page.

use super::filling_in::{
    Answers, HELP_WITH_MEALS, answer_this_page, confirmation, send, until_the_check,
};
use crate::harness::{Resident, Site};

fn begin() -> Resident {
    let mut resident = Site::shared().resident();
    resident.open("/");
    resident.follow("Ask for help");
    resident
}

#[test]
fn a_resident_asks_for_help() {
    let mut resident = begin();
    let pages = until_the_check(&mut resident, HELP_WITH_MEALS);
    assert!(pages.len() >= 8, "one thing per page: {pages:?}");
    let check = resident.page();
    for said in [
        "Winifred",
        "Ashdown",
        "I cannot cook any more",
        "01632 960101",
    ] {
        assert!(
            check.main.contains(said),
            "{said} is not on the check: {}",
            check.main
        );
    }
    let sent = send(&mut resident);
    let page = resident.page();
    assert!(
        page.main.to_lowercase().contains("what happens next"),
        "{}",
        page.main
    );
    assert!(page.find_link("Find advice").is_some() || page.text.contains("Advice and support"));
    let (read, _) = Site::shared().administrator().referral(&sent.reference);
    assert_eq!(read["channel"], "web");
    assert_eq!(read["decision"]["locality"], "mid");
}

#[test]
fn the_pages_come_in_the_order_of_the_issue() {
    let mut resident = begin();
    let order = [
        "danger-now",
        "about",
        "narrative",
        "needs",
        "risks",
        "safe-contact",
        "given-name",
        "postcode",
        "communication-needs",
        "help-to-take-part",
    ];
    let mut seen: Vec<String> = Vec::new();
    for _ in 0..60 {
        if resident.at.ends_with("/check-answers") {
            break;
        }
        if resident.page().asks() {
            let names: Vec<String> = resident
                .page()
                .question()
                .names()
                .iter()
                .map(|name| (*name).to_owned())
                .collect();
            seen.extend(names);
        }
        answer_this_page(&mut resident, HELP_WITH_MEALS);
    }
    let place = |name: &str| seen.iter().position(|known| known.starts_with(name));
    let places: Vec<usize> = order
        .iter()
        .map(|name| place(name).unwrap_or_else(|| panic!("{name} is not asked: {seen:?}")))
        .collect();
    assert!(places.is_sorted(), "{seen:?}");
}

#[test]
fn a_change_goes_straight_back_to_the_check() {
    let mut resident = begin();
    until_the_check(&mut resident, HELP_WITH_MEALS);
    let change = resident
        .page()
        .links
        .iter()
        .find(|link| link.text.starts_with("Change") && link.href.contains("words"))
        .or_else(|| {
            resident
                .page()
                .links
                .iter()
                .find(|link| link.text.starts_with("Change"))
        })
        .expect("a link to change something")
        .href
        .clone();
    let path = crate::harness::resolve(&resident.at, &change);
    resident.open(&path);
    assert!(resident.page().asks());
    let button = resident.page().question().buttons[0].text.clone();
    resident.press(&button);
    assert!(resident.at.ends_with("/check-answers"), "{}", resident.at);
}

#[test]
fn a_mistake_is_explained_and_what_was_typed_stays() {
    let mut resident = begin();
    let wrong: Answers<'_> = &[
        ("email", &["not an address"]),
        ("postcode", &["nowhere at all"]),
    ];
    let mut found = false;
    for _ in 0..60 {
        let asks_for_it = resident.page().asks()
            && wrong
                .iter()
                .any(|(name, _)| resident.page().question().has(name));
        if asks_for_it {
            found = true;
            break;
        }
        answer_this_page(&mut resident, HELP_WITH_MEALS);
    }
    assert!(found, "no page asks for an address");
    let form = resident.page().question().clone();
    for (name, values) in wrong {
        if form.has(name) {
            resident.fill(name, values);
        }
    }
    resident.press(&form.buttons[0].text);
    let page = resident.page();
    assert!(page.title.starts_with("Error:"), "{}", page.title);
    assert!(page.main.starts_with("There is a problem"), "{}", page.main);
    for (id, words) in &page.errors {
        assert!(
            page.html.contains(&format!("id=\"{id}\"")),
            "\"{words}\" leads nowhere"
        );
    }
    for (name, values) in wrong {
        if form.has(name) {
            assert_eq!(page.question().values(name), *values);
        }
    }
}

#[test]
fn what_is_still_missing_is_asked_when_somebody_sends_and_nothing_is_lost() {
    let mut resident = begin();
    let only_this: Answers<'_> = &[
        ("about", &["self"]),
        ("narrative", &["I do not know where to begin."]),
    ];
    while !resident.page().asks() || !resident.page().question().has("needs") {
        answer_this_page(&mut resident, only_this);
    }
    resident.open("/contact/adult-contact/check-answers");
    resident.press("Send");
    assert_eq!(resident.status, 422);
    assert!(
        resident.page().question().has("needs"),
        "{}",
        resident.page().main
    );
    resident.fill("needs", &["not-sure"]).press("Continue");
    resident.open("/contact/adult-contact/check-answers");
    let check = &resident.page().main;
    assert!(check.contains("I do not know where to begin."), "{check}");
}

#[test]
fn pressing_send_twice_is_one_contact() {
    let mut resident = begin();
    until_the_check(&mut resident, HELP_WITH_MEALS);
    let form = resident.page().question().clone();
    let (_, pairs) = form.pressed(&form.buttons[0].text);
    let path = crate::harness::resolve(&resident.at, &form.action);
    let cookies = resident.caller.cookies();
    let first = resident.caller.post_form(&path, &pairs);
    // The second press was on its way before the first answer came.
    resident.caller.use_cookies(cookies);
    let second = resident.caller.post_form(&path, &pairs);
    let mut references = Vec::new();
    for answer in [first, second] {
        let next = answer
            .header("location")
            .unwrap_or_else(|| panic!("{}: {}", answer.asked, answer.status))
            .to_owned();
        resident.open(&next);
        references.push(confirmation(&resident).reference);
    }
    assert_eq!(references[0], references[1]);
}

#[test]
fn the_confirmation_can_be_read_again_until_the_browser_is_closed() {
    let mut resident = begin();
    until_the_check(&mut resident, HELP_WITH_MEALS);
    let sent = send(&mut resident);
    let at = resident.at.clone();
    resident.open(&at);
    assert_eq!(confirmation(&resident), sent);
    let mut stranger = Site::shared().resident();
    stranger.open(&at);
    assert!(!stranger.page().html.contains(&sent.reference));
}

#[test]
fn somebody_in_danger_is_told_999_and_can_send_at_once() {
    let mut resident = begin();
    resident.follow("Start now");
    resident.fill("danger-now", &["yes"]).press("Continue");
    let page = resident.page();
    assert!(page.heading.contains("Call 999"), "{}", page.heading);
    resident.press("Send this to us anyway");
    assert!(resident.at.ends_with("/check-answers"), "{}", resident.at);
    let sent = send(&mut resident);
    assert!(
        resident.page().main.contains("Call 999"),
        "{}",
        resident.page().main
    );
    let (read, _) = Site::shared().administrator().referral(&sent.reference);
    assert_eq!(read["decision"]["priority"], "emergency");
    assert_eq!(read["decision"]["queue"], "safeguarding-triage");
}
