//! What staff read of a carer's answers.

use serde_json::{Value, json};

use super::*;
use crate::answers::example as answers;

/// Everything about Ida, who looks after her husband.
fn ida() -> Summary {
    summarise(&answers(json!({
        "strengths": "I laugh a lot.",
        "what-matters": "My garden.",
        "outcomes-wanted": "To sleep.",
        "caring-hours-per-week": 60,
        "risks": ["carer-breakdown"],
        "safe-to-mention": "no",
        "safe-contact": {"ways": []},
        "necessary-care": "yes",
        "health-at-risk": "yes",
        "wellbeing-impact": "significant",
        "outcome-recreation": ["needs-assistance"],
        "outcome-recreation-words": "I gave up the choir.",
        "outcome-nutrition": ["takes-longer"],
        "outcome-relationships": ["achieved"],
        "joint-or-separate": "joint",
        "emergency-plan": "unknown",
        "able-now": "no",
    })))
}

#[test]
fn strengths_stand_first_and_risks_before_how_to_reach_them() {
    let summary = ida();
    let ids: Vec<&str> = summary.sections.iter().map(|section| section.id).collect();
    assert_eq!(
        ids,
        [
            "strengths",
            "matters",
            "caring",
            "hours",
            "going-on",
            "risks",
            "safe-contact",
            "health",
            "wishes",
            "emergency-plan",
        ]
    );
    assert_eq!(summary.section("strengths")[0].asked, "Asked: strengths");
    assert_eq!(summary.section("matters").len(), 2);
    assert!(summary.section("work").is_empty() && summary.section("nowhere").is_empty());
}

#[test]
fn outcomes_that_count_are_told_with_what_was_said() {
    let summary = ida();
    assert_eq!(summary.outcomes_counted.len(), 1);
    let recreation = &summary.outcomes_counted[0];
    assert_eq!(recreation.outcome, CarerOutcome::Recreation);
    let quoted: Vec<&str> = recreation
        .quotes
        .iter()
        .map(|quote| quote.question.as_str())
        .collect();
    assert_eq!(quoted, ["outcome-recreation", "outcome-recreation-words"]);
    assert_eq!(
        summary.takes_longer_only[0].outcome,
        CarerOutcome::Nutrition
    );
    assert_eq!(summary.takes_longer_only.len(), 1);
    assert!(
        summary
            .conditions
            .iter()
            .all(|one| one.state == Indicated::Yes)
    );
}

#[test]
fn nothing_is_safe_to_mention_until_the_carer_says_so() {
    for said in [
        json!({}),
        json!({"safe-to-mention": "no"}),
        json!({"safe-to-mention": "not-sure"}),
    ] {
        let summary = summarise(&answers(said));
        assert!(!summary.safe_to_mention);
        assert!(summary.cautions[0].starts_with("Do not contact the person they look after"));
    }
    let safe = summarise(&answers(
        json!({"safe-to-mention": "yes", "joint-or-separate": "joint"}),
    ));
    assert!(safe.safe_to_mention && safe.cautions.is_empty());
    assert!(ida().cautions[1].contains("joint assessment"));
    assert_eq!(ida().cautions.len(), 2);
}

#[test]
fn a_child_among_those_looked_after_is_noticed() {
    let noticed = |values: Value| {
        let mut values = values;
        values["safe-to-mention"] = json!("yes");
        !summarise(&answers(values)).cautions.is_empty()
    };
    assert!(noticed(json!({"cared-for-age": 17})));
    assert!(!noticed(json!({"cared-for-age": 18})));
    assert!(noticed(
        json!({"cared-for-age": 80, "others-cared-for": [{"age": 50}, {"age": 9}]})
    ));
    assert!(!noticed(
        json!({"others-cared-for": [{"age": 18}, {"name": "Sam"}]})
    ));
}

#[test]
fn hours_are_in_the_bands_of_the_census() {
    let hours = |values: Value| {
        let hours = summarise(&answers(values)).hours;
        (hours.per_week, hours.band, hours.fifty_or_more)
    };
    let typed = |number: f64| hours(json!({"caring-hours-per-week": number}));
    assert_eq!(typed(60.0), (Some(60.0), Some("50 hours or more"), true));
    assert_eq!(typed(50.0), (Some(50.0), Some("50 hours or more"), true));
    assert_eq!(typed(49.5), (Some(49.5), Some("35 to 49 hours"), false));
    assert_eq!(typed(34.0).1, Some("20 to 34 hours"));
    assert_eq!(typed(10.0).1, Some("10 to 19 hours"));
    assert_eq!(typed(9.0).1, Some("9 hours or less"));
    assert_eq!(hours(json!({})), (None, None, false));
    assert_eq!(
        hours(json!({"hours-band": "not-sure"})),
        (None, None, false)
    );
    for (band, least) in [
        ("none-yet", 0.0),
        ("1-to-9", 1.0),
        ("10-to-19", 10.0),
        ("20-to-34", 20.0),
        ("35-to-49", 35.0),
        ("50-or-more", 50.0),
    ] {
        assert_eq!(hours(json!({"hours-band": band})).0, Some(least));
    }
    let both = json!({"caring-hours-per-week": 0, "hours-band": "50-or-more"});
    assert_eq!(hours(both).0, Some(50.0));
}

#[test]
fn what_was_left_open_is_asked_by_a_person() {
    let ask = ida().still_to_ask;
    assert!(
        ask.contains(&"Whether there is an emergency plan"),
        "they were not sure"
    );
    assert!(ask.contains(&"Whether they will be able to go on"));
    assert!(ask.contains(&CarerOutcome::ChildCare.label()));
    for known in [
        "Whether they are able to care now",
        "Whether the care is necessary",
    ] {
        assert!(!ask.contains(&known), "{known}");
    }
    assert!(
        !ask.contains(&CarerOutcome::Nutrition.label()),
        "that it takes longer is known"
    );
    assert_eq!(
        summarise(&Answers::default()).still_to_ask.len(),
        ASKED.len() + 8
    );
}

#[test]
fn it_is_the_same_as_json() {
    let json = ida().to_json();
    assert_eq!(
        json["hours"],
        json!({"per_week": 60.0, "band": "50 hours or more", "fifty_or_more": true})
    );
    assert_eq!(
        json["sections"]["strengths"],
        json!([{"question": "strengths", "asked": "Asked: strengths", "said": "Said: strengths"}])
    );
    assert_eq!(json["sections"]["work"], json!([]));
    assert_eq!(json["outcomes_counted"][0]["outcome"], "recreation");
    assert_eq!(
        json["outcomes_counted"][0]["quotes"][1]["said"],
        "Said: outcome-recreation-words"
    );
    assert_eq!(json["takes_longer_only"][0]["outcome"], "nutrition");
    assert_eq!(
        json["conditions"][1]["says"],
        "What was said points to this"
    );
    assert_eq!(json["safe_to_mention"], false);
    assert_eq!(json["cautions"].as_array().unwrap().len(), 2);
    let text = json.to_string().to_lowercase();
    for never in ["likely", "undetermined", "eligib"] {
        assert!(!text.contains(never), "{never}");
    }
}

#[test]
fn no_question_of_the_form_is_forgotten() {
    let form = include_str!("../../../../components/carer-assessment/forms/carer-assessment.toml");
    let form = form_model::read(form).unwrap();
    // These stand at the top of every referral.
    let elsewhere = [
        "given-name",
        "family-name",
        "date-of-birth",
        "age",
        "postcode",
        "district",
        "address",
    ];
    let shown: Vec<&str> = SECTIONS
        .iter()
        .flat_map(|(_, _, questions)| *questions)
        .copied()
        .collect();
    for (_, question) in form.questions() {
        let id = question.id.as_str();
        let told = shown.contains(&id) || elsewhere.contains(&id) || id.starts_with("outcome-");
        assert!(told, "{id}");
    }
    for id in shown.iter().chain(ASKED.iter().map(|(id, _)| id)) {
        assert!(form.find_question(id).is_some(), "{id}");
    }
    let bands = form.find_question("hours-band").unwrap().1.answer.choices();
    for band in bands.iter().filter(|band| band.id != "not-sure") {
        let hours = Hours::of(&answers(json!({"hours-band": band.id})));
        let stated: Option<f64> = band.facts["caring-hours-per-week"].parse().ok();
        assert_eq!(hours.per_week, stated, "{}", band.id);
    }
}
