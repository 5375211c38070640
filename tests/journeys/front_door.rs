//! The start page, advice, tracking, and the pages that every service has.

use std::collections::BTreeSet;

use super::main_path::track;
use crate::harness::{Resident, Site, json};

#[test]
fn the_start_page_leads_everywhere_in_plain_words() {
    let mut resident = Site::shared().resident();
    resident.open("/");
    for (words, leads_to) in [
        ("Ask for help", "/contact/adult-contact"),
        (
            "I am worried about someone",
            "/contact/worried-about-someone",
        ),
        ("Find advice and support", "/advice"),
        ("See what is happening", "/track"),
        ("Accessibility", "/accessibility"),
        ("Privacy", "/privacy"),
        ("Cookies", "/cookies"),
    ] {
        resident.open("/");
        resident.follow(words);
        assert_eq!(resident.status, 200, "{words}");
        assert!(
            resident.at.starts_with(leads_to),
            "\"{words}\" leads to {}",
            resident.at
        );
    }
}

/// Every link of every page that can be reached without signing in or beginning a form.
#[test]
fn no_link_of_the_public_pages_is_broken() {
    let mut resident = Site::shared().resident();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut waiting = vec!["/".to_owned(), "/contact".to_owned()];
    while let Some(path) = waiting.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let links: Vec<String> = resident
            .open(&path)
            .links
            .iter()
            .map(|link| link.href.clone())
            .collect();
        assert_eq!(resident.status, 200, "{path}");
        let at = resident.at.clone();
        for href in links {
            let outside = href.contains(':') || href.starts_with("//") || href.starts_with('#');
            // Leaving is a journey of its own.
            if !outside && !href.contains("leave") {
                waiting.push(crate::harness::resolve(&at, &href));
            }
        }
    }
    assert!(seen.len() > 15, "only {seen:?}");
}

#[test]
fn advice_can_be_read_by_need_without_saying_who_one_is() {
    let mut resident = Site::shared().resident();
    resident.open("/advice");
    let topics: Vec<String> = resident
        .page()
        .links
        .iter()
        .filter(|link| link.href.starts_with("/advice/"))
        .map(|link| link.href.clone())
        .collect();
    assert!(topics.len() >= 5, "{topics:?}");
    let mut all = resident.page().main.clone();
    for topic in topics {
        resident.open(&topic);
        assert_eq!(resident.status, 200, "{topic}");
        all.push_str(&resident.page().main);
    }
    for word in ["Healthwatch", "complain", "advoca", "money", "abuse"] {
        assert!(
            all.to_lowercase().contains(&word.to_lowercase()),
            "nothing about {word}"
        );
    }
    assert!(resident.caller.cookies().is_empty(), "advice sets a cookie");
}

#[test]
fn a_resident_sees_what_is_happening_with_reference_and_code() {
    let site = Site::shared();
    let answers =
        json!({"about": "self", "given-name": "Ida", "needs": ["memory"], "no-safe-way": true});
    let receipt = site.nobody().submit("adult-contact", &answers);
    let text = |member: &str| receipt[member].as_str().expect("a text").to_owned();
    track(
        site,
        &text("reference"),
        &text("tracking_code"),
        "We have received what you sent us.",
    );
}

#[test]
fn a_wrong_code_shows_nothing_and_keeps_what_was_typed() {
    let mut resident = Site::shared().resident();
    resident.open("/track");
    resident
        .fill("reference", &["ASC-0000-0000"])
        .fill("tracking-code", &["0000-0000-0000-0000"]);
    resident.press("Continue");
    assert_eq!(resident.status, 404);
    let page = resident.page();
    assert!(
        !page.errors.is_empty() && page.title.starts_with("Error:"),
        "{}",
        page.title
    );
    assert_eq!(page.question().values("reference"), ["ASC-0000-0000"]);
    assert!(page.text.contains("999"));
}

#[test]
fn somebody_who_tracks_can_leave_at_once() {
    let mut resident = Site::shared().resident();
    resident.open("/track");
    let page = resident.follow("Emergency Exit this page");
    assert!(page.links.is_empty());
    assert!(!resident.at.starts_with('/'), "still here: {}", resident.at);
}

/// Asks for every file that a page names, of which some stand at addresses of its own part.
fn files_are_there(browser: &mut Resident, path: &str, own: &str) {
    let files = browser.open(path).files.clone();
    assert!(
        files.iter().any(|file| file.starts_with(own)),
        "{path}: {files:?}"
    );
    for file in files {
        assert!(file.starts_with('/'), "{path} asks another site for {file}");
        let answer = browser.caller.get(&file).expect(200);
        assert!(!answer.body.is_empty(), "{file}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        let kept = answer.header("cache-control").unwrap_or_default();
        assert!(kept.contains("max-age="), "{file}: {kept}");
        let kind = answer.header("content-type").unwrap_or_default();
        let wanted = match file.rsplit('.').next() {
            Some("css") => "text/css",
            Some("js") => "text/javascript",
            _ => "image/",
        };
        assert!(kind.starts_with(wanted), "{file}: {kind}");
    }
}

#[test]
fn every_file_that_a_page_names_is_there_and_may_be_kept() {
    let mut resident = Site::shared().resident();
    for (path, own) in [
        ("/", "/assets/"),
        ("/contact", "/contact/assets/"),
        ("/contact/adult-contact", "/contact/assets/"),
        ("/care-account", "/care-account/assets/"),
        ("/staff/sign-in", "/staff/people/assets/"),
    ] {
        files_are_there(&mut resident, path, own);
    }
    let roles = ["adviser", "manager", "service-designer", "administrator"];
    let mut worker = Site::shared().worker(&roles);
    worker.sign_in();
    for (path, own) in [
        ("/staff/queues", "/staff/assets/"),
        ("/staff/contacts/new", "/staff/contacts/assets/"),
        ("/staff/accounts", "/staff/accounts/assets/"),
        ("/staff/rules", "/staff/rules/assets/"),
        ("/staff/dashboard", "/staff/dashboard/assets/"),
        ("/staff/people", "/staff/people/assets/"),
    ] {
        files_are_there(&mut worker.browser, path, own);
    }
}
