//! Which team the answers of each form reach, by the rules that are built in.

use std::sync::LazyLock;

use form_model::Form;
use referral_routing::Ruleset;
use serde_json::{Value, json};
use vocabulary::Decision;

use super::now;
use form_site::submission;

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| crate::catalogue::built_in().unwrap());
static RULES: LazyLock<Ruleset> = LazyLock::new(|| referral_routing::built_in().unwrap());

/// What is decided about these answers.
#[track_caller]
fn decided(form: &str, answers: Value) -> Decision {
    let form = FORMS.iter().find(|known| known.id == form).unwrap();
    let Value::Object(answers) = answers else {
        panic!("answers are an object")
    };
    let prepared = submission::prepare(form, &answers, now()).unwrap();
    assert!(
        prepared.not_asked.is_empty(),
        "never asked: {:?}",
        prepared.not_asked
    );
    RULES.decide(&prepared.facts, now())
}

#[track_caller]
fn reaches(form: &str, answers: Value, queue: &str, priority: &str) -> Decision {
    let decision = decided(form, answers.clone());
    assert_eq!(
        (decision.queue.as_str(), decision.priority.id()),
        (queue, priority),
        "{form}: {answers}"
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
fn help_is_asked_for_in_many_ways() {
    let ask = |more: Value| {
        let mut answers = json!({"about": "self", "given-name": "Ida", "phone": "07700 900982", "needs": ["not-sure"]});
        let members = answers.as_object_mut().unwrap();
        members.extend(more.as_object().unwrap().clone());
        answers
    };
    reaches("adult-contact", ask(json!({})), "ascc-general", "standard");
    reaches(
        "adult-contact",
        ask(json!({"needs": ["personal-care"], "district": "chelmsford"})),
        "locality-mid",
        "standard",
    );
    reaches(
        "adult-contact",
        ask(json!({"needs": ["personal-care"], "known-to-us": "yes"})),
        "reviews",
        "standard",
    );
    reaches(
        "adult-contact",
        ask(json!({"needs": ["hospital-discharge"], "discharge-date": "2026-11-25"})),
        "hospital-discharge",
        "urgent",
    );
    reaches(
        "adult-contact",
        ask(
            json!({"needs": ["caring-role"], "cared-for-district": "basildon", "caring-hours-per-week": 60}),
        ),
        "carers",
        "soon",
    );
    let young = reaches(
        "adult-contact",
        ask(
            json!({"about": "someone-else", "reporter": "carer", "reporter-under-18": "yes", "needs": ["memory"],
            "district": "tendring"}),
        ),
        "locality-north",
        "soon",
    );
    assert_eq!(told(&young), ["childrens-services"]);
}

#[test]
fn a_concern_reaches_triage_whoever_tells_it() {
    reaches(
        "safeguarding-concern",
        json!({"narrative": "Bruises"}),
        "safeguarding-triage",
        "urgent",
    );
    let nurse = reaches(
        "safeguarding-concern",
        json!({"about": "someone-else", "reporter": "health", "types": ["organisational"], "has-care-needs": "yes",
            "at-risk": "yes", "cannot-protect-self": "unknown", "harm-source": "care-service-or-paid-worker",
            "harm-has-access": "yes", "told-already": ["cqc"]}),
        "safeguarding-triage",
        "urgent",
    );
    assert_eq!(told(&nurse), ["organisational-safeguarding"]);
    reaches(
        "safeguarding-concern",
        json!({"risks": ["immediate-danger"]}),
        "safeguarding-triage",
        "emergency",
    );
}

#[test]
fn equipment_reaches_occupational_therapy() {
    let ask = |more: Value| {
        let mut answers = json!({"about": "self", "given-name": "Ida", "no-safe-way": true,
            "hard-to-do": ["bath-shower", "see-or-hear"], "district": "colchester"});
        let members = answers.as_object_mut().unwrap();
        members.extend(more.as_object().unwrap().clone());
        answers
    };
    reaches(
        "equipment-adaptations",
        ask(json!({})),
        "occupational-therapy",
        "standard",
    );
    reaches(
        "equipment-adaptations",
        ask(json!({"falls": "again-and-again"})),
        "occupational-therapy",
        "soon",
    );
    reaches(
        "equipment-adaptations",
        ask(json!({"in-hospital": "yes", "discharge-date": "2026-11-25"})),
        "hospital-discharge",
        "urgent",
    );
    reaches(
        "equipment-adaptations",
        ask(json!({"risks": ["abuse-or-neglect"]})),
        "safeguarding-triage",
        "urgent",
    );
}

#[test]
fn care_technology_reaches_its_team() {
    let ask = |more: Value| {
        let mut answers = json!({"about": "someone-else", "reporter": "family-or-friend", "given-name": "Ida",
            "phone": "07700 900982", "help-with": ["falls", "medicines"], "district": "harlow"});
        let members = answers.as_object_mut().unwrap();
        members.extend(more.as_object().unwrap().clone());
        answers
    };
    reaches(
        "care-technology",
        ask(json!({})),
        "care-technology",
        "standard",
    );
    reaches(
        "care-technology",
        ask(json!({"risks": ["left-alone-unsafe"]})),
        "ascc-general",
        "urgent",
    );
}

#[test]
fn care_that_somebody_pays_for_reaches_brokerage() {
    for wanted in ["home-care", "care-home", "not-sure"] {
        let decision = reaches(
            "arrange-my-care",
            json!({"about": "self", "given-name": "Ida", "email": "ida@example.com", "care-wanted": [wanted],
                "needs": ["personal-care"], "district": "maldon"}),
            "brokerage",
            "standard",
        );
        assert!(
            decision
                .advice
                .iter()
                .any(|advice| advice.id == "money-advice")
        );
    }
}

#[test]
fn a_changed_need_is_reviewed_and_a_complaint_is_a_complaint() {
    reaches(
        "change-or-problem",
        json!({"about": "self", "what-about": ["change"], "needs": ["personal-care", "long-term-condition"]}),
        "reviews",
        "standard",
    );
    for about in [
        "complaint",
        "bill",
        "praise",
        "something-else",
        "not-sure",
        "fall-or-injury",
    ] {
        reaches(
            "change-or-problem",
            json!({"what-about": [about], "narrative": "It was late."}),
            "complaints",
            "standard",
        );
    }
    reaches(
        "change-or-problem",
        json!({"what-about": ["care-did-not-come"], "visits": "nobody-came"}),
        "ascc-general",
        "urgent",
    );
}

#[test]
fn nobody_who_asks_for_a_change_of_support_is_taken_for_somebody_who_complains() {
    let form = FORMS.iter().find(|form| form.id == "change-or-problem");
    let (_, needs) = form.unwrap().find_question("needs").unwrap();
    for choice in needs.answer.choices() {
        let decision = decided(
            "change-or-problem",
            json!({"what-about": ["change"], "needs": [choice.id]}),
        );
        assert_ne!(decision.queue, "complaints", "{}", choice.id);
    }
    for more in [json!({}), json!({"needs": ["not-sure"]})] {
        for about in ["self", "someone-else"] {
            let mut answers = json!({"about": about, "what-about": ["change"]});
            let members = answers.as_object_mut().unwrap();
            members.extend(more.as_object().unwrap().clone());
            reaches("change-or-problem", answers, "reviews", "standard");
        }
    }
    reaches(
        "change-or-problem",
        json!({"about": "self", "what-about": ["change", "complaint"], "needs": ["not-sure"]}),
        "reviews",
        "standard",
    );
}

#[test]
fn a_fall_in_care_that_may_be_neglect_reaches_triage_and_those_who_watch_over_services() {
    let decision = reaches(
        "change-or-problem",
        json!({"what-about": ["fall-or-injury"], "fall-where": "care-home", "fall-cause": "yes"}),
        "safeguarding-triage",
        "urgent",
    );
    assert_eq!(told(&decision), ["organisational-safeguarding"]);
    reaches(
        "change-or-problem",
        json!({"what-about": ["fall-or-injury"], "fall-again": "yes", "fall-cause": "unknown"}),
        "complaints",
        "soon",
    );
}

#[test]
fn a_professional_s_referral_reaches_whoever_leads() {
    let refer = |more: Value| {
        let mut answers =
            json!({"reporter": "health", "organisation": "A hospital", "given-name": "Ida"});
        let members = answers.as_object_mut().unwrap();
        members.extend(more.as_object().unwrap().clone());
        answers
    };
    reaches(
        "professional-referral",
        refer(
            json!({"referral-for": ["hospital-discharge"], "in-hospital": "yes", "discharge-date": "2026-11-30",
            "needs": ["personal-care"], "person-knows": "agrees"}),
        ),
        "hospital-discharge",
        "soon",
    );
    reaches(
        "professional-referral",
        refer(
            json!({"referral-for": ["assessment"], "needs": ["memory"], "district": "epping-forest"}),
        ),
        "locality-west",
        "standard",
    );
    reaches(
        "professional-referral",
        refer(json!({"referral-for": ["aftercare"]})),
        "mental-health",
        "standard",
    );
    reaches(
        "professional-referral",
        refer(json!({"referral-for": ["deprivation-of-liberty"]})),
        "ascc-general",
        "standard",
    );
    reaches(
        "professional-referral",
        refer(json!({"risks": ["exploitation"], "harm-source": "unknown"})),
        "safeguarding-triage",
        "urgent",
    );
}
