//! A whole form with the keyboard alone: no pointer, no script of ours that clicks. Wherever the focus
//! stops it can be seen, the stops come in the order of the page, and nothing holds it.

use form_model::Form;

use crate::harness::chromium::{Key, Window};
use crate::harness::{Json, Site};
use crate::journeys::saying::{Fields, Somebody, everybody, forms};

/// The form that has everything: ways out, dates, long lists.
const FORM: &str = "safeguarding-concern";
const DESK: u32 = 1280;
/// More stops than any page has, and more pages than any form.
const MOST: usize = 150;

/// Where the focus stops.
#[derive(Debug, Clone)]
pub struct Stop(Json);

impl Stop {
    pub fn text(&self, member: &str) -> &str {
        self.0[member].as_str().unwrap_or_default()
    }

    fn is(&self, kind: &str) -> bool {
        self.text("type") == kind
    }

    /// A link or a button with these words.
    pub fn leads(&self, words: &str) -> bool {
        (self.is("submit") || self.text("tag") == "a") && self.text("words") == words
    }

    /// The button that goes on.
    fn goes_on(&self) -> bool {
        let classes = self.text("classes");
        self.is("submit") && classes.contains("govuk-button") && !classes.contains("--secondary")
    }
}

/// The next stop; none beyond the last.
fn next(window: &Window) -> Option<Stop> {
    window.key(Key::Tab);
    let stop = window.focused();
    (stop["tag"] != "body").then_some(Stop(stop))
}

/// Every stop of the page, from its beginning, held to what must hold for each.
#[track_caller]
pub fn stops(window: &Window) -> Vec<Stop> {
    let at = window.path();
    let mut stops: Vec<Stop> = Vec::new();
    while let Some(stop) = next(window) {
        // Beyond the last comes the first again where the browser has nothing else to focus.
        if stops
            .first()
            .is_some_and(|first| first.0["place"] == stop.0["place"])
        {
            break;
        }
        assert_eq!(
            stop.0["seen"], true,
            "at {at} nobody sees the focus on {stop:?}"
        );
        assert_eq!(
            stop.0["in_sight"], true,
            "at {at} the focus is out of sight: {stop:?}"
        );
        if let Some(before) = stops.last() {
            let (before, now) = (before.0["place"].as_u64(), stop.0["place"].as_u64());
            assert!(before < now, "at {at} the focus jumps back to {stop:?}");
        }
        stops.push(stop);
        assert!(
            stops.len() < MOST,
            "at {at} the focus never comes to an end"
        );
    }
    stops
}

/// Goes on to the first stop that fits.
#[track_caller]
pub fn to(window: &Window, what: &str, fits: impl Fn(&Stop) -> bool) -> Stop {
    for _ in 0..MOST {
        if let Some(stop) = next(window).filter(&fits) {
            return stop;
        }
    }
    panic!("no key leads to {what} at {}", window.path());
}

/// Types and chooses at every stop what somebody says, until the button that goes on, and presses it.
#[track_caller]
fn answer(window: &Window, fields: &Fields) {
    fill_in(window, fields, Stop::goes_on);
}

/// Types and chooses at every stop what somebody says, until the button that fits, and presses it.
#[track_caller]
pub fn fill_in(window: &Window, fields: &Fields, fits: impl Fn(&Stop) -> bool) {
    let said = |stop: &Stop| {
        let of_this = fields.iter().filter(|(name, _)| name == stop.text("name"));
        of_this
            .map(|(_, value)| value.clone())
            .collect::<Vec<String>>()
    };
    for _ in 0..MOST {
        let Some(stop) = next(window) else { continue };
        if fits(&stop) {
            return window.leaves(|| window.key(Key::Enter));
        }
        let said = said(&stop);
        match (stop.text("type"), said.first()) {
            ("checkbox", _)
                if said.contains(&stop.text("value").to_owned()) != (stop.0["checked"] == true) =>
            {
                window.key(Key::Space);
            }
            ("radio", Some(wanted)) => {
                window.key(Key::Space);
                choose(window, wanted);
            }
            ("select-one", Some(wanted)) => choose(window, wanted),
            ("text" | "tel" | "email" | "textarea" | "number" | "password", Some(wanted)) => {
                window.type_in(wanted);
            }
            _ => {}
        }
    }
    panic!("no key leads on from {}", window.path());
}

/// Goes down a list of choices until one is chosen.
#[track_caller]
fn choose(window: &Window, wanted: &str) {
    for _ in 0..MOST {
        let at = Stop(window.focused());
        let chosen = at.text("value") == wanted && (!at.is("radio") || at.0["checked"] == true);
        if chosen {
            return;
        }
        window.key(Key::Down);
    }
    panic!("no arrow leads to {wanted} at {}", window.path());
}

/// The first page with a mistake that can be typed: the summary has the focus, and leads to the field.
#[track_caller]
fn a_mistake_is_found(window: &Window, somebody: &Somebody<'_>, page: &str) {
    answer(window, &somebody.mistaken(page));
    let summary = Stop(window.focused());
    assert!(
        summary.text("classes").contains("govuk-error-summary"),
        "the summary has no focus: {summary:?}"
    );
    let link = next(window).expect("a link to the mistake");
    assert_eq!(link.text("tag"), "a", "{link:?}");
    window.key(Key::Enter);
    let field = Stop(window.focused());
    assert!(
        ["input", "textarea", "select"].contains(&field.text("tag")),
        "the link leads to {field:?}"
    );
    window.key(Key::BackTab);
    window.key(Key::Tab);
    let back = Stop(window.focused());
    assert_eq!(back.0["place"], field.0["place"], "there and back again");
}

fn form() -> Form {
    forms()
        .into_iter()
        .map(|(_, form)| form)
        .find(|form| form.id == FORM)
        .expect("the form")
}

#[test]
fn a_whole_form_is_filled_in_and_sent_with_the_keyboard_alone() {
    let form = form();
    let everybody = everybody(&form);
    let somebody = everybody.first().expect("somebody");
    let window = Window::open(&Site::shared().url, DESK, true);
    window.go(&form.path());
    to(&window, "the start", |stop| {
        stop.text("words") == "Start now"
    });
    window.leaves(|| window.key(Key::Enter));
    let mut mistakes = 0;
    for _ in 0..MOST {
        let at = window.path();
        if at.ends_with("/check-answers") {
            break;
        }
        let words: Vec<String> = stops(&window)
            .iter()
            .map(|stop| stop.text("words").to_owned())
            .collect();
        assert!(
            words[0].starts_with("Skip to main content"),
            "{at}: {words:?}"
        );
        let exits = words
            .iter()
            .filter(|words| words.ends_with("Exit this page"));
        assert!(exits.count() >= 2, "{at}: {words:?}");
        let page = somebody.page_at(&at).expect("a page of the form");
        let mistaken = somebody.mistaken(&page.id);
        // One that can be made by hand: not thousands of characters, not what a script unticks.
        let by_hand = mistaken.iter().all(|(_, value)| value.len() < 50)
            && page
                .question
                .iter()
                .all(|question| question.answer.choices().is_empty());
        if mistakes == 0 && by_hand && somebody.is_mistaken(&page.id, &mistaken) {
            mistakes += 1;
            a_mistake_is_found(&window, somebody, &page.id);
            window.go(&at);
        }
        answer(&window, &somebody.typed(&page.id));
        assert_ne!(
            window.path(),
            at,
            "Enter does not lead on: {}",
            window.text(&window.one("main"))
        );
    }
    assert_eq!(mistakes, 1, "no mistake was made");
    stops(&window);
    to(&window, "the button that sends", Stop::goes_on);
    window.leaves(|| window.key(Key::Enter));
    assert!(
        window.path().ends_with("/confirmation"),
        "at {}",
        window.path()
    );
    stops(&window);
}

#[test]
fn the_first_stop_skips_what_is_the_same_on_every_page() {
    let window = Window::open(&Site::shared().url, DESK, true);
    window.go("/contact/adult-contact");
    let skip = next(&window).expect("a stop");
    assert_eq!(skip.text("words"), "Skip to main content");
    window.key(Key::Enter);
    assert_eq!(window.focused()["tag"], "main");
    next(&window).expect("something in the page's own part");
    let inside = window.evaluate("return !!document.activeElement.closest('main')");
    assert_eq!(
        inside, true,
        "the way past the header does not lead past it"
    );
}

#[test]
fn the_way_out_is_left_by_enter() {
    let window = Window::open(&Site::shared().url, DESK, true);
    window.go("/contact/worried-about-someone");
    to(&window, "the way out", |stop| {
        stop.text("words").ends_with("Exit this page") && stop.text("classes").contains("button")
    });
    window.key(Key::Enter);
    crate::harness::until(
        "the page to be left",
        std::time::Duration::from_secs(20),
        || (!window.path().starts_with("/contact")).then_some(()),
    );
}
