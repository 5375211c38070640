//! axe-core finds nothing, on pages as they are and on pages that report a mistake; and everything can
//! be reached by keyboard.

use crate::harness::chromium::{Window, axe};
use crate::harness::{Json, Site, json};
use crate::journeys::filling_in::{HELP_WITH_MEALS, until_the_check};

/// Whoever refers somebody gives a name, and a way to answer.
const REFERRED: &[(&str, &[&str])] = &[
    ("organisation", &["A hospital"]),
    ("given-name", &["Winifred"]),
];

/// WCAG 2.2 A and AA, and what axe-core calls best practice.
const RULES: &str = "['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']";

/// What axe-core finds on the page: rule and first place.
fn findings(window: &Window) -> Vec<String> {
    window.evaluate(&axe());
    let found = window.script(&format!(
        "const done = arguments[arguments.length - 1];
         axe.run(document, {{runOnly: {RULES}}}).then(found => done(found.violations)).catch(e => done([{{id: String(e), nodes: []}}]));"
    ));
    found
        .as_array()
        .into_iter()
        .flatten()
        .map(|rule| {
            format!(
                "{}: {} {}",
                rule["id"], rule["help"], rule["nodes"][0]["html"]
            )
        })
        .collect()
}

#[track_caller]
fn assert_accessible(window: &Window) {
    let found = findings(window);
    assert!(
        found.is_empty(),
        "{} \"{}\":\n{}",
        window.path(),
        window.title(),
        found.join("\n")
    );
}

/// Presses the button that goes on without having answered anything.
fn press_on(window: &Window) {
    let buttons =
        window.all("main form[method=post] button.govuk-button:not(.govuk-button--secondary)");
    let text = window.text(buttons.first().expect("a button"));
    window.press(&text);
}

/// Were the checker not there, every page would pass.
#[test]
fn the_checker_finds_what_is_wrong() {
    let window = Window::open(&Site::shared().url, 1280, true);
    window.go("/");
    window.evaluate("document.querySelector('main').append(new Image())");
    let found = findings(&window).join(" ");
    assert!(found.contains("image-alt"), "{found}");
}

#[test]
fn the_public_pages() {
    let window = Window::open(&Site::shared().url, 1280, true);
    for path in [
        "/",
        "/contact",
        "/contact/adult-contact/save",
        "/contact/adult-contact/resume",
        "/advice",
        "/track",
        "/accessibility",
        "/privacy",
        "/cookies",
        "/nowhere",
    ] {
        window.go(path);
        assert_accessible(&window);
    }
    window.go("/advice");
    let topics: Vec<String> = window
        .all("main a[href^=\"/advice/\"]")
        .iter()
        .filter_map(|link| window.attribute(link, "href"))
        .collect();
    let first = topics.first().expect("a topic");
    window.go(first.strip_prefix(&Site::shared().url).unwrap_or(first));
    assert_accessible(&window);
}

#[test]
fn tracking_before_and_after_and_with_a_mistake() {
    let site = Site::shared();
    let answers =
        json!({"about": "self", "given-name": "Ida", "needs": ["memory"], "no-safe-way": true});
    let receipt = site.nobody().submit("adult-contact", &answers);
    let window = Window::open(&site.url, 320, true);
    let track = |reference: &str, code: &str| {
        window.go("/track");
        window.write(&window.one("[name=reference]"), reference);
        window.write(&window.one("[name=tracking-code]"), code);
        window.press("Continue");
        assert_accessible(&window);
    };
    track("ASC-0000-0000", "wrong");
    let text = |member: &str| receipt[member].as_str().expect("a text").to_owned();
    track(&text("reference"), &text("tracking_code"));
}

/// Every page of every form, as it is first and after "Continue" was pressed with nothing said.
#[test]
fn every_page_of_every_form() {
    let site = Site::shared();
    for (slug, answers) in [
        ("adult-contact", HELP_WITH_MEALS),
        (
            "worried-about-someone",
            crate::journeys::filling_in::WORRIED,
        ),
        ("equipment-adaptations", HELP_WITH_MEALS),
        ("care-technology", HELP_WITH_MEALS),
        ("arrange-my-care", HELP_WITH_MEALS),
        ("change-or-problem", HELP_WITH_MEALS),
        ("professional-referral", REFERRED),
    ] {
        let mut resident = site.resident();
        resident.open(&format!("/contact/{slug}"));
        let pages = until_the_check(&mut resident, answers);
        let window = Window::open(&site.url, 320, true);
        window.go(&format!("/contact/{slug}"));
        assert_accessible(&window);
        for page in pages {
            window.go(&page);
            assert_accessible(&window);
            if !window.all("main form[method=post]").is_empty() {
                press_on(&window);
                assert_accessible(&window);
            }
        }
        window.go(&format!("/contact/{slug}/check-answers"));
        assert_accessible(&window);
        window.go(&format!("/contact/{slug}/no-such-page"));
        assert_accessible(&window);
    }
}

/// The confirmation, the copy, and questions about equality up to the thanks.
#[test]
fn what_comes_after_sending() {
    let site = Site::shared();
    let window = Window::open(&site.url, 320, true);
    let at = |page: &str| format!("/contact/adult-contact/{page}");
    let choose = |page: &str, choice: &str| {
        window.go(&at(page));
        window.click(&window.one(choice));
        window.press("Continue");
    };
    let write = |page: &str, field: &str, text: &str| {
        window.go(&at(page));
        window.write(&window.one(field), text);
        window.press("Continue");
    };
    choose("who-for", "[name=about][value=self]");
    choose("needs", "[name=needs][value=memory]");
    write("contact", "[name=phone]", "01632 960101");
    write("name", "[name=given-name]", "Ida");
    window.go(&at("check-answers"));
    window.press("Send");
    assert_accessible(&window);
    window.go(&at("copy"));
    assert_accessible(&window);
    window.press("Yes, show what I sent");
    assert_accessible(&window);
    window.go(&at("equality"));
    assert_accessible(&window);
    window.go(&at("equality/statistics/check-answers"));
    assert_accessible(&window);
    choose(
        "equality/statistics/health",
        "[name=health-condition][value=yes]",
    );
    assert_accessible(&window);
    window.go(&at("equality/statistics/check-answers"));
    assert_accessible(&window);
    window.press("Send my answers");
    assert_accessible(&window);
}

#[test]
fn the_pages_of_staff() {
    let site = Site::shared();
    let concern = json!({"narrative": "He takes her pension.", "risks": ["exploitation"], "given-name": "Edith"});
    let receipt = site.nobody().submit("safeguarding-concern", &concern);
    let reference = receipt["reference"]
        .as_str()
        .expect("a reference")
        .to_owned();
    let worker = site.worker(&["adviser", "safeguarding"]);
    let window = Window::open(&site.url, 1280, true);
    window.go("/staff/sign-in");
    assert_accessible(&window);
    press_on(&window);
    assert_accessible(&window);
    window.write(&window.one("[name=username]"), &worker.username);
    window.write(&window.one("[name=password]"), &worker.password);
    window.press("Sign in");
    let referral = format!("/staff/referrals/{reference}");
    for path in [
        "/staff/queues",
        "/staff/queues?queue=safeguarding-triage",
        &referral,
        "/staff/change-password",
        "/staff/sign-out",
        "/staff/referrals/ASC-0000-0000",
    ] {
        window.go(path);
        assert_accessible(&window);
    }
    // A note without words.
    window.go(&referral);
    window.press("Add note");
    assert_accessible(&window);
}

#[test]
fn a_form_can_be_filled_in_with_the_keyboard_alone() {
    let window = Window::open(&Site::shared().url, 1280, true);
    window.go("/contact/adult-contact");
    let focused = || {
        window.evaluate("return document.activeElement.textContent.trim().replace(/\\s+/g, ' ')")
    };
    let body = window.one("body");
    // The first stop is the way past the header.
    window.keys(&body, "\u{e004}");
    assert_eq!(focused(), Json::from("Skip to main content"));
}
