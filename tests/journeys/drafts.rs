//! Nothing that a person typed is lost, and nobody else finds it.

use std::collections::BTreeMap;

use super::filling_in::{HELP_WITH_MEALS, answer_this_page, send, until_the_check};
use crate::harness::{Resident, Site, Start, resolve};

fn begin(site: &Site) -> Resident {
    let mut resident = site.resident();
    resident.open("/contact/adult-contact");
    resident
}

#[test]
fn a_draft_survives_a_restart() {
    if !Site::is_ours() {
        return println!("only a site of our own can be restarted");
    }
    // The browser speaks to an address, so the site must come back at the same one.
    let start = Start::named("drafts");
    let site = start.begin();
    let mut resident = begin(&site);
    until_the_check(&mut resident, HELP_WITH_MEALS);
    let (at, cookies) = (resident.at.clone(), resident.caller.cookies());
    site.kill();

    let site = start.begin();
    let mut resident = site.resident();
    resident.caller.use_cookies(cookies);
    resident.open(&at);
    assert!(
        resident.page().main.contains("Winifred"),
        "{}",
        resident.page().main
    );
    send(&mut resident);
}

#[test]
fn what_was_answered_stands_there_when_one_goes_back() {
    let mut resident = begin(Site::shared());
    let pages = until_the_check(&mut resident, HELP_WITH_MEALS);
    let mut found = 0;
    for page in pages {
        resident.open(&page);
        if !resident.page().asks() {
            continue;
        }
        let form = resident.page().question().clone();
        for (name, values) in HELP_WITH_MEALS {
            if form.has(name) {
                assert_eq!(form.values(name), *values, "{page}");
                found += 1;
            }
        }
    }
    assert_eq!(found, HELP_WITH_MEALS.len());
}

#[test]
fn every_page_leads_back_to_the_one_before() {
    let mut resident = begin(Site::shared());
    let pages = until_the_check(&mut resident, HELP_WITH_MEALS);
    for page in pages.iter().rev() {
        resident.follow("Back");
        assert_eq!(
            resident.at.split('?').next(),
            page.split('?').next(),
            "Back leads elsewhere"
        );
    }
}

#[test]
fn two_tabs_lose_neither_answer() {
    let mut one = begin(Site::shared());
    // Both tabs stand at the same page of the same draft.
    while !(one.page().asks() && one.page().question().has("narrative")) {
        answer_this_page(&mut one, HELP_WITH_MEALS);
    }
    let mut two = Site::shared().resident();
    two.caller.use_cookies(one.caller.cookies());
    two.open(&one.at.clone());
    one.fill("narrative", &["Words of the first tab."]);
    let button = one.page().question().buttons[0].text.clone();
    one.press(&button);
    let mut needs_told = false;
    while !needs_told {
        needs_told = one.page().asks() && one.page().question().has("needs");
        answer_this_page(&mut one, HELP_WITH_MEALS);
    }
    // The second tab, opened before all that, sends its own page now.
    two.fill("narrative", &["Words of the second tab."]);
    two.press(&button);
    assert_eq!(two.status, 200, "{}", two.page().main);
    // Both go on; what the first tab said meanwhile on another page stands too.
    let rest: Vec<_> = HELP_WITH_MEALS
        .iter()
        .filter(|(name, _)| !matches!(*name, "narrative" | "needs"))
        .copied()
        .collect();
    until_the_check(&mut two, &rest);
    let check = &two.page().main;
    assert!(check.contains("Words of the second tab."), "{check}");
    assert!(check.contains("Meals, eating and drinking"), "{check}");
}

#[test]
fn a_post_whose_token_has_gone_shows_the_answers_again() {
    let mut resident = begin(Site::shared());
    while !(resident.page().asks() && resident.page().question().has("narrative")) {
        answer_this_page(&mut resident, HELP_WITH_MEALS);
    }
    let form = resident.page().question().clone();
    let path = resolve(&resident.at, &form.action);
    let mut form = form;
    form.fill("narrative", &["Words that must not be lost."]);
    let hidden: Vec<String> = form
        .controls
        .iter()
        .filter(|control| control.kind == "hidden")
        .map(|control| control.name.clone())
        .collect();
    assert!(!hidden.is_empty(), "the form carries no token");
    for name in &hidden {
        form.fill(name, &["stale"]);
    }
    let (_, pairs) = form.pressed(&form.buttons[0].text);
    let answer = resident.caller.post_form(&path, &pairs);
    assert!((400..500).contains(&answer.status), "{}", answer.status);
    let page = answer.page();
    assert!(
        page.html.contains("Words that must not be lost."),
        "{}",
        page.main
    );
    assert!(page.text.contains("999"));
}

#[test]
fn a_page_that_is_sent_after_its_draft_has_gone_begins_another() {
    let mut resident = begin(Site::shared());
    while !(resident.page().asks() && resident.page().question().has("narrative")) {
        answer_this_page(&mut resident, HELP_WITH_MEALS);
    }
    resident.fill("narrative", &["Words that must not be lost."]);
    resident.caller.use_cookies(BTreeMap::new());
    resident.press("Continue");
    resident.open("/contact/adult-contact/check-answers");
    let check = &resident.page().main;
    assert!(check.contains("Words that must not be lost."), "{check}");
}

#[test]
fn nobody_else_finds_a_draft_or_that_there_is_one() {
    let site = Site::shared();
    let mut resident = begin(site);
    let pages = until_the_check(&mut resident, HELP_WITH_MEALS);
    let mut stranger = site.resident();
    for page in pages
        .iter()
        .chain([&"/contact".to_owned(), &resident.at.clone()])
    {
        stranger.open(page);
        assert!(!stranger.page().html.contains("Winifred"), "{page}");
    }
    // A page that is not there is not there, with a draft and without.
    for visitor in [&mut resident, &mut stranger] {
        visitor.open("/contact/adult-contact/no-such-page");
        assert_eq!(visitor.status, 404);
    }
}

#[test]
fn the_cookie_of_a_draft_ends_with_the_browser_and_is_kept_from_scripts() {
    let site = Site::shared();
    let mut resident = begin(site);
    let form = loop {
        if resident.page().asks() {
            break resident.page().question().clone();
        }
        answer_this_page(&mut resident, HELP_WITH_MEALS);
    };
    let (_, pairs) = form.pressed(&form.buttons[0].text);
    let answer = resident
        .caller
        .post_form(&resolve(&resident.at, &form.action), &pairs);
    let set: Vec<&str> = answer
        .headers
        .iter()
        .filter(|(name, _)| name == "set-cookie")
        .map(|(_, value)| value.as_str())
        .collect();
    for cookie in &set {
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite="),
            "{cookie}"
        );
        assert!(
            !cookie.contains("Max-Age=") && !cookie.contains("Expires="),
            "{cookie}"
        );
    }
    assert!(
        !set.is_empty() || !resident.caller.cookies().is_empty(),
        "no cookie at all"
    );
}
