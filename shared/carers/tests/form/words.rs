//! The words of the form: plain, and with nothing in them that decides.

use form_model::{Form, Question};

use super::FORM;

/// What no page may say of anybody.
const NEVER: [&str; 5] = [
    "likely",
    "undetermined",
    "eligible",
    "eligibility",
    "entitled",
];

fn of_question(question: &Question) -> Vec<&str> {
    let mut words = vec![question.label.as_str(), question.what.as_str()];
    words.extend(question.hint.as_deref());
    words.extend(question.errors.values().map(String::as_str));
    for choice in question.answer.choices() {
        words.push(&choice.label);
        words.extend(choice.hint.as_deref());
        words.extend(choice.group.as_deref());
    }
    if let form_model::AnswerKind::Group(rules) = &question.answer {
        words.extend(rules.question.iter().flat_map(of_question));
    }
    words
}

/// Every text of a form that somebody can read.
fn all(form: &Form) -> Vec<&str> {
    let mut words = vec![form.title.as_str(), form.summary.as_str()];
    words.extend(form.begin.iter().map(String::as_str));
    words.extend(form.section.iter().map(|section| section.title.as_str()));
    for page in &form.page {
        words.push(&page.heading);
        words.extend(page.title.as_deref());
        words.extend(page.text.iter().map(String::as_str));
        words.extend(page.question.iter().flat_map(of_question));
    }
    words
}

#[test]
fn no_text_says_what_somebody_is_entitled_to() {
    for text in all(&FORM) {
        let lower = text.to_lowercase();
        for word in NEVER {
            assert!(!lower.contains(word), "{text}");
        }
    }
}

#[test]
fn sentences_are_short() {
    for text in all(&FORM) {
        for sentence in text.split_inclusive(['.', '?', ':']) {
            let words = sentence.split_whitespace().count();
            assert!(words <= 28, "{words} words: {sentence}");
        }
    }
}

const EASY_READ: &str = include_str!(
    "../../../../components/carer-assessment/forms/carer-assessment.en-x-easyread.toml"
);

#[test]
fn easy_read_says_every_word_and_no_other() {
    let words = form_model::read_words(EASY_READ).unwrap();
    assert_eq!(words.missing(&FORM), [""; 0]);
    let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let forms = [file("carer-assessment.toml", super::TEXT)];
    let found = [file("carer-assessment.en-x-easyread.toml", EASY_READ)];
    assert_eq!(form_model::check_words(&forms, &found), []);
    assert!(!words.is_reviewed() && words.unreviewed.contains("Nobody has checked"));
}

#[test]
fn easy_read_has_short_sentences_a_picture_on_each_page_and_decides_nothing() {
    let easy = form_model::read_words(EASY_READ).unwrap().over(&FORM);
    for page in &easy.page {
        assert!(page.picture.is_some(), "{}", page.id);
    }
    for text in all(&easy) {
        let lower = text.to_lowercase();
        for word in NEVER {
            assert!(!lower.contains(word), "{text}");
        }
        for sentence in text.split_inclusive(['.', '?', ':']) {
            let words = sentence.split_whitespace().count();
            assert!(words <= 18, "{words} words: {sentence}");
        }
    }
    assert!(easy.begin[0].contains("You have a right to a carer’s assessment"));
}
