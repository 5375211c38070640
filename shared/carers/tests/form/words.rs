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
