//! Section 42 before a safeguarding sign is put aside: by a person with the role, never by a rule.

use super::{help_with_meals, one_answer};
use crate::harness::{Json, Site, json};

fn decision() -> Json {
    let limb =
        |finding: &str| json!({"finding": finding, "because": "As she told us on the telephone."});
    json!({
        "limbs": {"a": limb("yes"), "b": limb("yes"), "c": limb("unknown")},
        "decision": "no-enquiry",
        "reasons": "The nephew has moved away and the bank has changed the card.",
    })
}

fn closing() -> Json {
    json!({"outcome": "NFA: Other", "note": "Advice was given."})
}

#[test]
fn a_referral_with_a_sign_is_not_put_aside_before_the_section_42_decision() {
    let site = Site::shared();
    let receipt = site.nobody().submit("safeguarding-concern", &one_answer());
    let reference = receipt["reference"].as_str().expect("a reference");
    let everyone = site.administrator();
    for (action, body) in [
        ("close", closing()),
        (
            "reroute",
            json!({"queue": "carers", "reason": "She looks after him."}),
        ),
        (
            "priority",
            json!({"priority": "standard", "reason": "Not so bad."}),
        ),
        // Whether it may be done at all comes before what is missing.
        ("priority", json!({"priority": "standard"})),
    ] {
        everyone.change_now(reference, action, &body).problem(409);
    }
    // More pressing is always allowed.
    let higher = json!({"priority": "emergency", "reason": "He is in the house now."});
    everyone
        .change_now(reference, "priority", &higher)
        .expect(200);

    site.with_roles(&["adviser"])
        .change_now(reference, "s42-decision", &decision())
        .problem(403);
    let safeguarding = site.with_roles(&["safeguarding"]);
    let decided = safeguarding
        .change_now(reference, "s42-decision", &decision())
        .expect(200)
        .json();
    assert_eq!(decided["status"], "received");
    let closed = safeguarding
        .change_now(reference, "close", &closing())
        .expect(200)
        .json();
    assert_eq!(closed["status"], "closed");
    assert_eq!(closed["outcome"], "NFA: Other");
}

#[test]
fn the_guard_holds_for_a_sign_in_any_form() {
    let site = Site::shared();
    let mut answers = help_with_meals();
    answers["risks"] = json!(["exploitation"]);
    let receipt = site.nobody().submit("adult-contact", &answers);
    let reference = receipt["reference"].as_str().expect("a reference");
    site.administrator()
        .change_now(reference, "close", &closing())
        .problem(409);
    // A risk that is urgent but no safeguarding sign does not need section 42.
    answers["risks"] = json!(["care-not-turning-up"]);
    let receipt = site.nobody().submit("adult-contact", &answers);
    let reference = receipt["reference"].as_str().expect("a reference");
    site.administrator()
        .change_now(reference, "close", &closing())
        .expect(200);
}

#[test]
fn a_decision_without_its_reasons_is_none() {
    let site = Site::shared();
    let receipt = site.nobody().submit("safeguarding-concern", &one_answer());
    let reference = receipt["reference"].as_str().expect("a reference");
    let body = json!({"limbs": {"a": {"finding": "yes"}}});
    let fields = site
        .with_roles(&["safeguarding"])
        .change_now(reference, "s42-decision", &body)
        .invalid_fields();
    let fields = fields.join(" ");
    for field in [
        "limbs.a.because",
        "limbs.b",
        "limbs.c",
        "decision",
        "reasons",
    ] {
        assert!(fields.contains(field), "{field} is not among {fields}");
    }
}
