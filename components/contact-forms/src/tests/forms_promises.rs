//! What every form promises, whatever it asks.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use form_model::{AnswerKind, Answers, Draft, Form, Journey};
use vocabulary::Risk;

use crate::catalogue::{EARLIER, texts};

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| crate::catalogue::built_in().unwrap());
static OLDER: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let read = |text: &packed::Packed| form_model::read(&text.text()).unwrap();
    EARLIER.iter().map(read).collect()
});

/// The words that people read, line by line.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with('#'))
}

#[test]
fn danger_is_asked_about_first_and_every_risk_can_be_told() {
    for form in &*FORMS {
        assert_eq!(form.page[0].question[0].id, "danger-now", "{}", form.id);
        assert!(form.page[1].danger, "{}", form.id);
        let (_, risks) = form.find_question("risks").unwrap();
        let ids: Vec<&str> = risks
            .answer
            .choices()
            .iter()
            .map(|choice| choice.id.as_str())
            .collect();
        for risk in Risk::ALL {
            assert!(ids.contains(&risk.id()), "{}: {risk}", form.id);
        }
        let danger = form.page.iter().filter(|page| page.danger).count();
        assert_eq!(
            danger, 2,
            "{}: danger that is told later says 999 too",
            form.id
        );
    }
}

#[test]
fn every_form_asks_what_is_safe() {
    for form in &*FORMS {
        let (_, asked) = form.find_question("safe-contact").unwrap();
        assert!(matches!(asked.answer, AnswerKind::SafeContact(_)));
        assert!(form.find_question("no-safe-way").is_some(), "{}", form.id);
    }
}

/// What everybody knows of themselves, or what has "something else".
const KNOWN: [&str; 2] = ["about", "reporter"];

#[test]
fn nobody_has_to_know_or_to_be_sure() {
    for form in &*FORMS {
        for (_, question) in form.questions() {
            let choices = question.answer.choices();
            let unsure = choices
                .iter()
                .any(|choice| ["not-sure", "unknown"].contains(&choice.id.as_str()));
            assert!(
                choices.is_empty() || unsure || KNOWN.contains(&question.id.as_str()),
                "{}: {}",
                form.id,
                question.id
            );
        }
    }
}

#[test]
fn whoever_answers_nothing_reaches_the_end_through_every_page() {
    for form in &*FORMS {
        let journey = Journey::of(form, &Answers::default());
        assert!(journey.pages().len() >= 10, "{}", form.id);
        let mut at = journey.pages()[0].page;
        let mut seen = 1;
        // A long form goes on with its parts, one after another.
        let mut parts = journey.tasks(&form_model::Draft::default()).into_iter();
        loop {
            let next = match journey.after(at) {
                form_model::Step::Page(next) => Some(next),
                form_model::Step::Tasks => parts.next().map(|part| part.page),
                form_model::Step::CheckAnswers => None,
            };
            let Some(next) = next else { break };
            (at, seen) = (next, seen + 1);
        }
        assert_eq!(seen, journey.pages().len(), "{}", form.id);
    }
}

#[test]
fn whoever_tells_of_a_risk_need_not_answer_anything_else() {
    for form in &*FORMS {
        let answers = serde_json::json!({"risks": ["self-neglect"]});
        let accepted = form.accept(
            answers.as_object().unwrap(),
            form_site::submission::today(super::now()),
        );
        assert!(accepted.is_ok(), "{}: {:?}", form.id, accepted.unwrap_err());
    }
}

/// Facts that a form can tell: name and word, or the name alone where the word is typed.
fn facts(form: &Form) -> BTreeSet<(String, String)> {
    let mut told = BTreeSet::new();
    for (_, question) in form.questions() {
        for choice in question.answer.choices() {
            told.extend(choice.facts.clone());
            if let Some(fact) = question.fact.as_ref().filter(|_| !choice.no_fact) {
                told.insert((fact.clone(), choice.id.clone()));
            }
        }
        if let AnswerKind::YesNoDontKnow(words) = &question.answer {
            told.extend(words.yes_facts.clone());
        }
        told.extend(question.fact.clone().map(|fact| (fact, String::new())));
    }
    told
}

#[test]
fn a_newer_version_tells_routing_all_that_an_older_one_did() {
    for older in &*OLDER {
        let newer = FORMS.iter().find(|form| form.id == older.id).unwrap();
        assert!(newer.version > older.version);
        let (before, now) = (facts(older), facts(newer));
        let lost: Vec<_> = before.difference(&now).collect();
        assert!(lost.is_empty(), "{}: {lost:?}", older.id);
        assert_eq!(newer.slug(), older.slug());
    }
}

#[test]
fn what_was_said_on_an_older_version_can_be_read_on_the_newer_one() {
    for older in &*OLDER {
        let newer = FORMS.iter().find(|form| form.id == older.id).unwrap();
        for (_, question) in older.questions() {
            for choice in question.answer.choices() {
                let value = match question.answer {
                    AnswerKind::ChooseSeveral(_) => serde_json::json!({&question.id: [choice.id]}),
                    _ => serde_json::json!({&question.id: choice.id}),
                };
                let draft = Draft::from_json(newer, &value.to_string());
                assert!(
                    draft.answers.get(&question.id).is_some(),
                    "{}: {} {}",
                    older.id,
                    question.id,
                    choice.id
                );
            }
            assert!(
                newer.find_question(&question.id).is_some(),
                "{}",
                question.id
            );
        }
    }
}

#[test]
fn nobody_is_asked_for_money_for_consent_or_for_where_they_were_born() {
    for text in texts() {
        for line in
            words(&text).filter(|line| line.starts_with("label") || line.starts_with("hint"))
        {
            let line = line.to_lowercase();
            for word in [
                "savings",
                "income",
                "consent",
                "immigration",
                "nationality",
                "sort code",
            ] {
                assert!(!line.contains(word), "{line}");
            }
        }
    }
    let arrange = texts()
        .find(|text| text.contains("id = \"arrange-my-care\""))
        .unwrap();
    assert!(
        arrange.contains("For a place in a care home we may arrange it, but we do not have to.")
    );
    assert!(arrange.contains("This is also a request for a needs assessment"));
}

#[test]
fn whoever_may_be_causing_harm_is_never_to_be_named_as_a_help() {
    for form in &*FORMS {
        for id in [
            "through-name",
            "someone-suitable",
            "others-to-involve",
            "responder",
        ] {
            let Some((page, _)) = form.find_question(id) else {
                continue;
            };
            let said = page.text.join(" ");
            assert!(
                said.contains("harming or frightening") || said.contains("harming, frightening"),
                "{}: {id}",
                form.id
            );
        }
    }
}

#[test]
fn words_are_plain_and_always_the_same() {
    for text in texts() {
        for line in words(&text) {
            let line = line.to_lowercase();
            for word in [
                "somebody",
                "utilise",
                "in order to",
                "e.g.",
                "i.e.",
                "please",
            ] {
                assert!(!line.contains(word), "{line}");
            }
        }
    }
}

#[test]
fn no_sentence_is_too_long_for_somebody_who_is_tired() {
    for form in &*FORMS {
        let mut texts: Vec<&str> = form.begin.iter().map(String::as_str).collect();
        for page in &form.page {
            texts.extend(page.text.iter().map(String::as_str));
            texts.extend(
                page.question
                    .iter()
                    .filter_map(|question| question.hint.as_deref()),
            );
        }
        for sentence in texts.iter().flat_map(|text| text.split(['.', '?', ':'])) {
            let count = sentence.split_whitespace().count();
            assert!(count <= 25, "{}: {count} words: {sentence}", form.id);
        }
    }
}

/// A screen reader would say it twice.
#[test]
fn no_page_with_several_questions_asks_one_of_them_in_its_heading() {
    for form in &*FORMS {
        for page in form.page.iter().filter(|page| page.question.len() > 1) {
            for question in &page.question {
                assert_ne!(question.label, page.heading, "{}: {}", form.id, page.id);
            }
        }
    }
}
