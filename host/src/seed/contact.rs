//! Made-up contacts. The same number always makes the same person. None of them exists; telephone numbers
//! are of the range that Ofcom keeps free for drama.

use anyhow::Result;
use referral_routing::Ruleset;
use runtime::loading::Submission;
use runtime::words::{contacts, types};
use serde_json::json;
use vocabulary::{
    Date, FactValue, Facts, Instant, Need, Risk, has_rule_ten_sign, has_safeguarding_sign,
};
use working_calendar::day_in_words;

pub const GIVEN: [&str; 8] = [
    "Ada", "Bram", "Chidi", "Dilys", "Esme", "Farid", "Grace", "Hal",
];
pub const FAMILY: [&str; 8] = [
    "Example", "Sample", "Pattern", "Specimen", "Model", "Likeness", "Instance", "Trial",
];
const TOWNS: [(&str, &str); 7] = [
    ("chelmsford", "CM1 1GL"),
    ("colchester", "CO1 1PJ"),
    ("basildon", "SS14 1DL"),
    ("harlow", "CM20 1WG"),
    ("castle-point", "SS7 1TF"),
    ("tendring", "CO15 1SE"),
    ("thurrock", "RM17 6SL"),
];
const NEEDS: [&str; 13] = [
    "personal-care",
    "meals-nutrition",
    "mobility-falls",
    "loneliness",
    "memory",
    "equipment-adaptations",
    "sight-hearing",
    "money-charging",
    "mental-health",
    "caring-role",
    "hospital-discharge",
    "care-technology",
    "arrange-own-care",
];
const CHANNELS: [&str; 5] = ["web", "web", "web", "phone", "email"];
/// One in three has a risk; the rest have none.
const RISKS: [Option<&str>; 9] = [
    None,
    None,
    Some("left-alone-unsafe"),
    None,
    None,
    Some("abuse-or-neglect"),
    None,
    None,
    Some("repeated-falls"),
];

/// A number below `count` that the `step`th choice of a contact falls on.
pub fn pick(number: u32, count: usize, step: u32) -> usize {
    (number.wrapping_mul(2_654_435_761).rotate_left(step) as usize) % count
}

/// The contact of a number, as it was received at a moment, in seconds since 1970.
pub fn contact(ruleset: &Ruleset, number: u32, received: i64) -> Result<Submission> {
    let pick = |count: usize, step: u32| pick(number, count, step);
    let (given, family) = (GIVEN[pick(GIVEN.len(), 3)], FAMILY[pick(FAMILY.len(), 7)]);
    let (district, postcode) = TOWNS[pick(TOWNS.len(), 11)];
    let need = NEEDS[pick(NEEDS.len(), 13)];
    let needs = [need];
    let risk = RISKS[pick(RISKS.len(), 17)];
    let risks: Vec<&str> = risk.into_iter().collect();
    let born = format!(
        "{}-{:02}-{:02}",
        1930 + pick(50, 5),
        1 + pick(12, 9),
        1 + pick(28, 15)
    );
    let phone = format!("01632 960{:03}", number % 1000);
    let about_someone_else = number.is_multiple_of(3);
    let about = if about_someone_else {
        "someone-else"
    } else {
        "self"
    };

    let facts = json!({
        "form": "adult-contact", "about": about, "date-of-birth": born, "postcode": postcode, "district": district,
        "needs": needs, "risks": risks,
    });
    let facts = Facts::from_json(&facts)
        .map_err(|problems| anyhow::anyhow!("a made-up contact is not valid: {problems:?}"))?;
    let decision = ruleset.decide(&facts, Instant::from_unix(received));
    let answer =
        |question: &str, asked: &str, value: serde_json::Value, said: &str| types::Answer {
            question: question.to_owned(),
            asked: asked.to_owned(),
            value: value.to_string(),
            said: said.to_owned(),
        };
    Ok(Submission {
        form: types::FormVersion {
            id: "adult-contact".to_owned(),
            version: 1,
        },
        channel: CHANNELS[pick(CHANNELS.len(), 19)].to_owned(),
        received_at: received,
        answers: vec![
            answer(
                "about",
                "Who do you want help for?",
                json!(about),
                if about_someone_else {
                    "Someone else"
                } else {
                    "Me"
                },
            ),
            answer("given-name", "First name", json!(given), given),
            answer("family-name", "Last name", json!(family), family),
            answer(
                "date-of-birth",
                "Date of birth",
                json!(born),
                &born.parse::<Date>().map_or(born.clone(), day_in_words),
            ),
            answer("postcode", "Postcode", json!(postcode), postcode),
            answer("phone", "Phone number", json!(phone), &phone),
            answer(
                "needs",
                "What do you need help with?",
                json!(needs),
                Need::from_id(need).map_or(need, |need| need.label()),
            ),
            answer(
                "risks",
                "Is any of this happening?",
                json!([risk.unwrap_or("none")]),
                risk.map_or("None of these", |risk| {
                    Risk::from_id(risk).map_or(risk, |risk| risk.label())
                }),
            ),
        ],
        facts: facts.to_list().into_iter().map(fact).collect(),
        person: contacts::Person {
            given_name: Some(given.to_owned()),
            family_name: Some(family.to_owned()),
            date_of_birth: Some(born),
            phone: Some(phone),
            email: None,
            postcode: Some(postcode.to_owned()),
        },
        also_about: Vec::new(),
        safeguarding_sign: has_safeguarding_sign(&facts),
        rule_ten_sign: has_rule_ten_sign(&facts),
        decision: vocabulary::mirror_decision!(decision, vocabulary => types, Instant::as_unix),
        about_someone_else,
        next_steps: Vec::new(),
        notices: Vec::new(),
        idempotency: None,
        draft: None,
        flags: vec!["made-up".to_owned()],
        entered_by: None,
    })
}

fn fact((name, value): (String, FactValue)) -> types::Fact {
    let value = vocabulary::mirror_fact_value!(value, vocabulary => types);
    types::Fact { name, value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_made_up_contact_says_is_in_words_as_it_is_from_a_form() {
        let ruleset = referral_routing::built_in().unwrap();
        for number in 0..200 {
            let made = contact(&ruleset, number, 1_800_000_000).unwrap();
            for answer in &made.answers {
                let said = &answer.said;
                assert!(!said.is_empty(), "{}", answer.question);
                let is_id = said.contains('-') && !said.contains(' ');
                assert!(!is_id, "{}: {said}", answer.question);
            }
        }
    }

    #[test]
    fn made_up_contacts_are_decided_and_go_to_more_than_one_queue() {
        let ruleset = referral_routing::built_in().unwrap();
        let made: Vec<_> = (0..200)
            .map(|number| contact(&ruleset, number, 1_800_000_000).unwrap())
            .collect();
        let queues: std::collections::BTreeSet<_> = made
            .iter()
            .map(|made| made.decision.queue.clone())
            .collect();
        assert!(queues.len() > 2, "{queues:?}");
        assert!(queues.contains("safeguarding-triage"), "{queues:?}");
        assert!(
            made.iter()
                .all(|made| made.received_at <= 1_800_000_000 && !made.decision.reasons.is_empty())
        );
    }
}
