//! Somebody fills in a form: page by page, with what they have to say, until they can check it.

use crate::harness::Resident;

/// What somebody says, by the name of the control.
pub type Answers<'a> = &'a [(&'a str, &'a [&'a str])];

/// More pages than any form has.
const MOST_PAGES: usize = 60;

/// Somebody who asks for help for themselves, and is in no danger.
pub const HELP_WITH_MEALS: Answers<'static> = &[
    ("about", &["self"]),
    (
        "narrative",
        &["I cannot cook any more since my hands shake."],
    ),
    ("needs", &["meals-nutrition"]),
    ("risks", &["none"]),
    ("given-name", &["Winifred"]),
    ("family-name", &["Ashdown"]),
    ("postcode", &["CM2 6AA"]),
    ("phone", &["01632 960101"]),
];

/// Somebody who is worried about a neighbour.
pub const WORRIED: Answers<'static> = &[
    ("narrative", &["Her nephew takes her pension every week."]),
    ("given-name", &["Edith"]),
    ("family-name", &["Larkspur"]),
];

/// Answers the pages until the check, and tells which addresses it went through.
#[track_caller]
pub fn until_the_check(resident: &mut Resident, answers: Answers<'_>) -> Vec<String> {
    let mut pages = Vec::new();
    for _ in 0..MOST_PAGES {
        if resident.at.ends_with("/check-answers") {
            return pages;
        }
        let before = resident.at.clone();
        pages.push(before.clone());
        answer_this_page(resident, answers);
        assert_eq!(
            resident.status,
            200,
            "after {before}: {}",
            resident.page().main
        );
        assert!(
            resident.page().errors.is_empty(),
            "{before} was not accepted: {:?}",
            resident.page().errors
        );
        assert_ne!(
            resident.at,
            before,
            "{before} leads to itself: {}",
            resident.page().main
        );
    }
    panic!("no end after {pages:?}");
}

/// Fills in what this page asks and goes on.
#[track_caller]
pub fn answer_this_page(resident: &mut Resident, answers: Answers<'_>) {
    let page = resident.page();
    if !page.asks() {
        let start = page
            .links
            .iter()
            .find(|link| link.text.starts_with("Start") || link.text == "Continue");
        let text = start
            .unwrap_or_else(|| panic!("no way on from {}: {}", resident.at, page.main))
            .text
            .clone();
        resident.follow(&text);
        return;
    }
    let form = page.question().clone();
    for (name, values) in answers {
        if form.has(name) {
            resident.fill(name, values);
        }
    }
    resident.press(&going_on(&form.buttons));
}

/// The words of the button that goes on: the first.
fn going_on(buttons: &[crate::harness::Button]) -> String {
    buttons.first().expect("a button").text.clone()
}

/// Sends what stands on the check, and arrives at the confirmation.
#[track_caller]
pub fn send(resident: &mut Resident) -> Confirmation {
    let button = going_on(&resident.page().question().buttons);
    resident.press(&button);
    confirmation(resident)
}

/// What somebody takes away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    pub reference: String,
    pub tracking_code: String,
}

/// Reads the confirmation in front of somebody.
#[track_caller]
pub fn confirmation(resident: &Resident) -> Confirmation {
    let page = resident.page();
    assert!(
        resident.at.ends_with("/confirmation"),
        "at {}: {}",
        resident.at,
        page.main
    );
    let words: Vec<&str> = page
        .main
        .split_whitespace()
        .map(|word| word.trim_matches(['.', ',']))
        .collect();
    let reference = words.iter().find(|word| word.starts_with("ASC-"));
    // Four groups of four; a reference has three letters before its first dash.
    let code = words
        .iter()
        .find(|word| word.len() >= 19 && word.split('-').all(|group| group.len() == 4));
    Confirmation {
        reference: (*reference.unwrap_or_else(|| panic!("no reference: {}", page.main))).to_owned(),
        tracking_code: (*code.unwrap_or_else(|| panic!("no tracking code: {}", page.main)))
            .to_owned(),
    }
}
