//! axe-core finds nothing on pages that somebody reached in a browser. What it says of every other page
//! that anybody was shown is asked at the end of a run, in [`crate::visited`].

use super::axe::findings;
use crate::harness::chromium::Window;
use crate::harness::{Site, json};

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
        "/staff/accounts",
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
