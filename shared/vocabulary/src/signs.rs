//! Signs that the contract names, because everything that must never lose a contact asks for them.

use crate::{About, Answer, Facts, Form, Need, Risk};

/// One of the risks that are a safeguarding sign.
#[must_use]
pub const fn is_safeguarding_risk(risk: Risk) -> bool {
    matches!(
        risk,
        Risk::AbuseOrNeglect | Risk::SelfNeglect | Risk::DomesticAbuse | Risk::Exploitation
    )
}

/// One of the risks of rule 10, which are at least urgent for an adult and never out of area.
#[must_use]
pub const fn is_rule_ten_risk(risk: Risk) -> bool {
    matches!(
        risk,
        Risk::ImmediateDanger
            | Risk::LeftAloneUnsafe
            | Risk::NoFoodHeatMedication
            | Risk::CarerBreakdown
            | Risk::SelfHarmOrSuicide
            | Risk::MissingPerson
            | Risk::CareNotTurningUp
            | Risk::HomelessTonight
            | Risk::ChildAtRisk
    )
}

/// A safeguarding sign: such a risk, `at-risk` = `yes`, or the form for safeguarding concerns.
#[must_use]
pub fn has_safeguarding_sign(facts: &Facts) -> bool {
    facts.risks.iter().copied().any(is_safeguarding_risk)
        || facts.at_risk == Some(Answer::Yes)
        || facts.form == Some(Form::SafeguardingConcern)
}

/// One of the risks of rule 10.
#[must_use]
pub fn has_rule_ten_sign(facts: &Facts) -> bool {
    facts.risks.iter().copied().any(is_rule_ten_risk)
}

/// Somebody asks about looking after another person, unpaid.
#[must_use]
pub fn asks_about_caring(facts: &Facts) -> bool {
    facts.needs.iter().copied().any(is_caring)
}

/// A carer's own request (rule 6): they ask about caring and nothing else, and not for somebody else.
#[must_use]
pub fn is_carers_own_request(facts: &Facts) -> bool {
    let only_caring = |need: &Need| is_caring(*need) || *need == Need::InformationOnly;
    asks_about_caring(facts)
        && facts.needs.iter().all(only_caring)
        && facts.about != Some(About::SomeoneElse)
}

const fn is_caring(need: Need) -> bool {
    matches!(need, Need::CaringRole | Need::BreakFromCaring)
}
