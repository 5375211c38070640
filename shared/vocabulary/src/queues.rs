//! The queues of the contract, and the names that staff read.
//!
//! A rule set may name its teams otherwise: a decision carries the name of its own destination.

/// Ids of the queues that rules of the contract name.
pub mod queue {
    pub const ASCC_GENERAL: &str = "ascc-general";
    pub const SAFEGUARDING_TRIAGE: &str = "safeguarding-triage";
    pub const ORGANISATIONAL_SAFEGUARDING: &str = "organisational-safeguarding";
    pub const EMERGENCY_DUTY: &str = "emergency-duty";
    pub const CARERS: &str = "carers";
    pub const TRANSITIONS: &str = "transitions";
    pub const CHILDRENS_SERVICES: &str = "childrens-services";
    pub const OUT_OF_AREA: &str = "out-of-area";
}

/// Every queue, id and name, in the order of the contract.
pub const QUEUES: &[(&str, &str)] = &[
    (queue::ASCC_GENERAL, "Adult Social Care Connects"),
    (queue::SAFEGUARDING_TRIAGE, "Safeguarding triage"),
    (
        queue::ORGANISATIONAL_SAFEGUARDING,
        "Organisational safeguarding",
    ),
    (queue::EMERGENCY_DUTY, "Emergency Duty Service"),
    ("mental-health", "Mental health"),
    ("hospital-discharge", "Hospital discharge"),
    ("sensory", "Sensory"),
    ("occupational-therapy", "Occupational therapy"),
    ("care-technology", "Care technology"),
    (queue::CARERS, "Carers"),
    ("brokerage", "Brokerage"),
    ("financial-assessment", "Financial assessment"),
    (queue::TRANSITIONS, "Transitions"),
    ("reviews", "Reviews"),
    ("complaints", "Complaints"),
    ("locality-mid", "Mid locality"),
    ("locality-north", "North locality"),
    ("locality-south-east", "South-East locality"),
    ("locality-south-west", "South-West locality"),
    ("locality-west", "West locality"),
    (queue::CHILDRENS_SERVICES, "Children's services"),
    (queue::OUT_OF_AREA, "Out of area"),
];

/// The id of every queue, in the order of the contract.
#[must_use]
pub fn queue_ids() -> Vec<&'static str> {
    QUEUES.iter().map(|(id, _)| *id).collect()
}

/// The name that staff read for a queue of the contract.
#[must_use]
pub fn queue_name(id: &str) -> Option<&'static str> {
    QUEUES
        .iter()
        .find(|(known, _)| *known == id)
        .map(|(_, name)| *name)
}
