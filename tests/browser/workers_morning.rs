//! A worker's morning at the desk, in a real browser and by the keyboard alone: every page is kept as a picture, and
//! axe-core finds nothing on any of them.

use super::axe::findings;
use super::keyboard::{fill_in, stops, to};
use crate::harness::chromium::{Key, Window};
use crate::harness::{Site, Start, Worker, json, page};
use crate::journeys::saying::Fields;

const DESK: u32 = 1100;
const TELEPHONE: u32 = 320;
const A_WEEK: i64 = 7 * 24 * 3600;

/// Nothing sticks out, nothing is wrong for a screen reader, and every request but the expected one was answered.
#[track_caller]
fn look(window: &Window, picture: &str, expected: &str) {
    let mut wrong = window.failed_requests();
    wrong.extend(window.complaints());
    wrong.retain(|problem| expected.is_empty() || !problem.contains(expected));
    wrong.extend(window.sticks_out());
    wrong.extend(findings(window));
    assert!(wrong.is_empty(), "{}: {wrong:?}", window.path());
    window.screenshot(&format!("desk-{picture}"));
}

/// The same page on a telephone.
#[track_caller]
fn look_on_a_telephone(window: &Window, picture: &str) {
    window.widen(TELEPHONE);
    look(window, &format!("{picture}-320"), "");
    window.widen(DESK);
}

fn said(fields: &[(&str, &str)]) -> Fields {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    fields.iter().map(owned).collect()
}

/// Follows a link or presses a button by its words.
#[track_caller]
fn press(window: &Window, words: &str) {
    to(window, words, |stop| stop.leads(words));
    window.leaves(|| window.key(Key::Enter));
}

/// Fills in a form and presses its button.
#[track_caller]
fn send(window: &Window, fields: &[(&str, &str)], button: &str) {
    fill_in(window, &said(fields), |stop| stop.leads(button));
}

#[track_caller]
fn says(window: &Window, words: &str) {
    let main = page::read(&window.source()).main;
    assert!(
        main.contains(words),
        "no \"{words}\" at {}: {main}",
        window.path()
    );
}

/// The reference of the referral that is open.
#[track_caller]
fn reference(window: &Window) -> String {
    let path = window.path();
    let open = path.split(['/', '?']).find(|part| part.starts_with("ASC-"));
    open.unwrap_or_else(|| panic!("no referral is open at {path}"))
        .to_owned()
}

/// A day in a week, as its three fields.
fn a_day_in_a_week() -> [String; 3] {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let now = now.expect("a clock").as_secs();
    let then = i64::try_from(now).expect("a time") + A_WEEK;
    let written = vocabulary::Instant::from_unix(then).to_string();
    let mut parts = written.split(['-', 'T']);
    let mut part = || parts.next().expect("a part of a date").to_owned();
    let (year, month, day) = (part(), part(), part());
    [day, month, year]
}

/// Three contacts: one with a sign, and two without.
fn contacts(site: &Site) {
    let concern = json!({"narrative": "Her son takes her pension, and she is afraid of him.", "risks": ["exploitation"],
        "given-name": "Edith", "family-name": "Harcourt"});
    site.nobody().submit("safeguarding-concern", &concern);
    for (given, family, narrative) in [
        ("Winifred", "Ashdown", "I cannot cook any more."),
        ("Ranjit", "Bains", "I cannot see the stairs."),
    ] {
        let answers = json!({"about": "self", "given-name": given, "family-name": family, "needs": ["meals-nutrition"],
            "postcode": "CM2 6AA", "phone": "01632 960101", "narrative": narrative});
        site.nobody().submit("adult-contact", &answers);
    }
}

#[track_caller]
fn signs_in(window: &Window, worker: &Worker) {
    window.go("/staff/sign-in");
    look(window, "sign-in", "");
    let fields = [
        ("username", worker.username.as_str()),
        ("password", worker.password.as_str()),
    ];
    send(window, &fields, "Sign in");
    assert!(
        window.path().starts_with("/staff/queues"),
        "{}",
        window.path()
    );
}

/// The concern: read, tried, waited for, noted beside a colleague, decided and passed on.
#[track_caller]
fn the_concern(site: &Site, window: &Window) {
    press(window, "Next for me");
    says(window, "This is next for you. You have claimed it.");
    says(window, "Edith Harcourt");
    says(window, "Her son takes her pension");
    let edith = reference(window);
    look(window, "next-for-me", "");
    look_on_a_telephone(window, "next-for-me");
    window.go(&format!("/staff/referrals/{edith}"));
    stops(window);

    press(window, "Record a contact attempt");
    look(window, "contact-attempt", "");
    send(window, &[], "Record attempt");
    look(window, "contact-attempt-empty", " 422");
    let tried = [
        ("how", "phone"),
        ("answered", "nobody"),
        ("safe-to-talk", "not-asked"),
        ("note", "Rang at 9. No message left."),
    ];
    send(window, &tried, "Record attempt");
    says(window, "1 try in a row without an answer");

    press(window, "Wait for the person");
    look(window, "wait", "");
    let [day, month, year] = a_day_in_a_week();
    let wait = [
        ("what-for", "Her neighbour rings back."),
        ("until-day", day.as_str()),
        ("until-month", month.as_str()),
        ("until-year", year.as_str()),
    ];
    send(window, &wait, "Wait until then");
    says(window, "Waiting until");

    // A colleague adds a note while this one is being written.
    site.administrator()
        .change_now(&edith, "note", &json!({"text": "The police know the son."}))
        .expect(200);
    send(
        window,
        &[("text", "The neighbour says she was seen today.")],
        "Add note",
    );
    says(window, "This referral changed while you were working on it");
    says(window, "The police know the son.");
    assert!(
        window
            .source()
            .contains("The neighbour says she was seen today.")
    );
    look(window, "both", " 412");
    look_on_a_telephone(window, "both");
    press(window, "Add note");
    says(window, "Your note has been added.");

    press(window, "Record a section 42 decision");
    look(window, "section-42", "");
    let decided = [
        ("a-finding", "yes"),
        ("a-because", "She needs help to dress."),
        ("b-finding", "no"),
        ("b-because", "The money is for the shopping, she says."),
        ("c-finding", "no"),
        ("c-because", "She rang the bank herself."),
        ("decision", "no-enquiry"),
        ("reasons", "Not met. She wants help at home."),
        ("queue", "locality-mid"),
    ];
    send(window, &decided, "Record decision");
    says(window, "No enquiry under section 42");
    says(window, "Mid locality");
    look(window, "section-42-decided", "");
    for (link, picture) in [("Print", "print"), ("Copy for the case system", "copy")] {
        window.go(&format!("/staff/referrals/{edith}"));
        press(window, link);
        look(window, picture, "");
    }
    window.go(&format!("/staff/referrals/{edith}/print"));
    window.on_paper(|| window.screenshot("desk-paper"));
    // The team that it was passed to takes it on.
    site.administrator()
        .change_now(&edith, "claim", &json!({}))
        .expect(200);
}

/// An everyday contact: moved on to another team.
#[track_caller]
fn moves_one_on(window: &Window) {
    window.go("/staff/queues");
    press(window, "Next for me");
    press(window, "Move to another queue");
    look(window, "move", "");
    send(
        window,
        &[
            ("queue", "sensory"),
            ("reason", "It is the sight that fails."),
        ],
        "Move referral",
    );
    says(window, "The time to respond has not started again.");
}

/// Another, closed with an outcome.
#[track_caller]
fn closes_one(window: &Window) {
    window.go("/staff/queues");
    press(window, "Next for me");
    send(
        window,
        &[
            ("outcome", "NFA: Information and advice or signposting"),
            ("note", "Told about meals at home."),
        ],
        "Close referral",
    );
    says(window, "This referral is closed.");
    look(window, "closed", "");
}

#[test]
fn a_workers_morning_by_the_keyboard_alone() {
    if !Site::is_ours() {
        return println!("what comes next is known on a site of our own only");
    }
    let start = Start::named("morning");
    let site = start.begin();
    contacts(&site);
    let worker = site.worker(&["adviser", "senior", "safeguarding", "manager"]);
    let window = Window::open(&site.url, DESK, true);
    signs_in(&window, &worker);
    look(&window, "queues", "");
    look_on_a_telephone(&window, "queues");
    window.go("/staff/queues");
    stops(&window);
    press(&window, "All queues");
    look(&window, "list", "");
    look_on_a_telephone(&window, "list");
    window.go("/staff/queues");
    the_concern(&site, &window);
    moves_one_on(&window);
    closes_one(&window);
    window.go("/staff/queues");
    press(&window, "Dashboard");
    look(&window, "dashboard", "");
}

#[test]
fn every_action_has_a_page_that_the_keyboard_reaches() {
    if !Site::is_ours() {
        return println!("a site of our own has few colleagues to choose from");
    }
    let start = Start::named("actions");
    let site = start.begin();
    let concern = json!({"narrative": "He takes her pension.", "risks": ["exploitation"], "given-name": "Ivy"});
    let receipt = site.nobody().submit("safeguarding-concern", &concern);
    let ivy = receipt["reference"]
        .as_str()
        .expect("a reference")
        .to_owned();
    let worker = site.worker(&["adviser", "senior", "safeguarding", "manager"]);
    let window = Window::open(&site.url, DESK, true);
    window.go("/staff/sign-in");
    let fields = [
        ("username", worker.username.as_str()),
        ("password", worker.password.as_str()),
    ];
    send(&window, &fields, "Sign in");
    let at = format!("/staff/referrals/{ivy}");
    window.go(&at);
    let menu: Vec<String> = window
        .all(".desk-menu a")
        .iter()
        .map(|link| window.text(link))
        .collect();
    assert!(menu.len() >= 10, "{menu:?}");
    for words in menu {
        window.go(&at);
        press(&window, &words);
        stops(&window);
        look(
            &window,
            &format!("page-{}", words.to_lowercase().replace(' ', "-")),
            "",
        );
    }
}
