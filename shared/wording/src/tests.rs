use std::collections::BTreeSet;

use super::*;
use crate::phrase::{ENGLISH, IDS};
use maud::Render;

use crate::phrase::{begin, frame, question, save};

const POLISH: &str = include_str!("../words/pl.toml");

#[test]
fn a_language_that_nobody_has_written_is_said_in_english_and_marked() {
    let welsh = Wording::of("cy", true);
    assert_eq!(welsh.lang(), "cy");
    let said = welsh.say(question::CONTINUE);
    assert_eq!((said.text, said.lang), ("Continue", Some("en")));
}

#[test]
fn words_that_nobody_reviewed_are_for_a_development_only() {
    let there = Wording::of("pl", true);
    assert_eq!(there.say(question::CONTINUE).lang, None);
    assert!(there.unreviewed().is_some());
    let elsewhere = Wording::of("pl", false);
    assert_eq!(elsewhere.lang(), "pl");
    assert_eq!(elsewhere.say(question::CONTINUE).text, "Continue");
    assert_eq!(elsewhere.say(question::CONTINUE).lang, Some("en"));
}

#[test]
fn easy_read_is_english_and_what_it_lacks_needs_no_mark() {
    let easy = Wording::of("en-x-easyread", true);
    assert_eq!(easy.lang(), "en");
    let said = easy.say(frame::COOKIES);
    assert_eq!((said.text, said.lang), ("Cookies", None));
}

#[test]
fn places_are_filled_and_markup_in_them_stays_markup() {
    let english = Wording::english();
    let link = maud::html! { a href="/advice" { "advice" } };
    let said = english
        .say(begin::ADVICE)
        .around(&[("link", &link)])
        .render();
    assert_eq!(
        said.into_string(),
        "You can also <a href=\"/advice\">advice</a> without sending us anything."
    );
    let typed = english.fill(save::UNTIL, &[("day", "<b>")]);
    assert!(typed.text.starts_with("We keep them until <b>."));
    assert!(
        maud::html! { (typed) }
            .into_string()
            .contains("until &lt;b&gt;.")
    );
}

#[test]
fn every_english_phrase_has_words_and_an_id_of_its_own() {
    let ids: BTreeSet<&str> = IDS.into_iter().collect();
    assert_eq!(ids.len(), ENGLISH.len());
    for (id, said) in IDS.iter().zip(ENGLISH) {
        assert!(!said.trim().is_empty(), "{id}");
    }
}

#[test]
fn a_table_that_a_file_lacks_is_listed_phrase_by_phrase() {
    let known = check("pl", POLISH, &[]);
    let without = POLISH.replace("\n[file]\n", "\n[files]\n");
    let mut found = check("pl", &without, &[]);
    found.retain(|problem| !known.contains(problem));
    for id in IDS.iter().filter(|id| id.starts_with("file.")) {
        let missing = format!("{id} is missing, so people read it in English");
        assert!(
            found
                .iter()
                .any(|problem| problem.message.starts_with(&missing)),
            "{missing}: {found:#?}"
        );
    }
}

#[test]
fn what_a_file_lacks_or_has_too_much_is_listed_with_its_line() {
    let known = check("pl", POLISH, &[]);
    let wrong = POLISH.replace("\ncontinue = ", "\ncontinues = ").replace(
        "{What}: to musi być prawdziwa data",
        "To musi być prawdziwa data",
    );
    let mut found = check("pl", &wrong, &["Call us.".to_owned()]);
    found.retain(|problem| !known.contains(problem));
    let messages: Vec<&str> = found
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    for part in [
        "question.continue is missing",
        "`continues`",
        "mistake.not-a-date has not the places",
        "instead of “Call us.”",
    ] {
        assert!(
            messages.iter().any(|message| message.contains(part)),
            "{part}: {messages:#?}"
        );
    }
    let line = POLISH
        .lines()
        .position(|line| line.starts_with("continue = "))
        .unwrap()
        + 1;
    assert!(
        found.iter().any(|problem| problem.line as usize == line),
        "{found:#?}"
    );
}

#[test]
fn an_english_sentence_is_said_again_with_what_it_held() {
    let polish = Wording::of("pl", true);
    let known = [phrase::next::WORSE_ONLY, phrase::next::WORSE];
    let again = |text: &str| polish.said_again(text, &known, |_, value| format!("<{value}>"));
    let english = Wording::english().fill(
        phrase::next::WORSE,
        &[("number", "0345 1"), ("closed", "0345 2")],
    );
    let said = again(&english.text);
    assert_eq!(said.lang, None);
    assert!(
        said.text.contains("<0345 1>") && said.text.contains("<0345 2>"),
        "{said:?}"
    );
    let other = again("Bring your papers.");
    assert_eq!(
        (other.text.as_str(), other.lang),
        ("Bring your papers.", Some("en"))
    );
}
