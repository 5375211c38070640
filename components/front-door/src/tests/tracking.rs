//! What tracking tells a machine, and what it says of a carer's assessment.

use super::*;

#[test]
fn to_the_call_every_wrong_pair_is_the_same_404() {
    let store = with_contact();
    let usual = post_json(
        &store,
        &json!({"reference": REFERENCE, "tracking_code": "wrong"}),
    );
    assert_eq!(usual.status, 404);
    assert_eq!(
        usual.header("content-type"),
        Some("application/problem+json")
    );
    for body in [
        json!({}),
        json!([]),
        json!("text"),
        json!(null),
        json!({"reference": 7, "tracking_code": CODE}),
        json!({"reference": REFERENCE, "tracking_code": null}),
        json!({"reference": "x".repeat(9999), "tracking_code": CODE}),
        json!({"reference": REFERENCE, "tracking_code": "wrong", "more": 1}),
        json!({"reference": "\u{0}", "tracking_code": "\u{1F642}"}),
    ] {
        assert_eq!(post_json(&store, &body), usual, "{body}");
    }
}

#[test]
fn a_member_that_nobody_knows_is_named_to_whoever_holds_the_pair() {
    let body = json!({"reference": REFERENCE, "tracking_code": CODE, "more": 1});
    let reply = post_json(&with_contact(), &body);
    assert_eq!(reply.status, 422);
    assert_eq!(value(&reply)["errors"][0]["field"], "more");
}

/// Whoever sent a self-assessment that was checked and agreed.
fn with_assessment(declined_at: Option<&str>) -> Memory {
    let mut memory = with_contact();
    if let Some(contact) = &mut memory.contact {
        contact.assessment = Some(Assessment {
            states: vec![
                (State::Submitted, moment("2026-12-24T16:00:00Z")),
                (State::BeingChecked, moment("2026-12-28T10:00:00Z")),
                (State::Agreed, moment("2026-12-29T09:00:00Z")),
            ],
            declined_at: declined_at.map(moment),
        });
    }
    memory
}

#[test]
fn a_carer_sees_how_far_their_assessment_has_come_with_every_date() {
    let pair = json!({"reference": REFERENCE, "tracking_code": CODE});
    let reply = post_json(&with_assessment(None), &pair);
    assert_eq!(
        value(&reply)["assessment"],
        json!({"state": "agreed", "at": "2026-12-29T09:00:00Z"})
    );
    let page = post_form(
        &with_assessment(None),
        &format!("reference={REFERENCE}&tracking-code={CODE}"),
    );
    for words in [
        "We have what you told us about your caring.",
        "Monday 28 December",
        "We are checking with you that we have understood everything.",
        "You and we agree on what it says.",
    ] {
        assert!(text(&page).contains(words), "{words}");
    }
    assert!(!text(&page).to_lowercase().contains("eligible"));
}

#[test]
fn while_a_carer_has_declined_tracking_says_that_and_the_way_back() {
    let declined = with_assessment(Some("2026-12-29T09:30:00Z"));
    let pair = json!({"reference": REFERENCE, "tracking_code": CODE});
    assert_eq!(
        value(&post_json(&declined, &pair))["assessment"],
        json!(null)
    );
    let page = post_form(
        &declined,
        &format!("reference={REFERENCE}&tracking-code={CODE}"),
    );
    assert!(text(&page).contains("You can change your mind at any time"));
    assert!(!text(&page).contains("You and we agree"));
}
