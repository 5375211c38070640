//! Carers say how things are page by page, and read what stands beside the form.

use super::filling_in::{Answers, Confirmation, answer_this_page, send, until_the_check};
use crate::harness::{Resident, Site};
use crate::visited::unsaid;

pub const FORM: &str = "/carer-assessment";
const SUGGESTS: &str = "/carer-assessment/what-you-told-us";
const SUPPORT: &str = "/carer-assessment/support";

/// Ida has looked after her husband for 60 hours a week, and her health is failing.
pub const SIXTY_HOURS: Answers<'static> = &[
    ("risks", &["none"]),
    ("given-name", &["Ida"]),
    ("family-name", &["Thorley"]),
    ("phone", &["01632 960101"]),
    ("cared-for-relationship", &["my husband"]),
    ("cared-for-age", &["81"]),
    ("cared-for-postcode", &["CM2 6AA"]),
    ("necessary-care", &["yes"]),
    ("safe-to-mention", &["no"]),
    ("caring-tasks", &["nights", "personal-care"]),
    ("caring-hours-per-week", &["60"]),
    ("outcome-nutrition", &["needs-assistance"]),
    ("outcome-relationships", &["takes-longer"]),
    ("health-at-risk", &["yes"]),
    ("health-words", &["My back has gone, and I do not sleep."]),
    ("wellbeing-impact", &["significant"]),
    ("strengths", &["We still laugh together."]),
    ("wanted-support", &["breaks"]),
];

/// The parts of the task list, in its order.
const PARTS: usize = 10;

/// Goes through every part from the list of parts, until the check.
#[track_caller]
pub fn through_every_part(resident: &mut Resident, answers: Answers<'_>) {
    resident.open(FORM);
    let mut lists = 0;
    for _ in 0..90 {
        if resident.at.ends_with("/check-answers") {
            assert!(
                lists > PARTS / 2,
                "the list of parts was seen {lists} times"
            );
            return;
        }
        lists += usize::from(resident.at.ends_with("/tasks"));
        let before = resident.at.clone();
        answer_this_page(resident, answers);
        assert_eq!(
            resident.status,
            200,
            "{before}: {:?}",
            resident.page().errors
        );
        assert!(unsaid::said(&resident.page().html).is_empty(), "{before}");
    }
    panic!("no end at {}", resident.at);
}

#[test]
fn ida_says_how_things_are_and_finds_what_it_suggests_and_support_before_and_after() {
    let mut ida = Site::shared().resident();
    ida.open(FORM);
    let begin = ida.page().main.clone();
    assert!(begin.contains("You have a right to a carer’s assessment whatever these answers say."));
    through_every_part(&mut ida, SIXTY_HOURS);
    let check = ida.at.clone();
    what_it_suggests(&mut ida);
    ida.open(&check);
    let sent = send(&mut ida);
    let page = ida.page().main.clone();
    // Whoever has just asked is not told that they can.
    assert!(
        !page.contains("can ask for an assessment of their own"),
        "{page}"
    );
    what_it_suggests(&mut ida);
    ida.open(SUPPORT);
    let support = &ida.page().main;
    assert!(
        support.contains("What fits your answers stands first."),
        "{support}"
    );
    let place = |words: &str| {
        support
            .find(words)
            .unwrap_or_else(|| panic!("{words}: {support}"))
    };
    assert!(place("break") < place("Other support"));
    follows_the_assessment(&sent);
}

/// The page opens with the right, quotes the answers, and says how to disagree.
#[track_caller]
fn what_it_suggests(ida: &mut Resident) {
    ida.open(SUGGESTS);
    let page = ida.page();
    for words in [
        "You have a right to a carer’s assessment whatever these answers say.",
        "This is not a decision.",
        "What you told us suggests that they could not manage without you.",
        "What you told us suggests that your health is at risk.",
        "My back has gone, and I do not sleep.",
        "What you told us suggests that caring makes a big difference to how you are.",
        "If you see it another way",
        "0345 603 7630",
    ] {
        assert!(page.main.contains(words), "{words}: {}", page.main);
    }
    assert!(unsaid::said(&page.html).is_empty());
    assert!(page.text.contains("Exit this page"));
}

/// `/track` tells a person how far it has come.
#[track_caller]
fn follows_the_assessment(sent: &Confirmation) {
    super::main_path::track(
        Site::shared(),
        &sent.reference,
        &sent.tracking_code,
        "We have what you told us about your caring. We will go through it with you.",
    );
}

#[test]
fn nobody_who_looks_at_the_pages_beside_the_form_finds_another_carers_answers() {
    let mut ida = Site::shared().resident();
    through_every_part(&mut ida, SIXTY_HOURS);
    let mut somebody = Site::shared().resident();
    somebody.open(SUGGESTS);
    assert!(
        somebody
            .page()
            .main
            .contains("There are no answers to show here now")
    );
    assert!(!somebody.page().html.contains("My back"));
    somebody.open(SUPPORT);
    assert!(
        !somebody
            .page()
            .main
            .contains("What fits your answers stands first.")
    );
    somebody.follow("Start your carer’s assessment");
    assert_eq!(somebody.at.trim_end_matches('/'), FORM);
    // After leaving in a hurry her own browser has nothing of it either.
    assert_eq!(ida.caller.get(&format!("{FORM}/leave")).status, 303);
    ida.open(SUGGESTS);
    assert!(!ida.page().html.contains("My back"));
}

/// With the interruption first, and nothing held up by a question.
#[test]
fn one_who_cannot_go_on_tonight_is_told_whom_to_call_before_anything_else() {
    let tonight = [
        (
            "carer-breakdown",
            "Call us now. Do not wait for an answer to this form.",
            "0345 603 7630",
        ),
        (
            "self-harm-or-suicide",
            "Talk to someone now. Do not wait for us.",
            "111",
        ),
        (
            "immediate-danger",
            "Call 999 now. Do not wait for us.",
            "999",
        ),
        (
            "domestic-abuse",
            "Talk to someone when it is safe to talk",
            "0808 2000 247",
        ),
    ];
    for (risk, heading, number) in tonight {
        let mut carer = Site::shared().resident();
        carer.open(FORM);
        answer_this_page(&mut carer, &[]);
        answer_this_page(&mut carer, &[("risks", &[risk])]);
        assert_eq!(carer.page().heading, heading);
        assert!(carer.page().main.contains(number), "{}", carer.page().main);
        until_the_check(&mut carer, &[]);
        send(&mut carer);
    }
}

#[test]
fn what_cannot_be_is_asked_about_again_and_nothing_is_lost() {
    let mut carer = Site::shared().resident();
    carer.open(&format!("{FORM}/name"));
    answer_this_page(&mut carer, &[("given-name", &["Ida"])]);
    let wrong: [(&str, Answers<'_>); 3] = [
        ("age", &[("age", &["130"])]),
        ("hours", &[("caring-hours-per-week", &["200"])]),
        (
            "birth",
            &[
                ("date-of-birth-day", &["1"]),
                ("date-of-birth-month", &["1"]),
                ("date-of-birth-year", &["2199"]),
            ],
        ),
    ];
    for (page, answers) in wrong {
        carer.open(&format!("{FORM}/{page}"));
        answer_this_page(&mut carer, answers);
        assert_eq!(carer.status, 422, "{page}");
        let (name, values) = answers.last().expect("an answer");
        assert_eq!(carer.page().question().values(name), *values, "{page}");
    }
    // No hours and day and night: a question back, which is no mistake.
    carer.open(&format!("{FORM}/hours"));
    answer_this_page(
        &mut carer,
        &[
            ("caring-hours-per-week", &["0"]),
            ("day-and-night", &["yes"]),
        ],
    );
    assert_eq!(carer.page().heading, "Can you check the hours?");
    carer.open(&format!("{FORM}/others-cared-for"));
    for _ in 0..8 {
        carer.press("Add another person");
        assert_eq!(carer.status, 200, "{}", carer.page().main);
    }
    for number in 1..=9 {
        let field = format!("others-cared-for-{number}-name");
        carer.fill(&field, &[&format!("Person {}", number + 1)]);
    }
    carer.press("Continue");
    assert_eq!(carer.status, 200, "{:?}", carer.page().errors);
    carer.open(&format!("{FORM}/check-answers"));
    assert!(carer.page().main.contains("Ida") && carer.page().main.contains("Person 10"));
    send(&mut carer);
}
