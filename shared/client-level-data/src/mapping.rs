//! What a contact says under each heading. Where an answer leaves a doubt, the cell is blank: a person fills it in.

use serde_json::Value;
use vocabulary::{Answer, Circumstance, Facts, Form, Need, Reporter, is_carers_own_request};

use crate::contact::{Answered, Contact, value_of};

pub(crate) const REQUEST: &str = "Request";
pub(crate) const SERVICE_USER: &str = "Service user";
pub(crate) const UNPAID_CARER: &str = "Unpaid carer";
pub(crate) const LEARNING_DISABILITY: &str = "Learning Disability Support";
const SUPPORT_TO_UNPAID_CARER: &str = "Social support: Support to unpaid carer";
const COMMUNITY: &str = "Community / Other route";
const REFUSED: &str = "No data: Refused";
const UNDECLARED: &str = "No data: Undeclared or not known";

/// Client Type (list of Release 2, confidence high; it may be incomplete). A carer's assessment, and a carer's own
/// request by rule 6 of the contract, is an unpaid carer's. Where somebody asks only about caring on behalf of
/// another, nothing says whether that other is the carer or the person cared for.
pub(crate) fn client_type(contact: &Contact) -> Option<&'static str> {
    let only_about_caring = |facts: &Facts| {
        let mut asked = facts.clone();
        asked.about = None;
        is_carers_own_request(&asked)
    };
    if contact.form == Form::CarerAssessment.id() || is_carers_own_request(&contact.facts) {
        Some(UNPAID_CARER)
    } else if only_about_caring(&contact.facts) {
        None
    } else {
        Some(SERVICE_USER)
    }
}

/// Primary Support Reason. The label for unpaid carers was seen in code for Release 2; those for service users are of
/// Release 1 (confidence high for Release 1). Only where one need stands alone and has one label:
/// `sight-hearing` may be either, and `autism` has none.
pub(crate) fn primary_support_reason(
    client_type: Option<&str>,
    facts: &Facts,
) -> Option<&'static str> {
    if client_type == Some(UNPAID_CARER) {
        return Some(SUPPORT_TO_UNPAID_CARER);
    }
    client_type?;
    let mut needs = facts
        .needs
        .iter()
        .filter(|need| **need != Need::InformationOnly);
    match (needs.next()?, needs.next()) {
        (Need::PersonalCare, None) => Some("Physical Support: Personal care support"),
        (Need::MobilityFalls, None) => Some("Physical Support: Access & mobility only"),
        (Need::Memory, None) => Some("Support with Memory & Cognition"),
        (Need::MentalHealth, None) => Some("Mental Health Support"),
        (Need::LearningDisability, None) => Some(LEARNING_DISABILITY),
        (Need::Deafblind, None) => Some("Sensory Support: Support for dual impairment"),
        (Need::DrugsAlcohol, None) => Some("Social Support: Substance misuse support"),
        (Need::Loneliness, None) => Some("Social Support: Support for Social Isolation/Other"),
        _ => None,
    }
}

/// Request: Route of Access. The list is of Release 1 (guidance of February 2023, confidence high); that of Release 2
/// was not found. Carers default to the community route (the same guidance); that other contacts do where nothing
/// points elsewhere is an inference.
pub(crate) fn route_of_access(client_type: Option<&str>, facts: &Facts) -> Option<&'static str> {
    match client_type? {
        UNPAID_CARER => return Some(COMMUNITY),
        _ if may_be_another_route(facts) => return None,
        _ => {}
    }
    let going_home = facts.needs.contains(&Need::HospitalDischarge);
    let growing_up = facts.needs.contains(&Need::MovingToAdultServices);
    match (is_in_hospital(facts), going_home, growing_up) {
        (false, false, false) => Some(COMMUNITY),
        (true, true, false) => Some("Discharge from Hospital"),
        (false, false, true) => Some("Planned Entry (Transition)"),
        // In hospital, and not said to be for going home, or the other way round; or two routes at once.
        _ => None,
    }
}

fn is_in_hospital(facts: &Facts) -> bool {
    facts.in_hospital == Some(Answer::Yes)
        || facts.circumstances.contains(&Circumstance::InHospital)
}

/// Prison and approved premises are one answer here and not in the list; somebody who moves may come from another
/// council or go to one; and whether whoever arranges their own care is meant by `Self-Funder` is not known.
fn may_be_another_route(facts: &Facts) -> bool {
    let unclear = [
        Circumstance::InPrisonOrApprovedPremises,
        Circumstance::MovingArea,
    ];
    unclear
        .iter()
        .any(|circumstance| facts.circumstances.contains(circumstance))
        || facts.reporter == Some(Reporter::PrisonOrProbation)
        || facts.needs.contains(&Need::ArrangeOwnCare)
}

/// Employment Status (list of Release 2, confidence high), from what a carer ticked about work. Whoever has paid work
/// is in it, whatever else they do; every other value only where it stands alone.
pub(crate) fn employment_status(contact: &Contact) -> Option<&'static str> {
    let ticked: Vec<&str> = contact
        .answer("work-now")?
        .as_array()?
        .iter()
        .filter_map(Value::as_str)
        .collect();
    match ticked.as_slice() {
        _ if ticked.contains(&"working") => Some("Paid: Hours per week unknown"),
        ["volunteering"] => Some("Not in paid employment: Voluntary work only"),
        ["retired"] | ["not-looking"] => {
            Some("Not in paid employment: Not actively seeking work or retired")
        }
        _ => None,
    }
}

/// Total Hrs Caring per week, of an unpaid carer who gave a number. A range has only a lower end.
pub(crate) fn hours_caring(contact: &Contact) -> Option<String> {
    let hours = contact.answer("caring-hours-per-week")?;
    hours.is_number().then(|| hours.to_string())
}

/// Ethnicity (list of Release 2, confidence high), by decision 9: the 19 groups as group and background.
pub(crate) fn ethnicity(kept: &[Answered]) -> Option<&'static str> {
    let Some(group) = chosen(kept, "ethnic-group") else {
        return Some(UNDECLARED);
    };
    if group == "prefer-not-to-say" {
        return Some(REFUSED);
    }
    let question = format!("ethnic-background-{group}");
    match chosen(kept, &question) {
        None => Some(UNDECLARED),
        Some("prefer-not-to-say") => Some(REFUSED),
        Some(background) => ethnic_group(group, background),
    }
}

fn ethnic_group(group: &str, background: &str) -> Option<&'static str> {
    Some(match (group, background) {
        ("white", "british") => "White: English, Welsh, Scottish, Northern Irish or British",
        ("white", "irish") => "White: Irish",
        ("white", "gypsy-or-irish-traveller") => "White: Gypsy or Irish Traveller",
        ("white", "roma") => "White: Roma",
        ("white", "any-other") => "White: Any other White background",
        ("mixed", "white-and-black-caribbean") => {
            "Mixed or multiple ethnic groups: White and Black Caribbean"
        }
        ("mixed", "white-and-black-african") => {
            "Mixed or multiple ethnic groups: White and Black African"
        }
        ("mixed", "white-and-asian") => "Mixed or multiple ethnic groups: White and Asian",
        ("mixed", "any-other") => {
            "Mixed or multiple ethnic groups: Any other Mixed or multiple ethnic background"
        }
        ("asian", "indian") => "Asian or Asian British: Indian",
        ("asian", "pakistani") => "Asian or Asian British: Pakistani",
        ("asian", "bangladeshi") => "Asian or Asian British: Bangladeshi",
        ("asian", "chinese") => "Asian or Asian British: Chinese",
        ("asian", "any-other") => "Asian or Asian British: Any other Asian background",
        ("black", "african") => "Black, Black British, Caribbean or African: African",
        ("black", "caribbean") => "Black, Black British, Caribbean or African: Caribbean",
        ("black", "any-other") => {
            "Black, Black British, Caribbean or African: Any other Black, Black British or Caribbean background"
        }
        ("other", "arab") => "Other ethnic group: Arab",
        ("other", "any-other") => "Other ethnic group: Any other ethnic group",
        _ => return None,
    })
}

fn chosen<'a>(answers: &'a [Answered], question: &str) -> Option<&'a str> {
    value_of(answers, question).and_then(Value::as_str)
}
