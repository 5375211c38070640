//! The questions about equality in other languages: a switch that keeps what was chosen, and answers that
//! are kept in the words of the council's return, whoever reads the questions how.

use form_site::equality::{Choice, questions};

use super::afterwards::{Jar, of};
use super::forms_languages::assert_each_in_its_language;
use super::memory::Memory;
use super::text;

/// Somebody who has asked for help, where words that nobody has reviewed are shown.
fn stores() -> Memory {
    let mut stores = Memory::default();
    stores.development = true;
    stores
}

#[test]
fn every_question_is_in_the_language_that_its_page_says() {
    let stores = stores();
    let mut ann = Jar::asked_for_help(&stores);
    let form = &questions("adult-contact", Choice::Record).unwrap().form;
    for language in ["en", "en-x-easyread", "pl"] {
        for choice in Choice::ALL {
            for page in &form.page {
                let at = format!("{}?language={language}", of(choice, &page.id));
                assert_each_in_its_language(&ann.page(&at), language, &at);
            }
        }
        let check = of(Choice::Record, "check-answers");
        assert_each_in_its_language(&ann.page(&check), language, &check);
    }
}

#[test]
fn the_switch_keeps_what_was_chosen_and_is_remembered() {
    let stores = stores();
    let mut ann = Jar::asked_for_help(&stores);
    let at = of(Choice::Statistics, "religion");
    let page = ann.page(&at);
    assert!(page.contains("What is your religion?"));
    assert!(page.contains("name=\"in-language\" value=\"pl\""), "{page}");
    let reply = ann.post(&at, "religion=hindu&in-language=pl");
    assert_eq!(reply.status, 200);
    let page = text(&reply);
    assert!(page.contains("Jaka jest Pana/Pani religia?"), "{page}");
    assert!(
        page.contains("value=\"hindu\" checked"),
        "what was chosen comes along: {page}"
    );
    assert!(page.contains("Tego tłumaczenia nikt jeszcze nie sprawdził."));
    assert!(stores.drafts.borrow().is_empty(), "nothing is saved by it");
    let next = ann.goes_to(&at, "religion=hindu");
    assert!(
        ann.page(&next)
            .contains("Jaki jest Pana/Pani prawny stan cywilny?")
    );
    // The other choice stands at its own address, in the same language.
    let other = ann.page(&of(Choice::Record, "religion"));
    assert!(other.contains("Jaka jest Pana/Pani religia?"), "{other}");
    assert!(other.contains("equality/record/"), "{other}");
    assert!(!other.contains("equality/statistics/"), "{other}");
}

#[test]
fn what_is_kept_is_in_the_words_of_the_return_in_whatever_language_it_was_read() {
    let stores = stores();
    let mut ann = Jar::asked_for_help(&stores);
    let at = of(Choice::Record, "group");
    ann.page(&format!("{at}?language=pl"));
    ann.goes_to(&at, "ethnic-group=asian");
    ann.goes_to(
        &of(Choice::Record, "background-asian"),
        "ethnic-background-asian=indian",
    );
    let check = of(Choice::Record, "check-answers");
    assert!(ann.page(&check).contains("Indyjskie"));
    ann.goes_to(&check, "");
    let kept = stores.on_record.borrow();
    let answers = &kept.values().next().unwrap().answers;
    let said: Vec<&str> = answers.iter().map(|answer| answer.said.as_str()).collect();
    assert_eq!(said, ["Asian or Asian British", "Indian"]);
    assert_eq!(answers[0].asked, "What is your ethnic group?");
}

#[test]
fn words_that_nobody_reviewed_are_offered_in_a_development_only() {
    let stores = Memory::default();
    let mut ann = Jar::asked_for_help(&stores);
    let page = ann.page(&format!("{}?language=pl", of(Choice::Statistics, "sex")));
    assert!(page.contains("What is your sex?") && !page.contains("Polski"));
}
