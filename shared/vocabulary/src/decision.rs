//! Where a contact goes, how soon, and every reason: exactly the JSON of the contract.

use serde::{Deserialize, Serialize};

use crate::{Instant, Priority};

/// What routing answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The queue that holds the contact.
    pub queue: String,
    pub priority: Priority,
    /// The end of the time that local policy gives for a first response.
    pub respond_by: Instant,
    /// The locality, when it is certain.
    pub locality: Option<String>,
    /// The district's slug, when it is certain.
    pub district: Option<String>,
    pub destination: Destination,
    /// Who must be told as well, without the contact moving.
    pub also_tell: Vec<Destination>,
    pub advice: Vec<Advice>,
    /// Never empty.
    pub reasons: Vec<Reason>,
    pub ruleset: RulesetId,
}

/// Somebody who is to act on a contact, or to be told of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Destination {
    pub kind: DestinationKind,
    pub id: String,
    /// The name that staff read.
    pub name: String,
}

/// Who a destination is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DestinationKind {
    /// A team of this council.
    Team,
    /// An organisation that works for or with this council.
    Partner,
    /// Another council that is responsible for adult social care.
    OtherAuthority,
    /// A children's service.
    Children,
}

impl DestinationKind {
    /// As the contract's JSON has it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Partner => "partner",
            Self::OtherAuthority => "other-authority",
            Self::Children => "children",
        }
    }
}

/// Something to say to the person at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    pub id: String,
    pub title: String,
    /// Plain English.
    pub text: String,
}

/// A rule that applied, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    pub rule: String,
    /// Plain English.
    pub because: String,
    /// The facts that the rule read and that were present, or `received_at`.
    pub facts: Vec<String>,
}

/// Which rules decided. A published version never changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RulesetId {
    pub id: String,
    pub version: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_is_the_contract_s_json_and_reads_back() {
        let json = serde_json::json!({
            "queue": "safeguarding-triage", "priority": "urgent", "respond_by": "2026-12-29T11:45:00Z",
            "locality": "mid", "district": null,
            "destination": {"kind": "team", "id": "safeguarding-triage", "name": "Safeguarding triage"},
            "also_tell": [{"kind": "children", "id": "childrens-services", "name": "Children's services"}],
            "advice": [{"id": "a", "title": "A", "text": "Text."}],
            "reasons": [{"rule": "safeguarding-sign", "because": "plain English", "facts": ["risks"]}],
            "ruleset": {"id": "essex", "version": 1}
        });
        let decision: Decision = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(serde_json::to_value(&decision).unwrap(), json);
        assert_eq!(
            serde_json::to_value(DestinationKind::OtherAuthority).unwrap(),
            "other-authority"
        );
    }
}
