//! What support a carer is shown.

use serde_json::{Value, json};

use super::*;
use crate::answers::example as answers;

fn fitting(values: Value) -> Vec<&'static str> {
    support(&answers(values))
        .into_iter()
        .filter(|one| one.fits)
        .map(|one| one.id)
        .collect()
}

#[test]
fn the_wellbeing_service_stands_first_for_everybody() {
    for values in [
        json!({}),
        json!({"wanted-support": ["money", "breaks"]}),
        json!({"age": 15}),
        json!({"risks": ["self-harm-or-suicide"]}),
    ] {
        let shown = support(&answers(values));
        assert_eq!(shown[0].services[0].id, "ews");
        assert!(shown[0].fits);
    }
}

#[test]
fn somebody_who_has_answered_nothing_still_sees_everything() {
    let shown = support(&Answers::default());
    assert_eq!(shown.len(), KINDS.len());
    assert!(shown.len() > 10);
    assert_eq!(fitting(json!({})), ["start-here"]);
}

#[test]
fn what_fits_the_answers_comes_before_the_rest() {
    assert_eq!(
        fitting(json!({"wanted-support": ["money", "breaks"], "emergency-plan": "no"})),
        ["start-here", "breaks", "emergency-plan", "money"]
    );
    assert_eq!(fitting(json!({"age": 16})), ["start-here", "young-carers"]);
    assert_eq!(fitting(json!({"age": 18})), ["start-here"]);
    assert!(fitting(json!({"caring-tasks": ["nights"]})).contains(&"care-technology"));
    assert!(fitting(json!({"risks": ["carer-breakdown"]})).contains(&"crisis"));
    let shown = support(&answers(json!({"wanted-support": ["money"]})));
    let fits: Vec<bool> = shown.iter().map(|one| one.fits).collect();
    assert!(fits.is_sorted_by(|one, other| one >= other));
}

#[test]
fn only_what_is_certain_is_told() {
    let mut numbers = Vec::new();
    for kind in KINDS.iter() {
        for service in &kind.services {
            let shown = services::shown(std::slice::from_ref(service));
            assert_eq!(shown.len(), 1, "{service} exists and is certain");
        }
    }
    for shown in support(&Answers::default()) {
        assert!(!shown.text.is_empty(), "{}", shown.id);
        assert!(
            !shown.services.is_empty() || shown.topic.is_some(),
            "{}",
            shown.id
        );
        numbers.extend(shown.services.iter().filter_map(|one| one.phone_to_show()));
    }
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers, ["0345 603 7630", "111 (option 2)"]);
}

#[test]
fn every_kind_is_for_somebody_and_has_an_id_of_its_own() {
    let ids: std::collections::BTreeSet<&str> = KINDS.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids.len(), KINDS.len());
    for kind in KINDS.iter() {
        let somebody = kind.always || !kind.when.is_empty() || !kind.under.is_empty();
        assert!(somebody, "{}", kind.id);
    }
}

#[test]
fn no_text_says_what_somebody_is_entitled_to() {
    for shown in support(&Answers::default()) {
        let mut words = vec![shown.title];
        words.extend(shown.text.iter().map(String::as_str));
        words.extend(shown.services.iter().map(|one| one.says.as_str()));
        for text in words {
            let lower = text.to_lowercase();
            for never in ["likely", "undetermined", "eligib", "entitled", "£"] {
                assert!(!lower.contains(never), "{text}");
            }
        }
    }
}

#[test]
fn what_it_asks_about_is_asked_by_the_form_and_its_advice_is_there() {
    let form = include_str!("../../../../components/carer-assessment/forms/carer-assessment.toml");
    let form = form_model::read(form).unwrap();
    for kind in KINDS.iter() {
        for (id, choices) in &kind.when {
            let (_, question) = form.find_question(id).unwrap_or_else(|| panic!("{id}"));
            let known = question.answer.choices();
            let yes_no = matches!(question.answer, form_model::AnswerKind::YesNoDontKnow(_));
            for choice in choices {
                let is_there = known.iter().any(|one| one.id == *choice)
                    || (yes_no && ["yes", "no", "unknown"].contains(&choice.as_str()));
                assert!(is_there, "{id}: {choice}");
            }
        }
        for id in kind.under.keys() {
            let (_, question) = form.find_question(id).unwrap();
            assert!(matches!(question.answer, form_model::AnswerKind::Number(_)));
        }
    }
    let advice = include_str!("../../../../components/front-door/data/advice.toml");
    for topic in KINDS.iter().filter_map(|kind| kind.topic.as_deref()) {
        assert!(advice.contains(&format!("id = \"{topic}\"")), "{topic}");
    }
}
