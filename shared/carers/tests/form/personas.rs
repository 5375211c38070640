//! The twelve carers of the issue: which team they reach, and how soon.

use std::sync::LazyLock;

use referral_routing::Ruleset;
use serde_json::{Value, json};
use vocabulary::{Decision, DestinationKind, Instant};

use super::{accepted, now};

static RULES: LazyLock<Ruleset> = LazyLock::new(|| referral_routing::built_in().unwrap());

fn decided(answers: Value) -> Decision {
    RULES.decide(&accepted(answers).journey.facts(), now())
}

#[track_caller]
fn reaches(answers: Value, queue: &str, priority: &str) -> Decision {
    let decision = decided(answers.clone());
    assert_eq!(
        (decision.queue.as_str(), decision.priority.id()),
        (queue, priority),
        "{answers}"
    );
    decision
}

fn told(decision: &Decision) -> Vec<&str> {
    decision
        .also_tell
        .iter()
        .map(|told| told.id.as_str())
        .collect()
}

#[test]
fn sixty_hours_and_failing_health() {
    let decision = reaches(
        json!({"given-name": "Ida", "cared-for-district": "basildon", "cared-for-age": 81,
            "caring-hours-per-week": 60, "health-at-risk": "yes", "wellbeing-impact": "significant",
            "necessary-care": "yes"}),
        "carers",
        "soon",
    );
    assert_eq!(decision.district.as_deref(), Some("basildon"));
    let by_band = json!({"cared-for-district": "basildon", "hours-band": "50-or-more"});
    reaches(by_band, "carers", "soon");
}

#[test]
fn somebody_for_whom_everything_only_takes_longer() {
    reaches(
        json!({"cared-for-district": "harlow", "caring-hours-per-week": 20,
            "outcome-nutrition": ["takes-longer"], "outcome-recreation": ["takes-longer"]}),
        "carers",
        "standard",
    );
}

#[test]
fn a_sixteen_year_old() {
    for of_age in [json!({"age": 16}), json!({"date-of-birth": "2010-05-01"})] {
        let mut answers =
            json!({"given-name": "Sam", "cared-for-district": "tendring", "cared-for-age": 45});
        answers
            .as_object_mut()
            .unwrap()
            .extend(of_age.as_object().unwrap().clone());
        let decision = reaches(answers, "childrens-services", "standard");
        assert_eq!(decision.destination.kind, DestinationKind::Children);
    }
    reaches(
        json!({"age": 16, "risks": ["carer-breakdown"]}),
        "childrens-services",
        "urgent",
    );
    let journey = accepted(json!({"age": 16})).journey;
    assert!(
        journey
            .pages()
            .iter()
            .any(|shown| shown.page.id == "young-carer")
    );
}

#[test]
fn a_parent_carer() {
    reaches(
        json!({"cared-for-age": 9, "cared-for-district": "colchester"}),
        "childrens-services",
        "standard",
    );
}

#[test]
fn a_parent_of_somebody_who_is_nearly_18() {
    reaches(
        json!({"cared-for-age": 16, "cared-for-district": "colchester", "moving-on": "yes"}),
        "transitions",
        "soon",
    );
    reaches(
        json!({"cared-for-age": 16, "cared-for-district": "colchester", "moving-on": "unknown"}),
        "childrens-services",
        "standard",
    );
}

#[test]
fn somebody_who_lives_elsewhere_and_looks_after_a_parent_here() {
    let decision = reaches(
        json!({"cared-for-district": "chelmsford", "cared-for-age": 84, "district": "southend-on-sea"}),
        "carers",
        "standard",
    );
    assert_eq!(decision.destination.kind, DestinationKind::Team);
    reaches(
        json!({"cared-for-district": "southend-on-sea", "district": "chelmsford"}),
        "out-of-area",
        "standard",
    );
}

#[test]
fn somebody_who_stopped_half_way_and_sent_what_there_was() {
    reaches(
        json!({"given-name": "Ida", "caring-tasks": ["nights"]}),
        "carers",
        "standard",
    );
}

#[test]
fn somebody_at_risk_tonight() {
    let cannot_go_on = json!({"risks": ["carer-breakdown"], "cared-for-district": "harlow"});
    reaches(cannot_go_on, "carers", "urgent");
    reaches(json!({"risks": ["left-alone-unsafe"]}), "carers", "urgent");
    reaches(
        json!({"risks": ["self-harm-or-suicide"]}),
        "carers",
        "urgent",
    );
    reaches(
        json!({"risks": ["domestic-abuse"]}),
        "safeguarding-triage",
        "urgent",
    );
    reaches(
        json!({"risks": ["immediate-danger"]}),
        "safeguarding-triage",
        "emergency",
    );
    reaches(
        json!({"risks": ["carer-breakdown"], "cared-for-district": "southend-on-sea"}),
        "carers",
        "urgent",
    );
    let night = Instant::parse("2026-11-24T22:00:00Z").unwrap();
    let alone = accepted(json!({"risks": ["left-alone-unsafe"]}))
        .journey
        .facts();
    assert_eq!(told(&RULES.decide(&alone, night)), ["emergency-duty"]);
    let child = decided(json!({"risks": ["child-at-risk"], "cared-for-district": "harlow"}));
    assert_eq!(told(&child), ["childrens-services"]);
}

#[test]
fn somebody_who_declines_for_now() {
    reaches(
        json!({"wants-assessment": "not-now", "cared-for-district": "maldon"}),
        "carers",
        "standard",
    );
}

#[test]
fn somebody_who_wants_it_together() {
    reaches(
        json!({"joint-or-separate": "joint", "safe-to-mention": "yes", "cared-for-district": "maldon"}),
        "carers",
        "standard",
    );
}

#[test]
fn somebody_who_does_not_know() {
    let mut answers = serde_json::Map::new();
    for (_, question) in super::FORM.questions() {
        let ids: Vec<&str> = question
            .answer
            .choices()
            .iter()
            .map(|one| one.id.as_str())
            .collect();
        let several = matches!(question.answer, form_model::AnswerKind::ChooseSeveral(_));
        let unknown = ids.iter().find(|id| ["not-sure", "unknown"].contains(*id));
        let value = match unknown {
            Some(id) if several => json!([id]),
            Some(id) => json!(id),
            None if matches!(question.answer, form_model::AnswerKind::YesNoDontKnow(_)) => {
                json!("unknown")
            }
            None => continue,
        };
        answers.insert(question.id.clone(), value);
    }
    // Asked only of some people.
    for id in ["moving-on", "someone-suitable"] {
        answers.remove(id);
    }
    assert!(answers.len() > 25);
    reaches(Value::Object(answers), "carers", "standard");
}

#[test]
fn somebody_who_needs_a_break_and_reads_easy_read_or_is_called_by_telephone() {
    reaches(
        json!({"wanted-support": ["breaks", "talking"], "communication-needs": ["easy-read"],
            "cared-for-district": "uttlesford"}),
        "carers",
        "standard",
    );
}
