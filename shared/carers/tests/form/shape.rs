//! What the form asks, and with which ids.

use form_model::{AnswerKind, Condition, Journey, Test};
use serde_json::json;
use vocabulary::{CarerOutcome, Limb, WellbeingImpact, Word};

use super::{FORM, TEXT, accepted};

#[test]
fn it_can_be_published() {
    let problems = form_model::check(TEXT);
    assert!(problems.is_empty(), "{problems:#?}");
    assert_eq!((FORM.id.as_str(), FORM.version), ("carer-assessment", 1));
}

#[test]
fn it_opens_with_the_right_to_an_assessment() {
    assert_eq!(
        FORM.begin[0],
        "You have a right to a carer’s assessment whatever these answers say."
    );
}

#[test]
fn nobody_has_to_answer_anything_but_something() {
    assert!(FORM.questions().all(|(_, question)| !question.required));
    assert!(FORM.require.is_empty());
    assert!(FORM.at_least_one_answer.is_some());
}

/// The ids of a question's choices.
fn choices(id: &str) -> Vec<&'static str> {
    let (_, question) = FORM.find_question(id).unwrap();
    question
        .answer
        .choices()
        .iter()
        .map(|choice| choice.id.as_str())
        .collect()
}

#[test]
fn each_outcome_is_asked_with_every_limb_and_with_room_for_ones_own_words() {
    for outcome in CarerOutcome::ALL {
        let id = format!("outcome-{outcome}");
        let choices = choices(&id);
        for limb in Limb::ALL {
            assert!(choices.contains(&limb.id()), "{id} {limb}");
        }
        assert!(
            choices.contains(&"achieved") && choices.contains(&"not-sure"),
            "{id}"
        );
        let words = FORM.find_question(&format!("{id}-words")).unwrap().1;
        assert!(matches!(words.answer, AnswerKind::LongText(_)));
    }
    for impact in WellbeingImpact::ALL {
        assert!(choices("wellbeing-impact").contains(&impact.id()));
    }
}

#[test]
fn whoever_manages_an_outcome_does_not_say_at_once_that_it_is_hard() {
    for outcome in CarerOutcome::ALL {
        let (_, question) = FORM.find_question(&format!("outcome-{outcome}")).unwrap();
        for choice in question.answer.choices() {
            let limb = <Limb as Word>::from_id(&choice.id).is_some();
            assert_eq!(choice.exclusive, !limb, "{outcome} {}", choice.id);
        }
    }
}

#[test]
fn what_the_care_act_asks_for_is_asked() {
    for id in [
        // Section 10(5): able and willing, now and later; wellbeing; outcomes.
        "able-now",
        "willing-now",
        "able-later",
        "willing-later",
        "wellbeing-impact",
        "outcomes-wanted",
        // Section 10(6): work, education, training, recreation.
        "work-now",
        "outcome-work-education",
        "outcome-recreation",
        // Sections 67 and 68, assessment regulations: taking part, and on one's own or together.
        "help-to-take-part",
        "someone-suitable",
        "supported-self-assessment",
        "joint-or-separate",
        "communication-needs",
        "emergency-plan",
        "steps-in-name",
        "safe-contact",
        "safe-to-mention",
        "strengths",
        "what-matters",
        "others-to-involve",
        "wants-assessment",
    ] {
        assert!(FORM.find_question(id).is_some(), "{id}");
    }
}

#[test]
fn every_risk_that_is_told_is_answered_at_once_with_whom_to_call() {
    let risks = choices("risks");
    for risk in risks
        .iter()
        .filter(|risk| !["none", "not-sure", "repeated-falls"].contains(risk))
    {
        let journey = accepted(json!({"risks": [risk]})).journey;
        let pages = journey.pages();
        assert_eq!(pages[0].page.id, "risks");
        assert!(pages[1].page.danger, "{risk}: {}", pages[1].page.id);
        assert!(journey.can_finish());
    }
    let journey = accepted(json!({"risks": ["none"]})).journey;
    assert!(journey.pages().iter().all(|shown| !shown.page.danger));
}

#[test]
fn it_is_never_said_to_be_safe_by_itself() {
    assert_eq!(choices("safe-to-mention")[0], "no");
    let page = FORM.find_page("safe-to-mention").unwrap();
    assert!(page.text[0].contains("If you leave this blank, we take it as no."));
    let facts = accepted(json!({"given-name": "Ida"})).journey.facts();
    assert_eq!(facts.needs.len(), 1, "nothing is known that nobody said");
}

#[test]
fn every_page_is_reached_by_somebody() {
    let hidden: Vec<&str> = FORM
        .page
        .iter()
        .filter(|page| {
            let alone = |when: &Condition| {
                when.asks().iter().any(|ask| {
                    matches!(
                        &ask.test,
                        Test::Is(_) | Test::Includes(_) | Test::Under(_) | Test::Known(_)
                    )
                })
            };
            page.show_when.as_ref().is_some_and(|when| !alone(when))
        })
        .map(|page| page.id.as_str())
        .collect();
    assert!(hidden.is_empty(), "{hidden:?}");
    let all = json!({
        "risks": ["immediate-danger", "self-harm-or-suicide", "carer-breakdown", "domestic-abuse"],
        "age": 16, "cared-for-age": 12, "day-and-night": "yes", "caring-hours-per-week": 0,
        "help-to-take-part": "yes",
    });
    let journey: Journey = accepted(all).journey;
    let shown: Vec<&str> = journey
        .pages()
        .iter()
        .map(|shown| shown.page.id.as_str())
        .collect();
    let never: Vec<&str> = FORM
        .page
        .iter()
        .map(|page| page.id.as_str())
        .filter(|id| !shown.contains(id))
        .collect();
    assert!(never.is_empty(), "{never:?}");
}
