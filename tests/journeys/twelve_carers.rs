//! The twelve carers of the issue, sent by systems: which team each reaches, how soon, and what they can see of
//! it.

use form_model::AnswerKind;

use crate::harness::{Json, Site, json};

/// Sends these answers as JSON, and reads what staff have of it.
#[track_caller]
fn told(channel: &str, answers: &Json) -> (Json, Json) {
    let site = Site::shared();
    let body = json!({"answers": answers, "channel": channel});
    // Whoever fills it in with a carer is known.
    let by = match channel {
        "web" => site.nobody(),
        _ => site.with_roles(&["adviser"]),
    };
    let sent = by
        .caller
        .post("/api/v1/forms/carer-assessment/submissions", &body);
    let receipt = sent.expect(201).json();
    let reference = receipt["reference"].as_str().expect("a reference");
    let (read, _) = site.administrator().referral(reference);
    (receipt, read)
}

/// Where somebody's assessment stands, as tracking tells a machine.
#[track_caller]
fn tracked(reference: &Json, code: &Json) -> Json {
    let pair = json!({"reference": reference, "tracking_code": code});
    let nobody = Site::shared().nobody();
    nobody
        .caller
        .post("/api/v1/track", &pair)
        .expect(200)
        .json()
}

/// "Don't know" to everything that can be said so.
fn does_not_know() -> Json {
    let text = carer_assessment::texts().next().expect("the form");
    let form = form_model::read(&text).expect("a form that can be read");
    let mut answers = serde_json::Map::new();
    for (_, question) in form.questions() {
        let choices = question.answer.choices();
        let unknown = choices
            .iter()
            .map(|one| one.id.as_str())
            .find(|id| ["not-sure", "unknown"].contains(id));
        let value = match (&question.answer, unknown) {
            (AnswerKind::ChooseSeveral(_), Some(id)) => json!([id]),
            (AnswerKind::YesNoDontKnow(_), _) => json!("unknown"),
            (_, Some(id)) => json!(id),
            _ => continue,
        };
        // Asked only of some people.
        if !["moving-on", "someone-suitable"].contains(&question.id.as_str()) {
            answers.insert(question.id.clone(), value);
        }
    }
    assert!(answers.len() > 25, "{answers:?}");
    Json::Object(answers)
}

#[test]
fn each_of_twelve_carers_reaches_a_team_and_sees_how_far_their_assessment_is() {
    let twelve: [(&str, &str, Json, &str, &str); 13] = [
        (
            "60 hours and failing health",
            "web",
            json!({"given-name": "Ida", "cared-for-district": "basildon", "caring-hours-per-week": 60,
                "health-at-risk": "yes", "wellbeing-impact": "significant", "necessary-care": "yes"}),
            "carers",
            "soon",
        ),
        (
            "only takes longer",
            "web",
            json!({"cared-for-district": "harlow", "caring-hours-per-week": 20,
                "outcome-nutrition": ["takes-longer"], "outcome-recreation": ["takes-longer"]}),
            "carers",
            "standard",
        ),
        (
            "16 years old",
            "web",
            json!({"given-name": "Sam", "age": 16, "cared-for-age": 45, "cared-for-district": "tendring"}),
            "childrens-services",
            "standard",
        ),
        (
            "a parent carer",
            "web",
            json!({"cared-for-age": 9, "cared-for-district": "colchester"}),
            "childrens-services",
            "standard",
        ),
        (
            "a parent of somebody who is nearly 18",
            "web",
            json!({"cared-for-age": 16, "cared-for-district": "colchester", "moving-on": "yes"}),
            "transitions",
            "soon",
        ),
        (
            "lives elsewhere, looks after a parent here",
            "web",
            json!({"cared-for-district": "chelmsford", "cared-for-age": 84, "district": "southend-on-sea"}),
            "carers",
            "standard",
        ),
        (
            "sent what there was half-way",
            "web",
            json!({"given-name": "Ida", "caring-tasks": ["nights"]}),
            "carers",
            "standard",
        ),
        (
            "at risk tonight",
            "web",
            json!({"risks": ["carer-breakdown"], "cared-for-district": "harlow"}),
            "carers",
            "urgent",
        ),
        (
            "declines for now",
            "web",
            json!({"wants-assessment": "not-now", "cared-for-district": "maldon"}),
            "carers",
            "standard",
        ),
        (
            "together with the person",
            "web",
            json!({"joint-or-separate": "joint", "safe-to-mention": "yes", "cared-for-district": "maldon"}),
            "carers",
            "standard",
        ),
        (
            "does not know",
            "web",
            does_not_know(),
            "carers",
            "standard",
        ),
        (
            "reads Easy Read",
            "web",
            json!({"communication-needs": ["easy-read"], "wanted-support": ["breaks"]}),
            "carers",
            "standard",
        ),
        (
            "filled in with them by phone",
            "phone",
            json!({"given-name": "Ida", "cared-for-district": "uttlesford"}),
            "carers",
            "standard",
        ),
    ];
    for (who, channel, answers, queue, priority) in twelve {
        let (receipt, read) = told(channel, &answers);
        let decision = &read["decision"];
        assert_eq!(
            (decision["queue"].as_str(), decision["priority"].as_str()),
            (Some(queue), Some(priority)),
            "{who}"
        );
        assert_eq!(read["channel"], channel, "{who}");
        assert_eq!(read["assessment"]["state"], "submitted", "{who}");
        let tracked = tracked(&receipt["reference"], &receipt["tracking_code"]);
        assert_eq!(
            tracked["assessment"]["state"], "submitted",
            "{who}: {tracked}"
        );
        assert!(tracked["assessment"]["at"].is_string(), "{who}: {tracked}");
    }
}

#[test]
fn whoever_reads_along_in_tracking_learns_nothing_of_a_sign() {
    let answers = json!({"risks": ["domestic-abuse"], "narrative": "He locks me in."});
    let (receipt, read) = told("web", &answers);
    assert_eq!(read["decision"]["queue"], "safeguarding-triage");
    let tracked = tracked(&receipt["reference"], &receipt["tracking_code"]);
    assert_eq!(tracked["status"], "received");
    assert_eq!(tracked["assessment"], Json::Null);
    let steps = receipt["next_steps"].to_string().to_lowercase();
    for word in ["safeguarding", "abuse", "queue", "triage"] {
        assert!(!steps.contains(word), "{steps}");
    }
}
