//! From the start page to the closed referral, with JavaScript and without, on a desk and on a small
//! telephone.

use crate::harness::chromium::Window;
use crate::harness::{Site, page};
use crate::journeys::filling_in::HELP_WITH_MEALS;

const DESK: u32 = 1280;
const TELEPHONE: u32 = 320;
/// More pages than any form has.
const MOST_PAGES: usize = 60;

/// Nothing sticks out at the side, and every request of the page was answered.
#[track_caller]
fn assert_sound(window: &Window, javascript: bool) {
    let failed = window.failed_requests();
    assert!(failed.is_empty(), "at {}: {failed:?}", window.path());
    if javascript {
        let complaints = window.complaints();
        assert!(
            complaints.is_empty(),
            "at {}: {complaints:?}",
            window.path()
        );
        assert_eq!(window.sticks_out(), None);
    }
}

/// Types and ticks what this page asks for.
pub fn fill_in(window: &Window, answers: &[(&str, &[&str])]) {
    for (name, values) in answers {
        for element in window.all(&format!("main [name=\"{name}\"]")) {
            let kind = window.attribute(&element, "type").unwrap_or_default();
            if matches!(kind.as_str(), "radio" | "checkbox") {
                let value = window.attribute(&element, "value").unwrap_or_default();
                if values.contains(&value.as_str()) != window.is_on(&element) {
                    window.click(&element);
                }
            } else {
                window.write(&element, values[0]);
            }
        }
    }
}

/// The words of the button that goes on: the first that is not a secondary one.
pub fn going_on(window: &Window) -> String {
    let buttons =
        window.all("main form[method=post] button.govuk-button:not(.govuk-button--secondary)");
    window.text(buttons.first().expect("a button"))
}

fn whole_journey(width: u32, javascript: bool) {
    let site = Site::shared();
    let name = format!(
        "{}-{width}",
        if javascript {
            "with-javascript"
        } else {
            "without-javascript"
        }
    );
    let window = Window::open(&site.url, width, javascript);
    window.go("/");
    assert_sound(&window, javascript);
    window.screenshot(&format!("start-{name}"));
    window.press("Ask for help");

    let mut pages = 0;
    while !window.path().ends_with("/check-answers") {
        pages += 1;
        assert!(pages < MOST_PAGES, "no end at {}", window.path());
        assert_sound(&window, javascript);
        if window.all("main form[method=post]").is_empty() {
            window.press("Start now");
            continue;
        }
        fill_in(&window, HELP_WITH_MEALS);
        if pages == 5 {
            window.screenshot(&format!("form-{name}"));
        }
        let button = going_on(&window);
        window.press(&button);
    }
    assert_sound(&window, javascript);
    window.screenshot(&format!("check-answers-{name}"));
    let button = going_on(&window);
    window.press(&button);
    assert!(
        window.path().ends_with("/confirmation"),
        "at {}",
        window.path()
    );
    assert_sound(&window, javascript);
    window.screenshot(&format!("confirmation-{name}"));
    let confirmation = page::read(&window.source());
    let reference = confirmation
        .main
        .split_whitespace()
        .find(|word| word.starts_with("ASC-"))
        .expect("a reference")
        .trim_end_matches('.')
        .to_owned();

    let worker = site.worker(&["adviser"]);
    window.go("/staff/sign-in");
    window.write(&window.one("[name=username]"), &worker.username);
    window.write(&window.one("[name=password]"), &worker.password);
    window.press("Sign in");
    assert!(
        window.path().starts_with("/staff/queues"),
        "at {}",
        window.path()
    );
    assert_sound(&window, javascript);
    window.screenshot(&format!("queues-{name}"));
    window.go("/staff/queues?queue=locality-mid");
    assert_sound(&window, javascript);
    window.screenshot(&format!("queue-{name}"));
    window.go(&format!("/staff/referrals/{reference}"));
    assert_sound(&window, javascript);
    window.screenshot(&format!("referral-{name}"));
    window.press("Claim");
    window.write(&window.one("textarea[name=text]"), "She prefers mornings.");
    window.press("Add note");
    let outcome = window.one("option[value=\"NFA: Information and advice or signposting\"]");
    window.click(&outcome);
    window.press("Close referral");
    assert_sound(&window, javascript);
    window.screenshot(&format!("closed-{name}"));
    let (read, _) = site.administrator().referral(&reference);
    assert_eq!(read["status"], "closed");
    assert!(
        read["timeline"]
            .to_string()
            .contains("She prefers mornings.")
    );
}

#[test]
fn at_a_desk_with_javascript() {
    whole_journey(DESK, true);
}

#[test]
fn at_a_desk_without_javascript() {
    whole_journey(DESK, false);
}

#[test]
fn on_a_small_telephone_with_javascript() {
    whole_journey(TELEPHONE, true);
}

#[test]
fn on_a_small_telephone_without_javascript() {
    whole_journey(TELEPHONE, false);
}

#[test]
fn somebody_who_presses_shift_three_times_is_gone() {
    let window = Window::open(&Site::shared().url, DESK, true);
    window.go("/contact/worried-about-someone");
    let body = window.one("body");
    // WebDriver's key for shift, pressed and let go three times.
    for _ in 0..3 {
        window.keys(&body, "\u{e008}\u{e000}");
    }
    crate::harness::until(
        "the page to be left",
        std::time::Duration::from_secs(10),
        || (!window.path().starts_with("/contact")).then_some(()),
    );
}
