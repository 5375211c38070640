//! What pages say to a carer, in every state.

use serde_json::{Value, json};
use vocabulary::{CarerOutcome, Date, Indicated};

use super::*;
use crate::answers::example as answers;

fn today() -> Date {
    Date::new(2026, 11, 22).unwrap()
}

/// Everything that can be said about the three conditions, one way or another.
fn every_state() -> Vec<Answers> {
    let outcomes = [
        json!(null),
        json!(["not-sure"]),
        json!(["achieved"]),
        json!(["takes-longer"]),
        json!(["needs-assistance", "takes-longer"]),
    ];
    let mut all = Vec::new();
    for care in ["yes", "no", "unknown"] {
        for health in ["yes", "no", "unknown"] {
            for wellbeing in ["significant", "not-significant", "unknown"] {
                for outcome in &outcomes {
                    for others in &outcomes {
                        let mut values = json!({"necessary-care": care, "health-at-risk": health,
                            "wellbeing-impact": wellbeing});
                        for one in CarerOutcome::ALL {
                            let value = if *one == CarerOutcome::Nutrition {
                                outcome
                            } else {
                                others
                            };
                            if !value.is_null() {
                                values[question_of(*one)] = value.clone();
                            }
                        }
                        all.push(answers(values));
                    }
                }
            }
        }
    }
    for route in [
        json!({"age": 16}),
        json!({"cared-for-age": 9}),
        json!({"cared-for-age": 16, "moving-on": "yes"}),
    ] {
        all.push(answers(route));
    }
    all
}

/// Every word that a page shows of it.
fn words(shown: &Suggests) -> String {
    let mut texts = vec![shown.opening, shown.not_a_decision, shown.reach_a_person];
    texts.extend(shown.disagree);
    if let Some(route) = shown.other_route {
        texts.push(route.heading());
        texts.extend(route.text());
    }
    for condition in &shown.conditions {
        texts.extend([condition.heading, condition.law]);
        texts.extend(condition.suggests.iter().map(String::as_str));
    }
    texts.join("\n")
}

#[test]
fn no_state_of_any_page_says_a_word_of_the_api_or_decides() {
    let mut states = BTreeSet::new();
    for answers in every_state() {
        let shown = suggest(&answers, today());
        let words = words(&shown);
        let lower = words.to_lowercase();
        for never in [
            "likely",
            "undetermined",
            "eligib",
            "entitled",
            "indicated",
            "you qualify",
            "criteria",
        ] {
            assert!(!lower.contains(never), "{never}: {words}");
        }
        assert!(words.starts_with("You have a right to a carer’s assessment"));
        for condition in &shown.conditions {
            states.insert((condition.id, condition.state));
            assert!(!condition.suggests.is_empty());
            assert!(
                condition.suggests.iter().all(|text| text.len() > 20),
                "{words}"
            );
        }
    }
    assert_eq!(states.len(), 9, "every condition was met in every state");
}

#[test]
fn each_condition_shows_the_answers_that_led_to_it() {
    let shown = suggest(
        &answers(json!({
            "necessary-care": "yes",
            "health-at-risk": "yes",
            "outcome-nutrition": ["pain-distress-anxiety"],
            "outcome-nutrition-words": "I eat standing up.",
            "outcome-recreation": ["takes-longer"],
            "outcome-relationships": ["achieved"],
            "wellbeing-impact": "significant",
            "wellbeing-words": "I cry in the car.",
        })),
        today(),
    );
    let led = |id: &str| -> Vec<&str> {
        let condition = shown.conditions.iter().find(|one| one.id == id).unwrap();
        condition
            .because
            .iter()
            .map(|quote| quote.question.as_str())
            .collect()
    };
    assert_eq!(led("necessary-care"), ["necessary-care"]);
    assert_eq!(
        led("effect"),
        [
            "health-at-risk",
            "outcome-nutrition",
            "outcome-nutrition-words",
            "outcome-recreation"
        ]
    );
    assert_eq!(led("wellbeing"), ["wellbeing-impact", "wellbeing-words"]);
    let effect = &shown.conditions[1];
    assert_eq!(effect.because[2].said, "Said: outcome-nutrition-words");
    assert_eq!(effect.suggests.len(), 3);
    assert!(effect.suggests[1].contains("eating and drinking well"));
    assert!(effect.suggests[2].contains("takes you longer: free time"));
}

#[test]
fn what_is_not_known_leads_back_to_its_question() {
    let shown = suggest(
        &answers(json!({"outcome-nutrition": ["achieved"]})),
        today(),
    );
    assert!(
        shown
            .conditions
            .iter()
            .all(|one| one.state == Indicated::Undetermined)
    );
    assert_eq!(shown.conditions[0].open, ["necessary-care"]);
    assert_eq!(
        shown.conditions[1].open.len(),
        8,
        "health and seven outcomes"
    );
    assert!(
        !shown.conditions[1]
            .open
            .contains(&"outcome-nutrition".to_owned())
    );
    assert_eq!(shown.conditions[2].open, ["wellbeing-impact"]);
}

#[test]
fn whoever_is_not_sure_has_told_us_nothing_and_whom_it_does_not_concern_has_nothing_hard() {
    let told = told(&answers(json!({
        "necessary-care": "unknown",
        "outcome-child-care": ["does-not-apply"],
        "outcome-nutrition": ["not-sure"],
        "outcome-recreation": [],
        "wellbeing-impact": "maybe",
    })));
    assert_eq!(told.outcomes.len(), 1);
    assert!(told.outcomes[&CarerOutcome::ChildCare].is_empty());
    assert_eq!(told.necessary_care, Known::Unknown);
    assert_eq!(told.wellbeing_impact, WellbeingImpact::Unknown);
}

#[test]
fn children_and_those_who_look_after_them_have_routes_of_their_own() {
    let route = |values: Value| suggest(&answers(values), today()).other_route;
    assert_eq!(route(json!({"age": 17})), Some(OtherRoute::YoungCarer));
    assert_eq!(
        route(json!({"date-of-birth": "2008-11-23"})),
        Some(OtherRoute::YoungCarer)
    );
    assert_eq!(route(json!({"date-of-birth": "2008-11-22"})), None);
    assert_eq!(
        route(json!({"date-of-birth": "2008"})),
        None,
        "perhaps 18 already"
    );
    assert_eq!(
        route(json!({"date-of-birth": "2009"})),
        Some(OtherRoute::YoungCarer)
    );
    assert_eq!(
        route(json!({"date-of-birth": "1970", "age": 17})),
        None,
        "a slip of one of the two"
    );
    assert_eq!(
        route(json!({"date-of-birth": "2008", "age": 17})),
        Some(OtherRoute::YoungCarer)
    );
    assert_eq!(
        route(json!({"cared-for-age": 17, "age": 16})),
        Some(OtherRoute::YoungCarer)
    );
    assert_eq!(
        route(json!({"cared-for-age": 17})),
        Some(OtherRoute::ParentCarer)
    );
    assert_eq!(
        route(json!({"cared-for-age": 17, "moving-on": "yes"})),
        Some(OtherRoute::MovingToAdultServices)
    );
    assert_eq!(route(json!({"cared-for-age": 18})), None);
}

#[test]
fn whoever_looks_after_an_adult_as_well_as_a_child_reads_of_both() {
    let shown = |others: Value| {
        let answers = answers(json!({"cared-for-age": 9, "others-cared-for": others}));
        let shown = suggest(&answers, today());
        assert_eq!(shown.other_route, Some(OtherRoute::ParentCarer));
        shown.conditions.len()
    };
    assert_eq!(shown(json!([{"age": 80}])), 3);
    assert_eq!(shown(json!([{"name": "Rose"}])), 3, "perhaps an adult");
    assert_eq!(shown(json!([{"age": 7}])), 0);
    assert_eq!(shown(json!([])), 0);
    let young = answers(json!({"age": 16, "others-cared-for": [{"age": 80}]}));
    assert_eq!(suggest(&young, today()).conditions.len(), 0);
}
