//! What the rules decide, as far as pages need it.

use super::*;

/// Enough of a decision for pages to be shown; the rules have tests of their own.
pub fn decision(facts: &Facts, at: Instant) -> Decision {
    let team = |id: &str| Destination {
        kind: DestinationKind::Team,
        id: id.to_owned(),
        name: id.to_owned(),
    };
    let sign = has_safeguarding_sign(facts);
    let priority = match () {
        () if facts.risks.contains(&Risk::ImmediateDanger) => Priority::Emergency,
        () if sign || has_rule_ten_sign(facts) => Priority::Urgent,
        () => Priority::Standard,
    };
    let queue = if sign {
        "safeguarding-triage"
    } else {
        "ascc-general"
    };
    let advice = |id: &str, title: &str, text: &str| vocabulary::Advice {
        id: id.to_owned(),
        title: title.to_owned(),
        text: text.to_owned(),
    };
    Decision {
        queue: queue.to_owned(),
        priority,
        respond_by: at.plus_seconds(86_400),
        locality: None,
        district: None,
        destination: team(queue),
        also_tell: if sign {
            vec![team("emergency-duty")]
        } else {
            Vec::new()
        },
        advice: vec![
            advice("a", "About abuse", "What safeguarding means."),
            advice("b", "Keep warm", "Heat one room."),
        ],
        reasons: vec![Reason {
            rule: "safeguarding-sign".to_owned(),
            because: "A sign of abuse.".to_owned(),
            facts: vec!["form".to_owned()],
        }],
        ruleset: RulesetId {
            id: "essex".to_owned(),
            version: 1,
        },
    }
}
