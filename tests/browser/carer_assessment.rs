//! Carers in a real browser: what only a browser shows of the journeys that [`crate::journeys`] tells.

use super::axe::findings;
use super::whole_journey::{fill_in, going_on};
use crate::harness::chromium::Window;
use crate::harness::{Site, page};
use crate::journeys::carer_assessment::{FORM, SIXTY_HOURS};
use crate::journeys::filling_in::Answers;
use crate::visited::unsaid;

const DESK: u32 = 1280;
const TELEPHONE: u32 = 320;
/// More steps than the form has.
const MOST_STEPS: usize = 90;

/// The address of a page of the form.
pub fn at(page: &str) -> String {
    format!("{FORM}/{page}")
}

/// Nothing sticks out, nothing is wrong for a screen reader, every request was answered, and no word is said
/// that only a person may decide on.
#[track_caller]
pub fn look(window: &Window, picture: &str) {
    let mut wrong = window.failed_requests();
    wrong.extend(window.complaints());
    wrong.extend(window.sticks_out());
    wrong.extend(findings(window));
    assert!(wrong.is_empty(), "{}: {wrong:?}", window.path());
    assert_eq!(unsaid::said(&window.source()), [""; 0], "{}", window.path());
    window.screenshot(&format!("carer-{picture}"));
}

/// Every part from the list of parts, until the check.
#[track_caller]
fn walks(window: &Window, answers: Answers<'_>) {
    window.go(FORM);
    window.press("Start now");
    for _ in 0..MOST_STEPS {
        let here = window.path();
        if here.ends_with("/check-answers") {
            return;
        }
        assert_eq!(window.sticks_out(), None, "{here}");
        if window.all("main form[method=post]").is_empty() || here.ends_with("/tasks") {
            window.press("Continue");
        } else {
            fill_in(window, answers);
            window.press(&going_on(window));
        }
        assert_ne!(window.path(), here, "{here} leads to itself");
    }
    panic!("no end at {}", window.path());
}

#[test]
fn ida_says_how_things_are_on_a_telephone() {
    let site = Site::shared();
    let window = Window::open(&site.url, TELEPHONE, true);
    window.go(FORM);
    look(&window, "begin-320");
    walks(&window, SIXTY_HOURS);
    look(&window, "check-answers-320");
    for beside in ["what-you-told-us", "support"] {
        window.go(&at(beside));
        look(&window, &format!("{beside}-320"));
    }
    window.go(&at("what-you-told-us"));
    // The answers that led to it open without a mouse.
    let details = window.all("main details summary");
    assert!(details.len() >= 3, "{}", details.len());
    window.click(&details[0]);
    assert!(
        page::read(&window.source())
            .main
            .contains("they could not manage without you")
    );
    window.go(&at("check-answers"));
    window.press(&going_on(&window));
    assert_eq!(window.path(), at("confirmation"));
    look(&window, "confirmation-320");
    for beside in ["what-you-told-us", "support", "copy"] {
        window.go(&at(beside));
        look(&window, &format!("{beside}-sent-320"));
    }
    window.widen(DESK);
    for page in ["confirmation", "what-you-told-us", "support"] {
        window.go(&at(page));
        look(&window, &format!("{page}-sent-1280"));
    }
}

#[test]
fn one_at_risk_tonight_sees_whom_to_call_before_anything_else() {
    let site = Site::shared();
    let window = Window::open(&site.url, TELEPHONE, true);
    window.go(FORM);
    window.press("Start now");
    fill_in(
        &window,
        &[("risks", &["carer-breakdown", "left-alone-unsafe"])],
    );
    window.press(&going_on(&window));
    assert_eq!(window.path(), at("call-today"));
    look(&window, "call-today-320");
    // Whom to call is on the first screen, and can be called by a touch.
    let called = window.evaluate(
        "const link = document.querySelector('main a[href^=\"tel:\"]');
         return link && link.getBoundingClientRect().bottom < innerHeight",
    );
    assert_eq!(called, true);
    for _ in 0..MOST_STEPS {
        if window.path().ends_with("/tasks") {
            break;
        }
        window.press(&going_on(&window));
    }
    look(&window, "tasks-320");
    // Nothing is asked of anybody who has told this.
    window.go(&at("check-answers"));
    window.press(&going_on(&window));
    assert_eq!(window.path(), at("confirmation"));
    look(&window, "confirmation-tonight-320");
}

#[test]
fn one_who_stops_half_way_goes_on_on_another_device() {
    let site = Site::shared();
    let telephone = Window::open(&site.url, TELEPHONE, true);
    telephone.go(&at("your-health"));
    fill_in(
        &telephone,
        &[
            ("health-at-risk", &["yes"]),
            ("health-words", &["My back has gone."]),
        ],
    );
    telephone.press("Save and come back later");
    look(&telephone, "save-320");
    telephone.press("Save my answers");
    look(&telephone, "saved-320");
    let words = telephone.text(&telephone.one("main .govuk-body-l strong"));
    assert_eq!(words.split(' ').count(), 4, "{words}");
    let link = telephone.one("main a[href*=\"/resume/\"]");
    let link = telephone.text(&link);
    let link = link[link.find(FORM).expect("a link of this form")..].to_owned();
    drop(telephone);

    let desk = Window::open(&site.url, DESK, true);
    desk.go(&link);
    look(&desk, "resume-1280");
    desk.write(&desk.one("[name=four-words]"), &words);
    desk.press("Open my answers");
    desk.go(&at("your-health"));
    assert!(
        page::read(&desk.source())
            .html
            .contains("My back has gone.")
    );
    desk.go(&at("tasks"));
    look(&desk, "tasks-1280");
    desk.go(&at("what-you-told-us"));
    look(&desk, "what-you-told-us-1280");
    desk.press("Go on with your form");
    assert_eq!(desk.path(), at("tasks"));
}

#[test]
fn a_carer_goes_through_it_in_easy_read() {
    let site = Site::shared();
    let window = Window::open(&site.url, TELEPHONE, true);
    window.go(&format!("{FORM}?language=en-x-easyread"));
    look(&window, "easy-read-begin-320");
    window.go(&at("risks"));
    look(&window, "easy-read-risks-320");
    for (question, answer) in [
        ("your-health", "health-at-risk"),
        ("hours", "day-and-night"),
    ] {
        window.go(&at(question));
        look(&window, &format!("easy-read-{question}-320"));
        fill_in(&window, &[(answer, &["yes"])]);
        window.press(&going_on(&window));
    }
    window.go(&at("check-answers"));
    look(&window, "easy-read-check-answers-320");
    window.press(&going_on(&window));
    assert_eq!(window.path(), at("confirmation"));
    look(&window, "easy-read-confirmation-320");
}
