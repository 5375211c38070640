//! Whose somebody is: by their age, by where they live, and by whom they look after.

use serde_json::{Value, json};

use super::*;

#[test]
fn a_partial_birth_date_never_makes_an_adult_a_child() {
    // On 24 November 2026, whoever was born in November 2008 may already be 18.
    for (born, child) in [
        ("2008-11-24", false),
        ("2008-11-25", true),
        ("2008-11", false),
        ("2008-12", true),
        ("2008", false),
        ("2009", true),
        ("1941", false),
        ("2026", true),
        ("2031-01-01", false),
    ] {
        let queue = decide(json!({"date-of-birth": born})).queue;
        assert_eq!(queue == "childrens-services", child, "{born}: {queue}");
    }
    // The age is counted in London: half past midnight there is still yesterday in UTC.
    let facts = Facts::from_json(&json!({"date-of-birth": "2008-06-10"})).unwrap();
    assert_eq!(
        RULES.decide(&facts, at("2026-06-09T22:30:00Z")).queue,
        "childrens-services"
    );
    assert_eq!(
        RULES.decide(&facts, at("2026-06-09T23:30:00Z")).queue,
        "ascc-general"
    );
    // Two facts that contradict each other are not knowledge.
    goes(
        json!({"date-of-birth": "2015", "age": 40}),
        "ascc-general",
        "standard",
    );
    goes(
        json!({"date-of-birth": "2008", "age": 17}),
        "childrens-services",
        "standard",
    );
}

#[test]
fn an_adult_who_cares_for_a_child_goes_to_childrens_services_or_transitions() {
    goes(
        json!({"needs": ["caring-role"], "cared-for-age": 17}),
        "childrens-services",
        "standard",
    );
    goes(
        json!({"needs": ["caring-role", "moving-to-adult-services"], "cared-for-age": 17}),
        "transitions",
        "soon",
    );
    goes(
        json!({"needs": ["caring-role"], "cared-for-age": 18}),
        "carers",
        "standard",
    );
}

#[test]
fn a_carer_belongs_where_the_person_they_look_after_lives() {
    let carer = |facts: Value| {
        let mut all = json!({"needs": ["caring-role", "information-only"], "about": "self"});
        all.as_object_mut()
            .unwrap()
            .extend(facts.as_object().unwrap().clone());
        all
    };
    let ours = goes(
        carer(json!({"district": "southend-on-sea", "cared-for-district": "basildon"})),
        "carers",
        "standard",
    );
    assert_eq!(
        (ours.locality.as_deref(), ours.district.as_deref()),
        (Some("south-west"), Some("basildon"))
    );
    let theirs = goes(
        carer(json!({"district": "basildon", "cared-for-postcode": "SS0 7AA"})),
        "out-of-area",
        "standard",
    );
    assert_eq!(theirs.destination.name, "Southend-on-Sea City Council");
    goes(
        carer(json!({"district": "southend-on-sea"})),
        "carers",
        "standard",
    );
    goes(
        carer(json!({"district": "southend-on-sea", "cared-for-district": "atlantis"})),
        "carers",
        "standard",
    );
    // With other needs it is ours if either place is.
    for (home, cared_for, away) in [
        ("thurrock", "basildon", false),
        ("basildon", "thurrock", false),
        ("thurrock", "southend-on-sea", true),
    ] {
        let facts = json!({"needs": ["caring-role", "loneliness"], "district": home, "cared-for-district": cared_for});
        assert_eq!(
            decide(facts).queue == "out-of-area",
            away,
            "{home}, {cared_for}"
        );
    }
}

#[test]
fn another_councils_resident_is_told_which_council_and_how_to_reach_it() {
    let decision = goes(
        json!({"needs": ["personal-care"], "district": "southend-on-sea"}),
        "out-of-area",
        "standard",
    );
    assert_eq!(
        serde_json::to_value(&decision.destination).unwrap(),
        json!({"kind": "other-authority", "id": "southend-on-sea", "name": "Southend-on-Sea City Council"})
    );
    assert!(decision.advice[0].text.contains("01702 215008"));
    let far = goes(
        json!({"needs": ["personal-care"], "postcode": "M1 1AA"}),
        "out-of-area",
        "standard",
    );
    assert_eq!(
        (far.destination.id.as_str(), far.destination.name.as_str()),
        ("other-authority", "The council where the person lives")
    );
    assert!(!far.advice[0].text.contains("{"));
}

#[test]
fn nobody_is_sent_to_another_council_in_danger_or_in_doubt() {
    let stays = |facts: Value, queue: &str, priority: &str| {
        let decision = goes(facts, queue, priority);
        assert!(
            decision
                .reasons
                .iter()
                .any(|reason| reason.rule == "stays-ours")
        );
        decision
    };
    let sign = stays(
        json!({"risks": ["self-neglect"], "district": "thurrock"}),
        "safeguarding-triage",
        "urgent",
    );
    assert!(
        sign.advice
            .iter()
            .any(|advice| advice.text.contains("Thurrock Council"))
    );
    stays(
        json!({"risks": ["homeless-tonight"], "district": "thurrock"}),
        "ascc-general",
        "urgent",
    );
    stays(
        json!({"circumstances": ["moving-area"], "district": "thurrock"}),
        "ascc-general",
        "standard",
    );
    stays(
        json!({"circumstances": ["aftercare-s117"], "district": "thurrock"}),
        "mental-health",
        "standard",
    );
    for postcode in [
        "SS17 0AA", "RM3 0AA", "RM15 0AA", "CM20 1AA", "ZZ9 9ZZ", "SS1", "🏠",
    ] {
        assert_ne!(
            decide(json!({"needs": ["memory"], "postcode": postcode})).queue,
            "out-of-area",
            "{postcode}"
        );
    }
}

#[test]
fn a_child_is_ours_wherever_they_live() {
    goes(
        json!({"age": 12, "district": "thurrock"}),
        "childrens-services",
        "standard",
    );
    goes(
        json!({"age": 12, "at-risk": "yes"}),
        "childrens-services",
        "urgent",
    );
    goes(
        json!({"age": 12, "needs": ["end-of-life"]}),
        "childrens-services",
        "soon",
    );
}

#[test]
fn a_boundary_that_nobody_has_confirmed_says_so_to_staff_and_to_nobody_else() {
    let decided = |facts: Value, day: &str| {
        let facts = Facts::from_json(&facts).unwrap();
        RULES.decide(&facts, at(&format!("{day}T10:00:00Z")))
    };
    let says = |decision: &vocabulary::Decision| -> Vec<Vec<String>> {
        let planned = decision.reasons.iter();
        let planned = planned.filter(|reason| reason.rule == "planned-boundary");
        planned.map(|reason| reason.facts.clone()).collect()
    };
    for (facts, told) in [
        (
            json!({"needs": ["personal-care"], "district": "braintree"}),
            "district",
        ),
        (
            json!({"needs": ["personal-care"], "postcode": "SS0 7AA"}),
            "postcode",
        ),
        (
            json!({"needs": ["caring-role"], "about": "self", "cared-for-district": "thurrock"}),
            "cared-for-district",
        ),
        (
            json!({"risks": ["abuse-or-neglect"], "district": "thurrock"}),
            "district",
        ),
    ] {
        let before = decided(facts.clone(), "2028-03-31");
        assert_eq!(says(&before), [[""; 0]; 0], "{facts}");
        let after = decided(facts.clone(), "2028-04-03");
        assert_eq!(says(&after), [[told]], "{facts}");
        let advice = after.advice.iter().map(|advice| advice.id.as_str());
        let other: Vec<&str> = advice
            .filter(|id| id.starts_with("another-council"))
            .collect();
        assert_eq!(other, [""; 0], "{facts}");
        assert_ne!(after.queue, "out-of-area", "{facts}");
    }
    // A carer with other needs is ours where the person cared for lives in a place that is planned to be.
    let carer = json!({"about": "someone-else", "needs": ["caring-role", "loneliness"],
        "district": "havering", "cared-for-district": "thurrock"});
    assert_eq!(decided(carer.clone(), "2028-03-31").queue, "out-of-area");
    assert_ne!(decided(carer, "2028-04-03").queue, "out-of-area");
}

#[test]
fn rules_that_were_published_before_have_no_words_for_it_and_are_read_all_the_same() {
    let texts = built_in_texts();
    assert!(!texts.rules.contains("planned-boundary"));
    let own = texts.rules.replace(
        "[always]\n",
        "[always]\nplanned-boundary = \"Ask which council it is.\"\n",
    );
    let rules = Ruleset::read(referral_routing::Texts {
        rules: &own,
        ..texts
    })
    .unwrap();
    let facts = Facts::from_json(&json!({"district": "braintree"})).unwrap();
    let decision = rules.decide(&facts, at("2028-04-03T10:00:00Z"));
    let reasons: Vec<&str> = decision
        .reasons
        .iter()
        .map(|r| r.because.as_str())
        .collect();
    assert!(reasons.contains(&"Ask which council it is."), "{reasons:?}");
}

#[test]
fn another_council_is_named_with_the_ways_to_reach_it_that_a_public_page_gave() {
    let advice = |district: &str| {
        let facts = json!({"needs": ["personal-care"], "district": district});
        let decision = goes(facts, "out-of-area", "standard");
        let mut advice = decision.advice.into_iter();
        advice
            .find(|advice| advice.id == "another-council")
            .unwrap()
            .text
    };
    let southend = advice("southend-on-sea");
    for said in [
        "Southend-on-Sea City Council",
        "01702 215008",
        "https://www.livewellsouthend.com",
    ] {
        assert!(southend.contains(said), "{southend}");
    }
    // No page gave these, so nobody is shown one.
    let suffolk = advice("babergh");
    assert!(suffolk.contains("Suffolk County Council"), "{suffolk}");
    assert!(
        !suffolk.contains("http") && !suffolk.contains(|c: char| c.is_ascii_digit()),
        "{suffolk}"
    );
}
